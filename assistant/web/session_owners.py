"""A session or an event of the page belongs to whoever began it.

Gradio takes the word of the caller for which session is theirs: with somebody else's it would give
their state, and their answers.
"""

import json
import re
from collections import OrderedDict
from typing import Any
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.accounts import identity_of
from assistant.web.refusal import refuse
from assistant.web.short_calls import whole

_JOINS = re.compile(r"/gradio_api/(?:queue/join|call/(?:v2/)?\w+)/?")
_ENDS = re.compile(r"/gradio_api/(?:cancel|reset)/?")
_RESULT = re.compile(r"/gradio_api/call/(?:v2/)?\w+/(?P<event>[\w.-]+)/?")
_LISTENS = re.compile(r"/gradio_api/(?:queue/data|heartbeat/(?P<session>[\w.-]+))/?")
_MOST = 100_000
# Files come by our own route only. Where a call names one, Gradio would look for it on this
# machine, or fetch it from another.
_FILE, _NO_FILES = "gradio.FileData", "Kirim berkas lewat unggahan halaman ini."
_FOREIGN = "Sesi ini milik orang lain."


class SessionOwners:
    """Kept in memory, like the sessions themselves."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._owners: OrderedDict[str, str] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        actor = scope.get("actor")
        if scope["type"] != "http" or actor is None:
            await self._app(scope, receive, send)
            return
        path, me = scope["path"], identity_of(actor)
        if scope["method"] == "POST" and (_JOINS.fullmatch(path) or _ENDS.fullmatch(path)):
            body = await whole(receive)
            fields = _fields(body)
            if _FILE in json.dumps(fields, ensure_ascii=False):
                await refuse(send, 400, _NO_FILES)
                return
            if not self._may(fields, me, joins=bool(_JOINS.fullmatch(path))):
                await refuse(send, 403, _FOREIGN)
                return
            noted = self._noting(send, me) if _JOINS.fullmatch(path) else send
            await self._app(scope, _again(body, receive), noted)
            return
        result, listens = _RESULT.fullmatch(path), _LISTENS.fullmatch(path)
        if result and self._owners.get(result["event"]) != me:
            await refuse(send, 404, "Hasil ini tidak ada.")
            return
        if listens:
            query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
            session = listens["session"] or (query.get("session_hash") or [""])[0]
            if not self._claim(session, me):
                await refuse(send, 403, _FOREIGN)
                return
        await self._app(scope, receive, send)

    def _may(self, fields: dict[str, Any], me: str, *, joins: bool) -> bool:
        session, event = fields.get("session_hash"), fields.get("event_id")
        if session is not None and not self._claim(str(session), me):
            return False
        # An event is made by us: only who got its name from us may end it.
        return joins or event is None or self._owners.get(str(event)) == me

    def _claim(self, name: str, me: str) -> bool:
        """The first who names a session has it."""
        owner = self._owners.setdefault(name, me)
        self._owners.move_to_end(name)
        while len(self._owners) > _MOST:
            self._owners.popitem(last=False)
        return owner == me

    def _noting(self, send: Send, me: str) -> Send:
        """`send`; the event that Gradio names in its answer is the caller's."""
        collected = bytearray()

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.body":
                collected.extend(message.get("body", b"")[:10_000])
                if not message.get("more_body"):
                    event = _fields(bytes(collected)).get("event_id")
                    if event is not None:
                        self._claim(str(event), me)
            await send(message)

        return noted


def _fields(body: bytes) -> dict[str, Any]:
    """What is no JSON object is left to Gradio to refuse."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _again(body: bytes, receive: Receive) -> Receive:
    given = False

    async def once() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once
