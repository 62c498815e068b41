"""Finds what the sources say to a comment, and says so only when they really answer it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from math import log

from assistant.agencies import load_agencies
from assistant.captions import focus
from assistant.clauses import compress, leans, shorten
from assistant.comments import Comment
from assistant.dispositions import Case
from assistant.jobs import ReplyJob
from assistant.moments import find_dates
from assistant.own_sources import read_own_sources
from assistant.places import places_in
from assistant.prompts import load_table
from assistant.triage import Assessment, topics_in
from assistant.verification import Citations
from assistant.vocabulary import load_vocabulary
from knowledge.base import KnowledgeBase
from knowledge.documents import Block, Passage, Reading
from knowledge.sentences import split_sentences
from knowledge.words import Vocabulary, stem, tokens

_HITS = 8
_DOCUMENTS = 3
# A reply is read on a phone: what the sources add is two or three sentences at most.
# A list is said whole or not at all.
LONG, LIST, SHORT = 330, 560, 115
_ANSWERED_KINDS = ("question", "complaint", "suggestion")
# Share of the comment's content that a place in the sources has to speak of.
_ENOUGH, _GIVEN = 0.45, 0.3
# A second sentence must be about as good as the first.
_CLOSE, _CLOSER = 0.6, 0.85
_FEW_ROWS = 4
# So many days a text without a year may still be said of "now".
_FRESH = 90


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` and the shorter `short` come from `readings`; `places` say from where.

    `short` None: nothing whole is short enough. `past`: what it announces is over.
    """

    text: str
    short: str | None
    readings: tuple[Reading, ...]
    passages: tuple[str, ...]
    places: tuple[tuple[Reading, int, int], ...]
    past: bool = False

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
    units = [
        unit
        for reading, passages in _sources(job, assessment, case, knowledge)
        for unit in _units(reading, passages)
    ]
    question = _Question.of(assessment.comment, case)
    topics = {topic.id for topic in assessment.topics}
    units = [unit for unit in units if _is_current(unit) and _is_about(unit, topics)]
    if kind != "question":
        units = [unit for unit in units if _handles(unit, assessment.comment, case.topic)]
        question = replace(question, wanted=(_SOON,), shapes=frozenset())
    # Whoever names a source has looked at it: less is needed to trust that it answers.
    enough = _GIVEN if job.sources or job.documents else _ENOUGH
    ranked = question.rank(units, by_heading=kind != "question", enough=enough)
    fit = [scored for scored in ranked if question.met_by(scored.unit.options[0])]
    ranked = fit if fit or kind == "question" else ranked
    if not ranked:
        return None
    best = _latest(ranked) if question.when else ranked[0]
    chosen = [best]
    if best.unit.kind == "sentence":
        chosen += (
            [s for s in ranked[:3] if s is not best and _joins(s, best)][:1]
            if kind == "question"
            else []
        )
    text = _said(chosen, LIST if best.unit.kind in ("list", "table") else LONG)
    if not text:
        return None
    if question.now and not _is_recent(text, best.unit.reading, today):
        return None
    past = question.when and _is_past(text, best.unit.reading, today)
    short = _said([best], SHORT)
    if short is not None and best.unit.kind == "answer" and short != best.unit.options[0]:
        rest: str = load_table("reply_frames.yaml")["rest"]
        short = _said([best], SHORT - len(rest) - 1)
        short = f"{short} {rest}" if short else None
    return Answer(
        text,
        short,
        tuple(dict.fromkeys(scored.unit.reading for scored in chosen)),
        tuple(scored.unit.source for scored in ranked[:4]),
        tuple((s.unit.reading, s.unit.start, s.unit.end) for s in chosen),
        past,
    )


