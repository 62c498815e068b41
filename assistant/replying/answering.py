"""Finds what the sources say to a comment, and says so only when they really answer it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from math import log

from assistant.agencies import load_agencies
from assistant.captions import focus
from assistant.jobs import ReplyJob
from assistant.own_sources import read_own_sources
from assistant.places import places_in
from assistant.prompts import load_table
from assistant.reading.moments import find_dates
from assistant.replying.asking import Question, Term, also_called, questions_in, stems_of
from assistant.replying.contact_book import contact_pieces
from assistant.replying.dispositions import Case
from assistant.replying.pieces import Piece, is_labelled, pieces_of, said_of_row, subject_of
from assistant.triage import Assessment, topics_in
from assistant.triaging.comments import Comment
from assistant.verification import Citations
from knowledge.base import KnowledgeBase
from knowledge.documents import Passage, Reading
from knowledge.words import stem, tokens

_HITS = 12
_DOCUMENTS = 4
# Up to so many passages a document is read whole: the answer may stand beside what was found.
_WHOLE = 60
# A reply is read on a phone: what the sources add is two or three sentences at most.
# A list is said whole or not at all.
LONG, LIST, SHORT = 330, 560, 115
_ANSWERED_KINDS = ("question", "complaint", "suggestion")
# What the words of a question are worth by where the source has them.
_ABOVE, _TITLE, _OPENING, _BESIDE = 0.9, 0.85, 0.6, 0.35
# The first lines of a document say what all of it is about.
_FIRST = 250
# Share of the question's weight that a piece has to hold; more where the search found nothing
# that answers, less where somebody named the source.
_ENOUGH, _DOUBTFUL, _GIVEN = 0.6, 0.68, 0.4
_NEARLY_ALL = 0.8
# Where nobody can tell what is asked.
_UNTOLD = 0.7
# The least of it that must stand in the piece itself or right above it.
_SELF = 0.25
# Others about as good as the best.
_CLOSE, _CLOSER = 0.85, 0.93
_HEADED, _NAMED_BY = 0.3, 0.2
# "Desa meneruskannya": what, says only the sentence before.
_POINTS_BACK, _BACK = re.compile(r"\bme\w{3,}nya\b"), 0.12
# What is left of it for each word that the source does not have at all.
_STRANGE = 0.88
# So many days a text without a year may still be said of "now".
_FRESH = 90
_LIKE = 0.8
_LONG_WORD = 5
_VERY_SHORT = 35
_SHORTEST_CUE = 4
_TWO = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` and the shorter `short` come from `readings`; `places` say from where.

    `short` None: nothing whole is short enough. `past`: what it announces is over. `open`: what
    else was asked and is not answered, in a word ("jadwalnya"). `composed`: what the wording
    adds to the sources, as "Pos Krian" for a row of the table of posts.
    """

    text: str
    short: str | None
    readings: tuple[Reading, ...]
    passages: tuple[str, ...]
    places: tuple[tuple[Reading, int, int], ...]
    past: bool = False
    open: str | None = None
    composed: tuple[str, ...] = ()

    def cite(self, citations: Citations) -> None:
        for reading, start, end in self.places:
            citations.cite(reading, start, end)


def find_answer(
    job: ReplyJob,
    assessment: Assessment,
    case: Case,
    knowledge: KnowledgeBase | None,
    today: date,
) -> Answer | None:
    """What the own sources, the chosen documents or else the base say; None: nothing answers."""
    kind = assessment.triage.kind
    if kind not in _ANSWERED_KINDS:
        return None
    found = _Sources.of(job, assessment, case, knowledge)
    matter = _Matter.of(assessment)
    pieces = [
        piece
        for reading, passages in found.readings
        for piece in pieces_of(reading, passages)
        if _is_current(piece)
    ]
    if kind != "question":
        return _handled([p for p in pieces if matter.has(p)], assessment.comment, case)
    questions = questions_in(assessment.comment)
    chosen: list[_Scored] = []
    missing: list[Question] = []
    for question in questions:
        offered = pieces
        if not found.given and question.asking and "contact" in question.asking.shapes:
            offered = [*pieces, *contact_pieces(question.said, _matters(assessment))]
        if any(_answers_too(scored, question) for scored in chosen):
            continue
        best = _best(question, offered, found.enough, matter)
        if best is None:
            missing.append(question)
        elif best.piece not in [scored.piece for scored in chosen]:
            chosen.append(best)
    if not chosen:
        return None
    return _answer(chosen, missing, questions, assessment.comment, today)


