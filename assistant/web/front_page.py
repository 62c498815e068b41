"""Gradio's front page, in Indonesian and with our style and script in its head."""

import re
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access import Actor

_META = re.compile(rb'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*/>', re.S)
# The page is always at "/": it needs no base, and our policy allows none.
_UNWANTED = re.compile(
    rb'\s*<link rel="manifest" href="/manifest.json" />|\s*<base href="[^"]*" />'
)


class FrontPage:
    """Rewrites what `app` answers on "/"; `first` and `last` are put at the ends of the
    page's head, `about` gives what the page is told of its caller, and `answered` is called
    each time the page has been sent.

    Gradio has no setting for the language of the page; its own `head` comes after the first
    paint, and its meta tags name hosts that have nothing to do with the regency.
    """

    def __init__(
        self,
        app: ASGIApp,
        first: bytes,
        last: bytes,
        about: Callable[[Actor], bytes],
        answered: Callable[[], None],
    ) -> None:
        self._app = app
        self._first = first
        self._last = last
        self._about = about
        self._answered = answered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            page = self._rewrite(bytes(body), scope["actor"]) if _is_html(start) else bytes(body)
            if scope["method"] != "HEAD":
                MutableHeaders(scope=start)["content-length"] = str(len(page))
            await send(start)
            await send({"type": "http.response.body", "body": page})
            self._answered()

        await self._app(_uncompressed(scope), receive, collect)

    def _rewrite(self, page: bytes, actor: Actor) -> bytes:
        page = _UNWANTED.sub(b"", _META.sub(b"", page))
        page = page.replace(b'lang="en"', b'lang="id"', 1)
        page = page.replace(b"<head>", b"<head>" + self._about(actor) + self._first, 1)
        return page.replace(b"</head>", self._last + b"</head>", 1)


def _is_html(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _uncompressed(scope: Scope) -> Scope:
    headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": headers}
