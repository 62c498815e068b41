"""The trail: who did what when to which object. Rows are only ever added, each signed together with
the one before; what a row is about lies beside it and can be deleted without breaking the chain."""

import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, Text, delete, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.access import Actor, require
from assistant.errors import AssistantError
from assistant.keys import digest
from assistant.records.database import Bond, within
from assistant.records.tables import Base, ModelCall

_START = "0" * 64
_LOCK = 7_241_306  # of PostgreSQL, held until the end of a transaction
_AT_ONCE = 1_000


class TrailRow(Base):
    """One act. `agency` is that of the object, `actor_agency` that of the person; `via`: page,
    token, command or local (then there was no second person). `content_hash` is of the content
    beside it; `mac` signs the row and the `mac` before. `key_mark` names the secret."""

    __tablename__ = "trail"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[str]
    actor: Mapped[str] = mapped_column(index=True)
    roles: Mapped[str]
    actor_agency: Mapped[str | None]
    via: Mapped[str]
    action: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    object_id: Mapped[str] = mapped_column(index=True)
    agency: Mapped[str | None] = mapped_column(index=True)
    content_hash: Mapped[str | None]
    key_mark: Mapped[str]
    mac: Mapped[str]


class TrailContent(Base):
    """What a row is about, as JSON. `lasting`: kept for as long as the trail is."""

    __tablename__ = "trail_contents"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(Text)
    lasting: Mapped[bool]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its content; None where there was none, or where it has been purged."""

    row: TrailRow
    content: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Head:
    """The last row at some moment. Kept elsewhere it proves that no row was cut off since."""

    seq: int
    mac: str


@dataclass(frozen=True, slots=True)
class Fault:
    """`seq` of the first row that is not as it was written, and what is wrong with it."""

    seq: int
    reason: str


@dataclass(frozen=True, slots=True)
class Period:
    """Days in the regency's zone, both included; None: open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Object:
    """What an act was done to, and what about it is worth keeping for good."""

    id: str
    agency: str | None
    content: dict[str, Any]


