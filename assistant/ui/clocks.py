"""How much time is left, in words that a busy person reads at a glance."""

from datetime import datetime, timedelta

from assistant.follow_ups import SOON, working_days_left
from assistant.ui.cards import JSON

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
