"""Numbers, sums of money, percentages and durations, in digits and in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from assistant.assertions.value import Amount, Bound, Kind
from assistant.assertions.words import alternatives, concept, listed

UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7,
    "delapan": 8, "sembilan": 9, "sepuluh": 10, "sebelas": 11,
}  # fmt: skip
SCALES = {
    "ratus": 100, "ribu": 1_000, "rb": 1_000, "juta": 1_000_000, "jt": 1_000_000,
    "miliar": 10**9, "milyar": 10**9, "m": 10**9, "triliun": 10**12, "t": 10**12,
}  # fmt: skip
_ONE = {"seratus": 100, "seribu": 1_000, "sejuta": 1_000_000}
# Durations in their base unit; a month is not a number of days, a working day is not a day.
DURATIONS: dict[str, tuple[str, Decimal]] = {
    "detik": ("menit", Decimal(1) / 60), "menit": ("menit", Decimal(1)),
    "jam": ("menit", Decimal(60)), "hari": ("hari", Decimal(1)), "pekan": ("hari", Decimal(7)),
    "minggu": ("hari", Decimal(7)), "bulan": ("bulan", Decimal(1)), "tahun": ("bulan", Decimal(12)),
}  # fmt: skip
_SE = {f"se{unit}": unit for unit in DURATIONS}
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+"
_TO = r"\s*(?:[-–—]|s\.?\s?/?d\.?(?=\s)|sampai(?:\s+dengan)?|hingga)\s*"
_AFTER = re.compile(r"[ ]+([A-Za-z][A-Za-z-]*)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity where it stands. `style` tells how it was written: "digits", "scale", "words"."""

    kind: Kind
    start: int
    end: int
    value: Amount
    bound: Bound
    style: str


def read_number(text: str) -> Decimal | None:
    """ "1.500", "1,5 miliar", "dua puluh lima ribu" as a number."""
    total = Decimal(0)
    group = Decimal(0)
    seen = False
    for part in re.findall(r"[\d.,]+|[a-z]+", text.lower().replace("-", " ")):
        if part[0].isdigit():
            group += _digits(part.rstrip(".,"))
        elif part in UNITS:
            group += UNITS[part]
        elif part in _ONE:
            group, total = _scaled(group + 1 if _ONE[part] > 100 else group, total, part)
        elif part == "belas":
            group += 10
        elif part == "puluh":
            group += (group % 10) * 9
        elif part == "ratus":
            group += (group % 100) * 99
        elif part in SCALES:
            total += (group or 1) * SCALES[part]
            group = Decimal(0)
        else:
            return None
        seen = True
    return total + group if seen else None


def _scaled(group: Decimal, total: Decimal, part: str) -> tuple[Decimal, Decimal]:
    if part == "seratus":
        return group + 100, total
    return Decimal(0), total + group * _ONE[part]


