"""The sources as sentences with their claims: what a draft is held against."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.assertions.anchors import LABEL, LEADING, phase_of, weigh
from assistant.assertions.clauses import Clause, find_clauses
from assistant.assertions.phases import EARLIER, LATER
from assistant.assertions.quantities import DURATIONS
from assistant.assertions.quotes import plain
from assistant.assertions.signs import Sign, denies, find_signs
from assistant.assertions.value import Amount, Clock, Day, Span, Value
from assistant.assertions.words import concept, concepts, find_words, listed
from assistant.claims import Claim, find_claims, landmarks, name_key, signs_of, with_phases
from assistant.columns import (
    BARE_NUMBER,
    TOTAL,
    YEAR,
    numbers_rows,
    plain_head,
    read_head,
    unit_column,
    unit_of_cell,
    with_unit,
)
from knowledge.documents import Block, Reading
from knowledge.sentences import Sentence, split_sentences

_CONTEXT = 0.3  # weight of words that stand above a sentence and not in it
_LEAD = 0.6  # weight of a short line above a list ("Kelompok:") for its items
_SHORT = 4  # words
_TWO_STATES = 2
JOINED = "joined"  # form of a span of which a row has the ends in two cells
_FEW = 12  # in a shorter document a word is as telling as among so many statements


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, a list item or a table row of a source; offsets into `Reading.text`.

    `words` weighs its concepts; those of its headings and its lead-in weigh less.
    """

    text: str
    start: int
    end: int
    words: Mapping[str, float]
    claims: tuple[Claim, ...]
    signs: tuple[Sign, ...]
    clauses: tuple[Clause, ...]
    above: str
    flat: str
    row: bool = False
    item: bool = False
    heading: bool = False

    @property
    def asserts(self) -> bool:
        return not self.heading and not self.text.rstrip(" *_").endswith("?")


@dataclass(frozen=True, slots=True)
class Match:
    """A claim of a source, with the statement and the reading that hold it."""

    reading: Reading
    statement: Statement
    claim: Claim


