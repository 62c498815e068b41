"""What the clocks of the queue say to somebody who glances at them."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.deadlines import WIB
from assistant.records.tables import QueueEntry
from assistant.ui.clocks import entry_clock, response_clock

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=WIB)  # a Tuesday
HOUR = timedelta(hours=1)


def entry(responded_at: datetime | None) -> QueueEntry:
    return QueueEntry(
        respond_by=(NOW + HOUR).astimezone(UTC),
        settle_by=NOW + timedelta(days=6),
        responded_at=responded_at and responded_at.astimezone(UTC),
    )


@pytest.mark.parametrize(
    ("after", "text", "tone", "response"),
    [
        (timedelta(minutes=10), "sisa 50 mnt", "", "sisa 50 mnt"),
        (timedelta(minutes=45), "sisa 15 mnt", "ragu", "sisa 15 mnt"),
        (3 * HOUR, "lewat 2 jam", "gawat", "lewat 2 jam"),
    ],
)
def test_until_the_first_response_its_clock_runs(
    after: timedelta, text: str, tone: str, response: str
) -> None:
    found = entry_clock(NOW + after, entry(None))
    assert found == {"text": text, "tone": tone, "what": "tanggapan pertama"}
    assert response_clock(NOW + after, entry(None)) == response


@pytest.mark.parametrize(
    ("given", "response"),
    [
        (timedelta(minutes=20), "terkirim tepat waktu"),
        (HOUR, "terkirim tepat waktu"),
        (timedelta(minutes=95), "terkirim, terlambat 35 mnt"),
        (timedelta(days=2), "terkirim, terlambat 2 hari kerja"),
    ],
)
def test_then_the_clock_of_the_settlement(given: timedelta, response: str) -> None:
    answered = entry(NOW + given)
    assert entry_clock(NOW + timedelta(days=2), answered)["text"] == "sisa 2 hari kerja"
    assert entry_clock(NOW + timedelta(days=2), answered)["what"] == "penyelesaian"
    late = entry_clock(NOW + timedelta(days=7), answered)
    assert (late["text"], late["tone"]) == ("lewat 1 hari kerja", "gawat")
    assert response_clock(NOW + timedelta(days=2), answered) == response
