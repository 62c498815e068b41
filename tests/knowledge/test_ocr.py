"""Scans and photographs are read where Tesseract is installed, and named where it is not."""

import os
from pathlib import Path

import pytest

from knowledge.errors import UnreadableFile
from knowledge.loading import ocr
from knowledge.reading import read_file
from tests.corpus.make import PARAGRAPH, page_picture

with_tesseract = pytest.mark.skipif(
    ocr.language() is None and not os.environ.get("ASSISTANT_TEST_ALL"),
    reason="Tesseract is not installed",
)


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "language", lambda: None)


@with_tesseract
def test_a_scan_is_read_page_by_page(corpus: Path) -> None:
    reading = read_file(corpus / "scan.pdf")
    assert reading.title == "Pengumuman Nomor 1"
    assert reading.pages == 3
    assert "mencetak KTP-el di kantor kecamatan" in reading.text
    assert "Pengumuman Nomor 3" in reading.text
    assert reading.page_at(reading.text.index("Pengumuman Nomor 3")) == 3
    assert "3 halaman dibaca dari gambar" in reading.notices[0]


@with_tesseract
def test_scanned_pages_take_their_place_among_the_others(corpus: Path) -> None:
    reading = read_file(corpus / "partly.pdf")
    first, second = reading.text.index("teks pengumuman"), reading.text.index("Nomor 1")
    assert first < second
    assert [reading.page_at(first), reading.page_at(second)] == [1, 2]


@with_tesseract
def test_a_photograph_is_read(tmp_path: Path) -> None:
    page_picture().save(tmp_path / "foto.jpg", quality=70)
    reading = read_file(tmp_path / "foto.jpg")
    words = [word for word in PARAGRAPH.split() if word in reading.text]
    assert len(words) > 0.9 * len(PARAGRAPH.split())


@with_tesseract
def test_a_picture_without_text_says_so(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("L", (900, 1200), 200).save(tmp_path / "kosong.png")
    with pytest.raises(UnreadableFile, match="tidak ada teks yang dapat dikenali"):
        read_file(tmp_path / "kosong.png")


@pytest.mark.usefixtures("without_tesseract")
def test_a_scan_is_named_where_nothing_can_read_it(corpus: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"pindaian.*Tesseract"):
        read_file(corpus / "scan.pdf")


def test_a_picture_too_large_to_unpack_is_refused(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("1", (30_000, 30_000)).save(tmp_path / "besar.png")
    with pytest.raises(UnreadableFile):
        read_file(tmp_path / "besar.png")
