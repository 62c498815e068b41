"""Tables of the sources: which column names a row, which are asked for, how a row reads."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.moments import MONTHS
from assistant.writing.intent import term_stems

Cells = Sequence[str]

_NUMBER = re.compile(r"(?:Rp\.?\s*)?-?\d[\d.,]*(?:\s*(?:%|persen\b|[a-z][\w/]*(?: [a-z]+)?))?")
_BARE = re.compile(r"-?\d[\d.,]*")
_DAY_COLUMN = re.compile(r"tanggal|tgl\.?", re.I)
_WEEKDAYS = re.compile(r"hari", re.I)
_MONTH_ABOVE = re.compile(rf"\b(?i:{'|'.join(MONTHS)})(?:\s+20\d\d)?\b")
_DAY_NUMBER = re.compile(r"[0-3]?\d")
_CLOCK = re.compile(r"[0-2]?\d[.:][0-5]\d(?:\s*WIB)?")
_NOTHING = re.compile(r"[-–—]?|tidak (?:ada|disebutkan|diketahui|tersedia)|n/?a|nihil data", re.I)
_ASIDE = re.compile(
    r"sumber|keterangan|catatan|^no\.?$|^nomor$|^kode\b|^pic$|penanggung ?jawab|^petugas$|"
    r"^pelaksana$",
    re.I,
)
_UNIT_COLUMN = re.compile(r"^satuan$", re.I)
_PERIOD = re.compile(r"^(?:tahun|periode|bulan)\b", re.I)
_DATED = re.compile(r"tanggal|jadwal|waktu|hari\b|pukul|jam\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]")
_COUNTED = re.compile(r"^(?:jumlah|banyaknya|total)\s+(?=\w)", re.I)
_TOTAL = re.compile(r"(?:grand )?(?:total|jumlah|keseluruhan)\b", re.I)
_MOST = re.compile(r"\b(?:ter(?:banyak|tinggi|besar|mahal|luas)|paling (?:banyak|tinggi|besar))\b")
_LEAST = re.compile(r"\b(?:ter(?:sedikit|endah|kecil|murah)|paling (?:sedikit|rendah|kecil))\b")
_COMPARED = re.compile(r"\b(?:banding|perbandingan|dibanding\w*|naik|turun|kenaikan|penurunan)\b")
_PLACE = re.compile(r"(?:kecamatan|desa|kelurahan|wilayah|puskesmas|sekolah|pasar|opd)\b", re.I)
_TOO_COMMON = frozenset(term_stems("angka data jumlah tahun nilai"))
_AT_PLACE = re.compile(r"lokasi|tempat|alamat|desa|kelurahan|kecamatan|titik", re.I)
_PRICE = re.compile(r"Rp\.?\s?\d")
_PRICED = re.compile(
    r"tarif|biaya|harga|retribusi|anggaran|nilai|pagu|besaran|bantuan|hadiah|denda", re.I
)
_A_DAY = re.compile(
    r"\b(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)\b"
    r"|\d ?(?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des)",
    re.I,
)
_SHOUTED = 7  # letters: "POSYANDU" is no short form
_COLUMNS = 3  # more a line of a post cannot carry


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its head "Jumlah UMKM binaan 2026 (unit)": `noun` is what it counts."""

    place: int
    noun: str
    unit: str
    year: str
    numeric: bool
    counted: bool


@dataclass(frozen=True, slots=True)
class Table:
    """`label` is the place of the column that names a row, `columns` those worth showing."""

    header: Cells
    rows: Sequence[Cells]
    label: int
    columns: Sequence[Column]
    units: int | None = None
    period: int | None = None

    @property
    def dated(self) -> bool:
        """Whether it is a schedule: what, when, where."""
        if self.scheduled:
            return True
        return any(_DATED.search(name) for name in self.header) and not any(
            c.numeric for c in self.columns
        )

    @property
    def scheduled(self) -> bool:
        """Whether its rows are days with a place, whatever else they count."""
        places = any(_AT_PLACE.match(self.header[c.place]) for c in self.columns)
        return places and _DATED.search(self.header[self.label]) is not None


