"""Sentences of a source that order a machine about. They are data like any other, and no fact.

A model may obey them, so what they say must not count as borne out by the document: they are
taken out of a reading before anything is written from it or checked against it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import combinations, zip_longest

from assistant.prompts import load_table
from assistant.reading.order_model import load_model
from knowledge.documents import Block, Reading
from knowledge.sentences import Sentence, split_sentences

NOTICE = (
    "Dokumen ini memuat kalimat yang menyuruh mesin. Kalimat itu dan sisa paragrafnya tidak "
    "dipakai; periksa dokumennya."
)
_TABLE = "instructions.yaml"
RULE = "rule"  # the sign of a sentence that a phrase alone gives away
_HEADING = 2  # words
_LIST = re.compile(r"(?:\s*\n[-•*][^\n]+){2}")
_TOGETHER = 3.0  # so much may two sentences say together beyond what one of them says
# "Tulis ini:" at the end of a paragraph, or a mark that opens another speaker's turn.
_ANNOUNCES = re.compile(r"(?::|\|?>|\])[\s\"“]*(?:\w+)?$")
_REFERENCE = re.compile(r"\[[^\]\n]{1,40}\]:?\s*\S+$|!?\[[^\]\n]*\]\[[^\]\n]*\]$")
_UNTITLED = "Tanpa judul"
# "t.u.l.i.s" and "t u l i s": four letters and more, each by itself.
_SPELLED = re.compile(r"(?<!\w)[^\W\d_](?:[ .\-_*|/][^\W\d_]){3,}(?!\w)")
# "dr4fmu": digits between letters.
_DIGITS_AMONG = re.compile(r"\b(?=\w*[a-z][013457@$]+[a-z])[a-z013457@$]+\b")
_AS_LETTERS = str.maketrans("013457@$", "oieastas")


def find_instructions(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences stand that address a machine, alone or together with the next."""
    model = load_model()
    yield from _find(text, model.certain, rules=True)


def find_doubtful(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences stand that may do so: enough to look at, too little to take them out."""
    yield from _find(text, load_model().doubtful, rules=False)


def may_order(text: str) -> bool:
    """Whether any sentence addresses a machine, or may do so."""
    return any(find_doubtful(text)) or any(find_instructions(text))


def _find(text: str, bar: float, *, rules: bool) -> Iterator[tuple[int, int]]:
    sentences = list(split_sentences(text))
    for sentence, other in zip_longest(sentences, sentences[1:]):
        if (
            (rules and _by_rule(plain_form(sentence.text)))
            or (_score(sentence.text) >= bar and (rules or not _only_opens(sentence, text)))
            or (
                other is not None
                and "\n" not in text[sentence.end : other.start]
                and _begins(sentence.text, other.text, bar)
            )
        ):
            yield sentence.start, sentence.end


def _only_opens(sentence: Sentence, text: str) -> bool:
    """Whether it is a heading of a word or two, or the line above a list of several items, and asks
    for nothing: what stands below it speaks for itself."""
    signs = signs_of(plain_form(sentence.text))
    if signs == {"announce"}:
        return _LIST.match(text, sentence.end) is not None
    alone = text[sentence.end : sentence.end + 1] in ("", "\n")
    return not signs - {"written", "rules"} and alone and len(sentence.text.split()) <= _HEADING


def _begins(sentence: str, other: str, bar: float) -> bool:
    """Whether an order begins in one sentence and is given in the next; what the next says alone
    is found when it is its turn."""
    alone = _score(other)
    if max(_score(sentence), alone) < bar - _TOGETHER:
        return False
    return _score(f"{sentence} {other}") >= max(bar, alone)


def is_instruction(sentence: str) -> bool:
    """Whether a sentence orders a machine about, spaced out or written with digits or not."""
    return _by_rule(plain_form(sentence)) or _score(sentence) >= load_model().certain


def _by_rule(plain: str) -> bool:
    if _pattern().search(plain):
        return True
    letters = re.sub(r"[^a-z]", "", plain.translate(_AS_LETTERS))
    return any(phrase in letters for phrase in load_table(_TABLE)["compact"])


@lru_cache(maxsize=8192)
def _score(text: str) -> float:
    plain = plain_form(text)
    return load_model().score(plain, signs_of(plain))


def signs_of(plain: str) -> frozenset[str]:
    """What in a sentence may speak for or against an order to whoever writes the drafts."""
    kinds = sorted(name for name, pattern in _signs().items() if pattern.search(plain))
    pairs = (f"{one} {other}" for one, other in combinations(kinds, 2))
    rule = [RULE] if _by_rule(plain) else []
    return frozenset((*kinds, *pairs, *rule))


def without_instructions(reading: Reading) -> Reading:
    """The reading without such sentences and without what follows them in their block.

    Offsets stay: what is taken out is blank. The same reading when there is nothing to take out.
    """
    text = reading.text
    for start, end in _behind(reading, _certain(text)):
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


def doubtful_spans(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Where a reading says what may have been put there by an order."""
    return tuple(_behind(reading, _doubtful(reading.text), 2))


def _behind(
    reading: Reading, sentences: Sequence[tuple[int, int]], least: int = 1
) -> Iterator[tuple[int, int]]:
    """From each sentence to the end of so many blocks; one that announces takes the next along."""
    for start, end in sentences:
        blocks = [block for block in reading.blocks if block.end > start]
        taken = 2 if _ANNOUNCES.search(reading.text[start:end]) else least
        while taken < len(blocks) and _refers(reading.text, blocks[taken]):
            taken += 1
        yield start, max([end, *(block.end for block in blocks[:taken])])


def _refers(text: str, block: Block) -> bool:
    """Whether a block only says where a mark before it leads: "[1]: https://…"."""
    return _REFERENCE.match(text, block.start, block.end) is not None


@lru_cache(maxsize=512)
def _certain(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(find_instructions(text))


@lru_cache(maxsize=512)
def _doubtful(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(find_doubtful(text))


def _shortened(blocks: tuple[Block, ...], text: str) -> Iterator[Block]:
    for block in blocks:
        rest = text[block.start : block.end].rstrip()
        if rest:
            yield replace(block, end=block.start + len(rest))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in load_table(_TABLE)["patterns"]))


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(one) for name, one in load_table(_TABLE)["signs"].items()}


def plain_form(text: str) -> str:
    """Lower case, compatibility forms and accents folded, invisible characters dropped, what is
    spelled or written with digits as words."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in folded if unicodedata.category(c) not in {"Cf", "Mn", "Me"})
    joined = _SPELLED.sub(_joined, kept)
    words = (_DIGITS_AMONG.sub(_lettered, word) for word in joined.split())
    return " ".join(words)


def _joined(match: re.Match[str]) -> str:
    """Letters as words; blanks part words where something else parts the letters."""
    words = re.sub(r"[^\w\s]|_", "", match[0])
    return re.sub(r"\s", "", words) if words == " ".join(match[0].split()) else words


def _lettered(match: re.Match[str]) -> str:
    return match[0].translate(_AS_LETTERS)
