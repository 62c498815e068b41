"""The room *Basis Pengetahuan*: what the drafts rest on, and how each document was read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant import api
from assistant.errors import UsageError
from assistant.ui import strings
from assistant.ui.events import PRIVATE, told
from assistant.ui.library import (
    JSON,
    agency_choices,
    compared,
    library_message,
    opened,
    search_message,
    shelf,
)
from assistant.ui.office import Office
from assistant.ui.parts import heading, hits, library
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.web.uploads import Uploads


@dataclass(frozen=True, slots=True)
class _Details:
    """What an editor says of the files that are about to be sent."""

    agency: str | None
    kind: str | None
    published: date | None
    valid_until: date | None
    draft: bool


def knowledge_tab(office: Office, page: gr.Blocks, choices: Sequence[gr.Dropdown]) -> None:
    """`choices`: of documents, in other rooms; they follow what is in the base."""
    with gr.Row(elem_classes=["dua-kolom"]):
        with gr.Column(elem_classes=["kiri"], min_width=280):
            heading(strings.KNOWLEDGE_TITLE, strings.KNOWLEDGE_LEAD)
            query = gr.Textbox(label=strings.SEARCH_LABEL, placeholder=strings.SEARCH_HINT, lines=1)
            look = gr.Button(strings.SEARCH, variant="secondary")
            results = hits()
            draft = gr.Checkbox(True, label=strings.AS_DRAFT)
            with gr.Accordion(strings.UPLOAD_DETAILS, open=False):
                agency = gr.Dropdown(
                    [(strings.NOT_CHOSEN, ""), *agency_choices(office.assistant)],
                    value="",
                    label=strings.AGENCY_LABEL,
                )
                kind = gr.Dropdown(
                    [
                        (strings.NOT_CHOSEN, ""),
                        *((name, key) for key, name in strings.KINDS.items()),
                    ],
                    value="",
                    label=strings.KIND_LABEL,
                )
                published = gr.Textbox(label=strings.PUBLISHED_LABEL, lines=1)
                valid_until = gr.Textbox(label=strings.VALID_UNTIL_LABEL, lines=1)
        with gr.Column(elem_classes=["kanan"], min_width=300):
            shown = library()

    def with_choices(messages: Iterator[JSON]) -> Iterator[tuple[Any, ...]]:
        """Each message, with the documents to choose where the message lists them."""
        for message in messages:
            documents = message.get("documents")
            update = gr.skip() if documents is None else gr.Dropdown(choices=_usable(documents))
            yield message, *[update] * len(choices)

    def load(request: gr.Request) -> Iterator[tuple[Any, ...]]:
        assistant = office.of(request)
        yield from with_choices(told(_list(assistant), _failed))

    def upload(
        agency: str,
        kind: str,
        published: str,
        valid_until: str,
        draft: bool,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[tuple[Any, ...]]:
        assistant = office.of(request)
        uploads = office.uploads_of(request)

        def added() -> Iterator[JSON]:
            details = _Details(
                agency or None,
                kind or None,
                _date(published, strings.PUBLISHED_LABEL),
                _date(valid_until, strings.VALID_UNTIL_LABEL),
                draft,
            )
            yield from _add(assistant, uploads, event._data.get("files") or [], details)

        yield from with_choices(told(added(), _failed))

    def select(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_look(assistant, event._data), _failed)

    def edit(event: gr.EventData, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        assistant = office.of(request)
        uploads = office.uploads_of(request)
        yield from with_choices(told(_act(assistant, uploads, event._data), _failed))

    def search(query: str, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_search(assistant, query), lambda text: search_message([], text))

    listed = [shown, *choices]
    page.load(load, None, listed, **PRIVATE)
    shown.load(load, None, listed, **PRIVATE)
    shown.upload(upload, [agency, kind, published, valid_until, draft], listed, **PRIVATE)
    shown.select(select, None, shown, **PRIVATE)
    shown.edit(edit, None, listed, **PRIVATE)
    gr.on([look.click, query.submit], search, query, results, **PRIVATE)


def _usable(documents: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [(one["title"], one["id"]) for one in documents if one["status"] == "published"]


def _failed(sentence: str) -> JSON:
    return library_message(notice=sentence)


def _list(assistant: "Assistant") -> Iterator[JSON]:
    yield library_message(**shelf(assistant))


def _add(
    assistant: "Assistant", uploads: "Uploads", files: list[Mapping[str, Any]], details: _Details
) -> Iterator[JSON]:
    """One file after the other, so that each shows how far it is."""
    rows: list[JSON] = [
        {"name": str(file.get("name")), "text": strings.WAITING, "share": None, "tone": ""}
        for file in files
    ]
    for row, file in zip(rows, files, strict=True):
        row.update(text=strings.READING_FILE, share="?")
        yield library_message(uploads=rows)
        token = str(file.get("token"))
        report = api.add(
            assistant,
            [uploads.path(token)],
            agency=details.agency,
            kind=details.kind,
            published=details.published,
            valid_until=details.valid_until,
            draft=details.draft,
        )
        uploads.drop(token)
        row.update(_outcome(report), share=None)
        yield library_message(uploads=rows)
    yield library_message(uploads=rows, **shelf(assistant))


def _outcome(report: JSON) -> JSON:
    if report["failed"]:
        return {"tone": "gagal", "text": report["failed"][0]["reason"]}
    if report["skipped"]:
        return {"tone": "ragu", "text": strings.SKIPPED}
    document = report["added"][0]
    sentence = strings.ADDED_AS_DRAFT if document["status"] == "draft" else strings.ADDED
    text = sentence.format(passages=document["passages"])
    known = {"id": document["id"], "draft": document["status"] == "draft"}
    if report["warnings"]:
        return {**known, "tone": "ragu", "text": f"{text}. {' '.join(report['warnings'])}"}
    return {**known, "tone": "baik", "text": text}


def _look(assistant: "Assistant", data: Mapping[str, Any]) -> Iterator[JSON]:
    document_id, version = str(data.get("id")), data.get("compare")
    if version is None:
        yield library_message(detail=opened(assistant, document_id))
    else:
        current = assistant.knowledge.document(document_id).version
        yield library_message(comparison=compared(assistant, document_id, int(version), current))


def _act(assistant: "Assistant", uploads: "Uploads", data: Mapping[str, Any]) -> Iterator[JSON]:
    action, document_id = str(data.get("action")), str(data.get("id"))
    if action == "bulk":
        yield _act_on_many(assistant, str(data.get("do")), data.get("ids") or [])
        return
    if action == "publish":
        api.publish(assistant, document_id)
    elif action == "withdraw":
        api.withdraw(assistant, document_id)
    elif action == "restore":
        version = data.get("version")
        api.restore(assistant, document_id, int(version) if version is not None else None)
    elif action == "replace":
        token = str(data.get("token"))
        api.replace(assistant, document_id, uploads.path(token))
        uploads.drop(token)
    elif action == "describe":
        api.edit(assistant, document_id, _corrections(assistant, data.get("values") or {}))
        if data.get("publish"):
            api.publish(assistant, document_id)
            action = "describe-publish"
    elif action == "delete":
        api.delete(assistant, document_id)
    else:
        raise UsageError(strings.UNEXPECTED)
    yield library_message(
        **shelf(assistant),
        detail=None if action == "delete" else opened(assistant, document_id),
        notice=strings.ACTIONS_DONE[action],
        tone="good",
    )


def _act_on_many(assistant: "Assistant", action: str, ids: list[Any]) -> JSON:
    """Each document for itself: one that cannot be changed stops no other."""
    act = {"publish": api.publish, "withdraw": api.withdraw, "delete": api.delete}.get(action)
    if act is None:
        raise UsageError(strings.UNEXPECTED)
    failed: list[str] = []
    for one in ids:
        try:
            act(assistant, str(one))
        except KnowledgeError as error:
            failed.append(str(error))
    notice = strings.BULK_DONE[action].format(count=len(ids) - len(failed))
    if failed:
        notice += strings.BULK_FAILED.format(count=len(failed), reason=failed[0])
    tone = "warn" if failed else "good"
    return library_message(**shelf(assistant), detail=None, notice=notice, tone=tone)


def _corrections(assistant: "Assistant", values: Mapping[str, Any]) -> dict[str, Any]:
    """What an editor wrote into the form, as metadata. UsageError names what is wrong."""
    text = {
        name: str(values.get(name) or "").strip() for name in strings.FIELDS if name != "agencies"
    }
    concerned = [str(one) for one in values.get("agencies") or []]
    if not text["title"]:
        raise UsageError(strings.TITLE_MISSING)
    if any(one not in assistant.agencies for one in (text["agency"], *concerned) if one):
        raise UsageError(strings.UNKNOWN_AGENCY)
    if text["kind"] not in strings.KINDS:
        text["kind"] = "other"
    dates = ("published", "valid_from", "valid_until")
    return {
        "title": text["title"],
        "agency": text["agency"] or None,
        "agencies": concerned,
        "kind": text["kind"],
        **{name: _date(text[name], strings.FIELDS[name]) for name in dates},
    }


def _search(assistant: "Assistant", query: str) -> Iterator[JSON]:
    found = api.search(assistant, {"query": query or "", "limit": 5})
    yield search_message(found["results"], None if found["answerable"] else strings.NOTHING_FOUND)


def _date(text: str | None, label: str) -> date | None:
    if not text or not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        name = label.split(" (")[0]
        raise UsageError(strings.WRONG_DATE.format(label=name)) from error
