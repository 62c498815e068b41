"""Words of documents and of citizens: tokens, stems, and what an informal word may mean."""

import re
import threading
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

# A number keeps its separators (1.500.000, 08.00) until they are dropped: it is one word.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?|\d+", re.UNICODE)
_SEPARATORS = re.compile(r"[.,']")
_REPEATED = re.compile(r"(.)\1{2,}")
_VOWELS = re.compile(r"[aiueo]")
_DOUBLED = re.compile(r"(.)\1+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
MIN_GUESSED = 4  # a word as short as this is not spelt anew: too many words are near

_stemming = threading.local()


@dataclass(frozen=True)
class Vocabulary:
    """What the editors know of the language of citizens. All words in lower case.

    `formal` maps an informal or Javanese word (or phrase) to formal words, `fillers` say nothing,
    `stop` words are too common to find anything by, `kept` abbreviations are never spelt anew,
    `names` maps a nickname of an agency to its names, `elsewhere` are places and bodies that are
    not the regency's. `everyday` words may be missing from a passage that answers; `asked` words
    want an answer of a certain form.
    """

    formal: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fillers: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def from_table(
        cls,
        table: Mapping[str, Any],
        *,
        names: Mapping[str, Sequence[str]] | None = None,
        elsewhere: Iterable[str] = (),
    ) -> "Vocabulary":
        """From `prompts/wordlist.yaml`, with the nicknames of agencies and regions elsewhere."""
        stop = _words(table.get("stop", ()))
        formal: dict[str, list[str]] = {}
        for section in ("informal", "javanese"):
            for meaning, written in table.get(section, {}).items():
                for word in str(written).lower().split(","):
                    formal.setdefault(word.strip(), []).extend(str(meaning).lower().split())
        # What only stands for words without meaning has none either: "brp" is "berapa".
        empty = {word for word, meant in formal.items() if stop.issuperset(meant)}
        return cls(
            formal={
                word: tuple(dict.fromkeys(one for one in meant if one not in stop))
                for word, meant in formal.items()
                if word not in empty
            },
            fillers=_words(table.get("fillers", ())),
            stop=stop | empty,
            kept=_words(table.get("kept", ())),
            names={
                " ".join(tokens(nick)): tuple(name.lower() for name in full)
                for nick, full in (names or {}).items()
            },
            elsewhere=frozenset(
                " ".join(tokens(str(one))) for one in (*table.get("elsewhere", ()), *elsewhere)
            ),
            everyday=_words(table.get("everyday", ())),
            asked={kind: _words(some) for kind, some in table.get("asked", {}).items()},
        )

    @cached_property
    def spelt(self) -> frozenset[str]:
        """Words that are right as they are, even where no document has them."""
        meant = {one for some in self.formal.values() for one in some}
        return self.kept | self.everyday | self.elsewhere | self.stop | meant

    @cached_property
    def nicknames(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """The nicknames of one word that a body has, by its names."""
        found: dict[tuple[str, ...], list[str]] = {}
        for nick, names in self.names.items():
            if " " not in nick:
                found.setdefault(names, []).append(nick)
        return {names: tuple(nicks) for names, nicks in found.items()}


def _words(values: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(value).lower() for value in values)


def tokens(text: str) -> list[str]:
    """The words of `text` in lower case without accents; "1.500.000" is one word."""
    plain = unicodedata.normalize("NFKD", text).lower()
    if not plain.isascii():
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    return [_SEPARATORS.sub("", token) for token in _TOKEN.findall(plain)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Indonesian stem: "perbaikan", "memperbaiki" → "baik"."""
    if len(word) < 4 or not word.isalpha():
        return word
    stemmer = getattr(_stemming, "stemmer", None)
    if stemmer is None:
        import Stemmer

        stemmer = _stemming.stemmer = Stemmer.Stemmer("indonesian", 0)
    return str(stemmer.stemWord(word))


def stems(words: Iterable[str]) -> list[str]:
    return [stem(word) for word in words]


@lru_cache(maxsize=10_000)
def grams(word: str) -> tuple[str, ...]:
    """Pieces of four characters, the edges of the word included."""
    edged = f"<{word}>"
    if len(edged) <= 4:
        return (edged,)
    return tuple(edged[i : i + 4] for i in range(len(edged) - 3))


def skeleton(word: str) -> str:
    """The consonants: "pndftran" and "pendaftaran" share one."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))


def squeeze(word: str) -> str:
    """ "gratiiiis" → "gratis"."""
    return _REPEATED.sub(r"\1", word)


def one_edit(word: str) -> set[str]:
    """Every string that one deletion, swap, replacement or insertion makes of `word`."""
    parts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    made = {left + right[1:] for left, right in parts if right}
    made |= {left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1}
    made |= {left + c + right[1:] for left, right in parts if right for c in _LETTERS}
    made |= {left + c + right for left, right in parts for c in _LETTERS}
    made.discard(word)
    return made
