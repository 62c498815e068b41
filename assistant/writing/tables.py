"""Tables of the sources: which column names a row, which are asked for, how a row reads."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.columns import (
    BARE_NUMBER,
    NOTHING,
    TOTAL,
    YEAR,
    indonesian,
    is_former,
    lowered,
    measures,
    numbers_rows,
    plain_head,
    read_head,
    unit_column,
    unit_of_cell,
    with_unit,
    without_former,
)
from assistant.reading.moments import MONTHS
from assistant.writing.intent import term_stems

Cells = Sequence[str]

_NUMBER = re.compile(r"(?:Rp\.?\s*)?-?\d[\d.,]*(?:\s*(?:%|persen\b|[a-z][\w/]*(?: [a-z]+)?))?")
_DAY_COLUMN = re.compile(r"tanggal|tgl\.?", re.I)
_WEEKDAYS = re.compile(r"hari", re.I)
_MONTH_ABOVE = re.compile(rf"\b(?i:{'|'.join(MONTHS)})(?:\s+20\d\d)?\b")
_TIME_OF_YEAR = re.compile(
    rf"(?:tw|triwulan|semester|smt|minggu|pekan|bulan|tahap|gelombang|{'|'.join(MONTHS)})\b", re.I
)
_DAY_NUMBER = re.compile(r"[0-3]?\d")
_CLOCK = re.compile(r"[0-2]?\d[.:][0-5]\d(?:\s*WIB)?")
_ASIDE = re.compile(
    r"sumber|keterangan|^ket\.?$|catatan|^pic$|penanggung ?jawab|^petugas$|^pelaksana$",
    re.I,
)
_REMARKS = re.compile(r"keterangan|^ket\.?$|catatan", re.I)
_PERIOD = re.compile(r"^(?:tahun|periode|bulan)\b", re.I)
_DATED = re.compile(r"tanggal|jadwal|waktu|hari\b|pukul|jam\b", re.I)
_MOST = re.compile(r"\b(?:ter(?:banyak|tinggi|besar|mahal|luas)|paling (?:banyak|tinggi|besar))\b")
_LEAST = re.compile(r"\b(?:ter(?:sedikit|endah|kecil|murah)|paling (?:sedikit|rendah|kecil))\b")
_COMPARED = re.compile(
    r"\b(?:(?:mem)?banding\w*|perbandingan|dibanding\w*|naik|turun|kenaikan|penurunan|meningkat|"
    r"menurun|peningkatan|perkembangan|tren|perubahan|selisih)\b|\btahun ke tahun\b"
)
_PLACE = re.compile(r"(?:kecamatan|desa|kelurahan|wilayah|puskesmas|sekolah|pasar|opd)\b", re.I)
_VILLAGE = re.compile(r"(?:desa|kelurahan|kecamatan|puskesmas|pasar)\b", re.I)
_RANK = re.compile(r"(?:peringkat|juara|ranking|rank|urutan|pemenang)\b", re.I)
_NO_VALUE = re.compile(rf"(?:{NOTHING.pattern})$|(?:tidak|belum)\b", re.I)
_WON = re.compile(r"\b(?:pemenang|juara|hasil|peringkat|lolos|finalis)\w*\b")
_PLAIN_NAME = re.compile(r"(?:uraian|indikator|komponen|unsur|jenis data|rincian)\b", re.I)
# "Tarif retribusi (per m² per bulan)": a heading without which the figures mean nothing.
_MEASURE = re.compile(r"\((?:[^()]*\s)?(?:per|rupiah|Rp|dalam)\s[^()]*\)", re.I)
_REMARK_ROW = re.compile(r"(?:catatan|keterangan|ket|sumber)\b\W*", re.I)
_TOO_COMMON = frozenset(term_stems("angka data jumlah tahun nilai"))
_AT_PLACE = re.compile(
    r"(?:desa|kelurahan|kecamatan)\b|(?:.*\W)?(?:lokasi|tempat|alamat|titik)\b", re.I
)
_PRICE = re.compile(r"Rp\.?\s?\d")
_RATED = re.compile(r"/|\bper\b", re.I)
_PRICED = re.compile(
    r"tarif|biaya|harga|retribusi|anggaran|nilai|pagu|besaran|bantuan|hadiah|denda", re.I
)
_WHEN_ASKED = re.compile(r"\b(?:jadwal|kapan|tanggal|waktu|tahapan?|batas)", re.I)
_A_DAY = re.compile(
    r"\b(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)\b"
    r"|\d ?(?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des)",
    re.I,
)
_RANK_WORD = {"juara": "Juara", "pemenang": "Juara"}
_TOO_PLAIN = ("", "nilai", "jumlah", "angka", "data")
_SHORT_NOUN = 2  # words
_LONGEST_TITLE = 60
# A remark that changes what its row says: "DIUNDUR ke Kamis 17/12 (ada pilkades)".
_CHANGES = re.compile(
    r"(?:di(?:undur|mundurkan|geser|pindah|majukan|ganti|batalkan|tunda|liburkan)\w*|batal|libur|"
    r"pindah|tutup|tunda)\b",
    re.I,
)
_FEWEST_ALIKE = 3
_STEP = re.compile(r"([a-z]+) (?:\d{1,2}|[IVX]+|[A-Ea-e])")
_SERIES = 5
_COLUMNS = 3  # more a line of a post cannot carry


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its head "Jumlah UMKM binaan 2026 (unit)": `noun` is what it counts; `days`:
    its cells are days."""

    place: int
    noun: str
    unit: str
    year: str
    numeric: bool
    counted: bool
    days: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`label` is the place of the column that names a row, `columns` those worth showing."""

    header: Cells
    rows: Sequence[Cells]
    label: int
    columns: Sequence[Column]
    units: int | None = None
    period: int | None = None
    second: int | None = None  # the column that tells rows of one name apart
    above: str = ""  # what the table stands below: "Tarif laboratorium"

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
        words = [self.label, *(c.place for c in self.columns if not c.numeric)]
        places = any(_AT_PLACE.match(self.header[place]) for place in words)
        return places and any(_DATED.search(self.header[place]) for place in words)

    @property
    def ranked(self) -> bool:
        """Whether its rows are places in an order, of which other columns say whose they are."""
        named = [self.label] if self.second is None else [self.label, self.second]
        return any(_RANK.match(self.header[place]) for place in named)

    def name(self, row: Cells) -> str:
        """What names a row; that of the totals may stand where others have their number."""
        own = row[self.label].strip() if self.label < len(row) else ""
        head = read_head(self.header[self.label])
        if own and head.noun and not any(map(str.isalpha, own)) and not _CLOCK.match(own):
            own = f"{head.noun[:1].upper()}{head.noun[1:]} {with_unit(own, head.unit)}"
        if own and self.second is not None and self.second < len(row):
            other, by = row[self.second].strip(), lowered(self.header[self.second].strip())
            own = f"{own}, {by} {other}" if _RANK.match(by) else f"{own}, {other}"
        first = next((cell for cell in row if re.search(r"[^\W\d]{3}", cell)), "")
        return own or (first.strip() if TOTAL.match(first) else "")

    def is_total(self, row: Cells) -> bool:
        return TOTAL.match(self.name(row)) is not None


def ranks(header: Cells) -> bool:
    """Whether the first column of a table is a place in an order."""
    return bool(header) and any(_RANK.match(name) for name in header[:2])


def asks_for_winners(said: str) -> bool:
    return _WON.search(said.lower()) is not None


def read_table(rows: Sequence[Cells], header: Cells, above: str = "") -> Table | None:
    """The first column of words names the row, numbers of rows and remarks are left out."""
    width = len(header) or max(map(len, rows))
    names = [*header, *[""] * (width - len(header))]
    columns = [_column(place, names[place], rows) for place in range(width)]
    units = unit_column(names)
    shown = [
        c
        for c in columns
        if c.place != units
        and not _ASIDE.search(names[c.place])
        and not numbers_rows(names[c.place])
        and not (c.numeric and c.place == 0 and (not names[0] or _counts_rows(0, rows)))
    ]
    words = [c for c in shown if not c.numeric]
    if len(words) > 1 and any(c.numeric for c in shown):
        shown = [c for c in shown if not _same_day(names[c.place], c.place, rows)]
    label = next((c for c in shown if not c.numeric), None)
    period = next((c for c in shown if _PERIOD.search(names[c.place])), None)
    label = label or period
    if label is None:
        return None
    second = _telling_apart(rows, label, [c for c in shown if not c.numeric])
    left = [c for c in shown if c not in (label, period, second)]
    when = period.place if period and period is not label else None
    apart = second.place if second else None
    return Table(names, rows, label.place, left, units, when, apart, above)


def _telling_apart(rows: Sequence[Cells], label: Column, others: Sequence[Column]) -> Column | None:
    """The column of words that rows of one name differ in; None where each has its own name."""
    names = [row[label.place] for row in rows if label.place < len(row)]
    if len(set(names)) == len(names):
        return None
    for column in others:
        both = [(row[label.place], row[column.place]) for row in rows if column.place < len(row)]
        if column is not label and len(set(both)) == len(rows):
            return column
    return None


def _same_day(name: str, place: int, rows: Sequence[Cells]) -> bool:
    """Whether a column says of every row only that it was counted on the same day."""
    cells = {row[place] for row in rows if place < len(row) and row[place]}
    return len(rows) >= _FEWEST_ALIKE and len(cells) == 1 and _DATED.search(name) is not None


def _counts_rows(place: int, rows: Sequence[Cells]) -> bool:
    """Whether a column holds 1, 2, 3 …, whatever it is called."""
    cells = [row[place].strip(" .") for row in rows if place < len(row) and row[place].strip()]
    return len(cells) > 1 and cells == [str(number + 1) for number in range(len(cells))]


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
    cells = [row[place] for row in rows if place < len(row) and not _NO_VALUE.match(row[place])]
    numbers = sum(_NUMBER.fullmatch(cell) is not None for cell in cells)
    head = read_head(name)
    numeric = bool(cells) and numbers >= 0.6 * len(cells) and not all(map(_CLOCK.fullmatch, cells))
    days = bool(cells) and sum(map(bool, map(_A_DAY.search, cells))) >= 0.6 * len(cells)
    return Column(
        place, head.noun, head.unit, head.year, numeric, head.counted, days and not numeric
    )


def asked_columns(table: Table, said: str, weights: Mapping[str, float]) -> list[Column]:
    """The columns that the brief names; of several years those it names, else the newest."""
    numeric = [c for c in table.columns if c.numeric]
    days = [c for c in table.columns if c.days]
    if not numeric:
        return list(table.columns)
    if len(days) > 1 and _WHEN_ASKED.search(said):
        return days[:_COLUMNS]
    if table.scheduled or table.ranked:
        words = [c for c in table.columns if not c.numeric]
        words.sort(key=lambda c: _DATED.search(table.header[c.place]) is None)
        short = [c for c in numeric if table.ranked or len(c.noun.split()) <= _SHORT_NOUN]
        return [*words, *short][: _COLUMNS + table.ranked]
    if (pair := then_and_now(numeric)) and _COMPARED.search(said.lower()):
        return pair
    numeric = [c for c in numeric if not is_former(c.noun)] or numeric
    stems = {c.place: set(term_stems(c.noun)) - _TOO_COMMON for c in numeric}
    common = set.intersection(*stems.values()) if len(stems) > 1 else set()
    scores = {
        c.place: sum(weights.get(stem, 0.0) for stem in stems[c.place] - common) for c in numeric
    }
    best = max(scores.values())
    chosen = [c for c in numeric if best <= 0 or scores[c.place] >= 0.8 * best]
    years = _asked_years(sorted({c.year for c in chosen if c.year}), said)
    shown = [c for c in chosen if not c.year or c.year in years]
    return shown[: _SERIES if _is_series(shown) else _COLUMNS]


def _is_series(columns: Sequence[Column]) -> bool:
    """Whether the columns are steps of one thing: "Lantai 1", "Lantai 2", "Lantai 3"."""
    steps = [_STEP.fullmatch(re.sub(r"\s*\(.*\)", "", c.noun)) for c in columns]
    return len({step[1] for step in steps if step}) == 1 and all(steps)


def then_and_now(columns: Sequence[Column]) -> list[Column]:
    """The column of the state before and that of the same thing now; [] where there are none."""
    for former in columns:
        of = without_former(former.noun) if is_former(former.noun) else ""
        now = [c for c in columns if of and c is not former and c.noun.startswith(of)]
        if now and not is_former(now[0].noun):
            return [former, now[0]]
    return []


def _asked_years(years: Sequence[str], said: str) -> Sequence[str]:
    """Of `years`, in order, those that `said` is about: where it compares, two at least."""
    named = [n for n, year in enumerate(years) if year in YEAR.findall(said)]
    if len(named) > 1:
        return [years[n] for n in named]
    last = named[0] if named else len(years) - 1
    if _COMPARED.search(said.lower()):
        last = max(last, min(1, len(years) - 1))
        return years[max(0, last - 1) : last + 1]
    return years[last : last + 1]


def ordered(table: Table, columns: Sequence[Column], rows: Sequence[int], said: str) -> list[int]:
    """The numbers of `rows` as the brief wants them; the row of totals first."""
    totals = [n for n in rows if table.is_total(table.rows[n])]
    others = [n for n in rows if n not in totals]
    least, most = _LEAST.search(said.lower()), _MOST.search(said.lower())
    if columns and columns[0].numeric and (least or most):
        others.sort(key=lambda n: amount(table.rows[n][columns[0].place]), reverse=not least)
    rises = re.search(r"(?<!tidak )\b(?:naik|kenaikan|meningkat)\b", said.lower())
    falls = re.search(r"\b(?:turun|penurunan|menurun)\b", said.lower())
    if (rises or falls) and then_and_now(columns):
        others = [n for n in others if _change(table.rows[n], columns)] or others
        others.sort(key=lambda n: _growth(table.rows[n], columns), reverse=rises is not None)
    elif len(columns) > 1 and (rises or falls) and all(c.numeric for c in columns):
        others.sort(key=lambda n: _change(table.rows[n], columns), reverse=rises is not None)
    return totals + others


def _change(row: Cells, columns: Sequence[Column]) -> float:
    """By how much the last of the columns lies above the first."""
    return amount(row[columns[-1].place]) - amount(row[columns[0].place])


def _growth(row: Cells, columns: Sequence[Column]) -> float:
    return _change(row, columns) / (amount(row[columns[0].place]) or 1.0)


def outstanding(table: Table, column: Column, *, least: bool) -> int | None:
    """The row with the largest or least value, if the rows are places and no other has as much."""
    if not _PLACE.match(table.header[table.label]) or not column.numeric:
        return None
    rows = [n for n, row in enumerate(table.rows) if not table.is_total(row)]
    values = {n: amount(table.rows[n][column.place]) for n in rows}
    pick = min if least else max
    best = pick(values, key=lambda n: values[n], default=None)
    if best is None or len(rows) < 3 or list(values.values()).count(values[best]) > 1:
        return None
    return best


def row_text(table: Table, columns: Sequence[Column], row: Cells) -> str:
    """ "Waru: 1.385 UMKM binaan", "Umur harapan hidup (2025): 76,08 tahun"; "" without a value."""
    cells = [(c, row[c.place].strip()) for c in columns if c.place < len(row)]
    cells = [(c, cell) for c, cell in cells if not NOTHING.fullmatch(cell)]
    name = table.name(row)
    if not cells or not name or _REMARK_ROW.fullmatch(name):
        return ""
    if _RANK.match(table.header[table.label]) and not _RANK.match(name):
        name = f"{_RANK_WORD.get(table.header[table.label].lower(), 'Peringkat')} {name}"
    elif table.is_total(row):
        name = "Total"
        if table.dated:
            return ""  # the sum of a schedule is no day
    unit = row[table.units].strip() if table.units is not None else ""
    if table.period is not None and (when := row[table.period].strip()) not in name:
        name += f" {when}" if name.endswith(")") else f" ({when})"
    pair = len(cells) == 2 and then_and_now([c for c, _ in cells]) == [c for c, _ in cells]
    units = [
        unit_of_cell(table.header, table.header[c.place], unit, cell, table.above)
        for c, cell in cells
    ]
    values = [
        _value(c, cell, own, alone=len(cells) == 1 or pair)
        for (c, cell), own in zip(cells, units, strict=True)
    ]
    if pair:
        return f"{name}: {_moved(cells, values)}"
    values += [_remark(cell) for cell in _remarks(table, row)]
    if sum(c.days for c, _ in cells) > 1:
        values = [f"{c.noun} {v}" if c.days else v for (c, _), v in zip(cells, values, strict=True)]
    if len(cells) > 1 and all(_A_DAY.search(table.header[c.place]) for c, _ in cells):
        return f"{name}: {_by_day(table, cells)}"
    if len({c.year for c, _ in cells}) > 1 and len({c.noun for c, _ in cells}) == 1:
        return f"{name}: {_over_years(cells, values)}"
    joint = "; " if all(_TIME_OF_YEAR.match(c.noun) for c, _ in cells) else ", "
    return f"{name}: {joint.join(values)}"


def _remarks(table: Table, row: Cells) -> Iterator[str]:
    """What a remark says of this row alone: that it is moved, or what few other rows have."""
    for place, name in enumerate(table.header):
        cell = row[place].strip() if place < len(row) else ""
        if not _REMARKS.search(name) or not cell or NOTHING.fullmatch(cell):
            continue
        filled = sum(len(r) > place and r[place].strip() != "" for r in table.rows)
        told = set(re.findall(r"\d+", " ".join(row[:place]))) >= set(re.findall(r"\d+", cell))
        told = told and any(map(str.isdigit, cell))  # "Jumat sampai 10.30" beside "08.00–10.30"
        rare = 2 * filled <= len(table.rows) and len(cell) <= _LONGEST_TITLE and not told
        if rare or (table.dated and _CHANGES.match(cell)):
            yield cell


def _remark(cell: str) -> str:
    if cell.isupper():
        return cell.lower()
    moved = _CHANGES.sub(lambda m: m[0].lower(), cell, count=1) if _CHANGES.match(cell) else cell
    return moved if re.match(r"[A-Z]{2}|[a-z]", moved) else moved[:1].lower() + moved[1:]


def _over_years(cells: Sequence[tuple[Column, str]], values: Sequence[str]) -> str:
    """ "naik dari 64 unit (2025) menjadi 71 unit (2026)"; more than two years one by one."""
    dated = [f"{value} ({c.year})" for value, (c, _) in zip(values, cells, strict=True)]
    if len(cells) != 2 or not all(BARE_NUMBER.fullmatch(cell) for _, cell in cells):
        return ", ".join(dated)
    (first, before), (last, after) = cells
    if first.year > last.year:
        before, after, dated = after, before, dated[::-1]
    if amount(before) == amount(after):
        years = sorted((first.year, last.year))
        return f"tetap {values[0]} ({years[0]} dan {years[1]})"
    way = "naik" if amount(after) > amount(before) else "turun"
    return f"{way} dari {dated[0]} menjadi {dated[1]}"


def _moved(cells: Sequence[tuple[Column, str]], values: Sequence[str]) -> str:
    """ "naik dari Rp26.250 menjadi Rp27.750 per kg"."""
    (_, before), (_, after) = cells
    if amount(before) == amount(after):
        return f"tetap {values[1]}"
    way = "naik" if amount(after) > amount(before) else "turun"
    first, unit = values[0].partition(" per ")[0], values[1].partition(" per ")[1:]
    return f"{way} dari {first if all(unit) else values[0]} menjadi {values[1]}"


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
    priced = unit.startswith("Rp ") and not column.unit
    if priced and not alone and BARE_NUMBER.fullmatch(cell):
        noun = column.noun.title() if _VILLAGE.match(column.noun) else column.noun
        return f"{noun} {with_unit(cell, '', unit)}"
    if _PRICE.match(cell) and column.unit.startswith("per ") and not _RATED.search(cell):
        cell = f"{cell} {column.unit}"
    if not column.numeric or not BARE_NUMBER.fullmatch(cell):
        named = column.numeric and column.noun and not alone
        if named or (_VILLAGE.fullmatch(column.noun) and not _VILLAGE.match(cell)):
            return f"{column.noun if named else column.noun.capitalize()} {cell}"
        return cell
    shown = with_unit(cell, column.unit, unit)
    if _TIME_OF_YEAR.match(column.noun):
        return f"{column.noun.capitalize() if column.noun.islower() else column.noun} {shown}"
    if re.match(r"[\d<>≤≥]", column.noun) and not shown.startswith("Rp"):
        return f"{shown} ({column.noun})"  # "2.850 (0-10 m3)"
    if column.unit or unit:
        return shown if alone else f"{column.noun} {shown}"
    if measures(column.noun) and not alone:
        return f"{column.noun} {shown}"
    if column.noun and (column.counted or not alone):
        return f"{shown} {column.noun}"
    return shown


def amount(cell: str) -> float:
    """What a cell counts, for comparing."""
    match = BARE_NUMBER.search(cell)
    text = indonesian(match[0]).replace(".", "").replace(",", ".") if match else ""
    try:
        return float(text)
    except ValueError:
        return 0.0


def table_title(table: Table, columns: Sequence[Column], above: str = "") -> str:
    """ "UMKM binaan per kecamatan tahun 2026"; "" where the heads say too little.

    Where years are the heads, only the line `above` the table says what is counted.
    """
    if _MEASURE.search(above):
        return above.strip(" :")
    by = plain_head(table.header[table.label].strip())
    if not by or not by[:1].isalpha() or len(by) > 30 or table.ranked:
        return ""
    by = lowered(by)
    numeric = [c for c in columns if c.numeric]
    if pair := then_and_now(numeric):
        when = pair[0].noun.removeprefix(pair[1].noun).strip()
        return f"Perubahan dari {when}" if when else f"Perubahan per {by}"
    if table.dated:
        if by in ("tahap", "tahapan", "kegiatan", "acara", "agenda"):
            return "Jadwal kegiatan"
        return "Jadwal" if _DATED.search(by) else f"Jadwal per {by}"
    if numeric and all(_TIME_OF_YEAR.match(c.noun) for c in numeric):
        return f"Data {', '.join(table.header[c.place].strip() for c in numeric)}"
    nouns = _unique(c.noun for c in numeric)
    years = _unique(c.year for c in numeric)
    year = f" tahun {years[0]}" if len(years) == 1 and years[0] else ""
    if numeric and not any(nouns) and any(years):
        if len(years) > 1:
            return f"Perbandingan tahun {' dan '.join(sorted(years))}"
        told = above.strip(" :") if len(above) <= _LONGEST_TITLE else ""
        told = told or ("Data" if _PLAIN_NAME.match(by) else f"Data per {by}")
        return re.sub(r"(?: tahun)?\s+$", "", YEAR.sub("", told)) + year
    if _PLAIN_NAME.match(by):
        told = nouns[0] if len(nouns) == 1 and nouns[0] not in _TOO_PLAIN else "data"
        return f"{told[:1].upper()}{told[1:]}{year}" if year else ""
    noun = " dan ".join(nouns) if 0 < len(nouns) < 3 and all(nouns) else "rincian"
    if noun == "nilai" or noun[:1].isdigit():
        noun = "rincian"
    cells = [row[c.place] for c in numeric for row in table.rows if len(row) > c.place]
    priced = all(_PRICE.match(cell) or _NO_VALUE.match(cell) for cell in cells)
    priced = priced or any(unit_of_cell(table.header, "", "", cell, table.above) for cell in cells)
    if numeric and priced and not _PRICED.search(noun):
        noun = "tarif" if noun == "rincian" else f"tarif {noun}"
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
