"""Reads what citizens write: slang, dropped vowels, stretched letters, Javanese, typing errors.

A comment becomes plain Indonesian words that keep their place in the text, so that the tables of
prompts/triage.yaml need one spelling of a word and not twenty.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from assistant.prompts import load_table

# What a longer text says after this is not read: a comment has one point and makes it early.
READ = 4_000
_TOKEN = re.compile(
    r"\[[A-Z]+(?:_[A-Z]+)*-\d+\]|[^\W\d_]+(?:['’`][^\W\d_]+)?(?:2|²)?(?![^\W_])|[^\W_]+|[!?]+"
)
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CLITICS = ("nya", "kah", "lah", "pun", "ku", "mu", "ne", "e", "ni", "an", "in")
_GAP = 5
# Words that a phrase knows only the beginning of are found by so many letters.
_INITIALS = 2
# What a phrase calls the end of the comment: "berapa ." is a comment that ends with "berapa".
_END = "."


@dataclass(frozen=True, slots=True)
class Word:
    """`plain` is the word in standard Indonesian; `start`, `end` point into the comment."""

    plain: str
    start: int
    end: int
    javanese: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it was written and as it reads. Several words may come from one place."""

    text: str
    words: tuple[Word, ...]
    plain: tuple[str, ...] = field(repr=False)

    def said(self, first: int, last: int) -> str:
        """The comment's own words from word `first` to before word `last`."""
        return self.text[self.words[first].start : self.words[last - 1].end]


def read_comment(text: str) -> Comment:
    words = tuple(_words(text[:READ]))
    return Comment(text, words, tuple(word.plain for word in words))


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` to before `last` of a comment say what `phrase` says."""

    phrase: str
    first: int
    last: int


class Phrases:
    """Looks for phrases in a comment.

    In a phrase `..` stands for up to five words, `a|b` for either, `kata*` for any word that
    begins so, `.` for the end of the comment.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._by_start: dict[str, dict[str, list[tuple[str, tuple[str, ...]]]]] = {}
        for phrase in dict.fromkeys(phrases):
            steps = tuple(phrase.split())
            for option in steps[0].split("|"):
                if option.endswith("*"):
                    start = option.rstrip("*")
                    near = self._by_start.setdefault(start[:_INITIALS], {})
                    near.setdefault(start, []).append((phrase, steps))
                else:
                    self._by_word.setdefault(option, []).append((phrase, steps))

    def find(self, plain: Sequence[str]) -> list[Match]:
        ended = (*plain, _END)
        return [match for n in range(len(plain)) for match in self._from(ended, n)]

    def _from(self, plain: Sequence[str], n: int) -> Iterator[Match]:
        word = plain[n]
        candidates = list(self._by_word.get(word, ()))
        for start, phrases in self._by_start.get(word[:_INITIALS], {}).items():
            if word.startswith(start):
                candidates += phrases
        for phrase, steps in candidates:
            end = _follow(plain, n + 1, steps[1:])
            if end is not None:
                yield Match(phrase, n, min(end, len(plain) - 1))


def _follow(plain: Sequence[str], n: int, steps: Sequence[str]) -> int | None:
    """Where the rest of a phrase ends that begins at word `n`, or None."""
    reach = 0
    for step in steps:
        if step == "..":
            reach = _GAP
            continue
        for here in range(n, min(n + reach + 1, len(plain))):
            if _is(plain[here], step):
                n, reach = here + 1, 0
                break
        else:
            return None
    return n


def _is(word: str, step: str) -> bool:
    return any(
        word.startswith(option[:-1]) if option.endswith("*") else word == option
        for option in step.split("|")
    )


def _words(text: str) -> Iterator[Word]:
    lexicon = load_lexicon()
    last = ""
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token.startswith("["):
            yield Word(token, match.start(), match.end(), known=True)
            continue
        plain, javanese, known = lexicon.read(_folded(token))
        for word in plain:
            # "hati-hati", "jauh jauh": once is enough; but "di mana-mana" asks for no place.
            if word != last:
                yield Word(word, match.start(), match.end(), javanese, known)
            elif word == "mana":
                yield Word("semua", match.start(), match.end(), javanese, known)
            last = word


def read_phrase(phrase: str) -> str:
    """A phrase of a table in the words that comments are read in."""
    lexicon = load_lexicon()
    steps: list[str] = []
    for step in phrase.lower().replace("-", " ").split():
        if step == "..":
            steps.append(step)
        elif "|" in step or "*" in step:
            steps.append("|".join(_option(lexicon, option) for option in step.split("|")))
        else:
            for word in lexicon.read(_folded(step))[0]:
                if not steps or steps[-1] != word:
                    steps.append(word)
    return " ".join(steps)


def _option(lexicon: "Lexicon", option: str) -> str:
    if option.endswith("*"):
        return option
    words, _, _ = lexicon.read(_folded(option))
    return words[0] if len(words) == 1 else option


def _folded(token: str) -> str:
    """Lower case, one script, no invisible marks, no stretched letters, no doubling."""
    token = unicodedata.normalize("NFKC", _INVISIBLE.sub("", token)).lower()
    token = _STRETCHED.sub(r"\1", token).replace("’", "'").replace("`", "'")
    return token[:-1] if len(token) > 2 and token[-1] == "2" and token[:-1].isalpha() else token


