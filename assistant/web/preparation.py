"""What a start leaves for later: the base is opened, indexed and filled while the page answers.
Then, once a day, what is due: see Records.upkeep."""

import logging
import threading
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from assistant.errors import AssistantError
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from knowledge.base import KnowledgeBase

_log = logging.getLogger(__name__)

# The page comes first; without a visitor the work begins anyway.
_PATIENCE_SECONDS = 3.0
# So often the clock is asked whether another day has come.
_LOOK_SECONDS = 60.0
# A document that is being read does not hold up the end of the program for longer.
_END_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the preparation is. `message` is for the person at the screen."""

    state: Literal["waiting", "loading", "ready", "failed"]
    done: int = 0
    total: int = 0
    message: str = ""


class Preparation:
    """In a thread of its own, until `close`. What day it is, the assistant's clock says."""

    def __init__(self, assistant: "Assistant", look_seconds: float = _LOOK_SECONDS) -> None:
        self._assistant = assistant
        self._look_seconds = look_seconds
        self._prepared = threading.Event()
        self._closing = threading.Event()
        self._kept_on: date | None = None
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
        """Until the preparation is over, well or badly."""
        self._prepared.wait(seconds)

    def close(self) -> None:
        self._closing.set()
        self._page_answered.set()
        if self._thread.ident is not None:
            self._thread.join(_END_SECONDS)

    def _run(self) -> None:
        self._prepare_all()
        self._prepared.set()
        while not self._closing.wait(self._look_seconds):
            self._keep_up()

    def _prepare_all(self) -> None:
        self._page_answered.wait(_PATIENCE_SECONDS)
        if self._closing.is_set():
            return
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
        try:
            self._assistant.records.trail.check_key()
        except AssistantError as error:  # the work goes on; what the key guards does not
            _log.warning("%s", error)
        self._keep_up()

    def _keep_up(self) -> None:
        """Once for each day; one that fails is tried again."""
        today = self._assistant.clock().date()
        if today == self._kept_on:
            return
        try:
            self._assistant.records.upkeep()
            self._kept_on = today
        except (AssistantError, OSError) as error:
            _log.warning("daily upkeep waits: %s", error)

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
