"""The use case "check a text": claims against sources, house style, limits of the platform."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.agencies import load_agencies
from assistant.corrections import verify_changed
from assistant.drafts import CheckedClaim, CheckResult, Finding
from assistant.house_style import check_style
from assistant.jobs import NO_CHANGES, CheckJob, FactChanges
from assistant.own_sources import read_own_sources
from assistant.platforms import Field, check_limits, measure
from assistant.privacy import mask
from assistant.reading.instructions import without_instructions
from assistant.source_findings import source_findings
from assistant.verification import Citations, verify
from knowledge.base import KnowledgeBase
from knowledge.documents import Reading

# Documents that a text is held against when nobody named any.
_DOCUMENTS = 5
_QUERY = 2_000
_NEVER_PUBLIC = {
    "nik": "NIK",
    "kk": "Nomor KK",
    "npwp": "NPWP",
    "bpjs": "Nomor BPJS",
    "passport": "Nomor paspor",
}


@dataclass(frozen=True, slots=True)
class Examined:
    """What every check together says of a text; findings in the order of the text."""

    claims: tuple[CheckedClaim, ...]
    findings: tuple[Finding, ...]


def examine(
    text: str,
    readings: Sequence[Reading],
    *,
    brief: str,
    citations: Citations,
    platform: str | None,
    today: date,
    field: Field = "post",
    title: str | None = None,
    changes: FactChanges = NO_CHANGES,
) -> Examined:
    """Claims, style and limits of one text. The same for what a person or a writer wrote.

    `changes`: what the admin corrected in the fact sheet of the readings.
    """
    verified = verify(text, readings, brief=brief, citations=citations, platform=platform)
    if changes:
        verified = verify_changed(text, verified, readings, changes, brief=brief, today=today)
    findings = [
        *verified.findings,
        *check_style(text, platform=platform, today=today, title=title),
        *check_limits(text, platform, title=title, field=field),
        *outdated_contacts(text),
        *personal_data(text),
    ]
    return Examined(verified.claims, tuple(in_order(findings)))


def outdated_contacts(text: str) -> Iterator[Finding]:
    """Numbers in `text` that an agency has given up, with the one that holds now."""
    agencies = load_agencies()
    for old, start, end, current in agencies.outdated(text):
        message = f"Nomor lama {agencies.short(old.agency)}; "
        if current is None:
            message += "hapus, atau tanyakan nomor yang berlaku."
        else:
            message += f"yang berlaku sekarang {current.value}."
        suggestion = current.value if current else None
        yield Finding("outdated-contact", "warn", start, end, message, suggestion)


def personal_data(text: str) -> Iterator[Finding]:
    """Numbers in `text` that belong to one person and have no place in public."""
    for item in mask(text).items:
        if item.kind in _NEVER_PUBLIC:
            message = f"{_NEVER_PUBLIC[item.kind]} seseorang tidak boleh tampil; hapus dari teks."
            yield Finding("personal-data", "warn", item.start, item.end, message, "")


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Those that block first, then as they stand in the text; those without a place last."""
    rank = {"block": 0, "warn": 1, "info": 2}
    return sorted(
        findings,
        key=lambda f: (rank[f.severity], f.start if f.start is not None else 1 << 30, f.rule),
    )


def check(job: CheckJob, knowledge: KnowledgeBase | None, today: date) -> CheckResult:
    """`knowledge` is None where there is no base yet. Without sources the base is searched."""
    readings = read_own_sources(job.sources)
    if knowledge is not None:
        readings += _readings(job, knowledge, bool(readings))
    citations = Citations()
    examined = examine(
        job.text,
        readings,
        brief=job.brief,
        citations=citations,
        platform=job.platform,
        today=today,
        field=job.field,
        title=job.title,
        changes=job.facts,
    )
    of_sources = source_findings(job.text, examined.claims, citations.sources, readings, knowledge)
    return CheckResult(
        examined.claims,
        tuple(in_order([*examined.findings, *of_sources])),
        measure(job.text, job.platform, field=job.field),
        tuple(citations.sources),
    )


def _readings(job: CheckJob, knowledge: KnowledgeBase, found: bool) -> list[Reading]:
    if job.documents:
        return [without_instructions(knowledge.reading(document)) for document in job.documents]
    if found:
        return []
    result = knowledge.search(job.text[:_QUERY], limit=20, lexical_only=True)
    ids = list(dict.fromkeys(hit.document_id for hit in result.hits))
    return [without_instructions(knowledge.reading(document)) for document in ids[:_DOCUMENTS]]
