"""From runs with places to lines in reading order: columns one after another, rows of tables."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

MAX_RUNS = 20_000  # a page of a newspaper holds some 5,000


@dataclass(frozen=True, slots=True)
class Run:
    """Text shown in one go from `x0` to `x1` on the base line `y`, in points."""

    x0: float
    x1: float
    y: float
    size: float
    text: str
    bold: bool = False
    invisible: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        return abs(self.y1 - self.y0) < 1.5 and abs(self.x1 - self.x0) > 8

    @property
    def vertical(self) -> bool:
        return abs(self.x1 - self.x0) < 1.5 and abs(self.y1 - self.y0) > 6

    @property
    def straight(self) -> bool:
        return self.horizontal or self.vertical


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture on a page; `turn` and `flipped` say how it was put there. `source` decodes it."""

    x0: float
    y0: float
    x1: float
    y1: float
    turn: int
    flipped: bool
    source: Any


@dataclass(slots=True)
class Page:
    """What stands on a page."""

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Placed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or with `cells` a row of a table (its `table` numbers it on the page).

    `left` and `right` are the edges of the column that it stands in.
    """

    text: str
    page: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    left: float
    right: float
    height: float
    column: int = 0
    cells: tuple[str, ...] = ()
    table: int = 0


@dataclass(frozen=True, slots=True)
class _Segment:
    x0: float
    x1: float
    y: float
    size: float
    text: str
    bold: bool
    runs: tuple[Run, ...]


_Row = list[_Segment]


def page_lines(page: Page) -> list[Line]:
    """Lines of a page in reading order. A page with absurdly many runs is cut off."""
    rows = _rows(page.runs[:MAX_RUNS])
    if not rows:
        return []
    return _Reader(page).read(rows)


def _rows(runs: Sequence[Run]) -> list[_Row]:
    """Runs on one base line, left to right, joined where no wide gap parts them."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if lines and _same_line(lines[-1], run):
            lines[-1].append(run)
        else:
            lines.append([run])
    lines = _with_raised_signs(lines)
    return [row for line in lines if (row := _segments(sorted(line, key=lambda r: r.x0)))]


def _same_line(line: list[Run], run: Run) -> bool:
    first = max(line, key=lambda r: r.size)
    if not 0.85 < run.size / max(first.size, 0.1) < 1.18:
        return _touches(line, run, first)
    return abs(first.y - run.y) <= 0.42 * min(first.size, run.size)


def _touches(line: list[Run], run: Run, first: Run) -> bool:
    """Whether `run` is a raised or lowered sign of the line, or the line is signs of `run`."""
    near = any(r.x0 - run.x1 <= first.size and run.x0 - r.x1 <= first.size for r in line)
    return near and abs(first.y - run.y) <= 0.48 * max(first.size, run.size)


def _with_raised_signs(lines: list[list[Run]]) -> list[list[Run]]:
    """A raised sign was met before its line, and that line began too far off to be told."""
    whole: list[list[Run]] = []
    for line in lines:
        above = whole[-1] if whole else []
        if len(above) == 1 and len(above[0].text) <= 3 and above[0].size < 0.8 * line[0].size:
            largest = max(line, key=lambda run: run.size)
            if _touches(line, above[0], largest):
                whole[-1] = [*above, *line]
                continue
        whole.append(line)
    return whole


def _footnotes(runs: list[Run]) -> tuple[list[Run], list[Run]]:
    """The runs of a column, and the small print below them: it is read after both columns."""
    if not runs:
        return [], []
    usual = median(run.size for run in runs for _ in range(min(len(run.text), 200)))
    floor = min(run.y for run in runs if run.size >= 0.9 * usual)
    notes = [run for run in runs if run.y < floor - 0.5 * usual]
    return [run for run in runs if run.y >= floor - 0.5 * usual], notes


_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _segments(line: list[Run]) -> _Row:
    base = max(line, key=lambda run: (run.size, len(run.text)))
    row: _Row = []
    for index, run in enumerate(line):
        text = run.text
        if run.size < 0.8 * base.size and run.y > base.y + 0.15 * base.size and text.isdigit():
            text = text.translate(_SUPERSCRIPT)
        if row:
            last = row[-1]
            gap = run.x0 - last.x1
            if gap < -0.6 * run.size and _repeats(line[index - 1], run):
                continue  # bold made by printing twice
            if gap <= 0.95 * max(run.size, last.size):
                blank = gap > 0.14 * run.size and not last.text.endswith(" ")
                joined = last.text + (" " if blank and not text.startswith(" ") else "") + text
                bold = last.bold and run.bold
                row[-1] = _Segment(
                    last.x0,
                    max(last.x1, run.x1),
                    last.y,
                    max(last.size, run.size),
                    joined,
                    bold,
                    (*last.runs, run),
                )
                continue
        row.append(_Segment(run.x0, run.x1, run.y, run.size, text, run.bold, (run,)))
    return row


