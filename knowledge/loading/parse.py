"""One door to the readers of all formats; runs inside the limited child for those with a parser."""

import io
import zipfile

from knowledge.errors import UnreadableFile
from knowledge.loading.formats import Format
from knowledge.loading.raw import RawDocument

# An office file is a ZIP: what it unpacks to is known from its directory before unpacking.
MAX_ENTRIES = 2000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
# Two thousand full pages; what is longer is no document that somebody cites.
MAX_CHARACTERS = 4_000_000
MAX_BLOCKS = 100_000


def parse(kind: Format, content: bytes) -> RawDocument:
    """Blocks of a file of the given format. UnreadableFile says what is wrong with it."""
    if kind in ("docx", "xlsx", "pptx"):
        check_archive(content)
    document = _read(kind, content)
    size = sum(len(b.text) + sum(len(cell) + 3 for cell in b.cells) for b in document.blocks)
    if size > MAX_CHARACTERS or len(document.blocks) > MAX_BLOCKS:
        raise UnreadableFile(
            f"Isi berkas ini terlalu panjang (lebih dari {MAX_CHARACTERS // 1_000_000} juta "
            f"karakter atau {MAX_BLOCKS // 1000} ribu baris). Pecah menjadi beberapa berkas, lalu "
            "unggah lagi."
        )
    return document


def _read(kind: Format, content: bytes) -> RawDocument:
    if kind == "pdf":
        from knowledge.loading.pdf import read_pdf

        return read_pdf(content)
    if kind == "docx":
        from knowledge.loading.docx import read_docx

        return read_docx(content)
    if kind == "xlsx":
        from knowledge.loading.spreadsheet import read_xlsx

        return read_xlsx(content)
    if kind == "pptx":
        from knowledge.loading.pptx import read_pptx

        return read_pptx(content)
    if kind == "picture":
        from knowledge.loading.pictures import read_picture

        return read_picture(content)
    if kind == "html":
        from knowledge.loading.html import read_html

        return read_html(content)
    from knowledge.loading.plain import read_csv, read_markdown, read_plain

    return {"markdown": read_markdown, "csv": read_csv, "text": read_plain}[kind](content)


def check_archive(content: bytes) -> None:
    """UnreadableFile when the parts of an office file unpack to more than a document needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile(
            "Berkas Office ini rusak atau terpotong sehingga tidak dapat dibaca. Simpan ulang dari "
            "aplikasi asalnya, lalu unggah lagi."
        ) from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    # Text packs well: the ratio counts only where the sum is large.
    suspicious = unpacked > 10 * 1024 * 1024 and unpacked / packed > MAX_RATIO
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or suspicious:
        raise UnreadableFile(
            "Isi berkas Office ini mengembang jauh melebihi ukuran dokumen biasa, jadi tidak "
            "dibuka demi keamanan. Simpan ulang tanpa lampiran dan gambar, atau kirim sebagai PDF."
        )
