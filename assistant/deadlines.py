"""Working days and due dates. The clock is always an argument; days off are data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from assistant.drafts import Urgency
from assistant.prompts import load_table

WIB = ZoneInfo("Asia/Jakarta")
_URGENT = "mendesak"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off and time limits. A year that is missing has its fixed holidays only."""

    days_off: Mapping[int, frozenset[date]]
    every_year: frozenset[tuple[int, int]]
    closes: time
    limits: Mapping[str, int]

    def is_working_day(self, day: date) -> bool:
        if day.weekday() >= 5:
            return False
        known = self.days_off.get(day.year)
        return day not in known if known else (day.month, day.day) not in self.every_year


@cache
def load_calendar() -> Calendar:
    """As the editors left it in prompts/holidays.yaml."""
    table = load_table("holidays.yaml")
    return Calendar(
        days_off={
            year: frozenset([*entry["days"], *entry["joint"]])
            for year, entry in table["years"].items()
        },
        every_year=frozenset((int(day[:2]), int(day[3:])) for day in table["every_year"]),
        closes=time.fromisoformat(table["office_closes"]),
        limits=table["deadlines"],
    )


def is_working_day(day: date) -> bool:
    return load_calendar().is_working_day(day)


def add_working_days(start: datetime, days: int, zone: ZoneInfo = WIB) -> datetime:
    """When `days` working days have passed: closing time of the last one.

    The day of `start` does not count. With 0 days it is that day, or the next working day if
    the office is closed by then.
    """
    calendar = load_calendar()
    local = start.astimezone(zone)
    day = local.date()
    if days == 0 and calendar.is_working_day(day) and local.time() < calendar.closes:
        return datetime.combine(day, calendar.closes, zone)
    for _ in range(max(days, 1)):
        day += timedelta(days=1)
        while not calendar.is_working_day(day):
            day += timedelta(days=1)
    return datetime.combine(day, calendar.closes, zone)


def due(
    report_class: str, start: datetime, *, urgency: Urgency = "normal", zone: ZoneInfo = WIB
) -> datetime:
    """Until when a report is to be settled. `report_class`: one of `lapor.class`, or "sengketa",
    "sengketa-lapangan"; what is urgent is due sooner."""
    limits = load_calendar().limits
    days = limits[report_class]
    if urgency == "high":
        days = min(days, limits[_URGENT])
    return add_working_days(start, days, zone)


def first_response_due(start: datetime, zone: ZoneInfo = WIB) -> tuple[datetime, datetime]:
    """When the regency wants a comment to have its first reply, and when the law wants it."""
    limits = load_calendar().limits
    wish = start.astimezone(zone) + timedelta(minutes=limits["first-response-minutes"])
    return wish, add_working_days(start, limits["first-response"], zone)
