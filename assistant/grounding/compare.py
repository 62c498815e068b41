"""Whether two values are the same value, however each is written."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from assistant.assertions.days import whole_date
from assistant.assertions.quantities import rates_in
from assistant.assertions.value import Amount, Clock, Day, Span
from assistant.assertions.words import alternatives
from assistant.claims import Claim

Outcome = Literal["same", "loosened", "reversed", "rerated", "different", "incomparable"]

_SIDES = {"min": 1, "over": 1, "max": -1, "under": -1, "from": 1, "until": -1}
_OPEN_END = re.compile(r"\b(?:mulai|dari|hingga|sampai|antara|s\.d\.|maksimal|minimal)\W*$", re.I)
_LIMIT = re.compile(
    r"\b(?:hingga|sampai|kuota|(?:di)?batas\w*|sebanyak|kapasitas)\b", re.IGNORECASE
)
_SCALE = re.compile(r"\d\s?(?:ribu|rb|juta|jt|miliar|triliun|[MT])\b", re.IGNORECASE)
_MONTH = 30  # days
_LITTLE = Decimal("0.01")
_NEARLY = Decimal("0.1")


def compare(draft: Claim, source: Claim, year: int | None = None) -> Outcome:
    """What `source` says to the value of `draft`. `year` is that of the source's document.

    loosened: same number, but "sekitar", "lebih dari", "minimal" stands only on one side.
    reversed: same number with the opposite limit.
    rerated: same number, but "per hari" for "per bulan".
    """
    a, b = draft.value, source.value
    if isinstance(a, Amount) and isinstance(b, Amount):
        return _amounts(draft, source, a, b)
    if isinstance(a, Day | Span) and isinstance(b, Day | Span):
        outcome = _dates(draft, a, b, year)
        if outcome == "different" and _just_before(draft, source, year):
            return "same"
        if outcome == "same" and draft.bound and source.bound and not isinstance(b, Span):
            return "same" if _SIDES[draft.bound] == _SIDES[source.bound] else "reversed"
        return outcome
    if isinstance(a, Clock) and isinstance(b, Clock):
        outcome = _clocks(draft, a, b)
        turned = {draft.bound, source.bound} == {"min", "max"}
        return "reversed" if outcome == "same" and turned else outcome
    if isinstance(a, str) and isinstance(b, str):
        return "same" if _texts(draft, source, a, b) else "different"
    return "incomparable"


def _texts(draft: Claim, source: Claim, a: str, b: str) -> bool:
    if draft.measure == "url":
        return a == b or ("/" not in a and b.startswith(a + "/"))
    return a == b


def _amounts(draft: Claim, source: Claim, a: Amount, b: Amount) -> Outcome:
    if a.unit != b.unit and (a_month := _in_days(a, b)):
        return _amounts(replace(draft, value=a_month), source, a_month, b)
    if a.unit != b.unit and {draft.measure, source.measure} != {"number"}:
        return "incomparable"
    if a.rate and not _rate_agrees(draft, source):
        return "rerated" if a.number == b.number else "incomparable"
    if source.form == "vague" or draft.form == "vague":
        return _vague(draft, source, a, b)
    if a.upper is not None or b.upper is not None:
        if (a.number, a.upper) == (b.number, b.upper):
            return "same"
        if a.upper is None and a.number in (b.number, b.upper) and _one_ended(draft):
            return "same"
        return "different"
    if a.number == b.number:
        return _bounds(draft, source)
    if not draft.bound and _SCALE.search(draft.text) and _cut_short(a.number, b.number):
        return "same"
    rounded = draft.bound in ("about", "over", "under") and source.bound in ("", "about")
    if b.number and rounded and rounder(a.number, b.number):
        if draft.bound == source.bound and _figures(a.number) >= _figures(b.number):
            return "different"  # "sekitar 26 menit" for "sekitar 25 menit" rounds nothing
        share = a.number / b.number
        if draft.bound == "about" and abs(share - 1) <= _NEARLY:
            return "same"
        if draft.bound == "over" and 1 - 2 * _NEARLY <= share < 1:
            return "same"
        if draft.bound == "under" and 1 < share <= 1 + _NEARLY:
            return "same"
    return "different"


def _in_days(a: Amount, b: Amount) -> Amount | None:
    """ "Sebulan" as the thirty days that it is taken for."""
    if (a.unit, b.unit) != ("bulan", "hari") or a.upper is not None:
        return None
    return replace(a, unit="hari", number=a.number * _MONTH)


def rounder(number: Decimal, exact: Decimal) -> bool:
    """Whether `number` has fewer figures before its zeros than `exact`: who rounds leaves some."""
    return _figures(number) <= max(2, _figures(exact) - 1)


def _figures(number: Decimal) -> int:
    return len(number.normalize().as_tuple().digits)


def _cut_short(number: Decimal, exact: Decimal) -> bool:
    """Whether `number` is `exact` with its last digits left out: Rp3,2 miliar, Rp3.215.400.000."""
    last = Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))
    return abs(number - exact) < last and abs(number - exact) <= _LITTLE * exact


def rated(draft: Claim, source: Claim) -> bool:
    """Whether both hold for the same time; "per bulan" may stand elsewhere in the sentence."""
    a, b = draft.value, source.value
    if not isinstance(a, Amount) or not isinstance(b, Amount) or a.rate == b.rate:
        return True
    rate = a.rate or b.rate
    return all(
        rate in rates_in(claim.sentence.text) or f"{rate}an" in claim.sentence.text.lower()
        for claim in (draft, source)
    )


def _rate_agrees(draft: Claim, source: Claim) -> bool:
    """Whether the source does not give its value for another time, person or measure.

    "Setiap keluarga membeli dua kemasan" says it in front.
    """
    a, b = draft.value, source.value
    assert isinstance(a, Amount) and isinstance(b, Amount)
    told = {b.rate} if b.rate else rates_in(source.sentence.text)
    return not told or a.rate in told


def _vague(draft: Claim, source: Claim, a: Amount, b: Amount) -> Outcome:
    if draft.form == source.form:
        return "same" if a.number == b.number else "different"
    if draft.form == "vague":
        inside = a.number <= b.number <= (a.upper or a.number)
        return "same" if inside else "different"
    return "different"


def _one_ended(claim: Claim) -> bool:
    return claim.bound in ("min", "max") or _OPEN_END.search(_before(claim)) is not None


def _before(claim: Claim) -> str:
    """What stands in front of a draft's claim in its sentence."""
    return claim.sentence.text[: max(0, claim.start - claim.sentence.start)]


