"""Points with the points below them."""

import pytest

from assistant.reading.fair_copy import fair_copy
from assistant.reading.source_sentences import sentences_of
from knowledge.reading import read_text


def lines_of(text: str) -> list[str]:
    copy = fair_copy(read_text(text))
    return [copy.text[block.start : block.end] for block in copy.blocks]


HEAD = "Jadwal Perbaikan Jalan\n\nDinas PU memperbaiki jalan mulai Senin dengan rincian berikut:\n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "1. Jl. Gajah Mada\n   a. sisi barat: 29 November\n   b. sisi timur: 1 Desember\n"
            "2. Jl. Raya Jati",
            "1. Jl. Gajah Mada (sisi barat: 29 November; sisi timur: 1 Desember)",
        ),
        (
            "1. Parkir hanya boleh di:\n   a. Alun-Alun;\n   b. Lapangan Kemiri;\n"
            "   c. GOR Delta.\n2. Parkir gratis",
            "1. Parkir hanya boleh di Alun-Alun, Lapangan Kemiri, dan GOR Delta.",
        ),
        (
            "1. Hadiah diserahkan pada:\n   a. Juara umum: Minggu, 6 Desember di CFD\n"
            "   b. Juara harapan: Selasa, 8 Desember di Pendopo\n2. Hadiah dipotong pajak",
            "1. Hadiah diserahkan: Juara umum – Minggu, 6 Desember di CFD; "
            "Juara harapan – Selasa, 8 Desember di Pendopo.",
        ),
        (
            "1. Serahkan bersama:\n   - fotokopi KTP\n   - pas foto\n2. Tunggu undian",
            "1. Serahkan bersama: fotokopi KTP; pas foto.",
        ),
        (
            "1. Pelanggar akan: a. ditilang; b. ditahan kendaraannya.\n2. Warga dapat melapor",
            "1. Pelanggar akan ditilang dan ditahan kendaraannya.",
        ),
    ],
)
def test_a_point_is_told_with_what_stands_below_it(written: str, told: str) -> None:
    assert told in lines_of(HEAD + written)


def test_points_of_one_list_and_lists_of_a_regulation_stay_apart() -> None:
    flat = lines_of(HEAD + "1. Jl. Gajah Mada\n2. Jl. Raya Jati\n3. Jl. Diponegoro")
    assert flat[-3:] == ["1. Jl. Gajah Mada", "2. Jl. Raya Jati", "3. Jl. Diponegoro"]
    law = lines_of(
        "PERATURAN BUPATI SIDOARJO\nTENTANG\nRETRIBUSI MAKAM\n\n(1) Retribusi ditetapkan:\n"
        "a. makam baru Rp75.000;\nb. makam tumpang Rp50.000.\n(2) Keluarga miskin dibebaskan."
    )
    assert any(line.startswith("a.") for line in law)


def test_the_list_of_whom_a_letter_goes_to_is_no_news() -> None:
    letter = read_text(
        "SURAT EDARAN\nTentang Malam Tahun Baru\n\nYth.\n1. Para Camat\n2. Para Lurah\n\n"
        "Dengan ini disampaikan hal-hal sebagai berikut:\n1. Petasan dilarang dinyalakan.\n"
        "2. Konvoi kendaraan dilarang.\n"
    )
    told = [sentence.text for sentence in sentences_of(fair_copy(letter))]
    assert not any("Camat" in text for text in told) and "Petasan dilarang dinyalakan." in told
