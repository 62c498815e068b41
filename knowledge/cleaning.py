"""Makes text whole again: running heads, page numbers, hyphens, spaces, bullets, headings."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from knowledge.loading.layout import Line
from knowledge.loading.raw import RawBlock, table_blocks

_LIGATURES = str.maketrans(
    {
        "‐": "-",
        "‑": "-",
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
    }
)
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\ud800-\udfff" r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")
_HYPHEN_END = re.compile(r"([^\W\d_]+)[-‐‑]$")
_FIRST_WORD = re.compile(r"^[^\W\d_]+")
# Prefixes that keep their hyphen before a lower-case word as well.
_KEEPS_HYPHEN = frozenset(["non", "anti", "pasca", "pra", "eks", "se", "ke", "e", "sub", "multi"])

BULLETS = "•●○◦▪■□▫‣⁃➢➤►✓✔❖·"
# ">" before a number means "more than".
_BULLET = re.compile(rf"^(?:[{BULLETS}*]|[-–—](?=\s)|>(?=\s+\D))\s*(?=\S)")
_NUMBER = re.compile(r"^(\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)", re.IGNORECASE)
_CLAUSE = re.compile(
    r"^(\d{1,2}\.\d{1,2}\.?)\s+(?=[A-Za-z])(?!juta|ribu|m(?:iliar)?\b|k[gm]\b|persen|ton)"
)
_AYAT = re.compile(r"^\(\d{1,2}[a-z]?\)\s+(?=\S)")
_PAGE_NUMBER = re.compile(
    r"^[-–—\s|]*(?:(?:hal(?:aman|\.)?|page)\s*)?\d{1,4}(?:\s*(?:/|dari|of)\s*\d{1,4})?[-–—\s|]*$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[A-Z][\w./ ]{1,24}\s?:\s")  # "Nomor : …", "Hal : …" in a letter
_CATCHWORD = re.compile(r"(?:\.\s*){3,}$|…$")
_ORDINAL = (
    r"Ke-?(?:\d+|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)(?:\s*belas)?"
)
_STATUTE = (
    (re.compile(r"^(?:BAB|BUKU)\s+[IVXLC\d]+[A-Z]?\b", re.IGNORECASE), 2),
    (re.compile(rf"^Bagian\s+(?:{_ORDINAL}|Pertama)\b", re.IGNORECASE), 3),
    (re.compile(r"^Paragraf\s+\d+$", re.IGNORECASE), 4),
    (re.compile(r"^Pasal\s+[\dIVXL]+\s?[A-Z]?\.?$", re.IGNORECASE), 4),
)


def repair_text(text: str) -> str:
    """One paragraph as a reader sees it: plain spaces, no ligatures, nothing invisible."""
    text = unicodedata.normalize("NFC", text.translate(_LIGATURES))
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text))
    text = _SPACED.sub(lambda match: match.group().replace(" ", ""), text)
    return _SPACES.sub(" ", text.replace("\n", " ")).strip()


def join_lines(lines: Sequence[str]) -> str:
    """Lines of a paragraph as one; a word that was broken at the end of a line is mended.

    "pelaya-" + "nan" is "pelayanan"; "anak-" + "anak" (a word said twice) keeps its hyphen.
    """
    parts: list[str] = []
    for line in map(str.strip, lines):
        last = parts[-1][-60:] if parts else ""
        if not last:
            parts.append(line)
            continue
        broken = _HYPHEN_END.search(last)
        rest = _FIRST_WORD.match(line)
        if last.endswith("\u00ad"):
            parts[-1] = parts[-1][:-1]
        elif broken and rest:
            if not _keeps_hyphen(broken.group(1), rest.group()):
                parts[-1] = parts[-1][:-1]
        elif not (last.endswith(("-", "/")) and line[:1].isalnum()) or last.endswith((" -", " /")):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def _keeps_hyphen(before: str, after: str) -> bool:
    if not after[0].islower() or before.isupper():
        return True
    first, second = before.lower(), after.lower()
    if first in _KEEPS_HYPHEN and len(second) > 4 and first not in ("se", "ke", "sub", "multi"):
        return True
    # anak-anak, anak-anaknya, berlari-lari, perundang-undangan: half of the word comes back.
    halves = tuple(second[:length] for length in range(4, len(second) + 1))
    return len(first) >= 3 and (second.startswith(first) or first.endswith((second, *halves)))


def marker(text: str) -> tuple[str, str] | None:
    """The bullet ("-") or number ("1.", "a.", "(2)") of an item, and its text after it."""
    if bullet := _BULLET.match(text):
        return "-", text[bullet.end() :]
    if number := (_NUMBER.match(text) or _AYAT.match(text) or _CLAUSE.match(text)):
        return number.group().strip(), text[number.end() :]
    return None


def statute_level(text: str) -> int | None:
    """Heading level of "BAB I", "Bagian Kesatu", "Pasal 3"; None for any other line."""
    if len(text) > 90:
        return None
    for pattern, level in _STATUTE:
        if pattern.match(text):
            return level
    return None


def looks_like_heading(text: str) -> bool:
    """A short line in capitals, or ending in a colon-free phrase of a few words in capitals."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 4 or len(text) > 250 or text[-1] in ".,;:":
        return False
    return all(c.isupper() for c in letters)


