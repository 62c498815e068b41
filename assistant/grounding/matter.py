"""The matter of one check: a draft's claims beside what the sources and the brief say."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from assistant.assertions.anchors import Landmark, phase_of
from assistant.assertions.phases import EARLIER, opposed
from assistant.assertions.value import Amount
from assistant.assertions.words import alternatives
from assistant.claims import Claim
from assistant.drafts import ClaimStatus
from assistant.grounding.compare import Outcome, compare
from assistant.grounding.ground import Ground, Match, Statement
from knowledge.documents import Reading

Place = tuple[Reading, int, int]

# Thresholds, all in likeness (see `Ground.likeness`); found on the development cases.
ABOUT_IT = 0.9  # from here on a statement is about the same thing
AT_HOME = 2.0  # likeness from which a place belongs to a name
ALIGNED = 0.45  # share of a draft sentence that a statement must hold to be near it
LEAD = 0.3  # by how much another value's place must fit better to say "wrong item"
_SHARE = 0.05  # … and by which share of its own likeness
_ONE_THING = 0.5  # share of its anchor from which another value is of the same thing
_OF = re.compile(r"(?:\s+\w+)?\s+dari(?:\s+total)?\s+", re.IGNORECASE)
_JOINED = re.compile(
    r"(?:\s+\w+)?,?(?:\s+\w+)?\s+(?:dari(?:\s+(?:total|target))?|menjadi|jadi|ke)\s+", re.IGNORECASE
)
_OF_THEM = re.compile(r"(?:\s+\w+){0,2}\s+di\s?antaranya\b", re.IGNORECASE)
_IN_ALL = re.compile(
    r"\b(?:total|totalnya|jumlah|jumlahnya|seluruhnya|semuanya)\W*$", re.IGNORECASE
)
_ALIKE_BY_CHANCE = 10  # smaller numbers are met twice
_NAMES = ("person", "place", "organisation", "name")
_SUM = 3  # two parts and their total
_NEARBY = 150  # characters
_FAR = 100  # times
_ALIKE = 0.1  # by less two places do not differ


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of a claim. `says` is what the source has in its place."""

    claim: Claim
    status: ClaimStatus
    place: Place | None = None
    says: str | None = None
    suggestion: str | None = None
    elsewhere: str = ""
    note: str = ""
    weekday: str | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """A claim of a source beside one of the draft, with how alike their surroundings are."""

    outcome: Outcome
    likeness: float
    match: Match


@dataclass(frozen=True, slots=True)
class Matter:
    """What every judgement needs; `scored` has the candidates of a claim under its index."""

    text: str
    claims: list[Claim]
    ground: Ground
    told: Ground
    marks: list[Landmark]
    scored: dict[int, list[Scored]] = field(default_factory=dict)


def told_or(matter: Matter, claim: Claim, judgement: Judgement) -> Judgement:
    """The admin's own words count before the verdict of the sources."""
    for match in matter.told.matches(claim.measure):
        if compare(claim, match.claim) == "same":
            return Judgement(claim, "from_brief")
    return judgement


def not_found(matter: Matter, claim: Claim) -> Judgement:
    nearest = matter.ground.nearest(claim.near)
    if nearest is None or nearest[0] < ALIGNED:
        return Judgement(claim, "not_found")
    _, reading, statement = nearest
    place = (reading, statement.start, statement.end)
    return Judgement(claim, "not_found", place, statement.text)


