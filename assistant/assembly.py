"""The only place where parts meet. An Assistant is cheap; each part is built when first asked for.

The imports stand inside, because `mask` and `check` must not load what only a page needs.
"""

import copy
import logging
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from assistant.access import SYSTEM, Actor, may, require
from assistant.drafts import (
    CaptionProgress,
    CaptionResult,
    CheckResult,
    ReplyProgress,
    ReplyResult,
    Triage,
)
from assistant.errors import AssistantError
from assistant.jobs import (
    AnswerJob,
    CaptionJob,
    CheckJob,
    FollowUpJob,
    MaskJob,
    ReplyJob,
    SearchJob,
    TriageJob,
)
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.agencies import Agencies
    from assistant.captions import Desk
    from assistant.curation import Unanswered
    from assistant.embeddings import ModelVectors
    from assistant.follow_ups import FollowUpReply
    from assistant.llm import ChatModel
    from assistant.privacy import Masked
    from assistant.records.store import Records
    from assistant.replies import ReplyDesk
    from assistant.writing.writer import Writer
    from knowledge.base import KnowledgeBase
    from knowledge.catalogue import Document
    from knowledge.documents import SearchResult
    from knowledge.embedding_cache import KeptVectors


_log = logging.getLogger(__name__)


def assemble(settings: Settings, *, clock: Callable[[], datetime] | None = None) -> "Assistant":
    """`clock` gives the time in the regency's zone; tests pass one that stands still."""
    return Assistant(settings, clock or (lambda: datetime.now(settings.timezone)))


