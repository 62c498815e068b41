"""Working days skip weekends, holidays and joint leave, in the time of Sidoarjo."""

from datetime import UTC, date, datetime

import pytest

from assistant.deadlines import (
    WIB,
    add_working_days,
    due,
    first_response_due,
    is_working_day,
    load_calendar,
)


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-11-24 09:00", 1, "2026-11-25 16:00"),
        ("2026-11-24 23:59", 1, "2026-11-25 16:00"),
        ("2026-11-27 09:00", 1, "2026-11-30 16:00"),  # Friday → Monday
        ("2026-11-28 09:00", 3, "2026-12-02 16:00"),  # from a Saturday
        ("2026-12-23 09:00", 1, "2026-12-28 16:00"),  # joint leave, Christmas, weekend
        ("2026-03-17 09:00", 1, "2026-03-25 16:00"),  # Nyepi and Idulfitri
        ("2026-12-31 09:00", 1, "2027-01-04 16:00"),  # over the year's end
        ("2026-11-24 09:00", 0, "2026-11-24 16:00"),
        ("2026-11-24 17:00", 0, "2026-11-25 16:00"),
        ("2026-11-28 09:00", 0, "2026-11-30 16:00"),
    ],
)
def test_working_days(start: str, days: int, expected: str) -> None:
    assert add_working_days(wib(start), days) == wib(expected)


def test_the_day_is_the_day_in_sidoarjo() -> None:
    evening = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)  # Wednesday 01.00 WIB
    assert add_working_days(evening, 1) == wib("2026-11-26 16:00")


def test_limits_are_those_of_the_class() -> None:
    start = wib("2026-11-02 08:00")
    assert due("permintaan-informasi", start) == wib("2026-11-09 16:00")
    assert due("pengaduan", start) == wib("2026-11-09 16:00")
    assert due("sengketa", start) == wib("2026-11-20 16:00")
    assert due("pengaduan", start, urgency="high") == wib("2026-11-03 16:00")


def test_first_response_by_wish_and_by_law() -> None:
    wish, law = first_response_due(wib("2026-11-27 20:10"))
    assert wish == wib("2026-11-27 21:10")
    assert law == wib("2026-12-02 16:00")


def test_every_day_off_lies_in_its_year() -> None:
    calendar = load_calendar()
    assert {2025, 2026, 2027} <= set(calendar.days_off)
    for year, days in calendar.days_off.items():
        assert all(day.year == year for day in days)


def test_an_unknown_year_keeps_its_fixed_holidays() -> None:
    assert not is_working_day(date(2031, 1, 1))
    assert is_working_day(date(2031, 1, 2))
