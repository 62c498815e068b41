"""Whether a draft gives a quotation to somebody else than the source does."""

import difflib

from assistant.agencies import load_agencies
from assistant.assertions.quotes import Quote, find_quotes
from assistant.assertions.words import find_words, long_form
from assistant.grounding.offices import own_words
from assistant.reading.attribution import Person, attributions

_SAME_NAME = 0.8
_EVERYBODYS = frozenset("kabupaten sidoarjo daerah pemkab pemerintah kab".split())


def speaker_at(text: str, start: int) -> Person | None:
    """Who says the quotation of `text` that begins at `start`, inside its marks."""
    for said in attributions(text):
        if said.start <= start < said.end:
            return said.speaker or _beside(text, said.start)
    return _beside(text, start)


def _beside(text: str, start: int) -> Person | None:
    """The name right beside the verb of saying, whatever it is built like."""
    quote: Quote | None = next((q for q in find_quotes(text) if q.start == start), None)
    if quote is None or quote.pronoun or not quote.speaker:
        return None
    own = own_words(quote.speaker)
    words = tuple(w for w in quote.speaker.split() if w.lower().strip(".,") in own)
    return Person(words, quote.speaker, False) if words else None


def are_different(said: Person, really: Person, source: str) -> bool:
    """Whether the draft means another person than `really`, who speaks in `source`."""
    if said.name and really.name:
        known = {*_plain(really.name), *_plain(really.mention.split())}
        return not any(_alike(word, other) for word in _plain(said.name) for other in known)
    if said.name or not said.official:
        return False
    if not really.official:
        return True  # a resident speaks, and the draft says that an office does
    office = _office(said.mention)
    if office <= _office(really.mention):
        return False
    others = {item.speaker.mention for item in attributions(source) if item.speaker is not None}
    return any(office <= _office(other) for other in others if other != really.mention)


def _plain(words: tuple[str, ...] | list[str]) -> set[str]:
    return {low for word in words if len(low := word.lower().strip(".,()")) > 1}


def _alike(one: str, other: str) -> bool:
    return one == other or difflib.SequenceMatcher(None, one, other).ratio() >= _SAME_NAME


def _office(mention: str) -> frozenset[str]:
    """Its words in full, agencies by one name: "Kadinsos" and "Kepala Dinas Sosial"."""
    agencies = load_agencies().mentions(mention)
    rest = mention
    for _, start, end in agencies:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    words = {
        long_form(word.text.lower().rstrip(".")) for word in find_words(rest) if len(word.text) > 1
    }
    return frozenset({agency for agency, _, _ in agencies} | words) - _EVERYBODYS