def rightful(
    matter: Matter, index: int, same: Scored, least: float = ABOUT_IT
) -> tuple[Scored, float] | None:
    """Another value of the sources that the words around this one fit clearly better, and by how
    much.

    One that another claim of the draft states counts only if the two would fit better the other
    way round. Of several in different places that fit alike none is it.
    """
    if _part_of_whole(matter, index, same):
        return None
    if turned := _turned(matter, index, same):
        return turned, AT_HOME
    if unequal := (
        _no_change(matter, index, same)
        or _more_than_all(matter, index)
        or _above_its_whole(matter, index, same)
    ):
        return unequal, AT_HOME
    if left_out := _said_twice(matter, index, same):
        return left_out, AT_HOME
    found: list[tuple[float, Scored]] = []
    others = [item for item in matter.scored[index] if item.outcome == "different"]
    for other in others:
        if _out_of_scale(matter.claims[index], other) or _other_limit(matter, index, same, other):
            continue
        if _is_whole_of(matter, index, same, other) or _adds_up(matter, index, other):
            continue
        apart = other.match.statement is not same.match.statement
        if apart and _company(matter, index, same) > _company(matter, index, other):
            continue
        hold = _hold(matter, index, same, other)
        if other.likeness >= (least if hold is None else ABOUT_IT):
            gain = other.likeness - same.likeness - (hold or 0.0)
            if gain >= max(LEAD, _SHARE * other.likeness):
                found.append((gain, other))
    if not found:
        return None
    gain, other = max(found, key=lambda item: item[0])
    alike = any(
        item.match.claim.value != other.match.claim.value
        and abs(item.likeness - other.likeness) < _ALIKE
        and not _of_one_thing(matter, item.match.claim, other.match.claim)
        for item in others
    )
    return None if alike else (other, gain)


def _company(matter: Matter, index: int, item: Scored) -> int:
    """How many other values of the draft's sentence stand in the statement of this one: a sentence
    is made from the statement with whose values it is in company."""
    claim, statement = matter.claims[index], item.match.statement
    return sum(
        any(
            told.outcome == "same"
            and told.match.statement is statement
            and told.match.claim is not item.match.claim
            for told in scored
        )
        for position, scored in matter.scored.items()
        if position != index
        and matter.claims[position].sentence == claim.sentence
        and matter.claims[position].value != claim.value
        and matter.claims[position].measure not in _NAMES
    )


def _part_of_whole(matter: Matter, index: int, same: Scored) -> bool:
    """ "1.205 dari 6.140 pendaftar": of the two the smaller one is the part, whatever stands by."""
    claim = matter.claims[index]
    for position, scored in matter.scored.items():
        other, rival = matter.claims[position], best(scored, "same")
        if position == index or rival is None or other.measure != claim.measure:
            continue
        if rival.match.statement is not same.match.statement:
            continue
        part, whole = sorted((claim, other), key=lambda item: item.start)
        between = matter.text[part.end : whole.start]
        if _OF.fullmatch(between) and isinstance(part.value, Amount):
            return isinstance(whole.value, Amount) and part.value.number < whole.value.number
    return False


def _no_change(matter: Matter, index: int, same: Scored) -> Scored | None:
    """The other end of a change or the other part, where a draft has one value for both.

    "500 dari 500 rumah", "turun Rp50.000, jadi Rp50.000": of the two the one that stands where the
    source has another value is wrong.
    """
    claim, scored = matter.claims[index], matter.scored[index]
    for twin in matter.claims:
        if twin is claim or twin.value != claim.value or twin.sentence != claim.sentence:
            continue
        first, second = sorted((twin, claim), key=lambda item: item.start)
        if not _JOINED.fullmatch(matter.text[first.end : second.start]):
            continue
        place = same.match
        others = [
            item
            for item in scored
            if item.match.statement is place.statement and item.outcome == "different"
        ]
        nearest = min(
            others, key=lambda item: abs(item.match.claim.start - place.claim.start), default=None
        )
        if nearest is not None:
            leads = nearest.match.claim.start < place.claim.start
            return nearest if claim is (first if leads else second) else None
    return None


