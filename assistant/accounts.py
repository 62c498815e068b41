"""The use case "who is there": accounts, passphrases, sign-in with its brakes."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from assistant.access import LOCAL, NOBODY, ROLES, Actor, Role, Via
from assistant.agencies import load_agencies
from assistant.errors import AssistantError, UsageError
from assistant.records.accounts import Account

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from assistant.records.store import Records

# NIST SP 800-63B-4: 15 characters where a password is the only factor, and no rules on their kind.
SHORTEST, LONGEST = 15, 256
_FEWEST_DIFFERENT = 5
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._@-]{1,62})[a-z0-9]")
_WITH_ACCOUNT: tuple[Via, ...] = ("page", "token")
_NEEDS_AGENCY = ("admin", "head")

# Failures that cost nothing: a name is guessed at by one person, an address may be an office.
_FREE = {"name": 10, "address": 20}
_FORGET = timedelta(hours=1)
_AT_ONCE = 2
_PATIENCE_SECONDS = 10
REFUSED = "Nama atau frasa sandi tidak cocok. Periksa keduanya lalu coba lagi."


class SignInRefused(AssistantError):
    """`wait`: how long until another guess counts; None: at once."""

    def __init__(self, message: str, wait: timedelta | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def add_account(records: "Records", name: str, role: str, agency: str | None) -> Account:
    """An account without a password: a set-up link or the single sign-on leads in."""
    name = account_name(name)
    known_role, known_agency = role_and_agency(role, agency)
    return records.accounts.add(name, known_role, known_agency, None)


def account_name(text: str) -> str:
    """In the form in which names are kept; UsageError when it cannot be one."""
    name = text.strip().lower()
    if not _NAME.fullmatch(name):
        raise UsageError(
            "Nama akun 3 sampai 64 karakter: huruf kecil, angka, titik, garis, atau @; "
            "misalnya rina.dishub."
        )
    return name


def role_and_agency(role: str, agency: str | None) -> tuple[Role, str | None]:
    found = next((known for known in ROLES if known == role), None)
    if found is None:
        raise UsageError(f"Peran {role!r} tidak dikenal; pilih: {', '.join(ROLES)}.")
    known = load_agencies().normalise(agency) if agency else None
    if agency and known is None:
        raise UsageError(f"OPD {agency!r} tidak dikenal; pakai kodenya, misalnya dishub.")
    if found in _NEEDS_AGENCY and known is None:
        raise UsageError(f"Peran {found} milik sebuah OPD; sebutkan OPD-nya.")
    return found, known


def hash_password(password: str, name: str = "") -> str:
    """UsageError says what is wrong with the passphrase."""
    if len(password) < SHORTEST:
        raise UsageError(
            f"Frasa sandi paling sedikit {SHORTEST} karakter; beberapa kata yang hanya Anda "
            "yang tahu sudah cukup."
        )
    if len(password) > LONGEST:
        raise UsageError(f"Frasa sandi paling banyak {LONGEST} karakter.")
    plain = password.lower().replace(name, "") if name else password.lower()
    if len(set(plain)) < _FEWEST_DIFFERENT:
        raise UsageError("Frasa sandi terlalu mudah ditebak; pakai beberapa kata yang berbeda.")
    with _few_at_once():
        return _hasher().hash(password)


def sign_in(records: "Records", name: str, password: str, address: str) -> tuple[Account, str]:
    """The account and the secret of a new session. SignInRefused says nothing about the name."""
    name = name.strip().lower()[:LONGEST]
    keys = {"name": f"name:{name}", "address": f"address:{address}"}
    accounts = records.accounts
    with _few_at_once():
        until = accounts.blocked_until(list(keys.values()))
        if until is not None:
            raise _slow_down(until - records.now())
        account = accounts.active(name)
        known = account.password_hash if account else None
        if not _matches(known, password[: LONGEST + 1]) or account is None:
            for kind, key in keys.items():
                accounts.failed(key, _FREE[kind], _FORGET)
            accounts.note_refusal(name, address)
            raise SignInRefused(REFUSED)
    accounts.forgive(keys["name"])
    return account, accounts.start(account.id)


def change_password(records: "Records", account: Account, old: str, new: str) -> None:
    """Every session ends: whoever knew the old passphrase is out."""
    with _few_at_once():
        if not _matches(account.password_hash, old):
            raise UsageError("Frasa sandi yang lama tidak cocok.")
    records.accounts.change_own_password(account.id, hash_password(new, account.name))


def _slow_down(wait: timedelta) -> SignInRefused:
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    return SignInRefused(f"Terlalu banyak percobaan. Coba lagi {minutes} menit lagi.", wait)


def _matches(known: str | None, password: str) -> bool:
    """Takes as long for a name that nobody has."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        _hasher().verify(known or _nobodys(), password)
    except (Argon2Error, InvalidHashError):
        return False
    return known is not None


@cache
def _hasher() -> "PasswordHasher":
    """OWASP's least for Argon2id: 19 MiB, two passes, one lane (0.06 s on this kind of machine)."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


@cache
def _nobodys() -> str:
    import secrets

    return _hasher().hash(secrets.token_urlsafe(32))


_gate = threading.BoundedSemaphore(_AT_ONCE)


@contextmanager
def _few_at_once() -> Iterator[None]:
    """A flood of guesses must leave processors for those who work."""
    if not _gate.acquire(timeout=_PATIENCE_SECONDS):
        raise SignInRefused("Sedang banyak yang masuk; coba lagi sebentar.")
    try:
        yield
    finally:
        _gate.release()


def identity_of(actor: Actor) -> str:
    """How a page names its caller between requests; `caller` reads it again."""
    return f"{actor.via}:{actor.id}"


def caller(records: "Records", only_here: bool, identity: str | None) -> Actor:
    """Who calls now: looked up anew, so that a role taken away is gone. NOBODY when they may not.

    `only_here`: the page is meant for this machine alone.
    """
    via, _, account_id = (identity or "").partition(":")
    if via == LOCAL.via:
        return LOCAL if only_here and not records.sign_in_compulsory() else NOBODY
    for known in _WITH_ACCOUNT:
        if via == known:
            return records.accounts.by_id(account_id, known) or NOBODY
    return NOBODY
