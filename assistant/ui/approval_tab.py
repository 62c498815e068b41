"""The room *Persetujuan*: what a head decides, in a minute and on a phone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.access import may, reach
from assistant.drafts import CheckedClaim, Finding, Source
from assistant.errors import UsageError
from assistant.records.comment_queue import Overtaken
from assistant.ui import strings
from assistant.ui.answers import agency_name
from assistant.ui.cards import JSON, verdict
from assistant.ui.clocks import day_clock, entry_clock
from assistant.ui.events import PRIVATE, told
from assistant.ui.library import agency_choices, library_message
from assistant.ui.office import Office
from assistant.ui.parts import approval_list, heading
from assistant.ui.standing import history_lines, moment

if TYPE_CHECKING:
    from assistant.approvals import Overview
    from assistant.assembly import Assistant
    from assistant.records.approvals import Approval
    from assistant.records.tables import QueueEntry

_MOST = 40
_MOST_LATE = 12
_MOST_DECIDED = 20


def approval_tab(office: Office) -> None:
    heading(strings.APPROVALS_TITLE, strings.APPROVALS_LEAD)
    listing = approval_list()

    def load(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_listed(assistant, _agency(event._data)), _failed)

    def approve(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_approve(assistant, event._data), _failed)

    def send_back(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_send_back(assistant, event._data), _failed)

    def rule(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_rule(assistant, event._data), _failed)

    # One asked for while another is on its way must not be dropped: the room was just entered.
    listing.load(load, None, listing, trigger_mode="always_last", **PRIVATE)
    listing.edit(rule, None, listing, **PRIVATE)
    listing.submit(approve, None, listing, **PRIVATE)
    listing.delete(send_back, None, listing, **PRIVATE)


def _failed(sentence: str) -> JSON:
    """What was typed stays, and the buttons can be used again."""
    return library_message(notice=sentence, tone="warn")


def _agency(data: Mapping[str, Any] | None) -> str | None:
    return str((data or {}).get("agency") or "") or None


def _approve(assistant: "Assistant", data: JSON) -> Iterator[JSON]:
    given = data.get("reasons") or {}
    try:
        reasons = {int(number): str(reason) for number, reason in given.items()}
        version = int(data.get("version") or 0)
    except (AttributeError, ValueError) as error:
        raise UsageError("Alasan harus menyebut temuannya.") from error
    yield from _decided_now(
        assistant,
        data,
        lambda: assistant.records.approvals.approve(str(data.get("id")), version, reasons),
        strings.APPROVED,
    )


def _send_back(assistant: "Assistant", data: JSON) -> Iterator[JSON]:
    reason, version = str(data.get("reason") or ""), int(data.get("version") or 0)
    yield from _decided_now(
        assistant,
        data,
        lambda: assistant.records.approvals.send_back(str(data.get("id")), version, reason),
        strings.RETURNED,
    )


def _decided_now(
    assistant: "Assistant", data: JSON, decide: Callable[[], object], sentence: str
) -> Iterator[JSON]:
    """The list as it is now: also when somebody else was faster, with the newest text."""
    tone = "good"
    try:
        decide()
    except Overtaken as error:
        sentence, tone = str(error), "warn"
    yield from _listed(assistant, _agency(data), notice=sentence, tone=tone)


def _rule(assistant: "Assistant", data: JSON) -> Iterator[JSON]:
    """Whether an agency lets go what nothing speaks against: asked, or changed."""
    from assistant.api import go_alone

    asked = data.get("allowed")
    found = go_alone(assistant, str(data.get("of")), None if asked is None else bool(asked))
    more = {} if asked is None else {"notice": strings.RULE_SAVED, "tone": "good"}
    yield library_message(rule=found, **more)


def _listed(assistant: "Assistant", agency: str | None, **more: Any) -> Iterator[JSON]:
    from assistant.approvals import digest, issue_line, overview

    actor, now = assistant.actor, assistant.clock()
    found = overview(assistant.records, now, agency)
    shown = [*found.waiting[:_MOST], *found.decided[:_MOST_DECIDED]]
    histories = assistant.records.approvals.of_drafts(one.draft_id for one in shown)
    all_agencies = reach(actor, "draft.read") == "all"
    whose = agency if all_agencies else actor.agency
    yield library_message(
        who=_who(assistant),
        agency=agency or "",
        agencies=_agencies(assistant, found) if all_agencies else [],
        counts=[
            {"value": len(found.waiting), "label": strings.WAITING_COUNT, "tone": ""},
            {
                "value": found.late,
                "label": strings.LATE_COUNT,
                "tone": "gawat" if found.late else "",
            },
            {
                "value": found.risky,
                "label": strings.RISKY_COUNT,
                "tone": "ragu" if found.risky else "",
            },
        ],
        waiting=[_card(assistant, one, histories[one.draft_id]) for one in found.waiting[:_MOST]],
        late=_late(assistant, found),
        late_more=max(0, found.late - _MOST_LATE),
        issues=[issue_line(issue) for issue in found.issues],
        decided=[
            _decided(assistant, one, histories[one.draft_id])
            for one in found.decided[:_MOST_DECIDED]
        ],
        digest=digest(found, now, whose),
        rules=[list(one) for one in agency_choices(assistant)] if may(actor, "agency.set") else [],
        **more,
    )


def _who(assistant: "Assistant") -> str:
    actor = assistant.actor
    if "head" in actor.roles and actor.agency:
        return strings.HEAD_OF.format(agency=agency_name(assistant, actor.agency))
    return strings.ALONE_DECIDES if actor.alone else ""


def _agencies(assistant: "Assistant", found: "Overview") -> list[list[str]]:
    ids = {one.agency for one in (*found.waiting, *found.decided)}
    ids |= {one.agency for one in found.promises}
    named = sorted((agency_name(assistant, one), one) for one in ids if one)
    return [[strings.ALL_AGENCIES, ""], *map(list, named)]


def _card(assistant: "Assistant", one: "Approval", history: Sequence["Approval"]) -> JSON:
    """One tap decides on it; `obstacle` says why the person at the screen cannot."""
    from assistant.approvals import waited
    from assistant.platforms import measure

    now = assistant.clock()
    found = verdict(
        one.text,
        [CheckedClaim(**claim) for claim in one.claims],
        [Finding(**finding) for finding in one.findings],
        [Source(**source) for source in one.sources],
        measure(one.text, one.platform),
    )
    age, who = waited(one.submitted_at, now), one.owner_name or one.submitted_name
    if reach(assistant.actor, "draft.read") == "all" and one.agency:
        who = f"{who} · {agency_name(assistant, one.agency)}"
    fresh = age == waited(now, now)
    ago = strings.SUBMITTED_NOW if fresh else strings.SUBMITTED_AGE.format(age=age)
    return {
        "id": one.id,
        "version": one.version,
        "heading": strings.PLATFORMS.get(one.platform, one.platform),
        "by": strings.SUBMITTED_BY.format(who=who, age=ago),
        "changed": _changed(one),
        "brief": one.brief,
        "title": one.title,
        "alt_text": one.alt_text,
        "segments": found["segments"],
        "sources": found["sources"],
        "risks": [
            {"label": risk["label"], "words": ", ".join(risk["words"])}
            for risk in one.risks
            if risk["id"] != "findings"
        ],
        "findings": [
            {
                "number": number,
                "severity": finding["severity"],
                "quote": found["findings"][number]["quote"],
                "message": finding["message"],
            }
            for number, finding in one.open_findings.items()
        ],
        "obstacle": _obstacle(assistant, one),
        "history": history_lines(assistant, history) if len(history) > 1 else [],
    }


def _changed(one: "Approval") -> str:
    if one.changed_at > one.submitted_at:
        return strings.EDITED_SINCE.format(version=one.version)
    return strings.VERSION.format(version=one.version) if one.version > 1 else ""


def _obstacle(assistant: "Assistant", one: "Approval") -> str:
    actor = assistant.actor
    if not may(actor, "draft.approve", one.agency):
        if one.agency is None:
            return strings.NO_AGENCY_HEAD
        return strings.NOT_THE_HEAD.format(agency=agency_name(assistant, one.agency))
    if actor.id in (one.owner, one.edited_by) and not actor.alone:
        return strings.OWN_DRAFT
    return ""


def _lateness(entry: "QueueEntry") -> str:
    lacks = strings.NOT_SETTLED if entry.responded_at else strings.NOT_RESPONDED
    if entry.platform in strings.PLATFORMS:
        return strings.LATE_COMMENT.format(platform=strings.PLATFORMS[entry.platform], lacks=lacks)
    return strings.LATE_COMMENT_ANY.format(lacks=lacks)


def _late(assistant: "Assistant", found: "Overview") -> list[JSON]:
    now = assistant.clock()
    promises = [
        {
            "text": one.promise,
            "clock": day_clock(now, one.due),
            "about": strings.LATE_PROMISE.format(agency=agency_name(assistant, one.agency)),
            "room": "follow-ups",
        }
        for one in found.promises
    ]
    comments = [
        {
            "text": one.text_masked,
            "clock": entry_clock(now, one),
            "about": _lateness(one),
            "room": "queue",
        }
        for one in found.comments
    ]
    half = _MOST_LATE // 2
    few = promises[: max(half, _MOST_LATE - len(comments))]
    return [*few, *comments[: _MOST_LATE - len(few)]]


def _decided(assistant: "Assistant", one: "Approval", history: Sequence["Approval"]) -> JSON:
    at = one.published_at or one.decided_at or one.changed_at
    return {
        "id": one.id,
        "version": one.version,
        "mine": one.state == "approved" and one.decided_by == assistant.actor.id,
        "heading": strings.PLATFORMS.get(one.platform, one.platform),
        "brief": one.brief,
        "state": one.state,
        "label": strings.DECISIONS[one.state],
        "about": f"{one.decided_name} · {moment(assistant, at)}",
        "text": f"{one.title}\n\n{one.text}" if one.title else one.text,
        "history": history_lines(assistant, history),
    }
