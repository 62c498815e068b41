"""Files made to hurt a reader: bombs, loops, lies about size, broken and disguised ones.

Each maker gives the bytes of one file; the key is its name. Reading any of them must end in time
and memory, either with a reading or with a sentence that says why not.
"""

import io
import random
import zipfile
import zlib
from collections.abc import Callable

_LONG = b"BT /F1 9 Tf 50 700 Td " + b"(panjang) Tj 1 0 Td " * 50_000 + b"ET"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects; the first is the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Root 1 0 R /Size %d %s>>\n" % (len(objects) + 1, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    head = b"<< /Length %d /Filter /FlateDecode %s>>" % (len(packed), entries)
    return head + b"\nstream\n" + packed + b"\nendstream"


def zero_stream(size: int, entries: bytes = b"", fill: bytes = b"\0") -> bytes:
    """A stream of `size` bytes without holding them all."""
    packer = zlib.compressobj(9)
    block = fill * (1 << 20)
    parts = [packer.compress(block) for _ in range(size >> 20)] + [packer.flush()]
    packed = b"".join(parts)
    head = b"<< /Length %d /Filter /FlateDecode %s>>" % (len(packed), entries)
    return head + b"\nstream\n" + packed + b"\nendstream"


def one_page(
    content: bytes, *more: bytes, resources: bytes = b"", box: bytes = b"0 0 595 842"
) -> bytes:
    """A PDF of one page; objects 5 and following are `more`."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << "
            b"/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> %s >> >>"
            % (box, resources),
            content,
            *more,
        ]
    )


def shared_stream_pages() -> bytes:
    pages = 300
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>"
    )
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
            stream(_LONG),
            _FONT,
            *[page] * pages,
        ]
    )


def many_pages() -> bytes:
    count = 10_000
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(count))
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * count,
        ]
    )


def nested_forms() -> bytes:
    depth = 26
    forms = [
        stream(
            b"/X Do /X Do",
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
            b"/Resources << /XObject << /X %d 0 R >> >> " % (6 + n),
        )
        for n in range(depth)
    ]
    forms.append(stream(b"BT ET", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "))
    return one_page(stream(b"/X Do"), *forms, resources=b"/XObject << /X 5 0 R >>")


def page_tree_loop() -> bytes:
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"])


def xref_loop() -> bytes:
    whole = page_tree_loop()
    start = whole.rindex(b"startxref\n") + 10
    place = int(whole[start:].split()[0])
    return whole.replace(b"/Size 3 ", b"/Size 3 /Prev %d " % place)


def reference_loop() -> bytes:
    return one_page(b"5 0 R", b"6 0 R", b"5 0 R")


def huge_cmap() -> bytes:
    cmap = b"1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange " * 20
    return one_page(
        stream(b"BT /F2 9 Tf (abc) Tj ET"),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R "
        b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /W [0 4000000000 500] >>] >>",
        stream(cmap),
        resources=b"/Font << /F2 5 0 R >>",
    )


def picture_page(width: int, height: int, data: bytes) -> bytes:
    return (
        one_page(
            stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
            data,
            resources=b"/XObject << /I 5 0 R >>",
        )
        .replace(b"@W", b"%d" % width)
        .replace(b"@H", b"%d" % height)
    )


def office(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


_TYPES = b"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/\
content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.\
relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName=\
"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.\
document.main+xml"/></Types>"""
_RELS = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/\
2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/\
2006/relationships/officeDocument" Target="%s"/></Relationships>"""
_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]>"
)
_XXE = b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def word(body: bytes, doctype: bytes = b"", **more: bytes) -> bytes:
    document = b"<?xml version='1.0'?>%s<w:document %s><w:body>%s</w:body></w:document>"
    return office(
        {
            "_rels/.rels": _RELS % b"word/document.xml",
            "word/document.xml": document % (doctype, _W, body),
            **more,
        }
    )


def paragraph(text: bytes) -> bytes:
    return b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % text


