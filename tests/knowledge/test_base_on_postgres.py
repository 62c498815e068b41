"""The same knowledge base when its record lies in PostgreSQL."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase
from knowledge.errors import KnowledgeError
from knowledge.reading import read_text
from tests.postgres import find_programs, running


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with running(programs) as found:
        yield found


def test_documents_live_through_their_changes(url: str, tmp_path: Path) -> None:
    base = KnowledgeBase(tmp_path, database_url=url, today=lambda: date(2026, 3, 2))
    file = tmp_path / "lampu.txt"
    file.write_text("Lampu jalan\n\nLampu jalan yang padam dilaporkan ke 112.")
    document = base.add([file], agency="dishub").added[0]
    assert base.search("lampu padam", agency="dishub").hits[0].document_id == document.id
    file.write_text("Lampu jalan\n\nLampu jalan yang padam dilaporkan lewat aplikasi.")
    assert base.replace(document.id, file).version == 2
    assert "aplikasi" in base.search("lampu padam").hits[0].passage.text
    assert base.restore(document.id).version == 1
    assert base.withdraw(document.id).status == "withdrawn"
    assert not base.search("lampu padam").hits
    assert [one.id for one in base.documents(status="withdrawn")] == [document.id]
    base.delete(document.id)
    assert base.documents() == []
    base.close()


def test_two_machines_add_at_once(url: str, tmp_path: Path) -> None:
    bases = [KnowledgeBase(tmp_path / name, database_url=url) for name in ("a", "b")]

    def add(number: int) -> int:
        text = read_text(f"Pengumuman {number}\n\nIsi pengumuman kata{number % 20} sama.")
        try:
            bases[number % 2].add_reading(text, agencies=["kominfo"])
        except KnowledgeError:
            return 0
        return 1

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(add, range(30))) == 30
    for base in bases:
        base.rebuild()
        assert len(base.documents()) == 30
        assert base._indexing.lexical.current().sizes()[0] == 30
        assert base.search("kata7").hits
        base.close()
