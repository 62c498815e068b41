"""Whether a value of the sources belongs to the thing that a draft tells it of.

A draft's value stands in a source; another value of the sources may fit the words around it better.
What speaks for either is seen as numbers, and a linear score, learnt from drafts in which values
were exchanged (`evaluation/train_belonging.py`), decides.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.assertions.phases import opposed
from assistant.assertions.value import Amount
from assistant.assertions.words import concepts
from assistant.claims import Claim
from assistant.grounding.ground import Statement
from assistant.grounding import matter as M
from assistant.grounding.derived import derived
from assistant.grounding.matter import Matter, Scored, best

WEIGHTS = Path(__file__).with_name("belonging.json")
BIAS = "bias"
_RIVALS = 8  # that are looked at
_CLOSE = 0.5  # weight from which a word stands right by a value
_NAMES = ("person", "place", "organisation", "name")


@dataclass(frozen=True, slots=True)
class Rival:
    """Another value of the sources that may be meant, with what speaks for it and against it."""

    scored: Scored
    features: Mapping[str, float]


def rivals(matter: Matter, index: int, same: Scored) -> Iterator[Rival]:
    """The values that fit best in place of the claim's own, each with its features."""
    others = [item for item in matter.scored[index] if item.outcome == "different"]
    others.sort(key=lambda item: -item.likeness)
    context = _Context(matter, index, same)
    for other in others[:_RIVALS]:
        yield Rival(other, dict(context.features(other)))


