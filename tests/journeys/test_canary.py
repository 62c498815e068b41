"""Personal data goes through every job and is left nowhere; and where it were, it would be seen."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.assembly import Assistant
from assistant.evaluation.canaries import Canary, Jobs, find, make_canaries, send, watch
from assistant.jobs import CaptionJob
from assistant.privacy import Masked


def found(canaries: Sequence[Canary], folder: Path, jobs: Jobs = send) -> dict[str, list[str]]:
    return {place: find(canaries, texts) for place, texts in watch(canaries, folder, jobs)}


def places(canaries: Sequence[Canary], folder: Path, jobs: Jobs = send) -> set[str]:
    return {place for place, values in found(canaries, folder, jobs).items() if values}


def test_no_canary_is_left_anywhere(tmp_path: Path) -> None:
    left = found(make_canaries(200, seed=2), tmp_path)
    assert left == {"public": [], "model": [], "store": [], "temporary": [], "logs": []}


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
