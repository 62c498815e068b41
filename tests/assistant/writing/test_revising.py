"""Revisions without a model change what they say, and say so where they cannot."""

from typing import Any

import pytest

from assistant.drafts import Draft
from assistant.writing.revising import labels, named_revision
from tests.assistant.test_corrections import drafts

BRIEF = "Ajak warga ke pasar murah, sebutkan syaratnya"


def revised(revision: str, **more: Any) -> tuple[Draft, Draft]:
    first = drafts(brief=BRIEF, **more).drafts[0]
    return first, drafts(brief=BRIEF, revision=revision, previous=first.text, **more).drafts[0]


@pytest.mark.parametrize("platform", ["instagram", "facebook", "whatsapp"])
def test_shorter_keeps_when_where_and_the_opening(platform: str) -> None:
    before, after = revised("shorter", platforms=[platform])
    assert after.length.count < 0.9 * before.length.count
    assert "9 Desember 2026" in after.text and "Lapangan Krian" in after.text
    assert after.text.split()[:3] == before.text.split()[:3]
    assert all(claim.supported for claim in after.claims)


def test_longer_adds_only_what_the_source_says() -> None:
    short = "Pasar murah hadir di Lapangan Krian! 🛒\n\n#Sidoarjo"
    after = drafts(brief=BRIEF, revision="longer", previous=short).drafts[0]
    assert len(after.text) > len(short) + 40 and after.text.endswith("#Sidoarjo")
    assert all(claim.supported for claim in after.claims)


def test_simpler_uses_everyday_words() -> None:
    text = "Pasar murah digelar guna menjaga harga beras di Lapangan Krian."
    after = drafts(brief=BRIEF, revision="simpler", previous=text).drafts[0]
    assert after.text == "Pasar murah diadakan untuk menjaga harga beras di Lapangan Krian."


def test_simpler_parts_a_long_sentence_and_leaves_quotations_alone() -> None:
    text = (
        "Beras kemasan lima kilogram dijual Rp57.500 kepada masyarakat di Lapangan Krian, "
        "sedangkan minyak goreng dijual Rp14.000 per liter. “Apabila habis, kami tambah,” "
        "kata panitia."
    )
    after = drafts(brief=BRIEF, revision="simpler", previous=text).drafts[0]
    assert "Krian. Minyak goreng" in after.text and "warga" in after.text
    assert "“Apabila habis, kami tambah,”" in after.text


def test_relaxed_greets_where_the_text_was_warm_already() -> None:
    first = drafts(brief=BRIEF).drafts[0]
    after = drafts(brief=BRIEF, revision="relaxed", previous=first.text).drafts[0]
    assert after.text != first.text and all(claim.supported for claim in after.claims)


def test_another_opening_begins_differently_and_formal_greets_nobody() -> None:
    before, after = revised("opening")
    assert before.text.split("\n")[0] != after.text.split("\n")[0]
    before, after = revised("formal")
    assert "yuk" not in after.text.lower() and after.text != before.text


def test_free_words_are_understood_or_honestly_refused() -> None:
    assert named_revision("tolong dipersingkat dong") == "shorter"
    assert named_revision("bikin pantun") is None
    _, after = revised("tolong dipersingkat dong")
    assert "revision-understood" in {f.rule for f in after.findings}
    before, after = revised("bikin pantun")
    assert after.text == before.text
    (said,) = [f.message for f in after.findings if f.rule == "revision-unchanged"]
    assert "memerlukan model AI" in said


def test_every_button_has_a_label() -> None:
    assert list(labels()) == [
        "shorter", "longer", "relaxed", "formal", "inviting", "simpler", "opening",
    ]  # fmt: skip
