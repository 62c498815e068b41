"""The head's page shows each person what is theirs, and why they cannot decide on the rest."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.access import NOBODY, AccessDenied, Actor, Role
from assistant.assembly import Assistant
from assistant.drafts import CaptionResult, Draft, Length
from assistant.records.approvals import Approval
from assistant.ui.approval_tab import _listed
from assistant.ui.draft_list import list_of
from tests.staged import staged


def actor(name: str, role: Role, agency: str | None = "dishub") -> Actor:
    return Actor(f"a-{name}", name, frozenset({role}), agency, "page")


RINA, HEAD = actor("rina", "admin"), actor("kepala", "head")


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    made = staged(tmp_path)
    for who, text in ((RINA, "Senam pagi."), (HEAD, "Jalan ditutup, pelanggar didenda.")):
        draft = Draft("x", None, None, text, (), None, Length(len(text), 280, "weighted"))
        records = made.acting(who).records
        work = records.drafts.keep({"brief": text, "platforms": ["x"]}, CaptionResult((draft,)))
        records.approvals.submit(records.drafts.of_work(work)[0].id, 1)
    yield made
    made.close()


def shown(assistant: Assistant, who: Actor) -> dict[str, Any]:
    (message,) = _listed(assistant.acting(who), None)
    return message


def test_the_head_decides_on_all_but_their_own(assistant: Assistant) -> None:
    message = shown(assistant, HEAD)
    assert message["who"] == "Kepala Dishub"
    assert [(card["brief"], bool(card["obstacle"])) for card in message["waiting"]] == [
        ("Jalan ditutup, pelanggar didenda.", True),
        ("Senam pagi.", False),
    ]
    assert message["waiting"][0]["risks"][0]["label"] == "memuat aturan atau sanksi"
    assert message["agencies"] == []


@pytest.mark.parametrize("role", ["admin", "editor", "superadmin"])
def test_others_read_who_decides(assistant: Assistant, role: Role) -> None:
    who = actor("lain", role, "dishub" if role == "admin" else None)
    message = shown(assistant, who)
    assert [card["obstacle"] for card in message["waiting"]] == [
        "Diputuskan oleh pimpinan Dishub."
    ] * 2


def test_another_agency_sees_nothing(assistant: Assistant) -> None:
    message = shown(assistant, actor("lain", "head", "dinkes"))
    assert message["waiting"] == message["decided"] == []
    with pytest.raises(AccessDenied):
        shown(assistant, NOBODY)


def test_kept_drafts_say_what_can_be_done_next(assistant: Assistant) -> None:
    def steps() -> list[tuple[str, list[str]]]:
        works = list_of(assistant.acting(RINA))["works"]
        return [(one["state"], one["steps"]) for work in works for one in work["drafts"]]

    assert steps() == [("submitted", [])] * 2

    def plain() -> Approval:
        waiting = assistant.records.approvals.waiting()
        return next(one for one in waiting if one.text == "Senam pagi.")

    head = assistant.acting(HEAD).records.approvals
    head.send_back(plain().id, 1, "Sebut tempatnya.")
    assert ("returned", ["submit"]) in steps()
    returned = assistant.records.approvals.decided()[0]
    assistant.acting(RINA).records.approvals.submit(returned.draft_id, 1)
    head.approve(plain().id, 1)
    assert ("approved", ["publish"]) in steps()
