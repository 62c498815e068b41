"""Columns of tables: what a head says, and how a bare number below it reads with its unit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from assistant.prompts import load_table

BARE_NUMBER = re.compile(r"-?\d[\d.,]*(?:\s*[–-]\s*\d[\d.,]*)?")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SPAN_OF_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s*[/–-]\s*(?:(?:19|20)\d\d|\d\d))?\b")
TOTAL = re.compile(r"(?:sub |grand )?(?:total|jumlah|keseluruhan)\b", re.I)
NOTHING = re.compile(
    r"[-–—.*]{0,3}|tidak (?:ada|disebutkan|diketahui|tersedia)|n/?a|nihil data", re.I
)
_UNITS = re.compile(r"(?:satuan|unit|sat\.?)$", re.I)
_NUMBERING = re.compile(r"(?:no\.?|nomor|nomor urut|no\.? urut|#|kode\b.*)$", re.I)
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]")
_UNIT = re.compile(r"%|[A-Za-z](?:[A-Za-z./ %-]|(?<=m)[23²³])*")
_COUNTED = re.compile(r"^(?:jumlah|banyaknya|total)\s+(?=\w)", re.I)
_SEX = re.compile(r"\b[LP]$")
_SHOUTED = 7  # letters: "POSYANDU" is no short form
_SCALE = re.compile(r"(?:dalam\s+)?(ribu|juta|miliar|triliun)(?:an)?\b\s*", re.I)
_BY_MEASURE = re.compile(
    r"(?:kg|kilogram|kilo|liter|lt|ltr|ons|gram|butir|ekor|ikat|buah|karung|dus|pak)", re.I
)
_RATED = re.compile(r"/|\bper\b", re.I)
_MONEY = re.compile(r"(?:rp\b\.?|rupiah\b)\s*", re.I)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_PRICES_ABOVE = re.compile(r"\b(?:tarif|biaya|harga|retribusi|rupiah)(?:nya)?\b", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """The head "Jumlah UMKM binaan 2026 (unit)": `noun` is what it counts, without the rest."""

    noun: str
    unit: str
    year: str
    counted: bool


@lru_cache(maxsize=4096)
def read_head(name: str) -> Head:
    name = re.sub(r"^\(?%\)?(?=\s|$)", "persentase", plain_head(name))
    years = _SPAN_OF_YEARS.findall(name)
    unit, rest = "", name
    if (inside := _IN_BRACKETS.search(name)) and _is_unit(inside[1], name[: inside.start()]):
        unit = inside[1].strip()
    rest = _SPAN_OF_YEARS.sub("", _IN_BRACKETS.sub("", name))
    bare = re.sub(r"\s+", " ", rest).strip(" ,-–/")
    return Head(
        lowered(_COUNTED.sub("", bare)),
        unit or _implied().get(bare.partition(" ")[0].lower(), ""),
        years[-1] if years else "",
        _COUNTED.match(bare) is not None,
    )


def _is_unit(text: str, before: str) -> bool:
    """Whether brackets hold a unit, and not a year, a code or the short form of the noun."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d]+", before))
    return _UNIT.fullmatch(text.strip()) is not None and not (
        len(text) > 1 and initials.lower().endswith(text.strip().lower())
    )


def plain_head(name: str) -> str:
    """A code as the words that it stands for: "jml_kk_miskin" → "jumlah KK miskin"."""
    name = _SEX.sub(lambda match: "laki-laki" if match[0] == "L" else "perempuan", name.strip())
    if "_" not in name and _table()["words"].get(name.lower().rstrip(".")) is None:
        return name
    words = []
    codes = name.replace("_", " ").split()
    for word in codes:
        low = word.lower().rstrip(".")
        shown = str(_table()["words"].get(low, word))
        words.append(shown.upper() if low in _table()["capitals"] else shown)
    if len(words) > 1 and codes[0].lower() in ("nama", "nm"):
        words = words[1:]
    if len(words) > 1 and codes[-1].lower() in _table()["units"]:
        words[-1] = f"({words[-1]})"
    return " ".join(words)


def lowered(name: str) -> str:
    """A head as it stands in a sentence: "Uji Berkala" → "uji berkala"; "UMKM" stays."""
    return " ".join(
        word if re.match(r"[A-Z][A-Z0-9-]|[IVX]$", word) and len(word) < _SHOUTED else word.lower()
        for word in name.split()
    )


