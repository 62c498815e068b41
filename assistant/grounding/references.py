"""Judges references to regulations and to numbered sources."""

from assistant.claims import Claim
from assistant.grounding.matter import Judgement, Matter


def judge_regulation(matter: Matter, claim: Claim) -> Judgement:
    for reading, statement in matter.ground.statements:
        if any(_same(item, claim) for item in statement.claims):
            place = (reading, statement.start, statement.end)
            return Judgement(claim, "supported", place, statement.text)
    for _, statement in matter.told.statements:
        if any(_same(item, claim) for item in statement.claims):
            return Judgement(claim, "from_brief")
    for reading in matter.ground.readings:  # a head that is broken over two lines of a letter
        at = reading.text.find(number) if "/" in (number := str(claim.value).split()[-1]) else -1
        if at >= 0:
            return Judgement(claim, "supported", (reading, at, at + len(number)), number)
    return Judgement(claim, "not_found")


def _same(item: Claim, claim: Claim) -> bool:
    return item.form == "citation" and item.value == claim.value


def judge_marker(matter: Matter, claim: Claim) -> Judgement | None:
    if 1 <= int(str(claim.value)) <= len(matter.ground.readings):
        return None
    return Judgement(claim, "not_found")
