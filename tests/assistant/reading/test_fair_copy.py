"""A writer reads papers without what is no part of their matter, in order and written out."""

from datetime import date

import pytest

from assistant.facts import fact_sheet, in_fair_copy
from assistant.reading.fair_copy import fair_copy, place_in, written_out
from knowledge.documents import Reading
from knowledge.reading import read_text

LETTER = """\
PEMERINTAH KABUPATEN SIDOARJO
KECAMATAN KREMBUNG
Jl. Raya Krembung No. 10

Nomor : 005/120/2026
Hal   : Undangan

Kepada Yth. Kepala Desa se-Kecamatan Krembung
di Tempat

Dengan hormat mengharap kehadiran Saudara beserta perangkat desa pada :

Hari    : Senin
Tanggal : 7 Desember 2026
Tempat  : Pendopo Kecamatan Krembung
Acara   : Sosialisasi Bank Sampah

Demikian atas perhatiannya disampaikan terima kasih.

Camat Krembung

(ttd)

DRS. SUHARTO, M.M.
NIP 19700101 199003 1 001
Tembusan:
1. Bupati Sidoarjo
"""
MESSAGE = """\
Assalamu'alaikum wr wb. Selamat pagi bapak2 petani
Mohon dibaca sampai selesai nggih

jadwal Kec Tarik
- sen 30/11 ds Mliriprowo
- sel 1/12 ds Mergosari
syaratnya
1 lahan maks 2 hektare
2 KTP pemilik
3 blm pernah dapat bantuan
matur nuwun
"""
MINUTES = """\
NOTULEN (draft)
Musrenbang Kecamatan Jabon -- Selasa, 24/11/2026
Tempat: Pendopo Kec. Jabon | Mulai 09.15

10 USULAN
1) Jembatan Balongtani -- Rp 4,75 M -- DPUBMSDA
2) Pustu Kedungrejo -- 780 jt -- Dinkes

Bappeda: keputusan akhir stlh Musrenbang kabupaten, jadi blm pasti dibiayai.
Notulis: Dwi -- intern, utk bahan rilis Kominfo
"""
PAGE = """\
Beranda » Berita » Layanan

Perpustakaan terapung kini melayani tiga dusun pesisir di Sidoarjo.

Foto: Petugas menurunkan buku (dok. Disperpusip)

Tags: literasi, pesisir

Baca juga: Lomba Bertutur Tingkat SD

Berita Terkait
- Bunda Literasi Dikukuhkan
- Arsip Desa Didigitalkan

© 2026 Dinas Perpustakaan
"""


def lines(text: str) -> list[str]:
    copy = fair_copy(read_text(text))
    return [copy.text[block.start : block.end] for block in copy.blocks]


def test_a_letter_keeps_its_matter_and_is_named_by_its_event() -> None:
    copy = fair_copy(read_text(LETTER))
    assert copy.title == "Sosialisasi Bank Sampah"
    for gone in ("Raya Krembung", "Demikian", "ttd", "NIP", "Tembusan", "Bupati", "Hal "):
        assert gone not in copy.text
    assert "Tempat: Pendopo Kecamatan Krembung" in copy.text


def test_a_message_is_written_out_as_lists() -> None:
    told = lines(MESSAGE)
    assert told == [
        "Jadwal Kecamatan Tarik:",
        "Senin, 30 November: Desa Mliriprowo",
        "Selasa, 1 Desember: Desa Mergosari",
        "Syaratnya:",
        "1. lahan maksimal 2 hektare",
        "2. KTP pemilik",
        "3. belum pernah dapat bantuan",
    ]
    assert "Assalam" not in " ".join(told) and "nuwun" not in " ".join(told)


def test_minutes_begin_with_what_was_held() -> None:
    copy = fair_copy(read_text(MINUTES))
    told = [copy.text[block.start : block.end] for block in copy.blocks]
    assert copy.title == "Musrenbang Kecamatan Jabon"
    assert told[0] == (
        "Musrenbang Kecamatan Jabon digelar Selasa, 24 November 2026 di Pendopo Kecamatan Jabon."
    )
    assert "1) Jembatan Balongtani: Rp 4,75 miliar, DPUBMSDA" in told
    assert any(line.startswith("Menurut Bappeda, keputusan akhir setelah") for line in told)
    assert "Notulis" not in copy.text


def test_a_page_loses_its_menus_and_links() -> None:
    assert lines(PAGE) == ["Perpustakaan terapung kini melayani tiga dusun pesisir di Sidoarjo."]


@pytest.mark.parametrize(
    "text",
    [
        "Dinas Kesehatan membuka vaksinasi di Puskesmas Taman pada 3 Desember 2026.",
        "Tagar #PilahSampah dipakai warga. Komentar warga kami baca setiap hari.",
        "Demikian pula harga beras naik. Pemerintah menambah pasokan ke pasar.",
    ],
)
def test_what_is_in_order_stays_as_it_is(text: str) -> None:
    reading = read_text(text)
    assert fair_copy(reading) is reading or fair_copy(reading).text == reading.text
    assert in_fair_copy(fact_sheet([reading], date(2026, 11, 25)), [reading])[1][0] == reading


def test_a_place_of_the_written_paper_is_found_in_the_paper() -> None:
    reading: Reading = read_text("Loket tutup.\n\nAntrean dibuka 3 bln lagi.\n\nLapor ke 112.")
    copy = written_out(reading)
    assert "3 bulan lagi" in copy.text and len(copy.blocks) == len(reading.blocks)
    start = copy.text.index("Lapor")
    begin, end = place_in(reading, copy, start, start + 5)
    assert reading.text[begin:end] == "Lapor"
    start = copy.text.index("3 bulan")
    begin, end = place_in(reading, copy, start, start + 7)
    assert "3 bln" in reading.text[begin:end]
