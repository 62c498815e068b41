"""What a comment wants of several agencies, told apart."""

import pytest

from assistant.triage import assess
from assistant.triaging.comments import read_comment
from assistant.triaging.matters import find_matters


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("jalan Kloposepuluh bolong, pdam ya mati dari subuh", ["dpubmsda", "delta-tirta"]),
        ("sampah numpuk nang TPS Wage\nlampu dalane yo mati kabeh", ["dlhk", "dishub"]),
        (
            "KTP saya hilang syaratnya apa? sekalian jadwal job fair kapan",
            ["disdukcapil", "disnaker"],
        ),
        ("lampu jalan Wage padam terus", []),
        ("lampu jalan mati, anak sekolah takut lewat, tolong segera", []),
        ("akta salah ketik, disuruh bolak balik sampai empat kali", []),
        ("jalan menuju puskesmas rusak, lubangnya dalam", []),
        ("", []),
    ],
)
def test_each_matter_has_its_agency(text: str, agencies: list[str]) -> None:
    matters = find_matters(read_comment(text))
    assert ([matter.agencies[0] for matter in matters] if len(matters) > 1 else []) == agencies


def test_what_makes_the_kind_of_the_comment_comes_first() -> None:
    found = assess("kapan jadwal job fair min? pdam di Candi mati total 3 hari, parah")
    assert found.triage.kind == found.matters[0].kind
    assert set(found.triage.agencies[:2]) == {"delta-tirta", "disnaker"}


def test_an_emergency_has_no_other_matter() -> None:
    found = assess("tolong gudang kebakaran orangnya masih di dalam! oh ya lampu jalan juga mati")
    assert (found.triage.kind, found.matters) == ("emergency", ())
