"""What of a question one passage holds, as numbers that a judgement can weigh.

A passage is looked at in pieces: a sentence, a row of a table, a list with the line above it. The
answer stands in one piece; what is only said elsewhere in the document counts for less.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from knowledge.documents import Hit
from knowledge.query import Query, Term
from knowledge.sentences import split_sentences
from knowledge.words import Vocabulary, grams, stem, stems, tokens

LOOKED_AT = 3  # the best hits
_RAREST = 3  # words of fewer entries weigh no more: a slang word must not outweigh all others
_EVERYDAY = 0.3  # weight of a word that an answer may leave out
_SLANG = 0.3  # weight of an unknown word that looks informal or Javanese
_MOST = 3  # a passage of a small base may stand out by more, which says no more
_ALIKE = 0.45  # so much of their pieces two spellings of one word have in common
_BEFORE = 0.7  # what a word right before the piece counts
_MUCH = 12  # the weight of about three rare words
_FEW = 4  # stems of a short piece
_BESIDE = 3  # words from one to the next that go together
_NEAR = 4  # words between a number and what it counts

# Clusters and endings that Indonesian does not have: "mbayar", "nganggo", "klmpk", "ngaktifno".
_INFORMAL = re.compile(
    r"^(?:ng(?!o)|nd|mb|nj|ny)|^[^aiueo]*$|[^aiueo\W]{4}|..(?:no|ne|ake|ke|e|nya|2)$"
)
_MONTH = r"januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
_WORDED = r"satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|puluh|ratus|ribu"
_SPANS = r"jam|hari|menit|bulan|tahun|minggu|pekan|detik"
# What an answer of a kind looks like. Names and places are looked for as they are written.
_FORMS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(pattern, 0 if kind in ("person", "place") else re.IGNORECASE)
    for kind, pattern in {
        "money": r"\brp\.? ?\d|\d ?(?:rupiah|juta|miliar|triliun)|\bgratis\b|\bdipungut\b"
        r"|\bbebas biaya\b|\btanpa biaya\b|\bcuma-cuma\b",
        "share": r"\d ?(?:persen\b|%)|\bindeks\b",
        "time": r"\b(?:pukul|jam) \d|\d{2}[.:]\d{2}|\b24 jam\b",
        "number": rf"\d|\b(?:{_WORDED})\b",
        "date": rf"\d{{1,2}} (?:{_MONTH})|\b(?:{_MONTH}) \d{{4}}|\b(?:senin|selasa|rabu|kamis|jumat"
        r"|sabtu|minggu|lebaran|idulfitri|ramadan)\b|\bsetiap (?:hari|bulan|tahun|minggu)\b",
        "length": rf"\d+ (?:{_SPANS})|\b(?:{_WORDED}) (?:{_SPANS})|\b(?:seumur|sehari|setahun)\b",
        "age": r"\d+(?: sampai \d+)? tahun|\b(?:balita|lansia)\b",
        "measure": rf"(?:\d|\b(?:{_WORDED})) ?(?:meter|m\b|cm\b|km\b|kilometer|sentimeter|hektare"
        r"|ha\b)|kilometer persegi",
        "phone": r"\d{3,}[\d -]{3,}\d|\b112\b",
        "email": r"@",
        "web": r"\b[\w-]+\.(?:go\.id|id|com|org|net)\b",
        "list": r"^- |^\d+\. |(?:,[^,]{2,60}){2,}|;",
        "cause": r"\b(?:karena|akibat|sebab|penyebab|disebabkan|lantaran|dipicu|sehingga)\b",
        "person": r"(?:[a-z,] |\b(?:Bupati|Kepala|Ketua|Camat|Dinas|Badan|Tim|Menteri)\b)"
        r"(?:[A-Z][a-z]+|[A-Z]{2,})|\b(?:warga|petugas|siswa|murid|pemohon|orang)\b",
        "place": r"\b(?:di|ke|melalui|lewat|pada) (?:[a-z]+ ){0,2}(?:[A-Z][a-z]+|[A-Z]{2,}|\d{3})"
        r"|\b(?:Jalan|Jl\.|Desa|Kecamatan|Kelurahan|Gedung|Kantor|Kali)\b|\.id\b|\b112\b",
    }.items()
}
_NUMBER = re.compile(rf"\d|^(?:{_WORDED}|sepuluh|seluruh)$")
_LISTED = re.compile(r"- |\d{1,2}\. ")
_SOURCES = re.compile(r"(?:Dokumen contoh\. )?(?:Sumber|Referensi)\b")
_YEAR = re.compile(r"(?:19|20)\d\d")

FEATURES = (
    "piece",  # share of the question that the best piece holds
    "above",  # … that only the title and the headings hold
    "missing",  # the heaviest word that is not held, as a share of all
    "unknown",  # share that no document holds
    "detail",  # share held of what the title and the headings do not say
    "told",  # weight that the piece holds, however much else is asked
    "alike",  # share of the piece that the question says
    "focus",  # whether the piece speaks of what is asked for
    "formless",  # the piece has no value of the kind that is asked for
    "counted",  # a number stands beside what is counted
    "uncounted",  # … or none does
    "other_year",  # a year was asked for that is not spoken of
    "other_number",  # a number was asked for that is not spoken of
    "bodiless",  # a body was named that is not spoken of
    "joined",  # words that go together in the question do here
    "few",  # the question says little
    "informal",  # share of the question that is not written as documents write
    "score",  # how well the whole passage was found
    "lead",  # … and how much better than any other
)
# By what the best piece of a passage is chosen.
_BEST = {
    "piece": 1,
    "above": 0.3,
    "missing": -0.2,
    "detail": 0.5,
    "focus": 0.3,
    "formless": -0.5,
    "counted": 0.2,
    "other_year": -0.3,
    "joined": 0.3,
}


@dataclass(frozen=True, slots=True)
class Question:
    """A query made ready to be held against passages."""

    weights: Mapping[Term, float]
    total: float
    elsewhere: frozenset[str]
    kinds: frozenset[str]
    focus: Term | None
    counted: frozenset[str]
    years: frozenset[str]
    informal: float
    findable: float  # the weights of its words as the ranking has them

    @classmethod
    def of(cls, query: Query, vocabulary: Vocabulary) -> "Question":
        weights = {
            term: importance(term) * query.weight(max(term.count, _RAREST)) for term in query.terms
        }
        said = f" {' '.join(query.written)} "
        kinds = {
            kind
            for kind, phrases in vocabulary.asked.items()
            if kind in _FORMS and any(f" {phrase} " in said for phrase in phrases)
        }
        if len(kinds) > 1:
            kinds.discard("number")  # "berapa biaya" asks for a sum
        return cls(
            weights,
            sum(weights.values()),
            frozenset(places_elsewhere(query, vocabulary)),
            frozenset(kinds),
            _focus(query, vocabulary),
            _counted(query, vocabulary),
            frozenset(one for one in query.written if _YEAR.fullmatch(one)),
            sum(map(_is_informal, weights)) / max(len(weights), 1),
            sum(importance(term) * query.weight(term.count) for term in weights),
        )


def evidence(question: Question, hits: Sequence[Hit]) -> list[tuple[float, ...]]:
    """The FEATURES of each of the best hits that knows the places which are asked about."""
    found = []
    for hit in hits[:LOOKED_AT]:
        if all(speaks_of(name, hit.passage.text) for name in question.elsewhere):
            others = (other.score for other in hits[:LOOKED_AT] if other is not hit)
            lead = hit.score - max(others, default=0.0)
            shown = _best_of(question, hit) | {
                "score": min(hit.score / question.findable, _MOST),
                "lead": max(-_MOST, min(lead / question.findable, _MOST)),
            }
            found.append(tuple(shown[name] for name in FEATURES))
    return found


def _best_of(question: Question, hit: Hit) -> dict[str, float]:
    over = f"{hit.title} {hit.passage.heading} {hit.agency or ''} {hit.published or ''}"
    above = set(stems(tokens(over)))
    pieces = _pieces(hit.passage.text)
    whole = above.union(*(piece.stems for piece in pieces))
    shown = (_held_against(question, piece, above, whole) for piece in pieces)
    return max(shown, key=lambda one: sum(by * one[name] for name, by in _BEST.items()))


@dataclass(frozen=True)
class _Piece:
    text: str
    before: str

    @cached_property
    def words(self) -> list[str]:
        return tokens(self.text)

    @cached_property
    def stems(self) -> set[str]:
        return set(stems(self.words))

    @cached_property
    def near(self) -> set[str]:
        return self.stems.union(stems(tokens(self.before)))

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            found.setdefault(stem(word), []).append(place)
        return found


def _pieces(text: str) -> list[_Piece]:
    """Sentences, rows with the names of their columns, and lists with the line above them."""
    made: list[_Piece] = []
    names = before = ""
    for paragraph in re.split(r"\n\n+", text):
        if _SOURCES.match(paragraph):
            continue
        lines = paragraph.split("\n")
        if " | " in paragraph:
            names = names or lines[0]
            made += [_Piece(line, f"{before} {names}") for line in lines]
            continue
        if any(_LISTED.match(line) for line in lines):
            made.append(_Piece(paragraph, before))
            made += [_Piece(line, f"{before} {lines[0]}") for line in lines]
            before = lines[0]
            continue
        for line in lines:
            for sentence in split_sentences(line):
                said = line[sentence.start : sentence.end]
                made.append(_Piece(said, before))
                before = said
    return made or [_Piece(text, "")]


def _held_against(
    question: Question, piece: _Piece, above: set[str], whole: set[str]
) -> dict[str, float]:
    inside = over = missing = unknown = detail = details = 0.0
    said: set[str] = set()
    for term, weight in question.weights.items():
        titled = term.held_by(above)
        held = _held(term, piece)
        said.update(piece.stems.intersection(term.stems))
        if not titled:
            details += weight
            detail += weight * held
        if held == 1:
            inside += weight
        elif titled:
            over += weight
        elif not held and not term.held_by(whole):
            missing = max(missing, weight)
            unknown += 0 if term.known else weight
    missed = [term.written for term in question.weights if not term.held_by(whole)]
    formless = [kind for kind in question.kinds if not _has_form(kind, piece, question)]
    counts = bool(question.counted) and _counts(piece.words, question.counted)
    focus = 0.5 if question.focus is None else _held(question.focus, piece)
    return {
        "piece": inside / question.total,
        "above": over / question.total,
        "missing": missing / question.total,
        "unknown": unknown / question.total,
        "detail": detail / details if details else 1.0,
        "told": min(inside / _MUCH, 1.0),
        "alike": len(said) / max(len(piece.stems), _FEW),
        "focus": focus,
        "formless": len(formless) / max(len(question.kinds), 1),
        "counted": float(counts),
        "uncounted": float(bool(question.counted) and not counts and " | " not in piece.text),
        "other_year": float(_is_of_other_year(question, piece, whole)),
        "other_number": float(any(one.isdigit() and len(one) > 1 for one in missed)),
        "bodiless": float(any(term.named and not term.held_by(whole) for term in question.weights)),
        "joined": _joined(question, piece) / question.total,
        "few": 1 / (1 + len(question.weights)),
        "informal": question.informal,
    }


def _held(term: Term, piece: _Piece) -> float:
    """1 in the piece, less right before it, or where only a word like an unknown one is there."""
    if term.held_by(piece.stems):
        return 1.0
    if term.held_by(piece.near):
        return _BEFORE
    if term.known and not term.guessed:
        return 0.0
    likeness = max((_likeness(term.written, word) for word in piece.words), default=0.0)
    return likeness if _ALIKE <= likeness < 1 else 0.0


def _has_form(kind: str, piece: _Piece, question: Question) -> bool:
    """Whether the piece has a value of the kind that the question has not said itself."""
    channel = question.focus
    if kind == "phone" and channel is not None and not channel.held_by(piece.near):
        return False  # a telephone is no WhatsApp
    for match in _FORMS[kind].finditer(piece.text):
        if kind not in ("number", "date") or not _said(match[0], question):
            return True
    return False


def _said(value: str, question: Question) -> bool:
    said = {one for term in question.weights for one in (term.written, *term.words)}
    return said.issuperset(tokens(value))


def _is_of_other_year(question: Question, piece: _Piece, everything: Set[str]) -> bool:
    """Whether a year is asked about that the passage does not know, or this piece is of another."""
    if question.years <= piece.stems:
        return False
    return not question.years <= everything or any(_YEAR.fullmatch(one) for one in piece.stems)


def _joined(question: Question, piece: _Piece) -> float:
    """What of the question's neighbouring words are neighbours here too, in either order."""

    def places(term: Term) -> list[int]:
        return [place for one in term.stems for place in piece.places.get(one, ())]

    return sum(
        min(question.weights[one], question.weights[other])
        for one, other in pairwise(question.weights)
        if any(abs(left - right) <= _BESIDE for left in places(one) for right in places(other))
    )


