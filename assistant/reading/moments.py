"""Dates, times and durations as Indonesian documents write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
_SHORT = {
    "jan": 1, "feb": 2, "pebruari": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "agu": 8, "agt": 8,
    "ags": 8, "agust": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "nopember": 11, "des": 12,
}  # fmt: skip
_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | _SHORT
_MODERN = {"Nopember": "November", "Pebruari": "Februari"}
_OLD_MONTH = re.compile(rf"\b({'|'.join(_MODERN)})\b")
_MONTH = "|".join(sorted(_NUMBERS, key=len, reverse=True))
WEEKDAY = r"(?:Senin|Selasa|Rabu|Kamis|Jum[’'`]?at|Sabtu|Minggu|Ahad)"
_TO = r"\s*(?:[-–—]|s\.?\s?/?d\.?|sampai(?:\s+dengan)?|hingga|dan)\s*"


_IN_NUMBERS = re.compile(r"/|\d-\d{1,2}-\d")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a span of days. `text` is fit to be shown; `start`, `end` are offsets.

    `first` and `last` are None where the text gives no whole date ("Mei 2025" has only months).
    """

    text: str
    start: int
    end: int
    first: date | None
    last: date | None


@cache
def _pattern() -> re.Pattern[str]:
    weekday = rf"(?P<weekday>{WEEKDAY}(?:\s*[-–]\s*{WEEKDAY}|\s+dan\s+{WEEKDAY})?)"
    numeric = (
        r"(?:(?P<n0>[0-3]?\d)\s?[-–]\s?)?(?P<nd>[0-3]?\d)(?:/(?P<nm>1[0-2]|"
        r"0?[1-9])(?:/(?P<ny>\d{4}|\d{2}))?"
        r"|-(?P<nn>1[0-2]|0?[1-9])-(?P<nz>\d{4}))(?!\d)"
    )
    words = (
        rf"(?P<d1>\d{{1,2}})(?:\s+(?P<m1>{_MONTH})\b\.?)?(?:\s+(?P<y1>\d{{4}}))?"
        rf"(?:{_TO}(?:{WEEKDAY},?\s+)?(?P<d2>\d{{1,2}})\s+(?P<m2>{_MONTH})\b\.?(?:\s+(?P<y2>\d{{4}}))?)?"
    )
    month = rf"(?P<mo>{_MONTH})\s+(?P<yo>20\d{{2}})"
    return re.compile(
        rf"(?<![\w/.-])(?:{weekday}\s*,?\s*(?:tanggal\s+)?\(?\s*(?:{numeric}|{words})\)?"
        rf"|(?P<plain>{numeric.replace('?P<n', '?P<p')}|"
        rf"{words.replace('1>', '3>').replace('2>', '4>')}"
        rf"|{month}))(?![\w/]|-\d)",
        re.IGNORECASE,
    )


_TIME = re.compile(
    r"\b(?:(?:pukul|jam|pkl\.?)\s*)?(\d{1,2}[.:]\d{2})(?:\s*(?:WIB)?\s*(?:[-–—]|s\.?\s?/?d\.?|"
    r"sampai(?:\s+dengan)?|hingga)\s*(?:pukul\s+)?(\d{1,2}[.:]\d{2}|"
    r"selesai))?\s*(?:WIB)?(?![\d.%])",
    re.IGNORECASE,
)
_DAYS_BEFORE = re.compile(
    r"(?<![\d,.] )(?<![\d.,:/])([1-9]\d?)(?:,?\s+(?:dan\s+)?[1-9]\d?)*"
    r"(?:,\s+(?:dan\s+)?|\s+dan\s+)$"
)
_COUNTED_THINGS = re.compile(
    r"\b(?:kelas|RT|RW|jalur|tahap|blok|nomor|no\.?|pasal)\s+$", re.IGNORECASE
)
_PART_OF_DAY = re.compile(r"\s+(?:dini\s+hari|malam|pagi|siang|sore|petang|dini)\b")
_CLOCK_WORD = re.compile(r"pukul|jam|pkl|WIB", re.IGNORECASE)
_DURATION = re.compile(
    r"\bselama\s+((?:\d+|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sehari|"
    r"sepekan|seminggu|sebulan|setahun)(?:\s+(?:hari|pekan|minggu|bulan|jam|tahun))?"
    r"(?:\s+(?:penuh|berturut-turut))?)\b",
    re.IGNORECASE,
)


@cache
def _span() -> re.Pattern[str]:
    atom = (
        rf"(?:hari|tanggal|pukul|jam|{WEEKDAY}|\(?\d[\d./:–-]*\)?|WIB|(?:{_MONTH})\b|malam|siang|"
        rf"pagi|sore|"
        r"dini|selesai)"
    )
    point = rf"{atom}(?:,?\s+{atom}){{0,7}}"
    return re.compile(
        rf"\b(?:mulai|sejak|dari)\s+{point}\s+(?:sampai(?:\s+dengan)?|hingga|"
        rf"s\.?\s?/?d\.?)\s+{point}",
        re.IGNORECASE,
    )


def find_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """ "mulai pukul 22.00 WIB sampai Jumat (13/3/2026) pukul 06.00 WIB", as it stands."""
    for match in _span().finditer(text):
        shown = match[0].rstrip(" ,.")
        yield shown, match.start(), match.start() + len(shown)


def find_dates(text: str, year: int | None = None) -> Iterator[Moment]:
    """Dates in `text`; `year` completes those that give none."""
    for match in _pattern().finditer(text):
        moment = _moment(match, year)
        if moment is not None:
            yield _with_days_before(moment, text)


