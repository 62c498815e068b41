"""What is kept of the work: sent replies, what they promised, and calls to a model."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A time with its zone, kept in UTC: SQLite would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value  # type: ignore[no-any-return]
        return value.replace(tzinfo=UTC)  # type: ignore[no-any-return]


class Base(DeclarativeBase):
    type_annotation_map = {datetime: Moment}  # noqa: RUF012 - SQLAlchemy reads it as it stands


class ModelCall(Base):
    """One call through the door. `sent` is masked; `received` is the raw answer; times in ms."""

    __tablename__ = "model_calls"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    model: Mapped[str]
    prompt: Mapped[str]
    prompt_hash: Mapped[str]
    sent: Mapped[str] = mapped_column(Text)
    received: Mapped[str] = mapped_column(Text)
    tokens_in: Mapped[int | None]
    tokens_out: Mapped[int | None]
    first_ms: Mapped[float | None]
    total_ms: Mapped[float]
    error: Mapped[str | None] = mapped_column(Text)


class SentReply(Base):
    """A reply that a person sent. The comment is kept masked only."""

    __tablename__ = "sent_replies"

    id: Mapped[str] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(index=True)
    platform: Mapped[str | None]
    comment_masked: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    # As it was suggested, before a person edited it; None where that is not known.
    drafted: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[str]
    urgency: Mapped[str]
    writer: Mapped[str]
    sent_by: Mapped[str | None]
    agency: Mapped[str | None] = mapped_column(index=True)
    follow_ups: Mapped[list["FollowUp"]] = relationship(
        back_populates="reply", cascade="all, delete-orphan", order_by="FollowUp.due"
    )


class FollowUp(Base):
    """What a sent reply promised: which agency, until when. `state`: open or done."""

    __tablename__ = "follow_ups"

    id: Mapped[str] = mapped_column(primary_key=True)
    reply_id: Mapped[str] = mapped_column(ForeignKey("sent_replies.id", ondelete="CASCADE"))
    agency: Mapped[str] = mapped_column(index=True)
    promise: Mapped[str] = mapped_column(Text)
    due: Mapped[datetime] = mapped_column(index=True)
    created_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="open", index=True)
    settled_at: Mapped[datetime | None]
    reply: Mapped[SentReply] = relationship(back_populates="follow_ups")


class QueueEntry(Base):
    """Comments that say the same and wait for one answer; kept masked only.

    `rank`: 0 emergency to 3 low. `state`: new, taken, done, ignored. `version` grows with every
    change: who changes the entry names the version that they saw. `matter` is what comments must
    have in common before their wording is compared. `agency` is whose duty the matter is, `desk`
    the agency under whose posts the comments stood. `responded_at`: when all comments of the entry
    had a first response; None while one waits for it.
    """

    __tablename__ = "queue_entries"

    id: Mapped[str] = mapped_column(primary_key=True)
    text_masked: Mapped[str] = mapped_column(Text)
    platform: Mapped[str | None]
    kind: Mapped[str]
    urgency: Mapped[str]
    rank: Mapped[int]
    agency: Mapped[str | None] = mapped_column(index=True)
    desk: Mapped[str | None] = mapped_column(index=True)
    matter: Mapped[str]
    received_at: Mapped[datetime]
    respond_by: Mapped[datetime]
    settle_by: Mapped[datetime]
    responded_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(index=True)
    taken_by: Mapped[str | None]
    changed_at: Mapped[datetime]
    version: Mapped[int]
    comments: Mapped[list["QueuedComment"]] = relationship(
        back_populates="entry", cascade="all, delete-orphan", order_by="QueuedComment.received_at"
    )

    @property
    def due(self) -> datetime:
        """The end of the clock that runs: of the first response, once it is given of the rest."""
        return self.settle_by if self.responded_at else self.respond_by


class QueuedComment(Base):
    """One comment of an entry. `origin` is a digest of what its export calls it, so that the same
    export taken in twice adds nothing; None for what was pasted. `sealed`: see sealed.py; None for
    comments of a version that kept no original."""

    __tablename__ = "queued_comments"

    id: Mapped[str] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(
        ForeignKey("queue_entries.id", ondelete="CASCADE"), index=True
    )
    text_masked: Mapped[str] = mapped_column(Text)
    platform: Mapped[str | None]
    received_at: Mapped[datetime]
    origin: Mapped[str | None] = mapped_column(unique=True)
    # Read only where somebody asks for it.
    sealed: Mapped[bytes | None] = mapped_column(deferred=True)
    entry: Mapped[QueueEntry] = relationship(back_populates="comments")


class OpenQuestion(Base):
    """What citizens asked and no document answers; questions alike are one row, masked.

    `state`: open, answered (then `document_id` is its answer) or dismissed. `reply_id`: the sent
    reply that the answer was taken from.
    """

    __tablename__ = "open_questions"

    id: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    wordings: Mapped[list[str]] = mapped_column(JSON)
    words: Mapped[list[str]] = mapped_column(JSON)
    agency: Mapped[str | None] = mapped_column(index=True)
    count: Mapped[int]
    first_asked: Mapped[datetime]
    last_asked: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(index=True)
    document_id: Mapped[str | None]
    reply_id: Mapped[str | None]


class KeptDraft(Base):
    """A draft for one platform, with all that it rests on: an audit still reads when a document
    has been replaced since.

    `work` is what the drafts of one brief share; `job` is the job that they came from. `state`:
    draft, used (copied), or what came of its approval: submitted, approved, returned, published.
    `version` grows with every change of the text. `owner` is the account that made it, `edited_by`
    the one that changed it last, `agency` the one that it belongs to.
    """

    __tablename__ = "kept_drafts"

    id: Mapped[str] = mapped_column(primary_key=True)
    work: Mapped[str] = mapped_column(index=True)
    brief: Mapped[str] = mapped_column(Text)
    job: Mapped[dict[str, Any]] = mapped_column(JSON)
    platform: Mapped[str]
    title: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    alt_text: Mapped[str | None] = mapped_column(Text)
    claims: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    sources: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    facts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    writer: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    owner: Mapped[str | None]
    owner_name: Mapped[str | None]
    edited_by: Mapped[str | None]
    edited_name: Mapped[str | None]
    agency: Mapped[str | None] = mapped_column(index=True)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
