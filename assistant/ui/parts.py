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


def attachments() -> gr.HTML:
    """Own sources of one draft; its value is the list of the tokens of the files sent."""
    return gr.HTML(
        value=None,
        html_template='<div class="lampiran"></div>',
        js_on_load="AK.attachments(element, trigger, props)",
        apply_default_css=False,
    )


def draft_list() -> gr.HTML:
    """*Draf saya*; its value is the last message of draft_list.py."""
    return gr.HTML(
        html_template='<div class="draf-saya"></div>',
        js_on_load="AK.drafts(element, trigger, props, watch)",
        apply_default_css=False,
        elem_classes=["ruang-draf"],
    )


def library() -> gr.HTML:
    return gr.HTML(
        html_template='<div class="pustaka"></div>',
        js_on_load="AK.library(element, trigger, props, watch)",
        apply_default_css=False,
    )


def question_list() -> gr.HTML:
    return gr.HTML(
        html_template='<div class="pertanyaan"></div>',
        js_on_load="AK.questions(element, trigger, props, watch)",
        apply_default_css=False,
    )


def queue_list() -> gr.HTML:
    """Comments on their way in, and those that wait."""
    return gr.HTML(
        html_template='<div class="antrean"></div>',
        js_on_load="AK.queue(element, trigger, props, watch)",
        apply_default_css=False,
    )


def follow_up_list() -> gr.HTML:
    return gr.HTML(
        html_template='<div class="janji-janji"></div>',
        js_on_load="AK.followUps(element, trigger, props, watch)",
        apply_default_css=False,
    )


def house_style_editor() -> gr.HTML:
    return gr.HTML(
        html_template='<div class="gaya"></div>',
        js_on_load="AK.houseStyle(element, trigger, props, watch)",
        apply_default_css=False,
        elem_classes=["ruang-gaya"],
    )


def campaign_strip() -> gr.HTML:
    """Above every room, and only there while a campaign runs."""
    return gr.HTML(
        html_template='<div class="masa-kampanye" role="status" hidden></div>',
        js_on_load="AK.campaign(element, props, watch)",
        apply_default_css=False,
        elem_classes=["ruang-kampanye"],
    )


def approval_list() -> gr.HTML:
    """What a head decides on."""
    return gr.HTML(
        html_template='<div class="persetujuan"></div>',
        js_on_load="AK.approvals(element, trigger, props, watch)",
        apply_default_css=False,
        elem_classes=["ruang-hasil"],
    )


def trail_list() -> gr.HTML:
    """What was done, and what can be taken out of the house."""
    return gr.HTML(
        html_template='<div class="jejak"></div>',
        js_on_load="AK.trail(element, trigger, props, watch)",
        apply_default_css=False,
        elem_classes=["ruang-hasil"],
    )


def hits() -> gr.HTML:
    return gr.HTML(
        html_template='<div class="hasil"></div>',
        js_on_load="AK.hits(element, props, watch)",
        apply_default_css=False,
    )


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
