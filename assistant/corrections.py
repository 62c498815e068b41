"""What an admin corrects in the fact sheet, carried into the sources before anybody writes.

The writers get readings in which the corrected value stands; the checks still hold every draft
against the readings as they were, and know which values are the admin's.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.assertions.value import Clock, Value
from assistant.claims import Claim, find_claims
from assistant.drafts import CheckedClaim, Finding, SheetFact
from assistant.facts import Fact, FactSheet, fact_sheet
from assistant.jobs import FactChanges
from assistant.platforms import measure
from assistant.verification import Citations, Verification, verify
from knowledge.documents import Block, Passage, Reading
from knowledge.sentences import split_sentences

# As a line of a source would be labelled, so that it is read as one.
_LABELS = {
    "what": "Kegiatan",
    "who": "Sasaran",
    "when": "Waktu",
    "where": "Tempat",
    "cost": "Biaya",
    "requirement": "Syarat",
    "step": "Cara",
    "contact": "Kontak",
    "purpose": "Tujuan",
    "quotation": "Kutipan",
    "figure": "Jumlah",
}
_LEAD = 60  # characters of a first paragraph that is more than a dateline or a letterhead
# "…, pukul 08.00–12.00 WIB di Pendopo": a time or a place that the sentence can do without.
_PREPOSITIONS = r"(?:(?:pada|di|bertempat\s+di|mulai|pukul|jam|hari|tanggal|sampai|hingga)\s+)"
_LEADS_UP = re.compile(rf"(?:,\s+{_PREPOSITIONS}*|\s+{_PREPOSITIONS}+)$", re.I)
_LED = re.compile(_PREPOSITIONS, re.I)
_ENDS = re.compile(r"\s*(?:[,.;]|$|(?:di|pada|untuk|bagi|oleh|dengan|mulai|pukul|yang)\b)")
_MARKS = {"when": "📅 ", "where": "📍 ", "cost": "💰 ", "requirement": "📝 ", "contact": "📞 "}
_SHOWN = 60
_QUOTE = 280


def statements(changes: FactChanges) -> str:
    """What the admin asserts, one line a fact: part of the brief for the checks."""
    said = [(fact.slot, fact.text) for fact in changes.add]
    said += [(fact.slot, fact.by) for fact in changes.replace]
    return "\n".join(f"{_LABELS[slot]}: {text}" for slot, text in said)


def correct(readings: Sequence[Reading], changes: FactChanges, today: date) -> list[Reading]:
    """The readings as they would be if they said what the admin says."""
    if not changes:
        return list(readings)
    edits: list[list[_Edit]] = [[] for _ in readings]
    by = {(fact.slot, fact.text): fact.by for fact in changes.replace}
    struck = {(fact.slot, fact.text) for fact in changes.remove}
    for fact in fact_sheet(readings, today).facts:
        name = (fact.slot, fact.text)
        if name in by:
            edits[fact.reading].append(_instead(readings[fact.reading], fact, by[name]))
        elif name in struck:
            edits[fact.reading].append(_around(readings[fact.reading], fact))
    corrected = [_edited(reading, some) for reading, some in zip(readings, edits, strict=True)]
    if corrected:
        added = [f"{_LABELS[fact.slot]}: {fact.text}" for fact in changes.add]
        corrected[0] = _with_lines(corrected[0], added)
    return corrected


def with_added(text: str, platform: str, changes: FactChanges) -> str:
    """A finished text with the added facts that it leaves out, a line each, while there is room."""
    marks = {} if platform == "press-release" else _MARKS
    for fact in changes.add:
        if fact.text.rstrip(".").lower() in text.lower():
            continue
        parts = text.split("\n\n")
        line = f"{marks.get(fact.slot, '')}{_LABELS[fact.slot]}: {fact.text}"
        listed = [n for n, part in enumerate(parts) if part.startswith(tuple(_MARKS.values()))]
        if listed:
            parts[listed[-1]] += f"\n{line}"
        else:
            parts.insert(max(1, len(parts) - 2), line)
        longer = "\n\n".join(parts)
        length = measure(longer, platform)
        if length.limit is None or length.count <= length.limit:
            text = longer
    return text


def verify_changed(
    text: str,
    verified: Verification,
    readings: Sequence[Reading],
    changes: FactChanges,
    *,
    brief: str,
    today: date,
) -> Verification:
    """`verified` against the sources as they are; a claim that only the corrections bear out is
    the admin's. What was struck out or replaced and still stands there is said."""
    told = f"{brief}\n{statements(changes)}"
    corrected = verify(text, correct(readings, changes, today), brief=told, citations=Citations())
    borne = {(claim.start, claim.end) for claim in corrected.claims if claim.supported}
    own = {
        (claim.start, claim.end)
        for claim in verified.claims
        if not claim.supported and (claim.start, claim.end) in borne
    }
    claims = tuple(_owned(c) if (c.start, c.end) in own else c for c in verified.claims)
    findings = tuple(f for f in verified.findings if (f.start, f.end) not in own)
    return Verification(claims, (*findings, *_outdated(text, changes)))


