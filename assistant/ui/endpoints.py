"""The named calls for other programs: /caption /reply /check /search /mask /triage.

The same jobs and the same JSON as on the command line. A source is named by the token that
POST /unggah gave for it: a path of this machine is nobody's business who calls over HTTP.
"""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.events import api as named_call

from assistant import api
from assistant.errors import AssistantError, place_of
from assistant.ui import strings
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.web.uploads import Uploads

_log = logging.getLogger(__name__)


def named_calls(assistant: "Assistant", uploads: "Uploads") -> None:
    """Each input has the name of a field of a batch line; all but the first may be left out."""

    def run(function: api.Function, job: dict[str, Any]) -> dict[str, Any]:
        given = {name: value for name, value in job.items() if value is not None}
        try:
            if "sources" in given:
                given["sources"] = [str(uploads.path(str(name))) for name in given["sources"]]
            return function(assistant, given)
        except (AssistantError, KnowledgeError) as error:
            raise gr.Error(str(error), print_exception=False) from error
        except Exception as error:  # the border of the page
            _log.error("a named call failed: %s", place_of(error))
            raise gr.Error(strings.UNEXPECTED, print_exception=False) from error

    def caption(
        brief: str,
        platforms: list[str] | None = None,
        documents: list[str] | None = None,
        sources: list[str] | None = None,
        audience: str | None = None,
        tone: str | None = None,
        source_text: str | None = None,
        variant: int | None = None,
    ) -> dict[str, Any]:
        """One draft for each platform (all of them when none is named), with its sources."""
        return run(
            api.caption,
            {
                "brief": brief,
                "platforms": platforms or list(strings.PLATFORMS),
                "documents": documents,
                "sources": sources,
                "audience": audience,
                "tone": tone,
                "source_text": source_text,
                "variant": variant,
            },
        )

    def reply(
        comment: str,
        platform: str | None = None,
        documents: list[str] | None = None,
        sources: list[str] | None = None,
        record: bool | None = None,
    ) -> dict[str, Any]:
        """The masked comment, what it is, a first and a full reply, and the disposition."""
        return run(
            api.reply,
            {
                "comment": comment,
                "platform": platform,
                "documents": documents,
                "sources": sources,
                "record": record,
            },
        )

    def check(
        text: str,
        platform: str | None = None,
        sources: list[str] | None = None,
        documents: list[str] | None = None,
    ) -> dict[str, Any]:
        """Claims and findings of a text."""
        return run(
            api.check,
            {"text": text, "platform": platform, "sources": sources, "documents": documents},
        )

    def search(query: str, limit: int | None = None, agency: str | None = None) -> dict[str, Any]:
        """Passages of the knowledge base, best first."""
        return run(api.search, {"query": query, "limit": limit, "agency": agency})

    def mask(text: str) -> dict[str, Any]:
        """A text without personal data."""
        return run(api.mask, {"text": text})

    def triage(text: str) -> dict[str, Any]:
        """What a comment is, how urgent, and whose duty."""
        return run(api.triage, {"text": text})

    calls: tuple[Callable[..., Any], ...] = (caption, reply, check, search, mask, triage)
    for call in calls:
        named_call(call, api_name=call.__name__, concurrency_limit=8)
