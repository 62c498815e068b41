"""The record: documents, their versions and passages, and what the indexes still have to learn."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Engine,
    ForeignKey,
    Index,
    Text,
    create_engine,
    event,
    inspect,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from knowledge.documents import Block, Kind, Passage, Proposed, Reading, Status, in_force
from knowledge.errors import KnowledgeError

FILE_NAME = "assistant.db"
# Who sees what every agency prepares; no agency has this id.
EVERYBODY = "*"
_BUSY_SECONDS = 30


class Base(DeclarativeBase):
    pass


class Record(Base):
    """One row: which record this is, and the number of its last change.

    A change locks the row until it is committed, so numbers become visible in their order.
    """

    __tablename__ = "knowledge_record"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str]
    last_change: Mapped[int]


class Document(Base):
    """An official document. What it says is in its versions; `version` is the one in force.

    `decision` is what a person decided (published, draft, withdrawn); `status` adds "expired".
    """

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    kind: Mapped[Kind]
    agency: Mapped[str | None] = mapped_column(index=True)
    agencies: Mapped[list[str]] = mapped_column(JSON)
    published: Mapped[date | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    decision: Mapped[str]
    version: Mapped[int]
    pages: Mapped[int | None]
    passages: Mapped[int]
    source_name: Mapped[str] = mapped_column(index=True)
    content_hash: Mapped[str] = mapped_column(index=True)
    proposed: Mapped[dict[str, Any]] = mapped_column(JSON)
    added_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    # The agency whose admin proposed it; None once an editor has vouched for it.
    proposed_by: Mapped[str | None]

    # The day on which the document was looked up; not kept.
    seen_on = date.min

    @property
    def status(self) -> Status:
        if (
            self.decision == "published"
            and self.valid_until is not None
            and self.valid_until < self.seen_on
        ):
            return "expired"
        return cast(Status, self.decision)

    def as_json(self) -> dict[str, Any]:
        """The public form."""
        return {
            "id": self.id,
            "title": self.title,
            "kind": self.kind,
            "agency": self.agency,
            "agencies": list(self.agencies),
            "published": _iso(self.published),
            "valid_from": _iso(self.valid_from),
            "valid_until": _iso(self.valid_until),
            "status": self.status,
            "version": self.version,
            "pages": self.pages,
            "passages": self.passages,
            "source_name": self.source_name,
            "proposed": dict(self.proposed),
            "proposed_by": self.proposed_by,
        }


class Version(Base):
    """What a document said from one replacement to the next; never changed."""

    __tablename__ = "versions"

    document_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    kind: Mapped[Kind]
    published: Mapped[date | None]
    source_name: Mapped[str]
    content_hash: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    blocks: Mapped[list[Any]] = mapped_column(JSON)
    pages: Mapped[int | None]
    passages: Mapped[int]
    notices: Mapped[list[str]] = mapped_column(JSON)
    proposed: Mapped[dict[str, Any]] = mapped_column(JSON)
    added_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

    def as_json(self) -> dict[str, Any]:
        """The public form; the text itself is in the passages."""
        return {
            "version": self.number,
            "title": self.title,
            "source_name": self.source_name,
            "published": _iso(self.published),
            "pages": self.pages,
            "passages": self.passages,
            "notices": list(self.notices),
            "added_at": self.added_at.replace(tzinfo=UTC).isoformat()
            if self.added_at.tzinfo is None
            else self.added_at.isoformat(),
        }


class PassageRow(Base):
    """A passage of a version. Its `id` is never used again, so an index entry cannot go stale."""

    __tablename__ = "passages"
    __table_args__ = (
        Index("passages_by_version", "document_id", "version"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    version: Mapped[int]
    key: Mapped[str]
    page: Mapped[int | None]
    heading: Mapped[str] = mapped_column(Text)
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str] = mapped_column(Text)


class Change(Base):
    """The outbox: a document whose index entries must be made anew. None: all documents."""

    __tablename__ = "index_changes"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_id: Mapped[str | None]


class StatementsRow(Base):
    """What a published document states (see conflicts.py); `key` tells what it was read from."""

    __tablename__ = "document_statements"

    document_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str]
    content: Mapped[list[Any]] = mapped_column(JSON)


class ConflictRow(Base):
    """Two published documents that contradict each other; each statement as in StatementsRow."""

    __tablename__ = "document_conflicts"

    id: Mapped[int] = mapped_column(primary_key=True)
    one_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), index=True
    )
    one: Mapped[list[Any]] = mapped_column(JSON)
    other: Mapped[list[Any]] = mapped_column(JSON)


class Catalogue:
    """The record in its database. A change is one transaction, and is on the disk when it ends."""

    def __init__(self, folder: Path, database_url: str | None) -> None:
        if database_url is None:
            folder.mkdir(parents=True, exist_ok=True)
        self.engine = open_engine(folder, database_url)
        self._writing = self.engine.execution_options(writes=True)
        with _explained():
            self._make_tables()

    def _make_tables(self) -> None:
        for attempt in range(3):
            try:
                with self._writing.begin() as connection:
                    Base.metadata.create_all(connection)
                    _add_missing_columns(connection)
                    if connection.execute(select(Record.id)).first() is None:
                        connection.execute(
                            Record.__table__.insert().values(  # type: ignore[attr-defined]
                                id=1, token=secrets.token_hex(16), last_change=0
                            )
                        )
                return
            except (ProgrammingError, IntegrityError):  # another process made them just now
                if attempt == 2:
                    raise

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with _explained(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction. It waits for others that write; nothing is kept if it fails."""
        with (
            _explained(),
            Session(self._writing, expire_on_commit=False) as session,
            session.begin(),
        ):
            session.execute(update(Record).values(last_change=Record.last_change))
            yield session

    def position(self) -> tuple[str, int]:
        """The token of this record and the number of its last change."""
        with self.reading() as session:
            row = session.execute(select(Record.token, Record.last_change)).one()
            return row.token, row.last_change

    def close(self) -> None:
        self.engine.dispose()


