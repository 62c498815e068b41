"""A sent reply and its promises are one fact; nothing else about a citizen is kept."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.drafts import Promise, Triage
from assistant.errors import AssistantError
from assistant.records import schema
from assistant.records.store import Records
from assistant.records.tables import Base
from assistant.settings import Settings
from knowledge.catalogue import open_engine

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
TRIAGE = Triage("complaint", "normal", "id", ("dishub",), True, ("pju",), ("lampu",))
REPLY = "Terima kasih, Kak. Laporan kami teruskan ke Dinas Perhubungan."
PROMISE = Promise(19, len(REPLY), "dishub", NOW + timedelta(days=3))


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


def record(records: Records, *promises: Promise) -> tuple[str, ...]:
    return records.record_reply(
        comment_masked="lampu mati, nomor saya [TELEPON-1]",
        text=REPLY,
        platform="instagram",
        triage=TRIAGE,
        writer="embedded",
        promises=promises,
    )


def test_a_reply_is_recorded_with_its_promises(records: Records) -> None:
    (follow_up_id,) = record(records, PROMISE)
    (follow_up,) = records.follow_ups()
    assert follow_up.id == follow_up_id
    assert follow_up.promise == "Laporan kami teruskan ke Dinas Perhubungan."
    assert (follow_up.agency, follow_up.due, follow_up.state) == ("dishub", PROMISE.due, "open")
    assert follow_up.reply.comment_masked == "lampu mati, nomor saya [TELEPON-1]"
    assert records.follow_ups(agency="dlhk") == []


def test_a_promise_that_cannot_be_recorded_leaves_no_reply(
    records: Records, tmp_path: Path
) -> None:
    record(records, PROMISE)
    engine = open_engine(tmp_path / "data", None)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("DROP TABLE follow_ups"))
    with pytest.raises(AssistantError, match="tidak dapat disimpan"):
        record(records, PROMISE)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM sent_replies")).scalar() == 1
    engine.dispose()


def test_a_kept_promise_leaves_the_list_once(records: Records, clock: Clock) -> None:
    (follow_up_id,) = record(records, PROMISE)
    records.settle(follow_up_id)
    clock.now += timedelta(days=1)
    records.settle(follow_up_id)
    assert records.follow_ups() == []
    assert records.follow_ups(state=None)[0].settled_at == NOW
    with pytest.raises(AssistantError, match="tidak ditemukan"):
        records.settle("t0")


def test_settled_replies_are_forgotten_and_open_promises_are_not(
    records: Records, clock: Clock
) -> None:
    record(records)
    record(records, PROMISE)
    (settled,) = record(records, PROMISE)
    records.settle(settled)
    clock.now += timedelta(days=91)
    records.forget_settled()
    (left,) = records.follow_ups(state=None)
    assert left.state == "open"


def test_the_newest_step_is_named_and_makes_the_tables_that_are_mapped(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    steps = sorted(path.stem[:4] for path in (schema._FOLDER / "versions").glob("0*.py"))
    assert steps[-1] == schema.NEWEST
    engine = open_engine(tmp_path, None)
    schema.migrate(engine)
    with engine.connect() as connection:
        options = {
            "version_table": schema.VERSION_TABLE,
            "include_name": lambda name, kind, _: kind != "table" or name in Base.metadata.tables,
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_database_that_is_up_to_date_does_not_load_alembic(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from assistant.records.schema import migrate; "
        "from knowledge.catalogue import open_engine; "
        f"migrate(open_engine(Path({str(tmp_path)!r}), None)); print('alembic' in sys.modules)"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout.strip()
        for _ in range(2)
    ]
    assert said == ["True", "False"]


def test_the_same_on_postgresql(postgres_url: str, clock: Clock) -> None:
    for _ in range(2):  # the second finds the tables made
        records = Records(Settings(database_url=postgres_url), clock)
        (follow_up_id,) = record(records, PROMISE)
        kept = {follow_up.id: follow_up.due for follow_up in records.follow_ups()}
        assert kept[follow_up_id] == PROMISE.due
        records.close()
