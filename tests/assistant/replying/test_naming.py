"""A matter in the citizen's own words, where they read as plain Indonesian."""

import pytest

from assistant.replying.dispositions import make_case
from assistant.replying.naming import name_matter, name_problem
from assistant.triage import assess
from assistant.triaging.comments import read_comment
from assistant.triaging.rules import load_rules


@pytest.mark.parametrize(
    ("comment", "name"),
    [
        ("kandang ayam tetangga bau banget min", "kandang ayam tetangga bau"),
        ("toilet terminal bau pesing bikin mual", "toilet terminal bau pesing"),
        ("BPNT saya ga keluar udah 3 bulan", "BPNT tidak keluar"),
        ("retribusi kios pasarnya kok ditagih 2x?", "retribusi kios pasar ditagih 2 kali"),
        ("PDAM mati jancik", "PDAM mati"),
        ("listrik sering njepret", None),
        ("dalane ajur kabeh, montorku rusak", None),
        ("@pemkabsidoarjo jalan rusak", "jalan rusak"),
        ("halo min", None),
    ],
)
def test_a_problem_in_the_words_of_the_citizen(comment: str, name: str | None) -> None:
    assert name_problem(read_comment(comment), None) == name


def test_a_matter_is_named_only_where_the_topic_is_in_it() -> None:
    topic = load_rules().topics["civil-acts"]
    said = "jam buka pelayanan akta kelahiran sampai jam berapa ya"
    assert name_matter(read_comment(said), topic) == "jam buka pelayanan akta kelahiran"
    assert name_matter(read_comment("musim hujan nanti bagaimana"), topic) is None


def test_another_matter_is_not_put_in_its_place() -> None:
    case = make_case(assess("AC di poli mata RSUD Notopuro mati, pasien kegerahan"))
    assert "jadwal dokter" not in case.problem
    assert "AC" in case.problem


def test_nothing_is_asked_that_the_comment_says() -> None:
    case = make_case(assess("PKH saya belum cair dari bulan lalu"))
    assert "jenis bantuan" not in case.missing


def test_nobody_is_hurt_who_is_only_feared_for() -> None:
    assert not make_case(assess("lampu merah mati, nunggu ada yang meninggal baru dibenerin")).hurt
    assert make_case(assess("lubang di Jalan Raya Tulangan, kemarin ada yang jatuh")).hurt


def test_a_rumour_is_named_by_what_it_is_about() -> None:
    case = make_case(assess("lagi viral surat edaran libur sekolah sebulan, itu asli?"))
    assert case.matter == "surat edaran libur sekolah sebulan"
