"""Lines of a draft that give a day or a contact another name or purpose than the source."""

import pytest

from assistant.verification import Citations, verify
from knowledge.reading import read_text

PAPER = read_text(
    "Beasiswa Prestasi Tahun 2027\n\n"
    "Pendaftaran ditutup pada 8 Januari 2027 pukul 16.00 WIB.\n\n"
    "Jadwal seleksi\n\n"
    "Tahap | Waktu\n"
    "Pendaftaran | 7 Desember 2026–8 Januari 2027\n"
    "Masa sanggah | 25–27 Januari 2027\n"
    "Tes tulis dan wawancara | 1–3 Februari 2027\n"
    "Pengumuman penerima | 12 Februari 2027\n\n"
    "Penebaran benih dijadwalkan berlangsung pada 23 November sampai 5 Desember 2026.\n\n"
    "Kelompok tani dapat mengajukan proposal melalui penyuluh paling lambat 29 Januari 2027.\n\n"
    "Informasi dan pengaduan: WhatsApp 0812-5550-8868; keadaan darurat 112."
)


def doubts(text: str) -> list[str]:
    found = verify(text, [PAPER], brief="", citations=Citations()).findings
    return [item.message for item in found if item.rule.startswith("claim.")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("🗓️ Masa berlaku: 25–27 Januari 2027", "Masa sanggah"),
        ("Batas pendaftaran: 25 Januari 2027", "Masa sanggah"),
        ("Wawancara: 12 Februari 2027", "Pengumuman penerima"),
        ("Masa berlaku: 23 November–5 Desember 2026", "Penebaran benih"),
        ("Dalam keadaan darurat, hubungi WhatsApp 0812-5550-8868.", "Informasi dan pengaduan"),
        ("Daftar lewat 112, ya.", "keadaan darurat 112"),
    ],
)
def test_another_name_is_doubted_with_that_of_the_source(text: str, says: str) -> None:
    assert any(says in message for message in doubts(text))


@pytest.mark.parametrize(
    "text",
    [
        "⏳ Batas pendaftaran: 8 Januari 2027",
        "Deadline: 8 Januari 2027",
        "Daftar paling lambat: 8 Januari 2027",
        "Waktu: 1–3 Februari 2027",
        "Seleksi (tes dan wawancara): 1–3 Februari 2027",
        "Sanggahan: 25–27 Januari",
        "Penerima diumumkan: 12 Februari 2027",
        "Tebar benih: 23 November–5 Desember 2026",
        "Batas pengajuan proposal: 29 Januari 2027",
        "Ada pertanyaan? Hubungi WhatsApp 0812-5550-8868. Darurat: 112.",
        "Lapor lewat WhatsApp 0812-5550-8868, ya.",
    ],
)
def test_the_same_name_in_other_words_is_not(text: str) -> None:
    assert doubts(text) == []
