"""How far a draft is on its way out, in words: states, decisions, history."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.ui import strings
from assistant.ui.cards import JSON
from assistant.ui.library import day

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.assembly import Assistant
    from assistant.records.approvals import Approval
    from assistant.records.tables import KeptDraft

_FREE = ("draft", "used")


def standing(
    assistant: "Assistant", draft: "KeptDraft", history: Sequence["Approval"], alone: bool
) -> JSON:
    """The state of a draft, what is to say of it, and what can be done next.

    `alone`: its agency lets go what nothing speaks against.
    """
    steps = []
    if draft.state in (*_FREE, "returned"):
        steps.append("submit")
    if draft.state == "approved" or (draft.state in _FREE and alone):
        steps.append("publish")
    return {
        "state": draft.state,
        "label": strings.DRAFT_STATES[draft.state],
        "note": _note(assistant, draft, history[-1]) if history else "",
        "steps": steps,
        "version": draft.version,
    }


def _note(assistant: "Assistant", draft: "KeptDraft", last: "Approval") -> str:
    if draft.version != last.version or draft.state != last.state:
        return ""
    if last.state == "submitted":
        return strings.STANDING_SUBMITTED.format(when=moment(assistant, last.submitted_at))
    if last.state == "returned":
        return strings.STANDING_RETURNED.format(who=last.decided_name, reason=last.reason)
    if last.state == "published" and last.published_at:
        when = moment(assistant, last.published_at)
        return strings.STANDING_PUBLISHED.format(when=when, link=last.link)
    if last.state == "approved" and last.decided_at:
        when = moment(assistant, last.decided_at)
        note = strings.STANDING_APPROVED.format(who=last.decided_name, when=when)
        return f"{note}, {strings.WAY_NOTES[last.way]}" if last.way in strings.WAY_NOTES else note
    return ""


def history_lines(assistant: "Assistant", history: Sequence["Approval"]) -> list[str]:
    """Every step of a draft with its version, who took it and when; the oldest first."""
    return [line for one in history for line in _steps(assistant, one)]


def _steps(assistant: "Assistant", one: "Approval") -> list[str]:
    lines = []
    if one.way != "alone":
        when = moment(assistant, one.submitted_at)
        lines.append(
            strings.HISTORY_SUBMITTED.format(version=one.version, who=one.submitted_name, when=when)
        )
    if one.decided_at is not None:
        lines.append(_decision(assistant, one))
    for answer in one.finding_reasons:
        lines.append(
            strings.HISTORY_FINDING.format(message=answer["message"], reason=answer["reason"])
        )
    if one.state == "returned" and one.way is not None:
        when = moment(assistant, one.changed_at)
        lines.append(strings.HISTORY_TAKEN_BACK.format(when=when, reason=one.reason))
    if one.state == "replaced":
        lines.append(strings.HISTORY_REPLACED)
    if one.state == "withdrawn":
        lines.append(strings.HISTORY_WITHDRAWN)
    if one.published_at is not None:
        when = moment(assistant, one.published_at)
        lines.append(
            strings.HISTORY_PUBLISHED.format(when=when, who=one.published_name, link=one.link)
        )
    return lines


def _decision(assistant: "Assistant", one: "Approval") -> str:
    assert one.decided_at is not None
    when = moment(assistant, one.decided_at)
    if one.state == "returned" and one.way is None:
        return strings.HISTORY_RETURNED.format(who=one.decided_name, when=when, reason=one.reason)
    said = strings.HISTORY_ALONE if one.way == "alone" else strings.HISTORY_APPROVED
    line = said.format(who=one.decided_name, when=when)
    return f"{line} ({strings.WAY_NOTES[one.way]})" if one.way in strings.WAY_NOTES else line


def moment(assistant: "Assistant", at: "datetime") -> str:
    """24 Nov 2026, 10.00"""
    local = at.astimezone(assistant.clock().tzinfo)
    return f"{day(local.isoformat())}, {local:%H.%M}"
