"""The room *Balas Komentar*: from a citizen's comment to a first reply, a full one, a note."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import gradio as gr

from assistant.drafts import Draft, Promise, ReplyProgress, ReplyResult
from assistant.jobs import CheckJob, ReplyJob, parse_job
from assistant.ui import strings
from assistant.ui.caption_tab import documents_of, writer_label
from assistant.ui.cards import (
    JSON,
    check_verdict,
    disposition_text,
    draft_card,
    lapor_text,
    note_card,
    renew_verdict,
    show,
    streaming_card,
    tell,
)
from assistant.ui.events import PRIVATE, told
from assistant.ui.parts import board, chips, heading

if TYPE_CHECKING:
    from assistant.assembly import Assistant

_STREAM_SECONDS = 0.12
_OUTSIDE = "outside:"


@dataclass(frozen=True, slots=True)
class Asked:
    """The replies on the screen, and which of them count as sent already."""

    job: ReplyJob
    result: ReplyResult
    recorded: frozenset[str] = frozenset()

    def draft(self, key: str) -> Draft | None:
        return {"acknowledgement": self.result.acknowledgement, "reply": self.result.reply}.get(key)


def reply_tab(assistant: "Assistant") -> None:
    asked = gr.State(None)  # an Asked
    with gr.Row(elem_classes=["dua-kolom"]):
        with gr.Column(elem_classes=["kiri"], min_width=280):
            heading(strings.REPLY_TITLE, strings.REPLY_LEAD)
            comment = gr.Textbox(
                label=strings.COMMENT_LABEL,
                placeholder=strings.COMMENT_HINT,
                lines=5,
                max_lines=14,
            )
            platform = chips(
                strings.PLATFORM_LABEL,
                [
                    (strings.ANY_PLATFORM, ""),
                    *((strings.PLATFORMS[key], key) for key in strings.COMMENT_PLATFORMS),
                ],
                "",
            )
            make = gr.Button(strings.MAKE_REPLY, variant="primary")
        with gr.Column(elem_classes=["kanan"], min_width=300):
            replies = board("reply", strings.REPLY_EMPTY)

    def write(comment: str, platform: str) -> Iterator[tuple[JSON, object]]:
        kept: list[Asked] = []
        for message in told(_replies(assistant, comment, platform, kept)):
            yield message, kept[-1] if kept else gr.skip()

    def edit(asked: Asked | None, event: gr.EventData) -> Iterator[JSON]:
        if asked:
            yield from told(_checked_again(assistant, asked, event._data))

    def record(asked: Asked | None, event: gr.EventData) -> Iterator[tuple[JSON, object]]:
        kept: list[Asked] = []
        if asked:
            for message in told(_record(assistant, asked, event._data, kept)):
                yield message, kept[-1] if kept else gr.skip()

    gr.on([make.click, comment.submit], write, [comment, platform], [replies, asked], **PRIVATE)
    gr.on([replies.copy, replies.submit], record, asked, [replies, asked], **PRIVATE)
    replies.edit(edit, asked, replies, trigger_mode="always_last", **PRIVATE)


def _replies(
    assistant: "Assistant", comment: str, platform: str, kept: list[Asked]
) -> Iterator[JSON]:
    """The first reply at once, then the rest; `kept` gets what they rest on."""
    job = parse_job(ReplyJob, {"comment": comment or "", "platform": platform or None})
    yield show([], notice=strings.READING_COMMENT, busy=True)
    first: ReplyResult | None = None
    last: ReplyResult | None = None
    shown = 0.0
    for item in assistant.stream_reply(job):
        if isinstance(item, ReplyProgress):
            if first and time.monotonic() - shown > _STREAM_SECONDS:
                shown = time.monotonic()
                stream = streaming_card("reply", strings.FULL_REPLY, item.text)
                yield _board(assistant, first, busy=True, stream=stream)
        elif first is None:
            first = last = item
            yield _board(assistant, item, busy=True)
        else:
            last = item
    if last is not None:
        kept.append(Asked(job, last))
        yield _board(assistant, last)


def _board(
    assistant: "Assistant", result: ReplyResult, *, busy: bool = False, stream: JSON | None = None
) -> JSON:
    answers = _answers(assistant, result, stream)
    for number, card in enumerate(answers, 1):
        card["heading"] = f"{number} · {card['heading']}"
    comment = note_card("comment", strings.MASKED_COMMENT, result.comment_masked, copy=False)
    notice = strings.CHECKING_SOURCES if busy else None
    if not busy and not result.triage.needs_reply:
        notice = strings.NO_REPLY_NEEDED
    return show(
        [comment, *answers],
        notice=notice,
        busy=busy,
        chips=_chips(assistant, result),
        finish=strings.DONE if result.triage.needs_reply and not busy else None,
    )


def _answers(assistant: "Assistant", result: ReplyResult, stream: JSON | None) -> list[JSON]:
    """What a comment gets, in the order in which the admin uses it."""
    cards = []
    if result.acknowledgement:
        note = strings.ACKNOWLEDGEMENT_NOTE
        cards.append(
            _draft("acknowledgement", strings.ACKNOWLEDGEMENT, result.acknowledgement, result, note)
        )
    if stream:
        cards.append(stream)
    elif result.reply:
        note = (
            strings.ANSWERED.format(count=len({s.title for s in result.sources}))
            if result.answered
            else strings.UNANSWERED
        )
        cards.append(_draft("reply", strings.FULL_REPLY, result.reply, result, note))
    if result.disposition:
        name = _agency(assistant, result.disposition.agency)
        text = disposition_text(result.disposition, name)
        cards.append(note_card("disposition", strings.DISPOSITION, text, note=strings.INTERNAL))
        text = lapor_text(result.disposition)
        cards.append(note_card("lapor", strings.LAPOR, text, note=strings.LAPOR_NOTE))
    return cards


def _draft(key: str, title: str, draft: Draft, result: ReplyResult, note: str) -> JSON:
    return draft_card(
        key,
        title,
        draft,
        result.sources,
        note=note,
        own=strings.OWN_COMMENT,
        records=True,
        writer=writer_label(draft.writer),
    )


def _chips(assistant: "Assistant", result: ReplyResult) -> list[JSON]:
    triage = result.triage
    reasons = ", ".join(triage.reasons)
    tone = {"high": "gawat", "low": "", "normal": ""}[triage.urgency]
    agencies = [_agency(assistant, agency) for agency in triage.agencies[:2]]
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
        return strings.NO_PERSONAL
    counts = Counter(strings.PERSONAL_DATA.get(p.kind, p.kind) for p in result.personal_data)
    items = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    return strings.DISGUISED.format(items=items)


def _agency(assistant: "Assistant", agency_id: str) -> str:
    agencies = assistant.agencies
    name = agencies.short(agency_id) if agency_id in agencies else agency_id
    return strings.OUTSIDE.format(name=name) if agency_id.startswith(_OUTSIDE) else name


def _checked_again(assistant: "Assistant", asked: Asked, data: JSON) -> Iterator[JSON]:
    text = str(data.get("text") or "")
    values = {
        "text": text,
        "platform": asked.job.platform,
        "documents": documents_of(asked.result.sources),
        "brief": asked.result.comment_masked,
        "field": "comment",
    }
    found = assistant.check(parse_job(CheckJob, values))
    verdict = check_verdict(text, found, own=strings.OWN_COMMENT)
    yield renew_verdict(str(data.get("key")), verdict)


def _record(assistant: "Assistant", asked: Asked, data: JSON, kept: list[Asked]) -> Iterator[JSON]:
    """A reply counts as sent as it stands on the screen, and what it promises gets a date.

    Copying names one reply; *Selesai* means the fullest one that there is.
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
        promises=_kept_promises(draft, text, asked),
    )
    kept.append(replace(asked, recorded=asked.recorded | {key}))
    sentence = strings.RECORDED_FOLLOW_UPS.format(count=len(ids)) if ids else strings.RECORDED
    yield tell(sentence, "good")


def _kept_promises(draft: Draft, text: str, asked: Asked) -> list[Promise]:
    """The promises of `draft` that still stand in `text` and are not recorded for it already.

    The first and the full reply to one comment promise the same thing: it is followed up once.
    """
    sent = [asked.draft(key) for key in asked.recorded]
    known = {promise.agency for other in sent if other for promise in other.promises}
    found = []
    for promise in draft.promises:
        at = text.find(draft.text[promise.start : promise.end])
        if at >= 0 and promise.agency not in known:
            found.append(replace(promise, start=at, end=at + promise.end - promise.start))
    return found
