"""Judges what a text affirms, denies and turns round, and whom it lets in."""

import re
from collections.abc import Iterator, Mapping

from assistant.assertions.anchors import anchor, own_clause
from assistant.assertions.sentences import read_sentences
from assistant.assertions.signs import (
    OF_ROOTS,
    Sign,
    denies,
    excludes,
    exempts,
    find_signs,
    removes,
)
from assistant.assertions.value import Clock
from assistant.assertions.words import alternatives, concept, concepts, find_words
from assistant.claims import Claim, signs_of
from assistant.drafts import ClaimStatus
from assistant.grounding.ground import Ground, Statement, bag
from assistant.grounding.matter import (
    ABOUT_IT,
    ALIGNED,
    CLEARLY,
    Judgement,
    Matter,
    best,
    not_found,
)
from knowledge.documents import Reading
from knowledge.sentences import Sentence

# Likeness from which a denial that no source makes denies the source; a word turned round is the
# source's word. Shares from which a statement is, and surely is, what a sentence was made from.
_COVERED = 0.5  # weight of a word beside a denial that is denied with it
_DENIED, _TURNED = 0.5, 0.7
_NEARER = 0.35  # by so much of a sentence another statement is clearly nearer to it
_UNKNOWN = 0.5  # weight of a word that no source has
_REACH = 25  # characters behind "tidak perlu" of which it is said
_ORDER = "sebelum"  # the axis of "sebelum" and "setelah"
_OPEN = ("buka", 1)
_INCLUDED = "termasuk"  # the axis of "termasuk" and "kecuali"
_WELL_ALIGNED, _SURELY_ALIGNED = 0.45, 0.6

_CANNOT = re.compile(
    r"(?:tidak|tak|belum)\s+(?:dapat|bisa|boleh|berhak|diperkenankan)\b", re.IGNORECASE
)
_ROOTED = 0.5  # share of a sentence that its source must have for a pair of roots to count
_ONLY = re.compile(r"\b(?:hanya|cuma|kecuali|selain|khusus)\b", re.IGNORECASE)
_FREED = re.compile(r"\b(?:bebas|tanpa|gratis)\b|hapus|bebaskan", re.IGNORECASE)
_BESIDE = 12  # characters
_CLAUSE_END = re.compile(r"[,.;:]|\b(?:dan|tetapi|tapi|namun|sedangkan|sementara)\b", re.IGNORECASE)
_AFFIRMS = re.compile(r"\W*(?:ya|boleh|bisa|dapat|ada|tetap|wajib|harus|silakan)\b", re.IGNORECASE)

_Found = tuple[float, Reading, Statement]


def judge_direction(matter: Matter, claim: Claim) -> Judgement | None:
    axis, side = str(claim.value)[:-1], 1 if str(claim.value)[-1] == "+" else -1
    firm = claim.form == "firm"
    at = claim.start - claim.sentence.start
    turned = next(
        (
            item.turned
            for item in find_signs(claim.sentence.text)
            if item.start == at and item.turned
        ),
        "",
    )
    sign = Sign(axis, side, claim.start, claim.end, firm, True, turned, near=claim.near)
    same, opposite = _sides(matter, matter.ground, sign)
    if _sides(matter, matter.told, sign)[0] is not None:
        return Judgement(claim, "from_brief")
    aligned = _source_of(matter, claim.sentence) if opposite is not None else None
    if aligned is not None and _put_round(claim.sentence, aligned[2]):
        return None
    if opposite is not None and side < 0 and _denies_it_too(claim, opposite[2]):
        return None
    if opposite is not None and not _weighs(matter, claim.sentence, sign, opposite):
        opposite = None
    if str(claim.value) == "biaya-" and _costs(matter, claim):
        return None
    if opposite is not None and _complements(matter, claim):
        return None
    if _no_longer(claim, matter) or (opposite is not None and _barred(claim, opposite[2])):
        return None
    if opposite is not None and _forbids(claim) and _punishes(opposite[2].text):
        return None
    if opposite is not None and (
        (same is None and (firm or opposite[0] >= _DENIED))
        or (same is not None and opposite[0] >= max(ABOUT_IT, same[0] + CLEARLY))
    ):
        place = (opposite[1], opposite[2].start, opposite[2].end)
        return Judgement(claim, "contradicted", place, opposite[2].text)
    if same is not None:
        place = (same[1], same[2].start, same[2].end)
        return Judgement(claim, "supported", place, same[2].text)
    if firm:
        return None if _required(matter, claim) else not_found(matter, claim)
    return _denied_alone(matter, claim)


def _costs(matter: Matter, claim: Claim) -> bool:
    """ "Dengan biaya Rp50 ribu": the sum says it, and has a source."""
    return any(
        0 <= other.start - claim.end <= _BESIDE
        and other.measure in ("money", "number")
        and best(matter.scored.get(index, []), "same") is not None
        for index, other in enumerate(matter.claims)
    )


