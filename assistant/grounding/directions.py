"""Judges what a text affirms, denies and turns round, and whom it lets in.

Each clause of a draft is laid beside the clauses of the sources that share most with it. What
counts is which way those point: a clause that says the opposite accuses only where it fits better
than every clause that says the same.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.assertions.clauses import Clause, find_clauses, limits
from assistant.assertions.sentences import read_sentences
from assistant.assertions.signs import OF_ROOTS, Sign, excludes, exempts, find_signs, removes
from assistant.assertions.words import alternatives, concepts, find_words, listed
from assistant.claims import Claim
from assistant.drafts import ClaimStatus
from assistant.grounding.aligning import Aligned, align
from assistant.grounding.ground import Ground, Statement, bag
from assistant.grounding.matter import Judgement, Matter, best, not_found
from knowledge.documents import Reading
from knowledge.sentences import Sentence

# Shares (see `Aligned`) from which a clause that points the other way accuses; found on the
# development cases.
_DENIED = 0.5  # it affirms what the draft denies
_LIMITED = 0.7  # … with a word that limits it
_ALONE = 0.78  # it says nothing of the word that the draft denies
_UNDENIED = 0.4  # it denies what the draft affirms
_REACHED = 0.6  # … as one of several things
_TURNED, _ROOTED = 0.4, 0.53  # it has the opposite word; the opposite root
_LEAD = 0.1  # by so much it must fit better than a clause that says the same …
_LEAD_INSIDE = 0.25  # … in the same sentence, share and arguments together
_NEXT = 0.15  # by so much another clause may fit better
_MASS, _FEW = 5.0, 0.33  # so much in common is enough, though it be a small share
_ARGUED = 0.3  # so much of what the clause says beside the word in question it must have
_HALF = 0.5
_BORNE = 0.35  # a clause that has less bears nothing out
_PART = 0.3  # of all that a denial reaches a draft must affirm so much, if not its first word
_OPENING = 3  # words
_BESIDE = 12  # characters

_ORDER = "sebelum"  # the axis of "sebelum" and "setelah"
_ALLOWED = "boleh"
_INCLUDED = "termasuk"  # the axis of "termasuk" and "kecuali"
_LEVEL = "atas"  # the axis of "di atas" and "di bawah"

_PROHIBITION = re.compile(r"(?:jangan|dilarang|(?:tidak|tak) boleh)\b", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:tidak|tak|tdk|belum|jangan|dilarang)\b", re.IGNORECASE)
_TWICE = re.compile(
    r"\b(?:tidak|tak|belum|bukan|gagal)\s+(?:\w+\s+){0,2}?(?:tidak|tak|belum)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\s+(?:Rp\s?)?\d")

# Which way a clause of a source points beside a word of a draft.
_Side = Literal["with", "against", "denying", ""]
_WITH, _AGAINST, _DENYING = "with", "against", "denying"
_Stance = Callable[[Aligned], _Side]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The best of the clauses that agree with a draft, that disagree, and that deny another thing
    of what it speaks of."""

    top: Aligned
    agreeing: Aligned | None
    opposing: Aligned | None
    denying: Aligned | None

    def accuses(self, least: float) -> bool:
        against = self.opposing
        if against is None or against.share < self.top.share - _NEXT:
            return False
        if against.share < (least if against.mass < _MASS else _FEW):
            return False
        if against.arguments < _ARGUED:
            return False
        if self.denying is not None and against.share < self.denying.share + _LEAD:
            return False
        if self.agreeing is None:
            return True
        if self.agreeing.statement is against.statement:
            lead = _fit(against) - _fit(self.agreeing)
            return lead >= _LEAD_INSIDE
        lead = min(
            against.share - self.agreeing.share, _HALF * (_fit(against) - _fit(self.agreeing))
        )
        return lead >= _LEAD


def _fit(item: Aligned) -> float:
    return item.share + item.arguments


def _weigh(found: list[Aligned], stance: _Stance, whole: bool = True) -> Verdict | None:
    if not found:
        return None
    stances = [(stance(item), item) for item in found]
    opposing = next((item for side, item in stances if side == _AGAINST), None)
    agreeing = [item for side, item in stances if side == _WITH]
    return Verdict(
        found[0],
        max(
            (_whole(item, found, opposing) if whole else item for item in agreeing),
            key=lambda item: item.share,
            default=None,
        ),
        opposing,
        next((item for side, item in stances if side == _DENYING), None),
    )


def _whole(item: Aligned, found: list[Aligned], opposing: Aligned | None) -> Aligned:
    """A clause with the share of the best one in its sentence, if that does not disagree."""
    if opposing is not None and opposing.statement is item.statement:
        return item
    best_share = max(other.share for other in found if other.statement is item.statement)
    return replace(item, share=best_share)


