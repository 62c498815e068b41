"""The room *Pertanyaan*: what nothing in the base answers, and the form that answers it."""

import uuid
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant import api
from assistant.errors import UsageError
from assistant.ui import strings
from assistant.ui.events import PRIVATE, told
from assistant.ui.library import JSON, agency_choices, day
from assistant.ui.office import Office
from assistant.ui.parts import heading, question_list

if TYPE_CHECKING:
    from assistant.assembly import Assistant

_FIELDS = ("question", "answer", "source", "agency", "valid_until")


def questions_tab(office: Office, page: gr.Blocks) -> None:
    heading(strings.QUESTIONS_TITLE, strings.QUESTIONS_LEAD)
    shown = question_list()

    def load(request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_list(assistant), _failed)

    def edit(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_act(assistant, event._data), _failed)

    page.load(load, None, shown, **PRIVATE)
    shown.load(load, None, shown, **PRIVATE)
    shown.edit(edit, None, shown, **PRIVATE)


def _list(assistant: "Assistant", **more: Any) -> Iterator[JSON]:
    yield _message(
        questions=[_question(assistant, one) for one in api.questions(assistant)["questions"]],
        replies=[_reply(one) for one in api.solved_replies(assistant)["replies"]],
        agencies=agency_choices(assistant),
        **more,
    )


def _act(assistant: "Assistant", data: Mapping[str, Any]) -> Iterator[JSON]:
    action, one = str(data.get("action")), str(data.get("id"))
    if action == "dismiss":
        api.dismiss(assistant, one)
        notice = strings.QUESTION_DISMISSED
    elif action in ("answer", "from-reply"):
        values = data.get("values") or {}
        job = {name: str(values.get(name) or "") for name in _FIELDS}
        settled = "question_id" if action == "answer" else "reply_id"
        api.answer(assistant, {**job, settled: one})
        notice = strings.QUESTION_ANSWERED
    else:
        raise UsageError(strings.UNEXPECTED)
    yield from _list(assistant, notice=notice, tone="good")


def _question(assistant: "Assistant", question: Mapping[str, Any]) -> JSON:
    agency = question["agency"]
    named = assistant.agencies.short(agency) if agency in assistant.agencies else ""
    asked = strings.QUESTION_ASKED.format(count=question["count"], day=day(question["last_asked"]))
    return {
        "id": question["id"],
        "text": question["text"],
        "about": " · ".join(filter(None, [asked, named])),
        "agency": agency,
        "wordings": question["wordings"][1:],
    }


def _reply(reply: Mapping[str, Any]) -> JSON:
    return {
        "id": reply["id"],
        "text": reply["comment"],
        "about": day(reply["sent_at"]),
        "answer": reply["text"],
        "agency": None,
        "wordings": [],
    }


def _failed(sentence: str) -> JSON:
    return _message(notice=sentence, tone="warn")


def _message(**content: Any) -> JSON:
    return {"serial": uuid.uuid4().hex, **content}
