"""Exports of comments: CSV, Excel or JSON lines, one row a comment, in the column 'text'."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

from assistant.errors import UsageError
from knowledge.errors import UnreadableFile
from knowledge.loading.sheet_rows import sheet_rows

COLUMN = "text"
MAX_BYTES = 50 * 1024 * 1024
_FORMATS = (".csv", ".xlsx", ".jsonl")


def read_comments(path: Path) -> Iterator[tuple[int, str]]:
    """Row numbers (the first comment is row 1) with their comments. UsageError says what is wrong.

    Rows without any content are left out, but counted.
    """
    content = file_content(path)
    match path.suffix.lower():
        case ".csv":
            return _from_table(path, csv_rows(decoded(content)))
        case ".xlsx":
            try:
                return _from_table(path, sheet_rows(content))
            except UnreadableFile as error:
                raise UsageError(f"{path.name}: {error}") from error
        case ".jsonl":
            return _from_lines(path, decoded(content))
        case _:
            raise UsageError(f"{path.name}: jenis berkas harus {', '.join(_FORMATS)}.")


def file_content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            limit = MAX_BYTES // 1024**2
            raise UsageError(f"{path.name} lebih besar dari {limit} MB; pecah berkasnya.")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} tidak dapat dibaca; periksa nama dan izin berkasnya.") from error


def decoded(content: bytes) -> str:
    """UTF-8 with or without a mark; else what Excel on Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def csv_rows(text: str) -> Iterator[list[str]]:
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    # A comment that was cut in the middle of its quotation marks must not end the reading.
    csv.field_size_limit(MAX_BYTES)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _from_table(path: Path, rows: Iterator[list[str]]) -> Iterator[tuple[int, str]]:
    header = next(rows, [])
    names = [name.strip().lower() for name in header]
    if COLUMN not in names:
        found = ", ".join(name for name in header if name.strip()) or "tidak ada"
        raise UsageError(
            f"{path.name}: kolom {COLUMN!r} tidak ada (kolom yang ada: {found}); "
            f"beri nama {COLUMN!r} pada kolom komentar."
        )
    place = names.index(COLUMN)
    return (
        (number, row[place] if place < len(row) else "")
        for number, row in enumerate(rows, start=1)
        if any(cell.strip() for cell in row)
    )


def _from_lines(path: Path, text: str) -> Iterator[tuple[int, str]]:
    number = 0
    for line_number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        number += 1
        try:
            row = json.loads(line)
            comment = row[COLUMN]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise UsageError(
                f"{path.name} baris {line_number}: harus objek JSON dengan isian {COLUMN!r}."
            ) from error
        yield number, str(comment if comment is not None else "")
