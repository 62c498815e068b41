"""Why a head has to decide on a draft: money, law, victims, names, health, a campaign, findings.

The words and the kinds of claims that decide stand in prompts/risks.yaml.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.claims import find_claims
from assistant.house_style import campaigning
from assistant.prompts import cache_until_edited, load_table
from knowledge.sentences import split_sentences

_MOST_WORDS = 5
_LONGEST = 60
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_INITIALS = re.compile(r"\b[A-Z]{1,4}\.?\s?\((\d{1,3})(?:\s*(?:th|tahun))?\)")
_BETWEEN = r"(?:[^\w.!?\n]+[\w-]+){0,5}?[^\w.!?\n]+"
_ENDING = r"(?:nya|lah|kah|pun)?"


@dataclass(frozen=True, slots=True)
class Risk:
    """`words`: what of the text decided, as it stands there."""

    id: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    label: str
    words: re.Pattern[str] | None
    claims: frozenset[str]
    beside: re.Pattern[str] | None
    initials: int


def find_risks(
    texts: Iterable[str | None],
    claims: Sequence[Mapping[str, Any]],
    findings: Sequence[Mapping[str, Any]],
    today: date,
) -> tuple[Risk, ...]:
    """In the order of the table. `texts`: the draft, its title, its alt text; `claims` and
    `findings` are what the checks said of the first of them, as JSON."""
    first, *others = [_plain(text) for text in texts if text] or [""]
    said = [(claim["kind"], claim["text"], _sentence(first, claim["text"])) for claim in claims]
    for text in others:
        said += [(claim.kind, claim.text, claim.sentence.text) for claim in find_claims(text)]
    found = []
    for rule in load_rules():
        words = dict.fromkeys(_words(rule, [first, *others], said, findings, today))
        if words:
            shown = tuple(_shortened(word) for word in words)[:_MOST_WORDS]
            found.append(Risk(rule.id, rule.label, shown))
    ids = {risk.id for risk in found}
    # A child's name is a person's name: one reason is enough.
    return tuple(risk for risk in found if risk.id != "person" or "child" not in ids)


def _words(
    rule: _Rule,
    texts: Sequence[str],
    said: Sequence[tuple[str, str, str]],
    findings: Sequence[Mapping[str, Any]],
    today: date,
) -> Iterator[str]:
    if rule.id == "campaign" and campaigning(load_table("house_style.yaml")["campaign"], today):
        yield rule.label
    if rule.id == "findings":
        count = sum(finding["severity"] != "info" for finding in findings)
        if count:
            yield f"{count} temuan"
    for kind, words, sentence in said:
        if kind in rule.claims and (rule.beside is None or rule.beside.search(sentence)):
            yield words
    for text in texts:
        for match in _INITIALS.finditer(text) if rule.initials else ():
            if int(match[1]) <= rule.initials:
                yield match[0]
        for match in rule.words.finditer(text) if rule.words else ():
            yield match[0]


@cache_until_edited
def load_rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            entry["id"],
            entry["label"],
            _pattern(entry.get("words")),
            frozenset(_listed(entry.get("claims"))),
            _pattern(entry.get("beside")),
            entry.get("initials") or 0,
        )
        for entry in load_table("risks.yaml")["risks"]
    )


def _pattern(phrases: str | None) -> re.Pattern[str] | None:
    if not phrases:
        return None
    # Longest first, so that a phrase is shown whole.
    options = sorted((_phrase(one) for one in _listed(phrases)), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(options)})(?![\w-])", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    steps, gap = "", ""
    for step in phrase.split():
        if step == "..":
            gap = _BETWEEN
            continue
        steps += (gap or r"\s+" if steps else "") + _step(step)
        gap = ""
    return steps


def _step(step: str) -> str:
    options = [
        re.escape(option[:-1]) + r"\w*" if option.endswith("*") else re.escape(option) + _ENDING
        for option in step.split("|")
    ]
    return f"(?:{'|'.join(options)})"


def _listed(phrases: str | None) -> list[str]:
    return [phrase.strip() for phrase in (phrases or "").split(",") if phrase.strip()]


def _sentence(text: str, words: str) -> str:
    at = text.find(_plain(words))
    sentences = (s.text for s in split_sentences(text) if s.start <= at < s.end)
    return next(sentences, "") if at >= 0 else ""


def _plain(text: str) -> str:
    """Without marks that nobody sees and that would hide a word."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
