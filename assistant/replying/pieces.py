"""What of a source can be said by itself: sentences, answers, lists, items, rows, tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.prompts import load_table
from assistant.reading.clauses import compress, has_predicate, leans, shorten
from knowledge.documents import Block, Passage, Reading
from knowledge.sentences import split_sentences

_FEW_ROWS = 6
_MOST_OF_AN_ANSWER = 3
# A heading longer than this is a headline: too long to open an answer with.
_SHORT_HEADING = 48
# The level of a question that stands as a paragraph.
_ASKED, _LONGEST_QUESTION = 9, 200
# A cell longer than this is a sentence by itself.
_LONG_CELL = 45
_BOILERPLATE = re.compile(
    r"^(?:Standar pelayanan ini|Dokumen contoh|Sumber|Halaman (?:layanan )?ini|Tanya jawab ini|"
    r"Dokumen ini|Demikian|Ketentuan di bawah ini|Catatan|Foto|Penulis|Editor)\b",
    re.IGNORECASE,
)
# What somebody wishes or thanks for answers nothing.
_OPINION = re.compile(
    r"\b(?:meminta|berharap|mengapresiasi|mengimbau agar pegawai|diharapkan|harapannya|bersyukur|"
    r"mengaku|menilai|merasa)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?P<label>[^:]{2,60}?)\s*:\s+(?P<value>\S.*)", re.DOTALL)
# "… ke nomor WhatsApp di atas" is understood only where it stands.
_POINTING = re.compile(
    r"\b(?:nomor|alamat|tabel|daftar|kanal|tautan|jadwal)\b[^.;]{0,30}\bdi (?:atas|bawah)\b",
    re.IGNORECASE,
)
_SOURCED = re.compile(r"\bsumber\b", re.IGNORECASE)
_STEPS = re.compile(r"\b(?:cara|prosedur|alur|langkah|tahap\w*|jalur|tata)\b", re.IGNORECASE)
_STEP = re.compile(r"\s*\d+[.)]\s")
# "J: Lewat aplikasi …" below the question "T: …".
_ANSWERING = re.compile(r"(?:J|A|Jawab|Jawaban)\s*[:.]\s+")
# "Jumat 11/12 Kec. Krembung — Pendopo": an entry of a timetable that was typed as a list.
_ENTRY = re.compile(r"\d.*\s[—–]\s|\s[—–]\s.*\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: sentence, answer (below a question as heading), list, item, row, table, contact.

    `options` are its wordings, the fullest first; `key` is what tells it from those beside it, and
    `group` is one for the items of a list and the rows of a table. `own` is what it says itself,
    `above` the headings, the line that opens the list and the names of the columns; `closest` is
    the nearest of these, and `lead` what may open a row.
    """

    kind: str
    reading: Reading
    start: int
    end: int
    own: str
    above: str
    options: tuple[str, ...]
    group: int = -1
    header: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    lead: str = field(default="", compare=False)
    closest: str = field(default="", compare=False)

    @property
    def source(self) -> str:
        return self.reading.text[self.start : self.end]


def pieces_of(reading: Reading, passages: Sequence[Passage]) -> Iterator[Piece]:
    """The pieces of the blocks that lie in the passages."""
    headings: list[tuple[int, str]] = []
    blocks = list(reading.blocks)
    n = 0
    while n < len(blocks):
        block = blocks[n]
        text = reading.text[block.start : block.end].strip()
        if block.kind == "heading":
            headings = [h for h in headings if h[0] < block.level] + [(block.level, text)]
            n += 1
            continue
        if block.kind == "paragraph" and _is_question(text):
            headings = [h for h in headings if h[0] < _ASKED] + [(_ASKED, text)]
            n += 1
            continue
        size = _run(blocks, n)
        if any(block.start < p.end and p.start < block.end for p in passages):
            names = [heading for _, heading in headings]
            yield from _of_run(reading, blocks[n : n + size], blocks[n - 1 : n], names)
        n += size


def _is_question(text: str) -> bool:
    """Whether a line is the question of a list of questions that was not set as headings."""
    return text.endswith("?") and len(text) < _LONGEST_QUESTION and "“" not in text


