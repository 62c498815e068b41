"""Our own pages at the door: sign-in, set-up, passphrase. Plain forms that need no script."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.access import NOBODY, Actor
from assistant.accounts import (
    SignInRefused,
    account_name,
    change_password,
    hash_password,
    sign_in,
)
from assistant.errors import AssistantError, UsageError
from assistant.ui import strings
from assistant.web import paths
from assistant.web.doorkeeper import COOKIE

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.records.store import Records

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )


def render(template: str, title: str, status: int = 200, **values: Any) -> HTMLResponse:
    """One of our pages; every value is escaped."""
    known = {"lead": "", "notice": "", "tone": "ragu", "wide": False, "t": strings.DOOR}
    page = _environment().get_template(template)
    return HTMLResponse(page.render(title=title, **(known | values)), status_code=status)


def go_to(path: str) -> Response:
    return RedirectResponse(path, status_code=303)


def field(form: FormData, name: str) -> str:
    """A text field; a file in its place counts as empty."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def with_session(response: Response, secret: str) -> Response:
    response.set_cookie(COOKIE, secret, secure=True, httponly=True, samesite="strict", path="/")
    return response


def door_routes(assistant: "Assistant") -> APIRouter:
    router = APIRouter()
    records = assistant.records

    @router.get(paths.SIGN_IN)
    def show_sign_in(request: Request) -> Response:
        if request.scope["actor"] is not NOBODY:
            return go_to("/")
        known = {"keluar": strings.SIGNED_OUT, "siap": strings.PASSWORD_SET}
        notice = known.get(request.query_params.get("kabar", ""), "")
        return sign_in_page(assistant, notice=notice, tone="baik")

    @router.post(paths.SIGN_IN)
    async def do_sign_in(request: Request) -> Response:
        form = await request.form()
        name, password = field(form, "nama"), field(form, "sandi")
        address = str(request.scope["address"])
        try:
            _, secret = await run_in_threadpool(sign_in, records, name, password, address)
        except SignInRefused as refused:
            status = 429 if refused.wait else 401
            return sign_in_page(assistant, status, name=name, notice=str(refused))
        await _end_session(records, request)  # what was open before belongs to somebody else
        return with_session(go_to("/"), secret)

    @router.post(paths.SIGN_OUT)
    async def sign_out(request: Request) -> Response:
        await _end_session(records, request)
        response = go_to(f"{paths.SIGN_IN}?kabar=keluar")
        response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="strict", path="/")
        # What the page kept in this browser is for nobody else.
        response.headers["Clear-Site-Data"] = '"storage"'
        return response

    @router.get(paths.SET_UP)
    def show_set_up(kode: str = "") -> Response:
        return _set_up_page(records, kode)

    @router.post(paths.SET_UP)
    async def do_set_up(request: Request) -> Response:
        form = await request.form()
        return await run_in_threadpool(_set_up, records, form)

    @router.get(paths.PASSWORD)
    def show_password(request: Request) -> Response:
        _signed_in(request.scope["actor"])
        return render("sandi.html", strings.PASSWORD_TITLE)

    @router.post(paths.PASSWORD)
    async def do_password(request: Request) -> Response:
        form = await request.form()
        return await run_in_threadpool(_password, records, request.scope["actor"], form)

    return router


def go_on() -> Response:
    """To the page, as a step of this site."""
    return render("lanjut.html", strings.SIGN_IN_TITLE)


def sign_in_page(assistant: "Assistant", status: int = 200, **values: Any) -> Response:
    return render(
        "masuk.html",
        strings.SIGN_IN_TITLE,
        status,
        lead=strings.SIGN_IN_LEAD,
        single_sign_on=bool(assistant.settings.oidc_issuer),
        **({"name": ""} | values),
    )


async def _end_session(records: "Records", request: Request) -> None:
    secret = request.cookies.get(COOKIE)
    if secret:
        await run_in_threadpool(records.accounts.end, secret)


def _signed_in(actor: Actor) -> None:
    if actor.via != "page":
        raise AssistantError("Halaman ini untuk yang masuk dengan akun.")


def _set_up_page(
    records: "Records", code: str, values: Mapping[str, str] | None = None, notice: str = ""
) -> Response:
    found = records.accounts.set_up(code) if code else None
    if found is None:
        return render("mulai.html", strings.SET_UP_TITLE, 410, notice=strings.SET_UP_GONE, code="")
    first = found.account_id is None
    account = None if first else records.accounts.by_id(found.account_id or "", "page")
    name = (values or {}).get("nama", "") if first else (account.name if account else "")
    title = strings.SET_UP_FIRST if first else strings.SET_UP_TITLE
    status = 400 if notice else 200
    return render("mulai.html", title, status, notice=notice, code=code, first=first, name=name)


def _set_up(records: "Records", form: FormData) -> Response:
    code, name = field(form, "kode"), field(form, "nama")
    password = field(form, "sandi")
    try:
        found = records.accounts.set_up(code)
        if found is None:
            return _set_up_page(records, "")
        if password != field(form, "ulang"):
            raise UsageError(strings.PASSWORDS_DIFFER)
        name = account_name(name) if found.account_id is None else ""
        records.accounts.use_set_up(code, name, hash_password(password, name))
    except AssistantError as error:
        return _set_up_page(records, code, {"nama": name}, str(error))
    return go_to(f"{paths.SIGN_IN}?kabar=siap")


def _password(records: "Records", actor: Actor, form: FormData) -> Response:
    _signed_in(actor)
    try:
        if field(form, "sandi") != field(form, "ulang"):
            raise UsageError(strings.PASSWORDS_DIFFER)
        account = records.accounts.active(actor.name)
        if account is None:
            raise UsageError(strings.SET_UP_GONE)
        change_password(records, account, field(form, "lama"), field(form, "sandi"))
    except AssistantError as error:
        return render("sandi.html", strings.PASSWORD_TITLE, 400, notice=str(error))
    return go_to(f"{paths.SIGN_IN}?kabar=siap")
