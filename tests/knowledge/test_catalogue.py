"""The record: transactions, order of changes, what SQLite is told."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from knowledge.catalogue import Catalogue, Document, as_reading, new_passages, new_version
from knowledge.catalogue import note_change as note
from knowledge.documents import Proposed
from knowledge.errors import KnowledgeError
from knowledge.reading import read_text


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path, None)


def document(**values: object) -> Document:
    fields: dict[str, object] = {
        "id": "d1",
        "title": "Judul",
        "kind": "other",
        "agency": None,
        "agencies": [],
        "published": None,
        "valid_from": None,
        "valid_until": None,
        "decision": "published",
        "version": 1,
        "pages": None,
        "passages": 1,
        "source_name": "a.txt",
        "content_hash": "0",
        "proposed": {},
        "added_at": datetime(2026, 3, 2, tzinfo=UTC),
    }
    return Document(**(fields | values))


def test_sqlite_syncs_fully_and_keeps_its_journal(catalogue: Catalogue) -> None:
    with catalogue.reading() as session:
        assert session.execute(text("PRAGMA synchronous")).scalar() == 2
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "delete"


def test_changes_are_numbered_in_their_order(catalogue: Catalogue) -> None:
    token, last = catalogue.position()
    with catalogue.writing() as session:
        session.add(document())
        assert (note(session, "d1"), note(session, None)) == (last + 1, last + 2)
    assert catalogue.position() == (token, last + 2)


def test_a_failed_transaction_keeps_nothing(catalogue: Catalogue) -> None:
    before = catalogue.position()
    with pytest.raises(RuntimeError), catalogue.writing() as session:
        session.add(document())
        note(session, "d1")
        raise RuntimeError("halted")
    assert catalogue.position() == before
    with catalogue.reading() as session:
        assert session.get(Document, "d1") is None


def test_the_same_record_is_opened_again(tmp_path: Path) -> None:
    first = Catalogue(tmp_path, None)
    assert Catalogue(tmp_path, None).position() == first.position()


def test_a_database_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "assistant.db").mkdir()
    with pytest.raises(KnowledgeError, match="izin"):
        Catalogue(tmp_path, None)


def test_a_document_is_expired_after_its_last_day() -> None:
    one = document(valid_until=date(2026, 3, 1))
    one.seen_on = date(2026, 3, 1)
    assert one.status == "published"
    one.seen_on = date(2026, 3, 2)
    assert one.status == "expired"
    assert one.as_json()["status"] == "expired"
    assert one.as_json()["valid_until"] == "2026-03-01"


def test_a_reading_comes_back_as_it_was(catalogue: Catalogue) -> None:
    reading = read_text("Judul besar\n\n- satu\n- dua\n\nTerbit 3 Maret 2026. Hubungi 112.")
    with catalogue.writing() as session:
        session.add(document())
        session.flush()
        version = new_version("d1", 1, reading, datetime(2026, 3, 2, tzinfo=UTC))
        rows = new_passages("d1", 1, reading.passages)
        session.add(version)
        session.add_all(rows)
    back = as_reading(document(title=reading.title, kind=reading.kind), version, rows)
    assert (back.text, back.blocks, back.passages) == (
        reading.text,
        reading.blocks,
        reading.passages,
    )
    assert back.proposed == reading.proposed
    assert isinstance(back.proposed, Proposed)
