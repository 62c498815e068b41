"""Addresses at which a person can be found, in folded text; the place of a problem is none."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise, takewhile
from typing import Any, NamedTuple

from assistant.masking.folding import Folded, Found, words_pattern
from assistant.prompts import load_table

_BLOCK = (
    r"blo[kc]k?\.?\s{0,2}[a-z]{1,3}(?![a-z])"
    r"(?:\s?[-./]?\s?[0-9]{1,3}[a-z]?(?![a-z0-9])(?:\s?[-/]\s?[0-9]{1,3}(?:[a-z](?![a-z]))?)?)?"
    r"|blo[kc]k?\.?\s{0,2}[0-9]{1,2}[a-z]{1,2}\s?[-/]?\s?[0-9]{1,3}(?![a-z0-9])"
)
# "Blok C lantai 4", "tower A unit 1107"
_FLOOR = r"(?:lantai|lt)\.?\s{0,2}[0-9]{1,3}(?![0-9a-z])"
_TOWER = (
    r"(?:tower|menara)\s{1,2}(?:[a-z]|[0-9]{1,2})(?![0-9a-z])|unit\s{1,2}[0-9]{3,4}(?![0-9a-z])"
)
_RT = r"rt\.?\s{0,2}:?\s?[0-9oil]{1,3}(?![0-9a-z]|[.,][0-9])"
_RW = r"rw\.?\s{0,2}:?\s?[0-9oil]{1,3}(?![0-9a-z]|[.,][0-9])"
_RT_RW = rf"{_RT}\s?[,/.\-&]?\s?(?:dan\s)?(?:{_RW}|[0-9]{{1,3}}(?![0-9a-z]))"
_CODE = (
    r"(?!rp|km|no|hp|wa)[a-z]{1,2}\s?[-/]?\s?[0-9]{1,3}[a-z]?(?:\s?[-/]\s?[0-9]{1,3}[a-z]?)?"
    r"(?![0-9a-z]|[.,][0-9])"
)
_NUMBER = r"[0-9]{1,4}\s?[a-z]?(?![a-z0-9])(?:\s?[-/]\s?[0-9a-z]{1,4}(?![a-z0-9]))?"
_BETWEEN = re.compile(r"[\s,.\-/;()·:]{0,3}")
# A bare number is a house's only where nothing is counted with it.
_AFTER_NUMBER = re.compile(
    r"\s{0,2}(?:$|[,.;!?)\n·](?![0-9])|(?:rt|rw|kel|kec|ds|desa|dusun|kab|blok|no|nomor|nomer|gg|gang|[0-9]{5})(?![a-z]))"
)
_HOUSE_NEXT = re.compile(r"\s(?:no|nomor)\b")
_DIGIT = re.compile("[0-9]")
_HOUSE_CODE = re.compile(r"[a-z]{1,2}[0-9]{1,3}[/-][0-9]{1,3}[a-z]?(?![0-9a-z/-])")
_LETTERED = re.compile(r"[0-9]{1,3}[a-h]$")
_UNIT_NEXT = re.compile(r"[\s,]{1,3}(?:no|nomor|nomer|unit|kamar)[.\s]")
_FIRST_WORD = re.compile(r"[a-z]*")
_MOST_PARTS = 30


@dataclass(frozen=True)
class _Tables:
    start: re.Pattern[str]
    part: re.Pattern[str]
    home: re.Pattern[str]
    not_home: re.Pattern[str]
    house_before: re.Pattern[str]
    office: re.Pattern[str]
    alleys: frozenset[str]
    estate_words: frozenset[str]
    estate_roads: frozenset[str]
    plain_roads: frozenset[str]
    prepositions: frozenset[str]
    to_places: frozenset[str]
    street_titles: frozenset[str]
    counted: re.Pattern[str]
    common: frozenset[str]


@cache
def _tables() -> _Tables:
    table = load_table("privacy.yaml")
    words: Mapping[str, Any] = table["addresses"]
    counted = [*table["amounts"], *table["units"]]
    roads = words_pattern([*words["roads"], *words["estates"]])
    houses = words_pattern(words["houses"])
    spoken = _spoken_number(table["number_words"])
    prepositions = words_pattern(words["prepositions"])
    return _Tables(
        start=re.compile(
            rf"(?<![a-z])(?:(?:{roads})(?![a-z])|rt\.?\s?[0-9:oil]|blo[kc]k?\.?\s"
            rf"|(?<![0-9]){_CODE})"
        ),
        part=_part_pattern(words, houses, spoken),
        home=re.compile(
            rf"(?<![a-z])(?:{words_pattern(words['residence'])})(?![a-z])[\s:=,.\-]{{0,3}}"
            rf"(?:(?:{prepositions})(?![a-z])[\s:=,]{{1,3}}){{0,3}}"
        ),
        not_home=re.compile(rf"(?:{words_pattern(words['not_residence'])})(?![a-z])"),
        house_before=re.compile(
            rf"(?:rumah\s{{1,2}})?(?:{houses})\.?\s?[0-9]{{1,4}}[a-z]?[\s,]{{1,2}}(?:di\s)?$"
        ),
        office=re.compile(rf"(?<![a-z])(?:{words_pattern(words['offices'])})(?![a-z])"),
        alleys=frozenset(words["alleys"]),
        estate_words=frozenset([*words["estates"], *words["estate_words"]]),
        estate_roads=frozenset([*words["estates"], *words["estate_roads"]]),
        plain_roads=frozenset(words["plain_roads"]),
        prepositions=frozenset(" ".join(words["prepositions"]).split()),
        to_places=frozenset(" ".join([*words["prepositions"], "ke"]).split()),
        street_titles=frozenset(words["street_titles"]),
        counted=re.compile(rf"\s?(?:{words_pattern(counted)})(?![a-z])"),
        common=frozenset(table["common_words"].split()),
    )


def _spoken_number(number_words: Mapping[str, Sequence[str]]) -> str:
    """A house number in words: "dua puluh tiga"."""
    words = [word for several in number_words.values() for word in several]
    word = rf"(?:{words_pattern([*words, 'puluh', 'belas', 'ratus', 'seratus'])})"
    return rf"{word}(?:\s{word}){{0,4}}(?![a-z])"


def _part_pattern(words: Mapping[str, Any], houses: str, spoken: str) -> re.Pattern[str]:
    """One part of an address; which one it is shows by the group."""
    cities = words_pattern([*words["cities"], *_districts()])
    return re.compile(
        rf"(?P<rtrw>{_RT_RW}|{_RT}|{_RW})"
        rf"|(?P<house>(?:{houses})(?:\s?rumah)?\.?\s{{0,2}}:?\s?"
        rf"(?:(?:[a-z]{{1,2}}[-. ]?)?{_NUMBER}|{spoken}))"
        rf"|(?P<block>{_BLOCK}|{_TOWER})"
        rf"|(?P<floor>{_FLOOR})"
        rf"|(?P<road>(?:{words_pattern(words['roads'])})(?![a-z])\.?)"
        rf"|(?P<estate>(?:{words_pattern(words['estates'])})(?![a-z]))"
        rf"|(?P<area>(?:{words_pattern(words['areas'])})(?![a-z])\.?)"
        rf"|(?P<city>(?:{cities})(?![a-z]))"
        r"|(?P<post>(?:kode\s?pos\s?:?\s?)?[0-9]{5}(?![0-9]))"
        rf"|(?P<code>{_CODE})"
        rf"|(?P<number>{_NUMBER})"
        r"|(?P<word>[a-z][a-z'’]*(?![a-z0-9])\.?)"
    )


# --- Places ------------------------------------------------------------------------------------


def _districts() -> list[str]:
    return [name.lower() for name in load_table("places.yaml")["villages"]]


@cache
def _places() -> frozenset[str]:
    """Districts, villages and towns, without the spaces that people set as they like."""
    villages = ", ".join(load_table("places.yaml")["villages"].values()).lower().split(", ")
    cities = load_table("privacy.yaml")["addresses"]["cities"]
    return frozenset(
        re.sub(r"\s", "", name) for name in (*villages, *_districts(), *cities) if name
    )


def is_place(words: str) -> bool:
    """Whether `words` (lower case) are a district, a village or a town."""
    return re.sub(r"\s", "", words) in _places()


def _place_end(low: str, start: int) -> int | None:
    """Where the village or town that begins at `start` ends, in one word or in several."""
    words = list(islice(re.finditer(r"[a-z]+(?:-[a-z]+)?", low[start : start + 40]), 3))
    for last in reversed(words):
        if words[0].start() == 0 and is_place(low[start : start + last.end()]):
            return start + last.end()
    return None


# --- Reading an address ------------------------------------------------------------------------


class _Part(NamedTuple):
    kind: str
    start: int
    end: int


_NUMBERED = frozenset(("house", "code", "number"))
_PRECISE = _NUMBERED | {"block", "rtrw"}


def find_addresses(folded: Folded, official: Collection[str]) -> Iterator[Found]:
    """Addresses with a house number, block or RT/RW, or where somebody says to live there.

    A street, a landmark, a village or "RT 5 RW 2 Desa X" alone stays: the answer to a complaint
    needs it. Where somebody lives there, it is taken.
    """
    low, tables = folded.low, _tables()
    homes = [
        match.end()
        for match in tables.home.finditer(low)
        if not tables.not_home.match(low, match.end())
    ]
    starts = {match.start(): False for match in tables.start.finditer(low)}
    done = 0
    for start, is_home in sorted((starts | dict.fromkeys(homes, True)).items()):
        if start < done:
            continue
        nearest = bisect_right(homes, start)
        at_home = nearest > 0 and start - homes[nearest - 1] <= 24
        parts = _parts(folded, start, free_words=4 if is_home else 0, at_home=at_home)
        floor, done = done, max([start, *(part.end for part in parts)])
        while parts and parts[-1].kind in ("road", "area"):
            parts.pop()
        if not parts:
            continue
        at_home = at_home or (parts[0].kind == "rtrw" and _in_list(folded, start, done))
        span = _personal(folded, parts, floor, at_home=at_home, is_home=is_home)
        if span is None or _is_official(low, span, official, at_home):
            continue
        yield Found("address", *span, " ".join(re.findall(r"[a-z]+|[0-9]+", low[slice(*span)])))


_AFTER_FIELD = re.compile(r"[0-9]{5}\s?[,;/#|]\s{0,2}(?:(?:desa|ds|dsn|dusun)\.?\s[a-z]+\s?)?$")
_FIELD_NEXT = re.compile(
    r"\s?[,;/#|]\s?(?:(?:no|hp|wa|telp|nik)[\s.:]{1,3}){0,2}(?:\+?62|08|[1-9][0-9]{15})"
)


_AFTER_PERSON = re.compile(
    r"(?:^|\n)\s*(?:\d+[.)]\s)?(?:[A-Z][A-Za-z'.]*\s?){1,4},\s(?:[Dd](?:esa|s)\.?\s)?(?:[A-Z][a-z]+\s){0,2}$"
)
_COMMA = re.compile(r"\s?(?:[,;\n]|$)")


def _in_list(folded: Folded, start: int, end: int) -> bool:
    """Whether somebody's name or number stands beside it in a list: "Sumarno, Desa Suko RT 2 RW 1,
    0812…"."""
    low = folded.low
    before = low[max(0, start - 40) : start]
    return bool(
        _AFTER_FIELD.search(before)
        or _FIELD_NEXT.match(low, end)
        or (
            _AFTER_PERSON.search(folded.text[max(0, start - 60) : start]) and _COMMA.match(low, end)
        )
    )


