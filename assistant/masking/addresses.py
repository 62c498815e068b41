"""Addresses at which a person can be found, in folded text; the place of a problem is none.

What an address is made of is in `address_parts.py`; which parts are somebody's address (a house
number, a block, RT and RW, where somebody says to live) and which only the place of a problem (a
street, a village, a landmark), `address_model.py` has learnt.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from assistant.masking.address_model import PRECISE, load_model
from assistant.masking.address_parts import Part, parts, stretches
from assistant.masking.folding import Folded, Found

_NEAR, _CLOSE = 5, 3  # parts before an address that are looked at
# A number says where only with one of these, or with the name of an estate.
_WHERE = frozenset(("road", "estate", "place", "area", "rtrw", "block", "word"))
_JOINED = frozenset(("", "sp", ",", "dot", "mark"))


def find_addresses(folded: Folded, official: Collection[str]) -> Iterator[Found]:
    """Persons' addresses; `official` are those of offices, as they are known."""
    model = load_model()
    for stretch in stretches(parts(folded)):
        for first, last in _runs(model.personal(stretch)):
            before, run = stretch[max(0, first - _NEAR) : first], stretch[first:last]
            if not _is_personal(before, run):
                continue
            start, end = run[0].start, run[-1].end
            written = " ".join(re.findall(r"[a-z]+|[0-9]+", folded.low[start:end]))
            if not _is_official(written, official):
                yield Found("address", start, end, written)


def _runs(personal: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where parts of an address follow each other, the end exclusive."""
    for is_address, run in groupby(range(len(personal)), key=personal.__getitem__):
        if is_address:
            members = list(run)
            yield members[0], members[-1] + 1


def _is_personal(before: Sequence[Part], run: Sequence[Part]) -> bool:
    """What the model may not decide otherwise: without a number it takes a word of living there,
    and the house of an office is nobody's."""
    if any(part.kind == "home" for part in (*before[-_CLOSE:], *run)):
        return any(part.kind not in ("road", "home") for part in run)  # "tinggal di perumahan"
    kinds = {part.kind for part in run}
    if not kinds & PRECISE or not kinds & _WHERE or ("office" in kinds and "road" not in kinds):
        return False  # "lantai 2 kamar 7 RSUD", "antrean A-045"
    return not _of_office(before, run[0])


def _of_office(before: Sequence[Part], first: Part) -> bool:
    """Whether an office and its name go directly before: "Puskesmas Candi, Jl. …"."""
    gap = first.gap
    for part in reversed(before):
        if gap not in _JOINED:
            return False
        if part.kind == "office":
            return True
        if part.kind not in ("word", "place", "area", "number") or part.sort == "common":
            return False
        gap = part.gap
    return False


def _is_official(written: str, official: Collection[str]) -> bool:
    plain = re.sub(r"\b(?:jl|jln)\b", "jalan", re.sub(r"\b(?:no|nomor)\s", "", written))
    return any(plain in address or address in plain for address in official)
