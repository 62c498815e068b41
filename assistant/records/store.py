"""The records in their database: what was sent, what was promised, what a model was asked."""

import copy
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session, joinedload

from assistant.access import SYSTEM, Actor, require
from assistant.drafts import Promise, Triage
from assistant.errors import AssistantError
from assistant.keys import Keys
from assistant.records.accounts import Accounts, Failures, SetUp, SignIn
from assistant.records.approvals import Approvals
from assistant.records.comment_queue import CommentQueue, Step
from assistant.records.database import Bond, Database, within
from assistant.records.house_style import HOUSE_STYLE, PromptVersions
from assistant.records.kept_drafts import KeptDrafts
from assistant.records.model_calls import ModelCalls
from assistant.records.questions import Questions
from assistant.records.tables import FollowUp, ModelCall, OpenQuestion, SentReply
from assistant.records.trail import Trail
from assistant.records.trail_heads import FILE_NAME as HEADS
from assistant.records.trail_heads import TrailHeads
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.llm import Call


class Records:
    """What `actor` may see and change of them; by default the command line's."""

    def __init__(
        self, settings: Settings, clock: Callable[[], datetime], actor: Actor = SYSTEM
    ) -> None:
        self._settings = settings
        self._database = Database(settings)
        self._keys = Keys(settings)
        self.now = clock
        self._bind(actor)

    def acting(self, actor: Actor) -> "Records":
        """The same records in the name of `actor`."""
        other = copy.copy(self)
        other._bind(actor)
        return other

    def _bind(self, actor: Actor) -> None:
        self._actor = actor
        self._reading, self._writing = self._database.reading, self._database.writing
        bond = Bond(self._database, self.now, actor, self._keys)
        self.trail = Trail(bond)
        self.accounts = Accounts(bond, self.trail)
        self.questions = Questions(bond, self.trail)
        self.queue = CommentQueue(bond, self.trail)
        self.drafts = KeptDrafts(bond, self.trail)
        self.approvals = Approvals(bond, self.trail)
        self.prompts = PromptVersions(bond, self.trail)
        self._calls = ModelCalls(bond, self.trail)

    def exists(self) -> bool:
        """Whether anything can have been kept."""
        return self._database.exists()

    def sign_in_compulsory(self) -> bool:
        """Once there is an account, nobody gets in without one; also at this machine."""
        return self._database.exists() and self.accounts.any()

    def house_style(self) -> dict[str, Any]:
        """What the editors' newest version lays over the shipped files."""
        return self.prompts.newest(HOUSE_STYLE) if self._database.exists() else {}

    def record_reply(
        self,
        *,
        comment_masked: str,
        text: str,
        platform: str | None,
        triage: Triage,
        writer: str,
        promises: Sequence[Promise],
        drafted: str | None = None,
        queue: Step | None = None,
        settles: str | None = None,
    ) -> tuple[str, ...]:
        """Keeps a reply as sent together with what it promises; gives the ids of the promises.

        One transaction: a promise is never public without its record, nor recorded without it.
        In it too: the step that the reply is for an entry of the queue (Overtaken: nothing is
        kept), and the follow-up that it `settles`. `drafted`: the text before it was edited.
        """
        require(self._actor, "reply.send")
        now = self.now()
        with self._writing() as session:
            if queue is not None:
                self.queue.change_in(session, queue, replied=True)
            if settles is not None:
                self._settle(session, settles)
            reply = SentReply(
                id=_new_id("b"),
                sent_at=now,
                platform=platform,
                comment_masked=comment_masked,
                text=text,
                drafted=drafted,
                kind=triage.kind,
                urgency=triage.urgency,
                writer=writer,
                sent_by=self._actor.name,
                agency=self._actor.agency,
            )
            session.add(reply)
            for promise in promises:
                reply.follow_ups.append(
                    FollowUp(
                        id=_new_id("t"),
                        agency=promise.agency,
                        promise=text[promise.start : promise.end],
                        due=promise.due,
                        created_at=now,
                        state="open",
                    )
                )
            self.trail.note(
                session,
                "reply.sent",
                "reply",
                reply.id,
                agency=reply.agency,
                content={
                    "comment": comment_masked,
                    "text": text,
                    "drafted": drafted,
                    "writer": writer,
                    "promises": [one.promise for one in reply.follow_ups],
                    "queue": queue.seen.id if queue else None,
                    "settles": settles,
                },
            )
            return tuple(follow_up.id for follow_up in reply.follow_ups)

    def follow_ups(
        self, *, agency: str | None = None, state: str | None = "open"
    ) -> list[FollowUp]:
        """The most urgent first, each with its reply. `state` None: open and done."""
        wanted = select(FollowUp).options(joinedload(FollowUp.reply)).order_by(FollowUp.due)
        if agency is not None:
            wanted = wanted.where(FollowUp.agency == agency)
        if state is not None:
            wanted = wanted.where(FollowUp.state == state)
        wanted = within(
            wanted.join(FollowUp.reply),
            self._actor,
            "follow-up.read",
            FollowUp.agency,
            SentReply.agency,
        )
        with self._reading() as session:
            return list(session.scalars(wanted))

    def settle(self, follow_up_id: str) -> None:
        """The promise was kept."""
        with self._writing() as session:
            self._settle(session, follow_up_id)

    def follow_up(self, follow_up_id: str) -> FollowUp:
        """One promise with the reply that made it."""
        with self._reading() as session:
            found = session.get(FollowUp, follow_up_id, options=[joinedload(FollowUp.reply)])
        if found is None:
            raise AssistantError(f"Tindak lanjut {follow_up_id} tidak ditemukan.")
        require(self._actor, "follow-up.read", found.agency, found.reply.agency)
        return found

    def sent_replies(self, limit: int) -> list[SentReply]:
        """The newest first."""
        newest = select(SentReply).order_by(SentReply.sent_at.desc(), SentReply.id).limit(limit)
        newest = within(newest, self._actor, "reply.read", SentReply.agency)
        with self._reading() as session:
            return list(session.scalars(newest))

    def edits(self, limit: int = 1000) -> list[tuple[str, str]]:
        """What was suggested and what was sent instead, of the newest replies that were edited."""
        edited = (
            select(SentReply.drafted, SentReply.text)
            .where(SentReply.drafted.is_not(None), SentReply.drafted != SentReply.text)
            .order_by(SentReply.sent_at.desc())
            .limit(limit)
        )
        edited = within(edited, self._actor, "reply.read", SentReply.agency)
        with self._reading() as session:
            return [(drafted or "", sent) for drafted, sent in session.execute(edited)]

    def keep_call(self, call: "Call") -> None:
        self._calls.keep(call)

    def latest_calls(self, limit: int = 100) -> list[ModelCall]:
        """Calls to a model, the newest first."""
        return self._calls.latest(limit)

    def forget_settled(self) -> None:
        """Deletes what the retention no longer allows. A reply with an open promise stays."""
        before = self.now() - timedelta(days=self._settings.retention_days)
        waiting = exists().where(
            FollowUp.reply_id == SentReply.id,
            (FollowUp.state != "done") | (FollowUp.settled_at >= before),
        )
        with self._writing() as session:
            old = session.scalars(select(SentReply).where(SentReply.sent_at < before, ~waiting))
            for reply in old:
                session.delete(reply)
            self._calls.forget(session, before)
            session.execute(delete(OpenQuestion).where(OpenQuestion.last_asked < before))
            self.queue.forget(session, before)
            self.drafts.forget(session, before)
            self.trail.forget(session, before)
            self.approvals.forget(session, before)
            session.execute(delete(SignIn).where(SignIn.seen_at < before))
            session.execute(delete(Failures).where(Failures.last_at < before))
            session.execute(delete(SetUp).where(SetUp.expires_at < before))

    def upkeep(self) -> None:
        """What is due once a day: to forget, for good, and to keep the head of the trail."""
        self.forget_settled()
        self._database.give_back()
        head = self.trail.head()
        if head is not None:
            TrailHeads(self._settings.data_dir / HEADS).keep(head, self.now())

    def close(self) -> None:
        self._database.close()

    def _settle(self, session: Session, follow_up_id: str) -> None:
        follow_up = session.get(FollowUp, follow_up_id)
        if follow_up is None:
            raise AssistantError(f"Tindak lanjut {follow_up_id} tidak ditemukan.")
        require(self._actor, "follow-up.settle", follow_up.agency, follow_up.reply.agency)
        if follow_up.state != "done":
            follow_up.state, follow_up.settled_at = "done", self.now()
            self.trail.note(
                session,
                "follow-up.settled",
                "follow-up",
                follow_up_id,
                agency=follow_up.agency,
                content={"promise": follow_up.promise},
            )


def _new_id(letter: str) -> str:
    return letter + secrets.token_hex(6)