def _more_than_all(matter: Matter, index: int) -> Scored | None:
    """The whole, where a draft gives its part more: "4 melapor, 23 di antaranya tertipu"."""
    claim = matter.claims[index]
    if not _OF_THEM.match(matter.text, claim.end) or not isinstance(claim.value, Amount):
        return None
    wholes = [
        (position, item)
        for position, item in enumerate(matter.claims[:index])
        if item.sentence == claim.sentence and item.measure == claim.measure == "number"
    ]
    for position, item in reversed(wholes):
        if isinstance(item.value, Amount) and item.value.number < claim.value.number:
            return best(matter.scored.get(position, []), "same")
        break
    return None


def _above_its_whole(matter: Matter, index: int, same: Scored) -> Scored | None:
    """The part, where a draft exchanges it for its whole: "310 dari 192 pendaftar"."""
    claim = matter.claims[index]
    if index + 1 == len(matter.claims) or _changes().search(claim.sentence.text):
        return None
    whole = matter.claims[index + 1]
    told = best(matter.scored.get(index + 1, []), "same")
    if told is None or told.match.statement is not same.match.statement:
        return None
    if not _OF.fullmatch(matter.text[claim.end : whole.start]) or claim.measure != whole.measure:
        return None
    mine, theirs = claim.value, whole.value
    if not isinstance(mine, Amount) or not isinstance(theirs, Amount):
        return None
    return told if mine.number > theirs.number else None


@cache
def _changes() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('changes')}|menjadi|jadi)\b", re.IGNORECASE)


def _is_whole_of(matter: Matter, index: int, part: Scored, whole: Scored) -> bool:
    """Whether a source writes "enam dari tujuh": who tells the six need not tell the seven."""
    one, other = part.match.claim, whole.match.claim
    if part.match.statement is not whole.match.statement or one.end > other.start:
        return False
    if matter.text[: matter.claims[index].start].endswith("dari "):
        return False
    return _OF.fullmatch(part.match.reading.text[one.end : other.start]) is not None


def _adds_up(matter: Matter, index: int, other: Scored) -> bool:
    """Whether a sentence says 700, 500 and in all 1.200: then neither stands in for the other."""
    claim = matter.claims[index]
    values = {
        item.value.number: item.start
        for item in matter.claims
        if item.sentence == claim.sentence and item.measure == claim.measure
        if isinstance(item.value, Amount) and item.value.upper is None
    }
    total = max(values, default=0)
    mine, theirs = claim.value, other.match.claim.value
    if len(values) < _SUM or sum(values) != 2 * total:
        return False
    if not _IN_ALL.search(matter.text[: values[Decimal(total)]]):
        return False
    if not isinstance(mine, Amount) or not isinstance(theirs, Amount):
        return False
    return theirs.number in values and total in (mine.number, theirs.number)


def _said_twice(matter: Matter, index: int, same: Scored) -> Scored | None:
    """The value that is missing where a draft says of two things what the source says of one.

    "Emas Rp5 juta, perak Rp5 juta": of the two the one whose words fit less is wrong.
    """
    claim, scored = matter.claims[index], matter.scored[index]
    if sum(item.outcome == "same" for item in scored) != 1:
        return None
    for position, others in matter.scored.items():
        twin = matter.claims[position]
        if position == index or twin.value != claim.value or _gap(twin, claim) > _NEARBY:
            continue
        rival = best(others, "same")
        if rival is None or rival.match.claim is not same.match.claim:
            continue
        if rival.likeness < same.likeness or _of_one_thing(matter, claim, twin):
            continue
        if twin.sentence == claim.sentence and _one_of_several(claim):
            return _neighbour(scored, same)
        missing = [
            item
            for item in scored
            if item.outcome == "different"
            and _beside(item.match.statement, same.match.statement)
            and _hold(matter, index, same, item) is None
            and item.likeness > same.likeness
        ]
        return max(missing, key=lambda item: item.likeness, default=None)
    return None


def _one_of_several(claim: Claim) -> bool:
    """Whether a value is of a kind that a sentence hardly gives to two things alike."""
    value = claim.value
    return isinstance(value, Amount) and value.number >= _ALIKE_BY_CHANCE


