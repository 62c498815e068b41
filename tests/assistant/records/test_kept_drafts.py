"""A kept draft holds what it rests on, follows every change, and is forgotten in time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.drafts import CaptionResult, CheckResult, Draft, Finding, Length, Source
from assistant.errors import AssistantError
from assistant.records.store import Records
from assistant.settings import Settings

JOB = {"brief": "Kabarkan donor darah", "platforms": ["x", "instagram"]}
SOURCE = Source("d1", "Rilis donor darah", "dinkes", 1, "Donor darah digelar 3 Desember 2026.")


def draft(platform: str, text: str = "Donor darah 3 Desember 2026.") -> Draft:
    return Draft(platform, None, None, text, (), "Poster donor", Length(len(text), 280, "weighted"))


class Clock:
    now = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(tmp_path: Path, clock: Clock) -> Iterator[Records]:
    opened = Records(Settings(data_dir=tmp_path / "data"), clock)
    yield opened
    opened.close()


@pytest.fixture
def work(records: Records) -> str:
    return records.drafts.keep(JOB, CaptionResult((draft("instagram"), draft("x")), (SOURCE,)))


def test_the_drafts_of_a_brief_are_kept_with_their_sources(records: Records, work: str) -> None:
    kept = records.drafts.of_work(work)
    assert [(d.platform, d.state, d.version) for d in kept] == [
        ("instagram", "draft", 1),
        ("x", "draft", 1),
    ]
    assert kept[0].sources[0]["quote"] == SOURCE.quote
    assert kept[0].job == JOB and kept[0].brief == JOB["brief"]


def test_an_edit_is_a_new_version_with_what_the_checks_say(records: Records, work: str) -> None:
    finding = Finding("claim.not_found", "warn", 0, 5, "Periksa.")
    checked = CheckResult((), (finding,), Length(5, 280, "weighted"), ())
    records.drafts.use(work, ["x"])
    records.drafts.edit(work, "x", None, "Besok", checked)
    records.drafts.edit(work, "x", None, "Besok", checked)
    kept = records.drafts.of_work(work)[1]
    assert (kept.text, kept.version, kept.state) == ("Besok", 2, "draft")
    assert kept.findings[0]["rule"] == "claim.not_found"


def test_copying_marks_a_draft_as_used_and_another_version_as_open(
    records: Records, work: str
) -> None:
    records.drafts.use(work, ["instagram"])
    assert [d.platform for d in records.drafts.all("used")] == ["instagram"]
    renewed = CaptionResult((draft("instagram", "Lebih singkat."),), (SOURCE,))
    records.drafts.renew(work, JOB, renewed.drafts[0], renewed)
    kept = records.drafts.of_work(work)[0]
    assert (kept.text, kept.state, kept.version) == ("Lebih singkat.", "draft", 2)


def test_a_deleted_draft_stays_deleted(records: Records, work: str) -> None:
    for kept in records.drafts.of_work(work):
        records.drafts.delete(kept.id)
    records.drafts.edit(work, "x", None, "Halo", CheckResult((), (), Length(4, 280, "x"), ()))
    with pytest.raises(AssistantError, match="tidak ada lagi"):
        records.drafts.of_work(work)


def test_what_nobody_touches_is_forgotten(records: Records, work: str, clock: Clock) -> None:
    clock.now += timedelta(days=91)
    records.drafts.edit(work, "x", None, "Baru", CheckResult((), (), Length(4, 280, "x"), ()))
    records.forget_settled()
    assert [d.platform for d in records.drafts.all()] == ["x"]
