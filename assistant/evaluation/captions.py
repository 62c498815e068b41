"""How good captions without a model are: needed facts, limits, whole sentences, no invention."""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.drafts import PLATFORMS
from assistant.evaluation.broken_sentences import broken
from assistant.evaluation.suites import Part
from assistant.facts import fact_sheet
from assistant.house_style import check_style
from assistant.platforms import check_limits
from assistant.prompts import load_table
from assistant.reading.moments import MONTHS
from assistant.verification import Citations, verify
from assistant.writing.embedded_writer import EmbeddedWriter
from assistant.writing.writer import Brief, Written
from knowledge.documents import Reading
from knowledge.reading import read_text

_PARTS: Mapping[Part, tuple[str, ...]] = {
    "development": ("development",),
    "measuring": ("measuring", "fresh"),
    "both": ("development", "measuring", "fresh"),
}
# A post of so few characters cannot carry every fact; the needed share is taken of the others.
_SHORT = frozenset(["x", "tiktok", "threads"])
_SHOWN = 30


def run(part: Part = "both") -> dict[str, Any]:
    """The figures of each part; `reach` names what is wanted. Of the measuring and the fresh part
    no draft is shown; the fresh one is by another hand than the writer's."""
    figures: dict[str, Any] = {
        name: measure_cases(load_table(f"cases/captions/{name}.yaml"), show=name == "development")
        for name in _PARTS[part]
    }
    figures["reach"] = {"needed_facts": 0.85, "unsupported": 0, "over_limit": 0, "broken": 0}
    return figures


def measure_cases(cases: Sequence[Mapping[str, Any]], *, show: bool = True) -> dict[str, Any]:
    """Figures over all platforms of all cases; `show` names the drafts that went wrong."""
    needed = found = short_needed = short_found = 0
    names = ("unsupported", "over_limit", "broken", "banned", "style")
    faults: dict[str, list[str]] = {name: [] for name in names}
    missing: list[str] = []
    drafts = 0
    seconds = 0.0
    for case in cases:
        readings = [read_text(case["document"])] if case["document"].strip() else []
        started = time.perf_counter()
        written = list(_write(case, readings))
        seconds += time.perf_counter() - started
        year = case["today"].year
        for draft in written:
            drafts += 1
            place = f"{case['id']} · {draft.platform}"
            absent = [need for need in case["needs"] if not _holds(draft, str(need), year)]
            if draft.platform in _SHORT:
                short_needed += len(case["needs"])
                short_found += len(case["needs"]) - len(absent)
            else:
                needed += len(case["needs"])
                found += len(case["needs"]) - len(absent)
                missing += [f"{place}: {need}" for need in absent]
            faults["broken"] += [f"{place}: {what}" for what in broken(draft.text)]
            faults["banned"] += [
                f"{place}: {ban}" for ban in case.get("bans", ()) if ban in draft.text
            ]
            faults["unsupported"] += [
                f"{place}: {what}" for what in _unsupported(draft, case, readings)
            ]
            faults["over_limit"] += [
                f"{place}: {finding.message}"
                for finding in check_limits(draft.text, draft.platform, field="post")
                if finding.severity == "block"
            ]
            faults["style"] += [
                f"{place}: {finding.rule} {draft.text[finding.start : finding.end]!r}"
                for finding in check_style(draft.text, platform=draft.platform, today=case["today"])
                if finding.severity != "info"
            ]
    figures: dict[str, Any] = {
        "cases": len(cases),
        "drafts": drafts,
        "needed_facts": round(found / needed, 4),
        "needed_facts_in_short_posts": round(short_found / short_needed, 4),
        "needed_facts_in_all": round((found + short_found) / (needed + short_needed), 4),
        **{f"drafts_{name}": _drafts(places) for name, places in faults.items()},
        "milliseconds_per_case": round(1000 * seconds / len(cases), 1),
    }
    if show:
        figures["missing"] = missing[:_SHOWN]
        figures["faults"] = {name: places[:_SHOWN] for name, places in faults.items()}
    return figures


def _write(case: Mapping[str, Any], readings: Sequence[Reading]) -> Iterator[Written]:
    brief = Brief(case["brief"], PLATFORMS, case.get("audience"), case.get("tone"))
    sheet = fact_sheet(readings, case["today"])
    yield from EmbeddedWriter().captions(brief, sheet, readings)


def _holds(draft: Written, need: str, year: int) -> bool:
    """A day of this year may stand without its year, as people write it in a short post."""
    text = _without_year(f"{draft.title or ''}\n{draft.text}", year)
    return any(_without_year(form.strip(), year) in text for form in need.split(" / "))


def _without_year(text: str, year: int) -> str:
    return re.sub(rf"(?<=\d\s)({'|'.join(MONTHS)})\s{year}\b", r"\1", text).lower()


def _unsupported(
    draft: Written, case: Mapping[str, Any], readings: Sequence[Reading]
) -> Iterator[str]:
    if draft.asserts_nothing:
        return
    checked = verify(
        draft.text,
        readings,
        brief=case["brief"],
        citations=Citations(),
        platform=draft.platform,
    )
    for claim in checked.claims:
        if not claim.supported:
            yield f"{claim.kind} {claim.status} {claim.text!r}"


def _drafts(places: Sequence[str]) -> int:
    return len({place.split(": ")[0] for place in places})
