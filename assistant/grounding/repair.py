"""The source's value, written the way the draft writes."""

import re
from decimal import Decimal

from assistant.assertions.days import MONTHS, WEEKDAYS, whole_date
from assistant.assertions.quantities import read_number
from assistant.assertions.value import Amount, Clock, Day, Span
from assistant.claims import Claim

_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
_WORDS = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()


def repair(draft: Claim, source: Claim, year: int | None = None) -> str | None:
    """Text that can stand in the draft in place of `draft.text`.

    None where the source has one end only of what the draft gives from end to end.
    """
    value = source.value
    if _from_end_to_end(draft) and not _from_end_to_end(source):
        return None
    if isinstance(value, Day) and isinstance(draft.value, Day):
        return _day(draft, value, year) or source.text
    if isinstance(value, Clock) and isinstance(draft.value, Clock):
        return _clock(draft, value)
    if isinstance(value, Amount) and isinstance(draft.value, Amount) and value.upper is None:
        return _amount(draft, source, value)
    if draft.kind == "url" and draft.text.lower().startswith("http"):
        return source.text if "://" in source.text else "https://" + source.text
    return source.text.rstrip(".")


def _day(draft: Claim, value: Day, year: int | None) -> str | None:
    wanted = draft.value
    assert isinstance(wanted, Day)
    if value.day is None or value.month is None or wanted.day is None:
        return None
    whole = Day(value.year or (year if wanted.year else None), value.month, value.day)
    if wanted.year and whole.year is None:
        return None
    weekday = value.weekday
    day = whole_date(whole)
    if weekday is None and day is not None:
        weekday = day.weekday()
    numeric = re.search(r"\d{1,2}([/-])\d{1,2}", draft.text)
    if numeric:
        parts = [str(value.day), str(value.month)] + ([str(whole.year)] if wanted.year else [])
        written = numeric[1].join(parts)
    else:
        written = f"{value.day} {MONTHS[value.month - 1]}"
        written += f" {whole.year}" if wanted.year else ""
    if wanted.weekday is None:
        return written
    if weekday is None:
        return None
    inside = "(" in draft.text
    return f"{WEEKDAYS[weekday]} ({written})" if inside else f"{WEEKDAYS[weekday]}, {written}"


def _clock(draft: Claim, value: Clock) -> str:
    wanted = draft.value
    assert isinstance(wanted, Clock)
    opening = re.match(r"(?:pukul|jam|pkl\.?)\s*", draft.text, re.IGNORECASE)
    zone = re.search(r"\s*WIB$", draft.text, re.IGNORECASE)
    mark = ":" if re.search(r"\d:\d", draft.text) else "."
    written = _hour(value.minute, mark)
    if wanted.until is not None and value.until is not None:
        joint = re.search(r"\d\s*([–—-]|sampai|hingga)\s*", draft.text)
        dash = joint[1] if joint else "–"
        space = " " if dash.isalpha() else ""
        written += space + dash + space + _hour(value.until, mark)
    return (opening[0] if opening else "") + written + (zone[0] if zone else "")


def _hour(minute: int, mark: str) -> str:
    return f"{minute // 60:02d}{mark}{minute % 60:02d}"


def _amount(draft: Claim, source: Claim, value: Amount) -> str:
    number = value.number
    if unit := _UNIT.search(draft.text):
        return _in_unit_of(draft, number, unit[0]) or source.text
    if draft.form == "words" and number == int(number) and number < 12:
        written = _WORDS[int(number)]
        return written.capitalize() if draft.text[0].isupper() else written
    if draft.measure == "percent":
        tail = re.search(r"\s*(?:%|persen)$", draft.text, re.IGNORECASE)
        return grouped(number) + (tail[0] if tail else " persen")
    if draft.measure == "money":
        space = re.match(r"Rp\.?\s*", draft.text, re.IGNORECASE)
        head = space[0] if space else "Rp"
        scale = next((item for item in _SCALES if number >= item[0]), None)
        if draft.form == "scale" and scale and (number / scale[0] * 100) % 1 == 0:
            return f"{head}{grouped(number / scale[0])} {scale[1]}"
        return head + grouped(number)
    return grouped(number)


_UNIT = re.compile(r"(?<=\d)\s*(?!ribu|rb|juta|jt|miliar|triliun|persen)[a-z][a-z ]*[23²³]?$", re.I)


def _in_unit_of(draft: Claim, number: Decimal, unit: str) -> str | None:
    """The source's value in the unit of the draft: "2 minggu" where it has "dua minggu"."""
    shown = read_number(draft.text[: -len(unit)].rpartition(" ")[2])
    if not shown or not isinstance(draft.value, Amount) or draft.bound:
        return None
    printed = number * shown / draft.value.number
    if printed != round(printed, 2):
        return None
    return grouped(printed) + unit


def _from_end_to_end(claim: Claim) -> bool:
    value = claim.value
    if isinstance(value, Clock):
        return value.until is not None
    return isinstance(value, Span) or (isinstance(value, Amount) and value.upper is not None)


def grouped(number: Decimal) -> str:
    """ "1.500,5": dots between thousands, a comma before decimals."""
    whole, _, rest = f"{number.normalize():f}".partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")
