"""The database of the records: opened, and brought up to date, when it is first needed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine, Select, or_
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import InstrumentedAttribute, Session

from assistant.access import Actor, reach, require
from assistant.errors import AssistantError
from assistant.records.schema import migrate
from assistant.settings import Settings
from knowledge.catalogue import FILE_NAME, open_engine

_Wanted = TypeVar("_Wanted", bound=Select[*tuple[Any, ...]])

Transaction = Callable[[], AbstractContextManager[Session]]


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

    def close(self) -> None:
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None


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
