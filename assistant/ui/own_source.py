"""The fields for own sources, which three rooms have, and the paths of what was put into them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import gradio as gr

from assistant.ui import strings
from assistant.ui.parts import attachments, heading

if TYPE_CHECKING:
    from assistant.web.uploads import Uploads


def own_source_fields(lead: str) -> tuple[gr.Textbox, gr.HTML]:
    """Folded away: a text that is pasted, and files."""
    with gr.Accordion(strings.OWN_SOURCE, open=False):
        heading("", lead)
        pasted = gr.Textbox(
            label=strings.PASTED_LABEL,
            placeholder=strings.PASTED_HINT,
            lines=5,
            max_lines=12,
        )
        return pasted, attachments()


def own_sources(uploads: "Uploads", pasted: str | None, files: Sequence[str] | None) -> list[str]:
    """Paths of what the admin pasted and sent. A name that is no token of ours is refused."""
    tokens = [str(token) for token in files or ()]
    if pasted and pasted.strip():
        tokens.insert(0, uploads.keep_text(pasted, strings.PASTED_NAME))
    return [str(uploads.path(token)) for token in tokens]
