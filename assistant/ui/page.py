"""The page: header, one room a tab, and the named calls for other programs."""

from typing import TYPE_CHECKING

import gradio as gr

from assistant.ui import strings
from assistant.ui.approval_tab import approval_tab
from assistant.ui.caption_tab import caption_tab
from assistant.ui.check_tab import check_tab
from assistant.ui.endpoints import named_calls
from assistant.ui.follow_up_tab import follow_up_tab
from assistant.ui.house_style_tab import campaign_banner, house_style_tab
from assistant.ui.knowledge_tab import knowledge_tab
from assistant.ui.office import Office
from assistant.ui.parts import header
from assistant.ui.questions_tab import questions_tab
from assistant.ui.queue_tab import queue_tab
from assistant.ui.reply_tab import reply_tab
from assistant.ui.trail_tab import trail_tab

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.web.uploads import Uploads

# Enough for an office on one machine; further callers are told that the queue is full.
_AT_ONCE = 8
_QUEUE = 128


def build_page(assistant: "Assistant", uploads: "Uploads") -> gr.Blocks:
    page: gr.Blocks
    office = Office(assistant, uploads)
    with gr.Blocks(title=strings.PRODUCT, analytics_enabled=False, fill_width=True) as page:
        named_calls(office)  # first: whoever comes first gets the name
        header(_writer(assistant))
        strip = campaign_banner(office, page)
        with _room("caption"):
            documents = caption_tab(office)
        with _room("reply"):
            reply_tab(office)
        with _room("queue"):
            queue_tab(office, page)
        with _room("follow-ups"):
            follow_up_tab(office, page)
        with _room("check"):
            checked = check_tab(office)
        with _room("knowledge"):
            knowledge_tab(office, page, [documents, checked])
        with _room("questions"):
            questions_tab(office, page)
        with _room("approvals"):
            approval_tab(office)
        with _room("style"):
            house_style_tab(office, page, strip)
        with _room("trail"):
            trail_tab(office)
    page.queue(default_concurrency_limit=_AT_ONCE, max_size=_QUEUE, api_open=False)
    return page


def theme() -> gr.themes.Base:
    """System fonts and the regency's green; page.css does the rest."""
    system = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"]
    return gr.themes.Base(
        primary_hue=gr.themes.colors.emerald,
        neutral_hue=gr.themes.colors.gray,
        font=system,
        font_mono=["ui-monospace", "monospace"],
    )


def _room(name: str) -> gr.Column:
    return gr.Column(elem_id=f"room-{name}", elem_classes=["ruang"])


def _writer(assistant: "Assistant") -> str:
    settings = assistant.settings
    return f"Penulis: {settings.openai_model}" if settings.model_configured else "Penulis bawaan"
