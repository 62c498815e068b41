"""What a citizen may have meant: a query as words that the documents use."""

import math
from collections.abc import Iterable, Sequence
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
_COMMON = 0.05  # share of passages above which a stem is too common to search by
_SMALL = 2000  # passages below which every word is searched: it costs nothing
_NICKNAME_STOP = frozenset({"dinas", "kabupaten", "sidoarjo", "daerah", "dan", "badan", "kota"})


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a query. `words` stand for it in the documents; `count`: passages that have one.

    `known` is False when no document has the word and nothing like it.
    """

    written: str
    words: tuple[str, ...]
    count: int
    known: bool = True

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(stems(self.words))


@dataclass(frozen=True, slots=True)
class Query:
    """`terms` carry meaning; `searched` are those rare enough to search by; `size`: passages."""

    terms: tuple[Term, ...]
    searched: tuple[Term, ...]
    size: int

    @property
    def repaired(self) -> str:
        """The query in the words of the documents."""
        return " ".join(word for term in self.terms for word in term.words)

    def weight(self, term: Term) -> float:
        """How much a term tells passages apart."""
        return math.log(1 + (self.size + 0.5) / (term.count + 0.5))


def understand(text: str, vocabulary: Vocabulary, index: LexicalIndex) -> Query:
    """`text` without fillers, with informal words said formally and unknown ones spelt anew."""
    size = index.size()
    written = _phrases([squeeze(token) for token in tokens(text)], vocabulary)
    content = [
        word for word in written if word not in vocabulary.fillers and word not in vocabulary.stop
    ]
    content = list(dict.fromkeys(content or written))[: 4 * _MAX_TERMS]
    raw = index.counts(content, "raw")
    stem_counts = index.counts((stem(word) for word in content), "stem")
    terms = [_term(word, raw, stem_counts, vocabulary, index) for word in content]
    if len(terms) > _MAX_TERMS:
        terms = sorted(terms, key=lambda term: term.count)[:_MAX_TERMS]
    return Query(tuple(terms), tuple(_searched(terms, size)), size)


def _phrases(words: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """Two words that mean something together ("gak iso") become one token."""
    joined: list[str] = []
    skip = False
    for index, word in enumerate(words):
        if skip:
            skip = False
            continue
        pair = f"{word} {words[index + 1]}" if index + 1 < len(words) else ""
        if pair and (pair in vocabulary.formal or pair in vocabulary.names):
            joined.append(pair)
            skip = True
        else:
            joined.append(word)
    return joined


def _term(
    word: str,
    raw: dict[str, int],
    stem_counts: dict[str, int],
    vocabulary: Vocabulary,
    index: LexicalIndex,
) -> Term:
    meant = list(vocabulary.formal.get(word, ()))
    for name in vocabulary.names.get(word, ()):
        meant += [part for part in tokens(name) if part not in _NICKNAME_STOP]
    found = stem_counts.get(stem(word), 0)
    if raw.get(word, 0) or found:
        meant.insert(0, word)
    elif not meant and word not in vocabulary.kept and not word.isdigit():
        meant = _guesses(word, index)
    if not meant:
        return Term(word, (word,), 0, known=False)
    words = tuple(dict.fromkeys(meant))
    counts = index.counts(stems(words), "stem")
    count = max(counts.values(), default=0)
    return Term(word, words, count, known=count > 0)


def _guesses(word: str, index: LexicalIndex) -> list[str]:
    """Up to two words of the documents that an unknown word may be a spelling of."""
    for form in (word, *_without_affixes(word)):
        if len(form) < MIN_GUESSED:
            continue
        near = index.spelt([form]) if form != word else []
        near = near or index.spelt(one_edit(form))
        if near:
            return _most_used(near, index)
    bones = skeleton(word)
    if len(bones) >= 3:
        near = [
            one for one in index.spelt_like([bones]) if one[0] == word[0] and _within(word, one)
        ]
        if near:
            return _most_used(near, index)
    return []


def _without_affixes(word: str) -> Iterable[str]:
    """An informal word without what informal grammar adds: "dibenerin", "nyambungno"."""
    for ending in ("nya", "in", "kan", "an", "no", "ne", "e", "i"):
        if word.endswith(ending) and len(word) - len(ending) >= MIN_GUESSED:
            yield word[: -len(ending)]


def _within(short: str, long: str) -> bool:
    """Whether `short` is `long` with letters left out."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def _most_used(words: Sequence[str], index: LexicalIndex) -> list[str]:
    counts = index.counts(words, "raw")
    best = sorted((one for one in words if counts[one]), key=lambda one: (-counts[one], one))
    return best[:1]


def _searched(terms: Sequence[Term], size: int) -> list[Term]:
    """Common terms say little and cost most: they are left out where others remain."""
    known = [term for term in terms if term.known]
    if size <= _SMALL:
        return known
    rare = [term for term in known if term.count <= _COMMON * size]
    if len(rare) >= 2:
        return rare
    return sorted(known, key=lambda term: term.count)[:2]
