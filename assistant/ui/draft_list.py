"""*Draf saya*: the kept drafts by day, to be opened again, copied or deleted."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.drafts import CaptionResult, CheckedClaim, Draft, Finding, SheetFact, Source
from assistant.jobs import CaptionJob, parse_job
from assistant.platforms import find_hashtags, measure
from assistant.ui import strings
from assistant.ui.cards import JSON
from assistant.ui.standing import standing

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.assembly import Assistant
    from assistant.records.tables import KeptDraft


@dataclass(frozen=True, slots=True)
class Reopened:
    """Kept drafts as values again. Each has its own sources: its claims point into them."""

    job: CaptionJob
    drafts: tuple[tuple[Draft, CaptionResult], ...]
    kept: tuple["KeptDraft", ...]
    facts: tuple[SheetFact, ...]
    sources: tuple[Source, ...]


def list_of(assistant: "Assistant", **more: Any) -> JSON:
    """All works, the newest first; `more`: notice and its tone."""
    kept = assistant.records.drafts.all()
    standings = standings_of(assistant, kept)
    works = [
        _work(assistant, list(drafts), standings)
        for _, drafts in groupby(kept, key=lambda d: d.work)
    ]
    return {"kind": "list", "serial": uuid.uuid4().hex, "works": works, **more}


def standings_of(assistant: "Assistant", drafts: Sequence["KeptDraft"]) -> dict[str, JSON]:
    """By the id of each draft: how far it is on its way out."""
    approvals = assistant.records.approvals
    histories = approvals.of_drafts(draft.id for draft in drafts)
    alone = {agency: approvals.may_go_alone(agency) for agency in {d.agency for d in drafts}}
    return {
        draft.id: standing(assistant, draft, histories.get(draft.id, ()), alone[draft.agency])
        for draft in drafts
    }


def take_step(assistant: "Assistant", data: JSON) -> str:
    """Submits or publishes one draft; the sentence that says so."""
    from assistant.approvals import publish, submit

    draft_id, version = str(data.get("id")), int(data.get("version") or 0)
    if data.get("step") == "publish":
        publish(assistant.records, draft_id, version, str(data.get("link") or ""))
        return strings.PUBLISHED
    submit(assistant.records, draft_id, version)
    return strings.SUBMITTED


def read_again(assistant: "Assistant", work: str) -> Reopened:
    """AssistantError when the drafts are gone."""
    kept = assistant.records.drafts.of_work(work)
    values = {**kept[0].job, "platforms": [draft.platform for draft in kept]}
    # A source that served this draft only may be gone; what it said is kept with the claims.
    values["sources"] = [path for path in values.get("sources") or () if Path(path).is_file()]
    drafts = tuple(_draft(one) for one in kept)
    return Reopened(
        parse_job(CaptionJob, values),
        drafts,
        tuple(kept),
        tuple(SheetFact(**fact) for fact in kept[0].facts),
        tuple(source for _, result in drafts for source in result.sources),
    )


def _draft(kept: "KeptDraft") -> tuple[Draft, CaptionResult]:
    draft = Draft(
        platform=kept.platform,
        title=kept.title,
        title_length=measure(kept.title, kept.platform, "title")
        if kept.title is not None
        else None,
        text=kept.text,
        hashtags=find_hashtags(kept.text),
        alt_text=kept.alt_text,
        length=measure(kept.text, kept.platform),
        claims=tuple(CheckedClaim(**claim) for claim in kept.claims),
        findings=tuple(Finding(**finding) for finding in kept.findings),
        writer=kept.writer,
    )
    return draft, CaptionResult((draft,), tuple(Source(**source) for source in kept.sources))


def _work(
    assistant: "Assistant", drafts: Sequence["KeptDraft"], standings: Mapping[str, JSON]
) -> dict[str, Any]:
    newest = max(draft.changed_at for draft in drafts)
    return {
        "work": drafts[0].work,
        "brief": drafts[0].brief,
        "day": _day(assistant, drafts[0].created_at),
        "about": strings.DRAFT_ABOUT.format(
            changed=_day(assistant, newest) + f", {newest.astimezone(_zone(assistant)):%H.%M}"
        ),
        "drafts": [
            {
                "id": draft.id,
                "heading": strings.PLATFORMS.get(draft.platform, draft.platform),
                "text": f"{draft.title}\n\n{draft.text}" if draft.title else draft.text,
                **standings[draft.id],
            }
            for draft in drafts
        ],
    }


def _day(assistant: "Assistant", moment: "datetime") -> str:
    local = moment.astimezone(_zone(assistant))
    return f"{local.day} {strings.MONTHS[local.month - 1]} {local.year}"


def _zone(assistant: "Assistant") -> Any:
    return assistant.clock().tzinfo
