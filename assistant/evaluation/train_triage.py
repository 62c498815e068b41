"""Makes the weights of `comment_model` from the development cases: the same cases, the same file.

python -m assistant.evaluation.train_triage
"""

import json
from collections import Counter
from typing import Any

import numpy as np

from assistant.comment_model import SCALE, SELF_HARM, WEIGHTS, features, size
from assistant.comments import read_comment
from assistant.evaluation.triage import Case, load_cases

_SEEN = 3  # a feature of fewer comments is chance
_STEPS, _RATE, _DECAY, _MOMENTUM = 300, 0.8, 0.0003, 0.9


def main() -> None:
    cases = load_cases("development")
    table = train(cases)
    WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{len(cases)} komentar, {len(table['weights'])} ciri → {WEIGHTS.name}")


def train(cases: list[Case]) -> dict[str, Any]:
    """Logistic regression over the features; `weights` by feature, "" is the bias."""
    classes = sorted({_label(case) for case in cases})
    bags = [features(read_comment(case.text)) for case in cases]
    counts = Counter(feature for bag in bags for feature in bag)
    names = sorted(feature for feature, n in counts.items() if n >= _SEEN)
    place = {feature: n for n, feature in enumerate(names)}
    rows = np.zeros((len(cases), len(names) + 1))
    rows[:, -1] = 1.0
    for n, bag in enumerate(bags):
        for feature in bag:
            if feature in place:
                rows[n, place[feature]] = size(bag)
    wanted = np.eye(len(classes))[[classes.index(_label(case)) for case in cases]]
    weights = _fit(rows, wanted)
    whole = np.rint(weights * SCALE).astype(int)
    kept = {name: whole[n].tolist() for name, n in place.items() if whole[n].any()}
    return {"classes": classes, "weights": {"": whole[-1].tolist(), **kept}}


def _fit(rows: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    weights = np.zeros((rows.shape[1], wanted.shape[1]))
    step = np.zeros_like(weights)
    for _ in range(_STEPS):
        sums = rows @ weights
        raised = np.exp(sums - sums.max(1, keepdims=True))
        missed = raised / raised.sum(1, keepdims=True) - wanted
        step = _MOMENTUM * step + rows.T @ missed / len(rows) + _DECAY * weights
        weights -= _RATE * step
    return weights


def _label(case: Case) -> str:
    """The kind; self-harm is the emergency that no agency answers for."""
    return SELF_HARM if case.kind == "emergency" and not case.agencies else case.kind


if __name__ == "__main__":
    main()
