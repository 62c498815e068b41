"""Makes the weights of `doubt_model` from the development cases.

python -m assistant.evaluation.train_doubts [--try]

With --try nothing is written: it says how drafts of documents that were held out are judged.
"""

import json
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from assistant.claims import find_claims
from assistant.evaluation.alterations import Case, Error, errors
from assistant.evaluation.grounding import load_cases
from assistant.evaluation.slips import slips
from assistant.grounding.doubt_model import BIAS, SCALE, WEIGHTS, DoubtModel
from assistant.grounding.ground import Ground, ground_of
from assistant.grounding.judging import lay_out
from assistant.grounding.turning import Doubt, find_doubts

_FOLDS = 6
_ROUNDS = 2  # in the second round of several doubts about one error only the clearest one counts
_OTHERS = 0.1  # … and the others so much
_STEPS, _DECAY = 7, 12.0
_SEEN = 6  # a feature of fewer documents is chance
_LEAST = 2  # a weight that is smaller decides nothing
# So much an error counts: one that a person thought of, one that the alterations of the suite
# make, a slip. Slips add denials far more often than people do.
_BY_HAND, _BY_RULE, _SLIP, _SLIP_OF_DENIAL = 8.0, 1.0, 0.5, 0.15
_FAMILIES = ("negation", "antonym")
_DENIALS = ("denied", "alone")
_FALSE = 0.06  # so many of the drafts that are true may be accused
_FALSE_TRIED = (0.02, 0.03, 0.04, 0.06, 0.08, 0.1)


@dataclass(frozen=True, slots=True)
class Row:
    """What speaks for one doubt about a draft; `error` numbers the error that it lies on, 0 where
    the draft is true; `counts`: how much it counts."""

    features: Mapping[str, float]
    document: str
    draft: str
    error: int = 0
    counts: float = 1.0


def main() -> None:
    cases = [*load_cases("development"), *load_cases("doubts")]
    rows = list(collect(cases))
    held_out = judge_held_out(rows)
    drafts = sum(len(case.drafts) for case in cases)
    bar = bar_of(rows, held_out, drafts, _FALSE)
    for false in _FALSE_TRIED:
        tried = bar_of(rows, held_out, drafts, false)
        print(f"batas {tried}: {false:.0%} draf setia dituduh, ", end="")
        print(f"{_caught(rows, held_out, tried):.1%} kesalahan yang diragukan dikenali")
    if "--try" in sys.argv:
        return
    weights = train(rows)
    table = {"bar": bar, "weights": weights}
    WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{len(rows)} keraguan, {len(weights)} ciri → {WEIGHTS.name}")


def collect(cases: Iterable[Case]) -> Iterator[Row]:
    number = 0
    for case in cases:
        document = case.reading.text
        known = {draft: list(doubts_of(draft, case)) for draft in case.drafts}
        for draft, doubts in known.items():
            yield from (Row(doubt.features, document, draft) for doubt in doubts)
        made = [error for error in errors(case) if error.family in _FAMILIES]
        by_hand = sum(family in _FAMILIES for family, *_ in case.changes)
        by_rule = len(made) - by_hand  # they come first
        for place, error in enumerate(chain(made, slips(case))):
            number += 1
            for doubt in new_doubts(error, case, known[error.right]):
                if place >= len(made):
                    counts = _SLIP_OF_DENIAL if doubt.kind in _DENIALS else _SLIP
                else:
                    counts = _BY_RULE if place < by_rule else _BY_HAND
                yield Row(doubt.features, document, error.text, number, counts)


def doubts_of(text: str, case: Case) -> Iterator[Doubt]:
    matter = lay_out(text, find_claims(text), ground_of((case.reading,)), Ground([]))
    return (doubt for doubt in find_doubts(matter) if doubt.against is not None)


