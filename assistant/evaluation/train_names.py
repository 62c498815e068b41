"""Makes the weights of `name_model` from the development cases.

python -m assistant.evaluation.train_names
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from assistant.evaluation.privacy import Case, Cases, marked_cases
from assistant.evaluation.triage import load_cases
from assistant.masking.folding import fold
from assistant.masking.name_model import BIAS, SCALE, WEIGHTS
from assistant.masking.name_shapes import is_given
from assistant.masking.names import Candidate, Reader
from assistant.privacy import find_unnamed

_WORD = re.compile(r"(?<![A-Za-z0-9@_#])[a-z]{3,}(?![A-Za-z0-9])")
_SEEN = 2  # a feature of fewer candidates is chance
_STEPS, _RATE, _DECAY = 400, 0.05, 1.5
# A name that gets out is worse than a word that is masked for nothing.
_NAME_COUNTS = 1.3
_LEAST = 3  # a weight that is smaller decides nothing
_GENERATED = {"name": 400} | dict.fromkeys(
    ("address", "home", "phone", "email", "plate", "nik"), 60
)
_CLEAN = 300

Row = tuple[set[str], bool]  # what is seen of a candidate, and whether it is a name


def main() -> None:
    """In two steps, as the words decide what is a candidate."""
    words = words_of_comments()
    write({}, words)
    cases = list(training_cases())
    seen = list(rows(cases))
    weights = train([found for found, _ in seen], [is_name for _, is_name in seen])
    write(weights, words)
    print(f"{len(cases)} komentar, {len(seen)} calon nama, {len(weights)} ciri → {WEIGHTS.name}")


def write(weights: Mapping[str, int], words: str) -> None:
    learnt = {"words": words, "weights": weights}
    WEIGHTS.write_text(json.dumps(learnt, ensure_ascii=False, separators=(",", ":")) + "\n")


def words_of_comments() -> str:
    """Words without capitals in several of the comments of another suite, but for names."""
    counts = Counter(
        word for case in load_cases("development") for word in set(_WORD.findall(case.text))
    )
    return " ".join(sorted(w for w, n in counts.items() if n >= _SEEN and not is_given(w)))


def training_cases() -> Iterator[Case]:
    """What people wrote, and some of the sentences with made-up items."""
    cases = Cases("development", random.Random(5))
    yield from marked_cases(cases.table["free"])
    yield from (Case(str(text), (), "benign") for text in cases.table["benign"])
    for kind, count in _GENERATED.items():
        yield from cases.plain(kind, count)
    yield from (Case(text, (), "benign") for text in cases.benign(_CLEAN))


def rows(cases: Iterable[Case]) -> Iterator[Row]:
    """Each comment as it is written, and as somebody would who sets no capitals."""
    for case in cases:
        yield from _rows(case)
        if case.text.lower() != case.text and len(case.text.lower()) == len(case.text):
            yield from _rows(Case(case.text.lower(), case.items, case.family))


def _rows(case: Case) -> Iterator[Row]:
    """What is seen of each candidate, and whether it is a name."""
    folded = fold(case.text)
    reader = Reader(folded, find_unnamed(folded))
    marked = [(start, end) for kind, start, end in case.items if kind == "name"]
    named: Candidate | None = None
    refused: Candidate | None = None
    for candidate in reader.candidates():
        start, end = folded.span(candidate.start, candidate.end)
        is_name = any(first < end and start < last for first, last in marked)
        yield reader.features(candidate, named, refused), is_name
        if is_name:
            named = candidate
        else:
            refused = candidate


def train(bags: Sequence[set[str]], labels: Sequence[bool]) -> dict[str, int]:
    """Logistic regression over the features (steps as Adam takes them)."""
    counts = Counter(feature for bag in bags for feature in bag)
    place = {name: n for n, name in enumerate(sorted(f for f, n in counts.items() if n >= _SEEN))}
    bias = len(place)
    seen = [[place[feature] for feature in bag if feature in place] + [bias] for bag in bags]
    fitted = _fit(seen, np.array(labels, np.float64), bias)
    whole = np.rint(fitted * SCALE).astype(int).tolist()
    kept = {name: whole[n] for name, n in place.items() if abs(whole[n]) >= _LEAST}
    return {BIAS: whole[bias], **kept}


def _fit(seen: Sequence[Sequence[int]], wanted: np.ndarray, bias: int) -> np.ndarray:
    """`seen`: the numbers of the features of each candidate; `bias` is the last of them."""
    flat = np.concatenate([np.array(row) for row in seen])
    lengths = np.array([len(row) for row in seen])
    starts = np.cumsum(lengths) - lengths
    weights = np.zeros(bias + 1)
    drift, spread = np.zeros_like(weights), np.zeros_like(weights)
    cost = np.where(wanted > 0, _NAME_COUNTS, 1.0)
    decay = np.full_like(weights, _DECAY)
    decay[bias] = 0.0
    for step in range(1, _STEPS + 1):
        likely = 1 / (1 + np.exp(-np.add.reduceat(weights[flat], starts)))
        off = np.repeat((likely - wanted) * cost, lengths)
        slope = np.bincount(flat, off, minlength=bias + 1) + decay * weights
        drift = 0.9 * drift + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope * slope
        pace = np.sqrt(spread / (1 - 0.999**step)) + 1e-8
        weights -= _RATE * (drift / (1 - 0.9**step)) / pace
    return weights


if __name__ == "__main__":
    main()
