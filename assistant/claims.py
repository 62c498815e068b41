"""What a text asserts: every value, name, quotation and direction, in normal form."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby

from assistant.agencies import load_agencies
from assistant.assertions.anchors import Landmark, anchor, own_clause, weigh
from assistant.assertions.clocks import find_clocks
from assistant.assertions.contacts import find_contacts
from assistant.assertions.days import find_days
from assistant.assertions.names import find_names
from assistant.assertions.phases import phased
from assistant.assertions.quantities import find_quantities
from assistant.assertions.quotes import find_quotes, plain
from assistant.assertions.sentences import read_sentences
from assistant.assertions.signs import Sign, find_signs
from assistant.assertions.value import Amount, Bound, Clock, Day, Kind, Span, Value
from assistant.assertions.words import alternatives, concept, concepts, find_words, long_form, table
from knowledge.sentences import Sentence

_HASHTAG = re.compile(r"(?<!\w)#\w+")
_LEAD_IN = 0.3  # weight of a year above a list
_LEAD_WORD = 0.15  # … and of its other words
_LIST = 10  # lines
_HEADING = 80  # characters
_NAMES = ("person", "place", "organisation", "name")
_MARKER = re.compile(r"\[(\d{1,3})\](?!\()")


@dataclass(frozen=True, slots=True)
class Claim:
    """Something asserted. `start`, `end` are offsets into the text; `value` is its normal form.

    `measure` is the kind of thing behind a range (else the kind itself). `near` weighs the
    concepts around the value: they tell what it is a value of. `form` tells how it was written.
    `rate_end`: where "per bulan" behind it ends, else 0.
    """

    text: str
    kind: Kind
    start: int
    end: int
    value: Value
    measure: Kind
    sentence: Sentence
    bound: Bound = ""
    form: str = ""
    role: str = ""
    sure: bool = True
    rate_end: int = 0
    near: Mapping[str, float] = field(default_factory=dict, compare=False, repr=False)


def find_claims(text: str, *, inside_quotations: bool = False) -> list[Claim]:
    """Claims of `text` in order of their place; none overlaps another.

    Greetings, hashtags, emoji and questions of rhetoric assert nothing. A quotation is one claim,
    and what is said in it none: of a source the latter counts as well (`inside_quotations`).
    """
    rest = _blank(text, ((m.start(), m.end()) for m in _HASHTAG.finditer(text)))
    sentences = read_sentences(text)
    found: list[Claim] = []
    for step in (
        _contacts,
        _citations,
        _quotations,
        _days,
        _clocks,
        _quantities,
        _agencies,
        _names,
    ):
        claims = list(step(text, rest, sentences))
        if step is _quotations and inside_quotations:
            found += claims
            continue
        rest = _blank(rest, ((claim.start, claim.end) for claim in claims))
        found += claims
    found += _polarity(text, rest, sentences)
    found += _conditions(text, rest, sentences)
    marks = landmarks(found)
    placed = sorted(
        (replace(claim, near=_near(text, claim, marks)) for claim in found),
        key=lambda claim: (claim.start, claim.end),
    )
    return [
        claim
        for _, group in groupby(placed, key=lambda claim: claim.sentence.start)
        for claim in with_phases(list(group))
    ]


def with_phases(claims: list[Claim]) -> list[Claim]:
    """Claims of one sentence or row that know whether they are the earlier or the later state."""
    kinds: dict[tuple[str, str], list[int]] = {}
    unit = ""
    for index, claim in enumerate(claims):
        if claim.measure in _NAMES:
            continue  # "ke Pulau Lusi dari Desa Tlocor" is no change
        if isinstance(claim.value, Amount):
            unit = claim.value.unit or unit  # "2.396.500 orang (2024: 2.068.200)"
        kinds.setdefault((claim.measure, unit), []).append(index)
    for indexes in kinds.values():
        nears = phased([claims[index].near for index in indexes])
        for index, near in zip(indexes, nears, strict=True):
            claims[index] = replace(claims[index], near=near)
    return claims


def _near(text: str, claim: Claim, marks: Sequence[Landmark]) -> Mapping[str, float]:
    near = anchor(text, claim.sentence, claim.start, claim.end, marks, claim.measure)
    if claim.kind == "polarity":
        return own_clause(near)
    # Of the line above a list its year tells most, its words just enough to choose between equals.
    lead = concepts(_lead_in(text, claim.sentence.start))
    told = {word: _LEAD_IN if word[0] == "#" else _LEAD_WORD for word in lead}
    return weigh(near, told) if told else near


def _lead_in(text: str, start: int) -> str:
    """The line above the list in which a sentence stands: one with a colon, else its heading."""
    above = text[:start].split("\n")[:-1]
    for line in reversed(above[-_LIST:]):
        line = line.strip(" *_")
        if line.endswith(":"):
            return line
        if line.endswith((".", "!", "?")):
            break
    heading = text[:start].rpartition("\n\n")[0].rpartition("\n")[2]
    is_heading = len(heading) < _HEADING and not re.search(r"[.!?](?:\s|$)", heading)
    return heading if is_heading else ""


def sentence_at(sentences: list[Sentence], offset: int) -> Sentence:
    for sentence in sentences:
        if sentence.start <= offset < sentence.end:
            return sentence
    return Sentence("", offset, offset)


def _blank(text: str, spans: Iterator[tuple[int, int]]) -> str:
    """`text` of the same length in which what was found can be found by no later step."""
    for start, end in list(spans):
        text = text[:start] + "·" * (end - start) + text[end:]
    return text


def _contacts(text: str, rest: str, sentences: list[Sentence]) -> Iterator[Claim]:
    seen: set[int] = set()
    for item in find_contacts(rest, _short_numbers()):
        if item.start in seen:
            continue
        seen.add(item.start)
        yield Claim(
            text[item.start : item.end],
            item.kind,
            item.start,
            item.end,
            item.value,
            item.kind,
            sentence_at(sentences, item.start),
        )


@cache
def _short_numbers() -> frozenset[str]:
    return frozenset(
        item.value
        for item in load_agencies().contacts
        if item.kind in ("phone", "sms") and len(item.value) <= 5
    )


@cache
def _regulations() -> Mapping[str, str]:
    """Each way to name a kind of regulation, in lower case, with one name for the kind."""
    return {
        str(name).lower(): str(group[0]).lower()
        for group in table()["citation_heads"]
        for name in group
    }


@cache
def _citation() -> re.Pattern[str]:
    heads = "|".join(re.escape(head) for head in sorted(_regulations(), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<head>(?i:{heads}))\b(?:\s+(?:[A-Z][\w-]*|RI)){{0,4}}\s+"
        r"(?i:Nomor|No\.?)\s*:?\s*(?P<number>[\w./-]*\d[\w./-]*)(?:\s*(?:(?i:Tahun)|/)\s*(?P<year>\d{4}))?"
        r"|\bPasal\s+(?P<article>\d+[A-Z]?)(?:\s+ayat\s+\(?(?P<clause>\d+)\)?)?",
    )


def _citations(text: str, rest: str, sentences: list[Sentence]) -> Iterator[Claim]:
    """References to a regulation, and markers like [3] that point at a numbered source."""
    for match in _citation().finditer(rest):
        parts = (
            _regulations()[match["head"].lower()] if match["head"] else "pasal",
            match["number"] or match["article"],
            match["year"] or match["clause"] or "",
        )
        yield Claim(
            match[0],
            "name",
            match.start(),
            match.end(),
            " ".join(parts).lower().rstrip(" ."),
            "name",
            sentence_at(sentences, match.start()),
            form="citation",
        )
    for match in _MARKER.finditer(rest):
        yield Claim(
            match[0],
            "name",
            match.start(),
            match.end(),
            match[1],
            "name",
            sentence_at(sentences, match.start()),
            form="marker",
        )


def _quotations(text: str, rest: str, sentences: list[Sentence]) -> Iterator[Claim]:
    for quote in find_quotes(text):
        if quote.speech and "·" not in rest[quote.start - 1 : quote.start]:
            yield Claim(
                quote.text,
                "quotation",
                quote.start,
                quote.end,
                plain(quote.text),
                "quotation",
                sentence_at(sentences, quote.start),
                role=quote.speaker,
                form="pronoun" if quote.pronoun else "",
            )


def _days(text: str, rest: str, sentences: list[Sentence]) -> Iterator[Claim]:
    for day in find_days(rest):
        yield Claim(
            text[day.start : day.end],
            "range" if isinstance(day.value, Span) else "date",
            day.start,
            day.end,
            day.value,
            "date",
            sentence_at(sentences, day.start),
            bound=day.bound,
        )


def _clocks(text: str, rest: str, sentences: list[Sentence]) -> Iterator[Claim]:
    for clock in find_clocks(rest):
        yield Claim(
            text[clock.start : clock.end],
            "range" if clock.value.until is not None else "time",
            clock.start,
            clock.end,
            clock.value,
            "time",
            sentence_at(sentences, clock.start),
            bound=clock.bound,
        )


def _quantities(text: str, rest: str, sentences: list[Sentence]) -> Iterator[Claim]:
    for item in find_quantities(rest):
        measure: Kind = {
            "rupiah": "money",
            "persen": "percent",
            "hari": "duration",
            "hari kerja": "duration",
            "bulan": "duration",
            "menit": "duration",
        }.get(item.value.unit, "number")  # type: ignore[assignment]
        yield Claim(
            text[item.start : item.end],
            item.kind,
            item.start,
            item.end,
            item.value,
            measure,
            sentence_at(sentences, item.start),
            bound=item.bound,
            form=item.style,
            rate_end=item.rate_end,
        )


def _agencies(text: str, rest: str, sentences: list[Sentence]) -> Iterator[Claim]:
    """Bodies in the table of agencies, under any of their names; the regency itself is none."""
    for agency, start, end in load_agencies().mentions(rest):
        name = text[start:end]
        if not name[:1].isupper() or agency in ("pemkab", "outside:desa") or "\n" in name:
            continue
        if re.match(r"(?:sekda|sekretaris|bupati|camat|kabag)\b", name, re.IGNORECASE):
            continue
        yield Claim(
            name,
            "place" if agency.startswith("kec-") else "organisation",
            start,
            end,
            agency,
            "place" if agency.startswith("kec-") else "organisation",
            sentence_at(sentences, start),
            form="agency",
        )


def _names(text: str, rest: str, sentences: list[Sentence]) -> Iterator[Claim]:
    for name in find_names(rest, text):
        if "·" in name.text:
            continue
        yield Claim(
            text[name.start : name.end],
            name.kind,
            name.start,
            name.end,
            name_key(name.text),
            name.kind,
            sentence_at(sentences, name.start),
            role=name.role,
            sure=name.sure,
        )


def name_key(name: str) -> str:
    """A name in lower case with its abbreviations written out."""
    words = (word.text.lower().rstrip(".") for word in find_words(name))
    return " ".join(map(long_form, words))


def _only_weekday(claim: Claim) -> bool:
    return isinstance(claim.value, Day) and claim.value.day is None and bool(claim.value.weekday)


def _key(claim: Claim) -> str:
    """One name for an agency, a day or a number, however each is written."""
    if claim.form == "agency":
        return f"@{claim.value}"
    value = claim.value
    if isinstance(value, Day):
        return _day_key(value)
    if isinstance(value, Span):
        ends = _day_key(value.first), _day_key(value.last)
        return "".join(ends) if all(ends) else ""
    if isinstance(value, Amount) and claim.measure == "number":
        upper = "" if value.upper is None else f"-{value.upper.normalize():f}"
        return f"#{value.number.normalize():f}{upper} {value.unit}"
    return ""


def _day_key(day: Day) -> str:
    if day.day and day.month:
        return f"#{day.day}/{day.month}"
    return f"#{day.year}" if day.year and not day.month else ""


def _polarity(text: str, rest: str, sentences: list[Sentence]) -> Iterator[Claim]:
    """Only directions that assert by themselves or deny something; questions deny nothing."""
    for sentence in sentences:
        end = 0
        for sign in sorted(signs_of(rest, sentence), key=lambda sign: (sign.start, -sign.end)):
            if (sign.firm or sign.negated) and not sign.elliptic and sign.start >= end:
                end = sign.end
                yield Claim(
                    text[sign.start : sign.end],
                    "polarity",
                    sign.start,
                    sign.end,
                    f"{sign.axis}{'+' if sign.side > 0 else '-'}",
                    "polarity",
                    sentence,
                    form="firm" if sign.firm else "negation",
                )


def signs_of(text: str, sentence: Sentence, marks: Sequence[Landmark] = ()) -> list[Sign]:
    """Signs of one sentence of `text`, with offsets into `text` and the words around each.

    A question has none.
    """
    signs: list[Sign] = []
    said = _said_before_asking(sentence)
    asked = sentence.text.rstrip('"”’ ?').rfind("? ")
    for sign in find_signs(text[sentence.start : sentence.end]):
        if sign.start >= said:
            break
        if sign.start < asked:
            continue
        start, end = sentence.start + sign.start, sentence.start + sign.end
        near = own_clause(anchor(text, sentence, start, end, marks))
        signs.append(replace(sign, start=start, end=end, near=near))
    return signs


def _said_before_asking(sentence: Sentence) -> int:
    """How much of the sentence asserts: of a question what a careless hand joined to its front."""
    if not sentence.text.rstrip('"”’ ').endswith("?"):
        return len(sentence.text)
    joints = list(
        re.finditer(r"(?<=[a-z]{3})(?<!\bke[cl])(?<!\bkab)[.!]\s+(?=[a-z])", sentence.text)
    )
    return joints[-1].start() if joints else 0


@cache
def _condition() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!tidak )(?<!bukan )\b(?:{alternatives('conditions')})\s+"
        r"(?P<what>[^.,;:!?()\n·–—]{3,60})",
        re.IGNORECASE,
    )


def _conditions(text: str, rest: str, sentences: list[Sentence]) -> Iterator[Claim]:
    for match in _condition().finditer(rest):
        words = [concept(word.text) for word in find_words(match["what"])][:4]
        key = " ".join(word for word in words if word)
        if key:
            yield Claim(
                text[match.start() : match.end()].rstrip(),
                "condition",
                match.start(),
                match.start() + len(text[match.start() : match.end()].rstrip()),
                key,
                "condition",
                sentence_at(sentences, match.start()),
            )


def landmarks(claims: Iterable[Claim]) -> list[Landmark]:
    """`claims` as places to find one's way by."""
    return [
        Landmark(
            claim.start,
            claim.end,
            "weekday" if _only_weekday(claim) else claim.measure,
            _key(claim),
        )
        for claim in claims
        if claim.kind not in ("quotation", "polarity", "condition")
    ]


__all__ = ["Amount", "Claim", "Clock", "Day", "Span", "find_claims", "signs_of"]
