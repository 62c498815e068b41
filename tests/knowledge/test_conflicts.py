"""Contradictions between documents in force, and what only looks like one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase
from knowledge.conflicts import find_conflicts
from knowledge.documents import Reading
from knowledge.reading import read_file, read_text
from knowledge.sample.sample import SAMPLE


def reading(name: str, text: str, *, agency: str = "dinkes", year: int = 2025) -> Reading:
    return replace(read_text(text), document_id=name, agency=agency, published=date(year, 1, 1))


def values(readings: list[Reading]) -> list[tuple[str, str]]:
    return [(found.one.value, found.other.value) for found in find_conflicts(readings)]


def test_two_numbers_of_one_named_channel() -> None:
    old = reading("a", "Layanan posyandu\n\nWhatsApp Si Sehat: 0812 1111 2222.", year=2024)
    new = reading("b", "Jadwal imunisasi\n\nHubungi WhatsApp Si Sehat 0813-4444-5555.")
    assert values([new, old]) == [("081211112222", "081344445555")]
    found = find_conflicts([new, old])[0]
    assert found.one.document_id == "a"
    shown = found.one.passage.text[found.one.start : found.one.end]
    assert shown == "0812 1111 2222"


def test_one_agency_counts_the_same_thing_twice() -> None:
    old = reading("a", "Ambulans desa\n\nArmada ambulans desa berjumlah 24 unit.", year=2024)
    new = reading("b", "Layanan ambulans desa\n\nAmbulans desa kini 31 unit dan siaga 24 jam.")
    assert values([old, new]) == [("24", "31")]


def test_one_fee_and_one_last_day() -> None:
    old = reading("a", "Parkir pasar\n\nTarif parkir motor di pasar rakyat Rp2.000 sekali parkir.")
    new = reading("b", "Tertib parkir\n\nTarif parkir motor di pasar rakyat Rp3.000 sekali parkir.")
    assert values([old, new]) == [("2000", "3000")]
    assert find_conflicts([old, new])[0].one.shown == "Rp2.000"
    old = reading("a", "Lomba desa\n\nPendaftaran lomba desa ditutup 5 Mei 2026.")
    new = reading("b", "Ayo ikut\n\nPendaftaran lomba desa ditutup pada 9 Mei 2026.")
    assert values([old, new]) == [("5 mei 2026", "9 mei 2026")]


def test_places_of_their_own_are_no_conflict() -> None:
    one = reading("a", "Kontak Puskesmas\n\nHubungi WhatsApp Puskesmas Candi 0812 1111 2222.")
    other = reading("b", "Kontak Puskesmas\n\nHubungi WhatsApp Puskesmas Tulangan 0812 1111 3333.")
    assert values([one, other]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vaksinasi 2024\n\nTahun 2024 tercatat 300 kasus campak.",
         "Vaksinasi 2025\n\nTahun 2025 tercatat 410 kasus campak."),
        ("Ambulans desa\n\nArmada ambulans desa berjumlah 24 unit.",
         "Ambulans desa gratis\n\nAda 24 unit ambulans desa."),
        ("Jalan beton\n\nJalan beton sepanjang 500 meter dibangun di Candi.",
         "Jembatan baru\n\nJembatan sepanjang 40 meter dibangun di Krian."),
        ("Telepon kantor\n\nTelepon: (031) 8921111", "Surel kantor\n\nSurel: a@b.go.id"),
    ],
)  # fmt: skip
def test_what_is_no_conflict(one: str, other: str) -> None:
    assert values([reading("a", one), reading("b", other)]) == []


def test_another_agency_may_have_another_number() -> None:
    one = reading("a", "Kontak\n\nTelepon: (031) 8921111", agency="dinkes")
    other = reading("b", "Kontak\n\nTelepon: (031) 8922222", agency="dinsos")
    assert values([one, other]) == []


def test_the_pairs_of_the_sample() -> None:
    readings = [
        replace(
            read_file(sample.path, title=sample.title, agency=sample.agency),
            document_id=sample.file,
            published=sample.published,
        )
        for sample in SAMPLE
    ]
    pairs = {(c.one.document_id, c.other.document_id) for c in find_conflicts(readings)}
    assert ("bpnt-apbd-2023.md", "aktivasi-uhc-2025.pdf") in pairs
    assert ("pju-112-2024.txt", "pju-24-jam-2025.html") in pairs
    # Different years are no contradiction.
    assert not any("beasiswa" in one or "dbd" in one for one, _ in pairs)


def test_only_documents_in_force_are_held_against_each_other(tmp_path: Path) -> None:
    base = KnowledgeBase(tmp_path, today=lambda: date(2026, 3, 2))
    old, _ = base.add_readings(
        [
            read_text("Posyandu\n\nWhatsApp Si Sehat: 0812 1111 2222."),
            read_text("Imunisasi\n\nWhatsApp Si Sehat: 0813 4444 5555."),
        ]
    )
    assert len(base.conflicts()) == 1
    base.edit(old.id, valid_until=date(2026, 3, 1))
    assert base.conflicts() == []
    base.close()


def test_opening_hours_contradict_unless_they_are_of_other_days_or_another_season() -> None:
    whole = reading("a", "Galeri Batik\n\nGaleri batik buka setiap hari pukul 08.00–16.00 WIB.")
    later = reading("b", "Belanja batik\n\nGaleri batik buka setiap hari pukul 09:00 sampai 16:00.")
    same = reading("c", "Belanja batik\n\nGaleri batik buka setiap hari jam 08.00 s.d. 16.00.")
    fast = reading("d", "Jam galeri\n\nSelama Ramadan galeri batik buka pukul 10.00–14.00 WIB.")
    assert values([whole, later]) == [("08.00-16.00", "09.00-16.00")]
    assert values([whole, same]) == [] and values([whole, fast]) == []
    days = "Galeri Batik\n\nGaleri batik buka {} pukul {} WIB."
    week = reading("e", days.format("Senin sampai Jumat", "08.00–16.00"))
    end = reading("f", days.format("Sabtu dan Minggu", "09.00–12.00"))
    friday = reading("g", days.format("Jumat", "08.00–11.00"))
    assert values([week, end]) == [] and values([week, friday]) == []
