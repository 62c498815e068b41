"""Real documents for the tests of reading, made once a session."""

from pathlib import Path

import pytest

from tests.corpus import make


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    make.pdf_with_table(folder / "table.pdf")
    make.pdf_with_table(folder / "unruled.pdf", ruled=False)
    make.pdf_two_columns(folder / "columns.pdf")
    make.pdf_pages(folder / "long.pdf", 300)
    make.pdf_scan(folder / "scan.pdf")
    make.pdf_scan(folder / "partly.pdf", text_pages=1)
    make.pdf_encrypted(folder / "locked.pdf", user="rahasia", owner="pemilik")
    make.pdf_encrypted(folder / "owned.pdf", user="", owner="pemilik")
    make.pdf_bomb(folder / "bomb.pdf")
    make.docx(folder / "document.docx")
    make.docx_bomb(folder / "bomb.docx")
    make.xlsx(folder / "sheet.xlsx")
    make.html(folder / "page.html")
    make.markdown(folder / "page.md")
    return folder
