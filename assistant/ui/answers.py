"""The answers to one comment on the screen: shown, checked after each edit, recorded when sent.

The rooms *Balas Komentar* and *Antrean* show the same.
"""

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.drafts import Draft, Promise, ReplyProgress, ReplyResult
from assistant.jobs import CheckJob, ReplyJob, parse_job
from assistant.privacy import Masked, unmask
from assistant.ui import strings
from assistant.ui.caption_tab import documents_of, writer_label
from assistant.ui.cards import (
    JSON,
    check_verdict,
    disposition_text,
    draft_card,
    lapor_text,
    note_card,
    renew_card,
    renew_verdict,
    show,
    streaming_card,
    tell,
)
from assistant.ui.library import day

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.records.comment_queue import Step
    from assistant.records.sealed import Original

_STREAM_SECONDS = 0.12
_OUTSIDE = "outside:"
_TOKEN = re.compile(r"\[[A-Z]+(?:-[A-Z]+)*-\d+\]")


@dataclass(frozen=True, slots=True)
class Asked:
    """The replies on the screen, and which of them count as sent already."""

    job: ReplyJob
    result: ReplyResult
    recorded: frozenset[str] = frozenset()

    def draft(self, key: str) -> Draft | None:
        return {"acknowledgement": self.result.acknowledgement, "reply": self.result.reply}.get(key)


@dataclass(frozen=True, slots=True)
class Around:
    """What a room shows around the answers: cards after the comment, a notice, the last buttons.

    `reveal`: the label of a button on the disposition that asks for what masking took out."""

    cards: Sequence[JSON] = ()
    notice: str | None = None
    finish: str | None = strings.DONE
    steps: Sequence[JSON] = ()
    reveal: str | None = None


def answer_comment(
    assistant: "Assistant", job: ReplyJob, kept: list[Asked], around: Around
) -> Iterator[JSON]:
    """The first reply at once, then the rest; `kept` gets what they rest on."""
    yield show([], notice=strings.READING_COMMENT, busy=True)
    first: ReplyResult | None = None
    last: ReplyResult | None = None
    shown = 0.0
    for item in assistant.stream_reply(job):
        if isinstance(item, ReplyProgress):
            if first and time.monotonic() - shown > _STREAM_SECONDS:
                shown = time.monotonic()
                stream = streaming_card("reply", strings.FULL_REPLY, item.text)
                yield _board(assistant, first, around, busy=True, stream=stream)
        elif first is None:
            first = last = item
            yield _board(assistant, item, around, busy=True)
        else:
            last = item
    if last is not None:
        kept.append(Asked(job, last))
        yield _board(assistant, last, around)


def _board(
    assistant: "Assistant",
    result: ReplyResult,
    around: Around,
    *,
    busy: bool = False,
    stream: JSON | None = None,
) -> JSON:
    answers = _answers(assistant, result, stream, None if busy else around.reveal)
    comment = note_card("comment", strings.MASKED_COMMENT, result.comment_masked, copy=False)
    notice = strings.CHECKING_SOURCES if busy else around.notice
    if not busy and not result.triage.needs_reply:
        notice = " ".join(filter(None, [around.notice, strings.NO_REPLY_NEEDED]))
    return show(
        [comment, *around.cards, *answers],
        notice=notice,
        busy=busy,
        chips=_chips(assistant, result),
        finish=around.finish if result.triage.needs_reply and not busy else None,
        steps=() if busy else around.steps,
    )


def _answers(
    assistant: "Assistant", result: ReplyResult, stream: JSON | None, reveal: str | None
) -> list[JSON]:
    """What a comment gets, in the order in which the admin uses it."""
    cards = []
    if result.acknowledgement:
        note = strings.ACKNOWLEDGEMENT_NOTE
        cards.append(
            _draft(
                assistant,
                "acknowledgement",
                strings.ACKNOWLEDGEMENT,
                result.acknowledgement,
                result,
                note,
            )
        )
    if stream:
        cards.append(stream)
    elif result.reply:
        note = (
            strings.ANSWERED.format(count=len({s.title for s in result.sources}))
            if result.answered
            else strings.UNANSWERED
        )
        cards.append(_draft(assistant, "reply", strings.FULL_REPLY, result.reply, result, note))
    if result.disposition:
        name = agency_name(assistant, result.disposition.agency)
        text = disposition_text(result.disposition, name)
        if not _TOKEN.search(result.comment_masked):
            reveal = None
        cards.append(
            note_card(
                "disposition", strings.DISPOSITION, text, note=strings.INTERNAL, reveal=reveal
            )
        )
        text = lapor_text(result.disposition)
        cards.append(note_card("lapor", strings.LAPOR, text, note=strings.LAPOR_NOTE))
    for number, card in enumerate(cards, 1):
        card["heading"] = f"{number} · {card['heading']}"
    return cards


def reveal_disposition(
    assistant: "Assistant", asked: Asked, originals: Sequence["Original"], more: int
) -> JSON:
    """The disposition with what masking took out; the first of `originals` is the comment that was
    answered. `more`: how many of the others are not among them."""
    cards = {card["key"]: card for card in _answers(assistant, asked.result, None, None)}
    card = cards["disposition"]
    first = originals[0]
    lines = [unmask(card["text"], Masked(first.text, values=first.values))]
    lines += ["", strings.ORIGINAL_COMMENT, *(f"• {one.text}" for one in originals)]
    if more:
        lines.append(strings.MORE_ORIGINALS.format(count=more))
    return renew_card({**card, "note": strings.ORIGINAL_SHOWN, "text": "\n".join(lines)})


