"""Finds what the sources say to a comment, and says so only when they really answer it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache

from assistant.agencies import load_agencies
from assistant.captions import focus
from assistant.jobs import ReplyJob
from assistant.own_sources import read_own_sources
from assistant.places import places_in
from assistant.prompts import load_table
from assistant.reading.moments import find_dates
from assistant.replying.asking import Question, also_called, questions_in, stems_of
from assistant.replying.candidates import FEATURES, Candidates, Found
from assistant.replying.contact_book import contact_pieces
from assistant.replying.dispositions import Case
from assistant.replying.pieces import Piece, is_labelled, pieces_of, said_of_row, subject_of
from assistant.replying.scorer import Scored, scored
from assistant.triage import Assessment, topics_in
from assistant.triaging.comments import Comment
from assistant.triaging.matters import Matter
from assistant.verification import Citations
from knowledge.base import KnowledgeBase
from knowledge.documents import Passage, Reading

_HITS = 12
_DOCUMENTS = 4
# Up to so many passages a document is read whole: the answer may stand beside what was found.
_WHOLE = 60
# A reply is read on a phone: what the sources add is two or three sentences at most.
# A list is said whole or not at all.
LONG, LIST, SHORT = 330, 560, 115
_ANSWERED_KINDS = ("question", "complaint", "suggestion")
# How little worse than the best another sentence is that is said with it.
_CLOSE = 0.5
# How far the best has to be ahead where the comment may rather complain than ask.
_SURE = 0.5
# So many days a text without a year may still be said of "now".
_FRESH = 90
_VERY_SHORT = 35
_TWO = 2
_UNNAMED = FEATURES.index("unnamed")


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` and the shorter `short` come from `readings`; `places` say from where.

    `short` None: nothing whole is short enough. `past`: what it announces is over. `open`: what
    else was asked and is not answered, in a word ("jadwalnya"). `composed`: what the wording
    adds to the sources, as "Pos Krian" for a row of the table of posts. `second`: it is about
    what a comment asks beside its complaint.
    """

    text: str
    short: str | None
    readings: tuple[Reading, ...]
    passages: tuple[str, ...]
    places: tuple[tuple[Reading, int, int], ...]
    past: bool = False
    open: str | None = None
    composed: tuple[str, ...] = ()
    second: bool = False

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
    inquiries = _inquiries(assessment, case)
    chosen: list[_Chosen] = []
    missing: list[Question] = []
    questions: list[Question] = []
    for inquiry in inquiries:
        for candidates in _candidates(inquiry, _Sources.of(job, inquiry, knowledge), knowledge):
            if not (inquiry.plain or _asks_in_a_complaint(candidates.question)):
                continue
            questions.append(candidates.question)
            if any(_answers_too(one, candidates.question) for one in chosen):
                continue
            best = _best(candidates, 0.0 if inquiry.plain else _SURE)
            if best is None:
                missing.append(candidates.question)
            elif best.piece not in [one.piece for one in chosen]:
                chosen.append(best)
    if chosen:
        answer = _answer(chosen, missing, questions, assessment.comment, today)
        beside = kind != "question" and inquiries[0].plain
        return replace(answer, second=True) if answer and beside else answer
    if kind != "complaint":
        return None
    whole = _Inquiry.whole(assessment, case)
    pieces = [one.piece for one in _Sources.of(job, whole, knowledge).pieces()]
    return _handled([p for p in pieces if whole.matter.has(p)], assessment.comment, case)


def _asks_in_a_complaint(question: Question) -> bool:
    """No day on which something ends is an answer to whoever complains of it."""
    return question.asking is not None and not question.asking.dated


def candidates_in(
    job: ReplyJob, assessment: Assessment, case: Case, knowledge: KnowledgeBase | None
) -> list[Candidates]:
    """For each thing that the comment asks, the pieces that may answer it."""
    return [
        candidates
        for inquiry in _inquiries(assessment, case)
        for candidates in _candidates(inquiry, _Sources.of(job, inquiry, knowledge), knowledge)
    ]


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """What of a comment is to be answered: all of it, or the matter that one clause asks about.

    `noun`: what it is about; `duty`: whose, and why; `plain`: that it asks is plain.
    """

    comment: Comment
    noun: str | None
    matter: "_Matter"
    duty: Mapping[str, str]
    plain: bool

    @classmethod
    def whole(cls, assessment: Assessment, case: Case) -> "_Inquiry":
        triage = assessment.triage
        duty = {agency: " ".join(triage.reasons) for agency in triage.agencies[:1]}
        plain = triage.kind == "question"
        return cls(assessment.comment, case.matter, _Matter.of(assessment), duty, plain)

    @classmethod
    def of(cls, matter: Matter) -> "_Inquiry":
        about = _Matter(frozenset({matter.topic.id}), frozenset(matter.agencies))
        duty = {matter.agencies[0]: matter.comment.text}
        return cls(matter.comment, matter.noun, about, duty, True)


def _inquiries(assessment: Assessment, case: Case) -> list[_Inquiry]:
    """Each matter that is asked about beside another; else the whole comment."""
    asked = [matter for matter in assessment.matters if matter.kind == "question"]
    if len(assessment.matters) > 1 and asked:
        return [_Inquiry.of(matter) for matter in asked]
    return [_Inquiry.whole(assessment, case)]


def _candidates(
    inquiry: _Inquiry, sources: "_Sources", knowledge: KnowledgeBase | None
) -> list[Candidates]:
    matter = inquiry.matter
    found = [replace(one, matter=matter.has(one.piece)) for one in sources.pieces()]
    made = []
    for question in questions_in(inquiry.comment):
        offered = found
        if not sources.given and question.asking and "contact" in question.asking.shapes:
            known = contact_pieces(question.said, inquiry.duty)
            offered = [*found, *(Found(p, matter=matter.has(p)) for p in known)]
        made.append(
            Candidates.of(
                question,
                offered,
                None if sources.given or knowledge is None else knowledge.spread,
                doubtful=sources.doubtful,
                given=sources.given,
            )
        )
    return made


