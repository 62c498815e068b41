"""What speaks for each piece that may answer a question, and what for none of them, as numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, cached_property, lru_cache
from math import log

from assistant.places import places_in
from assistant.prompts import load_table
from assistant.replying.asking import NUMBER, TABLE, Question, Term, stems_of
from assistant.replying.pieces import Piece
from knowledge.words import stem, tokens

# Of a piece …
FEATURES = (
    # … how much of the question's weight stands only there, and not here or in a heading above,
    "nearby",  # in the sentences just before
    "opening",  # in the first lines of the document
    "beside",  # elsewhere in it
    "absent",  # nowhere in it
    "unknown",  # nowhere in it, and in no list of words
    "slang",  # nowhere in it, and written as no document writes
    "unheld",  # the heaviest word of these
    "objectless",  # what its cost, its date is asked of stands nowhere near: "biaya parkir"
    "placeless",  # a place is asked about that is not named here
    "resembled",  # of what is not here, how much is like a word that is: "ngaktifno", "aktivasi"
    # … how much of it stands in the piece itself, and whether all stands in it or above,
    "within",
    "whole",
    "told",  # weight that it and what stands above hold together, however much else is asked
    "untold",  # weight that they do not
    # … how much of it the question says,
    "alike",
    "headed",  # of the heading right above
    # … whether it has the form of an answer,
    "form",
    "formless",
    "counted",  # a number of what is counted
    "prefer",
    "cued",  # it says what is asked for: "usia", "buka"
    "exact",  # it has the form, and all of the question's weight
    "only",  # no other piece of its document has the form
    "bare",  # it has a number, and little of what there is so many of
    "planned",  # of a target, where what came of it is asked
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
_JUST_BEFORE = 2
_LIKE, _LONG_WORD = 0.8, 5
_LEAST_ALIKE, _LONG_STEM = 0.5, 4
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
        alike = _likenesses(question, allowed)
        formed = Counter(id(b.piece.reading) for b in allowed if _has_form(question, b.piece))
        newest = max((_published(bag.piece) for bag in bags), default=0.0)
        rows = []
        for bag in allowed:
            shown = _numbers(question, weights, bag, alike)
            if shown["form"]:
                shown["only"] = 1.0 / formed[id(bag.piece.reading)]
            shown.update(groups.get(id(bag), {}))
            if bag.piece.reading.published:
                shown["older"] = min(newest - _published(bag.piece), _MOST_YEARS)
            rows.append(tuple(shown[name] for name in FEATURES))
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
    nearby: frozenset[str]
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
        nearby = title | self.nearby
        return (
            ("own", self.own),
            ("closest", closest),
            ("above", above),
            ("title", title),
            ("nearby", nearby),
            ("opening", nearby | self.opening),
            ("beside", nearby | self.opening | self.beside),
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
    before: dict[tuple[int, str], list[frozenset[str]]] = defaultdict(list)
    bags = []
    for one in found:
        piece, reading = one.piece, one.piece.reading
        if id(reading) not in whole:
            whole[id(reading)] = stems_of(reading.text[:_WHOLE_TEXT])
        said = before[id(reading), piece.closest]
        bags.append(
            _Bag(
                one,
                # That a list of papers names one does not make it the matter.
                stems_of(piece.closest if papers and piece.kind == "list" else piece.own),
                stems_of(piece.closest),
                stems_of(piece.above),
                stems_of(reading.title),
                frozenset().union(*said[-_JUST_BEFORE:])
                if piece.kind == "sentence"
                else frozenset(),
                stems_of(reading.text[:_FIRST]),
                whole[id(reading)],
            )
        )
        if piece.kind == "sentence":
            said.append(stems_of(piece.own))
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
# The weight of about three rare words.
_MUCH = 12.0


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
    said = _said(question)
    names = [
        _name(cell, said)
        for column, cell in zip(piece.header, piece.cells, strict=True)
        if not re.search(r"\d", cell) and not _NO_NAME.search(column)
    ]
    return max((len(name & said) / len(name) for name in names if name), default=0.0)


def _name(cell: str, said: Set[str]) -> frozenset[str]:
    """A name without what is told beside it; where the short form is said, only that."""
    short = next((one for one in _SHORT_FORM.findall(cell) if stem(one.lower()) in said), None)
    return stems_of(short or cell.split(",")[0])


_SHORT_FORM = re.compile(r"\(([A-Z][\w-]+)\)")


def _said(question: Question) -> frozenset[str]:
    return frozenset(map(stem, question.said)).union(
        *(meaning for term in question.terms for meaning in term.meanings)
    )


# --- the numbers -----------------------------------------------------------------------------


def _numbers(
    question: Question,
    weights: Sequence[float],
    bag: _Bag,
    alike: Mapping[str, Mapping[str, float]],
) -> dict[str, float]:
    shown = dict.fromkeys(FEATURES, 0.0)
    _where(question, weights, bag, alike, shown)
    _form(question, bag.piece, shown)
    said = _said(question)
    piece = bag.piece
    shown["alike"] = len(bag.own & said) / max(len(bag.own), 4)
    shown["headed"] = len(bag.closest & said) / len(bag.closest) if bag.closest else 0.0
    held = [term.held_by(bag.own | bag.closest) for term in question.cues]
    shown["cued"] = sum(held) / len(held) if held else 0.0
    shown["exact"] = shown["form"] * shown["whole"]
    if question.asking and question.asking.id == NUMBER and shown["form"]:
        shown["bare"] = 1.0 - shown["within"]
    shown["planned"] = float(bool(_plans(piece) - said))
    found = bag.found
    shown["found"], shown["document"], shown["lead"] = found.passage, found.document, found.lead
    shown["matter"] = float(found.matter)
    if piece.kind in shown:
        shown[piece.kind] = 1.0
    return shown


def _plans(piece: Piece) -> frozenset[str]:
    """The words of a row by which it tells of what is only aimed at."""
    return stems_of(" ".join(piece.cells)) & _planning() if piece.cells else frozenset()


@cache
def _planning() -> frozenset[str]:
    return stems_of(load_table(TABLE)["planned"])


def _likenesses(question: Question, bags: Sequence[_Bag]) -> Mapping[str, Mapping[str, float]]:
    """For each word of the question the stems of the pieces that are written much like it."""
    stems = frozenset[str]().union(*(bag.own | bag.closest for bag in bags))
    found = {}
    for term in question.terms:
        if term.place or len(term.word) < _LONG_WORD:
            continue
        own = _shingles(stem(term.word))
        found[term.word] = {
            one: share
            for one in stems
            if len(one) >= _LONG_STEM and (share := _likeness(own, _shingles(one))) >= _LEAST_ALIKE
        }
    return found


def _likeness(one: Set[str], other: Set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


@lru_cache(maxsize=32_768)
def _shingles(word: str) -> frozenset[str]:
    """Its runs of three letters."""
    return frozenset(word[n : n + 3] for n in range(max(len(word) - 2, 1)))


def _where(
    question: Question,
    weights: Sequence[float],
    bag: _Bag,
    alike: Mapping[str, Mapping[str, float]],
    shown: dict[str, float],
) -> None:
    counted = []
    for term, weight in zip(question.terms, weights, strict=True):
        place = bag.place(term)
        if term.place and place not in _NAMING:
            shown["placeless"] = 1.0 if place == "absent" else 0.5
        else:
            counted.append((term, weight, place))
    total = sum(weight for _, weight, _ in counted) or 1.0
    told = sum(weight for _, weight, place in counted if place in _NAMING)
    shown["told"] = min(told / _MUCH, 1.0)
    shown["untold"] = min((total - told) / _MUCH, 1.0)
    for term, weight, place in counted:
        if place not in _NAMING:
            share = weight / total
            shown["unheld"] = max(shown["unheld"], share)
            if place == "absent" and term.weight < 1.0:
                place = "slang"
            elif place == "absent" and not term.known:
                place = "unknown"
            shown[place] += share
            if term.word == question.object and place in ("opening", "beside", "absent", "unknown"):
                shown["objectless"] = 1.0
            likest = alike.get(term.word, {})
            near = (likest[one] for one in likest.keys() & (bag.own | bag.closest))
            shown["resembled"] += share * max(near, default=0.0)
        elif place == "own":
            shown["within"] += weight / total
    shown["whole"] = float(not shown["unheld"] and not shown["placeless"])


def _form(question: Question, piece: Piece, shown: dict[str, float]) -> None:
    asking = question.asking
    if asking is None:
        return
    text = _text(piece)
    shown["column"] = float(_in_column(question, piece))
    met = _has_form(question, piece)
    if question.counted and not asking.named and piece.kind in ("sentence", "answer"):
        shown["counted"] = float(_counts(question.counted, piece))
    # Yes or no is said in words.
    shown["form"] = float(met and not asking.whole)
    shown["formless"] = float(not met)
    shown["prefer"] = float(bool(asking.prefer and asking.prefer.search(text)))
    closest = piece.own if piece.kind == "answer" else piece.closest or piece.above
    shown["heading"] = float(bool(asking.heading and asking.heading.search(closest)))
    shown["shape"] = float(piece.kind in asking.shapes)


def _text(piece: Piece) -> str:
    return " ".join(piece.cells) or piece.options[0]


def _in_column(question: Question, piece: Piece) -> bool:
    column = question.asking.column if question.asking else None
    return column is not None and any(map(column.search, piece.header))


def _has_form(question: Question, piece: Piece) -> bool:
    """Whether it may be an answer of the kind that is asked for."""
    asking = question.asking
    if asking is None:
        return True
    if asking.whole:
        return piece.kind not in _FIGURES
    if asking.named:
        return _names(question, piece)
    if asking.dated and piece.kind == "list":
        # A day in one item of many is none of what the list is about.
        items = piece.options[0].split(";")
        return sum(map(question.met_by, items)) * 2 > len(items)
    return question.met_by(_text(piece)) or _in_column(question, piece)


def _names(question: Question, piece: Piece) -> bool:
    """Whether a name that the question does not say stands beside what it is the name of:
    "kontraktor PT Karya"."""
    words = _WORD.findall(piece.source)
    said, named = _said(question), question.counted or frozenset()
    return any(
        stem(word.lower()) in named
        and any(
            _PROPER.fullmatch(other) and stem(other.lower()) not in said
            for other in words[n + 1 : n + 1 + _COUNTED]
        )
        for n, word in enumerate(words)
    )


_WORD, _PROPER = re.compile(r"\w[\w'.-]*"), re.compile(r"[A-Z][\w'.-]*")


def _counts(counted: Set[str], piece: Piece) -> bool:
    """Whether a sentence that shall say how many there are says it of the same thing."""
    return any(
        stem(word) in counted
        for number in _COUNT.finditer(piece.source)
        for word in tokens(_after(piece.source, number.end()))[:_COUNTED]
    )


def _after(text: str, at: int) -> str:
    """What a number counts; nothing where it is the day of a date."""
    near = text[at : at + _NEAR]
    return "" if _MONTH.match(near) else re.split(r"[,;:()]", near)[0]


_MONTH = re.compile(
    r"\s*(?:[-–]\s*\d+\s*)?(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|"
    r"Oktober|November|Desember)"
)


def _published(piece: Piece) -> float:
    day = piece.reading.published
    return day.toordinal() / 365.25 if day else 0.0
