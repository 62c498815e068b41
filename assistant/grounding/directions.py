"""Judges what a text affirms, denies and turns round, and whom it lets in.

`turning` finds where a draft may say the opposite of its sources, `doubt_model` says whether it
does. A clause is accused once, of the clearest doubt about it.
"""

from assistant.assertions.signs import excludes
from assistant.claims import Claim
from assistant.drafts import ClaimStatus
from assistant.grounding.aligning import Aligned
from assistant.grounding.doubt_model import load_model
from assistant.grounding.ground import Ground, Statement
from assistant.grounding.matter import Judgement, Matter, not_found
from assistant.grounding.turning import Doubt, find_doubts
from knowledge.documents import Reading

_HALF = 0.5
_BORNE = 0.35  # a clause that shares less bears nothing out


def judge_directions(matter: Matter) -> list[Judgement]:
    """Judgements of the claims that deny, or assert by one word, and of clauses that say the
    opposite of their source without such a word."""
    doubts = list(find_doubts(matter))
    wrong = _accusing(matter, doubts)
    found = [_contradicted(matter, doubt, item) for doubt, item in wrong]
    taken = [(item.claim.start, item.claim.end) for item in found]
    for claim in _polar(matter):
        if any(start < claim.end and claim.start < end for start, end in taken):
            continue
        about = [doubt for doubt in doubts if doubt.start == claim.start]
        if (judgement := _borne(matter, claim, about)) is not None:
            found.append(judgement)
    return found


def _polar(matter: Matter) -> list[Claim]:
    return [claim for claim in matter.claims if claim.kind == "polarity"]


def _accusing(matter: Matter, doubts: list[Doubt]) -> list[tuple[Doubt, Aligned]]:
    """The doubts that accuse, at most one a clause, with what their source says."""
    model = load_model()
    scored = sorted(
        ((model.score(doubt.features), doubt) for doubt in doubts), key=lambda item: -item[0]
    )
    wrong: list[tuple[Doubt, Aligned]] = []
    for score, doubt in scored:
        if score < model.bar or doubt.against is None or _states(matter.told, doubt):
            continue
        if all(doubt.clause != other.clause for other, _ in wrong):
            wrong.append((doubt, doubt.against))
    return wrong


def _contradicted(matter: Matter, doubt: Doubt, source: Aligned) -> Judgement:
    text, start, end = matter.text[doubt.start : doubt.end], doubt.start, doubt.end
    own = Claim(text, "polarity", start, end, doubt.value, "polarity", doubt.sentence)
    claim = next((claim for claim in _polar(matter) if claim.start == start), own)
    place = (source.reading, source.statement.start, source.statement.end)
    return Judgement(claim, "contradicted", place, source.statement.text)


def _borne(matter: Matter, claim: Claim, about: list[Doubt]) -> Judgement | None:
    """What becomes of a claim that nothing accuses; one that asserts by itself needs a source."""
    if any(_states(matter.told, doubt) for doubt in about):
        return Judgement(claim, "from_brief")
    for doubt in about:
        near = doubt.agreeing
        if near is not None and near.share >= max(_BORNE, _HALF * doubt.top.share):
            place = (near.reading, near.statement.start, near.statement.end)
            return Judgement(claim, "supported", place, near.statement.text)
    if claim.form != "firm" or not about:
        return None
    if any(stated := [_states(matter.ground, doubt) for doubt in about]):
        reading, statement = next(item for item in stated if item is not None)
        place = (reading, statement.start, statement.end)
        return Judgement(claim, "supported", place, statement.text)
    return not_found(matter, claim)


def _states(ground: Ground, doubt: Doubt) -> tuple[Reading, Statement] | None:
    """A statement that has the draft's word of direction, wherever it stands."""
    for reading, statement in ground.statements:
        for sign in statement.signs:
            if not doubt.readings.isdisjoint(sign.readings):
                return reading, statement
    return None


def judge_condition(matter: Matter, claim: Claim) -> Judgement | None:
    """ "khusus …", "kecuali …": the sources must name who, and not leave out whom they let in."""
    keys = str(claim.value).split()
    for ground in (matter.ground, matter.told):
        found = [
            (reading, statement)
            for reading, statement in ground.statements
            if all(key in statement.words for key in keys[:2])
        ]
        if not found:
            continue
        if ground is matter.told:
            return Judgement(claim, "from_brief")
        agreeing = [item for item in found if excludes(item[1].text) == excludes(claim.text)]
        reading, statement = (agreeing or found)[0]
        place = (reading, statement.start, statement.end)
        status: ClaimStatus = "supported" if agreeing else "contradicted"
        return Judgement(claim, status, place, statement.text)
    if all(
        any(key in statement.words for _, statement in matter.ground.statements) for key in keys
    ):
        return None
    return not_found(matter, claim)
