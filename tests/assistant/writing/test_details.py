"""The information block: a line has the label that the source's own sentence gives it."""

from datetime import date

from assistant.facts import fact_sheet
from assistant.writing.embedded_writer import EmbeddedWriter
from assistant.writing.writer import Brief
from knowledge.reading import read_text

TODAY = date(2026, 11, 25)


def post(text: str, brief: str, platform: str = "instagram") -> str:
    readings = [read_text(text)]
    sheet = fact_sheet(readings, TODAY)
    (written,) = EmbeddedWriter().captions(Brief(brief, (platform,)), sheet, readings)
    return written.text


FAIR = """# Pameran Batik Tulis Jetis

Dinas Perindustrian memamerkan 60 kain batik tulis Jetis karya perajin muda.

{where}

Perajin terpilih akan mengikuti lokakarya, dimulai dari sentra di Pasar Jetis.
"""


def test_a_place_of_another_matter_is_no_line() -> None:
    told = post(FAIR.format(where="Pengunjung dapat memilih kain terbaik."), "pameran batik tulis")
    assert "📍" not in told


def test_a_place_where_something_is_held_is_a_line() -> None:
    where = "Pameran digelar di Pendopo Delta Wibawa pada 5 Desember 2026."
    assert "Pendopo Delta Wibawa" in post(FAIR.format(where=where), "pameran batik tulis")


def test_a_day_of_another_step_is_not_that_of_registering() -> None:
    told = post(
        "# Sambungan Gas Rumah\n\nDinas Energi membuka sambungan gas rumah.\n\n"
        "## Cara mendaftar\n\n1. Serahkan berkas di balai desa pada 3–14 Desember 2026.\n"
        "2. Meteran dipasang mulai 11 Januari 2027 dan gas mengalir paling lambat "
        "15 Februari 2027.\n",
        "cara daftar sambungan gas rumah",
    )
    assert "Pendaftaran: 3–14 Desember 2026" in told
    assert "Batas mengalir" not in told


VAN = """# Pembebasan Denda Pajak Kendaraan

Denda pajak kendaraan dihapus bagi pemilik yang membayar pada 1 Desember 2026 sampai 26 Maret 2027.

Bus samsat keliling melayani warga di tiap kecamatan bergantian.
"""


def test_the_days_of_another_matter_are_not_those_of_the_brief() -> None:
    assert "26 Maret 2027" in post(VAN, "pembebasan denda pajak kendaraan")
    assert "📅" not in post(VAN, "jadwal bus samsat keliling")
