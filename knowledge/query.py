"""What a citizen may have meant: a question as words that the documents use."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.lexical_index import LexicalIndex
from knowledge.words import (
    MIN_GUESSED,
    Vocabulary,
    one_edit,
    skeleton,
    squeeze,
    stem,
    stems,
    tokens,
)

_MAX_TERMS = 40
_TWICE = re.compile(r"([^\W\d_]{3,})2\b")  # "bolong2" is "bolong-bolong"
# What stands for the first sound of a word behind each informal or Javanese prefix.
_PREFIXES = {
    "nge": ("",), "ng": ("", "k", "g"), "ny": ("s", "c"), "nd": ("d",), "nj": ("j",),
    "mb": ("b",), "n": ("t",), "m": ("p",), "di": ("",), "ke": ("",), "tak": ("",),
}  # fmt: skip
# Words of an agency's full name that say little about which one it is.
_IN_EVERY_NAME = frozenset("dinas badan kantor kabupaten sidoarjo daerah dan serta".split())


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question. `words` stand for it in the documents; `count`: entries that have one.

    `known` is False when no document has the word, nor one like it. `everyday`: an answer may do
    without it. `guessed`: it was spelt anew. `named`: the full names of the body that it is a
    nickname of, as stems; `nicks`: its nicknames.
    """

    written: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    count: int
    guessed: bool = False
    everyday: bool = False
    named: tuple[frozenset[str], ...] = ()
    nicks: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        return self.count > 0

    def held_by(self, bag: set[str]) -> bool:
        """Whether a text of these stems has it: of a nickname's full name, every word."""
        if self.named:
            return not bag.isdisjoint(self.nicks) or any(name <= bag for name in self.named)
        return not bag.isdisjoint(self.stems)


@dataclass(frozen=True, slots=True)
class Query:
    """The terms of a question that carry meaning, among `size` entries; `written`: every word."""

    terms: tuple[Term, ...]
    size: int
    written: tuple[str, ...] = ()

    @property
    def repaired(self) -> str:
        """The question in the words of the documents."""
        return " ".join(word for term in self.terms for word in term.words)

    def weight(self, count: int) -> float:
        """How much a word that `count` entries have tells them apart."""
        size = max(self.size, count)  # in a base of two entries a rare word has weight too
        return math.log(1 + (size - count + 0.5) / (count + 0.5))


def understand(text: str, vocabulary: Vocabulary, index: LexicalIndex) -> Query:
    """`text` without fillers, with informal words said formally and unknown ones spelt anew."""
    size, _ = index.sizes()
    words = [squeeze(token) for token in tokens(_TWICE.sub(r"\1", text))]
    written = _phrases(words, vocabulary)
    content = [
        word for word in written if word not in vocabulary.fillers and word not in vocabulary.stop
    ]
    content = list(dict.fromkeys(content or written))[: 4 * _MAX_TERMS]
    counts = index.stem_counts(stems(content))
    terms = [_term(word, counts, vocabulary, index) for word in content]
    if len(terms) > _MAX_TERMS:
        terms = sorted(terms, key=lambda term: term.count)[:_MAX_TERMS]
    return Query(tuple(terms), size, tuple(written))


def _phrases(words: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """Two words that mean something together ("gak iso") become one token."""
    joined: list[str] = []
    skip = False
    for index, word in enumerate(words):
        if skip:
            skip = False
            continue
        pair = f"{word} {words[index + 1]}" if index + 1 < len(words) else ""
        if pair and (
            pair in vocabulary.formal or pair in vocabulary.names or pair in vocabulary.stop
        ):
            joined.append(pair)
            skip = True
        else:
            joined.append(word)
    return joined


def _term(
    word: str, counts: Mapping[str, int], vocabulary: Vocabulary, index: LexicalIndex
) -> Term:
    meant = list(vocabulary.formal.get(word, ()))
    names = [
        [part for part in tokens(name) if part not in _IN_EVERY_NAME]
        for name in vocabulary.names.get(word, ())
    ]
    nicks = vocabulary.nicknames.get(vocabulary.names.get(word, ()), ())
    meant += [*(part for name in names for part in name), *nicks]
    guessed = False
    if counts.get(stem(word), 0):
        meant.insert(0, word)
    elif not meant and word.isalpha():
        meant = _parsed(word, vocabulary, index)
        if not meant and word not in vocabulary.spelt:
            meant = _guesses(word, index)
            guessed = bool(meant)
    words = tuple(dict.fromkeys(meant)) or (word,)
    stem_words = tuple(dict.fromkeys(stems(words)))
    known = index.stem_counts(stem_words)
    everyday = not vocabulary.everyday.isdisjoint((word, *([] if guessed else words))) or (
        word.isdigit() and len(word) <= 2
    )
    count = max(known.values(), default=0)
    named = tuple(frozenset(stems(name)) for name in names if name)
    return Term(
        word, words, stem_words, count, guessed, everyday, named, frozenset(stems((word, *nicks)))
    )


def _parsed(word: str, vocabulary: Vocabulary, index: LexicalIndex) -> list[str]:
    """An unknown word with or without what grammar adds, or taken apart: still the same word."""
    ended = _without_endings(word)
    forms = [f"di{word}", *ended, *(one for form in (word, *ended) for one in _unprefixed(form))]
    known = index.stem_counts(stems(forms))
    for form in forms:
        if form in vocabulary.formal:
            return list(vocabulary.formal[form])
        if known.get(stem(form)):
            return [form]
    splits = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
    parts = index.word_counts({part for split in splits for part in split})
    whole = [split for split in splits if split[0] in parts and split[1] in parts]
    return list(max(whole, key=lambda split: min(parts[one] for one in split), default=()))


def _without_endings(word: str) -> list[str]:
    """ "syarate", "laporno": without what informal and Javanese grammar adds."""
    return [
        word[: -len(ending)]
        for ending in ("nya", "in", "kan", "an", "ake", "no", "ne", "e", "i")
        if word.endswith(ending) and len(word) - len(ending) >= MIN_GUESSED
    ]


def _unprefixed(word: str) -> list[str]:
    """ "ngelengkap", "nyebut", "dijupuk", "mbayar": the words that these may be made of."""
    return [
        sound + word[len(prefix) :]
        for prefix, sounds in _PREFIXES.items()
        if word.startswith(prefix) and len(word) - len(prefix) >= MIN_GUESSED - 1
        for sound in sounds
        if len(sound) + len(word) - len(prefix) >= MIN_GUESSED
    ]


def _guesses(word: str, index: LexicalIndex) -> list[str]:
    """The word of the documents that an unknown word is most likely a slip of the pen for."""
    for form in (word, *_without_endings(word)):
        if len(form) <= MIN_GUESSED:
            continue
        # A slip seldom hits the first letter; an h there is often not spoken.
        near = index.word_counts(
            one for one in one_edit(form) if one[:1] == form[0] or one == "h" + form
        )
        if near:
            return _most_used(near)
    bones = skeleton(word)
    if len(bones) < 3:
        return []
    near = {
        one: count
        for one, count in index.spelt_like(bones).items()
        if one[0] == word[0] and _within(word, one)
    }
    return _most_used(near)


def _within(short: str, long: str) -> bool:
    """Whether `short` is `long` with letters left out."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def _most_used(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda one: (-counts[one], one))[:1]