def _with_days_before(moment: Moment, text: str) -> Moment:
    """ "6, 13, dan 20 Desember 2026": the days in front belong to it."""
    days = _DAYS_BEFORE.search(text[: moment.start]) if text[moment.start].isdigit() else None
    if days is None or moment.first is None or int(days[1]) >= moment.first.day:
        return moment
    if _COUNTED_THINGS.search(text[: days.start()]):
        return moment
    shown = f"{days[0]}{moment.text}"
    first = moment.first.replace(day=int(days[1]))
    return Moment(shown, days.start(), moment.end, first, moment.last)


def find_times(text: str) -> Iterator[tuple[str, int, int]]:
    """Hours as they are shown ("08.00–11.00 WIB"), with offsets. A bare 12.50 is no hour."""
    for match in _TIME.finditer(text):
        begin, until = match[1].replace(":", "."), match[2]
        if not _CLOCK_WORD.search(match[0]) and until is None:
            continue
        if int(begin.split(".")[0]) > 24 or int(begin.split(".")[1]) > 59:
            continue
        begin = begin.zfill(5)
        if until is None:
            shown = f"{begin} WIB"
        elif until.lower() == "selesai":
            shown = f"{begin} WIB sampai selesai"
        else:
            shown = f"{begin}–{until.replace(':', '.').zfill(5)} WIB"
        yield shown, match.start(), match.end()


def find_durations(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _DURATION.finditer(text):
        yield match[0].lower(), match.start(), match.end()


def spell_dates(text: str) -> str:
    """ "Senin (5/5/2026)", "hari Senin tanggal 5 Mei 2026" → "Senin, 5 Mei 2026"."""
    text = _letter_day().sub(r"\1, ", text)
    text = re.sub(rf"\bhari\s+(?={WEEKDAY},\s+\d)", "", text)
    text = _OLD_MONTH.sub(lambda m: _MODERN[m[1]], text)
    text = _day_part_first().sub(r"\1 (\3) \2", text)
    for moment in reversed(list(find_dates(text))):
        follows = text[moment.end :]
        if not _IN_NUMBERS.search(text[moment.start : moment.end]):
            continue
        weekday, comma, day = moment.text.partition(", ")
        part = _PART_OF_DAY.match(follows)
        if part and comma:  # "Rabu (25/11/2026) pagi" → "Rabu pagi, 25 November 2026"
            text = f"{text[: moment.start]}{weekday}{part[0]}, {day}{follows[part.end() :]}"
        elif not part:
            text = text[: moment.start] + moment.text + follows
    return text


@cache
def _day_part_first() -> re.Pattern[str]:
    """ "Jumat malam (20/11)"."""
    return re.compile(
        rf"\b({WEEKDAY})\s+(pagi|siang|sore|petang|malam)\s+\(([0-3]?\d/[01]?\d(?:/\d{{2,4}})?)\)",
        re.IGNORECASE,
    )


@cache
def _letter_day() -> re.Pattern[str]:
    """The day as official letters have it."""
    return re.compile(
        rf"\b(?:hari\s+(?={WEEKDAY}))?({WEEKDAY})\s*,?\s+tanggal\s+(?=\d)", re.IGNORECASE
    )


def write_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _moment(match: re.Match[str], year: int | None) -> Moment | None:
    part = match.groupdict()
    weekday = part["weekday"]
    if part["mo"]:
        return Moment(match[0], match.start(), match.end(), None, None)
    day = part["nd"] or part["pd"]
    month = part["nm"] or part["nn"] or part["pm"] or part["pn"]
    given = part["ny"] or part["nz"] or part["py"] or part["pz"]
    if day:
        if not weekday and not given:
            return None
        whole = int(given) + (2000 if len(given) == 2 else 0) if given else year
        value = _date(whole, int(month), int(day))
        if not 1 <= int(month) <= 12 or (whole and value is None):
            return None
        since = part["n0"] or part["p0"]
        shown = f"{int(day)} {MONTHS[int(month) - 1]}" + (f" {whole}" if given else "")
        if since:
            shown = f"{int(since)}–{shown}"
        first = _date(whole, int(month), int(since)) if since else value
        return Moment(
            f"{weekday}, {shown}" if weekday else shown, match.start(), match.end(), first, value
        )
    d1, m1, y1 = (part["d1"], part["m1"], part["y1"]) if part["d1"] else (
        part["d3"], part["m3"], part["y3"]
    )  # fmt: skip
    d2, m2, y2 = (part["d2"], part["m2"], part["y2"]) if part["d1"] else (
        part["d4"], part["m4"], part["y4"]
    )  # fmt: skip
    if not d1 or not (m1 or m2):
        return None
    last_year = int(y2 or y1 or 0) or year
    last_month = _NUMBERS[(m2 or m1).lower()]
    last = _date(last_year, last_month, int(d2 or d1))
    first = _date(int(y1) if y1 else last_year, _NUMBERS[(m1 or m2).lower()], int(d1))
    if last_year and (last is None or first is None):
        return None
    return Moment(_shown(match[0]), match.start(), match.end(), first, last)


def _shown(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    if text.count("(") > text.count(")"):
        text = text.replace("(", "", 1)
    text = re.sub(rf"^({WEEKDAY})\s*\(([^)]*)\)$", r"\1, \2", text)
    return text.rstrip(")") if text.count(")") > text.count("(") else text


def _date(year: int | None, month: int, day: int) -> date | None:
    if year is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
