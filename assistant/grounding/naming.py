"""Judges names: whether the sources have them, in this place and with this office."""

import difflib
import re
from dataclasses import replace

from assistant.assertions.anchors import LABEL
from assistant.assertions.names import ordinary
from assistant.assertions.words import concept, find_words, listed
from assistant.claims import Claim, name_key
from assistant.grounding.compare import Outcome
from assistant.grounding.ground import Ground, Match, Statement
from assistant.grounding.matter import (
    ABOUT_IT,
    AT_HOME,
    Judgement,
    Matter,
    Place,
    Scored,
    best,
    not_found,
    place_of,
    quote_at,
    rightful,
    whole,
)
from assistant.grounding.offices import office_at, offices, own_words, title_of
from assistant.grounding.spellings import agencies_in, flat_text, name_words, other_forms
from knowledge.documents import Reading

_LONG = 5  # letters from which a word is known again with one of them wrong
NAMES = ("person", "place", "organisation", "name")


def score_name(matter: Matter, claim: Claim) -> list[Scored]:
    own = _tokens(claim)
    scored = []
    for measure in NAMES:
        for match in matter.ground.matches(measure):
            other = _tokens(match.claim)
            if other <= listed("generic_names"):
                continue
            if own <= other or other <= own or _initials(claim, match.claim):
                outcome: Outcome = "same"
            elif _rival(claim, match.claim) and not own & other:
                outcome = "different"
            else:
                continue
            likeness = matter.ground.likeness(claim.near, match.claim.near)
            scored.append(Scored(outcome, likeness, match))
    return scored


def _initials(claim: Claim, other: Claim) -> bool:
    """Whether one is made of the first letters of the other: MPP, Mal Pelayanan Publik."""
    for short, long in ((claim.text, other.text), (other.text, claim.text)):
        words = long.split()
        if short.isupper() and len(words) == len(short) > 1:
            return short == "".join(word[0] for word in words).upper()
    return False


def judge_name(matter: Matter, index: int, claim: Claim) -> Judgement | None:
    place = _named(matter, matter.ground, claim)
    if place is not None:
        return (
            _wrong_office(matter, index, claim)
            or _wrong_name(matter, index, claim)
            or Judgement(claim, "supported", place, quote_at(place))
        )
    if _named(matter, matter.told, claim) is not None:
        return Judgement(claim, "from_brief")
    if not claim.sure or _only_words(matter, claim):
        return None
    if "sidoarjo" in _tokens(claim) and _tokens(claim) <= listed("generic_names"):
        return None  # whoever drafts here speaks for the regency
    similar = _similar(matter, claim)
    if similar is not None:
        says = similar.claim.text
        if similar.claim.role and not claim.role:
            says = says.removeprefix(similar.claim.role).strip()
        # "SMAN 10" is not mended by "SMA Negeri".
        numbered = any(map(str.isdigit, claim.text)) and not any(map(str.isdigit, says))
        mended = None if numbered else says
        return Judgement(claim, "contradicted", place_of(similar), says, mended)
    return not_found(matter, claim)


def _wrong_name(matter: Matter, index: int, claim: Claim) -> Judgement | None:
    """A name of the sources where the sources have another one of its kind."""
    if not claim.sure or (claim.measure == "name" and len(_tokens(claim)) < 2):
        return None
    if _tokens(claim) <= listed("generic_names"):
        return None  # "Kabupaten Sidoarjo" is at home everywhere
    if claim.measure == "name" and _tokens(claim) & matter.ground.topics:
        return None  # what a document is about is said of everything in it
    if claim.measure in ("person", "name") and any(office_at(matter.text, matter.claims, claim)):
        return None  # an office tells who is meant
    scored = matter.scored[index]
    same = best(scored, "same")
    labelled = any(weight >= LABEL for word, weight in claim.near.items() if word[0] == "#")
    least = ABOUT_IT if labelled else AT_HOME
    found = rightful(matter, index, same, least) if same is not None else None
    if same is None or found is None:
        return None
    other, gain = found
    if gain < AT_HOME or other.likeness <= same.likeness:
        return None
    if _named(matter, matter.told, claim) is not None:
        return Judgement(claim, "from_brief")
    return Judgement(
        claim,
        "found_elsewhere",
        place_of(other.match),
        other.match.claim.text,
        other.match.claim.text,
        elsewhere=same.match.statement.text,
    )


def _wrong_office(matter: Matter, index: int, claim: Claim) -> Judgement | None:
    """ "Kepala Dinas Sosial Eri" where the sources have him at the head of Dinas Kominfo."""
    person = claim
    if claim.form == "agency":
        following = matter.claims[index + 1] if index + 1 < len(matter.claims) else None
        if following is None or following.measure not in ("person", "name"):
            return None
        if matter.text[claim.end : following.start].strip():
            return None
        person = following
    elif claim.measure not in ("person", "name"):
        return None
    titles, agencies = office_at(matter.text, matter.claims, person)
    own = own_words(person.text) & set(str(person.value).split())
    known = [
        office
        for reading in matter.ground.readings
        for name, office in offices(reading)
        if name and own and (name <= own or own <= name)
    ]
    known_titles = {title for office in known for title in office.titles}
    known_agencies = {agency for office in known for agency in office.agencies}
    if claim.form == "agency":
        wrong = bool(agencies and known_agencies and not agencies & known_agencies)
    else:
        wrong = bool(titles and known_titles and not titles & known_titles)
    if not wrong:
        return None
    office = known[0]
    note = f"Di sumber tertulis “{office.text}”. Perbaiki jabatannya."
    said = claim if claim.form == "agency" else title_of(matter.text, claim)
    return Judgement(said, "contradicted", office.place, office.text, note=note)


