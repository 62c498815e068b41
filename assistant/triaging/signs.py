"""What a comment is made of: a danger, a call for help, a time, a figure of speech, what is said
by who complains, asks or praises.

No sign decides alone; `comment_model` has learnt which of them together mean an emergency. The
words of each sign stand in prompts/triage.yaml.
"""

from collections.abc import Container, Mapping, Sequence
from functools import cache
from typing import Any

from assistant.prompts import load_table
from assistant.triaging.comments import Comment, Phrases, read_phrase, split_list

# A story is told in so many words.
_READ = 120
# So many words are looked at for how a comment begins.
_OPENING = 4
_ADDRESS = "address"


class Signs:
    """All signs at once: one pass over a comment."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._names: dict[str, list[str]] = {}
        self._parts = frozenset(table["signs"])
        for name, cell in table["signs"].items():
            self._add(name, cell)
        for name, cell in table["markers"].items():
            self._add(f"marker:{name}", cell)
        for name, row in table["emergencies"].items():
            for part in ("when", "maybe", "not"):
                self._add(f"{part}:{name}", row[part])
        for kind, row in table["kinds"].items():
            for part in ("strong", "weak"):
                self._add(f"{part}:{kind}", row[part])
        for name in ("high", "not"):
            self._add(f"urgent:{name}", table["urgency"][name])
        self._phrases = Phrases(self._names)
        self._openings = {kind: frozenset(row.split()) for kind, row in table["openings"].items()}

    def find(self, comment: Comment) -> tuple[set[str], set[str]]:
        """The signs in a comment, and those of them that tell something in pairs."""
        matches = self._phrases.find(comment.plain[:_READ])
        found = {name for match in matches for name in self._names[match.phrase]}
        return found, found & self._parts

    def covered(self, plain: Sequence[str], names: Container[str]) -> set[int]:
        """The words of a comment, by number, that say one of these signs."""
        return {
            n
            for match in self._phrases.find(plain)
            if any(name in names for name in self._names[match.phrase])
            for n in range(match.first, match.last)
        }

    def openings(self, words: Sequence[str]) -> set[str]:
        """What the first word that is no address opens: a question, a proposal, a rumour."""
        spoken_to = self._openings[_ADDRESS]
        opening = next((word for word in words[:_OPENING] if word not in spoken_to), None)
        return {kind for kind, row in self._openings.items() if opening in row}

    def is_address(self, word: str) -> bool:
        """Whether it only speaks to somebody: "admin", "pak"."""
        return word in self._openings[_ADDRESS]

    def _add(self, name: str, cell: str) -> None:
        for phrase in split_list(cell):
            names = self._names.setdefault(read_phrase(phrase), [])
            if name not in names:
                names.append(name)


@cache
def load_signs() -> Signs:
    return Signs(load_table("triage.yaml"))
