"""Quotations and who says them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.assertions.words import alternatives, find_words

_QUOTE = re.compile(
    r"“([^“”]{3,}?)”|\"([^\"\n]{3,}?)\"|„([^„“”]{3,}?)[“”]|«([^«»]{3,}?)»|‘([^‘’\n]{20,}?)’(?!\w)"
)
_PLAIN = re.compile(r"[^\w%]+")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks; `start`, `end` lie inside the marks.

    `speech`: somebody says it; a short one without a speaker is a title or a nickname. `speaker`
    is the name beside it as written, "" where there is none; `pronoun`: "ucapnya".
    """

    start: int
    end: int
    text: str
    speech: bool
    speaker: str
    pronoun: bool
    speaker_at: int


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        rf"^[\s,.–—-]*(?:(?P<verb>{alternatives('said')})(?P<nya>nya)?\b\s*"
        r"(?P<name>(?:[^.!?\n,;]|\b(?:dr|drg|drh|ir|drs|dra|prof|h|hj|kh)\.){0,90})"
        r"|[–—-]\s*(?P<sign>[A-Z][^\n.!?]{2,70})|\((?P<bracket>[A-Z][^)\n]{2,70})\))",
        re.IGNORECASE,
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>[^.!?\n“”\"]{{0,140}}?)\b(?P<verb>{alternatives('saying')}|{alternatives('said')}"
        r"|pesan|kutipan|pernyataan)(?P<nya>nya)?\b(?P<tail>[^.!?\n“”\"]{0,120}?)[\s,:–—-]*$",
        re.IGNORECASE,
    )


def find_quotes(text: str) -> Iterator[Quote]:
    for match in _QUOTE.finditer(text):
        group = next(number for number in range(1, 6) if match[number] is not None)
        start, end = match.span(group)
        after = _after().match(text[match.end() : match.end() + 140])
        before = _before().search(text[max(0, match.start() - 220) : match.start()])
        count = sum(1 for _ in find_words(match[group]))
        speech = count >= 5 or (count >= 3 and (after is not None or before is not None))
        if count == 0:
            continue
        name, at, pronoun = _speaker(after, before, match.start(), match.end())
        yield Quote(start, end, match[group], speech, name, pronoun, at)


def _speaker(
    after: re.Match[str] | None, before: re.Match[str] | None, start: int, end: int
) -> tuple[str, int, bool]:
    """The capitalised words beside the verb of saying, where they begin, "ucapnya" or not."""
    if after is not None and (after["verb"] is None or _IGNORECASE_VERB.match(after["verb"])):
        if after["nya"]:
            return "", 0, True
        for group in ("name", "sign", "bracket"):
            if after[group] and (names := list(_CAPITALS.finditer(after[group]))):
                at = end + after.start(group) + names[0].start()
                return after[group][names[0].start() : names[-1].end()].strip(), at, False
    if before is not None:
        for group in ("tail", "name"):
            names = list(_CAPITALS.finditer(before[group] or ""))
            if names:
                offset = start - len(before.string) + before.start(group)
                return names[-1][0].strip(), offset + names[-1].start(), False
        return "", 0, True
    return "", 0, False


_IGNORECASE_VERB = re.compile(r"[a-z]", re.IGNORECASE)
_CAPITALS = re.compile(r"(?:[A-Z][\w.’'-]*)(?:[ ](?:[A-Z][\w.’'-]*|bin|binti|dan(?= [A-Z])))*")


def plain(text: str) -> str:
    """The bare words of a quotation: no marks, no case."""
    return _PLAIN.sub(" ", text.lower()).strip()
