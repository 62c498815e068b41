"""Finds where a draft may say the opposite of its sources, and what speaks for it as numbers.

Each clause of a draft is laid beside the clauses of the sources that share most with it. Where one
of those points the other way is a doubt; whether it accuses, `doubt_model` says.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.assertions.clauses import Clause, find_clauses, limits
from assistant.assertions.sentences import read_sentences
from assistant.assertions.signs import OF_ROOTS, Sign, count_denials, excludes, exempts, removes
from assistant.assertions.words import alternatives, concepts, find_words, listed
from assistant.grounding.aligning import Aligned, Alignment
from assistant.grounding.ground import bag
from assistant.grounding.matter import Matter, best
from knowledge.sentences import Sentence

# What a doubt is about: a word whose opposite a source has; a denial of what a source affirms, or
# of what no source denies; a word that a source denies; a clause whose source denies something else
# of the same matter. "none": nothing points the other way.
DoubtKind = Literal["none", "opposed", "denied", "alone", "undenied", "missing"]

_ORDER = "sebelum"  # the axis of "sebelum" and "setelah"
_INCLUDED = "termasuk"  # the axis of "termasuk" and "kecuali"
_LEVEL = "atas"  # the axis of "di atas" and "di bawah"
_OPENING = 3  # words
_BESIDE = 12  # characters
_NEAR, _LITTLE = 0.3, 0.5  # shares
_FULL = 10.0  # words, weight

_NUMBER = re.compile(r"\s+(?:Rp\s?)?\d")
_PROHIBITION = re.compile(r"(?:jangan|dilarang|(?:tidak|tak) boleh)\b", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:tidak|tak|tdk|belum|jangan|dilarang)\b", re.IGNORECASE)
_TWICE = re.compile(
    r"\b(?:tidak|tak|belum|bukan|gagal)\s+(?:\w+\s+){0,2}?(?:tidak|tak|belum)\b", re.IGNORECASE
)
_NO_LONGER = re.compile(r"\blagi\s+(\w+)", re.IGNORECASE)

# Which way a clause of a source points beside a word of a draft; "denying": it denies something
# else of what the draft speaks of.
_Side = Literal["with", "against", "denying", ""]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place of a draft, the clause of a source that may say the opposite, and the one that may
    say the same. `readings` are the directions of the draft's word, `features` what speaks for
    the one and the other."""

    kind: DoubtKind
    clause: Clause
    start: int
    end: int
    value: str
    sentence: Sentence
    readings: frozenset[tuple[str, int]]
    top: Aligned
    agreeing: Aligned | None
    against: Aligned | None
    features: Mapping[str, float]


def find_doubts(matter: Matter) -> Iterator[Doubt]:
    for sentence in read_sentences(matter.text):
        if _asks(sentence.text):
            continue
        clauses = find_clauses(sentence.text, sentence.start)
        for clause in clauses:
            if not _asks(clause.text):
                yield from _Doubts(matter, sentence, clauses, clause).find()


def _asks(text: str) -> bool:
    return text.rstrip().endswith("?")


