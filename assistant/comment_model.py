"""A small linear model over words and letter groups: what a comment looks like to it.

It only speaks where the rules of `triage` are unsure. Its weights lie beside it as data; the
command `python -m assistant.evaluation.train_triage` makes them from the development cases.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, sqrt
from pathlib import Path

from assistant.comments import Comment

WEIGHTS = Path(__file__).with_name("comment_model.json")
# Emergencies of this kind look unlike all others; they are a class of their own here.
SELF_HARM = "self-harm"
# Weights are kept as whole numbers.
SCALE = 100
_GROUPS = (3, 4)
_SIZE = 3.0


class CommentModel:
    def __init__(self, classes: Sequence[str], weights: Mapping[str, Sequence[int]]) -> None:
        self.classes = tuple(classes)
        self._weights = weights

    def shares(self, comment: Comment) -> dict[str, float]:
        """How likely each class is; they sum to one."""
        found = features(comment)
        value = size(found) / SCALE
        sums = [weight / SCALE for weight in self._weights[""]]
        for feature in found:
            for n, weight in enumerate(self._weights.get(feature, ())):
                sums[n] += value * weight
        highest = max(sums)
        raised = [exp(s - highest) for s in sums]
        total = sum(raised)
        return {name: one / total for name, one in zip(self.classes, raised, strict=True)}


@cache
def load_model() -> CommentModel:
    table = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return CommentModel(table["classes"], table["weights"])


def features(comment: Comment) -> set[str]:
    """Words, pairs of words and groups of letters of the comment's first words."""
    words = list(comment.plain[:80])
    found = {f"w:{word}" for word in words}
    found.update(f"b:{a}_{b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))
    text = f" {' '.join(words)} "
    for group in _GROUPS:
        found.update(text[n : n + group] for n in range(len(text) - group + 1))
    found.add(f"n:{min(len(words) // 4, 6)}")
    return found


def size(found: set[str]) -> float:
    """What each feature counts: long comments do not count more than short ones."""
    return _SIZE / sqrt(len(found) or 1)