def _parts(folded: Folded, start: int, *, free_words: int, at_home: bool) -> list[_Part]:
    """The parts of an address from `start` on, as far as it goes on like one.

    `free_words`: names that may stand before the first part ("Sekardangan Indah C-12").
    """
    low, tables = folded.low, _tables()
    parts: list[_Part] = []
    names_left = free_words
    at = start
    while len(parts) < _MOST_PARTS and (match := tables.part.match(low, at)):
        kind, end = _in_context(low, match, parts)
        if kind == "word":
            if names_left == 0 or not _is_name(folded, match, parts):
                break
            names_left -= 1
        elif kind == "road":
            names_left = 5
        elif kind == "area":
            names_left = 3 if folded.text[end : end + 3].strip()[:1].isupper() else 1
        elif (kind == "number" and not _is_house_number(low, parts, end, at_home)) or (
            kind == "code" and not _is_house_code(folded, parts, at, end, at_home)
        ):
            break
        elif kind == "house" and parts and parts[-1].kind == "road" and not _DIGIT.search(match[0]):
            break  # "jalan nomor dua dari barat"
        elif (
            kind == "floor"
            and not any(part.kind in _PRECISE for part in parts)
            and not _UNIT_NEXT.match(low, end)
        ):
            break  # the second floor of a building is nobody's home
        else:
            names_left = 0
        parts.append(_Part(kind, at, end))
        at = _BETWEEN.match(low, end).end()  # type: ignore[union-attr]
        if "\n\n" in low[end:at]:
            break
    return parts


