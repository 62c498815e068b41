"""Values that a draft works out from those of its sources: totals, differences, counts, years."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, groupby, permutations

from assistant.assertions.phases import CHANGE, EARLIER
from assistant.assertions.value import Amount, Clock, Day, Span
from assistant.assertions.words import concept
from assistant.claims import Claim
from assistant.grounding.calendar import days_of, months_of
from assistant.grounding.cues import before, lasting, opens_list, summed, supplanted, values_in
from assistant.grounding.ground import Match, Statement
from assistant.grounding.matter import ABOUT_IT, Matter, best, year_of
from assistant.grounding.reckoning import counters, fits, reckoned, single
from knowledge.documents import Reading

_OF_ALL = re.compile(r"\b(?:dari|semua|seluruh|ke)[ -]+(?:ke)?$", re.IGNORECASE)
_NEARBY = 150  # characters
_DAY = 24 * 60  # minutes
_EVERY = re.compile(r"\b(?:tiap|setiap|per|masing-masing)\s+$", re.IGNORECASE)
_EACH = re.compile(r"\bmasing-masing\b|@", re.IGNORECASE)
_LEAST = 10  # smaller totals come about by chance
_NAMED = 0.4
_LISTED = 20  # so many things are counted by looking
_ITEMS = re.compile(r"[,;](?!\d)|\b(?:dan|serta)\b|\n")


def derived(matter: Matter, claim: Claim) -> Match | None:
    """The first of the values that make up `claim`; None where it follows from none."""
    value = claim.value
    if isinstance(value, Clock):
        return _later(matter, value)
    if not isinstance(value, Amount) or value.upper is not None:
        return None
    added = summed(matter, claim)
    counts = value.number < _LEAST and value.unit and claim.measure == "number"
    if counts and (added or _OF_ALL.search(before(matter, claim))):
        for reading, statement in matter.ground.statements:  # "dari tujuh fraksi": six and one
            counted = [item for item in statement.claims if _of_unit(claim, item)]
            if len(counted) > 1 and sum(map(_number, counted)) == value.number:
                return Match(reading, statement, counted[0])
    if value.number >= _LEAST and (added or claim.measure not in ("percent", "duration")):
        for parts in _parts(matter, claim, added):
            numbers = [_number(part.claim) * _times(part.statement, part.claim) for part in parts]
            if added and fits(claim, sum(numbers, Decimal(0))):
                return parts[0]
            reached = any(fits(claim, total) for total in _totals(numbers, added))
            if reached and not supplanted(matter, claim, [part.claim for part in parts]):
                return parts[0]
    if days := _lasting(matter, claim, value):
        return days
    if labelled := _labelled(matter, claim):
        return labelled
    if own := _own_total(matter, claim, value):
        return own
    return reckoned(matter, claim) or _counted(matter, claim, value)


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


def _lasting(matter: Matter, claim: Claim, value: Amount) -> Match | None:
    """ "8 hari" for "15–22 Oktober", "tiga bulan" for "1 Maret–31 Mei", "34 tahun" for 1981–2015,
    "enam jam" for 22.00 to 04.00."""
    if value.unit not in ("hari", "bulan", "menit") or value.rate:
        return None
    if value.unit == "menit":
        return _hours(matter, claim)
    if lasting(matter, claim) and (years := _years(matter, claim, value)):
        return years
    lasts = days_of if value.unit == "hari" else months_of
    here = {
        id(item.match.claim)
        for index, scored in matter.scored.items()
        if matter.claims[index].sentence == claim.sentence
        for item in scored
        if item.outcome == "same"
    }
    own = [item for item in matter.claims if item.sentence == claim.sentence]
    for index, item in enumerate(matter.claims):
        told = best(matter.scored.get(index, []), "same") if item in own else None
        if told and isinstance(item.value, Span):
            ends = (item.value, told.match.claim.value)  # the source may tell the year as well
            if value.number in {lasts(end, None) for end in ends if isinstance(end, Span)}:
                return told.match
    spans = sorted(matter.ground.matches("date"), key=lambda item: id(item.claim) not in here)
    for match in spans if lasting(matter, claim) else ():
        span = match.claim.value
        if not isinstance(span, Span) or not span.first.day:  # "Senin–Kamis"
            continue
        if value.number == lasts(span, year_of(match.reading)):
            return match
    return None


def _hours(matter: Matter, claim: Claim) -> Match | None:
    """A time from one hour to another, which the draft or one statement of the sources gives."""
    clocks, cued = matter.ground.matches("time"), lasting(matter, claim)
    here = {
        id(best_one.match.claim)
        for index, scored in matter.scored.items()
        if matter.claims[index].measure == "time"
        and abs(matter.claims[index].start - claim.start) < _NEARBY
        and (best_one := best(scored, "same"))
    }
    for match in clocks:
        value = match.claim.value
        assert isinstance(value, Clock)
        meant = cued or id(match.claim) in here
        if (
            meant
            and value.until is not None
            and fits(claim, Decimal((value.until - value.minute) % _DAY))
        ):
            return match
    for one, other in permutations(clocks, 2):
        first, last = one.claim.value, other.claim.value
        assert isinstance(first, Clock) and isinstance(last, Clock)
        told = {id(one.claim), id(other.claim)} <= here
        ends = first.until is last.until is None and (
            told or (cued and one.statement is other.statement)
        )
        if ends and fits(claim, Decimal((last.minute - first.minute) % _DAY)):
            return one
    return None


def _years(matter: Matter, claim: Claim, value: Amount) -> Match | None:
    """From one year of a statement to another, or to that of the document."""
    if value.unit != "bulan" or value.number % 12:
        return None
    dates = [match for match in matter.ground.matches("date") if _year_of(match.claim)]
    wanted = value.number // 12
    for match in dates:
        own = year_of(match.reading) or 0
        about_it = matter.ground.likeness(claim.near, match.claim.near) >= ABOUT_IT
        if about_it and own - _year_of(match.claim) == wanted:
            return match
    for one, other in combinations(dates, 2):
        apart = abs(_year_of(one.claim) - _year_of(other.claim))
        if one.statement is other.statement and apart == wanted:
            return one
    return next(
        (
            match
            for match in matter.ground.matches("date")
            if isinstance(match.claim.value, Span)
            and match.claim.value.first.year
            and match.claim.value.last.year
            and match.claim.value.last.year - match.claim.value.first.year == wanted
        ),
        None,
    )


def _year_of(claim: Claim) -> int:
    value = claim.value
    return value.year or 0 if isinstance(value, Day) and not value.month else 0


def _own_total(matter: Matter, claim: Claim, value: Amount) -> Match | None:
    """ "37 tenaga baru", where the draft lists 24, 6, 3 and 4 of them behind or below."""
    if value.number < _LEAST or claim.measure not in ("number", "money"):
        return None
    behind = matter.text[claim.end :]
    here = claim.sentence.end - claim.end
    below = re.match(r"[^\n]*\n+((?:[^\n]+\n?)+)", behind)
    line = matter.text.rfind("\n", 0, claim.start) + 1, claim.end + behind.find("\n")
    heads = below is not None and values_in(matter, *line) == [claim]  # "37 tenaga baru!"
    stretches = [(0, here)] + ([below.span(1)] if below and heads else [])
    for first, last in stretches:
        listed: dict[int, tuple[Decimal, Match]] = {}
        for index, scored in matter.scored.items():
            other = matter.claims[index]
            at = other.start - claim.end
            same = best(scored, "same")
            if not first <= at < last or other.measure != claim.measure:
                continue
            if not (first or listed or opens_list(matter, claim, other.start)):
                continue
            place = same.match if same else _labelled(matter, other)
            if place is None:
                continue
            row = behind.count("\n", 0, at) if first else at  # of a line its first value
            if single(other):
                listed.setdefault(row, (_number(other), place))
        if len(listed) > 1 and sum(number for number, _ in listed.values()) == value.number:
            return next(iter(listed.values()))[1]
    return None


def _times(statement: Statement, each: Claim) -> Decimal:
    """How many there are of which `each` is said: "lima juara harapan masing-masing Rp10 juta"."""
    counts = [
        item
        for item in statement.claims
        if item.measure == "number" and item.end <= each.start and single(item)
    ]
    if not counts:
        return Decimal(1)
    last = max(counts, key=lambda item: item.end)
    between = statement.text[last.end - statement.start : each.start - statement.start]
    return _number(last) if _EACH.search(between) else Decimal(1)


def _parts(matter: Matter, claim: Claim, added: bool) -> Iterator[list[Match]]:
    """Values that may be added up: those of one statement or column, and, where the draft says
    that it adds up, those that it tells."""
    for reading, statement in matter.ground.statements:
        if statement.row and not added:
            continue  # cells of a row are of several kinds
        akin = _alike if added else _of_unit
        found = [item for item in statement.claims if akin(claim, item)]
        states = any(CHANGE in item.near or EARLIER in item.near for item in found)
        if len(found) > 1 and (added or not states):
            yield [Match(reading, statement, item) for item in found]
    yield from _columns(matter, claim)
    told = [
        (matter.claims[index], item.match)
        for index, scored in matter.scored.items()
        if _alike(claim, matter.claims[index])
        and not _EVERY.search(matter.text[: matter.claims[index].start])
        and (item := best(scored, "same")) is not None
    ]
    if added and len(told) > 1:
        yield [match for _, match in told]
    listed = [  # "Total 19 penerima: 12 desa, 4 kelurahan, 3 sekolah"
        (other, item.match)
        for index, scored in matter.scored.items()
        if (other := matter.claims[index]).sentence == claim.sentence
        and other.start > claim.end
        and other.measure == claim.measure
        and single(other)
        and (item := best(scored, "same")) is not None
    ]
    if len(listed) > 1 and (added or opens_list(matter, claim, listed[0][0].start)):
        yield [match for _, match in listed]


def _columns(matter: Matter, claim: Claim) -> Iterator[list[Match]]:
    """The values of one column of a table or of one list, if every row or item has one."""
    for rows in _listings(matter):
        found = [
            [Match(reading, row, item) for item in row.claims if _of_unit(claim, item)]
            for reading, row in rows
        ]
        cells = [row for row in found if row]  # the head of the table has none
        if len(cells) > 1 and len({len(row) for row in cells}) == 1:
            yield from map(list, zip(*cells, strict=True))


def _labelled(matter: Matter, claim: Claim) -> Match | None:
    """ "92 rusak ringan", where a list has "Pilang: ringan 58", "Suko: ringan 34"."""
    labels = set(_beside(matter.text, claim)) - {""}
    for rows in _listings(matter) if labels else ():
        by_label: dict[str, list[Match]] = {}
        for reading, row in rows:
            for item in row.claims:
                for word in _beside(reading.text, item) if _alike(claim, item) else ():
                    by_label.setdefault(word, []).append(Match(reading, row, item))
        for word in labels & by_label.keys():
            parts = by_label[word]
            if len(parts) > 1 and fits(claim, sum((_number(m.claim) for m in parts), Decimal(0))):
                return parts[0]
    return None


def _beside(text: str, claim: Claim) -> tuple[str, ...]:
    """The word right in front of a value and the two behind it: "26 rumah retak"."""
    before = re.search(r"([a-z]{3,})[ :]+$", text[max(0, claim.start - 30) : claim.start].lower())
    behind = re.match(r"(?:[ ]+[a-z]{3,}){0,2}", text[claim.end : claim.end + 30].lower())
    return (before[1] if before else "", *(behind[0].split() if behind else ()))


def _totals(numbers: Sequence[Decimal], summed: bool) -> Iterator[Decimal]:
    """The sum of all; of some neighbours as well where the draft says that it adds up."""
    for first in range(len(numbers)) if summed else (0,):
        for end in range(first + 2, len(numbers) + 1) if summed else (len(numbers),):
            yield sum(numbers[first:end], Decimal(0))


def _alike(claim: Claim, other: Claim) -> bool:
    a, b = claim.value, other.value
    return (
        single(other)
        and claim.measure == other.measure
        and isinstance(a, Amount)
        and isinstance(b, Amount)
        and (a.unit == b.unit or not a.unit or not b.unit or b.unit in counters())
    )


def _of_unit(claim: Claim, other: Claim) -> bool:
    a, b = claim.value, other.value
    if not isinstance(a, Amount) or not isinstance(b, Amount):
        return False
    named = not b.unit and other.near.get(a.unit, 0.0) > _NAMED  # by the head of its column
    return (a.unit == b.unit or named) and _alike(claim, other)


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
    """ "Tiga kecamatan", where the sources name so many by that word: in one statement, in the rows
    of a table, in a list under a heading."""
    if not value.unit or not 1 < value.number <= _LISTED or claim.measure != "number":
        return None
    for reading, statement in matter.ground.statements:
        named = re.findall(r"\b([A-Z]\w+) (?=[A-Z])", statement.text)  # "Desa Boro, Desa Suko"
        if sum(concept(word) == value.unit for word in named) == value.number:
            return Match(reading, statement, claim)
    counted = (match.claim.value for match in matter.ground.matches("number"))
    if any(isinstance(amount, Amount) and amount.unit == value.unit for amount in counted):
        return None  # the sources say how many themselves
    for listed_rows in _listings(matter):
        reading, first = listed_rows[0]
        rows = [row for _, row in listed_rows if not row.row or row.claims]
        if len(rows) == value.number and all(value.unit in row.words for row in rows):
            return Match(reading, first, claim)
    return None


def _listings(matter: Matter) -> Iterator[list[tuple[Reading, Statement]]]:
    """The rows of each table and the items of each list of the sources."""
    for key, rows in groupby(
        matter.ground.statements,
        key=lambda item: (item[1].row or item[1].item) and (id(item[0]), item[1].above),
    ):
        if key:
            yield list(rows)
