"""Decides for every claim of a draft what the sources say to it."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.agencies import load_agencies
from assistant.assertions.anchors import anchor, own_clause
from assistant.assertions.compare import Outcome, compare
from assistant.assertions.days import WEEKDAYS, wrong_weekday
from assistant.assertions.ground import Ground, Match, Statement, bag
from assistant.assertions.names import ordinary
from assistant.assertions.quotes import Quote, find_quotes, plain
from assistant.assertions.repair import repair
from assistant.assertions.signs import Sign, denies, excludes, exempts
from assistant.assertions.value import Amount, Clock, Day, Span, Value
from assistant.assertions.words import alternatives, concept, find_words, listed
from assistant.claims import Claim, find_claims, landmarks, name_key, signs_of
from assistant.drafts import ClaimStatus
from knowledge.documents import Reading
from knowledge.sentences import Sentence, split_sentences

Place = tuple[Reading, int, int]

_NAMES = ("person", "place", "organisation", "name")
_EXACT = ("phone", "url", "email", "handle")
# Found by measuring on the development cases: prompts/cases/grounding.
_ABOUT_IT = 0.9  # likeness from which a statement is about the same thing
_MATCHED = 0.9
_DENIED = 0.5  # … from which a denial, which no source makes, denies the source
_TURNED = 0.7  # … and from which a word turned round is the source's word
_LEAD = 0.3  # by how much another value's place must fit better to say "wrong item"
_SHARE = 0.05  # … and by which share of its own likeness
_NAME_AT_HOME = 2.0  # likeness from which a place belongs to a name
_CLEARLY = 0.5
_WELL_ALIGNED = 0.6
_SURELY_ALIGNED = 0.75
_ALIGNED = 0.45  # share of a draft sentence that a statement must hold to be its source


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of a claim. `says` is what the source has in its place."""

    claim: Claim
    status: ClaimStatus
    place: Place | None = None
    says: str | None = None
    suggestion: str | None = None
    elsewhere: str = ""
    note: str = ""
    weekday: str | None = None


@dataclass(frozen=True, slots=True)
class _Scored:
    outcome: Outcome
    likeness: float
    match: Match