def _complements(matter: Matter, claim: Claim) -> bool:
    """ "Di bawah 5 tahun tidak perlu" for "bagi 5 tahun ke atas"."""
    return any(
        matter.claims[index].sentence == claim.sentence
        and best(scored, "reversed") is not None
        and best(scored, "same") is None
        for index, scored in matter.scored.items()
    )


def _barred(claim: Claim, statement: Statement) -> bool:
    return any(_bars(statement, word) for word in _denied(claim.text))


def _no_longer(claim: Claim, matter: Matter) -> bool:
    """ "Tidak lagi malam" for "dari malam ke pagi"."""
    said = re.search(r"\blagi\s+(\w+)", claim.text, re.IGNORECASE)
    word = said[1] if said else ""
    earlier = re.compile(rf"\b(?:dari|semula|tadinya|dulu)\s+{re.escape(word)}\b", re.IGNORECASE)
    return bool(word) and any(
        earlier.search(statement.text) for _, statement in matter.ground.statements
    )


def _forbids(claim: Claim) -> bool:
    return str(claim.value).startswith("not:") and claim.text.lower().startswith("jangan")


def _punishes(text: str) -> bool:
    """Whether a statement threatens or denies: then it forbids what it speaks of."""
    return denies(text) or _threatens(text)


def _threatens(text: str) -> bool:
    return re.search(rf"\b(?:{alternatives('sanctions')})\b", text, re.IGNORECASE) is not None


def _weighs(matter: Matter, sentence: Sentence, sign: Sign, opposite: _Found) -> bool:
    """Whether a statement that points the other way is about the same thing.

    No statement that does not point at all is clearly nearer to the clause.
    """
    own = {axis.removeprefix("not:") for axis, _ in sign.readings}
    own |= set(concepts(matter.text[sign.start : sign.end]))
    rest = {word: weight for word, weight in sign.near.items() if word not in own}
    aligned = _source_of(matter, sentence)
    if aligned is None or aligned[2] is opposite[2]:
        return True
    if any(_points(item, own) for item in aligned[2].signs):
        return True
    return _held(matter, rest, opposite[2]) >= _held(matter, rest, aligned[2]) - _NEARER


def _points(sign: Sign, own: set[str]) -> bool:
    return any(axis.removeprefix("not:") in own for axis, _ in sign.readings)


def _held(matter: Matter, words: Mapping[str, float], statement: Statement) -> float:
    """The share of `words` that a statement holds, the telling ones first."""
    ground = matter.ground
    whole = sum(weight * max(ground.weight(word), _UNKNOWN) for word, weight in words.items())
    return sum(
        weight * ground.weight(word) * min(1.0, statement.words[word])
        for word, weight in words.items()
        if word in statement.words
    ) / (whole or 1.0)


def _required(matter: Matter, claim: Claim) -> bool:
    """ "Wajib membawa KTP" where the source has it among what people bring, without that word."""
    if claim.value != "wajib+":
        return False
    aligned = _source_of(matter, claim.sentence)
    return aligned is not None and aligned[0] >= _DENIED and not denies(aligned[2].text)


def _denied_alone(matter: Matter, claim: Claim) -> Judgement | None:
    """A denial in a sentence whose source denies nothing at all."""
    aligned = _source_of(matter, claim.sentence)
    if aligned is None or aligned[0] < _SURELY_ALIGNED or denies(aligned[2].text):
        return None
    if _ONLY.search(aligned[2].text):
        return None  # "bukan solusi utama" for "hanya dilakukan bila"
    _, reading, statement = aligned
    place = (reading, statement.start, statement.end)
    return Judgement(claim, "contradicted", place, statement.text)


def _denies_it_too(claim: Claim, statement: Statement) -> bool:
    """ "Sampai Rp10 juta tidak perlu agunan" for "tanpa agunan sampai Rp10 juta, lalu wajib"."""
    return any(
        claim.near.get(sign.axis.removeprefix("not:"), 0.0) >= _COVERED
        for sign in statement.signs
        if sign.axis.startswith("not:")
    )


def _put_round(sentence: Sentence, statement: Statement) -> bool:
    """Whether the one says by a denial what the other says by denying something else.

    "Yang sakit tidak divaksin": "syaratnya tidak sakit"; none of the two denies the other's.
    """
    if _contrasts(sentence.text) and _contrasts(statement.text):
        return False
    own = _denied(sentence.text)
    if any(_bars(statement, word) for word in own):
        return True
    others = {sign.axis for sign in statement.signs if sign.negated}
    others = {axis.removeprefix("not:") for axis in others if axis.startswith("not:")}
    return bool(
        own
        and others
        and own.isdisjoint(others)
        and others & bag(sentence.text).keys()
        and own & bag(statement.text).keys()
    )


