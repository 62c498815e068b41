"""Makes the weights of `replying.scorer` from the development cases.

python -m assistant.evaluation.train_scorer

A question is an example once as it is, once with all that answers it taken away, and once with the
document that answers it named as the source. How far the weights carry is told of documents, and
of a whole sheet by another hand, that they were not made from.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.evaluation.answers import base, sheets
from assistant.jobs import ReplyJob
from assistant.prompts import load_table
from assistant.replying.answering import candidates_in
from assistant.replying.candidates import FEATURES, NONE, Candidates
from assistant.replying.dispositions import make_case
from assistant.replying.pieces import Piece
from assistant.replying.scorer import WEIGHTS
from assistant.triage import assess
from knowledge.base import KnowledgeBase

_RETRIEVAL = "retrieval"
_FOLDS, _SEED = 5, 0
_STEPS, _RATE, _DECAY = 300, 0.05, 3.0
# What an example counts: of the questions without an answer there are few, and those of another
# suite are not by citizens.
_UNANSWERED, _TAKEN, _NAMED, _OTHER_SUITE = 4.0, 0.25, 0.5, 0.5
# So many of the questions without an answer may get one, where the document is new but not the
# hand that wrote it; of another hand it is about twice as many.
_FALSE = 0.03
# What more pieces than this hold is no sign of an answer.
_COMMON = 0.5


@dataclass(frozen=True)
class Example:
    """`rows`: the numbers of each piece, and last those of none; `right`: which of them is.

    `topic`: the document that answers, or the comment; `real`: nothing was taken away or named.
    """

    rows: np.ndarray
    right: np.ndarray
    topic: str
    sheet: str
    counts: float
    real: bool = True

    def judged(self, weights: np.ndarray) -> tuple[float, bool]:
        """How far the best piece is ahead of none, and whether it is right."""
        scores = self.rows @ weights
        best = int(scores[:-1].argmax())
        return float(scores[best] - scores[-1]), bool(self.right[best])


def main() -> None:
    examples = list(collect())
    needed, ahead, right = held_out(examples)
    weights = train(examples)
    weights[len(FEATURES)] += needed
    places = enumerate((*FEATURES, *NONE))
    rounded = {name: round(float(weights[n]), 3) for n, name in places}
    WEIGHTS.write_text(json.dumps(rounded, indent=1) + "\n", "utf-8")
    for sheet in dict.fromkeys(one.sheet for one in examples if one.sheet != _RETRIEVAL):
        own = [n for n, one in enumerate(examples) if one.sheet == sheet]
        _tell(f"{sheet}, dokumen lain", [examples[n] for n in own], ahead[own], right[own])
        others = [one for one in examples if one.sheet != sheet]
        least, *_ = held_out(others)
        learnt = train(others)
        judged = [examples[n].judged(learnt) for n in own]
        by, hit = np.array([by for by, _ in judged]), np.array([hit for _, hit in judged])
        _tell(f"{sheet}, lembar lain", [examples[n] for n in own], by - least, hit)


def held_out(examples: Sequence[Example]) -> tuple[float, np.ndarray, np.ndarray]:
    """What has to be added to none for `_FALSE`; how far ahead then the best piece of each example
    is, and whether it is right, by weights that were made from other documents."""
    topics = sorted({one.topic for one in examples})
    random.Random(_SEED).shuffle(topics)
    folds = {topic: n % _FOLDS for n, topic in enumerate(topics)}
    ahead, right = np.zeros(len(examples)), np.zeros(len(examples), bool)
    for fold in range(_FOLDS):
        weights = train([one for one in examples if folds[one.topic] != fold])
        for n, one in enumerate(examples):
            if folds[one.topic] == fold:
                ahead[n], right[n] = one.judged(weights)
    # What the retrieval suite asks in vain is of far other matters, and easily told.
    false = np.array(
        [one.real and bool(one.right[-1]) and one.sheet != _RETRIEVAL for one in examples]
    )
    needed = float(np.quantile(ahead[false], 1 - _FALSE))
    return needed, ahead - needed, right


def train(examples: Sequence[Example]) -> np.ndarray:
    """The weights that make what is right most likely, by Adam's steps on all examples at once."""
    rows = np.concatenate([one.rows for one in examples])
    right = np.concatenate([one.right for one in examples])
    sizes = [len(one.rows) for one in examples]
    starts = np.cumsum([0, *sizes[:-1]])
    counts = np.repeat([one.counts for one in examples], sizes)
    scale = rows.std(axis=0) + 1e-6
    scale[len(FEATURES) :] = 1.0
    scaled = (rows / scale).astype(np.float32)
    weights = np.zeros(rows.shape[1])
    drift, swing = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        scores = scaled @ weights
        raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        shares = raised / np.repeat(np.add.reduceat(raised, starts), sizes)
        wanted = np.where(right, raised, 0.0)
        wanted /= np.repeat(np.add.reduceat(wanted, starts) + 1e-300, sizes)
        slope = scaled.T @ ((shares - wanted) * counts) + _DECAY * weights
        drift = 0.9 * drift + 0.1 * slope
        swing = 0.99 * swing + 0.01 * slope**2
        pace = _RATE * min(1.0, 2 * (1 - step / _STEPS) + 0.1)
        weights -= pace * (drift / (1 - 0.9**step)) / (np.sqrt(swing / (1 - 0.99**step)) + 1e-8)
    return np.asarray(weights / scale)