def _bounds(draft: Claim, source: Claim) -> Outcome:
    a, b = draft.bound, source.bound
    if a == b:
        return "same"
    if a and b and a in _SIDES and b in _SIDES:
        return "same" if _SIDES[a] == _SIDES[b] else "reversed"
    if (a == "about" and not b) or (b == "about" and not a):
        return "same"
    if b in ("min", "max") and not a:
        return "same"  # who tells no limit tells less, and nothing wrong
    if a == "max" and not b and _LIMIT.search(source.sentence.text):
        return "same"
    limit, other = (a, source) if a else (b, draft)
    if limit in ("min", "max") and not (a and b) and limits(limit).search(other.sentence.text):
        return "same"  # "durasi maksimal: tari 8 menit, dongeng 6 menit"
    return "loosened"


@cache
def limits(bound: str) -> re.Pattern[str]:
    """Any word of a limit in running text."""
    return re.compile(rf"\b(?:{alternatives('bound_' + bound)})(?!\w)", re.IGNORECASE)


_BEFORE = re.compile(r"\bsebelum(?:\s+(?:tanggal|bulan|hari))?\W*$", re.IGNORECASE)


def _just_before(draft: Claim, source: Claim, year: int | None) -> bool:
    """ "Sebelum 29 Maret" for "paling lambat 28 Maret", and the other way round."""
    ends = [draft.value, source.value]
    if isinstance(ends[1], Span):
        ends[1] = ends[1].last
    if draft.bound != "until" or not all(isinstance(end, Day) for end in ends):
        return False
    if source.bound != "until" and not isinstance(source.value, Span):
        return False
    first, second = (_first_day(end, year) for end in ends if isinstance(end, Day))
    before, after = (_BEFORE.search(_before(claim)) is not None for claim in (draft, source))
    if first is None or second is None or before == after:
        return False
    return (first - second if before else second - first).days == 1


