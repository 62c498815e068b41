"""Judges quotations: word for word, and who says them."""

import difflib
import re
from functools import lru_cache

from assistant.assertions.quotes import Quote, find_quotes, plain
from assistant.claims import Claim
from assistant.grounding.matter import Judgement, Matter, Place, quote_at, whole
from assistant.grounding.speakers import are_different, speaker_at
from knowledge.documents import Reading


def judge_quotation(matter: Matter, claim: Claim) -> Judgement:
    pieces = [plain(piece) for piece in re.split(r"…|\.\.\.", claim.text)]
    pieces = [piece for piece in pieces if piece]
    for reading in matter.ground.readings:
        flat = f" {plain(reading.text)} "
        if pieces and all(f" {piece} " in flat for piece in pieces):
            return _spoken(matter, claim, reading, pieces[0])
    if any(
        all(f" {piece} " in f" {plain(reading.text)} " for piece in pieces)
        for reading in matter.told.readings
    ):
        return Judgement(claim, "from_brief")
    return _altered(matter, claim)


def _spoken(matter: Matter, claim: Claim, reading: Reading, piece: str) -> Judgement:
    quote = next(
        (item for item in quotes_in(reading) if f" {piece} " in f" {plain(item.text)} "), None
    )
    if quote is None:
        place = _place_of(matter, reading, piece)
        return Judgement(claim, "supported", place, quote_at(place))
    place = (reading, quote.start, quote.end)
    said_by = speaker_at(matter.text, claim.start)
    really = speaker_at(reading.text, quote.start)
    if said_by and really and are_different(said_by, really, reading.text):
        note = f"Di sumber yang mengatakan ini adalah {really.mention}. Perbaiki nama pembicaranya."
        return Judgement(claim, "contradicted", place, really.mention, note=note)
    return Judgement(claim, "supported", place, quote.text)


def _place_of(matter: Matter, reading: Reading, piece: str) -> Place:
    for owner, statement in matter.ground.statements:
        if owner is reading and piece in statement.flat:
            return reading, statement.start, statement.end
    return whole(reading)


def _altered(matter: Matter, claim: Claim) -> Judgement:
    """A quotation that the sources do not have: changed words, or made up altogether."""
    words = plain(claim.text).split()
    best: tuple[float, Reading, int, int, str] | None = None
    for reading in matter.ground.readings:
        options = [(item.start, item.end, item.text) for item in quotes_in(reading)]
        options += [
            (item.start, item.end, item.text)
            for owner, item in matter.ground.statements
            if owner is reading
        ]
        for start, end, text in options:
            other = plain(text).split()
            matcher = difflib.SequenceMatcher(None, words, other, autojunk=False)
            if matcher.quick_ratio() < 0.4:
                continue
            share = sum(block.size for block in matcher.get_matching_blocks()) / len(words)
            if best is None or share > best[0]:
                best = (share, reading, start, end, _aligned(matcher, text, len(words)))
    if best is not None and best[0] >= 0.5:
        _, reading, start, end, right = best
        note = f"Kutipan berbeda dari sumber. Di sumber: “{right}”. Pakai kata-kata aslinya."
        return Judgement(claim, "contradicted", (reading, start, end), right, right, note=note)
    return Judgement(claim, "not_found")


@lru_cache(maxsize=512)
def quotes_in(reading: Reading) -> tuple[Quote, ...]:
    return tuple(find_quotes(reading.text))


def _aligned(matcher: "difflib.SequenceMatcher[str]", text: str, length: int) -> str:
    """The stretch of `text` that corresponds to the quotation."""
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    words = list(re.finditer(r"\S+", text))
    if not blocks or len(words) < blocks[-1].b:
        return text
    first = max(0, blocks[0].b - blocks[0].a)
    last = blocks[-1].b + blocks[-1].size + (length - blocks[-1].a - blocks[-1].size)
    last = min(len(words), last)
    if first >= last:
        return text
    return text[words[first].start() : words[last - 1].end()].strip('“”"')
