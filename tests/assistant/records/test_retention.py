"""What the retention no longer allows is gone from the files, and the trail still verifies."""

import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.orm import Session

from assistant.accounts import add_account
from assistant.assembly import assemble
from assistant.drafts import CaptionResult, Draft, Length, Triage
from assistant.llm import Call
from assistant.queue import take_in
from assistant.queueing.comment_exports import Incoming
from assistant.records.accounts import Failures, SetUp, SignIn
from assistant.records.comment_queue import Seen, Step
from assistant.records.store import Records
from assistant.records.tables import ModelCall, QueueEntry
from assistant.records.trail import TrailContent
from assistant.records.trail_heads import FILE_NAME as HEADS
from assistant.settings import Settings
from assistant.web.preparation import Preparation

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
TRIAGE = Triage("complaint", "normal", "id", ("dishub",), True, (), ())
CANARY = "kenari"


class Clock:
    def __init__(self) -> None:
        self.now = NOW

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


def work(records: Records, number: int) -> None:
    """A day's work in every room, each text with a canary of its own."""
    words = f"{CANARY}{number:04d}"
    comment = f"lampu jalan di Krian padam {words} hubungi 0812-3456-{number:04d} " + "x" * number
    take_in([Incoming(comment)], records.queue, records.now())
    for entry in records.queue.entries(("new",)):
        records.queue.change(Step(Seen(entry.id, entry.version), "done", f"admin{words}"))
    records.record_reply(
        comment_masked=f"komentar {words}",
        text=f"balasan {words}",
        drafted=f"draf {words}",
        platform=None,
        triage=TRIAGE,
        writer="embedded",
        promises=(),
    )
    draft = Draft("facebook", None, None, f"draf {words}", (), None, Length(1, 9, "codepoints"))
    job = {"brief": f"maksud {words}", "platforms": ["facebook"]}
    records.drafts.keep(job, CaptionResult((draft,), ()))
    records.keep_call(Call("a.md", "ff", "m", f"kirim {words}", received=words, at=records.now()))
    records.questions.collect(f"kapan {words} dibuka", (words,), None)


def stored(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_nothing_of_it_is_left_in_any_file(records: Records, clock: Clock, tmp_path: Path) -> None:
    for number in range(25):
        work(records, number)
    assert stored(tmp_path).count(CANARY.encode()) > 200
    size = len(stored(tmp_path))
    clock.now += timedelta(days=91)
    records.upkeep()
    left = stored(tmp_path)
    assert CANARY.encode() not in left and b"0812-3456" not in left
    assert len(left) < size
    assert records.trail.verify() is None
    rows = records.trail.entries()
    assert len(rows) > 100 and all(
        entry.content is None for entry in rows if entry.row.action != "model.called"
    )
    engine = records._database.engine()
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA freelist_count")).scalar() == 0
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def test_the_second_time_the_file_is_shortened_step_by_step(
    records: Records, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[float] = []
    monkeypatch.setattr("assistant.records.database.time.sleep", steps.append)
    for round_ in range(2):
        for number in range(12):
            work(records, number)
        full = len(stored(tmp_path))
        clock.now += timedelta(days=91)
        records.upkeep()
        assert CANARY.encode() not in stored(tmp_path), round_
        assert len(stored(tmp_path)) < full
        assert len(steps) <= 2 * round_  # many pages a step
    assert records.trail.verify() is None


def test_what_is_not_settled_or_not_old_stays(records: Records, clock: Clock) -> None:
    work(records, 1)
    clock.now += timedelta(days=80)
    work(records, 2)
    take_in([Incoming("jalan berlubang di Tulangan")], records.queue, records.now())
    clock.now += timedelta(days=11)
    records.upkeep()
    assert [one.text for one in records.sent_replies(9)] == [f"balasan {CANARY}0002"]
    assert len(records.latest_calls()) == 1
    with records._reading() as session:
        states = list(session.scalars(select(QueueEntry.state)))
        assert sorted(states) == ["done", "new"]
        assert session.scalars(select(ModelCall.id)).all() and session.get(TrailContent, 1) is None


def test_sessions_failures_and_links_go_too(records: Records, clock: Clock) -> None:
    account = add_account(records, "sari", "superadmin", None)
    records.accounts.start(account.id)
    records.accounts.new_set_up("sari")
    records.accounts.failed("sari", 3, timedelta(days=1))
    clock.now += timedelta(days=92)
    records.upkeep()
    with records._reading() as session:
        for table in (SignIn, SetUp, Failures):
            assert session.scalars(select(table)).all() == []
        assert records.accounts.named("sari")


def test_the_head_of_each_day_is_kept_once_and_told(
    records: Records, clock: Clock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        for _ in range(2):
            work(records, 1)
            records.upkeep()
        clock.now += timedelta(days=1)
    clock.now -= timedelta(days=3650)  # a clock that was set back
    records.upkeep()
    lines = (tmp_path / "data" / HEADS).read_text().splitlines()
    assert len(lines) == 3 and lines[0].startswith('{"at": "2026-11-24T')
    with caplog.at_level(logging.WARNING):
        clock.now += timedelta(days=1)
        records.upkeep()
    assert "head of the trail" in caplog.text and CANARY not in caplog.text


def test_the_page_does_it_at_its_start_and_every_day(tmp_path: Path, clock: Clock) -> None:
    with closing(assemble(Settings(data_dir=tmp_path, sample=False), clock=clock)) as assistant:
        work(assistant.records, 1)
        preparation = Preparation(assistant, look_seconds=0.02)
        preparation.page_answered()
        preparation.start()
        preparation.wait(30)
        assert len((tmp_path / HEADS).read_text().splitlines()) == 1
        assert len(assistant.records.sent_replies(9)) == 1
        clock.now += timedelta(days=91)
        for _ in range(500):
            if not assistant.records.sent_replies(9):
                break
            preparation._closing.wait(0.02)
        assert assistant.records.sent_replies(9) == []
        preparation.close()
        assert len((tmp_path / HEADS).read_text().splitlines()) == 2


def test_the_same_on_postgresql(postgres_url: str, clock: Clock, tmp_path: Path) -> None:
    server = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("CREATE DATABASE penyimpanan"))
    url = postgres_url.replace("/postgres?", "/penyimpanan?")
    with closing(Records(Settings(data_dir=tmp_path, database_url=url), clock)) as records:
        for number in range(5):
            work(records, number)
        clock.now += timedelta(days=91)
        records.upkeep()
        assert records.trail.verify() is None
        with Session(records._database.engine()) as session:
            for name in inspect(records._database.engine()).get_table_names():
                rows = session.execute(text(f"SELECT * FROM {name}")).all()
                assert CANARY not in str(rows), name
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE penyimpanan WITH (FORCE)"))
    server.dispose()
