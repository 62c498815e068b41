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

from assistant.assertions.phases import CHANGE, LATER, opposed
from assistant.assertions.quantities import rates_in
from assistant.assertions.signs import denies
from assistant.assertions.value import Amount
from assistant.assertions.words import concept, listed
from assistant.claims import Claim
from assistant.grounding.compare import rounder
from assistant.grounding.cues import (
    changed,
    left_over,
    opens_list,
    resulting,
    shared_out,
    summed,
    supplanted,
)
from assistant.grounding.ground import Match
from assistant.grounding.matter import ABOUT_IT, Matter, best

_EACH = re.compile(r"\bmasing-masing\b|@|\b(?:tiap|setiap|per)\b|/", re.IGNORECASE)
_TIMES = re.compile(r"\s*kali\b(?!\s+(?:se|per|tiap|dalam))", re.IGNORECASE)
_HERE = 2  # `said` of what the sentence itself tells
_LEAST = 10  # smaller results come about by chance
_NEARBY = 250  # characters
_AS_ALIKE = 0.6  # share of the best likeness from which a statement may be the one that is told
_STEPS = ("tingkat", "poin", "angka", "posisi", "peringkat", "langkah")
_ROUNDED = Decimal("0.9")  # share of a result that "lebih dari" may name
_TWO = 2
_A_YEAR = {"bulan": 12, "triwulan": 4, "semester": 2, "minggu": 52}


@dataclass(frozen=True, slots=True)
class _Operand:
    """A value of the sources. `said`: 2 in the sentence of the draft, 1 near it, 0 nowhere."""

    match: Match
    said: int
    told: Claim | None = None  # the draft's own

    @property
    def at(self) -> int:
        return self.told.start if self.told else 0

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
        if not _together(claim, one, other):
            continue
        if _is_difference(matter, claim, value, one, other) and _opposed(one, other):
            return one.match  # "dari Rp420 juta menjadi Rp505 juta" has one difference
        if (
            _is_difference(matter, claim, value, one, other)
            or _is_share(matter, claim, value, one, other)
            or _is_part(matter, claim, value, one, other)
            or _is_product(matter, claim, value, one, other)
            or _is_sum(matter, claim, value, one, other)
        ) and not supplanted(matter, claim, (one.claim, other.claim)):
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
            yield _Operand(same.match, said, other)
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
    """Whether two values may be meant at once: the draft tells both, or one statement has them, or
    one column of a table of which the draft tells one."""
    place, beside = one.match.statement, other.match.statement
    if (one.said and other.said) or place is beside:
        return True
    column = one.claim.near.keys() & other.claim.near.keys() & claim.near.keys()
    in_a_table = place.row and beside.row and place.above == beside.above
    return in_a_table and _HERE in (one.said, other.said) and bool(column)


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
    whole, part = sorted((one, other), key=lambda item: -item.number)
    if changed(matter, claim) or left_over(matter, claim):
        return bool(one.said or other.said) or _pair(one, other)
    if (
        one.said == other.said == _HERE
        and whole.told
        and opens_list(matter, whole.told, claim.start)
    ):
        return True  # "9 truk: 7 besar, 2 kecil"
    # "Dari 54 halte, 42 sudah beratap" where the source says that 12 are not.
    if not whole.said or value.number < _LEAST:
        return False
    text = claim.sentence.text
    one_place = part.match.statement is whole.match.statement
    return one_place and denies(text) != denies(part.match.statement.text)


def _pair(one: _Operand, other: _Operand) -> bool:
    """Whether a source itself holds two values against each other: before and now, two years."""
    if one.match.statement is not other.match.statement:
        return False
    akin = [item for item in one.match.statement.claims if single(item)]
    return _opposed(one, other) or sum(_kin(one.claim, item) for item in akin) == _TWO


def _opposed(one: _Operand, other: _Operand) -> bool:
    same_place = one.match.statement is other.match.statement
    return same_place and opposed(one.claim.near, other.claim.near)


def _before_a_step(matter: Matter, claim: Claim) -> bool:
    return re.match(rf"\s*(?:{'|'.join(_STEPS)})\b", matter.text[claim.end :]) is not None


def _is_sum(matter: Matter, claim: Claim, value: Amount, one: _Operand, other: _Operand) -> bool:
    """ "Tahun depan jadi 15" for nine and six more."""
    if value.number < _LEAST or not _kin(one.claim, other.claim) or not _kin(claim, one.claim):
        return False
    if not fits(claim, one.number + other.number):
        return False
    added = any(
        CHANGE in item.claim.near or (item.told is not None and CHANGE in item.told.near)
        for item in (one, other)
    )
    if added and (LATER in claim.near or one.said == other.said == _HERE):
        return True  # "11 ribu, selisih Rp2.500 dari harga pasar (Rp13.500)"
    return summed(matter, claim) or (
        one.said == other.said == _HERE
        and one.at > claim.end < other.at
        and opens_list(matter, claim, min(one.at, other.at))
    )


def _is_share(matter: Matter, claim: Claim, value: Amount, one: _Operand, other: _Operand) -> bool:
    """Percentages: of a whole, or by how much a value has grown."""
    if value.unit != "persen" or not _kin(one.claim, other.claim):
        return False
    if one.claim.measure not in ("number", "money") or _HERE not in (one.said, other.said):
        return False
    part, whole = sorted((one.number, other.number))
    if not part:
        return False
    if not changed(matter, claim):
        return _fits_rounded(claim, 100 * part / whole)
    grown = 100 * (whole - part)
    return _fits_rounded(claim, grown / part) or _fits_rounded(claim, grown / whole)


def _is_part(matter: Matter, claim: Claim, value: Amount, one: _Operand, other: _Operand) -> bool:
    """What comes on each of so many, and how many times one value is the other."""
    for whole, count in ((one, other), (other, one)):
        if not count.number:
            continue
        if value.unit == "kali" or _TIMES.match(matter.text, claim.end):
            if _kin(whole.claim, count.claim) and _fits_rounded(claim, whole.number / count.number):
                return True
        elif (
            value.number > 1
            and count.number > 1
            and count.claim.measure == "number"
            and _kin(claim, whole.claim)
            and value.rate in ("", count.amount.unit)
            and shared_out(matter, claim)
            and _fits_rounded(claim, whole.number / count.number)
        ):
            return True
    return False


def _is_product(
    matter: Matter, claim: Claim, value: Amount, one: _Operand, other: _Operand
) -> bool:
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
            and (summed(matter, claim) or resulting(matter, claim))
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
