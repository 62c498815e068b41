"""Replies that all sound the same: an opening worn out, or nothing of the matter named."""

import re
from collections.abc import Sequence

from assistant.drafts import CommentKind, Finding
from assistant.replying.dispositions import Case
from knowledge.words import stem

# So many replies in a row with one opening read like a machine.
IN_A_ROW = 3
_OPENING = 5
_TOLD = frozenset({"complaint", "question", "suggestion"})
_LONG_ENOUGH = 4


def same_opening(text: str, sent: Sequence[str]) -> list[Finding]:
    """`sent` are the last replies, the newest first."""
    end = _opening_end(text)
    opening = _words(text[:end])
    last = [_words(reply[: _opening_end(reply)]) for reply in sent[:IN_A_ROW]]
    if len(last) < IN_A_ROW or not opening or any(other != opening for other in last):
        return []
    message = f"{IN_A_ROW} balasan terakhir dibuka dengan kalimat yang sama; ganti pembukanya."
    return [Finding("same-opening", "warn", 0, end, message)]


def names_the_matter(text: str, kind: CommentKind, case: Case) -> list[Finding]:
    """A finding where a reply could stand under any comment."""
    if kind not in _TOLD or case.topic is None:
        return []
    wanted = {
        word.lower()
        for part in (case.problem, case.matter or "", case.place.text if case.place else "")
        for word in re.findall(r"\w+", part)
        if len(word) >= _LONG_ENOUGH or (word.isupper() and len(word) > 1)
    }
    if not set(map(stem, wanted)).isdisjoint(map(stem, _words(text))):
        return []
    where = f" dan tempatnya ({case.place.text})" if case.place else ""
    message = (
        f"Balasan belum menyebut masalahnya ({case.problem}){where}; sebutkan agar terasa dibaca."
    )
    return [Finding("not-concrete", "warn", None, None, message)]


def _opening_end(text: str) -> int:
    """Where the first few words of `text` end."""
    words = list(re.finditer(r"\w+", text))[:_OPENING]
    return words[-1].end() if len(words) == _OPENING else 0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