def judge_direction(matter: Matter, claim: Claim) -> Judgement | None:
    clause, sign = _said(claim)
    if clause is None or sign is None:
        return None
    if _agrees_anywhere(matter.told, sign):
        return Judgement(claim, "from_brief")
    denial = sign.axis.startswith("not:")
    own = set(concepts(claim.text))
    found = align(matter, claim.sentence, clause, () if denial else own, own)
    verdict = _weigh(found, lambda item: _stance(item, clause, sign))
    if verdict is None:
        return _firmly(matter, claim, sign)
    opposing = verdict.opposing
    limited = opposing is not None and opposing.clause.hints(clause)
    if verdict.accuses(_LIMITED if limited else _DENIED):
        assert opposing is not None
        spared = _excepted(claim.sentence, opposing) or _complements(matter, claim)
        spared = spared or _no_longer(claim, matter)
        return None if spared else _contradicted(claim, opposing)
    alone = sign.negated and not sign.firm and not clause.supposes
    if alone and _denied_alone(verdict, clause) and not _no_longer(claim, matter):
        return _contradicted(claim, verdict.top)
    near = verdict.agreeing or verdict.denying
    if near is not None and _twice(clause) and not _twice(near.clause):
        return _contradicted(claim, near)
    least = max(_BORNE, _HALF * verdict.top.share)
    if verdict.agreeing is not None and verdict.agreeing.share >= least:
        return _supported(claim, verdict.agreeing)
    if str(claim.value) == "biaya-" and _costs(matter, claim):
        return None
    if str(claim.value) == "biaya+" and "bebas" in verdict.top.clause.quiet:
        return None
    return _firmly(matter, claim, sign)


def _firmly(matter: Matter, claim: Claim, sign: Sign) -> Judgement | None:
    """A word that asserts by itself needs a source, wherever that stands."""
    if claim.form != "firm":
        return None
    opposite = replace(sign, side=-sign.side, turned="")
    statuses: tuple[tuple[ClaimStatus, Sign], ...] = (
        ("supported", sign),
        ("contradicted", opposite),
    )
    for status, wanted in statuses:
        if (found := _agrees_anywhere(matter.ground, wanted)) is not None:
            reading, statement = found
            place = (reading, statement.start, statement.end)
            return Judgement(claim, status, place, statement.text)
    return not_found(matter, claim)


def _said(claim: Claim) -> tuple[Clause | None, Sign | None]:
    """The clause of a claim, with offsets into the text, and its sign."""
    for clause in find_clauses(claim.sentence.text, claim.sentence.start):
        for sign in clause.signs:
            if sign.start == claim.start and (sign.negated or sign.firm):
                return clause, sign
    return None, None


def _stance(item: Aligned, clause: Clause, sign: Sign) -> _Side:
    """Which way a clause of a source points beside a sign of a draft."""
    there = item.clause
    wanted = dict(sign.readings)
    denied = clause.denied_around(sign)
    sides = {
        side * wanted[axis]
        for own in there.signs
        for axis, side in own.readings
        if axis in wanted and there.denied_around(own) == denied
    }
    if sign.axis == _ORDER and _threatens(item.statement.text):
        return ""  # "bayar sebelum 30 September": who pays after it is fined
    if 1 in sides:
        return "with" if len(sides) == 1 else ""
    if not sign.axis.startswith("not:"):
        return "against" if sides else ""
    head = sign.axis.removeprefix("not:")
    if head in there.denied:
        return "with"
    if _forbids(clause, sign) and _threatens(item.statement.text):
        return "with"  # "jangan parkir": "yang parkir diderek"
    if head in there.words:
        return "denying" if _told_of(head, there) else "against"
    if there.denied & clause.denied:
        return "with"
    if sides:
        return "against"
    return "denying" if there.denies else ""


def _told_of(head: str, clause: Clause) -> bool:
    """Whether a clause denies something of what a word names: "yang sakit tidak divaksin"."""
    for word in find_words(clause.text):
        if head in concepts(word.text):
            denial = _NEGATION.search(clause.text, word.end)
            return denial is not None and " yang " not in clause.text[word.end : denial.start()]
    return False


def _twice(clause: Clause) -> bool:
    """ "Tidak sedang tidak menerima"."""
    return _TWICE.search(clause.text) is not None


def _denied_alone(verdict: Verdict, clause: Clause) -> bool:
    """Whether a draft denies of a clause what no clause near it denies."""
    top = verdict.top
    if min(top.share, top.arguments + _LEAD) < _ALONE or top.statement.row:
        return False
    if (
        _PROHIBITION.search(clause.text)
        or top.clause.denies
        or top.clause.hints(clause)
        or limits(top.statement.above)
    ):
        return False
    others = (verdict.agreeing, verdict.denying)
    return all(item is None or item.share < _HALF * top.share for item in others)


