"""What is to be said of the sources themselves: they contradict each other, or nobody vouches."""

import re
from collections.abc import Iterator, Sequence

from assistant.agencies import load_agencies
from assistant.drafts import CheckedClaim, Finding, Source
from knowledge.base import KnowledgeBase
from knowledge.conflicts import Conflict, Statement
from knowledge.documents import Reading

_BETWEEN = r"[\s().\-]{0,3}"


def source_findings(
    text: str,
    claims: Sequence[CheckedClaim],
    sources: Sequence[Source],
    readings: Sequence[Reading],
    knowledge: KnowledgeBase | None,
) -> tuple[Finding, ...]:
    """For a text that rests on `readings`; `sources` are what its claims cite."""
    unlisted = tuple(_unlisted(claims, sources))
    ids = [reading.document_id for reading in readings if reading.document_id is not None]
    if knowledge is None or not ids:
        return unlisted
    cited = [sources[claim.source] for claim in claims if claim.source is not None]
    return (
        *unlisted,
        *_contradictions(text, cited, knowledge.conflicts(ids)),
        *_unreviewed(ids, knowledge),
    )


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
