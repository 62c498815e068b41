"""Cuts that would lie or leave a word hanging are not made."""

import re

import pytest

from assistant.reading.clauses import compress, shorten
from assistant.reading.cuts import sound, without
from assistant.writing.lines import without_when
from assistant.writing.short_forms import lean


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Pipa itu bocor 9 kali sepanjang tahun ini.", "Pipa itu bocor 9 kali sepanjang."),
        ("Perahu berangkat setiap hari mulai 3 Mei.", "Perahu berangkat setiap."),
        ("Bawa map terpisah. Jangan melipat foto.", "Bawa map terpisah Jangan melipat foto."),
        ("Untuk tahun 2027, Dinkes membangun.", "Untuk, Dinkes membangun."),
    ],
)
def test_a_cut_that_leaves_a_word_hanging_is_not_made(text: str, cut: str) -> None:
    assert sound(text, cut) == text


def test_a_sound_cut_is_made() -> None:
    assert without(re.compile(r" tahun ini"), "Pipa itu bocor tahun ini.") == "Pipa itu bocor."


@pytest.mark.parametrize(
    "kept",
    [
        "Kirim foto ke WA 0811 3444 2727 (jam kerja) atau 112 (bila sudah tumbang).",
        "Perubahan data dilayani di loket (hanya Selasa dan Kamis) pada Desember.",
        "Pupuk yang dibagikan adalah urea, NPK, dan ZA (khusus tebu) dari gudang.",
        "Syarat diserahkan orang tua atau wali di kantor kecamatan setempat.",
        "Jalan ditutup bagi kendaraan roda empat atau lebih pada 30 November.",
        "Koridor 2 tidak beroperasi pada malam itu.",
        "Imunisasi diberikan kepada anak kelas 5 dan 6, yang belum menerimanya pada Agustus.",
    ],
)
def test_a_condition_stays_in_every_form(kept: str) -> None:
    made = shorten(kept).text
    assert made == kept
    assert compress(made) == kept
    assert lean(compress(made)) == kept


def test_what_nobody_acts_on_goes() -> None:
    made = shorten("Bantuan diberikan kepada 20 (dua puluh) kelompok petani di Tulangan.").text
    assert made == "Bantuan diberikan kepada 20 kelompok petani di Tulangan."
    short = compress("Ikan bandeng (nener) dibagikan kepada petambak di Jabon dan Sedati.")
    assert short == "Ikan bandeng dibagikan kepada petambak di Jabon dan Sedati."
    assert shorten("Admin media sosial atau medsos di desa dilatih.").text == (
        "Admin media sosial di desa dilatih."
    )


def test_every_day_stays_together() -> None:
    kept = "Perahu wisata berangkat dari Bluru setiap hari mulai Selasa, 5 Januari 2027."
    assert without_when(kept) == kept
    assert without_when("Perahu wisata berlayar dari Bluru pada 5 Januari 2027.") == (
        "Perahu wisata berlayar dari Bluru."
    )
