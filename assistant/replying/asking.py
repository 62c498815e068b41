"""What a comment asks: the kinds of answer that it wants, and the words of its matter."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType

from assistant.places import places_in
from assistant.prompts import load_table
from assistant.triaging.comments import Comment, Phrases, split_list
from assistant.vocabulary import load_vocabulary
from knowledge.words import Vocabulary, stem, tokens

TABLE = "answers.yaml"
# Words of another clause of the comment count less than those of the question's own.
_INHERITED = 0.4
# An unknown word that looks informal may be anything, and an everyday word says little: neither
# must outweigh the matter.
_SLANG = _EVERYDAY = 0.3
_INFORMAL = re.compile(
    r"^(?:ng(?!o)|ny|nd|mb|nj)|^[^aiueo]*$|[^aiueo]{4}|..(?:no|ne|ake|ke|nya|in|e)$"
)
_CLAUSE = re.compile(r"(?:[?!.,;]+|\b(?:terus|trus|lalu|sama|dan)\b)")
_AGE = re.compile(r"\b(\d{1,2}) (tahun|bulan)\b")


@dataclass(frozen=True, slots=True)
class Asking:
    """A row of `asking` in the table: how a kind of answer is asked for and what it looks like."""

    id: str
    asked: re.Pattern[str]
    cues: frozenset[str]
    answer: re.Pattern[str]
    prefer: re.Pattern[str] | None
    heading: re.Pattern[str] | None
    column: re.Pattern[str] | None
    shapes: frozenset[str]
    covers: frozenset[str]
    placed: bool
    dated: bool
    plain: bool
    joined: bool
    papers: bool
    whole: bool
    alone: bool
    named: bool
    noun: str


# What a word of the comment may be called: stems that stand together, one set for each meaning.
Meanings = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the comment with what documents may call it. `weight` 1: of the question itself.

    `known` False: a word that may be misspelt; `place`: it may be the name of a place.
    """

    word: str
    meanings: Meanings
    weight: float
    known: bool
    place: bool

    def held_by(self, bag: frozenset[str]) -> bool:
        return any(meaning <= bag for meaning in self.meanings)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked. `asking` None: nothing certain, as "boleh ganti foto?".

    `ages`: how old somebody is, with the unit. `said`: the words of its clause. `counted`: stems
    of what there is a number of ("berapa lowongan"), or of whose name is asked. `cues`: the words
    that say what kind of answer is wanted, as "umur" and "buka"; `object`: the word right after
    one, as "parkir" in "biaya parkir".
    """

    asking: Asking | None
    terms: tuple[Term, ...]
    ages: tuple[tuple[int, str], ...]
    said: frozenset[str]
    counted: frozenset[str] | None = None
    cues: tuple[Term, ...] = ()
    object: str | None = None

    def met_by(self, text: str) -> bool:
        return self.asking is None or self.asking.answer.search(text) is not None


def questions_in(comment: Comment) -> tuple[Question, ...]:
    """What the comment asks, in its order."""
    comment = _read_again(comment)
    clauses = _clauses(comment)
    plain = " ".join(comment.plain)
    asked = [(clause, _asked_in(clause, comment)) for clause in clauses]
    cued = [(clause, asking) for clause, found in asked for asking in found]
    if not cued:
        cues = frozenset[str]()
        terms = _terms(comment, range(len(comment.words)), cues)
        return (Question(None, terms, _ages(plain), frozenset(comment.plain)),)
    kept: list[tuple[range, Asking]] = []
    for clause, asking in cued:
        if not any(asking.id == other.id for _, other in kept):
            kept.append((clause, asking))
    cues = frozenset(cue for _, asking in kept for cue in asking.cues)
    return tuple(
        Question(
            asking,
            _terms(comment, clause, cues),
            _ages(plain),
            frozenset(comment.plain[n] for n in clause),
            _counted(comment, clause, asking),
            _cues(comment, clause, asking),
            _object(comment, clause, asking),
        )
        for clause, asking in kept
    )


def _counted(comment: Comment, clause: range, asking: Asking) -> frozenset[str] | None:
    """The stems of the word after "berapa" or "nama", with what documents call it; None: none."""
    before = _NAMING if asking.named else _HOW_MANY if asking.id == NUMBER else ()
    for n in clause[:-1]:
        if comment.plain[n] in before and comment.plain[n + 1] not in before:
            return frozenset(_stems(_terms(comment, range(n + 1, n + 2), frozenset(), alone=True)))
    return None


def _cues(comment: Comment, clause: range, asking: Asking) -> tuple[Term, ...]:
    """Of the words of a clause those that say what is asked for and not just that it is asked."""
    said = [n for n in clause if comment.plain[n] in asking.cues]
    return tuple(
        term for n in said for term in _terms(comment, range(n, n + 1), frozenset(), alone=True)
    )


def _object(comment: Comment, clause: range, asking: Asking) -> str | None:
    plain = comment.plain
    return next(
        (
            plain[n + 1]
            for n in clause[:-1]
            if plain[n] in asking.cues - empty_words() and plain[n + 1] not in asking.cues
        ),
        None,
    )


def _stems(terms: Iterable[Term]) -> Iterator[str]:
    return (one for term in terms for meaning in term.meanings for one in meaning)


NUMBER, _HOW_MANY, _NAMING = "number", ("berapa", "jumlah"), ("nama", "siapa", "namanya")


def asks_plainly(comment: Comment) -> bool:
    """Whether it asks for something that nobody asks for in a complaint: a number, a price."""
    return any(q.asking and q.asking.plain for q in questions_in(comment))


def _read_again(comment: Comment) -> Comment:
    """With what the words of the search know of hurried spelling: "tgl brp"."""
    words = tuple(
        replace(word, plain=_spellings()[word.plain], known=True)
        if word.plain in _spellings()
        else word
        for word in comment.words
    )
    return Comment(comment.text, words, tuple(word.plain for word in words))


@cache
def _spellings() -> Mapping[str, str]:
    """Of the words that ask: what they are written like."""
    asking = {word for row in askings() for word in row.cues}
    found: dict[str, str] = {}
    table = load_table("wordlist.yaml")
    own: Mapping[str, str] = load_table(TABLE)["spellings"]
    for meanings in (table["informal"], table["javanese"], own):
        for meaning, written in meanings.items():
            if str(meaning) in asking:
                for spelling in str(written).split(","):
                    if spelling.strip() not in asking:
                        found[spelling.strip()] = str(meaning)
    return MappingProxyType(found)


@lru_cache(maxsize=8_192)
def stems_of(text: str) -> frozenset[str]:
    return frozenset(
        stem(word)
        for word in tokens(text)
        if (len(word) > 1 or word.isdigit()) and word not in empty_words()
    )


@cache
def askings() -> tuple[Asking, ...]:
    return tuple(_asking(name, row) for name, row in load_table(TABLE)["asking"].items())


@cache
def empty_words() -> frozenset[str]:
    return frozenset(load_table(TABLE)["empty"].split())


def _asking(name: str, row: dict[str, str]) -> Asking:
    def pattern(key: str) -> re.Pattern[str] | None:
        return re.compile(row[key], re.IGNORECASE) if key in row else None

    return Asking(
        name,
        re.compile(rf"(?<!\w)(?:{row['asked']})(?!\w)"),
        frozenset(row["cues"].split()),
        re.compile(row["answer"], re.IGNORECASE),
        pattern("prefer"),
        pattern("heading"),
        pattern("column"),
        frozenset(row.get("shapes", ())),
        frozenset(row.get("covers", ())),
        bool(row.get("placed", False)),
        bool(row.get("dated", False)),
        bool(row.get("plain", False)),
        bool(row.get("joined", False)),
        bool(row.get("papers", False)),
        bool(row.get("whole", False)),
        bool(row.get("alone", False)),
        bool(row.get("named", False)),
        row["noun"],
    )


def _clauses(comment: Comment) -> list[range]:
    """Spans of words; a clause that asks nothing belongs to the one before or after it."""
    cuts = [n for n, word in enumerate(comment.plain) if _CLAUSE.fullmatch(word)]
    cuts += [
        n
        for n in range(1, len(comment.words))
        if "," in comment.text[comment.words[n - 1].end : comment.words[n].start]
    ]
    edges = [0, *sorted(set(cuts)), len(comment.words)]
    pieces = [range(a, b) for a, b in pairwise(edges) if a < b]
    joined: list[range] = []
    for piece in pieces:
        asks = bool(_asked_in(piece, comment))
        if joined and (not asks or not _asked_in(joined[-1], comment)):
            joined[-1] = range(joined[-1].start, piece.stop)
        else:
            joined.append(piece)
    return joined or [range(len(comment.words))]


def _asked_in(clause: range, comment: Comment) -> list[Asking]:
    """The kinds of answer that a clause asks for; what another kind covers is left out."""
    rest = " ".join(comment.plain[n] for n in clause)
    found: list[Asking] = []
    for asking in askings():
        match = asking.asked.search(rest)
        if match is None or any(asking.id in other.covers for other in found):
            continue
        if asking.alone and found:
            continue
        found.append(asking)
        # Only its cues are used up: "sewa lapangan futsal berapa" keeps the words between.
        used = " ".join("·" if word in asking.cues else word for word in match[0].split())
        rest = rest[: match.start()] + used + rest[match.end() :]
    return found


def _terms(
    comment: Comment, own: range, cues: frozenset[str], *, alone: bool = False
) -> tuple[Term, ...]:
    """The words of the matter; `alone`: only those of the question's own span."""
    found: dict[tuple[int, int], tuple[list[frozenset[str]], float, bool, str]] = {}
    vocabulary = load_vocabulary()
    polite = {
        n for match in _openings().find(comment.plain) for n in range(match.first, match.last)
    }
    for n, word in enumerate(comment.words):
        if n in polite or (alone and n not in own):
            continue
        written = comment.text[word.start : word.end].lower()
        if word.plain in cues or written in cues or not written.isalnum():
            continue
        if len(word.plain) == 1 and not word.plain.isdigit():
            continue
        if not empty_words().isdisjoint((word.plain, written)):
            continue
        if not vocabulary.stop.isdisjoint((word.plain, written)):
            continue
        if word.plain.isdigit() and n and comment.plain[n - 1] in _numbered():
            label = frozenset({stem(comment.plain[n - 1]), word.plain})
            found[word.start, word.end] = ([label], 1.0, True, word.plain)
            continue
        if word.plain in vocabulary.fillers or (word.plain.isdigit() and len(word.plain) < 3):
            continue
        known = word.known or word.plain != written
        meanings = [stems_of(meaning) for meaning in _meanings(written, word.plain, vocabulary)]
        weight = 1.0 if n in own else _INHERITED
        known = known or any(_is_listed(base) for base in _without_clitics(written))
        if not known and _INFORMAL.search(written):
            weight *= _SLANG
        elif vocabulary.everyday.intersection((written, word.plain)):
            weight *= _EVERYDAY
        kept = found.setdefault((word.start, word.end), ([], weight, known, word.plain))
        kept[0].extend(meaning for meaning in meanings if meaning)
    return tuple(
        Term(word, tuple(dict.fromkeys(meanings)), weight, known, any(places_in(word.title())))
        for meanings, weight, known, word in found.values()
        if meanings
    )


