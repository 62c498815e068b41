"""What a sentence looks like that orders the writer of the drafts about: a linear model over its
words, letter groups and signs.

Its weights lie beside it as data; the command `python -m assistant.evaluation.train_orders` makes
them from the development cases.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).with_name("order_model.json")
BIAS = ""
SCALE = 100  # weights and values are kept as whole numbers
# So many words are judged at once: an order does not get lost in a long sentence.
_WINDOW = 30
_GROUPS = (4, 5)
# What a sort of feature counts together, and in how many features a usual sentence has it.
_SIZE = 3.0
_WORDS, _LETTERS, _SIGNS = 16, 60, 6
_WORD = re.compile(r"[a-z]+|\d+|[^\w\s]+")


class OrderModel:
    """How much speaks for an order; at `doubtful` it may be one, at `certain` it is one."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._weights: Mapping[str, int] = table["weights"]
        self.doubtful: float = table["doubtful"]
        self.certain: float = table["certain"]

    def score(self, plain: str, signs: Iterable[str]) -> float:
        """The highest score of any part of a sentence in lower case."""
        known = list(signs)
        return max(
            (self._sum(features(part, known)) for part in windows(plain)),
            default=-float("inf"),
        )

    def _sum(self, found: Mapping[str, float]) -> float:
        weights = self._weights
        return (
            weights.get(BIAS, 0) + sum(weights.get(name, 0) * found[name] for name in found)
        ) / SCALE


@cache
def load_model() -> OrderModel:
    return OrderModel(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def windows(plain: str) -> Iterator[str]:
    """A sentence, in overlapping parts where it is long."""
    words = plain.split()
    for start in range(0, max(len(words) - _WINDOW // 2, 1), _WINDOW // 2):
        yield " ".join(words[start : start + _WINDOW])


def features(plain: str, signs: Iterable[str] = ()) -> dict[str, float]:
    words = ["0" if word.isdigit() else word for word in _WORD.findall(plain)]
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    groups = (
        f"~{framed[at : at + size]}"
        for word in words
        if word.isalpha() and len(word) > 2
        for framed in (f"_{word}_",)
        for size in _GROUPS
        for at in range(len(framed) - size + 1)
    )
    return {
        **_sized({*words, *pairs}, _WORDS),
        **_sized(set(groups), _LETTERS),
        **_sized({f"#{sign}" for sign in signs}, _SIGNS),
    }


def _sized(names: set[str], usual: int) -> dict[str, float]:
    """Each with a value that falls as they become many, so that long sentences weigh no more."""
    value = _SIZE / sqrt(max(len(names), usual))
    return dict.fromkeys(names, value)
