"""Which parts of a text belong to the address of a person: a linear model over each part and what
stands around it, read as one best line of yes and no.

Its weights lie beside it as data; the command `python -m assistant.evaluation.train_addresses`
makes them from the development cases.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from assistant.masking.address_parts import Part

WEIGHTS = Path(__file__).with_name("address_model.json")
SCALE = 100  # weights are kept as whole numbers
_REACH = 8  # parts to each side that are looked at
PRECISE = frozenset(("rtrw", "house", "block", "code", "number"))
_ENDS = frozenset(("stop", "line", "start"))

Weights = Mapping[str, float]
_SORTS = ("part", "precise", "home", "office")
Look = tuple[str, str, str, str, str]
# What is seen of one part: its own look amid those of two to each side, then what stands farther
# off before it and behind it.
Seen = tuple[Look, Look, Look, Look, Look, Look, Look]
_NOTHING: Look = ("", "", "", "", "")


class AddressModel:
    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._score = lru_cache(maxsize=1 << 15)(self._uncached)

    def personal(self, parts: Sequence[Part], cost: Sequence[float] = ()) -> list[bool]:
        """For each part whether it belongs to somebody's address; `cost` speaks for it too."""
        get = self._weights.get
        outside, inside = 0.0, float("-inf")
        back: list[tuple[bool, bool]] = []
        for at, (part, seen) in enumerate(zip(parts, looks(parts), strict=True)):
            own = self._score(seen) + (cost[at] if cost else 0.0)
            enter = outside + get(f">{part.gap}", 0) + get(f">{part.kind}", 0)
            stay = inside + get(f"={part.gap}", 0) + get(f"={part.kind}|{part.sort}", 0)
            leave = inside + get(f"<{part.gap}", 0) + get(f"<{part.kind}|{part.sort}", 0)
            back.append((leave > outside, stay > enter))
            outside, inside = max(outside, leave), max(enter, stay) + own
        return list(_best(back, inside > outside))

    def _uncached(self, seen: Seen) -> float:
        get = self._weights.get
        return sum(get(feature, 0) for feature in features(seen))


def _best(back: Sequence[tuple[bool, bool]], last: bool) -> Sequence[bool]:
    line = []
    tag = last
    for was_in_if_out, was_in_if_in in reversed(back):
        line.append(tag)
        tag = was_in_if_in if tag else was_in_if_out
    return line[::-1]


@cache
def load_model() -> AddressModel:
    return AddressModel(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def moves(parts: Sequence[Part], tags: Sequence[bool]) -> Iterator[str]:
    """The features of going into an address, on in it and out of it."""
    was = False
    for part, tag in zip(parts, tags, strict=True):
        if tag and not was:
            yield from (f">{part.gap}", f">{part.kind}")
        elif was:
            mark = "=" if tag else "<"
            yield from (f"{mark}{part.gap}", f"{mark}{part.kind}|{part.sort}")
        was = tag


def looks(parts: Sequence[Part]) -> Iterator[Seen]:
    """What is seen of each part."""
    edge = [_NOTHING, _NOTHING]
    own = [*edge, *((p.kind, p.sort, p.word, p.case, p.gap) for p in parts), *edge]
    before = _far(parts)
    after = reversed(list(_far(_reversed(parts))))
    yield from zip(own, own[1:], own[2:], own[3:], own[4:], before, after, strict=False)


def _reversed(parts: Sequence[Part]) -> list[Part]:
    """From the end to the beginning, each gap with the part that then comes after it."""
    gaps = [*(part.gap for part in parts[1:]), "start"]
    return [part._replace(gap=gap) for part, gap in zip(parts, gaps, strict=False)][::-1]


def _far(parts: Sequence[Part]) -> Iterator[Look]:
    """Of each part, the nearest before it that is no word, the nearest precise one, the nearest
    that says where somebody lives and the nearest office, with what lies between."""
    last: dict[str, tuple[int, str, int, int]] = {}
    common = ends = 0
    for at, part in enumerate(parts):
        ends += part.gap in _ENDS
        found = []
        for sort in _SORTS:
            place, what, commons, ended = last.get(sort, (-_REACH - 1, "", 0, 0))
            if at - place > _REACH:
                found.append("")
                continue
            near = "" if sort == "part" else min(at - place, 3)
            found.append(f"{what}{min(common - commons, 2)}{min(ends - ended, 1)}{near}")
        yield found[0], found[1], found[2], found[3], ""
        if part.kind == "word":
            common += part.sort in ("common", "prep")
            continue
        last["part"] = (at, part.kind, common, ends)
        if part.kind in PRECISE:
            last["precise"] = (at, f"{part.kind}{part.sort}", common, ends)
        elif part.kind in ("home", "office"):
            last[part.kind] = (at, "+", common, ends)


def features(seen: Seen) -> Iterator[str]:
    """By what the model judges one part."""
    second, first, own, next_, after, left, right = seen
    kind, sort, word, case, gap = own
    look = f"{kind}|{sort}"
    yield ""
    yield f"k:{look}"
    yield f"kc:{look}|{case}"
    yield f"kg:{kind}|{gap}"
    if word:
        yield f"w:{word}"
    before_look, next_look = f"{first[0]}|{first[1]}", f"{next_[0]}|{next_[1]}"
    yield f"a:{before_look}|{look}|{gap}"
    yield f"b:{look}|{next_look}|{next_[4]}"
    yield f"ab:{before_look}|{look}|{next_look}"
    yield f"aa:{second[0]}|{before_look}|{kind}"
    yield f"bb:{kind}|{next_look}|{after[0]}|{next_[4]}"
    if first[2]:
        yield f"aw:{first[2]}|{kind}"
    if next_[2]:
        yield f"bw:{kind}|{next_[2]}"
    if second[2]:
        yield f"aaw:{second[2]}|{kind}"
    if after[2]:
        yield f"bbw:{kind}|{after[2]}"
    for n, (there, here) in enumerate(zip(left, right, strict=True)):
        if there:
            yield f"l{n}:{there}|{look}"
        if here and n != 2:
            yield f"r{n}:{here}|{look}"
    yield f"lr:{left[0]}|{right[0]}|{kind}"
    yield f"pp:{left[1]}|{right[1]}|{kind}"
    yield f"hp:{left[2]}|{right[1]}|{kind}"
    yield f"hpl:{left[2]}|{left[1]}|{right[1]}"
    yield f"op:{left[3]}|{left[1]}|{right[1]}|{kind}"
