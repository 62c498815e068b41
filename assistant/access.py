"""Who may do what: one table, read by every use case.

An actor is looked up anew for every call; a role that was taken away a moment ago is gone. Nothing
here knows of pages: what a screen hides is still refused here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.errors import AssistantError

Role = Literal["admin", "head", "editor", "superadmin"]
ROLES: tuple[Role, ...] = ("admin", "head", "editor", "superadmin")
# Own: objects of the actor's agency. All: of every agency.
Scope = Literal["own", "all"]
Via = Literal["page", "token", "command", "local", "nobody"]


class AccessDenied(AssistantError):
    """The actor may not do this, or not with this object. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. `id`: the account's; `agency`: where the person works, None for those who
    belong to none. `everywhere`: every agency counts as their own."""

    id: str
    name: str
    roles: frozenset[Role]
    agency: str | None
    via: Via
    everywhere: bool = False

    @property
    def alone(self) -> bool:
        """At this machine without sign-in: there is no second person who could approve."""
        return self.via == "local"


# The command line: whoever can start it can read the database too.
SYSTEM = Actor("system", "sistem", frozenset({"superadmin"}), None, "command", everywhere=True)
# The one user of a page that only this machine can reach.
LOCAL = Actor("local", "admin", frozenset({"editor", "head"}), None, "local", everywhere=True)
NOBODY = Actor("", "", frozenset(), None, "nobody")

_OFFICE: Mapping[Role, Scope] = {
    "admin": "own",
    "head": "own",
    "editor": "all",
    "superadmin": "all",
}
_EVERYBODY: Mapping[Role, Scope] = dict.fromkeys(ROLES, "all")
_EDITORS: Mapping[Role, Scope] = {"editor": "all", "superadmin": "all"}

# What each role may do, and with whose objects. An action that is not here is nobody's.
PERMISSIONS: Mapping[str, Mapping[Role, Scope]] = {
    # Captions, replies, checks, masking, triage, searches: nothing of others is touched.
    "write": _EVERYBODY,
    "draft.read": _OFFICE,
    "draft.change": _OFFICE,
    "draft.submit": _OFFICE,
    "draft.approve": {"head": "own"},
    "draft.publish": _OFFICE,
    "reply.read": _OFFICE,
    "reply.send": _OFFICE,
    "queue.read": _OFFICE,
    "queue.change": _OFFICE,
    "original.read": _OFFICE,
    "follow-up.read": _OFFICE,
    "follow-up.settle": _OFFICE,
    "document.read": _EVERYBODY,
    # Proposals of other agencies are read by those who review them.
    "document.review": _OFFICE,
    "document.propose": _OFFICE,
    "document.publish": _EDITORS,
    "question.read": _OFFICE,
    "question.answer": _OFFICE,
    "style.read": _EVERYBODY,
    "style.change": _EDITORS,
    "report.export": _OFFICE,
    "trail.read": {"head": "own", "editor": "all", "superadmin": "all"},
    "incident.read": _EDITORS,
    "agency.set": {"superadmin": "all"},
    "account.manage": {"superadmin": "all"},
}


def reach(actor: Actor, action: str) -> Scope | None:
    """With whose objects `actor` may do `action`; None: with nobody's."""
    allowed = PERMISSIONS.get(action, {})
    scopes = {allowed[role] for role in actor.roles if role in allowed}
    if "all" in scopes or (scopes and actor.everywhere):
        return "all"
    return "own" if scopes else None


def may(actor: Actor, action: str, *agencies: str | None) -> bool:
    """Whether `actor` may do `action`; with `agencies`: to an object that belongs to any of them.

    An object of no agency is for those who see all.
    """
    scope = reach(actor, action)
    if scope is None:
        return False
    return scope == "all" or not agencies or (actor.agency is not None and actor.agency in agencies)


def require(actor: Actor, action: str, *agencies: str | None) -> None:
    """AccessDenied, in words for the person, unless `may`."""
    if may(actor, action, *agencies):
        return
    if actor.via == "nobody":
        raise AccessDenied("Sesi Anda sudah berakhir; masuk lagi untuk melanjutkan.")
    if reach(actor, action) is None:
        raise AccessDenied("Peran Anda tidak memuat tindakan ini; minta bantuan editor Kominfo.")
    raise AccessDenied("Ini milik OPD lain; Anda hanya dapat membuka pekerjaan OPD Anda sendiri.")
