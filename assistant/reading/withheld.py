"""What a paper itself keeps back from the public: private contacts, asides, citizens' names."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.paper_lines import PaperLine, signs
from assistant.reading.shorthand import write_out
from knowledge.sentences import split_sentences

_NUMBER = re.compile(r"(?<![\d.,/-])(?:\(0\d{2,3}\)|\+?62|0)[\s.-]?\d(?:[\d\s.-]{5,15})\d\b")
_BRACKETS = re.compile(r"(?:\s*[—–])?\s*[(\[](?P<inside>[^()\[\]]{2,120})[)\]]")
# "Warga (Bpk. Mustakim)", "Bu Siti (warga RT 3)": of citizens only what they speak for is told.
_CITIZEN = re.compile(
    r"(?P<who>\b(?:[Ww]arga|[Ww]akil warga|[Pp]erwakilan warga|[Tt]okoh|[Pp]edagang|[Pp]elapor|"
    r"[Kk]orban|[Pp]emilik|[Pp]enghuni|[Ww]ali murid|[Oo]rang tua|[Pp]enyewa|[Pp]eserta)"
    r"\b(?:\s[\w.]+){0,4}?)\s*\((?:Bpk|Bapak|Bp|Pak|Ibu|Bu|Sdri?|Saudara|Saudari|Mas|Mbak|Cak|"
    r"Ny|Tn|Hj?|a\.n)\.?\s+[A-Z][^()]{1,40}\)"
)
_NAMED_CITIZEN = re.compile(
    r"\b(?:Bpk|Bapak|Bp|Pak|Ibu|Bu|Sdri?|Mas|Mbak|Cak|Ny|Tn)\.?\s+[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s*"
    r"\((?P<who>(?:perwakilan |wakil )?(?:warga|pedagang|wali murid|penghuni)\b[^()]{0,30})\)"
)
_BETWEEN_PIECES = (" ", " | ")


def for_the_public(lines: Sequence[PaperLine]) -> list[PaperLine]:
    """Without what the paper itself keeps back, and without its numbers wherever they stand."""
    kept_back = {
        _digits(number[0])
        for line in lines
        for piece in _pieces(line)
        if _is_private(piece)
        for number in _NUMBER.finditer(piece)
    }
    told: list[PaperLine] = []
    hides = False  # a line that names a private contact, above its number
    for line in lines:
        pieces = _pieces(line)
        left = [
            piece
            for piece in pieces
            if not _is_private(piece)
            and not any(_digits(n[0]) in kept_back for n in _NUMBER.finditer(piece))
            and not (hides and _NUMBER.search(piece))
            and not any(signs("unsure").fullmatch(m["inside"]) for m in _BRACKETS.finditer(piece))
        ]
        hides = not left and bool(pieces) and not any(map(_NUMBER.search, pieces))
        text = line.text if left == pieces else _BETWEEN_PIECES[line.kind == "row"].join(left)
        told.append(
            line
            if line.kind == "row" and left == pieces
            else replace(line, text=without_names(text))
        )
    return [line for line in told if line.text.strip(" |")]


def _pieces(line: PaperLine) -> list[str]:
    """The sentences of a line, those with several numbers in brackets in parts; cells of a row."""
    if line.kind == "row":
        return line.text.split(" | ")
    found: list[str] = []
    for piece in split_sentences(line.text):
        several = len(_NUMBER.findall(piece.text)) > 1
        found += re.split(r"(?<=[,;])\s+(?![^()]*\))", piece.text) if several else [piece.text]
    return found


def _is_private(text: str) -> bool:
    text = write_out(text)
    if signs("private").search(text):
        return True
    return _NUMBER.search(text) is not None and signs("private_contacts").search(text) is not None


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def without_names(text: str) -> str:
    """Without the names of citizens and without remarks for whoever reads the paper aloud."""
    text = _NAMED_CITIZEN.sub(lambda m: m["who"], _CITIZEN.sub(lambda m: m["who"], text))
    return _BRACKETS.sub(
        lambda m: "" if signs("asides").fullmatch(m["inside"].strip()) else m[0], text
    ).strip()