def _run(blocks: Sequence[Block], n: int) -> int:
    """How many blocks from `n` belong together: the items of a list, the rows of a table."""
    kind = blocks[n].kind
    size = 1
    while kind in ("item", "row") and n + size < len(blocks) and blocks[n + size].kind == kind:
        size += 1
    return size


def _of_run(
    reading: Reading, blocks: Sequence[Block], before: Sequence[Block], headings: Sequence[str]
) -> Iterator[Piece]:
    first = blocks[0]
    text = reading.text[first.start : first.end].strip()
    above = " ".join(heading for heading in headings if heading != reading.title)
    closest = headings[-1] if headings else ""
    if first.kind == "item":
        yield from _items(reading, blocks, _lead(reading, before), closest, above)
    elif first.kind == "row":
        yield from _rows(reading, blocks, headings)
    elif closest.endswith("?"):
        said = [s.text.strip() for s in split_sentences(_ANSWERING.sub("", text, count=1))]
        most = min(len(said), _MOST_OF_AN_ANSWER)
        wordings = tuple(" ".join(said[:n]) for n in range(most, 0, -1))
        own = f"{closest} {text}"
        yield Piece(
            "answer", reading, first.start, first.end, own, above, wordings, closest=closest
        )
    else:
        for sentence in split_sentences(text):
            options = _sentence(sentence.text)
            if options:
                start, end = first.start + sentence.start, first.start + sentence.end
                own = reading.text[start:end]
                yield Piece("sentence", reading, start, end, own, above, options, closest=closest)


def is_labelled(text: str) -> bool:
    """Whether it reads "Biaya: tidak dipungut biaya."."""
    return _LABELLED.fullmatch(text) is not None


def _lead(reading: Reading, before: Sequence[Block]) -> str:
    """The line that opens a list: "Pemohon menyiapkan:"."""
    if not before or before[0].kind != "paragraph":
        return ""
    sentences = list(split_sentences(reading.text[before[0].start : before[0].end].strip()))
    last = sentences[-1].text.strip() if sentences else ""
    return last if last.endswith(":") else ""


def _items(
    reading: Reading, blocks: Sequence[Block], lead: str, heading: str, above: str
) -> Iterator[Piece]:
    """The list as a whole, and each item that says a value by itself: "Lantai 3: Rp285.000"."""
    first, last = blocks[0], blocks[-1]
    raw = [reading.text[block.start : block.end] for block in blocks]
    items = [_bare(text) for text in raw]
    closest = f"{heading} {lead}"
    steps = _STEPS.search(closest) is not None and all(_STEP.match(text) for text in raw)
    opening = (lead or heading).rstrip(": ")
    told = f"{above} {lead}"
    whole = f"{opening}: {_joined(items, steps)}."
    own = " ".join(items)
    if not _POINTING.search(own):
        yield Piece(
            "list",
            reading,
            first.start,
            last.end,
            own,
            told,
            (whole,),
            group=first.start,
            closest=closest,
        )
    for block, item in zip(blocks, items, strict=True):
        labelled = _LABELLED.fullmatch(item)
        if len(blocks) > 1 and (labelled or _ENTRY.search(item)):
            said = (f"{opening}: {item}.", f"{item}.")
            if labelled:
                label, value = labelled["label"], labelled["value"]
                said = (f"{_merged(opening, label)}: {value}.", f"{label}: {value}.")
            yield Piece(
                "item",
                reading,
                block.start,
                block.end,
                item,
                told,
                said,
                group=first.start,
                closest=closest,
            )
        elif has_predicate(item) and (option := _sentence(f"{_capital(item)}.")):
            yield Piece(
                "sentence",
                reading,
                block.start,
                block.end,
                item,
                told,
                option,
                closest=closest,
            )


def _bare(text: str) -> str:
    return re.sub(r"^\s*(?:\d+[.)]|[a-z][.)]|[-•*–])\s*", "", text).strip().rstrip(";,.")


def _joined(items: Sequence[str], steps: bool) -> str:
    """Whole or not at all: half a list of requirements misleads."""
    if steps and len(items) <= 9:
        return " ".join(f"({n}) {_lowered(item)};" for n, item in enumerate(items, 1)).rstrip(";")
    return "; ".join(map(_lowered, items))


