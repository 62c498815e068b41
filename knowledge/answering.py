"""Whether a passage answers a question, as far as words can tell."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.documents import Hit
from knowledge.query import Query, Term
from knowledge.words import Vocabulary, stem, stems, tokens

_LOOKED_AT = 3  # the best hits
# Share of a question's weight that a passage has to hold: in a small base, and in a large one,
# where more is held by chance.
_NEEDED_OF_HUNDRED = 0.49
_NEEDED_OF_MANY = 0.52
_MANY = 3000
_RAREST = 3  # words of fewer entries weigh no more: a slang word must not outweigh all others
_EVERYDAY = 0.3  # weight of a word that an answer may leave out
_IN_TITLE = 0.8  # a word that only the title or the headings have
_SLANG = 0.3  # weight of an unknown word that looks informal or Javanese
_GUESSED = 0.6  # a word that was spelt anew
_WITHOUT_FORM = 0.6  # the passage has no number, date or address although one was asked for

# Clusters and endings that Indonesian does not have: "mbayar", "nganggo", "klmpk", "ngaktifno".
_INFORMAL = re.compile(
    r"^(?:ng(?!o)|nd|mb|nj|ny)|^[^aiueo]*$|[^aiueo\W]{4}|..(?:no|ne|ake|ke|e|nya|2)$"
)
_MONTH = r"januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
_FORMS: Mapping[str, str] = {
    "money": r"\brp\b|\brp\d|\brupiah\b|\bgratis\b|\bbiaya\b|\bjuta\b|\bmiliar\b|\btriliun\b",
    "share": r"\bpersen\b|%|\bindeks\b",
    "time": r"\b(?:pukul|jam|wib)\b|\d{2}\.\d{2}",
    "number": r"\d|\b(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|puluh|ratus|ribu)\b",
    "date": rf"\b(?:{_MONTH}|senin|selasa|rabu|kamis|jumat|sabtu|minggu|lebaran|setiap)\b|\d{{4}}",
    "phone": r"\d{3,}[\d -]{3,}|\b112\b",
    "email": r"@",
    "web": r"\b[\w-]+\.(?:go\.id|id|com|org|net)\b",
    "list": r"(?:syarat|berkas|dokumen|fotokopi|formulir|surat|melampirkan|menyiapkan|ketentuan)",
    "cause": r"\b(?:karena|akibat|sebab|penyebab|disebabkan|lantaran|dipicu|belum|sehingga)",
    "length": r"\d+ (?:jam|hari|menit|bulan|tahun|minggu|pekan)|\b(?:seumur|sehari|setahun)\b"
    r"|\b(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan) (?:jam|hari|bulan|tahun|minggu)",
}
_NUMBER = re.compile(
    r"\d|^(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|ratus|ribu|seluruh)$"
)
_NEAR = 4  # words between a number and what it counts
_UNCOUNTED = 0.75  # nothing that was asked for is counted
_OTHER_YEAR = 0.5  # a year that was asked for is not spoken of


def answers(query: Query, hits: Sequence[Hit], vocabulary: Vocabulary) -> bool:
    """Whether one of the best hits holds enough of what was asked."""
    weights = {
        term: importance(term) * query.weight(max(term.count, _RAREST)) for term in query.terms
    }
    total = sum(weights.values())
    if not total:
        return False
    elsewhere = places_elsewhere(query, vocabulary)
    forms = [
        _FORMS[kind]
        for kind, words in vocabulary.asked.items()
        if kind in _FORMS and not words.isdisjoint(query.written)
    ]
    asked = _Asked(elsewhere, forms, _counted(query, vocabulary), _years(query))
    needed = _needed(query.size) * total
    return any(_share(weights, hit, asked) >= needed for hit in hits[:_LOOKED_AT])


@dataclass(frozen=True, slots=True)
class _Asked:
    """What else an answer has to show: places, forms, a number of `counted`, years."""

    elsewhere: set[str]
    forms: Sequence[str]
    counted: frozenset[str]
    years: frozenset[str]


def _counted(query: Query, vocabulary: Vocabulary) -> frozenset[str]:
    """The stems of what "berapa" asks the number of; empty where that cannot be told."""
    how_many = vocabulary.asked.get("number", frozenset())
    for place, word in enumerate(query.written):
        if word in how_many:
            for term in query.terms:
                if term.written in query.written[place + 1 : place + 3] and not term.everyday:
                    return frozenset(term.stems)
    return frozenset()


def _years(query: Query) -> frozenset[str]:
    return frozenset(one for one in query.written if re.fullmatch(r"(?:19|20)\d\d", one))


def _needed(size: int) -> float:
    growth = math.log(max(size, 100) / 100) / math.log(_MANY / 100)
    return _NEEDED_OF_HUNDRED + (_NEEDED_OF_MANY - _NEEDED_OF_HUNDRED) * min(growth, 1)


def importance(term: Term) -> float:
    """An unknown word that no formal text would have is slang rather than a topic of its own."""
    if term.everyday:
        return _EVERYDAY
    if not term.known and _INFORMAL.search(term.written):
        return _SLANG
    return 1.0


def places_elsewhere(query: Query, vocabulary: Vocabulary) -> set[str]:
    """Places and bodies in the question that are not the regency's."""
    pairs = (f"{one} {other}" for one, other in zip(query.written, query.written[1:], strict=False))
    return {name for name in (*query.written, *pairs) if name in vocabulary.elsewhere}


def _share(weights: Mapping[Term, float], hit: Hit, asked: _Asked) -> float:
    words = tokens(hit.passage.text)
    body = set(stems(words))
    over = f"{hit.title} {hit.passage.heading} {hit.agency or ''} {hit.published or ''}"
    above = set(stems(tokens(over)))
    held = 0.0
    for term, weight in weights.items():
        credit = _GUESSED if term.guessed else 1.0
        if term.held_by(body):
            held += weight * credit
        elif term.held_by(above):
            held += weight * credit * _IN_TITLE
    text = hit.passage.text.lower()
    if not all(speaks_of(name, text) for name in asked.elsewhere):
        return 0.0
    if any(not re.search(form, text) for form in asked.forms):
        held *= _WITHOUT_FORM
    if asked.counted and "|" not in text and not _counts(words, asked.counted):
        held *= _UNCOUNTED
    if not asked.years <= body | above:
        held *= _OTHER_YEAR
    return held


def _counts(words: Sequence[str], counted: frozenset[str]) -> bool:
    """Whether a number stands near one of the stems."""
    places = [place for place, word in enumerate(words) if _NUMBER.search(word)]
    return any(
        stem(words[near]) in counted
        for place in places
        for near in range(max(0, place - _NEAR), min(len(words), place + _NEAR + 1))
    )


def speaks_of(name: str, text: str) -> bool:
    """Whether a text names a place; "surabaya.kompas.com" is a source, not a place."""
    return re.search(rf"\b{re.escape(name)}\b(?!\.\w)", text, re.IGNORECASE) is not None
