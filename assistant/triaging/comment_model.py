"""Small linear models over words, letter groups and signs: what a comment looks like to them.

Its weights lie beside it as data; the command `python -m assistant.evaluation.train_triage` makes
them from the development cases.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations
from math import exp, sqrt
from pathlib import Path

from assistant.triaging.comments import Comment
from assistant.triaging.signs import load_signs

WEIGHTS = Path(__file__).with_name("comment_model.json")
# The questions that they have learnt to answer: the kind of a comment; whether it is pressing;
# what happens, if that is an emergency; whose duty it is.
KIND, URGENCY, HAPPENING, DUTY = "kind", "urgency", "happening", "duty"
# Weights are kept as whole numbers.
SCALE = 100
_GROUPS = (3, 4)
# What a sort of feature counts together, and in how many features a usual comment has it.
_SIZE, _SIZE_OF_FORM = 3.0, 2.0
_WORDS, _LETTERS, _SIGNS, _PAIRS, _FORM = 20, 60, 10, 20, 8
_CLEAREST = 6
_READ = 80
_LINK = re.compile(r"https?://|www\.|bit\.ly|wa\.me|t\.me/|s\.id/", re.IGNORECASE)


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


def features(comment: Comment, issue: float) -> dict[str, float]:
    """What the models see of a comment's first words, and how much each of it counts; `issue` is
    how plainly it names a matter."""
    words = comment.plain[:_READ]
    single = {*_words(words), f"n:{min(len(words) // 4, 6)}"}
    text = f" {' '.join(words)} "
    letters = {text[n : n + size] for size in _GROUPS for n in range(len(text) - size + 1)}
    signs, together = load_signs().find(comment)
    pairs = {f"p:{a}+{b}" for a, b in combinations(sorted(together), 2)}
    return (
        _counted(single, _WORDS)
        | _counted(letters, _LETTERS)
        | _counted({f"s:{sign}" for sign in signs}, _SIGNS)
        | _counted(pairs, _PAIRS)
        | _counted(_form(comment, words, issue), _FORM, _SIZE_OF_FORM)
    )


def words_of(comment: Comment) -> dict[str, float]:
    """What tells whom a comment concerns: its words and their pairs alone."""
    return _counted(_words(comment.plain[:_READ]), _WORDS)


def _words(words: Sequence[str]) -> set[str]:
    pairs = zip(["^", *words], [*words, "$"], strict=True)
    return {*(f"w:{word}" for word in words), *(f"b:{a}_{b}" for a, b in pairs)}


def _form(comment: Comment, words: Sequence[str], issue: float) -> set[str]:
    """How it is said: its first and last word, its marks, how plainly it names a matter."""
    form = {f"i:{level}" for level in range(int(min(issue, _CLEAREST)) + 1)}
    form.update(f"first:{word}" for word in words[:1])
    form.update(f"last:{word}" for word in words[-1:])
    form.update(f"open:{name}" for name in load_signs().openings(words))
    form.update(f"mark:{mark}" for mark in "?!" if mark in comment.text)
    if comment.text.rstrip().endswith("?"):
        form.add("asks")
    if _LINK.search(comment.text):
        form.add("link")
    return form


def _counted(names: Iterable[str], usual: int, size: float = _SIZE) -> dict[str, float]:
    """Of each sort the features count together as much in a long comment as in a usual one; a
    short one says less."""
    names = list(names)
    return dict.fromkeys(names, size / sqrt(max(len(names), usual)))
