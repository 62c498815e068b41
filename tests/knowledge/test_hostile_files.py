"""Hostile files end in time: with a reading, or with a sentence that says why not.

The slow ones run in `benchmarks/hostile_files.py`.
"""

import random
from pathlib import Path

import pytest

from knowledge.errors import UnreadableFile
from knowledge.reading import read_file
from tests.corpus import make
from tests.corpus.hostile import HOSTILE

SLOW = {
    "operators.pdf",
    "shared-stream.pdf",
    "far-cell.xlsx",
    "many-rows.xlsx",
    "deep.html",
    "attributes.html",
    "tables.html",
    "short-lines.txt",
    "wide.csv",
    "tables.md",
    "one-line.txt",
    "frames.tiff",
    "paragraph-bomb.docx",
    "picture-bomb.pdf",
    "giant-picture.pdf",
    "many-pages.pdf",
}


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in SLOW])
def test_a_hostile_file_ends_well(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())
    try:
        reading = read_file(path)
    except UnreadableFile as error:
        assert str(error).endswith(".")
    else:
        assert reading.passages
        assert "root:" not in reading.text  # nothing of this machine


def test_a_lie_about_the_size_of_a_sheet_hides_no_row(tmp_path: Path) -> None:
    path = tmp_path / "baris.xlsx"
    path.write_bytes(HOSTILE["wide-rows.xlsx"]())
    assert len(read_file(path).text.split("\n")) > 2000


@pytest.mark.parametrize("name", ["table.pdf", "document.docx", "sheet.xlsx", "page.html"])
def test_damaged_files_end_well(name: str, corpus: Path, tmp_path: Path) -> None:
    whole = (corpus / name).read_bytes()
    chance = random.Random(name)
    for number in range(25):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 40)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if number % 5 == 0:
            del damaged[chance.randrange(len(damaged)) :]
        path = tmp_path / f"{number}-{name}"
        path.write_bytes(damaged)
        try:
            read_file(path)
        except UnreadableFile as error:
            assert str(error)


def test_slides_that_lead_outside_are_refused(tmp_path: Path) -> None:
    path = make.pptx(tmp_path / "paparan.pptx")
    path.write_bytes(HOSTILE["outside-path.pptx"]())
    with pytest.raises(UnreadableFile):
        read_file(path)
