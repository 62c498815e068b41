"""Words of a text and the meaning under which two of them count as the same."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from assistant.prompts import load_table

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_PARTICLES = re.compile(r"(?:nya|lah|kah|pun)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its offsets into the text that it came from."""

    text: str
    start: int
    end: int


def table() -> Mapping[str, Any]:
    """prompts/claims.yaml: the word lists behind everything here."""
    loaded: Mapping[str, Any] = load_table("claims.yaml")
    return loaded


@cache
def listed(name: str) -> frozenset[str]:
    """A word list of prompts/claims.yaml, in lower case."""
    value = table()[name]
    words = value.split() if isinstance(value, str) else value
    return frozenset(str(word).lower() for word in words)


@cache
def alternatives(name: str) -> str:
    """A list of prompts/claims.yaml as the inside of a regular expression, longest first."""
    value = table()[name]
    words = [str(word) for word in (value.split() if isinstance(value, str) else value)]
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True)
    )


@cache
def long_form(word: str) -> str:
    """An abbreviation in a name or a title written out ("jl", "kades"); `word` in lower case."""
    return str(table()["long_forms"].get(word, word))


def find_words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        yield Word(match[0], match.start(), match.end())


@cache
def concept(word: str) -> str:
    """What `word` means for a comparison: "" for a word without content of its own.

    "dibuka" = "pembukaan"; words that prompts/claims.yaml sets equal are one.
    """
    low = word.lower().strip("-’'./")
    if low in listed("stopwords") or not low:
        return ""
    if word.isupper() and len(word) < 5:
        return low  # "II" and "III", "KIA": nothing to strip
    same = _synonyms()
    if low in same:
        return same[low]
    bare = _PARTICLES.sub("", low) if len(low) > 5 else low
    if bare in listed("stopwords"):
        return ""
    if bare in same:
        return same[bare]
    root = stem(bare)
    return same.get(root, root)


@lru_cache(maxsize=8192)
def concepts(text: str) -> tuple[str, ...]:
    """Concepts of `text`; of its numbers the years only, written "#2025"."""
    return tuple(_concepts(text))


def _concepts(text: str) -> Iterator[str]:
    for word in find_words(text):
        if not word.text[0].isdigit():
            if meaning := concept(word.text):
                yield meaning
        elif re.fullmatch(r"(?:19|20)\d\d", word.text):
            yield f"#{word.text}"


@cache
def stem(word: str) -> str:
    """The root of an Indonesian word, good enough to compare with; not always a word."""
    root = str(_stemmer().stemWord(word.lower()))
    if len(root) < 4 < len(word):  # "kepala" is not "ke-pala"
        return word.lower()
    # men-, pem-, peng- swallow the first consonant: "menutup" has to meet "ditutup".
    return root[1:] if len(root) > 4 and root[0] in "tksp" and root[1] in "aeiou" else root


@cache
def _stemmer() -> Any:
    from Stemmer import Stemmer

    return Stemmer("indonesian")


@cache
def _synonyms() -> Mapping[str, str]:
    same: dict[str, str] = {}
    for group in table()["synonyms"]:
        words = str(group).split()
        key = stem(words[0])
        for word in words:
            same[word] = key
            same.setdefault(stem(word), key)
    return same
