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

_MOST_WORDS = 5
_LONGEST = 60
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# How far from a name a word may stand that says whose it is.
_BEFORE, _AFTER = 45, 30
_NAMES = ("name", "person")
_AGE = re.compile(r"\s\(\d{1,3}(?:\s*(?:th|tahun))?\)|,? (?:usia|umur|berusia|berumur) \d")
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
    near: re.Pattern[str] | None
    unless: re.Pattern[str] | None
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
    said = [(first, claim["kind"], _plain(claim["text"])) for claim in claims]
    said += [(text, claim.kind, claim.text) for text in others for claim in find_claims(text)]
    found = []
    for rule in load_rules():
        words = dict.fromkeys(_words(rule, [first, *others], said, findings, today))
        if words:
            shown = tuple(_shortened(word) for word in words)[:_MOST_WORDS]
            found.append(Risk(rule.id, rule.label, shown))
    children = {word for risk in found if risk.id == "child" for word in risk.words}
    # A child's name is a person's name too: one reason for it is enough.
    return tuple(r for r in found if r.id != "person" or not children.issuperset(r.words))


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
    for text, kind, words in said:
        other = rule.unless and any(words in m[0] for m in rule.unless.finditer(text))
        if not other and (kind in rule.claims or _is_near(rule, text, kind, words)):
            yield words
    for text in texts:
        if rule.initials:
            found = _INITIALS.finditer(text)
            yield from (match[0] for match in found if int(match[1]) <= rule.initials)
        if rule.words:
            rest = rule.unless.sub("·", text) if rule.unless else text
            yield from (match[0] for match in rule.words.finditer(rest))


def _is_near(rule: _Rule, text: str, kind: str, name: str) -> bool:
    if rule.near is None or kind not in _NAMES or name.isupper():  # an abbreviation
        return False
    at = text.find(name)
    before = re.split(r"[.!?\n]\s", text[max(0, at - _BEFORE) : max(0, at)])[-1]
    after = re.split(r"[.!?\n]", text[at + len(name) : at + len(name) + _AFTER])[0]
    aged = rule.claims and _AGE.match(after)
    # "Ananda Bagas": the word may open the name itself.
    return bool(aged or any(rule.near.search(part) for part in (before, name, after)))


@cache_until_edited
def load_rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            entry["id"],
            entry["label"],
            _pattern(entry.get("words")),
            frozenset(_listed(entry.get("claims"))),
            _pattern(entry.get("near")),
            _pattern(entry.get("unless")),
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


def _plain(text: str) -> str:
    """Without marks that nobody sees and that would hide a word."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
