"""The room *Balas Komentar*: from a citizen's comment to a first reply, a full one, a note."""

from collections.abc import Iterator

import gradio as gr

from assistant.jobs import ReplyJob, parse_job
from assistant.ui import strings
from assistant.ui.answers import Around, Asked, answer_comment, check_answer, record_answer
from assistant.ui.cards import JSON
from assistant.ui.events import PRIVATE, told
from assistant.ui.office import Office
from assistant.ui.own_source import own_source_fields, own_sources
from assistant.ui.parts import board, chips, heading


def reply_tab(office: Office) -> None:
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
            pasted, files = own_source_fields(strings.REPLY_SOURCE_LEAD)
            make = gr.Button(strings.MAKE_REPLY, variant="primary")
        with gr.Column(elem_classes=["kanan"], min_width=300):
            replies = board("reply", strings.REPLY_EMPTY)

    def write(
        comment: str, platform: str, pasted: str, files: list[str] | None, request: gr.Request
    ) -> Iterator[tuple[JSON, object]]:
        assistant, uploads = office.of(request), office.uploads_of(request)

        def written() -> Iterator[JSON]:
            values = {
                "comment": comment or "",
                "platform": platform or None,
                "sources": own_sources(uploads, pasted, files),
            }
            job = parse_job(ReplyJob, values)
            yield from answer_comment(assistant, job, kept, Around())

        kept: list[Asked] = []
        for message in told(written()):
            yield message, kept[-1] if kept else gr.skip()

    def edit(asked: Asked | None, event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        if asked:
            yield from told(check_answer(assistant, asked, event._data))

    def record(
        asked: Asked | None, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[JSON, object]]:
        assistant = office.of(request)
        kept: list[Asked] = []
        if asked:
            for message in told(record_answer(assistant, asked, event._data, kept)):
                yield message, kept[-1] if kept else gr.skip()

    inputs = [comment, platform, pasted, files]
    gr.on([make.click, comment.submit], write, inputs, [replies, asked], **PRIVATE)
    gr.on([replies.copy, replies.submit], record, asked, [replies, asked], **PRIVATE)
    replies.edit(edit, asked, replies, trigger_mode="always_last", **PRIVATE)
