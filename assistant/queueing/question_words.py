"""What a question is about, as words that are kept, and how alike two questions are by them."""

from collections.abc import Collection, Iterable
from functools import cache

from assistant.prompts import load_table
from assistant.replying.asking import TABLE, askings, questions_in
from assistant.triaging.comments import read_comment

# How the kind of answer and a place are marked among the words; what else documents call a word
# stands behind it.
_KIND, _PLACE, _OR = "?", "@", "|"
_GUESSED = "asi"
# Whoever asks about anything may say so: half a word.
_LIGHT = 0.5
# Another kind that may well mean the same is no hindrance where nearly all words are the same.
_NEARLY_ALL = 0.9
_FEWEST = 2
# Prices and ages are both numbers, and not alike.
_ANY_FIGURE = {"number"}

_Word = frozenset[str]


def question_words(text: str) -> frozenset[str]:
    """The words of its matter ("sewa|nyewa"), its places ("@waru"), and what kind of answer is
    wanted ("?when"), however informally it is asked."""
    found: set[str] = set()
    for question in questions_in(read_comment(text)):
        if question.asking:
            found.add(_KIND + question.asking.id)
        for term in question.terms:
            stems = {one for meaning in term.meanings for one in meaning}
            stems = {one for one in stems if not one.endswith(_GUESSED)} or {term.word}
            if term.place:
                found.add(_PLACE + term.word)
            elif term.word not in _nowhere():
                found.add(_OR.join(sorted(stems)))
    return frozenset(found)


def likeness(one: Collection[str], other: Collection[str]) -> float:
    """What share of the words of two questions is the same; 0 where they ask for something else,
    of another place, or of another of two things that are told apart."""
    kinds, others = _marked(one, _KIND), _marked(other, _KIND)
    same_kind = kinds == others or bool(kinds & others)
    if not same_kind and not _related(kinds, others):
        return 0.0
    places = _marked(one, _PLACE)
    if places != _marked(other, _PLACE):
        return 0.0
    words, rest = _matter(one), _matter(other)
    if _told_apart(words, rest):
        return 0.0
    held = _weight(_held(words, rest)) + _weight(_held(rest, words)) + 2 * len(places)
    every = _weight(words) + _weight(rest) + 2 * len(places)
    share = held / every if every else 0.0
    if held < 2 * _FEWEST and share < 1.0:
        return 0.0
    return share if same_kind or share >= _NEARLY_ALL else 0.0


def _marked(words: Collection[str], mark: str) -> frozenset[str]:
    return frozenset(word[1:] for word in words if word.startswith(mark))


def _matter(words: Collection[str]) -> list[_Word]:
    return [frozenset(word.split(_OR)) for word in sorted(words) if word[0] not in _KIND + _PLACE]


def _held(words: Iterable[_Word], others: Collection[_Word]) -> list[_Word]:
    """Those words that are among the others; an abbreviation is each of its words."""
    return [word for word in words if any(word & other for other in others)]


def _weight(words: Iterable[_Word]) -> float:
    light = _acts()
    return sum(_LIGHT if word & light else 1.0 for word in words)


@cache
def _acts() -> frozenset[str]:
    return frozenset(load_table(TABLE)["acts"].split())


@cache
def _nowhere() -> frozenset[str]:
    return frozenset(load_table(TABLE)["nowhere"].split())


def _related(kinds: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both may want the same, as one answer serves both: a number to call is a way."""
    covers = {asking.id: {asking.id, *asking.covers} for asking in askings()}
    nothing: set[str] = set()
    return any(
        a in covers.get(b, nothing)
        or b in covers.get(a, nothing)
        or covers.get(a, nothing) & covers.get(b, nothing) - _ANY_FIGURE
        for a in kinds
        for b in others
    )


def _told_apart(words: Collection[_Word], others: Collection[_Word]) -> bool:
    """Whether each names another of a family: cars here, motorcycles there."""
    one, other = frozenset().union(*words), frozenset().union(*others)
    numbers = frozenset(filter(str.isdigit, one | other))
    return any(
        family & one and family & other and not family & one & other
        for family in (*_families(), numbers)
    )


@cache
def _families() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row.split()) for row in load_table(TABLE)["told_apart"])
