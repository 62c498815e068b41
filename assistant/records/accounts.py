"""Accounts, their sessions and tokens in the database. Secrets are kept as digests only."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Text, delete, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.access import AccessDenied, Actor, Role, Via, require
from assistant.errors import AssistantError
from assistant.records.repository import Repository
from assistant.records.tables import Base

# OWASP ASVS 7.3: a session ends when nobody uses it, and after a working day in any case.
IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=10)
# Written down at most this often: a page asks many times a minute.
_TOUCH = timedelta(minutes=1)
# A clock that was set back must not make a session immortal.
_BACKWARDS = timedelta(minutes=5)
SET_UP_HOURS = 24
MANAGE = "account.manage"


class Account(Base):
    """A person who may sign in. `name` is in lower case; `subject` is who they are at a single
    sign-on; without a password hash only that, or a set-up link, leads in."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    agency: Mapped[str | None]
    password_hash: Mapped[str | None] = mapped_column(Text)
    subject: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class SignIn(Base):
    """One session in a browser."""

    __tablename__ = "sign_ins"

    digest: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class ApiToken(Base):
    """A program that acts in somebody's name."""

    __tablename__ = "api_tokens"

    digest: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]


class SetUp(Base):
    """A link that sets a password once. `account_id` None: the link makes the first superadmin."""

    __tablename__ = "set_ups"

    digest: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]


class Failures(Base):
    """Failed sign-ins of one name or one address, named by a digest. `until`: no guess before."""

    __tablename__ = "sign_in_failures"

    digest: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime]
    until: Mapped[datetime]