class Trail:
    def __init__(self, bond: Bond) -> None:
        self._reading, self._writing = bond.database.reading, bond.database.writing
        self._clock, self._actor, self._keys = bond.clock, bond.actor, bond.keys

    def note(
        self,
        session: Session,
        action: str,
        kind: str,
        object_id: str,
        *,
        agency: str | None = None,
        content: dict[str, Any] | None = None,
        lasting: bool = False,
        actor: Actor | None = None,
    ) -> None:
        """Adds a row in the transaction of the act itself. `content` is plain JSON, masked."""
        _one_at_a_time(session)
        session.flush()
        last = session.scalars(select(TrailRow).order_by(TrailRow.seq.desc()).limit(1)).first()
        who = actor or self._actor
        plain = None if content is None else _plain(content)
        row = TrailRow(
            seq=last.seq + 1 if last else 1,
            at=self._clock().astimezone(UTC),
            actor_id=who.id,
            actor=who.name,
            roles=" ".join(sorted(who.roles)),
            actor_agency=who.agency,
            via=who.via,
            action=action,
            kind=kind,
            object_id=object_id,
            agency=agency,
            content_hash=None if plain is None else digest(self._keys.trail(), plain.encode()),
            key_mark=self._keys.mark(),
        )
        row.mac = _signed(self._keys.trail(), last.mac if last else _START, row)
        session.add(row)
        if plain is not None:
            session.add(TrailContent(seq=row.seq, content=plain, lasting=lasting))
        session.flush()

    def add(self, action: str, kind: str, object_id: str, **more: Any) -> None:
        """As `note`, for an act that has no transaction of these records."""
        with self._writing() as session:
            self.note(session, action, kind, object_id, **more)

    def add_each(self, action: str, kind: str, objects: Sequence[Object]) -> None:
        """As `add`, for many objects of one act."""
        if not objects:
            return
        with self._writing() as session:
            for one in objects:
                self.note(
                    session,
                    action,
                    kind,
                    one.id,
                    agency=one.agency,
                    content=one.content,
                    lasting=True,
                )

    def entries(
        self,
        *,
        object_id: str | None = None,
        period: Period | None = None,
        actor: str | None = None,
        action: str | None = None,
        limit: int | None = None,
    ) -> list[Entry]:
        """The newest first; a head reads what concerns their own agency."""
        wanted = select(TrailRow).order_by(TrailRow.seq.desc())
        wanted = within(wanted, self._actor, "trail.read", TrailRow.agency, TrailRow.actor_agency)
        wanted = _of(wanted, object_id=object_id, actor=actor, action=action)
        wanted = self._during(wanted, period).limit(limit)
        with self._reading() as session:
            rows = list(session.scalars(wanted))
            contents = dict[int, str]()
            for n in range(0, len(rows), _AT_ONCE):
                some = [row.seq for row in rows[n : n + _AT_ONCE]]
                found = session.scalars(select(TrailContent).where(TrailContent.seq.in_(some)))
                contents |= {one.seq: one.content for one in found}
        return [
            Entry(row, json.loads(contents[row.seq]) if row.seq in contents else None)
            for row in rows
        ]

    def entry(self, seq: int) -> Entry:
        """One row; AssistantError when there is none that the actor may read."""
        wanted = select(TrailRow).where(TrailRow.seq == seq)
        wanted = within(wanted, self._actor, "trail.read", TrailRow.agency, TrailRow.actor_agency)
        with self._reading() as session:
            row = session.scalars(wanted).first()
            kept = session.get(TrailContent, seq) if row else None
        if row is None:
            raise AssistantError("Baris jejak ini tidak ada, atau milik OPD lain.")
        return Entry(row, json.loads(kept.content) if kept else None)

    def call_of(self, entry: Entry) -> ModelCall | None:
        """The masked texts of a call to a model, while the retention keeps them."""
        if entry.row.action != "model.called" or not entry.row.object_id.isdigit():
            return None
        with self._reading() as session:
            return session.get(ModelCall, int(entry.row.object_id))

    def head(self) -> Head | None:
        """The row that stands last now."""
        require(self._actor, "trail.read")
        newest = select(TrailRow).order_by(TrailRow.seq.desc()).limit(1)
        with self._reading() as session:
            found = session.scalars(newest).first()
        return Head(found.seq, found.mac) if found else None

    def verify(self, heads: tuple[Head, ...] = ()) -> Fault | None:
        """The first fault of the chain, of the contents that are left, or against `heads`."""
        require(self._actor, "incident.read")
        key = self._keys.trail()
        before, expected = _START, 1
        known = {head.seq: head.mac for head in heads}
        for row, content in self._all():
            if row.seq != expected:
                return Fault(expected, "baris hilang atau berubah urutan")
            if row.key_mark != self._keys.mark():
                return Fault(row.seq, "ditandatangani dengan kunci lain")
            if not hmac.compare_digest(_signed(key, before, row), row.mac):
                return Fault(row.seq, "isi baris berubah")
            if content is not None and digest(key, content.encode()) != row.content_hash:
                return Fault(row.seq, "isi lampiran berubah")
            if known.pop(row.seq, row.mac) != row.mac:
                return Fault(row.seq, "tidak sama dengan kepala jejak yang disimpan")
            before, expected = row.mac, expected + 1
        if known:
            return Fault(
                min(known), "baris terakhir dihapus: kepala jejak yang disimpan lebih baru"
            )
        return None

    def forget(self, session: Session, before: datetime) -> None:
        """Deletes contents that the retention no longer allows; the chain verifies without them."""
        old = select(TrailRow.seq).where(TrailRow.at < before)
        session.execute(
            delete(TrailContent).where(TrailContent.seq.in_(old), TrailContent.lasting.is_(False))
        )

    def check_key(self) -> None:
        """AssistantError when the trail was signed with another secret than the one at hand."""
        with self._reading() as session:
            marks = session.scalars(
                select(TrailRow.key_mark).order_by(TrailRow.seq.desc()).limit(1)
            ).first()
        if marks is not None and marks != self._keys.mark():
            raise AssistantError(
                "Berkas kunci (ASSISTANT_SECRET_FILE) bukan milik catatan ini; kembalikan berkas "
                "kunci yang asli, sebab tanpa itu jejak dan kolom tersegel tidak terbaca."
            )

    def _all(self) -> Iterator[tuple[TrailRow, str | None]]:
        """In order, a thousand at a time."""
        last = -(2**31)
        with self._reading() as session:
            while True:
                page = (
                    select(TrailRow, TrailContent.content)
                    .outerjoin(TrailContent, TrailContent.seq == TrailRow.seq)
                    .where(TrailRow.seq > last)
                    .order_by(TrailRow.seq)
                    .limit(_AT_ONCE)
                )
                rows = session.execute(page).all()
                if not rows:
                    return
                yield from ((row, content) for row, content in rows)
                last = rows[-1][0].seq
                session.expunge_all()

    def _during(self, wanted: Select[Any], period: Period | None) -> Select[Any]:
        zone = self._clock().tzinfo
        if period and period.first:
            begin = datetime.combine(period.first, datetime.min.time(), zone)
            wanted = wanted.where(TrailRow.at >= begin)
        if period and period.last:
            end = datetime.combine(period.last + timedelta(days=1), datetime.min.time(), zone)
            wanted = wanted.where(TrailRow.at < end)
        return wanted


def _of(wanted: Select[Any], **values: str | None) -> Select[Any]:
    for name, value in values.items():
        if value is not None:
            wanted = wanted.where(getattr(TrailRow, name) == value)
    return wanted


def _one_at_a_time(session: Session) -> None:
    """Each row needs the one before. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _plain(content: dict[str, Any]) -> str:
    return json.dumps(content, sort_keys=True, default=str)


_SIGNED = (
    "seq actor_id actor roles actor_agency via action kind object_id agency content_hash key_mark"
).split()


def _signed(key: bytes, before: str, row: TrailRow) -> str:
    values = [getattr(row, name) for name in _SIGNED]
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    return digest(key, _plain({"before": before, "at": at, "row": values}).encode())
