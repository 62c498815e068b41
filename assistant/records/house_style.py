"""What editors changed in the files of `prompts/`: versions that lie over the shipped text.

One version holds all changes of its subject, not only the last step: restoring an old one needs no
other, and a newer release of the program still brings what nobody changed.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.access import require
from assistant.errors import AssistantError
from assistant.records.repository import Repository
from assistant.records.tables import Base

HOUSE_STYLE = "house-style"
OVERTAKEN = (
    "Orang lain menyimpan versi {number} sesudah Anda membuka halaman ini. Perubahan Anda tetap "
    "ada di layar: muat ulang aturannya, periksa pratinjau, lalu simpan lagi."
)


class PromptVersion(Base):
    """`changes`: by the name of a file below prompts/, what lies over it (see prompts.overlaid)."""

    __tablename__ = "prompt_versions"
    __table_args__ = (UniqueConstraint("subject", "number", name="one_version_a_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    number: Mapped[int]
    saved_at: Mapped[datetime]
    who: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)


class PromptVersions(Repository):
    def newest_number(self, subject: str) -> int:
        """0: nobody has changed anything; what is shipped holds."""
        with self._reading() as session:
            return _newest_number(session, subject)

    def changes(self, subject: str, number: int) -> dict[str, Any]:
        """What version `number` lays over the shipped files; version 0 nothing."""
        if number == 0:
            return {}
        wanted = select(PromptVersion).where(
            PromptVersion.subject == subject, PromptVersion.number == number
        )
        with self._reading() as session:
            found = session.scalars(wanted).one_or_none()
        if found is None:
            raise AssistantError(f"Versi {number} tidak ditemukan.")
        return found.changes

    def newest(self, subject: str) -> dict[str, Any]:
        """The changes of the newest version; none where nobody has changed anything."""
        wanted = (
            select(PromptVersion.changes)
            .where(PromptVersion.subject == subject)
            .order_by(PromptVersion.number.desc())
            .limit(1)
        )
        with self._reading() as session:
            return session.scalar(wanted) or {}

    def history(self, subject: str) -> list[PromptVersion]:
        """The newest first."""
        wanted = (
            select(PromptVersion)
            .where(PromptVersion.subject == subject)
            .order_by(PromptVersion.number.desc())
        )
        with self._reading() as session:
            return list(session.scalars(wanted))

    def save(
        self, subject: str, changes: dict[str, Any], *, who: str, reason: str, seen: int
    ) -> int:
        """The number of the new version. `seen`: the version that the editor changed; with a newer
        one in between nothing is saved."""
        require(self._actor, "style.change")
        with self._writing() as session:
            newest = _newest_number(session, subject)
            if newest != seen:
                raise AssistantError(OVERTAKEN.format(number=newest))
            session.add(
                PromptVersion(
                    subject=subject,
                    number=newest + 1,
                    saved_at=self._clock(),
                    who=who,
                    reason=reason,
                    changes=changes,
                )
            )
            self._trail.note(
                session,
                "style.changed",
                "prompts",
                f"{subject}-{newest + 1}",
                content={"reason": reason, "changes": changes},
                lasting=True,
            )
            return newest + 1


def _newest_number(session: Session, subject: str) -> int:
    newest = select(func.max(PromptVersion.number)).where(PromptVersion.subject == subject)
    return session.scalar(newest) or 0
