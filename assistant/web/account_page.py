"""/akun: the accounts, for superadmins."""

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import Response

from assistant.access import Actor
from assistant.accounts import account_name, add_account, role_and_agency
from assistant.errors import AssistantError, UsageError
from assistant.ui import strings
from assistant.ui.library import agency_choices
from assistant.web import paths
from assistant.web.door_pages import field, render

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.records.accounts import Account


def account_routes(assistant: "Assistant") -> APIRouter:
    router = APIRouter()

    @router.get(paths.ACCOUNTS)
    def show(request: Request) -> Response:
        return _page(assistant, request.scope["actor"])

    @router.post(paths.ACCOUNTS)
    async def act(request: Request) -> Response:
        form = await request.form()
        return await run_in_threadpool(_act, assistant, request.scope["actor"], form)

    return router


def _page(assistant: "Assistant", actor: Actor, status: int = 200, **values: Any) -> Response:
    records = assistant.records.acting(actor)
    try:
        accounts = [_row(assistant, account) for account in records.accounts.all()]
    except AssistantError as error:
        return render("pintu.html", strings.ACCOUNTS_TITLE, 403, notice=str(error))
    known = {"secret": "", "secret_label": "", "typed": {"nama": "", "peran": "admin", "opd": ""}}
    return render(
        "akun.html",
        strings.ACCOUNTS_TITLE,
        status,
        wide=True,
        accounts=accounts,
        roles=strings.ROLES,
        agencies=agency_choices(assistant),
        **(known | values),
    )


def _row(assistant: "Assistant", account: "Account") -> dict[str, Any]:
    known = account.agency is not None and account.agency in assistant.agencies
    state = strings.ACCOUNT_ACTIVE
    if account.disabled_at is not None:
        state = strings.ACCOUNT_DISABLED
    elif account.password_hash is None and account.subject is None:
        state = strings.ACCOUNT_WAITING
    return {
        "name": account.name,
        "role": strings.ROLES[account.role],
        "agency": assistant.agencies.short(account.agency or "") if known else account.agency,
        "state": state,
        "disabled": account.disabled_at is not None,
    }


def _act(assistant: "Assistant", actor: Actor, form: FormData) -> Response:
    typed = {name: field(form, name) for name in ("nama", "peran", "opd")}
    try:
        done = _done(assistant, actor, field(form, "tindakan"), typed)
    except AssistantError as error:
        return _page(assistant, actor, 400, notice=str(error), typed=typed)
    return _page(assistant, actor, tone="baik", **done)


def _done(
    assistant: "Assistant", actor: Actor, action: str, typed: dict[str, str]
) -> dict[str, Any]:
    """What the page says afterwards."""
    records = assistant.records.acting(actor)
    accounts, name = records.accounts, typed["nama"]
    if action == "add":
        name = add_account(records, name, typed["peran"], typed["opd"] or None).name
        return _link(assistant, accounts.new_set_up(name), strings.ACCOUNT_ADDED, name)
    name = account_name(name)
    if action == "link":
        return _link(assistant, accounts.new_set_up(name), strings.ACCOUNT_LINK, name)
    if action == "token":
        label = strings.ACCOUNT_TOKEN.format(name=name)
        return {"secret": accounts.new_token(name), "secret_label": label}
    if action == "change":
        accounts.change(name, *role_and_agency(typed["peran"], typed["opd"] or None))
        return {"notice": strings.ACCOUNT_CHANGED.format(name=name)}
    if action == "disable":
        accounts.disable(name)
        return {"notice": strings.ACCOUNT_IS_DISABLED.format(name=name)}
    if action == "enable":
        accounts.enable(name)
        return {"notice": strings.ACCOUNT_ENABLED.format(name=name)}
    raise UsageError(strings.UNEXPECTED)


def _link(assistant: "Assistant", code: str, label: str, name: str) -> dict[str, Any]:
    link = f"{assistant.settings.origin}{paths.SET_UP}?kode={code}"
    return {"secret": link, "secret_label": label.format(name=name)}