def _draft(
    assistant: "Assistant", key: str, title: str, draft: Draft, result: ReplyResult, note: str
) -> JSON:
    return draft_card(
        key,
        title,
        draft,
        result.sources,
        note=note,
        own=strings.OWN_COMMENT,
        promises=promise_lines(assistant, draft.text, draft.promises),
        records=True,
        writer=writer_label(draft.writer),
    )


def _chips(assistant: "Assistant", result: ReplyResult) -> list[JSON]:
    triage = result.triage
    reasons = ", ".join(triage.reasons)
    tone = {"high": "gawat", "low": "", "normal": ""}[triage.urgency]
    agencies = [agency_name(assistant, agency) for agency in triage.agencies[:2]]
    return [
        {
            "label": strings.CHIP_KIND,
            "value": strings.COMMENT_KINDS[triage.kind],
            "hint": reasons,
            "tone": "gawat" if triage.kind == "emergency" else "",
        },
        {
            "label": strings.CHIP_URGENCY,
            "value": strings.URGENCIES[triage.urgency],
            "hint": reasons,
            "tone": tone,
        },
        {
            "label": strings.CHIP_AGENCY,
            "value": " · ".join(agencies) or strings.NO_AGENCY,
            "hint": reasons,
        },
        {"label": strings.CHIP_LANGUAGE, "value": strings.LANGUAGES[triage.language]},
        {"label": strings.CHIP_PERSONAL, "value": _personal(result)},
    ]


def _personal(result: ReplyResult) -> str:
    if not result.personal_data:
        # A comment of the queue comes masked already.
        return (
            strings.MASKED_BEFORE if _TOKEN.search(result.comment_masked) else strings.NO_PERSONAL
        )
    counts = Counter(strings.PERSONAL_DATA.get(p.kind, p.kind) for p in result.personal_data)
    items = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    return strings.DISGUISED.format(items=items)


def agency_name(assistant: "Assistant", agency_id: str) -> str:
    agencies = assistant.agencies
    name = agencies.short(agency_id) if agency_id in agencies else agency_id
    return strings.OUTSIDE.format(name=name) if agency_id.startswith(_OUTSIDE) else name


def check_answer(assistant: "Assistant", asked: Asked, data: JSON) -> Iterator[JSON]:
    """An answer as it was edited, checked against what its draft rested on."""
    text, key = str(data.get("text") or ""), str(data.get("key"))
    values = {
        "text": text,
        "platform": asked.job.platform,
        "sources": asked.job.sources,
        "documents": documents_of(asked.result.sources),
        "brief": asked.result.comment_masked,
        "field": "comment",
    }
    found = assistant.check(parse_job(CheckJob, values))
    draft = asked.draft(key)
    promises = kept_promises(draft, text) if draft else []
    yield renew_verdict(
        key,
        check_verdict(
            text,
            found,
            own=strings.OWN_COMMENT,
            promises=promise_lines(assistant, text, promises),
        ),
    )


def record_answer(
    assistant: "Assistant", asked: Asked, data: JSON, kept: list[Asked], step: "Step | None" = None
) -> Iterator[JSON]:
    """A reply counts as sent as it stands on the screen, and what it promises gets a date.

    Copying names one reply; *Selesai* means the fullest one that there is. `step`: what this is
    for the queue, in the same transaction.
    """
    texts = {str(key): str(text) for key, text in (data.get("texts") or {}).items()}
    key = str(data.get("key") or ("reply" if asked.result.reply else "acknowledgement"))
    draft = asked.draft(key)
    if draft is None or key in asked.recorded:
        if not data.get("key"):
            yield tell(strings.ALREADY_RECORDED if draft else strings.NOTHING_TO_RECORD, "good")
        return
    text = texts.get(key) or draft.text
    ids = assistant.records.record_reply(
        comment_masked=asked.result.comment_masked,
        text=text,
        platform=asked.job.platform,
        triage=asked.result.triage,
        writer=draft.writer,
        promises=_not_recorded(kept_promises(draft, text), asked),
        drafted=draft.text,
        queue=step,
    )
    kept.append(replace(asked, recorded=asked.recorded | {key}))
    sentence = strings.RECORDED_FOLLOW_UPS.format(count=len(ids)) if ids else strings.RECORDED
    yield tell(sentence, "good")


def kept_promises(draft: Draft, text: str) -> list[Promise]:
    """The promises of `draft` that still stand in `text`."""
    found = []
    for promise in draft.promises:
        at = text.find(draft.text[promise.start : promise.end])
        if at >= 0:
            found.append(replace(promise, start=at, end=at + promise.end - promise.start))
    return found


def promise_lines(
    assistant: "Assistant", text: str, promises: Sequence[Promise]
) -> list[dict[str, str]]:
    """What will be recorded when the text is sent, in words."""
    zone = assistant.clock().tzinfo
    return [
        {
            "quote": text[promise.start : promise.end].strip(),
            "record": strings.PROMISE.format(
                agency=agency_name(assistant, promise.agency),
                due=day(promise.due.astimezone(zone).isoformat()),
            ),
        }
        for promise in promises
    ]


def _not_recorded(promises: Sequence[Promise], asked: Asked) -> list[Promise]:
    """The first and the full reply to one comment promise the same: it is followed up once."""
    sent = [asked.draft(key) for key in asked.recorded]
    known = {promise.agency for other in sent if other for promise in other.promises}
    return [promise for promise in promises if promise.agency not in known]
