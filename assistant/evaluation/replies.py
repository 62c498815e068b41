"""Whether replies can be sent: their anatomy, what they must not say, their limits.

Each comment is answered for every platform asked for, from its own short source where the case
has one; what is wrong is named by rule.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.agencies import OUTSIDE
from assistant.deadlines import WIB
from assistant.drafts import Platform, ReplyResult
from assistant.evaluation import answers
from assistant.jobs import ReplyJob
from assistant.privacy import mask
from assistant.prompts import load_table
from assistant.replies import ReplyDesk, draft_reply, forbidden_in, repeats_personal_data
from assistant.writing.embedded_writer import EmbeddedWriter

PARTS = ("development", "measuring")
PLATFORMS: tuple[Platform | None, ...] = ("instagram", "x", "tiktok", None)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=WIB)
# Share of replies without any fault that has to be reached, in percent.
TARGET = 98.0
_GREETED = re.compile(r"^(?:Halo|Hai|Terima kasih|Matur nuwun|Nuwun|Nggih|⚠️|Segera|Kami|Laporan|"
                      r"Usul|Kebenaran|Wah|Hello|Soal|Supaya)")  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?🙏)]$|🙏$")
_ACTION = re.compile(
    r"\bkami (?:sudah |langsung |bantu )?(?:teruskan|cek|sampaikan)", re.IGNORECASE
)
_REPAIR_DATE = re.compile(
    r"\b(?:diperbaiki|selesai|beres|menyala)\b[^.]*\b(?:besok|lusa|minggu depan|\d+ hari)\b"
)

Answer = Callable[[ReplyJob], ReplyResult]


@dataclass(frozen=True, slots=True)
class Case:
    """A comment with what its answer must name; `source` is a text that answers it, `fact` what
    has to be said of it. `words`: one of each group has to appear in the acknowledgement."""

    text: str
    words: tuple[str, ...]
    source: str | None
    fact: str | None


def load_cases(part: str) -> list[Case]:
    return [
        Case(row["comment"], tuple(row.get("names", ())), row.get("source"), row.get("fact"))
        for row in load_table(f"cases/replies/{part}.yaml")
    ]


def run(
    part: str = "both",
    *,
    answer: Answer | None = None,
    most: int | None = None,
    from_base: bool = True,
) -> dict[str, Any]:
    """The figures of each part, and whether all are reached; `most` cases of each.

    `from_base`: also how questions are answered from the knowledge base.
    """
    parts = PARTS if part == "both" else tuple(name for name in PARTS if name == part)
    results: dict[str, Any] = {name: _measure(load_cases(name)[:most], answer) for name in parts}
    for name in parts if from_base else ():
        results[name]["answers"] = found = answers.run((name,))[name]
        results[name]["passed"] = results[name]["passed"] and found["passed"]
    results["passed"] = all(results[name]["passed"] for name in parts)
    return results


def _measure(cases: Sequence[Case], answer: Answer | None) -> dict[str, Any]:
    desk = ReplyDesk((EmbeddedWriter(),), None, lambda: NOW, _no_records)
    reply = answer or (lambda job: draft_reply(job, desk))
    faults: Counter[str] = Counter()
    sound = told = asked = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, case in enumerate(cases):
            path = Path(folder) / f"{number}.txt"
            if case.source:
                path.write_text(case.source, encoding="utf-8")
            for platform in PLATFORMS:
                sources = (str(path),) if case.source else ()
                job = ReplyJob(comment=case.text, platform=platform, sources=sources)
                result = reply(job)
                found = list(find_faults(case, job, result))
                faults.update(found)
                sound += not found
            asked += case.fact is not None
            told += case.fact is not None and _says(result, reply, case, sources)
    total = len(cases) * len(PLATFORMS)
    share = round(100 * sound / total, 1) if total else 100.0
    return {
        "comments": len(cases),
        "replies": total,
        "sound": share,
        "answered_from_source": round(100 * told / asked, 1) if asked else None,
        "faults": dict(faults.most_common()),
        "passed": share >= TARGET,
    }


def _says(result: ReplyResult, reply: Answer, case: Case, sources: tuple[str, ...]) -> bool:
    """Whether the full reply on a roomy platform gives the fact of the source."""
    job = ReplyJob(comment=case.text, platform="facebook", sources=sources)
    full = reply(job).reply
    return full is not None and (case.fact or "").lower() in full.text.lower()


def find_faults(case: Case, job: ReplyJob, result: ReplyResult) -> Iterator[str]:
    """The rules that the answer breaks."""
    masked = mask(case.text)
    for draft in (result.acknowledgement, result.reply):
        if draft is None:
            continue
        if draft.length.limit is not None and draft.length.count > draft.length.limit:
            yield "limit"
        if forbidden_in(draft.text):
            yield "forbidden"
        if repeats_personal_data(draft.text, masked) or re.search(r"\[[A-Z]+-\d+\]", draft.text):
            yield "personal-data"
        if re.search(rf"\b(?:{_guessed()})\b", _without_names(draft.text)):
            yield "guessed-address"
        if re.search(r"\{\w*\}|  |\bNone\b| [,.]", draft.text):
            yield "broken"
        roomy = (draft.length.limit or 1_000) > 200
        if roomy and not _GREETED.match(draft.text):
            yield "opening"
        if not _SENTENCE_END.search(draft.text):
            yield "unfinished"
        if _REPAIR_DATE.search(draft.text) and not case.source:
            yield "repair-date"
        if any(finding.severity == "block" for finding in draft.findings):
            yield "blocked"
        if _ACTION.search(draft.text) and not draft.promises:
            yield "unrecorded-promise"
        if len(re.findall(r"[^.!?]+[.!?]", draft.text)) > 8:
            yield "too-many-sentences"
    if result.triage.needs_reply:
        yield from _missing(case, job, result)


def _missing(case: Case, job: ReplyJob, result: ReplyResult) -> Iterator[str]:
    first = result.acknowledgement
    if first is None:
        yield "no-acknowledgement"
        return
    said = f"{first.text} {result.reply.text if result.reply else ''}".lower()
    for word in case.words:
        if not any(option in said for option in word.lower().split("|")):
            yield "not-concrete"
    if result.triage.kind == "emergency":
        if "112" not in first.text[:60]:
            yield "112-not-first"
        if result.reply is not None:
            yield "emergency-written"
    if mask(case.text).items and "data pribadi" not in said and result.triage.kind not in _SILENT:
        yield "privacy-not-asked"
    if result.triage.kind == "complaint":
        if result.disposition is None:
            yield "no-disposition"
        elif repeats_personal_data(result.disposition.lapor.text, mask(case.text)):
            yield "personal-data-in-lapor"
        promised = first.promises or (result.reply is not None and result.reply.promises)
        if not promised and not result.triage.agencies[0].startswith(OUTSIDE):
            yield "no-promise"


_SILENT = ("praise", "spam", "abuse", "politics", "other", "emergency", "suggestion", "rumour")


def _guessed() -> str:
    names: Mapping[str, str] = load_table("reply_frames.yaml")
    return "|".join(part.strip() for part in names["guessed"].split(","))


def _without_names(text: str) -> str:
    """The text in lower case without what names an office ("Bapak/Ibu" stays a guess)."""
    return re.sub(r"\b(?:Bapak/Ibu|Ibu dan Anak)\b", "", text).lower()


def _no_records() -> Any:
    raise AssertionError("an evaluation records nothing")
