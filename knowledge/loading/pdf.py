"""PDF pages as runs of text with their places, and the ruled lines between them.

The content stream is read here rather than with `extract_text`, because columns and tables can
only be told apart by where each run begins and ends. Coordinates are points from the bottom left.
"""

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

from knowledge.cleaning import page_blocks
from knowledge.errors import UnreadableFile
from knowledge.loading.layout import Page, Placed, Rule, Run, page_lines
from knowledge.loading.raw import RawDocument

MAX_PAGES = 2000
_MAX_FORM_DEPTH = 6
_MIN_SIZE = 2.0  # smaller text is there for machines, not for readers
# WinAnsiEncoding shows a bullet for every code that it does not use, and a hyphen for AD.
_ODD_SIGNS = {**dict.fromkeys("\x7f\x81\x8d\x8f\x90\x9d", "•"), "\xad": "-"}
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_pdf(content: bytes) -> RawDocument:
    """All pages of a PDF. UnreadableFile when it is encrypted, broken, or only pictures."""
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, LimitReachedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(_ENCRYPTED)
        count = len(reader.pages)
    except FileNotDecryptedError as error:
        raise UnreadableFile(_ENCRYPTED) from error
    except PyPdfError as error:
        raise UnreadableFile(_BROKEN) from error
    if count > MAX_PAGES:
        raise UnreadableFile(
            f"PDF ini {count} halaman; paling banyak {MAX_PAGES} halaman dapat dibaca. "
            "Pecah menjadi beberapa berkas lalu unggah lagi."
        )
    pages: list[Page] = []
    bad = 0
    fonts: dict[Any, Any] = {}
    for number in range(count):
        try:
            pages.append(read_page(reader.pages[number], number + 1, fonts))
        except (MemoryError, TimeoutError):
            raise
        except LimitReachedError as error:
            raise UnreadableFile(_TOO_HEAVY) from error
        except Exception:  # noqa: BLE001  (parsers raise anything; one bad page does not lose the rest)
            bad += 1
            pages.append(Page(number + 1, 595.0, 842.0))
    return _document(pages, bad, _title(reader))


_ENCRYPTED = (
    "PDF ini terkunci dengan kata sandi. Buka dengan kata sandinya, simpan salinan tanpa kunci, "
    "lalu unggah salinan itu."
)
_BROKEN = (
    "PDF ini rusak atau terpotong sehingga tidak dapat dibaca. Unduh atau ekspor ulang berkasnya, "
    "lalu unggah lagi."
)
_TOO_HEAVY = (
    "Satu halaman PDF ini memuat isi yang luar biasa besar sehingga tidak dibuka demi keamanan. "
    "Ekspor ulang dari aplikasi asalnya, lalu unggah lagi."
)
_EMPTY = (
    "PDF ini tidak memuat teks yang dapat dibaca (mungkin hurufnya diubah menjadi gambar). Unggah "
    "versi aslinya: Word atau PDF hasil ekspor."
)


def _document(pages: list[Page], bad: int, title: str | None) -> RawDocument:
    empty = [page.number for page in pages if sum(len(run.text) for run in page.runs) < 20]
    if bad == len(pages):
        raise UnreadableFile(_BROKEN)
    scans = tuple(page.number for page in pages if page.number in empty and _is_picture(page))
    if not scans and not any(page.runs for page in pages):
        raise UnreadableFile(_EMPTY)
    notices = []
    if bad:
        notices.append(f"{bad} dari {len(pages)} halaman rusak dan tidak terbaca.")
    blank = len(empty) - len(scans) - bad
    if blank > 0 and blank * 4 >= len(pages):
        notices.append(f"{blank} dari {len(pages)} halaman kosong atau tanpa teks.")
    blocks = page_blocks([page_lines(page) for page in pages])
    return RawDocument(tuple(blocks), len(pages), title, tuple(notices), scans)


def _is_picture(page: Page) -> bool:
    """Whether pictures cover a good part of the page, as a scan does."""
    covered = sum((p.x1 - p.x0) * (p.y1 - p.y0) for p in page.pictures)
    return covered > 0.2 * page.width * page.height


def _title(reader: Any) -> str | None:
    try:
        title = reader.metadata.title if reader.metadata else None
    except Exception:  # noqa: BLE001  (a broken information dictionary costs the title only)
        return None
    return str(title).strip() or None if title else None


def read_page(page: Any, number: int, fonts: dict[Any, Any]) -> Page:
    box = page.cropbox
    left, bottom = float(box.left), float(box.bottom)
    width, height = float(box.width), float(box.height)
    turn = int(page.get("/Rotate", 0) or 0) % 360
    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, -left, -bottom)
    if turn == 90:
        matrix = (0.0, -1.0, 1.0, 0.0, -bottom, width + left)
    elif turn == 180:
        matrix = (-1.0, 0.0, 0.0, -1.0, width + left, height + bottom)
    elif turn == 270:
        matrix = (0.0, 1.0, -1.0, 0.0, height + bottom, -left)
    if turn in (90, 270):
        width, height = height, width
    interpreter = _Interpreter(page.pdf, fonts)
    contents = page.get("/Contents")
    if contents is not None:
        interpreter.run(contents.get_object(), page.get_inherited("/Resources", {}), matrix)
    inside = [
        run for run in interpreter.runs if -5 <= run.x0 <= width + 5 and -5 <= run.y <= height + 5
    ]
    # Invisible text is the text layer of a scan; beside visible text it is not for readers.
    visible = [run for run in inside if not run.invisible]
    return Page(
        number,
        width,
        height,
        visible or _even_sizes(inside),
        interpreter.rules,
        interpreter.pictures,
    )


