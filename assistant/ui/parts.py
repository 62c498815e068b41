"""The custom components of the page: constant templates that page.js brings to life."""

from collections.abc import Sequence
from html import escape
from typing import Any

import gradio as gr

from assistant.ui import strings


def heading(title: str, lead: str) -> None:
    """The title of a room; both texts are our own constants."""
    gr.HTML(
        html_template=f'<h2 class="judul-ruang">{title}</h2><p class="ket">{lead}</p>',
        js_on_load=None,
        apply_default_css=False,
    )


def board(name: str, empty: str) -> gr.HTML:
    """Where drafts are shown. Its value is the last message to page.js (see cards.py)."""
    return gr.HTML(
        html_template=(
            f'<div class="papan" data-name="{name}" aria-live="off">'
            f'<p class="kosong">{empty}</p></div>'
        ),
        # The quoted names are the events that page.js triggers.
        js_on_load="AK.board(element, trigger, props, watch)",
        apply_default_css=False,
        elem_classes=["ruang-hasil"],
    )


def _part(css: str, script: str, room: str = "", more: str = "") -> gr.HTML:
    """An empty element that page.js fills; all that is given here is our own constant."""
    return gr.HTML(
        html_template=f'<div class="{css}"{more}></div>',
        js_on_load=script,
        apply_default_css=False,
        elem_classes=[room] if room else None,
    )


def attachments() -> gr.HTML:
    """Own sources of one draft; its value is the list of the tokens of the files sent."""
    return _part("lampiran", "AK.attachments(element, trigger, props)")


def draft_list() -> gr.HTML:
    """*Draf saya*; its value is the last message of draft_list.py."""
    return _part("draf-saya", "AK.drafts(element, trigger, props, watch)", "ruang-draf")


def library() -> gr.HTML:
    return _part("pustaka", "AK.library(element, trigger, props, watch)")


def question_list() -> gr.HTML:
    return _part("pertanyaan", "AK.questions(element, trigger, props, watch)")


def queue_list() -> gr.HTML:
    """Comments on their way in, and those that wait."""
    return _part("antrean", "AK.queue(element, trigger, props, watch)")


def follow_up_list() -> gr.HTML:
    return _part("janji-janji", "AK.followUps(element, trigger, props, watch)")


def house_style_editor() -> gr.HTML:
    return _part("gaya", "AK.houseStyle(element, trigger, props, watch)", "ruang-gaya")


def campaign_strip() -> gr.HTML:
    """Above every room, and only there while a campaign runs."""
    script = "AK.campaign(element, props, watch)"
    return _part("masa-kampanye", script, "ruang-kampanye", ' role="status" hidden')


def approval_list() -> gr.HTML:
    """What a head decides on."""
    return _part("persetujuan", "AK.approvals(element, trigger, props, watch)", "ruang-hasil")


def trail_list() -> gr.HTML:
    """What was done, and what can be taken out of the house."""
    return _part("jejak", "AK.trail(element, trigger, props, watch)", "ruang-hasil")


def hits() -> gr.HTML:
    return _part("hasil", "AK.hits(element, props, watch)")


def header(writer: str) -> None:
    """Brand, navigation, and the strip that says how far the knowledge base is.

    `writer` is a setting: nobody but the one who starts the program can write it.
    """
    tabs = "".join(
        f'<button type="button" role="tab" id="ke-{room}" data-room="{room}" '
        f'aria-controls="room-{room}" aria-label="{name}">'
        f'<span class="ikon" aria-hidden="true">{icon}</span>'
        f'<span class="panjang">{name}</span><span class="pendek">{short}</span></button>'
        for room, (name, short, icon) in strings.ROOMS.items()
    )
    only = "".join(
        f'html:not([data-room="{room}"]) #room-{room}' + "{display:none!important}"
        for room in strings.ROOMS
    )
    gr.HTML(
        html_template=(
            f"<style>{only}</style>"
            '<header class="kepala"><div class="merek"><span class="lambang" aria-hidden="true">AK'
            f"</span><div><h1>{strings.PRODUCT}</h1><p>{strings.REGENCY}</p></div></div>"
            f'<nav aria-label="Ruang"><div role="tablist" class="ruang-ruang">{tabs}</div></nav>'
            f'<p class="penulis">{escape(writer)}</p><div class="akun"></div></header>'
            '<div class="kesiapan" role="status" hidden></div>'
            '<div class="siaran" role="status" aria-live="polite"></div>'
        ),
        js_on_load="AK.rooms(element)",
        apply_default_css=False,
        elem_id="kepala",
    )


def chips(
    label: str,
    choices: Sequence[tuple[str, str]],
    value: Any,
    *,
    many: bool = False,
) -> gr.Radio | gr.CheckboxGroup:
    kind = gr.CheckboxGroup if many else gr.Radio
    return kind(list(choices), value=value, label=label, elem_classes=["keping-pilih"])