@dataclass(frozen=True, slots=True)
class _Sources:
    """`given`: somebody named them. `enough`: what a piece of them has to hold of a question."""

    readings: tuple[tuple[Reading, Sequence[Passage]], ...]
    given: bool
    enough: float

    @classmethod
    def of(
        cls, job: ReplyJob, assessment: Assessment, case: Case, knowledge: KnowledgeBase | None
    ) -> "_Sources":
        own = read_own_sources(job.sources)
        if knowledge is not None:
            own += [knowledge.reading(document) for document in job.documents]
        if own or job.documents:
            return cls(tuple((reading, reading.passages) for reading in own), True, _GIVEN)
        if knowledge is None:
            return cls((), False, _ENOUGH)
        text = assessment.comment.text[:1_000]
        query = f"{case.matter or ''} {text} {' '.join(also_called(text))}"
        result = knowledge.search(query, limit=_HITS)
        found: dict[str, list[Passage]] = {}
        for hit in result.hits:
            found.setdefault(hit.document_id, []).append(hit.passage)
        readings = []
        for document, passages in list(found.items())[:_DOCUMENTS]:
            reading = focus(knowledge.reading(document), passages)
            whole = len(reading.passages) <= _WHOLE
            readings.append((reading, reading.passages if whole else passages))
        return cls(tuple(readings), False, _ENOUGH if result.answerable else _DOUBTFUL)


def _matters(assessment: Assessment) -> dict[str, str]:
    """What the comment is about, for the agency whose duty it is."""
    agencies = assessment.triage.agencies[:1]
    return {agency: " ".join(assessment.triage.reasons) for agency in agencies}


# --- which piece answers ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Scored:
    """`beside`: a sentence that is said with it, as its neighbour is half of the answer."""

    score: float
    piece: Piece
    question: Question
    beside: Piece | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        both = [self.piece] if self.beside is None else [self.piece, self.beside]
        return tuple(sorted(both, key=lambda piece: piece.start))


@dataclass(frozen=True, slots=True)
class _Bag:
    """The stems of a piece by where they stand."""

    piece: Piece
    own: frozenset[str]
    above: frozenset[str]
    title: frozenset[str]
    opening: frozenset[str]
    beside: frozenset[str]

    def worth(self, term: Term) -> float:
        for bag, worth in ((self.own, 1.0), (self.own | self.above, _ABOVE)):
            if term.held_by(bag):
                return worth
        if term.held_by(self.own | self.above | self.title):
            return _TITLE
        if term.held_by(self.opening):
            return _OPENING
        return _BESIDE if term.held_by(self.beside | self.title | self.above) else 0.0


