"""What speaks for each piece that may answer a question, and what for none of them, as numbers."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from math import log

from assistant.places import places_in
from assistant.replying.asking import Question, Term, stems_of
from assistant.replying.pieces import Piece
from knowledge.words import stem, tokens

# Of a piece …
FEATURES = (
    # … how much of the question's weight stands only there, and not here or in a heading above,
    "opening",  # in the first lines of the document
    "beside",  # elsewhere in it
    "absent",  # nowhere in it
    "slang",  # nowhere in it, and written as no document writes
    "unheld",  # the heaviest word of these
    "placeless",  # a place is asked about that is not named here
    # … how much of it the question says,
    "alike",
    "headed",  # of the heading right above
    # … whether it has the form of an answer,
    "form",
    "formless",
    "counted",  # a number of what is counted
    "prefer",
    "heading",
    "column",
    "shape",
    "contact",
    "answer",
    "list",
    "table",
    "row",
    "item",
    # … which row of its table, item of its list it is,
    "named",
    "outnamed",  # another one is named more
    "tied",
    "unnamed",  # none is named
    "misnamed",  # how much more of another row's own name the question says
    # … and how it was found.
    "found",
    "document",
    "lead",
    "older",
    "matter",
)
# Of none of them.
NONE = ("none", "doubtful", "given")

# What says no yes or no.
_FIGURES = ("row", "table", "contact")
# The first lines of a document say what all of it is about.
_FIRST = 250
_LIKE, _LONG_WORD = 0.8, 5
_WHOLE_TEXT = 20_000
_NO_NAME = re.compile(
    r"hari|tanggal|pukul|\bjam\b|waktu|tempat|lokasi|alamat|sumber|satuan|keterangan", re.IGNORECASE
)
_COUNT = re.compile(
    r"\b(?:\d[\d.,]*(?: (?:ribu|juta|miliar|triliun))?|satu|dua|tiga|empat|lima|enam|tujuh|delapan|"
    r"sembilan|sepuluh)\b",
    re.IGNORECASE,
)
_NEAR, _COUNTED = 40, 3
_YEAR = re.compile(r"\b20\d\d\b")
_SPAN = re.compile(r"\b(\d{1,2}) ?(?:sampai(?: dengan)?|hingga|-|–) ?(\d{1,2}) (tahun|bulan)")
_UNDER = re.compile(r"(?:di bawah|kurang dari|maksimal|paling tinggi) (\d{1,2}) (tahun|bulan)")
_OVER = re.compile(
    r"\b(\d{1,2}) (tahun|bulan) ke atas|\b(?:di atas|minimal) (\d{1,2}) (tahun|bulan)"
)
_OLDEST = 150
_MOST_YEARS = 4

# In how many of so many entries each of the stems stands.
Spread = Callable[[Iterable[str]], tuple[Mapping[str, int], int]]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a piece comes from: how well its passage and its document were found, from 0 to 1.

    `lead`: how much better than any other document; `matter`: it is of the comment's topic.
    """

    piece: Piece
    passage: float = 1.0
    document: float = 1.0
    lead: float = 0.0
    matter: bool = True


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pieces that may answer, a row of `FEATURES` for each, and the numbers of `NONE`."""

    question: Question
    pieces: tuple[Piece, ...]
    rows: tuple[tuple[float, ...], ...]
    none: tuple[float, ...]

    @classmethod
    def of(
        cls,
        question: Question,
        found: Sequence[Found],
        spread: Spread | None,
        *,
        doubtful: bool = False,
        given: bool = False,
    ) -> "Candidates":
        """`doubtful`: the search says that nothing answers; `given`: somebody named the sources."""
        bags = _bags(question, found) if question.terms else []
        question = _spelt(question, bags)
        counted, size = _spread_of(bags, question) if spread is None else spread(_stems(question))
        weights = [_weight(term, counted, size) for term in question.terms]
        allowed = [bag for bag in bags if _may_answer(question, bag)]
        groups = _groups(question, weights, allowed)
        newest = max((_published(bag.piece) for bag in bags), default=0.0)
        rows = [_row(question, weights, bag, groups.get(id(bag)), newest) for bag in allowed]
        none = (1.0, float(doubtful), float(given))
        return cls(question, tuple(bag.piece for bag in allowed), tuple(rows), none)


@dataclass(frozen=True)
class _Bag:
    """The stems of a piece by where they stand."""

    found: Found
    own: frozenset[str]
    closest: frozenset[str]
    above: frozenset[str]
    title: frozenset[str]
    opening: frozenset[str]
    beside: frozenset[str]

    @property
    def piece(self) -> Piece:
        return self.found.piece

    @cached_property
    def _places(self) -> tuple[tuple[str, frozenset[str]], ...]:
        closest = self.own | self.closest
        above = closest | self.above
        title = above | self.title
        return (
            ("own", self.own),
            ("closest", closest),
            ("above", above),
            ("title", title),
            ("opening", title | self.opening),
            ("beside", title | self.opening | self.beside),
        )

    def place(self, term: Term) -> str:
        """The nearest place that holds it."""
        return next((name for name, bag in self._places if term.held_by(bag)), "absent")

    def names(self, term: Term) -> bool:
        return self.place(term) in _NAMING


_NAMING = ("own", "closest", "above", "title")


def _bags(question: Question, found: Sequence[Found]) -> list[_Bag]:
    whole: dict[int, frozenset[str]] = {}
    papers = question.asking is not None and question.asking.papers
    bags = []
    for one in found:
        piece, reading = one.piece, one.piece.reading
        if id(reading) not in whole:
            whole[id(reading)] = stems_of(reading.text[:_WHOLE_TEXT])
        bags.append(
            _Bag(
                one,
                # That a list of papers names one does not make it the matter.
                stems_of(piece.closest if papers and piece.kind == "list" else piece.own),
                stems_of(piece.closest),
                stems_of(piece.above),
                stems_of(reading.title),
                stems_of(reading.text[:_FIRST]),
                whole[id(reading)],
            )
        )
    return bags


def _spelt(question: Question, bags: Sequence[_Bag]) -> Question:
    """With what an unknown word that no source has was perhaps meant to be."""
    unknown = [
        term
        for term in question.terms
        if not term.known
        and not term.place
        and len(term.word) >= _LONG_WORD
        and not any(term.held_by(bag.beside) for bag in bags)
    ]
    if not unknown:
        return question
    known = frozenset[str]().union(*(bag.own | bag.above | bag.title for bag in bags))
    terms = []
    for term in question.terms:
        near = get_close_matches(stem(term.word), known, 1, _LIKE) if term in unknown else []
        if near and near[0][0] == term.word[0]:
            term = Term(term.word, (frozenset(near),), term.weight, False, False)
        terms.append(term)
    return replace(question, terms=tuple(terms))


# --- what a word weighs ----------------------------------------------------------------------


def _stems(question: Question) -> list[str]:
    return [one for term in question.terms for meaning in term.meanings for one in meaning]


def _spread_of(bags: Sequence[_Bag], question: Question) -> tuple[Mapping[str, int], int]:
    """Among the pieces themselves, where there is no base to count in."""
    wanted = frozenset(_stems(question))
    counted: dict[str, int] = defaultdict(int)
    for bag in bags:
        for one in wanted & (bag.own | bag.above | bag.title):
            counted[one] += 1
    return counted, len(bags)


def _entries(term: Term, counted: Mapping[str, int]) -> int:
    return max(min(counted.get(one, 0) for one in meaning) for meaning in term.meanings)


def _weight(term: Term, counted: Mapping[str, int], size: int) -> float:
    """Rare words tell more; one that no document has weighs like one that a few have."""
    entries = max(_entries(term, counted), _RAREST)
    return term.weight * log(1 + (max(size, entries) - entries + 0.5) / (entries + 0.5))


_RAREST = 3


# --- what may not answer at all --------------------------------------------------------------


def _may_answer(question: Question, bag: _Bag) -> bool:
    """Not of another place, another year or another age than asked about."""
    piece = bag.piece
    elsewhere = any(places_in(" ".join(piece.cells) or piece.source))
    strict = question.asking is not None and question.asking.placed
    for term in question.terms:
        if term.place and (strict or elsewhere) and not bag.names(term):
            return False
        if _YEAR.fullmatch(term.word) and not _is_of_year(bag, term):
            return False
    return _suits_age(question, f"{piece.above} {piece.own}")


def _is_of_year(bag: _Bag, year: Term) -> bool:
    """Whether it names the year, or names none and stands under it or was published in it."""
    piece = bag.piece
    if bag.place(year) in ("own", "closest"):
        return True
    if _YEAR.search(piece.source):
        return False
    published = piece.reading.published
    return bag.names(year) or (published is not None and str(published.year) == year.word)


def _suits_age(question: Question, text: str) -> bool:
    """Whether the ages that it names include the one asked about."""
    for age, unit in question.ages:
        spans = [(int(a), int(b)) for a, b, of in _SPAN.findall(text) if of == unit]
        spans += [(0, int(a) - 1) for a, of in _UNDER.findall(text) if of == unit]
        spans += [
            (int(a or b), _OLDEST) for a, of, b, also in _OVER.findall(text) if unit in (of, also)
        ]
        if spans and not any(a <= age <= b for a, b in spans):
            return False
    return True


# --- the rows of one table, the items of one list --------------------------------------------


def _groups(
    question: Question, weights: Sequence[float], bags: Sequence[_Bag]
) -> dict[int, dict[str, float]]:
    """For each row and item, whether the question names it, or another one of its group."""
    groups: dict[tuple[int, int], list[_Bag]] = defaultdict(list)
    for bag in bags:
        if bag.piece.group >= 0:
            groups[id(bag.piece.reading), bag.piece.group].append(bag)
    found: dict[int, dict[str, float]] = {}
    total = sum(weights) or 1.0
    for group in groups.values():
        rows = [bag for bag in group if bag.piece.kind in ("row", "item")]
        common = frozenset[str]().union(*(row.own for row in rows)) if rows else frozenset()
        if len(rows) > 1:
            common = frozenset.intersection(*(row.own for row in rows))
        told = [
            sum(
                weight
                for term, weight in zip(question.terms, weights, strict=True)
                if term.held_by(row.own) and not term.held_by(common | row.above)
            )
            / total
            for row in rows
        ]
        names = [_named_by(question, row.piece) for row in rows]
        top = max(told, default=0.0)
        for row, by, name in zip(rows, told, names, strict=True):
            alike = sum(one == (by, name) for one in zip(told, names, strict=True))
            found[id(row)] = {
                "named": by,
                "outnamed": top - by,
                "tied": float(by > 0 and alike > 1),
                "unnamed": float(top == 0 and len(rows) > 1),
                "misnamed": max(names) - name,
            }
        for bag in group:
            if bag.piece.kind in ("list", "table"):
                found[id(bag)] = {"outnamed": top}
    return found


def _named_by(question: Question, piece: Piece) -> float:
    """What share of a row's own name the question says: "Jumlah penduduk" is named by it, and
    "Persentase penduduk miskin" by half."""
    names = [
        stems_of(cell)
        for column, cell in zip(piece.header, piece.cells, strict=True)
        if not re.search(r"\d", cell) and not _NO_NAME.search(column)
    ]
    said = _said(question)
    return max((len(name & said) / len(name) for name in names if name), default=0.0)


def _said(question: Question) -> frozenset[str]:
    return frozenset(map(stem, question.said)).union(
        *(meaning for term in question.terms for meaning in term.meanings)
    )


# --- the numbers -----------------------------------------------------------------------------


def _row(
    question: Question,
    weights: Sequence[float],
    bag: _Bag,
    group: Mapping[str, float] | None,
    newest: float,
) -> tuple[float, ...]:
    shown = dict.fromkeys(FEATURES, 0.0)
    _where(question, weights, bag, shown)
    _form(question, bag.piece, shown)
    said = _said(question)
    piece = bag.piece
    shown["alike"] = len(bag.own & said) / max(len(bag.own), 4)
    shown["headed"] = len(bag.closest & said) / len(bag.closest) if bag.closest else 0.0
    shown.update(group or {})
    found = bag.found
    shown["found"], shown["document"], shown["lead"] = found.passage, found.document, found.lead
    if piece.reading.published:
        shown["older"] = min(newest - _published(piece), _MOST_YEARS)
    shown["matter"] = float(found.matter)
    if piece.kind in shown:
        shown[piece.kind] = 1.0
    return tuple(shown[name] for name in FEATURES)


def _where(
    question: Question, weights: Sequence[float], bag: _Bag, shown: dict[str, float]
) -> None:
    counted = []
    for term, weight in zip(question.terms, weights, strict=True):
        place = bag.place(term)
        if term.place and place not in _NAMING:
            shown["placeless"] = 1.0 if place == "absent" else 0.5
        else:
            counted.append((term, weight, place))
    total = sum(weight for _, weight, _ in counted) or 1.0
    for term, weight, place in counted:
        if place not in _NAMING:
            share = weight / total
            shown["unheld"] = max(shown["unheld"], share)
            slang = place == "absent" and (not term.known or term.weight < 1.0)
            shown["slang" if slang else place] += share


def _form(question: Question, piece: Piece, shown: dict[str, float]) -> None:
    asking = question.asking
    if question.counted is not None and piece.kind in ("sentence", "answer"):
        shown["counted"] = float(_counts(question.counted, piece))
    if asking is None:
        return
    text = " ".join(piece.cells) or piece.options[0]
    column = any(map(asking.column.search, piece.header)) if asking.column else False
    # Yes or no is said in words.
    met = piece.kind not in _FIGURES if asking.whole else question.met_by(text) or column
    shown["form"] = float(met and not asking.whole)
    shown["formless"] = float(not met)
    shown["prefer"] = float(bool(asking.prefer and asking.prefer.search(text)))
    closest = piece.own if piece.kind == "answer" else piece.closest or piece.above
    shown["heading"] = float(bool(asking.heading and asking.heading.search(closest)))
    shown["column"] = float(column)
    shown["shape"] = float(piece.kind in asking.shapes)


def _counts(counted: Set[str], piece: Piece) -> bool:
    """Whether a sentence that shall say how many there are says it of the same thing."""
    return any(
        stem(word) in counted
        for number in _COUNT.finditer(piece.source)
        for word in tokens(piece.source[number.end() : number.end() + _NEAR])[:_COUNTED]
    )


def _published(piece: Piece) -> float:
    day = piece.reading.published
    return day.toordinal() / 365.25 if day else 0.0
