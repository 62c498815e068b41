"""Dates, months, years and weekdays, and spans of them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from assistant.assertions.quantities import UNITS
from assistant.assertions.value import Bound, Day, Span
from assistant.assertions.words import alternatives

MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTH_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {
    "jan": 1, "feb": 2, "pebruari": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "agu": 8, "agt": 8,
    "ags": 8, "agust": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "nop": 11, "nopember": 11,
    "des": 12,
}  # fmt: skip
_WEEKDAY_NUMBER = {name.lower(): number for number, name in enumerate(WEEKDAYS)} | {
    "jum'at": 4, "jum’at": 4, "ahad": 6,
}  # fmt: skip

_NTH = {
    "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "satu": 1, "dua": 2, "tiga": 3, "empat": 4,
    "iv": 4, "iii": 3, "ii": 2, "i": 1, "1": 1, "2": 2, "3": 3, "4": 4,
}  # fmt: skip

_Groups = dict[str, str | None]
_Reader = Callable[[_Groups], Day | Span | None]


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A date where it stands. `bound`: from ("mulai"), until ("paling lambat"), or neither."""

    start: int
    end: int
    value: Day | Span
    bound: Bound


def find_days(text: str) -> Iterator[FoundDay]:
    """Dates of `text`, the fuller forms first; a part of a date is no date of its own."""
    rest = text
    for pattern, read in _shapes():
        for match in pattern.finditer(rest):
            value = read(match.groupdict())
            if value is None:
                continue
            start, end = match.span()
            if match[0].endswith(")") and "(" not in match[0]:
                end -= 1
            rest = rest[:start] + "·" * (end - start) + rest[end:]
            yield FoundDay(start, end, value, _bound(text, start))


def whole_date(day: Day) -> date | None:
    if day.year is None or day.month is None or day.day is None:
        return None
    try:
        return date(day.year, day.month, day.day)
    except ValueError:
        return None


def wrong_weekday(day: Day) -> int | None:
    """The weekday that the calendar gives, if the text names another."""
    whole = whole_date(day)
    if whole is None or day.weekday is None or whole.weekday() == day.weekday:
        return None
    return whole.weekday()


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    """How a date can look, with what reads it; earlier shapes take their text from later ones."""
    full = "|".join(MONTHS)
    short = "|".join(sorted(set(_MONTH_NUMBER) - {name.lower() for name in MONTHS}, key=len)[::-1])
    months = rf"{full}|(?:{short})\b\.?"
    weekdays = r"Senin|Selasa|Rabu|Kamis|Jum[’']?at|Sabtu|Minggu|Ahad"
    gap = r"[^\S\n]*"  # a dash on the next line opens an item
    to = (
        rf"{gap}(?:[-–—]|s\.?\s?/?d\.?(?=\s)|sampai(?:\s+dengan)?|hingga|dan|&){gap}(?:tanggal\s+)?"
    )
    year = r"(?:19|20)\d\d"
    alone = r"(?<![\w.,/@-])"
    # "selama dua minggu (20 Desember–2 Januari)" names no Sunday.
    counted = "".join(rf"(?<!{word} )" for word in (r"\d", *list(UNITS)[1:11]))
    lead = (
        rf"{alone}(?:{counted}(?P<weekday>{weekdays})\b(?:{to}(?P<weekday2>{weekdays})\b)?"
        r"(?:\s+(?:pagi|siang|sore|malam|besok|lusa|kemarin|ini|depan|mendatang|lalu|nanti)\b)*\s*,?\s*\(?\s*(?:tanggal\s+|tgl\.?\s+)?)?"
    )
    again = rf"(?:(?P<weekday3>{weekdays})\b,?\s*\(?)?"
    close = r"(?:\s*\))?(?![\w/]|-\d)"
    day, day2 = r"(?P<day>[0-3]?\d)", r"(?P<day2>[0-3]?\d)"
    month, month2 = rf"(?P<month>{months})(?!\w)", rf"(?P<month2>{months})(?!\w)"
    number, number2 = r"(?P<month>1[0-2]|0?[1-9])", r"(?P<month2>1[0-2]|0?[1-9])"
    upper = "|".join(name.upper() for name in (*WEEKDAYS, "Jum'at"))
    shapes: tuple[tuple[str, _Reader], ...] = (
        (rf"{lead}{day}\s*[-–]\s*{day2}/{number2}(?:/(?P<year2>\d{{4}}|\d\d))?{close}", _span),
        (
            rf"{lead}{day}/{number}(?:/(?P<year>\d{{4}}|\d\d))?\)?{to}{again}"
            rf"{day2}/{number2}(?:/(?P<year2>\d{{4}}|\d\d))?{close}",
            _span,
        ),
        (rf"{lead}{day}/{number}(?:/(?P<year>\d{{4}}|\d\d))?{close}", _slashed),
        (rf"{lead}{day}[-.]{number}[-.](?P<year>\d{{4}}){close}", _day),
        (rf"{alone}(?P<year>{year})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", _day),
        (
            rf"{lead}{day}(?:\s+{month}(?:\s+(?P<year>{year})\b)?)?\)?{to}{again}{day2}\s+{month2}"
            rf"(?:\s+(?P<year2>{year})\b)?{close}",
            _span,
        ),
        (rf"{lead}{day}\s+{month}(?:[\s,]+(?P<year>{year})\b(?!\.\d))?{close}", _day),
        (
            rf"\b{month}\s*(?:[-–—]|sampai|hingga|dan)\s*{month2}\s+(?P<year2>{year})\b",
            _span,
        ),
        (
            rf"\b(?P<period>triwulan|semester)\s+(?:ke-?)?(?P<nth>{'|'.join(_NTH)})\b"
            rf"(?:\s+(?:tahun\s+)?(?P<year>{year})\b)?",
            _period,
        ),
        (rf"\b{month}\s+(?P<year>{year})\b", _day),
        (rf"\bbulan\s+{month}", _day),
        (rf"{alone}(?P<year>{year})\s*[/–—-]\s*(?P<year2>{year})(?![\w/.,]\d)", _span),
        (rf"\b(?:tanggal|tgl\.?)\s+{day}{to}{day2}(?![\w/.,]*\d)", _span),
        (rf"\b(?:tanggal|tgl\.?)\s+{day}(?![\w/.,]*\d)", _day),
        (rf"{alone}(?P<year>{year})(?!\w|[.,/:-]\d)", _day),
        (rf"\b(?P<relative>{alternatives('relative_days')})\b", _day),
    )
    # "Mei", "Maret" and "Minggu" are words as well: alone they need their capital.
    named: tuple[tuple[str, _Reader], ...] = (
        (
            rf"\b(?P<weekday>{weekdays}|{upper})(?:\s*(?:[-–—]|sampai(?:\s+dengan)?|hingga|s\.?d\.?)"
            rf"\s*(?P<weekday2>{weekdays}|{upper}))?(?![\w’']|-\w)",
            _weekdays,
        ),
        (
            rf"\b(?P<month>{'|'.join(MONTHS)})\s*(?:[-–—]|sampai|hingga)\s*"
            rf"(?P<month2>{'|'.join(MONTHS)})\b",
            _span,
        ),
        (rf"\b(?P<month>{'|'.join(MONTHS)})\b", _day),
    )
    return tuple((re.compile(shape, re.IGNORECASE), read) for shape, read in shapes) + tuple(
        (re.compile(shape), read) for shape, read in named
    )