@cache
def _numbered() -> frozenset[str]:
    return frozenset(load_table(TABLE)["numbered"].split())


@cache
def _openings() -> Phrases:
    return Phrases(split_list(load_table(TABLE)["openings"]))


def _is_listed(word: str) -> bool:
    return word in load_table(TABLE)["also_called"] or word in load_vocabulary().formal


def also_called(text: str) -> list[str]:
    """What documents may call the words of a comment, for the search."""
    found: list[str] = []
    for word in dict.fromkeys(tokens(text)):
        for base in (word, *_without_clitics(word)):
            found += [table[base].replace(",", "") for table in _other_names() if base in table]
    return list(dict.fromkeys(found))


def _other_names() -> tuple[Mapping[str, str], ...]:
    return (
        load_table(TABLE)["also_called"],
        _same(),
        load_table("reply_frames.yaml")["stands_for"],
    )


@cache
def _same() -> Mapping[str, str]:
    """Each word of the groups of equal meaning with the others of its groups."""
    found: dict[str, list[str]] = {}
    for group in load_table(TABLE)["same"]:
        members = [member.strip() for member in group.split(",")]
        for member in members:
            found.setdefault(member.lower(), []).extend(one for one in members if one != member)
    return MappingProxyType({word: ", ".join(others) for word, others in found.items()})