def _in_context(low: str, match: re.Match[str], parts: Sequence[_Part]) -> tuple[str, int]:
    """The kind of a part, which often depends on the one before, and its end."""
    kind, start, end = match.lastgroup or "word", match.start(), match.end()
    last = parts[-1].kind if parts else ""
    precise = any(part.kind in _PRECISE or part.kind == "city" for part in parts)
    if kind == "city":
        end = max(end, _place_end(low, start) or 0)
    if last in ("road", "word") and kind in ("word", "city"):
        return "word", _place_end(low, start) or end
    if last == "area" or (kind in ("word", "estate", "road") and precise and last != "road"):
        place_end = _place_end(low, start)
        if place_end:
            return "city", place_end
    if kind == "estate":
        # "Perum Graha Kota", "Jaya Maspion Permata": one name.
        return ("word" if last in ("road", "estate", "word", "area") else "road"), end
    if kind == "area" and last in ("road", "word") and match[0] == "kota":
        return "word", end
    if kind == "number" and last == "road" and _is_alley(low, parts[-1]):
        return ("house" if "/" in match[0] else "word"), end
    if (
        kind == "number"
        and last in ("road", "word")
        and end - start == 1
        and _in_estate(low, parts)
    ):
        return "word", end  # "Perumtas 3": a part of the estate
    if kind == "word" and match[0].endswith(".") and len(match[0]) > 3:
        end -= 1
    return kind, end


