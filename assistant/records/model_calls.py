"""What was sent to a model and what came back: masked, countable, and forgotten in time."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.records.tables import ModelCall

if TYPE_CHECKING:
    from assistant.llm import Call

_log = logging.getLogger(__name__)


class ModelCalls:
    """The kept calls; `engine` is asked for with the first one."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self._engine = engine

    def keep(self, call: "Call") -> None:
        """A record that cannot be written is logged: it must not cost the person the draft."""
        try:
            with Session(self._engine()) as session, session.begin():
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
        with Session(self._engine(), expire_on_commit=False) as session:
            newest = select(ModelCall).order_by(ModelCall.id.desc()).limit(limit)
            return list(session.scalars(newest))

    def forget(self, before: datetime) -> None:
        """Deletes what is older than the retention allows."""
        with Session(self._engine()) as session, session.begin():
            session.execute(delete(ModelCall).where(ModelCall.at < before))
