"""The matter of one check: a draft's claims beside what the sources and the brief say."""

from dataclasses import dataclass, field

from assistant.assertions.anchors import Landmark
from assistant.claims import Claim
from assistant.drafts import ClaimStatus
from assistant.grounding.compare import Outcome, compare
from assistant.grounding.ground import Ground, Match
from knowledge.documents import Reading

Place = tuple[Reading, int, int]

# Thresholds, all in likeness (see `Ground.likeness`); found on the development cases.
ABOUT_IT = 0.9  # from here on a statement is about the same thing
CLEARLY = 0.5  # by so much one side of a matter is clearer than the other
AT_HOME = 2.0  # likeness from which a place belongs to a name
ALIGNED = 0.45  # share of a draft sentence that a statement must hold to be near it
LEAD = 0.3  # by how much another value's place must fit better to say "wrong item"
_SHARE = 0.05  # … and by which share of its own likeness
_MATCHED = 0.9  # share of that likeness with which another claim holds the place


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


def rightful(matter: Matter, index: int, same: Scored, least: float = ABOUT_IT) -> Scored | None:
    """Another value of the sources that the words around this one fit clearly better.

    One that the draft states elsewhere, in its own place, is not it.
    """
    others = sorted(
        (item for item in matter.scored[index] if item.outcome == "different"),
        key=lambda item: -item.likeness,
    )
    for other in others:
        lead = other.likeness - same.likeness
        if lead < max(LEAD, _SHARE * other.likeness) or other.likeness < least:
            return None
        if not _taken(matter, index, other):
            return other
    return None


def _taken(matter: Matter, index: int, other: Scored) -> bool:
    """Whether another claim of the draft states that value where it belongs."""
    return any(
        item.outcome == "same"
        and item.match.claim is other.match.claim
        and item.likeness >= _MATCHED * other.likeness
        for position, scored in matter.scored.items()
        if position != index
        for item in scored
    )


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
