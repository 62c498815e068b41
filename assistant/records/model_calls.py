"""What was sent to a model and what came back: masked, countable, and forgotten in time."""

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import DateTime, Engine, Text, delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from assistant.llm import Call

_log = logging.getLogger(__name__)


class Base(DeclarativeBase):
    pass


class ModelCall(Base):
    """One call through the door. `sent` is masked; `received` is the raw answer; times in ms."""

    __tablename__ = "model_calls"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
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


class ModelCalls:
    """The kept calls; `engine` is opened, and the table made, with the first call."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self._open = engine
        self._engine: Engine | None = None

    def keep(self, call: Call) -> None:
        """A record that cannot be written is logged: it must not cost the person the draft."""
        try:
            with Session(self._ready()) as session, session.begin():
                session.add(
                    ModelCall(
                        at=call.at,
                        model=call.model,
                        prompt=call.prompt,
                        prompt_hash=call.prompt_hash,
                        sent=call.sent,
                        received=call.received,
                        tokens_in=call.tokens_in,
                        tokens_out=call.tokens_out,
                        first_ms=call.first_ms,
                        total_ms=call.total_ms,
                        error=call.error,
                    )
                )
        except SQLAlchemyError as error:
            # Only its type: the message would repeat the text.
            _log.warning("model call not recorded: %s", type(error).__name__)

    def latest(self, limit: int = 100) -> list[ModelCall]:
        """The newest first."""
        with Session(self._ready(), expire_on_commit=False) as session:
            newest = select(ModelCall).order_by(ModelCall.id.desc()).limit(limit)
            return list(session.scalars(newest))

    def forget(self, before: datetime) -> None:
        """Deletes what is older than the retention allows."""
        with Session(self._ready()) as session, session.begin():
            session.execute(delete(ModelCall).where(ModelCall.at < before))

    def _ready(self) -> Engine:
        if self._engine is None:
            engine = self._open()
            Base.metadata.create_all(engine)
            self._engine = engine
        return self._engine
