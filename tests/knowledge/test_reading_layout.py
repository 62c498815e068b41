"""What went wrong once on a page with columns, hanging items or small print in its margin."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from knowledge.reading import read_file

LEFT = [
    "SIDOARJO – Sebanyak dua ribu mahasiswa",
    "menerima beasiswa pendidikan tinggi dari",
    "Pemerintah Kabupaten. Beasiswa diserahkan",
    "di Balai Pelatihan Vokasi dan Produktivitas",
    "di desa setempat pada hari Rabu, dan dananya",
    "berasal dari anggaran daerah. Penerima yang",
    "terpilih terbagi dalam lima kategori menurut",
    "prestasi dan keadaan keluarga mereka, serta",
    "bidang keagamaan. Penyerahan dihadiri Kepala",
    "Bagian Kesejahteraan Rakyat bersama rombongan.",
    "Setiap penerima memperoleh lima juta rupiah,",
    "yang ditransfer langsung ke rekening mereka",
    "masing-masing tanpa potongan apa pun dan",
    "tanpa perantara. Kuota tahun berikutnya akan",
    "dilipatgandakan karena peminatnya banyak.",
    "Pendaftaran dibuka secara daring bagi warga.",
]
RIGHT = [
    "Pada tahun sebelumnya beasiswa yang sama",
    "diberikan kepada dua ribu lebih mahasiswa",
    "dengan besaran yang tidak berbeda, yaitu",
    "masing-masing lima juta rupiah setahun bagi",
    "semua jalur yang dibuka pada waktu itu.",
]


@pytest.fixture
def uneven_columns(tmp_path: Path) -> Path:
    """Two columns under a title; the right one is short and stands off the lines of the left."""
    path = tmp_path / "dua-kolom.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 810, "Pemerintah Kabupaten Contoh - siaran")
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(60, 762, "Beasiswa Diserahkan")
    canvas.setFont("Helvetica", 10)
    for index, line in enumerate(LEFT):
        canvas.drawString(60, 740 - 13.5 * index, line)
    for index, line in enumerate(RIGHT):
        canvas.drawString(310, 769.5 - 13.5 * index, line)
    canvas.save()
    return path


def test_columns_of_uneven_length_are_read_one_after_the_other(uneven_columns: Path) -> None:
    reading = read_file(uneven_columns)
    assert " ".join(LEFT) in reading.text.replace("\n\n", " ")
    assert " ".join(RIGHT) in reading.text.replace("\n\n", " ")
    assert reading.title == "Beasiswa Diserahkan"
    assert not [block for block in reading.blocks if block.kind == "row"]


def test_small_print_in_the_margin_of_a_single_page_is_left_out(uneven_columns: Path) -> None:
    assert "siaran" not in read_file(uneven_columns).text


def test_an_office_that_begins_with_bagian_is_no_heading(uneven_columns: Path) -> None:
    headings = [b for b in read_file(uneven_columns).blocks if b.kind == "heading"]
    assert len(headings) == 1


def test_the_second_line_of_an_item_hangs(tmp_path: Path) -> None:
    path = tmp_path / "syarat.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 740, "Persyaratan pelayanan bagi warga yang mengajukan permohonan baru:")
    canvas.drawString(62, 720, "1.")
    canvas.drawString(76, 720, "Surat rujukan dari puskesmas atau rumah sakit, yaitu RSUD dr.")
    canvas.drawString(76, 706, "Soetomo atau rumah sakit lain yang ditunjuk oleh dinas.")
    canvas.drawString(62, 686, "2.")
    canvas.drawString(76, 686, "Fotokopi kartu keluarga yang masih berlaku.")
    canvas.save()
    items = [b for b in read_file(path).blocks if b.kind == "item"]
    text = read_file(path).text
    assert [text[b.start : b.end] for b in items] == [
        "1. Surat rujukan dari puskesmas atau rumah sakit, yaitu RSUD dr. Soetomo atau rumah "
        "sakit lain yang ditunjuk oleh dinas.",
        "2. Fotokopi kartu keluarga yang masih berlaku.",
    ]


def test_a_release_is_named_by_the_line_under_its_letterhead(tmp_path: Path) -> None:
    path = tmp_path / "rilis.txt"
    path.write_text(
        "SIARAN PERS\nDinas Perhubungan Kabupaten Contoh\nSenin, 19 Februari 2024\n\n"
        "Lampu Padam? Hubungi Petugas\n\nCONTOH – Warga dapat melapor setiap hari.\n",
        encoding="utf-8",
    )
    reading = read_file(path)
    assert reading.title == "Lampu Padam? Hubungi Petugas"
    assert reading.proposed.agency_name == "Dinas Perhubungan Kabupaten Contoh"
