"""*Draf saya*: the kept drafts by day, to be opened again, copied or deleted."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.drafts import CaptionResult, CheckedClaim, Draft, Finding, SheetFact, Source
from assistant.jobs import CaptionJob, parse_job
from assistant.platforms import find_hashtags, measure
from assistant.ui import strings
from assistant.ui.cards import JSON

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.assembly import Assistant
    from assistant.records.tables import KeptDraft


@dataclass(frozen=True, slots=True)
class Reopened:
    """Kept drafts as values again. Each has its own sources: its claims point into them."""

    job: CaptionJob
    drafts: tuple[tuple[Draft, CaptionResult], ...]
    facts: tuple[SheetFact, ...]
    sources: tuple[Source, ...]


def list_of(assistant: "Assistant") -> JSON:
    """All works, the newest first."""
    kept = assistant.records.drafts.all()
    works = [_work(assistant, list(drafts)) for _, drafts in groupby(kept, key=lambda d: d.work)]
    return {"kind": "list", "serial": uuid.uuid4().hex, "works": works}


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


def _work(assistant: "Assistant", drafts: Sequence["KeptDraft"]) -> dict[str, Any]:
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
                "state": draft.state,
                "label": strings.DRAFT_STATES[draft.state],
            }
            for draft in drafts
        ],
    }


def _day(assistant: "Assistant", moment: "datetime") -> str:
    local = moment.astimezone(_zone(assistant))
    return f"{local.day} {strings.MONTHS[local.month - 1]} {local.year}"


def _zone(assistant: "Assistant") -> Any:
    return assistant.clock().tzinfo
