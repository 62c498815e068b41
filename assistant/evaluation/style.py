"""How well the house style is watched: faults found, repairs right, good text left alone."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from assistant.drafts import Finding
from assistant.evaluation.suites import Part
from assistant.house_style import check_style
from assistant.platforms import check_limits
from assistant.prompts import load_table

_TODAY = date(2026, 2, 1)
_SHOWN = 20


def run(part: Part = "both") -> dict[str, Any]:
    """Figures for each part: shares of faults found and of good drafts with a false alarm."""
    parts = ("development", "measuring") if part == "both" else (part,)
    return {name: measure_cases(load_table(f"cases/style/{name}.yaml")) for name in parts}


def measure_cases(cases: Mapping[str, Any]) -> dict[str, Any]:
    """The figures for one table of cases, with the cases that went wrong."""
    started = time.perf_counter()
    missed = [case for case in cases["faults"] if not _found(case)]
    alarms = [alarm for case in cases["good"] for alarm in _alarms(case)]
    drafts = len(cases["faults"]) + len(cases["good"])
    seconds = time.perf_counter() - started
    per_draft = Counter(case for case, _ in alarms)
    hints = sum(finding.severity == "info" for case in cases["good"] for finding in _findings(case))
    return {
        "faults": len(cases["faults"]),
        "found": round(1 - len(missed) / len(cases["faults"]), 4),
        "good_drafts": len(cases["good"]),
        "good_with_warning": round(len(per_draft) / len(cases["good"]), 4),
        "hints_per_good_draft": round(hints / len(cases["good"]), 2),
        "milliseconds_per_draft": round(seconds * 1000 / drafts, 2),
        "missed": [f"{case['rule']}: {case['text'][:60]}" for case in missed][:_SHOWN],
        "false_alarms": [f"{text[:40]}… {rule}" for text, rule in alarms][:_SHOWN],
    }


def _found(case: Mapping[str, Any]) -> bool:
    """Whether a rule of the expected family marks the place and, where asked, repairs it."""
    text = case["text"]
    for finding in check_style(text, platform=case.get("platform"), today=_TODAY):
        if (
            finding.rule.split(".")[0] == case["rule"]
            and text[finding.start : finding.end] == case["place"]
            and ("better" not in case or finding.suggestion == case["better"])
        ):
            return True
    return False


def _alarms(case: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for finding in _findings(case):
        if finding.severity != "info":
            yield case["text"], finding.rule


def _findings(case: Mapping[str, Any]) -> tuple[Finding, ...]:
    text, platform = case["text"].rstrip("\n"), case.get("platform")
    return (
        *check_style(text, platform=platform, today=_TODAY),
        *check_limits(text, platform, field="post" if platform else "comment"),
    )
