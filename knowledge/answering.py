"""Whether a passage answers a question, as far as words can tell.

The judgement weighs the `evidence` by coefficients in `answering.json`, which
`python -m assistant.evaluation.train_answering` makes from the development questions.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from knowledge.documents import Hit
from knowledge.evidence import FEATURES, Question, evidence
from knowledge.query import Query
from knowledge.words import Vocabulary

WEIGHTS = Path(__file__).with_suffix(".json")


def answers(query: Query, hits: Sequence[Hit], vocabulary: Vocabulary) -> bool:
    """Whether one of the best hits holds enough of what was asked."""
    question = Question.of(query, vocabulary)
    if not question.total:
        return False
    weights = _weights()
    return any(judged(found, weights) > 0 for found in evidence(question, hits))


def judged(found: Sequence[float], weights: Mapping[str, float]) -> float:
    """Above nought: rather an answer than not. The weight without a name is what is needed."""
    return weights[""] + sum(
        weights[name] * value for name, value in zip(FEATURES, found, strict=True)
    )


@cache
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(WEIGHTS.read_text("utf-8"))
    return weights