# --- pages ---------------------------------------------------------------------------------


def page_blocks(pages: Sequence[Sequence[Line]]) -> list[RawBlock]:
    """Blocks of a document whose pages came as lines in reading order."""
    clean = drop_running_lines(pages)
    lines = [line for page in clean for line in page]
    if not lines:
        return []
    paragraphs = _paragraphs(lines)
    return _as_blocks(paragraphs, _body_size(lines))


def drop_running_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Pages without heads, feet and page numbers: lines at an edge that come back on most pages.

    On a single page nothing comes back: there, small print in the margin is a head or foot.
    """
    edges = [_edge_lines(page) for page in pages]
    counts = Counter(
        place for page in edges for place in {p for line in page for p in _places(line)}
    )
    at_edges = Counter(_wording(line) for page in edges for line in page)
    everywhere = Counter(_wording(line) for page in pages for line in page)
    filled = sum(1 for page in pages if page)
    body = _body_size([line for page in pages for line in page]) if filled == 1 else 0.0
    needed = max(2, filled * 0.4) if filled < 6 else max(3, filled * 0.3)
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        drop = {
            id(line)
            for line in edge
            if (
                filled > 1
                and max(counts[place] for place in _places(line)) >= needed
                # What also stands amid the pages is part of the text (a table, a form).
                and everywhere[_wording(line)] <= 1.3 * at_edges[_wording(line)]
            )
            or (line.size < 0.9 * body and not 0.06 < line.y / line.height < 0.94)
            or _PAGE_NUMBER.match(line.text)
        }
        for last in page[-2:] if filled > 1 else ():  # "Pasal 5 …": the next page repeats it
            if len(last.text) < 60 and _CATCHWORD.search(last.text):
                drop.add(id(last))
        kept.append([line for line in page if id(line) not in drop])
    return kept


def _edge_lines(page: Sequence[Line]) -> list[Line]:
    """Up to four lines from the top and four from the bottom that stand near the edge."""
    plain = sorted((line for line in page if not line.cells), key=lambda line: -line.y)
    top = [line for line in plain[:4] if line.y > 0.75 * line.height]
    bottom = [line for line in plain[-4:] if line.y < 0.18 * line.height]
    return top + bottom


def _wording(line: Line) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\W+(?<!#)", " ", line.text.lower())).strip()


def _places(line: Line) -> tuple[tuple[str, float], tuple[str, float]]:
    """The wording in two bands of 24 points, so that lines 12 points apart share one."""
    band = line.y // 24
    return (_wording(line), band), (_wording(line), band + (0.5 if line.y % 24 >= 12 else -0.5))


def _body_size(lines: Sequence[Line]) -> float:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size * 2) / 2] += len(line.text) + sum(map(len, line.cells))
    return weights.most_common(1)[0][0]


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    leading = _leading(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _begins(groups[-1], line, leading):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance between base lines, in multiples of the type size."""
    gaps = [
        (above.y - below.y) / above.size
        for above, below in pairwise(lines)
        if above.page == below.page
        and above.column == below.column
        and abs(above.size - below.size) < 0.6
        and 0.7 < (above.y - below.y) / above.size < 3
    ]
    return median(gaps) if gaps else 1.3


