"""Makes the weights of `knowledge.answering` from the development questions of the sample base.

python -m assistant.evaluation.train_answering

Every question is asked twice: with all passages found, and without those that answer it. How many
answers would be refused is told of questions that the weights were not made from.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.retrieval import build_pool, opened
from assistant.vocabulary import load_vocabulary
from knowledge.answering import WEIGHTS
from knowledge.evidence import FEATURES, Question, evidence

_FOUND = 14
_FOLDS = 5
_STEPS, _RATE, _DECAY, _MOMENTUM, _ROUNDS = 1500, 0.5, 0.002, 0.9, 6
_REFUSED = 0.075  # of the answered questions, however informal
_SLOPES = np.arange(-3, 3, 0.05)
# What speaks against an answer; "few" and "informal" may go either way, all others speak for one.
_AGAINST = ("missing", "unknown", "formless", "uncounted", "other_year")
_EITHER = ("few", "informal")
# How much a family of questions without an answer counts: those that look like it, most.
_FAMILIES = {"taken_out": 2.0, "unknown_detail": 2.0, "other_topic": 1.5}
_OTHER_FAMILY = 0.5


@dataclass(frozen=True)
class Example:
    """`shown`: the evidence of each passage; `topic`: what no two folds may share."""

    shown: np.ndarray
    answered: bool
    family: str
    topic: int

    @property
    def informal(self) -> float:
        return float(self.shown[0][FEATURES.index("informal")]) if len(self.shown) else 0.0


def main() -> None:
    examples = collect()
    scores = np.zeros(len(examples))
    for fold in range(_FOLDS):
        inside = [one for one in examples if one.topic % _FOLDS != fold]
        weights = train(inside)
        for place, one in enumerate(examples):
            if one.topic % _FOLDS == fold:
                scores[place] = _score(one, weights)
    needed, slope = _line_below(scores, examples)
    weights = train(examples)
    weights[FEATURES.index("informal")] -= slope
    weights[-1] -= needed
    table = {name: round(float(by), 3) for name, by in zip((*FEATURES, ""), weights, strict=True)}
    WEIGHTS.write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    refused = defaultdict(list)
    for one, score in zip(examples, scores, strict=True):
        refused[("answered " if one.answered else "") + one.family].append(
            score < needed + slope * one.informal
        )
    for family, some in sorted(refused.items()):
        print(f"{family:24} {len(some):4}  ditolak {np.mean(some):.2f}")


def _line_below(scores: np.ndarray, examples: Sequence[Example]) -> tuple[float, float]:
    """Where it starts, and how it rises as questions become informal: the line below which lie
    `_REFUSED` of the scores of answered questions.
    """
    answered = np.array([one.answered for one in examples])
    informal = np.array([one.informal for one in examples])[answered]

    def missed(slope: float) -> float:
        above = scores[answered] - slope * informal
        above = above - np.quantile(above, _REFUSED)
        return float(np.where(above > 0, _REFUSED * above, (_REFUSED - 1) * above).sum())

    slope = float(min(_SLOPES, key=missed))
    return float(np.quantile(scores[answered] - slope * informal, _REFUSED)), slope


def collect() -> list[Example]:
    pool = build_pool("development", outside=False)
    words = load_vocabulary()
    topics: dict[object, int] = {}
    examples = []
    with opened(pool, words) as base:
        for asked in pool.questions:
            query, hits = base.found(asked.text, limit=_FOUND)
            question = Question.of(query, words)
            topic = topics.setdefault(asked.gold or asked.text, len(topics))
            rest = [hit for hit in hits if hit.passage.id not in asked.gold]
            for left, answered in ((hits, True), (rest, False)) if asked.gold else ((rest, False),):
                shown = np.array([(*one, 1.0) for one in evidence(question, left)])
                family = asked.family if answered or not asked.gold else f"taken_out_{asked.family}"
                examples.append(Example(shown, answered, family, topic))
    return examples


def train(examples: Sequence[Example]) -> np.ndarray:
    """Logistic regression on the passage of each question that speaks most for an answer."""
    examples = [one for one in examples if len(one.shown)]
    signs = np.array([_sign(name) for name in (*FEATURES, "")])
    wanted = np.array([one.answered for one in examples], float)
    counts = _counts(examples)
    weights = np.zeros(len(signs))
    weights[:2] = 1
    for _ in range(_ROUNDS):
        rows = np.array([one.shown[(one.shown @ weights).argmax()] for one in examples])
        step = np.zeros_like(weights)
        for _ in range(_STEPS):
            missed = (1 / (1 + np.exp(-rows @ weights)) - wanted) * counts
            slope = rows.T @ missed + _DECAY * np.append(weights[:-1], 0)
            step = _MOMENTUM * step + slope
            weights = weights - _RATE * step
            weights[signs * weights < 0] = 0
    return weights


def _sign(name: str) -> int:
    return 0 if name in ("", *_EITHER) else -1 if name in _AGAINST else 1


def _counts(examples: Sequence[Example]) -> np.ndarray:
    """What each example counts: both sides alike, and within a side its families by their due."""
    sizes: dict[tuple[bool, str], int] = defaultdict(int)
    for one in examples:
        sizes[one.answered, one.family] += 1
    due = {key: 1.0 if key[0] else _due(key[1]) for key in sizes}
    whole = {side: sum(by for key, by in due.items() if key[0] is side) for side in (True, False)}
    return np.array(
        [
            0.5 * due[key] / whole[key[0]] / sizes[key]
            for key in ((one.answered, one.family) for one in examples)
        ]
    )


def _due(family: str) -> float:
    return next((by for name, by in _FAMILIES.items() if family.startswith(name)), _OTHER_FAMILY)


def _score(one: Example, weights: np.ndarray) -> float:
    return float((one.shown @ weights).max()) if len(one.shown) else -9.0


if __name__ == "__main__":
    main()