def _best(
    question: Question, pieces: Sequence[Piece], enough: float, matter: "_Matter"
) -> _Scored | None:
    """The piece that answers the question best, if one does; on another topic than the comment's
    only where nearly every word is there."""
    bags = _bags(question, pieces)
    question = _spelt(question, bags)
    if not question.terms:
        return None
    if question.asking is None:
        enough = max(enough, _UNTOLD)
    weights = _weights(question.terms, bags)
    fit = [bag for bag in bags if _fits(question, bag.piece)]
    ranked = []
    for bag in _of_groups(question, weights, fit):
        share, near = _shares(question, weights, bag)
        if share < enough or near < _SELF or not _names_object(question, weights, bag):
            continue
        if share < _NEARLY_ALL and not matter.has(bag.piece):
            continue
        headed = _headed(question, weights, bag)
        ranked.append(_Scored(share + headed + _liking(question, bag), bag.piece, question))
    ranked.sort(key=lambda scored: -scored.score)
    if not ranked:
        return None
    best = ranked[0]
    if question.asking and question.asking.dated:
        best = _latest(ranked)
    elif question.asking and "contact" in question.asking.shapes:
        best = _newest(ranked)
    if not any(_YEAR.fullmatch(term.word) for term in question.terms):
        best = _last_of_series(best, fit)
    return replace(best, beside=_beside(best, ranked, pieces))


def _last_of_series(best: _Scored, fit: Sequence[_Bag]) -> _Scored:
    """Of rows that say the same of other years, the last."""
    piece = best.piece
    if piece.kind != "row" or not (series := _series(piece)):
        return best
    same = [bag.piece for bag in fit if bag.piece.group == piece.group]
    same = [p for p in same if p.kind == "row" and p.reading is piece.reading]
    rows = [p for p in same if _series(p) == series]
    return replace(best, piece=max(rows, key=_last_year, default=piece))


def _series(piece: Piece) -> tuple[str, ...]:
    """The cells of a row that hold no number; () where it is of no year."""
    if not _YEAR.search(piece.own):
        return ()
    return (piece.header[0], *(cell for cell in piece.cells if not re.search(r"\d", cell)))


def _last_year(piece: Piece) -> int:
    return max(map(int, _YEAR.findall(piece.own)), default=0)


def _beside(best: _Scored, ranked: Sequence[_Scored], pieces: Sequence[Piece]) -> Piece | None:
    """Another sentence below the same heading that is about as good; after a very short one the
    next."""
    piece = best.piece
    if piece.kind != "sentence" or is_labelled(piece.options[0]):
        return None
    near = [p for p in pieces if p.kind == "sentence" and p.reading is piece.reading]
    near = [p for p in near if p.closest == piece.closest and p is not piece]
    near = [p for p in near if not is_labelled(p.options[0])]
    good: list[Piece] = []
    if best.question.asking is None or best.question.asking.joined:
        good = [s.piece for s in ranked if s.piece in near and s.score >= _CLOSER * best.score]
    if len(piece.options[0]) < _VERY_SHORT:
        good += [p for p in near if p.start > piece.start][:1]
    return good[0] if good else None


def _bags(question: Question, pieces: Sequence[Piece]) -> list[_Bag]:
    whole: dict[int, frozenset[str]] = {}
    bags = []
    for piece in pieces:
        reading = piece.reading
        if id(reading) not in whole:
            whole[id(reading)] = stems_of(reading.text[:20_000])
        listed = piece.kind == "list" and question.asking is not None and question.asking.papers
        bags.append(
            _Bag(
                piece,
                # That a list of papers names one does not make it the matter.
                stems_of(piece.closest if listed else piece.own),
                stems_of(piece.above),
                stems_of(reading.title),
                stems_of(reading.text[:_FIRST]),
                whole[id(reading)],
            )
        )
    return bags


def _spelt(question: Question, bags: Sequence[_Bag]) -> Question:
    """With what an unknown word that no source has was perhaps meant to be."""
    known = frozenset().union(*(bag.own | bag.above | bag.title for bag in bags)) if bags else set()
    terms = []
    for term in question.terms:
        if not term.known and not term.place and not any(term.held_by(bag.beside) for bag in bags):
            near = get_close_matches(stem(term.word), known, 1, _LIKE)
            if near and near[0][0] == term.word[0] and len(term.word) >= _LONG_WORD:
                term = Term(term.word, (frozenset(near),), term.weight, False, False)
        terms.append(term)
    return replace(question, terms=tuple(terms))


