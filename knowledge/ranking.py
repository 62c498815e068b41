"""The order of what was found: words weighed by how rare they are, then nearness of vectors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.lexical_index import LexicalIndex
from knowledge.query import Query, Term

_SATURATION = 1.0  # BM25: how soon a word that comes again stops counting
_LENGTH = 0.7  # BM25: how much a long passage is held against it
_RAW = 0.5  # a word as it was written, beside its stem
_PAIR = 0.5  # two words that follow each other as in the question
_VECTOR = 1.0  # the nearest passage of vectors, as a share of the weight of all words
_BUDGET = 20_000  # entries that the words to search by may have together
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry that was found; `held` are the terms of the question that it has."""

    id: int
    score: float
    held: tuple[Term, ...]


def searched(query: Query) -> list[str]:
    """The stems to search by: the rarest first, until their entries cost too much time.

    Common words say little and cost most; they count again when the found ones are ranked.
    """
    chosen: list[str] = []
    cost = 0
    terms = sorted((term for term in query.terms if term.known), key=lambda term: term.count)
    for number, term in enumerate(terms):
        cost += term.count
        if number >= _FEWEST and cost > _BUDGET:
            break
        chosen += term.stems
    return chosen


def rank(
    query: Query, candidates: Sequence[int], likeness: Mapping[int, float], index: LexicalIndex
) -> list[Ranked]:
    """Candidates in their order; `likeness` of vectors, where it is known."""
    _, average = index.sizes()
    counts = index.word_counts({word for term in query.terms for word in term.words})
    stem_counts = index.stem_counts({one for term in query.terms for one in term.stems})
    texts = index.texts(candidates)
    weights = {
        term: max((query.weight(stem_counts.get(one, 0)) for one in term.stems), default=0)
        for term in query.terms
    }
    whole = sum(weights.values())
    floor = min(likeness.values(), default=0)
    ranked = []
    for candidate in candidates:
        if candidate not in texts:
            continue
        words, stem_words = texts[candidate]
        length = _SATURATION * (1 - _LENGTH + _LENGTH * len(words) / max(average, 1))
        score = 0.0
        held = []
        joined = f" {' '.join(stem_words)} "
        for term in query.terms:
            best = 0.0
            for one in term.stems:
                often = stem_words.count(one)
                if often:
                    gain = query.weight(stem_counts.get(one, 0)) * (
                        often * (1 + _SATURATION) / (often + length)
                    )
                    best = max(best, gain)
            if not best:
                continue
            held.append(term)
            score += best
            best = 0.0
            for word in term.words:
                often = words.count(word)
                if often:
                    gain = query.weight(counts.get(word, 0)) * (
                        often * (1 + _SATURATION) / (often + length)
                    )
                    best = max(best, gain)
            score += _RAW * best
        for one, other in query.pairs:
            if any(f" {a} {b} " in joined for a in one.stems for b in other.stems):
                score += _PAIR * min(weights[one], weights[other])
        score += _VECTOR * whole * (likeness.get(candidate, floor) - floor)
        ranked.append(Ranked(candidate, score, tuple(held)))
    return sorted(ranked, key=lambda one: (-one.score, one.id))
