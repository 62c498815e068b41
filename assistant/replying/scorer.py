"""Which piece answers a question, if one does: a linear score for each and for none of them.

The weights lie beside it as data; `python -m assistant.evaluation.train_scorer` makes them from
the development cases.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.replying.candidates import FEATURES, NONE, Candidates
from assistant.replying.pieces import Piece

WEIGHTS = Path(__file__).with_suffix(".json")


@dataclass(frozen=True, slots=True)
class Scored:
    """`ahead`: by how much it is better than none."""

    piece: Piece
    ahead: float


def scored(candidates: Candidates) -> list[Scored]:
    """The pieces, the best first."""
    of_piece, of_none = _weights()
    none = _sum(of_none, candidates.none)
    found = [
        Scored(piece, _sum(of_piece, row) - none)
        for piece, row in zip(candidates.pieces, candidates.rows, strict=True)
    ]
    return sorted(found, key=lambda one: -one.ahead)


def _sum(weights: tuple[float, ...], values: tuple[float, ...]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True) if value)


@cache
def _weights() -> tuple[tuple[float, ...], tuple[float, ...]]:
    table = json.loads(WEIGHTS.read_text("utf-8"))
    return tuple(table[name] for name in FEATURES), tuple(table[name] for name in NONE)