def _agrees_anywhere(ground: Ground, sign: Sign) -> tuple[Reading, Statement] | None:
    wanted = dict(sign.readings)
    for reading, statement in ground.statements:
        for own in statement.signs:
            if any(wanted.get(axis) == side for axis, side in own.readings):
                return reading, statement
    return None


def _no_longer(claim: Claim, matter: Matter) -> bool:
    """ "Tidak lagi malam" for "dari malam ke pagi"."""
    said = re.search(r"\blagi\s+(\w+)", claim.text, re.IGNORECASE)
    if said is None:
        return False
    earlier = rf"\b(?:dari|semula|tadinya|dulu)\s+{re.escape(said[1])}\b"
    return any(
        re.search(earlier, statement.text, re.IGNORECASE)
        for _, statement in matter.ground.statements
    )


def _complements(matter: Matter, claim: Claim) -> bool:
    """ "Di bawah 5 tahun tidak perlu" for "bagi 5 tahun ke atas"."""
    return any(
        matter.claims[index].sentence == claim.sentence
        and best(scored, "reversed") is not None
        and best(scored, "same") is None
        for index, scored in matter.scored.items()
    )


def _costs(matter: Matter, claim: Claim) -> bool:
    """ "Dengan biaya Rp50 ribu": the sum says it, and has a source."""
    return any(
        0 <= other.start - claim.end <= _BESIDE
        and other.measure in ("money", "number")
        and best(matter.scored.get(index, []), "same") is not None
        for index, other in enumerate(matter.claims)
    )


def judge_turned(matter: Matter, found: list[Judgement]) -> list[Judgement]:
    """Clauses that say the opposite of their source without a word of denial."""
    turned: list[Judgement] = []
    taken = [(item.claim.start, item.claim.end) for item in found if item.claim.kind == "polarity"]
    for sentence in read_sentences(matter.text):
        if sentence.text.rstrip().endswith("?"):
            continue
        clauses = find_clauses(sentence.text, sentence.start)
        for clause in clauses:
            if clause.text.rstrip().endswith("?"):
                continue
            for start, end, value, item in _turned(matter, sentence, clauses, clause):
                if any(a < end and start < b for a, b in taken):
                    continue
                taken.append((clause.start, clause.end))  # a clause is accused once
                text = matter.text[start:end]
                claim = Claim(text, "polarity", start, end, value, "polarity", sentence)
                turned.append(_contradicted(claim, item))
    return turned


def _turned(
    matter: Matter, sentence: Sentence, clauses: tuple[Clause, ...], clause: Clause
) -> Iterator[tuple[int, int, str, Aligned]]:
    """Places in a clause of a draft that are wrong, with the clause of the source that says so."""
    for sign in clause.signs:
        if sign.firm or sign.negated:
            continue
        if sign.axis == _LEVEL and _NUMBER.match(matter.text, sign.end):
            continue  # what is above a number is compared with the number
        item = _opposed(matter, sentence, clause, sign)
        if item is not None and _agrees_anywhere(matter.told, sign) is None:
            yield sign.start, sign.end, f"{sign.axis}{'+' if sign.side > 0 else '-'}", item
    if not clause.denies and (item := _undenied(matter, sentence, clauses, clause)) is not None:
        start, end = _denied_word(clause, item.clause)
        yield start, end, "not:+", item


def _opposed(matter: Matter, sentence: Sentence, clause: Clause, sign: Sign) -> Aligned | None:
    """The clause that a clause of a draft was made from, if it has the opposite of a word."""
    if all((axis, -side) not in matter.ground.directions for axis, side in sign.readings):
        return None
    own = set(concepts(matter.text[sign.start : sign.end]))
    found = align(matter, sentence, clause, own)
    verdict = _weigh(found, lambda item: _stance(item, clause, sign))
    rooted = sign.axis.startswith(OF_ROOTS)
    if verdict is None or not verdict.accuses(_ROOTED if rooted else _TURNED):
        return None
    opposing = verdict.opposing
    assert opposing is not None
    words = opposing.clause.words
    if rooted:
        words = words | opposing.statement.words.keys()
    if (own and own <= words) or (rooted and _both_sides(sentence, sign)):
        return None
    if sign.axis == _ALLOWED and clause.quiet - opposing.clause.quiet:
        return None  # "cuma bisa dibaca di tempat" for "tidak boleh dibawa pulang"
    spared = sign.axis != _INCLUDED and _excepted(sentence, opposing)
    return None if spared else opposing


def _both_sides(sentence: Sentence, sign: Sign) -> bool:
    """ "Sambungan diputus"."""
    sides = {
        side
        for own in find_signs(sentence.text)
        for axis, side in own.readings
        if axis == sign.axis
    }
    return len(sides) > 1