class Ground:
    """Several readings, with how telling each word is among their statements.

    `directions` are all that their clauses point in, `denied_words` all that they deny: what is
    not among them no clause needs to be searched for.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = tuple(readings)
        self.statements = [
            (reading, statement) for reading in readings for statement in statements(reading)
        ]
        counts = Counter(word for _, statement in self.statements for word in statement.words)
        total = max(_FEW, len(self.statements))
        self._weight = {word: math.log(1.0 + total / count) for word, count in counts.items()}
        self.rarest = math.log(1.0 + total)
        self._matches = [
            Match(reading, statement, claim)
            for reading, statement in self.statements
            for claim in statement.claims
        ]
        self._denied: dict[str, set[str]] = {}
        self._holding: dict[str, list[int]] = {}
        for number, (_, statement) in enumerate(self.statements):
            for word in statement.words:
                self._holding.setdefault(word, []).append(number)
        self._numbers = {
            id(statement): number for number, (_, statement) in enumerate(self.statements)
        }
        clauses = [clause for _, statement in self.statements for clause in statement.clauses]
        self.directions = frozenset(
            direction for clause in clauses for sign in clause.signs for direction in sign.readings
        )
        self.denied_words = frozenset(word for clause in clauses for word in clause.denied)
        for _, statement in self.statements:
            for sign in statement.signs:
                if sign.axis.startswith("not:") and not _closes(statement, sign):
                    said = statement.text[sign.start - statement.start : sign.end - statement.start]
                    only = said.lower() if sign.elliptic else ""
                    self._denied.setdefault(sign.axis.removeprefix("not:"), set()).add(only)
        self.topics = {word for reading in readings for word in name_key(reading.title).split()}
        self.common = frozenset().union(*(common_words(reading) for reading in readings))

    def shares(self, words: Mapping[str, float]) -> dict[int, float]:
        """How much of `words` each statement has that has any, by its index."""
        found: dict[int, float] = {}
        for word, weight in words.items():
            for number in self._holding.get(word, ()):
                share = weight * min(1.0, self.statements[number][1].words[word])
                found[number] = found.get(number, 0.0) + share
        return found

    def number_of(self, statement: Statement) -> int:
        """The index of one of `statements`."""
        return self._numbers[id(statement)]

    def matches(self, measure: str) -> list[Match]:
        return [match for match in self._matches if match.claim.measure == measure]

    def weight(self, word: str) -> float:
        """How telling a word is; "<target" and its like are as telling as any.

        Earlier and later states tell nothing of a thing but which of its two values is meant.
        """
        if word[0] == "<":
            return 0.0 if word in (EARLIER, LATER) else 1.0
        return self._weight.get(word, 0.0)

    def likeness(self, near: Mapping[str, float], other: Mapping[str, float]) -> float:
        """How much two anchors share, telling words first."""
        if len(other) < len(near):
            near, other = other, near
        return sum(
            min(weight, other[word]) * self.weight(word)
            for word, weight in near.items()
            if word in other
        )

    def denied(self, meaning: str, word: str) -> bool:
        """Whether a source denies this anywhere, or does away with it by this very word."""
        said = self._denied.get(meaning, ())
        return any(not only or word.lower() in only for only in said)

    def share(self, words: Collection[str]) -> float:
        """How much of `words` the statement has that has most; a word unknown here tells most."""
        weights = {word: self._weight.get(word, self.rarest) for word in words}
        most = max(
            (
                sum(
                    weights[word] * min(1.0, statement.words[word])
                    for word in words
                    if word in statement.words
                )
                for _, statement in self.statements
            ),
            default=0.0,
        )
        return most / (sum(weights.values()) or 1.0)

    def nearest(
        self, words: Mapping[str, float], votes: Mapping[int, float] | None = None
    ) -> tuple[float, Reading, Statement] | None:
        """The statement that shares most with `words`, with the share from 0 to 1.

        `votes` adds to a statement, under its identity.
        """
        whole = sum(self.weight(word) for word in words)
        best: tuple[float, Reading, Statement] | None = None
        for reading, statement in self.statements:
            score = (
                sum(
                    self.weight(word) * min(1.0, statement.words[word])
                    for word in words
                    if word in statement.words
                )
                + (votes or {}).get(id(statement), 0.0) * whole
            )
            if score and (best is None or score > best[0]):
                best = (score, reading, statement)
        if best is None or not whole:
            return None
        return best[0] / whole, best[1], best[2]


def _closes(statement: Statement, sign: Sign) -> bool:
    """Whether a sign ends with its negation: "truk tidak" denies no truck."""
    last = statement.text[: sign.end - statement.start].rpartition(" ")[2]
    return sign.elliptic and denies(last)


def bag(text: str) -> dict[str, float]:
    return {word: 1.0 for word in concepts(text) if word[0] != "#"}


@lru_cache(maxsize=16)
def ground_of(readings: tuple[Reading, ...]) -> Ground:
    """The ground of some readings. Kept: every platform of a post is held against the same."""
    return Ground(readings)


@lru_cache(maxsize=512)
def statements(reading: Reading) -> tuple[Statement, ...]:
    """Every sentence of a reading with what stands above it. Kept: a reading does not change."""
    return tuple(_statements(reading))


@lru_cache(maxsize=512)
def common_words(reading: Reading) -> frozenset[str]:
    """Concepts that the reading writes without a capital: no names, whatever a draft does."""
    return frozenset(concept(word.text) for word in find_words(reading.text) if word.text.islower())


def _statements(reading: Reading) -> Iterator[Statement]:
    blocks = reading.blocks or (Block("paragraph", 0, len(reading.text)),)
    headings: list[tuple[int, str]] = []
    lead = ""
    for block in blocks:
        text = reading.text[block.start : block.end]
        above = " ".join(heading for _, heading in headings)
        if block.kind == "heading":
            headings = [item for item in headings if item[0] < block.level]
            for statement in _sentences(text, block.start, " ".join(h for _, h in headings)):
                yield replace(statement, heading=True)
            headings.append((block.level, text))
            lead = ""
        elif block.kind == "row":
            yield _row(text, block, above + " " + lead)
        elif block.kind == "item":
            label = lead if lead.endswith(":") and lead.count(" ") < _SHORT else ""
            for statement in _sentences(text, block.start, above + " " + lead, label):
                yield replace(statement, item=True)
        else:
            found = list(_sentences(text, block.start, above))
            yield from found
            lead = found[-1].text if found else ""


def _sentences(text: str, offset: int, above: str, label: str = "") -> Iterator[Statement]:
    claims = find_claims(text, inside_quotations=True)
    marks = landmarks(claims)
    context = {**dict.fromkeys(bag(above), _CONTEXT), **dict.fromkeys(bag(label), _LEAD)}
    asked = ""
    for sentence in split_sentences(text):
        if sentence.text.rstrip(" *_").endswith("?"):  # what follows answers it
            asked = sentence.text
            context = {**context, **dict.fromkeys(bag(sentence.text), _LEAD)}
        inside = [
            _moved(claim, offset, context)
            for claim in claims
            if sentence.start <= claim.start < sentence.end
        ]
        signs = [
            replace(sign, start=sign.start + offset, end=sign.end + offset)
            for sign in signs_of(text, sentence, marks)
        ]
        signs += [item for item in _asked_signs(asked, sentence, offset) if item not in signs]
        yield Statement(
            sentence.text,
            sentence.start + offset,
            sentence.end + offset,
            {**context, **bag(sentence.text), **_agency_keys(inside)},
            tuple(inside),
            tuple(signs),
            find_clauses(sentence.text, sentence.start + offset),
            above,
            plain(sentence.text),
        )


def _asked_signs(question: str, answer: Sentence, offset: int) -> Iterator[Sign]:
    """What "Kendaraan apa yang harus diuji?" takes for granted is said of what its answer names."""
    if not _ASKS_WHAT.search(question) or question == answer.text:
        return
    near = bag(question + " " + answer.text)
    answered = {sign.axis for sign in find_signs(answer.text)}
    for sign in find_signs(question.rstrip(" *_?")):
        if sign.axis not in answered:
            start, end = answer.start + offset, answer.end + offset
            yield replace(sign, start=start, end=end, near=near)


_ASKS_WHAT = re.compile(r"\b(?:apa saja|apa yang|siapa|mana|\w+ apa)\b", re.IGNORECASE)


def _row(text: str, block: Block, above: str) -> Statement:
    """A table row: each cell is about its row's name and its column, in the unit of either."""
    context = dict.fromkeys(bag(above), _CONTEXT)
    cells: list[tuple[int, str]] = []
    at = 0
    for cell in text.split(" | "):
        cells.append((at, cell))
        at += len(cell) + 3
    heads = [*block.header, *[""] * (len(cells) - len(block.header))]
    units = unit_column(block.header)
    unit = cells[units][1].strip() if units is not None and units < len(cells) else ""
    label = _name_of_row(heads, [cell for _, cell in cells], units)
    unit = unit or _unit_of_row(label)
    claims: list[Claim] = []
    for number, (start, cell) in enumerate(cells):
        head = plain_head(heads[number])
        near = {
            **context,
            **dict.fromkeys([*concepts(f"{head} {label}"), *_keys(f"{head} | {label}")], LABEL),
        }
        if phase := phase_of(head):
            near["<" + phase] = LEADING
        following = cells[number + 1][1] if number + 1 < len(cells) else ""
        told = (
            _year_of_column(cell)
            if cell == heads[number]
            else _cell(
                cell,
                heads[number],
                unit_of_cell(heads, heads[number], unit, cell, above),
                following,
            )
        )
        claims += (_moved(claim, block.start + start, near) for claim in told)
    years = {head.year for head in map(read_head, block.header) if head.year}
    if len(years) <= _TWO_STATES:  # of three years the second is neither the former nor the last
        claims = with_phases(claims)
    claims += _spans(claims)
    words = {
        **context,
        **dict.fromkeys(concepts(" ".join(map(plain_head, block.header))), 0.6),
        **bag(text),
        **_agency_keys(claims),
    }
    signs = [
        replace(sign, start=sign.start + block.start, end=sign.end + block.start)
        for sign in signs_of(text, Sentence(text, 0, len(text)))
    ]
    return Statement(
        text, block.start, block.end, words, tuple(claims), tuple(signs),
        find_clauses(text, block.start), above + " " + " ".join(block.header), plain(text),
        row=True,
    )  # fmt: skip