def _named(matter: Matter, ground: Ground, claim: Claim) -> Place | None:
    """Where the sources have the name: word for word, as an abbreviation or as an alias."""
    value = str(claim.value)
    for reading in ground.readings:
        if claim.form == "agency":
            if value in agencies_in(reading) or _district_in(reading, claim):
                return _agency_place(matter, reading, value)
            continue
        flat = flat_text(reading)
        at = flat.find(f" {value} ")
        if at < 0:
            places = (flat.find(f" {form} ") for form in other_forms(claim, reading))
            at = next((place for place in places if place >= 0), -1)
        if at < 0:
            value, at = _initialled(value, flat)
        if at >= 0:
            return _statement_with(matter, reading, replace(claim, value=value))
    return None


def _initialled(value: str, flat: str) -> tuple[str, int]:
    """ "Jalan A. Yani" as "jalan ahmad yani", and the other way round."""
    words = value.split()
    if len(words) < 2:
        return value, -1
    if not all(word.isalpha() for word in words):
        return value, -1
    if any(len(word) == 1 for word in words):
        forms = [rf"{word}\w*" if len(word) == 1 else re.escape(word) for word in words]
    elif len(words) > 2:
        forms = [re.escape(words[0])]
        forms += [rf"(?:{re.escape(word)}|{re.escape(word[0])})" for word in words[1:-1]]
        forms.append(re.escape(words[-1]))
    else:
        return value, -1
    match = re.search(rf"(?<= ){' '.join(forms)}(?= )", flat)
    return (match[0], match.start()) if match else (value, -1)


def _district_in(reading: Reading, claim: Claim) -> bool:
    """ "Kecamatan Tarik" where the source has "Tarik" under "Kecamatan"."""
    if not str(claim.value).startswith("kec-"):
        return False
    words = [word.text for word in find_words(claim.text)]
    heads = listed("place_heads")  # "Taman" is one, and a district
    name = " ".join(word for word in words if word.lower() not in heads) or words[-1]
    return bool(name) and re.search(rf"\b{re.escape(name)}\b", reading.text) is not None


def _agency_place(matter: Matter, reading: Reading, agency: str) -> Place:
    for holder, statement in matter.ground.statements:
        if holder is reading and any(item.value == agency for item in statement.claims):
            return reading, statement.start, statement.end
    return whole(reading)


def _statement_with(matter: Matter, reading: Reading, claim: Claim) -> Place:
    value = str(claim.value)
    found: tuple[float, Statement] | None = None
    for holder, statement in [*matter.ground.statements, *matter.told.statements]:
        if holder is reading and f" {value} " in f" {name_key(statement.text)} ":
            score = matter.ground.likeness(claim.near, statement.words)
            if found is None or score > found[0]:
                found = (score, statement)
    return (reading, found[1].start, found[1].end) if found else whole(reading)


def _only_words(matter: Matter, claim: Claim) -> bool:
    """Capitals without a name: every word is one that the sources write small, or ordinary."""
    words = [word.text for word in find_words(claim.text) if word.text.isalpha()]
    return claim.kind == "name" and all(
        (ordinary(word) and not _misspelt(matter, word)) or concept(word) in matter.ground.common
        for word in words
    )


def _misspelt(matter: Matter, word: str) -> bool:
    """ "Disnoker", where the sources write "Disnaker": one letter within a name is another."""
    names = [name_words(reading) for reading in matter.ground.readings]
    return (
        len(word) >= _LONG
        and not any(word in found for found in names)
        and any(
            len(name) == len(word)
            and name[0] == word[0]
            and sum(a != b for a, b in zip(name, word, strict=True)) == 1
            for found in names
            for name in found
        )
    )


def _similar(matter: Matter, claim: Claim) -> Match | None:
    """The name in the sources that this one was probably made from."""
    found: tuple[float, Match] | None = None
    own = set(str(claim.value).split())
    for match in matter.ground.matches(claim.measure):
        other = str(match.claim.value)
        score = difflib.SequenceMatcher(None, claim.text.lower(), match.claim.text.lower()).ratio()
        if len(own) > 1 and own & set(other.split()) - listed("place_heads"):
            score += 0.15
        score += 0.15 * min(2.0, matter.ground.likeness(claim.near, match.claim.near))
        if claim.role and claim.role.lower() == match.claim.role.lower():
            score += 0.3
        if score >= 0.75 and (found is None or score > found[0]):
            found = (score, match)
    return found[1] if found else None


def _rival(claim: Claim, other: Claim) -> bool:
    """Whether one name could stand for the other: persons may go without a title."""
    if claim.measure == other.measure:
        return claim.measure != "name" or len(_tokens(other)) > 1
    return {claim.measure, other.measure} == {"person", "name"} and len(_tokens(other)) > 1


def _tokens(claim: Claim) -> set[str]:
    """The words of a name without "Desa", "Kecamatan"; an agency is its key and nothing else."""
    if claim.form == "agency" and not str(claim.value).startswith("kec-"):
        return {str(claim.value)}
    words = set(name_key(claim.text).split())
    return words - listed("place_heads") - listed("person_titles") or words