def read_table(rows: Sequence[Cells], header: Cells) -> Table | None:
    """The first column of words names the row, numbers of rows and remarks are left out."""
    width = len(header) or max(map(len, rows))
    names = [*header, *[""] * (width - len(header))]
    columns = [_column(place, names[place], rows) for place in range(width)]
    units = next((c.place for c in columns if _UNIT_COLUMN.match(names[c.place])), None)
    shown = [
        c
        for c in columns
        if c.place != units
        and not _ASIDE.search(names[c.place])
        and not (c.numeric and not names[c.place] and c.place == 0)
    ]
    label = next((c for c in shown if not c.numeric), None)
    period = next((c for c in shown if _PERIOD.search(names[c.place])), None)
    label = label or period
    if label is None:
        return None
    left = [c for c in shown if c is not label and c is not period]
    when = period.place if period and period is not label else None
    return Table(names, rows, label.place, left, units, when)


def whole_days(
    rows: Sequence[Cells], header: Cells, above: str
) -> tuple[Cells, Sequence[Cells], str]:
    """Days that the columns "Hari" and "Tanggal" give in parts, in one, and their month as the
    title has it: "Selasa", "1" below "Jadwal Desember 2026" → "Selasa (1)"; "" for others."""
    months = set(_MONTH_ABOVE.findall(above))
    day = next((n for n, name in enumerate(header) if _DAY_COLUMN.fullmatch(name.strip())), None)
    weekday = next((n for n, name in enumerate(header) if _WEEKDAYS.fullmatch(name.strip())), None)
    if len(months) != 1 or day is None or weekday is None:
        return header, rows, ""
    if not all(len(row) == len(header) and _DAY_NUMBER.fullmatch(row[day].strip()) for row in rows):
        return header, rows, ""
    dated = []
    for row in rows:
        whole = f"{row[weekday].strip()} ({row[day].strip()})"
        dated.append([whole if n == day else cell for n, cell in enumerate(row) if n != weekday])
    return [name for n, name in enumerate(header) if n != weekday], dated, months.pop()


def _column(place: int, name: str, rows: Sequence[Cells]) -> Column:
    cells = [row[place] for row in rows if place < len(row) and not _NOTHING.fullmatch(row[place])]
    numbers = sum(_NUMBER.fullmatch(cell) is not None for cell in cells)
    year = _YEAR.findall(name)
    unit = _IN_BRACKETS.search(name)
    bare = re.sub(r"\s+", " ", _YEAR.sub("", _IN_BRACKETS.sub("", name))).strip(" ,-–")
    noun = _COUNTED.sub("", bare)
    noun = _lowered(noun)
    return Column(
        place,
        noun,
        unit[1].strip() if unit and not _YEAR.fullmatch(unit[1].strip()) else "",
        year[-1] if year else "",
        bool(cells) and numbers >= 0.6 * len(cells) and not all(map(_CLOCK.fullmatch, cells)),
        _COUNTED.match(bare) is not None,
    )


def _lowered(name: str) -> str:
    """A head as it stands in a sentence: "Uji Berkala" → "uji berkala"; "UMKM" stays."""
    return " ".join(
        word if re.match(r"[A-Z][A-Z0-9-]", word) and len(word) < _SHOUTED else word.lower()
        for word in name.split()
    )


def asked_columns(table: Table, said: str, weights: Mapping[str, float]) -> list[Column]:
    """The columns that the brief names; of several years the one it names, else the newest."""
    numeric = [c for c in table.columns if c.numeric]
    if not numeric or table.scheduled:
        return list(table.columns)
    stems = {c.place: set(term_stems(c.noun)) - _TOO_COMMON for c in numeric}
    common = set.intersection(*stems.values()) if len(stems) > 1 else set()
    scores = {
        c.place: sum(weights.get(stem, 0.0) for stem in stems[c.place] - common) for c in numeric
    }
    best = max(scores.values())
    chosen = [c for c in numeric if best <= 0 or scores[c.place] >= 0.8 * best]
    named = set(_YEAR.findall(said))
    newest = max((c.year for c in chosen), default="")
    compared = _COMPARED.search(said.lower()) is not None
    if named & {c.year for c in chosen}:
        chosen = [c for c in chosen if not c.year or c.year in named]
    elif newest and not compared:
        chosen = [c for c in chosen if not c.year or c.year == newest]
    return chosen[:_COLUMNS]


