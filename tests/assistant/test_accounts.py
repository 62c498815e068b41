"""Accounts: what leads in, what ends it, and what a guesser learns."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.access import LOCAL, NOBODY, AccessDenied, Actor
from assistant.accounts import (
    REFUSED,
    SignInRefused,
    account_name,
    add_account,
    caller,
    change_password,
    hash_password,
    identity_of,
    sign_in,
)
from assistant.errors import AssistantError, UsageError
from assistant.records.accounts import ABSOLUTE, IDLE
from assistant.records.store import Records
from assistant.settings import Settings

PASSWORD = "kuda terbang di atas delta"
START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(tmp_path: Path, clock: Clock) -> Iterator[Records]:
    opened = Records(Settings(data_dir=tmp_path), clock)
    yield opened
    opened.close()


@pytest.fixture
def rina(records: Records) -> Records:
    add_account(records, "Rina", "admin", "dishub")
    records.accounts.set_password("rina", hash_password(PASSWORD))
    return records


@pytest.mark.parametrize("name", ["", "ab", "a b c", "rina/..", "x" * 65, "-rina", "<b>rina</b>"])
def test_a_name_that_cannot_be_one_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        account_name(name)


def test_a_role_of_an_agency_needs_one(records: Records) -> None:
    with pytest.raises(UsageError, match="OPD"):
        add_account(records, "rina", "head", None)
    with pytest.raises(UsageError, match="Peran"):
        add_account(records, "rina", "raja", "dishub")
    assert add_account(records, "rina", "head", "Dinas Perhubungan").agency == "dishub"
    with pytest.raises(AssistantError, match="sudah ada"):
        add_account(records, "rina", "editor", None)


@pytest.mark.parametrize("password", ["pendek", "a" * 20, "rinarinarinarina", "x" * 300])
def test_a_weak_passphrase_is_refused(password: str) -> None:
    with pytest.raises(UsageError):
        hash_password(password, "rina")


def test_a_passphrase_of_64_characters_is_kept_whole() -> None:
    long = "kuda terbang di atas delta brantas menuju pasar ikan yang ramai!"
    assert len(long) == 64
    hashed = hash_password(long)
    assert hashed.startswith("$argon2id$") and "m=19456,t=2" in hashed
    assert hash_password(long) != hashed


def test_the_right_passphrase_opens_a_session_and_signing_out_ends_it(rina: Records) -> None:
    account, secret = sign_in(rina, " RINA ", PASSWORD, "10.0.0.1")
    actor = rina.accounts.of_session(secret)
    assert actor == Actor(account.id, "rina", frozenset({"admin"}), "dishub", "page")
    _, other = sign_in(rina, "rina", PASSWORD, "10.0.0.1")
    assert other != secret
    rina.accounts.end(secret)
    assert rina.accounts.of_session(secret) is None and rina.accounts.of_session(other)


def test_a_refusal_says_nothing_about_the_name(rina: Records) -> None:
    for name in ("rina", "tidak.ada"):
        with pytest.raises(SignInRefused) as refused:
            sign_in(rina, name, "salah sama sekali", "10.0.0.1")
        assert str(refused.value) == REFUSED and refused.value.wait is None


def test_an_account_without_a_passphrase_cannot_sign_in(records: Records) -> None:
    add_account(records, "budi", "head", "dishub")
    with pytest.raises(SignInRefused):
        sign_in(records, "budi", "", "10.0.0.1")


def test_a_session_ends_when_idle_and_after_a_day_of_work(rina: Records, clock: Clock) -> None:
    _, secret = sign_in(rina, "rina", PASSWORD, "10.0.0.1")
    for _ in range(25):
        clock.now += IDLE - timedelta(minutes=1)
        if clock.now - START > ABSOLUTE:
            break
        assert rina.accounts.of_session(secret)
    assert rina.accounts.of_session(secret) is None
    _, secret = sign_in(rina, "rina", PASSWORD, "10.0.0.1")
    clock.now += IDLE + timedelta(seconds=1)
    assert rina.accounts.of_session(secret) is None


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=3650)])
def test_a_clock_set_back_makes_no_session_immortal(
    rina: Records, clock: Clock, back: timedelta
) -> None:
    _, secret = sign_in(rina, "rina", PASSWORD, "10.0.0.1")
    clock.now -= back
    assert rina.accounts.of_session(secret) is None
    clock.now = START
    assert rina.accounts.of_session(secret) is None  # it does not come back either


def test_disabling_ends_sessions_and_tokens_at_once(rina: Records) -> None:
    account, secret = sign_in(rina, "rina", PASSWORD, "10.0.0.1")
    token = rina.accounts.new_token("rina")
    assert rina.accounts.of_token(token)
    assert caller(rina, True, f"page:{account.id}").name == "rina"
    rina.accounts.disable("rina")
    assert rina.accounts.of_session(secret) is None and rina.accounts.of_token(token) is None
    assert caller(rina, True, f"page:{account.id}") is NOBODY
    with pytest.raises(SignInRefused):
        sign_in(rina, "rina", PASSWORD, "10.0.0.1")


def test_a_role_taken_away_is_gone_at_the_next_call(rina: Records) -> None:
    account, _ = sign_in(rina, "rina", PASSWORD, "10.0.0.1")
    rina.accounts.change("rina", "head", "dinkes")
    found = caller(rina, True, f"page:{account.id}")
    assert (found.roles, found.agency) == (frozenset({"head"}), "dinkes")


def test_a_new_token_ends_the_one_before(rina: Records) -> None:
    first, second = rina.accounts.new_token("rina"), rina.accounts.new_token("rina")
    assert rina.accounts.of_token(first) is None and rina.accounts.of_token(second)


def test_a_changed_passphrase_ends_every_session(rina: Records) -> None:
    account, secret = sign_in(rina, "rina", PASSWORD, "10.0.0.1")
    with pytest.raises(UsageError, match="lama"):
        change_password(rina, account, "salah sama sekali", "empat ekor bandeng presto")
    change_password(rina, account, PASSWORD, "empat ekor bandeng presto")
    assert rina.accounts.of_session(secret) is None
    assert sign_in(rina, "rina", "empat ekor bandeng presto", "10.0.0.1")


def test_a_set_up_link_holds_once_and_for_a_day(records: Records, clock: Clock) -> None:
    add_account(records, "budi", "editor", None)
    old = records.accounts.new_set_up("budi")
    code = records.accounts.new_set_up("budi")
    assert records.accounts.set_up(old) is None  # a newer link replaces it
    records.accounts.use_set_up(code, "", hash_password(PASSWORD))
    assert sign_in(records, "budi", PASSWORD, "10.0.0.1")
    with pytest.raises(AssistantError, match="Tautan"):
        records.accounts.use_set_up(code, "", hash_password(PASSWORD))
    late = records.accounts.new_set_up("budi")
    clock.now += timedelta(hours=24, seconds=1)
    assert records.accounts.set_up(late) is None


def test_the_first_superadmin_is_made_once(records: Records) -> None:
    one, two = records.accounts.new_set_up(None), records.accounts.new_set_up(None)
    assert records.accounts.set_up(one) is None
    account = records.accounts.use_set_up(two, "ibu.kominfo", hash_password(PASSWORD))
    assert account.role == "superadmin"
    three = records.accounts.new_set_up(None)
    with pytest.raises(AssistantError, match="pertama"):
        records.accounts.use_set_up(three, "lain", hash_password(PASSWORD))


def test_guessing_is_slowed_down_for_known_and_unknown_names(rina: Records, clock: Clock) -> None:
    """1,000 guesses in ten minutes: at most 30 are weighed, and the owner still gets in."""
    for name in ("rina", "tidak.ada"):
        weighed = 0
        begin = clock.now
        for guess in range(1_000):
            clock.now = begin + timedelta(seconds=0.6 * guess)
            with pytest.raises(SignInRefused) as refused:
                sign_in(rina, name, f"tebakan ke {guess}", f"10.0.{guess // 250}.{guess % 250}")
            weighed += refused.value.wait is None
        assert weighed <= 30
        clock.now += timedelta(minutes=16)
    assert sign_in(rina, "rina", PASSWORD, "192.168.1.9")


def test_one_address_that_tries_many_names_is_slowed_down(rina: Records, clock: Clock) -> None:
    weighed = 0
    for guess in range(200):
        clock.now += timedelta(seconds=3)
        with pytest.raises(SignInRefused) as refused:
            sign_in(rina, f"nama.{guess}", "salah sama sekali", "10.9.9.9")
        weighed += refused.value.wait is None
    assert weighed <= 30
    assert sign_in(rina, "rina", PASSWORD, "10.0.0.1")  # from elsewhere nothing has changed


def test_only_a_superadmin_manages_accounts(rina: Records) -> None:
    admin = Actor("a1", "budi", frozenset({"editor", "head"}), "dishub", "page")
    for actor in (admin, LOCAL, NOBODY):
        accounts = rina.acting(actor).accounts
        for attempt, arguments in (
            (accounts.all, ()),
            (accounts.add, ("x.y", "superadmin", None, None)),
            (accounts.change, ("rina", "superadmin", None)),
            (accounts.disable, ("rina",)),
            (accounts.set_password, ("rina", "x")),
            (accounts.new_token, ("rina",)),
            (accounts.new_set_up, ("rina",)),
        ):
            with pytest.raises(AccessDenied):
                attempt(*arguments)  # type: ignore[operator]
    assert [account.name for account in rina.accounts.all()] == ["rina"]


def test_somebody_is_left_who_manages_the_accounts(records: Records) -> None:
    account = add_account(records, "satu", "superadmin", None)
    me = Actor(account.id, "satu", frozenset({"superadmin"}), None, "page")
    with pytest.raises(AssistantError, match="superadmin"):
        records.acting(me).accounts.disable("satu")
    with pytest.raises(AssistantError, match="superadmin"):
        records.acting(me).accounts.change("satu", "editor", None)
    assert records.accounts.active("satu")


def test_the_local_user_is_gone_once_there_is_an_account(records: Records) -> None:
    me = identity_of(LOCAL)
    assert caller(records, True, me) is LOCAL
    assert caller(records, False, me) is NOBODY
    assert caller(records, True, None) is NOBODY and caller(records, True, "page:x") is NOBODY
    add_account(records, "rina", "admin", "dishub")
    assert caller(records, True, me) is NOBODY