def _meanings(written: str, plain: str, vocabulary: Vocabulary) -> list[str]:
    # "vaksin" and "vaksinasi", "legal" and "legalisasi" are of one matter.
    meanings = [
        plain,
        written,
        f"{plain}asi",
        *(_without_clitics(written) if written == plain else ()),
    ]
    for word in dict.fromkeys((written, plain, *_without_clitics(written))):
        meanings += vocabulary.formal.get(word, ())
        for table in _other_names():
            meanings += table.get(word, "").split(", ")
        meanings += [_NAME.sub(" ", name) for name in vocabulary.names.get(word, ())]
    return meanings


def _without_clitics(word: str) -> list[str]:
    """ "pesennya", "syarate", "ngusulin": what grammar of the street adds is taken off."""
    bases = [
        word.removesuffix(ending)
        for ending in ("nya", "ne", "e", "in", "no", "kan", "an", "")
        if word.endswith(ending) and len(word) - len(ending) > 3
    ]
    nasal = [
        f"{first}{base[len(start) :]}"
        for base in bases
        for start, firsts in _NASAL.items()
        for first in firsts
        if re.match(rf"{start}[aiueo]", base) and len(base) > 4
    ]
    return [base for base in (*bases, *nasal) if base != word]


_NASAL = {"ng": ("", "k"), "ny": ("s", "c"), "m": ("p",), "n": ("t",)}


# In the name of every office.
_NAME = re.compile(r"\b(?:dinas|badan|bagian|kabupaten|sidoarjo|kantor)\b")


def _ages(plain: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(number), unit) for number, unit in _AGE.findall(plain))
