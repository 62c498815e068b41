"""From a file to a Reading: loading, cleaning, passages, and what the document says of itself."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from knowledge.chunking import cut_passages
from knowledge.cleaning import marker, repair_text
from knowledge.documents import Block, Kind, Reading
from knowledge.errors import UnreadableFile
from knowledge.loading.child import READER
from knowledge.loading.formats import MAX_BYTES, format_of
from knowledge.loading.ocr import recognise
from knowledge.loading.parse import parse
from knowledge.loading.plain import plain_blocks
from knowledge.loading.raw import RawBlock, RawDocument
from knowledge.proposing import propose

# Plain text needs no parser that a file could attack; larger files get the limits all the same.
_IN_PROCESS = frozenset(["text", "markdown", "csv"])
_IN_PROCESS_BYTES = 512 * 1024
_MAX_TITLE = 200
# The rule below the head of a drawn table, and rows of a sheet from the clipboard.
_DRAWN_TABLE = re.compile(r"^[ ]{0,3}\|?(?:[ ]*:?-+:?[ ]*\|)+[ :-]*$", re.M)
_TABBED = re.compile(r"(?:^[^\t\n|]+(?:\t[^\t\n|]*)+\n){2,}", re.M)


def read_file(
    path: Path,
    *,
    title: str | None = None,
    kind: Kind | None = None,
    agency: str | None = None,
    published: date | None = None,
) -> Reading:
    """A file as a Reading. What is given wins over what the document says of itself.

    UnreadableFile says in one sentence what is wrong with the file and what to do.
    """
    content = _content(path)
    form = format_of(path.name, content)
    if form in _IN_PROCESS and len(content) <= _IN_PROCESS_BYTES:
        raw = parse(form, content)
    else:
        raw = READER.parse(form, content)
    if raw.scans:
        raw = recognise(raw, content)
    reading = _reading(raw, path.name)
    return replace(
        reading,
        title=title or reading.title,
        kind=kind or reading.kind,
        agency=agency,
        published=published or reading.published,
    )


def read_text(text: str, *, title: str | None = None) -> Reading:
    """Text that a person pasted, tables too. UnreadableFile when nothing but blanks is in it."""
    text = _TABBED.sub(_drawn, text)
    if _DRAWN_TABLE.search(text):
        reading = _reading(parse("markdown", text.encode()), "")
    else:
        reading = _reading(RawDocument(tuple(plain_blocks(text))), "")
    return replace(reading, title=title) if title else reading


def _drawn(match: re.Match[str]) -> str:
    """Lines with tabs, as a sheet gives them to the clipboard, as a drawn table."""
    rows = [f"| {' | '.join(line.split(chr(9)))} |" for line in match[0].strip("\n").split("\n")]
    rule = "|" + "---|" * (match[0].split("\n")[0].count("\t") + 1)
    return "\n".join(["", rows[0], rule, *rows[1:], ""])


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(f"Berkas {path.name} tidak ditemukan. Periksa namanya.") from error
    except IsADirectoryError as error:
        raise UnreadableFile(f"{path.name} adalah folder; pilih berkas di dalamnya.") from error
    except OSError as error:
        raise UnreadableFile(
            f"Berkas {path.name} tidak dapat dibuka. Periksa izin aksesnya, lalu coba lagi."
        ) from error


def _reading(raw: RawDocument, name: str) -> Reading:
    text, blocks = _assemble(raw.blocks)
    if not any(char.isalnum() for char in text):
        raise UnreadableFile(
            "Tidak ada teks yang dapat dibaca dari berkas ini. Unggah versi yang berisi teks."
            if name
            else "Teksnya kosong. Tempelkan isi rilis atau dokumen terlebih dahulu."
        )
    proposed = propose(text, blocks, raw.title, name)
    return Reading(
        title=proposed.title or _readable(name) or "Tanpa judul",
        text=text,
        blocks=tuple(blocks),
        passages=tuple(cut_passages(text, blocks)),
        pages=raw.pages,
        source_name=name,
        kind=proposed.kind or "other",
        published=proposed.published,
        proposed=proposed,
        notices=raw.notices,
    )


def _assemble(raw: Sequence[RawBlock]) -> tuple[str, list[Block]]:
    """The text, and the blocks with their offsets in it.

    A bullet stands in the text but not in its block; a number belongs to its item.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    before: RawBlock | None = None
    for block in raw:
        shown = " | ".join(block.cells) if block.cells else repair_text(block.text)
        prefix = ""
        if block.kind == "item" and (found := marker(shown)) and found[0] == "-":
            prefix, shown = "- ", found[1]
        if not shown.strip(" |"):
            continue
        gap = _gap(before, block, parts[-1] if parts else "")
        parts.append(gap + prefix + shown)
        start = length + len(gap) + len(prefix)
        length = start + len(shown)
        blocks.append(Block(block.kind, start, length, block.page, block.level, block.header))
        before = block
    return "".join(parts), blocks


def _gap(before: RawBlock | None, block: RawBlock, text: str) -> str:
    if before is None:
        return ""
    listed = ("item", "row")
    if block.kind in listed and (before.kind in listed or text.endswith(":")):
        return "\n"
    return "\n\n"


def _readable(name: str) -> str:
    """ "07_beasiswa-2026.pdf" → "Beasiswa 2026"."""
    stem = re.sub(r"[_\-]+", " ", re.sub(r"^\d{1,2}[-_. ]+(?=\D)", "", Path(name).stem))
    stem = repair_text(stem)[:_MAX_TITLE]
    return stem[:1].upper() + stem[1:]