class _Parts:
    """What is built once, whoever acts."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.knowledge: KnowledgeBase | None = None
        self.records: Records | None = None
        self.chat: ChatModel | None = None
        self.vectors: ModelVectors | None = None


class Assistant:
    """Every job that a person can ask for, in the name of `actor`; of the command line unless
    `acting` names somebody else. Safe to share between threads."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self.settings = settings
        self.clock = clock
        self.actor = SYSTEM
        self._parts = _Parts()

    def acting(self, actor: Actor) -> "Assistant":
        """The same assistant at the service of `actor`: it refuses what their role refuses."""
        other = copy.copy(self)
        other.actor = actor
        return other

    def require(self, action: str, *agencies: str | None) -> None:
        """AccessDenied unless the actor may do it, to what belongs to one of `agencies`."""
        require(self.actor, action, *agencies)

    def caption(self, job: CaptionJob) -> CaptionResult:
        from assistant.captions import draft_captions

        self.require("write")
        return draft_captions(job, self._caption_desk())

    def stream_captions(self, job: CaptionJob) -> Iterator[CaptionProgress | CaptionResult]:
        from assistant.captions import stream_captions

        self.require("write")
        return stream_captions(job, self._caption_desk())

    def reply(self, job: ReplyJob) -> ReplyResult:
        *_, result = self.stream_reply(job)
        assert isinstance(result, ReplyResult)
        return result

    def stream_reply(self, job: ReplyJob) -> Iterator[ReplyResult | ReplyProgress]:
        """First a result with the acknowledgement and no reply yet, last the whole."""
        from assistant.curation import unanswered_reply
        from assistant.replies import stream_reply

        self.require("write")
        last: ReplyResult | None = None
        for item in stream_reply(job, self._reply_desk()):
            if isinstance(item, ReplyResult):
                last = item
            yield item
        if last is not None:
            self._collect(unanswered_reply(last))

    def follow_up(self, job: FollowUpJob) -> "FollowUpReply":
        """The reply that tells a citizen what came of a promise."""
        from assistant.follow_ups import draft_follow_up

        self._use_house_style()
        return draft_follow_up(job, self.records.follow_up(job.follow_up), self.clock())

    def check(self, job: CheckJob) -> CheckResult:
        from assistant.checking import check

        self.require("write")
        self._use_house_style()
        alone = bool(job.sources) and not job.documents
        return check(job, None if alone or self._bare() else self.knowledge, self._today())

    def search(self, job: SearchJob) -> "SearchResult":
        from assistant.curation import unanswered_search

        self.require("write")
        agency = self.agencies.normalise(job.agency) or job.agency if job.agency else None
        result = self.knowledge.search(job.query, limit=job.limit, agency=agency)
        self._collect(unanswered_search(result, agency))
        return result

    def answer(self, job: AnswerJob) -> "Document":
        """An editor's answer becomes a document in force."""
        from assistant.curation import answer_question

        self.require("question.answer", self.agencies.normalise(job.agency))
        return answer_question(job, self.knowledge, self.records.questions, self._today())

    def mask(self, job: MaskJob) -> "Masked":
        from assistant.privacy import mask

        self.require("write")
        return mask(job.text)

    def triage(self, job: TriageJob) -> tuple[str, Triage]:
        """The masked comment and what it is."""
        from assistant.privacy import mask
        from assistant.triage import triage

        self.require("write")
        return mask(job.text).text, triage(job.text)

    @property
    def agencies(self) -> "Agencies":
        from assistant.agencies import load_agencies

        return load_agencies()

    @property
    def knowledge(self) -> "KnowledgeBase":
        """As the actor may see it: another agency's drafts and proposals are not there."""
        with self._parts.lock:
            if self._parts.knowledge is None:
                from assistant.vocabulary import load_vocabulary
                from knowledge.base import KnowledgeBase

                settings = self.settings
                self._parts.knowledge = KnowledgeBase(
                    settings.data_dir,
                    database_url=settings.database_url,
                    chroma_url=settings.chroma_url,
                    chroma_token=settings.chroma_token,
                    today=self._today,
                    embed=self._embedder(),
                    vocabulary=load_vocabulary(),
                )
            base = self._parts.knowledge
        if may(self.actor, "document.publish"):
            return base
        return base.seen_by(self.actor.agency)

    @property
    def records(self) -> "Records":
        with self._parts.lock:
            if self._parts.records is None:
                from assistant.records.store import Records

                self._parts.records = Records(self.settings, self.clock)
            return self._parts.records.acting(self.actor)

    @property
    def chat(self) -> "ChatModel | None":
        """The language model, if one is configured; its calls are made in the actor's name."""
        with self._parts.lock:
            if self._parts.chat is None and self.settings.model_configured:
                from assistant.llm import ChatModel

                self._parts.chat = ChatModel(self.settings)
            chat = self._parts.chat
        return chat and chat.recording(self.records.keep_call)

    def close(self) -> None:
        with self._parts.lock:
            for part in (
                self._parts.knowledge,
                self._parts.vectors,
                self._parts.records,
                self._parts.chat,
            ):
                if part is not None:
                    part.close()

    def _collect(self, question: "Unanswered | None") -> None:
        """A question that cannot be kept must not cost the person the reply or the search."""
        if question is None:
            return
        try:
            self.records.questions.collect(question.text, question.words, question.agency)
        except AssistantError as error:
            _log.warning("question not kept: %s", error)

    def _embedder(self) -> "KeptVectors | None":
        """Vectors from a model where one is named; those of the program itself need none."""
        settings = self.settings
        if not (settings.openai_embedding_model and settings.model_configured):
            return None
        from assistant.embeddings import ModelVectors
        from knowledge.embedding_cache import KeptVectors

        # One index serves everybody: its calls are the program's own.
        record = self.acting(SYSTEM).records.keep_call
        self._parts.vectors = ModelVectors(settings, record)
        return KeptVectors(settings.data_dir / "index", self._parts.vectors)

    def _caption_desk(self) -> "Desk":
        from assistant.captions import Desk

        self._use_house_style()
        return Desk(self._writers(), self.knowledge, self._today())

    def _reply_desk(self) -> "ReplyDesk":
        from assistant.replies import ReplyDesk

        self._use_house_style()
        return ReplyDesk(
            self._writers(),
            self.knowledge,
            self.clock,
            lambda: self.records,
            self.recent_replies,
            self.chat,
        )

    def recent_replies(self, limit: int) -> list[str]:
        """What was sent last, the newest first. No reason for a draft to fail."""
        try:
            return [reply.text for reply in self.records.sent_replies(limit)]
        except AssistantError:
            return []

    def _writers(self) -> "tuple[Writer, ...]":
        from assistant.writing.embedded_writer import EmbeddedWriter

        if self.chat is None:
            return (EmbeddedWriter(),)
        from assistant.writing.model_writer import ModelWriter

        return (ModelWriter(self.chat), EmbeddedWriter())

    def _use_house_style(self) -> None:
        """What an editor saved, in this process or another, holds from the next job on."""
        from assistant.prompts import put_in_force

        try:
            put_in_force({} if self._bare() else self.records.house_style())
        except AssistantError as error:  # what held until now still does
            _log.warning("house style not read: %s", error)

    def _bare(self) -> bool:
        """Whether nothing has been stored yet: no reason to make a base for a check."""
        return self.settings.database_url is None and not self.settings.data_dir.is_dir()

    def _today(self) -> date:
        return self.clock().date()