def _digits(text: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return Decimal(text.replace(",", ".") if text.count(".") + text.count(",") <= 1 else "0")


@cache
def _pattern() -> re.Pattern[str]:
    word = "|".join([*UNITS, *_ONE, "belas", "puluh", "ratus", "ribu", "juta", "miliar", "triliun"])
    words = rf"(?:{word})(?:[ -](?:{word}))*"
    scale = r"(?:ribu|rb|juta|jt|miliar|milyar|triliun)\b"
    number = rf"(?:{_DIGITS})(?:\s?{scale})?"
    money = rf"Rp\.?\s*(?P<m1>{number}|(?:{_DIGITS})\s?[MT]\b)(?:{_TO}(?:Rp\.?\s*)?(?P<m2>{number}))?(?:,-)?"
    spelled = rf"(?P<w>\b(?:{words})|{number})\s+rupiah\b"
    percent = rf"(?P<p1>{_DIGITS})(?:\s*(?:%|persen))?(?:{_TO}(?P<p2>{_DIGITS}))?\s*(?:%|persen\b)"
    percent_words = rf"\b(?P<pw>{words}(?:\s+koma\s+(?:{word}))?)\s+persen\b"
    plain = rf"(?P<n1>{number})(?:{_TO}(?P<n2>{number}))?(?P<an>-an\b)?"
    return re.compile(
        rf"(?<![\w.,/@-])(?:{money}|{spelled}|{percent}|{percent_words}|{plain}"
        rf"|\b(?P<s>{words})\b(?:{_TO}(?P<s2>{words})\b)?"
        rf"|\b(?P<se>{'|'.join(_SE)})\b(?!-)|\b(?P<vague>belasan|puluhan|ratusan|ribuan|jutaan)\b"
        r")(?![\w%]|[.,/:]\d)",
        re.IGNORECASE,
    )


_RATE = re.compile(
    r"(?:(?:\s+[a-z]+)?\s*(?:per\b|/|setiap\b|tiap\b)\s*|\s+se)(jam|hari|pekan|minggu|bulan|tahun)(?:nya)?\b"
)


def find_quantities(text: str) -> Iterator[Quantity]:
    """Quantities of `text` in order. List numbers ("1. Fotokopi KK") are none."""
    for quantity in _found(text):
        rate = _RATE.match(text, quantity.end)
        if rate is None:
            yield quantity
        else:
            yield replace(quantity, value=replace(quantity.value, rate=rate[1]))


def _found(text: str) -> Iterator[Quantity]:
    for match in _pattern().finditer(text):
        part = match.groupdict()
        if part["m1"]:
            yield _money(text, match, part["m1"], part["m2"])
        elif part["w"]:
            yield _money(text, match, part["w"], None)
        elif part["p1"] or part["pw"]:
            yield _percent(text, match, part)
        elif part["se"]:
            if re.search(r"\bselama\s+$", text[: match.start()], re.IGNORECASE):
                yield _counted(text, match, Decimal(1), None, _SE[match[0].lower()], "words")
        elif part["vague"]:
            number = Decimal({"b": 10, "p": 10, "r": 100, "j": 10**6}[match[0][0].lower()])
            if match[0].lower() == "ribuan":
                number = Decimal(1000)
            quantity = _counted(text, match, number, None, None, "words")
            amount = Amount(number, quantity.value.unit, number * 10 - 1)
            yield Quantity("range", match.start(), match.end(), amount, "about", "vague")
        elif not _no_quantity(text, match):
            first = read_number(part["n1"] or part["s"])
            last = read_number(part["n2"] or part["s2"] or "")
            if first is not None:
                style = "words" if part["s"] else "digits"
                yield _counted(text, match, first, last, None, style)


def _money(text: str, match: re.Match[str], first: str, last: str | None) -> Quantity:
    number = read_number(first) or Decimal(0)
    upper = read_number(last) if last else None
    if upper is not None and number < 1000 <= upper:
        scale = re.search(r"[a-z]+", (last or "").lower())
        number *= SCALES[scale[0]] if scale else 1
    style = "scale" if re.search(r"[a-z]", first.lower()) else "digits"
    start, bound = bound_at(text, match.start(), match.end())
    return Quantity(
        "range" if upper is not None else "money",
        start,
        match.end(),
        Amount(number, "rupiah", upper),
        bound,
        style,
    )


def _percent(text: str, match: re.Match[str], part: dict[str, str | None]) -> Quantity:
    if part["pw"]:
        whole, _, rest = part["pw"].partition("koma")
        number = read_number(whole) or Decimal(0)
        if rest:
            number += (read_number(rest) or Decimal(0)) / 10
        upper = None
    else:
        number = _digits(part["p1"] or "0")
        upper = _digits(part["p2"]) if part["p2"] else None
    start, bound = bound_at(text, match.start(), match.end())
    return Quantity(
        "range" if upper is not None else "percent",
        start,
        match.end(),
        Amount(number, "persen", upper),
        bound,
        "words" if part["pw"] else "digits",
    )


def _counted(
    text: str,
    match: re.Match[str],
    first: Decimal,
    last: Decimal | None,
    noun: str | None,
    style: str,
) -> Quantity:
    """A number with the noun that it counts; one of time becomes a duration."""
    end = match.end()
    if noun is None:
        after = _AFTER.match(text, end)
        word = after[1] if after else ""
        if word.lower() in DURATIONS and not _is_name(word, text, after):
            noun = word.lower()
            end = after.end() if after else end
        else:
            unit = concept(word) if word and (word.islower() or word.isupper()) else ""
            start, bound = bound_at(text, match.start(), end)
            if match["an"]:
                bound = "about"
            kind: Kind = "range" if last is not None else "number"
            return Quantity(kind, start, end, Amount(first, unit, last), bound, style)
    base, factor = DURATIONS[noun]
    if noun == "hari" and (work := re.match(r"\s+kerja\b", text[end:])):
        base, end = "hari kerja", end + work.end()
    start, bound = bound_at(text, match.start(), end)
    return Quantity(
        "range" if last is not None else "duration",
        start,
        end,
        Amount(first * factor, base, last * factor if last is not None else None),
        bound,
        style,
    )


def _is_name(word: str, text: str, after: re.Match[str] | None) -> bool:
    """ "5 Minggu" is a Sunday only with a date around it, which another finder has taken."""
    return word[0].isupper() and not word.isupper() and word.lower() == "minggu" and after is None


def _no_quantity(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    after = text[match.end() :]
    if match["n1"]:
        if after[:1] in "\ufe0f\u20e3" and after:
            return True
        head = re.search(r"([A-Za-z]+)\.?\s$", before)
        if head and head[1].lower() in listed("numbered_heads") and head[1][0].isupper():
            return True  # "SMPN 1 Sidoarjo", "RT 3": part of a name
        line = before.rpartition("\n")[2]
        return not line.strip(" *_•-") and re.match(r"[.)]\s", after) is not None
    # Number words are numbers only when they count something.
    word = match[0].lower()
    if word == "satu":
        following = _AFTER.match(text, match.end())
        counted = following is not None and following[1].lower() in DURATIONS
        limited = bound_at(text, match.start(), match.end())[1] != ""
        return not (counted or limited) or before.lower().endswith("salah ")
    if after[:1] == "-" or before[-1:] == "-":
        return True
    if word in ("ribu", "ratus", "juta", "miliar", "triliun", "puluh", "belas"):
        return True
    return bool(re.match(r"\s+(?:sama\s+lain|pintu)\b", after))


@cache
def _bounds() -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    names: tuple[Bound, ...] = ("about", "over", "under", "min", "max")
    return tuple(
        (
            name,
            re.compile(
                rf"\b(?:{alternatives('bound_' + name)})(?:\s+(?:sebesar|sebanyak|selama|pada|dari"
                r"|sejumlah|usia|umur|tanggal|senilai|(?:me|ber|di)[a-z]{3,}))?[\s:]+$",
                re.IGNORECASE,
            ),
        )
        for name in names
    )


def bound_at(text: str, start: int, end: int) -> tuple[int, Bound]:
    """Where the limiting or rounding word in front of a value begins, and which way it limits.

    Without one in front, one behind it may limit ("17 tahun ke atas"); the start stays.
    """
    offset = max(0, start - 60)
    before = text[offset:start]
    for name, pattern in _bounds():
        if found := pattern.search(before):
            return offset + found.start(), name
    if found := re.search(r"±\s*$", before):
        return offset + found.start(), "about"
    after = text[end : end + 40]
    if re.match(r"(?:\s+[a-z]+)?\s+lebih\b(?!\s+(?:dari|\w+\s))", after):
        return start, "over"
    if re.match(r"(?:\s+[a-z]+)?\s+ke\s+atas\b", after):
        return start, "min"
    return start, ""
