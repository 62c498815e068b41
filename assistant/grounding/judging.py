"""Decides for every claim of a draft what the sources say to it."""

from assistant.claims import Claim, landmarks
from assistant.grounding.directions import judge_condition, judge_directions
from assistant.grounding.ground import Ground
from assistant.grounding.labels import renamed
from assistant.grounding.matter import Judgement, Matter
from assistant.grounding.naming import NAMES, judge_name, score_name
from assistant.grounding.quoting import judge_quotation
from assistant.grounding.references import judge_marker, judge_regulation
from assistant.grounding.trends import judge_trends
from assistant.grounding.values import judge_value, score_value


def judge(text: str, claims: list[Claim], ground: Ground, told: Ground) -> list[Judgement]:
    """Judgements in the order of the text; a claim that asserts nothing after all has none.

    `ground` holds the sources, `told` the admin's brief.
    """
    matter = lay_out(text, claims, ground, told)
    judged = (_judge(matter, index, claim) for index, claim in enumerate(claims))
    found = [judgement for judgement in judged if judgement is not None]
    found += judge_directions(matter)
    found += judge_trends(matter, found)
    return sorted(renamed(matter, found), key=lambda item: (item.claim.start, item.claim.end))


def lay_out(text: str, claims: list[Claim], ground: Ground, told: Ground) -> Matter:
    """A draft's claims beside all that the sources have of their kind."""
    matter = Matter(text, claims, ground, told, landmarks(claims))
    for index, claim in enumerate(claims):
        if claim.measure in NAMES:
            matter.scored[index] = score_name(matter, claim)
        elif claim.kind not in ("quotation", "polarity", "condition"):
            matter.scored[index] = score_value(matter, claim)
    return matter


def _judge(matter: Matter, index: int, claim: Claim) -> Judgement | None:
    if claim.kind == "quotation":
        return judge_quotation(matter, claim)
    if claim.kind == "polarity":
        return None  # judged with all others of its kind
    if claim.kind == "condition":
        return judge_condition(matter, claim)
    if claim.form == "citation":
        return judge_regulation(matter, claim)
    if claim.form == "marker":
        return judge_marker(matter, claim)
    if claim.measure in NAMES:
        return judge_name(matter, index, claim)
    return judge_value(matter, index, claim)
