"""Numbers, sums of money, percentages and durations, in digits and in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from assistant.assertions.value import Amount, Bound, Kind
from assistant.assertions.words import alternatives, concept, listed

UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7,
    "delapan": 8, "sembilan": 9, "sepuluh": 10, "sebelas": 11,
}  # fmt: skip
SCALES = {
    "ratus": 100, "ribu": 1_000, "rb": 1_000, "juta": 1_000_000, "jt": 1_000_000,
    "miliar": 10**9, "milyar": 10**9, "m": 10**9, "k": 1_000, "triliun": 10**12, "t": 10**12,
}  # fmt: skip
_ONE = {"seratus": 100, "seribu": 1_000, "sejuta": 1_000_000}
# Durations in their base unit; a month is not a number of days, a working day is not a day.
DURATIONS: dict[str, tuple[str, Decimal]] = {
    "detik": ("menit", Decimal(1) / 60), "menit": ("menit", Decimal(1)),
    "jam": ("menit", Decimal(60)), "hari": ("hari", Decimal(1)), "pekan": ("hari", Decimal(7)),
    "minggu": ("hari", Decimal(7)), "bulan": ("bulan", Decimal(1)), "tahun": ("bulan", Decimal(12)),
}  # fmt: skip
_SE = {f"se{unit}": unit for unit in DURATIONS}
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+\.\d{1,2}(?!\d)|\d+(?:,\d+)?"
_GAP = r"[^\S\n]*"  # a dash on the next line opens an item
_TO = rf"{_GAP}(?:[-–—]|s\.?\s?/?d\.?(?=\s)|sampai(?:\s+dengan)?|hingga){_GAP}"
_AFTER = re.compile(r"[ ]+([A-Za-z][A-Za-z-]*[23²³]?)")
_BRACKETS = re.compile(r"\([^()]*\)")
_AREA = re.compile(r"[ ]+meter\s+(persegi|kubik)\b")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity where it stands. `style` tells how it was written: "digits", "scale", "words"."""

    kind: Kind
    start: int
    end: int
    value: Amount
    bound: Bound
    style: str
    rate_end: int = 0  # where "per bulan" behind it ends


def read_number(text: str) -> Decimal | None:
    """ "1.500", "1,5 miliar", "dua puluh lima ribu" as a number."""
    total = Decimal(0)
    group = Decimal(0)
    seen = False
    text = _BRACKETS.sub("", text.lower()).replace("-", " ")
    for part in re.findall(r"[\d.,]+|[a-z]+", text):
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


_WORD = "|".join([*UNITS, *_ONE, "belas", "puluh", "ratus", "ribu", "juta", "miliar", "triliun"])
_WORDS = rf"(?:{_WORD})(?:[ -](?:{_WORD}))*"
_SPELLED = rf"(?:\s?\({_WORDS}\))?"  # "1 (satu) hari kerja"
_NUMBER = rf"(?:{_DIGITS})(?:\s?(?:ribu|rb|juta|jt|miliar|milyar|triliun)\b)?{_SPELLED}"
_ALONE = r"(?<![\w.,@-])(?<!\w/)"
_RATE = re.compile(
    r"(?:(?:\s+[a-z]+)?\s*(?:per\b|/|setiap\b|tiap\b)\s*|\s+se(?=[bhjmpt]))([a-z]+\b)"
)
_RATES = re.compile(
    r"(?:\b(?:per|tiap|setiap|satu)\s+|/\s?|\bse(?=[bhjmpt]))([a-z]+)\b", re.IGNORECASE
)
_VAGUE = {"belasan": 10, "puluhan": 10, "ratusan": 100, "ribuan": 1_000, "jutaan": 10**6}


@cache
def _money_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"{_ALONE}(?:Rp\.?\s*(?P<first>(?:{_DIGITS})\s?[MTK]\b|{_NUMBER})"
        rf"(?:{_TO}(?:Rp\.?\s*)?(?P<last>{_NUMBER}))?(?:,-)?"
        rf"|\b(?P<spelled>{_WORDS}|{_NUMBER})\s+rupiah\b)(?![\w%]|[.,]\d)",
        re.IGNORECASE,
    )


@cache
def _percent_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"{_ALONE}(?:(?P<first>{_DIGITS})(?:\s*(?:%|persen))?(?:{_TO}(?P<last>{_DIGITS}))?"
        rf"|\b(?P<spelled>{_WORDS}(?:\s+koma\s+(?:{_WORD}))?))\s*(?:%|\bpersen\b)",
        re.IGNORECASE,
    )