def ordered(table: Table, columns: Sequence[Column], rows: Sequence[int], said: str) -> list[int]:
    """The numbers of `rows` as the brief wants them; the row of totals first."""
    totals = [n for n in rows if _TOTAL.match(table.rows[n][table.label])]
    others = [n for n in rows if n not in totals]
    least, most = _LEAST.search(said.lower()), _MOST.search(said.lower())
    if columns and columns[0].numeric and (least or most):
        others.sort(key=lambda n: amount(table.rows[n][columns[0].place]), reverse=not least)
    rises = re.search(r"(?<!tidak )\b(?:naik|kenaikan|meningkat)\b", said.lower())
    falls = re.search(r"\b(?:turun|penurunan|menurun)\b", said.lower())
    if len(columns) > 1 and (rises or falls) and all(c.numeric for c in columns):
        others.sort(key=lambda n: _change(table.rows[n], columns), reverse=rises is not None)
    return totals + others


def _change(row: Cells, columns: Sequence[Column]) -> float:
    """By how much the last of the columns lies above the first."""
    return amount(row[columns[-1].place]) - amount(row[columns[0].place])


def outstanding(table: Table, column: Column, *, least: bool) -> int | None:
    """The row with the largest or least value, if the rows are places and no other has as much."""
    if not _PLACE.match(table.header[table.label]) or not column.numeric:
        return None
    rows = [n for n, row in enumerate(table.rows) if not _TOTAL.match(row[table.label])]
    values = {n: amount(table.rows[n][column.place]) for n in rows}
    pick = min if least else max
    best = pick(values, key=lambda n: values[n], default=None)
    if best is None or len(rows) < 3 or list(values.values()).count(values[best]) > 1:
        return None
    return best


def row_text(table: Table, columns: Sequence[Column], row: Cells) -> str:
    """ "Waru: 1.385 UMKM binaan", "Umur harapan hidup (2025): 76,08 tahun"; "" without a value."""
    cells = [(c, row[c.place].strip()) for c in columns if c.place < len(row)]
    cells = [(c, cell) for c, cell in cells if not _NOTHING.fullmatch(cell)]
    if not cells:
        return ""
    name = row[table.label].strip()
    unit = row[table.units].strip() if table.units is not None else ""
    if table.period is not None and (when := row[table.period].strip()) not in name:
        name += f" {when}" if name.endswith(")") else f" ({when})"
    years = {c.year for c, _ in cells}
    values = [_value(c, cell, unit, alone=len(cells) == 1) for c, cell in cells]
    if len(cells) > 1 and all(_A_DAY.search(table.header[c.place]) for c, _ in cells):
        return f"{name}: {_by_day(table, cells)}"
    if len(years) > 1 and len({c.noun for c, _ in cells}) == 1:
        values = [f"{v} ({c.year})" for v, (c, _) in zip(values, cells, strict=True)]
    return f"{name}: {', '.join(values)}"


def _by_day(table: Table, cells: Sequence[tuple[Column, str]]) -> str:
    """ "24 dan 25 Des tutup; 31 Des 08.00–12.00": days that are alike told once."""
    told: dict[str, list[str]] = {}
    for column, cell in cells:
        told.setdefault(cell, []).append(table.header[column.place].strip())
    return "; ".join(
        f"{', '.join(days)} {cell if re.match(r'[A-Z]{2}', cell) else cell[:1].lower() + cell[1:]}"
        for cell, days in told.items()
    )