class Judging:
    """One draft against its sources and the admin's brief."""

    def __init__(self, text: str, claims: list[Claim], ground: Ground, told: Ground) -> None:
        self._text = text
        self._claims = claims
        self._ground = ground
        self._told = told
        self._marks = landmarks(claims)
        self._scored = {
            index: self._score(claim)
            for index, claim in enumerate(claims)
            if claim.kind not in ("quotation", "polarity", "condition")
        }

    def judge(self) -> Iterator[Judgement]:
        found: list[Judgement] = []
        for index, claim in enumerate(self._claims):
            judgement = self._judge(index, claim)
            if judgement is not None:
                found.append(judgement)
        found += self._turned(found)
        return iter(sorted(found, key=lambda item: (item.claim.start, item.claim.end)))

    def _judge(self, index: int, claim: Claim) -> Judgement | None:
        if claim.kind == "quotation":
            return self._quotation(claim)
        if claim.kind == "polarity":
            return self._polarity(claim)
        if claim.kind == "condition":
            return self._condition(claim)
        if claim.form == "citation":
            return self._citation(claim)
        if claim.form == "marker":
            return self._marker(claim)
        if claim.measure in _NAMES:
            return self._name(index, claim)
        return self._value(index, claim)

    # --- values ---

    def _score(self, claim: Claim) -> list[_Scored]:
        if claim.measure in _NAMES:
            return self._score_name(claim)
        scored: list[_Scored] = []
        other_unit: list[_Scored] = []
        for match in self._ground.matches(claim.measure):
            outcome = compare(claim, match.claim, _year(match.reading))
            if outcome == "incomparable":
                continue
            likeness = self._ground.likeness(claim.near, match.claim.near)
            if claim.measure == "number":
                fits = _units(claim, match.claim)
                if not fits:
                    if outcome != "different" and not _measured(claim, match.claim):
                        other_unit.append(_Scored(outcome, 0.5 * likeness, match))
                    continue
            scored.append(_Scored(outcome, likeness, match))
        # The same number under another noun ("44 SMP" for "44 sekolah"), unless the sources count
        # this very thing with another number.
        counted = any(s.outcome == "different" and _units(claim, s.match.claim) == 2 for s in scored)
        if counted and not _telling(claim):
            return scored
        return scored + other_unit

    def _score_name(self, claim: Claim) -> list[_Scored]:
        own = _tokens(claim)
        scored = []
        for measure in _NAMES:
            for match in self._ground.matches(measure):
                other = _tokens(match.claim)
                if other <= listed("generic_names"):
                    continue
                if own <= other or other <= own:
                    outcome: Outcome = "same"
                elif _rival(claim, match.claim) and not own & other:
                    outcome = "different"
                else:
                    continue
                likeness = self._ground.likeness(claim.near, match.claim.near)
                scored.append(_Scored(outcome, likeness, match))
        return scored

    def _value(self, index: int, claim: Claim) -> Judgement | None:
        scored = self._scored[index]
        same = _best(scored, "same")
        other = _best(scored, "different")
        near = max(
            (item for item in scored if item.outcome in ("loosened", "reversed")),
            key=lambda item: item.likeness,
            default=None,
        )
        if same is None and (ends := self._ends(claim)):
            return Judgement(claim, "supported", _place(ends), ends.statement.text)
        if near is not None and (same is None or near.likeness > same.likeness + _LEAD):
            return self._told_or(claim, _limited(claim, near))
        if same is not None:
            least = _NAME_AT_HOME if claim.measure in _EXACT else _ABOUT_IT
            owner = None if _only_year(claim) else self._owner(index, same, least)
            if owner is not None:
                return self._told_or(
                    claim,
                    Judgement(
                        claim,
                        "found_elsewhere",
                        _place(owner.match),
                        owner.match.claim.text,
                        repair(claim, owner.match.claim, _year(owner.match.reading)),
                        elsewhere=same.match.statement.text,
                    ),
                )
            return Judgement(
                claim, "supported", _place(same.match), same.match.claim.text,
                weekday=_calendar(claim),
            )  # fmt: skip
        if other is not None and other.likeness >= _ABOUT_IT:
            return self._told_or(
                claim,
                Judgement(
                    claim,
                    "contradicted",
                    _place(other.match),
                    other.match.claim.text,
                    repair(claim, other.match.claim, _year(other.match.reading)),
                ),
            )
        return self._told_or(claim, self._not_found(claim))

    def _ends(self, claim: Claim) -> Match | None:
        """A span whose two ends stand apart in the source ("dibuka 3 Mei … ditutup 20 Mei")."""
        halves = _halves(claim)
        if halves is None:
            return None
        for reading, statement in self._ground.statements:
            hits = [
                next(
                    (
                        item
                        for item in statement.claims
                        if item.measure == claim.measure
                        and not isinstance(item.value, Span)
                        and compare(half, item, _year(reading)) in ("same", "reversed")
                    ),
                    None,
                )
                for half in halves
            ]
            if hits[0] is not None and hits[1] is not None and hits[0] is not hits[1]:
                return Match(reading, statement, hits[0])
        return None

    def _owner(self, index: int, same: _Scored, least: float = _ABOUT_IT) -> _Scored | None:
        """Another value of the sources that the words around this one fit clearly better.

        One that the draft states elsewhere, in its own place, is not it.
        """
        others = sorted(
            (item for item in self._scored[index] if item.outcome == "different"),
            key=lambda item: -item.likeness,
        )
        for other in others:
            lead = other.likeness - same.likeness
            if lead < max(_LEAD, _SHARE * other.likeness) or other.likeness < least:
                return None
            if not self._taken(index, other):
                return other
        return None

    def _taken(self, index: int, other: _Scored) -> bool:
        """Whether another claim of the draft states that value where it belongs."""
        return any(
            item.outcome == "same"
            and item.match.claim is other.match.claim
            and item.likeness >= _MATCHED * other.likeness
            for position, scored in self._scored.items()
            if position != index
            for item in scored
        )

    def _told_or(self, claim: Claim, judgement: Judgement) -> Judgement:
        """The admin's own words count before the verdict of the sources."""
        for match in self._told.matches(claim.measure):
            if compare(claim, match.claim) == "same":
                return Judgement(claim, "from_brief")
        return judgement

    def _not_found(self, claim: Claim) -> Judgement:
        nearest = self._ground.nearest(claim.near)
        if nearest is None or nearest[0] < _ALIGNED:
            return Judgement(claim, "not_found")
        _, reading, statement = nearest
        place = (reading, statement.start, statement.end)
        return Judgement(claim, "not_found", place, statement.text)

    # --- names ---

    def _name(self, index: int, claim: Claim) -> Judgement | None:
        place = self._named(self._ground, claim)
        if place is not None:
            return (
                self._wrong_office(index, claim)
                or self._wrong_name(index, claim)
                or Judgement(claim, "supported", place, self._quote_of(place))
            )
        if self._named(self._told, claim) is not None:
            return Judgement(claim, "from_brief")
        if not claim.sure or self._only_words(claim):
            return None
        similar = self._similar(claim)
        if similar is not None:
            says = similar.claim.text
            if similar.claim.role and not claim.role:
                says = says.removeprefix(similar.claim.role).strip()
            return Judgement(claim, "contradicted", _place(similar), says, says)
        return self._not_found(claim)

    def _wrong_name(self, index: int, claim: Claim) -> Judgement | None:
        """A name of the sources where the sources have another one of its kind."""
        if not claim.sure or (claim.measure == "name" and len(_tokens(claim)) < 2):
            return None
        if claim.measure == "name" and _tokens(claim) & self._ground.topics:
            return None  # what a document is about is said of everything in it
        if claim.measure in ("person", "name") and any(office_at(self._text, self._claims, claim)):
            return None  # an office tells who is meant
        scored = self._scored[index]
        same = _best(scored, "same")
        other = self._owner(index, same, _NAME_AT_HOME) if same is not None else None
        if same is None or other is None:
            return None
        if (
            same.match.statement is other.match.statement
            and other.likeness - same.likeness < _NAME_AT_HOME
        ):
            return None  # names in a row belong to the same thing
        if self._named(self._told, claim) is not None:
            return Judgement(claim, "from_brief")
        return Judgement(
            claim,
            "found_elsewhere",
            _place(other.match),
            other.match.claim.text,
            other.match.claim.text,
            elsewhere=same.match.statement.text,
        )

    def _wrong_office(self, index: int, claim: Claim) -> Judgement | None:
        """ "Kepala Dinas Sosial Eri" where the sources have him at the head of Dinas Kominfo."""
        person = claim
        if claim.form == "agency":
            following = self._claims[index + 1] if index + 1 < len(self._claims) else None
            if following is None or following.measure not in ("person", "name"):
                return None
            if self._text[claim.end : following.start].strip():
                return None
            person = following
        elif claim.measure not in ("person", "name"):
            return None
        titles, agencies = office_at(self._text, self._claims, person)
        known = [
            office
            for reading in self._ground.readings
            for name, office in offices(reading)
            if name == _person(str(person.text)) or (name and name <= _person(str(person.text)))
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
        return Judgement(claim, "contradicted", office.place, office.text, note=note)

    def _named(self, ground: Ground, claim: Claim) -> Place | None:
        """Where the sources have the name: word for word, as an abbreviation or as an alias."""
        value = str(claim.value)
        for reading in ground.readings:
            if claim.form == "agency":
                if value in agencies_in(reading):
                    return self._agency_place(reading, value)
                continue
            flat = flat_text(reading)
            at = flat.find(f" {value} ")
            if at < 0:
                at = next((flat.find(f" {form} ") for form in _forms(claim, reading)), -1)
            if at >= 0:
                return self._statement_with(reading, claim)
        return None

    def _agency_place(self, reading: Reading, agency: str) -> Place:
        for owner, statement in self._ground.statements:
            if owner is reading and any(item.value == agency for item in statement.claims):
                return reading, statement.start, statement.end
        return _whole(reading)

    def _statement_with(self, reading: Reading, claim: Claim) -> Place:
        value = str(claim.value)
        best: tuple[float, Statement] | None = None
        for owner, statement in [*self._ground.statements, *self._told.statements]:
            if owner is reading and f" {value} " in f" {name_key(statement.text)} ":
                score = self._ground.likeness(claim.near, statement.words)
                if best is None or score > best[0]:
                    best = (score, statement)
        return (reading, best[1].start, best[1].end) if best else _whole(reading)

    def _quote_of(self, place: Place) -> str:
        reading, start, end = place
        return reading.text[start:end]

    def _only_words(self, claim: Claim) -> bool:
        """Capitals without a name: every word is one that the sources write small, or ordinary."""
        return claim.kind == "name" and all(
            ordinary(word.text) or concept(word.text) in self._ground.common
            for word in find_words(claim.text)
            if word.text.isalpha()
        )

    def _similar(self, claim: Claim) -> Match | None:
        """The name in the sources that this one was probably made from."""
        best: tuple[float, Match] | None = None
        own = set(str(claim.value).split())
        for match in self._ground.matches(claim.measure):
            other = str(match.claim.value)
            score = difflib.SequenceMatcher(
                None, claim.text.lower(), match.claim.text.lower()
            ).ratio()
            if len(own) > 1 and own & set(other.split()) - listed("place_heads"):
                score += 0.15
            score += 0.15 * min(2.0, self._ground.likeness(claim.near, match.claim.near))
            if claim.role and claim.role.lower() == match.claim.role.lower():
                score += 0.3
            if score >= 0.75 and (best is None or score > best[0]):
                best = (score, match)
        return best[1] if best else None

    # --- citations ---

    def _citation(self, claim: Claim) -> Judgement:
        for ground, status in ((self._ground, "supported"), (self._told, "from_brief")):
            for reading, statement in ground.statements:
                for item in statement.claims:
                    if item.form == "citation" and item.value == claim.value:
                        place = (reading, statement.start, statement.end)
                        if status == "from_brief":
                            return Judgement(claim, "from_brief")
                        return Judgement(claim, "supported", place, item.text)
        return Judgement(claim, "not_found")

    def _marker(self, claim: Claim) -> Judgement | None:
        if 1 <= int(str(claim.value)) <= len(self._ground.readings):
            return None
        return Judgement(claim, "not_found")

    # --- quotations ---

    def _quotation(self, claim: Claim) -> Judgement:
        pieces = [plain(piece) for piece in re.split(r"…|\.\.\.", claim.text)]
        pieces = [piece for piece in pieces if piece]
        for reading in self._ground.readings:
            flat = f" {plain(reading.text)} "
            if pieces and all(f" {piece} " in flat for piece in pieces):
                return self._spoken(claim, reading, pieces[0])
        if any(
            all(f" {piece} " in f" {plain(reading.text)} " for piece in pieces)
            for reading in self._told.readings
        ):
            return Judgement(claim, "from_brief")
        return self._altered(claim)

    def _spoken(self, claim: Claim, reading: Reading, piece: str) -> Judgement:
        quote = next(
            (item for item in quotes_in(reading) if f" {piece} " in f" {plain(item.text)} "), None
        )
        if quote is None:
            place = self._place_of(reading, piece)
            return Judgement(claim, "supported", place, self._quote_of(place))
        place = (reading, quote.start, quote.end)
        speaker = _speaker(reading, quote)
        said_by, really = _person(claim.role), _person(speaker)
        if said_by and really and not said_by & really:
            note = f"Di sumber yang mengatakan ini adalah {speaker}. Perbaiki nama pembicaranya."
            return Judgement(claim, "contradicted", place, speaker, note=note)
        return Judgement(claim, "supported", place, quote.text)

    def _place_of(self, reading: Reading, piece: str) -> Place:
        for owner, statement in self._ground.statements:
            if owner is reading and piece in statement.flat:
                return reading, statement.start, statement.end
        return _whole(reading)

    def _altered(self, claim: Claim) -> Judgement:
        """A quotation that the sources do not have: changed words, or made up altogether."""
        words = plain(claim.text).split()
        best: tuple[float, Reading, int, int, str] | None = None
        for reading in self._ground.readings:
            options = [(item.start, item.end, item.text) for item in quotes_in(reading)]
            options += [
                (item.start, item.end, item.text)
                for owner, item in self._ground.statements
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

    # --- directions and conditions ---

    def _polarity(self, claim: Claim) -> Judgement | None:
        axis, side = str(claim.value)[:-1], 1 if str(claim.value)[-1] == "+" else -1
        firm = claim.form == "firm"
        sign = Sign(axis, side, claim.start, claim.end, firm, True, claim.near)
        same, opposite = self._sides(self._ground, sign)
        if self._sides(self._told, sign)[0] is not None:
            return Judgement(claim, "from_brief")
        if opposite is not None and (same is None or opposite[0] > same[0] + _CLEARLY):
            if opposite[0] >= (_ABOUT_IT if same is not None else _DENIED) or (
                firm and same is None
            ):
                place = (opposite[1], opposite[2].start, opposite[2].end)
                return Judgement(claim, "contradicted", place, opposite[2].text)
        if same is not None:
            place = (same[1], same[2].start, same[2].end)
            return Judgement(claim, "supported", place, same[2].text)
        if firm:
            return self._not_found(claim)
        return self._denied_alone(claim)

    def _denied_alone(self, claim: Claim) -> Judgement | None:
        """A denial in a sentence whose source denies nothing at all."""
        aligned = self._aligned(claim.sentence)
        if aligned is None or aligned[0] < _SURELY_ALIGNED or denies(aligned[2].text):
            return None
        _, reading, statement = aligned
        place = (reading, statement.start, statement.end)
        return Judgement(claim, "contradicted", place, statement.text)

    def _aligned(self, sentence: Sentence) -> tuple[float, Reading, Statement] | None:
        """The statement that a draft sentence was made from: shared words and shared values."""
        values = [
            item.match.statement
            for index, scored in self._scored.items()
            if self._claims[index].sentence == sentence
            and (item := _best(scored, "same")) is not None
        ]
        votes = {id(statement): 0.0 for statement in values}
        for statement in values:
            votes[id(statement)] += 0.4 / len(values)
        return self._ground.nearest(bag(sentence.text), votes)

    def _sides(
        self, ground: Ground, sign: Sign
    ) -> tuple[tuple[float, Reading, Statement] | None, tuple[float, Reading, Statement] | None]:
        """The statements that agree and that disagree best with a sign."""
        same: tuple[float, Reading, Statement] | None = None
        opposite: tuple[float, Reading, Statement] | None = None
        denied = sign.axis.removeprefix("not:") if sign.axis.startswith("not:") else ""
        for reading, statement in ground.statements:
            sides = [(item.side, item.near) for item in statement.signs if item.axis == sign.axis]
            if not sides and denied and statement.words.get(denied, 0.0) >= 1.0:
                sides = [(1, statement.words)]
            for side, near in sides:
                score = ground.likeness(sign.near, near)
                if side == sign.side and (same is None or score > same[0]):
                    same = (score, reading, statement)
                elif side != sign.side and (opposite is None or score > opposite[0]):
                    opposite = (score, reading, statement)
        return same, opposite

    def _turned(self, found: list[Judgement]) -> list[Judgement]:
        """Sentences that say the opposite of their source without a word of denial."""
        turned: list[Judgement] = []
        taken = [(item.claim.start, item.claim.end) for item in found]
        for sentence in split_sentences(self._text):
            if sentence.text.endswith("?"):
                continue
            signs = signs_of(self._text, sentence, self._marks)
            plain_signs = [sign for sign in signs if not sign.firm and not sign.negated]
            for sign in (*plain_signs, *self._undenied(sentence, signs)):
                if any(a < sign.end and sign.start < b for a, b in taken):
                    continue
                against = self._against(sentence, sign)
                if against is not None and self._sides(self._told, sign)[0] is None:
                    taken.append((sign.start, sign.end))
                    _, reading, statement = against
                    place = (reading, statement.start, statement.end)
                    claim = self._sign_claim(sentence, sign)
                    turned.append(Judgement(claim, "contradicted", place, statement.text))
        return turned

    def _undenied(self, sentence: Sentence, signs: list[Sign]) -> Iterator[Sign]:
        """Words of a draft that the sources know with a denial and the draft without one."""
        for word in find_words(sentence.text):
            meaning = concept(word.text)
            if ", bukan " in sentence.text[word.end :]:
                continue  # "bungkus dengan besek, bukan plastik"
            if not meaning or not self._ground.denied(meaning):
                continue
            start, end = sentence.start + word.start, sentence.start + word.end
            axis = "not:" + meaning
            if any(s.axis == axis or (s.negated and s.start <= start < s.end) for s in signs):
                continue
            near = own_clause(anchor(self._text, sentence, start, end, self._marks))
            yield Sign(axis, 1, start, end, False, False, near)

    def _against(self, sentence: Sentence, sign: Sign) -> tuple[float, Reading, Statement] | None:
        """The statement that says the opposite of a sign, if none says the same as clearly."""
        same, opposite = self._sides(self._ground, sign)
        if opposite is None:
            return None
        if not excludes(sentence.text) and exempts(opposite[2].text, bag(sentence.text)):
            return None
        whole = sum(weight * self._ground.weight(word) for word, weight in sign.near.items())
        lead = _CLEARLY if not sign.axis.startswith("not:") else 0.0
        if opposite[0] >= max(_TURNED, _ALIGNED * whole) and (
            same is None or opposite[0] > same[0] + lead
        ):
            return opposite
        aligned = self._aligned(sentence)
        if aligned is None or aligned[0] < _WELL_ALIGNED:
            return None
        sides = {item.side for item in aligned[2].signs if item.axis == sign.axis}
        return aligned if sides == {-sign.side} else None

    def _sign_claim(self, sentence: Sentence, sign: Sign) -> Claim:
        text = self._text[sign.start : sign.end]
        value = f"{sign.axis}{'+' if sign.side > 0 else '-'}"
        return Claim(text, "polarity", sign.start, sign.end, value, "polarity", sentence)

    def _condition(self, claim: Claim) -> Judgement | None:
        """ "khusus …", "kecuali …": the sources must name who, and not leave out whom they let in."""
        keys = str(claim.value).split()
        for ground in (self._ground, self._told):
            found = [
                (reading, statement)
                for reading, statement in ground.statements
                if all(key in statement.words for key in keys[:2])
            ]
            if not found:
                continue
            if ground is self._told:
                return Judgement(claim, "from_brief")
            agreeing = [
                item for item in found if excludes(item[1].text) == excludes(claim.text)
            ]
            reading, statement = (agreeing or found)[0]
            place = (reading, statement.start, statement.end)
            status: ClaimStatus = "supported" if agreeing else "contradicted"
            return Judgement(claim, status, place, statement.text)
        if all(
            any(key in statement.words for _, statement in self._ground.statements) for key in keys
        ):
            return None
        return self._not_found(claim)


# --- what a reading holds, kept ---


@lru_cache(maxsize=512)
def agencies_in(reading: Reading) -> frozenset[str]:
    found = {
        agency for agency, _, _ in load_agencies().mentions(reading.text + "\n" + reading.title)
    }
    return frozenset(found | ({reading.agency} if reading.agency else set()))


@lru_cache(maxsize=512)
def flat_text(reading: Reading) -> str:
    """The words of a reading in a row, as written and with its abbreviations left out or put in
    place of what they stand for ("Tempat Pemrosesan Akhir (TPA) Griyo Mulyo")."""
    text = reading.title + " " + reading.text
    long = re.sub(r"\s*\([A-Z][\w.-]{1,12}\)", "", text)
    short = re.sub(r"((?:[\w-]+\s+){1,9})\(([A-Z][\w.-]{1,12})\)", _shortened, text)
    return " ".join(("", *dict.fromkeys(name_key(form) for form in (text, long, short)), ""))


def _shortened(match: re.Match[str]) -> str:
    """ "Angka Demam Berdarah Dengue (DBD)" as "Angka DBD": as many words go as it has letters."""
    words = match[1].split()
    count = sum(1 for letter in match[2] if letter.isupper())
    count += sum(1 for word in words[-count - 1 :] if word in ("dan", "di", "dengan"))
    return " ".join([*words[:-count], match[2]])


@lru_cache(maxsize=512)
def quotes_in(reading: Reading) -> tuple[Quote, ...]:
    return tuple(find_quotes(reading.text))


@lru_cache(maxsize=512)
def _persons(reading: Reading) -> tuple[Claim, ...]:
    return tuple(claim for claim in find_claims(reading.text) if claim.kind == "person")


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
        name = _person(claim.text)
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
        rf",\s+((?:{alternatives('person_titles')})\b[^,.;\n]{{0,60}})", text[end : end + 80], re.I
    )
    if behind:
        end += behind.end()
    titles = {
        word.text.lower().rstrip(".")
        for piece in (text[start : person.end], behind[1] if behind else "")
        for word in find_words(piece)
        if word.text.lower().rstrip(".") in listed("office_titles")
    }
    agencies = {
        str(claim.value)
        for claim in claims
        if claim.form == "agency" and start <= claim.start < end
    }
    return frozenset(titles), frozenset(agencies)


def _office_start(text: str, person: Claim) -> int:
    """Where the office in front of a name begins: "Kepala Dinas Sosial Misbahul Huda"."""
    offset = max(0, person.start - 80)
    before = re.search(
        rf"\b(?:{alternatives('office_titles')})\b(?:[ ](?:[A-Z][\w.&-]*|dan|serta))*[ ]$",
        text[offset : person.start],
        re.IGNORECASE,
    )
    return offset + before.start() if before else person.start


def _speaker(reading: Reading, quote: Quote) -> str:
    """The name beside a quotation; "ucapnya" means the person named last before it."""
    if quote.speaker and not quote.pronoun and _person(quote.speaker):
        return quote.speaker
    before = [person for person in _persons(reading) if person.end <= quote.start]
    return before[-1].text if before else ""


def _person(text: str) -> frozenset[str]:
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
        and not any(word.text.lower().rstrip(".") in listed(name) for name in without)
    )