def digest(secret: str) -> str:
    """Enough for a secret of 256 random bits: nobody can guess what was hashed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def actor_of(account: Account, via: Via) -> Actor:
    role: Role = account.role  # type: ignore[assignment]
    return Actor(account.id, account.name, frozenset({role}), account.agency, via)


class Accounts(Repository):
    """`actor` is who asks; what the sign-in itself needs is asked by nobody in particular."""

    # --- for superadmins ------------------------------------------------------------------

    def add(self, name: str, role: Role, agency: str | None, password_hash: str | None) -> Account:
        require(self._actor, MANAGE)
        with self._writing() as session:
            if session.scalars(select(Account).where(Account.name == name)).first():
                raise AssistantError(f"Akun {name!r} sudah ada; pilih nama lain.")
            account = self._new(session, name, role, agency, password_hash)
            self._note(session, "account.added", account)
            return account

    def all(self) -> list[Account]:
        require(self._actor, MANAGE)
        with self._reading() as session:
            return list(session.scalars(select(Account).order_by(Account.name)))

    def named(self, name: str) -> Account:
        require(self._actor, MANAGE)
        with self._reading() as session:
            return _find(session, name)

    def change(self, name: str, role: Role, agency: str | None) -> None:
        """Holds from the next call on, in sessions that are open too."""
        require(self._actor, MANAGE)
        with self._writing() as session:
            account = _find(session, name)
            account.role, account.agency, account.changed_at = role, agency, self._clock()
            self._keep_one(session)
            self._note(session, "account.changed", account)

    def disable(self, name: str) -> None:
        """Ends every session and token at once."""
        require(self._actor, MANAGE)
        with self._writing() as session:
            account = _find(session, name)
            account.disabled_at = account.changed_at = self._clock()
            _end_all(session, account.id, tokens=True)
            self._keep_one(session)
            self._note(session, "account.disabled", account)

    def enable(self, name: str) -> None:
        require(self._actor, MANAGE)
        with self._writing() as session:
            account = _find(session, name)
            account.disabled_at, account.changed_at = None, self._clock()
            self._note(session, "account.enabled", account)

    def set_password(self, name: str, password_hash: str) -> None:
        """Ends the sessions that were opened with the old one."""
        require(self._actor, MANAGE)
        with self._writing() as session:
            account = _find(session, name)
            self._set_password(session, account, password_hash)
            self._note(session, "account.password", account)

    def new_token(self, name: str) -> str:
        """Shown once; the token before it no longer holds."""
        require(self._actor, MANAGE)
        token = secrets.token_urlsafe(32)
        with self._writing() as session:
            account = _find(session, name)
            session.execute(delete(ApiToken).where(ApiToken.account_id == account.id))
            session.add(
                ApiToken(digest=digest(token), account_id=account.id, created_at=self._clock())
            )
            self._note(session, "account.token", account)
        return token

    def new_set_up(self, name: str | None) -> str:
        """The code of a link that sets the password of `name`, or makes the first superadmin."""
        require(self._actor, MANAGE)
        code = secrets.token_urlsafe(32)
        with self._writing() as session:
            account = _find(session, name) if name is not None else None
            owner = SetUp.account_id == account.id if account else SetUp.account_id.is_(None)
            session.execute(delete(SetUp).where(owner))
            until = self._clock() + timedelta(hours=SET_UP_HOURS)
            account_id = account.id if account else None
            session.add(SetUp(digest=digest(code), account_id=account_id, expires_at=until))
            self._note(session, "account.set-up-link", account)
        return code

    # --- for the sign-in itself -----------------------------------------------------------

    def any(self) -> bool:
        with self._reading() as session:
            return session.scalars(select(Account.id).limit(1)).first() is not None

    def active(self, name: str) -> Account | None:
        with self._reading() as session:
            found = session.scalars(select(Account).where(Account.name == name)).first()
            return found if found and found.disabled_at is None else None

    def of_subject(self, subject: str) -> Account | None:
        """Who signed in elsewhere, at the single sign-on."""
        with self._reading() as session:
            found = session.scalars(select(Account).where(Account.subject == subject)).first()
            return found if found and found.disabled_at is None else None

    def bind_subject(self, account_id: str, subject: str) -> None:
        """The account belongs to this person of the single sign-on from now on."""
        with self._writing() as session:
            account = session.get(Account, account_id)
            if account is None or account.subject not in (None, subject):
                raise AccessDenied("Akun ini milik pengguna lain; hubungi superadmin.")
            account.subject = subject
            self._note(session, "account.single-sign-on", account, actor_of(account, "page"))

    def by_id(self, account_id: str, via: Via) -> Actor | None:
        """None when there is no such account any more."""
        with self._reading() as session:
            found = session.get(Account, account_id)
            return actor_of(found, via) if found and found.disabled_at is None else None

    def start(self, account_id: str) -> str:
        """The secret of a new session."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._writing() as session:
            session.add(
                SignIn(digest=digest(token), account_id=account_id, started_at=now, seen_at=now)
            )
            session.execute(delete(SignIn).where(SignIn.started_at < now - ABSOLUTE))
            account = session.get(Account, account_id)
            if account is not None:
                self._note(session, "sign-in", account, actor_of(account, "page"))
        return token

    def of_session(self, token: str) -> Actor | None:
        """Whose session it is, as long as it lasts. Using it puts off its idle end."""
        key, now = digest(token), self._clock()
        with self._reading() as session:
            found = session.get(SignIn, key)
            account = session.get(Account, found.account_id) if found else None
        if found is None or account is None or account.disabled_at is not None:
            return None
        idle, age = now - found.seen_at, now - found.started_at
        if idle > IDLE or age > ABSOLUTE or idle < -_BACKWARDS or age < -_BACKWARDS:
            self.end(token)
            return None
        if idle > _TOUCH:
            with self._writing() as session:
                session.execute(update(SignIn).where(SignIn.digest == key).values(seen_at=now))
        return actor_of(account, "page")

    def of_token(self, token: str) -> Actor | None:
        with self._reading() as session:
            found = session.get(ApiToken, digest(token))
            account = session.get(Account, found.account_id) if found else None
        return actor_of(account, "token") if account and account.disabled_at is None else None

    def end(self, token: str) -> None:
        with self._writing() as session:
            found = session.get(SignIn, digest(token))
            account = session.get(Account, found.account_id) if found else None
            if found is not None:
                session.delete(found)
            if account is not None:
                self._note(session, "sign-out", account, actor_of(account, "page"))

    def set_up(self, code: str) -> SetUp | None:
        """The link with this code while it holds."""
        with self._reading() as session:
            found = session.get(SetUp, digest(code))
            return found if found and found.expires_at > self._clock() else None

    def use_set_up(self, code: str, name: str, password_hash: str) -> Account:
        """Sets the password, or makes the first superadmin `name`; the link is used up."""
        with self._writing() as session:
            found = session.get(SetUp, digest(code))
            if found is None or found.expires_at <= self._clock():
                raise AssistantError("Tautan ini sudah dipakai atau kedaluwarsa; minta yang baru.")
            session.delete(found)
            if found.account_id is None:
                if session.scalars(select(Account.id).limit(1)).first() is not None:
                    raise AssistantError("Akun pertama sudah dibuat; masuk dengan akun itu.")
                first = self._new(session, name, "superadmin", None, password_hash)
                self._note(session, "account.added", first, actor_of(first, "page"))
                return first
            account = session.get(Account, found.account_id)
            if account is None or account.disabled_at is not None:
                raise AssistantError("Akun ini tidak aktif; hubungi superadmin.")
            self._set_password(session, account, password_hash)
            self._note(session, "account.password", account, actor_of(account, "page"))
            return account

    def change_own_password(self, account_id: str, password_hash: str) -> None:
        with self._writing() as session:
            account = session.get(Account, account_id)
            if account is not None:
                self._set_password(session, account, password_hash)
                self._note(session, "account.password", account, actor_of(account, "page"))

    # --- failures -------------------------------------------------------------------------

    def blocked_until(self, keys: list[str]) -> datetime | None:
        """When the next guess may be made; None: now."""
        with self._reading() as session:
            wanted = select(Failures.until).where(
                Failures.digest.in_([digest(key) for key in keys])
            )
            untils = list(session.scalars(wanted))
        latest = max(untils, default=None)
        return latest if latest is not None and latest > self._clock() else None

    def note_refusal(self, name: str, address: str) -> None:
        """A name that nobody has is not kept: it may be a passphrase in the wrong field."""
        with self._writing() as session:
            account = session.scalars(select(Account).where(Account.name == name)).first()
            self._note(session, "sign-in.refused", account, content={"address": address})

    def failed(self, key: str, free: int, forget: timedelta) -> None:
        """One more failure of `key`. The first `free` cost nothing, each later one doubles the
        pause from half a minute to a quarter of an hour; after `forget` all is forgotten."""
        now = self._clock()
        with self._writing() as session:
            found = session.get(Failures, digest(key))
            if found is None:
                found = Failures(digest=digest(key), count=0, last_at=now, until=now)
                session.add(found)
            if now - found.last_at > forget:
                found.count = 0
            found.count, found.last_at = found.count + 1, now
            beyond = found.count - free
            if beyond >= 0:
                found.until = now + timedelta(seconds=min(30 * 2 ** min(beyond, 8), 900))
            session.execute(delete(Failures).where(Failures.last_at < now - 2 * forget))

    def forgive(self, key: str) -> None:
        with self._writing() as session:
            session.execute(delete(Failures).where(Failures.digest == digest(key)))

    # --- inside ---------------------------------------------------------------------------

    def _note(
        self,
        session: Session,
        action: str,
        account: Account | None,
        actor: Actor | None = None,
        content: dict[str, str] | None = None,
    ) -> None:
        about = {"name": account.name, "role": account.role} if account else {}
        self._trail.note(
            session,
            action,
            "account",
            account.id if account else "",
            agency=account.agency if account else None,
            content=about | (content or {}),
            lasting=True,
            actor=actor,
        )

    def _new(
        self,
        session: Session,
        name: str,
        role: Role,
        agency: str | None,
        password_hash: str | None,
    ) -> Account:
        now = self._clock()
        account = Account(
            id="a" + secrets.token_hex(6),
            name=name,
            role=role,
            agency=agency,
            password_hash=password_hash,
            subject=None,
            created_at=now,
            changed_at=now,
            disabled_at=None,
        )
        session.add(account)
        return account

    def _set_password(self, session: Session, account: Account, password_hash: str) -> None:
        account.password_hash, account.changed_at = password_hash, self._clock()
        _end_all(session, account.id, tokens=False)

    def _keep_one(self, session: Session) -> None:
        """Somebody must be left who can manage the accounts."""
        session.flush()
        left = select(func.count()).where(
            Account.role == "superadmin", Account.disabled_at.is_(None)
        )
        if not session.scalar(left) and self._actor.via != "command":
            raise AssistantError("Harus tersisa satu superadmin yang aktif; tunjuk dulu yang lain.")


def _find(session: Session, name: str) -> Account:
    found = session.scalars(select(Account).where(Account.name == name.strip().lower())).first()
    if found is None:
        raise AssistantError(f"Akun {name!r} tidak ada; lihat daftarnya: assistant users list.")
    return found


def _end_all(session: Session, account_id: str, *, tokens: bool) -> None:
    session.execute(delete(SignIn).where(SignIn.account_id == account_id))
    session.execute(delete(SetUp).where(or_(SetUp.account_id == account_id)))
    if tokens:
        session.execute(delete(ApiToken).where(ApiToken.account_id == account_id))