def _sources(
    job: ReplyJob, assessment: Assessment, case: Case, knowledge: KnowledgeBase | None
) -> Iterator[tuple[Reading, Sequence[Passage]]]:
    own = read_own_sources(job.sources)
    if knowledge is not None:
        own += [knowledge.reading(document) for document in job.documents]
    if own or job.documents:
        for reading in own:
            yield reading, reading.passages
        return
    if knowledge is None:
        return
    result = knowledge.search(f"{case.matter or ''} {assessment.comment.text[:1_000]}", limit=_HITS)
    if not result.answerable:
        return
    found: dict[str, list[Passage]] = {}
    for hit in result.hits:
        found.setdefault(hit.document_id, []).append(hit.passage)
    for document, passages in list(found.items())[:_DOCUMENTS]:
        reading = focus(knowledge.reading(document), passages)
        # How a complaint is handled may stand anywhere in a document on its matter.
        whole = assessment.triage.kind != "question"
        yield reading, reading.passages if whole else passages


# --- what can be said ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Unit:
    """A piece of a source that can be said by itself.

    `kind`: sentence, answer (below a question as heading), list, row. `options` are its wordings,
    the fullest first; `about` is what stands over it.
    """

    kind: str
    reading: Reading
    start: int
    end: int
    about: str
    options: tuple[str, ...]

    @property
    def source(self) -> str:
        return self.reading.text[self.start : self.end]


def _units(reading: Reading, passages: Sequence[Passage]) -> Iterator[_Unit]:
    """Sentences, answers, lists and rows of the blocks that lie in the passages."""
    headings: list[tuple[int, str]] = []
    blocks = list(reading.blocks)
    n = 0
    while n < len(blocks):
        block = blocks[n]
        text = reading.text[block.start : block.end].strip()
        if block.kind == "heading":
            headings = [h for h in headings if h[0] < block.level] + [(block.level, text)]
            n += 1
            continue
        size = _run(blocks, n)
        if _lies_in(block, passages):
            yield from _units_of(reading, blocks[n : n + size], blocks[n - 1 : n], headings)
        n += size


def _run(blocks: Sequence[Block], n: int) -> int:
    """How many blocks from `n` belong together: the items of a list, the rows of a table."""
    kind = blocks[n].kind
    size = 1
    while kind in ("item", "row") and n + size < len(blocks) and blocks[n + size].kind == kind:
        size += 1
    return size


def _lies_in(block: Block, passages: Sequence[Passage]) -> bool:
    return any(block.start < passage.end and passage.start < block.end for passage in passages)


def _units_of(
    reading: Reading,
    blocks: Sequence[Block],
    before: Sequence[Block],
    headings: Sequence[tuple[int, str]],
) -> Iterator[_Unit]:
    first, last = blocks[0], blocks[-1]
    text = reading.text[first.start : first.end].strip()
    about = " ".join(heading for _, heading in headings)
    closest = headings[-1][1] if headings else ""
    if first.kind == "item":
        items = [_item(reading.text[block.start : block.end]) for block in blocks]
        lead = _lead(reading, before) or closest
        yield _Unit("list", reading, first.start, last.end, f"{about} {lead}", _listed(lead, items))
    elif first.kind == "row":
        yield from _rows(reading, blocks, about)
    elif closest.endswith("?"):
        sentences = [s.text.strip() for s in split_sentences(text)]
        options = [" ".join(sentences[:n]) for n in range(min(len(sentences), 3), 0, -1)]
        yield _Unit("answer", reading, first.start, first.end, about, tuple(options))
    else:
        for sentence in split_sentences(text):
            start = first.start + sentence.start
            end = first.start + sentence.end
            options = _sentence(sentence.text)
            if options:
                yield _Unit("sentence", reading, start, end, about, tuple(options))


def _rows(reading: Reading, blocks: Sequence[Block], about: str) -> Iterator[_Unit]:
    """Each row of a table, and a small table as a whole."""
    rows = []
    for block in blocks:
        cells = [c.strip() for c in reading.text[block.start : block.end].split(" | ")]
        header = block.header
        if len(header) < 2 or len(cells) != len(header) or tuple(cells) == header:
            continue
        rows.append(cells)
        told = f"{about} {' '.join(header)}"
        yield _Unit("row", reading, block.start, block.end, told, _row(header, cells))
    if 1 < len(rows) <= _FEW_ROWS:
        told = f"{about} {' '.join(blocks[0].header)}"
        start, end = blocks[0].start, blocks[-1].end
        yield _Unit("table", reading, start, end, told, (_table(rows),))


