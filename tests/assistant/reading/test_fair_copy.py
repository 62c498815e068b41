"""A writer reads papers without what is no part of their matter, in order and written out."""

from datetime import date

import pytest

from assistant.facts import fact_sheet, in_fair_copy
from assistant.reading.fair_copy import fair_copy, place_in, written_out
from knowledge.documents import Reading
from knowledge.reading import read_text

TODAY = date(2026, 11, 25)
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


KEPT_BACK = [
    "Nomor HP anak almarhum jangan ditayangkan: 0812-3190-4471 (Mbak Laksmi).",
    "Kontak keluarga (hanya untuk panitia): 0857 3301 2299.",
    "no hp bu bidan 0821 4400 1199 jgn disebar ya bu",
    "Nomor pribadi Pak Camat 0811 3000 123.",
    "Catatan utk admin: pakai foto yang berbaju lurik.",
    "Anggaran Rp 120 juta dari CSR, jangan dipublikasikan dulu.",
]
TOLD = [
    "Video hoaks itu jangan disebar, laporkan ke 0811 3050 1122.",
    "Jangan bagikan kode OTP kepada siapa pun. Aduan: 0811 3050 1122.",
    "Kirim nama anak dan nomor HP orang tua ke WA 0812 3000 4411.",
    "Lapor kebocoran data pribadi ke 0811 3050 1122.",
    "Hasil audit internal dapat ditanyakan ke 0811 3050 1122.",
    "Kolam renang ini tidak untuk umum pada hari Senin.",
]


@pytest.mark.parametrize("text", KEPT_BACK)
def test_what_a_paper_keeps_back_is_not_told(text: str) -> None:
    copy = fair_copy(read_text(f"Pasar murah digelar di Tarik.\n\n{text}\n\nPintu buka pagi."))
    assert text[:20] not in copy.text
    assert "Pintu buka pagi." in copy.text


@pytest.mark.parametrize("text", TOLD)
def test_what_is_said_to_the_public_stays(text: str) -> None:
    assert text in fair_copy(read_text(f"Pasar murah digelar di Tarik.\n\n{text}")).text


def test_a_number_kept_back_once_is_kept_back_everywhere() -> None:
    paper = (
        "Kontak: 0812 3000 4411 (layanan warga), 0813 5555 7788 (internal panitia, jangan "
        "disebar).\n\nBila ramai hubungi 0813-5555-7788."
    )
    told = fair_copy(read_text(paper)).text
    assert "0812 3000 4411" in told
    assert "7788" not in told


def test_citizens_are_not_named_and_remarks_are_not_read_out() -> None:
    paper = (
        "Warga (Bpk. Mustakim): minta diberi waktu. Bu Lastri (warga Desa Kemuning) setuju.\n\n"
        "Rekomtek terbit minggu depan (lisan, belum ada surat). Posko buka tiap Selasa.\n\n"
        "Buku adalah jendela. (senyum)"
    )
    told = fair_copy(read_text(paper)).text
    for gone in ("Mustakim", "Lastri", "Rekomtek", "senyum"):
        assert gone not in told
    for kept in ("Warga: minta", "Warga Desa Kemuning setuju", "Posko buka", "jendela."):
        assert kept in told


def test_a_decree_is_read_without_its_clauses() -> None:
    copy = fair_copy(
        read_text(
            "KEPUTUSAN BUPATI SIDOARJO\n\nTENTANG\n\n"
            "TARIF SEWA RUSUNAWA MILIK PEMERINTAH DAERAH\n\n"
            "Menimbang : a. bahwa tarif lama; b. bahwa perlu;\n\n"
            "KEDUA : Tarif sebagaimana dimaksud Diktum KESATU tidak termasuk listrik.\n\n"
            "KETIGA : Calon penghuni wajib : a. penduduk Sidoarjo; b. belum punya rumah; c. sudah "
            "berkeluarga.\n\nKEEMPAT : Penghuni baru dikenakan tarif sebagaimana Diktum KESATU "
            "sejak Januari."
        )
    )
    assert copy.title == "TARIF SEWA RUSUNAWA"
    for gone in ("KEDUA", "Diktum", "Menimbang"):
        assert gone not in copy.text
    assert "Tarif tidak termasuk listrik." in copy.text
    assert "Penghuni baru dikenakan tarif ini sejak Januari." in copy.text
    items = [copy.text[b.start : b.end] for b in copy.blocks if b.kind == "item"]
    assert items == ["penduduk Sidoarjo", "belum punya rumah", "sudah berkeluarga."]


def test_a_clause_that_its_points_end_is_one_sentence() -> None:
    copy = fair_copy(
        read_text(
            "1. Perlintasan ditutup bagi kendaraan pada :\n   - Senin malam pukul 22.00\n"
            "   - Selasa malam pukul 22.00\n2. Pejalan kaki tetap dapat melintas."
        )
    )
    assert "pada Senin malam pukul 22.00 dan Selasa malam pukul 22.00." in copy.text


def test_readers_comments_end_a_page() -> None:
    copy = fair_copy(
        read_text("Pameran dibuka Jumat.\n\nKomentar (3): budi88: mantap anon: mahal parkirnya")
    )
    assert "budi88" not in copy.text


def test_the_day_of_a_release_is_no_day_of_its_matter() -> None:
    head = "Siaran Pers\n\nDinas Perhubungan Kabupaten Sidoarjo\n\nSelasa, 24 November 2026\n\n"
    news = "Sidoarjo – Terminal Larangan dibuka kembali pada Senin, 7 Desember 2026.\n"
    copied = fair_copy(read_text(f"{head}Terminal Larangan Dibuka Kembali\n\n{news}"))
    days = [fact.text for fact in fact_sheet([copied], TODAY).facts if fact.slot == "when"]
    assert days == ["Senin, 7 Desember 2026"]