class Lexicon:
    """Spellings that stand for a word, and the words that the tables know."""

    def __init__(
        self, slang: Mapping[str, str], javanese: Mapping[str, str], words: Iterable[str]
    ) -> None:
        self._slang = {spelling: tuple(word.split()) for spelling, word in slang.items()}
        self._javanese = {spelling: tuple(word.split()) for spelling, word in javanese.items()}
        self._known = {word for word in words if word.isalpha()}
        self._skeletons = _unique((_skeleton(word), word) for word in self._known if len(word) > 3)
        self._typos = _unique(
            (shorter, word) for word in self._known if len(word) > 6 for shorter in _shorter(word)
        )
        self._cache: dict[str, tuple[tuple[str, ...], bool, bool]] = {}

    def read(self, token: str) -> tuple[tuple[str, ...], bool, bool]:
        """The words a token stands for, whether it is Javanese, whether it was known at all."""
        found = self._cache.get(token)
        if found is None:
            found = self._read(token)
            if len(self._cache) < 50_000:
                self._cache[token] = found
        return found

    def lists(self, token: str) -> bool:
        """Whether the tables say what this spelling stands for."""
        return token in self._slang or token in self._javanese

    def _read(self, token: str) -> tuple[tuple[str, ...], bool, bool]:
        if not token.isalpha() and "'" not in token:
            return (token,), False, False
        if found := self._spelt(token):
            return found
        bases = [(token.removesuffix(c), c) for c in _CLITICS if token.endswith(c)]
        bases = [(base, clitic) for base, clitic in bases if len(base) > 2]
        for base, clitic in bases:
            if len(base) > 3 and (found := self._spelt(base)):
                return found[0], found[1] or clitic in ("e", "ne"), True
        if token in self._known:
            return (token,), False, True
        for base, clitic in bases:
            if base in self._known:
                return (base,), clitic in ("e", "ne"), True
        if (word := self._skeletons.get(token)) and len(token) > 2:
            return (word,), False, True
        if len(token) > 6 and (word := self._mended(token)):
            return (word,), False, True
        return (token,), False, False

    def _spelt(self, token: str) -> tuple[tuple[str, ...], bool, bool] | None:
        if words := self._slang.get(token):
            return words, False, True
        words = self._javanese.get(token)
        return (words, True, True) if words else None

    def _mended(self, token: str) -> str | None:
        """The known word that differs from `token` by one letter, if there is exactly one."""
        found = {self._typos[s] for s in (token, *_shorter(token)) if s in self._typos}
        return found.pop() if len(found) == 1 else None


@cache
def load_lexicon() -> Lexicon:
    table = load_table("triage.yaml")
    slang = _inverted(table["spellings"]["slang"])
    javanese = _inverted(table["spellings"]["javanese"])
    words = set(table["language"]["id"].split())
    for word in (*slang.values(), *javanese.values()):
        words.update(word.split())
    for phrase in _phrases(table, load_table("topics.yaml")["topics"]):
        for step in phrase.replace("-", " ").split():
            words.update(word for word in step.split("|") if not word.endswith("*"))
    names = load_table("places.yaml")["villages"]
    for cell in (*names, *names.values()):
        words.update(re.findall(r"[a-z]+", cell.lower()))
    words.update(load_table("privacy.yaml")["common_words"].split())
    return Lexicon(slang, javanese, words - set(slang) - set(javanese))


def _phrases(rules: Mapping[str, Any], topics: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Every phrase of the tables: what they look for is what a comment is read as."""
    for key in ("kinds", "emergencies", "urgency", "markers", "signs"):
        yield from _leaves(rules[key])
    for topic in topics:
        for key in ("keywords", "hint", "problems", "matters"):
            yield from _leaves(topic.get(key, ""))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from split_list(value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _leaves(item)


def split_list(value: str) -> list[str]:
    """The phrases of a table's cell, which stand between commas."""
    return [part for part in re.split(r"\s*,\s*", value.strip().lower()) if part]


def _inverted(table: Mapping[str, str]) -> dict[str, str]:
    return {spelling: word for word, spellings in table.items() for spelling in spellings.split()}


def _skeleton(word: str) -> str:
    """A word without its vowels, as hurried people write it: "jln", "rsk", "bnjr"."""
    return re.sub("[aeiou]", "", word)


def _shorter(word: str) -> Iterator[str]:
    return (word[:n] + word[n + 1 :] for n in range(len(word)))


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keys that lead to one word only."""
    found: dict[str, str | None] = {}
    for key, word in pairs:
        found[key] = word if found.get(key, word) == word else None
    return {key: word for key, word in found.items() if word is not None}