def _merged(opening: str, label: str) -> str:
    """ "Sewa lapangan" and "Lapangan futsal" → "Sewa lapangan futsal"."""
    if opening and opening.split()[-1].lower() == label.split()[0].lower():
        return f"{opening.rsplit(' ', 1)[0]} {_lowered(label)}" if " " in opening else label
    return f"{opening}, {_lowered(label)}" if opening else label


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lowered(text: str) -> str:
    """As it stands within a sentence; abbreviations and names of two capitals stay."""
    return (
        text[0].lower() + text[1:]
        if re.match(r"[A-Z][a-z]+(?: [a-z(0-9]| [A-Z]{2}|$)", text)
        else text
    )


# --- tables ----------------------------------------------------------------------------------


def _rows(reading: Reading, blocks: Sequence[Block], headings: Sequence[str]) -> Iterator[Piece]:
    """Each row of a table, and a small table as a whole."""
    above = " ".join(heading for heading in headings if heading != reading.title)
    rows = []
    for block in blocks:
        cells = tuple(c.strip() for c in reading.text[block.start : block.end].split(" | "))
        header = block.header
        if len(header) < 2 or len(cells) != len(header) or cells == header:
            continue
        rows.append((header, cells))
        told = f"{above} {' '.join(header)}"
        # When and by whom it was published is nothing that the row says.
        stated = (c for name, c in zip(header, cells, strict=True) if not _SOURCED.search(name))
        yield Piece(
            "row",
            reading,
            block.start,
            block.end,
            " ".join(stated),
            told,
            said_of_row(header, cells, None),
            group=blocks[0].start,
            header=header,
            cells=cells,
            lead=_opening(headings),
            closest=headings[-1] if headings else "",
        )
    if 1 < len(rows) <= _FEW_ROWS:
        told = f"{above} {' '.join(blocks[0].header)}"
        start, end = blocks[0].start, blocks[-1].end
        own = " ".join(cell for _, cells in rows for cell in cells)
        lead = _opening(headings)
        listed = "; ".join(_pair(header, cells) for header, cells in rows)
        said = (f"{lead}: {listed}.", f"{listed}.") if lead else (f"{listed}.",)
        yield Piece(
            "table",
            reading,
            start,
            end,
            own,
            told,
            said,
            group=blocks[0].start,
            header=blocks[0].header,
            closest=headings[-1] if headings else "",
        )


def said_of_row(
    header: Sequence[str], cells: Sequence[str], wanted: re.Pattern[str] | None, lead: str = ""
) -> tuple[str, ...]:
    """What a row says, the wanted columns first; shorter and shorter."""
    if figure := _figure(header, cells):
        return (f"{figure}.",)
    if len(cells) == 2:
        whole = f"{_pair(header, cells)}."
        return (f"{lead}: {whole}", whole) if lead else (whole,)
    at = _named_in(header, cells)
    subject = subject_of(header, cells)
    rest = [n for n in range(len(cells)) if n != at and cells[n] not in ("", "-", "–")]
    if wanted is not None:
        rest.sort(key=lambda n: wanted.search(header[n]) is None)
    if any(len(cells[n]) > _LONG_CELL for n in rest):
        told = [f"{header[n]}: {_lowered(cells[n]).rstrip('.')}" for n in rest]
        return tuple(f"{subject} – {'. '.join(told[:n])}." for n in range(len(told), 0, -1))
    parts = [_column(header[n], cells[n]) for n in rest]
    short = [f"{subject}: {', '.join(parts[:n])}." for n in range(len(parts), 0, -1)]
    if not lead or lead.lower() in {name.lower() for name in header}:
        return tuple(short)
    return (f"{lead}, {short[0]}", *short)


_CLOCK = re.compile(r"\b\d{1,2}[.:]\d{2}\b")
_INDICATOR = re.compile(r"^(?:indikator|uraian|variabel)\b", re.IGNORECASE)
_VALUE = re.compile(r"^(?:nilai|jumlah|angka|besaran|capaian)\b", re.IGNORECASE)
_UNIT = re.compile(r"^satuan\b", re.IGNORECASE)
_PERIOD = re.compile(r"^(?:tahun|periode|waktu)\b", re.IGNORECASE)
_EMPTY = ("", "-", "–")