class _Doubts:
    """The doubts about one clause."""

    def __init__(
        self, matter: Matter, sentence: Sentence, clauses: Sequence[Clause], clause: Clause
    ) -> None:
        self._matter = matter
        self._ground = matter.ground
        self._sentence = sentence
        self._others = [other for other in clauses if other is not clause]
        self._clause = clause
        self._alignment = Alignment(matter, sentence, clause)

    def find(self) -> Iterator[Doubt]:
        clause, text = self._clause, self._matter.text
        for sign in clause.signs:
            if not sign.negated and sign.axis == _LEVEL and _NUMBER.match(text, sign.end):
                continue  # what is above a number is compared with the number
            yield from self._about(sign)
        if not clause.denies:
            yield from self._undenied()

    def _about(self, sign: Sign) -> Iterator[Doubt]:
        """Doubts about a word of direction or of denial."""
        claimed = sign.negated or sign.firm
        if not claimed and all(
            (axis, -side) not in self._ground.directions for axis, side in sign.readings
        ):
            return
        said = self._matter.text[sign.start : sign.end]
        own = frozenset(concepts(said))
        found = self._alignment.beside(() if sign.axis.startswith("not:") else own, own)
        stances = [(_stance(item, self._clause, sign), item) for item in found]
        if not claimed:  # with its own word the source denies it or does not: see `_undenied`
            stances = [
                ("" if side == "against" and own and own <= item.clause.words else side, item)
                for side, item in stances
            ]
        value = f"{sign.axis}{'+' if sign.side > 0 else '-'}"
        kinds: dict[DoubtKind, Aligned | None] = {
            "denied" if sign.negated else "opposed": _first(stances, "against"),
            "alone": _first(stances, "") if sign.negated else None,
        }
        doubts = {kind: item for kind, item in kinds.items() if item is not None and _near(item)}
        for kind, against in doubts.items():
            if not self._spared(sign, against):
                yield self._doubt(kind, sign.start, sign.end, value, own, stances, against, sign)
        if claimed and not doubts and stances:
            readings = frozenset(sign.readings)
            yield Doubt(
                "none", self._clause, sign.start, sign.end, value, self._sentence, readings,
                found[0], _first(stances, "with"), None, {},
            )  # fmt: skip

    def _spared(self, sign: Sign, against: Aligned) -> bool:
        """Whether the opposite follows from what the source says, and is none."""
        text = self._matter.text[sign.start : sign.end + 2 * _BESIDE]
        if sign.axis != _INCLUDED and self._exempt(against):
            return True
        return (sign.negated and self._no_longer(text)) or self._is_value(sign.start, sign.end)

    def _exempt(self, against: Aligned) -> bool:
        """ "Kalau sakit boleh diwakilkan" for "tidak boleh diwakilkan, kecuali penerima sakit"."""
        said, told = self._sentence.text, against.statement.text
        if excludes(said) == excludes(told):
            return False
        return exempts(told, bag(said)) or exempts(said, bag(told))

    def _is_value(self, start: int, end: int) -> bool:
        """Whether a value stands there that the sources bear out: "bukan tiga hari"."""
        matter = self._matter
        return any(
            best(scored, "same") is not None
            and matter.claims[index].start < end
            and start < matter.claims[index].end
            for index, scored in matter.scored.items()
        )

    def _undenied(self) -> Iterator[Doubt]:
        """Doubts about a clause without denial whose source denies something."""
        clause = self._clause
        found = self._alignment.beside()
        denying = next((item for item in found if item.clause.denied & clause.words), None)
        if denying is not None:
            source = denying.clause
            asked = source.heads & clause.words or source.denied & clause.words
            kind: DoubtKind = "undenied"
        else:
            denying = next((item for item in found if item.clause.denies), None)
            if denying is None:
                return
            asked, kind = frozenset[str](), "missing"
        stances = [
            (_affirmed_stance(item, asked or denying.clause.denied), item)
            for item in self._alignment.beside(asked=asked)
        ]
        against = next(item for _, item in stances if item.clause is denying.clause)
        if not _near(against):
            return
        start, end = _place_of(clause, denying.clause)
        if kind == "undenied" and (self._exempt(against) or self._is_value(start, end)):
            return
        yield self._doubt(kind, start, end, "not:+", asked, stances, against, None)

    def _doubt(
        self,
        kind: DoubtKind,
        start: int,
        end: int,
        value: str,
        own: frozenset[str],
        stances: Sequence[tuple[_Side, Aligned]],
        against: Aligned,
        sign: Sign | None,
    ) -> Doubt:
        agreeing, top = _first(stances, "with"), stances[0][1]
        numbers = {
            **_fit(against, top, agreeing, _first(stances, "denying")),
            **self._words(own, against, agreeing),
            **self._circumstances(against, agreeing),
            **(self._of_sign(sign, against, own) if sign else self._of_denied(own, against)),
        }
        features = {name: number for name, number in numbers.items() if number}
        return Doubt(
            kind, self._clause, start, end, value, self._sentence,
            frozenset(sign.readings if sign else ()), top, agreeing, against,
            {
                f"{kind}": 1.0,
                **features,
                **{f"{kind} {name}": number for name, number in features.items()},
            },
        )  # fmt: skip

    def _words(
        self, own: Collection[str], against: Aligned, agreeing: Aligned | None
    ) -> dict[str, float]:
        """How telling the words in question are, and which little words only one side has."""
        ground, source = self._ground, against.clause
        weights = [ground.weight(word) / ground.rarest for word in own]
        said, told = _little_words(self._clause.text), _little_words(source.text)
        near = _little_words(against.statement.text)
        unique = 0.0 if agreeing is not None and agreeing.clause is source else 1.0
        return {
            "telling": max(weights, default=0.0),
            "unknown": float(any(not weight for weight in weights)),
            "has": float(bool(own) and source.words.issuperset(own)),
            "has near": float(bool(own) and against.statement.words.keys() >= set(own)),
            "long": min(len(self._clause.words) / _FULL, 1.0),
            "source long": min(len(source.words) / _FULL, 1.0),
            **{f"+{word}": unique for word in said - near},
            **{f"-{word}": unique for word in told - said},
        }

    def _circumstances(self, against: Aligned, agreeing: Aligned | None) -> dict[str, float]:
        """What may make an opposite none: limits, exceptions, conditions, sanctions, speakers."""
        clause, source = self._clause, against.clause
        said, told = self._sentence.text, against.statement.text
        asking = [other.quiet for other in self._others if _asks(other.text)]
        quiet = clause.quiet.union(*asking)  # "Berhalangan hadir? Rekam di kecamatan"
        beside = [other for other in self._others if other.denies and not _asks(other.text)]
        apart = excludes(said) != excludes(told)
        denials = count_denials(said) - count_denials(told)
        numbers = {
            "quiet": bool(quiet - source.quiet),
            "source quiet": bool(source.quiet - quiet),
            "limits": bool(clause.limits - source.limits),
            "source limits": bool(source.limits - clause.limits),
            "supposes": clause.supposes,
            "source supposes": source.supposes,
            "apart": apart,
            "speaks": _attributes(clause),
            "removes": removes(clause.text),
            "source removes": removes(source.text),
            "threatens": _threatens(told),
            "twice": _twice(clause) != _twice(source),
            "source denies": source.denies,
            "more denials": denials > 0,
            "fewer denials": denials < 0,
            "statement denies": count_denials(told) > 0,
            "row": against.statement.row,
            "item": against.statement.item,
            "limited above": limits(against.statement.above),
            "beside": bool(beside),
            "beside same": any(
                not other.denied.isdisjoint(source.heads | clause.words)
                or not other.heads.isdisjoint(source.denied)
                for other in beside
            ),
            "values": bool(self._alignment.values),
            "complements": self._complements(),
        }
        return {name: float(holds) for name, holds in numbers.items()}

    def _of_sign(self, sign: Sign, against: Aligned, own: frozenset[str]) -> dict[str, float]:
        clause, text, ground = self._clause, self._matter.text, self._ground
        around = [other for clause in (clause, *self._others) for other in clause.signs]
        both = {(axis, -side) for axis, side in sign.readings}
        there = {reading for other in against.clause.signs for reading in other.readings}
        turned = {
            word
            for other in against.clause.signs
            if not both.isdisjoint(other.readings)
            for word in concepts(_said(against, other))
        }
        numbers = {
            "root": sign.axis.startswith(OF_ROOTS),
            "firm word": sign.firm,
            "pair": bool(both & there),
            "has both": bool(turned) and turned <= clause.words,
            "has both near": bool(turned) and turned <= set(concepts(self._sentence.text)),
            "both sides": any(reading in both for other in around for reading in other.readings),
            "elsewhere": any(reading in ground.directions for reading in sign.readings),
            "opposite elsewhere": any(reading in ground.directions for reading in both),
            "denied elsewhere": not ground.denied_words.isdisjoint(own),
            "forbids": _PROHIBITION.match(text, sign.start) is not None,
            "order": sign.axis == _ORDER,
            "elliptic": sign.elliptic,
            "inside": clause.denied_around(sign),
            "cost": sign.axis == "biaya",
            "priced": self._priced(sign.end),
        }
        return {name: float(holds) for name, holds in numbers.items()}

    def _of_denied(self, asked: frozenset[str], against: Aligned) -> dict[str, float]:
        """How much of what a source denies, and of all that it speaks of, the clause affirms."""
        source, words = against.clause, self._clause.words
        free = source.words - source.denied
        return {
            "head": float(bool(source.heads & asked)),
            "of heads": self._part(source.heads & asked, source.heads),
            "of denied": self._part(source.denied & words, source.denied),
            "of free": self._part(free & words, free),
            "free": float(bool(free)),
        }

    def _part(self, some: Collection[str], every: Collection[str]) -> float:
        weight = self._ground.weight
        return sum(map(weight, some)) / (sum(map(weight, every)) or 1.0)

    def _complements(self) -> bool:
        """ "Di bawah 5 tahun tidak perlu" for "bagi 5 tahun ke atas"."""
        matter = self._matter
        return any(
            matter.claims[index].sentence == self._sentence
            and best(scored, "reversed") is not None
            and best(scored, "same") is None
            for index, scored in matter.scored.items()
        )

    def _priced(self, end: int) -> bool:
        """ "Dengan biaya Rp50 ribu": the sum says it, and has a source."""
        matter = self._matter
        return any(
            0 <= claim.start - end <= _BESIDE
            and claim.measure in ("money", "number")
            and best(matter.scored.get(index, []), "same") is not None
            for index, claim in enumerate(matter.claims)
        )

    def _no_longer(self, text: str) -> bool:
        """ "Tidak lagi malam" for "dari malam ke pagi"."""
        said = _NO_LONGER.search(text)
        if said is None:
            return False
        earlier = rf"\b(?:dari|semula|tadinya|dulu)\s+{re.escape(said[1])}\b"
        return any(
            re.search(earlier, statement.text, re.IGNORECASE)
            for _, statement in self._ground.statements
        )


