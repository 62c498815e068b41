"""Pictures of pages, made even for text recognition. Runs inside the limited child."""

import base64
import io
from collections.abc import Iterator
from typing import Any

from knowledge.errors import UnreadableFile
from knowledge.loading.layout import Placed
from knowledge.loading.raw import RawDocument

MAX_PAGES = 100  # of a scan are recognised
_DPI = 300  # more tells the recogniser nothing
_LOWEST_DPI = 120
_MAX_PIXELS = 60_000_000
_SMALLEST = 200  # pixels: below that it is a logo, not a page
_PAGE_INCHES = 8.27  # the width of A4: what a photograph of a page is taken for
BROKEN = "Gambar ini rusak atau terpotong sehingga tidak dapat dibaca. Simpan ulang lalu unggah."


def read_picture(content: bytes) -> RawDocument:
    """A photograph or a scan as a document that has no text yet; a TIFF may have many pages."""
    with _open(content) as picture:
        count = min(getattr(picture, "n_frames", 1), MAX_PAGES)
    return RawDocument((), count, scans=tuple(range(1, count + 1)))


def pictures_of(content: bytes, first: int, last: int) -> list[dict[str, Any]]:
    """Pages `first` to `last` of a PDF or a picture file: page, dpi, height in points, PNG."""
    pages = _of_pdf if b"%PDF-" in content[:1024] else _of_file
    return [
        {
            "page": page,
            "dpi": dpi,
            "height": picture.height * 72 / dpi,
            "width": picture.width * 72 / dpi,
            "png": base64.b64encode(_png(picture)).decode(),
        }
        for page, picture, dpi in pages(content, first, last)
    ]


def _open(content: bytes) -> Any:
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = _MAX_PIXELS // 2  # Pillow refuses at twice this
    try:
        return Image.open(io.BytesIO(content))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as error:
        raise UnreadableFile(BROKEN) from error


def _of_file(content: bytes, first: int, last: int) -> Iterator[tuple[int, Any, int]]:
    from PIL import ImageOps

    with _open(content) as file:
        for page in range(first, min(last, getattr(file, "n_frames", 1)) + 1):
            try:
                file.seek(page - 1)
                picture = ImageOps.exif_transpose(file).convert("L")
            except (OSError, ValueError, SyntaxError) as error:
                raise UnreadableFile(BROKEN) from error
            if min(picture.size) < _SMALLEST:
                continue
            longest = int(_DPI * _PAGE_INCHES * 1.6)
            if max(picture.size) > longest:
                picture.thumbnail((longest, longest))
            yield page, picture, max(70, round(picture.width / _PAGE_INCHES))


def _of_pdf(content: bytes, first: int, last: int) -> Iterator[tuple[int, Any, int]]:
    from pypdf import PdfReader

    from knowledge.loading.pdf import read_page

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        reader.decrypt("")
    for number in range(first, min(last, len(reader.pages)) + 1):
        page = read_page(reader.pages[number - 1], number, {})
        if page.pictures:
            yield number, *_compose(page.width, page.height, page.pictures)


def _compose(width: float, height: float, placed: list[Placed]) -> tuple[Any, int]:
    """The pictures of a page as they stand on it: a scan may come in strips."""
    from PIL import Image

    decoded = [(place, _decode(place)) for place in placed]
    drawn = [(place, picture) for place, picture in decoded if picture is not None]
    wanted = max(
        (picture.width / max(place.x1 - place.x0, 1) * 72 for place, picture in drawn),
        default=_LOWEST_DPI,
    )
    dpi = round(min(max(wanted, _LOWEST_DPI), _DPI))
    size = (max(1, round(width * dpi / 72)), max(1, round(height * dpi / 72)))
    if size[0] * size[1] > _MAX_PIXELS:
        raise UnreadableFile(BROKEN)
    sheet = Image.new("L", size, 255)
    for place, picture in drawn:
        box = (
            round(place.x0 * dpi / 72),
            round((height - place.y1) * dpi / 72),
            max(1, round((place.x1 - place.x0) * dpi / 72)),
            max(1, round((place.y1 - place.y0) * dpi / 72)),
        )
        sheet.paste(picture.resize(box[2:]), box[:2])
    return sheet, dpi


def _decode(place: Placed) -> Any:
    from PIL import Image

    if place.source.get("/Width", 0) * place.source.get("/Height", 0) > _MAX_PIXELS:
        return None
    try:
        picture = place.source.decode_as_image()
    except Exception:  # noqa: BLE001  (decoders raise anything; the other strips stay)
        return None
    if picture is None:
        return None
    if picture.mode in ("RGBA", "LA"):
        ground = Image.new("RGBA", picture.size, "white")
        ground.alpha_composite(picture.convert("RGBA"))
        picture = ground
    picture = picture.convert("L")
    if place.turn:
        picture = picture.rotate(place.turn, expand=True)
    return picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM) if place.flipped else picture


def _png(picture: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