def _contrasts(text: str) -> bool:
    """ "Lewat pos, bukan transfer": what is denied is set against what is."""
    return re.search(r",?\s+bukan\s", text, re.IGNORECASE) is not None


def _bars(statement: Statement, word: str) -> bool:
    """Whether who or what is `word` is kept from something: "penerima beasiswa tidak dapat …"."""
    for sign in statement.signs:
        before = statement.text[: max(0, sign.start - statement.start)]
        barred = _CANNOT.match(statement.text[max(0, sign.start - statement.start) :])
        if barred and word in concepts(_CLAUSE_END.split(before)[-1]):
            return True
    return False


def _denied(text: str) -> set[str]:
    return {
        sign.axis.removeprefix("not:") for sign in find_signs(text) if sign.axis.startswith("not:")
    }


def _source_of(matter: Matter, sentence: Sentence) -> _Found | None:
    """The statement that a draft sentence was made from: shared words and shared values."""
    values = [
        item.match.statement
        for index, scored in matter.scored.items()
        if matter.claims[index].sentence == sentence and (item := best(scored, "same")) is not None
    ]
    votes = {id(statement): 0.0 for statement in values}
    for statement in values:
        votes[id(statement)] += 0.4 / len(values)
    return matter.ground.nearest(bag(sentence.text), votes)


def _sides(matter: Matter, ground: Ground, sign: Sign) -> tuple[_Found | None, _Found | None]:
    """The statements that agree and that disagree best with a sign."""
    same: _Found | None = None
    opposite: _Found | None = None
    denied = sign.axis.removeprefix("not:") if sign.axis.startswith("not:") else ""
    for reading, statement in ground.statements:
        wanted = dict(sign.readings)
        sides: list[tuple[int, Mapping[str, float]]] = [
            (side * wanted[axis] * sign.side, item.near)
            for item in statement.signs
            for axis, side in item.readings
            if axis in wanted
        ]
        spoken = any(item.axis == sign.axis for item in statement.signs)
        if denied and not spoken and statement.words.get(denied, 0.0) >= 1.0:
            covering = [item for item in statement.signs if _covers(statement, item, denied)]
            sides += [(-1, item.near) for item in covering]
            if not covering:
                sides.append((-1 if removes(statement.text) else 1, statement.words))
        for side, near in sides:
            score = ground.likeness(sign.near, near)
            if side == sign.side and (same is None or score > same[0]):
                same = (score, reading, statement)
            elif side != sign.side and (opposite is None or score > opposite[0]):
                opposite = (score, reading, statement)
    return same, opposite


def _covers(statement: Statement, sign: Sign, word: str) -> bool:
    """Whether a denial is about `word` as well: "tidak menerima proposal cetak"."""
    if not sign.negated:
        return False
    clause = _CLAUSE_END.split(statement.text[max(0, sign.start - statement.start) :])[0]
    return word in concepts(clause)


def judge_turned(matter: Matter, found: list[Judgement]) -> list[Judgement]:
    """Sentences that say the opposite of their source without a word of denial."""
    turned: list[Judgement] = []
    taken = [(item.claim.start, item.claim.end) for item in found]
    for sentence in read_sentences(matter.text):
        if sentence.text.endswith("?"):
            continue
        signs = signs_of(matter.text, sentence, matter.marks)
        plain_signs = [sign for sign in signs if not sign.firm and not sign.negated]
        for sign in (*plain_signs, *_undenied(matter, sentence, signs)):
            if any(a < sign.end and sign.start < b for a, b in taken):
                continue
            against = _against(matter, sentence, sign)
            if against is not None and _sides(matter, matter.told, sign)[0] is None:
                taken.append((sign.start, sign.end))
                _, reading, statement = against
                place = (reading, statement.start, statement.end)
                claim = _sign_claim(matter, sentence, sign)
                turned.append(Judgement(claim, "contradicted", place, statement.text))
    return turned


def _has_hours(matter: Matter, sign: Sign) -> bool:
    """Whether hours that the sources bear out stand right behind: they say "buka"."""
    return any(
        0 <= claim.start - sign.end <= _BESIDE
        and isinstance(claim.value, Clock)
        and best(matter.scored.get(index, []), "same") is not None
        for index, claim in enumerate(matter.claims)
    )


