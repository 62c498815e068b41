"""What a writer gets and what it gives; `EmbeddedWriter` and `ModelWriter` keep to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.facts import FactSheet
from knowledge.documents import Reading


@dataclass(frozen=True, slots=True)
class Brief:
    """What the admin wants said. `audience` and `tone` are the values of `assistant.jobs`.

    `previous` is a text to revise and `revision` the wish for it ("lebih pendek").
    """

    text: str
    platforms: tuple[str, ...]
    audience: str | None = None
    tone: str | None = None
    variant: int = 0
    revision: str | None = None
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A finished text, unchecked. `text` holds its hashtags; `title` only where one is wanted.

    `dropped`: tokens that a model made up and that stand for no fact. `asserts_nothing`: a greeting
    or a condolence, which needs no source.
    """

    platform: str
    title: str | None
    text: str
    alt_text: str | None
    dropped: tuple[str, ...] = ()
    asserts_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Partial:
    """The text for one platform so far: all of it, never a half token."""

    platform: str
    text: str


@dataclass(frozen=True, slots=True)
class Unwritten:
    """No usable text for this platform; `reason` is one sentence for the admin."""

    platform: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReplyPlan:
    """What an answer may rest on. `comment` is masked; `triage` lists kind, urgency, agency.

    `suggestion` is the embedded writer's reply: the model may word it better, not say more.
    `limit` counts characters; `passages` are texts that answer the comment (none: no answer known).
    """

    comment: str
    triage: str
    passages: tuple[str, ...]
    limit: int
    suggestion: str
    platform: str | None = None
    variant: int = 0


class Writer(Protocol):
    """Raises ModelError when no text comes at all."""

    @property
    def name(self) -> str:
        """ "embedded" or "model:NAME"."""

    def captions(
        self, brief: Brief, sheet: FactSheet, readings: Sequence[Reading]
    ) -> Iterator[Partial | Written | Unwritten]:
        """One `Written` or `Unwritten` a platform, in any order; partial texts before it."""

    def reply(self, plan: ReplyPlan) -> Iterator[Partial | Written]:
        """Partial texts, then one `Written` (its platform is "" when the plan names none)."""
