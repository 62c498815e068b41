"""What changed between two versions of a document, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_AROUND = 2  # lines shown before and after a change
_MOST = 4_000  # lines of a version that are compared


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is in both, only in the old (gone) or only in the new (added) version.

    `skipped`: so many lines that are the same are left out here; `text` is then empty.
    """

    kind: Literal["same", "gone", "added", "skipped"]
    text: str
    skipped: int = 0


def compare_texts(old: str, new: str) -> list[Line]:
    """The changes with the lines around them; blank lines do not count."""
    before, after = _lines(old), _lines(new)
    found: list[Line] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            found += _shortened(before[start:end], start == 0, end == len(before))
            continue
        found += [Line("gone", line) for line in before[start:end]]
        found += [Line("added", line) for line in after[first:last]]
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()][:_MOST]


def _shortened(lines: list[str], at_start: bool, at_end: bool) -> Iterator[Line]:
    """Of lines that are the same, those next to a change."""
    head = 0 if at_start else _AROUND
    tail = 0 if at_end else _AROUND
    left_out = len(lines) - head - tail
    if left_out <= 1:
        yield from (Line("same", line) for line in lines)
        return
    yield from (Line("same", line) for line in lines[:head])
    yield Line("skipped", "", left_out)
    yield from (Line("same", line) for line in lines[len(lines) - tail :])