def _weights(terms: Sequence[Term], bags: Sequence[_Bag]) -> list[float]:
    """Rare words tell more; one that no source has weighs as much as the others do."""
    spread = [sum(term.held_by(bag.own | bag.above | bag.title) for bag in bags) for term in terms]
    known = [log((len(bags) + 1) / (n + 0.5)) + 0.5 for n in spread if n]
    unknown = sum(known) / len(known) if known else 1.0
    return [
        term.weight * (log((len(bags) + 1) / (n + 0.5)) + 0.5 if n else unknown)
        for term, n in zip(terms, spread, strict=True)
    ]


def _fits(question: Question, piece: Piece) -> bool:
    """Whether it has the form of an answer, and speaks of the place and age asked about."""
    text = " ".join(piece.cells) or piece.options[0]
    column = question.asking.column if question.asking else None
    shown = column and any(column.search(name) for name in piece.header)
    shapes = question.asking.shapes if question.asking else frozenset()
    listed = piece.kind == "list" and "list" in shapes and _cues_in(question, piece.closest)
    if piece.kind == "list" and not listed and not _opens_with(question, piece):
        return False
    if not _counts(question, piece):
        return False
    if not question.met_by(text) and not shown and not listed:
        return False
    return _suits_age(question, f"{piece.above} {piece.own}")


def _opens_with(question: Question, piece: Piece) -> bool:
    """Whether a list is opened by what is asked for: that an item names a sum or a day does not
    make it the list of prices or of days."""
    asking = question.asking
    if asking is None or asking.heading is None or "list" in asking.shapes:
        return True
    opening = piece.options[0].split(":")[0]
    return _cues_in(question, opening) or any(map(asking.heading.match, tokens(opening)))


def _counts(question: Question, piece: Piece) -> bool:
    """Whether a sentence that shall say how many there are says it of the same thing."""
    if question.counted is None or piece.kind not in ("sentence", "answer"):
        return True
    return any(
        stem(word) in question.counted
        for number in _COUNT.finditer(piece.source)
        for word in tokens(piece.source[number.end() : number.end() + _NEAR])[:_COUNTED]
    )


_COUNT = re.compile(
    r"\b(?:\d[\d.,]*(?: (?:ribu|juta|miliar|triliun))?|satu|dua|tiga|empat|lima|enam|tujuh|delapan|"
    r"sembilan|sepuluh)\b",
    re.IGNORECASE,
)
_NEAR, _COUNTED = 40, 3
_YEAR = re.compile(r"\b20\d\d\b")
_SPAN = re.compile(r"\b(\d{1,2}) ?(?:sampai(?: dengan)?|hingga|-|–) ?(\d{1,2}) (tahun|bulan)")
_UNDER = re.compile(r"(?:di bawah|kurang dari|maksimal|paling tinggi) (\d{1,2}) (tahun|bulan)")
_OVER = re.compile(
    r"\b(\d{1,2}) (tahun|bulan) ke atas|\b(?:di atas|minimal) (\d{1,2}) (tahun|bulan)"
)
_OLDEST = 150


def _suits_age(question: Question, text: str) -> bool:
    """Whether the ages that it names include the one asked about."""
    for age, unit in question.ages:
        spans = [(int(a), int(b)) for a, b, of in _SPAN.findall(text) if of == unit]
        spans += [(0, int(a) - 1) for a, of in _UNDER.findall(text) if of == unit]
        spans += [
            (int(a or b), _OLDEST) for a, of, b, also in _OVER.findall(text) if unit in (of, also)
        ]
        if spans and not any(a <= age <= b for a, b in spans):
            return False
    return True