@cache
def _count_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_ALONE}(?P<first>{_NUMBER})(?:{_TO}(?P<last>{_NUMBER}))?(?P<about>-an\b)?"
        rf"|{_ALONE}\b(?P<word>{_WORDS})\b(?:{_TO}(?P<word2>{_WORDS})\b)?"
        rf"|\b(?P<one>{'|'.join(_SE)})\b(?!-)"
        rf"|\b(?P<vague>{'|'.join(_VAGUE)})\b)(?![\w%]|[.,/:]\d)",
        re.IGNORECASE,
    )


def find_quantities(text: str) -> Iterator[Quantity]:
    """Quantities of `text`. List numbers ("1. Fotokopi KK") are none."""
    rest = text
    for finder in (_money, _percent, _ranks, _frequencies, _counts):
        for quantity in list(finder(rest)):
            rest = (
                rest[: quantity.start]
                + "·" * (quantity.end - quantity.start)
                + rest[quantity.end :]
            )
            match = _RATE.match(text, quantity.end)
            if match is None or not (rate := _rate(match[1])):
                yield quantity
            else:
                value = replace(quantity.value, rate=rate)
                yield replace(quantity, value=value, rate_end=match.end())


@lru_cache(maxsize=4096)
def rates_in(text: str) -> frozenset[str]:
    """For what times, persons or measures `text` gives values: "per bulan", "setiap keluarga"."""
    return frozenset(filter(None, (_rate(match[1]) for match in _RATES.finditer(text))))


@cache
def _rate(word: str) -> str:
    low = word.lower().removesuffix("nya")
    if low in DURATIONS or low in ("semester", "triwulan"):
        return "minggu" if low == "pekan" else low
    return concept(low) if concept(low) in _rate_nouns() else ""


@cache
def _rate_nouns() -> frozenset[str]:
    return frozenset(concept(word) for word in listed("rate_nouns") | listed("measures")) - {""}


def _money(text: str) -> Iterator[Quantity]:
    for match in _money_pattern().finditer(text):
        written = match["first"] or match["spelled"]
        number = read_number(written)
        upper = read_number(match["last"] or "")
        if not number or written.lower() in SCALES:
            continue  # "Rp0" says that it is free; "(ribu rupiah)" heads a column
        if upper is not None and number < 1000 <= upper:  # "Rp2–3 juta"
            scale = re.search(r"[a-z]+", match["last"].lower())
            number *= SCALES[scale[0]] if scale else 1
        start, bound = bound_at(text, match.start(), match.end())
        yield Quantity(
            "money" if upper is None else "range",
            start,
            match.end(),
            Amount(number, "rupiah", upper),
            bound,
            "scale" if re.search(r"[a-z]", written.lower()) else "digits",
        )


def _percent(text: str) -> Iterator[Quantity]:
    for match in _percent_pattern().finditer(text):
        if match["spelled"]:
            whole, _, rest = match["spelled"].lower().partition("koma")
            number = (read_number(whole) or Decimal(0)) + (read_number(rest) or Decimal(0)) / 10
        else:
            number = _digits(match["first"])
        upper = _digits(match["last"]) if match["last"] else None
        start, bound = bound_at(text, match.start(), match.end())
        yield Quantity(
            "percent" if upper is None else "range",
            start,
            match.end(),
            Amount(number, "persen", upper),
            bound,
            "words" if match["spelled"] else "digits",
        )


@cache
def _rank_pattern() -> re.Pattern[str]:
    nth = "|".join(f"ke{word}" for word in [*UNITS][1:11])
    return re.compile(
        rf"\b(?:ke-(?P<number>\d+)|(?P<head>{alternatives('rank_heads')})\s+(?:yang\s+)?(?:ke-?\s?)?"
        rf"(?P<rank>{nth}|pertama|(?-i:I{{1,3}}|IV|VI{{0,3}})|{'|'.join(UNITS)}|\d{{1,3}}))(?![\w-]|[.,]\d)",
        re.IGNORECASE,
    )


_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}


