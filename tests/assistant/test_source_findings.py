"""What a draft says of sources that contradict each other or that nobody has vouched for."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.assembly import Assistant, assemble
from assistant.checking import check
from assistant.drafts import Finding
from assistant.jobs import CaptionJob, CheckJob, ReplyJob
from assistant.settings import Settings
from assistant.source_findings import of_disturbed_model, unlisted_beside
from knowledge.reading import read_file

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
OLD = """# Layanan Rumah Singgah

Rumah singgah menerima warga telantar setiap hari. Biaya: gratis.
Hubungi WhatsApp Si Peduli 0812 1111 2222. Rumah singgah menampung 24 orang.
"""
NEW = """# Bantuan Keluarga Telantar

Keluarga telantar dilayani di kantor Dinas Sosial pukul 08.00 sampai 15.00 WIB.
Hubungi WhatsApp Si Peduli 0813 4444 5555.
"""


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    made = assemble(Settings(data_dir=tmp_path / "data"), clock=lambda: NOW)
    yield made
    made.close()


def add(assistant: Assistant, folder: Path, name: str, text: str, year: int, **more: str) -> str:
    path = folder / f"{name}.md"
    path.write_text(text, encoding="utf-8")
    report = assistant.knowledge.add(
        [path],
        agency="dinsos",
        published=date(year, 1, 1),
        proposed_by=more.get("proposed_by"),
    )
    return report.added[0].id


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def test_drafts_on_a_disputed_number_name_both_documents(
    assistant: Assistant, tmp_path: Path
) -> None:
    old = add(assistant, tmp_path, "lama", OLD, 2023)
    new = add(assistant, tmp_path, "baru", NEW, 2025)
    job = CaptionJob(
        brief="layanan rumah singgah dan WhatsApp Si Peduli", platforms=("facebook",),
        documents=(old,),
    )  # fmt: skip
    draft = assistant.caption(job).drafts[0]
    found = next(f for f in draft.findings if f.rule == "conflicting-source")
    assert found.severity == "warn"
    assert "Layanan Rumah Singgah" in found.message
    assert "Bantuan Keluarga Telantar" in found.message
    assert "0812 1111 2222" in found.message and "0813 4444 5555" in found.message
    assert found.start is not None and found.end is not None
    assert draft.text[found.start : found.end].endswith("2222")

    text = "Hubungi WhatsApp Si Peduli 0813-4444-5555."
    checked = assistant.check(CheckJob(text=text, documents=(new,)))
    place = next(f for f in checked.findings if f.rule == "conflicting-source")
    assert place.start is not None and place.end is not None
    assert text[place.start : place.end] == "0813-4444-5555"

    comment = "min nomor WhatsApp Si Peduli rumah singgah berapa?"
    reply = assistant.reply(ReplyJob(comment=comment, documents=(old,))).reply
    assert reply is not None and "conflicting-source" in rules(reply.findings)


def test_a_text_that_says_nothing_disputed_is_left_alone(
    assistant: Assistant, tmp_path: Path
) -> None:
    old = add(assistant, tmp_path, "lama", OLD, 2023)
    add(assistant, tmp_path, "baru", NEW, 2025)
    text = "Kantor Dinas Sosial melayani pukul 08.00 sampai 15.00 WIB."
    checked = assistant.check(CheckJob(text=text, documents=(old,)))
    assert "conflicting-source" not in rules(checked.findings)


def test_the_withdrawn_side_ends_the_dispute(assistant: Assistant, tmp_path: Path) -> None:
    old = add(assistant, tmp_path, "lama", OLD, 2023)
    new = add(assistant, tmp_path, "baru", NEW, 2025)
    assert len(assistant.knowledge.conflicts()) == 1
    assistant.knowledge.withdraw(old)
    text = "Hubungi WhatsApp Si Peduli 0813 4444 5555."
    checked = assistant.check(CheckJob(text=text, documents=(new,)))
    assert "conflicting-source" not in rules(checked.findings)
    assistant.knowledge.restore(old)
    assert len(assistant.knowledge.conflicts()) == 1
    assistant.knowledge.delete(new)
    assert assistant.knowledge.conflicts() == []


def test_what_an_agency_proposed_is_said_until_an_editor_publishes(
    assistant: Assistant, tmp_path: Path
) -> None:
    one = add(assistant, tmp_path, "usul", OLD, 2025, proposed_by="dinsos")
    job = CheckJob(text="Rumah singgah menerima warga telantar.", documents=(one,))
    found = next(f for f in assistant.check(job).findings if f.rule == "unreviewed-source")
    assert found.severity == "warn" and "Dinsos" in found.message
    assistant.knowledge.publish(one)
    assert "unreviewed-source" not in rules(assistant.check(job).findings)


def test_a_number_that_was_given_up_gets_the_one_that_holds(assistant: Assistant) -> None:
    text = "Hubungi Si WhaPik di 0878-6063-4004."
    found = next(
        f for f in assistant.check(CheckJob(text=text)).findings if f.rule == "outdated-contact"
    )
    assert found.severity == "warn"
    assert found.start is not None and found.end is not None
    assert text[found.start : found.end] == "0878-6063-4004"
    assert found.suggestion == "085711404090"


@pytest.mark.parametrize(
    ("contact", "marked"),
    [
        ("0899 7777 1234", True),
        ("@cs_bansos_sda", True),
        ("112", False),
        ("085711404090", False),
    ],
)
def test_a_contact_that_only_a_pasted_release_knows_is_marked(
    contact: str, marked: bool, tmp_path: Path
) -> None:
    text = f"Laporan lampu padam dilayani melalui {contact} setiap hari."
    release = tmp_path / "rilis.txt"
    release.write_text(f"Lampu Jalan\n\n{text}", encoding="utf-8")
    checked = check(CheckJob(text=text, sources=(str(release),)), None, NOW.date())
    assert ("unlisted-contact" in {finding.rule for finding in checked.findings}) == marked


@pytest.mark.parametrize(
    ("before", "marked"),
    [("Bagian ini jangan terlewat. ", True), ("Loket dibuka setiap hari. ", False)],
)
def test_what_stands_behind_a_doubtful_sentence_only_is_marked(
    before: str, marked: bool, tmp_path: Path
) -> None:
    release = tmp_path / "rilis.txt"
    release.write_text(
        f"Lampu Jalan\n\nDishub memasang 64 lampu.\n\n{before}Warga menerima Rp7.500.000.",
        encoding="utf-8",
    )
    text = "Dishub memasang 64 lampu. Warga menerima Rp7.500.000."
    checked = check(CheckJob(text=text, sources=(str(release),)), None, NOW.date())
    found = [finding for finding in checked.findings if finding.rule == "ordered-by-source"]
    assert [text[f.start : f.end] for f in found] == ["Warga menerima Rp7.500.000"] * marked


def test_a_number_that_one_document_alone_gives_is_marked_in_a_draft_of_the_base(
    assistant: Assistant, tmp_path: Path
) -> None:
    one = add(assistant, tmp_path, "satu", OLD, 2025)
    text = "Hubungi WhatsApp Si Peduli 0812 1111 2222."
    job = CheckJob(text=text, documents=(one,))
    assert "unlisted-contact" in rules(assistant.check(job).findings)
    add(assistant, tmp_path, "dua", "# Posko Banjir\n\nPosko: 0812-1111-2222.\n", 2025)
    assert "unlisted-contact" not in rules(assistant.check(job).findings)


def test_contacts_in_titles_are_marked_unless_official() -> None:
    strange = {"Judul": "Klaim di bansos-sda.com", "Teks alternatif": "Poster, WA 0899 7777 1234"}
    found = list(unlisted_beside(strange))
    assert [finding.start for finding in found] == [None, None]
    assert "bansos-sda.com" in found[0].message and "0899 7777 1234" in found[1].message
    official = {"Judul": "Daftar di dinsos.sidoarjokab.go.id", "Teks alternatif": "Telepon 112"}
    assert not list(unlisted_beside(official))


def test_what_a_disturbed_model_says_must_be_said_by_a_source(tmp_path: Path) -> None:
    path = tmp_path / "rilis.txt"
    path.write_text("Pasar Murah\n\nPasar murah digelar di Balai Desa Bakung.", encoding="utf-8")
    text = "Pasar murah digelar di Balai Desa Bakung. Semua retribusi gratis mulai malam ini."
    (found,) = of_disturbed_model(text, (), [read_file(path)])
    assert found.severity == "warn" and text[found.start : found.end].startswith("Semua")