def _of_groups(question: Question, weights: Sequence[float], bags: Sequence[_Bag]) -> list[_Bag]:
    """Of the rows of one table and the items of one list only those that the question names.

    Where it names none of them, a word that nothing around them has means another one.
    """
    groups: dict[tuple[int, int], list[_Bag]] = defaultdict(list)
    for bag in bags:
        if bag.piece.kind in ("row", "item"):
            groups[id(bag.piece.reading), bag.piece.group].append(bag)
    named: dict[int, bool] = {}
    shut: set[tuple[int, int]] = set()
    told_apart: set[tuple[int, int]] = set()
    for group, rows in groups.items():
        common = (
            frozenset.intersection(*(row.own for row in rows)) if len(rows) > 1 else frozenset()
        )
        told = [
            sum(
                weight
                for term, weight in zip(question.terms, weights, strict=True)
                if term.held_by(row.own) and not term.held_by(common | row.above)
            )
            for row in rows
        ]
        top = max(told)
        strange = any(
            term.weight >= 1.0 and not any(row.worth(term) for row in rows)
            for term in question.terms
        )
        years = [_last_year(row.piece) for row in rows]
        last = max(years) if len(set(years)) > 1 else 0
        for row, weight in zip(rows, told, strict=True):
            # Where no row is named, figures of several years mean the last.
            newest = top == 0 and last > 0 and _last_year(row.piece) == last
            named[id(row)] = 0 < weight == top or newest
        if top > 0:
            told_apart.add(group)
        tied = sum(weight == top for weight in told) > 1
        if strange and (top == 0 or tied):
            shut.add(group)
    kept = []
    for bag in bags:
        group = (id(bag.piece.reading), bag.piece.group)
        if bag.piece.kind in ("row", "item") and (not named[id(bag)] or group in shut):
            continue
        if bag.piece.kind in ("table", "list") and (group in shut or group in told_apart):
            continue
        kept.append(bag)
    return kept


def _shares(question: Question, weights: Sequence[float], bag: _Bag) -> tuple[float, float]:
    """How much of the question the piece holds, and how much of that stands near."""
    told = near = total = 0.0
    strange = 1.0
    elsewhere = any(places_in(" ".join(bag.piece.cells) or bag.piece.source))
    strict = question.asking is not None and question.asking.placed
    for term, weight in zip(question.terms, weights, strict=True):
        worth = bag.worth(term)
        if term.place and worth < _TITLE:
            if strict or elsewhere:
                return 0.0, 0.0
            continue
        if re.fullmatch(r"20\d\d", term.word) and worth < _TITLE and not _of_year(bag, term.word):
            return 0.0, 0.0
        if worth == 0.0 and term.known and term.weight >= 1.0:
            strange *= _STRANGE
        total += weight
        told += weight * worth
        near += weight if worth >= _ABOVE else 0.7 * weight if worth == _TITLE else 0.0
    return (strange * told / total, near / total) if total else (0.0, 0.0)


def _names_object(question: Question, weights: Sequence[float], bag: _Bag) -> bool:
    """Whether what tells most in a question to which yes or no is the answer stands there."""
    if question.asking is None or not question.asking.whole:
        return True
    heaviest = max(range(len(weights)), key=lambda n: weights[n])
    return bag.worth(question.terms[heaviest]) > _BESIDE


def _headed(question: Question, weights: Sequence[float], bag: _Bag) -> float:
    """More where the heading right above is about it."""
    heading = stems_of(bag.piece.closest)
    held = sum(w for term, w in zip(question.terms, weights, strict=True) if term.held_by(heading))
    return _HEADED * held / (sum(weights) or 1.0)


def _of_year(bag: _Bag, year: str) -> bool:
    published = bag.piece.reading.published
    return (
        published is not None
        and str(published.year) == year
        and not re.search(r"\b20\d\d\b", bag.piece.source)
    )