def _ranks(text: str) -> Iterator[Quantity]:
    """Places in an order: "peringkat keempat", "juara II", "Hari Jadi ke-167"."""
    for match in _rank_pattern().finditer(text):
        written = match["number"] or match["rank"]
        if written.isdigit() and (match["head"] or "").lower().startswith("ter"):
            continue  # "tertinggi 140 cm"
        if written.isdigit():
            number: int | None = int(written)
        elif written in _ROMAN:
            number = _ROMAN[written]
        else:
            low = written.lower()
            number = 1 if low == "pertama" else UNITS.get(low, UNITS.get(low.removeprefix("ke")))
        if number is not None:
            start = match.start() if match["number"] else match.start("rank")
            bound = bound_at(text, match.start(), match.end())[1]
            amount = Amount(Decimal(number), "ke")
            yield Quantity("number", start, match.end(), amount, bound, "words")


@cache
def _frequency_pattern() -> re.Pattern[str]:
    often = rf"(?:sekali|(?P<{{0}}>\d+|{'|'.join([*UNITS][1:])})\s+kali|(?P<{{0}}x>\d+)x)"
    unit = rf"(?P<{{0}}>{'|'.join(DURATIONS)})"
    return re.compile(
        rf"\b(?:{often.format('n')}\s+(?:se|(?:per|tiap|setiap|dalam\s+se)\s*){unit.format('u')}"
        rf"|(?:se|(?:tiap|setiap)\s+){unit.format('v')}\s+{often.format('m')})\b",
        re.IGNORECASE,
    )


def _frequencies(text: str) -> Iterator[Quantity]:
    """ "sekali seminggu", "seminggu dua kali", "tiap bulan sekali"."""
    for match in _frequency_pattern().finditer(text):
        times = match["n"] or match["m"] or match["nx"] or match["mx"] or "1"
        number = read_number(times)
        if number is not None:
            rate = (match["u"] or match["v"]).lower()
            start, bound = bound_at(text, match.start(), match.end())
            amount = Amount(number, "kali", None, "minggu" if rate == "pekan" else rate)
            yield Quantity("number", start, match.end(), amount, bound, "words")


def _counts(text: str) -> Iterator[Quantity]:
    for match in _count_pattern().finditer(text):
        if match["one"]:
            if (
                re.search(r"\bselama\s+$", text[: match.start()], re.IGNORECASE)
                or bound_at(text, match.start(), match.end())[1]
                or re.match(r"\s+(?:sebelum|setelah|sesudah|kemudian)\b", text[match.end() :])
            ):
                yield _counted(text, match, Decimal(1), None, _SE[match[0].lower()], "words")
        elif match["vague"]:
            number = Decimal(_VAGUE[match[0].lower()])
            noun = _counted(text, match, number, None, None, "words").value.unit
            amount = Amount(number, noun, number * 10 - 1)
            yield Quantity("range", match.start(), match.end(), amount, "about", "vague")
        elif not _no_quantity(text, match):
            number_or_none = read_number(match["first"] or match["word"])
            last = read_number(match["last"] or match["word2"] or "")
            if number_or_none is not None:
                style = "words" if match["word"] else "digits"
                yield _counted(text, match, number_or_none, last, None, style)


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
        if after and word.lower() in DURATIONS and word != "Minggu":
            noun, end = word.lower(), after.end()
        else:
            start, bound = bound_at(text, match.start(), end)
            if after and word.lower() in listed("measures"):
                end = after.end()
            unit = (
                concept(word)
                if word
                and word.rstrip("23²³").isalpha()
                and (word.islower() or word.isupper())
                and not _PREDICATE.fullmatch(word)
                else ""
            )
            if area := _AREA.match(text, match.end()):
                unit, end = ("m2" if area[1] == "persegi" else "m3"), area.end()
            base, factor = _measure(unit)
            return Quantity(
                "number" if last is None else "range",
                start,
                end,
                Amount(first * factor, base, None if last is None else last * factor),
                "about" if match["about"] else bound,
                style,
            )
    base, factor = DURATIONS[noun]
    if noun == "hari" and (work := re.match(r"\s+kerja\b", text[end:])):
        base, end = "hari kerja", end + work.end()
    start, bound = bound_at(text, match.start(), end)
    return Quantity(
        "duration" if last is None else "range",
        start,
        end,
        Amount(first * factor, base, last * factor if last is not None else None),
        bound,
        style,
    )


# "91 dinyatakan kompeten": what stands behind the number is said of them, not what they are.
_PREDICATE = re.compile(
    r"(?:di|ter|ber|me[mn]|men[gy])[a-z]{4,}|harus|wajib|batal|gagal|lolos|lulus|hadir|absen"
)
_AREAS = {"rt", "rw"}  # "RT 4" is no name

