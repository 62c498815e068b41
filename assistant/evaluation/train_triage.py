"""Makes the weights of `comment_model` from the development cases.

python -m assistant.evaluation.train_triage
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assistant.evaluation.triage import Case, load_cases
from assistant.triage import told_emergency
from assistant.triaging.comment_model import HAPPENING, KIND, SCALE, WEIGHTS, features
from assistant.triaging.comments import Comment, read_comment

_SEEN = 2  # a feature of fewer comments is chance
_STEPS, _RATE, _DECAY, _MOMENTUM = 500, 0.8, 0.0001, 0.9
# What happens where an agency is called and the tables know no better.
_LIKELIEST = {
    "dp3akb": "abuse-at-home",
    "outside:pln": "cable",
    "dinkes": "medical",
    "outside:polresta": "violence",
}
_LEAST = 4  # a feature whose weights are all smaller decides nothing


def main() -> None:
    cases = load_cases("development")
    table = train(cases)
    WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n")
    sizes = ", ".join(f"{name}: {len(row['weights'])} ciri" for name, row in table.items())
    print(f"{len(cases)} komentar; {sizes} → {WEIGHTS.name}")


def train(cases: Sequence[Case]) -> dict[str, dict[str, Any]]:
    """The weights of both questions."""
    comments = [read_comment(case.text) for case in cases]
    bags = [features(comment) for comment in comments]
    alarms = [n for n, case in enumerate(cases) if case.kind == "emergency"]
    happenings = [_happening(cases[n], comments[n]) for n in alarms]
    return {
        KIND: _learnt(bags, [case.kind for case in cases]),
        HAPPENING: _learnt([bags[n] for n in alarms], happenings),
    }


def _learnt(bags: Sequence[Mapping[str, float]], labels: Sequence[str]) -> dict[str, Any]:
    """Logistic regression over the features."""
    classes = sorted(set(labels))
    counts = Counter(feature for bag in bags for feature in bag)
    names = sorted(feature for feature, n in counts.items() if n >= _SEEN)
    place = {feature: n for n, feature in enumerate(names)}
    rows = np.zeros((len(bags), len(names) + 1), np.float32)
    rows[:, -1] = 1.0
    for n, bag in enumerate(bags):
        for feature, value in bag.items():
            if feature in place:
                rows[n, place[feature]] = value
    wanted = np.eye(len(classes), dtype=np.float32)[[classes.index(label) for label in labels]]
    whole = np.rint(_fit(rows, wanted) * SCALE).astype(int)
    kept = {name: whole[n].tolist() for name, n in place.items() if abs(whole[n]).max() >= _LEAST}
    return {"classes": classes, "weights": {"": whole[-1].tolist(), **kept}}


def _fit(rows: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    weights = np.zeros((rows.shape[1], wanted.shape[1]), np.float32)
    step = np.zeros_like(weights)
    for _ in range(_STEPS):
        sums = rows @ weights
        raised = np.exp(sums - sums.max(1, keepdims=True))
        missed = raised / raised.sum(1, keepdims=True) - wanted
        step = _MOMENTUM * step + rows.T @ missed / len(rows) + _DECAY * weights
        weights -= _RATE * step
    return weights


def _happening(case: Case, comment: Comment) -> str:
    """What happens in an emergency; where nobody has said it, what the tables see."""
    if case.emergency:
        return case.emergency
    if not case.agencies:
        return "self-harm"
    told = told_emergency(comment)
    if told is not None and set(told.agencies) & set(case.agencies):
        return told.id
    return next((name for agency, name in _LIKELIEST.items() if agency in case.agencies), "unclear")


if __name__ == "__main__":
    main()
