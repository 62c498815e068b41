"""Dates, months, years and weekdays, and spans of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from assistant.assertions.value import Bound, Day, Span
from assistant.assertions.words import alternatives

MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
_SHORT = {
    "jan": 1, "feb": 2, "pebruari": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "agu": 8, "agt": 8,
    "ags": 8, "agust": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "nop": 11, "nopember": 11,
    "des": 12,
}  # fmt: skip
_MONTH_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | _SHORT
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_WEEKDAY_NUMBER = {name.lower(): number for number, name in enumerate(WEEKDAYS)} | {
    "jum'at": 4, "jum’at": 4, "ahad": 6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A date where it stands. `bound`: from ("mulai"), until ("paling lambat"), or neither."""

    start: int
    end: int
    value: Day | Span
    bound: Bound


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
    weekday = r"(?:Senin|Selasa|Rabu|Kamis|Jum[’']?at|Sabtu|Minggu|Ahad)"
    to = r"\s*(?:[-–—]|s\.?\s?/?d\.?(?=\s)|sampai(?:\s+dengan)?|hingga|dan|&)\s*(?:tanggal\s+)?"
    numeric = (
        r"(?:(?P<{0}d>[0-3]?\d)/(?P<{0}m>1[0-2]|0?[1-9])(?:/(?P<{0}y>\d{{4}}|\d{{2}}))?(?![\d/])"
        r"|(?P<{0}e>[0-3]?\d)[-.](?P<{0}n>1[0-2]|0?[1-9])[-.](?P<{0}z>\d{{4}})"
        r"|(?P<{0}w>(?:19|20)\d\d)-(?P<{0}v>\d\d)-(?P<{0}u>\d\d))"
    )
    first = rf"(?P<d1>[0-3]?\d)(?:\s+(?P<m1>{month})\b\.?(?:\s+(?P<y1>(?:19|20)\d\d)\b)?)?"
    second = rf"(?P<d2>[0-3]?\d)\s+(?P<m2>{month})\b\.?(?:\s+(?P<y2>(?:19|20)\d\d)\b)?"
    return re.compile(
        rf"(?<![\w.,/@-])(?:(?P<w1>{weekday})\b(?:{to}(?P<w2>{weekday})\b)?\s*,?\s*\(?\s*"
        rf"(?:tanggal\s+|tgl\.?\s+)?)?"
        rf"(?:{numeric.format('a')}(?:{to}(?:{weekday}\s*)?\(?{numeric.format('b')})?"
        rf"|{first}{to}(?:(?P<w3>{weekday})\b,?\s*\(?)?{second}"
        rf"|(?P<d>[0-3]?\d)\s+(?P<m>{month})\b\.?(?:[\s,]+(?P<y>(?:19|20)\d\d)\b(?!\.\d))?)"
        rf"(?P<close>\s*\))?(?![\w/])"
        rf"|\b(?P<mo>{month})(?:\s*(?:[-–—]|sampai|hingga|dan)\s*(?P<mo2>{month}))?\s+"
        rf"(?P<yo>(?:19|20)\d\d)\b"
        rf"|\bbulan\s+(?P<only>{month})\b"
        rf"|(?<![\w.,/@-])(?P<ya>(?:19|20)\d\d)(?:\s*[/–—-]\s*(?P<yb>(?:19|20)\d\d))(?![\w/.,]\d)"
        rf"|\b(?:tanggal|tgl\.?)\s+(?P<td>[0-3]?\d)(?:\s*(?:[-–—]|sampai|hingga|dan)\s*(?P<te>[0-3]?\d))?"
        rf"(?![\w/.,]*\d)"
        rf"|(?<![\w.,/@-])(?P<yy>(?:19|20)\d\d)(?![\w]|[.,/:-]\d)"
        rf"|\b(?P<r>{alternatives('relative_days')})\b",
        re.IGNORECASE,
    )


