from pathlib import Path

import pytest

from assistant.assembly import assemble
from assistant.settings import Settings
from assistant.web.health import health_route
from assistant.web.preparation import Preparation
from knowledge.errors import KnowledgeError
from knowledge.sample.sample import SAMPLE
from tests.staged import staged


def prepared(preparation: Preparation) -> Preparation:
    preparation.page_answered()
    preparation.start()
    preparation.wait(60)
    return preparation


def test_the_sample_fills_an_empty_base_and_only_that(tmp_path: Path) -> None:
    for _ in range(2):
        assistant = assemble(Settings(data_dir=tmp_path))
        progress = prepared(Preparation(assistant)).progress
        assert progress.state == "ready"
        assert len(assistant.knowledge.documents()) == len(SAMPLE)
        assistant.close()


def test_a_base_with_a_document_is_left_alone(tmp_path: Path) -> None:
    assistant = assemble(Settings(data_dir=tmp_path / "data"))
    file = tmp_path / "satu.txt"
    file.write_text("Posyandu dibuka Senin, 9 November 2026.", encoding="utf-8")
    assistant.knowledge.add([file])
    prepared(Preparation(assistant))
    assert len(assistant.knowledge.documents()) == 1
    assistant.close()


def test_a_base_that_cannot_be_opened_is_told_and_not_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = staged(tmp_path)

    def refuse() -> None:
        raise KnowledgeError("Basis pengetahuan sedang dipakai halaman lain.")

    monkeypatch.setattr(assistant.knowledge, "start_indexing", refuse)
    preparation = prepared(Preparation(assistant))
    (route,) = health_route(assistant, preparation).routes
    health = route.endpoint()  # type: ignore[attr-defined]
    assert health["status"] == "degraded"
    assert health["index"]["message"] == "Basis pengetahuan sedang dipakai halaman lain."
    assistant.close()


def test_the_page_comes_first(tmp_path: Path) -> None:
    assistant = staged(tmp_path)
    preparation = Preparation(assistant)
    assert preparation.progress.state == "waiting"
    preparation.start()
    preparation.wait(0.1)
    assert preparation.progress.state == "waiting"
    preparation.page_answered()
    preparation.wait(30)
    assert preparation.progress.state == "ready"
    assistant.close()
