"""What is to be said of the sources themselves: they contradict each other, or nobody vouches."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.agencies import load_agencies
from assistant.drafts import CheckedClaim, Finding, Source
from assistant.reading.instructions import doubtful_spans
from assistant.verification import STRAY
from knowledge.base import KnowledgeBase
from knowledge.conflicts import Conflict, Statement
from knowledge.documents import Reading

_WORD = re.compile(r"\w+")
_ROW = 4  # so many words of a source in a row are no accident
_ORDERED = (
    "Ini hanya ada di bagian sumber yang seperti menyuruh penulis draf. Periksa apakah memang isi "
    "dokumennya."
)
_BETWEEN = r"[\s().\-]{0,3}"


def source_findings(
    text: str,
    claims: Sequence[CheckedClaim],
    sources: Sequence[Source],
    readings: Sequence[Reading],
    knowledge: KnowledgeBase | None,
) -> tuple[Finding, ...]:
    """For a text that rests on `readings`; `sources` are what its claims cite."""
    doubted = (
        *_unlisted(claims, sources),
        *(
            Finding("ordered-by-source", "warn", start, end, _ORDERED)
            for start, end in ordered_places(text, claims, readings)
        ),
    )
    ids = [reading.document_id for reading in readings if reading.document_id is not None]
    if knowledge is None or not ids:
        return doubted
    cited = [sources[claim.source] for claim in claims if claim.source is not None]
    return (
        *doubted,
        *_contradictions(text, cited, knowledge.conflicts(ids)),
        *_unreviewed(ids, knowledge),
    )


def of_disturbed_model(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of a model's text whose material held an order: sentences that no source bears out
    may be what was ordered."""
    for finding in findings:
        yield replace(finding, severity="warn") if finding.rule == STRAY else finding


def _unlisted(claims: Sequence[CheckedClaim], sources: Sequence[Source]) -> Iterator[Finding]:
    """Accounts and mobile numbers that only a document outside the base vouches for: whoever
    writes into a release can write his own number there."""
    contacts = {_bare(contact.value) for contact in load_agencies().contacts}
    for claim in claims:
        if claim.source is None or sources[claim.source].document_id is not None:
            continue
        mobile = claim.kind == "phone" and _bare(claim.text).startswith("8")
        if (mobile or claim.kind == "handle") and _bare(claim.text) not in contacts:
            message = (
                "Kontak ini hanya disebut bahan Anda dan bukan kontak resmi yang terdaftar. "
                "Pastikan milik penyelenggara."
            )
            yield Finding("unlisted-contact", "warn", claim.start, claim.end, message)


def ordered_places(
    text: str, claims: Sequence[CheckedClaim], readings: Sequence[Reading]
) -> Iterator[tuple[int, int]]:
    """What `text` says that a reading says only where something seems to order a writer about:
    values, and words in a row."""
    yield from _merged(
        place for reading in readings for place in _as_ordered(text, claims, reading)
    )


def _as_ordered(
    text: str, claims: Sequence[CheckedClaim], reading: Reading
) -> Iterator[tuple[int, int]]:
    spans = doubtful_spans(reading)
    if not spans:
        return
    ordered, rest = "", reading.text
    for start, end in spans:
        ordered += f"{reading.text[start:end]}\n"
        rest = rest[:start] + " " * (end - start) + rest[end:]
    only = _rows(ordered) - _rows(rest)
    for row in _words(text):
        if _said(row) in only:
            yield row[0].start(), row[-1].end()
    values, others = _said(_WORD.finditer(ordered)), _said(_WORD.finditer(rest))
    for claim in claims:
        value = _said(_WORD.finditer(claim.text))
        if value in values and value not in others:
            yield claim.start, claim.end


def _rows(text: str) -> set[str]:
    return {_said(row) for row in _words(text)}


def _words(text: str) -> Iterator[Sequence[re.Match[str]]]:
    """The words of a text, some in a row at a time."""
    words = list(_WORD.finditer(text))
    return (words[at : at + _ROW] for at in range(len(words) - _ROW + 1))


def _said(words: Iterable[re.Match[str]]) -> str:
    """Words for comparison; framed, so that no part of one is found in another."""
    return f" {' '.join(word[0].lower() for word in words)} "


def _merged(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places that touch as one."""
    first: tuple[int, int] | None = None
    for start, end in sorted(places):
        if first is not None and start <= first[1] + 1:
            first = (first[0], max(first[1], end))
            continue
        if first is not None:
            yield first
        first = (start, end)
    if first is not None:
        yield first


def _bare(contact: str) -> str:
    """A number without its prefix, an account without its sign."""
    digits = re.sub(r"\D", "", contact)
    if len(digits) > 6:
        return digits.removeprefix("62").removeprefix("0")
    return contact.lower().removeprefix("@").rpartition("/")[2]


def _contradictions(
    text: str, cited: Sequence[Source], conflicts: Sequence[Conflict]
) -> Iterator[Finding]:
    """Where `text` says a value that is disputed, or rests on the place where it stands."""
    for conflict in conflicts:
        message = (
            f"Dokumen berbeda isi: “{conflict.one.title}” menyebut {conflict.one.shown}, "
            f"“{conflict.other.title}” menyebut {conflict.other.shown}. "
            "Pastikan mana yang berlaku sebelum dipakai."
        )
        places = [place for side in (conflict.one, conflict.other) for place in _places(text, side)]
        for start, end in places:
            yield Finding("conflicting-source", "warn", start, end, message)
        if not places and any(_rests_on(source, conflict) for source in cited):
            yield Finding("conflicting-source", "warn", None, None, message)


def _places(text: str, statement: Statement) -> Iterator[tuple[int, int]]:
    """Where `text` gives the value, however its digits are spaced."""
    digits = re.sub(r"\D", "", statement.shown)
    if len(digits) >= 8 and "@" not in statement.shown:
        local = digits.removeprefix("62").removeprefix("0")
        wanted = rf"(?:\+?62|0)?{_BETWEEN}" + _BETWEEN.join(local)
    else:
        wanted = r"\s+".join(map(re.escape, statement.shown.split()))
    for match in re.finditer(rf"(?i)(?<![\w.,]){wanted}(?!\w|[.,]\d)", text):
        yield match.span()


def _rests_on(source: Source, conflict: Conflict) -> bool:
    return any(
        source.document_id == side.document_id and source.quote in side.passage.text
        for side in (conflict.one, conflict.other)
    )


def _unreviewed(ids: Sequence[str], knowledge: KnowledgeBase) -> Iterator[Finding]:
    for document in knowledge.unreviewed(ids):
        agency = load_agencies().short(document.proposed_by or "")
        message = (
            f"“{document.title}” diusulkan {agency} dan belum diperiksa editor Kominfo. "
            "Cocokkan dulu dengan OPD-nya."
        )
        yield Finding("unreviewed-source", "warn", None, None, message)
