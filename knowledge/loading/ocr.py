"""Text of scans and photographs through Tesseract, where it is installed."""

import base64
import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from statistics import mean, median
from typing import Any

from knowledge.cleaning import page_blocks
from knowledge.errors import UnreadableFile
from knowledge.loading.child import READER
from knowledge.loading.layout import Line, Page, Run, page_lines
from knowledge.loading.pictures import MAX_PAGES
from knowledge.loading.raw import RawBlock, RawDocument

PAGE_SECONDS = 20
_MEMORY_BYTES = 1024**3
_BATCH = 8  # pages whose pictures are in memory at a time
_SURE = 25  # words that Tesseract is less sure of are specks and stamps
_DOUBTFUL = 75

MISSING = (
    "Berkas ini pindaian (gambar) tanpa teks, dan pengenal teks (Tesseract) belum terpasang di "
    "komputer ini. Unggah versi aslinya (Word atau PDF hasil ekspor), atau minta admin memasang "
    "tesseract-ocr-ind."
)
_NOTHING = (
    "Berkas ini pindaian (gambar), dan tidak ada teks yang dapat dikenali di dalamnya. Pindai "
    "ulang dengan lebih jelas, atau unggah versi aslinya."
)


@cache
def language() -> str | None:
    """The language to recognise, or None where Tesseract cannot be used."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    installed = listed.stdout.split()
    return next((name for name in ("ind", "eng") if name in installed), None)


def recognise(raw: RawDocument, content: bytes) -> RawDocument:
    """`raw` with the text of its scanned pages. UnreadableFile when nothing can be read at all."""
    wanted = language()
    if wanted is None:
        if not raw.blocks:
            raise UnreadableFile(MISSING)
        return replace(raw, notices=(*raw.notices, _unread(raw, len(raw.scans))), scans=())
    pages = raw.scans[:MAX_PAGES]
    found: dict[int, tuple[list[Line], float]] = dict(_pages(content, pages, wanted))
    blocks = page_blocks([lines for lines, _ in (found[page] for page in sorted(found))])
    if not blocks and not raw.blocks:
        raise UnreadableFile(_NOTHING)
    merged = sorted([*raw.blocks, *blocks], key=lambda block: block.page or 0)
    notices = _notices(raw, found, blocks)
    return replace(raw, blocks=tuple(merged), notices=notices, scans=())


def _notices(
    raw: RawDocument, found: dict[int, tuple[list[Line], float]], blocks: list[RawBlock]
) -> tuple[str, ...]:
    read = len({block.page for block in blocks})
    notices = list(raw.notices)
    if read:
        notices.append(
            f"{read} halaman dibaca dari gambar (OCR). Cocokkan angka, tanggal, dan nama dengan "
            "aslinya sebelum dipakai."
        )
    doubtful = [page for page, (lines, sure) in sorted(found.items()) if lines and sure < _DOUBTFUL]
    if doubtful:
        shown = ", ".join(map(str, doubtful[:12]))
        notices.append(f"Gambar di halaman {shown} kurang jelas, sehingga teksnya banyak keliru.")
    if lost := len(raw.scans) - read:
        notices.append(_unread(raw, lost))
    return tuple(notices)


def _unread(raw: RawDocument, count: int) -> str:
    return (
        f"{count} dari {raw.pages} halaman berupa gambar sehingga teksnya tidak terbaca. Lengkapi "
        "dengan versi aslinya bila ada."
    )


def _pages(
    content: bytes, pages: Iterable[int], wanted: str
) -> Iterator[tuple[int, tuple[list[Line], float]]]:
    """Lines of each page, and how sure the recogniser is of its words (0 to 100)."""
    numbers = sorted(pages)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for at in range(0, len(numbers), _BATCH):
            batch = numbers[at : at + _BATCH]
            pictures = READER.pictures(content, batch[0], batch[-1])
            chosen = [picture for picture in pictures if picture["page"] in batch]
            texts = pool.map(lambda picture: _words(picture, wanted), chosen)
            for picture, words in zip(chosen, texts, strict=True):
                yield picture["page"], _lines(picture, words)


def _words(picture: dict[str, Any], wanted: str) -> list[list[str]]:
    """Rows of Tesseract's table for one page; none when it breaks a limit."""
    arguments = ["tesseract", "stdin", "stdout", "-l", wanted, "--dpi", str(picture["dpi"]), "tsv"]
    environment = {"PATH": os.environ.get("PATH", ""), "OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8"}
    if prefix := os.environ.get("TESSDATA_PREFIX"):
        environment["TESSDATA_PREFIX"] = prefix
    with subprocess.Popen(
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as process:
        _limit(process.pid)
        try:
            table, _ = process.communicate(base64.b64decode(picture["png"]), timeout=PAGE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return []
    return [line.split("\t") for line in table.decode("utf-8", "replace").splitlines()[1:]]


def _limit(process: int) -> None:
    import resource

    with contextlib.suppress(OSError, AttributeError, ValueError):  # Linux only
        resource.prlimit(process, resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        resource.prlimit(process, resource.RLIMIT_FSIZE, (0, 0))
        resource.prlimit(process, resource.RLIMIT_CPU, (PAGE_SECONDS, PAGE_SECONDS))


def _lines(picture: dict[str, Any], table: list[list[str]]) -> tuple[list[Line], float]:
    """The recognised words in their places, read as any other page is."""
    scale = 72 / picture["dpi"]
    page = Page(picture["page"], picture["width"], picture["height"])
    heights = [int(row[9]) for row in table if row[0] == "4"]
    usual = median(heights) * scale if heights else 10.0
    bottom = size = 0.0
    certainties: list[float] = []
    for row in table:
        if row[0] == "4":  # a line of text: its words stand on one base line
            bottom = picture["height"] - (int(row[7]) + int(row[9])) * scale
            # Heights waver with the letters in a line; only a much larger line is a heading.
            size = int(row[9]) * scale if int(row[9]) * scale > 1.6 * usual else usual
        elif row[0] == "5" and len(row) > 11 and row[11].strip():
            certainty = float(row[10])
            if certainty < _SURE:
                continue
            certainties.append(certainty)
            x0 = int(row[6]) * scale
            page.runs.append(Run(x0, x0 + int(row[8]) * scale, bottom, size, row[11].strip()))
    return page_lines(page), mean(certainties) if certainties else 0.0
