"""Reports: every column of every table is safe, each sees their own agency, each is noted."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.access import NOBODY, AccessDenied
from assistant.assembly import Assistant
from assistant.audit.exports import FILE_NAMES, REPORTS, report
from assistant.audit.spreadsheets import Table, as_csv, as_file, as_xlsx, plain_cell
from assistant.audit.trails import Search, find
from assistant.cli import main
from assistant.errors import UsageError
from assistant.records.comment_queue import Seen, Step
from assistant.records.trail import Period
from tests.assistant.audit.test_spreadsheets import PAYLOADS, STARTS, printable
from tests.worked import (
    DEWI,
    HEAD,
    NOW,
    RINA,
    SARI,
    ask,
    at_work,
    hand_in,
    send_reply,
    take_comments,
    write_draft,
)


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_SAMPLE", "false")
    assistant = at_work(tmp_path / "data")
    yield assistant
    assistant.close()


def rows(table: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(table).decode("utf-8-sig"), newline="")))


def work(assistant: Assistant) -> None:
    take_comments(assistant, ["lampu merah mati di terminal purabaya, wa 0812-3456-7890"])
    send_reply(assistant, "Kami teruskan ke Dishub.")
    waiting = hand_in(assistant, write_draft(assistant, "Jalan ditutup"))
    assistant.acting(HEAD).records.approvals.approve(waiting.id, 1, {0: "sudah dicek"})
    write_draft(assistant, "Belum diajukan")
    ask(assistant, "berapa biaya uji kir")


def test_what_is_in_them(assistant: Assistant) -> None:
    work(assistant)
    (comment,) = rows(report(assistant, "queue"))
    assert "0812" not in comment["teks_tersamarkan"] and comment["keadaan"] == "menunggu"
    assert comment["ditanggapi"] == ""
    (entry,) = assistant.records.queue.entries()
    assistant.records.queue.change(Step(Seen(entry.id, entry.version), "done", "rina.dishub"))
    (comment,) = rows(report(assistant, "queue"))
    assert comment["ditanggapi"] == comment["masuk"]
    (reply,) = rows(report(assistant, "replies"))
    assert reply["janji"] == "Kami teruskan ke Dishub." and reply["terlambat"] == "tidak"
    assert reply["penulis"] == "dibantu AI (contoh)" and reply["jenis"] == "aduan"
    decided, kept = rows(report(assistant, "drafts"))
    assert decided["keadaan"] == "disetujui" and decided["pemutus"] == "kepala.dishub"
    assert "sudah dicek" in decided["alasan_temuan"] and decided["cara"] == "pimpinan"
    assert kept["keadaan"] == "draf" and kept["penulis"] == "tanpa model AI"
    (question,) = rows(report(assistant, "questions"))
    assert question["kali"] == "1"


def test_each_sees_their_own_agency_and_each_is_noted(assistant: Assistant) -> None:
    work(assistant)
    counts = {"queue": 1, "replies": 1, "drafts": 2, "questions": 1}
    for what, count in counts.items():
        for actor in (RINA, HEAD, SARI):
            assert len(report(assistant.acting(actor), what).rows) == count, (what, actor.name)
        assert report(assistant.acting(DEWI), what).rows == []
        assert report(assistant, what, agency="Dinkes").rows == []
        assert len(report(assistant, what, agency="dishub").rows) == count
        assert report(assistant, what, Period(NOW.date().replace(day=26))).rows == []
        with pytest.raises(AccessDenied):
            report(assistant.acting(NOBODY), what)
    noted = find(assistant, Search(action="report.exported"))
    assert len(noted) == 4 * 7 and {one.row.object_id for one in noted} == set(FILE_NAMES.values())
    with pytest.raises(UsageError, match="OPD"):
        report(assistant, "queue", agency="tidak ada")


@pytest.mark.parametrize("what", REPORTS)
def test_no_column_can_become_a_formula(assistant: Assistant, what: str) -> None:
    """Each payload in each column of the table as it is."""
    headings, _ = REPORTS[what]
    width = len(headings)
    table = Table(
        FILE_NAMES[what],
        headings,
        [
            tuple(p if n == at else None for n in range(width))
            for p in PAYLOADS
            for at in range(width)
        ],
    )
    found = rows(table)
    for number, row in enumerate(found):
        payload, at = PAYLOADS[number // width], headings[number % width]
        assert not row[at].startswith(STARTS)
        assert plain_cell(row[at]) == printable(payload)
    sheet = load_workbook(io.BytesIO(as_xlsx([table]))).worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert len(cells) == len(PAYLOADS) * width and {cell.data_type for cell in cells} == {"s"}


def test_hostile_work_is_exported_as_it_was_written(assistant: Assistant) -> None:
    hostile = [p for p in PAYLOADS if printable(p) == p and p.strip()][:20]
    for text in hostile:
        write_draft(assistant, text)
        send_reply(assistant, text)
    for what, column in (("drafts", "maksud"), ("replies", "balasan")):
        found = rows(report(assistant, what))
        assert all(not cell.startswith(STARTS) for row in found for cell in row.values())
        assert {plain_cell(row[column]) for row in found} == set(hostile)


def test_the_command_line(assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    work(assistant)
    for what in REPORTS:
        for suffix in ("csv", "xlsx", "jsonl"):
            assert main(["export", what, f"{what}.{suffix}", "--from", "2026-11-20"]) == 0
    assert "selesai" in capsys.readouterr().out
    assert main(["export", "queue", "x.csv", "--agency", "entah"]) == 2
    assert main(["export", "apa", "x.csv"]) == 2
    assert main(["export", "queue", "tidak/ada/x.csv"]) == 1
    assert as_file(report(assistant, "queue"), "jsonl").count(b"\n") == 1
