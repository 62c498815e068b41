"""Real HTTP to a loopback server: what leaves, what comes back, and what happens when it breaks."""

import json
import threading
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from assistant.errors import ModelError
from assistant.llm import (
    Breaker,
    Call,
    ChatModel,
    EmbeddingModel,
    Limits,
    Message,
    clean_characters,
    strip_markup,
)
from assistant.prompts import Prompt
from assistant.settings import Settings
from tests.loopback import FAULTS, Loopback

PROMPT = Prompt("reply_model.md", {}, "Tulis balasan.")
KEY = "sk-rahasia-1234567890"
NIK = "3515081204900001"
FAST = Limits(total=1.2, first=0.6, pause=0.01)
ASK: list[Message] = [("system", "Tulis balasan."), ("user", f"NIK saya {NIK}, lampu padam")]

# These end in text; every other fault ends in one sentence.
SURVIVED = {"duplicate-chunks", "no-done"}


_opened: list[ChatModel | EmbeddingModel] = []


@pytest.fixture(autouse=True)
def close_models() -> Iterator[None]:
    yield
    while _opened:
        _opened.pop().close()


def chat(server: Loopback, calls: list[Call] | None = None, **limits: Any) -> ChatModel:
    settings = Settings(openai_api_key=KEY, openai_base_url=server.url)
    wanted = Limits(**{**{name: getattr(FAST, name) for name in Limits.__slots__}, **limits})
    model = ChatModel(settings, (calls if calls is not None else []).append, wanted)
    _opened.append(model)
    return model


def test_stream_brings_the_answer_in_pieces_and_records_the_call() -> None:
    calls: list[Call] = []
    with Loopback("Terima kasih laporannya, Kak.") as server:
        pieces = list(chat(server, calls).stream(PROMPT, ASK))
    assert "".join(pieces) == "Terima kasih laporannya, Kak."
    assert len(pieces) > 2
    (call,) = calls
    assert call.prompt == "reply_model.md" and len(call.prompt_hash) == 16
    assert call.received == "Terima kasih laporannya, Kak."
    assert (call.tokens_in, call.tokens_out) == (11, 7)
    assert call.first_ms is not None and call.error is None


