"""Makes the weights of `address_model` from the development cases.

python -m assistant.evaluation.train_addresses
"""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.evaluation.privacy import Case, Cases, marked_cases
from assistant.masking.address_model import SCALE, WEIGHTS, AddressModel, features, looks, moves
from assistant.masking.address_parts import Part, parts
from assistant.masking.folding import fold

_ROUNDS = 8
_SEEN = 2  # a feature of fewer parts is chance
_GENERATED = {"address": 2500, "home": 1200} | dict.fromkeys(
    ("name", "phone", "email", "plate", "nik", "bank_account", "birth_date"), 60
)
_CLEAN = 1200
_LEAST = 2
# How much surer of a part than needed the model has to be: more where one must not stay readable.
_MISSED, _TAKEN = 2.0, 1.0

_KINDS = ("address", "home")

Row = tuple[list[Part], list[bool]]


def main() -> None:
    rows = list(training_rows(training_cases()))
    weights = train(rows)
    WEIGHTS.write_text(
        json.dumps(weights, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n",
        encoding="utf-8",
    )
    print(f"{len(rows)} komentar, {len(weights)} ciri → {WEIGHTS.name}")


def training_cases() -> Iterator[Case]:
    """What people wrote, several times, and sentences with made-up items."""
    cases = Cases("development", random.Random(5))
    for _ in range(2):
        yield from marked_cases(cases.table["free"])
    yield from (Case(str(text), (), "benign") for text in cases.table["benign"])
    for kind, count in _GENERATED.items():
        yield from cases.plain(kind, count)
    yield from (Case(text, (), "benign") for text in cases.benign(_CLEAN))


def training_rows(cases: Iterable[Case]) -> Iterator[Row]:
    """Each comment as it is written, and as somebody would who sets no capitals."""
    for case in cases:
        yield row(case)
        low = case.text.lower()
        if low != case.text and len(low) == len(case.text):
            yield row(Case(low, case.items, case.family))


def row(case: Case) -> Row:
    folded = fold(case.text)
    found = parts(folded)
    spans = [(start, end) for kind, start, end in case.items if kind in _KINDS]
    tags = []
    for at, part in enumerate(found):
        start, end = folded.span(part.start, part.end)
        tags.append(any(first < end and start < last for first, last in spans))
        if tags[-1] and part.sort == "name" and case.family == "plain":
            found[at] = part._replace(word="")  # a name out of our own lists teaches nothing
    return found, tags


def train(rows: Sequence[Row], rounds: int = _ROUNDS) -> dict[str, int]:
    """An averaged structured perceptron that wants a margin at each part."""
    seen = Counter(
        feature for found, _ in rows for look in looks(found) for feature in set(features(look))
    )
    known = {feature for feature, n in seen.items() if n >= _SEEN}
    weights: dict[str, float] = {}
    sums: dict[str, float] = {}
    model = AddressModel(weights)
    order = list(range(len(rows)))
    rng = random.Random(7)
    step = 1
    for _ in range(rounds):
        rng.shuffle(order)
        for n in order:
            found, tags = rows[n]
            model._score.cache_clear()
            guess = model.personal(found, [-_MISSED if tag else _TAKEN for tag in tags])
            step += 1
            if guess == tags:
                continue
            change = Counter(moves(found, tags))
            change.subtract(Counter(moves(found, guess)))
            for look, tag, wrong in zip(looks(found), tags, guess, strict=True):
                if tag != wrong:
                    for feature in features(look):
                        if feature in known:
                            change[feature] += 1 if tag else -1
            for feature, by in change.items():
                if by:
                    weights[feature] = weights.get(feature, 0.0) + by
                    sums[feature] = sums.get(feature, 0.0) + by * step
    averaged = {f: weights[f] - sums[f] / step for f in weights}
    whole = {f: round(w * SCALE) for f, w in averaged.items()}
    return {f: w for f, w in whole.items() if abs(w) >= _LEAST}


if __name__ == "__main__":
    main()
