"""Where Indonesian sentences begin and end."""

import re
from dataclasses import dataclass

# Abbreviations after which a full stop does not end a sentence. Titles, places, units, references.
_ABBREVIATIONS = frozenset(
    [
        "dr",
        "drg",
        "drh",
        "drs",
        "dra",
        "ir",
        "prof",
        "hj",
        "h",
        "kh",
        "k.h",
        "rp",
        "no",
        "nomor",
        "jl",
        "jln",
        "gg",
        "kab",
        "kec",
        "kel",
        "ds",
        "dsn",
        "prov",
        "bpk",
        "sdr",
        "sdri",
        "st",
        "tb",
        "tgl",
        "thn",
        "th",
        "hlm",
        "hal",
        "dll",
        "dsb",
        "dst",
        "dkk",
        "tsb",
        "a.n",
        "an",
        "u.p",
        "up",
        "d.a",
        "ybs",
        "plt",
        "plh",
        "pj",
        "yth",
        "m.si",
        "s.h",
        "s.e",
        "s.t",
        "s.sos",
        "m.m",
        "m.kes",
        "m.pd",
        "s.pd",
        "s.ip",
        "m.h",
        "m.t",
        "m.kom",
        "s.kom",
        "m.ap",
        "m.sc",
        "ph.d",
        "sp",
        "si",
        "sh",
        "se",
        "mm",
        "mt",
        "mkes",
        "mpd",
        "spd",
        "ip",
        "ap",
        "lt",
        "blok",
        "rt",
        "rw",
        "km",
        "ha",
        "vs",
        "art",
        "ps",
        "jo",
        "mr",
        "ny",
        "tn",
        "alm",
        "almh",
        "purn",
        "ns",
        "apt",
        "bdn",
        "pol",
        "inf",
        "no.telp",
        "telp",
        "tlp",
        "wa",
        "ext",
        "kav",
        "perum",
        "s.d",
        "sd",
        "i.e",
        "mis",
        "maks",
        "max",
        "pukul",
        "pkl",
        "moh",
        "moch",
        "muh",
        "much",
        "abd",
        "ach",
    ]
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)")
_WORD_BEFORE = re.compile(r"([\w.]+)$")
_LONGEST_WORD = 40
_CLOSES = re.compile(r"[^()]*\)")
_LONGEST_BRACKET = 120


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `start` and `end` are character offsets into the text that was split."""

    text: str
    start: int
    end: int


def split_sentences(text: str) -> list[Sentence]:
    """Sentences of `text` in order. A line break of its own ends a sentence as well.

    Quotations are kept together with the clause that names their speaker ("…," kata X.), and an
    end mark inside quotation marks does not split when the text goes on in lower case.
    """
    sentences: list[Sentence] = []
    offset = 0
    for line in text.split("\n"):
        sentences.extend(_split_line(line, offset))
        offset += len(line) + 1
    return sentences


def _split_line(line: str, offset: int) -> list[Sentence]:
    found: list[Sentence] = []
    begin = 0
    for mark in _END.finditer(line):
        if (
            _goes_on(line, mark.start(), mark.end())
            or _inside_quotation(line[begin : mark.end()])
            or _inside_brackets(line[begin : mark.start()], line[mark.end() :])
        ):
            continue
        _append(found, line, begin, mark.end(), offset)
        begin = mark.end()
    _append(found, line, begin, len(line), offset)
    return found


def _append(found: list[Sentence], line: str, begin: int, end: int, offset: int) -> None:
    piece = line[begin:end]
    stripped = piece.strip()
    if not stripped:
        return
    start = begin + len(piece) - len(piece.lstrip())
    found.append(Sentence(stripped, offset + start, offset + start + len(stripped)))


def _inside_quotation(piece: str) -> bool:
    return piece.count("“") > piece.count("”") or piece.count('"') % 2 == 1


def _inside_brackets(before: str, after: str) -> bool:
    """Whether a bracket is open that closes soon, before another one opens."""
    opened = before.count("(") - before.count(")")
    return opened == 1 and _CLOSES.match(after[:_LONGEST_BRACKET]) is not None


def _goes_on(line: str, start: int, end: int) -> bool:
    rest = line[end:].lstrip()
    if not rest:
        return False
    if line[start:end] in (".", ".)"):
        before = _WORD_BEFORE.search(line[max(0, start - _LONGEST_WORD) : start])
        word = before.group(1) if before else ""
        initials = word.isupper() and all(len(part) == 1 for part in word.split("."))
        if word.lower() in _ABBREVIATIONS or initials:
            return True
        if word.isdigit() and len(word) <= 2 and not line[:start].strip(" 0123456789"):
            return True  # "1. Datang ke loket": the number of a list item
    return rest[0].islower()