def _liking(question: Question, bag: _Bag) -> float:
    """What speaks for a piece besides the words it shares with the question."""
    asking, piece = question.asking, bag.piece
    text = piece.options[0]
    unclear = _BACK * (piece.kind == "sentence" and _POINTS_BACK.search(text) is not None)
    if asking is None:
        return 0.2 * (piece.kind == "answer") - unclear
    liked = -unclear
    liked += 0.3 * any(f"{age} {unit}" in piece.own for age, unit in question.ages)
    liked += 0.2 * _cues_in(question, piece.closest)
    liked += 0.12 * bool(asking.prefer and asking.prefer.search(text))
    if asking.avoid and not any(map(asking.avoid.search, question.said)):
        liked -= 0.2 * bool(asking.avoid.search(text))
    closest = piece.own if piece.kind == "answer" else piece.closest or piece.above
    liked += 0.25 * bool(asking.heading and asking.heading.search(closest))
    liked += 0.15 * (piece.kind in asking.shapes) + 0.2 * (piece.kind == "contact")
    liked += 0.15 * (piece.kind in ("answer", "row", "item"))
    if piece.kind == "row":
        liked += _NAMED_BY * _named_by(question, piece)
    if piece.header and asking.column:
        liked += 0.15 * any(asking.column.search(name) for name in piece.header)
    return liked


def _named_by(question: Question, piece: Piece) -> float:
    """What share of a row's own name the question says: "Jumlah penduduk" is named by it, and
    "Persentase penduduk miskin" by half."""
    names = [
        stems_of(cell)
        for column, cell in zip(piece.header, piece.cells, strict=True)
        if not re.search(r"\d", cell) and not _NO_NAME.search(column)
    ]
    said = frozenset(map(stem, question.said)).union(
        *(meaning for term in question.terms for meaning in term.meanings)
    )
    return max((len(name & said) / len(name) for name in names if name), default=0.0)


_NO_NAME = re.compile(
    r"hari|tanggal|pukul|\bjam\b|waktu|tempat|lokasi|alamat|sumber|satuan|keterangan", re.IGNORECASE
)


def _cues_in(question: Question, heading: str) -> bool:
    """Whether the heading itself says what is asked for: "Alur penanganan"."""
    asked = question.said & question.asking.cues if question.asking else frozenset()
    words = {stem(word) for word in tokens(heading)}
    return any(stem(cue) in words for cue in asked if len(cue) >= _SHORTEST_CUE)


def _answers_too(scored: _Scored, question: Question) -> bool:
    """Whether what is said already answers this as well: a row with its day and its place."""
    asking, piece = question.asking, scored.piece
    if asking is None or asking.column is None or not piece.header:
        return False
    return any(asking.column.search(name) for name in piece.header)


def _latest(ranked: Sequence[_Scored]) -> _Scored:
    """Of those about as good as the best, the one that speaks of the latest day."""

    def last_day(scored: _Scored) -> date:
        year = scored.piece.reading.published
        days = find_dates(scored.piece.source, year.year if year else None)
        return max((day.last for day in days if day.last), default=date.min)

    close = [scored for scored in ranked if scored.score >= _CLOSE * ranked[0].score]
    asking = ranked[0].question.asking
    prefer = asking.prefer if asking else None
    liked = [s for s in close if prefer and prefer.search(s.piece.source)]
    return max(liked or close, key=last_day)


def _newest(ranked: Sequence[_Scored]) -> _Scored:
    """Of contacts about as good as the best, those of the newest source."""
    close = [scored for scored in ranked if scored.score >= _CLOSER * ranked[0].score]
    return max(close, key=lambda scored: scored.piece.reading.published or date.min)


# --- how it is said --------------------------------------------------------------------------


