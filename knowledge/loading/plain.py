"""TXT, Markdown and CSV: text in any encoding, read without a parser."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from knowledge.cleaning import join_lines, looks_like_heading, marker, repair_text, statute_level
from knowledge.errors import UnreadableFile
from knowledge.loading.columns import typed_tables
from knowledge.loading.raw import RawBlock, RawDocument, table_blocks

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")
_RULE = re.compile(r"^ {0,3}([-*_])(?:\s*\1){2,}\s*$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"^(\s*)([-*+]|\d{1,3}[.)]|\d{1,2}\.\d{1,2}\.?(?=\s+[A-Za-z]))\s+(.*)$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_LINK = re.compile(r"!?\[([^\]\[]{0,300})\]\(\s*<?([^)\s>]{0,500})>?(?:\s+\"[^\"]{0,200}\")?\s*\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*\*|\*\*|\*|__|_)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1(?![\w*])")
_CODE = re.compile(r"`([^`\n]{1,300})`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_MAX_ROWS = 20_000
# Messages: "*PENGUMUMAN*", "Waktu : 09.00 WIB", and tables drawn with bars and no rule.
_BOLD = re.compile(r"(?<![\w*])(\*\*?)(?=[^\s*])([^*\n]{2,200}?)(?<=\S)\1(?![\w*])")
_FORM_LINE = re.compile(r"[A-Z][\w/.() -]{1,30}?\s*:\s+\S")
_BARS = re.compile(r"[^|]+(?:\|[^|]*)+")
_GAP = re.compile(r"\t+| {2,}")
_FEWEST_ROWS = 3
# Where a line can end though its sentence does not; how wide a typed page is, and how ragged.
_STOPS = '.!?:;”"'
_NARROW, _WIDE, _RAGGED = 60, 110, 28
# A line in bold alone names what stands below it, before what it holds in brackets.
_BOLD_LINE = re.compile(r"(\*\*[^*\n]{3,90}(?<![.:,;!?])\*\*)(\s+\([^()]*\))?")
# Lines of one shape below each other are a list without marks: days, prices, "A -- B -- C".
_DAY_FIRST = re.compile(
    r"(?:(?:sen(?:in)?|sel(?:asa)?|rabu?|ka?mi?s|jum(?:[’']?at)?|sab(?:tu)?|minggu|ahad)\b[,.]?\s*"
    r"(?=\d|\()|\d{1,2}[-/]\d{1,2}\b|(?:pukul|pkl?\.?)?\s*\d{1,2}[.:]\d\d\s*[-–])",
    re.I,
)
_PRICE_LAST = re.compile(
    r"(?:Rp\.?\s?\d[\d.,]*|\b\d[\d.]*(?:,-|\s?(?:rb|ribu|jt|juta|k)))\W*(?:\([^()]*\))?$", re.I
)
_DOTS = re.compile(r"\s*(?:\.{4,}|…{2,})\s*")
_PARTED = re.compile(r"\s(--+>?|[—–]|->|→|=)\s")
_SMALL_LABEL = re.compile(r"[a-z][\w/ ]{1,20}\s*:\s+\S")
_LONGEST_LISTED = 130
# "DINAS KOPERASI KABUPATEN / SIDOARJO kembali membuka …": a name broken by the end of a line.
_NAME_GOES_ON = re.compile(r"[A-Z]{3,}\s+[a-z]{3,}\s")


def decode(content: bytes) -> str:
    """Text of a file in UTF-8, UTF-16 or Windows-1252. UnreadableFile when it is no text."""
    text = _decoded(content)
    sample = text[:20_000]
    strange = sum(1 for c in sample if (ord(c) < 32 and c not in "\t\r\n\f\x1a") or c == "�")
    strange += sum(1 for c in sample if 0x7F <= ord(c) < 0xA0)
    if strange > 0.01 * len(sample) + 1:
        raise UnreadableFile(
            "Isi berkas ini bukan teks yang dapat dibaca. Periksa jenis berkasnya, lalu simpan "
            "ulang sebagai .txt (UTF-8), .docx, atau PDF."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    zeros = content[:4000].count(0)
    if zeros > 0.2 * len(content[:4000]):
        little = content[1:4000:2].count(0) >= content[0:4000:2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_plain(content: bytes) -> RawDocument:
    """A text file: paragraphs parted by blank lines or, where there are none, by lines."""
    return RawDocument(tuple(plain_blocks(decode(content))))


# A drawn line, the foot of a printed page, and what a messenger puts above a message.
_BETWEEN = re.compile(
    r"[-=_*~]{3,}|(?:hal(?:aman)?|page)\.? \d+ ?(?:dari|of|/) ?\d+"
    r"|(?:\W*(?:diteruskan|forwarded)\b.{0,50})",
    re.IGNORECASE,
)


def plain_blocks(text: str) -> list[RawBlock]:
    """Blocks of pasted or stored text. Form feeds part pages, which are not counted."""
    lines = [_BOLD.sub(r"\2", line.rstrip()) for line in text.replace("\f", "\n\n").split("\n")]
    wrapped = _is_wrapped(lines)
    going_on = _going_on(lines)
    short = _short_line(lines)
    typed = {table.start: table for table in typed_tables(lines)}
    below = 0  # the typed table that was read last
    listed = _alike(lines) if not wrapped else frozenset()
    blocks: list[RawBlock] = []
    group: list[str] = []
    rows: list[list[str]] = []

    def flush() -> None:
        if group:
            blocks.extend(_plain_block(group, first=not blocks, alone=len(group) == 1))
            group.clear()
        if rows:
            blocks.extend(table_blocks(rows))
            rows.clear()

    for number, line in enumerate(lines):
        if number < below:
            continue
        if table := typed.get(number):
            flush()
            blocks.extend(table.blocks)
            below = table.end
            continue
        if cells := _drawn_row(lines, number):
            if not rows:
                flush()
            rows.append(cells)
            continue
        if rows and _TABLE_RULE.match(line) and "|" in line:
            continue
        if rows:
            flush()
        text_line = repair_text(line)
        if number in listed:
            flush()
            blocks.append(RawBlock("item", _DOTS.sub(": ", text_line)))
            continue
        if not text_line or _BETWEEN.fullmatch(text_line):
            flush()
            continue
        goes_on = number in going_on and not marker(text_line) and not _FORM_LINE.match(text_line)
        if (
            group
            and not goes_on
            and (
                not wrapped
                or marker(text_line)
                or statute_level(text_line) is not None
                or statute_level(group[-1]) is not None
                or _FORM_LINE.match(text_line)
                or (
                    not (group[-1].isupper() and _NAME_GOES_ON.match(text_line))
                    and (
                        (group[-1].isupper() and not text_line.isupper())
                        or (
                            len(group[-1]) < short
                            and (group[-1][-1] in ".:;!?" or text_line[0].isupper())
                        )
                    )
                )
            )
        ):
            flush()
        group.append(text_line)
    flush()
    return blocks


def _short_line(lines: Sequence[str]) -> float:
    """Below how many characters a line of wrapped text ends its paragraph."""
    told = sorted(len(line.strip()) for line in lines if line.strip())
    return min(45.0, 0.75 * told[len(told) * 3 // 4]) if told else 45.0


def _alike(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are items by their shape, without a mark before them."""
    shapes = [_shape(line.strip()) for line in lines]
    found: set[int] = set()
    start = 0
    for number in range(len(shapes) + 1):
        if number < len(shapes) and shapes[number] == shapes[start]:
            continue
        few = 2 if shapes[start : start + 1] == ["label"] else _FEWEST_ROWS
        if shapes[start : start + 1] != [""] and number - start >= few:
            found.update(range(start, number))
        start = number
    return frozenset(found)


