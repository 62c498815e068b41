"""Web pages: the main content; menus, scripts, comments and hidden elements are not read."""

import re
from collections.abc import Iterator
from typing import Any

from knowledge.cleaning import marker, repair_text
from knowledge.errors import UnreadableFile
from knowledge.loading.raw import RawBlock, RawDocument, table_blocks

_DROPPED = frozenset(
    [
        *("script", "style", "noscript", "template", "head", "nav", "aside", "footer", "form"),
        *("button", "input", "select", "textarea", "dialog", "menu", "svg", "iframe"),
        *("object", "embed", "canvas", "video", "audio"),
    ]
)
_BLOCKS = frozenset(
    [
        *("html", "body", "main", "section", "article", "header", "div", "p", "pre", "center"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table"),
        *("address", "blockquote", "figure", "figcaption", "details", "summary", "hr"),
        "fieldset",
    ]
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)"
    r"|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|%)?\s*(?:;|$|!)|(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
_BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE = frozenset(["#fff", "#ffffff", "white", "rgb(255,255,255)"])
_HIDDEN_CLASS = frozenset(["hidden", "d-none", "sr-only", "visually-hidden", "screen-reader-text"])
_ROLES = frozenset(["navigation", "search", "menu", "menubar", "dialog", "alert"])
# What stands around an article on pages that mark it by class names only.
_AROUND = frozenset(
    "topbar navbar sidebar footer breadcrumb breadcrumbs share sharing social sosmed related "
    "terkait comments komentar iklan advertisement terpopuler bacajuga cookie pagination".split()
)
_AROUND_AT_END = frozenset("menu nav tag tags popular widget comment ads".split())
_SPACES = re.compile(r"\s+")
_READ_TOO = re.compile(r"^(?:baca|lihat|simak) juga\b.{0,200}$", re.IGNORECASE)
_MAX_ELEMENTS = 200_000
_MAX_DEPTH = 200


def read_html(content: bytes) -> RawDocument:
    """Blocks of a page in order. UnreadableFile when it is nested or large beyond reason."""
    from bs4 import BeautifulSoup, Comment

    soup = BeautifulSoup(content, "lxml")
    title = soup.title.get_text() if soup.title else ""
    elements = soup.find_all(True)
    if len(elements) > _MAX_ELEMENTS:
        raise UnreadableFile(
            "Halaman HTML ini terlalu rumit untuk dibaca. Simpan isinya sebagai PDF atau teks, "
            "lalu unggah lagi."
        )
    for element in elements:
        if not element.decomposed and (element.name in _DROPPED or _is_hidden(element)):
            element.decompose()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    _drop_surroundings(soup)
    blocks: list[RawBlock] = []
    main = _main(soup)
    if main is not None:
        blocks.extend(_blocks(main, 0, 0))
    return RawDocument(tuple(blocks), title=repair_text(title) or None)


def _is_hidden(element: Any) -> bool:
    if element.has_attr("hidden") or element.get("aria-hidden") == "true":
        return True
    if str(element.get("role", "")).lower() in _ROLES:
        return True
    classes = element.get("class") or []
    if any(name in _HIDDEN_CLASS for name in ([classes] if isinstance(classes, str) else classes)):
        return True
    style = str(element.get("style", ""))
    return bool(_HIDDEN_STYLE.search(style)) or _is_invisible(element, style)


def _is_invisible(element: Any, style: str) -> bool:
    """Letters in the colour of their ground, or white ones where nothing colours the ground."""
    colour = _colour(_COLOUR, style)
    if colour not in _WHITE:
        return colour == "transparent" or (colour != "" and colour == _colour(_BACKGROUND, style))
    ground = _colour(_BACKGROUND, style)
    if ground:
        return ground in _WHITE
    return not any(
        parent.get("bgcolor") or parent.get("class") or "background" in str(parent.get("style", ""))
        for parent in (element, *element.parents)
        if hasattr(parent, "get")
    )


def _colour(pattern: re.Pattern[str], style: str) -> str:
    match = pattern.search(style)
    return re.sub(r"\s", "", match[1]).lower() if match else ""


def _drop_surroundings(soup: Any) -> None:
    whole = len(soup.get_text())
    for element in soup.find_all(["div", "section", "ul", "header", "p", "span"]):
        if element.decomposed or not _is_around(element):
            continue
        # A name may mislead: what holds the title or most of the text is the article.
        if element.find("h1") is None and len(element.get_text()) < 0.4 * whole:
            element.decompose()


def _is_around(element: Any) -> bool:
    classes = element.get("class") or []
    names = [*([classes] if isinstance(classes, str) else classes), str(element.get("id", ""))]
    for name in names:
        parts = re.split(r"[-_]+", name.lower())
        if parts[-1] in _AROUND_AT_END or not _AROUND.isdisjoint(parts):
            return True
    return False


def _main(soup: Any) -> Any:
    """<main> or the one <article> when it holds most of the text, else the body."""
    body = soup.body or soup
    whole = len(body.get_text())
    for found in (soup.find_all("main"), soup.find_all("article")):
        if len(found) == 1 and len(found[0].get_text()) > 0.4 * whole:
            return found[0]
    return body


def _blocks(element: Any, depth: int, list_depth: int) -> Iterator[RawBlock]:
    if depth > _MAX_DEPTH:
        yield from _paragraph(element.get_text(" "), list_depth)
        return
    inline: list[str] = []
    for child in element.children:
        name = getattr(child, "name", None)
        if name is None:
            inline.append(_SPACES.sub(" ", str(child)))
        elif name == "br":
            inline.append("\n")
        elif name in _BLOCKS or (name != "a" and _holds_blocks(child)):
            yield from _flush(inline, list_depth)
            yield from _block(child, depth + 1, list_depth)
        else:
            inline.append(_inline(child))
    yield from _flush(inline, list_depth)


def _holds_blocks(element: Any) -> bool:
    return any(getattr(child, "name", None) in _BLOCKS for child in element.descendants)


def _flush(inline: list[str], list_depth: int) -> Iterator[RawBlock]:
    """One line break goes on with the paragraph, unless a list was typed with breaks."""
    parts: list[str] = []
    for part in re.split(r"\n\s*\n", "".join(inline)):
        for index, line in enumerate(part.split("\n")):
            if index and not marker(line.strip()):
                parts[-1] += f" {line}"
            else:
                parts.append(line)
    inline.clear()
    for text in parts:
        yield from _paragraph(text, list_depth)


def _paragraph(text: str, list_depth: int) -> Iterator[RawBlock]:
    clean = repair_text(text)
    if clean and not _READ_TOO.match(clean):
        yield RawBlock("item" if marker(clean) else "paragraph", clean, level=max(list_depth, 1))


def _inline(element: Any) -> str:
    """Words of an inline element; a link keeps its address when the words do not show it."""
    parts = []
    for child in element.children:
        name = getattr(child, "name", None)
        if name is None:
            parts.append(_SPACES.sub(" ", str(child)))
        else:
            parts.append("\n" if name == "br" else _inline(child))
    words = "".join(parts)
    if element.name == "sup" and words.strip().isdigit():
        return words.strip().translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    address = str(element.get("href", "")) if element.name == "a" else ""
    if address.startswith(("http://", "https://", "mailto:", "tel:")) and words.strip():
        shown = re.sub(r"^(?:mailto:|tel:)", "", address)
        bare = re.sub(r"^(?:https?://(?:www\.)?)", "", shown).rstrip("/")
        if bare.lower() not in words.lower().replace(" ", ""):
            return f"{words.rstrip()} ({shown})"
    return words


def _block(element: Any, depth: int, list_depth: int) -> Iterator[RawBlock]:
    name = element.name
    if re.fullmatch("h[1-6]", name):
        if text := repair_text(element.get_text(" ")):
            yield RawBlock("heading", text, level=int(name[1]))
    elif name in ("ul", "ol"):
        yield from _list(element, depth, list_depth + 1)
    elif name == "table":
        yield from _table(element, depth, list_depth)
    elif name == "pre":
        for line in element.get_text().split("\n"):
            yield from _paragraph(line, list_depth)
    elif name == "li":
        yield from _item(element, "• ", depth, max(list_depth, 1))
    else:
        yield from _blocks(element, depth, list_depth)


def _list(element: Any, depth: int, list_depth: int) -> Iterator[RawBlock]:
    start = str(element.get("start", "1"))
    number = int(start) if start.isdigit() else 1
    kind = str(element.get("type", "1"))
    for child in element.children:
        if getattr(child, "name", None) is None:
            continue
        if child.name != "li":
            yield from _block(child, depth + 1, list_depth)
            continue
        label = "• "
        if element.name == "ol":
            letter = chr(ord(kind) + number - 1) if kind in "aA" and number <= 26 else ""
            label = f"{letter or number}. "
            number += 1
        yield from _item(child, label, depth + 1, list_depth)


def _item(element: Any, label: str, depth: int, list_depth: int) -> Iterator[RawBlock]:
    first = True
    for block in _blocks(element, depth, list_depth):
        if first and block.kind in ("paragraph", "item") and block.text:
            text = block.text if marker(block.text) else label + block.text
            yield RawBlock("item", text, level=list_depth)
        else:
            yield block
        first = False


def _table(element: Any, depth: int, list_depth: int) -> Iterator[RawBlock]:
    rows = [row for row in element.find_all("tr") if row.find_parent("table") is element]
    if element.find("table") or any(
        cell.find(["p", "ul", "ol", "h1", "h2", "h3"]) and len(cell.get_text()) > 400
        for row in rows
        for cell in row.find_all(["td", "th"], recursive=False)
    ):  # a table used for lay-out
        for row in rows:
            for cell in row.find_all(["td", "th"], recursive=False):
                yield from _blocks(cell, depth + 1, list_depth)
        return
    caption = element.find("caption")
    if caption is not None and (text := repair_text(caption.get_text(" "))):
        yield RawBlock("paragraph", text)
    yield from table_blocks(_spread(rows))


def _spread(rows: list[Any]) -> list[list[str]]:
    """Cells as text; a cell that spans several rows or columns stands in each of them."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    for index, row in enumerate(rows):
        column = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while column in grid[index]:
                column += 1
            text = repair_text(cell.get_text(" "))
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for line in grid[index : index + down]:
                for place in range(across):
                    line[column + place] = text if place == 0 else ""
            column += across
    return [[line.get(i, "") for i in range(max(line, default=-1) + 1)] for line in grid]


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name, "1"))
    return min(max(int(value), 1), 50) if value.isdigit() and len(value) < 6 else 1
