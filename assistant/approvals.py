"""The use case "let it out": what waits for a head, what is late, what citizens write about."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.agencies import load_agencies
from assistant.errors import UsageError
from assistant.platforms import load_platform
from assistant.prompts import put_in_force
from assistant.reading.moments import write_date
from assistant.triage import topics_in
from assistant.triaging.rules import load_rules

if TYPE_CHECKING:
    from assistant.records.approvals import Approval
    from assistant.records.store import Records
    from assistant.records.tables import FollowUp, QueueEntry

WEEK = timedelta(days=7)
_MOST_ISSUES = 5
# Below, a comment or two say nothing about a week.
_FEWEST = 2
_LINK = re.compile(r"https?://[^\s/?#]+\.[^\s]+", re.IGNORECASE)
_LONGEST_LINK = 500
_LISTED = 5
_LINE = 80
_MOST_REPLIES = 2000


@dataclass(frozen=True, slots=True)
class Issue:
    """What citizens wrote about: comments of the last seven days, and of the seven before."""

    topic: str
    label: str
    count: int
    before: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What a head has to know now. `waiting`: the riskiest first, of these the oldest."""

    waiting: tuple["Approval", ...]
    promises: tuple["FollowUp", ...]
    comments: tuple["QueueEntry", ...]
    issues: tuple[Issue, ...]
    decided: tuple["Approval", ...]

    @property
    def late(self) -> int:
        return len(self.promises) + len(self.comments)

    @property
    def risky(self) -> int:
        return sum(bool(one.risks) for one in self.waiting)


def submit(records: "Records", draft_id: str, version: int) -> "Approval":
    put_in_force(records.house_style())  # an editor may have begun a campaign a moment ago
    return records.approvals.submit(draft_id, version)


def publish(records: "Records", draft_id: str, version: int, link: str) -> "Approval":
    """`link`: where the text can be read now."""
    address = link.strip()
    if not _LINK.fullmatch(address) or len(address) > _LONGEST_LINK:
        raise UsageError(
            "Tempel tautan unggahannya, misalnya https://www.instagram.com/p/…, agar dapat "
            "ditemukan lagi."
        )
    put_in_force(records.house_style())
    return records.approvals.publish(draft_id, version, address)


def overview(records: "Records", now: datetime, agency: str | None = None) -> Overview:
    """Of one agency, or of all that the actor may see."""
    waiting = sorted(records.approvals.waiting(agency), key=_urgency)
    comments = [
        entry
        for entry in records.queue.entries()
        if entry.due < now and agency in (None, entry.agency, entry.desk)
    ]
    promises = [one for one in records.follow_ups(agency=agency) if one.due < now]
    return Overview(
        tuple(waiting),
        tuple(promises),
        tuple(sorted(comments, key=lambda entry: (entry.rank, entry.due))),
        issues(records, now, agency),
        tuple(records.approvals.decided(agency=agency)),
    )


def _urgency(one: "Approval") -> tuple[int, int, datetime]:
    blocked = any(finding["severity"] == "block" for finding in one.findings)
    return (not blocked, -len(one.risks), one.submitted_at)


def issues(records: "Records", now: datetime, agency: str | None = None) -> tuple[Issue, ...]:
    """The topics of a week, the most frequent first."""
    this_week = _topics(_heard(records, now - WEEK, now, agency))
    last_week = _topics(_heard(records, now - 2 * WEEK, now - WEEK, agency))
    topics = load_rules().topics
    return tuple(
        Issue(topic, topics[topic].label, count, last_week[topic])
        for topic, count in this_week.most_common(_MOST_ISSUES)
        if count >= _FEWEST
    )


def _heard(
    records: "Records", since: datetime, until: datetime, agency: str | None
) -> list[tuple[str, int]]:
    """Comments of the queue, and those that were answered without one."""
    queued = records.queue.heard(since, until, agency)
    known = {text for text, _ in queued}
    return queued + [
        (reply.comment_masked, 1)
        for reply in records.sent_replies(_MOST_REPLIES)
        if since <= reply.sent_at < until
        and agency in (None, reply.agency)
        and reply.comment_masked not in known
    ]


def _topics(comments: Iterable[tuple[str, int]]) -> Counter[str]:
    found = Counter[str]()
    for text, count in comments:
        for topic in _topics_of(text)[:1]:
            found[topic] += count
    return found


@lru_cache(maxsize=20_000)
def _topics_of(text: str) -> tuple[str, ...]:
    return topics_in(text)


def issue_line(issue: Issue) -> str:
    """One line: "Jalan rusak: 27 komentar, naik dari 9 pada pekan lalu"."""
    if not issue.before:
        return f"{issue.label}: {issue.count} komentar, pekan lalu belum ada"
    if issue.count == issue.before:
        return f"{issue.label}: {issue.count} komentar, sama dengan pekan lalu"
    way = "naik" if issue.count > issue.before else "turun"
    return f"{issue.label}: {issue.count} komentar, {way} dari {issue.before} pada pekan lalu"


def waited(since: datetime, now: datetime) -> str:
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} menit" if minutes else "baru saja"
    return f"{minutes // 60} jam" if minutes < 48 * 60 else f"{minutes // (24 * 60)} hari"


def since(at: datetime, now: datetime) -> str:
    age = waited(at, now)
    return f"sejak {age} lalu" if age != waited(now, now) else "baru diajukan"


def digest(found: Overview, now: datetime, agency: str | None = None) -> str:
    """One message a day, as text that can be sent anywhere."""
    agencies = load_agencies()
    whose = agencies.short(agency) if agency else "semua OPD"
    risky = f", {found.risky} berisiko" if found.risky else ""
    parts = [
        _part(
            f"Menunggu persetujuan: {len(found.waiting)}{risky}",
            [
                f"{load_platform(one.platform).name}: {_short(one.brief)}"
                f" ({since(one.submitted_at, now)}"
                + "".join(f"; {risk['label']}" for risk in one.risks)
                + ")"
                for one in found.waiting
            ],
        ),
        _part(
            f"Janji lewat batas: {len(found.promises)}",
            [
                f"{agencies.short(one.agency)}, batas "
                f"{write_date(one.due.astimezone(now.tzinfo).date())}: {_short(one.promise)}"
                for one in found.promises
            ],
        ),
        _part(
            f"Komentar lewat batas: {len(found.comments)}",
            [
                f"{'belum selesai' if one.responded_at else 'belum ditanggapi'}: "
                f"{_short(one.text_masked)}"
                for one in found.comments
            ],
        ),
    ]
    if found.issues:
        parts.append(_part("Isu sepekan", [issue_line(issue) for issue in found.issues]))
    head = f"Ringkasan {whose}, {write_date(now.date())} pukul {now:%H.%M} WIB"
    return "\n\n".join([head, *parts])


def _part(title: str, items: Sequence[str]) -> str:
    lines = [title, *(f"- {item}" for item in items[:_LISTED])]
    if len(items) > _LISTED:
        lines.append(f"- dan {len(items) - _LISTED} lainnya")
    return "\n".join(lines)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LINE else line[: _LINE - 1].rstrip() + "…"
