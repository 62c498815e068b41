"""Use case: the work of a period as tables, for reports. Each that goes out is in the trail."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from assistant.audit.acts import shortened
from assistant.audit.spreadsheets import Table, Value
from assistant.errors import UsageError
from assistant.records.comment_queue import STATES
from assistant.records.trail import Period

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.records.approvals import Approval
    from assistant.records.tables import FollowUp, SentReply

_EVERYTHING = 1_000_000
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_Row = tuple[Value, ...]

_QUEUE_STATES = {
    "new": "menunggu",
    "taken": "dikerjakan",
    "done": "selesai",
    "ignored": "tidak perlu dibalas",
}
_KINDS = {
    "question": "pertanyaan",
    "complaint": "aduan",
    "suggestion": "saran",
    "praise": "apresiasi",
    "emergency": "darurat",
    "rumour": "kabar belum jelas",
    "abuse": "hinaan",
    "spam": "spam",
    "politics": "politik",
    "other": "lainnya",
}
_URGENCIES = {"high": "tinggi", "normal": "biasa", "low": "rendah"}
_DRAFT_STATES = {
    "draft": "draf",
    "used": "disalin",
    "submitted": "menunggu putusan",
    "approved": "disetujui",
    "returned": "dikembalikan",
    "replaced": "diganti versi baru",
    "withdrawn": "dihapus sebelum diputuskan",
    "published": "terbit",
}
_WAYS = {
    "head": "pimpinan",
    "single": "tanpa persetujuan orang kedua",
    "alone": "tanpa pimpinan (tidak berisiko)",
}


def report(
    assistant: "Assistant", what: str, period: Period | None = None, agency: str | None = None
) -> Table:
    """One of REPORTS, of what the actor may see. `agency`: by any name; None: all of these."""
    assistant.require("report.export")
    period, whose = period or Period(), _agency(assistant, agency)
    headings, rows_of = REPORTS[what]
    table = Table(FILE_NAMES[what], headings, list(rows_of(assistant, period, whose)))
    assistant.records.trail.add(
        "report.exported",
        "report",
        table.name,
        agency=assistant.actor.agency,
        content={
            "rows": len(table.rows),
            "agency": whose,
            "first": period.first and period.first.isoformat(),
            "last": period.last and period.last.isoformat(),
        },
        lasting=True,
    )
    return table


def _queue(assistant: "Assistant", period: Period, agency: str | None) -> Iterator[_Row]:
    for one in assistant.records.queue.entries(STATES):
        if not within(assistant, period, one.received_at) or agency not in (
            None,
            one.agency,
            one.desk,
        ):
            continue
        yield (
            one.id, _at(assistant, one.received_at), one.platform, _KINDS.get(one.kind),
            _URGENCIES.get(one.urgency), one.agency, one.desk, _QUEUE_STATES[one.state],
            one.taken_by,
            _at(assistant, one.respond_by), _at(assistant, one.responded_at),
            _at(assistant, one.settle_by), len(one.comments), one.text_masked,
        )  # fmt: skip


def _replies(assistant: "Assistant", period: Period, agency: str | None) -> Iterator[_Row]:
    """A row for each promise of a reply; a reply without one has one row."""
    sent = {one.id: one for one in assistant.records.sent_replies(_EVERYTHING)}
    promises: dict[str, list[FollowUp]] = {}
    for one in assistant.records.follow_ups(state=None):
        promises.setdefault(one.reply_id, []).append(one)
        sent.setdefault(one.reply_id, one.reply)
    for reply in sorted(sent.values(), key=lambda one: (one.sent_at, one.id)):
        made: list[FollowUp | None] = [*promises.get(reply.id, [])]
        concerned = {reply.agency, *(one.agency for one in made if one)}
        if not within(assistant, period, reply.sent_at) or (agency and agency not in concerned):
            continue
        yield from (_reply_row(assistant, reply, one) for one in made or [None])


def _reply_row(assistant: "Assistant", reply: "SentReply", promise: "FollowUp | None") -> _Row:
    first = (
        reply.id, _at(assistant, reply.sent_at), reply.sent_by, reply.agency, reply.platform,
        _KINDS.get(reply.kind), _URGENCIES.get(reply.urgency), writer(reply.writer),
        reply.comment_masked, reply.text,
    )  # fmt: skip
    if promise is None:
        return (*first, None, None, None, None, None, None)
    late = promise.due < (promise.settled_at or assistant.clock())
    return (
        *first, promise.id, promise.agency, promise.promise, _at(assistant, promise.due),
        _at(assistant, promise.settled_at), "ya" if late else "tidak",
    )  # fmt: skip


def _drafts(assistant: "Assistant", period: Period, agency: str | None) -> Iterator[_Row]:
    """A row for each decision on a draft; a draft that was never handed in has one row."""
    kept = {one.id: one for one in assistant.records.drafts.all(limit=_EVERYTHING)}
    rows: list[tuple[datetime, _Row]] = []
    handed_in: set[str] = set()
    now = assistant.clock()
    for one in assistant.records.approvals.between(_LONG_AGO, now + timedelta(days=1)):
        handed_in.add(one.draft_id)
        if agency in (None, one.agency) and within(assistant, period, one.submitted_at):
            rows.append((one.submitted_at, _decision_row(assistant, one)))
    for draft in kept.values():
        if draft.id in handed_in or agency not in (None, draft.agency):
            continue
        if within(assistant, period, draft.created_at):
            row = (
                draft.id, draft.version, draft.platform, draft.agency, draft.owner_name,
                draft.edited_name, writer(draft.writer), _DRAFT_STATES[draft.state], draft.brief,
                draft.title, draft.text, len(draft.findings), None,
                _at(assistant, draft.created_at), None, None, None, None, None, None,
            )  # fmt: skip
            rows.append((draft.created_at, row))
    yield from (row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _decision_row(assistant: "Assistant", one: "Approval") -> _Row:
    reasons = [
        f"{shortened(answer['message'])}: {answer['reason']}" for answer in one.finding_reasons
    ]
    return (
        one.draft_id, one.version, one.platform, one.agency, one.owner_name, one.edited_name,
        writer(one.writer), _DRAFT_STATES[one.state], one.brief, one.title, one.text,
        len(one.findings), "; ".join(risk["label"] for risk in one.risks) or None,
        _at(assistant, one.submitted_at), one.decided_name, _at(assistant, one.decided_at),
        _WAYS.get(one.way or ""), one.reason, "\n".join(reasons) or None, one.link,
    )  # fmt: skip


def _questions(assistant: "Assistant", period: Period, agency: str | None) -> Iterator[_Row]:
    for one in assistant.records.questions.ranked(agency=agency):
        if within(assistant, period, one.last_asked):
            yield (
                one.id, one.text, one.count, one.agency, _at(assistant, one.first_asked),
                _at(assistant, one.last_asked), "\n".join(one.wordings),
            )  # fmt: skip


_Rows = Callable[["Assistant", Period, str | None], Iterator[_Row]]
# By name: the headings of a report and what fills it.
REPORTS: Mapping[str, tuple[tuple[str, ...], _Rows]] = {
    "queue": (
        tuple(
            "id masuk platform jenis urgensi opd meja keadaan petugas batas_tanggapan "
            "ditanggapi batas_penyelesaian jumlah_komentar teks_tersamarkan".split()
        ),
        _queue,
    ),
    "replies": (
        tuple(
            "id terkirim petugas opd platform jenis urgensi penulis komentar_tersamarkan balasan "
            "id_janji opd_janji janji batas selesai terlambat".split()
        ),
        _replies,
    ),
    "drafts": (
        tuple(
            "id versi platform opd pembuat pengubah penulis keadaan maksud judul teks temuan "
            "risiko diajukan pemutus diputuskan cara alasan alasan_temuan tautan".split()
        ),
        _drafts,
    ),
    "questions": (
        tuple("id pertanyaan kali opd pertama_ditanya terakhir_ditanya bentuk_lain".split()),
        _questions,
    ),
}
FILE_NAMES = {
    "queue": "antrean",
    "replies": "balasan",
    "drafts": "draf",
    "questions": "pertanyaan",
}


def within(assistant: "Assistant", period: Period, at: datetime) -> bool:
    """Whether a moment lies in a period of days of the regency's own zone."""
    day = at.astimezone(assistant.settings.timezone).date()
    return (period.first is None or period.first <= day) and (
        period.last is None or day <= period.last
    )


def _agency(assistant: "Assistant", name: str | None) -> str | None:
    found = assistant.agencies.normalise(name) if name else None
    if name and found is None:
        raise UsageError(f"OPD {name!r} tidak dikenal; pakai kodenya, misalnya dishub atau dinkes.")
    return found


def writer(name: str) -> str:
    return "tanpa model AI" if name == "embedded" else f"dibantu AI ({name.removeprefix('model:')})"


def _at(assistant: "Assistant", at: datetime | None) -> str | None:
    return stamp(assistant, at) if at else None


def stamp(assistant: "Assistant", at: datetime) -> str:
    """As a spreadsheet sorts it."""
    return f"{at.astimezone(assistant.settings.timezone):%Y-%m-%d %H:%M}"
