"""Versions of what editors change: numbered a subject, refused when somebody else was faster."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.access import AccessDenied, Actor
from assistant.errors import AssistantError
from assistant.records.house_style import HOUSE_STYLE
from assistant.records.store import Records
from assistant.settings import Settings

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
CHANGES = {"house_style.yaml": {"rules": {"eyd.jam": {"off": True}}}}


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    opened = Records(Settings(data_dir=tmp_path / "data"), lambda: NOW)
    yield opened
    opened.close()


def save(records: Records, seen: int, subject: str = HOUSE_STYLE) -> int:
    return records.prompts.save(subject, CHANGES, who="sari", reason="rapat", seen=seen)


def test_a_look_makes_no_database(records: Records, tmp_path: Path) -> None:
    assert records.house_style() == {}
    assert not (tmp_path / "data").exists()


def test_versions_are_numbered_each_subject_for_itself(records: Records) -> None:
    assert [save(records, 0), save(records, 1), save(records, 0, "caption")] == [1, 2, 1]
    assert records.house_style() == CHANGES
    assert [v.number for v in records.prompts.history(HOUSE_STYLE)] == [2, 1]
    newest = records.prompts.history(HOUSE_STYLE)[0]
    assert (newest.who, newest.reason, newest.saved_at) == ("sari", "rapat", NOW)
    assert records.prompts.newest_number("reply") == 0
    assert records.prompts.changes("reply", 0) == {}
    with pytest.raises(AssistantError, match="tidak ditemukan"):
        records.prompts.changes(HOUSE_STYLE, 3)


def test_nothing_is_saved_over_a_version_that_was_not_seen(records: Records) -> None:
    save(records, 0)
    with pytest.raises(AssistantError, match="Orang lain menyimpan versi 1"):
        save(records, 0)
    assert records.prompts.newest_number(HOUSE_STYLE) == 1


def test_only_editors_save(records: Records) -> None:
    admin = Actor("a1", "sari", frozenset({"admin"}), "dinkes", "page")
    with pytest.raises(AccessDenied):
        save(records.acting(admin), 0)
    assert records.acting(admin).house_style() == {}
