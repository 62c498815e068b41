"""What a brief asks for: whom it addresses, what about, which facts."""

from datetime import date

import pytest

from assistant.facts import fact_sheet
from assistant.writing.intent import Intent, read_brief
from assistant.writing.writer import Brief


def read(brief: str) -> Intent:
    return read_brief(Brief(brief, ("x",)), fact_sheet([], date(2026, 11, 24)))


@pytest.mark.parametrize(
    ("brief", "topic", "deed"),
    [
        ("ingatkan warga bantaran soal luapan kali", "luapan kali", ""),
        ("ingatkan wali murid kelas 9 tentang jadwal ujian", "jadwal ujian", ""),
        ("ajak warga ikut pelatihan tentang kompos", "", "ikut pelatihan tentang kompos"),
        ("untuk nelayan: ajak pakai jaket pelampung", "", "pakai jaket pelampung"),
        ("info asuransi tani untuk petani padi", "asuransi tani", ""),
        ("gimana cara urus surat pindah?", "cara urus surat pindah", ""),
        ("jelasin ke warga cara bayar pajak", "cara bayar pajak", ""),
    ],
)
def test_topic_and_deed_leave_out_whom_they_are_for(brief: str, topic: str, deed: str) -> None:
    intent = read(brief)
    assert (intent.topic, intent.deed) == (topic, deed)


def test_whom_a_brief_only_counts_is_not_addressed() -> None:
    assert read("berapa petani tiap desa").audience == "public"
    assert read("info pupuk untuk petani").audience == "farmers"


def test_facts_that_are_asked_for_and_left_out() -> None:
    intent = read("umumkan lomba, tekankan syarat dan hadiah, tanpa menyebut biaya")
    assert intent.emphasis == "syarat dan hadiah" and "requirement" in intent.slots
    assert intent.omitted == ("cost",)
