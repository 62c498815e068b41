"""What was learnt about names, kept as data beside this file: the weights by which a candidate
is judged, and words of comments that are no names.

The command `python -m assistant.evaluation.train_names` makes them from the development cases.
"""

import json
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).with_name("name_model.json")
BIAS = ""
SCALE = 100  # weights are kept as whole numbers


class Weights:
    """How much each feature speaks for a name."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._weights = weights

    def score(self, features: Collection[str]) -> float:
        return (self._weights.get(BIAS, 0) + sum(self._weights.get(f, 0) for f in features)) / SCALE


@cache
def load_weights() -> Weights:
    return Weights(_load()["weights"])


@cache
def words_of_comments() -> frozenset[str]:
    """Words that people use in comments, none of them a name."""
    return frozenset(_load()["words"].split())


def _load() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return table
