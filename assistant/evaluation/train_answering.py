"""Makes the weights of `knowledge.answering` from development questions.

python -m assistant.evaluation.train_answering

They are asked of the sample base, of the sample base among the documents of other development
cases, and of those documents without titles: what is learnt of one small base alone refuses too
much elsewhere. Every question is asked twice: with all passages found, and without those that
answer it. How many answers would be refused is told of documents that the weights were not made
from.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from assistant.evaluation.answers import sheets
from assistant.evaluation.retrieval import Pool, Question, build_pool, opened, roughen
from assistant.prompts import load_table
from assistant.vocabulary import load_vocabulary
from knowledge import evidence
from knowledge.answering import WEIGHTS
from knowledge.documents import Reading
from knowledge.evidence import FEATURES
from knowledge.reading import read_text
from knowledge.sentences import split_sentences
from knowledge.words import tokens

_FOUND = 14
_FOLDS = 5
_ROUNDS, _STEPS, _DECAY = 6, 12, 1e-4
_REFUSED = 0.1  # of the answered questions, however informal
_SLOPES = np.arange(-3, 3, 0.05)
# What speaks against an answer; _EITHER may go either way (an unknown word is a topic that the base
# does not have, or a slip of the pen), all others speak for one.
_AGAINST = ("missing", "formless", "uncounted", "other_year", "other_number", "bodiless")
_EITHER = ("few", "informal", "unknown")
# How much a family counts among those with and without an answer: of the latter, those most that
# look like it. What is made is many, and easier than what people ask. Among other documents some
# other passage may well answer what the sample base did.
_ANSWERED = {"made": 0.5}
_UNANSWERED = {
    "taken_out_own in many": 0.3,
    "taken_out_made": 1.0,
    "taken_out": 2.0,
    "unknown_detail": 2.0,
    "other_topic": 1.5,
    "reply": 1.0,
}
_OTHER_FAMILY = 0.5
_ASKED_FOR = {
    re.compile(pattern): asking
    for pattern, asking in {
        r"\b\d{1,2} (?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober"
        r"|November|Desember)(?: \d{4})?": ("kapan", "tanggal berapa"),
        r"Rp ?[\d.,]+(?: (?:juta|miliar|triliun|ribu))?": ("berapa biaya", "berapa rupiah"),
        r"\b(?:pukul|jam) [\d.:–-]+(?: ?WIB)?": ("jam berapa", "pukul berapa"),
        r"\b\d[\d.,]*\b": ("berapa", "berapa jumlah"),
        r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)+": ("siapa", "di mana", "apa"),
    }.items()
}
_OF_A_DOCUMENT = 4
_OTHER_WORD = 0.2  # share of the words of a made question that its sentence does not have


@dataclass(frozen=True)
class Example:
    """`shown`: the evidence of each passage; `topic`: what no two folds may share."""

    shown: np.ndarray
    answered: bool
    family: str
    topic: int

    @property
    def informal(self) -> float:
        return float(self.shown[0][FEATURES.index("informal")]) if len(self.shown) else 0.0


def main() -> None:
    examples = collect()
    scores = np.zeros(len(examples))
    for fold in range(_FOLDS):
        inside = [one for one in examples if one.topic % _FOLDS != fold]
        weights = train(inside)
        for place, one in enumerate(examples):
            if one.topic % _FOLDS == fold:
                scores[place] = _score(one, weights)
    needed, slope = _line_below(scores, examples)
    weights = train(examples)
    weights[FEATURES.index("informal")] -= slope
    weights[-1] -= needed
    table = {name: round(float(by), 3) for name, by in zip((*FEATURES, ""), weights, strict=True)}
    WEIGHTS.write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    refused = defaultdict(list)
    for one, score in zip(examples, scores, strict=True):
        refused[("answered " if one.answered else "") + one.family].append(
            score < needed + slope * one.informal
        )
    for family, some in sorted(refused.items()):
        print(f"{family:36} {len(some):4}  ditolak {np.mean(some):.2f}")


def _line_below(scores: np.ndarray, examples: Sequence[Example]) -> tuple[float, float]:
    """Where it starts, and how it rises as questions become informal: the line below which lie
    `_REFUSED` of the scores of answered questions.
    """
    answered = np.array([one.answered for one in examples])
    informal = np.array([one.informal for one in examples])[answered]
    counts = _counts(examples)[answered]

    def start(above: np.ndarray) -> float:
        order = np.argsort(above)
        shares = np.cumsum(counts[order]) / counts.sum()
        return float(above[order][np.searchsorted(shares, _REFUSED)])

    def missed(slope: float) -> float:
        above = scores[answered] - slope * informal
        above = above - start(above)
        return float((counts * np.where(above > 0, _REFUSED * above, (_REFUSED - 1) * above)).sum())

    slope = float(min(_SLOPES, key=missed))
    return start(scores[answered] - slope * informal), slope


def collect() -> list[Example]:
    pool = build_pool("development", outside=False)
    others = tuple(_documents())
    made = _made(others)
    bare = tuple(
        replace(r, title="", passages=tuple(replace(p, heading="") for p in r.passages))
        for r in others
    )
    many = (*pool.questions, *made, *_comments(sheets("development")[0], others))
    topics: dict[str, int] = {}
    return [
        *_asked(pool, "alone", topics),
        *_asked(Pool(pool.readings + others, many), "in many", topics),
        *_asked(Pool(bare, tuple(made)), "untitled", topics),
        *(one for sheet in sheets("development")[1:] for one in _of_sheet(sheet, pool, topics)),
    ]


def _of_sheet(sheet: Mapping[str, Any], pool: Pool, topics: dict[str, int]) -> Iterator[Example]:
    """What another sheet asks, of the sample base with its documents."""
    documents = tuple(_keyed(read_text(row["text"]), row["name"]) for row in sheet["documents"])
    readings = (*pool.readings, *documents)
    return _asked(Pool(readings, tuple(_comments(sheet, readings))), "sheet", topics)


def _asked(pool: Pool, among: str, topics: dict[str, int]) -> Iterator[Example]:
    """Every question with its passages and without; `topics`: a number for each document."""
    words = load_vocabulary()
    with opened(pool, words) as base:
        for asked in pool.questions:
            query, hits = base.found(asked.text, limit=_FOUND)
            question = evidence.Question.of(query, words)
            document = min(asked.gold, default=asked.text).rpartition("-")[0] or asked.text
            topic = topics.setdefault(document, len(topics))
            rest = [hit for hit in hits if hit.passage.id not in asked.gold]
            for left, answered in ((hits, True), (rest, False)) if asked.gold else ((rest, False),):
                shown = np.array([(*one, 1.0) for one in evidence.evidence(question, left)])
                family = asked.family if answered or not asked.gold else f"taken_out_{asked.family}"
                yield Example(shown, answered, f"{family} {among}", topic)


def _documents() -> Iterator[Reading]:
    """The documents of other development cases, each passage with a key of its own."""
    texts = [
        case.get("document")
        for suite in ("captions", "grounding")
        for case in load_table(f"cases/{suite}/development.yaml")
    ]
    texts += [document["text"] for document in sheets("development")[0]["documents"]]
    for number, text in enumerate(dict.fromkeys(filter(None, texts))):
        yield _keyed(read_text(text), f"other{number}")


def _keyed(reading: Reading, name: str) -> Reading:
    passages = (replace(p, id=f"{name}-{n}") for n, p in enumerate(reading.passages))
    return replace(reading, passages=tuple(passages))


def _comments(sheet: Mapping[str, Any], readings: Sequence[Reading]) -> Iterator[Question]:
    """What citizens ask of these documents, with the passages that hold the answer."""
    for case in sheet["questions"]:
        wanted = [str(one).casefold() for one in case["gold"]]
        gold = frozenset(
            passage.id
            for reading in readings
            for passage in reading.passages
            if any(one in passage.text.casefold() for one in wanted)
        )
        if gold:
            yield Question(case["comment"], "reply", gold)
    for text in sheet["unanswerable"]:
        yield Question(text, "reply_none", frozenset())


def _made(readings: Sequence[Reading]) -> list[Question]:
    """Questions made of sentences, by what these state; all of them written carelessly too."""
    chance = random.Random(5)
    strange = [one for r in readings for one in tokens(r.text) if len(one) > 4 and one.isalpha()]
    made: list[Question] = []
    for reading in readings:
        sentences = [
            (line[one.start : one.end], passage.id)
            for passage in reading.passages
            for line in passage.text.split("\n")
            for one in split_sentences(line)
        ]
        chance.shuffle(sentences)
        questions = [
            Question(text, "made", frozenset([key]))
            for sentence, key in sentences
            if (text := _question_of(sentence, strange, chance))
        ]
        made += questions[:_OF_A_DOCUMENT]
    careless = [
        replace(one, text=roughen(one.text, seed), family="made_careless")
        for seed, one in enumerate(made)
    ]
    return made + careless


def _question_of(sentence: str, strange: Sequence[str], chance: random.Random) -> str | None:
    """Asks for the first value of a sentence by some of its words, a few changed for others."""
    found = (
        (match, asking)
        for form, asking in _ASKED_FOR.items()
        if (match := form.search(sentence)) is not None
    )
    match, asking = next(found, (None, ()))
    if match is None:
        return None
    left = tokens(f"{sentence[: match.start()]} {sentence[match.end() :]}")
    if not 5 <= len(left) <= 40:
        return None
    size = chance.randrange(4, 11)
    start = chance.randrange(max(1, len(left) - size + 1))
    kept = (
        chance.choice(strange) if len(one) > 4 and chance.random() < _OTHER_WORD else one
        for one in left[start : start + size]
    )
    return f"{chance.choice(asking)} {' '.join(kept)}?"


def train(examples: Sequence[Example]) -> np.ndarray:
    """Logistic regression on the passage of each question that speaks most for an answer."""
    examples = [one for one in examples if len(one.shown)]
    signs = np.array([_sign(name) for name in (*FEATURES, "")])
    wanted = np.array([one.answered for one in examples], float)
    counts = _counts(examples)
    weights = np.zeros(len(signs))
    weights[:2] = 1
    for _ in range(_ROUNDS):
        rows = np.array([one.shown[(one.shown @ weights).argmax()] for one in examples])
        used = np.ones(len(signs), bool)
        weights = _fitted(rows, wanted, counts, used)
        while (wrong := used & (signs * weights < 0)).any():
            used &= ~wrong  # what would speak for the other side has no say
            weights = _fitted(rows, wanted, counts, used)
    return weights


def _fitted(
    rows: np.ndarray, wanted: np.ndarray, counts: np.ndarray, used: np.ndarray
) -> np.ndarray:
    """By Newton's steps, with every feature on one scale; nought for those that are not used."""
    scale = np.append(rows[:, :-1].std(axis=0) + 1e-6, 1)[used]
    scaled = rows[:, used] / scale
    decay = np.append(np.full(len(scale) - 1, _DECAY), 1e-6)
    found = np.zeros(len(scale))
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(scaled @ found, -30, 30)))
        slope = scaled.T @ ((likely - wanted) * counts) + decay * found
        bend = (scaled.T * (likely * (1 - likely) * counts)) @ scaled + np.diag(decay)
        found = found - np.linalg.solve(bend, slope)
    weights = np.zeros(len(used))
    weights[used] = found / scale
    return weights


