"""The model writer over real HTTP: what it asks, what it takes, what it refuses."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest

from assistant.errors import ModelError
from assistant.facts import FactSheet
from assistant.llm import ChatModel, Limits
from assistant.prompts import load_prompt
from assistant.settings import Settings
from assistant.writing.model_writer import ModelWriter
from assistant.writing.writer import Brief, Partial, ReplyPlan, Unwritten, Written
from knowledge.documents import Passage, Reading
from tests.loopback import Loopback

TEXT = (
    "Pendaftaran dibuka Senin (5/5/2025) pukul 08.00 WIB di Aula BKD. "
    "Daftar di https://bkd.sidoarjokab.go.id/daftar atau 0811 3052 030."
)
BRIEF = Brief("kabarkan pendaftaran pelatihan", ("instagram", "youtube"), "public", "warm")
ANSWER = (
    "=== instagram ===\nWarga, pendaftaran dibuka [[TGL-1]] di Aula BKD!\n\nDaftar: [[URL-1]]\n"
    "ALT: Orang mengisi formulir.\n\n"
    "=== youtube ===\nJUDUL: Pendaftaran Pelatihan Dibuka\nTelepon [[TELP-1]].\nALT: Aula.\n"
)


class Sheet:
    """A fact sheet as a writer sees it."""

    def as_lines(self) -> list[str]:
        return ["kapan: Senin (5/5/2025)", "kontak: 0811 3052 030"]


def reading(text: str = TEXT) -> Reading:
    passage = Passage("p1", None, "Pendaftaran", 0, len(text), text)
    return Reading("Pelatihan", text, (), (passage,))


_opened: list[ChatModel] = []


@pytest.fixture(autouse=True)
def close_models() -> Iterator[None]:
    yield
    while _opened:
        _opened.pop().close()


def writer(server: Loopback) -> ModelWriter:
    settings = Settings(openai_base_url=server.url, openai_model="tiruan")
    chat = ChatModel(settings, limits=Limits(total=5, first=5, pause=0.01))
    _opened.append(chat)
    return ModelWriter(chat)


def write(
    server: Loopback, brief: Brief = BRIEF, readings: Sequence[Reading] | None = None
) -> list[Partial | Written | Unwritten]:
    sheet = cast(FactSheet, Sheet())
    return list(writer(server).captions(brief, sheet, readings or [reading()]))


def written(items: Sequence[object]) -> dict[str, Written]:
    return {item.platform: item for item in items if isinstance(item, Written)}


def test_one_call_writes_all_platforms_and_facts_come_back() -> None:
    with Loopback(ANSWER, piece=5) as server:
        items = write(server)
    drafts = written(items)
    assert len(server.requests) == 1
    assert drafts["instagram"] == Written(
        "instagram",
        None,
        "Warga, pendaftaran dibuka Senin (5/5/2025) di Aula BKD!\n\n"
        "Daftar: https://bkd.sidoarjokab.go.id/daftar",
        "Orang mengisi formulir.",
    )
    assert drafts["youtube"].title == "Pendaftaran Pelatihan Dibuka"
    assert drafts["youtube"].text == "Telepon 0811 3052 030."
    assert writer(server).name == "model:tiruan"


def test_the_prompt_holds_no_hard_fact_and_names_every_platform() -> None:
    with Loopback(ANSWER) as server:
        write(server)
    for fact in ("5/5/2025", "08.00", "bkd.sidoarjokab", "3052"):
        assert fact not in server.everything
    system, user = (message["content"] for message in server.requests[0]["messages"])
    assert "=== instagram ===" in system and "=== youtube ===" in system
    assert "JUDUL" in system and "[[TGL-1]]" in user and "[[URL-1]]" in user


def test_partial_texts_only_grow_and_never_show_half_a_token_or_a_label() -> None:
    with Loopback(ANSWER, piece=1) as server:
        items = write(server)
    final = written(items)
    for platform in BRIEF.platforms:
        parts = [i.text for i in items if isinstance(i, Partial) and i.platform == platform]
        assert parts
        for part in parts:
            assert final[platform].text.startswith(part)
            assert "[" not in part and "ALT" not in part and "JUDUL" not in part


def test_a_missing_platform_is_asked_for_once_more_and_alone() -> None:
    def answer(request: dict[str, Any]) -> str:
        first = "instagram" in request["messages"][1]["content"]
        return "=== instagram ===\nHalo.\n" if first else "=== youtube ===\nJUDUL: J\nIsi.\n"

    with Loopback(answer) as server:
        items = write(server)
    assert len(server.requests) == 2
    assert set(written(items)) == {"instagram", "youtube"}


@pytest.mark.parametrize("answer", ["Maaf, saya tidak bisa.", "=== facebook ===\nHalo.", "{}"])
def test_an_answer_in_a_wrong_form_leaves_the_platforms_unwritten(answer: str) -> None:
    with Loopback(answer) as server:
        items = write(server)
    assert len(server.requests) == 2
    assert {i.platform for i in items if isinstance(i, Unwritten)} == set(BRIEF.platforms)
    assert not written(items)


def test_what_was_complete_before_a_failure_stays() -> None:
    with Loopback(ANSWER + "Isi panjang. " * 30, fault="length") as server:
        items = write(server)
    assert "instagram" in written(items)
    (left,) = [item for item in items if isinstance(item, Unwritten)]
    assert left.platform == "youtube" and left.reason.endswith(".")


def test_a_model_that_gives_nothing_raises() -> None:
    with Loopback(fault="401") as server, pytest.raises(ModelError, match="OPENAI_API_KEY"):
        write(server)


@pytest.mark.parametrize("turn", [lambda text: text, lambda text: text[::-1]])
def test_a_leaked_prompt_is_never_shown(turn: Any) -> None:
    rule = load_prompt("caption_model.md").body[200:600]
    with Loopback(f"=== instagram ===\nHalo. {turn(rule)}\n") as server:
        items = write(server, replace(BRIEF, platforms=("instagram",)))
    shown = [item.text for item in items if isinstance(item, Partial | Written)]
    assert all(turn(rule)[-80:] not in text for text in shown)
    assert not written(items)


def test_made_up_tokens_are_dropped_and_told_and_markup_does_not_pass() -> None:
    text = (
        "=== instagram ===\n**Halo** ![x](http://evil.example/x.png) <b>warga</b> [[URL-9]]ya.\n"
        "<script>x</script>"
    )
    with Loopback(text) as server:
        draft = written(write(server, replace(BRIEF, platforms=("instagram",))))["instagram"]
    assert draft.text == "Halo warga ya."
    assert draft.dropped == ("[[URL-9]]",)


def test_whatsapp_keeps_its_own_bold() -> None:
    with Loopback("=== whatsapp ===\n**Judul Tebal**\n\nIsi *penting*.\n") as server:
        draft = written(write(server, replace(BRIEF, platforms=("whatsapp",))))["whatsapp"]
    assert draft.text == "*Judul Tebal*\n\nIsi *penting*."


def test_a_document_cannot_close_its_fence() -> None:
    with Loopback(ANSWER) as server:
        write(server)
        first = server.requests[0]["messages"][1]["content"]
        write(server)
        second = server.requests[1]["messages"][1]["content"]
    fences = [
        {line for line in text.splitlines() if line.startswith("«")} for text in (first, second)
    ]
    assert len(fences[0]) == len(fences[1]) == 1 and fences[0] != fences[1]


def test_braces_in_a_document_stay_text() -> None:
    with Loopback(ANSWER) as server:
        write(server, readings=[reading("Isi {fence} dan {0.__class__} saja.")])
    assert "{0.__class__}" in server.everything


PLAN = ReplyPlan(
    comment="lampu mati 3 hari, lihat http://jahat.example/x",
    triage="keluhan, Dishub",
    passages=("Lapor ke WA 0811 3052 030.",),
    limit=80,
    suggestion="Halo Kak, laporannya kami teruskan ke Dishub.",
    platform="tiktok",
)


def test_a_reply_is_streamed_and_facts_come_back() -> None:
    with Loopback('"Halo Kak, kirim fotonya ke [[TELP-1]], ya."') as server:
        items = list(writer(server).reply(PLAN))
    assert items[-1] == Written(
        "tiktok", None, "Halo Kak, kirim fotonya ke 0811 3052 030, ya.", None
    )
    assert any(isinstance(item, Partial) for item in items)
    assert "jahat.example" not in server.everything


def test_a_reply_that_is_too_long_is_asked_for_again_then_refused() -> None:
    answers = iter(["Halo Kak. " * 20, "Halo Kak."])
    with Loopback(lambda request: next(answers)) as server:
        assert list(writer(server).reply(PLAN))[-1] == Written("tiktok", None, "Halo Kak.", None)
    with Loopback("Halo Kak. " * 20) as server, pytest.raises(ModelError):
        list(writer(server).reply(PLAN))


def test_an_endless_reply_is_given_up_soon() -> None:
    plan = ReplyPlan("lampu mati", "jenis complaint", (), 300, "Halo Kak.", "instagram", 0)
    with Loopback(fault="endless") as server, pytest.raises(ModelError):
        began = time.monotonic()
        list(writer(server).reply(plan))
    assert time.monotonic() - began < 4