def _value(column: Column, cell: str, unit: str, *, alone: bool) -> str:
    """A cell with its unit, and with what it counts where that is not clear."""
    if not column.numeric or not _BARE.fullmatch(cell):
        named = column.numeric and column.noun and not alone
        return f"{column.noun} {cell}" if named else cell
    shown = _in_words(indonesian(cell), column.unit or unit)
    if column.unit and unit:
        priced = column.unit.lower().startswith("rp") and not unit.lower().startswith("per")
        shown += f" per {unit}" if priced else f" {unit}"
    if re.match(r"[\d<>≤≥]", column.noun):
        return f"{shown} ({column.noun})"  # "2.850 (0-10 m3)"
    if column.unit or unit:
        return shown if alone else f"{column.noun} {shown}"
    if column.noun and (column.counted or not alone):
        return f"{shown} {column.noun}"
    return shown


def _in_words(number: str, unit: str) -> str:
    """ "212,3" and "Rp miliar" → "Rp212,3 miliar"."""
    unit = "" if unit.lower() == "indeks" else unit.replace("%", "persen").replace("/", " per ")
    if unit.lower().startswith("rp"):
        return f"Rp{number}{' ' + unit[2:].strip(' .') if unit[2:].strip(' .') else ''}"
    if unit.lower() in ("rupiah", "dalam rupiah"):
        return f"Rp{number}"
    return f"{number} {unit}".rstrip()


def indonesian(cell: str) -> str:
    """ "1385" → "1.385", "62.56" → "62,56"; what is written so already stays."""
    if re.fullmatch(r"\d{4,}", cell):
        return f"{int(cell):,}".replace(",", ".")
    if match := re.fullmatch(r"(\d+)\.(\d{1,2}|\d{4,})", cell):
        return f"{match[1]},{match[2]}"
    return cell


def amount(cell: str) -> float:
    """What a cell counts, for comparing."""
    match = _BARE.search(cell)
    text = indonesian(match[0]).replace(".", "").replace(",", ".") if match else ""
    try:
        return float(text)
    except ValueError:
        return 0.0


def table_title(table: Table, columns: Sequence[Column]) -> str:
    """ "UMKM binaan per kecamatan tahun 2026"; "" where the heads say too little."""
    by = table.header[table.label].strip()
    if not by or not by[:1].isalpha() or len(by) > 30:
        return ""
    by = _lowered(by)
    numeric = [c for c in columns if c.numeric]
    if table.dated:
        plain = _DATED.search(by) or by in ("tahap", "tahapan", "kegiatan", "acara", "agenda")
        return "Jadwal kegiatan" if plain else f"Jadwal per {by}"
    nouns = _unique(c.noun for c in numeric)
    years = _unique(c.year for c in numeric)
    year = f" tahun {years[0]}" if len(years) == 1 and years[0] else ""
    noun = " dan ".join(nouns) if 0 < len(nouns) < 3 and all(nouns) else "rincian"
    if noun == "nilai" or noun[:1].isdigit():
        noun = "rincian"
    priced = all(
        _PRICE.match(row[c.place]) for c in numeric for row in table.rows if len(row) > c.place
    )
    if numeric and priced and not _PRICED.search(noun):
        noun = f"tarif {noun}"
    return f"{noun[:1].upper()}{noun[1:]} per {by}{year}"


def top_sentence(table: Table, columns: Sequence[Column], said: str) -> str:
    """ "UMKM binaan terbanyak tercatat di Sidoarjo: 1.718 UMKM binaan.", where the brief asks.

    Unasked nothing is called the most: a table may show a part only.
    """
    asked = _LEAST.search(said.lower()) or _MOST.search(said.lower())
    if not asked or len({c.noun for c in columns}) != 1 or not columns[0].noun:
        return ""
    column = max(columns, key=lambda c: c.year)
    best = outstanding(table, column, least=_LEAST.search(said.lower()) is not None)
    if best is None:
        return ""
    name, _, value = row_text(table, [column], table.rows[best]).partition(": ")
    noun = column.noun[:1].upper() + column.noun[1:]
    return f"{noun} {asked[0]} tercatat di {name}: {value}."


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
