"""The vector index on a real Chroma, in its folder and behind its server."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge.generations import DamagedIndex
from knowledge.lexical_index import Entry
from knowledge.vectors import DIMENSIONS, HashedWords, UnreachableVectors, VectorIndex

TEXTS = [
    "Lampu jalan yang padam diperbaiki petugas.",
    "Perbaikan jalan memakai aspal.",
    "Pendaftaran beasiswa dibuka untuk siswa.",
]
ENTRIES = [Entry(number, f"d{number}", None, text) for number, text in enumerate(TEXTS, 1)]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[VectorIndex]:
    made = VectorIndex(tmp_path / "vectors-1", url=None, token=None, embed=None)
    made.create("token", TEXTS)
    made.apply((), ENTRIES, 4)
    yield made
    made.close()


def test_nearest_first(index: VectorIndex) -> None:
    found = index.search("beasiswa siswa", 3)
    assert found[0][0] == 3
    assert found[0][1] > found[1][1]
    like = index.likeness("beasiswa siswa", [1, 3, 99])
    assert like == pytest.approx({one: near for one, near in found if one in (1, 3)}, abs=1e-3)
    assert index.likeness("beasiswa", [99]) == {}


def test_likeness_follows_a_change_of_the_same_entries(index: VectorIndex) -> None:
    asked = [entry.id for entry in ENTRIES]
    before = index.likeness("beasiswa siswa", asked)
    assert index.likeness("beasiswa siswa", asked) == before
    index.apply((ENTRIES[0].document_id,), (), 5)
    after = index.likeness("beasiswa siswa", asked)
    gone = {entry.id for entry in ENTRIES if entry.document_id == ENTRIES[0].document_id}
    assert after == pytest.approx({one: near for one, near in before.items() if one not in gone})


def test_never_a_text_in_chroma(index: VectorIndex) -> None:
    kept = index._open().get(include=["documents", "metadatas"])
    assert not any(kept["documents"] or [])
    assert {tuple(sorted(one)) for one in kept["metadatas"]} == {("agency", "document_id")}


def test_takes_out_and_comes_back_after_a_restart(index: VectorIndex) -> None:
    index.apply(["d3"], [], 5)
    index.close()
    again = VectorIndex(index.place, url=None, token=None, embed=None)
    assert again.state() == ("token", 5)
    assert again.ids() == {1, 2}
    assert again.learnt() == 3
    again.check()
    again.close()


def test_the_same_batch_twice_does_no_harm(index: VectorIndex) -> None:
    index.apply((), ENTRIES, 4)
    index.apply(["d1", "d2"], ENTRIES[:2], 5)
    assert index.ids() == {1, 2, 3}
    index.check()


@pytest.mark.parametrize("lost", ["state.json", "weights.npy", "chroma/chroma.sqlite3"])
def test_a_lost_file_is_named(index: VectorIndex, lost: str) -> None:
    index.close()
    (index.place / lost).unlink()
    again = VectorIndex(index.place, url=None, token=None, embed=None)
    with pytest.raises(DamagedIndex):
        again.state()
        again.search("jalan", 1)
    again.close()


def test_another_embedding_needs_another_index(index: VectorIndex) -> None:
    index.close()
    with pytest.raises(DamagedIndex, match="another embedding"):
        VectorIndex(index.place, url=None, token=None, embed=Given()).state()


class Given:
    """A model of four dimensions."""

    name = "given"

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        if any("gagal" in text for text in texts):
            raise UnreachableVectors("the model is down")
        return [[float(len(text)), 1.0, float(text.count("a")), 2.0] for text in texts]


def test_vectors_of_a_model(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "vectors-1", url=None, token=None, embed=Given())
    index.create("token", TEXTS)
    index.apply((), ENTRIES, 1)
    assert index.search(TEXTS[1], 1)[0][0] == 2
    assert json.loads((index.place / "state.json").read_text())["embedder"] == "given"
    with pytest.raises(UnreachableVectors):
        index.apply((), [Entry(9, "d9", None, "gagal")], 2)
    assert index.state() == ("token", 1)
    index.close()


def test_a_server_out_of_reach_is_not_damage(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "vectors-1", url="http://127.0.0.1:9", token=None, embed=None)
    with pytest.raises(UnreachableVectors):
        index.create("token", TEXTS)


def test_hashed_words_are_the_same_everywhere_and_of_length_one() -> None:
    words = HashedWords.learn(TEXTS)
    vectors = words.embed([*TEXTS, ""])
    assert vectors.shape == (4, DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert np.array_equal(vectors, HashedWords.learn(TEXTS).embed([*TEXTS, ""]))
    # Slips of the pen stay near: pieces of the word are the same.
    slip, other = words.embed(["lampu jaln yg padm", "beasiswa siswa"])
    assert slip @ vectors[0] > 0.3 > other @ vectors[0]
