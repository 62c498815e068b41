"""What was sent to a model and what came back: masked, countable, and forgotten in time."""

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.errors import AssistantError
from assistant.keys import digest
from assistant.records.repository import Repository
from assistant.records.tables import ModelCall

if TYPE_CHECKING:
    from assistant.llm import Call

_log = logging.getLogger(__name__)


class ModelCalls(Repository):
    """The calls made in the name of `actor`, and a look at all of them."""

    def keep(self, call: "Call") -> None:
        """A record that cannot be written is logged: it must not cost the person the draft."""
        try:
            with self._writing() as session:
                kept = ModelCall(
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
                session.add(kept)
                session.flush()
                self._note(session, kept)
        except AssistantError as error:
            # Only what failed it: the texts themselves must not reach a log.
            _log.warning("model call not recorded: %s", type(error.__cause__ or error).__name__)

    def latest(self, limit: int = 100) -> list[ModelCall]:
        """The newest first."""
        newest = select(ModelCall).order_by(ModelCall.id.desc()).limit(limit)
        with self._reading() as session:
            return list(session.scalars(newest))

    def forget(self, session: Session, before: datetime) -> None:
        """Deletes what is older than the retention allows."""
        session.execute(delete(ModelCall).where(ModelCall.at < before))

    def _note(self, session: Session, kept: ModelCall) -> None:
        """The hashes outlive the texts: a text that somebody kept can be compared with them."""
        key = self._keys.trail()
        content = {
            "model": kept.model,
            "prompt": kept.prompt,
            "prompt_hash": kept.prompt_hash,
            "sent_hash": digest(key, _bytes(kept.sent)),
            "received_hash": digest(key, _bytes(kept.received)),
            "failed": kept.error is not None,
        }
        self._trail.note(
            session,
            "model.called",
            "model-call",
            str(kept.id),
            agency=self._actor.agency,
            content=content,
            lasting=True,
        )


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
