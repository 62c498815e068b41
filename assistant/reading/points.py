"""Points of a paper and the points below them: "1. … a. … b. …", in one line or one below another.

A point that its own points end ("hanya diizinkan di: a. … b. …") is one point with them: who tells
the list tells it whole, and no letter or half sentence is left over.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.reading.paper_lines import PaperLine

_MARK = re.compile(r"^\(?(?P<sign>\d{1,2}|[a-z])[.)]\s+")
_OF_LAW = re.compile(r"\(\d{1,2}[a-z]?\)\s")  # "(1) …": its list is a list of the regulation
_CLAUSE = re.compile(
    r"^(?:KE(?:SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN|SEMBILAN|SEPULUH|SE?BELAS)|"
    r"K?PERTAMA|Pasal\s+\d+)(?:\s+[A-Z]+)?\s*:\s*(?=\S)"
)
_TARIFF_OF_CLAUSE = re.compile(
    r"(\bdikenakan\s+tarif)\s+sebagaimana(?:\s+\w+){0,3}\s+(?:[Dd]iktum|[Aa]mar)\s+[A-Z]+"
)
_OF_CLAUSE = re.compile(
    r"\s+sebagaimana(?:\s+(?:dimaksud|tercantum|tersebut|diatur))?(?:\s+(?:dalam|pada))?\s+"
    r"(?:[Dd]iktum|[Aa]mar)\s+[A-Z]+(?:\s+huruf\s+[a-z])?",
)
_LETTERED = re.compile(r"(?:^|(?<=[\s;:,.)?]))([a-z])[.)]\s+(?=[A-Za-z\d])")
_END = re.compile(r"(?:;|,|;?\s+dan|;?\s+atau)$")
_NEXT_SENTENCE = re.compile(r"(?<=[a-z0-9)])\.\s+(?=[A-Z][a-z])")
# A clause that cannot stand without what its points say, as a sentence or as a point.
_OPEN = re.compile(r"\b(?:di|ke|pada|kepada|untuk|bagi|dengan|melalui|lewat|dari|oleh)\s*:$")
_OPEN_POINT = re.compile(
    r"\b(?:di|ke|pada|kepada|untuk|bagi|dengan|melalui|lewat|dari|oleh|akan|wajib|dapat|boleh|"
    r"harus|dilarang|berupa|meliputi|terdiri\s+(?:atas|dari)|adalah|yaitu|yakni)\s*:$"
)
_ABOUT = re.compile(r",?\s+(?:dengan\s+(?:ketentuan|rincian|jadwal)|sebagai\s+berikut)\s*:$")
_NAMES_PART = re.compile(r"^(?:\d{1,2}[.)]\s+)?[A-Z][a-z]+(?:\s+[a-z]+){0,3}\s*:$")
_NAMED = re.compile(r"(?P<name>[^:()]{2,40}):\s+(?P<value>[^:]+)$")
_BRACKETS = re.compile(r"\([^()]*\)")
_QUESTION, _SHORT = re.compile(r"(?:\d{1,2}[.)]\s+)?[A-Z][^?.!]{4,80}\?$"), 90
_ASKS_HOW = re.compile(r"\b(?:cara|langkah|alur|prosedur|tahap\w*)\b", re.I)
_ASKED_AND_TOLD = re.compile(r"(?:\d{1,2}[.)]\s+)?[A-Z][^?]{4,200}\?\s+\S")
_FEW, _MOST_BELOW, _MOST_IN_SENTENCE = 2, 6, 4
_LONGEST, _LONGEST_NAME = 320, 60  # characters


def points_apart(lines: Iterable[PaperLine]) -> Iterator[PaperLine]:
    """Points that stand in one line, "a. … b. …", as the items that they are."""
    for line in lines:
        text = _CLAUSE.sub("", line.text)
        text = _OF_CLAUSE.sub("", _TARIFF_OF_CLAUSE.sub(r"\1 ini", text))
        if line.kind not in ("paragraph", "item"):
            yield line
            continue
        starts = _lettered(text)
        if len(starts) < _FEW or (line.kind == "item" and starts[0][0] == 0):
            yield line if text == line.text else replace(line, text=text)
            continue
        if before := text[: starts[0][0]].strip():
            yield replace(line, text=before if before[-1] in ":.?" else f"{before}:")
        ends = [start for start, _ in starts[1:]] + [len(text)]
        points = [text[start:end] for (_, start), end in zip(starts, ends, strict=True)]
        points = [_END.sub("", point.strip()) for point in points]
        behind = ""
        if not any(map(_NEXT_SENTENCE.search, points[:-1])):  # "c. truk keliling. Sampah besar …"
            points[-1], _, behind = _NEXT_SENTENCE.sub(".\n", points[-1], count=1).partition("\n")
        for point in points:
            yield PaperLine(replace(line.block, kind="item", level=2), point)
        if behind:
            yield replace(line, text=behind)


def _lettered(text: str) -> list[tuple[int, int]]:
    """Where the points a, b, c … of a line begin, with and without their letter."""
    found: list[tuple[int, int]] = []
    for match in _LETTERED.finditer(text):
        if match[1] == chr(ord("a") + len(found)):
            found.append((match.start(), match.end()))
    return found


def points_folded(lines: Sequence[PaperLine]) -> list[PaperLine]:
    """Each point with the points below it as one, the innermost first; what would be too long
    for one point stays a list of its own."""
    told: list[PaperLine] = []
    for line in reversed(lines):
        below = 0
        while below < len(told) and _is_below(line, told[below]):
            below += 1
        whole = _joined(line, [item.text for item in told[:below]]) if below else ""
        if whole:
            told[:below] = []
            line = replace(line, text=whole)
        told.insert(0, line)
    return told


def _is_below(line: PaperLine, item: PaperLine) -> bool:
    """Whether an item is a point of the line, and not the next of the same list."""
    if item.kind != "item" or line.kind not in ("item", "paragraph"):
        return False
    if line.kind == "paragraph":
        return True
    own, other = _kind_of_mark(line.text), _kind_of_mark(item.text)
    deeper = item.block.level > line.block.level
    opens = line.text.rstrip().endswith(":")
    return own != other and (own == "1" or deeper) if own or other else deeper and opens


def _kind_of_mark(text: str) -> str:
    mark = _MARK.match(text)
    return ("1" if mark["sign"].isdigit() else "a") if mark else ""


def _joined(line: PaperLine, items: Sequence[str]) -> str:
    """A point and what stands below it as one; "" where they are no one thing, or too much."""
    text = line.text.rstrip()
    points = [_END.sub("", _MARK.sub("", item).strip(" .;")).strip() for item in items]
    named = [_NAMED.fullmatch(_BRACKETS.sub("", point)) is not None for point in points]
    whole = _sentence(text, points, named) if line.kind == "paragraph" else ""
    if line.kind == "item":
        whole = _point(text, points, all(named))
    most = _MOST_BELOW if line.kind == "item" else _MOST_IN_SENTENCE
    return whole if _FEW <= len(points) <= most and len(whole) <= _LONGEST else ""


def _sentence(text: str, points: Sequence[str], named: Sequence[bool]) -> str:
    """ "… ditutup pada:" with its days; a list whose items have parts of their own stays one."""
    if not _OPEN.search(text) or any(named) or any(";" in point for point in points):
        return ""
    return f"{text.rstrip(' :')} {_listed(points)}."


def _point(text: str, points: Sequence[str], named: bool) -> str:
    about = f"{_ABOUT.sub(':', text).rstrip(' :')}"
    if _OPEN_POINT.search(text) and not named:
        return f"{about} {_listed(points)}."
    if named and (opens := _OPEN_POINT.search(text)):
        # "Hadiah diserahkan pada: a. Kampung padat: Minggu, …" → "Hadiah diserahkan: …"
        told = [point.replace(": ", " – ", 1) for point in points]
        return f"{text[: opens.start()].rstrip()}: {'; '.join(told)}."
    if _OF_LAW.match(text):
        return ""
    if text.endswith(":"):
        apart = named and not _NAMES_PART.search(text)
        return f"{about} ({'; '.join(points)})" if apart else f"{about}: {'; '.join(points)}."
    if len(text) <= _LONGEST_NAME and text[-1] not in ".!?)":
        return f"{text} ({'; '.join(points)})"
    return ""


def _listed(points: Sequence[str]) -> str:
    """ "A, B, dan C"; what has commas or a name of its own is told apart by semicolons."""
    if any("," in point or ";" in point for point in points):
        return "; ".join(points)
    if len(points) == _FEW:
        return " dan ".join(points)
    return f"{', '.join(points[:-1])}, dan {points[-1]}"


def answers_whole(lines: Sequence[PaperLine]) -> Iterator[PaperLine]:
    """A question with the list below it as one answer, among questions that are answered in
    prose: "Syaratnya apa?" and its five papers. The steps of "Bagaimana cara …?" stay steps."""
    number = 0
    prose = sum(_ASKED_AND_TOLD.match(line.text) is not None for line in lines)
    while number < len(lines):
        line, below = lines[number], number + 1
        while below < len(lines) and lines[below].kind == "item":
            below += 1
        answers = [item.text.strip(" ;.") for item in lines[number + 1 : below]]
        asked = line.kind == "paragraph" and _QUESTION.match(line.text) and prose >= _FEW
        asked = asked and not _ASKS_HOW.search(line.text)
        if asked and len(answers) > 1 and all(len(text) < _SHORT for text in answers):
            told = ", ".join(answers[:-1]) + f", dan {answers[-1]}"
            yield replace(line, text=f"{line.text} {told[:1].upper()}{told[1:]}.")
            number = below
            continue
        yield line
        number += 1