def _neighbour(scored: list[Scored], same: Scored) -> Scored | None:
    """The other value of the statement that stands nearest."""
    there = [
        item
        for item in scored
        if item.outcome == "different" and item.match.statement is same.match.statement
    ]
    start = same.match.claim.start
    return min(there, key=lambda item: abs(item.match.claim.start - start), default=None)


def _gap(one: Claim, other: Claim) -> int:
    return max(one.start - other.end, other.start - one.end)


def _beside(one: Statement, other: Statement) -> bool:
    """Whether two values stand in one sentence, one table or one list."""
    listed = (one.row or one.item) and (other.row or other.item)
    return one is other or (listed and one.above == other.above)


def _out_of_scale(claim: Claim, other: Scored) -> bool:
    """Whether a number is so far from another one that nobody takes one for the other.

    Numbers of the same thing are compared however far they are apart.
    """
    a, b = claim.value, other.match.claim.value
    if not isinstance(a, Amount) or not isinstance(b, Amount) or claim.measure != "number":
        return False
    if (a.unit and a.unit == b.unit) or not a.number or not b.number:
        return False
    return not 1 / _FAR <= a.number / b.number <= _FAR


def _other_limit(matter: Matter, index: int, same: Scored, other: Scored) -> bool:
    """Whether a limit tells a value from its rival: "kira-kira 70" is "sekitar 70", not "5"."""
    bound = matter.claims[index].bound
    return bool(bound) and same.match.claim.bound == bound != other.match.claim.bound


def _of_one_thing(matter: Matter, one: Claim, other: Claim) -> bool:
    """Whether two values of the sources are of the same thing: before and now, from and until."""
    likeness, near = matter.ground.likeness, one.near
    return opposed(near, other.near) or (
        likeness(near, other.near) >= _ONE_THING * likeness(near, near)
    )


def _turned(matter: Matter, index: int, same: Scored) -> Scored | None:
    """The other state of the same thing, where a draft takes what was for what is."""
    near, place = matter.claims[index].near, same.match
    if not opposed(near, place.claim.near) and not _outdated(matter.claims[index], place):
        return None
    states = [
        item
        for item in matter.scored[index]
        if item.outcome == "different"
        and item.match.statement is place.statement
        and opposed(item.match.claim.near, place.claim.near)
    ]
    return min(
        states, key=lambda item: abs(item.match.claim.start - place.claim.start), default=None
    )


def _outdated(claim: Claim, place: Match) -> bool:
    """Whether a value that the draft gives as it is stands in a table under "harga lama"."""
    timeless = "<" + phase_of(claim.sentence.text) != EARLIER
    timeless = timeless and not any(word[0] == "#" for word in claim.near)
    return place.statement.row and timeless and EARLIER in place.claim.near


def _hold(matter: Matter, index: int, same: Scored, other: Scored) -> float | None:
    """How much better `other` fits the claim that states it than `same` would.

    None where no claim states it."""
    holds = []
    for position, scored in matter.scored.items():
        for item in scored if position != index else ():
            if item.outcome == "same" and item.match.claim is other.match.claim:
                instead = max(
                    (rival.likeness for rival in scored if rival.match.claim is same.match.claim),
                    default=0.0,
                )
                holds.append(item.likeness - instead)
    return max(holds, default=None)


def quote_at(place: Place) -> str:
    reading, start, end = place
    return reading.text[start:end]


def best(scored: list[Scored], outcome: Outcome) -> Scored | None:
    return max(
        (item for item in scored if item.outcome == outcome),
        key=lambda item: item.likeness,
        default=None,
    )


def place_of(match: Match) -> Place:
    return match.reading, match.statement.start, match.statement.end


def year_of(reading: Reading) -> int | None:
    return reading.published.year if reading.published else None


def whole(reading: Reading) -> Place:
    first = reading.blocks[0] if reading.blocks else None
    return (reading, first.start, first.end) if first else (reading, 0, min(200, len(reading.text)))
