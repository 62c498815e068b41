"""What came of a promise is told in the agency's words, without what a citizen must not see."""

from datetime import datetime, timedelta

import pytest

from assistant.deadlines import WIB
from assistant.follow_ups import draft_follow_up, read_outcome, working_days_left
from assistant.jobs import FollowUpJob
from assistant.records.tables import FollowUp, SentReply

# A Tuesday.
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=WIB)


def promise(comment: str, platform: str | None = "instagram", agency: str = "dishub") -> FollowUp:
    reply = SentReply(id="b1", comment_masked=comment, text="…", platform=platform)
    return FollowUp(id="t1", agency=agency, promise="…", due=NOW, reply=reply)


def news(answer: str, follow_up: FollowUp):  # type: ignore[no-untyped-def]
    return draft_follow_up(FollowUpJob(follow_up="t1", answer=answer), follow_up, NOW)


LAMP = "lampu jalan padam di depan Balai Desa Bligo min, tolong"


def test_work_that_is_done_is_told_with_the_place_and_promises_nothing() -> None:
    found = news(
        "Mohon izin, lampu sdh diganti kemarin sore oleh tim. Terima kasih.", promise(LAMP)
    )
    text = found.draft.text
    assert found.outcome == "done" and found.draft.promises == ()
    assert "Balai Desa Bligo" in text and "sudah diganti kemarin sore" in text
    assert "Mohon izin" not in text and "sdh" not in text
    assert [claim for claim in found.draft.claims if not claim.supported] == []


def test_work_that_goes_on_promises_the_next_news_on_the_day_that_was_named() -> None:
    found = news("Material masih dipesan, dipasang tanggal 2 Desember 2026.", promise(LAMP))
    (kept,) = found.draft.promises
    assert kept.due == datetime(2026, 12, 2, 16, 0, tzinfo=WIB) and kept.agency == "dishub"
    assert "2 Desember 2026" in found.draft.text[kept.start : kept.end]


def test_news_without_a_day_is_due_like_a_report() -> None:
    (kept,) = news("Masih menunggu jadwal petugas.", promise(LAMP)).draft.promises
    assert working_days_left(NOW, kept.due) == 5


def test_personal_data_of_an_answer_is_withheld() -> None:
    found = news("Lampu sudah menyala. Hubungi pelapor di 0812-3456-7890.", promise(LAMP))
    assert "0812" not in found.draft.text and "TELEPON" not in found.draft.text
    assert [finding.rule for finding in found.draft.findings] == ["personal-data"]


def test_a_short_field_holds_the_news_itself() -> None:
    found = news("Sudah diperbaiki hari ini.", promise(LAMP, "tiktok"))
    assert found.draft.length.count <= 150 and "sudah diperbaiki hari ini" in found.draft.text


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("pohon tumbang sudah dipotong", "done"),
        ("sudah disurvei, akan dikerjakan minggu depan", "progress"),
        ("belum selesai", "progress"),
        ("belum dianggarkan tahun ini", "declined"),
        ("tidak dapat dipenuhi karena lahan milik pribadi", "declined"),
        ("petugas ke lokasi", "progress"),
    ],
)
def test_what_came_of_it_is_read(answer: str, outcome: str) -> None:
    assert read_outcome(answer) == outcome


def test_working_days_are_counted_both_ways() -> None:
    assert working_days_left(NOW, NOW + timedelta(days=7)) == 5
    assert working_days_left(NOW, NOW) == 0
    assert working_days_left(NOW, NOW - timedelta(days=4)) == -2