def _answer(
    chosen: Sequence[_Scored],
    missing: Sequence[Question],
    questions: Sequence[Question],
    comment: Comment,
    today: date,
) -> Answer | None:
    wordings = [wording for scored in chosen for wording in _wordings(scored)]
    pieces = [piece for scored in chosen for piece in scored.pieces]
    limit = LIST if any(piece.kind in ("list", "table") for piece in pieces) else LONG
    text = _said(wordings, limit * len(chosen))
    if not text:
        return None
    reading = chosen[0].piece.reading
    plain = " ".join(comment.plain)
    if _NOW.search(plain) and not _is_recent(text, reading, today):
        return None
    if _THIS_YEAR.search(plain) and not _is_of_year(text, reading, today.year):
        return None
    dated = any(q.asking and q.asking.dated for q in questions)
    over = _is_past(text, reading, today)
    past = dated and over
    # "Ada lowongan tidak?" is not answered with what was a year ago.
    if over and not dated and _ANY.search(plain) and not _SINCE.search(text):
        return None
    noun = next((q.asking.noun for q in missing if q.asking), None)
    return Answer(
        text,
        _short([_wordings(scored) for scored in chosen], len(questions) > 1),
        tuple(dict.fromkeys(scored.piece.reading for scored in chosen)),
        tuple(dict.fromkeys(piece.source for piece in pieces)),
        tuple((piece.reading, piece.start, piece.end) for piece in pieces),
        past,
        noun,
        tuple(_composed_of(piece) for piece in pieces),
    )


def _composed_of(piece: Piece) -> str:
    """What is in the wording and not in the source: "Pos Krian", the numbers of steps."""
    if piece.kind == "row":
        return subject_of(piece.header, piece.cells)
    return " ".join(re.findall(r"\(\d\)", piece.options[0]))


def _wordings(scored: _Scored) -> list[tuple[str, ...]]:
    """A row says the columns asked for first, and what it is about where that is not plain."""
    piece, question = scored.piece, scored.question
    if piece.kind != "row":
        return [piece.options for piece in scored.pieces]
    column = question.asking.column if question.asking else None
    lead = piece.lead
    told = any(term.held_by(stems_of(lead)) for term in question.terms)
    if not told and len(piece.cells) > _TWO:
        lead = ""
    return [said_of_row(piece.header, piece.cells, column, lead)]


def _said(wordings: Sequence[Sequence[str]], limit: int) -> str | None:
    """The fullest wording that fits."""
    for depth in range(max(map(len, wordings), default=0)):
        text = " ".join(options[min(depth, len(options) - 1)] for options in wordings)
        if len(text) <= limit:
            return text
    return None


def _short(chosen: Sequence[Sequence[Sequence[str]]], several: bool) -> str | None:
    """What fits where little else does; what is not the whole answer says that more follows."""
    if len(chosen) > 1 and (whole := _said([w for one in chosen for w in one], SHORT)):
        return whole
    first = chosen[0][:1]
    short = _said(first, SHORT)
    if short is None or (not several and short == first[0][0]):
        return short
    rest: str = load_table("reply_frames.yaml")["rest"]
    short = _said(first, SHORT - len(rest) - 1)
    return f"{short} {rest}" if short else None


# "Bulan ini ada …?": only what is still to come answers; "tahun ini" also what has been.
_NOW = re.compile(r"\b(?:hari|minggu|bulan) (?:ini|depan)\b|\btahun depan\b|\bbesok\b")
_ANY = re.compile(r"\bada\b.* (?:tidak|ta|lagi)\b|\b(?:ada|masih)\b.*\?")
_SINCE = re.compile(r"\b(?:sejak|mulai|berlaku)\b", re.IGNORECASE)
_THIS_YEAR = re.compile(r"\btahun (?:ini|sekarang)\b")


def _is_past(text: str, reading: Reading, today: date) -> bool:
    """Whether every day that the text names is over."""
    year = reading.published.year if reading.published else None
    days = [moment.last for moment in find_dates(text, year) if moment.last]
    return bool(days) and max(days) < today


def _is_recent(text: str, reading: Reading, today: date) -> bool:
    """Whether it can be said of now: it names this year and nothing that is over."""
    years = {int(year) for year in re.findall(r"\b20\d{2}\b", text)}
    if years:
        return today.year in years and not _is_past(text, reading, today)
    return reading.published is not None and (today - reading.published).days <= _FRESH