def _lead(reading: Reading, before: Sequence[Block]) -> str:
    """The line that opens a list: "Pemohon menyiapkan:"."""
    if not before or before[0].kind != "paragraph":
        return ""
    sentences = list(split_sentences(reading.text[before[0].start : before[0].end].strip()))
    last = sentences[-1].text.strip() if sentences else ""
    return last if last.endswith(":") else ""


def _item(text: str) -> str:
    return re.sub(r"^\s*(?:\d+[.)]|[a-z][.)]|[-•*–])\s*", "", text).strip().rstrip(";,.")


def _listed(lead: str, items: Sequence[str]) -> tuple[str, ...]:
    """The list as one sentence, whole or not at all: half a list of requirements misleads."""
    opening = lead.rstrip(": ")
    whole = f"{opening}: {'; '.join(map(_lowered, items))}."
    return (whole,)


def _lowered(text: str) -> str:
    """As it stands within a sentence; abbreviations and names of two capitals stay."""
    return (
        text[0].lower() + text[1:]
        if re.match(r"[A-Z][a-z]+(?: [a-z(]| [A-Z]{2}|$)", text)
        else text
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    """A small table as one line: "WhatsApp: 0811 …; Call center: 112."."""
    return "; ".join(f"{row[0]}: {row[1]}" for row in rows) + "."


def _row(header: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    if len(cells) == 2:
        return (f"{cells[0]}: {cells[1]}.",)
    told = [f"{name}: {cell}" for name, cell in zip(header[1:], cells[1:], strict=True) if cell]
    return tuple(
        f"{cells[0]} – {'. '.join(part.rstrip('.') for part in told[:n])}."
        for n in range(len(told), 0, -1)
    )


_BOILERPLATE = re.compile(
    r"^(?:Standar pelayanan ini|Dokumen contoh|Sumber|Halaman (?:layanan )?ini|Tanya jawab ini|"
    r"Dokumen ini|Demikian|"
    r"Catatan|Foto|Penulis|Editor)\b",
    re.IGNORECASE,
)


# What somebody wishes or thanks for answers nothing.
_OPINION = re.compile(
    r"\b(?:meminta|berharap|mengapresiasi|mengimbau agar pegawai|diharapkan|harapannya|bersyukur|"
    r"mengaku|menilai|merasa)\b",
    re.IGNORECASE,
)


def _sentence(text: str) -> list[str]:
    """The sentence shortened and shorter still; [] where it cannot stand alone."""
    text = text.strip()
    if (
        _BOILERPLATE.match(text)
        or _OPINION.search(text)
        or leans(text)
        or len(text.split()) < 4
        or text.endswith(":")
    ):
        return []
    made = shorten(text).text
    if not made or leans(made):
        return []
    return list(dict.fromkeys([made, compress(made)]))


# --- what is asked ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Scored:
    score: float
    unit: _Unit


@dataclass(frozen=True, slots=True)
class _Question:
    """The content of a comment, and the kinds of answer it asks for.

    `terms` hold, for each word of the comment, what it may be called, as stems that stand
    together; `matter` are the stems of what it is about, which documents often say only once.
    """

    terms: tuple["_Term", ...]
    matter: frozenset[str]
    wanted: tuple[re.Pattern[str], ...]
    preferred: tuple[re.Pattern[str], ...]
    headed: tuple[re.Pattern[str], ...]
    shapes: frozenset[str]
    when: bool
    now: bool

    @classmethod
    def of(cls, comment: Comment, case: Case) -> "_Question":
        table = _asking()
        plain = " ".join(comment.plain)
        asked = [row for row in table if row.asked.search(plain)]
        return cls(
            _terms(comment, case),
            _stems(case.matter or ""),
            tuple(row.answer for row in asked),
            tuple(row.prefer for row in asked if row.prefer),
            tuple(row.heading for row in asked if row.heading),
            frozenset(shape for row in asked for shape in row.shapes),
            any(row.when for row in asked),
            _NOW.search(plain) is not None,
        )

    def met_by(self, text: str) -> bool:
        return all(answer.search(text) for answer in self.wanted)

    def rank(self, units: Sequence[_Unit], *, by_heading: bool, enough: float) -> list[_Scored]:
        """The units that speak of enough of it, best first; `by_heading`: what stands over it
        may say all of that."""
        bags = [(u, _stems(u.source), _stems(f"{u.about} {u.reading.title}")) for u in units]
        weights = _weights(self.terms, [own | above for _, own, above in bags])
        total = sum(weights) or 1.0
        scored = []
        for unit, own, above in bags:
            told = heard = 0.0
            for term, weight in zip(self.terms, weights, strict=True):
                if _has(own, term):
                    told += weight
                elif _has(own | above, term):
                    heard += weight
            share = (told + 0.8 * heard) / total
            matter = len(self.matter & (own | above)) / (len(self.matter) or 1)
            about = share + (0.5 if by_heading else 0.3) * matter
            alone = unit.kind == "sentence" and not by_heading and not self.matter & own
            if (told == 0.0 and alone) or about < enough:
                continue
            if not self.matter and told / total < 0.6:
                continue
            fits = bool(self.wanted) and self.met_by(unit.options[0])
            score = share + 0.2 * matter + (0.3 if fits else 0.0)
            score += 0.15 * any(p.search(unit.source) for p in self.preferred)
            score += 0.4 * any(p.search(unit.about) for p in self.headed)
            score += 0.2 if unit.kind in self.shapes or unit.kind == "answer" else 0.0
            scored.append(_Scored(score, unit))
        return sorted(scored, key=lambda s: -s.score)


_Term = tuple[frozenset[str], ...]


def _has(bag: frozenset[str], term: _Term) -> bool:
    return any(meaning <= bag for meaning in term)


def _weights(terms: Sequence[_Term], bags: Sequence[frozenset[str]]) -> list[float]:
    """Rare words tell more; one that no source has weighs as much as the others do."""
    spread = [sum(_has(bag, term) for bag in bags) for term in terms]
    known = [log((len(bags) + 1) / (n + 0.5)) + 0.3 for n in spread if n]
    unknown = sum(known) / len(known) if known else 1.0
    return [log((len(bags) + 1) / (n + 0.5)) + 0.3 if n else unknown for n in spread]


# "Bulan ini ada …?": only what is still to come answers.
_NOW = re.compile(r"\b(?:hari|minggu|bulan|tahun) (?:ini|depan)\b|\bbesok\b")


@dataclass(frozen=True, slots=True)
class _Asking:
    """How something is asked; what its answer must hold, rather holds, stands under, looks like."""

    asked: re.Pattern[str]
    answer: re.Pattern[str]
    prefer: re.Pattern[str] | None
    heading: re.Pattern[str] | None
    shapes: tuple[str, ...]
    when: bool


@cache
def _asking() -> tuple[_Asking, ...]:
    return tuple(
        _Asking(
            re.compile(rf"\b(?:{row['asked']})\b"),
            re.compile(row["answer"], re.IGNORECASE),
            re.compile(row["prefer"], re.IGNORECASE) if "prefer" in row else None,
            re.compile(row["heading"], re.IGNORECASE) if "heading" in row else None,
            tuple(row.get("shapes", ())),
            row.get("when", False),
        )
        for row in load_table("reply_frames.yaml")["asking"]
    )


@cache
def _vocabulary() -> Vocabulary:
    return load_vocabulary()


def _terms(comment: Comment, case: Case) -> tuple[_Term, ...]:
    """Each word of the comment with what it is called in documents; not where or how long."""
    vocabulary = _vocabulary()
    stands_for: dict[str, str] = load_table("reply_frames.yaml")["stands_for"]
    where = range(case.place.first, case.place.last) if case.place else range(0)
    when = set((case.duration or "").split())
    meant: dict[tuple[int, int], list[frozenset[str]]] = {}
    for n, word in enumerate(comment.words):
        if n in where or word.plain in when or word.plain.isdigit():
            continue
        if word.plain in _EMPTY or word.plain in vocabulary.fillers:
            continue
        written = comment.text[word.start : word.end].lower()
        meanings = [word.plain, written, *vocabulary.formal.get(written, ())]
        meanings += vocabulary.formal.get(word.plain, ())
        meanings += [stands_for[w] for w in (written, word.plain) if w in stands_for]
        stems = [_stems(meaning) for meaning in meanings]
        meant.setdefault((word.start, word.end), []).extend(s for s in stems if s)
    return tuple(dict.fromkeys(tuple(dict.fromkeys(m)) for m in meant.values() if m))


def _joins(scored: _Scored, best: _Scored) -> bool:
    return (
        scored.unit.kind == "sentence"
        and scored.unit.reading is best.unit.reading
        and scored.score >= _CLOSE * best.score
        and scored.unit.about == best.unit.about
    )


def _said(chosen: Sequence[_Scored], limit: int) -> str | None:
    """The fullest wording that fits, in the order of the source."""
    ordered = sorted(chosen, key=lambda s: s.unit.start)
    for units in (ordered, [chosen[0]]):
        for depth in range(max(len(s.unit.options) for s in units)):
            text = " ".join(s.unit.options[min(depth, len(s.unit.options) - 1)] for s in units)
            if len(text) <= limit:
                return text
    return None


def _is_current(unit: _Unit) -> bool:
    """Whether every contact in it is still in use."""
    digits = re.sub(r"\D", "", unit.source)
    return all(re.sub(r"\D", "", old) not in digits for old in _old_numbers())


@cache
def _old_numbers() -> tuple[str, ...]:
    return tuple(c.value for c in load_agencies().contacts if not c.current)


def _is_about(unit: _Unit, topics: set[str]) -> bool:
    """Whether it speaks first of a topic of the comment, or stands under one.

    "Foto lampu jalan" speaks of lamps before it speaks of roads. Without a topic: of any.
    """
    own = topics_in(unit.source)[:1]
    above = _topics_above(f"{unit.reading.title}. {unit.about}")
    return not topics or not (own or above) or not topics.isdisjoint({*own, *above})


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


def _handles(unit: _Unit, comment: Comment, topic: str | None) -> bool:
    """Whether it says how such a complaint is handled, and of this very topic."""
    text = unit.source
    title = _topics_above(unit.reading.title)
    if topic is None or topic not in topics_in(f"{unit.about}. {text}")[:1] + title[:1]:
        return False
    if title and topic not in title[:2]:
        return False
    if unit.kind != "sentence" or not _HANDLING.search(text):
        return False
    if _ELSEWHERE.search(text) or _DATED.search(text) or _TOLD.search(text):
        return False
    said = re.sub(r"[^a-z0-9]", "", comment.text.lower())
    return all(place in said for place in places_in(text))


def _latest(ranked: Sequence[_Scored]) -> _Scored:
    """Of those about as good as the best, the one that speaks of the latest day."""

    def last_day(scored: _Scored) -> date:
        year = scored.unit.reading.published
        days = find_dates(scored.unit.source, year.year if year else None)
        return max((day.last for day in days if day.last), default=date.min)

    close = [scored for scored in ranked if scored.score >= _CLOSER * ranked[0].score]
    return max(close, key=last_day)


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


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        stem(word)
        for word in tokens(text)
        if (len(word) > 2 or word.isdigit()) and word not in _EMPTY
    )


_EMPTY = frozenset(
    "yang dan untuk dengan tidak sudah belum ada apa kapan dimana mana berapa bagaimana kenapa "
    "saya kami kita bisa mau kalau sama saja juga lagi masih admin pak kak itu ini dari sampai "
    "terima kasih tolong mohon sidoarjo kabupaten pemkab layanan soal harus atau oleh para warga "
    "kah nya bagi pada dalam akan tanggal jam hari bulan tahun minggu nomor jadwal "
    "cara caranya biaya tarif lewat boleh kontak hubungi tetangga siapa ajukan lapor".split()
)