class _Context:
    """What is the same for all rivals of one claim."""

    def __init__(self, matter: Matter, index: int, same: Scored) -> None:
        self.matter, self.index, self.same = matter, index, same
        self.claim = matter.claims[index]
        text, start = matter.text, self.claim.sentence.start
        self.line = frozenset(concepts(self.claim.sentence.text))
        self.before = frozenset(concepts(text[max(0, start - 200) : start])) - self.line
        self.close = {word for word, weight in self.claim.near.items() if weight >= _CLOSE}
        sames = [item for item in matter.scored[index] if item.outcome == "same"]
        self.sames = sames
        self.picked = {
            name: pick
            for name, pick in (
                ("rule turned", M._turned(matter, index, same)),
                ("rule unequal", M._no_change(matter, index, same)),
                ("rule more than all", M._more_than_all(matter, index)),
                ("rule said twice", M._said_twice(matter, index, same)),
            )
            if pick is not None
        }
        self.part = M._part_of_whole(matter, index, same)
        self.follows = derived(matter, self.claim) is not None
        found = M.rightful(matter, index, same)
        self.rule = found[0] if found else None
        self.common = self._common(sames)

    def _common(self, sames: list[Scored]) -> list[tuple[str, float]]:
        claim, same = self.claim, self.same
        twins = [
            other
            for position, other in enumerate(self.matter.claims)
            if position != self.index
            and other.measure == claim.measure
            and (told := best(self.matter.scored.get(position, []), "same"))
            and told.match.claim is same.match.claim
        ]
        return [
            ("likeness", min(same.likeness, 6.0)),
            ("unlike", float(same.likeness < 0.3)),
            ("several", float(len({id(item.match.statement) for item in sames}) > 1)),
            ("twin", float(any(other.sentence == claim.sentence for other in twins))),
            ("twin near", float(bool(twins))),
            ("opposed", float(opposed(claim.near, same.match.claim.near))),
            ("few words", float(len(claim.near) <= 1)),
            ("telling", float(_telling(claim))),
            (f"kind {claim.measure}", 1.0),
            ("rule part", float(self.part)),
            ("follows", float(self.follows)),
            ("rule", float(self.rule is not None)),
        ]

    def features(self, other: Scored) -> Iterator[tuple[str, float]]:
        same, matter = self.same, self.matter
        gain = other.likeness - same.likeness
        hold = self._hold(other)
        yield BIAS, 1.0
        yield from self.common
        yield "gain", max(-3.0, min(3.0, gain))
        yield "ahead", float(gain > 0)
        yield "clearly", float(gain > 0.3)
        yield "relative", gain / (0.3 + other.likeness + same.likeness)
        yield "rival", min(other.likeness, 6.0)
        yield "told", float(hold is not None)
        yield "hold", max(-3.0, min(3.0, hold or 0.0))
        yield "net", max(-3.0, min(3.0, gain - (hold or 0.0)))
        yield "net told", 0.0 if hold is None else max(-3.0, min(3.0, gain - hold))
        one, two = same.match.statement, other.match.statement
        yield "one statement", float(one is two)
        yield "one list", float(one is not two and _beside(one, two))
        yield "rows", float(one.row and two.row)
        yield "rival row", float(two.row and not one.row)
        yield "own row", float(one.row and not two.row)
        yield "line", self._share(self.line, two) - self._share(self.line, one)
        yield "before", self._share(self.before, two) - self._share(self.before, one)
        yield "close", self._close(other) - self._close(same)
        yield "keys", self._keys(other) - self._keys(same)
        yield (
            "unit",
            _unit_fit(self.claim, other.match.claim) - _unit_fit(self.claim, same.match.claim),
        )
        yield "rival opposed", float(opposed(self.claim.near, other.match.claim.near))
        yield "turned", float(one is two and opposed(other.match.claim.near, same.match.claim.near))
        yield "order", self._order(other)
        yield (
            "bound",
            float(self.claim.bound == other.match.claim.bound)
            - float(self.claim.bound == same.match.claim.bound),
        )
        yield "scale", _scale(self.claim, other.match.claim)
        yield (
            "apart",
            float(one is two and abs(other.match.claim.start - same.match.claim.start) > 80),
        )
        for name, pick in self.picked.items():
            yield name, float(pick is other)
        yield "ruled", float(self.rule is other)
        yield "out of scale", float(M._out_of_scale(self.claim, other))
        yield "other limit", float(M._other_limit(matter, self.index, same, other))
        yield "whole of", float(M._is_whole_of(matter, self.index, same, other))
        yield "adds up", float(M._adds_up(matter, self.index, other))
        yield "of one thing", float(M._of_one_thing(matter, same.match.claim, other.match.claim))
        rank = sum(
            item.likeness > other.likeness
            for item in matter.scored[self.index]
            if item.outcome == "different"
        )
        yield "first", float(rank == 0)

    def _hold(self, other: Scored) -> float | None:
        """How much better the rival fits another claim of the draft than the own value would."""
        holds = []
        for position, scored in self.matter.scored.items():
            if position == self.index:
                continue
            for item in scored:
                if item.outcome == "same" and item.match.claim is other.match.claim:
                    instead = max(
                        (
                            rival.likeness
                            for rival in scored
                            if rival.match.claim is self.same.match.claim
                        ),
                        default=0.0,
                    )
                    holds.append(item.likeness - instead)
        return max(holds, default=None)

    def _share(self, words: frozenset[str], statement: Statement) -> float:
        ground = self.matter.ground
        whole = sum(map(ground.weight, words))
        if not whole:
            return 0.0
        held = sum(
            ground.weight(word) * min(1.0, statement.words[word])
            for word in words
            if word in statement.words
        )
        return held / whole

    def _close(self, item: Scored) -> float:
        """How many of the words right by the claim stand right by the other value as well."""
        near = item.match.claim.near
        return float(
            sum(near.get(word, 0.0) >= _CLOSE for word in self.close if word[0] not in "<")
        )

    def _keys(self, item: Scored) -> float:
        near = item.match.claim.near
        return float(sum(word in near for word in self.claim.near if word[0] in "#@"))

    def _order(self, other: Scored) -> float:
        """1 where the rival stands between its neighbours as the claim does, and the own value
        does not; -1 the other way round."""
        return self._fits_in(other) - self._fits_in(self.same)

    def _fits_in(self, item: Scored) -> float:
        claim, place = self.claim, item.match
        fit = 0.0
        for position in (self.index - 1, self.index + 1):
            if not 0 <= position < len(self.matter.claims):
                continue
            neighbour = self.matter.claims[position]
            if neighbour.sentence != claim.sentence:
                continue
            places = [
                scored.match
                for scored in self.matter.scored.get(position, [])
                if scored.outcome == "same" and scored.match.statement is place.statement
            ]
            if not places:
                continue
            before = position < self.index
            fit += (
                1.0 if any((p.claim.start < place.claim.start) == before for p in places) else -1.0
            )
        return fit


def _unit_fit(claim: Claim, other: Claim) -> float:
    a, b = claim.value, other.value
    if not isinstance(a, Amount) or not isinstance(b, Amount):
        return 0.0
    return float(bool(a.unit) and a.unit == b.unit) - float(
        bool(a.unit and b.unit) and a.unit != b.unit
    )


def _scale(claim: Claim, other: Claim) -> float:
    """By how many powers of ten two values differ."""
    a, b = claim.value, other.value
    if not isinstance(a, Amount) or not isinstance(b, Amount) or not a.number or not b.number:
        return 0.0
    return float(min(4, abs(a.number.adjusted() - b.number.adjusted())))


def _telling(claim: Claim) -> bool:
    value = claim.value
    return isinstance(value, Amount) and len(str(value.number.normalize()).strip("0.")) >= 3


def _beside(one: Statement, other: Statement) -> bool:
    return (one.row or one.item) and (other.row or other.item) and one.above == other.above


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    loaded: Mapping[str, Mapping[str, float]] = json.loads(WEIGHTS.read_text())
    return loaded


def likely(rival: Rival, names: bool) -> float:
    """How likely the rival is the right one, from below 0 (not) to above 0."""
    learnt = weights()["names" if names else "values"]
    return sum(learnt.get(name, 0.0) * value for name, value in rival.features.items())
