"""Tables that only blanks keep apart, as they are typed into messages and plain papers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.cleaning import marker, repair_text
from knowledge.loading.raw import RawBlock, table_blocks

_CELL = re.compile(r"\S+(?: \S+)*")
_WORD = re.compile(r"\S+")
_DOTS = re.compile(r"(?<=\s)\.{2,}(?=\s)|\.{4,}|…{2,}")
_NUMERIC = re.compile(r"[\d.,:/–-]+(?:\s+\S{1,5})?")
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
_GUTTER = 2  # blanks side by side that part two columns
_CROSSING = 0.2  # of the lines, how many may have a word where the others have a gutter
_MOST = 0.8
_AMOUNT = re.compile(
    r"(?:Rp\.?\s?)?-?\d[\d.,]*(?:\s?(?:%|[a-z]{1,6}))?(?:\s*(?:per|/)\s*(?:\d+\s*)?[a-z]+[²³]?)?"
    r"(?:\s*\([^()]*\))?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class TypedTable:
    """The lines from `start` to `end` (not included), and the blocks that they are."""

    start: int
    end: int
    blocks: tuple[RawBlock, ...]


def typed_tables(lines: Sequence[str]) -> Iterator[TypedTable]:
    """The tables of a text, in order: rows of three columns and more, items of name and amount."""
    plain = [_DOTS.sub(lambda m: " " * len(m[0]), line.expandtabs()) for line in lines]
    for start, end in _runs(plain):
        rows = _rows(plain[start:end])
        if rows and (blocks := _blocks(rows)):
            yield TypedTable(start, end, tuple(blocks))


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines below each other that have gaps; one below that is set in only goes on with its row."""
    start = None
    for number, line in enumerate([*lines, ""]):
        gaps = len(_CELL.findall(line)) > 1
        goes_on = start is not None and line.strip() and line[:1] == " "
        if start is None and gaps:
            start = number
        elif start is not None and not gaps and not goes_on:
            if number - start >= _FEWEST_ROWS:
                yield start, number
            start = None


def _rows(lines: Sequence[str]) -> list[list[str]]:
    """The cells of each row; [] where the lines have no columns in common."""
    columns = _columns([line for line in lines if len(_CELL.findall(line)) > 1])
    rows: list[list[str]] = []
    for line in lines:
        cells: list[list[str]] = [[] for _ in columns]
        for word in _WORD.finditer(line):
            place = max((n for n, at in enumerate(columns) if at <= word.start()), default=0)
            cells[place].append(word[0])
        row = [repair_text(" ".join(cell)) for cell in cells]
        if rows and not row[0] and sum(map(bool, row)) == 1:
            place = _going_on(rows[-1], next(n for n, cell in enumerate(row) if cell))
            rows[-1][place] = f"{rows[-1][place]} {''.join(row)}"
        else:
            rows.append(row)
    return rows


def _going_on(row: list[str], place: int) -> int:
    """Which cell a line of one piece goes on with: that above it, or the words next to a number."""
    words = (n for n in range(place, len(row)) if not _NUMERIC.fullmatch(row[n]))
    return next(words, place)


def _columns(lines: Sequence[str]) -> list[int]:
    """Where the columns begin: behind the gutters that nearly every line leaves blank."""
    width = max(map(len, lines), default=0)
    allowed = int(_CROSSING * len(lines))
    used = [sum(line[at : at + 1].strip() != "" for line in lines) for at in range(width)]
    open_ = [count <= allowed for count in used]
    starts = [0]
    for before, at in pairwise(range(width)):
        if open_[before] and not open_[at] and at >= _GUTTER and all(open_[at - _GUTTER : at]):
            starts.append(at)
    return starts[1:] if len(starts) > 1 and not any(used[: starts[1]]) else starts


def _blocks(rows: list[list[str]]) -> list[RawBlock]:
    """Rows of a table, or items of name and amount; [] where the lines are neither."""
    width = len(rows[0]) if rows else 0
    full = [row for row in rows if sum(map(bool, row)) == width]
    if rows and not rows[0][0] and all(rows[0][1:]):
        full.append(rows[0])  # a head that leaves the names without one
    if len(rows) < _FEWEST_ROWS or any(c.startswith(":") for row in rows for c in row):
        return []
    marks = [marker(row[0]) for row in rows]
    names = [mark[1] if mark else row[0] for mark, row in zip(marks, rows, strict=True)]
    if width == 2 and all(row[0] and _AMOUNT.fullmatch(row[1]) for row in rows):
        told = [f"{name}: {row[1]}" for name, row in zip(names, rows, strict=True)]
        return [RawBlock("item", text) for text in told]
    if width < _FEWEST_COLUMNS or len(full) < _MOST * len(rows):
        return []
    if all(marks):  # "1) Las", "2) Menjahit": no row is one of names
        rows = [[name, *row[1:]] for name, row in zip(names, rows, strict=True)]
        return [RawBlock("row", "", cells=tuple(row)) for row in rows]
    return table_blocks(rows)