def _likeness(word: str, other: str) -> float:
    """The share of pieces of four characters that two words have in common."""
    if word[:1] != other[:1] or abs(len(word) - len(other)) > 4:
        return 0.0
    mine, theirs = set(grams(word)), set(grams(other))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _is_informal(term: Term) -> bool:
    if term.known:
        return term.written not in term.words
    return _INFORMAL.search(term.written) is not None


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


def speaks_of(name: str, text: str) -> bool:
    """Whether a text names a place; "surabaya.kompas.com" is a source, not a place."""
    return re.search(rf"\b{re.escape(name)}\b(?!\.\w)", text, re.IGNORECASE) is not None


def _focus(query: Query, vocabulary: Vocabulary) -> Term | None:
    """What is asked for: the first word with a meaning of its own after the question word."""
    asking = frozenset[str]().union(*vocabulary.asked.values())
    by_word = {term.written: term for term in query.terms if not term.everyday}
    for place, word in enumerate(query.written):
        if word in asking:
            later = (by_word[one] for one in query.written[place:] if one in by_word)
            earlier = (by_word[one] for one in query.written[:place][::-1] if one in by_word)
            return next(later, None) or next(earlier, None)
    return None


def _counted(query: Query, vocabulary: Vocabulary) -> frozenset[str]:
    """The stems of what "berapa" asks the number of; empty where that cannot be told."""
    how_many = vocabulary.asked.get("number", frozenset())
    for place, word in enumerate(query.written):
        if word in how_many:
            for term in query.terms:
                if term.written in query.written[place + 1 : place + 3] and not term.everyday:
                    return frozenset(term.stems)
    return frozenset()


def _counts(words: Sequence[str], counted: Set[str]) -> bool:
    """Whether a number stands near one of the stems."""
    places = [place for place, word in enumerate(words) if _NUMBER.search(word)]
    return any(
        stem(words[near]) in counted
        for place in places
        for near in range(max(0, place - _NEAR), min(len(words), place + _NEAR + 1))
    )
