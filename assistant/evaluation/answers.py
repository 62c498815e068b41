"""Whether replies answer citizens' questions from the knowledge base, and only what it holds.

A part has one sheet of questions or several, each with the documents that were invented for it: its
questions are asked of the sample base with these, as the documents of another sheet may well answer
what has no answer in its own.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.deadlines import WIB
from assistant.drafts import Platform, ReplyResult
from assistant.jobs import ReplyJob
from assistant.prompts import load_table
from assistant.replies import ReplyDesk, draft_reply
from assistant.vocabulary import load_vocabulary
from assistant.writing.embedded_writer import EmbeddedWriter
from knowledge.base import KnowledgeBase
from knowledge.documents import Reading
from knowledge.reading import read_file
from knowledge.sample.sample import SAMPLE

# The fresh part is by a hand that has not seen the rules.
PARTS = ("development", "measuring", "fresh")
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=WIB)
REACH = {"right": 80.0, "wrong": 2.0, "false_answers": 5.0}
_PAPERS = "cases/captions/development.yaml"
_ROOMY: Platform = "facebook"

Ask = Callable[[str], ReplyResult]


def run(parts: Sequence[str] = PARTS) -> dict[str, Any]:
    """The figures of each part, in percent; of those that are seen also what went wrong."""
    return {part: _figures(part, [asked(sheet) for sheet in sheets(part)]) for part in parts}


def sheets(part: str) -> list[Any]:
    """The table of a part, and the further ones in it, with the papers that these name."""
    table = load_table(f"cases/replies/answers-{part}.yaml")
    return [_with_papers(one) for one in (table, *table.get("further", ()))]


def _with_papers(sheet: Mapping[str, Any]) -> Mapping[str, Any]:
    """With the documents of the captions' development cases that it asks about."""
    if not (wanted := sheet.get("papers")):
        return sheet
    texts = {case["id"]: case["document"] for case in load_table(_PAPERS)}
    papers = [{"name": f"{row['id']}.txt", "text": texts[row["id"]], **row} for row in wanted]
    return {**sheet, "documents": [*sheet["documents"], *papers]}


def asked(sheet: Mapping[str, Any]) -> "Asked":
    with base(sheet) as knowledge:
        desk = ReplyDesk((EmbeddedWriter(),), knowledge, lambda: NOW, _no_records)

        def ask(comment: str) -> ReplyResult:
            return draft_reply(ReplyJob(comment=comment, platform=_ROOMY), desk)

        return Asked.of(sheet, ask)


@contextmanager
def base(sheet: Mapping[str, Any]) -> Iterator[KnowledgeBase]:
    """The sample with the documents invented for a sheet."""
    with tempfile.TemporaryDirectory() as folder:
        readings = [*_sample(), *_invented(sheet, Path(folder))]
        knowledge = KnowledgeBase(
            Path(folder) / "data", today=lambda: NOW.date(), vocabulary=load_vocabulary()
        )
        try:
            knowledge.add_readings(readings)
            yield knowledge
        finally:
            knowledge.close()


@dataclass(frozen=True, slots=True)
class Asked:
    """The verdict on each question of a sheet, and what was answered though it has no answer."""

    verdicts: tuple[tuple[str, str], ...]
    false: tuple[str, ...]
    unanswerable: int

    @classmethod
    def of(cls, sheet: Mapping[str, Any], ask: Ask) -> "Asked":
        return cls(
            tuple(
                (case["comment"], judge(case, ask(case["comment"]))) for case in sheet["questions"]
            ),
            tuple(comment for comment in sheet["unanswerable"] if ask(comment).answered),
            len(sheet["unanswerable"]),
        )


def _figures(part: str, sheets: Sequence[Asked]) -> dict[str, Any]:
    verdicts = [one for sheet in sheets for one in sheet.verdicts]
    false = [comment for sheet in sheets for comment in sheet.false]
    unanswerable = sum(sheet.unanswerable for sheet in sheets)
    counts = Counter(verdict for _, verdict in verdicts)
    figures: dict[str, Any] = {
        "questions": len(verdicts),
        **{
            verdict: _share(counts[verdict], len(verdicts))
            for verdict in ("right", "near", "unanswered", "wrong")
        },
        "unanswerable": unanswerable,
        "false_answers": _share(len(false), unanswerable),
    }
    figures["passed"] = (
        figures["right"] >= REACH["right"]
        and figures["wrong"] <= REACH["wrong"]
        and figures["false_answers"] <= REACH["false_answers"]
    )
    if part == "development":
        figures["missed"] = [f"{said}: {comment}" for comment, said in verdicts if said != "right"]
        figures["missed"] += [f"false: {comment}" for comment in false]
    return figures


def judge(case: Mapping[str, Any], result: ReplyResult) -> str:
    """right: every gold fact stands in the reply; wrong: another fact is given for it; near: it
    answers with something else of the matter; unanswered: it says that it will be checked."""
    said = result.reply.text.lower() if result.reply else ""
    if any(other in said for other in case["wrong"]):
        return "wrong"
    if not result.answered:
        return "unanswered"
    golden = all(any(one in said for one in gold.split("|")) for gold in case["gold"])
    return "right" if golden else "near"


def _share(count: int, total: int) -> float:
    return round(100 * count / total, 1)


def _sample() -> Iterator[Reading]:
    for document in SAMPLE:
        yield replace(
            read_file(document.path),
            title=document.title,
            kind=document.kind,
            agency=document.agency,
            published=document.published,
            valid_until=document.valid_until,
        )


def _invented(sheet: Mapping[str, Any], folder: Path) -> Iterator[Reading]:
    for row in sheet["documents"]:
        path = folder / row["name"]
        path.write_text(row["text"], encoding="utf-8")
        yield replace(read_file(path), agency=row["agency"], published=row["published"])


def _no_records() -> Any:
    raise AssertionError("an evaluation records nothing")
