"""Questions that no document answers: collected masked, those alike together."""

import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.access import require
from assistant.errors import AssistantError
from assistant.queueing.question_words import likeness
from assistant.records.database import within
from assistant.records.repository import Repository
from assistant.records.tables import FollowUp, OpenQuestion, SentReply

_ALIKE = 0.5  # share of the words that two wordings of one question have in common
_WORDINGS = 5  # kept of each question, for the editor to see how people ask
_COMPARED = 1_000


class Questions(Repository):
    def collect(self, text: str, words: Collection[str], agency: str | None) -> None:
        """Counts a question, with those that ask the same. `text` is masked; `words` carry it."""
        now = self._clock()
        with self._writing() as session:
            newest = (
                select(OpenQuestion)
                .where(OpenQuestion.state != "answered")
                .order_by(OpenQuestion.last_asked.desc())
                .limit(_COMPARED)
            )
            alike = max(
                session.scalars(newest),
                key=lambda known: likeness(words, known.words),
                default=None,
            )
            if alike is None or likeness(words, alike.words) < _ALIKE:
                session.add(_new(text, words, agency, now))
                return
            alike.count += 1
            alike.last_asked = now
            alike.agency = alike.agency or agency
            if text not in alike.wordings:
                alike.wordings = [*alike.wordings, text][:_WORDINGS]

    def ranked(self, *, agency: str | None = None) -> list[OpenQuestion]:
        """The open ones: the most asked first, then the latest."""
        wanted = (
            select(OpenQuestion)
            .where(OpenQuestion.state == "open")
            .order_by(OpenQuestion.count.desc(), OpenQuestion.last_asked.desc())
        )
        if agency is not None:
            wanted = wanted.where(OpenQuestion.agency == agency)
        wanted = within(wanted, self._actor, "question.read", OpenQuestion.agency)
        with self._reading() as session:
            return list(session.scalars(wanted))

    def solved_replies(self, limit: int = 50) -> list[SentReply]:
        """Sent replies with no promise open that nobody has made an answer of, newest first."""
        used = select(OpenQuestion.reply_id).where(OpenQuestion.reply_id.is_not(None))
        waiting = select(FollowUp.reply_id).where(FollowUp.state != "done")
        wanted = (
            select(SentReply)
            .where(
                SentReply.kind.in_(("question", "complaint")),
                SentReply.id.not_in(used),
                SentReply.id.not_in(waiting),
            )
            .order_by(SentReply.sent_at.desc())
            .limit(limit)
        )
        wanted = within(wanted, self._actor, "reply.read", SentReply.agency)
        with self._reading() as session:
            return list(session.scalars(wanted))

    def answered(self, question_id: str, document_id: str) -> None:
        with self._writing() as session:
            question = self._find(session, question_id)
            question.state, question.document_id = "answered", document_id
            self._note(session, "question.answered", question)

    def dismissed(self, question_id: str) -> None:
        """No answer is wanted; asked again, it is counted but not shown."""
        with self._writing() as session:
            question = self._find(session, question_id)
            question.state = "dismissed"
            self._note(session, "question.dismissed", question)

    def taken_from_reply(self, reply_id: str, text: str, document_id: str) -> None:
        """A sent reply became an answer: it is offered no more."""
        with self._writing() as session:
            reply = session.get(SentReply, reply_id)
            require(self._actor, "reply.read", reply.agency if reply else None)
            question = _new(text, (), None, self._clock())
            question.state, question.document_id = "answered", document_id
            question.reply_id = reply_id
            session.add(question)
            self._note(session, "question.answered", question)

    def _note(self, session: Session, action: str, question: OpenQuestion) -> None:
        content = {"text": question.text, "document": question.document_id}
        self._trail.note(
            session, action, "question", question.id, agency=question.agency, content=content
        )

    def _find(self, session: Session, question_id: str) -> OpenQuestion:
        question = session.get(OpenQuestion, question_id)
        if question is None:
            raise AssistantError(f"Pertanyaan {question_id} tidak ditemukan.")
        require(self._actor, "question.answer", question.agency)
        return question


def _new(text: str, words: Collection[str], agency: str | None, now: datetime) -> OpenQuestion:
    return OpenQuestion(
        id="p" + secrets.token_hex(6),
        text=text,
        wordings=[text],
        words=sorted(words),
        agency=agency,
        count=1,
        first_asked=now,
        last_asked=now,
        state="open",
    )
