"""Times of day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.assertions.quantities import UNITS, bound_at
from assistant.assertions.value import Bound, Clock

_PART = r"(?:\s*(?:pagi|siang|sore|petang|malam|dini\s+hari|tengah\s+malam))"
_ZONE = r"(?:\s*(?:WIB|wib|Wib|WITA|WIT)\b)?"


@dataclass(frozen=True, slots=True)
class FoundClock:
    start: int
    end: int
    value: Clock
    bound: Bound = ""


@cache
def _pattern() -> re.Pattern[str]:
    hour = r"(?:[01]?\d|2[0-4])(?:[.:]\d\d)?"
    full = r"(?:[01]?\d|2[0-4])[.:]\d\d"
    word = rf"(?:setengah\s+)?(?:{'|'.join(UNITS)})|setengah\s+[01]?\d"
    half = rf"setengah\s+(?:{'|'.join(UNITS)}|[01]?\d)"
    to = (
        r"[^\S\n]*(?:[-–—]|s\.?\s?/?d\.?(?=\s)|sampai(?:\s+dengan)?|hingga)[^\S\n]*"
        r"(?:(?:pukul|jam|pkl\.?)\s*)?"
    )
    close = (
        rf"(?:{to}(?P<{{0}}>{hour}|{word})\b(?P<{{0}}p>{_PART})?"
        rf"(?!\s*(?:jam|menit|hari|orang)\b)|{to}selesai)?{_ZONE}"
    )
    return re.compile(
        rf"\b(?:pukul|jam|pkl\.?)\s*(?P<a>{hour}|{word})\b(?![.,:]\d)(?P<ap>{_PART})?{_ZONE}"
        rf"{close.format('b')}"
        rf"|(?<![\w.,/:-])(?P<c>{full})(?!\d|[.,]\d)(?P<cp>{_PART})?{_ZONE}{close.format('d')}"
        rf"|(?<![\w.,/:-])(?P<e>(?:setengah\s+)?[01]?\d|setengah\s+(?:{'|'.join(UNITS)}))"
        rf"(?P<ep>{_PART}\b){_ZONE}{close.format('f')}"
        rf"|(?<![\w.,/:-])(?P<g>{half}){to}(?P<h>{half})(?P<hp>{_PART})?{_ZONE}",
        re.IGNORECASE,
    )


def find_clocks(text: str) -> Iterator[FoundClock]:
    """Times of `text`. A bare "10.30" counts with a span, a zone or a part of the day."""
    for match in _pattern().finditer(text):
        part = match.groupdict()
        if part["c"] and not part["d"] and not _time_like(match, text):
            continue
        begin = part["a"] or part["c"] or part["e"] or part["g"]
        named = part["ap"] or part["cp"] or part["ep"]
        first = _minute(begin, named)
        end_text = part["b"] or part["d"] or part["f"] or part["h"]
        end_part = part["bp"] or part["dp"] or part["fp"] or part["hp"]
        until = _minute(end_text, end_part) if end_text else None
        spoken = not re.search(r"[.:]", begin)
        if end_part and not named and spoken and until is not None and first + 720 < until:
            first, named = first + 720, end_part  # "jam 1 sampai 3 siang"
        bound = bound_at(text, match.start(), match.end())[1]
        clock = Clock(first, until, loose=not named and spoken)
        yield FoundClock(match.start(), match.end(), clock, bound)


def _time_like(match: re.Match[str], text: str) -> bool:
    if match["cp"] or re.search(r"WIB|WIT|selesai", match[0], re.IGNORECASE):
        return True
    if re.match(r"\s*(?:%|persen|ribu|juta|miliar|meter|km|hektare|kg|liter)", text[match.end() :]):
        return False
    before = text[max(0, match.start() - 25) : match.start()].lower()
    return bool(
        re.fullmatch(r"[0-2]\d[.:][0-5]\d", match["c"])
        or ":" in match["c"]
        or re.search(r"(?:pukul|jam|mulai|sampai|hingga|waktu)\W*$", before)
    )


def _minute(text: str, part: str | None) -> int:
    """Minutes since midnight. An hour that no clock shows ("22.60") keeps a value of its own."""
    low = text.lower()
    half = low.startswith("setengah")
    name = low.removeprefix("setengah").strip()
    if name in UNITS:
        hour, minute = UNITS[name], 0
    else:
        digits = re.split(r"[.:]", name)
        hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    day_part = re.sub(r"\s+", " ", (part or "").strip().lower())
    if (day_part == "siang" and hour < 10) or (day_part in ("sore", "petang") and hour < 12):
        hour += 12
    elif day_part in ("malam", "tengah malam"):
        hour = (hour + 12 if 5 <= hour < 12 else hour) if hour != 12 else 24
    return hour * 60 + minute - (30 if half else 0)