# Measures of one kind in one unit: 130 sentimeter are 1,3 meter.
_FACTORS = {
    "mm": ("m", "0.001"), "cm": ("m", "0.01"), "km": ("m", "1000"),
    "gram": ("kg", "0.001"), "kuintal": ("kg", "100"), "ton": ("kg", "1000"),
    "ml": ("l", "0.001"), "mililiter": ("l", "0.001"),
}  # fmt: skip


@cache
def _measures() -> dict[str, tuple[str, Decimal]]:
    return {
        concept(word): (concept(base), Decimal(factor)) for word, (base, factor) in _FACTORS.items()
    }


def _measure(unit: str) -> tuple[str, Decimal]:
    return _measures().get(unit, (unit, Decimal(1)))


def _no_quantity(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    after = text[match.end() :]
    if match["first"]:
        if re.search(r"\bRp\.?\s?$", before):
            return True  # "Rp0"
        if after[:1] in "\ufe0f\u20e3" and after:
            return True
        head = re.search(r"([A-Za-z]+)\.?\s$", before)
        if head and head[1].lower() in listed("numbered_heads") - _AREAS and head[1][0].isupper():
            return True  # "SMPN 1 Sidoarjo", "RT 3": part of a name
        line = before.rpartition("\n")[2]
        if re.match(r"\)\s+[A-Z]", after) and line.count("(") <= line.count(")"):
            return True  # "1) Evi Rosalina; 2) …" within a sentence
        return not line.strip(" *_•-") and re.match(r"[.)]\s", after) is not None
    # Number words are numbers only when they count something.
    word = match[0].lower()
    if word == "satu":
        following = _AFTER.match(text, match.end())
        counted = following is not None and (
            following[1].lower() in DURATIONS
            or following[1].lower() in listed("counters")
            or following[1].lower() in listed("measures")
        )
        limited = bound_at(text, match.start(), match.end())[1] != ""
        beside = following is not None and re.search(
            rf"(?:\d|\b(?:{'|'.join([*UNITS][2:])}))\s+{re.escape(following[1])}\b",
            before.rpartition(".")[2] + after.partition(".")[0],
            re.IGNORECASE,
        )  # "enam fraksi menerima, satu fraksi menolak"
        return not (counted or limited or beside) or before.lower().endswith("salah ")
    if re.match(r"\s+(?:itu|tersebut|ini)\b", after):
        return True  # "selain dua itu"
    if after[:1] == "-" or before[-1:] == "-" or re.search(r"\b(?:nomor|urutan)\s$", before):
        return True
    if word in ("ribu", "ratus", "juta", "miliar", "triliun", "puluh", "belas"):
        return True
    if word == "nol" and after.lower().startswith(" rupiah"):
        return True  # it says that it is free
    return bool(re.match(r"\s+(?:sama\s+lain|pintu|per(?:empat|tiga|lima|delapan))\b", after))


@cache
def _bounds() -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    # "tidak lebih dari" has "lebih dari" in it.
    names: tuple[Bound, ...] = ("about", "min", "max", "over", "under")
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


_MORE = re.compile(r"(?:\s+[a-z]+)?\s+lebih\b(?:[^\S\n]+([A-Za-z]+))?")
# "3 bulan lebih tanpa kabar"; "3 meter lebih lebar" compares.
_BEHIND_MORE = frozenset(
    "tanpa yang atau dan di ke untuk dengan pada sejak sampai bisa dapat".split()
)


def bound_at(text: str, start: int, end: int) -> tuple[int, Bound]:
    """Where the limiting or rounding word in front of a value begins, and which way it limits.

    Without one in front, one behind it may limit ("17 tahun ke atas"); the start stays.
    """
    offset = max(0, start - 60)
    before = re.sub(r"(?:US|S|A)?\$\s?$", "", text[offset:start])  # "hampir US$2 juta"
    for name, pattern in _bounds():
        if found := pattern.search(before):
            return offset + found.start(), name
    if found := re.search(r"±\s*$", before):
        return offset + found.start(), "about"
    after = text[end : end + 40]
    if (more := _MORE.match(after)) and (not more[1] or more[1].lower() in _BEHIND_MORE):
        return start, "over"
    if re.match(r"(?:\s+[a-z]+)?\s+ke\s+atas\b|\s?\+(?!\d)", after):
        return start, "min"
    return start, ""
