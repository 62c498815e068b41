"""One step of arithmetic from two values of the sources to a value of a draft.

"Rp85 juta lebih banyak" for 420 and 505, "sekitar Rp23 ribu per orang" for Rp350.000 and 15, "dua
pertiga", "hampir empat kali lipat", "Rp120 ribu setahun". Only such values count as the draft
tells nearby, or as stand in a statement that it tells; and a word has to say what was done with
them, since small numbers meet by chance.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations

from assistant.assertions.anchors import leading
from assistant.assertions.phases import CHANGE, EARLIER, LATER
from assistant.assertions.quantities import rates_in
from assistant.assertions.signs import denies
from assistant.assertions.value import Amount
from assistant.assertions.words import alternatives, concept, listed
from assistant.claims import Claim
from assistant.grounding.compare import rounder
from assistant.grounding.ground import Match
from assistant.grounding.matter import ABOUT_IT, Matter, best

_MORE_OF_IT = re.compile(
    r"(?:\s+[a-z]+){0,2}\s+(?:lebih\s+(?!dari\b)\w+|di\s+(?:atas|bawah)\b)", re.IGNORECASE
)
_EACH = re.compile(r"\bmasing-masing\b|@|\b(?:tiap|setiap|per)\b|/", re.IGNORECASE)
_DIVIDES = re.compile(
    r"[:=(]|\b(?:terdiri|terbagi|yakni|yaitu|meliputi|rinciannya)\b", re.IGNORECASE
)
_TIMES = re.compile(r"\s*kali\b(?!\s+(?:se|per|tiap|dalam))", re.IGNORECASE)
_HERE = 2  # `said` of what the sentence itself tells
_LEAST = 10  # smaller results come about by chance
_NEARBY = 250  # characters
_WORDS = ("polarity", "condition", "person", "place", "organisation", "name", "quotation")
_AS_ALIKE = 0.6  # share of the best likeness from which a statement may be the one that is told
_STEPS = ("tingkat", "poin", "angka", "posisi", "peringkat", "langkah")
_ROUNDED = Decimal("0.9")  # share of a result that "lebih dari" may name
_A_YEAR = {"bulan": 12, "triwulan": 4, "semester": 2, "minggu": 52}


@dataclass(frozen=True, slots=True)
class _Operand:
    """A value of the sources. `said`: 2 in the sentence of the draft, 1 near it, 0 nowhere."""

    match: Match
    said: int
    at: int = 0  # where the draft has it

    @property
    def claim(self) -> Claim:
        return self.match.claim

    @property
    def number(self) -> Decimal:
        assert isinstance(self.claim.value, Amount)
        return self.claim.value.number

    @property
    def amount(self) -> Amount:
        assert isinstance(self.claim.value, Amount)
        return self.claim.value


def reckoned(matter: Matter, claim: Claim) -> Match | None:
    """One of the values from which `claim` follows; None where it follows from none."""
    value = claim.value
    if not isinstance(value, Amount) or value.upper is not None or not value.number:
        return None
    operands = list(_operands(matter, claim))
    for one in operands:
        if _over_a_year(claim, value, one):
            return one.match
    for one, other in combinations(operands, 2):
        if _together(claim, one, other) and (
            _is_difference(matter, claim, value, one, other)
            or _is_share(claim, value, one, other)
            or _is_part(matter, claim, value, one, other)
            or _is_product(claim, value, one, other)
            or _is_sum(claim, value, one, other)
        ):
            return one.match
    return None


def fits(claim: Claim, result: Decimal) -> bool:
    """ "Lebih dari 20 ribu pelanggan" for 20.250, "1,3 miliar" for 1.300.000.000."""
    assert isinstance(claim.value, Amount)
    number = claim.value.number
    if claim.bound in ("about", "over", "under") and not rounder(number, result):
        return number == result and claim.bound == "about"
    if claim.bound == "over":
        return _ROUNDED * result <= number < result
    if claim.bound == "under":
        return result < number <= result / _ROUNDED
    if claim.bound == "about":
        return abs(number - result) <= (1 - _ROUNDED) * result
    return number == result


def _fits_rounded(claim: Claim, result: Decimal) -> bool:
    """The same for what does not come out even: it may be cut or rounded at its last figure."""
    assert isinstance(claim.value, Amount)
    number = claim.value.number
    if claim.bound in ("about", "over", "under"):
        return fits(claim, result)
    last = Decimal(1).scaleb(min(0, int(number.normalize().as_tuple().exponent)))
    return abs(number - result) < last


def _operands(matter: Matter, claim: Claim) -> Iterator[_Operand]:
    """Values that the draft tells around the claim, and those of the statements that it tells."""
    first, last = claim.sentence.start, claim.sentence.end
    seen: set[int] = set()
    told: dict[int, Match] = {}
    for index, scored in matter.scored.items():
        other = matter.claims[index]
        if other is claim or not first - _NEARBY <= other.start < last + _NEARBY:
            continue
        same = best(scored, "same")
        if same is None:
            continue
        told.setdefault(id(same.match.statement), same.match)
        if single(same.match.claim) and id(same.match.claim) not in seen:
            seen.add(id(same.match.claim))
            said = _HERE if first <= other.start < last else 1
            yield _Operand(same.match, said, other.start)
    alike = [
        (matter.ground.likeness(claim.near, match.claim.near), match)
        for match in matter.ground.matches(claim.measure)
    ]
    most = max((likeness for likeness, _ in alike), default=0.0)
    for likeness, match in alike:
        if likeness >= max(min(ABOUT_IT, most), _AS_ALIKE * most) > 0:
            told.setdefault(id(match.statement), match)
    for match in told.values():
        for item in match.statement.claims:
            if single(item) and id(item) not in seen:
                seen.add(id(item))
                yield _Operand(Match(match.reading, match.statement, item), 0)


def _together(claim: Claim, one: _Operand, other: _Operand) -> bool:
    """Whether two values may be meant at once: one statement has both, or the draft tells one."""
    if one.match.statement is other.match.statement or one.said or other.said:
        return True
    unit = one.amount.unit
    return CHANGE in claim.near and unit not in ("", "rupiah") and unit == other.amount.unit


def _is_difference(
    matter: Matter, claim: Claim, value: Amount, one: _Operand, other: _Operand
) -> bool:
    """By how much two values differ: a change, a distance, what is left of a whole."""
    steps = value.unit in _STEPS or _before_a_step(matter, claim)
    akin = _kin(one.claim, other.claim) or _counted_together(one, other)
    if not akin or not (steps or _kin(claim, one.claim) or _kin(claim, other.claim)):
        return False
    more = claim.text.lower().startswith("lebih ")  # "lebih 84 dari target"
    apart = abs(one.number - other.number)
    if not fits(claim, apart) and not (more and value.number == apart):
        return False
    text = claim.sentence.text
    rest = _cue("rests").search(text) is not None
    added = _MORE_OF_IT.match(matter.text, claim.end) is not None
    state = leading(text[: max(0, claim.start - claim.sentence.start)])
    a_state = not rest and not added and state in (EARLIER[1:], LATER[1:])
    said = _differs().search(_around(matter, claim)) or rest
    if CHANGE in claim.near or added or more or (not a_state and said):
        return True
    whole, part = sorted((one, other), key=lambda item: -item.number)
    if one.said == other.said == _HERE and _DIVIDES.search(
        matter.text[whole.at : min(claim.start, part.at)]
    ):
        return True  # "9 truk: 7 besar, 2 kecil"
    # "Dari 54 halte, 42 sudah beratap" where the source says that 12 are not.
    one_place = part.match.statement is whole.match.statement
    return bool(one_place and whole.said) and denies(text) != denies(part.match.statement.text)


def _around(matter: Matter, claim: Claim) -> str:
    """What the sentence says from the value before to the one behind, and in front of its colon."""
    others = [item for item in matter.claims if item is not claim and item.measure not in _WORDS]
    first = max((item.end for item in others if item.end <= claim.start), default=0)
    last = min((item.start for item in others if item.start >= claim.end), default=10**9)
    head, colon, _ = claim.sentence.text[: claim.start - claim.sentence.start].partition(":")
    before = matter.text[max(first, claim.sentence.start) : claim.start]
    behind = re.split(r"[,;:()]", matter.text[claim.end : min(last, claim.sentence.end)])[0]
    return f"{head if colon else ''} {before} {behind}"


def _before_a_step(matter: Matter, claim: Claim) -> bool:
    return re.match(rf"\s*(?:{'|'.join(_STEPS)})\b", matter.text[claim.end :]) is not None


def _is_sum(claim: Claim, value: Amount, one: _Operand, other: _Operand) -> bool:
    """ "Tahun depan jadi 15" for nine and six more."""
    if value.number < _LEAST or not _kin(one.claim, other.claim) or not _kin(claim, one.claim):
        return False
    return fits(claim, one.number + other.number) and (
        LATER in claim.near
        or (one.said == other.said == _HERE and one.at > claim.end < other.at)
        or _cue("sums").search(claim.sentence.text) is not None
    )


def _is_share(claim: Claim, value: Amount, one: _Operand, other: _Operand) -> bool:
    """Percentages: of a whole, or by how much a value has grown."""
    if value.unit != "persen" or not _kin(one.claim, other.claim):
        return False
    if one.claim.measure not in ("number", "money") or not (one.said or other.said):
        return False
    part, whole = sorted((one.number, other.number))
    if not part:
        return False
    if _fits_rounded(claim, 100 * part / whole):
        return True
    changed = 100 * (whole - part)
    return _differs().search(claim.sentence.text) is not None and (
        _fits_rounded(claim, changed / part) or _fits_rounded(claim, changed / whole)
    )


def _is_part(matter: Matter, claim: Claim, value: Amount, one: _Operand, other: _Operand) -> bool:
    """What comes on each of so many, and how many times one value is the other."""
    for whole, count in ((one, other), (other, one)):
        if not count.number:
            continue
        if value.unit == "kali" or _TIMES.match(matter.text, claim.end):
            if _kin(whole.claim, count.claim) and _fits_rounded(claim, whole.number / count.number):
                return True
        elif (
            (value.rate or _cue("averages").search(claim.sentence.text))
            and count.claim.measure == "number"
            and _kin(claim, whole.claim)
            and value.rate in ("", count.amount.unit)
            and _fits_rounded(claim, whole.number / count.number)
        ):
            return True
    return False


def _is_product(claim: Claim, value: Amount, one: _Operand, other: _Operand) -> bool:
    """ "60 orang" for "30 kelompok, masing-masing dua orang"."""
    for count, each in ((one, other), (other, one)):
        if (
            value.number >= _LEAST
            and count.claim.measure == "number"
            and count.amount.unit != value.unit
            and _kin(claim, each.claim)
            and (each.amount.rate or _EACH.search(each.match.statement.text))
            and count.number > 1
            and fits(claim, count.number * each.number)
        ):
            return True
    return False


def _over_a_year(claim: Claim, value: Amount, one: _Operand) -> bool:
    """ "Rp10 juta setahun" for "Rp5 juta per semester", "empat kali setahun" for each quarter."""
    text = claim.sentence.text
    if "tahun" not in rates_in(text) | {value.rate} or value.rate not in ("", "tahun"):
        return False
    if value.unit == "kali":
        months = one.number if one.amount.unit == "bulan" else Decimal(0)
        every = _EACH.search(one.match.statement.text)
        return bool(months and every) and value.number * months == _A_YEAR["bulan"]
    place = one.match.statement
    rates = rates_in(f"{place.text} {place.above}") & _A_YEAR.keys()
    rate = one.amount.rate or next(iter(rates), "")
    return one.amount.unit == value.unit and fits(claim, one.number * _A_YEAR.get(rate, 0))


@cache
def _differs() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:selisih\w*|beda\w*|lebih\s+(?!dari|besar\s+dari)\w+|{alternatives('changes')})\b",
        re.IGNORECASE,
    )


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(name)})\b", re.IGNORECASE)


def single(claim: Claim) -> bool:
    return isinstance(claim.value, Amount) and claim.value.upper is None


def _kin(claim: Claim, other: Claim) -> bool:
    """Whether two values may be reckoned with each other: the same is counted, or one says not."""
    a, b = claim.value, other.value
    if not isinstance(a, Amount) or not isinstance(b, Amount):
        return False
    if {claim.measure, other.measure} == {"money", "number"}:  # "27750" in a column of prices
        return not (a.unit and b.unit)
    if claim.measure != other.measure:
        return False
    units = {a.unit, b.unit}
    return len(units) == 1 or "" in units or not units.isdisjoint(counters())


def _counted_together(one: _Operand, other: _Operand) -> bool:
    """ "Dari 14 mesin 3 rusak": two counts of one statement, whatever stands behind them."""
    counts = one.claim.measure == other.claim.measure == "number"
    units = {one.amount.unit, other.amount.unit}
    return (
        counts
        and one.match.statement is other.match.statement
        and units.isdisjoint(map(concept, listed("measures")))
    )


@cache
def counters() -> frozenset[str]:
    """Words that count things of any name: "31 unit" may be ambulances."""
    return frozenset(concept(word) for word in ("unit", "buah", "titik"))
