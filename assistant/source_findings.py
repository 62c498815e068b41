"""What is to be said of the sources themselves: they contradict each other, or nobody vouches."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.agencies import load_agencies
from assistant.assertions.contacts import find_contacts
from assistant.drafts import CheckedClaim, Finding, Source
from assistant.grounding.ground import bag, ground_of
from assistant.house_style import is_official
from assistant.reading.fair_copy import written_out
from assistant.reading.instructions import doubtful_spans
from assistant.verification import STRAY
from knowledge.base import KnowledgeBase
from knowledge.conflicts import Conflict, Statement
from knowledge.documents import Reading
from knowledge.sentences import split_sentences

_WORD = re.compile(r"\w+")
_ROW = 4  # so many words of a source in a row are no accident
_ORDERED = (
    "Ini hanya ada di bagian sumber yang seperti menyuruh penulis draf. Periksa apakah memang isi "
    "dokumennya."
)
_OWN_CONTACT = (
    "Kontak ini hanya disebut bahan Anda dan bukan kontak resmi yang terdaftar. "
    "Pastikan milik penyelenggara."
)
_ONE_CONTACT = (
    "Kontak ini hanya disebut satu dokumen dan bukan kontak resmi yang terdaftar. "
    "Pastikan milik penyelenggara."
)
_STRAY = "Sumber memuat suruhan dan tidak menyebut isi kalimat ini. Hapus bila tidak ada dasarnya."
_BORNE_OUT = 0.5  # share of its words that one statement must have
_SHORT = 6  # digits: 112, 14080
_FIXED = ("31", "800")
_HITS = 20
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
        *_unlisted(claims, sources, knowledge),
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


def of_disturbed_model(
    text: str, findings: Iterable[Finding], readings: Sequence[Reading]
) -> Iterator[Finding]:
    """Findings of a model's text whose material held an order: each sentence of which the sources
    do not bear out the greater part may be what was ordered."""
    yield from (finding for finding in findings if finding.rule != STRAY)
    ground = ground_of(tuple(map(written_out, readings)))
    for sentence in split_sentences(text):
        words = bag(sentence.text)
        if words and ground.share(words) < _BORNE_OUT:
            yield Finding(STRAY, "warn", sentence.start, sentence.end, _STRAY, "")


def unlisted_beside(parts: Mapping[str, str | None]) -> Iterator[Finding]:
    """Contacts in what stands beside a text, its title for one, that nobody vouches for."""
    for name, part in parts.items():
        for contact in find_contacts(part or ""):
            said = (part or "")[contact.start : contact.end]
            strange = contact.kind in ("url", "email") and not is_official(contact.value)
            if strange or _is_unlisted(contact.kind, said):
                message = f"{name} menyebut “{said}”, yang bukan kontak resmi. Periksa."
                yield Finding("unlisted-contact", "warn", None, None, message)


def _unlisted(
    claims: Sequence[CheckedClaim], sources: Sequence[Source], knowledge: KnowledgeBase | None
) -> Iterator[Finding]:
    """Accounts and numbers for which only one document vouches: whoever writes into a release can
    write his own number there."""
    for claim in claims:
        if claim.source is None or not _is_unlisted(claim.kind, claim.text):
            continue
        document = sources[claim.source].document_id
        if document is None or knowledge is None:
            yield Finding("unlisted-contact", "warn", claim.start, claim.end, _OWN_CONTACT)
        elif not _stands_elsewhere(claim.text, document, knowledge):
            yield Finding("unlisted-contact", "warn", claim.start, claim.end, _ONE_CONTACT)


def _is_unlisted(kind: str, said: str) -> bool:
    """Short and toll-free numbers and the exchange of Sidoarjo are no one person's."""
    bare = _bare(said)
    personal = kind == "handle" or (kind == "phone" and len(bare) > _SHORT)
    if not personal or (kind == "phone" and bare.startswith(_FIXED)):
        return False
    return all(bare != _bare(contact.value) for contact in load_agencies().contacts)


def _stands_elsewhere(said: str, document: str, knowledge: KnowledgeBase) -> bool:
    """Whether another document of the base has it too."""
    hits = knowledge.search(said, limit=_HITS, lexical_only=True).hits
    return any(
        _bare(said) == _bare(hit.passage.text[contact.start : contact.end])
        for hit in hits
        if hit.document_id != document
        for contact in find_contacts(hit.passage.text)
    )


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
