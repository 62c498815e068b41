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
        sheet.reset_dimensions()  # what the file says of its own size may be wrong
        for row in sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS):
            if len(rows) >= _MAX_ROWS:
                notices.append(f"Lembar {sheet.title}: hanya {_MAX_ROWS} baris pertama dibaca.")
                break
            cells = [_shown(value) for value in row]
            if any(cells):
                rows.append(cells)
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


def _shown(value: Any) -> str:
    """A value as an Indonesian reader writes it: 18/09/2025, 1234,5."""
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
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",") if "e" not in f"{value:.10g}" else str(value)
    return repair_text(str(value))