def _add_missing_columns(connection: Connection) -> None:
    """What a store of an earlier version lacks: columns that may be empty."""
    there = {column["name"] for column in inspect(connection).get_columns("documents")}
    for column in Document.__table__.columns:
        if column.name not in there:
            kind = column.type.compile(connection.dialect)
            connection.exec_driver_sql(f"ALTER TABLE documents ADD COLUMN {column.name} {kind}")


def note_change(session: Session, document_id: str | None) -> int:
    """Puts a change into the outbox; returns its number."""
    session.execute(update(Record).values(last_change=Record.last_change + 1))
    number = session.scalars(select(Record.last_change)).one()
    session.add(Change(number=number, document_id=document_id))
    return number


def open_engine(folder: Path, database_url: str | None) -> Engine:
    """The database of the app: SQLite in `folder` unless a URL names another.

    SQLite keeps its rollback journal and syncs fully: what was accepted survives a power cut.
    """
    url = database_url or f"sqlite:///{folder / FILE_NAME}"
    # A failed statement names its parameters otherwise, and they are what people wrote.
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"), hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin below, not at the first change
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={_BUSY_SECONDS * 1000}",
        "journal_mode=DELETE",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",  # what was forgotten must not stand in a free page
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _explained() -> Iterator[None]:
    """Turns a failure of the database into a sentence for the person."""
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig).lower()
        if "full" in reason:
            sentence = "Penyimpanan penuh; kosongkan ruang lalu ulangi. Tidak ada yang hilang."
        elif "disk i/o" in reason:
            sentence = "Penyimpanan penuh atau rusak; periksa ruangnya lalu ulangi."
        elif "locked" in reason:
            sentence = "Basis data sedang dipakai proses lain; coba lagi sebentar lagi."
        elif "readonly" in reason or "unable to open" in reason:
            sentence = "Basis data tidak dapat dibuka; periksa izin folder data."
        else:
            sentence = "Basis data tidak dapat dipakai; periksa ASSISTANT_DATABASE_URL."
        raise KnowledgeError(sentence) from error


# --- between readings and rows -------------------------------------------------------------


def new_version(document_id: str, number: int, reading: Reading, now: datetime) -> Version:
    return Version(
        document_id=document_id,
        number=number,
        title=reading.title,
        kind=reading.kind,
        published=reading.published,
        source_name=reading.source_name,
        content_hash=content_hash(reading),
        text=reading.text,
        blocks=[[b.kind, b.start, b.end, b.page, b.level, list(b.header)] for b in reading.blocks],
        pages=reading.pages,
        passages=len(reading.passages),
        notices=list(reading.notices),
        proposed=proposed_json(reading.proposed),
        added_at=now,
    )


def new_passages(document_id: str, number: int, passages: Sequence[Passage]) -> list[PassageRow]:
    return [
        PassageRow(
            document_id=document_id,
            version=number,
            key=passage.id,
            page=passage.page,
            heading=passage.heading,
            start=passage.start,
            end=passage.end,
            text=passage.text,
        )
        for passage in passages
    ]


def as_passage(row: Any) -> Passage:
    return Passage(row.key, row.page, row.heading, row.start, row.end, row.text)


def as_reading(document: Document, version: Version, rows: Sequence[PassageRow]) -> Reading:
    return Reading(
        title=document.title,
        text=version.text,
        blocks=tuple(
            Block(kind, start, end, page, level, tuple(header))
            for kind, start, end, page, level, header in version.blocks
        ),
        passages=tuple(as_passage(row) for row in rows),
        pages=version.pages,
        document_id=document.id,
        source_name=version.source_name,
        agency=document.agency,
        kind=document.kind,
        published=document.published,
        valid_from=document.valid_from,
        valid_until=document.valid_until,
        proposed=_proposed(version.proposed),
        notices=tuple(version.notices),
    )


def content_hash(reading: Reading) -> str:
    import hashlib

    return hashlib.sha256(reading.text.encode("utf-8", "replace")).hexdigest()


def visible(row: Any, viewer: str | None) -> bool:
    """Whether somebody of the agency `viewer` may see a row of documents: what is in force is for
    all, what an agency prepares or proposes for itself, and all of it for EVERYBODY's view."""
    if viewer == EVERYBODY or (row.decision != "draft" and row.proposed_by is None):
        return True
    return viewer is not None and viewer in (row.agency, row.proposed_by)


def usable(row: Any, today: date) -> bool:
    """Whether drafts may rest on a row of documents today."""
    return row.decision == "published" and in_force(row.valid_from, row.valid_until, today)


def proposed_json(proposed: Proposed) -> dict[str, Any]:
    plain = asdict(proposed)
    return {
        key: _iso(value) if isinstance(value, date) else value
        for key, value in plain.items()
        if key != "contacts"
    } | {"contacts": list(proposed.contacts)}


def _proposed(values: dict[str, Any]) -> Proposed:
    dates = {
        key: date.fromisoformat(values[key]) if values.get(key) else None
        for key in ("published", "valid_from", "valid_until")
    }
    return Proposed(
        title=values.get("title"),
        kind=values.get("kind"),
        agency_name=values.get("agency_name"),
        contacts=tuple(values.get("contacts", ())),
        **dates,
    )


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
