"""Calls are kept as they left, and a database that fails costs no draft."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from assistant.llm import Call
from assistant.records.model_calls import ModelCalls
from assistant.records.schema import migrate
from knowledge.catalogue import open_engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(tmp_path, None)
    migrate(opened)
    yield opened
    opened.dispose()


def test_a_call_is_kept_and_forgotten(engine: Engine) -> None:
    calls = ModelCalls(lambda: engine)
    now = datetime.now(UTC)
    calls.keep(Call("a.md", "ff", "m", "lama", at=now - timedelta(days=91)))
    calls.keep(Call("a.md", "ff", "m", "baru", at=now, received="Halo", tokens_in=3))
    assert [call.sent for call in calls.latest()] == ["baru", "lama"]
    calls.forget(now - timedelta(days=90))
    (kept,) = calls.latest()
    assert (kept.received, kept.tokens_in, kept.error) == ("Halo", 3, None)


def test_a_call_that_cannot_be_kept_is_logged_without_its_text(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    calls = ModelCalls(lambda: engine)
    calls.keep(Call("a.md", "ff", "m", "pertama"))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE model_calls"))
    calls.keep(Call("a.md", "ff", "m", "isi rahasia"))
    assert "not recorded" in caplog.text and "rahasia" not in caplog.text
