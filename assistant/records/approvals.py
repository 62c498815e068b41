"""Drafts on their way out: submitted, approved or sent back, published. What was decided stays."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.access import Actor, require
from assistant.drafts import as_json
from assistant.errors import AssistantError, UsageError
from assistant.records.comment_queue import Overtaken
from assistant.records.database import within
from assistant.records.repository import Repository
from assistant.records.tables import Base, KeptDraft
from assistant.risks import Risk, find_risks

# Who lets a text out: a head; a user without a second person; an admin where nothing is at risk.
WAYS = ("head", "single", "alone")
STATES = ("submitted", "approved", "returned", "replaced", "withdrawn", "published")
# States of a kept draft from which it can be submitted.
_SUBMITTABLE = ("draft", "used", "returned")
_FREE = ("draft", "used")
# Whose head approves what belongs to no agency.
_COORDINATOR = "diskominfo"
_GONE = "Pengajuan ini tidak ada lagi; muat ulang daftarnya."
_DRAFT_GONE = "Draf ini tidak ada lagi; mungkin sudah dihapus."
_OWN = "Draf ini Anda sendiri yang menyusun atau mengubah; orang lain yang harus memutuskan."
_SHORTEST_REASON = 5
_LONGEST_REASON = 1000

# What the trail keeps of a step.


class Approval(Base):
    """One version of a draft that was handed in, exactly as it stood, and what became of it.

    `version` is the draft's. While nobody has decided, an edit of the draft moves the row to the
    newer version; once decided it stays for good: replaced says that a newer version waits
    instead, withdrawn that the draft was deleted. `risks`: why a head has to decide; `way`: who
    let it out (see WAYS). `finding_reasons`: why each open finding is no obstacle.
    """

    __tablename__ = "approvals"

    id: Mapped[str] = mapped_column(primary_key=True)
    draft_id: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    brief: Mapped[str] = mapped_column(Text)
    platform: Mapped[str]
    title: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    alt_text: Mapped[str | None] = mapped_column(Text)
    claims: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    sources: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    writer: Mapped[str]
    agency: Mapped[str | None] = mapped_column(index=True)
    owner: Mapped[str | None]
    owner_name: Mapped[str | None]
    edited_by: Mapped[str | None]
    edited_name: Mapped[str | None]
    risks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(index=True)
    way: Mapped[str | None]
    submitted_by: Mapped[str]
    submitted_name: Mapped[str]
    submitted_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    decided_name: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)
    finding_reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    link: Mapped[str | None] = mapped_column(Text)
    published_by: Mapped[str | None]
    published_name: Mapped[str | None]
    published_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(index=True)

    @property
    def open_findings(self) -> dict[int, dict[str, Any]]:
        """By their number: the findings that somebody has to answer for."""
        return {
            number: finding
            for number, finding in enumerate(self.findings)
            if finding["severity"] != "info"
        }


class AgencySetting(Base):
    """`may_go_alone`: what nothing speaks against needs no head."""

    __tablename__ = "agency_settings"

    agency: Mapped[str] = mapped_column(primary_key=True)
    may_go_alone: Mapped[bool]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]


class Approvals(Repository):
    """Whoever submits, decides or publishes names the version that they saw."""

    # --- steps ----------------------------------------------------------------------------

    def submit(self, draft_id: str, version: int) -> Approval:
        """Done twice it is done once."""
        with self._writing() as session:
            draft = self._draft(session, draft_id, "draft.submit", version)
            if draft.state == "submitted":
                return _current(session, draft)
            if draft.state not in _SUBMITTABLE:
                raise AssistantError(
                    "Draf ini sudah disetujui; ubah dulu bila perlu diputuskan lagi."
                )
            if draft.agency is None and not self._actor.alone:
                draft.agency = _COORDINATOR
            found = _submit(session, draft, self._actor, self._clock())
            self._note(session, "draft.submitted", found)
            return found

    def approve(
        self, approval_id: str, version: int, reasons: Mapping[int, str] | None = None
    ) -> Approval:
        """`reasons`: why, for each open finding by its number. Done twice it is done once."""
        with self._writing() as session:
            found = self._to_decide(session, approval_id)
            if self._did(found, "approved", version):
                return found
            self._check_undecided(found, version)
            found.finding_reasons = _answered(found, reasons or {})
            self._decide(session, found, "approved", "single" if self._actor.alone else "head")
            return found

    def send_back(self, approval_id: str, version: int, reason: str) -> Approval:
        """Also what the same person has approved and nobody has published yet."""
        with self._writing() as session:
            found = self._to_decide(session, approval_id)
            if self._did(found, "returned", version):
                return found
            approved = self._did(found, "approved", version)
            if not approved:
                self._check_undecided(found, version)
            found.reason = _reason(reason, "Tulis alasan pengembalian agar admin tahu yang diubah.")
            if approved:
                self._take_back(session, found)
            else:
                self._decide(session, found, "returned", None)
            return found

    def publish(self, draft_id: str, version: int, link: str) -> Approval:
        """An approved text went out; or one that may go with its admin alone."""
        with self._writing() as session:
            draft = self._draft(session, draft_id, "draft.publish", version)
            if draft.state == "published":
                return _current(session, draft)
            if draft.state == "approved":
                found = _current(session, draft)
            else:
                self._check_goes_alone(session, draft)
                found = _submit(session, draft, self._actor, self._clock())
                self._decide(session, found, "approved", "alone")
            found.state = draft.state = "published"
            found.link = link
            found.published_by, found.published_name = self._actor.id, self._actor.name
            found.published_at = found.changed_at = draft.changed_at = self._clock()
            self._note(session, "draft.published", found)
            return found

    # --- what there is --------------------------------------------------------------------

    def waiting(self, agency: str | None = None) -> list[Approval]:
        """The oldest first."""
        wanted = select(Approval).where(Approval.state == "submitted")
        return self._all(wanted.order_by(Approval.submitted_at, Approval.id), agency)

    def decided(self, limit: int = 50, agency: str | None = None) -> list[Approval]:
        """The newest first."""
        wanted = select(Approval).where(Approval.decided_at.is_not(None))
        newest = wanted.order_by(Approval.changed_at.desc(), Approval.id).limit(limit)
        return self._all(newest, agency)

    def between(self, begin: datetime, end: datetime) -> list[Approval]:
        """What was handed in, decided or published in a period, in the order of submission."""
        wanted = select(Approval).where(Approval.changed_at >= begin, Approval.submitted_at < end)
        return self._all(wanted.order_by(Approval.submitted_at, Approval.id))

    def of_draft(self, draft_id: str) -> list[Approval]:
        """The history of one draft, oldest first."""
        return self.of_drafts([draft_id]).get(draft_id, [])

    def of_drafts(self, draft_ids: Iterable[str]) -> dict[str, list[Approval]]:
        wanted, found = sorted(set(draft_ids)), dict[str, list[Approval]]()
        for n in range(0, len(wanted), 500):
            some = select(Approval).where(Approval.draft_id.in_(wanted[n : n + 500]))
            for one in self._all(some.order_by(Approval.version, Approval.submitted_at)):
                found.setdefault(one.draft_id, []).append(one)
        return found

    def approval(self, approval_id: str) -> Approval:
        with self._reading() as session:
            found = session.get(Approval, approval_id)
        if found is None:
            raise AssistantError(_GONE)
        require(self._actor, "draft.read", found.agency)
        return found

    def forget(self, session: Session, before: datetime) -> None:
        """Deletes what nobody decided; a decision can be read back years later."""
        old = (Approval.decided_at.is_(None), Approval.changed_at < before)
        session.execute(delete(Approval).where(*old))

    # --- settings of an agency ------------------------------------------------------------

    def may_go_alone(self, agency: str | None) -> bool:
        with self._reading() as session:
            return _may_go_alone(session, agency)

    def let_go_alone(self, agency: str, allowed: bool) -> None:
        require(self._actor, "agency.set", agency)
        with self._writing() as session:
            found = session.get(AgencySetting, agency, with_for_update=True)
            if found is None:
                found = AgencySetting(agency=agency)
                session.add(found)
            found.may_go_alone = allowed
            found.changed_by, found.changed_at = self._actor.id, self._clock()
            self._trail.note(
                session,
                "agency.set",
                "agency",
                agency,
                agency=agency,
                content={"may_go_alone": allowed},
                lasting=True,
            )

    # --- inside ---------------------------------------------------------------------------

    def _all(self, wanted: Any, agency: str | None = None) -> list[Approval]:
        wanted = within(wanted, self._actor, "draft.read", Approval.agency)
        if agency is not None:
            wanted = wanted.where(Approval.agency == agency)
        with self._reading() as session:
            return list(session.scalars(wanted))

    def _draft(self, session: Session, draft_id: str, action: str, version: int) -> KeptDraft:
        draft = session.get(KeptDraft, draft_id, with_for_update=True)
        if draft is None:
            raise AssistantError(_DRAFT_GONE)
        require(self._actor, action, draft.agency)
        if draft.version != version:
            raise Overtaken(
                f"Draf ini sudah berubah menjadi versi {draft.version} sejak Anda buka"
                f"{_by(draft.edited_name)}. Baca versi terbarunya dulu."
            )
        return draft

    def _to_decide(self, session: Session, approval_id: str) -> Approval:
        """The draft is locked before its approval, here as in an edit."""
        found = session.get(Approval, approval_id)
        if found is None:
            raise AssistantError(_GONE)
        require(self._actor, "draft.approve", found.agency)
        session.get(KeptDraft, found.draft_id, with_for_update=True)
        session.refresh(found, with_for_update=True)
        if self._is_author(found) and not self._actor.alone:
            raise AssistantError(_OWN)
        return found

    def _is_author(self, found: Approval) -> bool:
        return self._actor.id in (found.owner, found.edited_by)

    def _did(self, found: Approval, state: str, version: int) -> bool:
        """Whether the actor has decided just so already: a button that was tapped twice."""
        return (
            found.state == state and found.version == version and found.decided_by == self._actor.id
        )

    def _check_undecided(self, found: Approval, version: int) -> None:
        if found.state == "submitted" and found.version == version:
            return
        raise Overtaken(self._why(found))

    def _why(self, found: Approval) -> str:
        if found.state == "submitted":
            return (
                f"Draf ini baru saja diubah{_by(found.edited_name)} menjadi versi {found.version}; "
                "baca teks terbarunya sebelum memutuskan."
            )
        said = {
            "approved": "disetujui",
            "published": "disetujui dan terbit",
            "returned": "dikembalikan",
            "replaced": "diganti versi baru",
            "withdrawn": "dihapus",
        }[found.state]
        at = found.changed_at.astimezone(self._clock().tzinfo)
        who = found.decided_name if found.decided_at else None
        return f"Pengajuan ini sudah {said}{_by(who)} pukul {at:%H.%M}; tidak ada yang berubah."

    def _decide(self, session: Session, found: Approval, state: str, way: str | None) -> None:
        found.state, found.way = state, way
        found.decided_by, found.decided_name = self._actor.id, self._actor.name
        found.decided_at = found.changed_at = self._clock()
        draft = session.get(KeptDraft, found.draft_id)
        if draft is not None and draft.version == found.version:
            draft.state, draft.changed_at = state, found.changed_at
        self._note(session, f"draft.{state}", found)

    def _take_back(self, session: Session, found: Approval) -> None:
        """That it was approved once, and when, stays to be read."""
        found.state, found.changed_at = "returned", self._clock()
        draft = session.get(KeptDraft, found.draft_id)
        if draft is not None and draft.version == found.version:
            draft.state, draft.changed_at = "returned", found.changed_at
        self._note(session, "draft.approval-taken-back", found)

    def _note(self, session: Session, action: str, found: Approval) -> None:
        """Decisions last: they can be read back years later."""
        names = (
            "draft_id version title text alt_text findings risks way reason finding_reasons link"
        )
        content = {name: getattr(found, name) for name in names.split()}
        if found.way == "single":
            content["note"] = "tanpa persetujuan orang kedua"
        self._trail.note(
            session,
            action,
            "draft",
            found.draft_id,
            agency=found.agency,
            content=content,
            lasting=True,
        )

    def _check_goes_alone(self, session: Session, draft: KeptDraft) -> None:
        """A step is skipped only where a setting and the text itself allow it."""
        if draft.state not in _FREE:
            raise AssistantError("Draf ini belum disetujui; tunggu keputusan atas versi ini dulu.")
        returned = select(Approval.id).where(
            Approval.draft_id == draft.id, Approval.state == "returned"
        )
        if session.scalars(returned).first() is not None:
            raise AssistantError("Draf ini pernah dikembalikan; ajukan lagi sebelum diterbitkan.")
        risks = _risks(draft, self._clock())
        if risks:
            why = ", ".join(risk.label for risk in risks)
            raise AssistantError(f"Draf ini perlu persetujuan pimpinan dulu: {why}.")
        if not _may_go_alone(session, draft.agency):
            raise AssistantError("OPD ini meminta semua draf disetujui pimpinan; ajukan dulu.")


def _submit(session: Session, draft: KeptDraft, actor: Actor, now: datetime) -> Approval:
    new = Approval(
        id="p" + secrets.token_hex(6),
        draft_id=draft.id,
        state="submitted",
        submitted_by=actor.id,
        submitted_name=actor.name,
        submitted_at=now,
        finding_reasons=[],
    )
    _copy(new, draft, now)
    session.add(new)
    draft.state, draft.changed_at = "submitted", now
    return new


def _copy(approval: Approval, draft: KeptDraft, now: datetime) -> None:
    """What is decided on is this text and no other."""
    for name in (
        "version brief platform title text alt_text claims findings sources writer agency owner "
        "owner_name edited_by edited_name"
    ).split():
        setattr(approval, name, getattr(draft, name))
    approval.risks = [as_json(risk) for risk in _risks(draft, now)]
    approval.changed_at = now


def draft_edited(session: Session, draft: KeptDraft, actor: Actor, now: datetime) -> None:
    """A newer version waits in the place of one that waited or was approved already.

    Called with the draft locked and in its new form, before its state is set anew.
    """
    if draft.state not in ("submitted", "approved"):
        draft.state = "draft"
        return
    latest = _current(session, draft)
    if latest.state == "submitted":
        _copy(latest, draft, now)
        return
    latest.state, latest.changed_at = "replaced", now
    _submit(session, draft, actor, now)


def draft_deleted(session: Session, draft: KeptDraft, now: datetime) -> None:
    """Nobody is asked to decide on what is gone."""
    waiting = select(Approval).where(Approval.draft_id == draft.id, Approval.state == "submitted")
    for found in session.scalars(waiting):
        found.state, found.changed_at = "withdrawn", now


def _risks(draft: KeptDraft, now: datetime) -> tuple[Risk, ...]:
    texts = (draft.text, draft.title, draft.alt_text)
    return find_risks(texts, draft.claims, draft.findings, now.date())


def _current(session: Session, draft: KeptDraft) -> Approval:
    """What the state of a draft rests on. No clock decides: it may have been set back."""
    newest = (
        select(Approval)
        .where(Approval.draft_id == draft.id, Approval.state == draft.state)
        .order_by(Approval.version.desc())
        .limit(1)
        .with_for_update()
    )
    return session.scalars(newest).one()


def _may_go_alone(session: Session, agency: str | None) -> bool:
    found = session.get(AgencySetting, agency) if agency else None
    return found.may_go_alone if found else True


def _answered(found: Approval, reasons: Mapping[int, str]) -> list[dict[str, Any]]:
    """Exactly the open findings of this version, each with why it is no obstacle."""
    wanted = found.open_findings
    if set(reasons) != set(wanted):
        raise UsageError(
            f"Versi ini punya {len(wanted)} temuan; setiap temuan perlu alasan tersendiri."
        )
    return [
        {
            "finding": number,
            "rule": finding["rule"],
            "severity": finding["severity"],
            "message": finding["message"],
            "reason": _reason(
                reasons[number], "Setiap temuan perlu alasan yang menjelaskan mengapa boleh terbit."
            ),
        }
        for number, finding in wanted.items()
    ]


def _reason(text: str, why: str) -> str:
    reason = " ".join(text.split())
    if len(reason) < _SHORTEST_REASON:
        raise UsageError(why)
    if len(reason) > _LONGEST_REASON:
        raise UsageError(f"Alasan paling panjang {_LONGEST_REASON} karakter.")
    return reason


def _by(name: str | None) -> str:
    return f" oleh {name}" if name else ""
