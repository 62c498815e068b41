"""Number plates of vehicles and passport numbers, found in folded text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.masking.folding import SEPARATOR, Folded, Found, words_pattern
from assistant.masking.identifiers import LETTER_DIGITS, Cues
from assistant.prompts import load_table


@dataclass(frozen=True)
class _Tables:
    plate: re.Pattern[str]
    vehicle: re.Pattern[str]
    plate_cue: re.Pattern[str]
    not_suffix: frozenset[str]


@cache
def _tables() -> _Tables:
    table = load_table("privacy.yaml")
    plates = table["plates"]
    ending = r"(?:nya|ku|ne|e)?\b"
    return _Tables(
        plate=_plate_pattern(plates),
        vehicle=re.compile(rf"(?<![a-z])(?:{words_pattern(plates['cues'])}){ending}"),
        plate_cue=re.compile(rf"(?<![a-z])(?:{words_pattern(plates['strong_cues'])}){ending}"),
        not_suffix=frozenset([*plates["not_suffix"], *table["common_words"].split()]),
    )


def _plate_pattern(plates: Mapping[str, Any]) -> re.Pattern[str]:
    gap = rf"{SEPARATOR}{{0,3}}"
    codes = "|".join(gap.join(code) for code in sorted(plates["codes"], key=len, reverse=True))
    return re.compile(
        rf"(?<![a-z0-9])(?P<code>{codes}){gap}"
        rf"(?P<number>(?:[1-9]|[oil](?=[0-9]))(?:{SEPARATOR}{{0,2}}[0-9oil]){{0,3}})"
        rf"(?:{gap}(?P<suffix>[a-z](?:{SEPARATOR}?[a-z]){{0,2}}))?(?![a-z0-9])"
    )


def find_plates(folded: Folded) -> Iterator[Found]:
    """Number plates: after "nopol" in any writing, in capitals by their form, in lower case where
    a vehicle is spoken of."""
    low = folded.low
    tables = _tables()
    plate_cues = [match.end() for match in tables.plate_cue.finditer(low)]
    cues = sorted([*plate_cues, *(match.end() for match in tables.vehicle.finditer(low))])
    shouting = _is_shouting(folded.text)
    for match in tables.plate.finditer(low):
        start, end = match.span()
        capital = folded.text[start:end].isupper() and not shouting
        if _near(plate_cues, start, 24) or (
            _has_plate_form(match, capital, _near(cues, start, 40)) and not _in_digits(low, match)
        ):
            yield Found("plate", start, end, re.sub(r"[^a-z0-9]", "", match[0]))


_PLATE_FORM = re.compile(r"[a-z]{1,2}[\s.-]?[0-9oil]{1,4}[\s.-]?(?P<suffix>[a-z]{2,3}|[a-z])")


def _has_plate_form(match: re.Match[str], capital: bool, by_vehicle: bool) -> bool:
    """Whether letters, digits, letters are a plate, and not "k 500 an" or "b 2 yg"."""
    form = _PLATE_FORM.fullmatch(match[0])
    digits = re.sub(r"[^0-9]", "", match["number"])
    if form is None or len(digits) < 2:
        return False
    unlikely = form["suffix"] in _tables().not_suffix and " " in match[0] and not capital
    if unlikely and not (by_vehicle and len(digits) == 4):
        return False
    is_year = digits[:2] in ("19", "20") and len(digits) == 4 and " " in match[0]
    certain = len(digits) > 2 and len(form["suffix"]) > 1 and not is_year
    is_house = len(digits) < 3 and len(form["suffix"]) == 1  # "B-12A"
    return (capital and not is_house) or by_vehicle or certain


_DIGIT_BEFORE = re.compile(rf"[0-9][oil]?{SEPARATOR}{{1,3}}$")
_DIGIT_AFTER = re.compile(rf"{SEPARATOR}{{1,3}}[0-9]")


def _in_digits(low: str, match: re.Match[str]) -> bool:
    """Letters for digits inside a longer number: "351 - S04SI - 086"."""
    start, end = match.span()
    if set(match["code"]) <= LETTER_DIGITS and _DIGIT_BEFORE.search(low[max(0, start - 4) : start]):
        return True
    last = set(re.sub(r"[^a-z]", "", match["suffix"] or ""))
    return last <= LETTER_DIGITS and _DIGIT_AFTER.match(low, end) is not None


def _near(ends: Sequence[int], start: int, distance: int) -> bool:
    at = bisect_right(ends, start) - 1
    return at >= 0 and start - ends[at] <= distance


def _is_shouting(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    return capitals > 20 and capitals * 3 > 2 * sum(map(str.isalpha, text))


_PASSPORT = re.compile(
    r"(?<![a-z0-9])[a-z]{1,2}[\s.\-]?[0-9oil](?:[\s.\-]{0,2}[0-9oil]){5,7}(?![a-z0-9])"
)
_PLAIN_PASSPORT = re.compile(r"(?<![A-Za-z0-9])[A-CEX][0-9]{7}(?![A-Za-z0-9])")


def find_passports(folded: Folded) -> Iterator[Found]:
    low = folded.low
    if "pas" in low:
        cues = Cues(low)
        for match in _PASSPORT.finditer(low):
            if "passport" in cues.before(match.start()) + cues.after(match.end()):
                yield Found("passport", *match.span(), re.sub(r"[^a-z0-9]", "", match[0]))
    public = None
    for match in _PLAIN_PASSPORT.finditer(folded.text):
        public = public or Cues(low)
        if not public.public(match.start()):
            yield Found("passport", *match.span(), match[0].lower())