def _undenied(matter: Matter, sentence: Sentence, signs: list[Sign]) -> Iterator[Sign]:
    """Words of a draft that the sources know with a denial and the draft without one."""
    asked = sentence.text.rstrip('"”’ ?').rfind("? ")
    answered = _AFFIRMS.match(sentence.text[asked + 1 :]) is not None
    denied = [item for item in find_signs(sentence.text) if item.negated]
    for word in find_words(sentence.text):
        if word.start < asked and not answered:
            continue  # what is asked is asserted only by a yes
        if any(item.start <= word.start < item.end for item in denied):
            continue
        meaning = concept(word.text)
        if ", bukan " in sentence.text[word.end :]:
            continue  # "bungkus dengan besek, bukan plastik"
        if not meaning or not matter.ground.denied(meaning, word.text):
            continue
        if _FREED.search(sentence.text):
            continue  # "sanksi bebas" where the source has "membebaskan sanksi"
        start, end = sentence.start + word.start, sentence.start + word.end
        axis = "not:" + meaning
        if any(s.axis == axis or (s.negated and s.start <= start < s.end) for s in signs):
            continue
        if any(s.axis == "wajib" and s.side < 0 and 0 <= start - s.end < _REACH for s in signs):
            continue  # "handuk tak usah dibawa"
        near = own_clause(anchor(matter.text, sentence, start, end, matter.marks))
        yield Sign(axis, 1, start, end, False, False, near=near)


def _against(matter: Matter, sentence: Sentence, sign: Sign) -> _Found | None:
    """The statement that says the opposite of a sign, if none says the same as clearly."""
    if sign.axis.startswith(OF_ROOTS):
        return _turned_in_source(matter, sentence, sign)
    same, opposite = _sides(matter, matter.ground, sign)
    if opposite is None or _put_round(sentence, opposite[2]):
        return None
    if not _weighs(matter, sentence, sign, opposite):
        return None
    if sign.axis == _ORDER and _threatens(opposite[2].text) and not _threatens(sentence.text):
        return None  # "bayar sebelum 30 September": who pays after it is fined
    if (sign.axis, sign.side) == _OPEN and _has_hours(matter, sign):
        return None
    left_out = sign.axis != _INCLUDED and not excludes(sentence.text)
    if left_out and exempts(opposite[2].text, bag(sentence.text)):
        return None
    if not excludes(opposite[2].text) and exempts(sentence.text, bag(opposite[2].text)):
        return None  # "buka tiap hari, kecuali Senin" for "tutup setiap Senin"
    whole = sum(weight * matter.ground.weight(word) for word, weight in sign.near.items())
    lead = CLEARLY if not sign.axis.startswith("not:") else 0.0
    if opposite[0] >= max(_TURNED, ALIGNED * whole) and (
        same is None or opposite[0] > same[0] + lead
    ):
        return opposite
    aligned = _source_of(matter, sentence)
    if aligned is None or aligned[0] < _WELL_ALIGNED:
        return None
    sides = {item.side for item in aligned[2].signs if item.axis == sign.axis}
    return aligned if sides == {-sign.side} else None


def _turned_in_source(matter: Matter, sentence: Sentence, sign: Sign) -> _Found | None:
    """The statement that the sentence was made from, if it has the opposite and not the word.

    A pair of roots says less than a pair of forms: it counts only in the sentence's own source.
    """
    aligned = _source_of(matter, sentence)
    if aligned is None or aligned[0] < _ROOTED or _put_round(sentence, aligned[2]):
        return None
    sides = {side for item in aligned[2].signs for axis, side in item.readings if axis == sign.axis}
    own = {axis for axis, side in sign.readings}
    twice = {
        side for item in find_signs(sentence.text) for axis, side in item.readings if axis in own
    }
    if sides != {-sign.side} or twice != {sign.side}:
        return None
    word = concept(matter.text[sign.start : sign.end])
    return None if aligned[2].words.get(word, 0.0) >= 1.0 else aligned


def _sign_claim(matter: Matter, sentence: Sentence, sign: Sign) -> Claim:
    text = matter.text[sign.start : sign.end]
    value = f"{sign.axis}{'+' if sign.side > 0 else '-'}"
    return Claim(text, "polarity", sign.start, sign.end, value, "polarity", sentence)


def judge_condition(matter: Matter, claim: Claim) -> Judgement | None:
    """ "khusus …", "kecuali …": the sources must name who, and not leave out whom they let in."""
    keys = str(claim.value).split()
    for ground in (matter.ground, matter.told):
        found = [
            (reading, statement)
            for reading, statement in ground.statements
            if all(key in statement.words for key in keys[:2])
        ]
        if not found:
            continue
        if ground is matter.told:
            return Judgement(claim, "from_brief")
        agreeing = [item for item in found if excludes(item[1].text) == excludes(claim.text)]
        reading, statement = (agreeing or found)[0]
        place = (reading, statement.start, statement.end)
        status: ClaimStatus = "supported" if agreeing else "contradicted"
        return Judgement(claim, status, place, statement.text)
    if all(
        any(key in statement.words for _, statement in matter.ground.statements) for key in keys
    ):
        return None
    return not_found(matter, claim)
