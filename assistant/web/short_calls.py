"""Named calls over plain HTTP with only the inputs that the caller has something for."""

import json
import re
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CALL = re.compile(r"/gradio_api/call/(\w+)/?")


class ShortCalls:
    """Fills up `data` with nulls: Gradio wants a value for every input of a call.

    `inputs` gives the number of inputs of each named call.
    """

    def __init__(self, app: ASGIApp, inputs: Mapping[str, int]) -> None:
        self._app = app
        self._inputs = inputs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        call = _CALL.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if not call or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        body = _filled(await whole(receive), self._inputs.get(call[1], 0))
        length = (b"content-length", str(len(body)).encode())
        headers = [header for header in scope["headers"] if header[0] != b"content-length"]
        given = False

        async def receive_filled() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app({**scope, "headers": [*headers, length]}, receive_filled, send)


async def whole(receive: Receive) -> bytes:
    """The body of a request; the gate has bounded it."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def _filled(body: bytes, count: int) -> bytes:
    """What is no such call is left to Gradio to refuse."""
    try:
        call = json.loads(body)
    except ValueError:
        return body
    data = call.get("data") if isinstance(call, dict) else None
    if not isinstance(data, list) or len(data) >= count:
        return body
    return json.dumps(call | {"data": data + [None] * (count - len(data))}).encode()