def _sign(name: str) -> int:
    return 0 if name in ("", *_EITHER) else -1 if name in _AGAINST else 1


def _counts(examples: Sequence[Example]) -> np.ndarray:
    """What each example counts: both sides alike, and within a side its families by their due."""
    sizes: dict[tuple[bool, str], int] = defaultdict(int)
    for one in examples:
        sizes[one.answered, one.family] += 1
    due = {key: _due(*key) for key in sizes}
    whole = {side: sum(by for key, by in due.items() if key[0] is side) for side in (True, False)}
    return np.array(
        [
            0.5 * due[key] / whole[key[0]] / sizes[key]
            for key in ((one.answered, one.family) for one in examples)
        ]
    )


def _due(answered: bool, family: str) -> float:
    if answered:
        return next((by for name, by in _ANSWERED.items() if family.startswith(name)), 1.0)
    return next((by for name, by in _UNANSWERED.items() if _is(family, name)), _OTHER_FAMILY)


def _is(family: str, name: str) -> bool:
    """Whether a family is of a kind; the kind may say among which documents it is asked."""
    kind, _, among = name.partition(" ")
    return family.startswith(kind) and family.endswith(among)


def _score(one: Example, weights: np.ndarray) -> float:
    return float((one.shown @ weights).max()) if len(one.shown) else -9.0


if __name__ == "__main__":
    main()
