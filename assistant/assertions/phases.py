"""Which of two values is the earlier state of a thing and which the later one.

"Rp9.000, dulu Rp7.500", "2,41 juta (2024: 2,08 juta)", a column "Kemarin" beside "Hari ini".
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.assertions.anchors import LABEL, LEADING, weigh

Near = Mapping[str, float]

EARLIER, LATER, CHANGE = "<dari", "<menjadi", "<naik"  # groups of `leading` in claims.yaml
_OTHER = {EARLIER: LATER, LATER: EARLIER}
_NOW = "#9999"
_OWN = 0.35  # weight from which a year around a value is that value's


def phased(nears: Sequence[Near]) -> list[Near]:
    """The anchors of neighbouring values of one kind, with their phases where something tells them.

    A word in front tells it, two different years, or the other phase beside it. What is said of the
    first state of a thing is said of the second.
    """
    states = [near for near in nears if CHANGE not in near]  # "naik 2,47 poin" is none
    found = [next((phase for phase in _OTHER if phase in near), "") for near in states]
    for first, second in pairwise(range(len(states))):
        pair = _by_year(states[first], states[second])
        if pair is None and (found[first] == EARLIER or found[second] in _OTHER):
            pair = (_OTHER.get(found[second], EARLIER), _OTHER.get(found[first], LATER))
        if pair is not None:
            found[first] = found[first] or pair[0]
            found[second] = found[second] or pair[1]
    told = iter(_with_phases(states, found))
    return [near if CHANGE in near else next(told) for near in nears]


def opposed(near: Near, other: Near) -> bool:
    """Whether one is an earlier state and the other a later one."""
    return (EARLIER in near and LATER in other) or (LATER in near and EARLIER in other)


def _by_year(first: Near, second: Near) -> tuple[str, str] | None:
    before, after = own_year(first), own_year(second)
    if after and not before and second[after] >= LABEL:
        before = _NOW  # "88,74 (2024: 85,12)"
    if not before or not after or before == after:
        return None
    return (EARLIER, LATER) if before < after else (LATER, EARLIER)


def own_year(near: Near) -> str:
    """The year that stands nearest, as "#2025"."""
    years = {word: near[word] for word in near if _is_year(word) and near[word] >= _OWN}
    return max(years, key=lambda word: years[word], default="")


def _is_year(word: str) -> bool:
    return word[0] == "#" and len(word) == 5 and word[1:].isdigit()


def _with_phases(states: Sequence[Near], found: Sequence[str]) -> list[Near]:
    shared = [dict(near) for near in states]
    for first, second in pairwise(range(len(states))):
        if {found[first], found[second]} == {EARLIER, LATER}:
            said = {word: weight for word, weight in shared[first].items() if word[0] not in "<#"}
            shared[second] = weigh(shared[second], said)
    return [
        weigh(near, {phase: LEADING}) if phase else near
        for near, phase in zip(shared, found, strict=True)
    ]
