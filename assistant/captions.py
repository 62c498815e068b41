"""The use case "write captions": find, write, check, and hand over drafts with their sources."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.checking import Examined, examine, in_order
from assistant.corrections import correct, shown_facts, statements, with_added
from assistant.drafts import CaptionProgress, CaptionResult, Draft, Finding
from assistant.errors import ModelError
from assistant.facts import FactSheet, fact_sheet
from assistant.house_style import check_style
from assistant.jobs import CaptionJob, FactChanges
from assistant.own_sources import read_own_sources
from assistant.platforms import find_hashtags, measure
from assistant.privacy import mask
from assistant.reading.essentials import missing_facts
from assistant.reading.instructions import NOTICE, without_instructions
from assistant.reading.moments import find_dates
from assistant.source_findings import (
    of_disturbed_model,
    ordered_places,
    source_findings,
    unlisted_beside,
)
from assistant.verification import Citations, verify
from assistant.vocabulary import matter
from assistant.writing.revising import Reviser, unchanged, understood, wish_for
from assistant.writing.writer import Brief, Partial, Unwritten, Writer, Written
from knowledge.base import KnowledgeBase
from knowledge.documents import Block, Passage, Reading

# A post has one subject: few documents, and only those about as close to the brief as the best.
_DOCUMENTS = 3
_CLOSE = 0.55
_HITS = 12
# Of a longer document only what was found is read, with its neighbours.
_WHOLE = 15_000
# So many words of a source in a row are no accident.
_ROW = 5

KEPT_AS_TYPED = Finding(
    "personal-data-kept",
    "info",
    None,
    None,
    "Maksud memuat data pribadi. Model hanya menerima tandanya, tetapi maksud tersimpan seperti "
    "yang diketik di Draf saya; hapus bila tidak perlu.",
)
_CONTACTS = frozenset(("name", "phone", "email"))  # a brief names whom citizens may ask
NO_SOURCE = Finding(
    "no-source",
    "block",
    None,
    None,
    "Tidak ada dokumen yang memuat hal ini, jadi draf hanya memuat isi maksud. "
    "Tambahkan sumber (tempel rilis atau pilih dokumen), atau pastikan sendiri sebelum dipakai.",
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the use case works with: `writers` in the order of preference, the last one never
    fails; `knowledge` is None where there is no base."""

    writers: Sequence[Writer]
    knowledge: KnowledgeBase | None
    today: date


def draft_captions(job: CaptionJob, desk: Desk) -> CaptionResult:
    """As `stream_captions`, without what comes in between."""
    *_, result = stream_captions(job, desk)
    assert isinstance(result, CaptionResult)
    return result


def stream_captions(job: CaptionJob, desk: Desk) -> Iterator[CaptionProgress | CaptionResult]:
    """Unchecked text as a model writes it, and last the checked drafts."""
    brief = Brief(
        job.brief,
        tuple(dict.fromkeys(job.platforms)),
        job.audience,
        job.tone,
        job.variant,
        wish_for(job.revision) if job.revision else None,
        job.previous,
    )
    basis = _Basis.of(job, _gather(job, desk.knowledge), desk.today)
    if not basis.readings:
        brief = replace(brief, text=f"{brief.text}\n{statements(job.facts)}".strip())
    citations = Citations()
    drafts: dict[str, Draft] = {}
    for item in _write(brief, basis.sheet, basis.corrected, desk.writers):
        if isinstance(item, Partial):
            yield CaptionProgress(item.platform, item.text)
        else:
            drafts[item.written.platform] = _draft(item, brief, basis, citations, desk.knowledge)
    yield CaptionResult(
        tuple(drafts[platform] for platform in brief.platforms),
        tuple(citations.sources),
        shown_facts(fact_sheet(basis.readings, desk.today), basis.readings, job.facts),
    )


