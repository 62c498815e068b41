"""The FastAPI application: our own routes, then Gradio's page at "/", inside the gate."""

import json
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI, Request
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import FileResponse, Response

from assistant.access import NOBODY
from assistant.accounts import identity_of
from assistant.ui.strings import SCRIPT
from assistant.web.account_page import account_routes
from assistant.web.caller import caller_script
from assistant.web.door_pages import door_routes
from assistant.web.doorkeeper import Doorkeeper
from assistant.web.downloads import download_route
from assistant.web.front_page import FrontPage
from assistant.web.gate import Gate
from assistant.web.health import health_route
from assistant.web.preparation import Preparation
from assistant.web.session_owners import SessionOwners
from assistant.web.short_calls import ShortCalls
from assistant.web.single_sign_on import (
    STATE_COOKIE,
    STATE_SECONDS,
    single_sign_on_routes,
)
from assistant.web.uploads import Uploads, upload_route

if TYPE_CHECKING:
    from gradio import Blocks

    from assistant.assembly import Assistant
    from assistant.settings import Settings

_STATIC = Path(__file__).resolve().parent.parent / "ui" / "static"
# Before Gradio's own script: ours must be there when its components come to life.
_SCRIPT = (
    f'<script type="application/json" id="kata">{json.dumps(SCRIPT)}</script>'
    '<script type="module" src="/aset/page.js"></script>'
).encode()
_STYLE = b'<link rel="stylesheet" href="/aset/page.css" />'


def build(assistant: "Assistant") -> FastAPI:
    """The whole application; nothing is opened before it starts."""
    uploads = Uploads()
    preparation = Preparation(assistant)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        preparation.start()
        try:
            yield
        finally:
            preparation.close()
            uploads.close()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=life)
    app.state.preparation = preparation
    app.state.uploads = uploads
    app.include_router(health_route(assistant, preparation))
    app.include_router(door_routes(assistant))
    app.include_router(account_routes(assistant))
    app.include_router(single_sign_on_routes(assistant))
    app.include_router(upload_route(uploads))
    app.include_router(download_route(assistant))
    app.include_router(_asset_route())
    page = _mount_page(app, assistant, uploads)
    # The last added stands outermost.
    app.add_middleware(ShortCalls, inputs=_inputs_of_calls(page))
    app.add_middleware(
        FrontPage,
        first=_SCRIPT,
        last=_STYLE,
        about=lambda actor: caller_script(assistant, actor),
        answered=preparation.page_answered,
    )
    app.add_middleware(SessionOwners)
    # The state of somebody on the way to the single sign-on; the session itself is in the records.
    app.add_middleware(
        SessionMiddleware,
        secret_key=secrets.token_urlsafe(32),
        session_cookie=STATE_COOKIE,
        max_age=STATE_SECONDS,
        same_site="lax",
        https_only=True,
    )
    app.add_middleware(Doorkeeper, assistant=assistant)
    app.add_middleware(Gate, hosts=_hosts(assistant.settings), scheme=_scheme(assistant.settings))
    return app


def _asset_route() -> APIRouter:
    """The page's own style and script."""
    router = APIRouter()

    @router.get("/aset/{name}")
    def asset(name: str) -> Response:
        path = _STATIC / name
        return FileResponse(path) if path.is_file() else Response(status_code=404)

    return router


def _mount_page(app: FastAPI, assistant: "Assistant", uploads: Uploads) -> "Blocks":
    _quiet_gradio(uploads)
    from assistant.ui.gradio_import import import_gradio

    import_gradio()
    from assistant.ui.page import build_page

    page = build_page(assistant, uploads)
    mount(app, page, assistant.settings)
    return page


def mount(app: FastAPI, page: "Blocks", settings: "Settings") -> None:
    """`page` at "/", without what Gradio offers beyond a page."""
    from gradio import mount_gradio_app

    from assistant.ui.page import theme

    mount_gradio_app(
        app,
        page,
        path="/",
        favicon_path=str(_STATIC / "favicon.png"),
        theme=theme(),
        server_name=settings.host,
        server_port=settings.port,
        show_error=False,
        max_file_size=1,
        allowed_paths=[],
        enable_monitoring=False,
        mcp_server=False,
        run_history=False,
        ssr_mode=False,
        pwa=False,
        footer_links=[],
        auth_dependency=_identity,
    )
    # Without this a mounted page reads any file that a caller names as an upload.
    page.has_launched = True


def _identity(request: Request) -> str | None:
    """What Gradio hands to each event as the name of the user."""
    actor = request.scope.get("actor", NOBODY)
    return identity_of(actor) if actor is not NOBODY else None


def _inputs_of_calls(page: "Blocks") -> dict[str, int]:
    """How many inputs each named call has."""
    return {
        str(function.api_name): len(function.inputs)
        for function in page.fns.values()
        if function.api_visibility == "public"
    }


def _quiet_gradio(uploads: Uploads) -> None:
    """Gradio reads these when it is imported: no calls home, no history, files out of sight."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    # It sums up all its events in a table after each one, for a page that is switched off.
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(1 << 40)
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
    os.environ["GRADIO_RUN_HISTORY"] = "False"
    os.environ["GRADIO_SSR_MODE"] = "False"
    os.environ["GRADIO_TEMP_DIR"] = str(uploads.gradio_folder)
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"


def _scheme(settings: "Settings") -> str:
    return urlsplit(settings.origin).scheme


def _hosts(settings: "Settings") -> list[str]:
    """Under which names the page may be asked for."""
    if settings.public_url:
        return [urlsplit(settings.public_url).netloc]
    host, port = settings.host, settings.port
    names = {host if ":" not in host else f"[{host}]", "127.0.0.1", "localhost", "[::1]"}
    return sorted(f"{name}:{port}" for name in names) + (sorted(names) if port == 80 else [])
