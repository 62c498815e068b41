"""Finds the clauses of the sources that a clause of a draft was made from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assistant.assertions.clauses import Clause
from assistant.grounding.ground import Statement, bag
from assistant.grounding.matter import Matter, best
from knowledge.documents import Reading
from knowledge.sentences import Sentence

_BESIDE = 0.35  # weight of what stands in the same sentence, but in another clause
_AROUND = 0.6  # what a word or value counts that the source has in another clause of its sentence
_VALUE = 2.0  # weight of a value that the sources bear out
_UNKNOWN = 0.5  # weight of a word that no source has, beside the most telling one
_FEW = 2.0  # where a clause says less beside the word in question, its sentence counts with it
_CANDIDATES = 8  # statements that are looked at clause by clause


@dataclass(frozen=True, slots=True)
class Aligned:
    """A clause of a source. `share`: how much it has of the draft's clause, of all else in its
    sentence a little; `arguments`: how much of the clause alone, without the word in question;
    `mass`: what the words and values of the clause that it has weigh together; `back`: how much of
    it the draft's sentence has."""

    share: float
    arguments: float
    mass: float
    back: float
    reading: Reading
    statement: Statement
    clause: Clause


@dataclass(frozen=True, slots=True)
class _Place:
    """A clause of a source, with how much it has of each word and value of the draft."""

    reading: Reading
    statement: Statement
    clause: Clause
    hits: Mapping[str, float]
    kept: Mapping[int, float]


class Alignment:
    """A clause of a draft beside the clauses of the sources that share most with its sentence."""

    def __init__(self, matter: Matter, sentence: Sentence, clause: Clause) -> None:
        self._ground = ground = matter.ground
        self._clause = clause
        unknown = _UNKNOWN * ground.rarest
        self._words = words = {
            word: (1.0 if word in clause.words else _BESIDE) * (ground.weight(word) or unknown)
            for word in bag(sentence.text)
        }
        self.values = values = _values(matter, sentence, clause)
        matches = {
            index: [
                (item.match.statement, item.match.claim.start)
                for item in matter.scored[index]
                if item.outcome == "same"
            ]
            for index in values
        }
        rough = ground.shares(words)
        for index, pairs in matches.items():
            for number in {ground.number_of(statement) for statement, _ in pairs}:
                rough[number] = rough.get(number, 0.0) + _VALUE * values[index]
        nearest = sorted(rough, key=lambda number: (-rough[number], number))
        near = [ground.statements[number] for number in nearest]
        self._places = [
            _Place(
                reading,
                statement,
                own,
                {word: _hit(statement, own, word) for word in words},
                {
                    index: _kept(own, [start for place, start in pairs if place is statement])
                    for index, pairs in matches.items()
                },
            )
            for reading, statement in [item for item in near if item[1].asserts][:_CANDIDATES]
            for own in statement.clauses
        ]

    def beside(self, without: Collection[str] = (), asked: Collection[str] = ()) -> list[Aligned]:
        """The clauses of the sources, the best first.

        `asked` are the words in question, `without` those that the sources may have in another
        form.
        """
        words = {word: weight for word, weight in self._words.items() if word not in without}
        values = self.values
        whole = sum(words.values()) + _VALUE * sum(values.values())
        if not whole:
            return []
        inside = self._clause.words
        core = {word: words[word] for word in words if word in inside and word not in asked}
        inner = [index for index, weight in values.items() if weight == 1.0]
        argued = sum(core.values()) + _VALUE * len(inner)
        found: list[Aligned] = []
        for place in self._places:
            hits, kept = place.hits, place.kept
            score = sum(weight * hits[word] for word, weight in words.items())
            score += _VALUE * sum(weight * kept[index] for index, weight in values.items())
            shared = sum(weight * hits[word] ** 2 for word, weight in core.items())
            shared += _VALUE * sum(kept[index] ** 2 for index in inner)
            found.append(
                Aligned(
                    score / whole,
                    (shared + _FEW * score / whole) / (argued + _FEW),
                    shared,
                    self._back(place.clause, asked),
                    place.reading,
                    place.statement,
                    place.clause,
                )
            )
        return sorted(found, key=lambda item: -item.share - item.arguments)

    def _back(self, source: Clause, asked: Collection[str]) -> float:
        weights = {word: self._ground.weight(word) for word in source.words if word not in asked}
        whole = sum(weights.values())
        return sum(weights[word] for word in weights if word in self._words) / (whole or 1.0)


def _hit(statement: Statement, clause: Clause, word: str) -> float:
    return 1.0 if word in clause.words else min(_AROUND, statement.words.get(word, 0.0))


def _kept(clause: Clause, starts: list[int]) -> float:
    """How much of a value a clause has, of which its statement has the places `starts`."""
    if not starts:
        return 0.0
    return 1.0 if any(clause.start <= start < clause.end for start in starts) else _AROUND


def _values(matter: Matter, sentence: Sentence, clause: Clause) -> Mapping[int, float]:
    """Values of the sentence that the sources bear out, by their index among the claims."""
    return {
        index: 1.0 if clause.start <= claim.start < clause.end else _BESIDE
        for index, claim in enumerate(matter.claims)
        if claim.sentence == sentence
        and claim.measure not in ("person", "place", "organisation", "name")
        and best(matter.scored.get(index, []), "same") is not None
    }
