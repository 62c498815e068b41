"""Signing in with the account that an office has already: OpenID Connect, for example Keycloak.

An account must exist here, made by a superadmin: the single sign-on says who somebody is, not what
they may do. It is bound to the person (issuer and subject) at their first sign-in, by name, as long
as nobody has set a passphrase for it.
"""

import logging
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from assistant.errors import AssistantError
from assistant.ui import strings
from assistant.web import paths
from assistant.web.door_pages import go_on, sign_in_page, with_session

if TYPE_CHECKING:
    from authlib.integrations.starlette_client import StarletteOAuth2App

    from assistant.assembly import Assistant
    from assistant.records.store import Records
    from assistant.settings import Settings

_log = logging.getLogger(__name__)
# For the few minutes that somebody is away at the provider; Lax, for they come back from there.
STATE_COOKIE = "__Host-sso"
STATE_SECONDS = 600


def single_sign_on_routes(assistant: "Assistant") -> APIRouter:
    """Nothing of the library is loaded, and the provider not asked, before somebody signs in."""
    router, records = APIRouter(), assistant.records
    known: list[StarletteOAuth2App] = []

    def provider() -> "StarletteOAuth2App":
        if not known:
            known.append(_client(assistant.settings))
        return known[0]

    @router.get(paths.SINGLE_SIGN_ON)
    async def leave(request: Request) -> Response:
        from authlib.common.errors import AuthlibBaseError
        from httpx2 import HTTPError

        if assistant.settings.oidc_issuer is None:
            return sign_in_page(assistant, 404, notice=strings.NO_SINGLE_SIGN_ON)
        back = assistant.settings.origin + paths.SINGLE_SIGN_ON_BACK
        try:
            answer: Response = await provider().authorize_redirect(request, back)
        except (AuthlibBaseError, HTTPError, ValueError) as error:
            return _failed(assistant, error)
        return answer

    @router.get(paths.SINGLE_SIGN_ON_BACK)
    async def come_back(request: Request) -> Response:
        from authlib.common.errors import AuthlibBaseError
        from httpx2 import HTTPError
        from joserfc.errors import JoseError

        if assistant.settings.oidc_issuer is None:
            return sign_in_page(assistant, 404, notice=strings.NO_SINGLE_SIGN_ON)
        try:
            token = await provider().authorize_access_token(request)
        except (AuthlibBaseError, JoseError, HTTPError, ValueError) as error:
            return _failed(assistant, error)
        request.session.clear()
        try:
            secret = await run_in_threadpool(_session_of, records, token.get("userinfo") or {})
        except AssistantError as error:
            return sign_in_page(assistant, 403, notice=str(error))
        # A strict cookie is not sent when another site has led here: the page goes on by itself.
        return with_session(go_on(), secret)

    return router


def _client(settings: "Settings") -> "StarletteOAuth2App":
    from authlib.integrations.starlette_client import OAuth

    oauth = OAuth()
    found: StarletteOAuth2App = oauth.register(
        "kantor",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{settings.oidc_issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "timeout": 10,
        },
    )
    return found


def _session_of(records: "Records", claims: dict[str, Any]) -> str:
    """The secret of a new session of the account whose person the claims name."""
    accounts = records.accounts
    subject = f"{claims.get('iss')}|{claims.get('sub')}"
    account = accounts.of_subject(subject) if claims.get("sub") else None
    if account is None:
        name = str(claims.get("preferred_username") or "").strip().lower()
        account = accounts.active(name) if name and claims.get("sub") else None
        if account is None or account.password_hash is not None:
            raise AssistantError(strings.NO_ACCOUNT_YET)
        accounts.bind_subject(account.id, subject)
    return accounts.start(account.id)


def _failed(assistant: "Assistant", error: Exception) -> Response:
    # Only its type: the message may carry a code or a token.
    _log.warning("single sign-on failed: %s", type(error).__name__)
    return sign_in_page(assistant, 502, notice=strings.SINGLE_SIGN_ON_FAILED)
