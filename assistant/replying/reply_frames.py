"""Composes a reply from the editors' frames so that it names the problem and fits its field."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from typing import Any

from assistant.prompts import Prompt, load_prompt, load_table

TABLE = "reply_frames.yaml"
# A sentence with one of these says what the comment is about.
# Parts up to this `keep` are worth a short word before others get their long one.
_WORTH = 3
_NAMING = ("{problem}", "{Problem}", "{matter}", "{Matter}")


@dataclass(frozen=True, slots=True)
class Words:
    """What frames are filled with: `filled` by name (None: not known), `flags` by `if`.

    `turn` chooses among the variants; `greeting` is "id" or "jv"; `second` is of which sort
    another matter of the comment is.
    """

    filled: Mapping[str, str | None]
    flags: frozenset[str]
    topic: str | None
    greeting: str
    turn: int
    second: str = "complaint"


@dataclass(frozen=True, slots=True)
class Composed:
    """A text and the places in it that promise something."""

    text: str
    promises: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Part:
    """`options` from long to short; `again` is said where an earlier part names the problem."""

    keep: int
    must: bool
    promise: bool
    options: list[str]
    again: list[str]
    naming: list[bool]
    level: int = 0

    @property
    def shown(self) -> bool:
        return self.level < len(self.options)


@dataclass(frozen=True, slots=True)
class Frames:
    """prompts/reply_frames.yaml."""

    table: Mapping[str, Any] = field(repr=False)

    def compose(
        self, situation: str, stage: str, words: Words, fits: Callable[[str], bool]
    ) -> Composed:
        """The frames of a situation ("complaint") and stage ("first", "full")."""
        rows = self.table["plans"][situation][stage]
        parts = [part for row in rows if (part := self._part(row, words)) is not None]
        return _fitted(parts, fits)

    def canned(
        self,
        texts: Sequence[str],
        passed_on: str | None,
        words: Words,
        fits: Callable[[str], bool],
    ) -> Composed:
        """The canned text as long as fits, and whether the report is handed on too."""
        options = _filled(texts, words)
        parts = [_Part(1, True, False, options, [], [False] * len(options))]
        if passed_on:
            # A promise is worth more than advice: the canned text is shortened first.
            options = _filled([passed_on], words)
            parts.append(_Part(0, True, True, options, [], [False] * len(options)))
        return _fitted(parts, fits)

    def greeting(self, words: Words) -> str:
        return _turned(self.table["greetings"][words.greeting], words.turn)

    def _part(self, row: Mapping[str, Any], words: Words) -> _Part | None:
        if (flag := row.get("if")) and flag not in words.flags:
            return None
        texts, shorts = self._texts(row, words)
        again = row.get("again", [])
        raw = [_turned(texts, words.turn), *shorts] if texts else list(shorts)
        both = [text for text in row.get("both", []) if _known(text, words)]
        kept = [*both, *(text for text in raw if _known(text, words))]
        options = _filled(kept, words)
        if not options:
            return None
        return _Part(
            row["keep"],
            row.get("must", row["keep"] == 1),
            row.get("promise", False),
            options,
            _filled([_turned(again, words.turn)], words) if again and not both else [],
            [any(name in text for name in _NAMING) for text in kept],
        )

    def _texts(self, row: Mapping[str, Any], words: Words) -> tuple[list[str], list[str]]:
        name = row.get("part")
        if name is None:
            return row["text"], row.get("short", [])
        if name == "empathy":
            table = self.table["empathy"]
            return table.get(words.topic) or table["default"], []
        texts, shorts = self.table[name], self.table.get(f"{name}_short", [])
        form = words.second if name == "second" else words.greeting
        if isinstance(texts, Mapping):
            texts = texts[form]
        if isinstance(shorts, Mapping):
            shorts = shorts[form]
        return texts, [_turned(shorts, words.turn)] if shorts else []


@cache
def load_frames() -> Frames:
    return Frames(load_table(TABLE))


def load_canned(name: str) -> Prompt:
    """Text that no model writes: `first` and `full` in its head, each from long to short."""
    return load_prompt(f"canned/{name}.md")


def _fitted(parts: list[_Part], fits: Callable[[str], bool]) -> Composed:
    """As much as fits: what must not miss in its short form, a word of greeting and the like,
    then the fuller wordings, the most important first."""
    for part in parts:
        part.level = len(part.options) - part.must
    ordered = sorted(parts, key=lambda part: part.keep)
    for part in ordered:  # another matter is worth a short word before this one gets a long one
        if part.keep == 1 and not part.shown:
            _grow(part, range(len(part.options) - 1, len(part.options)), parts, fits)
    for part in ordered:
        if part.must:
            _grow(part, range(1, part.level), parts, fits)
    for part in ordered:
        if part.keep <= _WORTH and not part.shown:
            _grow(part, range(len(part.options) - 1, len(part.options)), parts, fits)
    for part in ordered:
        _grow(part, range(part.level), parts, fits)
    return _join(parts)


def _grow(part: _Part, levels: range, parts: Sequence[_Part], fits: Callable[[str], bool]) -> None:
    """The fullest of the part's wordings at `levels` that fits, if any does."""
    reached = part.level
    for level in levels:
        part.level = level
        if fits(_join(parts).text):
            return
    part.level = reached


def _join(parts: Sequence[_Part]) -> Composed:
    text = ""
    promises = []
    named = False
    for part in parts:
        if not part.shown:
            continue
        said = part.options[part.level]
        if named and part.level == 0 and part.again:
            said = part.again[0]
        named = named or part.naming[part.level]
        if not said:
            continue
        if text.endswith(","):
            said = lowered(said)
        start = len(text) + bool(text)
        text = f"{text} {said}" if text else said
        if part.promise:
            promises += [(start + a, start + b) for a, b in commitments(said)]
    return Composed(text, tuple(promises))


_COMMITTING = re.compile(
    r"\b(?:kami|akan kami|sudah kami)\s+(?:sudah\s+|akan\s+|bantu\s+|langsung\s+|segera\s+)?"
    r"(?:teruskan|sampaikan|koordinasikan|cek|tindak ?lanjuti|kabari|kabarkan|laporkan|catat)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\S.*?(?:[.!?]+(?=\s|$)|🙏|\n|$)")


def commitments(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences that commit the regency to something."""
    return tuple(m.span() for m in _SENTENCE.finditer(text) if _COMMITTING.search(m[0]))


def lowered(text: str) -> str:
    """The first word as it stands within a sentence; abbreviations keep their capitals."""
    return text[0].lower() + text[1:] if text[:2].istitle() else text


def _turned(options: Sequence[str], turn: int) -> str:
    return options[turn % len(options)]


def _known(text: str, words: Words) -> bool:
    names = [name for _, name, _, _ in Formatter().parse(text) if name]
    return all(words.filled.get(name) is not None for name in names)


def _filled(texts: Sequence[str], words: Words) -> list[str]:
    return [
        text.format_map({k: v for k, v in words.filled.items() if v is not None})
        for text in texts
        if _known(text, words)
    ]