def _forms(claim: Claim, reading: Reading) -> Iterator[str]:
    """Other ways in which a source may write a name."""
    value = str(claim.value)
    words = value.split()
    if len(words) > 1 and words[-1] == "sidoarjo":
        yield " ".join(words[:-1])
    if len(words) > 1 and words[0] in listed("place_heads"):
        yield " ".join(words[1:])
    if "-" in value:
        yield value.replace("-", " ")
    if claim.measure == "name" and len(words) > 2:
        yield " ".join(words[1:])  # "Bikin Kartu Identitas Anak"
    if long := _abbreviations(reading).get(value):
        yield long
    if claim.text.isupper() and claim.text.isalpha() and 2 <= len(value) <= 8:
        yield from _spelled_out(value, flat_text(reading))


def _spelled_out(short: str, flat: str) -> Iterator[str]:
    """Words in a row whose initials are `short`; "dan" and "di" need not count."""
    letters = r"(?: (?:dan|di|ke|dari|untuk))? ".join(rf"{letter}[\w-]+" for letter in short)
    if match := re.search(rf"(?<= ){letters}(?= )", flat):
        yield match[0]
    if match := re.search(rf"(?<= ){short}-\w+(?= )", flat):
        yield match[0]


@lru_cache(maxsize=512)
def _abbreviations(reading: Reading) -> Mapping[str, str]:
    """Abbreviation → long form and back, as the source introduces them in brackets."""
    pairs: dict[str, str] = {}
    for match in re.finditer(r"((?:[\w-]+\s+){1,8})\(([A-Z][\w.-]{1,12})\)", reading.text):
        short = match[2].lower()
        words = match[1].split()
        count = sum(1 for letter in match[2] if letter.isupper())
        long = name_key(" ".join(words[-count:]))
        pairs[short], pairs[long] = long, short
    return pairs