def _tell(name: str, examples: Sequence[Example], ahead: np.ndarray, right: np.ndarray) -> None:
    real = np.array([one.real for one in examples])
    answered = real & np.array([not one.right[-1] for one in examples])
    said = ahead > 0
    false = real & ~answered
    print(
        f"{name:44} {answered.sum():4} pertanyaan: tepat {np.mean((said & right)[answered]):.0%},"
        f" dekat {np.mean((said & ~right)[answered]):.0%};"
        f" {false.sum():3} tanpa jawaban: dijawab {np.mean(said[false]):.0%}"
    )


# --- examples --------------------------------------------------------------------------------


def collect() -> Iterator[Example]:
    numbered = {f"lembar {n}": table for n, table in enumerate(sheets("development"), 1)}
    for name, table in {**numbered, _RETRIEVAL: _of_retrieval()}.items():
        counts = _OTHER_SUITE if name == _RETRIEVAL else 1.0
        with base(table) as knowledge:
            for case in table["questions"]:
                yield from _answered(case, name, counts, knowledge)
            for comment in table["unanswerable"]:
                yield from _unanswered(comment, name, counts, knowledge)


def _of_retrieval() -> Mapping[str, Any]:
    """The questions of the retrieval suite like a sheet; any of their answers is enough."""
    table = load_table("cases/retrieval/development.yaml")
    return {
        "documents": [],
        "questions": [
            {"comment": case[form], "gold": ["|".join(_plain(str(one)) for one in case["answer"])]}
            for case in table["answered"]
            for form in ("formal", "informal", "javanese")
        ],
        "unanswerable": [comment for some in table["unanswered"].values() for comment in some],
    }


def _answered(
    case: Mapping[str, Any], sheet: str, counts: float, knowledge: KnowledgeBase
) -> Iterator[Example]:
    for n, found in enumerate(_candidates(case["comment"], knowledge)):
        held = _held(case["gold"], found.pieces)
        right = _right(case, found, held)
        if not right.any():
            continue
        titles = Counter(p.reading.title for p, ok in zip(found.pieces, right, strict=False) if ok)
        ((topic, _),) = titles.most_common(1)
        rows = _rows(found)
        yield Example(rows, right, topic, sheet, counts)
        if np.mean(held > 0) <= _COMMON:
            left = np.append(held == 0, True)
            nothing = np.append(np.zeros(left.sum() - 1, bool), True)
            yield Example(rows[left], nothing, topic, sheet, counts * _TAKEN, real=False)
        document = next((d.id for d in knowledge.documents() if d.title == topic), None)
        if document is None:
            continue  # a contact
        named = _candidates(case["comment"], knowledge, document)[n]
        right = _right(case, named, _held(case["gold"], named.pieces))
        if right.any():
            yield Example(_rows(named), right, topic, sheet, counts * _NAMED, real=False)


def _unanswered(
    comment: str, sheet: str, counts: float, knowledge: KnowledgeBase
) -> Iterator[Example]:
    for found in _candidates(comment, knowledge):
        if found.pieces:
            nothing = np.append(np.zeros(len(found.pieces), bool), True)
            yield Example(_rows(found), nothing, comment, sheet, counts * _UNANSWERED)


def _candidates(
    comment: str, knowledge: KnowledgeBase, document: str | None = None
) -> list[Candidates]:
    assessment = assess(comment)
    job = ReplyJob(
        comment=comment, platform="facebook", documents=() if document is None else (document,)
    )
    return candidates_in(job, assessment, make_case(assessment), knowledge)


def _rows(found: Candidates) -> np.ndarray:
    rows = np.zeros((len(found.pieces) + 1, len(FEATURES) + len(NONE)))
    rows[:-1, : len(FEATURES)] = np.array(found.rows).reshape(-1, len(FEATURES))
    rows[-1, len(FEATURES) :] = found.none
    return rows


def _held(gold: Sequence[str], pieces: Sequence[Piece]) -> np.ndarray:
    """How many of the facts each piece says."""
    said = [(_plain(piece.options[0]), _plain(piece.source)) for piece in pieces]
    return np.array(
        [
            sum(any(_says(text, one) for text in texts for one in fact.split("|")) for fact in gold)
            for texts in said
        ]
    )


def _right(case: Mapping[str, Any], found: Candidates, held: np.ndarray) -> np.ndarray:
    """The pieces that say most of the facts and nothing wrong; no table where a row says it."""
    right = (held > 0) & (held == held.max(initial=0))
    for n, piece in enumerate(found.pieces):
        right[n] &= not any(wrong in piece.options[0].lower() for wrong in case.get("wrong", ()))
    groups = [(id(piece.reading), piece.group) for piece in found.pieces]
    single = [piece.kind in ("row", "item") for piece in found.pieces]
    told = {group for group, ok, one in zip(groups, right, single, strict=True) if ok and one}
    whole = [group in told and not one for group, one in zip(groups, single, strict=True)]
    return np.append(right & ~np.array(whole, bool), False)


def _says(text: str, fact: str) -> bool:
    """ "a & b": both."""
    return all(part in text for part in fact.split(" & "))


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("|", " ").split())


if __name__ == "__main__":
    main()
