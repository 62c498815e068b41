"""Whether replies answer citizens' questions from the knowledge base, and only what it holds.

The sample base and the invented documents of all parts lie in one base, so that every question is
asked among all of them.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
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
_ROOMY: Platform = "facebook"

Ask = Callable[[str], ReplyResult]


def run(parts: Sequence[str] = PARTS) -> dict[str, Any]:
    """The figures of each part, in percent; of those that are seen also what went wrong."""
    with base() as knowledge:
        desk = ReplyDesk((EmbeddedWriter(),), knowledge, lambda: NOW, _no_records)

        def ask(comment: str) -> ReplyResult:
            return draft_reply(ReplyJob(comment=comment, platform=_ROOMY), desk)

        return {part: measure(part, ask) for part in parts}


@contextmanager
def base() -> Iterator[KnowledgeBase]:
    """The sample with the invented documents."""
    with tempfile.TemporaryDirectory() as folder:
        readings = [*_sample(), *_invented(Path(folder))]
        knowledge = KnowledgeBase(
            Path(folder) / "data", today=lambda: NOW.date(), vocabulary=load_vocabulary()
        )
        try:
            knowledge.add_readings(readings)
            yield knowledge
        finally:
            knowledge.close()


def measure(part: str, ask: Ask) -> dict[str, Any]:
    table = load_table(f"cases/replies/answers-{part}.yaml")
    judged = [(case, judge(case, ask(case["comment"]))) for case in table["questions"]]
    counts = Counter(verdict for _, verdict in judged)
    refused = [(comment, ask(comment)) for comment in table["unanswerable"]]
    false = [comment for comment, result in refused if result.answered]
    figures: dict[str, Any] = {
        "questions": len(judged),
        **{
            verdict: _share(counts[verdict], len(judged))
            for verdict in ("right", "near", "unanswered", "wrong")
        },
        "unanswerable": len(refused),
        "false_answers": _share(len(false), len(refused)),
    }
    figures["passed"] = (
        figures["right"] >= REACH["right"]
        and figures["wrong"] <= REACH["wrong"]
        and figures["false_answers"] <= REACH["false_answers"]
    )
    if part == "development":
        figures["missed"] = [
            f"{verdict}: {c['comment']}" for c, verdict in judged if verdict != "right"
        ]
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


def _invented(folder: Path) -> Iterator[Reading]:
    for part in PARTS:
        for row in load_table(f"cases/replies/answers-{part}.yaml")["documents"]:
            path = folder / row["name"]
            path.write_text(row["text"], encoding="utf-8")
            yield replace(read_file(path), agency=row["agency"], published=row["published"])


def _no_records() -> Any:
    raise AssertionError("an evaluation records nothing")
