"""Judges numbers, sums, dates, times and contacts."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from assistant.assertions.clauses import Clause, find_clauses
from assistant.assertions.days import WEEKDAYS, wrong_weekday
from assistant.assertions.phases import EARLIER, opposed, own_year
from assistant.assertions.signs import denies
from assistant.assertions.value import Amount, Clock, Day, Span, Value
from assistant.assertions.words import concept, listed
from assistant.claims import Claim, find_claims
from assistant.grounding.calendar import implied_day
from assistant.grounding.compare import compare, limits, rated
from assistant.grounding.derived import counts_own_list, derived
from assistant.grounding.ground import JOINED, Match
from assistant.grounding.matter import (
    ABOUT_IT,
    AT_HOME,
    LEAD,
    Judgement,
    Matter,
    Scored,
    best,
    not_found,
    place_of,
    rightful,
    told_or,
    year_of,
)
from assistant.grounding.reckoning import reckoned
from assistant.grounding.repair import repair
from assistant.grounding.spellings import flat_text

_SLIP = 0.8  # share of a contact that must be right for the rest to be a slip
_COMPARABLE = 0.6  # share of the best likeness with which another value may be meant
_UNRATED = 0.7  # of a sum "per bulan" beside one for which no time is said
_APART = 2  # words at most between a limit and its value
_FARTHER = 0.6  # of the weight of a value's own year, at most, another year has
_RERATED = 0.5  # likeness from which the same number for another time is the source's number
_UNLIKE = 0.8  # of a span beside a single value
_OPPOSED = 0.5  # of what was beside what is
_TOTAL = re.compile(r"\b(?:total|jumlah|seluruh|semua)\w*\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:penuh|sepenuhnya|seluruh\w*|semua\w*|utuh)\b", re.IGNORECASE)
_NONE = re.compile(r"\b(?:nihil|nol|tidak ada|tanpa|bebas|gratis|belum ada)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\W*(?:s\.?\s?/?d\b|sampai\b|hingga\b)", re.IGNORECASE)
_OLDEST = 120
_AGE = re.compile(r"\b(?:umur|usia|berumur|berusia)\w*\b", re.IGNORECASE)
_EXACT = ("phone", "url", "email", "handle")


def score_value(matter: Matter, claim: Claim) -> list[Scored]:
    scored: list[Scored] = []
    other_unit: list[Scored] = []
    counted_here = {
        _unit(other)
        for other in matter.claims
        if other.sentence == claim.sentence and other is not claim
    }
    matches = matter.ground.matches(claim.measure)
    if sum_of_money := _without_rupiah(claim):
        matches = [*matches, *matter.ground.matches("money")]
    bare = _as_bare_number(claim)
    if bare is not None:  # "120.000" in a column "Seragam"
        matches = [
            *matches,
            *(m for m in matter.ground.matches("number") if m.statement.row and not _unit(m.claim)),
        ]
    if (figure := _as_figure(claim)) is not None:  # "34 tahun" for "(34)"
        matches = [*matches, *filter(_bracketed, matter.ground.matches("number"))]
    aged = _as_years(claim) or _as_the_one_before(matter, claim)
    if aged is not None:
        matches = [*matches, *matter.ground.matches(aged.measure)]
    for match in matches:
        if match.claim.form == JOINED and not _ends_in_two(claim):
            continue  # the cells themselves tell which end is meant
        stated = claim
        if aged is not None and match.claim.measure == aged.measure:
            stated = aged
        elif match.claim.measure != claim.measure:
            stated = sum_of_money or bare or figure or claim
        outcome = compare(stated, match.claim, year_of(match.reading))
        if outcome == "incomparable":
            continue
        likeness = matter.ground.likeness(claim.near, match.claim.near)
        if not rated(claim, match.claim):
            likeness *= _UNRATED
        if _ends_in_two(claim) != _ends_in_two(match.claim):
            likeness *= _UNLIKE
        if claim.bound and not match.claim.bound and match.claim.measure == "duration":
            likeness *= _UNLIKE
        if opposed(claim.near, match.claim.near):
            likeness *= _OPPOSED
        if stated.measure == "number":
            fits = _units(claim, match.claim)
            if not fits:
                if (
                    outcome != "different"
                    and not _measured(claim, match.claim)
                    and _unit(match.claim) not in counted_here
                ):
                    other_unit.append(Scored(outcome, 0.5 * likeness, match))
                continue
        scored.append(Scored(outcome, likeness, match))
    # The same number under another noun ("44 SMP" for "44 sekolah"), unless the sources count
    # this very thing with another number.
    counted = any(s.outcome == "different" and _units(claim, s.match.claim) == 2 for s in scored)
    if counted and not _telling(claim):
        return scored
    return scored + other_unit


def judge_value(matter: Matter, index: int, claim: Claim) -> Judgement | None:
    scored = matter.scored[index]
    same = best(scored, "same")
    if same is None and (counts_own_list(matter, claim) or _said_in_words(matter, claim)):
        return None
    other = _instead(matter, index)
    near = max(
        (item for item in scored if item.outcome in ("loosened", "reversed")),
        key=lambda item: item.likeness,
        default=None,
    )
    if same is None and (ends := _ends(matter, claim)):
        return Judgement(claim, "supported", place_of(ends), ends.statement.text)
    stated = _without_rupiah(claim) or claim
    worked_out = None if same is not None else derived(matter, claim) or derived(matter, stated)
    if worked_out := worked_out or (None if same is not None else implied_day(matter, claim)):
        return Judgement(claim, "supported", place_of(worked_out), worked_out.statement.text)
    if near is not None and same is None and _complement(claim, near):
        return Judgement(claim, "supported", place_of(near.match), near.match.statement.text)
    if near is not None and (same is None or near.likeness > same.likeness + LEAD):
        return told_or(matter, claim, _limited(matter, claim, near))
    if same is None and (rerated := best(scored, "rerated")) and rerated.likeness >= _RERATED:
        return told_or(matter, claim, _rerated(matter, claim, rerated))
    if _counts_nothing(claim):
        return None
    if wrong_year := _wrong_year(matter, claim):
        return told_or(matter, claim, wrong_year)
    if same is not None:
        least = AT_HOME if claim.measure in _EXACT else ABOUT_IT
        found = None if _says_too_little(claim) else rightful(matter, index, same, least)
        if found is not None and _met_by_chance(matter, claim, same):
            found = None
        if found is not None:
            owner, _ = found
            return told_or(
                matter,
                claim,
                Judgement(
                    claim,
                    "found_elsewhere",
                    place_of(owner.match),
                    owner.match.claim.text,
                    repair(claim, owner.match.claim, year_of(owner.match.reading)),
                    elsewhere=same.match.statement.text,
                ),
            )
        return Judgement(
            claim, "supported", place_of(same.match), same.match.claim.text,
            weekday=_calendar(claim),
        )  # fmt: skip
    other = _nearly(claim, scored) or other
    if other is not None and (other.likeness >= ABOUT_IT or _nearly(claim, [other])):
        return told_or(
            matter,
            claim,
            Judgement(
                claim,
                "contradicted",
                place_of(other.match),
                other.match.claim.text,
                repair(claim, other.match.claim, year_of(other.match.reading)),
            ),
        )
    return told_or(matter, claim, not_found(matter, claim))


def _met_by_chance(matter: Matter, claim: Claim, same: Scored) -> bool:
    """ "Turun 8 poin, dari 41 menjadi 33", where the sources have "8 kecamatan" as well."""
    if _TOTAL.search(claim.sentence.text) and derived(matter, claim):
        return True
    worked_out = reckoned(matter, claim) if same.likeness < ABOUT_IT else None
    return worked_out is not None and worked_out.statement is not same.match.statement


def _complement(claim: Claim, near: Scored) -> bool:
    """ "Di bawah 5 tahun tidak perlu" for "bagi 5 tahun ke atas"."""
    if near.outcome != "reversed" or not isinstance(claim.value, Amount):
        return False
    own = find_clauses(claim.sentence.text, claim.sentence.start)
    return _denied_at(own, claim) != _denied_at(near.match.statement.clauses, near.match.claim)


def _denied_at(clauses: Iterable[Clause], claim: Claim) -> bool:
    return any(denies(item.text) for item in clauses if item.start <= claim.start < item.end)


def _wrong_year(matter: Matter, claim: Claim) -> Judgement | None:
    """A year beside a value that the sources give for another year: "2024: 8.964 pengaduan"."""
    key = _year_key(claim)
    if not key:
        return None
    for index, other in enumerate(matter.claims):
        if other.sentence != claim.sentence:
            continue
        same = best(matter.scored.get(index, []), "same")
        if not isinstance(other.value, Amount) or own_year(other.near) != key or same is None:
            continue
        near = same.match.claim.near
        really = own_year(near)
        if EARLIER in other.near:
            continue  # "2024: 72,8 persen, naik dari 66,5"
        if really and really != key and near.get(key, 0.0) <= _FARTHER * near[really]:
            says = really[1:]
            return Judgement(claim, "contradicted", place_of(same.match), says, says)
    return None


def _year_key(claim: Claim) -> str:
    value = claim.value
    if isinstance(value, Day) and value.year and not value.month:
        return f"#{value.year}"
    return ""


def _said_in_words(matter: Matter, claim: Claim) -> bool:
    """ "112", "Lantai 2" of "Lantai 2 Delta Graha", "kembali 100%" for "dikembalikan penuh"."""
    value = claim.value
    if not isinstance(value, Amount) or value.upper is not None:
        return False
    head = re.search(r"([a-z]+) $", matter.text[: claim.start])
    if head and head[1] in listed("numbered_heads"):
        told = f" {head[1]} {value.number} "
        return any(told in flat_text(reading) for reading in matter.ground.readings)
    if not value.unit and str(value.number) in {
        match.claim.value for match in matter.ground.matches("phone")
    }:
        return True  # "13.42 laporan masuk 112"
    whole = _NONE if not value.number else _ALL if value.unit == "persen" else None
    if whole is None or value.number not in (0, 100):
        return False
    nearest = matter.ground.nearest(claim.near)
    return nearest is not None and whole.search(nearest[2].text) is not None


def _counts_nothing(claim: Claim) -> bool:
    """ "Satu orang satu kemasan", "satu rumah di Porong diserahkan"."""
    value = claim.value
    return (
        claim.form == "words"
        and claim.measure == "number"
        and not claim.bound
        and isinstance(value, Amount)
        and value.number == 1
        and value.unit not in ("ke", "kali")
    )


def _instead(matter: Matter, index: int) -> Scored | None:
    """The value of the sources that a wrong one was probably made from.

    One of the same unit, and rather one that the draft states nowhere else.
    """
    claim = matter.claims[index]
    others = [item for item in matter.scored[index] if item.outcome == "different"]
    others = [item for item in others if _units(claim, item.match.claim) == 2] or others
    stated = {
        id(item.match.claim)
        for position, scored in matter.scored.items()
        for item in scored
        if position != index and item.outcome == "same"
    }
    first = max(others, key=lambda item: item.likeness, default=None)
    free = [
        item
        for item in others
        if id(item.match.claim) not in stated
        and first is not None
        and item.likeness >= _COMPARABLE * first.likeness
    ]
    return max(free, key=lambda item: item.likeness, default=first)


def _ends(matter: Matter, claim: Claim) -> Match | None:
    """A span whose two ends stand apart in the source ("dibuka 3 Mei … ditutup 20 Mei")."""
    halves = _halves(claim)
    if halves is None:
        return None
    statements = matter.ground.statements
    for number, (reading, statement) in enumerate(statements):
        claims = statement.claims
        for _, following in statements[number + 1 : number + 2]:
            if _GOES_ON.match(following.text):  # "Sabtu pkl 21.00", "s/d Minggu pkl 09.00"
                claims += following.claims
        hits = [
            next(
                (
                    item
                    for item in claims
                    if item.measure == claim.measure
                    and not isinstance(item.value, Span)
                    and compare(half, item, year_of(reading)) in ("same", "reversed")
                ),
                None,
            )
            for half in halves
        ]
        if hits[0] is not None and hits[1] is not None and hits[0] is not hits[1]:
            return Match(reading, statement, hits[0])
    return None


def _units(claim: Claim, other: Claim) -> int:
    """2: the same thing is counted; 1: one of them does not say; 0: different things."""
    a, b = claim.value, other.value
    if not isinstance(a, Amount) or not isinstance(b, Amount) or not a.unit or not b.unit:
        return 1
    if a.unit == b.unit:
        return 2
    return 1 if a.unit in other.near and other.near[a.unit] > 0.4 else 0


def _ends_in_two(claim: Claim) -> bool:
    """Whether the value is a span."""
    value = claim.value
    if isinstance(value, Clock):
        return value.until is not None
    return isinstance(value, Span) or (isinstance(value, Amount) and value.upper is not None)


def _without_rupiah(claim: Claim) -> Claim | None:
    """ "cukup 25 ribu" as the sum of money that it can be."""
    value = claim.value
    if claim.measure != "number" or not isinstance(value, Amount) or value.unit:
        return None
    if not re.search(r"(?:\d\s?|\w )(?:ribu|rb|juta|jt|k)\b", claim.text, re.IGNORECASE):
        return None
    return replace(claim, measure="money", value=replace(value, unit="rupiah"))


def _as_bare_number(claim: Claim) -> Claim | None:
    value = claim.value
    if claim.measure != "money" or not isinstance(value, Amount):
        return None
    return replace(claim, measure="number", value=replace(value, unit="", rate=""))


def _as_years(claim: Claim) -> Claim | None:
    """ "Sumiati (58)", "bidan 33, sopir 40", "60+" as the years that a bare number can be."""
    value = claim.value
    if claim.measure != "number" or not isinstance(value, Amount) or value.unit:
        return None
    if value.upper is not None or not 0 < value.number < _OLDEST or claim.form == "scale":
        return None
    bracketed = claim.sentence.text[claim.start - claim.sentence.start - 1 :][:1] == "("
    open_end = claim.sentence.text[claim.end - claim.sentence.start :].lstrip()[:1] == "+"
    if not bracketed and not open_end and not _AGE.search(claim.sentence.text):
        return None
    years = replace(value, number=value.number * 12, unit="bulan")
    return replace(claim, measure="duration", value=years)


def _as_the_one_before(matter: Matter, claim: Claim) -> Claim | None:
    """ "15,11 tahun (target 15,05)": the unit of the value in front is meant again."""
    if claim.measure != "number" or _unit(claim) or not isinstance(claim.value, Amount):
        return None
    before = [
        item
        for item in matter.claims
        if item.sentence == claim.sentence and item.end <= claim.start and _unit(item)
    ]
    if not before or before[-1].measure not in ("duration", "percent"):
        return None
    unit = before[-1].text.rpartition(" ")[2].lstrip("0123456789,.")
    read = find_claims(f"{claim.text} {unit}")
    if len(read) != 1 or read[0].measure != before[-1].measure:
        return None
    return replace(claim, value=read[0].value, measure=read[0].measure)


def _as_figure(claim: Claim) -> Claim | None:
    value = claim.value
    if claim.measure != "duration" or not isinstance(value, Amount) or value.unit != "bulan":
        return None
    if value.upper is not None or value.number % 12:
        return None
    return replace(claim, measure="number", value=Amount(value.number / 12))


def _bracketed(match: Match) -> bool:
    """ "Adi Purnomo (34)": a number alone in brackets behind a name."""
    start, end = match.claim.start, match.claim.end
    return match.reading.text[max(0, start - 1) : end + 1] == f"({match.claim.text})"


def _unit(claim: Claim) -> str:
    return claim.value.unit if isinstance(claim.value, Amount) else ""


def _measured(claim: Claim, other: Claim) -> bool:
    """Whether one of two different units is a measure: 24 ton are not 24 kilogram."""
    return not _measures().isdisjoint((_unit(claim), _unit(other)))


@lru_cache(maxsize=1)
def _measures() -> frozenset[str]:
    return frozenset(concept(unit) for unit in listed("measures"))


def _telling(claim: Claim) -> bool:
    """Whether a number is so particular that it is the same wherever it stands."""
    value = claim.value
    return isinstance(value, Amount) and len(str(value.number.normalize()).strip("0.")) >= 3


def _says_too_little(claim: Claim) -> bool:
    """A year, or a particular number alone on its line: nothing tells what it is of."""
    if isinstance(claim.value, Day):
        return claim.value.month is None and bool(claim.value.year)
    return len(claim.near) <= 1 and _telling(claim)


def _halves(claim: Claim) -> tuple[Claim, Claim] | None:
    value = claim.value
    if isinstance(value, Span):
        first: Value = value.first
        last: Value = value.last
    elif isinstance(value, Clock) and value.until is not None:
        first, last = Clock(value.minute, loose=value.loose), Clock(value.until, loose=value.loose)
    elif isinstance(value, Amount) and value.upper is not None and claim.form != "vague":
        first, last = replace(value, upper=None), replace(value, number=value.upper, upper=None)
    else:
        return None
    return replace(claim, value=first, bound=""), replace(claim, value=last, bound="")


def _nearly(claim: Claim, scored: list[Scored]) -> Scored | None:
    """A value of the sources that this one is but for a slip: a digit, a letter, one end."""
    if claim.measure in _EXACT:
        alike = max(scored, key=lambda item: _ratio(claim, item.match.claim), default=None)
        return alike if alike and _ratio(claim, alike.match.claim) >= _SLIP else None
    for item in scored:
        value, other = claim.value, item.match.claim.value
        if (
            isinstance(value, Span)
            and isinstance(other, Span)
            and value.first.month
            and (_bare(value.first) == _bare(other.first) or _bare(value.last) == _bare(other.last))
        ):
            return item
    return None


def _ratio(claim: Claim, other: Claim) -> float:
    return difflib.SequenceMatcher(None, str(claim.value), str(other.value)).ratio()


def _bare(day: Day) -> Day:
    return replace(day, weekday=None)


def _limited(matter: Matter, claim: Claim, near: Scored) -> Judgement:
    """The right number with the wrong limit, or without the limit that the source sets."""
    source = near.match.claim
    before = source.sentence.text
    says = _with_limit(near.match)
    note = f"Sumber menulis “{says}”. Pakai kata pembatas yang sama dengan sumber."
    if near.outcome == "reversed":
        wider = _from_limit(matter, claim)
        return Judgement(wider, "contradicted", place_of(near.match), says or before, note=note)
    suggestion = says if not claim.bound and isinstance(claim.value, Amount) else None
    return Judgement(claim, "not_found", place_of(near.match), says, suggestion, note=note)


def _rerated(matter: Matter, claim: Claim, found: Scored) -> Judgement:
    """The right number, but for another time or measure; the claim reaches to that word."""
    source = found.match.claim
    says = found.match.reading.text[source.start : max(source.end, source.rate_end)]
    wider = replace(claim, text=matter.text[claim.start : claim.rate_end], end=claim.rate_end)
    suggestion = says if source.rate_end and claim.form != "words" else None
    return Judgement(wider, "contradicted", place_of(found.match), says, suggestion)


def _from_limit(matter: Matter, claim: Claim) -> Claim:
    """The claim with the word of its limit: of "mulai 19 Juli" it is "mulai" that is wrong."""
    if not claim.bound or not (offset := max(claim.sentence.start, claim.start - 40)):
        return claim
    before = matter.text[offset : claim.start]
    found = list(limits(claim.bound).finditer(before))
    if not found or len(before[found[-1].end() :].split()) > _APART:
        return claim
    start = offset + found[-1].start()
    return replace(claim, start=start, text=matter.text[start : claim.end])


def _with_limit(match: Match) -> str:
    """The value of a source with the one to three words of its limit in front."""
    start = match.claim.start
    before = match.reading.text[max(match.statement.start, start - 40) : start]
    if not match.claim.bound:
        return match.claim.text
    words = before.split()
    for count in range(1, 5):
        tail = " ".join(words[-count:])
        if any(word in tail.lower() for word in _limits(match.claim.bound)):
            return f"{tail} {match.claim.text}"
    return match.claim.text


def _limits(bound: str) -> frozenset[str]:
    return listed(f"bound_{bound}")


def _calendar(claim: Claim) -> str | None:
    value = claim.value
    day = value.first if isinstance(value, Span) else value
    if not isinstance(day, Day):
        return None
    weekday = wrong_weekday(day)
    return WEEKDAYS[weekday] if weekday is not None else None
