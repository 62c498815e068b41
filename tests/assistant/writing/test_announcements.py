"""What announcements with numbered points are made of: the news, its reason and its issuer."""

from datetime import date

import pytest

from assistant.facts import fact_sheet
from assistant.writing.announcements import is_announcing
from assistant.writing.embedded_writer import EmbeddedWriter
from assistant.writing.lines import is_enquiry, without_pointer
from assistant.writing.writer import Brief
from knowledge.reading import read_text

CLOSED = """PENGUMUMAN
TENTANG PENUTUPAN SEMENTARA TAMAN ABHIRAMA

Sehubungan dengan perbaikan jogging track, Dinas Lingkungan Hidup dan Kebersihan menyampaikan \
hal-hal sebagai berikut:

1. Taman Abhirama ditutup untuk umum pada Senin, 7 Desember sampai Jumat, 11 Desember 2026.
2. Pedagang di sisi utara taman tetap dapat berjualan seperti biasa.
3. Kegiatan senam dipindahkan ke halaman kantor kecamatan.
4. Denah parkir sementara tercantum dalam lampiran.

Informasi dapat diperoleh melalui WhatsApp 0812-5555-1010.

Sidoarjo, 23 November 2026
"""


def write(platform: str) -> str:
    reading = read_text(CLOSED)
    readings = [reading]
    sheet = fact_sheet(readings, date(2026, 11, 25))
    brief = Brief("info penutupan taman abhirama", (platform,))
    (written,) = EmbeddedWriter().captions(brief, sheet, readings)
    return written.text


def test_a_press_release_opens_with_who_closes_what_when_and_why() -> None:
    text = write("press-release")
    lead = text.partition("\n")[0]
    assert lead.startswith("Sidoarjo – Dinas Lingkungan Hidup dan Kebersihan mengumumkan bahwa")
    assert "ditutup" in lead and "11 Desember 2026" in lead
    assert lead.endswith("karena perbaikan jogging track.")
    assert text.count("ditutup untuk umum") == 1
    assert "lampiran" not in text and "Caranya" not in text
    assert "0812-5555-1010" in text.splitlines()[-1]


def test_a_post_opens_with_the_news_of_an_announcement() -> None:
    text = write("facebook")
    assert "Taman Abhirama ditutup untuk umum" in text and "karena perbaikan" in text
    assert "Pedagang di sisi utara" in text and "lampiran" not in text


@pytest.mark.parametrize(
    ("above", "announces"),
    [
        ("Dinas Pasar menyampaikan hal-hal sebagai berikut:", True),
        ("Sehubungan dengan panen raya, diberitahukan kepada warga hal-hal berikut:", True),
        ("Adapun hal-hal yang perlu diperhatikan:", True),
        ("Dinas Sosial menetapkan syarat sebagai berikut:", False),
        ("Selama perbaikan, lalu lintas dialihkan sebagai berikut:", False),
        ("Ketentuan bagi desa penerima:", False),
    ],
)
def test_a_line_that_only_announces_its_points_is_told_from_one_that_names_them(
    above: str, announces: bool
) -> None:
    assert is_announcing(above) == announces


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "Sebanyak 40 regu lolos, dengan nama sebagaimana tercantum dalam lampiran.",
            "Sebanyak 40 regu lolos.",
        ),
        ("Lokasi parkir tercantum dalam lampiran. Parkir dibuka pukul 06.00.",
         "Parkir dibuka pukul 06.00."),
        ("Besaran iuran tercantum dalam Lampiran II.", ""),
        ("Nama ibu tercantum dalam Kartu Keluarga.", "Nama ibu tercantum dalam Kartu Keluarga."),
    ],
)  # fmt: skip
def test_a_post_does_not_point_to_an_annex(text: str, kept: str) -> None:
    assert without_pointer(text) == kept


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Informasi dan pengaduan dapat disampaikan melalui call center 112.", True),
        ("Pertanyaan melalui telepon tidak dilayani.", True),
        ("Keterangan lebih lanjut dapat ditanyakan kepada kantor pasar.", True),
        ("Informasi harga cabai dipasang di papan setiap pasar.", False),
        ("Pengaduan warga turun 20 persen dalam setahun.", False),
    ],
)
def test_where_to_ask_is_no_news(text: str, asks: bool) -> None:
    assert is_enquiry(text) == asks
