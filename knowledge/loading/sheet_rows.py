"""The rows of a workbook as they stand, for exports that are tables and not documents."""

import io
import zipfile
from collections.abc import Iterator

from knowledge.errors import UnreadableFile
from knowledge.loading.formats import format_of

_MAX_COLUMNS = 100


def sheet_rows(content: bytes) -> Iterator[list[str]]:
    """The first visible sheet, cells as text, line breaks kept. UnreadableFile when there is none.

    The size of what the file unpacks to is checked first.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if format_of("ekspor.xlsx", content) != "xlsx":
        raise UnreadableFile("isinya bukan Excel; simpan ulang sebagai .xlsx.")
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UnreadableFile("berkas Excel rusak; simpan ulang lalu coba lagi.") from error
    if sheet is None:
        raise UnreadableFile("tidak ada lembar yang terlihat.")
    return (
        ["" if value is None else str(value) for value in row]
        for row in sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS)
    )