def _said(item: Aligned, sign: Sign) -> str:
    """What a sign of a clause of a source reads like."""
    clause = item.clause
    return clause.text[sign.start - clause.start : sign.end - clause.start]


def _near(item: Aligned) -> bool:
    """Whether a clause speaks of the same matter at all."""
    return max(item.share, item.arguments) >= _NEAR


def _first(stances: Sequence[tuple[_Side, Aligned]], side: _Side) -> Aligned | None:
    return next((item for own, item in stances if own == side), None)


def _fit(
    against: Aligned, top: Aligned, agreeing: Aligned | None, denying: Aligned | None
) -> dict[str, float]:
    """How well the clause that points the other way fits, and how much better than others."""
    numbers: dict[str, float] = {
        "share": against.share,
        "fit": (against.share + against.arguments) * against.back,
        "little share": max(0.0, _LITTLE - against.share),
        "arguments": against.arguments,
        "little arguments": max(0.0, _LITTLE - against.arguments),
        "back": against.back,
        "both ways": against.share * against.back,
        "mass": min(against.mass / _FULL, 1.0),
        "behind": top.share - against.share,
        "behind in arguments": top.arguments - against.arguments,
        "contested": float(agreeing is not None),
        "uncontested share": against.share if agreeing is None else 0.0,
    }
    for name, rival in (("agreeing", agreeing), ("denying", denying)):
        if rival is not None:
            same = rival.statement is against.statement
            numbers |= {
                f"{name} share": rival.share,
                f"{name} lead": against.share - rival.share,
                f"{name} lead in arguments": against.arguments - rival.arguments,
                f"{name} back": against.back - rival.back,
                f"{name} in one": float(same),
                f"{name} in one lead": against.share - rival.share if same else 0.0,
            }
    return numbers


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
    if 1 in sides:
        return "with" if len(sides) == 1 else ""
    if not sign.axis.startswith("not:"):
        return "against" if sides else ""
    head = sign.axis.removeprefix("not:")
    if head in there.denied:
        return "with"
    if head in there.words:
        return "denying" if _told_of(head, there) else "against"
    if there.denied & clause.denied:
        return "with"
    if sides:
        return "against"
    return "denying" if there.denies else ""


