"""The room *Periksa Draf*: what the checks say of a text from anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass

import gradio as gr

from assistant.jobs import CheckJob, parse_job
from assistant.ui import strings
from assistant.ui.cards import JSON, check_verdict, checked_card, renew_verdict, show
from assistant.ui.events import PRIVATE, told
from assistant.ui.office import Office
from assistant.ui.own_source import own_source_fields, own_sources
from assistant.ui.parts import board, chips, heading

_KEY = "draft"


@dataclass(frozen=True, slots=True)
class Asked:
    """With what the text on the screen is compared; with neither, with what the base has on it."""

    platform: str | None
    documents: tuple[str, ...]
    sources: tuple[str, ...]


def check_tab(office: Office) -> gr.Dropdown:
    """Builds the room; returns the choice of documents, which follows the knowledge base."""
    asked = gr.State(None)  # an Asked
    with gr.Row(elem_classes=["dua-kolom"]):
        with gr.Column(elem_classes=["kiri"], min_width=280):
            heading(strings.CHECK_TITLE, strings.CHECK_LEAD)
            text = gr.Textbox(
                label=strings.TEXT_LABEL, placeholder=strings.TEXT_HINT, lines=10, max_lines=20
            )
            platform = chips(
                strings.PLATFORM_LABEL,
                [
                    (strings.ANY_PLATFORM, ""),
                    *((name, key) for key, name in strings.PLATFORMS.items()),
                ],
                "",
            )
            documents = gr.Dropdown(
                [],
                multiselect=True,
                label=strings.DOCUMENTS_LABEL,
                info=strings.CHECK_DOCUMENTS_HINT,
            )
            pasted, files = own_source_fields(strings.CHECK_SOURCE_LEAD)
            make = gr.Button(strings.MAKE_CHECK, variant="primary")
        with gr.Column(elem_classes=["kanan"], min_width=300):
            result = board("check", strings.CHECK_EMPTY)

    def check(
        text: str,
        platform: str,
        documents: list[str] | None,
        pasted: str,
        files: list[str] | None,
        request: gr.Request,
    ) -> Iterator[tuple[JSON, object]]:
        assistant = office.of(request)
        uploads = office.uploads_of(request)
        kept: list[Asked] = []

        def checked() -> Iterator[JSON]:
            sources = tuple(own_sources(uploads, pasted, files))
            now = Asked(platform or None, tuple(documents or ()), sources)
            job = _job(text or "", now)
            yield show([], notice=strings.CHECKING_TEXT, busy=True)
            found = assistant.check(job)
            kept.append(now)
            text_checked = (text or "").strip()
            yield show([checked_card(_KEY, strings.CHECKED, text_checked, found)])

        for message in told(checked()):
            yield message, kept[0] if kept else gr.skip()

    def edit(asked: Asked | None, event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)

        def checked(asked: Asked) -> Iterator[JSON]:
            text = str(event._data.get("text") or "")
            found = assistant.check(_job(text, asked))
            yield renew_verdict(_KEY, check_verdict(text, found))

        if asked:
            yield from told(checked(asked))

    inputs = [text, platform, documents, pasted, files]
    gr.on([make.click], check, inputs, [result, asked], **PRIVATE)
    result.edit(edit, asked, result, trigger_mode="always_last", **PRIVATE)
    return documents


def _job(text: str, asked: Asked) -> CheckJob:
    values = {
        "text": text,
        "platform": asked.platform,
        "documents": asked.documents,
        "sources": asked.sources,
    }
    return parse_job(CheckJob, values)
