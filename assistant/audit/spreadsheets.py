"""Tables as files for a spreadsheet program, in which no text can become a formula.

What citizens and models wrote goes into these cells. In XLSX every text is an inline string. In CSV
a cell that a program would calculate gets an apostrophe in front; `plain_cell` takes it away again.
"""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import UsageError

if TYPE_CHECKING:
    from openpyxl.cell import Cell

Value = str | int | None
FORMATS = ("csv", "xlsx", "jsonl")
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson; charset=utf-8",
    "zip": "application/zip",
}
# Of Excel: longer cells make a file that it calls damaged.
_LONGEST_CELL = 32_767
_CUT = " … [terpotong]"
_WIDEST = 60
_MOST_ROWS = 1_048_575

# With these a program takes what follows for a formula; also in full width and as small forms.
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫−"
# What a program may drop in front of a sign: blanks, what is invisible, quotes, separators.
_BLANK = r" \u00a0\u00ad\u2000-\u200f\u202a-\u202f\u205f-\u2069\u3000\ufeff\"'`´‘’“”„«»"
_FIRST = re.compile(rf"'*[\t\r\n]|[{_BLANK}\s,;|]*[{_SIGNS}]")
# A program that separates at another character finds cells inside of ours. There only what calls
# something is disarmed: a line of a list that starts with a dash stays as it is.
_INNER = rf"(?=[{_BLANK}]*[{_SIGNS}][^,;\t\r\n|]*(?:\w\s?\(|\|))"
_ARMED = re.compile(rf"([,;\t\r\n|]){_INNER}")
_DISARMED = re.compile(rf"([,;\t\r\n|])'{_INNER}")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is its file and its sheet; every row has a value for each heading."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


def format_of(name: str) -> str:
    """By the end of a file's name; UsageError when it is none of FORMATS."""
    suffix = name.rpartition(".")[2].lower()
    if suffix not in FORMATS:
        raise UsageError(f"Berkas keluaran harus berakhiran {', '.join('.' + f for f in FORMATS)}.")
    return suffix


def as_file(table: Table, suffix: str) -> bytes:
    if suffix == "jsonl":
        return as_lines([dict(zip(table.headings, row, strict=True)) for row in table.rows])
    return as_xlsx([table]) if suffix == "xlsx" else as_csv(table)


def as_lines(objects: Sequence[object]) -> bytes:
    """One JSON document a line."""
    return "".join(json.dumps(one, ensure_ascii=True) + "\n" for one in objects).encode()


def as_csv(table: Table) -> bytes:
    """Everything quoted; with a mark by which Excel knows UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([safe_cell(heading) for heading in table.headings])
    writer.writerows([safe_cell(value) for value in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def safe_cell(value: Value) -> str:
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = _ARMED.sub(r"\1'", _printable(value))
    return f"'{text}" if _FIRST.match(text) else text


def plain_cell(cell: str) -> str:
    """What `safe_cell` was given."""
    text = cell[1:] if cell.startswith("'") and _FIRST.match(cell[1:]) else cell
    return _DISARMED.sub(r"\1", text)


def as_xlsx(tables: Sequence[Table]) -> bytes:
    """A sheet for each table."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table in tables:
        sheet: Any = book.create_sheet(table.name[:31])
        sheet.freeze_panes = "A2"
        for number, width in enumerate(_widths(table), start=1):
            sheet.column_dimensions[chr(64 + number)].width = width
        sheet.append([_cell(sheet, heading, bold=True) for heading in table.headings])
        for row in table.rows[:_MOST_ROWS]:
            sheet.append([_cell(sheet, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> "Cell":
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    text = _printable(value)
    if len(text) > _LONGEST_CELL:
        text = text[: _LONGEST_CELL - len(_CUT)] + _CUT
    cell = WriteOnlyCell(sheet, text)
    # As text whatever it reads like, and still text after somebody has typed into the cell.
    cell.data_type = "s"
    cell.quotePrefix = bool(_FIRST.match(text))
    if bold:
        cell.font = Font(bold=True)
    return cell


def _widths(table: Table) -> list[int]:
    some = [table.headings, *table.rows[:50]]
    return [
        min(_WIDEST, 2 + max(len(str(row[n] or "")) for row in some))
        for n in range(len(table.headings))
    ]


def _printable(text: str) -> str:
    """No character that a reader of the file would stumble over."""
    return _UNPRINTABLE.sub("\ufffd", text)