def _shape(line: str) -> str:
    """What a line of a list has in common with the others of its list; "" for other lines."""
    if not line or len(line) > _LONGEST_LISTED or marker(line):
        return ""
    if _DAY_FIRST.match(line):
        return "day"
    if _SMALL_LABEL.match(line):
        return "label"
    if _PRICE_LAST.search(line) and not line.endswith("."):
        return "price"
    return "".join(sorted(set(_PARTED.findall(line))))


def _drawn_row(lines: list[str], number: int) -> list[str] | None:
    """The cells of a line with as many bars as one beside it; None for any other line."""
    line = lines[number]
    bars = line.count("|")
    if not bars or not _BARS.fullmatch(line.strip().strip("|")):
        return None
    beside = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
    alike = any(bars == other.count("|") for other in beside)
    return _cells(line) if alike and not _TABLE_RULE.match(line) else None


def _is_wrapped(lines: Iterable[str]) -> bool:
    """Whether paragraphs are broken into lines of a like length: most go on in small letters.

    A message whose lines all begin small, each a thought, has lines of any length.
    """
    told = [line.strip() for line in lines]
    if len([line for line in told if len(line) > 45]) < 3 or max(map(len, told)) > 130:
        return False
    pairs = [(line, after) for line, after in pairwise(told) if len(line) > 45 and after]
    pairs = [(line, after) for line, after in pairs if not marker(after)]
    unfinished = [p for p in pairs if p[0][-1] not in _STOPS and p[1][0].islower()]
    lengths = sorted(len(line) for line, _ in unfinished)
    if not lengths or lengths[-1] - lengths[len(lengths) // 4] > _RAGGED:
        return False
    return len(pairs) > 1 and len(unfinished) > 0.4 * len(pairs)


def _going_on(lines: Sequence[str]) -> frozenset[int]:
    """The lines, by number, that go on with the one above, in a paper of which only parts are
    broken into lines: the one above is as long as any, has no end, and this one begins small or
    with a number."""
    told = [line if not _GAP.search(line.strip()) else "" for line in lines]
    width = max(map(len, told), default=0)
    if not _NARROW <= width <= _WIDE:
        return frozenset()
    full = width - _RAGGED // 2
    found = {
        number
        for number, (line, after) in enumerate(pairwise(told), 1)
        if len(line) >= full
        and len(line.strip()) > full // 2
        and line[-1] not in _STOPS
        and after.strip()[:1].isalnum()
    }
    small = [number for number in found if told[number].strip()[0].islower()]
    return frozenset(found) if len(small) > 1 else frozenset()


def _plain_block(lines: list[str], *, first: bool, alone: bool) -> Iterator[RawBlock]:
    text = join_lines(lines)
    level = statute_level(text)
    if level is not None:
        yield RawBlock("heading", text, level=level)
    elif marker(text):
        yield RawBlock("item", text)
    elif len(lines) <= 2 and len(text) <= 150 and _names_a_part(text, first=first):
        yield RawBlock("heading", text, level=1 if first else 2)
    else:
        yield RawBlock("paragraph", text)


def _names_a_part(text: str, *, first: bool) -> bool:
    if looks_like_heading(text):
        return True
    if text[-1] in '.,;:!?”"' or len(text.split()) > 18 or re.search(r"^[\w .]+:\s", text):
        return False
    return first and len(text.split()) >= 2


def read_markdown(content: bytes) -> RawDocument:
    """Markdown: headings, paragraphs, items, tables; comments and front matter are not read."""
    text = _COMMENT.sub("", decode(content))
    if text.startswith("---\n") and (end := text.find("\n---", 4)) != -1:
        front, text = text[4:end], text[end + 4 :].partition("\n")[2]
        title = re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", front, re.MULTILINE)
        return RawDocument(tuple(_markdown(text.split("\n"))), title=title[1] if title else None)
    return RawDocument(tuple(_markdown(text.split("\n"))))


def _markdown(lines: list[str]) -> list[RawBlock]:
    blocks: list[RawBlock] = []
    group: list[str] = []
    item_level = 0

    def flush() -> None:
        nonlocal item_level
        text = repair_text(plain_words(join_lines(group)))
        group.clear()
        if text:
            blocks.append(
                RawBlock("item", text, level=item_level)
                if item_level
                else RawBlock("paragraph", text)
            )
        item_level = 0

    index = 0
    while index < len(lines):
        line = lines[index].rstrip()
        if fence := _FENCE.match(line):
            flush()
            index += 1
            inside = []
            while index < len(lines) and not lines[index].lstrip().startswith(fence[1][:3]):
                inside.append(lines[index])
                index += 1
            blocks.extend(plain_blocks("\n".join(inside)))
        elif heading := _HEADING.match(line):
            flush()
            if text := repair_text(plain_words(heading[2])):
                blocks.append(RawBlock("heading", text, level=len(heading[1])))
        elif level := statute_level(line.strip()):
            flush()
            blocks.append(RawBlock("heading", repair_text(plain_words(line)), level=level))
        elif bold := _BOLD_LINE.fullmatch(line.strip()):
            flush()
            level = 2 if blocks else 1
            blocks.append(RawBlock("heading", repair_text(plain_words(bold[1])), level=level))
            if bold[2]:
                group.append(bold[2].strip())
        elif group and not item_level and _UNDERLINE.match(line):
            level = 1 if "=" in line else 2
            text = repair_text(plain_words(join_lines(group)))
            group.clear()
            blocks.append(RawBlock("heading", text, level=level))
        elif not line.strip() or _RULE.match(line):
            flush()
        elif "|" in line and index + 1 < len(lines) and _TABLE_RULE.match(lines[index + 1]):
            flush()
            rows = [_cells(line)]
            index += 2
            while index < len(lines) and "|" in lines[index]:
                rows.append(_cells(lines[index]))
                index += 1
            blocks.extend(table_blocks(rows))
            continue
        elif item := _ITEM.match(line):
            flush()
            item_level = 1 + len(item[1].expandtabs(4)) // 2
            group.append(item[3] if item[2] in "-*+" else f"{item[2]} {item[3]}")
            if item[2] in "-*+":
                group[0] = f"• {group[0]}"
        else:
            quoted = line.strip().lstrip(">").strip()
            if group and not item_level and all(map(_FORM_LINE.match, (group[-1], quoted))):
                flush()  # "Tempat: …" below "Tanggal: …"
            if quoted:
                group.append(quoted)
            if line.endswith("  ") or lines[index].endswith(("  ", "\\")):
                flush()
        index += 1
    flush()
    return _titled(blocks)


def _titled(blocks: list[RawBlock]) -> list[RawBlock]:
    """With the first line as the title where none is set above the first heading in bold."""
    first = blocks[0] if blocks else None
    above = [block.kind for block in blocks[:3]]
    if first is None or first.kind != "paragraph" or "heading" not in above[1:]:
        return blocks
    if len(first.text) > 150 or not _names_a_part(first.text, first=True):
        return blocks
    return [RawBlock("heading", first.text, level=1), *blocks[1:]]


def _cells(line: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    return [repair_text(plain_words(cell)) for cell in cells]


def plain_words(text: str) -> str:
    """Markdown without its signs; a link keeps its words and, if they differ, its address."""

    def link(match: re.Match[str]) -> str:
        words, address = match[1].strip(), match[2]
        if match[0].startswith("!"):
            return words
        shown = re.sub(r"^(?:mailto:|tel:)", "", address)
        bare = re.sub(r"^https?://(?:www\.)?", "", shown).rstrip("/")
        if not address.startswith(("http", "mailto:", "tel:")) or bare.lower() in words.lower():
            return words
        return f"{words} ({shown})"

    text = _TAG.sub(" ", _LINK.sub(link, text))
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", _CODE.sub(r"\1", text)).rstrip("\\")


def read_csv(content: bytes) -> RawDocument:
    """CSV with commas, semicolons or tabs; one row block a line."""
    text = decode(content)
    first = text[:5000].split("\n")[0]
    delimiter = max(";\t,|", key=first.count)
    notices: tuple[str, ...] = ()
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise UnreadableFile(
            "Berkas CSV ini rusak. Buka di aplikasi lembar kerja, simpan ulang, lalu unggah lagi."
        ) from error
    if len(rows) > _MAX_ROWS:
        notices = (f"Hanya {_MAX_ROWS} baris pertama dari {len(rows)} baris yang dibaca.",)
    cleaned = [[repair_text(cell) for cell in row] for row in rows[:_MAX_ROWS]]
    return RawDocument(tuple(table_blocks(cleaned)), notices=notices)
