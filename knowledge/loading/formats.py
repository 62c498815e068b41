"""Which format a file is in, by what stands in it as well as by its name."""

from pathlib import PurePath
from typing import Literal

from knowledge.errors import UnreadableFile

Format = Literal["pdf", "docx", "xlsx", "pptx", "html", "markdown", "text", "csv", "picture"]

MAX_BYTES = 20 * 1024 * 1024
READABLE = (
    "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), CSV, HTML, Markdown (.md), "
    "dan teks (.txt)"
)

_BY_SUFFIX: dict[str, Format] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".pptx": "pptx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".csv": "csv",
    ".tsv": "csv",
}
_PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".bmp")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def format_of(name: str, content: bytes) -> Format:
    """The format to read a file in. UnreadableFile when it is of a kind that cannot be read.

    What stands in the file wins over its name: a PDF named .docx is read as a PDF.
    """
    suffix = PurePath(name).suffix.lower()
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableFile("Berkas ini kosong. Periksa berkas aslinya, lalu unggah lagi.")
    if len(content) > MAX_BYTES:
        raise UnreadableFile(
            f"Berkas ini lebih besar dari {MAX_BYTES // 1024**2} MB. Kecilkan (misalnya tanpa "
            "gambar) atau pecah menjadi beberapa berkas, lalu unggah lagi."
        )
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office(content)
    if content.startswith(_OLE):
        raise UnreadableFile(
            "Berkas Office ini berformat lama atau terkunci kata sandi. Simpan ulang tanpa kata "
            "sandi sebagai .docx, .xlsx, .pptx, atau PDF, lalu unggah lagi."
        )
    # A text may well begin with "BMKG"; a bitmap has four zeros behind its size.
    bitmap = content.startswith(b"BM") and content[6:10] == bytes(4)
    if bitmap or content.startswith(_PICTURES) or content[8:12] == b"WEBP":
        return "picture"
    if content.startswith(b"{\\rtf"):
        raise UnreadableFile(
            f"Berkas RTF belum dapat dibaca. Simpan ulang sebagai salah satu dari: {READABLE}."
        )
    return _text(suffix, content)


def _office(content: bytes) -> Format:
    # The names of the parts stand in the directory at the end of the file, uncompressed.
    if b"word/document.xml" in content:
        return "docx"
    if b"xl/workbook.xml" in content:
        return "xlsx"
    if b"ppt/presentation.xml" in content:
        return "pptx"
    if b"[Content_Types].xml" in content[:4096]:
        raise UnreadableFile(
            "Berkas Office ini rusak atau terpotong sehingga tidak dapat dibaca. Simpan ulang "
            "dari aplikasi asalnya, lalu unggah lagi."
        )
    raise UnreadableFile(
        f"Berkas arsip tidak dapat dibaca. Unggah isinya satu per satu: {READABLE}."
    )


def _text(suffix: str, content: bytes) -> Format:
    named = _BY_SUFFIX.get(suffix)
    if suffix in _PICTURE_SUFFIXES:
        raise UnreadableFile("Gambar ini rusak atau salah nama. Simpan ulang, lalu unggah lagi.")
    if suffix in (".ppt", ".doc", ".xls"):
        raise UnreadableFile(f"Jenis berkas {suffix} sudah lama. Simpan ulang sebagai {READABLE}.")
    if named is None and suffix:
        raise UnreadableFile(f"Jenis berkas {suffix} tidak dikenal. Yang dapat dibaca: {READABLE}.")
    if named in ("pdf", "docx", "xlsx", "pptx") and not _is_html(content):
        raise UnreadableFile(
            f"Isi berkas ini bukan {suffix[1:].upper()} yang utuh (mungkin rusak atau salah nama). "
            "Unduh atau simpan ulang dari aplikasi asalnya, lalu unggah lagi."
        )
    if _is_html(content):
        return "html"
    return named if named in ("html", "markdown", "csv") else "text"


def _is_html(content: bytes) -> bool:
    start = content[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    )
