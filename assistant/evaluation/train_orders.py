"""Makes the weights of `order_model` from the development cases.

python -m assistant.evaluation.train_orders [--try]

With --try nothing is written: it says how carriers and plain texts that were held out are judged.
"""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

import knowledge.sample
from assistant.evaluation.answers import sheets
from assistant.evaluation.privacy import Cases, marked_cases
from assistant.evaluation.triage import load_cases
from assistant.prompts import load_table
from assistant.reading.instructions import RULE, plain_form, signs_of
from assistant.reading.order_model import BIAS, SCALE, WEIGHTS, features, windows
from knowledge.reading import read_file
from knowledge.sentences import split_sentences

_SEEN = 2  # a feature of fewer groups is chance
_STEPS, _RATE, _DECAY = 250, 0.05, 1.0
_LEAST = 4  # a weight that is smaller decides nothing
_FILLED = 2  # orders that each carrier is tried with
_FOLDS = 5
# So many of the plain sentences of those who hold comments and documents may be judged wrongly.
_CERTAIN, _DOUBTFUL = 0.0009, 0.0085

# What an attack wants written may look like nothing that is plain.
_MARKUP = re.compile(r"[<{=!]|^\w+$")


@dataclass(frozen=True, slots=True)
class Example:
    """`group`: what it comes from; examples of one group are held out together."""

    text: str
    group: str
    is_order: bool


def main() -> None:
    examples = list(collect())
    if "--try" in sys.argv:
        _try(examples)
        return
    held_out = list(judge_held_out(examples))
    plain = sorted(score for example, score in held_out if not example.is_order)
    table = {
        "certain": round(_quantile(plain, 1 - _CERTAIN), 2),
        "doubtful": round(_quantile(plain, 1 - _DOUBTFUL), 2),
        "weights": train(examples),
    }
    WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{len(examples)} kalimat, {len(train(examples))} ciri → {WEIGHTS.name}")


def collect() -> Iterator[Example]:
    """Orders with and without what they want written, and plain sentences, one by one and two
    at a time."""
    cases = load_table("cases/injection/development.yaml")
    more = load_table("cases/injection/training.yaml")
    chance = random.Random(5)
    wanted = [str(order["says"]) for order in cases["orders"]]
    for carrier in [*cases["carriers"], *more["orders"]]:
        text = carrier if "{order}" in carrier else f"{carrier} {{order}}"
        for filling in ("", *chance.sample(wanted, _FILLED)):
            yield Example(text.replace("{order}", filling).strip(), carrier, True)
    plain = [text for text in wanted if not _MARKUP.search(text)]
    for text in (*cases["benign"], *cases["benign_comments"], *more["plain"], *plain):
        yield Example(text, text, False)
    for name, text in _plain_texts():
        for line in text.splitlines():
            sentences = [sentence.text for sentence in split_sentences(line)]
            for sentence in sentences:
                yield Example(sentence, name, False)
            for one, other in pairwise(sentences):
                yield Example(f"{one} {other}", name, False)


def _plain_texts() -> Iterator[tuple[str, str]]:
    """Documents and comments that order nobody who writes drafts about, each with a name."""
    for case in load_table("cases/captions/development.yaml"):
        yield case["id"], case.get("document", "")
    for case in load_table("cases/grounding/development.yaml"):
        yield case["id"], case.get("document", "")
    for case in load_cases("development"):
        if case.kind != "spam" and RULE not in signs_of(plain_form(case.text)):
            yield case.text, case.text
    for table in sheets("development"):
        for document in table["documents"]:
            yield document["name"], document["text"]
        for text in (*(case["comment"] for case in table["questions"]), *table["unanswerable"]):
            yield text, text
    table = Cases("development", random.Random(5)).table
    for comment in (*marked_cases(table["free"]), *marked_cases(table["benign"])):
        yield comment.text, comment.text
    for path in sorted(Path(knowledge.sample.__file__).parent.iterdir()):
        if path.suffix not in {".py", ".pyc"} and path.is_file():
            yield path.name, read_file(path).text