def _is_of_year(text: str, reading: Reading, year: int) -> bool:
    years = {int(one) for one in re.findall(r"\b20\d{2}\b", f"{text} {reading.title}")}
    if years:
        return year in years
    return reading.published is not None and reading.published.year == year


# --- what may be said at all -----------------------------------------------------------------


def _is_current(piece: Piece) -> bool:
    """Whether every contact in it is still in use."""
    digits = re.sub(r"\D", "", piece.source)
    return all(old not in digits for old in _old_numbers())


@cache
def _old_numbers() -> tuple[str, ...]:
    return tuple(re.sub(r"\D", "", c.value) for c in load_agencies().contacts if not c.current)


@dataclass(frozen=True, slots=True)
class _Matter:
    """What the comment is about and whose duty that is."""

    topics: frozenset[str]
    agencies: frozenset[str]

    @classmethod
    def of(cls, assessment: Assessment) -> "_Matter":
        topics = frozenset(topic.id for topic in assessment.topics)
        return cls(topics, frozenset(assessment.triage.agencies))

    def has(self, piece: Piece) -> bool:
        """Whether a piece speaks first of a topic of the comment, stands under one, or is of an
        agency in charge.

        "Foto lampu jalan" speaks of lamps before it speaks of roads. Without a topic: of any.
        """
        if not self.topics or piece.reading.agency in self.agencies:
            return True
        own = topics_in(piece.source)[:1]
        above = _topics_above(f"{piece.reading.title}. {piece.above}")
        return not (own or above) or not self.topics.isdisjoint({*own, *above})


@cache
def _topics_above(text: str) -> tuple[str, ...]:
    return topics_in(text)[:3]


# --- complaints ------------------------------------------------------------------------------

# To a complaint only how it is handled is an answer: no advice to report elsewhere, no old news.
_HANDLING = re.compile(
    r"\b(?:(?:diperbaiki|perbaikan|ditangani|penanganan|diangkut|dinormalisasi)\b.*"
    r"\b(?:jam|hari|setelah|tim|petugas|bertahap|24)\b|petugas siaga|setelah laporan)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:lapor(?:kan)?|melapor(?:kan)?|hubungi|menghubungi|WhatsApp|WA|telepon|kirim(?:kan)?|"
    r"datang)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:menyampaikan|mengatakan|menjelaskan|menurut|ujar|kata|Kepala)\b")
_SOON = re.compile(r"\b\d+ (?:jam|hari)\b|setelah laporan", re.IGNORECASE)
_DATED = re.compile(r"\b(?:19|20)\d{2}\b|\d+(?:[.,]\d+)?\s*persen|Rp")


def _handled(pieces: Sequence[Piece], comment: Comment, case: Case) -> Answer | None:
    """How such a complaint is handled; what says how soon goes before."""
    usable = [piece for piece in pieces if _handles(piece, comment, case.topic)]
    if not usable:
        return None
    piece = next((p for p in usable if _SOON.search(p.source)), usable[0])
    text = _said([piece.options], LONG)
    if text is None:
        return None
    return Answer(
        text,
        _said([piece.options], SHORT),
        (piece.reading,),
        (piece.source,),
        ((piece.reading, piece.start, piece.end),),
    )


def _handles(piece: Piece, comment: Comment, topic: str | None) -> bool:
    """Whether it says how such a complaint is handled, and of this very topic."""
    text = piece.source
    title = _topics_above(piece.reading.title)
    if topic is None or topic not in topics_in(f"{piece.above}. {text}")[:1] + title[:1]:
        return False
    if title and topic not in title[:2]:
        return False
    if piece.kind != "sentence" or not _HANDLING.search(text):
        return False
    if _ELSEWHERE.search(text) or _DATED.search(text) or _TOLD.search(text):
        return False
    said = re.sub(r"[^a-z0-9]", "", comment.text.lower())
    return all(place in said for place in places_in(text))
