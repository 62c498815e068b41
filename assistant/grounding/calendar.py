"""Days and years that follow from what the sources say, though they do not stand there."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from assistant.assertions.days import whole_date
from assistant.assertions.value import Amount, Day, Span
from assistant.claims import Claim
from assistant.grounding.ground import Match
from assistant.grounding.matter import Matter, year_of

# Words by which a source names a year from its own.
_YEARS = (
    (
        -1,
        re.compile(r"\b(?:se)?tahun (?:lalu|kemarin|sebelumnya)\b", re.I),
    ),
    (0, re.compile(r"\btahun ini\b", re.I)),
    (1, re.compile(r"\btahun (?:depan|mendatang)\b", re.I)),
)
_YEAR = 12  # months


def implied_day(matter: Matter, claim: Claim) -> Match | None:
    """What a day or a part of a week follows from; None where it follows from nothing."""
    value = claim.value
    if isinstance(value, Span):
        return _part_of_week(matter, claim, value)
    if not isinstance(value, Day):
        return None
    if value.relative:
        return _told_from_today(matter, claim)
    if value.year and not value.month:
        return _year(matter, claim, value.year)
    return _named_in_span(matter, claim, value)


def _told_from_today(matter: Matter, claim: Claim) -> Match | None:
    """ "Besok", "pekan depan": the day of what the sentence tells; when it is read only its author
    knows. Where the sources tell of no day there is none that could be meant."""
    dated = [match for match in matter.ground.matches("date") if _has_day(match.claim)]
    return max(
        dated,
        key=lambda match: matter.ground.likeness(claim.near, match.claim.near),
        default=None,
    )


def _has_day(claim: Claim) -> bool:
    value = claim.value.first if isinstance(claim.value, Span) else claim.value
    return isinstance(value, Day) and bool(value.day or value.relative or value.weekday is not None)


def _year(matter: Matter, claim: Claim, year: int) -> Match | None:
    """ "Tahun lalu" in a source of 2026 is 2025; three years from 2026 it is 2029."""
    for reading, statement in matter.ground.statements:
        own = year_of(reading)
        if own is None:
            continue
        if any(own + step == year and words.search(statement.text) for step, words in _YEARS):
            return Match(reading, statement, claim)
        for item in statement.claims:
            if item.measure == "duration" and _months(item) == (year - own) * _YEAR != 0:
                return Match(reading, statement, item)
    return None


def _months(claim: Claim) -> Decimal | None:
    value = claim.value
    if not isinstance(value, Amount) or value.unit != "bulan" or value.upper is not None:
        return None
    return value.number


def _named_in_span(matter: Matter, claim: Claim, value: Day) -> Match | None:
    """ "Rabu (16/12)" where the source has "15–17 Desember" and speaks of "Rabu" alone."""
    for match, first, last, year in _spans(matter, claim):
        day = whole_date(Day(value.year or year, value.month, value.day))
        if day is None or not first <= day <= last:
            continue
        if value.weekday is not None and value.weekday != day.weekday():
            continue
        for other in matter.ground.matches("date"):
            named = other.claim.value
            if named == Day(weekday=day.weekday()):
                return other if other.statement is not match.statement else match
    return None


def _spans(matter: Matter, claim: Claim) -> Iterator[tuple[Match, date, date, int]]:
    """The spans of whole days of the sources, with the year of their document."""
    for match in matter.ground.matches("date"):
        value, year = match.claim.value, year_of(match.reading)
        if isinstance(value, Span) and year is not None:
            bounds = _whole_span(value, year)
            if bounds is not None:
                yield match, *bounds, year


def _whole_span(span: Span, year: int) -> tuple[date, date] | None:
    first = whole_date(Day(span.first.year or year, span.first.month, span.first.day))
    last = whole_date(Day(span.last.year or year, span.last.month, span.last.day))
    return (first, last) if first and last and first <= last else None


def days_of(span: Span, year: int | None) -> Decimal | None:
    """How many days a span lasts, both ends counted; of a part of the week as well."""
    if week := _week(span):
        return Decimal(len(week))
    bounds = _whole_span(span, year or 2001)
    return Decimal((bounds[1] - bounds[0]) // timedelta(days=1) + 1) if bounds else None


def months_of(span: Span, year: int | None) -> Decimal | None:
    """How many whole months a span lasts: "1 Maret–31 Mei", "15 Maret–15 Mei"."""
    bounds = _whole_span(span, year or 2001)
    if bounds is None:
        return None
    first, after = bounds[0], bounds[1] + timedelta(days=1)
    months = 12 * (after.year - first.year) + after.month - first.month
    return Decimal(months) if first.day in (after.day, bounds[1].day) else None


def _part_of_week(matter: Matter, claim: Claim, value: Span) -> Match | None:
    """ "Senin–Kamis" of "Senin–Jumat", where the source speaks of "Jumat" apart."""
    wanted = _week(value)
    for match in matter.ground.matches("date"):
        source = match.claim.value
        days = _week(source) if isinstance(source, Span) else frozenset[int]()
        if not wanted or not wanted < days:
            continue
        apart = {
            item.value.weekday
            for item in match.statement.claims
            if isinstance(item.value, Day) and item.value.day is None
        }
        if days - wanted <= apart:
            return match
    return None


def _week(span: Span) -> frozenset[int]:
    first, last = span.first, span.last
    if first.day or last.day or first.weekday is None or last.weekday is None:
        return frozenset()
    count = (last.weekday - first.weekday) % 7 + 1
    return frozenset((first.weekday + step) % 7 for step in range(count))
