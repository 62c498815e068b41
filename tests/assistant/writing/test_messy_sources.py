"""Messages, posters and forms as people paste them: what a post makes of them."""

from datetime import date

import pytest

from assistant.facts import fact_sheet
from assistant.reading.clauses import shorten
from assistant.reading.moments import find_dates
from assistant.writing.embedded_writer import EmbeddedWriter
from assistant.writing.writer import Brief
from knowledge.reading import read_text

NOTICE = """*PEMBERITAHUAN*
Diberitahukan kepada warga RT 03 Kel. Bulusidokare, bahwa akan diadakan *PENYEMPROTAN \
SALURAN TERSUMBAT* oleh DLHK dlm rangka kerja bakti, pada:

Hari/Tgl : Minggu, 6 Desember 2026
Jam : 06.00 s.d. 09.00 WIB
Lokasi : Gang Mawar, Gang Melati, Gang Kenanga
"""
TARIFF = """TARIF SEWA BALAI
Dinas Pariwisata Kab. Sidoarjo

No | Ruang | Tarif umum | Tarif pelajar
1 | Aula besar | Rp 400.000 | Rp 150.000
2 | Ruang seni | Rp 90.000 | Rp 40.000
"""
SERVICE = """STANDAR PELAYANAN SURAT LAHAN

Persyaratan: 1) KTP asli; 2) surat tanah; 3) denah lokasi.
Mekanisme: 1) Pemohon mengisi formulir; 2) Petugas mengukur lahan; 3) Pemohon menerima surat.
"""


def write(text: str, brief: str, platform: str = "whatsapp") -> str:
    readings = [read_text(text)]
    sheet = fact_sheet(readings, date(2026, 11, 25))
    (written,) = EmbeddedWriter().captions(Brief(brief, (platform,)), sheet, readings)
    return written.text


def test_a_message_of_neighbours_is_read_line_by_line() -> None:
    text = write(NOTICE, "umumkan penyemprotan saluran")
    assert "Diberitahukan" not in text and "*PENYEMPROTAN" not in text
    assert "Minggu, 6 Desember 2026, 06.00–09.00 WIB" in text
    assert "Gang Mawar, Gang Melati, Gang Kenanga" in text


def test_half_of_a_list_of_places_is_never_said() -> None:
    text = write(NOTICE, "umumkan penyemprotan saluran", "x")
    assert "Gang Mawar" not in text or "Gang Kenanga" in text


def test_rows_between_bars_are_a_table() -> None:
    assert "Ruang seni: tarif umum Rp90.000, tarif pelajar Rp40.000" in write(
        TARIFF, "info tarif sewa balai"
    )


def test_numbered_pieces_of_a_paragraph_are_a_list() -> None:
    text = write(SERVICE, "jelaskan cara dan syarat surat lahan")
    assert "2. Petugas mengukur lahan." in text and "- Denah lokasi" in text


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "Guna meningkatkan mutu layanan, Dinas Sosial membuka loket baru.",
            "Dinas Sosial membuka loket baru.",
        ),
        (
            "Akan diadakan pemadaman listrik oleh PLN pada Sabtu.",
            "Pemadaman listrik akan diadakan oleh PLN pada Sabtu.",
        ),
        (
            "Lomba teknologi tepat guna pada pekan inovasi diikuti 318 tim.",
            "Lomba teknologi tepat guna pada pekan inovasi diikuti 318 tim.",
        ),
        (
            "Air mati mulai hari ini Rabu 25 November 2026 pukul 10.00.",
            "Air mati mulai Rabu 25 November 2026 pukul 10.00.",
        ),
        (
            "Jalan ditutup dalam rangka pelaksanaan lari yang diikuti 4.500 pelari.",
            "Jalan ditutup.",
        ),
    ],
)
def test_who_does_what_comes_first(source: str, told: str) -> None:
    assert shorten(source).text == told


def test_days_in_front_of_a_date_belong_to_it() -> None:
    (moment,) = find_dates("ditiadakan pada 6, 13, dan 20 Desember 2026")
    assert (moment.first, moment.last) == (date(2026, 12, 6), date(2026, 12, 20))
    (single,) = find_dates("untuk kelas 2 dan 5, 3 Desember 2026")
    assert single.first == date(2026, 12, 3)


def test_the_addressee_is_no_deed() -> None:
    text = write(
        "Pelatihan menjahit digelar di BLK Sidoarjo, Senin, 7 Desember 2026.",
        "ajak warga difabel ikut pelatihan menjahit",
        "instagram",
    )
    assert "difabel ikut" not in text
