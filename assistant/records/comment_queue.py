"""The queue in its database: entries that wait for an answer, changed by one person at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, literal, select, update
from sqlalchemy.orm import Session, joinedload

from assistant.access import require
from assistant.deadlines import first_response_due
from assistant.errors import AssistantError
from assistant.records.database import within
from assistant.records.repository import Repository
from assistant.records.sealed import Original, seal, unseal
from assistant.records.tables import Moment, QueuedComment, QueueEntry

OPEN = ("new", "taken")
STATES = (*OPEN, "done", "ignored")
_SAID = {
    "new": "dikembalikan ke antrean",
    "taken": "diambil {who}",
    "done": "diselesaikan {who}",
    "ignored": "ditandai tidak perlu dibalas oleh {who}",
}

_GONE = "Komentar ini tidak ada lagi di antrean; muat ulang daftarnya."


class Overtaken(AssistantError):
    """Somebody else changed the entry first."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry as the person saw it who is about to change it."""

    id: str
    version: int


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does to an entry."""

    seen: Seen
    state: str
    who: str


class CommentQueue(Repository):
    def entries(self, states: Sequence[str] = OPEN, limit: int | None = None) -> list[QueueEntry]:
        """The most urgent first, of these the oldest; each with its comments."""
        wanted = (
            select(QueueEntry)
            .options(joinedload(QueueEntry.comments))
            .where(QueueEntry.state.in_(states))
            .order_by(QueueEntry.rank, QueueEntry.received_at, QueueEntry.id)
            .limit(limit)
        )
        wanted = within(wanted, self._actor, "queue.read", QueueEntry.agency, QueueEntry.desk)
        with self._reading() as session:
            return list(session.scalars(wanted).unique())

    def entry(self, entry_id: str) -> QueueEntry:
        with self._reading() as session:
            found = session.get(QueueEntry, entry_id, options=[joinedload(QueueEntry.comments)])
        if found is None:
            raise AssistantError(_GONE)
        require(self._actor, "queue.read", found.agency, found.desk)
        return found

    def original(self, comment_id: str) -> Original:
        """A comment as it was written. Whoever asks for it stands in the trail."""
        with self._writing() as session:
            found = session.get(QueuedComment, comment_id)
            if found is None:
                raise AssistantError(_GONE)
            entry = found.entry
            require(self._actor, "original.read", entry.agency, entry.desk)
            if found.sealed is None:
                raise AssistantError(
                    "Data asli komentar ini tidak disimpan; hanya ada bentuk tersamarkannya."
                )
            original = unseal(found.sealed, comment_id, self._keys)
            agency = entry.agency or entry.desk
            about = {"entry": entry.id}
            self._trail.note(
                session, "original.read", "comment", comment_id, agency=agency, content=about
            )
            return original

    def seal(self, comment_id: str, original: Original) -> bytes:
        """For a comment that is about to be kept."""
        return seal(original, comment_id, self._keys)

    def counts(self) -> dict[str, int]:
        """How many entries are in each state."""
        counted = select(QueueEntry.state, func.count()).group_by(QueueEntry.state)
        counted = within(counted, self._actor, "queue.read", QueueEntry.agency, QueueEntry.desk)
        with self._reading() as session:
            found = {row[0]: row[1] for row in session.execute(counted)}
        return {state: found.get(state, 0) for state in STATES}

    def heard(
        self, since: datetime, until: datetime, agency: str | None = None
    ) -> list[tuple[str, int]]:
        """What citizens wrote in a period, masked, and how many of them wrote so."""
        counted = (
            select(QueueEntry.text_masked, func.count(QueuedComment.id))
            .join(QueuedComment, QueuedComment.entry_id == QueueEntry.id)
            .where(QueuedComment.received_at >= since, QueuedComment.received_at < until)
            .group_by(QueueEntry.id, QueueEntry.text_masked)
        )
        if agency is not None:
            counted = counted.where((QueueEntry.agency == agency) | (QueueEntry.desk == agency))
        counted = within(counted, self._actor, "queue.read", QueueEntry.agency, QueueEntry.desk)
        with self._reading() as session:
            return [(row[0], row[1]) for row in session.execute(counted)]

    def known(self, origins: Iterable[str]) -> set[str]:
        """Those of `origins` that were taken in before."""
        wanted, found = list(origins), set[str]()
        with self._reading() as session:
            for n in range(0, len(wanted), 500):
                some = QueuedComment.origin.in_(wanted[n : n + 500])
                found |= {o for o in session.scalars(select(QueuedComment.origin).where(some)) if o}
        return found

    def keep(self, new: Sequence[QueueEntry], more: Sequence[QueuedComment]) -> None:
        """New entries with their comments, and further comments of entries that wait already.

        An entry that was answered or closed waits again: nobody has answered the newcomer.
        """
        require(self._actor, "queue.change")
        for entry in new:
            entry.desk = self._actor.agency
        newcomers: dict[str, datetime] = {}
        for comment in sorted(more, key=lambda one: one.received_at, reverse=True):
            newcomers[comment.entry_id] = comment.received_at
        grown = sorted(newcomers)
        with self._writing() as session:
            session.add_all([*new, *more])
            self._trail.note(
                session,
                "queue.taken-in",
                "queue",
                "antrean",
                agency=self._actor.agency,
                content={"new": [one.id for one in new], "joined": grown},
            )
            for n in range(0, len(grown), 500):
                self._wait_again(session, grown[n : n + 500], newcomers)

    def change(self, step: Step) -> Seen:
        """Gives the entry as it is then. Overtaken when it is no longer as it was seen."""
        with self._writing() as session:
            return self.change_in(session, step)

    def change_in(self, session: Session, step: Step, *, replied: bool = False) -> Seen:
        """As `change`, as part of a larger transaction. `replied`: a reply is sent with it."""
        seen, now = step.seen, self._clock()
        first = {}
        if replied or step.state == "done":
            first["responded_at"] = func.coalesce(QueueEntry.responded_at, literal(now, Moment()))
        found = session.get(QueueEntry, seen.id)
        if found is not None:
            require(self._actor, "queue.change", found.agency, found.desk)
        changed = session.execute(
            update(QueueEntry)
            .where(QueueEntry.id == seen.id, QueueEntry.version == seen.version)
            .execution_options(synchronize_session=False)
            .values(
                state=step.state,
                taken_by=None if step.state == "new" else step.who,
                changed_at=now,
                version=QueueEntry.version + 1,
                **first,
            )
        )
        if not changed.rowcount:  # type: ignore[attr-defined]
            session.expire_all()
            raise Overtaken(self._why(session.get(QueueEntry, seen.id)))
        self._trail.note(
            session,
            f"queue.{step.state}",
            "queue",
            seen.id,
            agency=found.agency if found else None,
            content={"who": step.who},
        )
        return Seen(seen.id, seen.version + 1)

    def forget(self, session: Session, before: datetime) -> None:
        """Deletes what was settled before."""
        session.execute(
            delete(QueueEntry).where(QueueEntry.state.not_in(OPEN), QueueEntry.changed_at < before)
        )

    def _wait_again(
        self, session: Session, ids: Sequence[str], newcomers: Mapping[str, datetime]
    ) -> None:
        """Those that were answered or closed, with a new clock from their newcomer on."""
        settled = QueueEntry.state.not_in(OPEN) | QueueEntry.responded_at.is_not(None)
        wanted = select(QueueEntry).where(QueueEntry.id.in_(ids), settled).with_for_update()
        for entry in session.scalars(wanted):
            entry.responded_at = None
            entry.respond_by = first_response_due(newcomers[entry.id])[0]
            if entry.state not in OPEN:
                entry.state, entry.taken_by = "new", None
                entry.changed_at = self._clock()
                entry.version += 1

    def _why(self, entry: QueueEntry | None) -> str:
        if entry is None:
            return "Komentar ini tidak ada lagi di antrean. Tulisan Anda tetap ada di layar."
        said = _SAID[entry.state].format(who=entry.taken_by)
        at = entry.changed_at.astimezone(self._clock().tzinfo)
        return (
            f"Komentar ini berubah sejak Anda buka: {said} pukul {at:%H.%M}. "
            "Tulisan Anda tetap ada di layar; buka lagi komentarnya sebelum mengirim."
        )