def _affirmed_stance(item: Aligned, words: frozenset[str]) -> _Side:
    """Which way a clause of a source points beside words of a draft that it does not deny."""
    if item.clause.denied & words:
        return "against"
    return "with" if item.clause.words & words else ""


def _told_of(head: str, clause: Clause) -> bool:
    """Whether a clause denies something of what a word names: "yang sakit tidak divaksin"."""
    for word in find_words(clause.text):
        if head in concepts(word.text):
            denial = _NEGATION.search(clause.text, word.end)
            return denial is not None and " yang " not in clause.text[word.end : denial.start()]
    return False


def _little_words(text: str) -> frozenset[str]:
    """Words that say how a thing holds: "masih", "juga", "wajib"."""
    return listed("direction_words").intersection(word.text.lower() for word in find_words(text))


def _twice(clause: Clause) -> bool:
    """ "Tidak sedang tidak menerima"."""
    return _TWICE.search(clause.text) is not None


def _threatens(text: str) -> bool:
    """Whether a statement punishes: then it forbids what it speaks of."""
    return re.search(rf"\b(?:{alternatives('sanctions')})\b", text, re.IGNORECASE) is not None


def _attributes(clause: Clause) -> bool:
    """ "Ujar Kepala Desa Balongdowo": it tells who speaks."""
    first = [word.text.lower() for word in find_words(clause.text)][:_OPENING]
    return not (listed("said") | listed("saying")).isdisjoint(first)


def _place_of(clause: Clause, source: Clause) -> tuple[int, int]:
    """Where a clause of a draft has what the source denies first; else all of the clause."""
    for word in find_words(clause.text):
        if not source.heads.isdisjoint(concepts(word.text)):
            return clause.start + word.start, clause.start + word.end
    blank = len(clause.text) - len(clause.text.lstrip())
    return clause.start + blank, clause.start + len(clause.text.rstrip())
