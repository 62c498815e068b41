"""How well the verification tells a faithful draft from one with an error.

Faithful drafts over documents of the project's own are altered one place at a time: by rules that
know nothing of how claims are found, and by hand (prompts/cases/grounding). An error is caught
when a finding about a claim touches the altered place.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Literal

from assistant.drafts import Finding
from assistant.evaluation.alterations import Case, Error, errors, stray_sentences
from assistant.prompts import load_table
from assistant.verification import STRAY, Citations, verify
from knowledge.reading import read_file

Part = Literal["development", "measuring", "both"]

# What is wanted of each family (share caught); of faithful drafts at most this share flagged.
REACH = {
    "number": 0.99,
    "date": 0.99,
    "name": 0.97,
    "contact": 0.99,
    "item": 0.95,
    "negation": 0.90,
    "antonym": 0.80,
    "citation": 1.00,
    "quote": 0.99,
    "stray": 0.60,
}
FLAGGED_CLAIMS, FLAGGED_DRAFTS = 0.02, 0.05

# Families of the cases and of the rules, gathered under the figure that they count for.
_FIGURE = {
    "scale": "number",
    "money": "number",
    "percent": "number",
    "bound": "number",
    "time": "date",
    "role": "name",
    "person": "name",
    "organisation": "name",
    "place": "name",
    "phone": "contact",
    "url": "contact",
    "handle": "contact",
    "swap": "item",
    "exchange": "item",
    "copy": "item",
}

_REPAIRED = ("number", "date", "item", "contact")  # figures whose errors one tap can mend

_PARTS: Mapping[Part, tuple[str, ...]] = {
    "development": ("development",),
    "measuring": ("measuring", "fresh"),
    "both": ("development", "measuring", "fresh"),
}


def run(part: Part = "both") -> dict[str, Any]:
    """Figures of each part, with what is wanted and what was missed. The fresh part is by a hand
    that has not seen the rules, and nobody who writes rules has opened it."""
    result: dict[str, Any] = {name: measure(name) for name in _PARTS[part]}
    result["passed"] = all(figures["passed"] for figures in result.values())
    return result


def measure(part: str) -> dict[str, Any]:
    """The figures of one part."""
    return _measure(load_cases(part))


@cache
def load_cases(part: str) -> tuple[Case, ...]:
    with TemporaryDirectory() as folder:
        entries = load_table(f"cases/grounding/{part}.yaml")
        by_id = {entry["id"]: entry for entry in entries}
        return tuple(
            _case({**by_id[entry.get("of", entry["id"])], "changes": [], **entry}, Path(folder))
            for entry in entries
        )


def _case(entry: Mapping[str, Any], folder: Path) -> Case:
    path = folder / f"{entry['id']}.md"
    path.write_text(entry["document"], encoding="utf-8")
    return Case(
        entry["id"],
        read_file(path, published=entry["published"]),
        tuple(draft.strip() for draft in entry["drafts"]),
        entry["names"],
        tuple((str(f), int(i), str(a), str(b)) for f, i, a, b in entry["changes"]),
    )


def _measure(cases: tuple[Case, ...]) -> dict[str, Any]:
    known = {
        case.id: {_said(draft, item) for draft in case.drafts for item in _verify(draft, case)}
        for case in cases
    }
    caught: Counter[str] = Counter()
    total: Counter[str] = Counter()
    families: dict[str, list[int]] = {}
    missed: list[dict[str, str]] = []
    repairs = right = 0
    by_id = {case.id: case for case in cases}
    for error in chain(*map(errors, cases), stray_sentences(cases)):
        found = [
            item
            for item in _verify(error.text, by_id[error.case], error.brief)
            if touches(item, error) and _said(error.text, item) not in known[error.case]
        ]
        figure = _FIGURE.get(error.family, error.family)
        total[figure] += 1
        caught[figure] += bool(found)
        tally = families.setdefault(error.family, [0, 0])
        tally[0] += bool(found)
        tally[1] += 1
        if not found:
            missed.append({"family": error.family, "case": error.case, "text": _around(error)})
        elif figure in _REPAIRED:
            repairs += 1
            right += _digits(_repaired(error.text, found)) == _digits(error.right)
    faithful = _faithful(cases)
    figures = {
        name: {"caught": caught[name], "of": total[name], "share": caught[name] / total[name]}
        for name in REACH
        if total[name]
    }
    passed = all(figure["share"] >= REACH[name] for name, figure in figures.items()) and (
        faithful["flagged_claims_share"] <= FLAGGED_CLAIMS
        and faithful["flagged_drafts_share"] <= FLAGGED_DRAFTS
    )
    return {
        "figures": figures,
        "families": families,
        "repairs_right_share": right / max(1, repairs),
        "faithful": faithful,
        "missed": missed,
        "passed": passed,
    }


def _around(error: Error) -> str:
    return " … ".join(error.text[max(0, a - 25) : b + 25] for a, b in error.places)


def _repaired(text: str, found: Iterable[Finding]) -> str:
    """`text` after one tap on each repair."""
    for item in sorted(found, key=lambda item: -(item.start or 0)):
        if item.suggestion is not None and item.start is not None and item.end is not None:
            text = text[: item.start] + item.suggestion + text[item.end :]
    return text


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _faithful(cases: tuple[Case, ...]) -> dict[str, Any]:
    claims = drafts = touched = 0
    seconds: list[float] = []
    flags: list[dict[str, str]] = []
    strays: list[dict[str, str]] = []
    for case in cases:
        for draft in case.drafts:
            began = perf_counter()
            verified = verify(draft, [case.reading], brief="", citations=Citations())
            seconds.append(perf_counter() - began)
            drafts += 1
            claims += len(verified.claims)
            wrong = [item for item in verified.claims if not item.supported]
            touched += bool(wrong)
            flags += (
                {"case": case.id, "text": item.text, "status": item.status, "kind": item.kind}
                for item in wrong
            )
            strays += (
                {"case": case.id, "text": draft[item.start : item.end]}
                for item in verified.findings
                if item.rule == STRAY
            )
    seconds.sort()
    return {
        "drafts": drafts,
        "claims": claims,
        "flagged_claims_share": len(flags) / max(1, claims),
        "flagged_drafts_share": touched / max(1, drafts),
        "stray_drafts_share": len({(item["case"], item["text"]) for item in strays})
        / max(1, drafts),
        "milliseconds_median": round(1000 * seconds[len(seconds) // 2], 1),
        "flags": flags,
        "strays": strays,
    }


def _verify(text: str, case: Case, brief: str = "") -> tuple[Finding, ...]:
    return verify(text, [case.reading], brief=brief, citations=Citations()).findings


def _said(text: str, finding: Finding) -> tuple[str, str]:
    """A finding as it can be known again in another text: one that was there before is no catch."""
    return finding.rule, text[finding.start or 0 : finding.end or 0]


def touches(finding: Finding, error: Error) -> bool:
    """Whether a finding lies on an altered place; that a sentence is stray mends no value."""
    about_it = finding.rule.startswith("claim.") or (
        finding.rule == STRAY and error.family == "stray"
    )
    return about_it and any(
        finding.start is not None
        and finding.end is not None
        and finding.start < end
        and start < finding.end
        for start, end in error.places
    )