def _repeats(before: Run, run: Run) -> bool:
    return before.text.strip() == run.text.strip() and abs(before.x0 - run.x0) < 0.3 * run.size


class _Reader:
    """Reads rows of one page, taking columns apart first and tables next."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.horizontals = [rule for rule in page.rules if rule.horizontal]
        self.verticals = [rule for rule in page.rules if rule.vertical]
        self.column = 0
        self.table = 0

    def read(self, rows: list[_Row], depth: int = 0) -> list[Line]:
        gutter = self._gutter(rows) if depth < 3 else None
        if gutter is None:
            return self._column(rows)
        lines: list[Line] = []
        band: list[_Row] = []
        whole: list[_Row] = []

        def flush_band() -> None:
            # Lines of two columns need not stand level: each column makes rows of its own.
            runs = [run for row in band for s in row for run in s.runs]
            left, notes = _footnotes([run for run in runs if run.x1 <= gutter + 2])
            right = [run for run in runs if run.x1 > gutter + 2]
            for side in (left, right, notes):
                if side:
                    self.column += 1
                    lines.extend(self.read(_rows(side), depth + 1))
            band.clear()

        def flush_whole() -> None:
            if whole:
                self.column += 1
                lines.extend(self._column(list(whole)))
                whole.clear()

        for row in rows:
            if any(s.x0 < gutter - 2 and s.x1 > gutter + 2 for s in row):
                flush_band()
                whole.append(row)
            else:
                flush_whole()
                band.append(row)
        flush_band()
        flush_whole()
        return lines

    def _gutter(self, rows: list[_Row]) -> float | None:
        """The middle of a white strip that parts two columns of running text."""
        left = min(s.x0 for row in rows for s in row)
        right = max(s.x1 for row in rows for s in row)
        if len(rows) < 6 or right - left < 200:
            return None
        cover: Counter[int] = Counter()
        for row in rows:
            for s in row:
                cover.update(range(int(s.x0), int(s.x1) + 1))
        span = range(int(left + 0.22 * (right - left)), int(left + 0.78 * (right - left)))
        lowest = min(cover[x] for x in span)
        if lowest > 0.4 * len(rows):
            return None
        strips = _strips([x for x in span if cover[x] <= lowest])
        for strip in sorted(strips, key=len, reverse=True):
            if len(strip) < 5:
                break
            gutter = (strip[0] + strip[-1]) / 2
            if self._parts_text(rows, gutter):
                return gutter
        return None

    def _parts_text(self, rows: list[_Row], gutter: float) -> bool:
        band = [row for row in rows if not any(s.x0 < gutter - 2 < gutter + 2 < s.x1 for s in row)]
        lefts = [side for row in band if (side := [s for s in row if s.x1 <= gutter + 2])]
        rights = [side for row in band if (side := [s for s in row if s.x1 > gutter + 2])]
        if len(lefts) < 5 or len(rights) < 5:
            return False
        # The shorter column may end early: only the height that both reach is compared.
        floor = max(lefts[-1][0].y, rights[-1][0].y)
        beside = sum(1 for row in rows if row[0].y >= floor - 1)
        if min(len(lefts), len(rights)) < 0.3 * beside:
            return False
        top, bottom = band[0][0].y, band[-1][0].y
        crossed = sum(
            1
            for rule in self.horizontals
            if min(rule.x0, rule.x1) < gutter < max(rule.x0, rule.x1)
            and bottom - 20 < rule.y0 < top + 20
        )
        if crossed >= 3:
            return False  # the strip is inside a ruled table
        return _is_running_text(lefts) and _is_running_text(rights)

    def _column(self, rows: list[_Row]) -> list[Line]:
        left = min(s.x0 for row in rows for s in row)
        right = max(s.x1 for row in rows for s in row)
        lines: list[Line] = []
        index = 0
        while index < len(rows):
            end = self._table_end(rows, index)
            found = self._table(rows[index:end], left, right) if end - index >= 2 else []
            if found:
                lines.extend(found)
                index = end
            else:
                lines.append(self._line(rows[index], left, right))
                index += 1
        return lines

    def _line(self, row: _Row, left: float, right: float) -> Line:
        text = " ".join(s.text.strip() for s in row)
        return self._make(row, text, left, right)

    def _make(
        self,
        row: _Row,
        text: str,
        left: float,
        right: float,
        cells: tuple[str, ...] = (),
    ) -> Line:
        longest = max(row, key=lambda s: len(s.text))
        return Line(
            text,
            self.page.number,
            row[0].x0,
            row[-1].x1,
            row[0].y,
            longest.size,
            all(s.bold for s in row),
            left,
            right,
            self.page.height,
            self.column,
            cells,
            self.table if cells else 0,
        )

    def _table_end(self, rows: list[_Row], start: int) -> int:
        """The row after a stretch that may be a table beginning at `start`."""
        if not _is_tabular(rows[start]) and not self._ruled(rows[start]):
            return start
        end = start
        single = 0
        for index in range(start, len(rows)):
            row = rows[index]
            if index > start:
                gap = rows[index - 1][0].y - row[0].y
                limit = 3.2 if self._ruled(row) else 2.4
                if gap > limit * max(row[0].size, 6):
                    break
            if self._ruled(row) or _is_tabular(row):
                single = 0
                end = index + 1
            elif self._follows_cell(rows[start:index], row) and single < 4:
                single += 1
            else:
                break
        # The last lines of the last cells.
        while end > start and end < len(rows):
            gap = rows[end - 1][0].y - rows[end][0].y
            near = gap <= 1.4 * rows[end][0].size
            if not (near and self._follows_cell(rows[start:end], rows[end])):
                break
            end += 1
        return end

    def _ruled(self, row: _Row) -> bool:
        """Whether vertical lines stand left and right of the row at its height."""
        y = row[0].y + row[0].size * 0.3
        at = [r.x0 for r in self.verticals if min(r.y0, r.y1) <= y <= max(r.y0, r.y1)]
        return len({round(x / 3) for x in at}) >= 3

    def _follows_cell(self, above: list[_Row], row: _Row) -> bool:
        starts = [s.x0 for other in above if len(other) > 1 for s in other]
        return len(row) == 1 and any(abs(row[0].x0 - x) < 3 for x in starts)

    def _table(self, rows: list[_Row], left: float, right: float) -> list[Line]:
        columns = self._columns(rows)
        tabular = sum(1 for row in rows if len(row) > 1)
        if len(columns) < 2 or tabular < 2:
            return []
        ruled = all(self._ruled(row) for row in rows)
        if not ruled and (tabular < 3 or _hangs(rows, columns) or not _aligned(rows, columns)):
            return []
        self.table += 1
        lines = []
        for group in self._groups(rows, columns):
            cells = ["" for _ in columns]
            for row in group:
                for s in row:
                    at = _column_of(columns, s)
                    cells[at] = _append_cell(cells[at], s.text.strip())
            flat = sorted((s for row in group for s in row), key=lambda s: s.x0)
            lines.append(self._make(flat, "", left, right, tuple(cells)))
        return lines

    def _columns(self, rows: list[_Row]) -> list[tuple[float, float]]:
        """Edges of the columns, from vertical lines or from where segments overlap."""
        top, bottom = rows[0][0].y, rows[-1][0].y
        edges = sorted(
            {
                round(rule.x0)
                for rule in self.verticals
                if min(rule.y0, rule.y1) < top + 8 and max(rule.y0, rule.y1) > bottom - 8
            }
        )
        edges = [x for i, x in enumerate(edges) if i == 0 or x - edges[i - 1] > 3]
        if len(edges) >= 3 and all(self._ruled(row) for row in rows):
            return list(pairwise(edges))
        spans: list[tuple[float, float]] = []
        for x0, x1 in sorted((s.x0, s.x1) for row in rows for s in row if len(row) > 1):
            if spans and x0 <= spans[-1][1] + 1:
                spans[-1] = (spans[-1][0], max(spans[-1][1], x1))
            else:
                spans.append((x0, x1))
        return spans

    def _groups(self, rows: list[_Row], columns: list[tuple[float, float]]) -> list[list[_Row]]:
        """Rows of text that belong to one row of the table."""
        table_left, table_right = columns[0][0], columns[-1][1]
        marks = sorted(
            {
                round(rule.y0)
                for rule in self.horizontals
                if min(rule.x0, rule.x1) < table_right
                and max(rule.x0, rule.x1) > table_left
                and rows[-1][0].y - 30 < rule.y0 < rows[0][0].y + 30
            },
            reverse=True,
        )
        groups: list[list[_Row]] = []
        if len(marks) >= 3:
            by_band: dict[int, list[_Row]] = {}
            for row in rows:
                y = row[0].y + 0.3 * row[0].size
                by_band.setdefault(sum(1 for mark in marks if mark > y), []).append(row)
            return [by_band[band] for band in sorted(by_band)]
        wide = _row_gap(rows)
        for above, row in zip([None, *rows], rows, strict=False):
            if wide and above:
                begins = above[0].y - row[0].y > wide
            else:
                begins = _column_of(columns, row[0]) == 0 and len(row) > 1
            if groups and not begins:
                groups[-1].append(row)
            else:
                groups.append([row])
        return groups


def _row_gap(rows: list[_Row]) -> float | None:
    """The distance that parts rows of a table without rules, where its cells have many lines.

    None where all lines stand equally far apart: then distance tells nothing.
    """
    gaps = [above[0].y - row[0].y for above, row in pairwise(rows)]
    line = min(gaps, default=0.0)
    wide = [gap for gap in gaps if gap > 1.2 * line]
    close = [gap for gap in gaps if gap <= 1.08 * line]
    if line <= 0.9 * rows[0][0].size or not wide or len(wide) + len(close) < len(gaps):
        return None
    return 1.14 * line if len(close) > 1 else None


def _is_running_text(rows: list[_Row]) -> bool:
    """Long lines that fill the column; wide blanks in them stand anywhere, not below each other."""
    width = max(row[-1].x1 for row in rows) - min(row[0].x0 for row in rows)
    full = sum(1 for row in rows if row[-1].x1 - row[0].x0 > 0.6 * width)
    if median(sum(len(s.text) for s in row) for row in rows) < 16 or full < 0.4 * len(rows):
        return False
    starts = Counter(round(s.x0 / 4) for row in rows for s in row[1:])
    return max(starts.values(), default=0) < max(3, 0.35 * len(rows))


def _strips(xs: list[int]) -> list[list[int]]:
    strips: list[list[int]] = []
    for x in xs:
        if strips and x == strips[-1][-1] + 1:
            strips[-1].append(x)
        else:
            strips.append([x])
    return strips


def _is_tabular(row: _Row) -> bool:
    """Two cells or more; a number or a label before its text is no cell."""
    if len(row) < 2:
        return False
    cells = [s.text.strip() for s in row]
    content = [c for i, c in enumerate(cells) if not _is_mark(c) or i == len(cells) - 1]
    if any(c.startswith(":") for c in cells[1:]) or cells[0].endswith(":"):
        return False
    return len(content) >= 2 or (len(cells) >= 3 and len(content) >= 1 and cells[0].isdigit())


def _is_mark(cell: str) -> bool:
    return len(cell) <= 5 and (cell[-1:] in ".):" or not any(c.isalnum() for c in cell))


def _hangs(rows: list[_Row], columns: list[tuple[float, float]]) -> bool:
    """Running text with wide blanks: long cells that fill the line and go on below."""
    if len(columns) > 2:
        return False
    long = sum(1 for row in rows if len(row) > 1 and len(row[-1].text) > 55)
    return long > 0.5 * len(rows)


def _aligned(rows: list[_Row], columns: list[tuple[float, float]]) -> bool:
    """Whether the cells of each column share an edge or a middle; blanks in running text do not."""
    for at in range(len(columns)):
        cells = [s for row in rows if len(row) > 1 for s in row if _column_of(columns, s) == at]
        if len(cells) < 2:
            return False
        spreads = (
            _spread([s.x0 for s in cells]),
            _spread([s.x1 for s in cells]),
            _spread([(s.x0 + s.x1) / 2 for s in cells]),
        )
        if min(spreads) > 4:
            return False
    numbers = [s.text.strip() for row in rows for s in row if _column_of(columns, s) == 0]
    return not (len(columns) == 2 and all(_is_mark(text) for text in numbers))


def _spread(values: list[float]) -> float:
    """How far values lie apart, one in six left aside (a heading of another kind)."""
    values = sorted(values)
    aside = len(values) // 6
    return values[-1 - aside] - values[0] if aside else values[-1] - values[0]


def _column_of(columns: list[tuple[float, float]], s: _Segment) -> int:
    overlap = [min(s.x1, x1) - max(s.x0, x0) for x0, x1 in columns]
    return max(range(len(columns)), key=lambda i: overlap[i])


def _append_cell(cell: str, text: str) -> str:
    """Lines of a cell are kept apart: mending them is the cleaner's work."""
    return f"{cell}\n{text}" if cell else text
