"""What a text calls a person: titles and agencies beside the name."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.assertions.words import alternatives, find_words, listed, long_form
from assistant.claims import Claim, find_claims
from assistant.grounding.matter import Place
from knowledge.documents import Reading

_HEAD = re.compile(r"ka(?:din|dis|ban|bag|bid|sat|upt)[a-z]*$")


@dataclass(frozen=True, slots=True)
class Office:
    """What a source calls a person: titles and agencies, with the words and their place."""

    titles: frozenset[str]
    agencies: frozenset[str]
    text: str
    place: Place


@lru_cache(maxsize=512)
def offices(reading: Reading) -> tuple[tuple[frozenset[str], Office], ...]:
    """Persons of a reading, by the words of their names, with what they are called."""
    claims = find_claims(reading.text)
    found = []
    for claim in claims:
        if claim.measure not in ("person", "name"):
            continue
        titles, agencies = office_at(reading.text, claims, claim)
        name = own_words(claim.text) & set(str(claim.value).split())  # no unit, no title
        if name and (titles or agencies):
            start = _office_start(reading.text, claim)
            office = Office(
                titles, agencies, reading.text[start : claim.end], (reading, start, claim.end)
            )
            found.append((name, office))
    return tuple(found)


def office_at(
    text: str, claims: list[Claim], person: Claim
) -> tuple[frozenset[str], frozenset[str]]:
    """Titles and agencies right in front of a person's name, or in apposition behind it."""
    start = _office_start(text, person)
    end = person.end
    behind = re.match(
        rf"(?:,\s+|\s+(?:sebagai|selaku)\s+|\s*\()((?:{alternatives('person_titles')})\b[^,.;)\n]{{0,60}})",
        text[end : end + 90],
        re.IGNORECASE,
    )
    if behind:
        end += behind.end()
    titles = {
        title
        for piece in (text[start : person.end], behind[1] if behind else "")
        for word in find_words(piece)
        for title in _spelled(word.text).split()
        if title in listed("office_titles")
    }
    agencies = {
        str(claim.value)
        for claim in claims
        if claim.form == "agency" and start <= claim.start < end
    }
    return frozenset(titles), frozenset(agencies)


def _spelled(title: str) -> str:
    """A title in full: "Kabag" and "Kadinsos" are heads."""
    low = title.lower().rstrip(".")
    long = long_form(low)
    return "kepala" if long == low and _HEAD.match(low) else long


def title_of(text: str, person: Claim) -> Claim:
    """The title in front of a person as the claim that is wrong ("Sekretaris BPBD Sabrina")."""
    start = _office_start(text, person)
    if start == person.start:
        return person
    end = start + len(text[start : person.start].split(" ", 1)[0])
    return replace(person, start=start, end=end, text=text[start:end])


def _office_start(text: str, person: Claim) -> int:
    """Where the office in front of a name begins: "Kepala Dinas Sosial Misbahul Huda"."""
    offset = max(0, person.start - 80)
    before = re.search(
        rf"\b(?i:{alternatives('office_titles')})\b(?:[ ](?:[A-Z][\w.&-]*|dan|serta))*:?[ ]$",
        text[offset : person.start],
    )
    return offset + before.start() if before else person.start


def own_words(text: str) -> frozenset[str]:
    """The words of a person's own name: no title, no office."""
    without = {
        "organisation_heads",
        "place_heads",
        "person_titles",
        "agency_words",
        "generic_names",
    }
    return frozenset(
        word.text.lower().rstrip(".")
        for word in find_words(text)
        if len(word.text) > 2
        and word.text[0].isupper()
        and not any(
            long_form(word.text.lower().rstrip(".")).split()[0] in listed(name) for name in without
        )
    )