@dataclass(frozen=True, slots=True)
class _Sources:
    """`given`: somebody named them. `doubtful`: the search says that nothing found answers."""

    readings: tuple[tuple[Reading, Sequence[Passage]], ...]
    given: bool
    scores: Mapping[str, float] = field(default_factory=dict)
    doubtful: bool = False

    @classmethod
    def of(cls, job: ReplyJob, inquiry: _Inquiry, knowledge: KnowledgeBase | None) -> "_Sources":
        own = read_own_sources(job.sources)
        if knowledge is not None:
            own += [knowledge.reading(document) for document in job.documents]
        if own or job.documents:
            return cls(tuple((reading, reading.passages) for reading in own), True)
        if knowledge is None:
            return cls((), False)
        text = inquiry.comment.text[:1_000]
        query = f"{inquiry.noun or ''} {text} {' '.join(also_called(text))}"
        result = knowledge.search(query, limit=_HITS)
        found: dict[str, list[Passage]] = {}
        for hit in result.hits:
            found.setdefault(hit.document_id, []).append(hit.passage)
        readings = []
        for document, passages in list(found.items())[:_DOCUMENTS]:
            reading = focus(knowledge.reading(document), passages)
            whole = len(reading.passages) <= _WHOLE
            readings.append((reading, reading.passages if whole else passages))
        scores = {hit.passage.id: hit.score for hit in result.hits}
        return cls(tuple(readings), False, scores, not result.answerable)

    def pieces(self) -> Iterator[Found]:
        """What can be said of them, with how well it was found."""
        top = max(self.scores.values(), default=0.0) or 1.0
        best = [
            max((self.scores.get(p.id, 0.0) for p in reading.passages), default=0.0) / top
            for reading, _ in self.readings
        ]
        for n, (reading, passages) in enumerate(self.readings):
            others = max((score for m, score in enumerate(best) if m != n), default=0.0)
            for piece in filter(_is_current, pieces_of(reading, passages)):
                inside = (
                    self.scores.get(passage.id, 0.0)
                    for passage in passages
                    if piece.start < passage.end and passage.start < piece.end
                )
                if self.given:
                    yield Found(piece)
                else:
                    yield Found(piece, max(inside, default=0.0) / top, best[n], best[n] - others)


# --- which piece answers ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Chosen:
    """`beside`: a sentence that is said with it, as its neighbour is half of the answer."""

    piece: Piece
    question: Question
    beside: Piece | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        both = [self.piece] if self.beside is None else [self.piece, self.beside]
        return tuple(sorted(both, key=lambda piece: piece.start))


def _best(candidates: Candidates, least: float) -> _Chosen | None:
    ranked = [one for one in scored(candidates) if _fits(one.piece)]
    if not ranked or ranked[0].ahead <= least:
        return None
    question = candidates.question
    if (table := _table_of(ranked[0].piece, candidates)) is not None:
        return _Chosen(table, question)
    best = ranked[0].piece
    return _Chosen(best, question, _beside(question, ranked, candidates.pieces))


def _table_of(row: Piece, candidates: Candidates) -> Piece | None:
    """The small table of a row that the question names no better than the others."""
    at = candidates.pieces.index(row)
    if not candidates.rows[at][_UNNAMED]:
        return None
    return next(
        (
            piece
            for piece in candidates.pieces
            if piece.kind == "table"
            and piece.reading is row.reading
            and piece.group == row.group
            and _fits(piece)
        ),
        None,
    )


def _fits(piece: Piece) -> bool:
    """Whether it can be said: a list is said whole or not at all."""
    limit = LIST if piece.kind in ("list", "table") else LONG
    return len(piece.options[-1]) <= limit


def _beside(question: Question, ranked: Sequence[Scored], pieces: Sequence[Piece]) -> Piece | None:
    """Another sentence below the same heading that is about as good; after a very short one the
    next."""
    piece = ranked[0].piece
    if piece.kind != "sentence" or is_labelled(piece.options[0]):
        return None

    def is_near(other: Piece) -> bool:
        return (
            other.kind == "sentence"
            and other.reading is piece.reading
            and other.closest == piece.closest
            and other is not piece
            and not is_labelled(other.options[0])
        )

    good: list[Piece] = []
    if question.asking is None or question.asking.joined:
        least = ranked[0].ahead - _CLOSE
        good = [one.piece for one in ranked if one.ahead >= least and is_near(one.piece)]
    if len(piece.options[0]) < _VERY_SHORT:
        good += [p for p in pieces if is_near(p) and p.start > piece.start][:1]
    return good[0] if good else None


def _answers_too(chosen: _Chosen, question: Question) -> bool:
    """Whether what is said already answers this as well: a row with its day and its place."""
    asking, piece = question.asking, chosen.piece
    if asking is None or asking.column is None or not piece.header:
        return False
    return any(asking.column.search(name) for name in piece.header)


# --- how it is said --------------------------------------------------------------------------


def _answer(
    chosen: Sequence[_Chosen],
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


def _wordings(scored: _Chosen) -> list[tuple[str, ...]]:
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
        own = _topics(piece.source)[:1]
        above = _topics(f"{piece.reading.title}. {piece.above}")
        return not (own or above) or not self.topics.isdisjoint({*own, *above})


@lru_cache(maxsize=8_192)
def _topics(text: str) -> tuple[str, ...]:
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
    title = _topics(piece.reading.title)
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