def new_doubts(error: Error, case: Case, known: Sequence[Doubt]) -> Iterator[Doubt]:
    """Doubts about the place of an error that nobody had about the draft as it was."""
    before = {(doubt.kind, doubt.value, error.right[doubt.start : doubt.end]) for doubt in known}
    for doubt in doubts_of(error.text, case):
        if (doubt.kind, doubt.value, error.text[doubt.start : doubt.end]) in before:
            continue
        if any(doubt.start < end and start < doubt.end for start, end in error.places):
            yield doubt


def judge_held_out(rows: Sequence[Row]) -> np.ndarray:
    """Each doubt as a model judges it that has seen nothing of its document."""
    documents = sorted({row.document for row in rows})
    random.Random(7).shuffle(documents)
    fold = {document: number % _FOLDS for number, document in enumerate(documents)}
    scores = np.zeros(len(rows))
    for number in range(_FOLDS):
        model = DoubtModel(
            {"bar": 0, "weights": train([r for r in rows if fold[r.document] != number])}
        )
        for place, row in enumerate(rows):
            if fold[row.document] == number:
                scores[place] = model.score(row.features)
    return scores


def bar_of(rows: Sequence[Row], scores: np.ndarray, drafts: int, false: float) -> float:
    """The score from which on only the share `false` of the drafts that are true is accused."""
    clearest: dict[str, float] = {}
    for row, score in zip(rows, scores, strict=True):
        if not row.error:
            clearest[row.draft] = max(clearest.get(row.draft, -np.inf), float(score))
    ordered = sorted(clearest.values(), reverse=True)
    return round(ordered[min(len(ordered) - 1, int(drafts * false))], 2)


def _caught(rows: Sequence[Row], scores: np.ndarray, bar: float) -> float:
    """The share of errors with a doubt of which one accuses."""
    every = {row.error for row in rows if row.error}
    found = {row.error for row, score in zip(rows, scores, strict=True) if score >= bar}
    return len(found & every) / len(every)


def train(rows: Sequence[Row]) -> dict[str, int]:
    """Logistic regression over the features (Newton's steps)."""
    documents: dict[str, set[str]] = {}
    for row in rows:
        for name in row.features:
            documents.setdefault(name, set()).add(row.document)
    names = sorted(name for name, seen in documents.items() if len(seen) >= _SEEN)
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(rows), len(names) + 1), np.float32)
    table[:, -1] = 1
    for number, row in enumerate(rows):
        for name, value in row.features.items():
            if name in place:
                table[number, place[name]] = value
    wrong = np.array([row.error > 0 for row in rows], np.float32)
    counts = np.array([row.counts for row in rows], np.float32)
    weights = _fit(table, wrong, counts)
    for _ in range(1, _ROUNDS):
        clear = np.isin(np.arange(len(rows)), _clearest(rows, table @ weights))
        weights = _fit(table, wrong, np.where(clear | (wrong == 0), counts, _OTHERS))
    whole = np.rint(weights * SCALE).astype(int).tolist()
    kept = {name: whole[n] for name, n in place.items() if abs(whole[n]) >= _LEAST}
    return {BIAS: whole[-1], **kept}


def _clearest(rows: Sequence[Row], scores: np.ndarray) -> list[int]:
    """Of the doubts about each error the place of the one with the highest score."""
    best: dict[int, int] = {}
    for number, row in enumerate(rows):
        if row.error and (row.error not in best or scores[number] > scores[best[row.error]]):
            best[row.error] = number
    return list(best.values())


def _fit(table: np.ndarray, wrong: np.ndarray, counts: np.ndarray) -> np.ndarray:
    weights = np.zeros(table.shape[1], np.float32)
    decay = np.full_like(weights, _DECAY)
    decay[-1] = 0.001
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-np.clip(table @ weights, -15, 15)))
        slope = table.T @ ((share - wrong) * counts) + decay * weights
        bend = (share * (1 - share) + 0.0001) * counts
        curve = (table * bend[:, None]).T @ table + np.diag(decay)
        weights = weights - np.linalg.solve(curve, slope).astype(np.float32)
    return weights


if __name__ == "__main__":
    main()
