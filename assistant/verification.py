"""What of a text the sources bear out, claim by claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.claims import Claim, find_claims
from assistant.drafts import CheckedClaim, Finding, Source
from assistant.grounding.ground import Ground, ground_of
from assistant.grounding.judging import judge
from assistant.grounding.matter import Judgement
from assistant.grounding.strays import find_strays
from assistant.reading.fair_copy import place_in, written_out
from knowledge.documents import Reading
from knowledge.reading import read_text
from knowledge.sentences import Sentence

_SUPPORTED = ("supported", "from_brief")
_LONGEST_QUOTE = 160
STRAY = "no-source.sentence"  # the rule of a sentence that asserts what no source says


class Citations:
    """The places of sources that a result refers to; the same place has one index."""

    def __init__(self) -> None:
        self._sources: list[Source] = []
        self._index: dict[tuple[str | None, str, int, int], int] = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self._sources)

    def cite(self, reading: Reading, start: int, end: int) -> int:
        """The index of `reading.text[start:end]` among the sources."""
        key = (reading.document_id, reading.title, start, end)
        if key not in self._index:
            self._index[key] = len(self._sources)
            self._sources.append(
                Source(
                    reading.document_id,
                    reading.title,
                    reading.agency,
                    reading.page_at(start),
                    reading.text[start:end],
                )
            )
        return self._index[key]


@dataclass(frozen=True, slots=True)
class Verification:
    """Claims of a text in order; each unsupported one has one finding at its offsets."""

    claims: tuple[CheckedClaim, ...]
    findings: tuple[Finding, ...] = field(default=())


def verify(
    text: str,
    readings: Sequence[Reading],
    *,
    brief: str,
    citations: Citations,
    platform: str | None = None,
) -> Verification:
    """Holds every claim of `text` against the statement of the sources that is about it.

    What only the admin's `brief` says counts as theirs. A clean result is no proof: of a sentence
    without value, name or direction only those are noticed of which no source speaks.
    """
    told = read_text(brief) if any(char.isalnum() for char in brief) else None
    papers = {id(copy): reading for reading in readings if (copy := written_out(reading))}
    ground, wish = ground_of(tuple(map(written_out, readings))), Ground([told] if told else [])
    checked: list[CheckedClaim] = []
    findings: list[Finding] = []
    judgements = judge(text, find_claims(text), ground, wish)
    for judgement in judgements:
        claim = judgement.claim
        place = judgement.place
        source = _cite(citations, papers, *place) if place is not None else None
        supported = judgement.status in _SUPPORTED
        checked.append(
            CheckedClaim(
                claim.text,
                claim.kind,
                claim.start,
                claim.end,
                supported,
                judgement.status,
                source,
                judgement.says,
            )
        )
        if not supported:
            findings.append(_finding(judgement))
        elif judgement.weekday is not None:
            findings.append(_weekday(claim, judgement.weekday))
    strays = (_stray(sentence) for sentence in find_strays(text, judgements, ground, wish))
    return Verification(tuple(checked), (*findings, *strays))


def _cite(
    citations: Citations, papers: Mapping[int, Reading], copy: Reading, start: int, end: int
) -> int:
    """The place in the paper itself, of which `copy` has the shorthand written out."""
    reading = papers.get(id(copy), copy)
    return citations.cite(reading, *place_in(reading, copy, start, end))


def _finding(judgement: Judgement) -> Finding:
    claim = judgement.claim
    invented = judgement.status == "not_found" and (
        claim.kind == "quotation" or claim.form in ("citation", "marker")
    )
    return Finding(
        f"claim.{judgement.status}",
        "block" if judgement.status == "contradicted" or invented else "warn",
        claim.start,
        claim.end,
        _message(judgement),
        judgement.suggestion,
    )


def _message(judgement: Judgement) -> str:
    claim, says = judgement.claim, judgement.says
    said = f"“{_short(claim.text)}”"
    if judgement.note:
        return judgement.note
    if judgement.status == "contradicted":
        return f"Sumber menyebut “{_short(says or '')}”, bukan {said}. Ganti sesuai sumber."
    if judgement.status == "found_elsewhere":
        elsewhere = f" “{_short(judgement.elsewhere)}”" if judgement.elsewhere else ""
        return (
            f"{said} di sumber menyangkut hal lain:{elsewhere}. "
            f"Untuk bagian ini sumber menyebut “{_short(says or '')}”. Periksa dan ganti."
        )
    if claim.kind == "quotation":
        return f"Kutipan ini tidak ada di sumber. Pakai kutipan asli atau hapus: {said}."
    if claim.form in ("citation", "marker"):
        return f"Rujukan {said} tidak ada di sumber. Hapus atau pakai dokumen yang memuatnya."
    nearest = f" Bagian sumber yang terdekat: “{_short(says)}”." if says else ""
    return f"{said} tidak ditemukan di sumber. Periksa; hapus bila tidak ada dasarnya.{nearest}"


def _stray(sentence: Sentence) -> Finding:
    return Finding(
        STRAY,
        "info",
        sentence.start,
        sentence.end,
        "Sumber tidak menyebut isi kalimat ini. Periksa; hapus bila tidak ada dasarnya.",
        "",
    )


def _weekday(claim: Claim, weekday: str) -> Finding:
    return Finding(
        "weekday-mismatch",
        "warn",
        claim.start,
        claim.end,
        f"Menurut kalender “{_short(claim.text)}” jatuh pada hari {weekday}. "
        "Pastikan hari dan tanggalnya ke penyelenggara.",
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST_QUOTE:
        return text
    return text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
