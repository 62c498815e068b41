"""How much time is left, in words that a busy person reads at a glance."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from assistant.follow_ups import SOON, working_days_left
from assistant.ui import strings
from assistant.ui.cards import JSON

if TYPE_CHECKING:
    from assistant.records.tables import QueueEntry

_NEAR = timedelta(minutes=30)


def clock(now: datetime, until: datetime) -> JSON:
    """ "sisa 18 mnt", "lewat 3 jam", "sisa 2 hari kerja"; `tone`: gawat when it is over."""
    left = until - now
    late = left < timedelta(0)
    tone = "gawat" if late else "ragu" if left < _NEAR else ""
    return {"text": f"{'lewat' if late else 'sisa'} {_amount(now, until, abs(left))}", "tone": tone}


def day_clock(now: datetime, until: datetime) -> JSON:
    """As `clock`, counted in working days where a day is what matters."""
    days = working_days_left(now, until)
    if until < now:
        text = f"lewat {abs(days)} hari kerja" if days else clock(now, until)["text"]
        return {"text": text, "tone": "gawat"}
    text = f"sisa {days} hari kerja" if days else f"hari ini sampai {_hour(now, until)}"
    return {"text": text, "tone": "ragu" if days <= SOON else ""}


def entry_clock(now: datetime, entry: "QueueEntry") -> JSON:
    """The clock that runs for comments of the queue; `what` it counts."""
    if entry.responded_at:
        return {**day_clock(now, entry.settle_by), "what": strings.SETTLEMENT}
    return {**clock(now, entry.respond_by), "what": strings.FIRST_RESPONSE}


def response_clock(now: datetime, entry: "QueueEntry") -> str:
    """How the first response stands: "sisa 18 mnt", "terkirim tepat waktu"."""
    given = entry.responded_at
    if given is None:
        return str(clock(now, entry.respond_by)["text"])
    late = given - entry.respond_by
    if late <= timedelta(0):
        return strings.RESPONDED
    zone = now.tzinfo
    amount = _amount(entry.respond_by.astimezone(zone), given.astimezone(zone), late)
    return strings.RESPONDED_LATE.format(amount=amount)


def _amount(now: datetime, until: datetime, left: timedelta) -> str:
    minutes = int(left.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} mnt"
    if minutes < 24 * 60:
        return f"{minutes // 60} jam"
    days = abs(working_days_left(now, until))
    return f"{days} hari kerja" if days else f"{minutes // 60} jam"


def _hour(now: datetime, until: datetime) -> str:
    return f"{until.astimezone(now.tzinfo):%H.%M}"
