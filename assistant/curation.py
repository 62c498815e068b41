"""The use case "keep the base": what citizens ask and no document answers becomes an answer."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.agencies import load_agencies
from assistant.drafts import ReplyResult
from assistant.errors import UsageError
from assistant.jobs import AnswerJob
from assistant.privacy import mask
from assistant.queueing.question_words import question_words
from knowledge.reading import read_text

if TYPE_CHECKING:
    from assistant.records.questions import Questions
    from knowledge.base import KnowledgeBase
    from knowledge.catalogue import Document
    from knowledge.documents import SearchResult

_TOKEN = re.compile(r"\[[A-Z]+(?:-[A-Z]+)*-\d+\]")
# A question is about something: fewer words of its own are a word that somebody tried.
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that nothing in the base answers; `text` is masked."""

    text: str
    words: frozenset[str]
    agency: str | None


def unanswered_reply(result: ReplyResult) -> Unanswered | None:
    """The question of a comment, if it is one for the regency that no source answers."""
    triage = result.triage
    if result.answered or triage.kind != "question" or not triage.needs_reply:
        return None
    owner = triage.agencies[0] if triage.agencies else None
    if owner is not None and owner.startswith("outside:"):
        return None
    return _unanswered(result.comment_masked, owner)


def unanswered_search(result: "SearchResult", agency: str | None) -> Unanswered | None:
    """The question of a search that found nothing that answers."""
    if result.answerable:
        return None
    return _unanswered(mask(result.query).text, agency)


def answer_question(
    job: AnswerJob, knowledge: "KnowledgeBase", questions: "Questions", today: date
) -> "Document":
    """Publishes the answer as an FAQ document with its source, owner and last day in force."""
    agency = load_agencies().normalise(job.agency)
    if agency is None:
        raise UsageError(f"OPD {job.agency!r} tidak dikenal; pilih dari daftar.")
    if job.valid_until < today:
        raise UsageError("Tanggal akhir berlaku sudah lewat; pilih tanggal yang akan datang.")
    _refuse_personal_data(job)
    question = job.question.rstrip(" .") if job.question.endswith(".") else job.question
    if not question.endswith("?"):
        question += "?"
    reading = replace(
        read_text(f"# {question}\n\n{job.answer}", title=question),
        kind="faq",
        agency=agency,
        published=today,
        valid_until=job.valid_until,
        source_name=job.source,
    )
    document = knowledge.add_reading(reading)
    if job.question_id is not None:
        questions.answered(job.question_id, document.id)
    if job.reply_id is not None:
        questions.taken_from_reply(job.reply_id, question, document.id)
    return document


def _refuse_personal_data(job: AnswerJob) -> None:
    for text in (job.question, job.answer, job.source):
        found = mask(text).items
        if found or _TOKEN.search(text):
            raise UsageError(
                "Masih ada data pribadi dalam pertanyaan atau jawaban; hapus dulu lalu terbitkan."
            )


def _unanswered(text: str, agency: str | None) -> Unanswered | None:
    words = question_words(_TOKEN.sub(" ", text))
    return Unanswered(text, words, agency) if len(words) >= _FEWEST_WORDS else None
