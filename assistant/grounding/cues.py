"""What a draft says around a value of how it came about: added up, left over, shared out.

A value that no source has is taken for one that the draft worked out only where such a word stands
in its own clause: of all numbers some pair gives any other by chance.
"""

import re
from collections.abc import Sequence
from functools import cache

from assistant.assertions.phases import CHANGE
from assistant.assertions.value import Amount
from assistant.assertions.words import alternatives
from assistant.claims import Claim
from assistant.grounding.ground import Match
from assistant.grounding.matter import ABOUT_IT, Matter, best

_WORDS = ("polarity", "condition", "person", "place", "organisation", "name", "quotation")
_STOPS = re.compile(r"[,;:()\n]|\.(?!\d)")
_MORE_OF_IT = re.compile(
    r"(?:\s+[a-z]+){0,2}\s+(?:lebih\s+(?!dari\b)\w+|di\s+(?:atas|bawah)\b)", re.IGNORECASE
)
_STATE = re.compile(r"\b(?:dari|menjadi|jadi|ke|kini|sekarang|semula)\s+(?:Rp\s?)?$", re.IGNORECASE)
_OPENS_LIST = re.compile(
    r"[:=(]|\b(?:terdiri|terbagi|yakni|yaitu|meliputi|rinciannya)\b", re.IGNORECASE
)
_NOUN = 4  # words between a value and what says that it is the rest


def before(matter: Matter, claim: Claim) -> str:
    """The clause in front of a value, back to the value before; with its head before a colon."""
    first = max(
        (item.end for item in _values(matter) if item.end <= claim.start),
        default=claim.sentence.start,
    )
    stretch = matter.text[max(first, claim.sentence.start) : claim.start]
    if stretch.endswith("("):  # "naik Rp321.030 (6,59 persen)"
        inside = [item for item in _values(matter) if item.end == first]
        return before(matter, inside[0]) if inside else stretch
    head = stretch.rstrip(" *_\n")
    if head.endswith(":"):
        return head
    stops = list(_STOPS.finditer(stretch))
    if not stops:
        return stretch
    own = stretch[stops[-1].end() :]
    return own if any(map(str.isalpha, own)) or stops[-1][0] != ":" else stretch


def behind(matter: Matter, claim: Claim) -> str:
    """The clause behind a value, as far as the next value."""
    last = min(
        (item.start for item in _values(matter) if item.start >= claim.end),
        default=claim.sentence.end,
    )
    stretch = matter.text[claim.end : min(last, claim.sentence.end)]
    return _STOPS.split(stretch)[0]


def summed(matter: Matter, claim: Claim) -> bool:
    """ "Total 35 ambulans", "jadi pesertanya 60 orang", "28 tim seluruhnya"."""
    return _said("sums").search(f"{before(matter, claim)} | {behind(matter, claim)}") is not None


def resulting(matter: Matter, claim: Claim) -> bool:
    """ "Jadi pesertanya 60 orang"."""
    return _said("results").search(before(matter, claim)) is not None


def changed(matter: Matter, claim: Claim) -> bool:
    """ "Naik Rp700", "selisih Rp200", "13 desa lebih sedikit", "masih kurang 386"."""
    front = before(matter, claim)
    if CHANGE in claim.near or claim.text.lower().startswith("lebih "):
        return True
    if _MORE_OF_IT.match(matter.text, claim.end):
        return True
    return _STATE.search(front) is None and _differs().search(front) is not None


def left_over(matter: Matter, claim: Claim) -> bool:
    """ "22 lainnya", "sisanya 13"."""
    after = " ".join(behind(matter, claim).split()[:_NOUN])
    return _said("rests").search(f"{before(matter, claim)} | {after}") is not None


def shared_out(matter: Matter, claim: Claim) -> bool:
    """ "Rata-rata 12 orang", "Rp23 ribu per orang"."""
    rated = isinstance(claim.value, Amount) and bool(claim.value.rate)
    around = f"{before(matter, claim)} | {behind(matter, claim)}"
    return rated or _said("averages").search(around) is not None


def lasting(matter: Matter, claim: Claim) -> bool:
    """ "Selama tiga bulan", "sudah 34 tahun", "11 menit kemudian"."""
    around = f"{before(matter, claim)} | {behind(matter, claim)}"
    return _said("lasting").search(around) is not None


def opens_list(matter: Matter, claim: Claim, first: int) -> bool:
    """Whether what stands at `first` begins a list that the value opens: "9 truk: 7 besar"."""
    if values_in(matter, claim.end, first):
        return False
    return _OPENS_LIST.search(matter.text[claim.end : first]) is not None


def values_in(matter: Matter, first: int, last: int) -> list[Claim]:
    return [item for item in _values(matter) if first <= item.start < last]


def supplanted(matter: Matter, claim: Claim, operands: Sequence[Claim]) -> bool:
    """Whether the sources have a value in this place which the draft tells nowhere: then this one
    was not worked out, it is wrong."""
    if left_over(matter, claim):
        return False
    index = next((n for n, item in enumerate(matter.claims) if item.start == claim.start), -1)
    change = changed(matter, claim)
    scored = matter.scored.get(index, [])
    own = {id(operand) for operand in operands}
    likeness = (matter.ground.likeness(claim.near, operand.near) for operand in operands)
    least = max(likeness, default=0.0)
    return any(
        item.outcome == "different"
        and item.likeness >= ABOUT_IT
        and (item.likeness >= least or own & set(map(id, item.match.statement.claims)))
        and id(item.match.claim) not in own
        and _same_unit(claim, item.match.claim)
        and (claim.measure == "percent" or change == (CHANGE in item.match.claim.near))
        and not _told(matter, index, item.match)
        for item in scored
    )


def _told(matter: Matter, index: int, match: Match) -> bool:
    return any(
        (same := best(scored, "same")) is not None and same.match.claim.value == match.claim.value
        for position, scored in matter.scored.items()
        if position != index
    )


def _same_unit(claim: Claim, other: Claim) -> bool:
    a, b = claim.value, other.value
    if not isinstance(a, Amount) or not isinstance(b, Amount) or not a.unit:
        return False
    return (a.unit, a.rate) == (b.unit, b.rate)


def _values(matter: Matter) -> list[Claim]:
    return [item for item in matter.claims if item.measure not in _WORDS]


@cache
def _said(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(name)})\b|^[^|]*=\s*\|", re.IGNORECASE)


@cache
def _differs() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:selisih\w*|beda\w*|lebih\s+(?!dari|besar\s+dari)\w+|{alternatives('changes')})\b",
        re.IGNORECASE,
    )
