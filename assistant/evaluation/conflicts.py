"""How many contradictions between documents are seen, and how many are seen where there is none."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from assistant.prompts import load_table
from knowledge.conflicts import find_conflicts
from knowledge.documents import Reading
from knowledge.reading import read_file, read_text
from knowledge.sample.sample import SAMPLE


def run(part: str = "both") -> dict[str, Any]:
    """Pairs of each part, and all pairs of the sample base: those it has are known."""
    names = ("development", "measuring") if part == "both" else (part,)
    return {**{name: _pairs(name) for name in names}, "sample": _sample()}


def _pairs(part: str) -> dict[str, Any]:
    """Each pair added to the sample base: what is rare is learnt from all documents."""
    missed, wrong, cases = [], [], load_table(f"cases/conflicts/{part}.yaml")
    base = _base()
    for case in cases:
        readings = [
            replace(
                read_text(case[side]), document_id=side, agency=agency, published=date(year, 3, 1)
            )
            for side, agency, year in zip(
                ("one", "other"), case["agencies"], (2024, 2025), strict=True
            )
        ]
        sides = {"one", "other"}
        found = any(
            {pair.one.document_id, pair.other.document_id} == sides
            for pair in find_conflicts([*base, *readings])
        )
        if found and not case["conflict"]:
            wrong.append(case["name"])
        if not found and case["conflict"]:
            missed.append(case["name"])
    real = sum(case["conflict"] for case in cases)
    return {
        "pairs": len(cases),
        "recall": (real - len(missed)) / real,
        "false": f"{len(wrong)} of {len(cases) - real}",
        "missed": ", ".join(missed) or "-",
        "wrong": ", ".join(wrong) or "-",
    }


def _sample() -> dict[str, Any]:
    """In the sample a document that supersedes another contradicts it; no other pair does."""
    readings = _base()
    known = {(one.supersedes, one.file) for one in SAMPLE if one.supersedes}
    found = {(c.one.document_id, c.other.document_id) for c in find_conflicts(readings)}
    return {
        "pairs": len(readings) * (len(readings) - 1) // 2,
        "known": f"{len(found & known)} of {len(known)}",
        "false": len(found - known),
    }


@cache
def _base() -> tuple[Reading, ...]:
    return tuple(
        replace(
            read_file(one.path, title=one.title, agency=one.agency),
            document_id=one.file,
            published=one.published,
        )
        for one in SAMPLE
    )
