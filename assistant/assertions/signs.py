"""Which way a word points: negated or not, and which side of a pair of opposites."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.assertions.words import Word, concept, find_words, table


@dataclass(frozen=True, slots=True)
class Sign:
    """A word with a direction. `axis` names the pair of opposites or the negated word.

    `side` is +1 or -1. `firm`: the word asserts by itself ("gratis", "wajib") and needs a source.
    """

    axis: str
    side: int
    start: int
    end: int
    firm: bool
    negated: bool


@cache
def _opposites() -> dict[str, tuple[str, int, bool]]:
    """Form → axis, side, firm; several words ("tidak dipungut biaya") are one form."""
    forms: dict[str, tuple[str, int, bool]] = {}
    for axis in table()["opposites"]:
        for side, words in ((1, axis["plus"]), (-1, axis["minus"])):
            for form in words:
                forms[str(form).lower()] = (axis["axis"], side, bool(axis.get("firm")))
    return forms


@cache
def _phrases() -> re.Pattern[str]:
    forms = sorted(_opposites(), key=len, reverse=True)
    return re.compile(
        r"\b(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms) + r")\b",
        re.IGNORECASE,
    )


@cache
def _harmless() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(str(form) for form in table()["no_polarity"]) + r")\b", re.IGNORECASE
    )


def find_signs(text: str) -> Iterator[Sign]:
    """Signs of one sentence, negations resolved: "tidak gratis" is the minus side of gratis."""
    text = _harmless().sub(lambda match: "·" * len(match[0]), text)
    covered: list[tuple[int, int]] = []
    for match in _phrases().finditer(text):
        axis, side, firm = _opposites()[re.sub(r"\s+", " ", match[0].lower())]
        negation = _negation_before(text, match.start())
        start = negation[0] if negation else match.start()
        covered.append((start, match.end()))
        yield Sign(axis, -side if negation else side, start, match.end(), firm, bool(negation))
    words = list(find_words(text))
    for index, word in enumerate(words):
        if not _negates(word.text) or any(a <= word.start < b for a, b in covered):
            continue
        object_ = _object(words, index, text)
        if object_ is not None and not any(a <= object_.start < b for a, b in covered):
            yield Sign("not:" + concept(object_.text), -1, word.start, object_.end, False, True)


def negates(word: str) -> bool:
    return _negates(word)


def _negates(word: str) -> bool:
    return word.lower() in _NEGATIONS


_NEGATIONS = frozenset(
    "tidak tak tdk belum bukan tanpa jangan dilarang batal gagal tiada enggak nggak gak ndak bukanlah tidaklah".split()
)
_SKIP = frozenset(
    "lagi akan bisa dapat boleh perlu ada harus pernah sampai hanya juga dulu sempat lagi terlalu sedang ingin mau untuk di ke dari pada oleh secara".split()
)


def _object(words: list[Word], index: int, text: str) -> Word | None:
    """What a negation denies: the next word with content within the clause."""
    for word in words[index + 1 : index + 4]:
        if re.search(r"[.,;:!?()]", text[words[index].end : word.start]):
            return None
        if word.text.lower() not in _SKIP and concept(word.text):
            return word
    return None


def _negation_before(text: str, start: int) -> tuple[int, int] | None:
    match = re.search(
        r"\b(tidak|tak|tdk|belum|bukan|tanpa|jangan|dilarang|nggak|gak|enggak)\s+"
        r"(?:(?:lagi|akan|bisa|dapat|boleh|perlu|harus|pernah|sampai|di|secara|lalu)\s+){0,2}$",
        text[max(0, start - 40) : start],
        re.IGNORECASE,
    )
    if match is None:
        return None
    return max(0, start - 40) + match.start(), max(0, start - 40) + match.end()
