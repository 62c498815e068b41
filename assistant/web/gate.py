"""The outermost layer: what may come in, and what every answer carries. Denies by default."""

import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web import paths
from assistant.web.paths import UPLOAD
from assistant.web.refusal import refuse

# Untrusted text may never load anything from elsewhere. Gradio itself needs the two "unsafe".
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Nothing to other sites. Under "no-referrer" a form of our own would come from nowhere.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

# The named calls of the public HTTP interface. Every other event of the page is private and is
# reached only through the queue, as the page does.
CALLS = ("caption", "reply", "check", "search", "mask", "triage")
_NAME = r"[A-Za-z0-9_.-]+"
_READABLE = re.compile(
    "|".join(
        (
            r"/",
            paths.HEALTH,
            paths.SIGN_IN,
            paths.SINGLE_SIGN_ON,
            paths.SINGLE_SIGN_ON_BACK,
            paths.SET_UP,
            paths.PASSWORD,
            paths.ACCOUNTS,
            r"/config/?",
            r"/theme\.css",
            r"/favicon\.ico",
            r"/robots\.txt",
            rf"/aset/{_NAME}",
            rf"{paths.EXPORTS}/{_NAME}",
            rf"/assets/{_NAME}",
            rf"/static/(?:{_NAME}/)*{_NAME}",
            r"/gradio_api/(?:info|app_id|startup-events|theme\.css)/?",
            rf"/gradio_api/heartbeat/{_NAME}",
            r"/gradio_api/queue/(?:data|status)",
            rf"/gradio_api/call/(?:v2/)?(?:{'|'.join(CALLS)})/{_NAME}",
        )
    )
)
_WRITABLE = re.compile(
    "|".join(
        (
            UPLOAD,
            paths.SIGN_IN,
            paths.SIGN_OUT,
            paths.SET_UP,
            paths.PASSWORD,
            paths.ACCOUNTS,
            r"/gradio_api/queue/join/?",
            r"/gradio_api/(?:cancel|reset)/?",
            rf"/gradio_api/call/(?:v2/)?(?:{'|'.join(CALLS)})/?",
        )
    )
)
_DOTS = re.compile(r"(?:^|/)\.\.?(?:/|$)")

# What a link elsewhere may open.
_REACHABLE = ("/", paths.SIGN_IN, paths.SET_UP, paths.SINGLE_SIGN_ON_BACK)

BODY_LIMIT = 1_000_000
UPLOAD_LIMIT = 25_000_000


class Gate:
    """`hosts` are the exact values of the Host header under which the page is known."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], scheme: str = "http") -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._scheme = scheme
        self._origins = frozenset(f"{scheme}://{host}" for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":  # the page uses none
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        guarded = _with_headers(scope["path"], send, self._scheme)
        refusal = self._refusal(scope)
        if refusal:
            await refuse(guarded, *refusal)
            return
        limit = UPLOAD_LIMIT if scope["path"] == UPLOAD else BODY_LIMIT
        await _within(limit, self._app, scope, receive, guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Why a request goes no further: the status and a sentence; None lets it through."""
        headers = Headers(scope=scope)
        path, method = scope["path"], scope["method"]
        if len(headers.getlist("host")) != 1 or headers["host"].lower() not in self._hosts:
            return 400, "Alamat ini tidak dikenal."
        reading = method in {"GET", "HEAD"}
        if not reading and method != "POST":
            return 405, "Cara ini tidak dilayani."
        if not (_READABLE if reading else _WRITABLE).fullmatch(path) or _DOTS.search(path):
            return 404, "Halaman tidak ditemukan."
        if not self._from_here(headers, path, reading):
            return 403, "Permintaan dari situs lain ditolak."
        if _declared_length(headers) > (UPLOAD_LIMIT if path == UPLOAD else BODY_LIMIT):
            return 413, "Kiriman terlalu besar."
        return None

    def _from_here(self, headers: Headers, path: str, reading: bool) -> bool:
        """A browser says where a request comes from; a program that is no browser says nothing."""
        site = headers.get("sec-fetch-site", "none")
        if site not in {"none", "same-origin"}:
            # A link on another site may open the page, and do nothing else. The single sign-on
            # sends people back.
            return reading and path in _REACHABLE and headers.get("sec-fetch-mode") == "navigate"
        origin = headers.get("origin")
        return reading or origin is None or origin.lower() in self._origins


def _declared_length(headers: Headers) -> int:
    value = headers.get("content-length", "0")
    return int(value) if value.isascii() and value.isdigit() else 0


def _with_headers(path: str, send: Send, scheme: str) -> Send:
    """`send`, with our headers on every answer and nobody else invited to read it."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name in [name for name in headers if name.startswith("access-control-")]:
                del headers[name]
            headers.update(HEADERS)
            if scheme == "https":
                headers["Strict-Transport-Security"] = "max-age=31536000"
            # Gradio names its files by their content; everything else is always fetched anew.
            kept = path.startswith("/assets/") and message["status"] == 200
            headers["Cache-Control"] = "public, max-age=31536000, immutable" if kept else "no-store"
        await send(message)

    return send_with_headers


class _TooLarge(Exception):
    pass


async def _within(limit: int, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Runs `app` on a body of at most `limit` bytes, whatever length was declared."""
    seen, started = 0, False

    async def receive_counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise _TooLarge
        return message

    async def send_noted(message: Message) -> None:
        nonlocal started
        started = started or message["type"] == "http.response.start"
        await send(message)

    try:
        await app(scope, receive_counted, send_noted)
    except _TooLarge:
        if not started:
            await refuse(send, 413, "Kiriman terlalu besar.")
