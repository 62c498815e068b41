"""Calls are kept as they left, in somebody's name, and a database that fails costs no draft."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.access import Actor
from assistant.assembly import assemble
from assistant.llm import Call
from assistant.prompts import Prompt
from assistant.records.store import Records
from assistant.settings import Settings
from tests.loopback import Loopback

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SARI = Actor("a1", "sari", frozenset({"admin"}), "dishub", "page")
TONO = Actor("a2", "tono", frozenset({"head"}), "dinkes", "page")


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    opened = Records(Settings(data_dir=tmp_path), lambda: NOW)
    yield opened
    opened.close()


def test_a_call_is_kept_and_forgotten(records: Records) -> None:
    records.keep_call(Call("a.md", "ff", "m", "lama", at=NOW - timedelta(days=91)))
    records.keep_call(Call("a.md", "ff", "m", "baru", at=NOW, received="Halo", tokens_in=3))
    assert [call.sent for call in records.latest_calls()] == ["baru", "lama"]
    records.forget_settled()
    (kept,) = records.latest_calls()
    assert (kept.received, kept.tokens_in, kept.error) == ("Halo", 3, None)


def test_the_trail_names_the_call_by_hashes_and_not_by_its_words(records: Records) -> None:
    records.acting(SARI).keep_call(Call("a.md", "ff", "m", "lampu padam", received="Baik, Kak."))
    (noted,) = records.trail.entries(action="model.called")
    assert (noted.row.actor, noted.row.agency, noted.row.kind) == ("sari", "dishub", "model-call")
    assert noted.row.object_id == str(records.latest_calls()[0].id)
    assert noted.content is not None and noted.content["prompt_hash"] == "ff"
    assert len(noted.content["sent_hash"]) == len(noted.content["received_hash"]) == 64
    assert "lampu" not in str(noted.content) and "Kak" not in str(noted.content)


def test_a_call_that_cannot_be_kept_is_logged_without_its_text(
    records: Records, caplog: pytest.LogCaptureFixture
) -> None:
    records.keep_call(Call("a.md", "ff", "m", "pertama"))
    with records._database.engine().begin() as connection:
        connection.execute(text("DROP TABLE model_calls"))
    records.keep_call(Call("a.md", "ff", "m", "isi rahasia"))
    assert "not recorded: OperationalError" in caplog.text and "rahasia" not in caplog.text
    assert len(records.trail.entries(action="model.called")) == 1


def test_each_call_is_made_in_the_name_of_who_asked(tmp_path: Path) -> None:
    prompt = Prompt("reply_model.md", {}, "Tulis balasan.")
    with Loopback("Halo, Sidoarjo.") as server:
        settings = Settings(data_dir=tmp_path, openai_base_url=server.url, openai_api_key="k")
        with closing(assemble(settings, clock=lambda: NOW)) as assistant:
            chats = [assistant.acting(one).chat for one in (SARI, TONO)]
            for chat in chats:
                assert chat is not None
                chat.complete(prompt, [("user", "lampu padam")])
            assert chats[0]._built() is chats[1]._built()  # type: ignore[union-attr]
            noted = assistant.records.trail.entries(action="model.called")
    assert [entry.row.actor for entry in noted] == ["tono", "sari"]
