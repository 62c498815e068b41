"""Makes the weights of `comment_model` from the development cases.

python -m assistant.evaluation.train_triage
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from assistant.evaluation.answers import sheets
from assistant.evaluation.triage import Case, load_cases
from assistant.triaging.alarms import told_emergency
from assistant.triaging.comment_model import (
    DUTY,
    HAPPENING,
    KIND,
    SCALE,
    URGENCY,
    WEIGHTS,
    features,
    words_of,
)
from assistant.triaging.comments import Comment, read_comment
from assistant.triaging.duties import rank_topics

Bag = Mapping[str, float]
Table = dict[str, Any]

_SEEN = 2  # a feature of fewer comments is chance
_STEPS, _RATE, _DECAY, _MOMENTUM = 400, 0.8, 0.0001, 0.9
# What happens where an agency is called and the tables know no better.
_LIKELIEST = {
    "dp3akb": "abuse-at-home",
    "outside:pln": "cable",
    "dinkes": "medical",
    "outside:polresta": "violence",
}
_LEAST = 4  # a feature whose weights are all smaller decides nothing


def main() -> None:
    cases = [*load_cases("development"), *_questions()]
    table = train(cases)
    WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n")
    sizes = ", ".join(f"{name}: {len(row['weights'])} ciri" for name, row in table.items())
    print(f"{len(cases)} komentar; {sizes} → {WEIGHTS.name}")


def _questions() -> Iterator[Case]:
    """Questions that were collected to try the answers on them."""
    for table in sheets("development"):
        for text in (*(case["comment"] for case in table["questions"]), *table["unanswerable"]):
            yield Case("question", None, (), text)


def train(cases: Sequence[Case]) -> dict[str, Table]:
    """The weights of all questions."""
    comments = [read_comment(case.text) for case in cases]
    bags = [features(comment, _issue(comment)) for comment in comments]
    alarms = [n for n, case in enumerate(cases) if case.kind == "emergency"]
    told = [n for n, case in enumerate(cases) if case.urgency and case.kind != "emergency"]
    owned = [n for n, case in enumerate(cases) if case.agencies]
    return {
        KIND: _learnt(bags, [case.kind for case in cases]),
        URGENCY: _learnt([bags[n] for n in told], [_pressing(cases[n]) for n in told]),
        HAPPENING: _learnt(
            [bags[n] for n in alarms], [_happening(cases[n], comments[n]) for n in alarms]
        ),
        DUTY: _learnt(
            [words_of(comments[n]) for n in owned], [cases[n].agencies[0] for n in owned]
        ),
    }


def _issue(comment: Comment) -> float:
    topics = rank_topics(comment)
    return topics[0].score if topics else 0.0


def _pressing(case: Case) -> str:
    return "high" if case.urgency == "high" else "normal"


def _learnt(bags: Sequence[Bag], labels: Sequence[str]) -> Table:
    """Logistic regression over the features."""
    classes = sorted(set(labels))
    counts = Counter(feature for bag in bags for feature in bag)
    names = sorted(feature for feature, n in counts.items() if n >= _SEEN)
    wanted = np.eye(len(classes), dtype=np.float32)[[classes.index(label) for label in labels]]
    whole = np.rint(_fit(_Rows(bags, names), wanted) * SCALE).astype(int)
    kept = {
        name: row.tolist()
        for name, row in zip(names, whole, strict=False)
        if abs(row).max() >= _LEAST
    }
    return {"classes": classes, "weights": {"": whole[-1].tolist(), **kept}}


class _Rows:
    """The features of all comments as a matrix of which few cells are filled; its last column is
    the bias."""

    def __init__(self, bags: Sequence[Bag], names: Sequence[str]) -> None:
        place = {name: n for n, name in enumerate(names)}
        self.columns = len(names) + 1
        cells = [
            (n, column, value)
            for n, bag in enumerate(bags)
            for column, value in (
                *((place[name], value) for name, value in bag.items() if name in place),
                (len(names), 1.0),
            )
        ]
        rows, columns, values = (np.array(part) for part in zip(*cells, strict=True))
        self._by_row = _Sums(rows, columns, values.astype(np.float32))
        order = np.argsort(columns, kind="stable")
        self._by_column = _Sums(columns[order], rows[order], self._by_row.values[order])

    def times(self, weights: np.ndarray) -> np.ndarray:
        return self._by_row.of(weights)

    def turned_times(self, errors: np.ndarray) -> np.ndarray:
        return self._by_column.of(errors)


class _Sums:
    """Sums of chosen rows, each times its value; every group of cells stands together."""

    def __init__(self, groups: np.ndarray, chosen: np.ndarray, values: np.ndarray) -> None:
        self._starts = np.flatnonzero(np.diff(groups, prepend=-1))
        self._chosen = chosen
        self.values = values

    def of(self, rows: np.ndarray) -> np.ndarray:
        return np.add.reduceat(rows[self._chosen] * self.values[:, None], self._starts, axis=0)


def _fit(rows: _Rows, wanted: np.ndarray) -> np.ndarray:
    weights = np.zeros((rows.columns, wanted.shape[1]), np.float32)
    step = np.zeros_like(weights)
    for _ in range(_STEPS):
        sums = rows.times(weights)
        raised = np.exp(sums - sums.max(1, keepdims=True))
        missed = raised / raised.sum(1, keepdims=True) - wanted
        step = _MOMENTUM * step + rows.turned_times(missed) / len(wanted) + _DECAY * weights
        weights -= _RATE * step
    return weights


def _happening(case: Case, comment: Comment) -> str:
    """What happens in an emergency; where nobody has said it, what the tables see."""
    if case.emergency:
        return case.emergency
    if not case.agencies:
        return "self-harm"
    told = told_emergency(comment)
    if told is not None and set(told[0].agencies) & set(case.agencies):
        return told[0].id
    return next((name for agency, name in _LIKELIEST.items() if agency in case.agencies), "unclear")


if __name__ == "__main__":
    main()
