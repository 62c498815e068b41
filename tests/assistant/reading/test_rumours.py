"""What a paper repeats of a message that it denies, and how its fair copy says it."""

import pytest

from assistant.reading.fair_copy import fair_copy
from assistant.reading.rumours import denial, denied_title
from knowledge.reading import read_text

LETTER = """Beredar Surat Rekrutmen Petugas Parkir

Sejak Senin, 23 November 2026, beredar surat rekrutmen petugas parkir lewat s.id/parkir-sda.
Surat itu mencantumkan nomor WhatsApp 0812-9988-7766 dan meminta pelamar mentransfer Rp350.000 ke
rekening 1420098877665. Dalam surat itu, pelamar diminta datang pada 5 Desember 2026.

Dinas Perhubungan memastikan surat tersebut palsu. Warga dapat bertanya melalui WhatsApp
0811-3000-4455 atau dishub.sidoarjokab.go.id.
"""


def test_what_a_denied_message_wants_is_left_out() -> None:
    text = fair_copy(read_text(LETTER)).text
    assert "beredar surat rekrutmen petugas parkir lewat tautan palsu, tetapi isinya palsu." in text
    for value in ("s.id", "0812-9988-7766", "1420098877665", "Rp350.000", "5 Desember"):
        assert value not in text
    assert "0811-3000-4455" in text
    assert "dishub.sidoarjokab.go.id" in text


@pytest.mark.parametrize(
    "text",
    [
        "Surat edaran itu meminta camat membuka posko. Surat keterangan palsu dikenai sanksi.",
        "Warga diminta mengisi data pada tautan s.id/bansos. Pendaftaran dibuka 1 Desember 2026.",
        "Beredar di pasar, cabai dijual Rp60.000. Harga itu tidak benar-benar turun.",
    ],
)
def test_a_paper_that_denies_no_message_keeps_its_words(text: str) -> None:
    assert denial(text) == ""
    assert fair_copy(read_text(text)).text.strip() == text


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Beredar kabar bahwa KTP lama tidak berlaku lagi.",
            "Beredar kabar bahwa KTP lama tidak berlaku lagi, tetapi isinya tidak benar.",
        ),
        (
            "Camat mengimbau warga tidak meneruskan pesan berantai yang menjanjikan uang.",
            "Camat mengimbau warga tidak meneruskan pesan berantai yang menjanjikan uang.",
        ),
        ("Penerima pesan diminta mengirim foto KTP.", ""),
        ("Pelaku mengaku petugas dan meminta kode OTP.", ""),
        ("Pelaku usaha diminta mengurus NIB.", "Pelaku usaha diminta mengurus NIB."),
        ("Informasi resmi memuat jadwal.", "Informasi resmi memuat jadwal."),
    ],
)
def test_a_rumour_is_never_told_without_its_denial(sentence: str, told: str) -> None:
    paper = f"Pesan berantai beredar di Waru.\n\n{sentence}\n\nPesan itu tidak benar.\n"
    between = fair_copy(read_text(paper)).text.split("\n\n")[1:-1]
    assert "".join(between).strip() == told


def test_a_title_says_that_the_message_is_not_true() -> None:
    assert denied_title("Beredar Pesan Bantuan Tunai", "hoaks") == "Pesan Bantuan Tunai Hoaks"
    assert denied_title("Pesan Bantuan Tunai Hoaks", "hoaks") == "Pesan Bantuan Tunai Hoaks"
