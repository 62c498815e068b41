"""The fact sheet: values with their place, sentences with their kind."""

from datetime import date

from assistant.facts import FactSheet, fact_sheet
from assistant.reading.source_sentences import read_sentences
from knowledge.documents import Reading
from knowledge.reading import read_text

TODAY = date(2026, 6, 1)
RELEASE = """Dinas Perpustakaan Buka Kelas Menulis

SIDOARJO – Dinas Perpustakaan dan Kearsipan membuka kelas menulis bagi pelajar mulai
Senin (8/6/2026).
Kelas berlangsung selama lima hari di Gedung Perpustakaan Daerah pukul 09.00–11.00 WIB.

Kepala Dinas Perpustakaan dan Kearsipan Sari Dewi mengatakan kelas ini menampung 40 peserta.
“Kami ingin pelajar berani menulis tentang kampungnya sendiri,” ujarnya.

Syarat:
1. pelajar SMP atau SMA
2. membawa buku tulis

Pendaftaran ditutup pada 5 Juni 2026 melalui laman kelas.contoh-sidoarjo.go.id atau
WhatsApp 0812 3456 7890.
Kelas tidak dipungut biaya. (ann/bud)
"""


def _unwrapped(text: str) -> str:
    """Lines that are long in this file put together again."""
    for begin in ("Senin (", "Kelas berl", "“Kami", "WhatsApp 08"):
        text = text.replace(f"\n{begin}", f" {begin}")
    return text


def sheet(text: str = RELEASE) -> tuple[FactSheet, Reading]:
    reading = read_text(_unwrapped(text))
    return fact_sheet([reading], TODAY), reading


def test_every_slot_is_found_with_its_place() -> None:
    facts, reading = sheet()
    assert [f.text for f in facts.of("when", "event")] == ["Senin, 8 Juni 2026"]
    assert [f.text for f in facts.of("when", "duration")] == ["selama lima hari"]
    assert [f.text for f in facts.of("when", "deadline")] == ["5 Juni 2026"]
    assert [f.text for f in facts.of("where")] == ["Gedung Perpustakaan Daerah"]
    assert {f.role for f in facts.of("contact")} == {"url", "whatsapp"}
    assert [f.text for f in facts.of("cost", "free")] == ["tidak dipungut biaya"]
    assert len(facts.of("requirement")) >= 2
    (quote,) = facts.of("quotation")
    assert quote.speaker == "Kepala Dinas Perpustakaan dan Kearsipan Sari Dewi"
    for fact in facts.facts:
        assert reading.text[fact.start : fact.end].strip()
        assert facts.sentences[fact.sentence].start <= fact.start


def test_lines_for_a_prompt_name_slot_and_role_once() -> None:
    lines = sheet()[0].as_lines()
    assert "kapan (batas akhir): 5 Juni 2026" in lines
    assert len(lines) == len(set(lines))


def test_kinds_of_sentences() -> None:
    kinds = [s.kind for s in sheet()[0].sentences]
    assert kinds.count("lead") == 1
    assert "quotation" in kinds and "requirement" in kinds


def test_the_note_of_the_writers_is_no_fact() -> None:
    facts, _ = sheet(
        "Sumber: contoh.com, 3 Mei 2026\n\nNomor : 12/2026\n\nDinas X membuka loket baru."
    )
    assert [s.kind for s in facts.sentences] == ["boilerplate", "boilerplate", "lead"]
    assert not facts.of("when")


def test_labelled_lines_and_questions() -> None:
    text = (
        "Hari/Tanggal : Minggu, 7 Juni 2026\nTempat : Lapangan Desa Wage\n\n"
        "Apakah berbayar?\nTidak berbayar, warga cukup datang."
    )
    facts, _ = sheet(text)
    assert [f.text for f in facts.of("where")] == ["Lapangan Desa Wage"]
    assert facts.sentences[0].label == "Hari/Tanggal"
    assert facts.sentences[-1].heading.endswith("Apakah berbayar?")


def test_pasted_headings_and_tables() -> None:
    sentences = read_sentences("## Jadwal\n| Desa | Hari |\n|---|---|\n| Wage | Senin |")
    assert sentences[0].heading == "Jadwal"
    assert sentences[0].cells == ("Wage", "Senin") and sentences[0].header == ("Desa", "Hari")


def test_several_readings_keep_their_numbers() -> None:
    first = read_text("Dinas A membuka loket pada 3 Juni 2026.")
    second = read_text("Dinas B menutup loket pada 4 Juni 2026.")
    both = fact_sheet([first, second], TODAY)
    assert [f.reading for f in both.of("when")] == [0, 1]
    assert [both.sentences[f.sentence].reading for f in both.of("when")] == [0, 1]
    assert fact_sheet([], TODAY) == FactSheet((), (), TODAY)


def test_hostile_and_empty_text_is_read_quickly() -> None:
    for text in ("(" * 5000, "“" * 3000 + "a", "Kepala " * 3000, "di Jalan " * 3000, "0" * 9000):
        fact_sheet([Reading("x", text, (), ())], TODAY)


def short_numbers(text: str) -> list[str]:
    found, _ = sheet(text)
    return [f.text for f in found.of("contact") if len(f.text) < 6]


def test_the_number_of_a_house_or_a_rule_is_no_short_number_to_call() -> None:
    assert short_numbers("Berkas dikirim ke kantor, Jalan Raya Gedangan Nomor 112.") == []
    assert short_numbers("Layanan Jalan Pahlawan 110 buka kembali pekan depan.") == []
    assert short_numbers("Tarif diatur Peraturan Bupati Nomor 112 Tahun 2025.") == []
    assert short_numbers("Ada pohon tumbang di Jalan Raya Taman, hubungi nomor 112.") == ["112"]
    assert short_numbers("Kecelakaan di Jalan Diponegoro segera hubungi 112.") == ["112"]


def test_a_day_under_a_heading_of_registering_belongs_to_its_own_verb() -> None:
    found, _ = sheet(
        "# Sambungan Gas Rumah\n\n## Cara mendaftar\n\n"
        "1. Berkas diserahkan di kantor desa pada 3–14 Agustus 2026.\n"
        "2. Meteran dipasang mulai 7 September 2026.\n"
        "3. Foto rumah yang diambil sendiri dikirim paling lambat 18 Agustus 2026.\n"
    )
    roles = {f.text: f.role for f in found.of("when")}
    assert roles["3–14 Agustus 2026"] == "registration"
    assert roles["7 September 2026"] not in ("registration", "deadline")
    assert roles["18 Agustus 2026"] == "deadline"