@cache
def _table() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = load_table("columns.yaml")
    return loaded


@cache
def _implied() -> Mapping[str, str]:
    return {word: unit for unit, words in _table()["implied"].items() for word in words}


def measures(noun: str) -> bool:
    """Whether a noun names a measure and not things: "nilai 91,75", but "12 sekolah"."""
    return noun.partition(" ")[0] in _table()["measured"]


def unit_column(header: Sequence[str]) -> int | None:
    """The place of the column that holds the units of the others."""
    return next((n for n, name in enumerate(header) if _UNITS.match(name.strip())), None)


def unit_of_cell(
    header: Sequence[str], name: str, unit: str, cell: str = "", above: str = ""
) -> str:
    """The unit of a row for the column `name`: in a table of prices "kg" is "Rp per kg"; a bare
    "20.000" below "Tarif laboratorium" is "Rp"."""
    head = read_head(name)
    if not unit and _THOUSANDS.fullmatch(cell) and _PRICES_ABOVE.search(above):
        counts = head.noun.partition(" ")[0] in _table()["amounts"] or head.counted
        return "" if head.unit or head.year or counts else "Rp"
    if not _BY_MEASURE.fullmatch(unit) or head.unit:
        return unit
    heads = {word for head in header for word in re.findall(r"[a-z]+", plain_head(head).lower())}
    first = plain_head(name).lower().partition(" ")[0]
    priced = heads & set(_table()["priced"]) and first not in _table()["amounts"]
    return f"Rp per {unit.lower()}" if priced else unit


def is_former(noun: str) -> bool:
    """Whether a head tells the state before: "rata-rata pekan lalu"."""
    return bool(_former().search(noun))


def without_former(noun: str) -> str:
    """ "rata-rata pekan lalu" → "rata-rata": what it is the former state of."""
    return re.sub(r"\s+", " ", _former().sub("", noun)).strip()


@cache
def _former() -> re.Pattern[str]:
    words = "|".join(_table()["former"])
    return re.compile(rf"\b(?:(?:pekan|minggu|bulan|tahun|hari)\s+)?(?:{words})\b", re.I)


def numbers_rows(name: str) -> bool:
    return _NUMBERING.match(name.strip()) is not None


def with_unit(number: str, head: str, row: str = "") -> str:
    """A bare number with the unit that the head of its column and its row give.

    "212,3", "Rp miliar" → "Rp212,3 miliar"; "525867", "", "rupiah/bulan" → "Rp525.867 per bulan".
    """
    if re.fullmatch(r"WIB|WITA|WIT", head):
        return f"{number} {head}"
    number = indonesian(number)
    shown = _in_words(number, head or row)
    if _MONEY.match(head) and row and not _MONEY.match(row) and not _RATED.search(head):
        shown += f" {row}" if row.lower().startswith("per ") else f" per {row}"
    return shown


def _in_words(number: str, unit: str) -> str:
    if unit.lower().startswith(("indeks", "angka", "nilai", "skor")):
        return number
    unit = re.sub(r"\s*/\s*(?=[a-z]{3})", " per ", unit.strip()).replace("%", "persen")
    scale = _SCALE.match(unit)
    if scale:
        unit = unit[scale.end() :]
    money = _MONEY.match(unit)
    if money:
        unit = unit[money.end() :]
        inner = _SCALE.match(unit)
        scale, unit = inner or scale, unit[inner.end() :] if inner else unit
        unit = re.sub(r"^\s*/\s*(?=\w)", "per ", unit)
    size = f" {scale[1].lower()}" if scale else ""
    return f"{'Rp' if money else ''}{number}{size} {unit.strip(' .')}".rstrip()


def indonesian(cell: str) -> str:
    """ "1385" → "1.385", "62.56" → "62,56"; what is written so already stays."""
    if re.fullmatch(r"\d{4,}", cell):
        return f"{int(cell):,}".replace(",", ".")
    if match := re.fullmatch(r"(0\.\d+|\d+\.(?:\d{1,2}|\d{4,}))", cell):
        return match[1].replace(".", ",")
    return cell
