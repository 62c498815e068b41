"""What a reader of one format gives: blocks of text in reading order, without offsets yet."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.documents import BlockKind

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


def table_blocks(rows: Iterable[Iterable[str]], page: int | None = None) -> list[RawBlock]:
    """Rows of a table as blocks. The row of column names comes first and is its own header.

    Column names are recognised in the first row when it is filled, and no number stands in it.
    """
    table = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    table = [row for row in table if any(row)]
    header: tuple[str, ...] = ()
    if len(table) > 1 and len(table[0]) > 1 and _names_columns(table[0]):
        header = table[0]
    return [RawBlock("row", "", page=page, header=header, cells=row) for row in table]


def _names_columns(row: tuple[str, ...]) -> bool:
    filled = [cell for cell in row if cell]
    if len(filled) < max(2, len(row) - 1) or len(set(filled)) < len(filled):
        return False
    return all(len(cell) <= 60 and not _FIGURE.match(cell) for cell in filled)
