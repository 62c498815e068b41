"""Who acts on a matter, and how an answer calls them."""

from assistant.agencies import load_agencies
from assistant.drafts import CommentKind, Triage
from assistant.replying.reply_frames import load_frames
from assistant.triage import is_outside
from assistant.triaging.comments import split_list

# Who passes on what no agency of the regency takes: it runs 112 and files at SP4N-LAPOR!.
DESK = "diskominfo"


def doer_for(owner: str | None, triage: Triage, kind: CommentKind | None = None) -> str | None:
    """The regency's own agency that acts; None where a body outside has no one who connects.
    `kind` is of the matter itself, where the comment has others."""
    kind = kind or triage.kind
    if owner is None or not is_outside(owner):
        return owner
    if kind == "emergency":
        return next((agency for agency in triage.agencies if not is_outside(agency)), DESK)
    connects = load_agencies()[owner].coordinate
    return connects or (DESK if kind != "question" and through_lapor(owner) else None)


def through_lapor(owner: str | None) -> bool:
    """Whether a report reaches the body through SP4N-LAPOR! only."""
    table = load_frames().table["through_lapor"]
    if owner not in split_list(table["bodies"]):
        return False
    return load_agencies()[owner or ""].coordinate is None


def spoken_name(agency: str) -> str:
    name: str = load_frames().table["spoken"].get(agency) or load_agencies().name(agency)
    return name


def is_named(text: str, agency: str) -> bool:
    names = load_agencies()
    known = (names.name(agency), names.short(agency), spoken_name(agency))
    return any(name.lower() in text.lower() for name in known)
