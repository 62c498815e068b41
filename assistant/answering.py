"""Finds what the sources say to a comment, and says so only when they really answer it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.captions import focus
from assistant.comments import Comment
from assistant.dispositions import Case
from assistant.jobs import ReplyJob
from assistant.own_sources import read_own_sources
from assistant.places import places_in
from assistant.triage import Assessment
from assistant.verification import Citations
from assistant.writing.writer import ReplyPlan, Writer, Written
from knowledge.base import KnowledgeBase
from knowledge.documents import Passage, Reading
from knowledge.sentences import split_sentences
from knowledge.words import stem, tokens

_HITS = 8
_DOCUMENTS = 3
# A reply is read on a phone: what the sources add is two sentences at most.
_LONG = 320
_SHORT = 110
_ANSWERED_KINDS = ("question", "complaint", "suggestion")
# What a question asks for must stand in its answer.
_ASKS = (
    (r"\b(?:jam berapa|pukul berapa)\b", r"\d{1,2}[.:]\d{2}|pukul|jam \d|24 jam"),
    (r"\b(?:kapan|tanggal berapa|hari apa|bulan apa|sampai kapan)\b",
     r"\d|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|hari kerja|setiap|bulan|tahap"),
    (r"\b(?:berapa|biaya|tarif)\b", r"\d|gratis|tanpa biaya|tidak dipungut"),
    (r"\b(?:nomor|telepon|hubungi siapa|kontak)\b", r"\d{3,}|@|http|\.id\b"),
    (r"\b(?:dimana|di mana|kemana|ke mana|alamat|tempat)\b",
     r"\b(?:di|ke|lewat|melalui|Jalan|kantor|kecamatan|desa|laman|aplikasi)\b"),
    (r"\b(?:syarat|surat apa|apa saja)\b",
     r"\b(?:syarat|fotokopi|membawa|menyiapkan|surat|KTP|KK|akta|kartu|usia|berupa|yaitu|warga)\b|;"),
)  # fmt: skip
# To a complaint only how it is handled is an answer: no advice to report elsewhere, no old news.
_HANDLING = re.compile(
    r"\b(?:diperbaiki|perbaikan|ditangani|penanganan|petugas|tim|siaga|dikerjakan|pengerjaan|"
    r"setelah laporan|dinormalisasi|normalisasi|pompa|diangkut|pengangkutan|diproses|selesai)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:lapor(?:kan)?|melapor(?:kan)?|hubungi|menghubungi|WhatsApp|WA|telepon|kirim(?:kan)?|datang)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:19|20)\d{2}\b|\d+(?:[.,]\d+)?\s*persen|Rp")


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` and the shorter `short` are taken from `readings`; `places` say from where."""

    text: str
    short: str
    readings: tuple[Reading, ...]
    passages: tuple[str, ...]
    places: tuple[tuple[Reading, int, int], ...]

    def cite(self, citations: Citations) -> None:
        for reading, start, end in self.places:
            citations.cite(reading, start, end)


def find_answer(
    job: ReplyJob,
    assessment: Assessment,
    case: Case,
    writer: Writer,
    knowledge: KnowledgeBase | None,
) -> Answer | None:
    """What the own sources, the chosen documents or else the base say; None: nothing answers."""
    kind = assessment.triage.kind
    if kind not in _ANSWERED_KINDS:
        return None
    found = list(_passages(job, assessment, case, knowledge))
    if kind != "question":
        found = [piece for piece in found if _answers_complaint(piece.text, assessment.comment)]
    if not found:
        return None
    asked = f"{case.matter}. {' '.join(assessment.comment.plain)}"
    texts = tuple(piece.text for piece in found)
    text = _said(writer, asked, texts, _LONG)
    if not text or not _fits_question(kind, assessment.comment, text):
        return None
    used = [piece for piece in found if _share(text, piece.text) > 0.6] or found[:1]
    if not _is_about(text, used, assessment, case):
        return None
    readings = tuple(dict.fromkeys(piece.reading for piece in used))
    short = _said(writer, asked, texts, _SHORT)
    if short and not _fits_question(kind, assessment.comment, short):
        short = ""
    places = tuple(dict.fromkeys(_place(text, piece) for piece in used[:2]))
    return Answer(text, short or text, readings, texts, places)