def _first_day(day: Day, year: int | None) -> date | None:
    return whole_date(Day(day.year or year, day.month, day.day or 1)) if day.month else None


def _dates(draft: Claim, a: Day | Span, b: Day | Span, year: int | None) -> Outcome:
    if isinstance(a, Span):
        if isinstance(b, Span):
            both = (_days(a.first, b.first, year), _days(a.last, b.last, year))
            if both == ("same", "same"):
                return "same"
            return "incomparable" if "incomparable" in both else "different"
        return "different" if b.day is not None and a.first.day is not None else "incomparable"
    if isinstance(b, Span):
        first, last = _days(a, b.first, year), _days(a, b.last, year)
        wanted = {"from": (first,), "until": (last,)}.get(draft.bound, (first, last))
        if "same" in wanted:
            return "same"
        if "same" in (first, last):
            return "reversed"
        return "incomparable" if (first, last) == ("incomparable",) * 2 else "different"
    return _days(a, b, year)


def _days(a: Day, b: Day, year: int | None) -> Outcome:
    if a.relative or b.relative:
        return "same" if a.relative == b.relative else "incomparable"
    if a.day is None and a.month is None and a.year is None:  # a weekday alone
        weekday = b.weekday
        whole = whole_date(b)
        if weekday is None and whole is not None:
            weekday = whole.weekday()
        if weekday is None:
            return "incomparable"
        if b.day is not None and a.weekday != weekday:
            return "incomparable"
        return "same" if a.weekday == weekday else "different"
    b_year = b.year if b.year is not None else (year if b.month is not None else None)
    pairs = [(a.year, b_year), (a.month, b.month), (a.day, b.day)]
    compared = [(x, y) for x, y in pairs if x is not None and y is not None]
    if not compared:
        return "incomparable"
    if a.day is not None and b.day is None:
        return "incomparable"
    if a.month is not None and b.month is None:
        return "incomparable"
    if any(x != y for x, y in compared):
        whole_asked = a.day is not None or a.month is not None
        return "different" if (b.day is None) == (a.day is None) or whole_asked else "incomparable"
    if a.weekday is not None and b.weekday is not None and a.weekday != b.weekday:
        return "different"
    if a.weekday is not None and b.weekday is None:
        whole = whole_date(Day(b_year, b.month, b.day))
        if whole is not None and whole.weekday() != a.weekday:
            return "different"
    return "same"


def _clocks(draft: Claim, a: Clock, b: Clock) -> Outcome:
    if a.until is not None:
        if b.until is None:
            return "different"
        same = _minute(a.minute, b.minute, a.loose) and _minute(a.until, b.until, a.loose)
        return "same" if same else "different"
    closing = re.search(
        r"\b(?:sampai|hingga|tutup|paling lambat|berakhir)\W*(?:pukul\W*)?$", _before(draft)
    )
    if _minute(a.minute, b.minute, a.loose) and not (closing and b.until is not None):
        return "same"
    if b.until is not None and _minute(a.minute, b.until, a.loose):
        return "same"
    return "different"


def _minute(a: int, b: int, loose: bool) -> bool:
    return a == b or (loose and (a + 720) == b)
