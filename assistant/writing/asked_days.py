"""The days that a brief limits its matter to: "minggu pertama Desember", "pekan depan"."""

import re
from calendar import monthrange
from datetime import date, timedelta

from assistant.reading.moments import MONTHS

_MONTH = "|".join(MONTHS)
_NUMBERED = {"pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "terakhir": 0}
_NUMBERED |= {f"ke-{n}": n for n in range(1, 5)} | {f"ke {n}": n for n in range(1, 5)}
_WEEK_OF_MONTH = re.compile(
    rf"\b(?:minggu|pekan)\s+(?P<number>{'|'.join(_NUMBERED)})(?:\s+(?:di\s+)?(?:bulan\s+)?"
    rf"(?P<month>{_MONTH})(?:\s+(?P<year>20\d\d))?)?",
    re.I,
)
_WEEK = re.compile(r"\b(?:minggu|pekan|mggu)\s+(?P<which>ini|depan|lalu|kemarin)\b", re.I)
_DAY = re.compile(r"\b(?P<which>hari\s+ini|malam\s+ini|besok|lusa)\b", re.I)
_AFTER = {"besok": 1, "lusa": 2}
_LATER = {"ini": 0, "depan": 7, "lalu": -7, "kemarin": -7}


def asked_days(said: str, today: date) -> tuple[date, date] | None:
    """The first and the last day that `said` names as a span; None where it names none."""
    if week := _WEEK_OF_MONTH.search(said):
        return _week_of_month(week, today)
    if week := _WEEK.search(said):
        monday = today + timedelta(_LATER[week["which"].lower()] - today.weekday())
        return monday, monday + timedelta(6)
    if day := _DAY.search(said):
        only = today + timedelta(_AFTER.get(day["which"].lower(), 0))
        return only, only
    return None


def without_weeks(said: str) -> str:
    """`said` without the words of a week, in which "minggu" is no Sunday."""
    return _WEEK.sub(" ", _WEEK_OF_MONTH.sub(lambda m: f" {m['month'] or ''} ", said))


def _week_of_month(week: re.Match[str], today: date) -> tuple[date, date]:
    month = MONTHS.index(week["month"].capitalize()) + 1 if week["month"] else today.month
    year = int(week["year"]) if week["year"] else today.year + (month < today.month - 6)
    last = monthrange(year, month)[1]
    number = _NUMBERED[week["number"].lower()]
    first = 7 * (number - 1) + 1 if number else last - 6
    return date(year, month, first), date(year, month, min(first + 6, last))
