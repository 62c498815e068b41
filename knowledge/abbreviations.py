"""Abbreviations that a document itself explains: "Kartu Identitas Anak (KIA)"."""

import re
from collections.abc import Mapping

# The words before a bracket, and a short form in it that begins like one.
_EXPLAINED = re.compile(r"((?:[A-Za-z][\w-]* ){1,9})\(([A-Z][A-Za-z-]{1,11})\)")
_JOINING = frozenset(["dan", "serta", "di", "untuk", "yang"])


def find_abbreviations(text: str) -> dict[str, str]:
    """Short form → long form, where the initials fit."""
    found = {}
    for match in _EXPLAINED.finditer(text):
        long = _long_form(match[1].split(), match[2])
        if long:
            found[match[2]] = long
    return found


def also_said(text: str, abbreviations: Mapping[str, str]) -> str:
    """The other form of every abbreviation of which `text` has but one."""
    other = []
    for short, long in abbreviations.items():
        has_short = re.search(rf"\b{re.escape(short)}\b", text) is not None
        has_long = long.lower() in text.lower()
        if has_short and not has_long:
            other.append(long)
        elif has_long and not has_short:
            other.append(short)
    return " ".join(other)


def _long_form(words: list[str], short: str) -> str | None:
    """The last words whose initials spell `short`; "dan" and the like may be left out."""
    letters = [char for char in short.lower() if char.isalpha()]
    for length in range(2, len(words) + 1):
        part = words[-length:]
        initials = [word[0].lower() for word in part if word.lower() not in _JOINING]
        if initials == letters and part[0].lower() not in _JOINING:
            return " ".join(part)
    return None