def _figure(header: Sequence[str], cells: Sequence[str]) -> str | None:
    """What a row of statistics says, its unit behind the value: "Luas wilayah: 714,24 kilometer
    persegi"; None for another row."""

    def cell(column: re.Pattern[str]) -> str:
        found = (c for h, c in zip(header, cells, strict=True) if column.search(h))
        return next((one for one in found if one not in _EMPTY), "")

    name, value, unit, period = map(cell, (_INDICATOR, _VALUE, _UNIT, _PERIOD))
    if not name or not value:
        return None
    if period:
        period = f", tahun {period}" if period.isdigit() else f", {_lowered(period)}"
    told = unit and unit.lower() not in name.lower()
    return f"{name}{period}: {value}{f' {unit}' if told else ''}"


def subject_of(header: Sequence[str], cells: Sequence[str]) -> str:
    """What a row is about: "Kecamatan Krian"."""
    if figure := _figure(header, cells):
        return figure.rsplit(":", 1)[0]
    at = _named_in(header, cells)
    return _subject(header[at], cells[at])


def _named_in(header: Sequence[str], cells: Sequence[str]) -> int:
    """The column that says what the row is about: the first, or the second after a day or a
    number."""
    first = _WHEN_OR_NUMBER.search(header[0]) is not None
    return 1 if first and not re.search(r"\d", cells[1]) and cells[1] not in ("-", "–", "") else 0


_WHEN_OR_NUMBER = re.compile(
    r"^(?:no|nomor|urutan)\b|tanggal|\bhari\b|pukul|\bjam\b", re.IGNORECASE
)


def _subject(name: str, cell: str) -> str:
    unnamed = load_table("answers.yaml")["unnamed_columns"].split()
    plain = name.split()[0].lower() if name else ""
    if not plain or plain in unnamed or len(name.split()) > 1 or cell.lower().startswith(plain):
        return cell
    return f"{name} {cell}"


def _column(name: str, cell: str) -> str:
    """A cell as it is said in a sentence: "di Balai Desa Betro", "pukul 08.00", "Rp5.000"."""
    plain = name.lower()
    if re.search(r"tempat|lokasi", plain):
        return cell if re.match(r"(?:di|ke)\b", cell, re.I) else f"di {cell}"
    if re.search(r"pukul|\bjam\b|waktu", plain) and cell[:1].isdigit():
        return f"pukul {cell}"
    if re.search(r"tanggal|\bhari\b|alamat|tarif|biaya|harga|besaran|keterangan|nilai", plain):
        return cell if plain != "keterangan" else _lowered(cell)
    if re.search(r"satuan|sumber", plain):
        return cell
    return f"{_lowered(name)} {_lowered(cell)}"


def _pair(header: Sequence[str], cells: Sequence[str]) -> str:
    """The first two cells of a row; two hours are told apart by what stands above them."""
    label, value = cells[:2]
    if _CLOCK.search(label) and _CLOCK.search(value):
        label, value = f"{header[0]} {_lowered(label)}", f"{_lowered(header[1])} {_lowered(value)}"
    return _cell(label, value)


def _cell(label: str, value: str) -> str:
    label = re.sub(r"(?<=[a-z]) \d$", "", label)
    between = " " if re.match(r"[\d(@]|Rp", value) else ": "
    return f"{label}{between}{value}"


def _opening(headings: Sequence[str]) -> str:
    """The heading that says best what a table is: the closest, unless it only says "Biaya"."""
    for heading in reversed(headings):
        if len(heading.split()) > 1 and len(heading) <= _SHORT_HEADING and heading[-1] not in "?!":
            return heading
    return ""


@lru_cache(maxsize=8_192)
def _sentence(text: str) -> tuple[str, ...]:
    """The sentence shortened and shorter still; () where it cannot stand alone."""
    text = text.strip()
    if (
        _BOILERPLATE.match(text)
        or _OPINION.search(text)
        or leans(text)
        or len(text.split()) < 4
        or text.endswith((":", "?"))
        or _POINTING.search(text)
    ):
        return ()
    made = shorten(text).text
    if not made or leans(made):
        return ()
    return tuple(dict.fromkeys([made, compress(made)]))
