"""What admins change in drafts before they send them: proposals for the house style."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

# What was changed this often is a habit and no accident.
OFTEN = 3
_LONGEST = 6
_SAME_TEXT = 0.5
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Replacement:
    """`old` became `new` in `count` replies; an empty `new`: it was left out."""

    old: str
    new: str
    count: int
    example: str


def frequent_replacements(
    edits: Iterable[tuple[str, str]], often: int = OFTEN
) -> list[Replacement]:
    """From pairs of a draft and what was sent, the most frequent first.

    What names the matter of one reply (a number, a place, a date) is no habit: it does not come
    back often enough. A sentence written anew is none either: only a few words at once count.
    """
    counted = Counter[tuple[str, str]]()
    shown: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    examples: dict[tuple[str, str], str] = {}
    for drafted, sent in edits:
        for old, new in set(_replaced(drafted, sent)):
            key = (old.lower(), new.lower())
            counted[key] += 1
            shown[key][(old, new)] += 1
            examples.setdefault(key, sent)
    return [
        Replacement(*shown[key].most_common(1)[0][0], count, examples[key])
        for key, count in counted.most_common()
        if count >= often
    ]


def _replaced(drafted: str, sent: str) -> Iterable[tuple[str, str]]:
    before, after = _WORD.findall(drafted), _WORD.findall(sent)
    matcher = SequenceMatcher(
        None, [word.lower() for word in before], [word.lower() for word in after], autojunk=False
    )
    if matcher.ratio() < _SAME_TEXT:
        return  # written anew
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal" or max(j - i, m - k) > _LONGEST:
            continue
        if what == "insert":
            # Alone it would say nothing: the word before shows where it was added.
            i, k = max(0, i - 1), max(0, k - 1)
        old, new = _joined(before[i:j]), _joined(after[k:m])
        if re.search(r"\w", old + new):
            yield old, new


def _joined(words: list[str]) -> str:
    return re.sub(r"\s+([.,!?;:])", r"\1", " ".join(words))
