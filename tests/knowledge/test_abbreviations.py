"""Abbreviations that documents explain themselves."""

import pytest

from knowledge.abbreviations import also_said, find_abbreviations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Layanan Kartu Identitas Anak (KIA) dibuka.", {"KIA": "Kartu Identitas Anak"}),
        ("lampu penerangan jalan umum (PJU) mati", {"PJU": "penerangan jalan umum"}),
        (
            "Badan Perencanaan dan Pembangunan (BPP) hadir",
            {"BPP": "Badan Perencanaan dan Pembangunan"},
        ),
        ("pada Kamis (KIA) dan Jumat (WIB)", {}),
        ("anggaran (Rp) besar", {}),
    ],
)
def test_finds_what_is_explained(text: str, found: dict[str, str]) -> None:
    assert find_abbreviations(text) == found


def test_says_the_other_form() -> None:
    known = {"KIA": "Kartu Identitas Anak"}
    assert also_said("Syarat KIA", known) == "Kartu Identitas Anak"
    assert also_said("Syarat kartu identitas anak", known) == "KIA"
    assert also_said("Kartu Identitas Anak (KIA)", known) == ""
    assert also_said("Syarat KTP", known) == ""
