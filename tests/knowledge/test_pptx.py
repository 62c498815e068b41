"""Slides are read as a reader sees them: title first, then list or table, no furniture."""

from pathlib import Path

from knowledge.reading import read_file
from tests.corpus import make


def test_slides(tmp_path: Path) -> None:
    reading = read_file(make.pptx(tmp_path / "paparan.pptx"))
    kinds = [(block.kind, block.page) for block in reading.blocks]
    assert reading.title == make.TITLE
    assert reading.pages == 3
    assert kinds[0] == ("heading", 1)
    assert ("item", 2) in kinds
    rows = [block for block in reading.blocks if block.kind == "row"]
    assert len(rows) == len(make.ROWS)
    assert rows[1].header == tuple(make.ROWS[0])
    assert "\n1\n" not in reading.text
