"""The order of what was found: words weighed by how rare they are, then nearness of vectors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.lexical_index import LexicalIndex
from knowledge.query import Query, Term

_SATURATION = 1.0  # BM25: how soon a word that comes again stops counting
_LENGTH = 0.7  # BM25: how much a long passage is held against it
_RAW = 0.5  # a word as it was written, beside its stem
_PAIR = 0.5  # two words that follow each other as in the question
_EVERYDAY = 0.8  # a word that an answer may do without
_VECTOR = 1.0  # likeness of vectors, as a share of the weight of all words
_BUDGET = 10_000  # entries that the words to search by may have together
_FEWEST = 3
_MOST = 40_000  # even these may not have more: in 100,000 passages a few common words cost 0.1 s


@dataclass(frozen=True, slots=True)
class Ranked:
    id: int
    score: float


@dataclass(frozen=True, slots=True)
class _Sought:
    """A term with what it is looked for by, ready for many texts: " word " and its weight."""

    stems: tuple[tuple[str, float], ...]
    words: tuple[tuple[str, float], ...]
    weight: float
    share: float


def searched(query: Query) -> list[str]:
    """The stems to search by: the rarest first, until their entries cost too much time.

    Common words say little and cost most; they count again when the found ones are ranked.
    """
    chosen: list[str] = []
    cost = 0
    terms = sorted((term for term in query.terms if term.known), key=lambda term: term.count)
    for number, term in enumerate(terms):
        cost += term.count
        if (number >= _FEWEST and cost > _BUDGET) or (number and cost > _MOST):
            break
        chosen += term.stems
    return chosen


def rank(
    query: Query, candidates: Sequence[int], likeness: Mapping[int, float], index: LexicalIndex
) -> list[Ranked]:
    """Candidates, the best first; `likeness` of vectors, where it is known."""
    _, average = index.sizes()
    sought = _sought(query, index)
    pairs = [
        (min(one.weight, other.weight), one, other, _joints(one, other))
        for one, other in pairwise(sought)
    ]
    whole = _VECTOR * sum(one.weight for one in sought)
    floor = min(likeness.values(), default=0.0)
    texts = index.texts(candidates)
    ranked = []
    for candidate, (words, stems) in texts.items():
        length = _SATURATION * (1 - _LENGTH + _LENGTH * (words.count(" ") - 1) / max(average, 1))
        held = set()
        score = whole * (likeness.get(candidate, floor) - floor)
        for one in sought:
            gain = _gain(one.stems, stems, length)
            if gain:
                held.add(id(one))
                score += one.share * (gain + _RAW * _gain(one.words, words, length))
        for weight, one, other, joints in pairs:
            if id(one) in held and id(other) in held and any(j in stems for j in joints):
                score += _PAIR * weight
        ranked.append(Ranked(candidate, score))
    return sorted(ranked, key=lambda one: (-one.score, one.id))


def _sought(query: Query, index: LexicalIndex) -> list[_Sought]:
    counts = index.word_counts({word for term in query.terms for word in term.words})
    stem_counts = index.stem_counts({one for term in query.terms for one in term.stems})

    def ready(forms: Sequence[str], known: Mapping[str, int]) -> tuple[tuple[str, float], ...]:
        return tuple((f" {form} ", query.weight(known[form])) for form in forms if form in known)

    def prepared(term: Term) -> _Sought:
        stems = ready(term.stems, stem_counts)
        weight = max((weight for _, weight in stems), default=query.weight(0))
        share = _EVERYDAY if term.everyday else 1.0
        return _Sought(stems, ready(term.words, counts), weight * share, share)

    return [prepared(term) for term in query.terms]


def _joints(one: _Sought, other: _Sought) -> list[str]:
    return [f"{left}{right[1:]}" for left, _ in one.stems for right, _ in other.stems]


def _gain(forms: Sequence[tuple[str, float]], text: str, length: float) -> float:
    """BM25 of the form that counts most."""
    best = 0.0
    for form, weight in forms:
        often = text.count(form)
        if often:
            best = max(best, weight * often * (1 + _SATURATION) / (often + length))
    return best
