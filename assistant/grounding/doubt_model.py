"""Whether a doubt accuses: a small linear model over what speaks for and against it.

Its weights lie beside it as data; the command `python -m assistant.evaluation.train_doubts` makes
them from the development cases.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).with_name("doubt_model.json")
BIAS = ""
SCALE = 100  # weights are kept as whole numbers


class DoubtModel:
    """How much speaks for the opposite; from `bar` on a draft is accused."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._weights: Mapping[str, int] = table["weights"]
        self.bar: float = table["bar"]

    def score(self, found: Mapping[str, float]) -> float:
        weights = self._weights
        return (
            weights.get(BIAS, 0)
            + sum(weights.get(name, 0) * number for name, number in found.items())
        ) / SCALE


@cache
def load_model() -> DoubtModel:
    return DoubtModel(json.loads(WEIGHTS.read_text(encoding="utf-8")))
