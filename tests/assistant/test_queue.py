"""Many comments at once: grouped only where one answer serves, and never lost or doubled."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.deadlines import WIB
from assistant.drafts import Promise, Triage
from assistant.errors import AssistantError, UsageError
from assistant.queue import take_in
from assistant.queueing.comment_exports import Incoming, pasted
from assistant.records.comment_queue import Overtaken, Seen, Step
from assistant.records.store import Records
from assistant.settings import Settings
from tests.worked import Clock

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=WIB)
TRIAGE = Triage("complaint", "normal", "id", ("dishub",), True, (), ())


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def records(tmp_path: Path, clock: Clock) -> Iterator[Records]:
    opened = Records(Settings(data_dir=tmp_path / "data"), clock)
    yield opened
    opened.close()


def send(records: Records, step: Step, text: str = "Kami cek dulu.") -> None:
    records.record_reply(
        comment_masked="lampu padam",
        text=text,
        platform=None,
        triage=TRIAGE,
        writer="embedded",
        promises=[],
        queue=step,
    )


def take(records: Records, *texts: str) -> list[str]:
    take_in([Incoming(text) for text in texts], records.queue, NOW)
    return [entry.text_masked for entry in records.queue.entries()]


def test_what_says_the_same_waits_once(records: Records) -> None:
    take(
        records,
        "lampu PJU di depan pasar Krian mati sudah seminggu min, gelap sekali",
        "lampu pju di depan pasar krian mati sdh seminggu min gelap sekali!!",
        "Lampu PJU depan pasar Krian mati sudah seminggu, gelap sekali 🙏",
    )
    (entry,) = records.queue.entries()
    assert len(entry.comments) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jalan rusak parah di Tulangan", "jalan rusak parah di Porong"),
        ("sampah menumpuk di RT 03 Sedati", "sampah menumpuk di RT 08 Sedati"),
        ("kapan lampu jalan di Candi diperbaiki", "terima kasih lampu jalan di Candi diperbaiki"),
    ],
)
def test_what_needs_another_answer_waits_apart(records: Records, one: str, other: str) -> None:
    assert len(take(records, one, other)) == 2


def test_a_later_comment_joins_the_one_that_waits(records: Records) -> None:
    take(records, "air PDAM mati tiga hari di Buduran, tolong dicek")
    intake = take_in(
        [Incoming("air pdam mati tiga hari di buduran tolong dicek ya")], records.queue, NOW
    )
    assert (intake.added, intake.grouped) == (0, 1)
    (entry,) = records.queue.entries()
    assert len(entry.comments) == 2


def test_a_later_comment_brings_back_what_was_closed_meanwhile(records: Records) -> None:
    take(records, "air PDAM mati tiga hari di Buduran, tolong dicek")
    (entry,) = records.queue.entries()

    class Slow:
        """A queue in which the entry is closed while the newcomer is being read."""

        entries, known, seal = records.queue.entries, records.queue.known, records.queue.seal

        def keep(self, new, more):  # type: ignore[no-untyped-def]
            records.queue.change(Step(Seen(entry.id, entry.version), "done", "admin"))
            records.queue.keep(new, more)

    take_in([Incoming("air pdam mati tiga hari di Buduran tolong dicek")], Slow(), NOW)
    (again,) = records.queue.entries()
    assert (again.id, again.state, len(again.comments)) == (entry.id, "new", 2)


def test_only_masked_text_is_kept(records: Records, tmp_path: Path) -> None:
    (kept,) = take(records, "got mampet di Waru, hubungi saya 0812-3456-7890")
    assert kept == "got mampet di Waru, hubungi saya [TELEPON-1]"
    stored = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*.*"))
    assert b"3456-7890" not in stored and b"got mampet" in stored


def test_the_most_urgent_and_then_the_oldest_comes_first(records: Records) -> None:
    take_in(
        [
            Incoming("syarat membuat KIA apa saja?", None, NOW - timedelta(hours=1)),
            Incoming("jalan berlubang di Taman", None, NOW - timedelta(hours=3)),
            Incoming("ada rumah kebakaran di Gedangan, tolong!", None, NOW),
        ],
        records.queue,
        NOW,
    )
    kinds = [entry.kind for entry in records.queue.entries()]
    assert kinds == ["emergency", "complaint", "question"]
    (_, road, _) = records.queue.entries()
    assert road.respond_by == (NOW - timedelta(hours=2)).astimezone(UTC)
    assert road.settle_by > road.respond_by


def test_the_same_export_twice_adds_nothing(records: Records) -> None:
    export = [Incoming("jalan rusak di Prambon", "instagram", NOW, "digest")]
    take_in(export, records.queue, NOW)
    assert take_in(export, records.queue, NOW).repeated == 1
    (entry,) = records.queue.entries()
    assert len(entry.comments) == 1


def test_what_needs_no_reply_waits_apart(records: Records) -> None:
    assert take(records, "pinjaman cepat cair klik bit.ly/cair") == []
    assert records.queue.counts() == {"new": 0, "taken": 0, "done": 0, "ignored": 1}


def test_the_second_admin_is_told_and_nothing_is_recorded(records: Records) -> None:
    take(records, "lampu jalan padam di Wonoayu")
    (entry,) = records.queue.entries()
    seen = records.queue.change(Step(Seen(entry.id, entry.version), "taken", "admin"))
    reply = "Laporan kami teruskan ke Dinas Perhubungan."

    def finish() -> None:
        records.record_reply(
            comment_masked=entry.text_masked,
            text=reply,
            platform=None,
            triage=TRIAGE,
            writer="embedded",
            promises=[Promise(0, len(reply), "dishub", NOW)],
            queue=Step(seen, "done", "admin"),
        )

    finish()
    with pytest.raises(Overtaken, match=r"diselesaikan admin pukul 10\.00"):
        finish()
    assert len(records.follow_ups()) == 1
    assert records.queue.counts()["done"] == 1


def test_the_first_reply_stops_its_clock_and_no_later_one_does(
    records: Records, clock: Clock
) -> None:
    take(records, "lampu jalan padam di Wonoayu")
    (entry,) = records.queue.entries()
    seen = records.queue.change(Step(Seen(entry.id, entry.version), "taken", "admin"))
    (entry,) = records.queue.entries()
    assert entry.responded_at is None and entry.due == entry.respond_by
    clock.now += timedelta(minutes=20)
    send(records, Step(seen, "taken", "admin"))
    clock.now += timedelta(days=1)
    send(records, Step(Seen(seen.id, seen.version + 1), "taken", "admin"))
    (entry,) = records.queue.entries()
    assert entry.responded_at == NOW + timedelta(minutes=20)
    assert entry.due == entry.settle_by
    records.queue.change(Step(Seen(entry.id, entry.version), "done", "admin"))
    (entry,) = records.queue.entries(("done",))
    assert entry.responded_at == NOW + timedelta(minutes=20)


@pytest.mark.parametrize(("state", "given"), [("done", True), ("ignored", False), ("new", False)])
def test_only_what_is_done_had_a_response(records: Records, state: str, given: bool) -> None:
    take(records, "lampu jalan padam di Wonoayu")
    (entry,) = records.queue.entries()
    records.queue.change(Step(Seen(entry.id, entry.version), state, "admin"))
    assert (records.queue.entry(entry.id).responded_at == NOW) is given


def test_a_newcomer_waits_for_a_first_response_of_its_own(records: Records, clock: Clock) -> None:
    take(records, "air PDAM mati tiga hari di Buduran, tolong dicek")
    (entry,) = records.queue.entries()
    send(records, Step(Seen(entry.id, entry.version), "taken", "admin"))
    clock.now += timedelta(days=1)
    take_in(
        [Incoming("air pdam mati tiga hari di Buduran tolong dicek ya")], records.queue, clock.now
    )
    (again,) = records.queue.entries()
    assert (again.id, again.state, again.taken_by) == (entry.id, "taken", "admin")
    assert again.responded_at is None and again.due == clock.now + timedelta(hours=1)
    assert again.settle_by == entry.settle_by


def test_a_comment_that_is_gone_is_said(records: Records) -> None:
    with pytest.raises(AssistantError, match="tidak ada lagi"):
        records.queue.entry("q0")
    with pytest.raises(Overtaken, match="tetap ada di layar"):
        records.queue.change(Step(Seen("q0", 1), "done", "admin"))


def test_closed_entries_are_forgotten_in_time(tmp_path: Path) -> None:
    clock = [NOW]
    records = Records(Settings(data_dir=tmp_path), lambda: clock[0])
    take_in(pasted("jalan rusak di Krembung\nlampu padam di Balongbendo"), records.queue, NOW)
    first, _ = records.queue.entries()
    records.queue.change(Step(Seen(first.id, first.version), "done", "admin"))
    clock[0] += timedelta(days=91)
    records.forget_settled()
    assert sum(records.queue.counts().values()) == 1
    records.close()


def test_pasted_comments_are_told_apart() -> None:
    assert [one.text for one in pasted("satu\ndua\n\n")] == ["satu", "dua"]
    assert [one.text for one in pasted("satu\nbaris dua\n \ntiga")] == ["satu\nbaris dua", "tiga"]
    with pytest.raises(UsageError, match="kosong"):
        pasted(" \n ")


def test_a_comment_without_end_is_refused(records: Records) -> None:
    with pytest.raises(UsageError, match="lebih panjang"):
        take(records, "a" * 20_001)