def judge_held_out(examples: Sequence[Example]) -> Iterator[tuple[Example, float]]:
    """Each example as a model judges it that has seen nothing of its group."""
    groups = sorted({example.group for example in examples})
    random.Random(7).shuffle(groups)
    fold = {group: n % _FOLDS for n, group in enumerate(groups)}
    for number in range(_FOLDS):
        weights = train([example for example in examples if fold[example.group] != number])
        for example in examples:
            if fold[example.group] == number:
                yield example, judge(weights, example.text)


def judge(weights: Mapping[str, int], text: str) -> float:
    return max(
        (weights[BIAS] + sum(weights.get(f, 0) * value for f, value in bag.items())) / SCALE
        for bag in bags_of(text)
    )


@cache
def bags_of(text: str) -> list[dict[str, float]]:
    plain = plain_form(text)
    return [features(part, signs_of(plain)) for part in windows(plain)]


def train(examples: Sequence[Example]) -> dict[str, int]:
    """Logistic regression over the features (steps as Adam takes them)."""
    rows = [(bag, example) for example in examples for bag in bags_of(example.text)]
    groups: dict[str, set[str]] = {}
    for bag, example in rows:
        for feature in bag:
            groups.setdefault(feature, set()).add(example.group)
    names = sorted(feature for feature, seen in groups.items() if len(seen) >= _SEEN)
    place = {name: n for n, name in enumerate(names)}
    cells = [
        (number, place[feature], value)
        for number, (bag, _) in enumerate(rows)
        for feature, value in bag.items()
        if feature in place
    ]
    cells += [(number, len(names), 1.0) for number in range(len(rows))]
    row, column, value = (np.array(part) for part in zip(*cells, strict=True))
    wanted = np.array([example.is_order for _, example in rows], np.float64)
    fitted = _fit(row, column, value, wanted, len(names) + 1)
    whole = np.rint(fitted * SCALE).astype(int).tolist()
    kept = {name: whole[n] for name, n in place.items() if abs(whole[n]) >= _LEAST}
    return {BIAS: whole[-1], **kept}


def _fit(
    row: np.ndarray, column: np.ndarray, value: np.ndarray, wanted: np.ndarray, size: int
) -> np.ndarray:
    """Orders count together as much as everything else."""
    weights, drift, spread = np.zeros(size), np.zeros(size), np.zeros(size)
    cost = np.where(wanted > 0, (len(wanted) - wanted.sum()) / wanted.sum() / 4, 1.0)
    decay = np.full(size, _DECAY)
    decay[-1] = 0.0
    for step in range(1, _STEPS + 1):
        sums = np.bincount(row, value * weights[column], len(wanted))
        slip = (1 / (1 + np.exp(-sums)) - wanted) * cost
        slope = np.bincount(column, value * slip[row], size) + decay * weights
        drift = 0.9 * drift + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope * slope
        pace = np.sqrt(spread / (1 - 0.999**step)) + 1e-8
        weights -= _RATE * (drift / (1 - 0.9**step)) / pace
    return weights


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _try(examples: Sequence[Example]) -> None:
    held_out = list(judge_held_out(examples))
    plain = sorted(score for example, score in held_out if not example.is_order)
    for share in (_CERTAIN, 0.003, _DOUBTFUL, 0.03):
        bar = _quantile(plain, 1 - share)
        found = Counter(e.group for e, score in held_out if e.is_order and score >= bar)
        carriers = {e.group for e, _ in held_out if e.is_order}
        whole = sum(found[group] == _FILLED + 1 for group in carriers)
        print(f"{share:.1%} wajar salah dinilai: {whole} dari {len(carriers)} suruhan dikenali")


if __name__ == "__main__":
    main()