def _undenied(
    matter: Matter, sentence: Sentence, clauses: tuple[Clause, ...], clause: Clause
) -> Aligned | None:
    """The clause that a clause of a draft was made from, if it denies what the draft affirms."""
    if matter.ground.denied_words.isdisjoint(clause.words):
        return None
    if _attributes(clause) or removes(clause.text):
        return None
    found = align(matter, sentence, clause)
    against = next((item for item in found if item.clause.denied & clause.words), None)
    if against is None:
        return None
    source = against.clause
    asked = source.denied & clause.words
    found = align(matter, sentence, clause, asked=source.heads & asked or asked)
    verdict = _weigh(found, lambda item: _affirmed_stance(item, asked), whole=False)
    assert verdict is not None
    asking = [other.quiet for other in clauses if other.text.rstrip().endswith("?")]
    quiet = clause.quiet.union(*asking)  # "Berhalangan hadir? Rekam di kecamatan"
    if quiet - source.quiet or _excepted(sentence, against):
        return None
    first = _weight(matter, source.heads & asked) > _HALF * _weight(matter, source.heads)
    if not first and _weight(matter, asked) < _PART * _weight(matter, source.denied):
        return None
    least = _UNDENIED if first else _REACHED
    if not verdict.accuses(least):
        return None
    beside = [
        other
        for other in clauses
        if other.denies and other is not clause and not other.text.rstrip().endswith("?")
    ]
    if any(other.denied & (source.heads | clause.words) for other in beside):
        return None
    if any(other.heads & source.denied for other in beside):
        return None  # "atas permintaan warga, pemancangan tidak …"
    return against


def _weight(matter: Matter, words: frozenset[str]) -> float:
    return sum(matter.ground.weight(word) for word in words)


def _excepted(sentence: Sentence, item: Aligned) -> bool:
    """ "Kalau sakit boleh diwakilkan" for "tidak boleh diwakilkan, kecuali penerima sakit"."""
    said, source = sentence.text, item.statement.text
    if excludes(said) != excludes(source):
        return exempts(source, bag(said)) or exempts(said, bag(source))
    return False


def _forbids(clause: Clause, sign: Sign) -> bool:
    return _PROHIBITION.match(clause.text, sign.start - clause.start) is not None


def _threatens(text: str) -> bool:
    """Whether a statement punishes: then it forbids what it speaks of."""
    return re.search(rf"\b(?:{alternatives('sanctions')})\b", text, re.IGNORECASE) is not None


def _attributes(clause: Clause) -> bool:
    """ "Ujar Kepala Desa Balongdowo": it tells who speaks."""
    first = [word.text.lower() for word in find_words(clause.text)][:_OPENING]
    return not (listed("said") | listed("saying")).isdisjoint(first)


def _affirmed_stance(item: Aligned, words: frozenset[str]) -> _Side:
    """Which way a clause of a source points beside words of a draft that it does not deny."""
    if item.clause.denied & words:
        return "against"
    return "with" if item.clause.words & words else ""


def _denied_word(clause: Clause, source: Clause) -> tuple[int, int]:
    """Where a clause of a draft has what the source denies first; else all of the clause."""
    for word in find_words(clause.text):
        if not source.heads.isdisjoint(concepts(word.text)):
            return clause.start + word.start, clause.start + word.end
    blank = len(clause.text) - len(clause.text.lstrip())
    return clause.start + blank, clause.start + len(clause.text.rstrip())


def _contradicted(claim: Claim, item: Aligned) -> Judgement:
    place = (item.reading, item.statement.start, item.statement.end)
    return Judgement(claim, "contradicted", place, item.statement.text)


def _supported(claim: Claim, item: Aligned) -> Judgement:
    place = (item.reading, item.statement.start, item.statement.end)
    return Judgement(claim, "supported", place, item.statement.text)


def judge_condition(matter: Matter, claim: Claim) -> Judgement | None:
    """ "khusus …", "kecuali …": the sources must name who, and not leave out whom they let in."""
    keys = str(claim.value).split()
    for ground in (matter.ground, matter.told):
        found = [
            (reading, statement)
            for reading, statement in ground.statements
            if all(key in statement.words for key in keys[:2])
        ]
        if not found:
            continue
        if ground is matter.told:
            return Judgement(claim, "from_brief")
        agreeing = [item for item in found if excludes(item[1].text) == excludes(claim.text)]
        reading, statement = (agreeing or found)[0]
        place = (reading, statement.start, statement.end)
        status: ClaimStatus = "supported" if agreeing else "contradicted"
        return Judgement(claim, status, place, statement.text)
    if all(
        any(key in statement.words for _, statement in matter.ground.statements) for key in keys
    ):
        return None
    return not_found(matter, claim)
