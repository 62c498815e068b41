"""A small linear model over words, letter groups and signs: what a comment looks like to it.

Its weights lie beside it as data; the command `python -m assistant.evaluation.train_triage` makes
them from the development cases.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations
from math import exp, sqrt
from pathlib import Path

from assistant.triaging.comments import Comment
from assistant.triaging.signs import load_signs

WEIGHTS = Path(__file__).with_name("comment_model.json")
# The two questions that it has learnt to answer: the kind of a comment; what happens, if that is
# an emergency.
KIND, HAPPENING = "kind", "happening"
# Weights are kept as whole numbers.
SCALE = 100
_GROUPS = (3, 4)
_SIZE = 3.0


class CommentModel:
    """The weights of one question by feature, one a class; "" is the bias."""

    def __init__(self, classes: Sequence[str], weights: Mapping[str, Sequence[int]]) -> None:
        self.classes = tuple(classes)
        self._weights = weights

    def shares(self, found: Mapping[str, float]) -> dict[str, float]:
        """How likely each class is for a comment with these features; they sum to one."""
        sums = [weight / SCALE for weight in self._weights[""]]
        for feature, value in found.items():
            weights = self._weights.get(feature)
            if weights is not None:
                value /= SCALE
                for n, weight in enumerate(weights):
                    sums[n] += value * weight
        highest = max(sums)
        raised = [exp(s - highest) for s in sums]
        total = sum(raised)
        return {name: one / total for name, one in zip(self.classes, raised, strict=True)}


@cache
def load_models() -> dict[str, CommentModel]:
    table = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: CommentModel(row["classes"], row["weights"]) for name, row in table.items()}


def features(comment: Comment) -> dict[str, float]:
    """What the model sees of a comment's first words, and how much each of it counts.

    Of each sort the features count together as much in a long comment as in a usual one; a short
    one says less.
    """
    words = list(comment.plain[:80])
    single = {f"w:{word}" for word in words}
    single.update(f"b:{a}_{b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))
    single.add(f"n:{min(len(words) // 4, 6)}")
    text = f" {' '.join(words)} "
    letters = {text[n : n + size] for size in _GROUPS for n in range(len(text) - size + 1)}
    signs, together = load_signs().find(comment)
    pairs = {f"p:{a}+{b}" for a, b in combinations(sorted(together), 2)}
    found: dict[str, float] = {}
    for names, usual in ((single, 20), (letters, 60), ({f"s:{s}" for s in signs}, 10), (pairs, 20)):
        found |= dict.fromkeys(names, _SIZE / sqrt(max(len(names), usual)))
    return found