def _whole(reading: Reading) -> Place:
    first = reading.blocks[0] if reading.blocks else None
    return (reading, first.start, first.end) if first else (reading, 0, min(200, len(reading.text)))


def _place(match: Match) -> Place:
    return match.reading, match.statement.start, match.statement.end


def _year(reading: Reading) -> int | None:
    return reading.published.year if reading.published else None


def _best(scored: list[_Scored], outcome: Outcome) -> _Scored | None:
    return max(
        (item for item in scored if item.outcome == outcome),
        key=lambda item: item.likeness,
        default=None,
    )


def _units(claim: Claim, other: Claim) -> int:
    """2: the same thing is counted; 1: one of them does not say; 0: different things."""
    a, b = claim.value, other.value
    if not isinstance(a, Amount) or not isinstance(b, Amount) or not a.unit or not b.unit:
        return 1
    if a.unit == b.unit:
        return 2
    return 1 if a.unit in other.near and other.near[a.unit] > 0.4 else 0


def _measured(claim: Claim, other: Claim) -> bool:
    """Whether one of two different units is a measure: 24 ton are not 24 kilogram."""
    units = {item.value.unit for item in (claim, other) if isinstance(item.value, Amount)}
    return bool(units & _measures())


@lru_cache(maxsize=1)
def _measures() -> frozenset[str]:
    return frozenset(concept(unit) for unit in listed("measures"))


