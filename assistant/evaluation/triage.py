"""How well comments are understood: kind, urgency, agency, over comments written for it.

Rules are mended on the development part; of the measuring part only totals are looked at.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.drafts import Triage
from assistant.prompts import load_table
from assistant.triage import triage

PARTS = ("development", "measuring")
# What has to be reached, in percent; milliseconds for the time of one comment.
TARGETS = {
    "kind": 85.0,
    "emergency_recall": 98.0,
    "high_urgency_recall": 95.0,
    "agency_first": 85.0,
    "agency_two": 93.0,
    "milliseconds": 20.0,
}
_NO_MORE_THAN = ("milliseconds",)


@dataclass(frozen=True, slots=True)
class Case:
    """`agencies` are all acceptable; none: whose duty it is is not judged."""

    kind: str
    urgency: str
    agencies: tuple[str, ...]
    text: str


def load_cases(part: str) -> list[Case]:
    rows = load_table(f"cases/triage/{part}.yaml")
    return [Case(kind, urgency, tuple(ids), text) for kind, urgency, ids, text in rows]


def run(part: str = "both", *, judge: Callable[[str], Triage] = triage) -> dict[str, Any]:
    """The figures of each part, and whether all that are asked for are reached."""
    parts = PARTS if part == "both" else tuple(name for name in PARTS if name == part)
    results: dict[str, Any] = {name: measure(load_cases(name), judge) for name in parts}
    results["passed"] = all(results[name]["passed"] for name in parts)
    if part != "development":
        results["hard"] = measure_hard(judge)
    return results


def measure_hard(judge: Callable[[str], Triage]) -> dict[str, Any]:
    """Told casually, only sounding terrible, praise that is none: what rules find hardest."""
    table = load_table("cases/triage/hard.yaml")
    kinds = {name: [judge(text).kind for text in texts] for name, texts in table.items()}
    return {
        "cases": sum(len(texts) for texts in table.values()),
        "emergency_recall": _share(kind == "emergency" for kind in kinds["emergencies"]),
        "false_emergencies": _share(kind == "emergency" for kind in kinds["ordinary"]),
        "sarcasm_understood": _share(kind == "complaint" for kind in kinds["sarcasm"]),
    }


def measure(cases: Sequence[Case], judge: Callable[[str], Triage]) -> dict[str, Any]:
    judge(cases[0].text)
    began = time.perf_counter()
    judged = [(case, judge(case.text)) for case in cases]
    each = 1000 * (time.perf_counter() - began) / len(cases)
    duty = [(case, found) for case, found in judged if case.agencies]
    figures = {
        "kind": _share(found.kind == case.kind for case, found in judged),
        "emergency_recall": _share(
            found.kind == "emergency" for case, found in judged if case.kind == "emergency"
        ),
        "emergency_precision": _share(
            case.kind == "emergency" for case, found in judged if found.kind == "emergency"
        ),
        "high_urgency_recall": _share(
            found.urgency == "high" for case, found in judged if case.urgency == "high"
        ),
        "high_urgency_precision": _share(
            case.urgency == "high" for case, found in judged if found.urgency == "high"
        ),
        "agency_first": _share(_within(case, found, 1) for case, found in duty),
        "agency_two": _share(_within(case, found, 2) for case, found in duty),
        "milliseconds": round(each, 2),
    }
    reached = all(
        figures[name] <= goal if name in _NO_MORE_THAN else figures[name] >= goal
        for name, goal in TARGETS.items()
    )
    by_kind = {
        kind: _share(found.kind == kind for case, found in judged if case.kind == kind)
        for kind in sorted({case.kind for case in cases})
    }
    return {"cases": len(cases), **figures, "by_kind": by_kind, "passed": reached}


def _within(case: Case, found: Triage, places: int) -> bool:
    return any(agency in case.agencies for agency in found.agencies[:places])


def _share(right: Any) -> float:
    values = [bool(value) for value in right]
    return round(100 * sum(values) / len(values), 1) if values else 100.0
