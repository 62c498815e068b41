"""All tables as one SQLite file, whichever database they come from, and back into either."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.records import store
from assistant.records.schema import NEWEST, migrate
from assistant.records.tables import Base
from assistant.records.trail import TrailRow
from knowledge.catalogue import FILE_NAME, Catalogue, Record, open_engine
from knowledge.catalogue import Base as KnowledgeBase

# Importing the store maps every table of the records.
assert store
_AT_ONCE = 1_000
TABLES: tuple[Table, ...] = (*KnowledgeBase.metadata.sorted_tables, *Base.metadata.sorted_tables)
# Says which record the indexes were made from; one that is restored is another.
_OWN = Record.__table__
Failure = SQLAlchemyError


class DamagedSnapshot(Exception):
    """The file is no database, or not a whole one."""


@contextmanager
def opened(folder: Path, database_url: str | None) -> Iterator[Engine]:
    """The database with all its tables, brought up to date."""
    Catalogue(folder, database_url).close()
    engine = open_engine(folder, database_url)
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()


def take(engine: Engine, folder: Path) -> None:
    """A snapshot in `folder`, of one moment, while others go on writing."""
    if engine.dialect.name == "sqlite":
        target = folder / FILE_NAME
        with closing(engine.raw_connection()) as source, closing(sqlite3.connect(target)) as copy:
            # In one step: in several it would begin anew with every write in between.
            source.driver_connection.backup(copy)  # type: ignore[union-attr]
        return
    moment = engine.execution_options(isolation_level="REPEATABLE READ", stream_results=True)
    with opened(folder, None) as copy_engine, moment.connect() as source_rows:
        _copy_all(source_rows, copy_engine)


def put(folder: Path, engine: Engine) -> None:
    """Fills the empty database with the snapshot in `folder`: all of it, or nothing."""
    with opened(folder, None) as snapshot, snapshot.connect() as rows:
        _copy_all(rows, engine)


def check(folder: Path) -> None:
    """DamagedSnapshot unless the file is sound and its rows refer to each other as they should."""
    try:
        with closing(sqlite3.connect(f"{(folder / FILE_NAME).as_uri()}?mode=ro", uri=True)) as file:
            sound = file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            if not sound or file.execute("PRAGMA foreign_key_check").fetchone():
                raise DamagedSnapshot
    except sqlite3.Error as error:
        raise DamagedSnapshot from error


def counts(engine: Engine) -> dict[str, int]:
    """How many rows each table has."""
    with engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in TABLES
            if table is not _OWN
        }


def last_of_trail(engine: Engine) -> TrailRow | None:
    with Session(engine, expire_on_commit=False) as session:
        return session.scalars(select(TrailRow).order_by(TrailRow.seq.desc()).limit(1)).first()


def records_version() -> str:
    """The form that the tables of the records have in this version of the program."""
    return NEWEST


def _copy_all(source: Connection, target: Engine) -> None:
    with target.execution_options(writes=True).begin() as connection:
        for table in TABLES:
            if table is _OWN:
                last = source.execute(select(Record.last_change)).scalar_one()
                connection.execute(table.update().values(last_change=last))
                continue
            found = source.execute(select(table)).mappings()
            for some in found.partitions(_AT_ONCE):
                connection.execute(table.insert(), [_in_utc(row) for row in some])
            _count_on(connection, table)


def _in_utc(row: Any) -> dict[str, Any]:
    """SQLite keeps times without a zone, in UTC."""
    return {
        name: (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))
        if isinstance(value, datetime)
        else value
        for name, value in row.items()
    }


def _count_on(connection: Connection, table: Table) -> None:
    """PostgreSQL would number the next row as if none had been put in."""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None:
        return
    connection.execute(
        text(
            "SELECT setval(pg_get_serial_sequence(:table, :column), "
            f"(SELECT coalesce(max({column.name}), 0) + 1 FROM {table.name}), false)"
        ),
        {"table": table.name, "column": column.name},
    )
