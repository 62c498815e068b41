"""Vectors of a model are asked for once, also when the work was cut short."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding_cache import KeptVectors
from knowledge.vectors import UnreachableVectors


class Model:
    """Counts what it is asked; goes away after `lasts` texts."""

    def __init__(self, name: str = "satu", lasts: int = 10_000) -> None:
        self.name = name
        self.lasts = lasts
        self.asked = 0

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        if self.asked + len(texts) > self.lasts:
            raise UnreachableVectors("away")
        self.asked += len(texts)
        return [[float(len(text)), 1.0] for text in texts]


TEXTS = [f"teks ke-{number}" for number in range(200)]


def test_what_was_made_before_the_model_went_away_is_not_asked_again(tmp_path: Path) -> None:
    with pytest.raises(UnreachableVectors):
        KeptVectors(tmp_path, Model(lasts=130)).embed(TEXTS)
    model = Model()
    vectors = KeptVectors(tmp_path, model).embed(TEXTS)
    assert model.asked == 200 - 128
    assert np.array_equal(vectors, np.asarray(Model().embed(TEXTS), dtype=np.float32))


def test_a_question_is_not_kept(tmp_path: Path) -> None:
    model = Model()
    kept = KeptVectors(tmp_path, model)
    kept.embed(["berapa biayanya?"])
    kept.embed(["berapa biayanya?"])
    assert model.asked == 2


def test_another_model_starts_anew(tmp_path: Path) -> None:
    KeptVectors(tmp_path, Model()).embed(TEXTS)
    other = Model("dua")
    KeptVectors(tmp_path, other).embed(TEXTS)
    assert other.asked == 200


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "embeddings.sqlite3").write_bytes(b"no database" * 100)
    model = Model()
    KeptVectors(tmp_path, model).embed(TEXTS)
    assert model.asked == 200
