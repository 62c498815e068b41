"""The lexical index in its file."""

import threading
from pathlib import Path

import pytest

from knowledge.generations import DamagedIndex
from knowledge.lexical_index import Entry, LexicalIndex


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    made = LexicalIndex.create(tmp_path / "lexical-1", "token")
    made.apply(
        (),
        [
            Entry(1, "a", None, "Lampu jalan yang padam diperbaiki petugas."),
            Entry(2, "a", None, "Perbaikan jalan memakai aspal."),
            Entry(3, "b", None, "Pendaftaran beasiswa dibuka."),
        ],
        7,
    )
    return made


def test_finds_by_stem_best_first(index: LexicalIndex) -> None:
    assert index.search(["lampu", "jalan"], 10) == [1, 2]
    assert index.search(["jalan"], 10, documents=["b"]) == []
    assert index.search(["beasiswa", "jalan"], 10, documents=["b"]) == [3]
    assert index.search([], 10) == []


def test_knows_its_state_and_size(index: LexicalIndex) -> None:
    assert index.state() == ("token", 7)
    size, words = index.sizes()
    assert size == 3
    assert 3 < words < 7
    assert index.ids() == {1, 2, 3}
    index.check()


def test_counts_and_spellings_follow_what_is_taken_out(index: LexicalIndex) -> None:
    assert index.stem_counts(["jalan", "hantu"]) == {"jalan": 2}
    assert index.word_counts(["jalan", "perbaikan"]) == {"jalan": 2, "perbaikan": 1}
    assert index.spelt_like("pndftrn") == {"pendaftaran": 1}
    index.apply(["a"], [], 8)
    assert index.ids() == {3}
    assert index.stem_counts(["jalan"]) == {}
    assert index.word_counts(["perbaikan"]) == {}
    assert index.sizes()[0] == 1
    index.check()


def test_a_failed_batch_leaves_nothing(index: LexicalIndex) -> None:
    def entries():  # type: ignore[no-untyped-def]
        yield Entry(4, "c", None, "baru")
        raise RuntimeError("halted")

    with pytest.raises(RuntimeError):
        index.apply(["b"], entries(), 9)
    assert index.state() == ("token", 7)
    assert index.ids() == {1, 2, 3}


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "words.db").write_bytes(content)
    index = LexicalIndex(tmp_path)
    with pytest.raises(DamagedIndex):
        index.state()
    with pytest.raises(DamagedIndex):
        index.search(["jalan"], 1)
    index.close()


def test_a_missing_file_does_not_come_back_empty(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex):
        LexicalIndex(tmp_path).state()
    assert list(tmp_path.iterdir()) == []


def test_closing_waits_for_who_still_reads(tmp_path: Path) -> None:
    index = LexicalIndex.create(tmp_path / "index", "t")
    index.apply([], [Entry(n, "d", None, f"lampu jalan {n}") for n in range(1, 400)], 1)
    failures: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(150):
                assert index.sizes()[0] == 399
                assert index.search(["lampu"], 20)
        except BaseException as error:  # noqa: BLE001 - shown by the test below
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    while any(reader.is_alive() for reader in readers):
        index.close()
    assert failures == []
    index.close()