@dataclass(frozen=True, slots=True)
class _Piece:
    reading: Reading
    start: int
    end: int
    heading: str

    @property
    def text(self) -> str:
        return self.reading.text[self.start : self.end]


def _passages(
    job: ReplyJob, assessment: Assessment, case: Case, knowledge: KnowledgeBase | None
) -> Iterator[_Piece]:
    """Passages for a question; single sentences for a complaint, each judged by itself."""
    whole = assessment.triage.kind == "question"
    for reading, passages in _sources(job, assessment, case, knowledge):
        for passage in passages:
            if whole:
                yield _Piece(reading, passage.start, passage.end, passage.heading)
                continue
            for sentence in split_sentences(passage.text):
                start = passage.start + sentence.start
                yield _Piece(reading, start, passage.start + sentence.end, passage.heading)


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
    result = knowledge.search(f"{case.matter} {assessment.comment.text[:1_000]}", limit=_HITS)
    if not result.answerable:
        return
    by_document: dict[str, list[Passage]] = {}
    for hit in result.hits:
        by_document.setdefault(hit.document_id, []).append(hit.passage)
    for document, passages in list(by_document.items())[:_DOCUMENTS]:
        yield focus(knowledge.reading(document), passages), passages


def _said(writer: Writer, asked: str, texts: tuple[str, ...], limit: int) -> str:
    plan = ReplyPlan(asked, "", texts, limit, suggestion="")
    for item in writer.reply(plan):
        if isinstance(item, Written):
            return item.text.strip()
    return ""


def _answers_complaint(sentence: str, comment: Comment) -> bool:
    if not _HANDLING.search(sentence) or _ELSEWHERE.search(sentence) or _DATED.search(sentence):
        return False
    said = re.sub(r"[^a-z0-9]", "", comment.text.lower())
    return all(place in said for place in places_in(sentence))


def _fits_question(kind: str, comment: Comment, text: str) -> bool:
    if kind != "question":
        return True
    asked = " ".join(comment.plain)
    return all(
        re.search(wanted, text, re.IGNORECASE)
        for question, wanted in _ASKS
        if re.search(question, asked)
    )


def _is_about(text: str, used: Sequence[_Piece], assessment: Assessment, case: Case) -> bool:
    """Whether the answer speaks of what the comment speaks of, not only near it."""
    heading = " ".join(f"{piece.heading} {piece.reading.title}" for piece in used)
    told = _stems(f"{text} {heading}")
    said = _stems(" ".join(assessment.comment.plain)) | _stems(case.matter)
    return len(told & said) >= 2


def _stems(text: str) -> set[str]:
    return {stem(word) for word in tokens(text) if len(word) > 2 and word not in _EMPTY}


_EMPTY = frozenset(
    "yang dan untuk dengan tidak sudah belum ada apa kapan dimana mana berapa bagaimana kenapa "
    "saya kami kita bisa mau kalau sama saja juga lagi masih admin pak kak itu ini dari sampai "
    "terima kasih tolong mohon sidoarjo pemkab layanan soal saja harus atau oleh para warga".split()
)


def _share(text: str, source: str) -> float:
    """How much of the source's piece the text takes up, by the rarer of both."""
    a, b = _stems(text), _stems(source)
    return len(a & b) / (min(len(a), len(b)) or 1)


def _place(text: str, piece: _Piece) -> tuple[Reading, int, int]:
    """The sentence of the piece that the text is closest to."""
    sentences = list(split_sentences(piece.text))
    if not sentences:
        return piece.reading, piece.start, piece.end
    best = max(sentences, key=lambda s: _share(piece.text[s.start : s.end], text))
    return piece.reading, piece.start + best.start, piece.start + best.end
