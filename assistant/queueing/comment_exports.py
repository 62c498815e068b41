"""Exports of comments from the platforms' own tools: which column holds what, and its rows."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Any

from assistant.errors import UsageError
from assistant.prompts import load_table
from assistant.queueing.comment_files import csv_rows, decoded, file_content
from knowledge.errors import UnreadableFile
from knowledge.loading.sheet_rows import sheet_rows

FORMATS = (".csv", ".xlsx", ".json", ".jsonl")
COLUMNS = ("text", "time", "id", "platform")
MOST_ROWS = 50_000
_SAMPLE = 200
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Incoming:
    """A comment as it comes in. `origin` names it among its platform's comments, if that is known;
    `received_at` is None where nobody noted it."""

    text: str
    platform: str | None = None
    received_at: datetime | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """A file as a table. `platform`: as its name says."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    platform: str | None


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; None: none does."""

    text: int
    time: int | None = None
    id: int | None = None
    platform: int | None = None


def read_export(path: Path) -> Export:
    """Raises UsageError when the file is no table of comments."""
    content = file_content(path)
    suffix = path.suffix.lower()
    if suffix == ".csv":
        table = list(csv_rows(decoded(content)))
    elif suffix == ".xlsx":
        try:
            table = list(sheet_rows(content))
        except UnreadableFile as error:
            raise UsageError(f"{path.name}: {error}") from error
    elif suffix in (".json", ".jsonl"):
        table = _objects_as_table(_objects(path.name, decoded(content)))
    else:
        raise UsageError(f"{path.name}: jenis berkas harus {', '.join(FORMATS)}.")
    table = [row for row in table if any(cell.strip() for cell in row)]
    if len(table) < 2:
        raise UsageError(f"{path.name} tidak berisi komentar; periksa lagi ekspornya.")
    if len(table) > MOST_ROWS + 1:
        raise UsageError(f"{path.name} berisi lebih dari {MOST_ROWS} baris; pecah berkasnya.")
    start = _heading_row(table)
    width = max(len(row) for row in table[start:])
    headings = [*table[start], *[""] * (width - len(table[start]))]
    rows = tuple((*row, *[""] * (width - len(row))) for row in table[start + 1 :])
    return Export(path.name, tuple(headings), rows, _platform(_plain(path.stem)))


def guess_columns(export: Export) -> Columns:
    """By the headings; where none says which the comments are, the column with the most prose."""
    names = [_plain(heading) for heading in export.headings]
    table = load_table("comment_exports.yaml")
    found = {column: _first(names, table["columns"][column]) for column in COLUMNS}
    text = found["text"]
    if text is None:
        text = _prose_column(
            export, [n for n, name in enumerate(names) if name in table["not_text"]]
        )
    if text is None:
        known = ", ".join(heading for heading in export.headings if heading.strip()) or "tidak ada"
        raise UsageError(
            f"{export.name}: kolom komentar tidak ditemukan (kolom yang ada: {known})."
        )
    others = {c: place for c, place in found.items() if c != "text" and place != text}
    return Columns(text, **others)


def comments_of(export: Export, columns: Columns, zone: tzinfo) -> Iterator[Incoming]:
    """The comments of the rows that have one. Times without a zone are those of `zone`."""
    for row in export.rows:
        text = row[columns.text].strip()
        if not text:
            continue
        cell = "" if columns.platform is None else row[columns.platform]
        platform = _platform(_plain(cell)) or export.platform
        when = None if columns.time is None else read_time(row[columns.time], zone)
        name = "" if columns.id is None else row[columns.id].strip()
        # Without an id the same words at the same second are the same comment. With one, the
        # words count too: some exports only number their rows.
        told = name or (when.isoformat() if when else "")
        yield Incoming(text, platform, when, _digest(platform, told, text) if told else None)


def pasted(text: str) -> list[Incoming]:
    """Comments that were pasted: apart by blank lines where there are any, else one a line."""
    text = text.replace("\r\n", "\n").strip()
    parts = re.split(r"\n[ \t]*\n", text) if re.search(r"\n[ \t]*\n", text) else text.split("\n")
    found = [part.strip() for part in parts if part.strip()]
    if not found:
        raise UsageError("Komentar masih kosong; tempel dulu lalu coba lagi.")
    return [Incoming(part) for part in found]


_DAY_FIRST = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%d-%m-%Y %H:%M", "%d-%m-%Y")
# As the exports of X and of the platforms' own interfaces write it.
_NAMED = ("%a %b %d %H:%M:%S %z %Y", "%d %b %Y %H:%M", "%b %d, %Y %H:%M", "%b %d, %Y")


def read_time(text: str, zone: tzinfo) -> datetime | None:
    """A moment as exports write it: ISO 8601, seconds since 1970, or the day first."""
    text = text.strip()
    if re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d+)?", text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    found: datetime | None = None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        for form in (*_DAY_FIRST, *_NAMED):
            try:
                found = datetime.strptime(text, form)
                break
            except ValueError:
                continue
    if found is None:
        return None
    return found.astimezone(zone) if found.tzinfo else found.replace(tzinfo=zone)


def _heading_row(table: Sequence[Sequence[str]]) -> int:
    """Some exports open with a title: the headings are the first row of the most known names."""
    known = {
        name for names in load_table("comment_exports.yaml")["columns"].values() for name in names
    }
    scores = [sum(_plain(cell) in known for cell in row) for row in table[:10]]
    return scores.index(max(scores))


def _first(names: Sequence[str], wanted: Iterable[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _prose_column(export: Export, excluded: Sequence[int]) -> int | None:
    words = [
        0 if n in excluded else sum(_words(row[n]) for row in export.rows[:_SAMPLE])
        for n in range(len(export.headings))
    ]
    best = max(range(len(words)), key=words.__getitem__)
    return best if words[best] >= 2 * min(len(export.rows), _SAMPLE) else None


def _words(cell: str) -> int:
    return 0 if "://" in cell else len(re.findall(r"[^\W\d_]{2,}", cell))


def _objects(name: str, text: str) -> list[Mapping[str, Any]]:
    try:
        try:
            found = _longest_list(json.loads(text), _DEEPEST)
        except json.JSONDecodeError:
            found = [json.loads(line) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name} bukan JSON yang benar; ekspor ulang berkasnya.") from error
    objects = [item for item in found if isinstance(item, Mapping)]
    if not objects:
        raise UsageError(f"{name} tidak berisi daftar komentar; periksa lagi ekspornya.")
    return objects


def _longest_list(value: Any, deep: int) -> list[Any]:
    """The longest list of objects in an export: the comments lie at a depth of their own."""
    if isinstance(value, list):
        inner = [_longest_list(item, deep - 1) for item in value if deep > 0]
        own = [item for item in value if isinstance(item, Mapping)]
        return max([own, [item for part in inner for item in part]], key=len)
    if isinstance(value, Mapping) and deep > 0:
        return max((_longest_list(item, deep - 1) for item in value.values()), key=len, default=[])
    return []


def _objects_as_table(objects: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    flat = [dict(_leaves(item, "", _DEEPEST)) for item in objects]
    headings = list(dict.fromkeys(name for item in flat for name in item))
    return [headings, *([item.get(name, "") for name in headings] for item in flat)]


def _leaves(item: Mapping[str, Any], above: str, deep: int) -> Iterator[tuple[str, str]]:
    for name, value in item.items():
        full = f"{above} {name}".strip()
        if isinstance(value, Mapping) and deep > 0:
            yield from _leaves(value, full, deep - 1)
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            yield full, str(value)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


@cache
def _platform_names() -> Mapping[str, str]:
    table = load_table("comment_exports.yaml")["platforms"]
    return {name: platform for platform, names in table.items() for name in names}


def _platform(plain: str) -> str | None:
    names = _platform_names()
    return next((names[word] for word in plain.split() if word in names), names.get(plain))


def _digest(*parts: str | None) -> str:
    return hashlib.sha256("\n".join(part or "" for part in parts).encode()).hexdigest()
