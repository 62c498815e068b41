"""Whether a word is built like a name: compared letter by letter with the names and with the
ordinary words that the editors' files know."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from math import log

from assistant.masking.name_model import words_of_comments
from assistant.prompts import load_table, words_in_use

_CONTEXT = 3  # letters that foretell the next one
# Affixes of Indonesian, Javanese and slang. A nasal prefix hides the first letter of the stem.
_PREFIX = re.compile(
    r"(?:di|ke|se|te|be|ter|ber|per|nge|tak|dak|mem?per|ke?se|ke?ter|di?per)(?=..)"
    r"|(?P<nasal>(?:me|pe|)(?:ng|ny|n(?=.{5})|m(?=.{5}))|me|pe)(?=..)"
)
_HIDDEN = {"m": ("", "p"), "n": ("", "t"), "ny": ("", "s", "c"), "ng": ("", "k"), "": ("",)}
_SUFFIX = re.compile(r"(?:nya|ku|mu|lah|kah|pun|ne|e|kan|an|i|in|en|no|ono|ake|ana)$")
_NOT_WORDS_OF = frozenset(("privacy.yaml", "places.yaml", "agencies.yaml"))  # these hold names


def is_given(word: str) -> bool:
    """A name that many people have (`word` in lower case)."""
    return word in _given()


def is_word(word: str) -> bool:
    """Whether `word` (lower case) is a word of the language, though it may be a name too."""
    return word in _words()


@lru_cache(maxsize=4096)
def is_ordinary(word: str) -> bool:
    """Whether `word` (lower case) is a word of the language that is no name, or made of one."""
    ordinary = _ordinary()
    return word not in _given() and (
        word in ordinary or any(len(stem) > 3 and stem in ordinary for stem in _stems(word))
    )


def _stems(word: str) -> Iterator[str]:
    """What may be left of `word` without its affixes: "ditawari" has "tawar"."""
    yield from _without_prefix(word)
    for at in range(1, 5):
        if _SUFFIX.fullmatch(word, len(word) - at):
            yield word[:-at]
            yield from _without_prefix(word[:-at])


def _without_prefix(word: str) -> Iterator[str]:
    if match := _PREFIX.match(word):
        rest = word[match.end() :]
        nasal = (match["nasal"] or "").removeprefix("me").removeprefix("pe")
        for letter in _HIDDEN[nasal]:
            yield letter + rest


@lru_cache(maxsize=4096)
def likeness(word: str) -> float:
    names, words = _alphabets()
    return names.likelihood(word) - words.likelihood(word)


def is_drawn(word: str) -> bool:
    """Whether `word` (lower case) is far likelier drawn letter by letter (a key, a token) than
    spoken. A name without its vowels ("hndrwn") or from afar ("wojciech") is still spoken."""
    spoken = max(letters.likelihood(word) for letters in _alphabets())
    return spoken + (len(word) + 1) * _LETTERS_OF_A_DRAW < -_SURE


_LETTERS_OF_A_DRAW = log(26)  # any letter is as likely as any other
_SURE = 20  # a chance of one to e²⁰


@cache
def _given() -> frozenset[str]:
    return frozenset(load_table("privacy.yaml")["names"]["given"].split())


@cache
def _words() -> frozenset[str]:
    table = load_table("privacy.yaml")
    known = set(words_in_use(_NOT_WORDS_OF))
    for key in ("common_words", "not_names", "language"):
        known.update(table[key].split())
    known.update(words_of_comments())
    return frozenset(known)


@cache
def _ordinary() -> frozenset[str]:
    return _words() - _given()


@cache
def _alphabets() -> tuple["_Letters", "_Letters"]:
    return _Letters(_given()), _Letters(_ordinary())


class _Letters:
    """What letters follow which, in words of one sort (smoothed as Witten and Bell do)."""

    def __init__(self, words: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        for word in words:
            framed = f"^{word}$"
            for at in range(1, len(framed)):
                for start in range(max(0, at - _CONTEXT), at + 1):
                    counts[framed[start : at + 1]] += 1
        self._counts = counts
        self._followed: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        for run, count in counts.items():
            self._followed[run[:-1]] += count
            self._kinds[run[:-1]] += 1

    def likelihood(self, word: str) -> float:
        framed = f"^{word}$"
        return sum(
            log(self._chance(framed[max(0, at - _CONTEXT) : at], framed[at]))
            for at in range(1, len(framed))
        )

    def _chance(self, before: str, letter: str) -> float:
        if not before:
            return (self._counts[letter] + 0.5) / (self._followed[""] + 15)
        shorter = self._chance(before[1:], letter)
        kinds = self._kinds[before]
        seen = self._followed[before] + kinds
        return (self._counts[before + letter] + kinds * shorter) / seen if seen else shorter
