"""What may answer a question at all, and which of its pieces speaks most for itself."""

import pytest

from assistant.replying.asking import questions_in
from assistant.replying.candidates import FEATURES, NONE, Candidates, Found
from assistant.replying.pieces import pieces_of
from assistant.replying.scorer import scored
from assistant.triaging.comments import read_comment
from knowledge.reading import read_text

SOURCE = """# Khitan Massal 2026

Khitan massal diadakan RSUD Sidoarjo Barat. Peserta tidak dipungut biaya.

## Jadwal

| Kecamatan | Tanggal | Tempat |
|---|---|---|
| Krian | 3 Juli 2026 | Puskesmas Krian |
| Porong | 5 Juli 2026 | Puskesmas Porong |

## Hasil

Pada 2025 ada 240 anak yang dikhitan.
"""


def found_for(comment: str, *, doubtful: bool = False) -> Candidates:
    reading = read_text(SOURCE)
    (question,) = questions_in(read_comment(comment))
    found = [Found(piece) for piece in pieces_of(reading, reading.passages)]
    return Candidates.of(question, found, None, doubtful=doubtful)


@pytest.mark.parametrize(
    ("comment", "kept", "left_out"),
    [
        ("khitan massal di Porong tanggal berapa", "5 Juli", "3 Juli"),
        ("khitan massal tahun 2025 ada berapa anak", "240 anak", "5 Juli"),
    ],
)
def test_another_place_or_year_does_not_answer(comment: str, kept: str, left_out: str) -> None:
    told = [piece.options[0] for piece in found_for(comment).pieces if piece.kind != "table"]
    assert any(kept in text for text in told)
    assert not any(left_out in text for text in told)


def test_every_piece_has_all_its_numbers() -> None:
    found = found_for("khitan massal bayar berapa")
    assert len(found.none) == len(NONE)
    assert found.rows and all(len(row) == len(FEATURES) for row in found.rows)


def test_a_word_of_the_same_meaning_is_held() -> None:
    found = found_for("sunatan massal gratis ta")
    shown = {p.options[0]: row for p, row in zip(found.pieces, found.rows, strict=True)}
    row = next(row for text, row in shown.items() if "tidak dipungut biaya" in text)
    assert row[FEATURES.index("absent")] == row[FEATURES.index("unknown")] == 0


def test_a_name_has_to_stand_beside_its_role() -> None:
    found = found_for("siapa nama ketua khitan massal")
    assert all(row[FEATURES.index("formless")] for row in found.rows)


def test_the_piece_with_the_form_of_an_answer_is_the_best() -> None:
    best, *_ = scored(found_for("khitan massal bayar berapa"))
    assert "tidak dipungut biaya" in best.piece.options[0]


def test_none_is_better_where_the_matter_is_missing() -> None:
    asked, other = found_for("khitan massal bayar berapa"), found_for("servis motor bayar berapa")
    assert scored(asked)[0].ahead > scored(other)[0].ahead
    assert scored(other)[0].ahead < 0


def test_a_doubtful_search_speaks_for_none() -> None:
    sure, doubtful = (found_for("khitan massal bayar berapa", doubtful=d) for d in (False, True))
    assert scored(sure)[0].ahead > scored(doubtful)[0].ahead
