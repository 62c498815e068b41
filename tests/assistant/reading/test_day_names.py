"""What a source calls a day."""

import pytest

from assistant.reading.day_names import day_name, is_condition, is_of_another_round, only_time
from assistant.reading.moments import find_dates


def last_day(text: str) -> tuple[int, int]:
    day = list(find_dates(text))[-1]
    return day.start, day.end


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Penanaman dijadwalkan pada 23 November 2026.", "Penanaman"),
        ("Vaksinasi rabies digelar di 18 puskeswan pada 3–7 Desember 2026.", "Vaksinasi rabies"),
        ("Aliran air dihentikan pada Sabtu, 28 November 2026.", "Penghentian aliran air"),
        (
            "Jalan Diponegoro, mulai simpang pasar, dan semua gang di sekitarnya ditutup pada "
            "31 Desember 2026.",
            "Penutupan jalan",
        ),
        ("Uang ganti rugi dibayarkan pada 3 Desember 2026.", "Pembayaran uang ganti rugi"),
        ("Peserta diumumkan pada 11 Januari 2027.", "Pengumuman peserta"),
        # nobody's doing: the day stays in its sentence
        ("Perempuan dan anak dilayani mulai 9 Januari 2027.", ""),
        ("Kegiatan itu dilaksanakan pada 4 Mei 2026.", ""),
    ],
)
def test_a_day_is_called_by_the_noun_of_its_clause(text: str, name: str) -> None:
    assert day_name(text, last_day(text)[0]) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Kelompok yang belum menerima bantuan dapat mengajukan proposal untuk tahun 2027 "
            "melalui penyuluh paling lambat 29 Januari 2027.",
            "Batas mengajukan proposal untuk tahun 2027",
        ),
        ("Sekolah mengirim surat paling lambat 11 Desember 2026.", "Batas mengirim surat"),
        ("Berkas dikirim ke dinas paling lambat 3 Desember 2026.", "Pengiriman berkas"),
        (
            "Pedagang hanya berjualan setelah mendapat nomor lapak paling lambat 23 Desember 2026.",
            "",
        ),
    ],
)
def test_a_last_day_is_called_by_what_is_due(text: str, name: str) -> None:
    assert day_name(text, last_day(text)[0], due=True) == name


def test_a_row_is_called_by_its_head_and_a_line_by_its_label() -> None:
    assert day_name("25–27 Januari 2027", 0, label="Masa sanggah") == "Masa sanggah"
    row = "Masa sanggah | 25–27 Januari 2027"
    assert day_name(row, 15, cells=("Masa sanggah", "25–27 Januari 2027")) == "Masa sanggah"
    assert day_name("1 Mei 2027 | Alun-Alun", 0, cells=("1 Mei 2027", "Alun-Alun")) == ""


def test_conditions_and_other_rounds_are_known() -> None:
    late = "Peserta yang tidak mendaftar ulang sampai 14 Januari 2027 dianggap mengundurkan diri."
    assert is_condition(late, *last_day(late))
    asked = "Petani yang belum terdaftar dapat mengajukan diri paling lambat 14 Januari 2027."
    assert not is_condition(asked, *last_day(asked))
    assert is_of_another_round("Angkatan II direncanakan pada Mei 2027.")
    assert not is_of_another_round("Angkatan ini dimulai pada Mei 2027.")


def test_a_sentence_is_no_time() -> None:
    assert only_time("Senin–Kamis 08.00–15.00 WIB, Jumat 08.00–11.00 WIB")
    assert not only_time("Khusus Pucukan, petugas datang dengan perahu; jadwal dapat berubah")