def shown_facts(
    sheet: FactSheet, readings: Sequence[Reading], changes: FactChanges
) -> tuple[SheetFact, ...]:
    """The sheet of the sources as they are, each value once, with what the admin made of it."""
    by = {(fact.slot, fact.text): fact.by for fact in changes.replace}
    struck = {(fact.slot, fact.text) for fact in changes.remove}
    lines: dict[tuple[str, str], SheetFact] = {}
    for fact in sheet.facts:
        name = (fact.slot, fact.text)
        if name in lines or (fact.slot == "what" and any(slot == "what" for slot, _ in lines)):
            continue
        state = "replaced" if name in by else "removed" if name in struck else "source"
        reading = readings[fact.reading]
        lines[name] = SheetFact(
            fact.slot,
            fact.role,
            by.get(name, fact.text),
            state,
            fact.text if name in by else None,
            reading.document_id,
            reading.title,
            reading.page_at(fact.start),
            _sentence(sheet, fact)[:_QUOTE],
        )
    own = [
        SheetFact(fact.slot, None, fact.text, "added", None, None, None, None, None)
        for fact in changes.add
    ]
    changed = [fact for fact in lines.values() if fact.state != "source"]
    rest = [fact for fact in lines.values() if fact.state == "source"]
    order = list(_LABELS)
    shown = own + changed + rest[: max(0, _SHOWN - len(own) - len(changed))]
    return tuple(sorted(shown, key=lambda fact: order.index(fact.slot)))


def _sentence(sheet: FactSheet, fact: Fact) -> str:
    return sheet.sentences[fact.sentence].text if fact.sentence >= 0 else fact.text


def _owned(claim: CheckedClaim) -> CheckedClaim:
    return replace(claim, supported=True, status="from_brief", source=None, source_says=None)


