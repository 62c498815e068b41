"""Sentences of a source that order a machine about. They are data like any other, and no fact.

A model may obey them, so what they say must not count as borne out by the document: they are
taken out of a reading before anything is written from it or checked against it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from assistant.prompts import load_table
from knowledge.documents import Block, Reading
from knowledge.sentences import split_sentences

NOTICE = (
    "Dokumen ini memuat kalimat yang menyuruh mesin. Kalimat itu dan sisa paragrafnya tidak "
    "dipakai; periksa dokumennya."
)
_TOGETHER = 3  # sentences over which one order may be spread
_TABLE = "instructions.yaml"
# "Tulis ini:" at the end of a paragraph, or a mark that opens another speaker's turn.
_ANNOUNCES = re.compile(r"(?::|\|?>|\])[\s\"“]*(?:\w+)?$")
_REFERENCE = re.compile(r"\[[^\]\n]{1,40}\]:?\s*\S+$|!?\[[^\]\n]*\]\[[^\]\n]*\]$")
_UNTITLED = "Tanpa judul"
_AS_LETTERS = str.maketrans("013457@$", "oieastas")


def find_instructions(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences stand that address a machine, alone or together with one of the next."""
    sentences = list(split_sentences(text))
    for number, sentence in enumerate(sentences):
        following = sentences[number + 1 : number + _TOGETHER]
        if is_instruction(sentence.text) or any(
            "\n" not in text[sentence.end : other.start] and _together(sentence.text, other.text)
            for other in following
        ):
            yield sentence.start, sentence.end


def is_instruction(sentence: str) -> bool:
    """Whether a sentence orders a machine about, spaced out or written with digits or not."""
    plain = _plain(sentence)
    if _pattern().search(plain) or _are_enough(_evidence(plain), "enough"):
        return True
    letters = re.sub(r"[^a-z]", "", plain.translate(_AS_LETTERS))
    return any(phrase in letters for phrase in load_table(_TABLE)["compact"])


def _together(one: str, other: str) -> bool:
    """Whether an order begins in one sentence and is given in one of the next."""
    begun = _evidence(_plain(one))
    return bool(begun) and _are_enough(begun | _evidence(_plain(other)), "enough_together")


def without_instructions(reading: Reading) -> Reading:
    """The reading without such sentences and without what follows them in their block.

    Offsets stay: what is taken out is blank. The same reading when there is nothing to take out.
    """
    text = reading.text
    for start, end in _spans(reading):
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    title = _UNTITLED if any(find_instructions(reading.title)) else reading.title
    if (title, text) == (reading.title, reading.text):
        return reading
    return replace(
        reading,
        title=title,
        text=text,
        blocks=tuple(_shortened(reading.blocks, text)),
        passages=tuple(
            replace(passage, text=text[passage.start : passage.end])
            for passage in reading.passages
            if text[passage.start : passage.end].strip()
        ),
        notices=(*reading.notices, NOTICE),
    )


def _spans(reading: Reading) -> Iterator[tuple[int, int]]:
    """From each such sentence to the end of its block; one that announces takes the next along."""
    for start, end in _sentences(reading.text):
        blocks = [block for block in reading.blocks if block.end > start]
        taken = 2 if _ANNOUNCES.search(reading.text[start:end]) else 1
        while taken < len(blocks) and _refers(reading.text, blocks[taken]):
            taken += 1
        yield start, max([end, *(block.end for block in blocks[:taken])])


def _refers(text: str, block: Block) -> bool:
    """Whether a block only says where a mark before it leads: "[1]: https://…"."""
    return _REFERENCE.match(text, block.start, block.end) is not None


@lru_cache(maxsize=512)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(find_instructions(text))


def _shortened(blocks: tuple[Block, ...], text: str) -> Iterator[Block]:
    for block in blocks:
        rest = text[block.start : block.end].rstrip()
        if rest:
            yield replace(block, end=block.start + len(rest))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in load_table(_TABLE)["patterns"]))


@lru_cache(maxsize=2048)
def _evidence(plain: str) -> frozenset[int]:
    """The kinds of signs in a sentence of an order to whoever writes the drafts."""
    return frozenset(n for n, kind in enumerate(_kinds()) if kind.pattern.search(plain))


def _are_enough(signs: frozenset[int], name: str) -> bool:
    """Whether the signs weigh enough; more is wanted where none is about the writer."""
    kinds = [_kinds()[number] for number in signs]
    evidence = load_table(_TABLE)["evidence"]
    more = 0 if any(kind.writer for kind in kinds) else evidence["without_writer"]
    return sum(kind.weight for kind in kinds) >= float(evidence[name] + more)


class _Kind(NamedTuple):
    """A kind of sign. `writer`: it is about what writes, or about what it writes."""

    weight: float
    pattern: re.Pattern[str]
    writer: bool


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(float(kind["weight"]), re.compile(kind["pattern"]), kind.get("writer", False))
        for kind in load_table(_TABLE)["evidence"]["kinds"]
    )


def _plain(text: str) -> str:
    """Lower case, compatibility forms and accents folded, invisible characters dropped."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = (c for c in folded if unicodedata.category(c) not in {"Cf", "Mn", "Me"})
    return " ".join("".join(kept).split())
