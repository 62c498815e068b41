"""A day of work in the records, by several people, with a text of the test in every place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.access import Actor
from assistant.assembly import Assistant, assemble
from assistant.drafts import CaptionResult, Draft, Finding, Length, Promise, Source, Triage
from assistant.llm import Call
from assistant.queue import take_in
from assistant.queueing.comment_exports import Incoming
from assistant.records.approvals import Approval
from assistant.settings import Settings

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
RINA = Actor("a-rina", "rina.dishub", frozenset({"admin"}), "dishub", "page")
HEAD = Actor("a-kepala", "kepala.dishub", frozenset({"head"}), "dishub", "page")
DEWI = Actor("a-dewi", "dewi.dinkes", frozenset({"admin"}), "dinkes", "page")
HEAD_DINKES = Actor("a-kadinkes", "kepala.dinkes", frozenset({"head"}), "dinkes", "page")
SARI = Actor("a-sari", "sari.kominfo", frozenset({"editor"}), None, "page")
TRIAGE = Triage("complaint", "normal", "id", ("dishub",), True, (), ())
COMMENT = "min lampu merah mati di perempatan, wa saya 0812-3456-7890 nama saya Budi Santoso"
MASKED = "lampu mati, wa [TELEPON-1] a.n. [NAMA-1]"


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


def at_work(folder: Path) -> Assistant:
    return assemble(Settings(data_dir=folder, sample=False), clock=Clock())


def write_draft(
    assistant: Assistant, text: str, actor: Actor = RINA, writer: str = "embedded"
) -> str:
    finding = Finding("claim.not_found", "warn", 0, 1, f"Temuan: {text}")
    draft = Draft(
        "x", f"Judul {text}", None, text, (), f"Alt {text}", Length(len(text), 280, "weighted"),
        findings=(finding,), writer=writer,
    )  # fmt: skip
    sources = (Source(None, f"Sumber {text}", "dishub", None, f"Kutipan {text}"),)
    drafts = assistant.acting(actor).records.drafts
    work = drafts.keep({"brief": text, "platforms": ["x"]}, CaptionResult((draft,), sources))
    return drafts.of_work(work)[0].id


def hand_in(assistant: Assistant, draft_id: str, actor: Actor = RINA) -> Approval:
    return assistant.acting(actor).records.approvals.submit(draft_id, 1)


def send_reply(assistant: Assistant, text: str, actor: Actor = RINA) -> tuple[str, ...]:
    promise = Promise(0, len(text), actor.agency or "dishub", NOW + timedelta(days=2))
    return assistant.acting(actor).records.record_reply(
        comment_masked=f"{text} {MASKED}", text=text, platform="instagram", triage=TRIAGE,
        writer="model:contoh", promises=[promise],
    )  # fmt: skip


def take_comments(assistant: Assistant, texts: Sequence[str], actor: Actor = RINA) -> None:
    records = assistant.acting(actor).records
    take_in([Incoming(text, "instagram") for text in texts], records.queue, NOW)


def call_model(assistant: Assistant, sent: str, actor: Actor = RINA) -> None:
    call = Call("reply_model.md", "0" * 64, "contoh-1", sent, at=NOW, received="baik")
    assistant.acting(actor).records.keep_call(call)


def ask(assistant: Assistant, text: str, agency: str = "dishub") -> None:
    assistant.records.questions.collect(text, frozenset(text.split()), agency)
