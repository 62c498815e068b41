"""Lines of a draft that give a value of the source another name or purpose.

"Masa berlaku: 25–27 Januari" where the source has "Masa sanggah | 25–27 Januari 2027": the days are
right, and the line is wrong. "Darurat: WhatsApp …" where that number answers questions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.assertions.value import Day, Span
from assistant.assertions.words import concept, concepts, find_words
from assistant.claims import Claim
from assistant.grounding.ground import Statement
from assistant.grounding.matter import Judgement, Matter
from assistant.prompts import load_table
from assistant.reading.contact_uses import ContactUse, use_of
from assistant.reading.day_names import day_name
from knowledge.documents import Reading

_LABEL = re.compile(
    r"[\W_]*(?P<label>[A-Za-z][A-Za-z /()&-]{2,60}?)[*_]*\s*:[*_]*\s*(?P<lead>[^\n]*)$"
)
_CONTACTS = ("phone", "url", "email", "handle")
_URGENT = "emergency"
_EMERGENCY_NUMBER = "112"


def renamed(matter: Matter, found: Sequence[Judgement]) -> Iterator[Judgement]:
    """`found`, in which values with another name or purpose than in the source are no longer
    supported."""
    for judgement in found:
        claim = judgement.claim
        if judgement.status == "supported" and claim.measure == "date":
            yield _named(matter, judgement)
        elif judgement.status == "supported" and claim.kind in _CONTACTS:
            yield _used(matter, judgement)
        else:
            yield judgement


def _named(matter: Matter, judgement: Judgement) -> Judgement:
    claim = judgement.claim
    label = _label_of(matter.text, claim)
    words = _telling(label)
    value = _ends(claim)
    if not words or not value:
        return judgement
    same = [
        (reading, statement, other)
        for reading, statement in matter.ground.statements
        for other in statement.claims
        if other.measure == "date" and _touch(_ends(other), value)
    ]
    if not same or any(words & _said_of(statement) for _, statement, _ in same):
        return judgement
    reading, statement, other = same[0]
    name = _source_name(statement, other) or statement.text
    place = (reading, statement.start, statement.end)
    note = f"Di sumber “{claim.text}” adalah “{_short(name)}”, bukan “{label}”. Perbaiki labelnya."
    rival = _rival(matter, words)
    status = judgement.status
    if rival is not None:
        status = "contradicted"
        note += f" Untuk “{label}” sumber menyebut “{_short(rival.text)}”."
    elif _source_name(statement, other):
        status = "found_elsewhere"
    if status == judgement.status:
        return judgement
    return replace(judgement, status=status, place=place, says=name, note=note)


def _label_of(text: str, claim: Claim) -> str:
    """The label of the line in which a value is the first thing said: "Batas pendaftaran: 25 …"."""
    begin = text.rfind("\n", 0, claim.start) + 1
    match = _LABEL.match(text[begin : claim.start])
    if match is None:
        return ""
    between = [w for w in re.findall(r"[a-z]{3,}", match["lead"].lower()) if w not in _time_words()]
    return match["label"].strip() if not between else ""


def _time_words() -> frozenset[str]:
    table = load_table("frames/days.yaml")
    return frozenset(f"{table['words_of_time']} paling lambat terakhir sebelum".split())


def _telling(label: str) -> frozenset[str]:
    """The concepts of a label that say what a day is the day of."""
    vague = str(load_table("frames/days.yaml")["vague_labels"]).split()
    words = [w.text for w in find_words(label) if w.text.lower() not in (*_time_words(), *vague)]
    return frozenset(meaning for word in words if (meaning := concept(word)))


def _said_of(statement: Statement) -> frozenset[str]:
    """What a statement says of its value: a row by its cells and what stands above, a sentence by
    all its words."""
    return frozenset(concepts(statement.text)) | frozenset(statement.words)


def _ends(claim: Claim) -> tuple[tuple[int, int], ...]:
    """Day and month of the first and the last day of a claim; none where it has no whole day."""
    value = claim.value
    days = (value.first, value.last) if isinstance(value, Span) else (value,)
    ends = []
    for day in days:
        if not isinstance(day, Day) or not day.day or not day.month:
            return ()
        ends.append((day.month, day.day))
    return tuple(ends)


def _touch(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]) -> bool:
    return bool(one and other) and (set(one) <= set(other) or set(other) <= set(one))


def _source_name(statement: Statement, claim: Claim) -> str:
    at = claim.start - statement.start
    if statement.row:
        cells = tuple(cell.strip() for cell in statement.text.split("|"))
        return day_name(statement.text, at, cells=cells)
    return day_name(statement.text, at, due=bool(claim.bound))


def _rival(matter: Matter, words: frozenset[str]) -> Claim | None:
    """What the source has for the label itself: the day of the row or clause of that name."""
    for _, statement in matter.ground.statements:
        for claim in statement.claims:
            if claim.measure == "date" and words <= _telling(_source_name(statement, claim)):
                return claim
    return None


def _used(matter: Matter, judgement: Judgement) -> Judgement:
    claim = judgement.claim
    use = use_of(claim.sentence.text, *_inside(claim.sentence.start, claim))
    uses = list(_uses(matter, claim))
    if not uses or not _is_other(claim, use, [told for _, _, told in uses]):
        return judgement
    reading, statement, _ = uses[0]
    note = (
        f"Di sumber kontak ini untuk hal lain: “{_short(statement.text)}”. "
        "Sesuaikan gunanya, atau ganti kontaknya."
    )
    place = (reading, statement.start, statement.end)
    return replace(judgement, status="found_elsewhere", place=place, says=statement.text, note=note)


def _uses(matter: Matter, claim: Claim) -> Iterator[tuple[Reading, Statement, ContactUse]]:
    for reading, statement in matter.ground.statements:
        for other in statement.claims:
            if other.kind == claim.kind and other.value == claim.value:
                at = _inside(statement.start, other)
                yield reading, statement, use_of(statement.text, *at)


def _is_other(claim: Claim, use: ContactUse, told: Sequence[ContactUse]) -> bool:
    """Whether the draft offers for emergencies what the source does not, or 112 for something else
    than what the source gives it for."""
    purposes = {purpose for other in told for purpose in other.purposes}
    if use.purpose == _URGENT:
        return bool(purposes) and _URGENT not in purposes
    if claim.text == _EMERGENCY_NUMBER and use.purpose:
        return purposes == {_URGENT}
    return False


def _inside(begin: int, claim: Claim) -> tuple[int, int]:
    return claim.start - begin, claim.end - begin


def _short(text: str, most: int = 110) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
