"""What a post on a brief needs of a source: for every value and word of it how likely a reader
looks for it, by a small linear model over what it is and where it stands.

Its weights lie beside it as data; the command `python -m assistant.evaluation.train_salience` makes
them from the development cases.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import exp
from pathlib import Path

from assistant.facts import Fact
from assistant.prompts import load_table
from assistant.reading.clauses import is_opinion, is_request
from assistant.reading.moments import MONTHS, spell_dates
from assistant.reading.source_sentences import SourceSentence
from assistant.writing.intent import answers_angle, has_impact
from assistant.writing.material import Material
from knowledge.words import stem

WEIGHTS = Path(__file__).with_name("salience_model.json")
BIAS = ""
SCALE = 100  # weights are kept as whole numbers

_MONTH = "|".join(MONTHS)
_DASH = re.compile(r"(?<=\d)\s?[-–]\s?(?=\d)")
_VALUES = (
    ("date", re.compile(rf"\b\d{{1,2}}(?:–\d{{1,2}})?\s(?:{_MONTH})\b", re.I)),
    ("sum", re.compile(r"\bRp\.?\s?\d[\d.]*(?:,\d+)?(?:\s?(?:ribu|juta|miliar|triliun))?", re.I)),
    (
        "contact",
        re.compile(
            r"(?:https?://|www\.)\S*\w|\b[\w.-]+\.(?:id|com|org|net|ly|gle|me|app|site)\b(?:/[\w./-]*\w)?"
            r"|(?:\(0\d{2,3}\)|\+?\b\d{2,4})(?:[ -]?\d{3,5}){2,3}\b|@[\w.]{3,}",
            re.I,
        ),
    ),
    ("hour", re.compile(r"\b\d\d\.\d\d\b")),
    ("number", re.compile(r"\b\d[\d.]*(?:,\d+)?\b")),
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SHORTEST = 3
# Slots of values; a requirement or a quotation is a sentence.
_TELLING = ("when", "where", "cost", "contact", "figure", "who")
_ESSENTIAL = 0.7  # how likely a reader looks for what such news cannot do without
_SHARES = (0.0, 0.12, 0.25, 0.45)  # of the brief
# The strongest first.
_KINDS = ("date", "hour", "sum", "contact", "number", "acronym", "name", "word")


@lru_cache(maxsize=16384)
def keys(text: str) -> Mapping[str, str]:
    """The values and words of `text` in plain form, each with what it is: "12 maret": date."""
    found: dict[str, str] = {}
    rest = _DASH.sub("–", spell_dates(text))
    for kind, pattern in _VALUES:
        for match in pattern.finditer(rest):
            if kind != "number" or not _YEAR.fullmatch(match[0]):
                found.setdefault(_plain(kind, match[0]), kind)
        rest = pattern.sub(" ", rest)
    for match in _WORD.finditer(rest):
        word = match[0]
        if len(word) < _SHORTEST and not word.isupper():
            continue
        begins = not rest[: match.start()].rstrip() or rest[: match.start()].rstrip()[-1] in ".!?:"
        kind = "word"
        if word.isupper() and len(word) > 1:
            kind = "acronym"
        elif word[0].isupper() and not begins:
            kind = "name"
        key = stem(word.lower())
        if key not in _too_common():
            found[key] = _stronger(found.get(key, "word"), kind)
    return found


def _plain(kind: str, value: str) -> str:
    value = value.lower()
    return re.sub(r"[\s.()-]", "", value) if kind in ("sum", "contact") else value


@cache
def _too_common() -> frozenset[str]:
    return frozenset(stem(word) for word in load_table("frames/intent.yaml")["too_common"].split())


class SalienceModel:
    def __init__(self, weights: Mapping[str, int]) -> None:
        self._weights = weights

    def likely(self, signs: Iterable[str]) -> float:
        weights = self._weights
        total = weights.get(BIAS, 0) + sum(weights.get(sign, 0) for sign in signs)
        return 1 / (1 + exp(-total / SCALE))


@cache
def load_model() -> SalienceModel:
    return SalienceModel(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def worths(found: Material) -> dict[str, float]:
    """How likely a reader looks for each value and word of the material."""
    model = load_model()
    likely = {key: model.likely(bag) for key, bag in signs_of(found).items()}
    for key in _essential(found):
        likely[key] = max(likely.get(key, 0.0), _ESSENTIAL)
    return likely


def _essential(found: Material) -> Iterator[str]:
    """What this kind of news cannot do without, by the editors' table: of the first role that the
    source has, where it has it once."""
    for essential in load_table("essentials.yaml").get(found.intent.kind, ()):
        facts = [f for f in found.facts if f.slot == essential["slot"]]
        for role in essential.get("roles", ()):
            told = {key for f in facts if f.role == role for key in keys(f.text)}
            if told:
                dates = [key for key in told if keys(key).get(key) == "date"]
                yield from dates if len(dates) == 1 else ()
                break


def signs_of(found: Material) -> dict[str, set[str]]:
    """What is seen of each value and word of the material."""
    seen = _Seen(found)
    for rank, number in enumerate(found.numbers):
        if found.sentence(number).kind != "boilerplate":
            seen.add(rank, number)
    return seen.signs()


class _Seen:
    """What the sentences of a material show of the values and words that they hold, one by one."""

    def __init__(self, found: Material) -> None:
        self._found = found
        self._intent = found.intent
        self._bags: dict[str, set[str]] = {}
        self._kinds: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self._facts: dict[int, list[Fact]] = {}
        for fact in found.facts:
            self._facts.setdefault(fact.sentence, []).append(fact)
        self._lists = _Lists(found)
        told = (found.relevance(found.sentence(n).text) for n in found.numbers)
        self._most = max(told, default=0.0) or 1.0

    def add(self, rank: int, number: int) -> None:
        sentence = self._found.sentence(number)
        facts = self._facts.get(number, [])
        around = self._around(sentence, rank, facts) | self._lists.signs(number, sentence)
        inside = [(keys(fact.text), self._of_fact(fact)) for fact in facts if fact.slot in _TELLING]
        for key, kind in keys(" ".join(sentence.cells) or sentence.text).items():
            self._counts[key] += 1
            self._kinds[key] = _stronger(self._kinds.get(key, "word"), kind)
            bag = self._bags.setdefault(key, set())
            bag |= around
            bag |= {f"{_sort(kind)}|{sign}" for sign in around}
            for held, signs in inside:
                if key in held:
                    bag |= signs

    def signs(self) -> dict[str, set[str]]:
        """With what only the whole shows: what is said often, what is the only one of its kind."""
        title = keys(self._found.reading.title)
        spread = Counter(self._kinds.values())
        first: set[str] = set()
        for key, bag in self._bags.items():
            kind, sort = self._kinds[key], _sort(self._kinds[key])
            bag |= {kind, f"{kind}|{self._intent.kind}", f"{sort}*{min(self._counts[key], 3)}"}
            bag.add(f"{kind}s:{_bucket(spread[kind], (1, 2, 4, 8))}")
            bag |= {f"{kind}?{slot}" for slot in self._intent.slots}
            bag |= set() if kind in first else {f"first {kind}"}
            first.add(kind)
            if key in title:
                bag.add(f"{sort} in title")
            if key in self._intent.terms:
                bag.add(f"{sort} in brief")
            elif self._found.weights.get(key):
                bag.add(f"{sort} like brief")
            if key in self._intent.stress:
                bag.add("stressed")
        return self._bags

    def _of_fact(self, fact: Fact) -> set[str]:
        name = f"fact:{fact.slot}:{fact.role or ''}"
        signs = {name, f"{name}|{self._intent.kind}"}
        if fact.slot in self._intent.slots:
            signs.add(f"asked:{fact.slot}")
        if fact.last:
            signs.add("ahead" if fact.last >= self._found.sheet.today else "over")
        for essential in load_table("essentials.yaml").get(self._intent.kind, ()):
            if fact.slot == essential["slot"] and (
                not essential.get("roles") or fact.role in essential["roles"]
            ):
                signs.add("essential")
        return signs

    def _around(self, sentence: SourceSentence, rank: int, facts: Sequence[Fact]) -> set[str]:
        """What is seen of the sentence that holds it."""
        intent, text = self._intent, sentence.text
        above = f"{sentence.heading.rpartition(' > ')[2]} {sentence.group} {sentence.label}"
        about = self._found.relevance(text)
        slots = {fact.slot for fact in facts} & set(_TELLING)
        seen = {
            f"at:{_bucket(rank, (0, 1, 3, 6, 12, 24))}": True,
            f"kind:{sentence.kind}": True,
            f"about:{_bucket(about, _SHARES)}": True,
            f"share:{_bucket(about / self._most, (0.0, 0.3, 0.6, 0.99))}": True,
            f"under:{_bucket(self._found.relevance(above), _SHARES)}": True,
            f"long:{_bucket(len(text), (30, 70, 130, 220))}": True,
            "labelled": bool(sentence.label),
            "kind asked": sentence.kind in intent.slots,
            "other asked": bool(intent.slots) and sentence.kind not in intent.slots,
            "said": sentence.speaker is not None,
            "opinion": is_opinion(text),
            "request": is_request(text),
            "impact": has_impact(intent.kind, text),
            "angle": answers_angle(intent.stressed, f"{above} {text}"),
        }
        signs = {sign for sign, shown in seen.items() if shown}
        signs |= {f"with:{slot}" for slot in slots}
        return signs | {f"asked with:{slot}" for slot in slots & set(intent.slots)}


class _Lists:
    """The lists and tables of a material: how long they are, how much they answer to the brief."""

    def __init__(self, found: Material) -> None:
        self._places: dict[tuple[str, str], list[int]] = {}
        told: dict[tuple[str, str], list[str]] = {}
        for number in found.numbers:
            sentence = found.sentence(number)
            if sentence.listed or sentence.cells:
                place = (sentence.heading, sentence.group)
                self._places.setdefault(place, []).append(number)
                above = [sentence.heading.rpartition(" > ")[2], sentence.group, *sentence.header]
                told.setdefault(place, above).append(sentence.text)
        self._about = {place: found.relevance(" ".join(text)) for place, text in told.items()}
        self._most = max(self._about.values(), default=0.0) or 1.0

    def signs(self, number: int, sentence: SourceSentence) -> set[str]:
        place = (sentence.heading, sentence.group)
        if not (sentence.listed or sentence.cells):
            return set()
        numbers = self._places[place]
        return {
            "cells" if sentence.cells else "listed",
            f"items:{_bucket(len(numbers), (2, 3, 5, 8, 12))}",
            f"item:{_bucket(numbers.index(number), (0, 1, 3, 6))}",
            f"list:{_bucket(self._about[place] / self._most, (0.0, 0.5, 0.99))}",
        }


def _stronger(kind: str, other: str) -> str:
    return min(kind, other, key=_KINDS.index)


def _sort(kind: str) -> str:
    return kind if kind in ("word", "name", "acronym") else "value"


def _bucket(value: float, bounds: Sequence[float]) -> int:
    return sum(value > bound for bound in bounds)
