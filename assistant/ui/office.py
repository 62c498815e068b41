"""Whose event it is: each event of the page works with the assistant of its caller."""

from typing import TYPE_CHECKING

import gradio as gr

from assistant.access import NOBODY
from assistant.accounts import caller
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.web.uploads import Uploads


class Office:
    """`assistant` serves nobody: good for what a page shows before anybody has come."""

    def __init__(self, assistant: "Assistant", uploads: "Uploads") -> None:
        self._served = assistant
        self.assistant = assistant.acting(NOBODY)
        self._uploads = uploads

    def of(self, request: gr.Request) -> "Assistant":
        """The assistant at the service of the caller, whose account is read anew. It refuses all
        that the caller may not do: never an error here, so that the event can say it."""
        settings, records = self.assistant.settings, self.assistant.records
        try:
            actor = caller(records, settings.only_here, request.username)
        except AssistantError:  # a database that fails lets nobody in
            actor = NOBODY
        return self._served.acting(actor)

    def uploads_of(self, request: gr.Request) -> "Uploads":
        """The files that the caller has sent."""
        return self._uploads.acting(request.username or "")
