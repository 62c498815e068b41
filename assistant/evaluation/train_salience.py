"""Makes the weights of `salience` from the development cases: what good captions of them need.

python -m assistant.evaluation.train_salience [--try]

With --try nothing is written: it says how much of what documents need that were held out stands in
the sentences which the model chooses for a post of a few sizes.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.drafts import PLATFORMS
from assistant.facts import fact_sheet, in_fair_copy
from assistant.prompts import load_table
from assistant.reading.moments import spell_dates
from assistant.writing.intent import read_brief
from assistant.writing.material import Material, find_material
from assistant.writing.salience import BIAS, SCALE, WEIGHTS, SalienceModel, keys, signs_of
from assistant.writing.writer import Brief
from knowledge.reading import read_text

_SEEN = 3  # a sign of fewer documents is chance
_STEPS, _RATE, _DECAY = 300, 0.05, 8.0
_LEAST = 2  # a weight that is smaller decides nothing
_FOLDS = 5
_ROOMS = (230, 420, 800)  # characters of the posts that held-out documents are tried with
_BREATH = 30  # characters that a sentence counts more than it is long


@dataclass(frozen=True, slots=True)
class Example:
    """A document with its brief: the signs of all it holds, and of the values and words that a
    need names the share of the need that each is."""

    found: Material
    needs: tuple[str, ...]
    signs: Mapping[str, Set[str]]
    wanted: Mapping[str, float]


def main() -> None:
    examples = list(collect())
    if "--try" in sys.argv:
        _try(examples)
        return
    weights = train(examples)
    WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{len(examples)} dokumen, {len(weights)} ciri → {WEIGHTS.name}")


def collect() -> Iterator[Example]:
    for case in load_table("cases/captions/development.yaml"):
        found = _material(case)
        if found is not None:
            signs = signs_of(found)
            needs = tuple(str(need) for need in case["needs"])
            yield Example(found, needs, signs, _wanted(needs, signs.keys()))


def _material(case: Mapping[str, Any]) -> Material | None:
    if not case["document"].strip():
        return None
    readings = [read_text(case["document"])]
    sheet, copies = in_fair_copy(fact_sheet(readings, case["today"]), readings)
    brief = Brief(case["brief"], PLATFORMS, case.get("audience"), case.get("tone"))
    intent = read_brief(brief, sheet)
    return None if intent.asserts_nothing else find_material(intent, sheet, copies)


def _wanted(needs: Sequence[str], known: Set[str]) -> dict[str, float]:
    """Of each need the first form that the document has whole, else the first of which it has a
    part."""
    wanted: dict[str, float] = {}
    for need in needs:
        forms = [keys(form.strip()).keys() for form in need.split(" / ")]
        whole = [form for form in forms if form and form <= known]
        for form in (whole or [form for form in forms if form & known])[:1]:
            for key in form & known:
                wanted[key] = max(wanted.get(key, 0.0), 1 / len(form & known))
    return wanted


def train(examples: Sequence[Example]) -> dict[str, int]:
    """Logistic regression over the signs (steps as Adam takes them)."""
    spread = Counter(sign for e in examples for sign in set().union(*e.signs.values()))
    place = {sign: n for n, sign in enumerate(sorted(s for s, n in spread.items() if n >= _SEEN))}
    bags = [(bag, e.wanted.get(key, 0.0)) for e in examples for key, bag in e.signs.items()]
    rows = np.zeros((len(bags), len(place) + 1), np.float32)
    rows[:, -1] = 1.0
    for number, (bag, _) in enumerate(bags):
        rows[number, [place[sign] for sign in bag if sign in place]] = 1.0
    fitted = _fit(rows, np.array([share for _, share in bags], np.float32))
    whole = np.rint(fitted * SCALE).astype(int).tolist()
    return {BIAS: whole[-1]} | {s: whole[n] for s, n in place.items() if abs(whole[n]) >= _LEAST}


def _fit(rows: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    weights = np.zeros(rows.shape[1], np.float32)
    weights[-1] = -3.0  # most of a document is not needed
    drift, spread = np.zeros_like(weights), np.zeros_like(weights)
    decay = np.full_like(weights, _DECAY)
    decay[-1] = 0.0
    for step in range(1, _STEPS + 1):
        likely = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (likely - wanted) + decay * weights
        drift = 0.9 * drift + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope * slope
        pace = np.sqrt(spread / (1 - 0.999**step)) + 1e-8
        weights -= _RATE * (drift / (1 - 0.9**step)) / pace
    return weights


def held_out(examples: Sequence[Example]) -> Iterator[tuple[Example, SalienceModel]]:
    """Each document, with all its briefs, with a model that has not seen it."""
    texts = list(dict.fromkeys(example.found.reading.text for example in examples))
    random.Random(3).shuffle(texts)
    for fold in range(_FOLDS):
        out = set(texts[fold::_FOLDS])
        model = SalienceModel(train([e for e in examples if e.found.reading.text not in out]))
        yield from ((e, model) for e in examples if e.found.reading.text in out)


def _try(examples: Sequence[Example]) -> None:
    told: Counter[int] = Counter()
    needed = 0
    for example, model in held_out(examples):
        needed += len(example.needs)
        worth = {key: model.likely(bag) for key, bag in example.signs.items()}
        for room in _ROOMS:
            text = f"{chosen(example.found, worth, room)}\n".lower()
            forms = (need.lower().split(" / ") for need in example.needs)
            told[room] += sum(any(form.strip() in text for form in need) for need in forms)
    for room in _ROOMS:
        print(f"{room} huruf: {told[room] / needed:.1%} yang perlu ada di kalimat terpilih")


def chosen(found: Material, worth: Mapping[str, float], room: int) -> str:
    """The sentences that hold most for their length, what was held before not counted."""
    texts = {n: _written(found, n) for n in found.numbers}
    taken: list[int] = []
    heard: set[str] = set()
    while True:
        fitting = [n for n, text in texts.items() if n not in taken and len(text) < room]
        gains = {
            n: sum(worth.get(key, 0.0) for key in keys(texts[n]).keys() - heard)
            / (len(texts[n]) + _BREATH)
            for n in fitting
        }
        best = max(gains, key=lambda n: gains[n], default=None)
        if best is None or not gains[best]:
            return "\n".join(texts[n] for n in sorted(taken))
        taken.append(best)
        heard |= keys(texts[best]).keys()
        room -= len(texts[best]) + 1


def _written(found: Material, number: int) -> str:
    sentence = found.sentence(number)
    if sentence.kind == "boilerplate":
        return ""
    return spell_dates(" ".join(sentence.cells) or f"{sentence.label} {sentence.text}".strip())


if __name__ == "__main__":
    main()
