"""The room *Jejak*: who did what, what it was about, and whether the chain is whole."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.access import may
from assistant.errors import UsageError
from assistant.ui import strings
from assistant.ui.cards import JSON
from assistant.ui.events import PRIVATE, told
from assistant.ui.library import library_message
from assistant.ui.office import Office
from assistant.ui.parts import heading, trail_list
from assistant.ui.standing import moment

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.audit.trails import Search
    from assistant.records.trail import Entry

_MOST = 100
_LONGEST = 6_000


def trail_tab(office: Office) -> None:
    heading(strings.TRAIL_TITLE, strings.TRAIL_LEAD)
    listing = trail_list()

    def load(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_found(assistant, event._data or {}), _failed)

    def detail(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_opened(assistant, event._data or {}), _failed)

    def verify(request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_verified(assistant), _failed)

    listing.load(load, None, listing, **PRIVATE)
    listing.select(detail, None, listing, **PRIVATE)
    listing.submit(verify, None, listing, **PRIVATE)


def _failed(sentence: str) -> JSON:
    return library_message(notice=sentence, tone="warn")


def _found(assistant: "Assistant", data: JSON) -> Iterator[JSON]:
    from assistant.audit.trails import find

    assistant.require("trail.read")
    found = find(assistant, _search(data), _MOST + 1)
    shown = found[:_MOST]
    more = strings.TRAIL_COUNT_MORE if len(found) > _MOST else strings.TRAIL_COUNT
    actor = assistant.actor
    yield library_message(
        rows=[_row(assistant, one) for one in shown],
        count=more.format(count=len(shown)),
        object=str(data.get("object") or ""),
        groups=[[label, key] for key, label in strings.TRAIL_GROUPS.items()],
        reports=[[label, key] for key, label in strings.REPORTS.items()],
        head=_head(assistant),
        whole=may(actor, "incident.read"),
        notice="",
    )


def _search(data: Mapping[str, Any]) -> "Search":
    from assistant.audit.trails import Search
    from assistant.records.trail import Period

    def given(name: str) -> str | None:
        return str(data.get(name) or "").strip()[:300] or None

    try:
        first, last = (
            date.fromisoformat(text) if (text := given(name)) else None
            for name in ("first", "last")
        )
    except ValueError as error:
        raise UsageError("Tanggal harus ditulis TTTT-BB-HH, misalnya 2026-11-20.") from error
    return Search(
        object_id=given("object"),
        period=Period(first, last),
        actor=given("person"),
        action=given("group"),
        words=given("words") or "",
    )


def _row(assistant: "Assistant", entry: "Entry") -> JSON:
    from assistant.audit.acts import assistance, sentence

    return {
        "seq": entry.row.seq,
        "at": moment(assistant, entry.row.at),
        "text": sentence(entry, assistant.agencies),
        "label": assistance(entry) or "",
        "object": entry.row.object_id,
    }


def _head(assistant: "Assistant") -> str:
    head = assistant.records.trail.head()
    if head is None:
        return strings.TRAIL_EMPTY
    return strings.TRAIL_HEAD.format(seq=head.seq, mac=head.mac[:12])


def _verified(assistant: "Assistant") -> Iterator[JSON]:
    from assistant.audit.trails import state, told

    found = state(assistant)
    yield library_message(chain=told(found), chain_tone="good" if found["whole"] else "bad")


def _opened(assistant: "Assistant", data: Mapping[str, Any]) -> Iterator[JSON]:
    """What stood there: the text, its sources and findings, what was decided and why."""
    try:
        seq = int(data.get("seq") or 0)
    except (TypeError, ValueError) as error:
        raise UsageError("Baris jejak disebut dengan nomornya.") from error
    entry = assistant.records.trail.entry(seq)
    row = entry.row
    yield library_message(
        detail={
            "seq": row.seq,
            "about": strings.TRAIL_ABOUT.format(
                seq=row.seq, action=row.action, object=row.object_id or "-", mac=row.mac[:12]
            ),
            "parts": list(_parts(assistant, entry)),
        }
    )


def _parts(assistant: "Assistant", entry: "Entry") -> Iterator[JSON]:
    """Label and lines, in the order in which a person asks for them."""
    content = entry.content
    if content is None:
        gone = entry.row.content_hash is not None
        yield _part("", strings.TRAIL_GONE if gone else strings.TRAIL_NO_CONTENT)
        return
    for name, label in strings.TRAIL_PARTS.items():
        if isinstance(content.get(name), str) and content[name].strip():
            yield _part(label, content[name])
    for name, label, line in (
        ("promises", strings.TRAIL_PROMISES, "{0}"),
        ("sources", strings.TRAIL_SOURCES, "{title}: “{quote}”"),
        ("findings", strings.TRAIL_FINDINGS, "{message}"),
        ("risks", strings.TRAIL_RISKS, "{label}"),
        ("finding_reasons", strings.TRAIL_FINDING_REASONS, "{message} → {reason}"),
    ):
        lines = [_line(line, one) for one in content.get(name) or ()]
        if lines:
            yield _part(label, *lines)
    if changes := content.get("changes"):
        yield _part(strings.TRAIL_CHANGES, json.dumps(changes, ensure_ascii=False, indent=1))
    if entry.row.action == "model.called":
        call = assistant.records.trail.call_of(entry)
        if call is None:
            yield _part("", strings.TRAIL_CALL_GONE)
        else:
            yield _part(strings.TRAIL_SENT, call.sent)
            yield _part(strings.TRAIL_RECEIVED, call.received or call.error or "-")


def _line(form: str, one: Any) -> str:
    return form.format_map(one) if isinstance(one, Mapping) else str(one)


def _part(label: str, *lines: str) -> JSON:
    cut = [line if len(line) <= _LONGEST else line[:_LONGEST] + "…" for line in lines]
    return {"label": label, "lines": cut}
