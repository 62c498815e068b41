"""`assistant users …`: accounts from the command line, which acts as the system's user."""

import argparse
import getpass
import sys
from typing import TYPE_CHECKING, Any

from assistant.access import ROLES
from assistant.commands.printing import emit
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.records.accounts import Account

Arguments = argparse.Namespace
JSON = dict[str, Any]


def add_users(commands: Any) -> None:
    users = commands.add_parser("users", help="akun pengguna")
    actions = users.add_subparsers(required=True, metavar="TINDAKAN", title="tindakan")

    add = actions.add_parser("add", help="buat akun")
    _take_name(add)
    _take_role(add)
    _take_password(add)
    add.set_defaults(command=_add)

    listing = actions.add_parser("list", help="daftar akun")
    listing.add_argument("--json", action="store_true", help="keluaran JSON")
    listing.set_defaults(command=_list)

    role = actions.add_parser("role", help="ubah peran; langsung berlaku")
    _take_name(role)
    _take_role(role)
    role.set_defaults(command=_role)

    password = actions.add_parser("password", help="pasang frasa sandi, atau buat tautannya")
    _take_name(password)
    _take_password(password)
    password.set_defaults(command=_password)

    for name, command, help_text in (
        ("disable", _disable, "nonaktifkan; semua sesi dan tokennya berakhir"),
        ("enable", _enable, "aktifkan lagi"),
        ("token", _token, "token API baru; yang lama tidak berlaku lagi"),
    ):
        action = actions.add_parser(name, help=help_text)
        _take_name(action)
        action.set_defaults(command=command)


def _take_name(parser: Any) -> None:
    parser.add_argument("name", metavar="NAMA")
    parser.add_argument("--json", action="store_true", help="keluaran JSON")


def _take_role(parser: Any) -> None:
    parser.add_argument("--role", required=True, choices=ROLES, help="peran")
    parser.add_argument("--agency", metavar="OPD")


def _take_password(parser: Any) -> None:
    parser.add_argument("--password-stdin", action="store_true", help="baca frasa sandi dari stdin")


def _add(assistant: "Assistant", arguments: Arguments) -> int:
    from assistant.accounts import account_name, add_account, hash_password

    name = account_name(arguments.name)
    password = _asked_password(arguments)
    hashed = hash_password(password, name) if password else None
    account = add_account(assistant.records, name, arguments.role, arguments.agency)
    if hashed:
        assistant.records.accounts.set_password(name, hashed)
    link = None if hashed else _link(assistant, name)
    made = assistant.records.accounts.named(account.name)
    emit(arguments.json, {**_json(made), "set_up": link}, _added)
    return 0


def _list(assistant: "Assistant", arguments: Arguments) -> int:
    found = {"users": [_json(account) for account in assistant.records.accounts.all()]}
    emit(arguments.json, found, _listed)
    return 0


def _role(assistant: "Assistant", arguments: Arguments) -> int:
    from assistant.accounts import role_and_agency

    role, agency = role_and_agency(arguments.role, arguments.agency)
    assistant.records.accounts.change(arguments.name, role, agency)
    return _shown(assistant, arguments)


def _disable(assistant: "Assistant", arguments: Arguments) -> int:
    assistant.records.accounts.disable(arguments.name)
    return _shown(assistant, arguments)


def _enable(assistant: "Assistant", arguments: Arguments) -> int:
    assistant.records.accounts.enable(arguments.name)
    return _shown(assistant, arguments)


def _password(assistant: "Assistant", arguments: Arguments) -> int:
    from assistant.accounts import hash_password

    account = assistant.records.accounts.named(arguments.name)
    password = _asked_password(arguments)
    if password:
        hashed = hash_password(password, account.name)
        assistant.records.accounts.set_password(account.name, hashed)
        return _shown(assistant, arguments)
    link = _link(assistant, account.name)
    emit(arguments.json, {**_json(account), "set_up": link}, _added)
    return 0


def _token(assistant: "Assistant", arguments: Arguments) -> int:
    account = assistant.records.accounts.named(arguments.name)
    token = assistant.records.accounts.new_token(account.name)
    emit(arguments.json, {"name": account.name, "token": token}, lambda found: str(found["token"]))
    return 0


def _shown(assistant: "Assistant", arguments: Arguments) -> int:
    account = assistant.records.accounts.named(arguments.name)
    emit(arguments.json, _json(account), lambda found: _listed({"users": [found]}))
    return 0


def _asked_password(arguments: Arguments) -> str | None:
    """From stdin where that is asked for, else from the terminal; None: a link will do."""
    if arguments.password_stdin:
        line = sys.stdin.buffer.readline().decode("utf-8", "replace").rstrip("\r\n")
        if not line:
            raise UsageError("Tidak ada frasa sandi di stdin.")
        return line
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    first = getpass.getpass("Frasa sandi (kosong: buat tautan sekali pakai): ")
    if first and first != getpass.getpass("Ulangi frasa sandi: "):
        raise UsageError("Kedua frasa sandi tidak sama; ulangi perintahnya.")
    return first or None


def _link(assistant: "Assistant", name: str) -> str:
    """Where the owner of the account sets the passphrase; nobody else ever knows it."""
    code = assistant.records.accounts.new_set_up(name)
    return f"{assistant.settings.origin}/mulai?kode={code}"


def _json(account: "Account") -> JSON:
    state = "active"
    if account.disabled_at is not None:
        state = "disabled"
    elif account.password_hash is None and account.subject is None:
        state = "waiting"
    return {
        "name": account.name,
        "role": account.role,
        "agency": account.agency,
        "state": state,
        "created_at": account.created_at.isoformat(),
    }


_STATES = {"active": "aktif", "disabled": "nonaktif", "waiting": "menunggu frasa sandi"}


def _listed(found: JSON) -> str:
    if not found["users"]:
        return "Belum ada akun; buat yang pertama: assistant users add NAMA --role superadmin."
    return "\n".join(
        f"{one['name']}  {one['role']}  {one['agency'] or '-'}  {_STATES[one['state']]}"
        for one in found["users"]
    )


def _added(found: JSON) -> str:
    line = _listed({"users": [found]})
    if found["set_up"] is None:
        return line
    return f"{line}\nTautan untuk memasang frasa sandi (sekali pakai, 24 jam): {found['set_up']}"