def _begins(group: Sequence[Line], line: Line, leading: float) -> bool:
    """Whether `line` begins a paragraph, given the lines of the one before it."""
    last = group[-1]
    if line.cells or last.cells:
        return True
    other_size = abs(line.size - last.size) > 0.08 * last.size
    if other_size and line.text[:1].islower() and last.text[-1:] not in ".:;!?":
        other_size = abs(line.size - last.size) > 0.3 * last.size  # sizes read from a scan waver
    if other_size or line.bold != last.bold:
        # A bold word or two at the end of a paragraph is no heading.
        if line.bold != last.bold and not other_size:
            short = line.x1 < line.left + 0.75 * (line.right - line.left)
            if last.text.rstrip()[-1:] not in ".:;!?" and not last.bold and not short:
                return False
        return True
    if marker(line.text) and not _continues_number(last, line):
        return True
    if statute_level(line.text) is not None or statute_level(last.text) is not None:
        return True
    if _LABEL.match(line.text) and _LABEL.match(group[0].text):
        return True
    ends = last.text.rstrip()[-1:] in '.:;!?”"'
    if line.page != last.page or line.column != last.column:
        return ends or not _flows_on(last, line)
    gap = (last.y - line.y) / last.size
    if gap > leading * 1.25 + 0.1 or gap < -1:
        return True
    if _centred(line) and _centred(last):
        return False
    short = last.x1 < last.right - 0.22 * (line.right - line.left)
    if short and (ends or line.text[:1].isupper()) and _had_room(last, line):
        return True
    # The second line of an item hangs; after that an indent begins a paragraph.
    return ends and line.x0 - last.x0 > 0.8 * line.size and len(group) > 1


def _had_room(last: Line, line: Line) -> bool:
    """Whether the first word of `line` would still have stood on the line before it."""
    word = len(line.text.split(" ", 1)[0]) + 1
    return last.x1 + word * (line.x1 - line.x0) / max(len(line.text), 1) < last.right


def _continues_number(last: Line, line: Line) -> bool:
    """A number that the line before it announces ("pada ayat" / "(1) …") is no item."""
    found = marker(line.text)
    if found is None or found[0] == "-":
        return False
    words = last.text.split()
    announces = ("nomor", "pasal", "ayat", "huruf", "angka", "butir", "tanggal")
    return bool(words) and words[-1].lower() in announces


def _flows_on(last: Line, line: Line) -> bool:
    filled = last.x1 > last.right - 0.2 * (last.right - last.left)
    return line.text[:1].islower() or (filled and not looks_like_heading(line.text))


def _centred(line: Line) -> bool:
    before, after = line.x0 - line.left, line.right - line.x1
    return before > line.size * 2 and abs(before - after) < 0.12 * (line.right - line.left)


def _as_blocks(groups: Sequence[Sequence[Line]], body: float) -> list[RawBlock]:
    sizes = sorted(
        {
            round(group[0].size)
            for group in groups
            if not group[0].cells and group[0].size > 1.1 * body
        },
        reverse=True,
    )
    all_bold = sum(len(g) for g in groups if g[0].bold) > 0.6 * sum(len(g) for g in groups)
    blocks: list[RawBlock] = []
    index = 0
    while index < len(groups):
        group = groups[index]
        if group[0].cells:
            rows = [group[0]]
            while index + 1 < len(groups) and _same_table(rows[-1], groups[index + 1][0]):
                index += 1
                rows.append(groups[index][0])
            table = [[_cell(cell) for cell in row.cells] for row in rows]
            blocks.extend(_continue_table(blocks, table_blocks(table, page=rows[0].page)))
        elif block := _block(group, body, sizes, all_bold):
            blocks.append(block)
        index += 1
    return _statute_titles(blocks)


