"""A text as the parts that addresses are made of: kinds of road, numbers of houses, blocks, RT and
RW, places, words that say where somebody lives; all other words stand between them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from assistant.masking.folding import Folded, words_pattern
from assistant.prompts import load_table

_NUMBER = r"[0-9]{1,4}\s?[a-z]?(?![a-z0-9])(?:\s?[-/]\s?[0-9a-z]{1,4}(?![a-z0-9]))?"
_CODE = (
    r"[a-z]{1,2}\s?[-/]?\s?[0-9]{1,3}[a-z]?(?:\s?[-/]\s?[0-9]{1,3}[a-z]?)?(?![0-9a-z]|[.,][0-9])"
)
_BLOCK = (
    r"blo[kc]k?\.?\s{0,2}(?:[a-z]{1,3}(?![a-z])"
    r"(?:\s?[-./]?\s?[0-9]{1,3}[a-z]?(?![a-z0-9])(?:\s?[-/]\s?[0-9]{1,3}(?:[a-z](?![a-z]))?)?)?"
    r"|[0-9]{1,2}[a-z]{1,2}\s?[-/]?\s?[0-9]{1,3}(?![a-z0-9])|[0-9]{1,3}(?![0-9a-z]))"
)
_DIGITS_OF_RT = r"[0-9oil]{1,3}(?![0-9a-z]|[.,][0-9])"
_RT, _RW = (rf"{word}\.?\s{{0,2}}:?\s?{_DIGITS_OF_RT}" for word in ("rt", "rw"))
_RT_RW = rf"{_RT}\s?[,/.\-&]?\s?(?:dan\s)?(?:{_RW}|[0-9]{{1,3}}(?![0-9a-z]))"
_ROMAN = re.compile(r"(?:x{0,2})(?:ix|iv|v?i{1,3}|v)$|x{1,2}$")


class Part(NamedTuple):
    """`sort` says more of its kind, `word` is how it is written where that is a word."""

    kind: str
    sort: str
    word: str
    case: str
    gap: str  # what stands between it and the part before
    start: int
    end: int


@dataclass(frozen=True)
class _Tables:
    part: re.Pattern[str]
    counted: re.Pattern[str]
    estate_words: frozenset[str]
    prepositions: frozenset[str]
    alleys: frozenset[str]
    plain_roads: frozenset[str]
    titles: frozenset[str]
    common: frozenset[str]


@cache
def _tables() -> _Tables:
    table = load_table("privacy.yaml")
    words: Mapping[str, Any] = table["addresses"]
    counted = words_pattern([*table["amounts"], *table["units"]])
    return _Tables(
        part=_part_pattern(words, table["number_words"], table["common_words"].split()),
        counted=re.compile(rf"\s?(?:{counted})(?![a-z])|[.,:][0-9]|\s?%"),
        estate_words=frozenset([*words["estates"], *words["estate_words"]]),
        prepositions=frozenset(" ".join([*words["prepositions"], "ke", "dari"]).split()),
        alleys=frozenset(words["alleys"]),
        plain_roads=frozenset(words["plain_roads"]),
        titles=frozenset(words["street_titles"]),
        common=frozenset(table["common_words"].split()),
    )


def _part_pattern(
    words: Mapping[str, Any],
    number_words: Mapping[str, Sequence[str]],
    common: Sequence[str],
) -> re.Pattern[str]:
    """One part; which kind it is shows by the group."""
    spoken = words_pattern(
        [*(w for several in number_words.values() for w in several), "puluh", "belas", "ratus"]
    )
    spoken = rf"(?:{spoken})(?:\s(?:{spoken})){{0,4}}(?![a-z])"
    houses = words_pattern(words["houses"])
    not_codes = words_pattern([*(w for w in common if len(w) < 3), "rp", "km", "wa", "se", "sd"])
    return re.compile(
        rf"(?<![a-z])(?:(?P<home>(?:{words_pattern(words['residence'])})(?![a-z])"
        rf"(?:[\s:=,.]{{1,3}}(?:{words_pattern(words['prepositions'])})(?![a-z])){{0,3}}"
        rf"(?!\s(?:{words_pattern(words['not_residence'])})(?![a-z])))"
        rf"|(?P<rtrw>{_RT_RW}|{_RT}|{_RW})"
        rf"|(?P<house>(?:{houses})(?:\s?rumah)?\.?\s{{0,2}}:?\s?"
        rf"(?:(?:[a-z]{{1,2}}[-. ]?)?{_NUMBER}|{spoken}))"
        rf"|(?P<block>{_BLOCK}|(?:tower|menara)\s{{1,2}}(?:[a-z]|[0-9]{{1,2}})(?![0-9a-z]))"
        r"|(?P<floor>(?:lantai|lt)\.?\s{0,2}[0-9]{1,3}(?![0-9a-z]))"
        rf"|(?P<road>(?:{words_pattern(words['roads'])})(?![a-z])\.?)"
        rf"|(?P<estate>(?:{words_pattern(words['estates'])})(?![a-z]))"
        rf"|(?P<area>(?:{words_pattern(words['areas'])})(?![a-z])\.?)"
        rf"|(?P<office>(?:{words_pattern(words['offices'])})(?![a-z]))"
        r"|(?P<post>(?:kode\s?pos\s?:?\s?)?(?<![0-9])[0-9]{5}(?![0-9]))"
        rf"|(?P<code>(?!(?:{not_codes})(?![a-z])){_CODE})"
        rf"|(?P<number>(?<![0-9]){_NUMBER}|[ivx]{{1,4}}\s?/\s?[0-9]{{1,3}}[a-z]?(?![0-9a-z]))"
        r"|(?P<word>[a-z][a-z'’]*(?:\.(?=[a-z0-9\s]))?)|(?P<figure>[0-9]+))"
    )


def parts(folded: Folded) -> list[Part]:
    """All parts of the text, in order."""
    low, at = folded.low, 0
    found: list[Part] = []
    for match in _scan(low):
        start, end = match.span()
        if start < at:
            continue
        kind = match.lastgroup or "word"
        if kind in ("word", "area", "office", "estate") and (place := _place_end(low, start)):
            kind, end = "place", max(end, place)
        sort = _sort(kind, low[start:end], low, end)
        word = low[start:end].rstrip(".") if kind in _WORDED else ""
        gap = _gap(low[at:start], found[-1] if found else None)
        found.append(Part(kind, sort, word, _case(folded.text[start:end]), gap, start, end))
        at = end
    return found


# Without one of these near, a text has no address.
_SEEDS = frozenset(("home", "rtrw", "house", "block", "road", "estate", "code"))
_AROUND = 10  # parts


def stretches(found: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """What of a text may hold an address."""
    first = last = 0
    for at, part in enumerate(found):
        if part.kind not in _SEEDS:
            continue
        if at - _AROUND > last:
            if last:
                yield found[first:last]
            first = max(at - _AROUND, 0)
        last = min(at + _AROUND + 1, len(found))
    if last:
        yield found[first:last]


_WORDED = frozenset(("word", "road", "estate", "area", "home", "office"))


def _scan(low: str) -> Iterator[re.Match[str]]:
    pattern, at = _tables().part, 0
    while match := pattern.search(low, at):
        yield match
        at = match.end()


def _sort(kind: str, written: str, low: str, end: int) -> str:
    tables = _tables()
    if kind == "word":
        word = written.rstrip(".")
        if len(word) == 1:
            return "letter"
        for sort, words in (
            ("prep", tables.prepositions),
            ("estate", tables.estate_words),
            ("plain", tables.plain_roads),
            ("common", tables.common),
            ("title", tables.titles),
        ):
            if word in words:
                return sort
        return "roman" if _ROMAN.fullmatch(word) else "name"
    if kind == "road":
        return "alley" if written.rstrip(". ") in tables.alleys else "road"
    if kind == "rtrw":
        return "pair" if re.search(r"rt.*(?:rw|[0-9]\s?[/,.\-]\s?[0-9])", written) else "one"
    if kind in ("number", "code", "house"):
        counted = "counted" if tables.counted.match(low, end) else ""
        marks = "".join(sorted({mark for mark in written if mark in "-/"}))
        digits = max(map(len, re.findall("[0-9]+", written)), default=0)
        letter = "a" if kind == "number" and re.search(r"[0-9]\s?[a-z]", written) else ""
        return f"{counted}{digits}{marks}{letter}"
    if kind == "block":
        return "numbered" if re.search("[0-9]", written) else "bare"
    return ""


def _case(written: str) -> str:
    letters = [c for c in written if c.isalpha()]
    if not letters:
        return "-"
    if letters[0].islower():
        return "l"
    return "U" if len(letters) > 1 and all(map(str.isupper, letters)) else "T"


def _gap(between: str, before: Part | None) -> str:
    if before is None:
        return "start"
    if "\n" in between:
        return "line"
    if not between.strip():
        return "sp" if between else ""
    between = between.strip()
    if between == "." and (before.kind not in ("word", "place") or len(before.word) <= 4):
        return "dot"
    if re.search(r"[.!?;]", between):
        return "stop"
    for mark in ",(:":
        if mark in between:
            return mark
    return "mark" if len(between) < 3 else "stop"


# --- Places ------------------------------------------------------------------------------------


@cache
def _places() -> frozenset[str]:
    """Districts, villages and towns, without the spaces that people set as they like."""
    table = load_table("places.yaml")["villages"]
    villages = ", ".join(table.values()).lower().split(", ")
    cities = load_table("privacy.yaml")["addresses"]["cities"]
    names = (*villages, *(name.lower() for name in table), *cities)
    return frozenset(re.sub(r"\s", "", name) for name in names if name)


@cache
def _place_beginnings() -> frozenset[str]:
    return frozenset(name[:3] for name in _places())


def is_place(words: str) -> bool:
    """Whether `words` (lower case) are a district, a village or a town."""
    return re.sub(r"\s", "", words) in _places()


def _place_end(low: str, start: int) -> int | None:
    """Where the village or town that begins at `start` ends, in one word or in several."""
    if low[start : start + 3] not in _place_beginnings():
        return None
    words = list(islice(re.finditer(r"[a-z]+(?:-[a-z]+)?", low[start : start + 40]), 3))
    for last in reversed(words):
        if words[0].start() == 0 and is_place(low[start : start + last.end()]):
            return start + last.end()
    return None
