"""Who comes in: a session, a token, or the one user of a page that only this machine reaches."""

import ipaddress
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.access import LOCAL, NOBODY, Actor
from assistant.accounts import caller, identity_of
from assistant.errors import AssistantError
from assistant.web import paths
from assistant.web.refusal import refuse

if TYPE_CHECKING:
    from assistant.assembly import Assistant

# Chromium keeps a __Host- cookie on https, and on http for this machine only.
COOKIE = "__Host-sid"
# What somebody needs who has not signed in yet, and the state of the service.
OPEN = frozenset(
    (
        paths.SIGN_IN,
        paths.SINGLE_SIGN_ON,
        paths.SINGLE_SIGN_ON_BACK,
        paths.SET_UP,
        paths.HEALTH,
        paths.DOOR_STYLE,
        "/favicon.ico",
    )
)
_FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "forwarded", "x-real-ip")
EXPIRED = "Sesi Anda sudah berakhir; masuk lagi untuk melanjutkan."


class Doorkeeper:
    """Puts the caller into the scope as "actor" and their address as "address"; without one only
    the open paths are served."""

    def __init__(self, app: ASGIApp, assistant: "Assistant") -> None:
        self._app = app
        self._assistant = assistant
        self._settings = assistant.settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._wrong_way(scope, headers)
        if refusal:
            await refuse(send, 403, refusal)
            return
        try:
            actor = await run_in_threadpool(self._caller, headers)
        except AssistantError as error:  # a database that fails lets nobody in
            await refuse(send, 503, str(error))
            return
        if actor is NOBODY and scope["path"] not in OPEN:
            await self._turn_away(scope, send)
            return
        if actor.via == "page" and scope["method"] == "POST" and "origin" not in headers:
            await refuse(send, 403, "Permintaan tanpa asal ditolak.")
            return
        scope["actor"], scope["address"] = actor, self._address(scope, headers)
        await self._app(scope, receive, send)

    def _caller(self, headers: Headers) -> Actor:
        records, only_here = self._assistant.records, self._settings.only_here
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme:
            found = records.accounts.of_token(token) if scheme.lower() == "bearer" else None
            return found or NOBODY
        secret = cookie_parser(headers.get("cookie", "")).get(COOKIE)
        if secret:
            found = records.accounts.of_session(secret)
            if found:
                return found
        return caller(records, only_here, identity_of(LOCAL))

    def _wrong_way(self, scope: Scope, headers: Headers) -> str | None:
        """A sentence when the request did not come the way that the settings know."""
        if self._settings.only_here:
            if any(name in headers for name in _FORWARDED):
                return (
                    "Halaman ini hanya untuk komputernya sendiri; lewat perantara diperlukan "
                    "ASSISTANT_PUBLIC_URL dan fitur masuk."
                )
            return None
        secure = self._trusted(scope) and headers.get("x-forwarded-proto") == "https"
        if self._settings.trusted_proxy and not self._settings.tls_cert and not secure:
            return "Buka halaman ini lewat alamat https-nya."
        return None

    def _trusted(self, scope: Scope) -> bool:
        client = (scope.get("client") or ("", 0))[0]
        try:
            network = ipaddress.ip_network(self._settings.trusted_proxy or "", strict=False)
            return ipaddress.ip_address(client) in network
        except ValueError:
            return False

    def _address(self, scope: Scope, headers: Headers) -> str:
        """Where the caller sits; a proxy that we trust says it last."""
        if self._settings.trusted_proxy and self._trusted(scope):
            return headers.get("x-forwarded-for", "").rsplit(",", 1)[-1].strip()
        return str((scope.get("client") or ("", 0))[0])

    async def _turn_away(self, scope: Scope, send: Send) -> None:
        if scope["method"] in {"GET", "HEAD"} and scope["path"] == "/":
            headers = [(b"location", paths.SIGN_IN.encode()), (b"content-length", b"0")]
            await send({"type": "http.response.start", "status": 303, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
        else:
            await refuse(send, 401, EXPIRED)
