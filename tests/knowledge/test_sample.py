"""The sample knowledge base is whole, reads well, and says that it is an example."""

from functools import cache

import pytest

from assistant.agencies import load_agencies
from knowledge.documents import Reading
from knowledge.reading import read_file
from knowledge.sample.sample import FOLDER, SAMPLE, SampleDocument


@cache
def read(document: SampleDocument) -> Reading:
    return read_file(document.path, title=document.title, kind=document.kind)


def by_file(name: str) -> SampleDocument:
    return next(document for document in SAMPLE if document.file == name)


def test_the_list_names_every_file() -> None:
    present = {p.name for p in FOLDER.iterdir() if p.is_file() and p.suffix != ".py"}
    assert {document.file for document in SAMPLE} == present
    assert len(SAMPLE) >= 18
    assert {document.path.suffix for document in SAMPLE} == {
        ".pdf", ".docx", ".html", ".md", ".txt", ".xlsx", ".csv",
    }  # fmt: skip


@pytest.mark.parametrize("document", SAMPLE, ids=lambda document: document.file)
def test_a_document_reads_well(document: SampleDocument) -> None:
    reading = read(document)
    assert reading.notices == ()
    assert reading.passages
    assert "Dokumen contoh. Sumber fakta" in reading.text
    assert all(reading.text[p.start : p.end] == p.text for p in reading.passages)
    # The title in the list is the document's own.
    assert reading.proposed.title is None or reading.proposed.title == document.title


@pytest.mark.parametrize("document", SAMPLE, ids=lambda document: document.file)
def test_its_agencies_are_known(document: SampleDocument) -> None:
    agencies = load_agencies()
    assert all(name in agencies for name in (document.agency, *document.agencies))


def test_what_is_replaced_is_there_too() -> None:
    for document in SAMPLE:
        if document.supersedes:
            older = by_file(document.supersedes)
            assert older.published and document.published
            assert older.published < document.published
            assert older.valid_until is None or older.valid_until < document.published


def test_tables_keep_their_columns() -> None:
    reading = read(by_file("beasiswa-2024.pdf"))
    assert not [block for block in reading.blocks if block.kind == "row"]
    table = [b for b in read(by_file("beasiswa-2026.docx")).blocks if b.kind == "row"]
    assert {row.header for row in table} == {
        ("Perangkat daerah", "Kuota", "Sasaran"),
        ("Jenjang", "Besaran per penerima"),
    }
