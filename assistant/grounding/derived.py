"""Values that a draft works out from those of its sources: totals, differences, counts, years."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations, groupby

from assistant.assertions.phases import CHANGE, EARLIER, LATER, opposed
from assistant.assertions.quantities import rates_in
from assistant.assertions.signs import denies
from assistant.assertions.value import Amount, Clock, Span
from assistant.assertions.words import alternatives, concept
from assistant.claims import Claim
from assistant.grounding.calendar import days_of, months_of
from assistant.grounding.compare import rounder
from assistant.grounding.ground import Match, Statement
from assistant.grounding.matter import ABOUT_IT, Matter, best, year_of

_SUMMED = re.compile(r"=|\b(?:total|jumlah|seluruh|semua|gabungan)", re.IGNORECASE)
_MORE_OF_IT = re.compile(r"(?:\s+[a-z]+){0,2}\s+lebih\s+(?!dari\b)\w+", re.IGNORECASE)
_DONE = re.compile(r"\b(?:sudah|telah)\b", re.IGNORECASE)
_NEARBY = 150  # characters
_EVERY = re.compile(r"\b(?:tiap|setiap|per|masing-masing)\s+$", re.IGNORECASE)
_EACH = re.compile(r"\bmasing-masing\b|@", re.IGNORECASE)
_LEAST = 10  # smaller totals come about by chance
_STEPS = ("tingkat", "poin", "angka", "posisi", "peringkat", "langkah")
_NAMED = 0.4
_LISTED = 20  # so many things are counted by looking
_ROUNDED = Decimal("0.9")  # share of a total that "lebih dari" may name
_A_YEAR = {"bulan": 12, "triwulan": 4, "semester": 2}
_ITEMS = re.compile(r"[,;](?!\d)|\b(?:dan|serta)\b|\n")


def derived(matter: Matter, claim: Claim) -> Match | None:
    """The first of the values that make up `claim`; None where it follows from none."""
    value = claim.value
    if isinstance(value, Clock):
        return _later(matter, value)
    if not isinstance(value, Amount) or value.upper is not None:
        return None
    summed = _SUMMED.search(claim.sentence.text) is not None
    if (
        value.number < _LEAST and value.unit and claim.measure == "number"
    ):  # "tujuh fraksi" for six and one
        for reading, statement in matter.ground.statements:
            counted = [item for item in statement.claims if _of_unit(claim, item)]
            if len(counted) > 1 and sum(map(_number, counted)) == value.number:
                return Match(reading, statement, counted[0])
    if value.number >= _LEAST and (summed or (claim.measure not in ("percent", "duration"))):
        for parts in _parts(matter, claim):
            numbers = [_number(part.claim) * _times(part.statement, part.claim) for part in parts]
            totals = _totals(numbers, summed)
            if any(_is_total(claim, total) for total in totals):
                return parts[0]
    if days := _lasting(matter, claim, value):
        return days
    if own := _own_total(matter, claim, value):
        return own
    if product := _product(matter, claim, value):
        return product
    return (
        _difference(matter, claim, value)
        or _in_a_year(matter, claim, value)
        or _counted(matter, claim, value)
    )


def _difference(matter: Matter, claim: Claim, value: Amount) -> Match | None:
    """By how much two values differ: a change, a distance, what is left of a whole."""
    rest = _rests().search(claim.sentence.text) is not None
    added = _MORE_OF_IT.match(matter.text, claim.end) is not None
    a_state = not rest and not added and (EARLIER in claim.near or LATER in claim.near)
    differs = CHANGE in claim.near or (not a_state and _differs().search(claim.sentence.text))
    turned = not differs and denies(claim.sentence.text)
    if not differs and not turned and not _DONE.search(claim.sentence.text):
        return None
    steps = value.unit in _STEPS
    stated = replace(claim, value=replace(value, unit="")) if steps else claim
    values = [
        match
        for measure in {claim.measure, "percent" if steps else claim.measure}
        for match in matter.ground.matches(measure)
        if _alike(replace(stated, measure=match.claim.measure), match.claim)
    ]
    for one, other in combinations(values, 2):
        if abs(_number(one.claim) - _number(other.claim)) != value.number:
            continue
        ends = (one, other)
        if not differs:  # "dari 54 halte, 42 sudah beratap" where 12 are not
            if one.statement is other.statement and _is_rest(matter, claim, ends):
                return one
            continue
        states = opposed(one.claim.near, other.claim.near)
        if one.statement is other.statement and states and value.number >= _LEAST:
            return one  # "naik dari 420 menjadi 505": 85, whatever else is said of it
        likely = rest or all(
            matter.ground.likeness(claim.near, end.claim.near) >= ABOUT_IT for end in ends
        )
        said = _both_said(matter, claim, ends, before=_NEARBY if rest else 0)
        near = one.statement is other.statement or CHANGE in claim.near or said
        if near and (likely or said):
            return one
    return None


def _is_rest(matter: Matter, claim: Claim, ends: tuple[Match, Match]) -> bool:
    """Whether a draft denies of the rest of a whole, which it states, what is said of the part."""
    whole = max(ends, key=lambda end: _number(end.claim))
    said = _both_said(matter, claim, (whole, whole))
    return said and denies(claim.sentence.text) != denies(whole.statement.text)


def _later(matter: Matter, value: Clock) -> Match | None:
    """ "13.53" for "pukul 13.42, sebelas menit kemudian"."""
    for reading, statement in matter.ground.statements:
        clocks = [item for item in statement.claims if isinstance(item.value, Clock)]
        for item in statement.claims if clocks else ():
            if isinstance(item.value, Amount) and item.value.unit == "menit":
                for clock in clocks:
                    assert isinstance(clock.value, Clock)
                    ends = clock.value.minute + item.value.number == value.minute
                    if ends and value.until is None and clock.value.until is None:
                        return Match(reading, statement, clock)
    return None


@cache
def _differs() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:selisih\w*|beda\w*|lebih\s+(?!dari|besar\s+dari)\w+|{alternatives('changes')})\b",
        re.IGNORECASE,
    )


@cache
def _rests() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('rests')})\b", re.IGNORECASE)


def _both_said(matter: Matter, claim: Claim, ends: tuple[Match, Match], before: int = 0) -> bool:
    """Whether the sentence, or what stands so little `before` it, states both values."""
    first = claim.sentence.start - before
    said = {
        id(item.match.claim)
        for index, scored in matter.scored.items()
        if first <= matter.claims[index].start < claim.sentence.end
        for item in scored
        if item.outcome == "same"
    }
    return all(id(end.claim) in said for end in ends)


def _lasting(matter: Matter, claim: Claim, value: Amount) -> Match | None:
    """ "8 hari" for "15–22 Oktober", "tiga bulan" for "1 Maret–31 Mei"."""
    if value.unit not in ("hari", "bulan") or value.rate:
        return None
    lasts = days_of if value.unit == "hari" else months_of
    here = {
        id(item.match.claim)
        for index, scored in matter.scored.items()
        if matter.claims[index].sentence == claim.sentence
        for item in scored
        if item.outcome == "same"
    }
    spans = sorted(matter.ground.matches("date"), key=lambda item: id(item.claim) not in here)
    for match in spans:
        span = match.claim.value
        if isinstance(span, Span) and value.number == lasts(span, year_of(match.reading)):
            return match
    return None


def _own_total(matter: Matter, claim: Claim, value: Amount) -> Match | None:
    """ "37 tenaga baru", where the draft lists 24, 6, 3 and 4 of them behind or below."""
    if value.number < _LEAST or claim.measure not in ("number", "money"):
        return None
    behind = matter.text[claim.end :]
    here = claim.sentence.end - claim.end
    below = re.match(r"[^\n]*\n+((?:[^\n]+\n?)+)", behind)
    stretches = [(0, here)] + ([below.span(1)] if below else [])
    for first, last in stretches:
        listed: dict[int, tuple[Decimal, Match]] = {}
        for index, scored in matter.scored.items():
            other = matter.claims[index]
            at = other.start - claim.end
            same = best(scored, "same")
            if not first <= at < last or other.measure != claim.measure or same is None:
                continue
            line = behind.count("\n", 0, at) if first else at  # of a line its first value
            if _single(other):
                listed.setdefault(line, (_number(other), same.match))
        if len(listed) > 1 and sum(number for number, _ in listed.values()) == value.number:
            return next(iter(listed.values()))[1]
    return None


def _product(matter: Matter, claim: Claim, value: Amount) -> Match | None:
    """ "60 orang" for "30 kelompok, masing-masing dua orang"."""
    if value.number < _LEAST or claim.measure not in ("number", "money"):
        return None
    for reading, statement in matter.ground.statements:
        for each in statement.claims:
            if _of_unit(claim, each) and value.unit:
                times = _times(statement, each)
                if times > 1 and times * _number(each) == value.number:
                    return Match(reading, statement, each)
    return None


def _times(statement: Statement, each: Claim) -> Decimal:
    """How many there are of which `each` is said: "lima juara harapan masing-masing Rp10 juta"."""
    counts = [
        item
        for item in statement.claims
        if item.measure == "number" and item.end <= each.start and _single(item)
    ]
    if not counts:
        return Decimal(1)
    last = max(counts, key=lambda item: item.end)
    between = statement.text[last.end - statement.start : each.start - statement.start]
    return _number(last) if _EACH.search(between) else Decimal(1)


def _is_total(claim: Claim, total: Decimal) -> bool:
    """ "Lebih dari 20 ribu pelanggan" for 12.400 and 7.850."""
    number = _number(claim)
    if claim.bound in ("over", "under", "about") and not rounder(number, total):
        return number == total and claim.bound == "about"
    if claim.bound == "over":
        return _ROUNDED * total <= number < total
    if claim.bound == "under":
        return total < number <= total / _ROUNDED
    if claim.bound == "about":
        return abs(number - total) <= (1 - _ROUNDED) * total
    return number == total


def _in_a_year(matter: Matter, claim: Claim, value: Amount) -> Match | None:
    """ "Rp10 juta setahun" for "Rp5 juta per semester"."""
    if value.rate not in ("", "tahun") or not {"tahun"} & rates_in(claim.sentence.text):
        return None
    for match in matter.ground.matches(claim.measure):
        source = match.claim.value
        if (
            isinstance(source, Amount)
            and source.unit == value.unit
            and source.number * _A_YEAR.get(source.rate, 0) == value.number
        ):
            return match
    return None


def _parts(matter: Matter, claim: Claim) -> Iterator[list[Match]]:
    """Values that may be added up: those of one statement, and those that the draft lists."""
    for reading, statement in matter.ground.statements:
        parts = [
            Match(reading, statement, item) for item in statement.claims if _alike(claim, item)
        ]
        if len(parts) > 1:
            yield parts
    yield from _columns(matter, claim)
    stated = [
        item.match
        for index, scored in matter.scored.items()
        if _alike(claim, matter.claims[index])
        and not _EVERY.search(matter.text[: matter.claims[index].start])
        and (item := best(scored, "same")) is not None
    ]
    if len(stated) > 1:
        yield stated
    listed = [  # "Total 19 penerima: 12 desa, 4 kelurahan, 3 sekolah"
        item.match
        for index, scored in matter.scored.items()
        if matter.claims[index].sentence == claim.sentence
        and matter.claims[index].start > claim.end
        and matter.claims[index].measure == claim.measure
        and _single(matter.claims[index])
        and (item := best(scored, "same")) is not None
    ]
    if len(listed) > 1:
        yield listed


def _columns(matter: Matter, claim: Claim) -> Iterator[list[Match]]:
    """The values of one column of a table or of one list, if every row or item has one."""
    tables = groupby(
        matter.ground.statements,
        key=lambda item: (item[1].row or item[1].item) and (id(item[0]), item[1].above),
    )
    for table, rows in tables:
        if table:
            found = [
                [Match(reading, row, item) for item in row.claims if _of_unit(claim, item)]
                for reading, row in rows
            ]
            cells = [row for row in found if row]  # the head of the table has none
            if len(cells) > 1 and len({len(row) for row in cells}) == 1:
                yield from map(list, zip(*cells, strict=True))


def _totals(numbers: Sequence[Decimal], summed: bool) -> Iterator[Decimal]:
    """The sum of all; of some neighbours as well where the draft says that it adds up."""
    for first in range(len(numbers)) if summed else (0,):
        for end in range(first + 2, len(numbers) + 1) if summed else (len(numbers),):
            yield sum(numbers[first:end], Decimal(0))


def _alike(claim: Claim, other: Claim) -> bool:
    a, b = claim.value, other.value
    return (
        _single(other)
        and claim.measure == other.measure
        and isinstance(a, Amount)
        and isinstance(b, Amount)
        and (a.unit == b.unit or not a.unit or not b.unit or b.unit in _counters())
    )


@cache
def _counters() -> frozenset[str]:
    """Words that count things of any name: "31 unit" may be ambulances."""
    return frozenset(concept(word) for word in ("unit", "buah", "titik"))


def _of_unit(claim: Claim, other: Claim) -> bool:
    a, b = claim.value, other.value
    if not isinstance(a, Amount) or not isinstance(b, Amount):
        return False
    named = not b.unit and other.near.get(a.unit, 0.0) > _NAMED  # by the head of its column
    return (a.unit == b.unit or named) and _alike(claim, other)


def _single(claim: Claim) -> bool:
    return isinstance(claim.value, Amount) and claim.value.upper is None


def _number(claim: Claim) -> Decimal:
    assert isinstance(claim.value, Amount)
    return claim.value.number


def counts_own_list(matter: Matter, claim: Claim) -> bool:
    """ "Tiga keluhan teratas: jalan, lampu, sampah": the draft counts what it lists itself."""
    value = claim.value
    if not isinstance(value, Amount) or not 1 < value.number <= _LISTED:
        return False
    head = re.match(r"[^.!?:\n]{0,60}:[ \n]+", matter.text[claim.end :])
    if head is None:
        return False
    behind = matter.text[claim.end + head.end() :]
    listed = behind.partition("\n\n" if "\n" in head[0] else "\n")[0]
    items = [item for item in _ITEMS.split(listed) if any(map(str.isalpha, item))]
    lines = [line for line in listed.split("\n") if any(map(str.isalpha, line))]
    return value.number in (len(items), len(lines))


def _counted(matter: Matter, claim: Claim, value: Amount) -> Match | None:
    """ "tiga kecamatan", where a statement names so many by that word."""
    if not value.unit or not 1 < value.number <= _LISTED or claim.measure != "number":
        return None
    for reading, statement in matter.ground.statements:
        named = re.findall(r"\b([A-Z]\w+) (?=[A-Z])", statement.text)  # "Desa Boro, Desa Suko"
        if sum(concept(word) == value.unit for word in named) == value.number:
            return Match(reading, statement, claim)
    return None