def test_nothing_personal_leaves_and_the_same_person_has_one_token() -> None:
    def echo(request: dict[str, Any]) -> str:
        return str(request["messages"][-1]["content"])

    calls: list[Call] = []
    with Loopback(echo, piece=3) as server:
        answer = chat(server, calls).complete(
            PROMPT, [("system", f"Warga dengan NIK {NIK}."), ("user", f"NIK {NIK} dan a@b.co.id")]
        )
        sent = server.everything
    assert NIK not in sent and "a@b.co.id" not in sent
    assert NIK not in calls[0].sent + calls[0].received
    assert answer == f"NIK {NIK} dan a@b.co.id"
    system, user = (message["content"] for message in server.requests[0]["messages"])
    token = system.removeprefix("Warga dengan NIK ").removesuffix(".")
    assert token in user


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_ends_in_text_or_one_sentence_without_key_or_address(
    fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[Call] = []
    caplog.set_level("DEBUG")
    with Loopback("Halo, Sidoarjo.", fault=fault) as server:
        model = chat(server, calls)
        if fault in SURVIVED:
            assert "Sidoarjo" in model.complete(PROMPT, ASK)
        else:
            with pytest.raises(ModelError) as caught:
                model.complete(PROMPT, ASK)
            shown = str(caught.value)
            assert shown.endswith(".") and "\n" not in shown
            assert KEY not in shown and "127.0.0.1" not in shown
            assert caught.value.__cause__ is None
            assert calls[0].error == shown
        tries = 1 if fault[:3] in {"400", "401", "403", "404"} or "long" in fault else 3
        assert len(server.requests) <= tries
    assert KEY not in caplog.text and NIK not in caplog.text
    assert len(calls) == 1


def test_a_drip_ends_at_the_deadline() -> None:
    with Loopback(fault="drip") as server, pytest.raises(ModelError, match="terlalu lama"):
        chat(server).complete(PROMPT, ASK)


def test_first_token_and_total_have_deadlines_of_their_own() -> None:
    slow_start = Loopback("Halo.", delay=0.9)
    with slow_start as server, pytest.raises(ModelError, match="terlalu lama"):
        chat(server, first=0.3, total=5).complete(PROMPT, ASK)
    slow_going = Loopback("Halo semua warga Sidoarjo.", gap=0.4)
    with slow_going as server, pytest.raises(ModelError, match="terlalu lama"):
        chat(server, first=5, total=0.7).complete(PROMPT, ASK)


def test_a_stream_may_be_taken_by_several_threads() -> None:
    with Loopback("Halo semua warga Sidoarjo.") as server:
        stream = chat(server, total=5, first=5).stream(PROMPT, ASK)
        pieces: list[str] = []
        for _ in range(10):
            worker = threading.Thread(target=lambda: pieces.extend(islice(stream, 1)))
            worker.start()
            worker.join()
    assert "".join(pieces) == "Halo semua warga Sidoarjo."


@pytest.mark.parametrize("fault", ["429", "429-retry-after", "500", "503"])
def test_a_passing_fault_is_retried(fault: str) -> None:
    with Loopback("Halo.", fault=fault, faulty=2) as server:
        assert chat(server).complete(PROMPT, ASK) == "Halo."
        assert len(server.requests) == 3


def test_nobody_there_is_said() -> None:
    with Loopback() as server:
        model = chat(server)
    with pytest.raises(ModelError, match="tidak dapat dihubungi"):
        model.complete(PROMPT, ASK)


def test_a_server_that_knows_less_is_asked_for_less() -> None:
    refuses = ("stream_options", "response_format")
    with Loopback('{"a": 1}', refuses=refuses) as server:
        model = chat(server, total=5, first=5)
        assert model.structured(PROMPT, ASK, {"type": "object"}) == {"a": 1}
        assert model.structured(PROMPT, ASK, {"type": "object"}) == {"a": 1}
    last = server.requests[-1]
    assert "response_format" not in last and "stream_options" not in last
    assert len(server.requests) == 5  # three refusals, once: json_schema, json_object, usage


def test_a_thinking_model_gets_its_own_name_for_the_limit() -> None:
    with Loopback("Halo.") as server:
        chat(server).complete(PROMPT, ASK)
        assert "max_completion_tokens" in server.requests[0]  # gpt-5-mini, the default
        other = Settings(openai_base_url=server.url, openai_model="qwen3:8b")
        local = ChatModel(other, limits=FAST)
        local.complete(PROMPT, ASK)
        local.close()
        assert "max_tokens" in server.requests[1]


def test_structured_reads_json_with_words_around_it_and_repairs_once() -> None:
    with Loopback('Tentu!\n```json\n{"judul": "Halo"}\n```') as server:
        assert chat(server).structured(PROMPT, ASK, {"type": "object"}) == {"judul": "Halo"}
    answers = iter(['{"judul": "Ha', '{"judul": "Halo"}'])
    with Loopback(lambda request: next(answers)) as server:
        assert chat(server).structured(PROMPT, ASK, {"type": "object"}) == {"judul": "Halo"}
    with Loopback("bukan JSON") as server, pytest.raises(ModelError, match="tidak dapat dibaca"):
        chat(server).structured(PROMPT, ASK, {"type": "object"})


def test_the_breaker_opens_after_five_failures_and_recovers() -> None:
    with Loopback("Halo.", fault="401", faulty=5) as server:
        model = chat(server, rest=0.2)
        for _ in range(5):
            with pytest.raises(ModelError):
                model.complete(PROMPT, ASK)
        assert not model.available
        with pytest.raises(ModelError, match="diistirahatkan"):
            model.complete(PROMPT, ASK)
        assert len(server.requests) == 5
        time.sleep(0.25)
        assert model.complete(PROMPT, ASK) == "Halo."
        assert model.available


def test_only_one_tries_when_the_rest_is_over() -> None:
    breaker = Breaker(1, 0.05)
    breaker.failed()
    time.sleep(0.06)
    breaker.enter()
    with pytest.raises(ModelError):
        breaker.enter()


def test_embeddings_are_batched_masked_and_checked() -> None:
    calls: list[Call] = []
    with Loopback() as server:
        settings = Settings(openai_base_url=server.url, openai_embedding_model="e")
        model = EmbeddingModel(settings, calls.append, FAST, batch=2)
        _opened.append(model)
        vectors = model.embed(["lampu padam", f"NIK {NIK}", "lampu padam"])
        assert NIK not in server.everything
    assert [len(request["input"]) for request in server.requests] == [2, 1]
    assert vectors[0] == vectors[2] != vectors[1]
    assert len(calls) == 2


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize("fault", ["401", "429", "500", "timeout", "html", "wrong-type"])
def test_embedding_faults_end_in_one_sentence(fault: str) -> None:
    with Loopback(fault=fault) as server:
        settings = Settings(openai_api_key=KEY, openai_base_url=server.url)
        model = EmbeddingModel(settings, limits=FAST)
        _opened.append(model)
        with pytest.raises(ModelError) as caught:
            model.embed(["lampu"])
    assert KEY not in str(caught.value) and "127.0.0.1" not in str(caught.value)


def test_tracing_is_off_and_the_address_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
    with Loopback("Halo.") as server:
        assert chat(server).complete(PROMPT, ASK) == "Halo."
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("ha\u200blo\u202e dunia\x07", "halo dunia"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("👩\u200d👧 keluarga", "👩\u200d👧 keluarga"),
        ("baris\nbaru", "baris\nbaru"),
    ],
)
def test_invisible_characters_are_dropped(raw: str, clean: str) -> None:
    assert clean_characters(raw) == clean


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("![x](https://evil.example/a.png)Halo", "Halo"),
        ("![x][1] Halo\n[1]: https://evil.example/a.png", "Halo"),
        ("Klik [di sini](https://evil.example)", "Klik di sini"),
        ("<script>alert(1)</script>Halo <b>warga</b>", "Halo warga"),
        ('Halo <img src="x" onerror="y">', "Halo"),
        ("## Judul\n**Penting** *tebal*", "Judul\nPenting *tebal*"),
        ("[[TGL-1]] di sini", "[[TGL-1]] di sini"),
        ("usia < 17 tahun dan > 5", "usia < 17 tahun dan > 5"),
    ],
)
def test_markup_does_not_pass(raw: str, plain: str) -> None:
    assert strip_markup(raw) == plain


def test_the_key_is_sent_to_the_server_alone() -> None:
    calls: list[Call] = []
    with Loopback("Halo.") as server:
        chat(server, calls).complete(PROMPT, ASK)
        assert f"Bearer {KEY}" in server.everything
    assert KEY not in json.dumps([str(call) for call in calls])