def _outdated(text: str, changes: FactChanges) -> Iterator[Finding]:
    """Values that the admin has taken away and that the text still holds."""
    gone = [(fact.text, fact.by) for fact in changes.replace]
    gone += [(fact.text, "") for fact in changes.remove]
    claims = find_claims(text)
    for old, new in gone:
        values = [_said(claim) for claim in find_claims(old)]
        now = [_said(claim) for claim in find_claims(new)]
        places = {m.span() for m in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", text, re.I)}
        fresh = [m.span() for m in re.finditer(re.escape(new), text, re.I)] if new else []
        places |= {
            (claim.start, claim.end)
            for claim in claims
            if _said(claim) in values
            and _said(claim) not in now
            and not any(s <= claim.end and claim.start <= e for s, e in places)
        }
        for start, end in sorted(places):
            if any(s <= start and end <= e for s, e in fresh):
                continue
            said = f"diganti menjadi “{new}”" if new else "dicoret"
            message = f"Nilai ini sudah {said} di lembar fakta; ubah juga di sini."
            yield Finding("struck-fact", "warn", start, end, message, new or None)


def _said(claim: Claim) -> tuple[str, Value]:
    """What a claim says, however it is worded ("pukul 7 pagi", "07.00 WIB")."""
    value = claim.value
    return claim.kind, replace(value, loose=False) if isinstance(value, Clock) else value


# --- readings ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Edit:
    """`text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


def _instead(reading: Reading, fact: Fact, value: str) -> _Edit:
    """Another value in the place of a fact; "pukul" before it stays, unless the value has its own
    word there."""
    start, end = _value(reading, fact)
    return _Edit(fact.start if _LED.match(value) else start, end, value)


def _around(reading: Reading, fact: Fact) -> _Edit:
    """A fact taken out: when and where with the words that lead up to it, and of anything else
    the sentence, item or row that holds it, for half a sentence would be none."""
    start, end = _value(reading, fact)
    led = _LEADS_UP.search(reading.text[max(0, start - 40) : start])
    if led and fact.slot in ("when", "where") and _ENDS.match(reading.text[end:]):
        return _Edit(start - len(led[0]), end, "")
    for block in reading.blocks:
        if not block.start <= fact.start < block.end:
            continue
        if block.kind == "paragraph":
            for piece in split_sentences(reading.text[block.start : block.end]):
                if block.start + piece.start <= fact.start < block.start + piece.end:
                    end = block.start + piece.end
                    while end < block.end and reading.text[end].isspace():
                        end += 1
                    return _Edit(block.start + piece.start, end, "")
        return _Edit(block.start, block.end, "")
    return _Edit(fact.start, fact.end, "")


def _value(reading: Reading, fact: Fact) -> tuple[int, int]:
    """A fact without the preposition before it and the full stop behind it."""
    found = reading.text[fact.start : fact.end]
    led = _LED.match(found)
    return fact.start + (led.end() if led else 0), fact.start + len(found.rstrip(" .,;"))


def _edited(reading: Reading, edits: Sequence[_Edit]) -> Reading:
    """Blocks and passages move along; a block that is left empty goes."""
    apart: list[_Edit] = []
    for edit in sorted(set(edits), key=lambda e: (e.start, -e.end)):
        if not apart or edit.start >= apart[-1].end:
            apart.append(edit)
    if not apart:
        return reading
    text, at = "", 0
    for edit in apart:
        text += reading.text[at : edit.start] + edit.new
        at = edit.end
    text += reading.text[at:]

    def moved(offset: int) -> int:
        shift = 0
        for edit in apart:
            if edit.end <= offset:
                shift += len(edit.new) - (edit.end - edit.start)
            elif edit.start < offset:
                return edit.start + shift + len(edit.new)
        return offset + shift

    blocks = (replace(b, start=moved(b.start), end=moved(b.end)) for b in reading.blocks)
    left = tuple(block for block in blocks if text[block.start : block.end].strip())
    return _cut(reading, text, left, moved, moved)


def _with_lines(reading: Reading, lines: Sequence[str]) -> Reading:
    """Lines below the first paragraph that tells something."""
    if not lines:
        return reading
    told = [b for b in reading.blocks if b.kind == "paragraph" and b.end - b.start > _LEAD]
    first = (told or list(reading.blocks))[0]
    added = "".join(f"\n\n{line}" for line in lines)
    text = reading.text[: first.end] + added + reading.text[first.end :]

    def moved(offset: int) -> int:
        return offset + len(added) if offset > first.end else offset

    def end(offset: int) -> int:
        return offset + len(added) if offset >= first.end else offset

    blocks: list[Block] = []
    for block in reading.blocks:
        blocks.append(replace(block, start=moved(block.start), end=moved(block.end)))
        if block is first:
            at = first.end
            for line in lines:
                start = at + 2
                at = start + len(line)
                blocks.append(Block("paragraph", start, at, first.page))
    return _cut(reading, text, tuple(blocks), moved, end)


def _cut(
    reading: Reading,
    text: str,
    blocks: tuple[Block, ...],
    start: Callable[[int], int],
    end: Callable[[int], int],
) -> Reading:
    """The reading with another text; `start` and `end` say where its passages begin and end."""
    passages: list[Passage] = []
    for passage in reading.passages:
        first, last = start(passage.start), end(passage.end)
        if text[first:last].strip():
            passages.append(replace(passage, start=first, end=last, text=text[first:last]))
    return replace(reading, text=text, blocks=blocks, passages=tuple(passages))