def _is_alley(low: str, part: _Part) -> bool:
    return low[part.start : part.end].strip(". ") in _tables().alleys


def _in_estate(low: str, parts: Sequence[_Part]) -> bool:
    roads = [part for part in parts if part.kind == "road"]
    word = low[roads[-1].start : roads[-1].end].strip(". ") if roads else ""
    return word in _tables().estate_roads


def _is_name(folded: Folded, match: re.Match[str], parts: Sequence[_Part]) -> bool:
    """Whether a word goes on with the name of a street, an estate or a village."""
    if not match["word"]:
        return True
    word = match[0].rstrip(".")
    tables = _tables()
    if not parts:
        return word not in tables.common
    last = parts[-1]
    written = folded.low[last.start : match.start()]
    title = re.match(r"[a-z]+", written)
    if title is None or (title[0] not in tables.street_titles and _ends_here(last, written)):
        return False
    if word in tables.street_titles and (last.kind != "word" or match[0].endswith(".")):
        return True
    proper = folded.text[match.start()].isupper()
    shouted = folded.text[match.start() :][:9].isupper()
    if word in tables.common and (not proper or shouted):
        return False
    return proper or last.kind != "word" or not folded.text[last.start].isupper()


def _ends_here(last: _Part, written: str) -> bool:
    """Whether a mark after the last part ends the name or the sentence."""
    between = written[last.end - last.start :]
    if last.kind == "word":
        return any(mark in between for mark in ".,;()\n:")
    return written[: last.end - last.start].endswith(".") and last.end - last.start > 6


def _is_house_number(low: str, parts: Sequence[_Part], end: int, at_home: bool) -> bool:
    kinds = [part.kind for part in parts]
    if "word" not in kinds[-1:] or re.match(r"[^(0-9]*\(|\.[0-9]", low[parts[-1].end : end]):
        return False
    if at_home:
        return _tables().counted.match(low, end) is None
    if _LETTERED.search(low[parts[-1].end : end]) and "road" in kinds:
        return True  # "Jl Majapahit 41B"
    names = list(takewhile(lambda kind: kind == "word", reversed(kinds)))
    long = re.search(r"[0-9]{4}", low[parts[-1].end : end]) is not None
    if long or kinds[-len(names) - 1 :][:1] != ["road"]:
        return False
    after = _AFTER_NUMBER.match(low, end)
    return after is not None or _place_end(low, end + (low[end : end + 1] == " ")) is not None


def _is_house_code(
    folded: Folded, parts: Sequence[_Part], start: int, end: int, at_home: bool
) -> bool:
    """A code such as "CK-12" after an estate's name; at the start the name may stand before."""
    if not parts:
        return True
    written = folded.text[start:end]
    return parts[-1].kind in ("word", "block", "house", "city") and (
        at_home
        or written[0].isupper()
        or "-" in written
        or "/" in written
        or _HOUSE_NEXT.match(folded.low, end) is not None
    )


