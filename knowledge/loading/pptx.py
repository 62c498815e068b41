"""PowerPoint: titles, paragraphs, lists and tables of each slide; a slide counts as a page."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from knowledge.cleaning import marker, repair_text
from knowledge.errors import UnreadableFile
from knowledge.loading.raw import RawBlock, RawDocument, table_blocks

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TITLES = frozenset(["title", "ctrTitle"])
# What a template prints on every slide: date, foot, slide number.
_FURNITURE = frozenset(["dt", "ftr", "sldNum", "hdr"])
_MAX_SLIDES = 1000
_MAX_DEPTH = 8
BROKEN = (
    "Berkas PowerPoint ini rusak atau terpotong sehingga tidak dapat dibaca. Simpan ulang dari "
    "PowerPoint, lalu unggah lagi."
)


def read_pptx(content: bytes) -> RawDocument:
    """The slides in the order of the show; notes and what is hidden on a master are not read."""
    from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            slides = [_slide(archive, name) for name in _slide_names(archive)]
    except (zipfile.BadZipFile, KeyError, ValueError, XMLSyntaxError) as error:
        raise UnreadableFile(BROKEN) from error
    blocks = [block for number, root in enumerate(slides, 1) for block in _blocks(root, number)]
    return RawDocument(tuple(blocks), len(slides))


def _parse(content: bytes) -> Any:
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(content, parser)


def _slide_names(archive: zipfile.ZipFile) -> list[str]:
    show = _parse(archive.read("ppt/presentation.xml"))
    parts = _parse(archive.read("ppt/_rels/presentation.xml.rels"))
    targets = {part.get("Id"): part.get("Target", "") for part in parts.iter(_REL)}
    names = [targets[slide.get(_REL_ID)] for slide in show.iter(_P + "sldId")]
    return [posixpath.normpath(posixpath.join("ppt", name)).lstrip("/") for name in names][
        :_MAX_SLIDES
    ]


def _slide(archive: zipfile.ZipFile, name: str) -> Any:
    return _parse(archive.read(name if name.startswith("ppt/") else f"ppt/{name}"))


def _blocks(slide: Any, number: int) -> Iterator[RawBlock]:
    tree = slide.find(f"{_P}cSld/{_P}spTree")
    if tree is None or slide.get("show") == "0":
        return
    shapes = list(_shapes(tree, 0))
    # The title is often drawn last; a reader sees it first.
    for shape in sorted(shapes, key=lambda shape: _placeholder(shape) not in _TITLES):
        yield from _shape(shape, number)


def _shapes(parent: Any, depth: int) -> Iterator[Any]:
    for child in parent.iterchildren(_P + "sp", _P + "graphicFrame", _P + "grpSp"):
        if child.tag == _P + "grpSp":
            if depth < _MAX_DEPTH:
                yield from _shapes(child, depth + 1)
        elif _placeholder(child) not in _FURNITURE:
            yield child


def _placeholder(shape: Any) -> str | None:
    """What the shape is on its layout: "title", "body", …; "" for one without a name."""
    found = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return None if found is None else found.get("type", "body")


def _shape(shape: Any, number: int) -> Iterator[RawBlock]:
    for table in shape.iter(_A + "tbl"):
        rows = [[_text(cell) for cell in row.iter(_A + "tc")] for row in table.iter(_A + "tr")]
        yield from table_blocks(rows, number)
        return
    role = _placeholder(shape)
    paragraphs = [(p, _text(p)) for p in shape.iter(_A + "p")]
    if role in _TITLES:
        title = " ".join(text for _, text in paragraphs if text)
        if title:
            yield RawBlock("heading", title, number, level=1 if number == 1 else 2)
        return
    filled = [(p, text) for p, text in paragraphs if text]
    for paragraph, text in filled:
        level = int(_attribute(paragraph, "lvl") or 0) + 1
        if marker(text):
            yield RawBlock("item", text, number, level=level)
        elif role == "body" and len(filled) > 1 and paragraph.find(f"{_A}pPr/{_A}buNone") is None:
            yield RawBlock("item", f"• {text}", number, level=level)
        else:
            yield RawBlock("paragraph", text, number)


def _attribute(paragraph: Any, name: str) -> str | None:
    properties = paragraph.find(_A + "pPr")
    value = None if properties is None else properties.get(name)
    return value if value and value.isdigit() else None


def _text(element: Any) -> str:
    parts = (
        " " if node.tag == _A + "br" else node.text or ""
        for node in element.iter(_A + "t", _A + "br")
    )
    return repair_text("".join(parts))
