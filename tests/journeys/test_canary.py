"""Personal data goes through every job and is left nowhere; and where it were, it would be seen."""

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.assembly import Assistant
from assistant.evaluation.canaries import Canary, Jobs, find, make_canaries, send, type_in, watch
from assistant.jobs import CaptionJob, ReplyJob
from assistant.privacy import Masked
from assistant.settings import Settings
from assistant.ui.events import told
from assistant.web.preparation import Preparation


def found(canaries: Sequence[Canary], folder: Path, jobs: Jobs = send) -> dict[str, list[str]]:
    return {place: find(canaries, texts) for place, texts in watch(canaries, folder, jobs)}


def places(canaries: Sequence[Canary], folder: Path, jobs: Jobs = send) -> set[str]:
    return {place for place, values in found(canaries, folder, jobs).items() if values}


def test_no_canary_is_left_anywhere(tmp_path: Path) -> None:
    left = found(make_canaries(200, seed=2), tmp_path)
    assert set(left) == {"public", "model", "handed out", "store", "temporary", "logs"}
    assert not any(left.values())


def test_what_an_admin_typed_stays_in_the_draft_and_reaches_no_model(tmp_path: Path) -> None:
    left = found(make_canaries(14, seed=8), tmp_path, type_in)
    assert left["model"] == left["temporary"] == left["logs"] == []
    assert len(left["store"]) == 14


def test_a_queue_that_kept_comments_unmasked_would_be_seen_in_what_is_handed_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.queue.mask", lambda text: Masked(text, (), {}))
    assert {"store", "handed out"} <= places(make_canaries(7, seed=9), tmp_path)


def test_the_text_of_a_document_is_kept_and_reaches_no_model(tmp_path: Path) -> None:
    canaries = make_canaries(14, seed=3)

    def publish(assistant: Assistant, these: Sequence[Canary]) -> Iterator[str]:
        path = tmp_path / "daftar.txt"
        path.write_text("Kontak Posko Banjir\n\n" + " ".join(c.text for c in these), "utf-8")
        document = assistant.knowledge.add([path]).added[0]
        assistant.caption(
            CaptionJob(brief="kontak posko", platforms=("x",), documents=(document.id,))
        )
        yield ""

    left = found(canaries, tmp_path, publish)
    assert len(left["store"]) == 14
    assert left["model"] == left["temporary"] == left["logs"] == []


def test_a_comment_that_left_unmasked_would_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unmasked(text: str, **_: Any) -> Masked:
        return Masked(text, (), {})

    for module in ("assistant.llm", "assistant.replies"):
        monkeypatch.setattr(f"{module}.mask", unmasked)
    assert {"model", "store", "public"} <= places(make_canaries(7, seed=4), tmp_path)


def test_a_log_or_a_file_that_repeats_a_comment_would_be_seen(tmp_path: Path) -> None:
    def careless(assistant: Assistant, canaries: Sequence[Canary]) -> Iterator[str]:
        logging.getLogger("x").debug("comment: %s", canaries[0].text)
        (tmp_path / "temporary" / "comment.txt").write_text(canaries[1].text, "utf-8")
        spaced = " ".join(canaries[2].core)
        (assistant.settings.data_dir / "note.txt").write_text(spaced, "utf-8")
        yield ""

    assert places(make_canaries(3, seed=6), tmp_path, careless) == {"logs", "temporary", "store"}


def test_what_may_no_longer_be_kept_is_gone_to_the_last_byte(tmp_path: Path) -> None:
    now = [datetime(2026, 2, 2, 3, 0, tzinfo=UTC)]
    assistant = Assistant(
        Settings(data_dir=tmp_path, retention_days=30, sample=False), lambda: now[0]
    )
    database = tmp_path / "assistant.db"
    for number in range(20):
        comment = f"min lampu jalan di Waru mati, tetangga kumbangkuning{number} jatuh"
        assistant.reply(ReplyJob(comment=comment, record=True))
    for follow_up in assistant.records.follow_ups():
        assistant.records.settle(follow_up.id)
    assert database.read_bytes().count(b"kumbangkuning") >= 20
    now[0] += timedelta(days=31)
    preparation = Preparation(assistant)
    preparation.page_answered()
    preparation.start()
    preparation.wait(30)
    assistant.close()
    assert b"kumbangkuning" not in database.read_bytes()


def test_the_log_of_the_page_repeats_no_message(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> Iterator[dict[str, object]]:
        raise ValueError("NIK saya 3515081204900001")
        yield {}

    caplog.set_level("DEBUG")
    (message,) = told(fail())
    assert "ValueError" in caplog.text
    assert "351508" not in caplog.text + str(message)
