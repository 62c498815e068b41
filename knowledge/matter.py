"""Which of the found documents have a query for their matter.

A question wants one passage that answers it; whoever writes about something wants the document
that is about it, wherever in it the words stand.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from knowledge.documents import Hit
from knowledge.evidence import importance, places_elsewhere, speaks_of
from knowledge.query import Query, Term
from knowledge.words import Vocabulary, stems, tokens

# Share of the weight of a query that a document has to hold: where what it often says counts
# most, or where every word counts alike.
_MATTER = 0.55
_WORDS = 0.65
_OFTEN = 3
_TITLE, _TWICE, _ONCE = 1.3, 0.5, 0.4
_GUESSED = 0.6
_UNNAMED = 0.5  # the document does not know a body that the query names
_EVERYDAY = 0.1
_RAREST = 3


def documents_about(query: Query, hits: Sequence[Hit], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The ids of the documents, the best first; empty where the best is about something else."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.document_id, []).append(hit)
    weights = {term: _weight(term, query) for term in query.terms}
    total = sum(weights.values())
    if not found or not total:
        return ()
    places = places_elsewhere(query, vocabulary)
    shares = {
        document: _shares(weights, some)
        for document, some in found.items()
        if all(speaks_of(name, " ".join(hit.passage.text for hit in some)) for name in places)
    }
    top = max(hits[0].score, 1e-6)
    ranked = sorted(
        shares, key=lambda one: shares[one][0] / total + found[one][0].score / top, reverse=True
    )
    if not ranked:
        return ()
    matter, words = shares[ranked[0]]
    return tuple(ranked) if matter >= _MATTER * total or words >= _WORDS * total else ()


def _weight(term: Term, query: Query) -> float:
    share = _EVERYDAY if term.everyday else importance(term)
    return share * query.weight(max(term.count, _RAREST))


def _shares(weights: Mapping[Term, float], hits: Sequence[Hit]) -> tuple[float, float]:
    """What a document holds of the weights: by how often it says the words, and all alike."""
    title = set(stems(tokens(f"{hits[0].title} {hits[0].agency or ''}")))
    said = Counter(
        one for hit in hits for one in stems(tokens(f"{hit.passage.heading} {hit.passage.text}"))
    )
    body = set(said)
    matter = words = 0.0
    unnamed = False
    for term, weight in weights.items():
        weight *= _GUESSED if term.guessed else 1.0
        if term.held_by(title):
            matter += weight * _TITLE
            words += weight * _TITLE
        elif term.held_by(body):
            times = sum(said[one] for one in term.stems)
            matter += weight * (1.0 if times >= _OFTEN else _TWICE if times == 2 else _ONCE)
            words += weight
        else:
            unnamed = unnamed or bool(term.named)
    credit = _UNNAMED if unnamed else 1.0
    return matter * credit, words * credit
