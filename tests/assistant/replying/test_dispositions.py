"""Of two matters in one complaint each goes to the body that sees to it."""

import pytest

from assistant.replying.dispositions import make_case, second_matter
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
            ("penumpukan sampah", "dlhk"),
        ),
        (
            "banyu PDAM butek nang Waru, terus cara bikin akta lahir gimana",
            "air keruh",
            ("administrasi kependudukan", "disdukcapil"),
        ),
        (
            "syarat NIB apa saja? oh ya listrik di Tarik padam terus",
            "kendala perizinan",
            ("listrik padam", "outside:pln"),
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
    assert second_matter(assessment, case) == second
