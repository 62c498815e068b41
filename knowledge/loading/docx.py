"""Word documents: paragraphs, headings, lists and tables in document order."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from knowledge.cleaning import looks_like_heading, marker, repair_text, statute_level
from knowledge.errors import UnreadableFile
from knowledge.loading.raw import RawBlock, RawDocument, table_blocks

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Text that Word does not show as part of the page: tracked deletions, field codes, comments.
_UNSEEN = frozenset(
    _W + name for name in ("del", "moveFrom", "instrText", "commentReference", "delText")
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAX_DEPTH = 4
_LETTERED = re.compile(r"^(?:[A-Z]|[IVX]{1,4})\.\s.{2,90}[^.,;:]$")
BROKEN = (
    "Berkas Word ini rusak atau terpotong sehingga tidak dapat dibaca. Simpan ulang dari Word, "
    "lalu unggah lagi."
)


def read_docx(content: bytes) -> RawDocument:
    """The body of a DOCX; heads, feet, comments and hidden text are not read."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = Document(io.BytesIO(content))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UnreadableFile(BROKEN) from error
    blocks = _Body(document).blocks()
    return RawDocument(tuple(blocks), title=(document.core_properties.title or "").strip() or None)


class _Body:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.styles = {style.style_id: style for style in document.styles}
        self.formats = _number_formats(document)
        self.counters: dict[tuple[str, int], int] = {}
        self.titled = False

    def blocks(self) -> list[RawBlock]:
        blocks = list(self._children(self.document.element.body, 0))
        levels = [block.level for block in blocks if block.kind == "heading"]
        if not self.titled or levels.count(1) < 2:
            return blocks
        first = next(block for block in blocks if block.kind == "heading")
        return [  # "Heading 1" stands below the title of the document
            replace(block, level=block.level + 1)
            if block.kind == "heading" and block is not first
            else block
            for block in blocks
        ]

    def _children(self, parent: Any, depth: int) -> Iterator[RawBlock]:
        for child in parent.iterchildren():
            if child.tag == _W + "p":
                yield from self._paragraph(child)
            elif child.tag == _W + "tbl":
                yield from self._table(child, depth)
            elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "smartTag"):
                yield from self._children(child, depth)

    def _paragraph(self, element: Any) -> Iterator[RawBlock]:
        raw = _text(element)
        yield from self._text_boxes(element)
        style = self._style_name(element)
        level = _heading_level(style)
        self.titled = self.titled or style in ("title", "judul")
        for part in raw.split("\n\n"):  # two line breaks are a new paragraph to a reader
            text = repair_text(part)
            if not text:
                continue
            numbered = self._number(element)
            if level is not None or statute_level(text) is not None:
                number = f"{numbered} " if numbered and numbered != "•" else ""
                yield RawBlock("heading", number + text, level=level or statute_level(text) or 2)
            elif numbered:
                depth = self._list_level(element)
                yield RawBlock("item", f"{numbered} {text}", level=depth + 1)
            elif _LETTERED.match(text) and self._stands_out(element, text):
                yield RawBlock("heading", text, level=3)
            elif "list" in style or marker(text):
                yield RawBlock("item", text if marker(text) else f"• {text}")
            elif len(text) <= 100 and text[-1] not in ".,;:" and self._stands_out(element, text):
                yield RawBlock("heading", text, level=2)
            else:
                yield RawBlock("paragraph", text)

    def _text_boxes(self, element: Any) -> Iterator[RawBlock]:
        """What stands in boxes that are anchored in the paragraph; Word keeps each box twice."""
        for box in element.iter(_W + "txbxContent"):
            outer = _ancestor(box, _W + "txbxContent")
            if outer is None and _ancestor(box, _FALLBACK) is None:
                yield from self._children(box, 0)

    def _stands_out(self, element: Any, text: str) -> bool:
        runs = [run for run in element.iter(_W + "r") if _text(run).strip()]
        return looks_like_heading(text) or (bool(runs) and all(_is_bold(run) for run in runs))

    def _style_name(self, element: Any) -> str:
        found = element.find(f"{_W}pPr/{_W}pStyle")
        style = self.styles.get(found.get(_W + "val")) if found is not None else None
        return str(style.name).lower() if style is not None and style.name else ""

    def _num(self, element: Any) -> tuple[str, int] | None:
        properties = element.find(f"{_W}pPr/{_W}numPr")
        if properties is None:
            style = element.find(f"{_W}pPr/{_W}pStyle")
            found = self.styles.get(style.get(_W + "val")) if style is not None else None
            if found is None:
                return None
            properties = found.element.find(f"{_W}pPr/{_W}numPr")
            if properties is None:
                return None
        number = properties.find(_W + "numId")
        level = properties.find(_W + "ilvl")
        if number is None or number.get(_W + "val") == "0":
            return None
        return str(number.get(_W + "val")), int(level.get(_W + "val")) if level is not None else 0

    def _list_level(self, element: Any) -> int:
        found = self._num(element)
        return min(found[1], 8) if found else 0

    def _number(self, element: Any) -> str:
        """The bullet or the number that Word shows before the paragraph."""
        found = self._num(element)
        if found is None:
            return ""
        number, level = found
        kind = self.formats.get((number, level), "bullet")
        if kind in ("bullet", "none"):
            return "•"
        self.counters[number, level] = self.counters.get((number, level), 0) + 1
        for key in [key for key in self.counters if key[0] == number and key[1] > level]:
            del self.counters[key]
        value = self.counters[number, level]
        if kind in ("lowerLetter", "upperLetter") and value <= 26:
            letter = chr(ord("a") + value - 1)
            return (letter if kind == "lowerLetter" else letter.upper()) + "."
        return f"{value}."

    def _table(self, table: Any, depth: int) -> Iterator[RawBlock]:
        rows: list[list[str]] = []
        for row in table.iter(_W + "tr"):
            if _ancestor(row, _W + "tbl") is not table:
                continue
            cells: list[str] = []
            for cell in row.findall(f"{_W}tc"):
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                if merge is not None and merge.get(_W + "val") != "restart" and rows:
                    above = rows[-1]
                    cells.append(above[len(cells)] if len(cells) < len(above) else "")
                else:
                    texts = [repair_text(_text(p)) for p in cell.iter(_W + "p")]
                    cells.append(" ".join(text for text in texts if text))
                    cells.extend([""] * (_across(cell) - 1))
            rows.append(cells)
        width = max((len(row) for row in rows), default=0)
        if width == 1 and depth < _MAX_DEPTH:  # a frame around text is no table
            for cell in table.iter(_W + "tc"):
                if _ancestor(cell, _W + "tbl") is table:
                    yield from self._children(cell, depth + 1)
            return
        yield from table_blocks(rows)


