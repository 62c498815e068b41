"""Normal forms: values that compare equal however a text writes them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "number", "money", "percent", "date", "time", "duration", "range", "phone", "url", "email",
    "handle", "person", "place", "organisation", "name", "quotation", "polarity", "condition",
]  # fmt: skip
Bound = Literal["", "about", "over", "under", "min", "max", "from", "until"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in its base unit: rupiah, percent, hours for durations below a day, days, months.

    `upper` is the far end of a range. `unit` is the noun that is counted, as a concept. `rate` is
    the time for which it holds ("per bulan").
    """

    number: Decimal
    unit: str = ""
    upper: Decimal | None = None
    rate: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date as far as the text gives it; Monday is weekday 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both inclusive."""

    first: Day
    last: Day


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes since midnight; `until` closes a span. `loose`: written without part of the day."""

    minute: int
    until: int | None = None
    loose: bool = False


Value = Amount | Day | Span | Clock | str
