"""Clauses of a sentence: what each speaks of, what it denies, and which way its words point."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from assistant.assertions.signs import Sign, denies, find_signs
from assistant.assertions.words import alternatives, concepts

_LABEL = 4  # words before a colon that name what the clause behind it is about
_CONTRAST = re.compile(
    r"[.;:!?|]|\b(?:tetapi|tapi|namun|sedangkan|sementara|melainkan|kecuali)\b", re.IGNORECASE
)
_BOUNDARY = re.compile(
    r",(?!\d)|[;!?\n\U0001f300-\U0001faff\u2600-\u27bf]|:(?!\d)|\.(?=\s)|\s[–—-]\s|[()]"
    r"|\b(?:tetapi|tapi|namun|sedangkan|sementara(?=\s+itu)|melainkan|sebab|karena|soalnya|agar"
    r"|supaya|setelah|sesudah|seusai|sebelum|asal|asalkan|jika|kalau|bila|apabila|sehingga|walau|walaupun|meski|meskipun|kecuali)\b"
    r"|\bdan(?=\s+(?:tidak|tak|belum|bukan|tanpa|dilarang|wajib|harus|boleh|bisa|dapat|akan|sudah"
    r"|masih|buka|tutup|naik|turun|libur|di[a-z]{4,}|me[a-z]{4,})\b)",
    re.IGNORECASE,
)
_OPEN_DENIAL = re.compile(r"(?:tidak|tak|belum|bukan|bukannya|jangan)\W*$", re.IGNORECASE)
_COST = "biaya"  # the axis of "gratis": "tidak dipungut biaya" denies nothing but a cost
_AFFIRMS = re.compile(r"\||\b(?:dapat|bisa|boleh|wajib|harus|tetap)\b", re.IGNORECASE)
_PROHIBITED = re.compile(r"dilarang|terlarang", re.IGNORECASE)
_SUPPOSES = re.compile(r"\W*(?:agar|supaya|jika|kalau|bila|apabila|biar)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence with one thing to say; its offsets and its signs' are of one text.

    `denied` are the concepts within reach of its denials, `heads` those denied first of all.
    `quiet` are its words that deny without a word of denial ("hanya", "libur"), `limits` those
    that set one ("maksimal"). `supposes`: it names a wish or a condition.
    """

    text: str
    start: int
    end: int
    words: frozenset[str]
    denied: frozenset[str]
    heads: frozenset[str]
    quiet: frozenset[str]
    limits: frozenset[str]
    supposes: bool
    signs: tuple[Sign, ...]

    @property
    def denies(self) -> bool:
        return bool(self.denied) or denies(self.text)

    def denied_around(self, sign: Sign) -> bool:
        """Whether a word of direction stands within a denial that is not its own."""
        said = self.text[sign.start - self.start : sign.end - self.start]
        return not sign.negated and not self.denied.isdisjoint(concepts(said))

    def hints(self, other: "Clause") -> bool:
        """Whether it denies or limits something by words that `other` has not."""
        return bool((self.quiet | self.limits) - other.quiet - other.limits)


def find_clauses(text: str, offset: int = 0) -> tuple[Clause, ...]:
    """The clauses of one sentence, which stands at `offset` of its text."""
    signs = find_signs(text)
    return tuple(_clause(text, start, end, signs, offset) for start, end in _spans(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match[0] == ":" and _labels(text[start : match.start()]):
            continue
        cut = match.start() if match[0][0].isalpha() else match.end()
        if _OPEN_DENIAL.search(text[start:cut]):
            continue  # "bukan karena harga"
        if any(map(str.isalnum, text[start:cut])):
            yield start, cut
            start = cut
    if any(map(str.isalnum, text[start:])):
        yield start, len(text)


def _labels(text: str) -> bool:
    """ "Jalur zonasi:", "Yang tidak dilayani:"; not "bukan libur penuh:"."""
    words = text.split()
    return len(words) <= _LABEL and (not denies(text) or words[0].lower() == "yang")


def _clause(text: str, start: int, end: int, signs: Iterable[Sign], offset: int) -> Clause:
    own = tuple(sign for sign in signs if start <= sign.start < end)
    said = text[start:end]
    denials = [sign for sign in own if sign.negated]
    heads = {head for sign in denials if sign.end <= end for head in _heads(text, sign)}
    starts = sorted(sign.start for sign in denials)
    denied = {
        word
        for sign in denials
        for word in _reach(text, sign, min((s for s in starts if s >= sign.end), default=end))
    }
    return Clause(
        said,
        start + offset,
        end + offset,
        frozenset(_meanings(said)),
        frozenset(denied | heads),
        frozenset(heads),
        _listed("quiet_denials", said),
        _listed("limits", said),
        _SUPPOSES.match(said) is not None,
        tuple(replace(sign, start=sign.start + offset, end=sign.end + offset) for sign in own),
    )


def _heads(text: str, sign: Sign) -> Iterator[str]:
    """What is denied first of all: "tidak dilayani", "belum mencapai target"."""
    if sign.axis.startswith("not:"):
        yield sign.axis.removeprefix("not:")
    elif sign.axis != _COST and not _PROHIBITED.fullmatch(text[sign.start : sign.end]):
        yield from _meanings(text[sign.start : sign.end])


def _reach(text: str, sign: Sign, end: int) -> Iterator[str]:
    """Of what a denial is said: the rest of its clause; if it closes that, all that leads to it."""
    if affirmed := _AFFIRMS.search(text, sign.end, end):
        end = affirmed.start()  # "yang belum punya dapat mengurusnya"
    if sign.elliptic or sign.axis == _COST:
        yield from _meanings(text[sign.start : sign.end])
        return
    prohibition = _PROHIBITED.match(text, sign.start)
    yield from _meanings(text[prohibition.end() if prohibition else sign.start : end])
    if not sign.axis.startswith("not:") and not any(_meanings(text[sign.end : end])):
        yield from _meanings(_CONTRAST.split(text[: sign.start])[-1])


def _meanings(text: str) -> Iterator[str]:
    return (word for word in concepts(text) if word[0] != "#")


def limits(text: str) -> bool:
    """Whether a heading or a lead-in denies or limits what stands below it."""
    return denies(text) or bool(_listed("quiet_denials", text) | _listed("limits", text))


def _listed(name: str, text: str) -> frozenset[str]:
    return frozenset(match[0].lower() for match in _forms(name).finditer(text))


@cache
def _forms(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(name)})\b", re.IGNORECASE)
