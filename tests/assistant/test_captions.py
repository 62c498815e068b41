"""The use case of captions: what is said of a document that the draft does not use."""

from datetime import date

from assistant.captions import NO_SOURCE, Desk, draft_captions
from assistant.checking import personal_data
from assistant.jobs import CaptionJob
from assistant.writing.embedded_writer import EmbeddedWriter

DESK = Desk([EmbeddedWriter()], None, date(2026, 11, 24))
SOURCE = (
    "Taman Baca Krembung Buka Malam\n\n"
    "SIDOARJO – Taman baca di Desa Krembung buka sampai pukul 21.00 WIB mulai Senin (30/11/2026)."
)


def rules(brief: str, source: str) -> set[str]:
    job = CaptionJob(brief=brief, platforms=("instagram",), source_text=source)
    (draft,) = draft_captions(job, DESK).drafts
    return {finding.rule for finding in draft.findings}


def test_a_draft_without_anything_of_its_document_says_so() -> None:
    table = "| Pasar | Los kosong |\n|---|---|\n| Tarik | 12 |\n| Wage | 31 |"
    assert NO_SOURCE.rule in rules("kabarkan lomba mancing di waduk", table)
    assert NO_SOURCE.rule in rules("kabarkan lomba mancing di waduk", "")


def test_a_draft_on_its_document_and_a_greeting_need_no_such_word() -> None:
    assert NO_SOURCE.rule not in rules("kabarkan jam buka taman baca", SOURCE)
    assert NO_SOURCE.rule not in rules("ucapan selamat hari pahlawan", "")


def test_a_brief_with_personal_data_says_that_it_is_kept_and_a_draft_that_it_must_go() -> None:
    brief = "kabarkan jam buka taman baca untuk Bu Rini, NIK 3515081204900001"
    assert "personal-data-kept" in rules(brief, SOURCE)
    assert "personal-data-kept" not in rules("kabarkan jam buka taman baca, cp 0811305203", SOURCE)
    (found,) = personal_data("Selamat kepada pemilik NIK 3515081204900001.")
    assert (found.severity, found.suggestion) == ("warn", "")
    assert not list(personal_data("Hubungi 112 atau datang ke Jl. Melati No. 3, Sabtu 4-5-2026."))