def _telling(claim: Claim) -> bool:
    """Whether a number is so particular that it is the same wherever it stands."""
    value = claim.value
    return isinstance(value, Amount) and len(str(value.number.normalize()).strip("0.")) >= 3


def _only_year(claim: Claim) -> bool:
    """A year alone is said of too many things to tell what it is the year of."""
    return isinstance(claim.value, Day) and claim.value.month is None and bool(claim.value.year)


def _halves(claim: Claim) -> tuple[Claim, Claim] | None:
    value = claim.value
    if isinstance(value, Span):
        first: Value = value.first
        last: Value = value.last
    elif isinstance(value, Clock) and value.until is not None:
        first, last = Clock(value.minute, loose=value.loose), Clock(value.until, loose=value.loose)
    else:
        return None
    return replace(claim, value=first, bound=""), replace(claim, value=last, bound="")


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


def _limited(claim: Claim, near: _Scored) -> Judgement:
    """The right number with the wrong limit, or without the limit that the source sets."""
    source = near.match.claim
    before = source.sentence.text
    says = _with_limit(near.match)
    note = f"Sumber menulis “{says}”. Pakai kata pembatas yang sama dengan sumber."
    if near.outcome == "reversed":
        return Judgement(claim, "contradicted", _place(near.match), says or before, note=note)
    suggestion = says if not claim.bound and isinstance(claim.value, Amount) else None
    return Judgement(claim, "not_found", _place(near.match), says, suggestion, note=note)


def _with_limit(match: Match) -> str:
    """The value of a source with the one to three words of its limit in front."""
    start = match.claim.start
    before = match.reading.text[max(match.statement.start, start - 40) : start]
    if not match.claim.bound:
        return match.claim.text
    words = before.split()
    for count in range(1, 5):
        tail = " ".join(words[-count:])
        if any(word in tail.lower() for word in _limits(match.claim.bound)):
            return f"{tail} {match.claim.text}"
    return match.claim.text


def _limits(bound: str) -> frozenset[str]:
    return listed(f"bound_{bound}")


def _calendar(claim: Claim) -> str | None:
    value = claim.value
    day = value.first if isinstance(value, Span) else value
    if not isinstance(day, Day):
        return None
    weekday = wrong_weekday(day)
    return WEEKDAYS[weekday] if weekday is not None else None


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
