"""The dense half of the search from a model behind a server on the loopback."""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.assembly import Assistant, assemble
from assistant.jobs import SearchJob
from assistant.settings import Settings
from tests.loopback import Loopback

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
TEXTS = {
    "posyandu.md": "# Posyandu Melati\n\nImunisasi campak di balai desa. NIK 3515081203900004.\n",
    "lampu.md": "# Lampu jalan\n\nLampu penerangan jalan yang padam diperbaiki petugas.\n",
    "pasar.md": "# Pasar murah\n\nBeras dan minyak goreng dijual dengan harga murah.\n",
}


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        yield running


def made(folder: Path, server: Loopback | None, model: str | None = "satu") -> Assistant:
    settings = Settings(
        data_dir=folder / "data",
        openai_base_url=server.url if server else None,
        openai_embedding_model=model,
    )
    return assemble(settings, clock=lambda: NOW)


def files(folder: Path) -> list[Path]:
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in TEXTS]


def embedder(folder: Path) -> str:
    index = folder / "data" / "index"
    current = (index / "vectors.current").read_text("ascii")
    return (index / current / "state.json").read_text("utf-8")


def found(assistant: Assistant, query: str) -> list[str]:
    return [hit.title for hit in assistant.search(SearchJob(query=query)).hits]


def test_the_model_makes_the_vectors_of_masked_texts_once(tmp_path: Path, server: Loopback) -> None:
    assistant = made(tmp_path, server)
    assistant.knowledge.add(files(tmp_path))
    assert "model:satu" in embedder(tmp_path)
    assert found(assistant, "imunisasi campak")[0] == "Posyandu Melati"
    assert "3515081203900004" not in server.everything
    asked = sum(len(request["input"]) for request in server.requests if "input" in request)
    assistant.knowledge.rebuild()
    again = sum(len(request["input"]) for request in server.requests if "input" in request)
    assert again == asked  # kept, not asked again
    assistant.close()


def test_without_an_answer_words_serve(tmp_path: Path) -> None:
    with Loopback(fault="401") as server:
        assistant = made(tmp_path, server)
        report = assistant.knowledge.add(files(tmp_path))
        assert len(report.added) == 3
        assert found(assistant, "lampu jalan padam")[0] == "Lampu jalan"
        assistant.close()


def test_another_model_takes_over_in_the_background(tmp_path: Path, server: Loopback) -> None:
    before = made(tmp_path, server, "satu")
    before.knowledge.add(files(tmp_path))
    before.close()
    assistant = made(tmp_path, server, "dua")
    assistant.knowledge.start_indexing()
    deadline = time.monotonic() + 20
    while "model:dua" not in embedder(tmp_path) and time.monotonic() < deadline:
        assert found(assistant, "harga beras")[0] == "Pasar murah"
        time.sleep(0.05)
    assert "model:dua" in embedder(tmp_path)
    assert found(assistant, "harga beras")[0] == "Pasar murah"
    assistant.close()


def test_the_old_vectors_serve_while_the_new_model_is_away(
    tmp_path: Path, server: Loopback
) -> None:
    before = made(tmp_path, None, None)
    before.knowledge.add(files(tmp_path))
    before.close()
    with Loopback(fault="401") as away:
        assistant = made(tmp_path, away)
        assistant.knowledge.start_indexing()
        path = tmp_path / "baru.md"
        path.write_text("# Taman kota\n\nTaman kota dibuka setiap hari.\n", encoding="utf-8")
        began = time.monotonic()
        assistant.knowledge.add([path])
        assert time.monotonic() - began < 5  # found by its words, without the model
        assert found(assistant, "taman kota")[0] == "Taman kota"
        assert "hashed-words" in embedder(tmp_path)
        assert found(assistant, "lampu jalan padam")[0] == "Lampu jalan"
        assistant.close()
