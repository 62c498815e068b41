"""A letter of prompts/incident as a document in which the blanks stand out."""

import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_BLANK = re.compile(r"(\[ISI: [^\]]*\])")


def as_document(text: str) -> bytes:
    """`# ` is the title, `## ` a heading, `- ` an item of a list; every other line a paragraph."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    document = Document()
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    for line in text.split("\n"):
        if line.startswith("# "):
            title = document.add_paragraph()
            title.alignment = WD_ALIGN_PARAGRAPH.CENTER
            title.add_run(line[2:]).bold = True
        elif line.startswith("## "):
            document.add_paragraph().add_run(line[3:]).bold = True
        elif line.startswith("- "):
            _fill(document.add_paragraph(style="List Bullet"), line[2:])
        elif line.strip():
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(4)
            _fill(paragraph, line)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _fill(paragraph: "Paragraph", text: str) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    for piece in _BLANK.split(text):
        run = paragraph.add_run(_printable(piece))
        if _BLANK.fullmatch(piece):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _printable(text: str) -> str:
    return "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff")
