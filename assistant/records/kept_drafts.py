"""Drafts that are kept while a person works on them, and what became of them."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.access import require
from assistant.drafts import PLATFORMS, CaptionResult, CheckResult, Draft, Source, as_json
from assistant.errors import AssistantError
from assistant.records.approvals import draft_deleted, draft_edited
from assistant.records.comment_queue import Overtaken
from assistant.records.database import within
from assistant.records.repository import Repository
from assistant.records.tables import KeptDraft

STATES = ("draft", "used", "submitted", "approved", "returned", "published")
_ORDER: dict[str, int] = {platform: number for number, platform in enumerate(PLATFORMS)}
GONE = "Draf ini tidak ada lagi; mungkin sudah dihapus. Yang tampil di layar tetap ada."


class EditedMeanwhile(Overtaken):
    """Somebody else changed the draft first: `theirs` is what stands there now."""

    def __init__(self, theirs: KeptDraft) -> None:
        by = f" oleh {theirs.edited_name}" if theirs.edited_name else ""
        super().__init__(
            f"Draf ini baru saja diubah{by}. Tulisan Anda belum disimpan dan tetap ada di layar; "
            "bandingkan keduanya lalu pilih."
        )
        self.theirs = theirs


class KeptDrafts(Repository):
    """Whoever changes a draft names the version that they saw (`seen`)."""

    def keep(self, job: dict[str, Any], result: CaptionResult) -> str:
        """All drafts of one brief; gives the name of the work."""
        require(self._actor, "write")
        work, now = "w" + secrets.token_hex(6), self._clock()
        with self._writing() as session:
            for draft in result.drafts:
                self._add(session, work, job, draft, result, now)
        return work

    def renew(
        self,
        work: str,
        job: dict[str, Any],
        draft: Draft,
        result: CaptionResult,
        *,
        seen: int | None = None,
    ) -> KeptDraft:
        """Puts another version of a draft into the place of the one before."""
        with self._writing() as session:
            found = self._find(session, work, draft.platform or "")
            if found is None:
                return self._add(session, work, job, draft, result, self._clock())
            self._check_seen(session, found, seen)
            _fill(found, draft, result.sources)
            found.job, found.facts = job, [as_json(fact) for fact in result.facts]
            self._changed(session, found)
            self._note(session, "draft.rewritten", found)
            return found

    def edit(
        self,
        work: str,
        platform: str,
        title: str | None,
        text: str,
        checked: CheckResult,
        *,
        seen: int | None = None,
    ) -> KeptDraft | None:
        """A person changed the text. A draft that was deleted meanwhile stays deleted: None."""
        with self._writing() as session:
            found = self._find(session, work, platform)
            if found is None or (found.text, found.title) == (text, title):
                return found
            self._check_seen(session, found, seen)
            found.text, found.title = text, title
            found.claims = [as_json(claim) for claim in checked.claims]
            found.findings = [as_json(finding) for finding in checked.findings]
            found.sources = [as_json(source) for source in checked.sources]
            self._changed(session, found)
            self._note(session, "draft.edited", found)
            return found

    def use(self, work: str, platforms: Sequence[str]) -> None:
        """The text was copied: it goes out now. What came of its approval stays."""
        with self._writing() as session:
            for platform in platforms:
                found = self._find(session, work, platform)
                if found is not None and found.state == "draft":
                    found.state, found.changed_at = "used", self._clock()
                    self._note(session, "draft.copied", found)

    def all(self, state: str | None = None, limit: int = 400) -> list[KeptDraft]:
        """The newest work first, the drafts of a work in the order in which they were written."""
        wanted = select(KeptDraft).order_by(KeptDraft.created_at.desc(), KeptDraft.id).limit(limit)
        if state is not None:
            wanted = wanted.where(KeptDraft.state == state)
        wanted = within(wanted, self._actor, "draft.read", KeptDraft.agency)
        with self._reading() as session:
            return list(session.scalars(wanted))

    def of_work(self, work: str) -> list[KeptDraft]:
        """AssistantError when nothing of it is left."""
        wanted = select(KeptDraft).where(KeptDraft.work == work).order_by(KeptDraft.id)
        wanted = within(wanted, self._actor, "draft.read", KeptDraft.agency)
        with self._reading() as session:
            found = list(session.scalars(wanted))
        if not found:
            raise AssistantError(GONE)
        return found

    def draft(self, draft_id: str) -> KeptDraft:
        with self._reading() as session:
            found = session.get(KeptDraft, draft_id)
        if found is None:
            raise AssistantError(GONE)
        require(self._actor, "draft.read", found.agency)
        return found

    def delete(self, draft_id: str) -> None:
        with self._writing() as session:
            found = session.get(KeptDraft, draft_id, with_for_update=True)
            if found is not None:
                require(self._actor, "draft.change", found.agency)
                draft_deleted(session, found, self._clock())
                self._note(session, "draft.deleted", found)
                session.delete(found)

    def forget(self, session: Session, before: datetime) -> None:
        """Deletes what nobody has touched since."""
        session.execute(delete(KeptDraft).where(KeptDraft.changed_at < before))

    def _find(self, session: Session, work: str, platform: str) -> KeptDraft | None:
        wanted = select(KeptDraft).where(KeptDraft.work == work, KeptDraft.platform == platform)
        found = session.scalars(wanted.with_for_update()).first()
        if found is not None:
            require(self._actor, "draft.change", found.agency)
        return found

    def _check_seen(self, session: Session, found: KeptDraft, seen: int | None) -> None:
        if seen is not None and seen != found.version:
            session.expunge(found)
            raise EditedMeanwhile(found)

    def _changed(self, session: Session, found: KeptDraft) -> None:
        found.version += 1
        found.changed_at = self._clock()
        found.edited_by, found.edited_name = self._actor.id, self._actor.name
        draft_edited(session, found, self._actor, found.changed_at)

    def _add(
        self,
        session: Session,
        work: str,
        job: dict[str, Any],
        draft: Draft,
        result: CaptionResult,
        now: datetime,
    ) -> KeptDraft:
        order = _ORDER.get(draft.platform or "", len(_ORDER))
        kept = KeptDraft(
            id=f"{work}-{order}",
            work=work,
            brief=job["brief"],
            job=job,
            platform=draft.platform or "",
            facts=[as_json(fact) for fact in result.facts],
            state="draft",
            version=1,
            owner=self._actor.id,
            owner_name=self._actor.name,
            agency=self._actor.agency,
            created_at=now,
            changed_at=now,
        )
        _fill(kept, draft, result.sources)
        session.add(kept)
        self._note(session, "draft.made", kept)
        return kept

    def _note(self, session: Session, action: str, kept: KeptDraft) -> None:
        """With the whole draft: the trail shows what stood there, whatever becomes of it."""
        content = {
            "version": kept.version,
            "brief": kept.brief,
            "platform": kept.platform,
            "title": kept.title,
            "text": kept.text,
            "alt_text": kept.alt_text,
            "writer": kept.writer,
            "sources": kept.sources,
            "findings": kept.findings,
        }
        self._trail.note(session, action, "draft", kept.id, agency=kept.agency, content=content)


def _fill(kept: KeptDraft, draft: Draft, sources: Sequence[Source]) -> None:
    kept.title, kept.text, kept.alt_text = draft.title, draft.text, draft.alt_text
    kept.claims = [as_json(claim) for claim in draft.claims]
    kept.findings = [as_json(finding) for finding in draft.findings]
    kept.sources = [as_json(source) for source in sources]
    kept.writer = draft.writer
