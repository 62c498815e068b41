"""The room *Caption*: from what the admin wants to say to one draft for each platform."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.drafts import CaptionProgress, CaptionResult, Draft, SheetFact, Source
from assistant.errors import AssistantError
from assistant.jobs import CaptionJob, CheckJob, parse_job
from assistant.platforms import load_platform, measure
from assistant.records.kept_drafts import GONE, EditedMeanwhile
from assistant.ui import strings
from assistant.ui.cards import (
    JSON,
    check_verdict,
    draft_card,
    renew_card,
    renew_verdict,
    show,
    standing_message,
    streaming_card,
)
from assistant.ui.draft_list import list_of, read_again, standings_of, take_step
from assistant.ui.events import PRIVATE, told
from assistant.ui.office import Office
from assistant.ui.own_source import own_source_fields, own_sources
from assistant.ui.parts import board, chips, draft_list, heading
from assistant.writing.revising import labels

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.records.tables import KeptDraft

# A model writes faster than a person reads; more messages would only make the browser work.
_STREAM_SECONDS = 0.12


@dataclass(frozen=True, slots=True)
class Asked:
    """The job behind the drafts on the screen, the documents that they rest on, and the name
    under which they are kept.

    `seen`: the version of each draft that this page has last seen, by platform. Events of one page
    share it, so that typing on is no conflict with oneself.
    """

    job: CaptionJob
    documents: tuple[str, ...] = ()
    work: str = ""
    seen: dict[str, int] = field(default_factory=dict)


def caption_tab(office: Office) -> gr.Dropdown:
    """Builds the room; returns the choice of documents, which follows the knowledge base."""
    asked = gr.State(None)  # an Asked: edits are held against the same sources
    with gr.Row(elem_classes=["dua-kolom"]):
        with gr.Column(elem_classes=["kiri"], min_width=280):
            heading(strings.CAPTION_TITLE, strings.CAPTION_LEAD)
            brief = gr.Textbox(
                label=strings.BRIEF_LABEL, placeholder=strings.BRIEF_HINT, lines=4, max_lines=12
            )
            platforms = chips(
                strings.PLATFORM_LABEL,
                [(name, key) for key, name in strings.PLATFORMS.items()],
                ["instagram", "facebook", "x", "whatsapp"],
                many=True,
            )
            audience = chips(
                strings.AUDIENCE_LABEL,
                [(name, key) for key, name in strings.AUDIENCES.items()],
                "public",
            )
            tone = chips(
                strings.TONE_LABEL,
                [(strings.ANY_TONE, ""), *((name, key) for key, name in strings.TONES.items())],
                "",
            )
            documents = gr.Dropdown(
                [],
                multiselect=True,
                label=strings.DOCUMENTS_LABEL,
                info=strings.DOCUMENTS_HINT,
            )
            pasted, files = own_source_fields(strings.OWN_SOURCE_LEAD)
            make = gr.Button(strings.MAKE_DRAFT, variant="primary")
        with gr.Column(elem_classes=["kanan"], min_width=300):
            drafts = board("caption", strings.CAPTION_EMPTY)
    kept_list = draft_list()

    def write(
        brief: str,
        platforms: list[str],
        audience: str,
        tone: str,
        documents: list[str],
        pasted: str,
        files: list[str] | None,
        request: gr.Request,
    ) -> Iterator[tuple[JSON, Any]]:
        assistant = office.of(request)
        uploads = office.uploads_of(request)

        def job() -> CaptionJob:
            return parse_job(
                CaptionJob,
                {
                    "brief": brief or "",
                    "platforms": platforms or [],
                    "audience": audience or None,
                    "tone": tone or None,
                    "documents": documents or [],
                    "sources": own_sources(uploads, pasted, files),
                },
            )

        kept: list[Asked] = []
        for message in told(_drafts(assistant, job, kept)):
            yield message, kept[-1] if kept else gr.skip()

    def retry(asked: Asked | None, event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        if asked and event._data.get("key") in asked.job.platforms:
            yield from told(_another(assistant, asked, event._data))

    def correct(
        asked: Asked | None, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[JSON, Any]]:
        assistant = office.of(request)
        if not asked:
            return
        kept: list[Asked] = []

        def job() -> CaptionJob:
            values = asked.job.model_dump(mode="json")
            return parse_job(CaptionJob, {**values, "facts": event._data.get("facts") or {}})

        for message in told(_drafts(assistant, job, kept)):
            yield message, kept[-1] if kept else gr.skip()

    def used(asked: Asked | None, event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)

        def messages(work: str) -> Iterator[JSON]:
            assistant.records.drafts.use(work, [str(key) for key in event._data.get("keys") or ()])
            yield list_of(assistant)

        if asked and asked.work:
            yield from told(messages(asked.work))

    def listed(request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(iter([list_of(assistant)]))

    def delete(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)

        def messages() -> Iterator[JSON]:
            for one in event._data.get("ids") or ():
                assistant.records.drafts.delete(str(one))
            yield list_of(assistant)

        yield from told(messages())

    def reopen(event: gr.EventData, request: gr.Request) -> Iterator[tuple[JSON, Any, Any]]:
        assistant = office.of(request)
        kept: list[Asked] = []
        for message in told(_reopened(assistant, str(event._data.get("work")), kept)):
            yield message, kept[0] if kept else gr.skip(), kept[0].job.brief if kept else gr.skip()

    def edit(asked: Asked | None, event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        if asked and event._data.get("key") in asked.job.platforms:
            yield from told(_checked_again(assistant, asked, event._data))

    def step(asked: Asked | None, event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        if asked and asked.work and event._data.get("key") in asked.job.platforms:
            yield from told(_step(assistant, asked, event._data))

    def list_step(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)

        def messages() -> Iterator[JSON]:
            yield list_of(assistant, notice=take_step(assistant, event._data), tone="good")

        yield from told(messages())

    inputs = [brief, platforms, audience, tone, documents, pasted, files]
    gr.on([make.click, brief.submit], write, inputs, [drafts, asked], **PRIVATE)
    drafts.retry(retry, asked, drafts, **PRIVATE)
    drafts.edit(edit, asked, drafts, trigger_mode="always_last", **PRIVATE)
    drafts.select(correct, asked, [drafts, asked], **PRIVATE)
    drafts.copy(used, asked, kept_list, **PRIVATE)
    drafts.submit(step, asked, drafts, **PRIVATE)
    kept_list.submit(list_step, None, kept_list, **PRIVATE)
    kept_list.load(listed, None, kept_list, **PRIVATE)
    kept_list.delete(delete, None, kept_list, **PRIVATE)
    kept_list.select(reopen, None, [drafts, asked, brief], **PRIVATE)
    return documents


def _drafts(
    assistant: "Assistant", read_job: Callable[[], CaptionJob], kept: list[Asked]
) -> Iterator[JSON]:
    """Drafts as they come; `kept` gets what the last ones rest on."""
    job = read_job()
    yield show([], layout="tabs", notice=strings.SEARCHING, busy=True)
    partial: dict[str, str] = {}
    shown = 0.0
    for item in assistant.stream_captions(job):
        if isinstance(item, CaptionResult):
            documents = job.documents or documents_of(item.sources)
            cards = [_card(draft, item, job) for draft in item.drafts]
            work, notice = _keep(assistant, job, item)
            kept.append(Asked(job, documents, work))
            _stand(assistant, kept[-1], cards)
            yield {**_shown(cards, item.facts, notice), "work": work}
        elif isinstance(item, CaptionProgress):
            partial[item.platform] = item.text
            if time.monotonic() - shown > _STREAM_SECONDS:
                shown = time.monotonic()
                yield show(_streaming(partial), layout="tabs", busy=True)


def _keep(assistant: "Assistant", job: CaptionJob, result: CaptionResult) -> tuple[str, str | None]:
    """The name under which the drafts are kept. A store that fails costs the person no draft: then
    there is no name, and a sentence about it."""
    try:
        return assistant.records.drafts.keep(job.model_dump(mode="json"), result), None
    except AssistantError as error:
        return "", str(error)


def _stand(assistant: "Assistant", asked: Asked, cards: Sequence[JSON]) -> None:
    """Each card says how far its draft is on its way out."""
    if not asked.work:
        return
    try:
        drafts = assistant.records.drafts.of_work(asked.work)
        standings = standings_of(assistant, drafts)
    except AssistantError:  # a store that fails costs the person no draft
        return
    by_platform = {draft.platform: draft for draft in drafts}
    for card in cards:
        draft = by_platform[card["key"]]
        asked.seen[draft.platform] = draft.version
        card["standing"] = standings[draft.id]


def _shown(cards: Sequence[JSON], facts: Sequence[SheetFact], notice: str | None = None) -> JSON:
    """The drafts beside the fact sheet that they were written from."""
    sheet = {
        "slots": strings.FACT_SLOTS,
        "facts": [
            {
                "slot": fact.slot,
                "text": fact.text,
                "state": fact.state,
                "old": fact.old,
                "role": strings.FACT_ROLES.get(fact.role or "", ""),
                "place": _place(fact),
            }
            for fact in facts
        ],
    }
    return {**show(cards, layout="tabs", notice=notice), "sheet": sheet}


def _place(fact: SheetFact) -> str:
    page = f" (hlm. {fact.page})" if fact.page is not None else ""
    return f"{fact.title}{page}: {fact.quote}" if fact.title else strings.FACT_OWN


def _reopened(assistant: "Assistant", work: str, kept: list[Asked]) -> Iterator[JSON]:
    """Kept drafts as they were left; what was edited is not lost, what it rested on neither."""
    found = read_again(assistant, work)
    kept.append(Asked(found.job, found.job.documents or documents_of(found.sources), work))
    cards = [_card(draft, result, found.job) for draft, result in found.drafts]
    _stand(assistant, kept[-1], cards)
    yield {**_shown(cards, found.facts), "work": work}


def documents_of(sources: Sequence[Source]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.document_id for s in sources if s.document_id))


def _streaming(partial: Mapping[str, str]) -> list[JSON]:
    return [
        streaming_card(platform, strings.PLATFORMS[platform], text)
        for platform, text in partial.items()
    ]


def _another(assistant: "Assistant", asked: Asked, data: JSON) -> Iterator[JSON]:
    """One draft anew: worded differently, or revised as the admin wishes."""
    variant = int(data.get("variant") or 0)
    values = asked.job.model_dump(mode="json")
    wish = str(data.get("revision") or "").strip()
    if wish:
        values |= {"revision": wish, "previous": str(data.get("text") or "")}
    else:
        variant = (variant + 1) % 100
    one = parse_job(CaptionJob, {**values, "platforms": [data["key"]], "variant": variant})
    result = assistant.caption(one)
    draft = result.drafts[0]
    job = {**asked.job.model_dump(mode="json"), "variant": variant}
    saved = _saved(
        assistant,
        asked,
        str(data["key"]),
        lambda seen: assistant.records.drafts.renew(asked.work, job, draft, result, seen=seen),
    )
    yield renew_card({**_card(draft, result, one), **saved})


def _checked_again(assistant: "Assistant", asked: Asked, data: JSON) -> Iterator[JSON]:
    """What the checks say of a draft that the admin has changed."""
    key, title = data["key"], data.get("title")
    values = {
        "text": str(data.get("text") or ""),
        "title": title,
        "platform": key,
        "sources": asked.job.sources,
        "documents": asked.documents,
        "brief": asked.job.brief,
        "facts": asked.job.facts,
    }
    job = parse_job(CheckJob, values)
    checked = assistant.check(job)
    verdict = check_verdict(
        values["text"],
        checked,
        title=title,
        title_length=measure(title, key, "title") if title is not None else None,
    )
    if data.get("over") is not None:  # the person has seen what somebody else wrote meanwhile
        asked.seen[key] = int(data["over"])
    saved = _saved(
        assistant,
        asked,
        key,
        lambda seen: assistant.records.drafts.edit(
            asked.work, key, title, job.text, checked, seen=seen
        ),
    )
    yield {**renew_verdict(key, verdict), **saved}


def _saved(
    assistant: "Assistant",
    asked: Asked,
    key: str,
    save: "Callable[[int | None], KeptDraft | None]",
) -> JSON:
    """What the card says after its text was kept: its standing, or what stands there instead.

    What the person has on the screen stays there whatever happens here.
    """
    if not asked.work:
        return {}
    try:
        draft = save(asked.seen.get(key))
        if draft is None:
            return {}
        asked.seen[key] = draft.version
        return {"standing": standings_of(assistant, [draft])[draft.id]}
    except EditedMeanwhile as conflict:
        theirs = conflict.theirs
        return {
            "conflict": {
                "by": theirs.edited_name or "",
                "text": theirs.text,
                "title": theirs.title,
                "version": theirs.version,
            }
        }
    except AssistantError as error:
        return {"failed": str(error)}


def _step(assistant: "Assistant", asked: Asked, data: JSON) -> Iterator[JSON]:
    """A draft is submitted or published as it stands on the screen."""
    key = str(data["key"])
    drafts = assistant.records.drafts.of_work(asked.work)
    draft = next((one for one in drafts if one.platform == key), None)
    if draft is None:
        raise AssistantError(GONE)
    if (draft.text, draft.title) != (data.get("text"), data.get("title")):
        raise AssistantError(strings.NOT_SAVED_YET)
    sentence = take_step(assistant, {**data, "id": draft.id, "version": asked.seen.get(key, 0)})
    renewed = assistant.records.drafts.draft(draft.id)
    yield standing_message(key, standings_of(assistant, [renewed])[draft.id], sentence)


def _card(draft: Draft, result: CaptionResult, job: CaptionJob) -> JSON:
    platform = draft.platform or ""
    return draft_card(
        platform,
        strings.PLATFORMS[platform],
        draft,
        result.sources,
        variant=job.variant,
        writer=writer_label(draft.writer),
        by_model=draft.writer != "embedded",
        revisions=[{"name": name, "label": label} for name, label in labels().items()],
        fold=load_platform(platform).fold,
        keeps=True,
    )


def writer_label(writer: str) -> str:
    if writer == "embedded":
        return strings.EMBEDDED_WRITER
    return strings.MODEL_WRITER.format(name=writer.removeprefix("model:"))