def _even_sizes(runs: list[Run]) -> list[Run]:
    """Runs of a scan's text layer, whose sizes waver from line to line, in one size."""
    if not runs:
        return []
    usual = median(run.size for run in runs for _ in range(len(run.text)))
    return [replace(r, size=usual) if 0.6 < r.size / usual < 1.6 else r for r in runs]


@dataclass(slots=True)
class _State:
    ctm: Matrix
    font: Any = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    invisible: bool = False

    def copy(self) -> "_State":
        return _State(
            self.ctm,
            self.font,
            self.size,
            self.char_space,
            self.word_space,
            self.scale,
            self.leading,
            self.rise,
            self.invisible,
        )


@dataclass(slots=True)
class _Interpreter:
    """Runs the operators of a content stream that place text or draw straight lines."""

    pdf: Any
    fonts: dict[Any, Any]
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Placed] = field(default_factory=list)
    depth: int = 0

    def run(self, stream: Any, resources: Any, ctm: Matrix, state: _State | None = None) -> None:
        from pypdf.generic import ContentStream

        resources = resources.get_object() if hasattr(resources, "get_object") else resources
        state = state.copy() if state else _State(ctm)
        state.ctm = ctm
        stack: list[_State] = []
        text = line = _IDENTITY
        point = (0.0, 0.0)
        path: list[Rule] = []
        for operands, op in ContentStream(stream, self.pdf, "bytes").operations:
            if op == b"Tj":
                text = self._show(operands[:1], state, text)
            elif op == b"TJ":
                text = self._show(operands[0] if operands else [], state, text)
            elif op in (b"Td", b"TD"):
                x, y = _numbers(operands, 2)
                if op == b"TD":
                    state.leading = -y
                text = line = _multiply((1, 0, 0, 1, x, y), line)
            elif op == b"Tm":
                a, b, c, d, e, f = _numbers(operands, 6)
                text = line = (a, b, c, d, e, f)
            elif op == b"T*":
                text = line = _multiply((1, 0, 0, 1, 0, -state.leading), line)
            elif op in (b"'", b'"'):
                text = line = _multiply((1, 0, 0, 1, 0, -state.leading), line)
                text = self._show(operands[-1:], state, text)
            elif op == b"BT":
                text = line = _IDENTITY
            elif op == b"Tf":
                state.font = self._font(resources, operands[0] if operands else None)
                state.size = _numbers(operands[1:], 1)[0]
            elif op == b"q":
                stack.append(state.copy())
            elif op == b"Q":
                state = stack.pop() if stack else state
            elif op == b"cm":
                a, b, c, d, e, f = _numbers(operands, 6)
                state.ctm = _multiply((a, b, c, d, e, f), state.ctm)
            elif op == b"Do":
                self._form(resources, operands, state)
            elif op == b"Tc":
                state.char_space = _numbers(operands, 1)[0]
            elif op == b"Tw":
                state.word_space = _numbers(operands, 1)[0]
            elif op == b"Tz":
                state.scale = _numbers(operands, 1)[0] / 100
            elif op == b"TL":
                state.leading = _numbers(operands, 1)[0]
            elif op == b"Ts":
                state.rise = _numbers(operands, 1)[0]
            elif op == b"Tr":
                state.invisible = _numbers(operands, 1)[0] == 3
            elif op == b"re":
                x, y, w, h = _numbers(operands, 4)
                path.extend(_box(x, y, w, h, state.ctm))
            elif op == b"m":
                x, y = _numbers(operands, 2)
                point = _apply(x, y, state.ctm)
            elif op == b"l":
                x, y = _numbers(operands, 2)
                target = _apply(x, y, state.ctm)
                path.append(Rule(*point, *target))
                point = target
            elif op in (b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"):
                self.rules.extend(rule for rule in path if rule.straight)
                path = []
            elif op == b"n":
                path = []

    def _font(self, resources: Any, name: Any) -> Any:
        from pypdf.generic._font import Font

        try:
            entry = resources["/Font"].get_object().raw_get(name)
        except (KeyError, TypeError, AttributeError):
            return None
        key = getattr(entry, "idnum", None) or id(entry)
        if key not in self.fonts:
            self.fonts[key] = Font.from_font_resource(entry.get_object())
        return self.fonts[key]

    def _form(self, resources: Any, operands: Any, state: _State) -> None:
        try:
            form = resources["/XObject"].get_object()[operands[0]].get_object()
        except (KeyError, TypeError, IndexError, AttributeError):
            return
        if form.get("/Subtype") == "/Image":
            self.pictures.append(_placed(form, state.ctm))
        if form.get("/Subtype") != "/Form" or self.depth >= _MAX_FORM_DEPTH:
            return
        a, b, c, d, e, f = _numbers(form.get("/Matrix", _IDENTITY), 6)
        self.depth += 1
        self.run(
            form,
            form.get("/Resources", resources),
            _multiply((a, b, c, d, e, f), state.ctm),
            state,
        )
        self.depth -= 1

    def _show(self, items: Any, state: _State, text: Matrix) -> Matrix:
        """Adds a run for what is shown; a wide jump or a row of blanks begins another one."""
        if state.font is None or isinstance(items, (bytes, str)):
            return text
        word: list[str] = []
        begin = here = 0.0
        blanks = 0
        for item in items:
            if not isinstance(item, (bytes, str)):
                try:
                    jump = -float(item) / 1000 * state.size * state.scale
                except (TypeError, ValueError):
                    continue
                if word and jump > 0.18 * abs(state.size):
                    if jump > 0.9 * abs(state.size):
                        self._add(word, begin, here, state, text)
                        word = []
                    elif word[-1] != " ":
                        word.append(" ")
                here += jump
                continue
            for char, width in _characters(item, state.font):
                advance = (width / 1000 * state.size + state.char_space) * state.scale
                if char == " ":
                    advance += state.word_space * state.scale
                    blanks += 1
                else:
                    if blanks >= 3 and word:
                        self._add(word, begin, here - advance, state, text)
                        word = []
                    blanks = 0
                if not word:
                    begin = here
                    if char == " ":
                        here += advance
                        continue
                word.append(char)
                here += advance
        self._add(word, begin, here, state, text)
        return _multiply((1, 0, 0, 1, here, 0), text)

    def _add(self, word: list[str], begin: float, end: float, state: _State, text: Matrix) -> None:
        shown = "".join(word)
        stripped = shown.rstrip()
        if not stripped:
            return
        matrix = _multiply(text, state.ctm)
        size = abs(state.size) * math.hypot(matrix[2], matrix[3])
        if (
            abs(matrix[1]) > 0.15 * abs(matrix[0]) or size < _MIN_SIZE
        ):  # on its side, a stamp across
            return
        x0, y = _apply(begin, state.rise, matrix)
        x1, _ = _apply(end, state.rise, matrix)
        name = str(state.font.name).lower()
        bold = "bold" in name or "black" in name or "heavy" in name
        self.runs.append(Run(min(x0, x1), max(x0, x1), y, size, shown, bold, state.invisible))


def _characters(value: bytes | str, font: Any) -> Iterator[tuple[str, float]]:
    if isinstance(value, str):
        raw = decoded = value
    elif isinstance(font.encoding, str):
        raw = decoded = value.decode(font.encoding, "replace")
    else:
        raw = "".join(map(chr, value))
        decoded = [font.encoding.get(byte, chr(byte)) for byte in value]  # type: ignore[assignment]
    for code, char in zip(raw, decoded, strict=False):
        shown = font.character_map.get(char, char)
        if shown in _ODD_SIGNS:
            shown = _ODD_SIGNS[shown]
        is_space = code == font.space_char
        width = font.space_width if is_space else font.get_text_width(code)
        yield (" " if shown in ("\xa0", "\t") else shown), width


def _numbers(operands: Any, count: int) -> list[float]:
    """The last `count` operands; a missing or malformed one is 0, as viewers take it."""
    values = []
    for operand in list(operands)[-count:]:
        try:
            values.append(float(operand))
        except (TypeError, ValueError):
            values.append(0.0)
    return values + [0.0] * (count - len(values))


def _multiply(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _apply(x: float, y: float, m: Matrix) -> tuple[float, float]:
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def _placed(source: Any, m: Matrix) -> Placed:
    """A picture fills the unit square; its matrix says where that lies and how it is turned."""
    corners = [_apply(x, y, m) for x in (0, 1) for y in (0, 1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    a, b, c, d = m[:4]
    if abs(b) > abs(a):
        turn, flipped = (90 if b > 0 else 270), b * c > 0
    else:
        turn, flipped = (0 if a > 0 else 180), a * d < 0
    return Placed(min(xs), min(ys), max(xs), max(ys), turn, flipped, source)


def _box(x: float, y: float, w: float, h: float, ctm: Matrix) -> Iterator[Rule]:
    """The sides of a rectangle; a thin one is a drawn line."""
    x0, y0 = _apply(x, y, ctm)
    x1, y1 = _apply(x + w, y + h, ctm)
    yield Rule(x0, y0, x1, y0)
    yield Rule(x0, y0, x0, y1)
    if abs(x1 - x0) > 3:
        yield Rule(x1, y0, x1, y1)
    if abs(y1 - y0) > 3:
        yield Rule(x0, y1, x1, y1)
