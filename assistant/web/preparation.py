"""What a start leaves for later: the base is opened, indexed and filled while the page answers."""

import logging
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from assistant.errors import AssistantError
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from knowledge.base import KnowledgeBase

_log = logging.getLogger(__name__)

# The page comes first; without a visitor the work begins anyway.
_PATIENCE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the preparation is. `message` is for the person at the screen."""

    state: Literal["waiting", "loading", "ready", "failed"]
    done: int = 0
    total: int = 0
    message: str = ""


class Preparation:
    """Runs once, in a thread of its own."""

    def __init__(self, assistant: "Assistant") -> None:
        self._assistant = assistant
        self._page_answered = threading.Event()
        self._progress = Progress("waiting")
        self._thread = threading.Thread(target=self._run, name="preparation", daemon=True)

    @property
    def progress(self) -> Progress:
        return self._progress

    def start(self) -> None:
        self._thread.start()

    def page_answered(self) -> None:
        self._page_answered.set()

    def wait(self, seconds: float | None = None) -> None:
        self._thread.join(seconds)

    def _run(self) -> None:
        self._page_answered.wait(_PATIENCE_SECONDS)
        self._progress = Progress("loading")
        try:
            self._prepare()
        except (AssistantError, KnowledgeError) as error:
            self._fail(str(error))
        except Exception:  # noqa: BLE001 - the border of the thread: the page must say it
            _log.exception("preparation failed")
            self._fail("Basis pengetahuan tidak dapat dibuka; lihat catatan program.")
        else:
            self._progress = replace(self._progress, state="ready", message="")

    def _fail(self, sentence: str) -> None:
        self._progress = Progress("failed", message=sentence)

    def _prepare(self) -> None:
        knowledge = self._assistant.knowledge
        knowledge.start_indexing()
        if self._assistant.settings.sample and not knowledge.documents():
            self._load_sample(knowledge)
        # What the first search needs is loaded now, and not while somebody waits for it.
        knowledge.search("Sidoarjo", limit=1)
        self._assistant.records.forget_settled()

    def _load_sample(self, knowledge: "KnowledgeBase") -> None:
        from knowledge.sample.sample import SAMPLE

        for done, document in enumerate(SAMPLE):
            self._progress = Progress("loading", done, len(SAMPLE), document.title)
            knowledge.add(
                [document.path],
                title=document.title,
                kind=document.kind,
                agency=document.agency,
                agencies=document.agencies,
                published=document.published,
                valid_from=document.valid_from,
                valid_until=document.valid_until,
            )
        self._progress = Progress("loading", len(SAMPLE), len(SAMPLE))
