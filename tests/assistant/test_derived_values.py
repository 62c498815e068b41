"""Values that a draft works out from those of its source, and the same with a slip."""

import pytest

from assistant.verification import Citations, verify
from knowledge.reading import read_text

SOURCE = """Laporan Dinas Perhubungan

Anggaran trotoar naik dari Rp420 juta menjadi Rp505 juta. Dari 48 halte, 15 belum beratap.
Uji coba berlangsung 1 Maret 2026 sampai 31 Mei 2026.

Armada terdiri atas 31 unit di terminal dan 4 unit di depo.

Laporan masuk pukul 13.42, petugas tiba sebelas menit kemudian. Jembatan baru
lebarnya 9 meter, lama 5,5 meter. Enam dari tujuh fraksi menerima."""


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("Anggaran trotoar bertambah Rp85 juta.", ""),
        ("Anggaran trotoar bertambah Rp95 juta.", "Rp95 juta"),
        ("Dari 48 halte, 33 sudah beratap.", ""),
        ("Dari 48 halte, 43 sudah beratap.", "43"),
        ("Uji coba berlangsung selama tiga bulan.", ""),
        ("Uji coba berlangsung selama lima bulan.", "lima bulan"),
        ("Total ada 35 bus: 31 di terminal dan sisanya di depo.", ""),
        ("Total ada 38 bus: 31 di terminal dan sisanya di depo.", "38"),
        ("Petugas tiba pukul 13.53.", ""),
        ("Petugas tiba pukul 13.58.", "pukul 13.58"),
        ("Jembatannya 3,5 meter lebih lebar.", ""),
        ("Enam fraksi menerima.", ""),
    ],
)
def test_what_follows_from_the_source_is_borne_out(said: str, wrong: str) -> None:
    claims = verify(said, [read_text(SOURCE)], brief="", citations=Citations()).claims
    values = [c for c in claims if c.kind not in ("polarity", "condition") and not c.supported]
    assert [claim.text for claim in values] == ([wrong] if wrong else [])


STALLS = """Retribusi pasar

Pasar | Kios | Los
--- | --- | ---
Pasar Tirto | Rp4.000 | Rp2.500
Pasar Legi | Rp3.000 | Rp1.500

Sebanyak 64 dari 160 pedagang (40 persen) sudah membayar. Loket buka Senin–Kamis."""


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("Kios di Pasar Tirto Rp6.500.", "Rp6.500"),  # a row is not added up
        ("Kios di Pasar Legi Rp4.500, los Rp1.500.", "Rp4.500"),
        ("Di Pasar Tirto kios Rp4.000, los lebih murah Rp1.500.", ""),
        ("64 dari 160 pedagang, atau 41 persen, sudah membayar.", "41 persen"),
        ("64 dari 160 pedagang sudah membayar, tersisa 96 pedagang.", ""),
        ("64 dari 160 pedagang sudah membayar, 96 pedagang ikut undian.", "96"),
        ("Surat pedagang berlaku 4 hari.", "4 hari"),
    ],
)
def test_a_value_follows_only_where_the_draft_says_how(said: str, wrong: str) -> None:
    claims = verify(said, [read_text(STALLS)], brief="", citations=Citations()).claims
    values = [c for c in claims if c.kind not in ("polarity", "condition") and not c.supported]
    assert [claim.text for claim in values] == ([wrong] if wrong else [])


def test_numbers_of_a_list_within_a_sentence_count_nothing() -> None:
    source = read_text("Kepala dinas: 1) Evi Rosalina (nilai 86,40); 2) Bambang (84,15).")
    claims = verify("Evi 86,40, Bambang 84,15.", [source], brief="", citations=Citations()).claims
    assert all(claim.supported for claim in claims if claim.kind == "number")


def test_two_weeks_before_a_span_are_no_sunday() -> None:
    source = read_text("Pos dibuka 20 Desember 2026 sampai 2 Januari 2027.")
    said = "Pos siaga dua minggu (20 Desember–2 Januari)."
    claims = verify(said, [source], brief="", citations=Citations()).claims
    assert claims and all(claim.supported for claim in claims)


MARKETS = """Rekap pasar Agustus 2026

Pasar | Kios | Omzet per bulan | Pedagang
--- | --- | --- | ---
Pasar Sukorame | 40 | Rp12.000.000 | 38
Pasar Tirto | 25 | Rp7.500.000 | 21

Relokasi menempatkan 63 lapak; 41 lapak dibongkar pemiliknya, sisanya oleh petugas. Sewa perahu
Rp350.000 untuk 15 orang. Jalan ditutup pukul 22.00 sampai pukul 04.00 WIB, dijaga Pos Damkar Wetan.

- Wetan: retak 17, roboh 4
- Kulon: retak 9, roboh 2"""


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("Kios Pasar Sukorame 15 lebih banyak daripada Pasar Tirto, yang 25.", ""),
        ("Omzet Pasar Tirto Rp90 juta setahun.", ""),
        ("Omzet Pasar Tirto Rp70 juta setahun.", "Rp70 juta"),
        ("Dari 63 lapak, 41 dibongkar pemiliknya dan 22 lainnya oleh petugas.", ""),
        ("Dari 63 lapak, 41 dibongkar pemiliknya dan 32 lainnya oleh petugas.", "32"),
        ("Sewa perahu Rp350.000 untuk 15 orang, jatuhnya sekitar Rp23 ribu per orang.", ""),
        ("Jalan ditutup enam jam, pukul 22.00 sampai 04.00.", ""),
        ("Jalan ditutup sembilan jam, pukul 22.00 sampai 04.00.", "sembilan jam"),
        ("Sebanyak 26 rumah retak dan 6 roboh.", ""),
        ("Sebanyak 36 rumah retak dan 6 roboh.", "36"),
        ("Besok jalan ditutup.", "Besok"),
    ],
)
def test_one_step_of_arithmetic_is_followed(said: str, wrong: str) -> None:
    claims = verify(said, [read_text(MARKETS)], brief="", citations=Citations()).claims
    values = [c for c in claims if c.kind not in ("polarity", "condition") and not c.supported]
    assert [claim.text for claim in values] == ([wrong] if wrong else [])


def test_a_speaker_beside_a_quotation_is_a_name() -> None:
    source = read_text("“Kami siap membantu warga,” kata Kepala Disnaker Ayu Lestari.")
    said = 'Pesan Kepala Disnaker Bima Santoso: "Kami siap membantu warga."'
    claims = verify(said, [source], brief="", citations=Citations()).claims
    assert "Bima Santoso" in [claim.text for claim in claims if not claim.supported]