def _personal(
    folded: Folded, parts: Sequence[_Part], floor: int, *, at_home: bool, is_home: bool
) -> tuple[int, int] | None:
    """What of an address points to a person; None when it is only a place."""
    low = folded.low
    kinds = [part.kind for part in parts]
    start, end = parts[0].start, parts[-1].end
    has_road = "road" in kinds
    named = any(
        road.kind == "road"
        and part.kind in ("word", "city")
        and low[part.start : part.end] not in _tables().plain_roads
        for road, part in pairwise(parts)
    )
    house = None
    if has_road or kinds[0] == "rtrw":
        house = _tables().house_before.search(low[max(floor, start - 30) : start])
    if house:
        start -= house.end() - house.start()
    if (kinds[0] == "rtrw" and (house or at_home)) or (
        kinds[0] in ("rtrw", "road") and _NUMBERED & set(kinds)
    ):
        start = _area_start(low, start, floor)
    first = _FIRST_WORD.match(low, start)
    if not is_home and (not has_road or (first and first[0] in _tables().estate_words)):
        estate_start, is_estate = _estate_start(folded, start, floor)
        # "di Alam Juanda H8/9": such a code is a house's wherever a name stands before it.
        is_estate = is_estate or (
            estate_start < start
            and _HOUSE_CODE.match(low, start) is not None
            and _word_before(low, estate_start) in _tables().to_places
        )
        if is_estate or kinds[0] != "rtrw":
            start = estate_start
    else:
        is_estate = False
    numbered = bool(_NUMBERED & set(kinds)) or house is not None
    if at_home and (numbered or "rtrw" in kinds or "block" in kinds or named):
        return start, end
    if numbered and (has_road or "block" in kinds or "rtrw" in kinds or is_estate):
        return start, end
    if "block" in kinds and (has_road or is_estate or _has_digit(low, parts, "block")):
        return start, end
    if "rtrw" in kinds and (named or is_estate):
        # "RT 21 RW 5 Perum Magersari" is where the lamp is broken; so is "ketua RT 03".
        place = kinds[0] == "rtrw" and (has_road or not _is_pair(low[slice(*parts[0][1:])]))
        return None if place else (start, end)
    return None


def _word_before(low: str, at: int) -> str:
    match = re.search(r"([a-z]+)\s{1,2}$", low[max(0, at - 20) : at])
    return match[1] if match else ""


def _has_digit(low: str, parts: Sequence[_Part], kind: str) -> bool:
    return any(
        character.isdigit()
        for part in parts
        if part.kind == kind
        for character in low[part.start : part.end]
    )


def _is_pair(written: str) -> bool:
    """RT and RW, not one of them: "ketua RT 03" is nobody's address."""
    return re.search(r"rt.*(?:rw|[0-9]\s?[/,.\-]\s?[0-9])|rw.*rt", written) is not None


_AREA_BEFORE = re.compile(r"(?:desa|ds|kel|kelurahan)\.?\s{1,2}[a-z]+(?:\s[a-z]+)?[\s,]{1,3}$")
_LAST_WORDS = re.compile(r"[a-z]+(?:\s[a-z]+)?[\s,]{1,3}$")


def _area_start(low: str, start: int, floor: int) -> int:
    """Takes the village in front of a house's RT/RW: "Desa Suko RT 2 RW 1 No. 15"."""
    head = low[max(floor, start - 40) : start]
    before = _AREA_BEFORE.search(head)
    if before is None and (last := _LAST_WORDS.search(head)):
        words = last[0].strip(" ,").split()
        name = next((n for n in (words, words[-1:]) if is_place("".join(n))), None)
        return start - len(last[0]) + last[0].index(" ".join(name)) if name else start
    return start - (before.end() - before.start()) if before else start


def _estate_start(folded: Folded, start: int, floor: int) -> tuple[int, bool]:
    """Takes the name of an estate in front of its block ("Puri Surya Jaya blok C3"), and says
    whether it is surely one."""
    tables = _tables()
    base = max(floor, start - 50)
    words = list(re.finditer(r"[A-Za-z][A-Za-z'’]*", folded.text[base:start]))
    found, is_estate = start, False
    for match in reversed(words[-4:]):
        word = match[0].lower()
        if folded.text[base + match.end() : found].strip(" ,"):
            break
        is_estate = is_estate or word in tables.estate_words
        if word not in tables.estate_words and (
            word in tables.common or word in tables.prepositions
        ):
            break
        found = base + match.start()
    return found, is_estate


def _is_official(low: str, span: tuple[int, int], official: Collection[str], at_home: bool) -> bool:
    """An office's address: a known one, or one directly behind an office's name."""
    if not official:
        return False
    written = " ".join(re.findall(r"[a-z0-9]+", low[slice(*span)]))
    written = re.sub(r"\b(?:jl|jln)\b", "jalan", re.sub(r"\b(?:no|nomor)\s", "", written))
    if any(written in address or address in written for address in official):
        return True
    if at_home:
        return False
    before = low[max(0, span[0] - 45) : span[0]]
    offices = list(_tables().office.finditer(before))
    if not offices:
        return False
    between = before[offices[-1].end() :]
    return len(between.split()) <= 3 and not re.search(
        r"[.!?;\n0-9]|,.*,|saya|rumah|dekat|depan", between
    )
