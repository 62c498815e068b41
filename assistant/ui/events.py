"""What every event of the page has in common: how it is wired, and how it fails."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from assistant.errors import AssistantError, place_of
from assistant.ui import strings
from assistant.ui.cards import JSON, tell
from knowledge.errors import KnowledgeError

_log = logging.getLogger(__name__)

# Not listed, and not callable by a client; the page's own script is the only caller. An event
# shows its own progress: Gradio's would cover what the person is reading.
PRIVATE: dict[str, Any] = {
    "api_visibility": "private",
    "show_progress": "hidden",
    "concurrency_limit": 8,
}


def told(messages: Iterable[JSON], failed: Callable[[str], JSON] = tell) -> Iterator[JSON]:
    """`messages`; a failure on the way becomes a last one with its sentence."""
    try:
        yield from messages
    except (AssistantError, KnowledgeError) as error:
        yield failed(str(error))
    except Exception as error:  # noqa: BLE001 - the border of the page: a sentence there
        _log.error("an event of the page failed: %s", place_of(error))
        yield failed(strings.UNEXPECTED)
