"""What went wrong once on a page with columns, hanging items or small print in its margin."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook
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


PAGE = """<html><head><title>Posyandu Remaja Dibuka - Portal Kabupaten</title></head><body>
<div class="topbar">Kamis, 15 Oktober 2026</div><div id="menu"><ul><li>Beranda</li></ul></div>
<div class="col-8"><div class="post"><h1>Posyandu Remaja Dibuka</h1>
<span>Rabu, 14 Oktober 2026</span><div class="share-buttons">Facebook</div>
<p>Layanan dibuka di 19 desa dan meliputi:<br>- pengukuran tinggi badan;<br>- konseling gizi.</p>
<div>Baca juga: Imunisasi di Sekolah Dimulai</div>
<p>Daftar melalui 0812&#8209;3456&#8209;7890.</p></div></div>
<div class="widget sidebar"><h4>Terpopuler</h4><p>Harga Cabai Turun</p></div></body></html>"""


def test_what_stands_around_an_article_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "berita.html"
    path.write_text(PAGE, encoding="utf-8")
    reading = read_file(path)
    for noise in ("Beranda", "Facebook", "Terpopuler", "Cabai", "Baca juga", "15 Oktober"):
        assert noise not in reading.text
    assert reading.title == "Posyandu Remaja Dibuka"
    items = [b for b in reading.blocks if b.kind == "item"]
    assert [reading.text[b.start : b.end] for b in items] == [
        "pengukuran tinggi badan;",
        "konseling gizi.",
    ]
    assert reading.proposed.contacts == ("0812-3456-7890",)


def test_a_procedure_in_word_keeps_its_parts_and_columns(tmp_path: Path) -> None:
    document = Document()
    for line in ("STANDAR OPERASIONAL PROSEDUR", "Pelayanan Ambulans Gratis", "A. Prosedur"):
        document.add_paragraph().add_run(line).bold = True
    table = document.add_table(rows=0, cols=3)
    for row in (("No.", "Uraian", "Waktu"), ("1", "Warga menelepon", "5 menit"), ("", "", "")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    last = table.rows[-1].cells
    last[0].merge(last[1]).text = "Jumlah waktu"
    last[2].text = "5 menit"
    document.save(str(tmp_path / "sop.docx"))
    reading = read_file(tmp_path / "sop.docx")
    headings = [reading.text[b.start : b.end] for b in reading.blocks if b.kind == "heading"]
    assert reading.title == "Pelayanan Ambulans Gratis"
    assert "A. Prosedur" in headings
    assert "Jumlah waktu |  | 5 menit" in reading.text


def test_a_letter_is_named_by_its_subject(tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawCentredString(297, 780, "PEMERINTAH KABUPATEN CONTOH")
    canvas.setFont("Helvetica", 11)
    for index, line in enumerate(
        [
            "Nomor : 600/12/2026",
            "Sifat : Segera",
            "Hal : Pemberitahuan penutupan jalan sementara",
        ]
    ):
        canvas.drawString(70, 740 - 15 * index, line)
    canvas.drawString(70, 680, "Bersama ini diberitahukan bahwa ruas jalan berikut akan ditutup.")
    canvas.save()
    reading = read_file(path)
    assert reading.title == "Pemberitahuan penutupan jalan sementara"
    assert "Sifat : Segera" in reading.text.split("\n")


def test_signs_of_justified_columns(tmp_path: Path) -> None:
    """Words with wide blanks, lines that do not stand level, a raised sign and a footnote."""
    path = tmp_path / "buletin.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(60, 780, "Buletin Air Bersih Edisi November Tahun Ini")
    for start, top, lines in ((60, 740, LEFT), (322, 733, LEFT[1:])):
        canvas.setFont("Helvetica", 10)
        for index, line in enumerate(lines):
            words, place = line.split(" "), float(start)
            widths = [canvas.stringWidth(word, "Helvetica", 10) for word in words]
            blank = (236 - sum(widths)) / max(len(words) - 1, 1)
            for word, width in zip(words, widths, strict=True):
                canvas.drawString(place, top - 13.5 * index, word)
                place += width + blank
    canvas.setFont("Helvetica", 6)
    canvas.drawString(60 + 236.3, 740 - 13.5 * 6 + 4, "1")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(60, 740 - 13.5 * 17, "Menurut data dinas pada awal bulan ini.")
    canvas.save()
    text = read_file(path).text
    assert "lima kategori menurut¹ prestasi" in text.replace("\n", " ")
    assert text.endswith("Menurut data dinas pada awal bulan ini.")
    assert text.count("dilipatgandakan karena peminatnya banyak.") == 2


def test_numbers_of_a_sheet_are_read_as_they_are_shown(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Uraian", "Anggaran", "Realisasi", "Capaian"])
    sheet.append(["Jalan", 1_250_000_000, 987_654_321.5, 0.7901])
    for place, style in (("B2", '"Rp"#,##0'), ("C2", "#,##0.00"), ("D2", "0.00%")):
        sheet[place].number_format = style
    book.save(tmp_path / "anggaran.xlsx")
    text = read_file(tmp_path / "anggaran.xlsx").text
    assert "Jalan | Rp1.250.000.000 | 987.654.321,50 | 79,01%" in text


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BOX = "<w:txbxContent><w:p><w:r><w:t>Hubungi 112.</w:t></w:r></w:p></w:txbxContent>"


def test_a_text_box_in_word_is_read_once(tmp_path: Path) -> None:
    document = Document()
    anchor = document.add_paragraph("Paragraf di bawah kotak.")
    anchor._p.append(
        parse_xml(
            f'<w:r xmlns:w="{W}" xmlns:mc="{MC}"><mc:AlternateContent>'
            f'<mc:Choice Requires="wps">{BOX}</mc:Choice>'
            f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    document.save(str(tmp_path / "kotak.docx"))
    reading = read_file(tmp_path / "kotak.docx")
    assert reading.text == "Hubungi 112.\n\nParagraf di bawah kotak."


def test_rows_of_a_table_without_rules_keep_their_lines_together(tmp_path: Path) -> None:
    rows = [
        (["Tanggal"], ["Lokasi pelayanan"], ["Keterangan"]),
        (["1 Desember", "2026"], ["Balai Desa Kletek, Jalan", "Raya nomor 12"], ["Pagi"]),
        (["2 Desember", "2026"], ["Pendopo Kecamatan"], ["Siang, kuota enam", "puluh orang"]),
        (["3 Desember", "2026"], ["Balai Desa Bohar"], ["Pagi saja"]),
    ]
    path = tmp_path / "jadwal.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 780, "Berikut jadwal pelayanan keliling bulan Desember bagi warga.")
    top = 750.0
    for row in rows:
        for start, lines in zip((60, 180, 380), row, strict=True):
            for index, line in enumerate(lines):
                canvas.drawString(start, top - 14 * index, line)
        top -= 14 * max(map(len, row)) + 8
    canvas.drawString(60, top - 20, "Catatan: jadwal dapat berubah menurut cuaca.")
    canvas.save()
    reading = read_file(path)
    shown = [reading.text[b.start : b.end] for b in reading.blocks if b.kind == "row"]
    assert shown[1:] == [
        "1 Desember 2026 | Balai Desa Kletek, Jalan Raya nomor 12 | Pagi",
        "2 Desember 2026 | Pendopo Kecamatan | Siang, kuota enam puluh orang",
        "3 Desember 2026 | Balai Desa Bohar | Pagi saja",
    ]
