"""A database of any earlier version becomes one of this version, and keeps its rows."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import (
    JSON,
    Boolean,
    DateTime,
    Engine,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    create_engine,
    select,
    text,
)
from sqlalchemy.orm import Session

from assistant.records import schema, store
from assistant.records.tables import Base
from knowledge.catalogue import open_engine

assert store  # maps every table
STEPS = sorted(path.stem[:4] for path in (schema._FOLDER / "versions").glob("0*.py"))
VALUES: tuple[tuple[type, Any], ...] = (
    (Boolean, True),
    (Integer, 1),
    (Float, 1.5),
    (DateTime, datetime(2026, 11, 24, 3, 0, tzinfo=UTC)),
    (JSON, []),
    (LargeBinary, b"x"),
)


def upgrade(engine: Engine, step: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema._FOLDER))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, step)


def tables(engine: Engine) -> list[Table]:
    found = MetaData()
    found.reflect(engine)
    return [table for table in found.sorted_tables if table.name != schema.VERSION_TABLE]


def fill(engine: Engine) -> None:
    """One row in every table, each column filled; keys that refer to a row refer to that one."""
    with engine.execution_options(writes=True).begin() as connection:
        for table in tables(engine):
            connection.execute(table.insert().values({c.name: value(c.type) for c in table.c}))


def value(kind: Any) -> Any:
    return next((given for wanted, given in VALUES if isinstance(kind, wanted)), "satu")


def rows(engine: Engine, old: list[Table]) -> dict[str, list[Any]]:
    with engine.connect() as connection:
        return {table.name: list(connection.execute(select(*table.c))) for table in old}


def check_from(engine: Engine, step: str) -> None:
    upgrade(engine, step)
    fill(engine)
    old = tables(engine)
    before = rows(engine, old)
    assert before and all(len(found) == 1 for found in before.values())
    schema.migrate(engine)
    assert rows(engine, old) == before
    with Session(engine) as session:
        for mapper in Base.registry.mappers:
            found = session.scalars(select(mapper.class_)).all()
            assert len(found) == (1 if mapper.local_table.name in before else 0)
    fill_empty(engine, set(before))


def fill_empty(engine: Engine, filled: set[str]) -> None:
    """What came new takes rows as well."""
    with engine.execution_options(writes=True).begin() as connection:
        for table in tables(engine):
            if table.name not in filled:
                given = {c.name: value(c.type) for c in table.c}
                connection.execute(table.insert().values(given))


@pytest.mark.parametrize("step", STEPS)
def test_from_every_version_on_sqlite(tmp_path: Path, step: str) -> None:
    engine = open_engine(tmp_path, None)
    check_from(engine, step)
    engine.dispose()


def test_from_every_version_on_postgresql(postgres: Engine) -> None:
    for step in STEPS:
        with postgres.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        check_from(postgres, step)


def test_from_nothing_on_both(tmp_path: Path, postgres: Engine) -> None:
    engine = open_engine(tmp_path, None)
    for one in (engine, postgres):
        for _ in range(2):
            schema.migrate(one)
        with one.connect() as connection:
            assert schema._version(connection) == STEPS[-1] == schema.NEWEST
        names = {table.name for table in tables(one)}
        assert names == set(Base.metadata.tables)
    engine.dispose()


def test_a_step_that_fails_leaves_the_version_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(tmp_path, None)
    upgrade(engine, STEPS[-2])
    fill(engine)
    before = rows(engine, tables(engine))
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("ALTER TABLE queue_entries ADD COLUMN responded_at TEXT"))
    with pytest.raises(Exception, match="duplicate column"):
        schema.migrate(engine)
    with engine.connect() as connection:
        assert schema._version(connection) == STEPS[-2]
    assert {
        name: len(found) for name, found in rows(engine, tables(engine)).items()
    } == dict.fromkeys(before, 1)
    engine.dispose()


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Engine]:
    server = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("CREATE DATABASE langkah"))
    engine = open_engine(Path(), postgres_url.replace("/postgres?", "/langkah?"))
    yield engine
    engine.dispose()
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE langkah WITH (FORCE)"))
    server.dispose()