def _cell(text: str) -> str:
    return repair_text(join_lines([repair_text(line) for line in text.split("\n")]))


def _same_table(line: Line, other: Line) -> bool:
    return bool(other.cells) and (other.page, other.table, len(other.cells)) == (
        line.page,
        line.table,
        len(line.cells),
    )


def _continue_table(before: list[RawBlock], rows: list[RawBlock]) -> list[RawBlock]:
    """A table that goes on over the page keeps its column names; repeated ones are dropped."""
    last = before[-1] if before else None
    if not (last and rows and last.kind == "row" and last.header):
        return rows
    if len(last.cells) != len(rows[0].cells):
        return rows
    if rows[0].cells == last.header:
        rows = rows[1:]
    return [replace(row, header=last.header) for row in rows]


def _block(
    group: Sequence[Line], body: float, sizes: Sequence[int], all_bold: bool
) -> RawBlock | None:
    text = repair_text(join_lines([repair_text(line.text) for line in group]))
    first = group[0]
    if not text:
        return None
    level = statute_level(text)
    if level is not None:
        return RawBlock("heading", text, page=first.page, level=level)
    found = marker(text)
    if first.size > 1.1 * body and len(text) <= 200 and text[-1] not in ".;,":
        rank = sizes.index(round(first.size)) if round(first.size) in sizes else 2
        return RawBlock("heading", text, page=first.page, level=min(rank + 1, 4))
    short = len(group) <= 3 and len(text) <= 120 and text[-1] not in ".;,:"
    level = min(len(sizes) + 1, 3)
    if short and not all_bold and all(line.bold for line in group) and any(map(str.isalpha, text)):
        return RawBlock("heading", text, page=first.page, level=max(level, 2))
    if found:
        return RawBlock("item", text, page=first.page)
    if len(group) <= 4 and looks_like_heading(text) and len(text.split()) > 0:
        return RawBlock("heading", text, page=first.page, level=level)
    return RawBlock("paragraph", text, page=first.page)


_PARTS = re.compile(
    r"(?:BAB|BUKU)\s+[IVXLC\d]+[A-Z]?|Bagian\s+\S+(?:\s+\S+)?|PARAGRAF \d+", re.IGNORECASE
)
_TITLE_GOES_ON = re.compile(
    r"\bTENTANG$|^(?:UNDANG|PERATURAN|KEPUTUSAN|INSTRUKSI)[^a-z]*INDONESIA$"
)
_TITLE_PART = re.compile(r"^(?:NOMOR\b|TENTANG\b)")
_NOT_TITLE = re.compile(r"^(?:DENGAN RAHMAT|MEMUTUSKAN|PRESIDEN|MENTERI|BUPATI|GUBERNUR)")


def _statute_titles(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """ "BAB I" and the capitals under it are one heading; so is "PERATURAN … NOMOR … TENTANG …"."""
    joined: list[RawBlock] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and last.kind == "heading" and _belongs(last.text, block):
            joined[-1] = replace(last, text=f"{last.text} {block.text}")
        else:
            joined.append(block)
    return joined


def _belongs(heading: str, block: RawBlock) -> bool:
    if block.kind not in ("heading", "paragraph") or len(heading) + len(block.text) > 400:
        return False
    if not looks_like_heading(block.text.rstrip(".,")) and block.kind != "heading":
        return False
    if statute_level(block.text) is not None or _NOT_TITLE.match(block.text):
        return False
    if _PARTS.fullmatch(heading):
        return True
    return bool(_TITLE_GOES_ON.search(heading) or _TITLE_PART.match(block.text)) and (
        looks_like_heading(heading)
    )