def slides(slide: bytes, target: bytes = b"slides/slide1.xml") -> bytes:
    r = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    p = b'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    return office(
        {
            "ppt/presentation.xml": b'<p:presentation %s %s><p:sldIdLst><p:sldId id="256" '
            b'r:id="r1"/></p:sldIdLst></p:presentation>' % (p, r),
            "ppt/_rels/presentation.xml.rels": _RELS % target,
            "ppt/slides/slide1.xml": slide,
        }
    )


def sheet(rows: bytes, dimension: bytes = b"A1:B2") -> bytes:
    s = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    r = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    types = _TYPES.replace(
        b"</Types>",
        b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", _RELS % b"xl/workbook.xml")
        archive.writestr(
            "xl/workbook.xml",
            b'<workbook %s %s><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
            % (s, r),
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            (_RELS % b"worksheets/sheet1.xml").replace(b'officeDocument"', b'worksheet"'),
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            b'<worksheet %s><dimension ref="%s"/><sheetData>%s</sheetData></worksheet>'
            % (s, dimension, rows),
        )
    return out.getvalue()


def crowded_archive() -> bytes:
    return word(paragraph(b"isi"), **{f"word/media/{n}.bin": b"x" for n in range(3000)})


def broken_sum() -> bytes:
    whole = bytearray(word(paragraph(b"isi " * 5000)))
    place = whole.index(b"word/document.xml") + 60
    for at in range(place, place + 40):
        whole[at] ^= 0x5A
    return bytes(whole)


def picture(width: int, height: int, form: str = "PNG", frames: int = 1, cut: int = 0) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    sheet = Image.new("1" if form != "JPEG" else "L", (width, height))
    if frames > 1:
        sheet.save(out, form, save_all=True, append_images=[sheet] * (frames - 1))
    else:
        sheet.save(out, form)
    return out.getvalue()[: cut or None]


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


_IMAGE = b"/Type /XObject /Subtype /Image /Width @W /Height @H /ColorSpace /DeviceGray "
HOSTILE: dict[str, Callable[[], bytes]] = {
    "operators.pdf": lambda: one_page(stream(b"BT /F1 9 Tf " + b"(a) Tj 1 0 Td " * 4_000_000)),
    "shared-stream.pdf": shared_stream_pages,
    "many-pages.pdf": many_pages,
    "flate-bomb.pdf": lambda: one_page(zero_stream(900 << 20, fill=b" ")),
    "nested-forms.pdf": nested_forms,
    "page-tree-loop.pdf": page_tree_loop,
    "xref-loop.pdf": xref_loop,
    "reference-loop.pdf": reference_loop,
    "deep-arrays.pdf": lambda: one_page(stream(b"[" * 200_000 + b"]" * 200_000 + b" TJ")),
    "deep-dictionaries.pdf": lambda: one_page(
        stream(b"BT ET"), b"<< /A " * 50_000 + b">>" * 50_000
    ),
    "huge-box.pdf": lambda: one_page(
        stream(b"BT /F1 9 Tf (teks di halaman raksasa) Tj ET"), box=b"-1e38 -1e38 1e38 1e38"
    ),
    "odd-numbers.pdf": lambda: one_page(
        stream(b"BT /F1 1e309 Tf nan inf -- 0 1e400 9 Tm (angka ganjil) Tj 1e308 TL T* (b) Tj ET")
    ),
    "huge-cmap.pdf": huge_cmap,
    "giant-picture.pdf": lambda: picture_page(
        100_000, 100_000, zero_stream(64 << 20, _IMAGE + b"/BitsPerComponent 8 ")
    ),
    "picture-bomb.pdf": lambda: picture_page(
        7_000, 7_000, zero_stream(900 << 20, _IMAGE + b"/BitsPerComponent 8 ")
    ),
    "false-picture.pdf": lambda: picture_page(
        900, 900, stream(b"bukan gambar", _IMAGE + b"/BitsPerComponent 8 ")
    ),
    "launch.pdf": lambda: one_page(stream(b"BT /F1 9 Tf (buka) Tj ET")).replace(
        b"/Type /Catalog",
        b"/Type /Catalog /OpenAction << /S /Launch /F (/bin/sh) >> /AA << /O << /S /JavaScript "
        b"/JS (app.alert(1)) >> >>",
    ),
    "unknown-lock.pdf": lambda: pdf(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"],
        b"/Encrypt << /Filter /Rahasia /V 9 >> ",
    ),
    "header-only.pdf": lambda: b"%PDF-1.7\n",
    "noise.pdf": lambda: b"%PDF-1.7\n" + noise(200_000),
    "page-and-picture.pdf": lambda: b"<html>%PDF-1.4<script>alert(1)</script>" + noise(500),
    "paragraph-bomb.docx": lambda: word(paragraph(b"panjang sekali ") * 3_000_000),
    "laughs.docx": lambda: word(paragraph(b"&l;"), _LAUGHS),
    "outside-entity.docx": lambda: word(paragraph(b"rahasia: &a;"), _XXE),
    "deep.docx": lambda: word(b"<w:sdt><w:sdtContent>" * 50_000),
    "nested-tables.docx": lambda: word(
        b"<w:tbl><w:tr><w:tc>" * 400 + paragraph(b"dasar") + b"</w:tc></w:tr></w:tbl>" * 400
    ),
    "crowded.docx": crowded_archive,
    "outside-path.docx": lambda: word(paragraph(b"isi"), **{"../../../tmp/keluar.txt": b"x"}),
    "broken-sum.docx": broken_sum,
    "cut.docx": lambda: word(paragraph(b"isi " * 9000))[:-200],
    "no-document.docx": lambda: office({"word/document.xml": b""}),
    "far-cell.xlsx": lambda: sheet(
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', b"A1:XFD1048576"
    ),
    "wide-rows.xlsx": lambda: sheet(
        b"".join(
            b'<row r="%d"><c r="A%d"><v>1</v></c><c r="XFD%d"><v>2</v></c></row>' % (n, n, n)
            for n in range(1, 3000)
        )
    ),
    "many-rows.xlsx": lambda: sheet(
        b"".join(
            b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, 700_000)
        )
    ),
    "laughs.xlsx": lambda: sheet(_LAUGHS + b"<row><c><v>&l;</v></c></row>"),
    "laughs.pptx": lambda: slides(_LAUGHS + b"<a>&l;</a>"),
    "outside-path.pptx": lambda: slides(b"<a/>", b"../../../../etc/passwd"),
    "no-slide.pptx": lambda: slides(b"", b"slides/tidak-ada.xml"),
    "deep.html": lambda: b"<html><body>" + b"<div>" * 200_000 + b"dasar",
    "attributes.html": lambda: (
        b"<html><body><p " + b" ".join(b'a%d="x"' % n for n in range(300_000)) + b">isi paragraf"
    ),
    "comment.html": lambda: b"<html><!-- " + b"panjang " * 1_000_000,
    "tables.html": lambda: b"<html>" + b"<table><tr><td>" * 3_000 + b"dasar",
    "span.html": lambda: b"<html><table><tr><td colspan=99999999 rowspan=99999999>a<td>b</table>",
    "one-line.txt": lambda: b"tanpaspasi" * 1_500_000,
    "brackets.txt": lambda: b"((((((((((" * 500_000,
    "blanks.txt": lambda: b"kata" + b" " * 5_000_000 + b"kata",
    "digits.txt": lambda: b"0811 " * 1_000_000,
    "short-lines.txt": lambda: b"a\n" * 2_000_000,
    "false-utf16.txt": lambda: b"\xff\xfe" + noise(99_999),
    "nul.txt": lambda: b"a\0b\0" * 100_000,
    "unclosed.csv": lambda: b'a,b\n"' + b"isi,isi\n" * 500_000,
    "wide.csv": lambda: b"a," * 2_000_000,
    "quotes.md": lambda: b"> " * 200_000 + b"dasar",
    "lists.md": lambda: b"".join(b" " * n + b"- butir\n" for n in range(4_000)),
    "tables.md": lambda: b"| a | b |\n|---|---|\n" + b"| 1 | 2 |\n" * 200_000,
    "bomb.png": lambda: picture(30_000, 30_000),
    "cut.jpg": lambda: picture(2000, 2000, "JPEG", cut=3000),
    "frames.tiff": lambda: picture(60, 60, "TIFF", frames=2000),
    "program.pdf": lambda: b"MZ" + noise(9_000),
}
