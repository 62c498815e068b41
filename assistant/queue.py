"""The use case "many comments at once": masked, understood, grouped, in the order of need."""

import multiprocessing
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Protocol

from assistant.deadlines import due, first_response_due
from assistant.drafts import Triage
from assistant.errors import UsageError
from assistant.jobs import COMMENT_LIMIT
from assistant.places import find_place
from assistant.privacy import mask
from assistant.prompts import load_table
from assistant.queueing.comment_exports import Incoming
from assistant.records.sealed import Original
from assistant.records.tables import QueuedComment, QueueEntry
from assistant.triage import assess
from assistant.triaging.comments import Comment, read_comment

# Up to this share of common shingles two comments say the same.
ALIKE = 0.7
_SHINGLE = 4
_COMPARED = 600
# Below, a second process costs more time than it saves.
_ALONE = 400
_PROCESSES = 2
_RANKS = {"high": 1, "normal": 2, "low": 3}
_ORDINARY = "permintaan-informasi"


class Queue(Protocol):
    """Where the entries are kept."""

    def entries(self) -> list[QueueEntry]: ...

    def known(self, origins: Iterable[str]) -> set[str]: ...

    def seal(self, comment_id: str, original: Original) -> bytes: ...

    def keep(self, new: Sequence[QueueEntry], more: Sequence[QueuedComment]) -> None: ...


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of comments: each was `added` as an entry, `grouped` with one, or `repeated`:
    taken in before. Of the added ones `ignored` need no reply."""

    added: int
    grouped: int
    repeated: int
    ignored: int


@dataclass(frozen=True, slots=True)
class Understood:
    """A masked comment with what decides its place in the queue, and what is to be sealed."""

    masked: str
    original: Original
    triage: Triage
    matter: str
    wording: str


def take_in(comments: Iterable[Incoming], queue: Queue, now: datetime) -> Intake:
    """Puts comments into the queue; what says the same joins one entry."""
    given = [_checked(comment) for comment in comments]
    known = queue.known(comment.origin for comment in given if comment.origin)
    fresh: dict[str, Incoming] = {}
    for n, comment in enumerate(given):
        if comment.origin not in known:
            fresh.setdefault(comment.origin or str(n), comment)
    understood = understand([comment.text for comment in fresh.values()])
    waiting = queue.entries()
    groups = Groups(
        [
            *((entry.matter, _wording(read_comment(entry.text_masked))) for entry in waiting),
            *((read.matter, read.wording) for read in understood),
        ]
    )
    entries: dict[int, QueueEntry] = {}
    for n, entry in enumerate(waiting):
        entries.setdefault(groups.place(n), entry)
    old = {entry.id for entry in waiting}
    new, more = [], []
    for n, (comment, read) in enumerate(zip(fresh.values(), understood, strict=True), len(waiting)):
        group = groups.place(n)
        found = entries.get(group)
        if found is None:
            entries[group] = found = _entry(comment, read, now)
            new.append(found)
        queued = _queued(comment, read, found, now, queue)
        if found.id in old:
            more.append(queued)
        else:
            found.comments.append(queued)
            _hasten(found, queued, read)
    ignored = sum(entry.state == "ignored" for entry in new)
    queue.keep(new, more)
    return Intake(len(new), len(fresh) - len(new), len(given) - len(fresh), ignored)


def understand(texts: Sequence[str]) -> list[Understood]:
    """Each text masked and triaged; many are shared among processes."""
    once = list(dict.fromkeys(texts))
    if len(once) < _ALONE:
        found = [_understand(text) for text in once]
    else:
        # Spawned: a copy of a server with its threads would not be sound.
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(_PROCESSES, mp_context=spawn) as pool:
            found = list(pool.map(_understand, once, chunksize=50))
    by_text = dict(zip(once, found, strict=True))
    return [by_text[text] for text in texts]


class Groups:
    """Which of many comments say the same: of one matter, and worded alike.

    Exact, not estimated: only comments that share one of their rarest shingles can reach the
    likeness asked for, so few pairs have to be compared.
    """

    def __init__(self, comments: Sequence[tuple[str, str]]) -> None:
        """`comments`: the matter and the wording of each."""
        self._shingles = [_shingles(wording) for _, wording in comments]
        self._rarity = Counter(s for found in self._shingles for s in found)
        self._places: list[int] = []
        seen: dict[tuple[str, int], list[int]] = {}
        same: dict[tuple[str, str], int] = {}
        for n, comment in enumerate(comments):
            matter, _ = comment
            group = same.get(comment)
            if group is None:
                group = self._alike(n, matter, seen)
            if group is None:
                group = n
                for shingle in self._rarest(n):
                    seen.setdefault((matter, shingle), []).append(n)
            same.setdefault(comment, group)
            self._places.append(group)

    def place(self, number: int) -> int:
        """The number of the first comment that says what this one says."""
        return self._places[number]

    def _alike(
        self, number: int, matter: str, seen: Mapping[tuple[str, int], Sequence[int]]
    ) -> int | None:
        own = self._shingles[number]
        tried = set[int]()
        best, found = ALIKE, None
        for shingle in self._rarest(number):
            for other in seen.get((matter, shingle), ()):
                if other in tried:
                    continue
                tried.add(other)
                theirs = self._shingles[other]
                if min(len(own), len(theirs)) < best * max(len(own), len(theirs)):
                    continue
                common = len(own & theirs)
                share = common / (len(own) + len(theirs) - common)
                if share >= best:
                    best, found = share, other
        return found

    def _rarest(self, number: int) -> Iterator[int]:
        own = self._shingles[number]
        ordered = sorted(own, key=lambda shingle: (self._rarity[shingle], shingle))
        return islice(ordered, len(own) - int(ALIKE * len(own)) + 1)


def _checked(comment: Incoming) -> Incoming:
    if len(comment.text) > COMMENT_LIMIT:
        raise UsageError(
            f"Ada komentar yang lebih panjang dari {COMMENT_LIMIT} karakter; periksa kolomnya."
        )
    return comment


def _understand(text: str) -> Understood:
    masked = mask(text)
    assessment = assess(masked.text)
    return Understood(
        masked.text,
        Original(text, dict(masked.values)),  # plain: it comes from another process
        assessment.triage,
        _matter(assessment.comment, assessment.triage),
        _wording(assessment.comment),
    )


def _matter(comment: Comment, triage: Triage) -> str:
    """What must agree before one answer can serve: kind, urgency, who answers, where, numbers."""
    place = find_place(comment)
    numbers = sorted({word for word in comment.plain if any(c.isdigit() for c in word)})
    agency = triage.agencies[0] if triage.agencies else ""
    where = place.text.lower() if place else ""
    return "|".join([triage.kind, triage.urgency, agency, where, *numbers])


def _wording(comment: Comment) -> str:
    """In standard words, so that "gk nyala" and "tidak nyala" are the same."""
    return " ".join(comment.plain)[:_COMPARED]


def _shingles(wording: str) -> frozenset[int]:
    padded = f" {wording} "
    return frozenset(
        hash(padded[n : n + _SHINGLE]) for n in range(max(1, len(padded) - _SHINGLE + 1))
    )


def _entry(comment: Incoming, read: Understood, now: datetime) -> QueueEntry:
    received = comment.received_at or now
    triage = read.triage
    report = load_table("lapor.yaml")["class_of"].get(triage.kind, _ORDINARY)
    return QueueEntry(
        id="q" + secrets.token_hex(6),
        text_masked=read.masked,
        platform=comment.platform,
        kind=triage.kind,
        urgency=triage.urgency,
        rank=0 if triage.kind == "emergency" else _RANKS[triage.urgency],
        agency=triage.agencies[0] if triage.agencies else None,
        matter=read.matter,
        received_at=received,
        respond_by=first_response_due(received)[0],
        settle_by=due(report, received, urgency=triage.urgency),
        state="new" if triage.needs_reply else "ignored",
        taken_by=None,
        changed_at=now,
        version=1,
    )


def _queued(
    comment: Incoming, read: Understood, entry: QueueEntry, now: datetime, queue: Queue
) -> QueuedComment:
    comment_id = "k" + secrets.token_hex(6)
    return QueuedComment(
        id=comment_id,
        entry_id=entry.id,
        text_masked=read.masked,
        platform=comment.platform,
        received_at=comment.received_at or now,
        origin=comment.origin,
        sealed=queue.seal(comment_id, read.original),
    )


def _hasten(entry: QueueEntry, comment: QueuedComment, read: Understood) -> None:
    """The clocks of an entry run from its oldest comment."""
    if comment.received_at < entry.received_at:
        report = load_table("lapor.yaml")["class_of"].get(entry.kind, _ORDINARY)
        entry.received_at = comment.received_at
        entry.respond_by = first_response_due(comment.received_at)[0]
        entry.settle_by = due(report, comment.received_at, urgency=read.triage.urgency)
