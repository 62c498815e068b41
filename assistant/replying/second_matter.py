"""How an answer speaks of what a comment wants beside its first matter."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.agencies import load_agencies
from assistant.drafts import Triage
from assistant.replying.bodies import doer_for, spoken_name, through_lapor
from assistant.replying.dispositions import Case
from assistant.replying.reply_frames import load_frames

_NAMES = (
    *("second", "second_told", "second_asked", "second_place", "second_agency", "second_short"),
    *("second_same", "second_body", "praised"),
)


@dataclass(frozen=True, slots=True)
class SecondMatter:
    """`sort` chooses its sentence; `doer` acts on it; `filled` are its words for the frames, None
    where nothing is to be said."""

    sort: str
    doer: str | None
    filled: Mapping[str, str | None]


def second_matter(case: Case, triage: Triage, owner: str | None) -> SecondMatter:
    """The first of the other matters of a comment whose first is the business of `owner`."""
    filled: dict[str, str | None] = dict.fromkeys(_NAMES)
    if not case.others:
        return SecondMatter("complaint", None, filled)
    other, agencies = case.others[0], load_agencies()
    if other.kind == "praise":
        return SecondMatter("praise", None, filled | {"second": other.noun, "praised": other.noun})
    doer = doer_for(other.agency, triage, other.kind)
    elsewhere = other.place and (case.place is None or other.place.text != case.place.text)
    filled |= {
        "second": other.noun,
        "second_told": load_frames().table["second_told"][other.kind].format(second=other.noun),
        "second_asked": other.asked,
        "second_place": f" {other.place.phrase}" if other.place and elsewhere else "",
    }
    if doer is None:
        filled |= {"second_body": spoken_name(other.agency), "second_told": None}
        return SecondMatter("explained", None, filled)
    if other.agency == owner:
        return SecondMatter("same", doer, filled | {"second_same": spoken_name(owner)})
    name, short = spoken_name(other.agency), agencies.short(other.agency)
    if doer != other.agency:
        table = load_frames().table["through_lapor"]
        lapor = table["name"] if through_lapor(other.agency) else None
        name = f"{name} lewat {lapor or spoken_name(doer)}"
    filled |= {"second_agency": name, "second_short": short}
    return SecondMatter("asked" if other.asked else other.kind, doer, filled)
