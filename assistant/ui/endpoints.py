"""The named calls for other programs: /caption /reply /check /search /mask /triage.

The same jobs and the same JSON as on the command line. A source is named by the token that
POST /unggah gave for it: a path of this machine is nobody's business who calls over HTTP.
"""

import logging
from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.events import api as named_call

from assistant import api
from assistant.errors import AssistantError, place_of
from assistant.ui import strings
from assistant.ui.office import Office
from knowledge.errors import KnowledgeError

_log = logging.getLogger(__name__)


def named_calls(office: Office) -> None:
    """Each input has the name of a field of a batch line; all but the first may be left out."""

    def run(request: gr.Request, function: api.Function, job: dict[str, Any]) -> dict[str, Any]:
        assistant, uploads = office.of(request), office.uploads_of(request)
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
        request: gr.Request,
        brief: str,
        platforms: list[str] | None = None,
        documents: list[str] | None = None,
        sources: list[str] | None = None,
        audience: str | None = None,
        tone: str | None = None,
        source_text: str | None = None,
        variant: int | None = None,
        facts: dict[str, Any] | None = None,
        revision: str | None = None,
        previous: str | None = None,
    ) -> dict[str, Any]:
        """One draft for each platform (all of them when none is named), with its sources."""
        return run(
            request,
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
                "facts": facts,
                "revision": revision,
                "previous": previous,
            },
        )

    def reply(
        request: gr.Request,
        comment: str,
        platform: str | None = None,
        documents: list[str] | None = None,
        sources: list[str] | None = None,
        record: bool | None = None,
        variant: int | None = None,
    ) -> dict[str, Any]:
        """The masked comment, what it is, a first and a full reply, and the disposition."""
        return run(
            request,
            api.reply,
            {
                "comment": comment,
                "platform": platform,
                "documents": documents,
                "sources": sources,
                "record": record,
                "variant": variant,
            },
        )

    def check(
        request: gr.Request,
        text: str,
        platform: str | None = None,
        sources: list[str] | None = None,
        documents: list[str] | None = None,
    ) -> dict[str, Any]:
        """Claims and findings of a text."""
        return run(
            request,
            api.check,
            {"text": text, "platform": platform, "sources": sources, "documents": documents},
        )

    def search(
        request: gr.Request, query: str, limit: int | None = None, agency: str | None = None
    ) -> dict[str, Any]:
        """Passages of the knowledge base, best first."""
        return run(request, api.search, {"query": query, "limit": limit, "agency": agency})

    def mask(request: gr.Request, text: str) -> dict[str, Any]:
        """A text without personal data."""
        return run(request, api.mask, {"text": text})

    def triage(request: gr.Request, text: str) -> dict[str, Any]:
        """What a comment is, how urgent, and whose duty."""
        return run(request, api.triage, {"text": text})

    calls: tuple[Callable[..., Any], ...] = (caption, reply, check, search, mask, triage)
    for call in calls:
        named_call(call, api_name=call.__name__, concurrency_limit=8)