def _spans(cells: Sequence[Claim]) -> Iterator[Claim]:
    """What two cells of a row say together: "7 Juli | 5 September" is told as one span."""
    for measure in ("date", "time"):
        ends = [claim for claim in cells if claim.measure == measure]
        if len(ends) != _TWO_STATES:
            continue
        first, last = ends
        value = _span(first.value, last.value)
        if value is not None:
            yield replace(
                first,
                text=f"{first.text}–{last.text}",
                kind="range",
                form=JOINED,
                end=last.end,
                value=value,
                near=weigh(first.near, last.near),
            )


def _span(first: Value, last: Value) -> Value | None:
    if isinstance(first, Day) and isinstance(last, Day):
        return Span(first, last) if first.month and first.day and last.month and last.day else None
    if isinstance(first, Clock) and isinstance(last, Clock):
        single = first.until is None and last.until is None and first.minute < last.minute
        return Clock(first.minute, last.minute) if single else None
    return None


def _name_of_row(heads: Sequence[str], cells: Sequence[str], units: int | None) -> str:
    """The first cell with a word, but for units; a row of totals may have its name at the left."""
    named = (
        cell
        for number, cell in enumerate(cells)
        if number != units and any(map(str.isalpha, cell)) and not numbers_rows(heads[number])
    )
    first = next(named, "") or next((cell for cell in cells if TOTAL.match(cell)), "")
    if not first and cells and heads[0] and not numbers_rows(heads[0]):
        head = read_head(heads[0])
        name = cells[0] if YEAR.fullmatch(cells[0]) else with_unit(cells[0], head.unit)
        return f"{head.noun} {name}"  # "tahun 2024", "umur 7-12 tahun"
    return first


