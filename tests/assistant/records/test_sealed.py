"""What citizens wrote is there for whoever may see it, and for nobody else who has the database."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant import keys
from assistant.access import AccessDenied, Actor
from assistant.errors import AssistantError
from assistant.keys import Keys
from assistant.queue import take_in
from assistant.queueing.comment_exports import Incoming
from assistant.records.sealed import Original, seal, unseal
from assistant.records.store import Records
from assistant.settings import Settings
from assistant.ui.queue_tab import _open, _reveal
from tests.staged import staged

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
COMMENT = "Min, lampu PJU depan pasar Krian mati, hubungi saya Budi Santoso 0812-3456-7890"
ADMIN = Actor("a1", "sari", frozenset({"admin"}), "dishub", "page")
HEAD = dataclasses.replace(ADMIN, roles=frozenset({"head"}))
OTHER = Actor("a2", "tono", frozenset({"admin"}), "dinkes", "page")


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    opened = Records(Settings(data_dir=tmp_path), lambda: NOW)
    yield opened
    opened.close()


def queued(records: Records) -> str:
    take_in([Incoming(COMMENT)], records.queue, NOW)
    (entry,) = records.queue.entries()
    (comment,) = entry.comments
    return comment.id


def test_the_original_comes_back_with_what_its_tokens_stand_for(records: Records) -> None:
    original = records.queue.original(queued(records))
    assert original.text == COMMENT
    assert original.values["[TELEPON-1]"] == "0812-3456-7890"


def test_the_original_stands_nowhere_in_the_files(records: Records, tmp_path: Path) -> None:
    queued(records)
    stored = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"PJU" in stored and b"[TELEPON-1]" in stored
    for piece in (b"0812-3456-7890", b"081234567890", b"Budi Santoso"):
        assert piece not in stored


def test_only_the_agencies_concerned_read_it_and_the_trail_says_who(records: Records) -> None:
    comment_id = queued(records)
    with pytest.raises(AccessDenied, match="OPD lain"):
        records.acting(OTHER).queue.original(comment_id)
    assert records.trail.entries(action="original.read") == []
    records.acting(ADMIN).queue.original(comment_id)
    (noted,) = records.trail.entries(action="original.read")
    assert (noted.row.actor, noted.row.object_id) == ("sari", comment_id)
    assert COMMENT[:10] not in str(noted.content)


def test_another_key_another_place_and_a_changed_byte_open_nothing(
    records: Records, tmp_path: Path
) -> None:
    own = Keys(Settings(data_dir=tmp_path))
    other = Keys(Settings(data_dir=tmp_path, secret_file=tmp_path / "lain.key"))
    closed = seal(Original("rahasia \ud800", {"[NIK-1]": "3515"}), "k1", own)
    assert unseal(closed, "k1", own) == Original("rahasia \ud800", {"[NIK-1]": "3515"})
    assert seal(Original("sama"), "k1", own) != seal(Original("sama"), "k1", own)
    changed = closed[:-1] + bytes([closed[-1] ^ 1])
    for sealed, comment_id, key in (
        (closed, "k1", other),
        (closed, "k2", own),
        (changed, "k1", own),
        (b"", "k1", own),
        (closed[:15], "k1", own),
    ):
        with pytest.raises(AssistantError, match="berkas kunci"):
            unseal(sealed, comment_id, key)


def test_a_lost_key_is_a_sentence_and_the_queue_goes_on(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment_id = queued(records)
    (tmp_path / keys.FILE_NAME).unlink()
    keys._secret.cache_clear()
    with pytest.raises(AssistantError, match="berkas kunci"):
        records.queue.original(comment_id)
    assert records.queue.entries()[0].text_masked.endswith("[TELEPON-1]")
    keys._secret.cache_clear()


def test_a_comment_of_an_earlier_version_says_that_its_original_was_not_kept(
    records: Records, tmp_path: Path
) -> None:
    comment_id = queued(records)
    with records._database.engine().execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE queued_comments SET sealed = NULL"))
    with pytest.raises(AssistantError, match="tidak disimpan"):
        records.queue.original(comment_id)
    with pytest.raises(AssistantError, match="tidak ada lagi"):
        records.queue.original("k0")


def test_the_page_puts_the_values_into_the_disposition(tmp_path: Path) -> None:
    assistant = staged(tmp_path).acting(ADMIN)
    take_in(
        [Incoming(COMMENT), Incoming(COMMENT.replace("7890", "7891"))],
        assistant.records.queue,
        NOW,
    )
    (entry,) = assistant.records.queue.entries()
    shown = list(_open(assistant, entry.id))
    opened = shown[-1].opened
    assert opened is not None and shown[-1].answers is not None
    cards = {card["key"]: card for card in shown[-1].answers["cards"]}
    assert cards["disposition"]["reveal"] == "Tampilkan data asli"
    (revealed,) = _reveal(assistant, opened)
    assert revealed.answers is not None
    card = revealed.answers["card"]
    assert card["heading"] == cards["disposition"]["heading"]
    assert "0812-3456-7890" in card["text"] and "0812-3456-7891" in card["text"]
    assert len(assistant.acting(HEAD).records.trail.entries(action="original.read")) == 2
    assistant.close()