@cache
def _named() -> re.Pattern[str]:
    """What needs its capital: "Mei", "Maret" and "Minggu" are words as well."""
    weekday = r"(?:Senin|Selasa|Rabu|Kamis|Jum[’']?at|Sabtu|Minggu|Ahad)"
    upper = weekday.replace("(?:", "").replace(")", "").upper()
    either = rf"(?:{weekday}|{upper})"
    return re.compile(
        rf"\b(?P<wa>{either})(?:\s*(?:[-–—]|sampai(?:\s+dengan)?|hingga|s\.?d\.?)\s*"
        rf"(?P<wb>{either}))?(?![\w’']|-\w)"
        rf"|\b(?P<mm>{'|'.join(MONTHS)})(?:\s*(?:[-–—]|sampai|hingga)\s*(?P<mn>{'|'.join(MONTHS)}))?\b"
    )


def find_days(text: str) -> Iterator[FoundDay]:
    taken: list[tuple[int, int]] = []
    for match in _pattern().finditer(text):
        value = _value(match)
        if value is None:
            continue
        end = _without_bracket(match)
        taken.append((match.start(), end))
        yield FoundDay(match.start(), end, value, _bound(text, match.start()))
    for match in _named().finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if match["wa"]:
            first: Day = Day(weekday=_WEEKDAY_NUMBER[match["wa"].lower()])
            last = Day(weekday=_WEEKDAY_NUMBER[match["wb"].lower()]) if match["wb"] else None
        else:
            first = Day(month=_MONTH_NUMBER[match["mm"].lower()])
            last = Day(month=_MONTH_NUMBER[match["mn"].lower()]) if match["mn"] else None
        value = Span(first, last) if last else first
        yield FoundDay(match.start(), match.end(), value, _bound(text, match.start()))


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


def _without_bracket(match: re.Match[str]) -> int:
    """A bracket that was opened before the date is not part of it."""
    if match.group("close") and "(" not in match[0]:
        return match.start("close")
    return match.end()


def _value(match: re.Match[str]) -> Day | Span | None:
    part = match.groupdict()
    weekday = _WEEKDAY_NUMBER[part["w1"].lower()] if part["w1"] else None
    if part["r"]:
        return Day(relative=re.sub(r"\s+", " ", part["r"].lower()))
    if part["yy"]:
        return Day(year=int(part["yy"]))
    if part["ya"]:
        return Span(Day(year=int(part["ya"])), Day(year=int(part["yb"])))
    if part["only"]:
        return Day(month=_MONTH_NUMBER[part["only"].lower()])
    if part["mo"]:
        first = Day(int(part["yo"]), _MONTH_NUMBER[part["mo"].lower()])
        if not part["mo2"]:
            return first
        return Span(first, Day(int(part["yo"]), _MONTH_NUMBER[part["mo2"].lower()]))
    if part["td"]:
        first = Day(day=int(part["td"]))
        return Span(first, Day(day=int(part["te"]))) if part["te"] else first
    if part["d"]:
        return _checked(part["y"], _MONTH_NUMBER[part["m"].lower()], part["d"], weekday)
    if part["d1"]:
        month = _MONTH_NUMBER[part["m2"].lower()]
        last_weekday = part["w2"] or part["w3"]
        last = _checked(
            part["y2"],
            month,
            part["d2"],
            _WEEKDAY_NUMBER[last_weekday.lower()] if last_weekday else None,
        )
        begin = _checked(
            part["y1"] or part["y2"],
            _MONTH_NUMBER[part["m1"].lower()] if part["m1"] else month,
            part["d1"],
            weekday,
        )
        return Span(begin, last) if begin and last else None
    found = _numeric(part, "a", weekday)
    if found is None:
        return None
    last = _numeric(part, "b", None)
    return Span(found, last) if last else found


def _numeric(part: dict[str, str | None], prefix: str, weekday: int | None) -> Day | None:
    day = part[prefix + "d"] or part[prefix + "e"] or part[prefix + "u"]
    month = part[prefix + "m"] or part[prefix + "n"] or part[prefix + "v"]
    year = part[prefix + "y"] or part[prefix + "z"] or part[prefix + "w"]
    if day is None or month is None:
        return None
    if weekday is None and year is None and "(" not in (part.get("close") or "("):
        return None
    return _checked(year, int(month), day, weekday)


def _checked(year: str | None, month: int, day: str, weekday: int | None) -> Day | None:
    if not (1 <= int(day) <= 31 and 1 <= month <= 12):
        return None
    whole = int(year) + (2000 if len(year) == 2 else 0) if year else None
    return Day(whole, month, int(day), weekday)


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