def _unit_of_row(label: str) -> str:
    """ "Guru bersertifikat (%)", "Rata-rata lama sekolah (tahun)"."""
    found = _IN_BRACKETS.search(label)
    word = found[1].strip().lower() if found else ""
    known = word in ("%", "persen") or word.startswith("rp") or word in DURATIONS
    return word if known or word in listed("measures") | listed("counters") else ""


def _keys(header: str) -> list[str]:
    """The values in the head of a column, which tell its cells apart ("0–10 m3", "2025")."""
    return [mark.key for mark in landmarks(find_claims(header)) if mark.key]


def _year_of_column(head: str) -> list[Claim]:
    """The head of a column as it is told: "2025" alone is no number."""
    return _below("tahun", head) if YEAR.fullmatch(head) else find_claims(head)


def _below(head: str, cell: str) -> list[Claim]:
    """Claims of a cell that mean what they mean behind their head: "II" below "Peringkat"."""
    shift = len(head) + 1
    return [
        replace(claim, start=claim.start - shift, end=claim.end - shift)
        for claim in find_claims(f"{head} {cell}")
        if claim.start >= shift
    ]


def _cell(cell: str, head: str, unit: str, following: str) -> list[Claim]:
    """Claims of a cell; a bare number has its unit in the head, in its row or in the next cell."""
    claims = find_claims(cell)
    if _ORDINAL.fullmatch(cell):
        behind = _below(head, cell)
        if any(isinstance(claim.value, Amount) and claim.value.unit == "ke" for claim in behind):
            return behind
    if not BARE_NUMBER.fullmatch(cell):
        return claims
    column = read_head(head)
    beside = following.strip().lower()
    counts = len(claims) == 1 and claims[0].measure == "number"  # "08.00 | Senam" does not
    if not unit and (column.unit or counts):
        fits = beside.startswith("per ") if column.unit else _UNIT.fullmatch(beside)
        unit = beside if fits else ""
    if not column.unit and not unit and not column.year and not _no_year(cell, head):
        return claims
    told = find_claims(with_unit(cell, column.unit, unit))
    return (
        [replace(told[0], text=cell, start=0, end=len(cell), rate_end=0)]
        if len(told) == 1
        else claims
    )


def _no_year(cell: str, head: str) -> bool:
    """ "1950" below "Luas panen" is a number without its point."""
    return YEAR.fullmatch(cell) is not None and not _OF_YEARS.search(head)


_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
_OF_YEARS = re.compile(r"tahun|thn|\bth\b|periode|angkatan", re.IGNORECASE)
_ORDINAL = re.compile(r"[IVX]{1,4}|\d{1,2}")
_UNIT = re.compile(r"[a-z%][a-z ]{0,20}")


def _moved(claim: Claim, offset: int, context: Mapping[str, float]) -> Claim:
    near = weigh(claim.near, context)
    return replace(
        claim,
        start=claim.start + offset,
        end=claim.end + offset,
        rate_end=claim.rate_end and claim.rate_end + offset,
        near=near,
    )


def _agency_keys(claims: Iterable[Claim]) -> dict[str, float]:
    return {mark.key: 1.0 for mark in landmarks(claims) if mark.key}