@dataclass(frozen=True, slots=True)
class _Basis:
    """What drafts rest on: the sources as they are, and with the admin's changes to the facts."""

    readings: Sequence[Reading]
    corrected: Sequence[Reading]
    sheet: FactSheet
    changes: FactChanges

    @classmethod
    def of(cls, job: CaptionJob, readings: Sequence[Reading], today: date) -> "_Basis":
        corrected = correct(readings, job.facts, today)
        return cls(readings, corrected, fact_sheet(corrected, today), job.facts)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A written text, who wrote it, and why it was not the first choice (if so)."""

    written: Written
    writer: str
    notice: str | None = None


def _write(
    brief: Brief, sheet: FactSheet, readings: Sequence[Reading], writers: Sequence[Writer]
) -> Iterator[Partial | _Piece]:
    """Each platform from the first writer that has a text for it."""
    missing = list(brief.platforms)
    notices: dict[str, str] = {}
    for first_choice in writers:
        writer = _reviser(first_choice) if brief.revision and brief.previous else first_choice
        asked = replace(brief, platforms=tuple(missing))
        try:
            for item in writer.captions(asked, sheet, readings):
                if isinstance(item, Partial):
                    yield item
                elif isinstance(item, Unwritten):
                    notices[item.platform] = item.reason
                elif item.platform in missing:
                    missing.remove(item.platform)
                    yield _Piece(item, writer.name, notices.get(item.platform))
        except ModelError as error:
            notices.update(dict.fromkeys(missing, str(error)))
        if not missing:
            return


def _reviser(writer: Writer) -> Writer:
    """A model takes the wish as it is; without one, what can be done is done to the text."""
    return Reviser(writer) if writer.name == "embedded" else writer


def _draft(
    piece: _Piece,
    brief: Brief,
    basis: _Basis,
    citations: Citations,
    knowledge: KnowledgeBase | None,
) -> Draft:
    written, readings, sheet = piece.written, basis.readings, basis.sheet
    if piece.writer == "embedded" and basis.changes.add:
        text = with_added(written.text, written.platform, basis.changes)
        written = replace(written, text=text)
    # A greeting states nothing: the names of feasts and of the regency are the editors' own.
    stated = f"{brief.text}\n{written.text}" if written.asserts_nothing else brief.text
    examined = examine(
        written.text,
        readings,
        brief=stated,
        citations=citations,
        platform=written.platform,
        today=sheet.today,
        title=written.title,
        changes=basis.changes,
    )
    alt_text, beside = _beside(piece, brief, basis.corrected, sheet.today)
    of_sources = source_findings(
        written.text, examined.claims, citations.sources, readings, knowledge
    )
    of_text = examined.findings
    if piece.writer != "embedded" and _hold_orders(readings):
        of_text = tuple(of_disturbed_model(written.text, of_text, readings))
    return Draft(
        platform=written.platform,
        title=written.title,
        title_length=measure(written.title, written.platform, field="title")
        if written.title is not None
        else None,
        text=written.text,
        hashtags=find_hashtags(written.text),
        alt_text=alt_text,
        length=measure(written.text, written.platform, field="post"),
        claims=examined.claims,
        findings=(
            *_notices(piece, brief, readings, drawn=_draws_on(written.text, examined, readings)),
            *beside,
            *in_order([*of_text, *past_dates(written.text, sheet), *of_sources]),
            *(missing_facts(brief, sheet) if readings else ()),
        ),
        writer=piece.writer,
    )


def _beside(
    piece: _Piece, brief: Brief, readings: Sequence[Reading], today: date
) -> tuple[str | None, list[Finding]]:
    """What a model put beside the text: an alt text that invents is dropped, a title is marked."""
    written = piece.written
    if piece.writer == "embedded":
        beside = {"Judul": written.title, "Teks alternatif": written.alt_text}
        return written.alt_text, list(unlisted_beside(beside))
    found = list(unlisted_beside({"Judul": written.title}))
    alt_text = written.alt_text
    if alt_text and (invented := _unsupported(alt_text, brief, readings, today)):
        message = f"Teks alternatif dibuang karena menyebut {invented}; tulis sendiri bila perlu."
        found.append(Finding("claim.alt-text", "warn", None, None, message))
        alt_text = None
    if written.title and (invented := _unsupported(written.title, brief, readings, today)):
        message = f"Judul menyebut {invented}, yang tidak didukung sumber. Periksa judulnya."
        found.append(Finding("claim.title", "warn", None, None, message))
    return alt_text, found


def _unsupported(text: str, brief: Brief, readings: Sequence[Reading], today: date) -> str:
    """What a text says beyond its sources, or what no text may hold; empty when nothing."""
    verified = verify(text, readings, brief=brief.text, citations=Citations())
    said = [claim.text for claim in verified.claims if not claim.supported]
    said += [text[start:end] for start, end in ordered_places(text, verified.claims, readings)]
    if _hold_orders(readings):
        said += [text[f.start : f.end] for f in of_disturbed_model(text, (), readings)]
    for finding in check_style(text, platform=None, today=today):
        doubtful = finding.severity == "block" or finding.rule.startswith("kontak.")
        if doubtful and finding.start is not None:
            said.append(text[finding.start : finding.end])
    return ", ".join(f"“{part}”" for part in said)


def _hold_orders(readings: Sequence[Reading]) -> bool:
    return any(NOTICE in reading.notices for reading in readings)


def _draws_on(text: str, examined: Examined, readings: Sequence[Reading]) -> bool:
    """Whether anything in `text` comes from the sources: a fact, or some words of them in a row."""
    if any(claim.source is not None for claim in examined.claims):
        return True
    words = _words_of(text)
    told = [f" {' '.join(_words_of(reading.text))} " for reading in readings]
    rows = [f" {' '.join(words[n : n + _ROW])} " for n in range(len(words) - _ROW + 1)]
    return any(row in source for row in rows for source in told)


def _words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _notices(
    piece: _Piece, brief: Brief, readings: Sequence[Reading], *, drawn: bool
) -> Iterator[Finding]:
    if not drawn and not piece.written.asserts_nothing:
        yield NO_SOURCE
    if any(NOTICE in reading.notices for reading in readings):
        yield Finding("instruction-in-source", "warn", None, None, NOTICE)
    if any(item.kind not in _CONTACTS for item in mask(brief.text).items):
        yield KEPT_AS_TYPED
    if piece.notice:
        message = f"{piece.notice} Draf ini disusun tanpa model."
        yield Finding("model-fallback", "info", None, None, message)
    if brief.revision and brief.previous and piece.writer == "embedded":
        yield from _of_revision(brief.revision, brief.previous, piece.written.text)
    if piece.written.dropped:
        message = "Model menyebut fakta yang tidak ada di sumber; bagian itu sudah dibuang. Baca "
        yield Finding("dropped-fact", "warn", None, None, message + "ulang kalimatnya.")


def _of_revision(wish: str, previous: str, text: str) -> Iterator[Finding]:
    """What an admin should know of a revision that no model made."""
    if text == previous:
        yield Finding("revision-unchanged", "info", None, None, unchanged(wish))
    elif said := understood(wish):
        yield Finding("revision-understood", "info", None, None, said)


def past_dates(text: str, sheet: FactSheet) -> Iterator[Finding]:
    """The dates in `text` of events and registrations that are over."""
    over = {
        (fact.first, fact.last)
        for fact in sheet.of("when", "event", "registration", "deadline", "period")
        if fact.last is not None and fact.last < sheet.today
    }
    for moment in find_dates(text, sheet.today.year):
        since = text[: moment.start].rstrip().lower().endswith(("sejak", "semenjak"))
        if not since and (moment.first, moment.last) in over:
            message = f"{moment.text} sudah lewat; pastikan kalimatnya berbentuk lampau."
            yield Finding("past-date", "warn", moment.start, moment.end, message)


def _gather(job: CaptionJob, knowledge: KnowledgeBase | None) -> list[Reading]:
    """Own sources and chosen documents; where there are none, what the base has on the brief."""
    own = read_own_sources(job.sources, job.source_text)
    if knowledge is None:
        return own
    chosen = [without_instructions(knowledge.reading(document)) for document in job.documents]
    return own + chosen if own or chosen else _found(job.brief, knowledge)


def _found(brief: str, knowledge: KnowledgeBase) -> list[Reading]:
    result = knowledge.search(matter(brief), limit=_HITS)
    passages: dict[str, list[Passage]] = {document: [] for document in result.about}
    if not passages:
        return []
    best = result.hits[0].score
    for hit in result.hits:
        if hit.document_id in passages:
            passages[hit.document_id].append(hit.passage)
    first = result.about[0]
    close = {hit.document_id for hit in result.hits if hit.score >= _CLOSE * best} | {first}
    return [
        focus(knowledge.reading(document), found)
        for document, found in passages.items()
        if document in close
    ][:_DOCUMENTS]


def focus(reading: Reading, found: Sequence[Passage]) -> Reading:
    """A long reading cut down to the passages found and their neighbours; offsets stay."""
    reading = without_instructions(reading)
    if len(reading.text) <= _WHOLE:
        return reading
    wanted = {passage.id for passage in found}
    places = [n for n, passage in enumerate(reading.passages) if passage.id in wanted]
    near = sorted(
        {m for n in places for m in (n - 1, n, n + 1)} & set(range(len(reading.passages)))
    )
    passages = tuple(reading.passages[n] for n in near)
    return replace(
        reading,
        passages=passages,
        blocks=tuple(block for block in reading.blocks if _within(block, passages)),
    )


def _within(block: Block, passages: Sequence[Passage]) -> bool:
    return any(block.start < passage.end and passage.start < block.end for passage in passages)
