"""Makes small real documents for tests: each function writes one file and returns its path."""

import io
import textwrap
import zipfile
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

TITLE = "Pelayanan Cetak KTP-el di Kecamatan"
PARAGRAPH = (
    "Warga dapat merekam dan mencetak KTP-el di kantor kecamatan sesuai domisili. Pelayanan ini "
    "dibuka supaya warga tidak perlu mengantre di Mal Pelayanan Publik. Petugas mendahulukan warga "
    "yang baru pertama kali memiliki KTP, penyandang disabilitas, dan keperluan mendesak."
)
ROWS = [
    ["Kecamatan", "Jadwal pelayanan", "Blangko"],
    ["Waru", "Senin sampai Jumat", "1.500"],
    ["Taman", "Senin sampai Sabtu", "1.250"],
    ["Krian", "Selasa dan Kamis", "975"],
]


def pdf_with_table(path: Path, *, ruled: bool = True) -> Path:
    """Three pages with running head, page number, headings, a list and a table."""
    styles = getSampleStyleSheet()

    def edge(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(2 * cm, 28.5 * cm, "Pemerintah Kabupaten Contoh - Dokumen Pelayanan")
        canvas.drawCentredString(10.5 * cm, 1.2 * cm, f"Halaman {document.page} dari 3")

    table = Table(ROWS, colWidths=[4 * cm, 7 * cm, 3 * cm])
    if ruled:
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    story = [Paragraph(TITLE, styles["Title"]), Paragraph(PARAGRAPH, styles["BodyText"])]
    story += [Paragraph("Syarat", styles["Heading2"])]
    story += [Paragraph(f"{i}. {t}", styles["BodyText"]) for i, t in enumerate(_NEEDED, 1)]
    story += [Paragraph("Jadwal", styles["Heading2"]), table, Spacer(1, 12)]
    for number in range(24):
        story.append(Paragraph(f"Catatan {_word(number)}. {PARAGRAPH}", styles["BodyText"]))
    document = SimpleDocTemplate(str(path), pagesize=A4, title="Microsoft Word - Dokumen1.docx")
    document.build(story, onFirstPage=edge, onLaterPages=edge)
    return path


_NEEDED = ["Fotokopi kartu keluarga", "KTP-el lama yang rusak", "Surat kehilangan dari kepolisian"]


def _word(number: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[number] * 3


def pdf_two_columns(path: Path) -> Path:
    """A page with a title over two columns whose sentences tell their order."""
    styles = getSampleStyleSheet()
    frames = [
        Frame(2 * cm, 2 * cm, 8 * cm, 23 * cm, id="left"),
        Frame(10.8 * cm, 2 * cm, 8 * cm, 23 * cm, id="right"),
    ]

    def title(canvas: Canvas, _: object) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(2 * cm, 27 * cm, "Panduan Program Beasiswa bagi Mahasiswa Sidoarjo")

    document = BaseDocTemplate(str(path), pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=title))
    document.build(
        [Paragraph(f"Kalimat nomor {n} ada. {PARAGRAPH}", styles["BodyText"]) for n in range(1, 15)]
    )
    return path


def pdf_pages(path: Path, count: int) -> Path:
    """A text PDF with `count` pages."""
    canvas = Canvas(str(path), pagesize=A4)
    for number in range(1, count + 1):
        canvas.setFont("Helvetica", 11)
        for line in range(30):
            canvas.drawString(
                70, 760 - 15 * line, f"Baris {line} pada bagian {number} dokumen ini."
            )
        canvas.showPage()
    canvas.save()
    return path


def pdf_scan(path: Path, *, text_pages: int = 0, pages: int = 3) -> Path:
    """Pages that are pictures of text, and `text_pages` with real text before them."""
    canvas = Canvas(str(path), pagesize=A4)
    for _ in range(text_pages):
        canvas.drawString(70, 700, "Halaman ini berisi teks pengumuman yang dapat dibaca.")
        canvas.showPage()
    for number in range(1, pages + 1):
        canvas.drawImage(ImageReader(page_picture(number)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return path


def page_picture(number: int = 1) -> Image.Image:
    """A scanned page: a title and a paragraph, black on white, 150 dots an inch."""
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    draw.text((150, 500), f"Pengumuman Nomor {number}", 0, ImageFont.load_default(52))
    font = ImageFont.load_default(30)
    for line, text in enumerate(textwrap.wrap(PARAGRAPH, 60)):
        draw.text((150, 650 + 46 * line), text, 0, font)
    return picture


def pptx(path: Path) -> Path:
    """Three slides: a title, a list, a table; the parts that a reader of slides looks at."""
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    p = "http://schemas.openxmlformats.org/presentationml/2006/main"
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = f'xmlns:a="{a}" xmlns:p="{p}" xmlns:r="{r}"'

    def shape(role: str, *lines: str) -> str:
        text = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
        return (
            f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{role}"/></p:nvPr></p:nvSpPr>'
            f"<p:txBody>{text}</p:txBody></p:sp>"
        )

    cells = "".join(
        "<a:tr>"
        + "".join(
            f"<a:tc><a:txBody><a:p><a:r><a:t>{c}</a:t></a:r></a:p></a:txBody></a:tc>" for c in row
        )
        + "</a:tr>"
        for row in ROWS
    )
    table = (
        f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{cells}</a:tbl>"
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )
    slides = [
        shape("subTitle", "Dinas Kependudukan") + shape("ctrTitle", TITLE) + shape("sldNum", "1"),
        shape("title", "Syarat") + shape("body", *_NEEDED),
        shape("title", "Jadwal") + table,
    ]
    order = "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in range(len(slides)))
    targets = "".join(
        f'<Relationship Id="r{n}" Type="slide" Target="slides/slide{n}.xml"/>'
        for n in range(len(slides))
    )
    kind = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "ppt/presentation.xml",
            f"<p:presentation {names}><p:sldIdLst>{order}</p:sldIdLst></p:presentation>",
        )
        archive.writestr(
            "ppt/_rels/presentation.xml.rels",
            f'<Relationships xmlns="{kind}">{targets}</Relationships>',
        )
        for number, body in enumerate(slides):
            archive.writestr(
                f"ppt/slides/slide{number}.xml",
                f"<p:sld {names}><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:sld>",
            )
    return path


def pdf_encrypted(path: Path, *, user: str, owner: str) -> Path:
    """A PDF locked with AES; with an empty `user` password anybody can open it."""
    plain = pdf_pages(path.with_suffix(".plain.pdf"), 1)
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.encrypt(user, owner, algorithm="AES-256")
    writer.write(path)
    return path


def pdf_bomb(path: Path, *, operators: int = 4_000_000) -> Path:
    """A small PDF whose content stream holds very many operators."""
    import zlib

    stream = zlib.compress(b"BT /F1 9 Tf " + b"(a) Tj 1 0 Td " * operators + b"ET", 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 5\n0000000000 65535 f \n%strailer\n<</Size 5/Root 1 0 R>>\n" % table
    out += b"startxref\n%d\n%%%%EOF" % (out.index(b"xref\n0 5"))
    path.write_bytes(out)
    return path


def docx(path: Path) -> Path:
    """Headings, a numbered and a bulleted list, a table between paragraphs, and a comment."""
    document = Document()
    document.add_heading(TITLE, 0)
    first = document.add_paragraph(PARAGRAPH)
    document.add_comment(first.runs, text="KOMENTAR RAHASIA", author="Editor")
    document.add_heading("Syarat", 1)
    for text in _NEEDED:
        document.add_paragraph(text, style="List Number")
    for text in ("Gratis", "Tidak dapat diwakilkan"):
        document.add_paragraph(text, style="List Bullet")
    document.add_heading("Jadwal", 1)
    table = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("Informasi lebih lanjut melalui kantor kecamatan.")
    hidden = document.add_paragraph().add_run("TEKS TERSEMBUNYI")
    hidden.font.hidden = True
    document.save(str(path))
    return path


def docx_bomb(path: Path) -> Path:
    """A DOCX of some kilobytes that unpacks to more than 100 MB."""
    source = io.BytesIO()
    Document().save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != "word/document.xml":
                new.writestr(entry, old.read(entry))
        new.writestr("word/document.xml", b"<w:p/>" * (110 * 1024 * 1024 // 6))
    return path


def xlsx(path: Path) -> Path:
    """A sheet with a title over a table, and a hidden sheet."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Blangko KTP-el per kecamatan"])
    for row in ROWS:
        sheet.append(row)
    secret = book.create_sheet("Rahasia")
    secret.append(["TIDAK TAMPAK"])
    secret.sheet_state = "hidden"
    book.save(path)
    return path


def html(path: Path) -> Path:
    """A page with menu, script, comment and hidden elements around the content."""
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
    needed = "".join(f"<li>{text}</li>" for text in _NEEDED)
    path.write_text(
        f"""<!doctype html><html><head><title>Laman | Dinas</title><style>p{{}}</style></head>
<body><nav><a href="/">Beranda MENU</a></nav><script>var rahasia = "SKRIP"</script>
<main><!-- KOMENTAR RAHASIA --><h1>{TITLE}</h1><p>{PARAGRAPH}</p>
<p style="display: none">TERSEMBUNYI SATU</p><div hidden>TERSEMBUNYI DUA</div>
<h2>Syarat</h2><ol>{needed}</ol><h2>Jadwal</h2><table>{rows}</table>
<p>Unduh <a href="https://contoh.go.id/formulir">formulir</a>.</p></main>
<footer>Hak cipta KAKI</footer></body></html>""",
        "utf-8",
    )
    return path


def markdown(path: Path) -> Path:
    """The same document as Markdown."""
    needed = "\n".join(f"{i}. {text}" for i, text in enumerate(_NEEDED, 1))
    rows = [f"| {' | '.join(row)} |" for row in ROWS]
    table = "\n".join([rows[0], "|---|:--|--:|", *rows[1:]])
    path.write_text(
        f"# {TITLE}\n\n<!-- KOMENTAR RAHASIA -->\n{PARAGRAPH}\n\n## Syarat\n\n{needed}\n"
        f"- **Gratis**\n"
        f"\n## Jadwal\n\n{table}\n\nUnduh [formulir](https://contoh.go.id/formulir).\n",
        "utf-8",
    )
    return path
