"""Makes the PDF, Word, HTML and Excel files of the sample knowledge base.

Their words stand in tests/corpus/sample/*.md; run `python -m tests.corpus.make_sample` after a
change. The Markdown, text and CSV files of knowledge/sample/ are edited where they lie.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from docx import Document
from openpyxl import Workbook
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

TEXTS = Path(__file__).parent / "sample"
SAMPLE = Path(__file__).resolve().parents[2] / "knowledge" / "sample"


class Part(NamedTuple):
    """A heading ("h1" …), paragraph ("p"), bullet ("-"), numbered item ("1") or table ("|")."""

    kind: str
    text: str
    rows: Sequence[list[str]] = ()


def parts_of(text: str) -> Iterator[Part]:
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            yield Part("|", "", rows)
            rows = []
        if found := re.match(r"(#+) (.+)", line):
            yield Part(f"h{len(found[1])}", found[2])
        elif line.startswith("- "):
            yield Part("-", line[2:])
        elif re.match(r"\d+\. ", line):
            yield Part("1", line)
        elif line:
            yield Part("p", line)


def write_pdf(path: Path, parts: list[Part], *, columns: int = 1) -> None:
    document = BaseDocTemplate(str(path), pagesize=A4, title=parts[0].text, invariant=True)
    width, height = A4
    margin, gap = 2.2 * cm, 0.8 * cm
    column = (width - 2 * margin - (columns - 1) * gap) / columns
    frames = [
        Frame(margin + i * (column + gap), margin, column, height - 2 * margin, 0, 0, 0, 0)
        for i in range(columns)
    ]

    def edge(canvas: Canvas, page: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(margin, height - 1.3 * cm, "Pemerintah Kabupaten Sidoarjo - contoh")
        canvas.drawCentredString(width / 2, 1.2 * cm, f"Halaman {page.page}")

    document.addPageTemplates([PageTemplate(frames=frames, onPage=edge)])
    document.build(list(_flowables(parts, column)))


def _flowables(parts: list[Part], width: float) -> Iterator[Flowable]:
    styles = getSampleStyleSheet()
    body = ParagraphStyle("body", parent=styles["BodyText"], fontSize=10, leading=13.5)
    item = ParagraphStyle("item", parent=body, leftIndent=14, bulletIndent=2)
    cell = ParagraphStyle("cell", parent=body, fontSize=9, leading=11)
    head = ParagraphStyle("head", parent=cell, fontName="Helvetica-Bold")
    for part in parts:
        if part.kind.startswith("h"):
            yield Paragraph(html.escape(part.text), styles[f"Heading{part.kind[1]}"])
        elif part.kind == "-":
            yield Paragraph(html.escape(part.text), item, bulletText="•")
        elif part.kind == "1":
            number, text = part.text.split(" ", 1)
            yield Paragraph(html.escape(text), item, bulletText=number)
        elif part.kind == "|":
            rows = [
                [Paragraph(html.escape(text), head if index == 0 else cell) for text in row]
                for index, row in enumerate(part.rows)
            ]
            table = Table(rows, colWidths=_shares(part.rows, width))
            table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey)]))
            yield table
            yield Spacer(1, 10)
        else:
            yield Paragraph(html.escape(part.text), body)


def _shares(rows: Sequence[list[str]], width: float) -> list[float]:
    longest = [max(12, min(60, max(len(row[i]) for row in rows))) for i in range(len(rows[0]))]
    return [width * share / sum(longest) for share in longest]


def write_columns(path: Path, parts: list[Part]) -> None:
    write_pdf(path, parts, columns=2)


def write_docx(path: Path, parts: list[Part]) -> None:
    document = Document()
    document.core_properties.title = parts[0].text
    for part in parts:
        if part.kind.startswith("h"):
            document.add_heading(part.text, level=int(part.kind[1]))
        elif part.kind == "-":
            document.add_paragraph(part.text, style="List Bullet")
        elif part.kind == "1":
            # Typed numbers: Word's automatic ones would go on counting over the next heading.
            document.add_paragraph(part.text)
        elif part.kind == "|":
            table = document.add_table(rows=0, cols=len(part.rows[0]), style="Table Grid")
            for row in part.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        else:
            document.add_paragraph(part.text)
    document.save(str(path))


def write_html(path: Path, parts: list[Part]) -> None:
    body: list[str] = []
    listed = ""
    for part in parts:
        wanted = {"-": "ul", "1": "ol"}.get(part.kind, "")
        if wanted != listed:
            body += [f"</{listed}>"] * bool(listed) + [f"<{wanted}>"] * bool(wanted)
            listed = wanted
        text = html.escape(part.text, quote=False)
        if part.kind.startswith("h"):
            body.append(f"<{part.kind}>{text}</{part.kind}>")
        elif part.kind == "|":
            body.append("<table>")
            for index, row in enumerate(part.rows):
                tag = "td" if index else "th"
                body.append("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>")
            body.append("</table>")
        elif wanted:
            body.append(f"<li>{re.sub(r'^[0-9]+[.] ', '', text)}</li>")
        else:
            body.append(f"<p>{text}</p>")
    path.write_text(
        "<!DOCTYPE html>\n"
        f'<html lang="id">\n<head><meta charset="utf-8"><title>{parts[0].text}</title></head>\n'
        '<body>\n<nav><a href="/">Beranda</a> <a href="/layanan">Layanan</a></nav>\n<main>\n'
        + "\n".join(body)
        + "\n</main>\n<footer>Contoh halaman situs</footer>\n</body>\n</html>\n",
        encoding="utf-8",
    )


def write_dengue_figures(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "Kasus DBD"
    for row in DENGUE:
        sheet.append(row)
    sheet.column_dimensions["A"].width = 40
    notes = book.create_sheet("Keterangan")
    for line in DENGUE_NOTES:
        notes.append([line])
    book.save(path)


DENGUE: list[list[str | int]] = [
    ["Periode", "Kasus DBD", "Kematian", "Keterangan"],
    ["Januari–Juli 2015", 171, "tidak disebutkan", ""],
    ["Januari–Juni 2019", 186, 6, ""],
    ["Tahun 2019", 367, "tidak disebutkan", ""],
    ["Januari–Juni 2020", 103, 2, ""],
    ["Januari–Agustus 2020", 123, 2, "Terbanyak di Sukodono (23 kasus); nihil di Balongbendo, "
     "Porong, dan Jabon"],
    ["Sampai 28 Januari 2022", 81, 1, "Hanya pasien puskesmas; terbanyak di Puskesmas Krembung "
     "(9 kasus), lalu Sidoarjo (8 kasus)"],
    ["Tahun 2024", 379, 2, ""],
    ["Januari 2025", 7, 0, "Angka sementara"],
]  # fmt: skip
DENGUE_NOTES = [
    "Angka Demam Berdarah Dengue (DBD) di Kabupaten Sidoarjo",
    "Dinas Kesehatan Kabupaten Sidoarjo menilai DBD pada 2024 terkendali dan berharap keadaan "
    "2025 sama atau lebih baik.",
    "Langkah Dinas Kesehatan: surat edaran pemberantasan sarang nyamuk (PSN), pengumuman keliling "
    "oleh semua puskesmas, pengasapan (fogging) fokus oleh puskesmas, dan koordinasi rumah sakit "
    "dengan puskesmas.",
    "Dokumen contoh. Sumber fakta: dinkes.sidoarjokab.go.id, September 2015; sidoarjonews.id, "
    "27 Juni 2020; radarsidoarjo.jawapos.com, 21 Agustus 2020; dnnmedia.net, 29 Januari 2022; "
    "harianbhirawa.co.id, Januari 2025.",
]

FILES: dict[str, Callable[[Path, list[Part]], None]] = {
    "cetak-ktp-18-kecamatan.pdf": write_pdf,
    "aktivasi-uhc-2025.pdf": write_pdf,
    "spmb-smp-2025.pdf": write_pdf,
    "beasiswa-2024.pdf": write_columns,
    "perbaikan-jalan-2026.pdf": write_columns,
    "job-fair-2025.pdf": write_columns,
    "syarat-ktp-el.docx": write_docx,
    "beasiswa-2026.docx": write_docx,
    "pengaduan-lingkungan.docx": write_docx,
    "dbd-waspada-2026.docx": write_docx,
    "pju-24-jam-2025.html": write_html,
    "bebas-denda-pajak-2025.html": write_html,
    "tpa-jabon.html": write_html,
}


def main() -> None:
    for name, write in FILES.items():
        text = (TEXTS / name).with_suffix(".md").read_text(encoding="utf-8")
        write(SAMPLE / name, list(parts_of(text)))
    write_dengue_figures(SAMPLE / "dbd-angka.xlsx")


if __name__ == "__main__":
    main()
