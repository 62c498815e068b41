"""The database of the records: opened, and brought up to date, when it is first needed."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Engine, Select, or_, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import InstrumentedAttribute, Session

from assistant.access import Actor, reach, require
from assistant.errors import AssistantError
from assistant.keys import Keys
from assistant.records.schema import migrate
from assistant.records.tables import Base
from assistant.settings import Settings
from knowledge.catalogue import FILE_NAME, open_engine

_Wanted = TypeVar("_Wanted", bound=Select[*tuple[Any, ...]])

_INCREMENTAL = 2
_PAGES = 200
_PAUSE = 0.01


@dataclass(frozen=True, slots=True)
class Bond:
    """What the records of one actor are bound to."""

    database: "Database"
    clock: Callable[[], datetime]
    actor: Actor
    keys: Keys


class Database:
    """Shared by all who act; safe between threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._engine: Engine | None = None

    def exists(self) -> bool:
        """Whether anything can have been kept: a look does not make a database."""
        settings = self._settings
        return (
            self._engine is not None
            or settings.database_url is not None
            or (settings.data_dir / FILE_NAME).is_file()
        )

    def engine(self) -> Engine:
        with self._lock:
            if self._engine is None:
                folder = self._settings.data_dir
                if self._settings.database_url is None:
                    folder.mkdir(parents=True, exist_ok=True)
                engine = open_engine(folder, self._settings.database_url)
                migrate(engine)
                self._engine = engine
            return self._engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with _explained(), Session(self.engine(), expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with (
            _explained(),
            Session(
                self.engine().execution_options(writes=True), expire_on_commit=False
            ) as session,
            session.begin(),
        ):
            yield session

    def give_back(self) -> None:
        """Gives the space of what was deleted back to the disk, in steps that nobody has to wait
        for. SQLite has overwritten it already, PostgreSQL overwrites it with what comes next."""
        engine = self.engine()
        with _explained():
            if engine.dialect.name == "sqlite":
                _shrink(engine)
            else:
                alone = engine.execution_options(isolation_level="AUTOCOMMIT")
                with alone.connect() as connection:
                    for table in Base.metadata.tables:
                        connection.execute(text(f"VACUUM {table}"))

    def close(self) -> None:
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None


def _shrink(engine: Engine) -> None:
    """The first time the file is written anew as one that can be shortened step by step."""
    with closing(engine.raw_connection()) as held:
        file = held.driver_connection
        assert file is not None

        def pragma(words: str) -> int:
            found = file.execute(f"PRAGMA {words}").fetchall()
            return int(found[0][0]) if found else 0

        if pragma("auto_vacuum") != _INCREMENTAL:
            pragma(f"auto_vacuum={_INCREMENTAL}")
            file.execute("VACUUM")
        free = pragma("freelist_count")
        while free:
            # As a script: a single statement would stop after its first page.
            file.executescript(f"PRAGMA incremental_vacuum({_PAGES})")
            left = pragma("freelist_count")
            if left >= free:  # others delete faster than this
                break
            free = left
            time.sleep(_PAUSE)  # whoever waits to write comes first


def within(
    wanted: _Wanted, actor: Actor, action: str, *owners: InstrumentedAttribute[Any]
) -> _Wanted:
    """`wanted`, without what `actor` may not see: an agency is among the `owners` of its own."""
    require(actor, action)
    if reach(actor, action) == "all":
        return wanted
    return wanted.where(or_(*(owner == actor.agency for owner in owners)))


@contextmanager
def _explained() -> Iterator[None]:
    """Turns a failure of the database into a sentence. Its own message could repeat the text."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise AssistantError(
            "Catatan tidak dapat disimpan; periksa ruang dan izin folder data, lalu ulangi."
        ) from error
