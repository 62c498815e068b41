"""Judges whether what a draft says of a change fits the two values between which it happened."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from assistant.assertions.phases import EARLIER, LATER
from assistant.assertions.sentences import read_sentences
from assistant.assertions.value import Amount
from assistant.claims import Claim, signs_of
from assistant.grounding.matter import Judgement, Matter, best, place_of

_Value = tuple[Decimal, Claim, int]  # with its index among the claims

# Axes of a change, with the side of a growing value: what gets quicker takes less time.
_GROWS = {"naik": 1, "cepat": -1}


def judge_trends(matter: Matter, found: list[Judgement]) -> list[Judgement]:
    """ "Naik dari Rp1.900 menjadi Rp1.700": the word is wrong where the values are borne out."""
    wrong: list[Judgement] = []
    taken = [(item.claim.start, item.claim.end) for item in found]
    for sentence in read_sentences(matter.text):
        changes = list(_changes(matter, sentence.start, sentence.end))
        if len(changes) != 1:
            continue
        first, last = changes[0]
        signs = [sign for sign in signs_of(matter.text, sentence) if sign.axis in _GROWS]
        at = min(first[1].start, last[1].start)
        for sign in sorted(signs, key=lambda sign: abs(sign.start - at))[:1]:
            side = _GROWS.get(sign.axis)
            if side is None or any(a < sign.end and sign.start < b for a, b in taken):
                continue
            if sign.side * side == (1 if last[0] > first[0] else -1):
                continue
            if sign.axis == "cepat" and last[1].measure != "duration":
                continue
            same = best(matter.scored[last[2]], "same")
            text = matter.text[sign.start : sign.end]
            claim = Claim(text, "polarity", sign.start, sign.end, sign.axis, "polarity", sentence)
            if same is not None:
                place = place_of(same.match)
                wrong.append(Judgement(claim, "contradicted", place, same.match.statement.text))
    return wrong


def _changes(matter: Matter, start: int, end: int) -> Iterator[tuple[_Value, _Value]]:
    """Neighbouring values of one kind that are the earlier and the later state of a thing."""
    inside: list[_Value] = [
        (claim.value.number, claim, index)
        for index, claim in enumerate(matter.claims)
        if start <= claim.start < end
        and isinstance(claim.value, Amount)
        and claim.value.upper is None
        and claim.measure in ("number", "money", "percent", "duration")
    ]
    for first, last in pairwise(inside):
        phases = EARLIER in first[1].near, LATER in last[1].near
        back = LATER in first[1].near and EARLIER in last[1].near
        if first[1].measure != last[1].measure or first[0] == last[0]:
            continue
        if all(phases):
            yield first, last
        elif back:
            yield last, first