def _day(part: _Groups) -> Day | None:
    if part.get("relative"):
        return Day(relative=re.sub(r"\s+", " ", (part["relative"] or "").lower()))
    return _built(part.get("year"), part.get("month"), part.get("day"), part.get("weekday"))


def _slashed(part: _Groups) -> Day | None:
    """ "5/5" is a date only beside a weekday or with its year; else it is a fraction or a ratio.

    "27/10" can hardly be one.
    """
    day = int(part["day"] or 0)
    known = part.get("year") or part.get("weekday") or (day > 12 and part["month"] != "7")
    return _day(part) if known or day > 24 else None


def _span(part: _Groups) -> Span | None:
    year2, month2 = part.get("year2"), part.get("month2")
    first = _built(
        part.get("year") or year2,
        part.get("month") or month2,
        part.get("day"),
        part.get("weekday"),
    )
    last = _built(year2, month2, part.get("day2"), part.get("weekday2") or part.get("weekday3"))
    return Span(first, last) if first and last else None


def _period(part: _Groups) -> Span | None:
    """ "Triwulan pertama 2026" is January to March; "semester 3" of a student is no such time."""
    quarter = (part["period"] or "").lower() == "triwulan"
    months = 3 if quarter else 6
    last = _NTH[(part["nth"] or "").lower()] * months
    year = int(part["year"]) if part["year"] else None
    if last > 12 or (year is None and not quarter):
        return None
    return Span(Day(year, last - months + 1), Day(year, last))


def _weekdays(part: _Groups) -> Day | Span | None:
    first = _built(None, None, None, part["weekday"])
    last = _built(None, None, None, part["weekday2"]) if part["weekday2"] else None
    return Span(first, last) if first and last else first


def _built(year: str | None, month: str | None, day: str | None, weekday: str | None) -> Day | None:
    number = None
    if month:
        number = int(month) if month.isdigit() else _MONTH_NUMBER[month.lower().rstrip(".")]
    if (number is not None and not 1 <= number <= 12) or (day and not 1 <= int(day) <= 31):
        return None
    return Day(
        int(year) + (2000 if len(year) == 2 else 0) if year else None,
        number,
        int(day) if day else None,
        _WEEKDAY_NUMBER[weekday.lower()] if weekday else None,
    )


@cache
def _bounds() -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    names: tuple[Bound, ...] = ("until", "from")
    return tuple(
        (
            name,
            re.compile(
                rf"\b(?:{alternatives('bound_' + name)})(?:\s+(?:pada|tanggal|tgl|hari|bulan|tahun"
                r"|tersebut|yaitu|yakni|resmi|setiap))*[\s:(]*$",
                re.IGNORECASE,
            ),
        )
        for name in names
    )


def _bound(text: str, start: int) -> Bound:
    before = text[max(0, start - 60) : start]
    for name, pattern in _bounds():
        if pattern.search(before):
            return name
    return ""
