"""The trail: every act has a row, and nothing that was written can be changed unnoticed."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from assistant.access import LOCAL, NOBODY, AccessDenied, Actor
from assistant.errors import AssistantError
from assistant.keys import Keys, secret_path
from assistant.records.store import Records
from assistant.records.trail import Head, Period
from assistant.settings import Settings

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
HEAD = Actor("a1", "pak.kepala", frozenset({"head"}), "dishub", "page")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


@pytest.fixture
def records(settings: Settings) -> Iterator[Records]:
    opened = Records(settings, lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def filled(records: Records) -> Records:
    for number in range(12):
        records.trail.add(
            "draft.edited", "draft", f"d{number % 3}", agency="dishub",
            content={"text": f"isi {number}"}, lasting=number % 2 == 0,
        )  # fmt: skip
    return records


def attack(settings: Settings, *statements: str) -> None:
    """Somebody with the file in their hands, who knows of the triggers."""
    with sqlite3.connect(settings.data_dir / "assistant.db") as database:
        for event in ("update", "delete"):
            database.execute(f"DROP TRIGGER trail_no_{event}")
        for statement in statements:
            database.execute(statement)


def test_a_row_says_who_did_what(records: Records) -> None:
    records.acting(LOCAL).trail.add("draft.approved", "draft", "d1", content={"text": "isi"})
    (entry,) = records.trail.entries()
    row = entry.row
    assert (row.actor, row.via, row.action, row.object_id) == (
        "admin", "local", "draft.approved", "d1",
    )  # fmt: skip
    assert row.at == NOW and entry.content == {"text": "isi"} and row.roles == "editor head"


def test_an_untouched_chain_verifies(filled: Records) -> None:
    head = filled.trail.head()
    assert head and head.seq == 12
    assert filled.trail.verify((head,)) is None


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("UPDATE trail SET actor = 'lain' WHERE seq = 5", 5),
        ("UPDATE trail SET at = '2020-01-01 00:00:00.000000' WHERE seq = 1", 1),
        ("UPDATE trail SET agency = NULL WHERE seq = 12", 12),
        ("DELETE FROM trail WHERE seq = 7", 7),
        ("UPDATE trail SET seq = 99 WHERE seq = 4", 4),
        ("UPDATE trail SET mac = (SELECT mac FROM trail WHERE seq = 2) WHERE seq = 3", 3),
        ("UPDATE trail_contents SET content = '{\"text\": \"lain\"}' WHERE seq = 6", 6),
        ("INSERT INTO trail SELECT 13, at, actor_id, actor, roles, actor_agency, via, action, "
         "kind, object_id, agency, content_hash, key_mark, mac FROM trail WHERE seq = 12", 13),
    ],
)  # fmt: skip
def test_what_was_changed_behind_our_back_is_found(
    filled: Records, settings: Settings, statement: str, seq: int
) -> None:
    attack(settings, statement)
    fault = filled.trail.verify()
    assert fault and fault.seq == seq


def test_swapped_rows_are_found(filled: Records, settings: Settings) -> None:
    attack(
        settings,
        "UPDATE trail SET seq = 100 WHERE seq = 3",
        "UPDATE trail SET seq = 3 WHERE seq = 4",
        "UPDATE trail SET seq = 4 WHERE seq = 100",
    )
    fault = filled.trail.verify()
    assert fault and fault.seq == 3


def test_a_cut_tail_is_found_by_a_head_that_was_kept_elsewhere(
    filled: Records, settings: Settings
) -> None:
    head = filled.trail.head()
    assert head
    attack(settings, "DELETE FROM trail WHERE seq > 10")
    assert filled.trail.verify() is None  # the chain alone cannot know
    fault = filled.trail.verify((head,))
    assert fault and fault.seq == 12
    assert filled.trail.verify((replace(head, seq=3),))


def test_the_database_itself_refuses_changes(filled: Records, settings: Settings) -> None:
    with sqlite3.connect(settings.data_dir / "assistant.db") as database:
        for statement in ("UPDATE trail SET actor = 'x'", "DELETE FROM trail"):
            with pytest.raises(sqlite3.DatabaseError, match="append-only"):
                database.execute(statement)
    assert filled.trail.verify() is None


def test_contents_can_go_and_the_chain_stands(filled: Records) -> None:
    with filled._writing() as session:
        filled.trail.forget(session, NOW + timedelta(days=1))
    assert filled.trail.verify() is None
    left = [entry for entry in filled.trail.entries() if entry.content]
    assert len(left) == 6 and len(filled.trail.entries()) == 12


def test_a_head_reads_what_concerns_their_agency(filled: Records) -> None:
    filled.trail.add("draft.edited", "draft", "d9", agency="dinkes")
    assert {entry.row.agency for entry in filled.acting(HEAD).trail.entries()} == {"dishub"}
    assert len(filled.acting(LOCAL).trail.entries()) == 13
    admin = replace(HEAD, roles=frozenset({"admin"}))
    for actor in (NOBODY, admin):
        with pytest.raises(AccessDenied):
            filled.acting(actor).trail.entries()
        with pytest.raises(AccessDenied):
            filled.acting(actor).trail.verify()


def test_entries_can_be_searched(filled: Records) -> None:
    assert len(filled.trail.entries(object_id="d1")) == 4
    today = date(2026, 11, 25)
    assert len(filled.trail.entries(period=Period(today, today))) == 12
    assert filled.trail.entries(period=Period(None, date(2026, 11, 24))) == []
    assert filled.trail.entries(action="sign-in") == []
    assert [e.row.seq for e in filled.trail.entries(limit=2)] == [12, 11]


def test_an_act_that_fails_leaves_no_row(records: Records) -> None:
    with pytest.raises(AssistantError):
        records.settle("t-tidak-ada")
    assert records.trail.entries() == []


def test_log_injection_stays_in_its_field(records: Records) -> None:
    records.trail.add("x", "draft", "d\n2026 superadmin approved\x1b[31m", content={"a": "\ud800"})
    (entry,) = records.trail.entries()
    assert "\n" in entry.row.object_id and records.trail.verify() is None


def test_the_secret_is_for_this_user_only_and_its_loss_is_named(
    filled: Records, settings: Settings, tmp_path: Path
) -> None:
    path = secret_path(settings)
    assert path.stat().st_mode & 0o777 == 0o600 and len(path.read_text()) == 65
    other = Records(replace(settings, secret_file=tmp_path / "lain.key"), lambda: NOW)
    with pytest.raises(AssistantError, match="ASSISTANT_SECRET_FILE"):
        other.trail.check_key()
    fault = other.trail.verify()
    assert fault and fault.seq == 1 and "kunci" in fault.reason
    other.close()
    (tmp_path / "rusak.key").write_text("bukan kunci")
    with pytest.raises(AssistantError, match="rusak"):
        Keys(replace(settings, secret_file=tmp_path / "rusak.key")).trail()


def test_a_head_that_never_was_is_a_fault(filled: Records) -> None:
    assert filled.trail.verify((Head(4, "0" * 64),))


def test_the_same_holds_on_postgres(postgres_url: str, tmp_path: Path) -> None:
    server = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE trail")
    server.dispose()
    own = postgres_url.replace("/postgres?", "/trail?")
    records = Records(Settings(database_url=own, data_dir=tmp_path), lambda: NOW)
    try:
        records.trail.add("draft.edited", "draft", "d1", content={"text": "isi"})
        assert len(records.trail.entries()) == 1 and records.trail.verify() is None
        with (
            pytest.raises((AssistantError, SQLAlchemyError)),
            records._database.engine().begin() as connection,
        ):
            connection.exec_driver_sql("DELETE FROM trail")
        assert records.trail.verify() is None
    finally:
        records.close()
