"""Small numbers of the drills in benchmarks/durability.py: nothing that was accepted is lost."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from assistant.accounts import add_account
from assistant.records.store import Records
from assistant.settings import Settings
from benchmarks import durability
from benchmarks.durability import failures

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


def test_a_kill_loses_nothing_and_leaves_nothing_by_half(settings: Settings) -> None:
    figures = durability.kills(settings, 20)
    assert failures({"kills": figures}) == [] and figures["acknowledged"] >= 20
    # What was never saved is missed: the drill can fail.
    assert durability._missing(settings, [("saved", "w1-0"), ("approved", "p1")]) == (2, 0)


def test_what_is_accepted_is_on_the_disk(tmp_path: Path) -> None:
    figures = durability.syncs(tmp_path, 20)
    if figures is None:
        pytest.skip("strace tidak terpasang atau tidak diizinkan")
    assert failures({"syncs": figures}) == []


def test_nobody_overwrites_anybody_unseen(settings: Settings) -> None:
    assert failures({"updates": durability.lost_updates(settings, 6)}) == []


def test_what_is_done_twice_is_done_once(settings: Settings) -> None:
    assert failures({"double": durability.double_effects(settings, 6)}) == []


def test_a_full_disk_is_told_and_costs_nothing(settings: Settings) -> None:
    figures = durability.full_disk(settings, 4)
    assert failures({"disk": figures}) == [] and figures["told_and_recovered"] == 4


def test_the_same_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    server = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("CREATE DATABASE ketahanan"))
    url = postgres_url.replace("/postgres?", "/ketahanan?")
    settings = Settings(data_dir=tmp_path, database_url=url)
    found = {
        "kills": durability.kills(settings, 4),
        "updates": durability.lost_updates(settings, 3),
        "double": durability.double_effects(settings, 3),
    }
    assert failures(found) == []
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE ketahanan WITH (FORCE)"))
    server.dispose()


@pytest.mark.parametrize("days", [1, -1, 3650, -3650])
def test_a_clock_that_jumps_breaks_nothing(settings: Settings, days: int) -> None:
    now = [NOW]
    records = Records(settings, lambda: now[0])
    account = add_account(records, "sari", "superadmin", None)
    session = records.accounts.start(account.id)
    durability.save(records, "sebelum")
    now[0] += timedelta(days=days)
    assert records.accounts.of_session(session) is None
    durability.save(records, "sesudah")
    later = records.accounts.start(account.id)
    now[0] -= timedelta(days=days)  # and back
    assert records.accounts.of_session(session) is None
    assert records.accounts.of_session(later) is None
    durability.save(records, "kembali")
    rows = [entry.row for entry in records.trail.entries()]
    assert [row.seq for row in rows] == sorted((row.seq for row in rows), reverse=True)
    assert records.trail.verify() is None
    records.upkeep()
    assert records.trail.verify() is None
    records.close()
