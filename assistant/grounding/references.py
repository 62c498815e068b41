"""Judges references to regulations and to numbered sources."""

from assistant.claims import Claim
from assistant.grounding.matter import Judgement, Matter


def judge_regulation(matter: Matter, claim: Claim) -> Judgement:
    for ground, status in ((matter.ground, "supported"), (matter.told, "from_brief")):
        for reading, statement in ground.statements:
            for item in statement.claims:
                if item.form == "citation" and item.value == claim.value:
                    place = (reading, statement.start, statement.end)
                    if status == "from_brief":
                        return Judgement(claim, "from_brief")
                    return Judgement(claim, "supported", place, item.text)
    return Judgement(claim, "not_found")


def judge_marker(matter: Matter, claim: Claim) -> Judgement | None:
    if 1 <= int(str(claim.value)) <= len(matter.ground.readings):
        return None
    return Judgement(claim, "not_found")
