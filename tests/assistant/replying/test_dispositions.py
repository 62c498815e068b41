"""Of two matters in one complaint each goes to the body that sees to it."""

from datetime import datetime

import pytest

from assistant.replying.dispositions import make_case, make_disposition
from assistant.triage import assess


@pytest.mark.parametrize(
    ("text", "problem", "second"),
    [
        (
            "lampu jalan di Wage mati, sama got depan SDN Wage 2 mampet",
            "lampu jalan padam",
            ("saluran air mampet", "dpubmsda"),
        ),
        (
            "min jalan rusak di Krian, sampah juga numpuk di pasar",
            "jalan rusak",
            ("sampah numpuk di pasar", "dlhk"),
        ),
        (
            "banyu PDAM butek nang Waru, terus cara bikin akta lahir gimana",
            "air keruh",
            ("akta kelahiran", "disdukcapil"),
        ),
        (
            "syarat NIB apa saja? oh ya listrik di Tarik padam terus",
            "listrik padam",
            ("NIB", "dpmptsp"),
        ),
        ("lampu jalan di Wage mati dan belum dibenahi juga", "lampu jalan padam", None),
        ("dari tahun lalu lampu jalan mati, jalannya gelap", "lampu jalan padam", None),
    ],
)
def test_each_matter_goes_to_its_own_body(
    text: str, problem: str, second: tuple[str, str] | None
) -> None:
    assessment = assess(text)
    case = make_case(assessment)
    assert case.problem == problem
    others = [(other.noun, other.agency) for other in case.others]
    assert others == ([second] if second else [])


def test_the_note_and_the_lapor_text_name_the_second_matter() -> None:
    text = "lampu jalan di Wage mati, sama got depan SDN Wage 2 mampet"
    assessment = assess(text)
    note = make_disposition(assessment, make_case(assessment), text, datetime(2026, 11, 30, 9))
    assert note is not None
    assert "saluran air mampet" in note.summary
    assert "Warga juga melaporkan saluran air mampet" in note.lapor.text


@pytest.mark.parametrize(
    ("text", "matter", "missing"),
    [
        ("imunisasi campak balita umur berapa min", "imunisasi", ("nama puskesmas atau posyandu",)),
        ("jam buka puskesmas Krembung sabtu", "jadwal dan layanan", ()),
        (
            "cara bikin KIA gimana kak",
            "KIA",
            ("kecamatan domisili", "jenis layanan", "tahap permohonan"),
        ),
    ],
)
def test_a_question_is_named_by_what_it_asks_and_not_asked_for_an_event(
    text: str, matter: str, missing: tuple[str, ...]
) -> None:
    case = make_case(assess(text))
    assert (case.matter, case.missing) == (matter, missing)


def test_a_rude_clerk_is_no_extortion() -> None:
    assessment = assess("antre obat di puskesmas Candi 3 jam, petugasnya judes")
    assert assessment.triage.agencies[0] == "dinkes"
    assert "pungutan" not in make_case(assessment).problem
