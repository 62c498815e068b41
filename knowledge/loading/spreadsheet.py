"""Excel workbooks: every visible sheet, row by row, with the names of its columns."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

from knowledge.cleaning import repair_text
from knowledge.errors import UnreadableFile
from knowledge.loading.raw import RawBlock, RawDocument, table_blocks

_MAX_ROWS = 20_000
_MAX_COLUMNS = 100
_MAX_BLANK = 2_000  # rows without a value, one after another


def read_xlsx(content: bytes) -> RawDocument:
    """Values as they were last computed; formulas without a stored value are empty."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UnreadableFile(
            "Berkas Excel ini rusak atau terpotong sehingga tidak dapat dibaca. Simpan ulang dari "
            "aplikasi lembar kerja, lalu unggah lagi."
        ) from error
    blocks: list[RawBlock] = []
    notices: list[str] = []
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        rows: list[list[str]] = []
        blank = 0
        sheet.reset_dimensions()  # what the file says of its own size may be wrong
        for row in sheet.iter_rows(max_col=_MAX_COLUMNS):
            if len(rows) >= _MAX_ROWS:
                notices.append(f"Lembar {sheet.title}: hanya {_MAX_ROWS} baris pertama dibaca.")
                break
            cells = [_shown(cell.value, getattr(cell, "number_format", "")) for cell in row]
            blank = 0 if any(cells) else blank + 1
            if not blank:
                rows.append(cells)
            elif blank > _MAX_BLANK:
                break  # a stray cell far below is no table
        if not rows:
            continue
        if len(sheets) > 1:
            blocks.append(RawBlock("heading", sheet.title, level=2))
        blocks.extend(_sheet_blocks(rows))
    title = (book.properties.title or "").strip() or None
    book.close()
    return RawDocument(tuple(blocks), title=title, notices=tuple(notices))


def _sheet_blocks(rows: list[list[str]]) -> list[RawBlock]:
    """Lines of one cell above the table are its title; empty columns are left out."""
    blocks: list[RawBlock] = []
    while rows and sum(1 for cell in rows[0] if cell) == 1 and len(rows) > 1:
        text = next(cell for cell in rows[0] if cell)
        blocks.append(RawBlock("paragraph" if blocks else "heading", text, level=1))
        rows = rows[1:]
    used = [i for i in range(max(map(len, rows))) if any(i < len(r) and r[i] for r in rows)]
    table = [[row[i] if i < len(row) else "" for i in used] for row in rows]
    return blocks + table_blocks(table)


def _shown(value: Any, style: str) -> str:
    """A value as the sheet shows it to an Indonesian reader: 18/09/2025, Rp1.250.000, 6,49%."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime):
        clock = f" {value:%H.%M}" if (value.hour or value.minute) else ""
        return f"{value:%d/%m/%Y}{clock}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if isinstance(value, int | float):
        return _number(value, style)
    return repair_text(str(value))


def _number(value: int | float, style: str) -> str:
    """`style` is the cell's number format: "0.00%", "#,##0", '"Rp"#,##0'."""
    if "%" in style:
        return _plain(round(value * 100, 6)) + "%"
    if "#,##0" not in style:
        return _plain(value)
    places = style.partition("#,##0.")[2]
    decimals = len(places) - len(places.lstrip("0"))
    grouped = f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return f"Rp{grouped}" if "Rp" in style else grouped


def _plain(value: int | float) -> str:
    shown = f"{value:.10g}" if isinstance(value, float) else str(value)
    return shown.replace(".", ",") if "e" not in shown else str(value)
