"""What a reader of one format gives: blocks of text in reading order, without offsets yet."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.documents import BlockKind

_LONGEST_NAME = 60
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d))?\s*\*{0,3}\)?")
_SPAN = re.compile(r"\d{1,3}\s*-\s*\d{1,3}")
_TOTAL = re.compile(r"(?:sub|grand)?\s*(?:total|jumlah|rata-rata)\b", re.IGNORECASE)
_FIGURE = re.compile(r"^\W*(?:Rp)?[\s\d.,()%/:+-]*\d[\s\d.,()%/:+-]*$|^Rp$|^\S+@\S+$")


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as its format tells it; `marker` is the bullet or number of an item ("", "-", "1.").

    Cells of a row are in `cells`, then `text` is empty.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    level: int = 1
    header: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawDocument:
    """Blocks in reading order; `title` is what the file's own properties say.

    `scans` are the numbers of pages that are pictures: their text is still to be recognised.
    """

    blocks: tuple[RawBlock, ...]
    pages: int | None = None
    title: str | None = None
    notices: tuple[str, ...] = ()
    scans: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What travels out of the limited child: nothing but strings and numbers."""
        return asdict(self)

    @staticmethod
    def from_json(value: dict[str, Any]) -> "RawDocument":
        blocks = tuple(
            RawBlock(**{**b, "header": tuple(b["header"]), "cells": tuple(b["cells"])})
            for b in value["blocks"]
        )
        notices, scans = tuple(value["notices"]), tuple(value["scans"])
        return RawDocument(blocks, value["pages"], value["title"], notices, scans)


Row = tuple[str, ...]


# What makes the rows below a table notes: a mark before them, or a sentence.
_NOTE_MARK = re.compile(r"^[-•*]\s+(?=\w)")
_IS_NOTE = re.compile(r"[-•*]\s+\w|(?:catatan|keterangan|ket|sumber)\b.{0,40}:|.{60,}", re.I)


def table_blocks(rows: Iterable[Iterable[str]], page: int | None = None) -> list[RawBlock]:
    """Rows of a table as blocks. The row of column names comes first and is its own header.

    A title above the names is a paragraph, names that stand in two rows become one row, and the
    row that numbers the columns is left out.
    """
    table = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    table = [row for row in table if any(row)]
    titles: list[RawBlock] = []
    while len(table) > 2 and _is_title(table[0]) and _head(table[1:]):
        titles.append(RawBlock("paragraph", next(filter(None, table[0])), page=page))
        table = table[1:]
    table, notes = _without_notes(table)
    below = [_note(row[0], page) for row in notes]
    header, body = _head(table) or ((), table)
    if header:
        body = [header, *_without_gaps(row for row in body if not _numbers_columns(row))]
    rows_of = [RawBlock("row", "", page=page, header=header, cells=row) for row in body]
    return titles + rows_of + below


def _without_notes(table: list[Row]) -> tuple[list[Row], list[Row]]:
    """A table and the notes in its first column below it: "- Biaya uji: Rp 0;;;"."""
    end = len(table)
    while end > 2 and len(table[end - 1]) > 2 and table[end - 1][0] and not any(table[end - 1][1:]):
        end -= 1
    told = [row for row in table[end:] if _IS_NOTE.match(row[0])]
    return (table[:end], table[end:]) if told else (table, [])


def _note(text: str, page: int | None) -> RawBlock:
    bare = _NOTE_MARK.sub("", text)
    return RawBlock("paragraph" if bare == text else "item", bare, page=page)


def _head(table: list[Row]) -> tuple[Row, list[Row]] | None:
    """The names of the columns and the rows below them; None where the first row is one of values.

    Names are recognised in the first row when it is filled, and no number stands in it but years
    and classes ("2025", "0-4") below which there are none.
    """
    if len(table) < 2 or len(table[0]) < 2:
        return None
    names = _joined(table[0], table[1])
    if names and len(table) > 2 and _names_columns(names, table[2:]):
        return names, table[2:]
    return (table[0], table[1:]) if _names_columns(table[0], table[1:]) else None


def _names_columns(row: Row, below: list[Row]) -> bool:
    filled = [cell for cell in row if cell]
    if len(filled) < max(2, len(row) - 1) or len(set(filled)) < len(filled):
        return False
    if _FIGURE.match(row[0]):
        return False
    return all(
        len(cell) <= _LONGEST_NAME and (not _FIGURE.match(cell) or _is_class(place, cell, below))
        for place, cell in enumerate(row)
        if cell
    )


def _is_class(place: int, cell: str, below: list[Row]) -> bool:
    """Whether a number is the name of a column: a year or a span, and no value below is one."""
    for shape in (_YEARS, _SPAN):
        if shape.fullmatch(cell):
            values = [row[place] for row in below if place < len(row)]
            return not any(map(shape.fullmatch, values))
    return False


def _joined(upper: Row, lower: Row) -> Row:
    """Names in two rows as one: "Penduduk" over "Pria" and "Wanita"; () where they are not.

    A name that spans columns stands in the first of them or in all; one that spans both rows
    stands in the upper row or in both.
    """
    if len(upper) != len(lower):
        return ()
    names: list[str] = []
    spanning = False
    for place, (cell, under) in enumerate(zip(upper, lower, strict=True)):
        over = upper[:place]
        top = cell or next(filter(None, reversed(over)), "")
        spans = (not cell or cell in over or upper[place + 1 : place + 2] in (("",), (cell,))) and (
            under != cell
        )
        if under and under != cell and not (spans and top):
            return ()
        if _FIGURE.match(under) and not _YEARS.fullmatch(under):
            return ()
        spanning = spanning or bool(spans and under)
        names.append(f"{top} {under}" if spans and under else cell)
    return tuple(names) if spanning else ()


def _is_title(row: Row) -> bool:
    return len(row) > 1 and len(set(filter(None, row))) == 1


def _numbers_columns(row: Row) -> bool:
    """ "(1) | (2) | (3)" below the names."""
    numbers = [cell.strip("() ") for cell in row]
    return len(row) > 2 and numbers == [str(place + 1) for place in range(len(row))]


def _without_gaps(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows in which a cell that goes on over several rows, at the left, stands in each."""
    above: Row = ()
    for row in rows:
        gaps = next((place for place, cell in enumerate(row) if cell), 0)
        goes_on = gaps and len(row) == len(above) and sum(map(bool, row)) > 1
        if goes_on and not any(map(_TOTAL.match, row)) and all(above[:gaps]):
            row = (*above[:gaps], *row[gaps:])
        yield row
        above = row