def _across(cell: Any) -> int:
    """How many columns the cell spans."""
    found = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = str(found.get(_W + "val")) if found is not None else "1"
    return min(int(value), 50) if value.isdigit() and len(value) < 4 else 1


def _ancestor(element: Any, tag: str) -> Any:
    while (element := element.getparent()) is not None and element.tag != tag:
        pass
    return element


def _heading_level(style: str) -> int | None:
    if style in ("title", "judul"):
        return 1
    for name in ("heading ", "judul "):
        if style.startswith(name) and style[len(name) :].strip().isdigit():
            return min(int(style[len(name) :]), 6)
    return None


def _text(element: Any) -> str:
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element: Any, parts: list[str]) -> None:
    for child in element.iterchildren():
        tag = child.tag
        if tag in _UNSEEN or (tag == _W + "r" and _is_invisible(child)):
            continue
        if tag == _W + "t":
            parts.append(child.text or "")
        elif tag == _W + "tab":
            parts.append("\t")
        elif tag in (_W + "br", _W + "cr"):
            parts.append("\n")
        elif tag == _W + "noBreakHyphen":
            parts.append("-")
        elif isinstance(tag, str) and tag.startswith(_W) and tag not in (_W + "pPr", _W + "rPr"):
            _collect(child, parts)


def _is_invisible(run: Any) -> bool:
    """Hidden letters, letters of a point or two, and white ones where nothing shades the ground."""
    if run.find(f"{_W}rPr/{_W}vanish") is not None:
        return True
    size = run.find(f"{_W}rPr/{_W}sz")  # in half points
    if size is not None and size.get(_W + "val") in ("1", "2", "3", "4"):
        return True
    colour = run.find(f"{_W}rPr/{_W}color")
    if colour is None or str(colour.get(_W + "val")).upper() != "FFFFFF":
        return False
    if run.find(f"{_W}rPr/{_W}highlight") is not None or run.find(f"{_W}rPr/{_W}shd") is not None:
        return False
    cell, paragraph = _ancestor(run, _W + "tc"), _ancestor(run, _W + "p")
    # A table's style or a box may colour the ground as well, and tells so nowhere near.
    return (
        cell is None
        and (paragraph is None or paragraph.find(f"{_W}pPr/{_W}shd") is None)
        and _ancestor(run, _W + "txbxContent") is None
    )


def _is_bold(run: Any) -> bool:
    bold = run.find(f"{_W}rPr/{_W}b")
    return bold is not None and bold.get(_W + "val") not in ("0", "false")


def _number_formats(document: Any) -> dict[tuple[str, int], str]:
    """What each level of each list shows: "bullet", "decimal", "lowerLetter" …"""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    abstract: dict[str, dict[int, str]] = {}
    for entry in root.findall(f"{_W}abstractNum"):
        levels = {}
        for level in entry.findall(f"{_W}lvl"):
            kind = level.find(f"{_W}numFmt")
            levels[int(level.get(_W + "ilvl", "0"))] = (
                str(kind.get(_W + "val")) if kind is not None else "decimal"
            )
        abstract[str(entry.get(_W + "abstractNumId"))] = levels
    formats = {}
    for entry in root.findall(f"{_W}num"):
        target = entry.find(f"{_W}abstractNumId")
        for level, kind_name in abstract.get(
            str(target.get(_W + "val")) if target is not None else "", {}
        ).items():
            formats[str(entry.get(_W + "numId")), level] = kind_name
    return formats
