"""The command line as scripts use it: exit codes, one JSON document, one sentence on stderr."""

import io
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant import api
from assistant.cli import main

NIK = "3515081204900001"
RELEASE = """Dinas Perhubungan Menambah Lampu Jalan

Dinas Perhubungan Kabupaten Sidoarjo memasang 64 lampu jalan di ruas Tulangan–Krembung mulai Senin,
6 April 2026. Laporan lampu padam dilayani 24 jam melalui nomor 112 tanpa biaya.
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def command(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        out, err = capsys.readouterr()
        return code, out, err

    return command


def stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["nonsense"],
        ["caption"],
        ["caption", "kabar"],
        ["caption", "kabar", "--platform", "myspace"],
        ["caption", "kabar", "--platform", "x", "--tone", "lucu"],
        ["caption", "kabar", "--plat", "x"],
        ["reply"],
        ["reply", " "],
        ["reply", "halo", "--platform", "whatsapp"],
        ["mask", "tidak-ada.txt"],
        ["check"],
        ["check", "tidak-ada.txt"],
        ["triage", "tidak-ada.csv"],
        ["triage", "tidak-ada.pdf"],
        ["evaluate", "tidak-ada"],
        ["serve", "--port", "0"],
        ["serve", "--host", "0.0.0.0"],
        ["knowledge"],
        ["knowledge", "add"],
        ["knowledge", "add", "a.txt", "--kind", "lain"],
        ["knowledge", "add", "a.txt", "--valid-until", "5/5/2025"],
        ["knowledge", "list", "--status", "hilang"],
        ["knowledge", "restore", "d1", "--version", "satu"],
        ["knowledge", "search"],
        ["knowledge", "search", "lampu", "--limit", "0"],
        ["mask", "--batch", "tidak-ada.jsonl"],
    ],
)
def test_wrong_usage_is_one_sentence_and_code_2(run: Any, argv: list[str]) -> None:
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and len(err) > 15


@pytest.mark.parametrize("name", ["video", "issues"])
def test_names_kept_for_later_say_so(run: Any, name: str) -> None:
    code, out, err = run(name, "add", "--role", "x")
    assert (code, out) == (1, "") and "belum" in err


@pytest.mark.parametrize("argv", [["--help"], ["caption", "--help"], ["knowledge", "add", "-h"]])
def test_help_is_indonesian(capsys: pytest.CaptureFixture[str], argv: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(argv)
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("pemakaian: assistant")


def test_a_setting_that_cannot_be_used_is_code_2(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "banyak")
    code, _, err = run("mask", "x")
    assert code == 2 and "ASSISTANT_PORT" in err


def test_an_unexpected_failure_shows_neither_traceback_nor_text(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_assistant: Any, _job: Any) -> Any:
        raise RuntimeError(f"isi komentar {NIK}")

    monkeypatch.setitem(api.FUNCTIONS, "mask", broken)  # type: ignore[arg-type]
    stdin(monkeypatch, b"x")
    code, out, err = run("mask")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert NIK not in err and "RuntimeError di test_cli.py:" in err


def test_mask_reads_stdin_and_drops_one_newline(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, f"NIK saya {NIK}\n\n".encode())
    code, out, err = run("mask", "--json")
    (result,) = lines(out)
    assert (code, err) == (0, "")
    assert result["text"] == "NIK saya [NIK-1]\n"
    assert result["personal_data"] == [{"kind": "nik", "start": 9, "end": 25}]


def test_mask_reads_a_file(run: Any, home: Path) -> None:
    (home / "komentar.txt").write_text(f"NIK {NIK}", encoding="utf-8")
    assert run("mask", "komentar.txt")[:2] == (0, "NIK [NIK-1]\n")


def test_a_batch_gives_a_result_a_line_and_stops_at_nothing(run: Any, home: Path) -> None:
    jobs = [
        json.dumps({"id": 7, "text": f"NIK {NIK}"}),
        "bukan json",
        "",
        json.dumps([1]),
        json.dumps({"id": "a", "teks": "x"}),
        json.dumps({"text": "halo"}),
    ]
    (home / "jobs.jsonl").write_text("\n".join(jobs), encoding="utf-8")
    code, out, _ = run("mask", "--batch", "jobs.jsonl")
    results = lines(out)
    assert code == 0
    assert [result.get("id", "-") for result in results] == [7, None, None, "a", "-"]
    assert ["error" in result for result in results] == [False, True, True, True, False]
    (home / "jobs.jsonl").write_text("bukan json\n", encoding="utf-8")
    assert run("mask", "--batch", "jobs.jsonl")[0] == 1


def test_check_reports_claims_findings_length_and_sources(run: Any, home: Path) -> None:
    (home / "rilis.txt").write_text(RELEASE, encoding="utf-8")
    (home / "draf.txt").write_text(
        "Ada 46 lampu baru di Tulangan, di pasang 6 April 2026.", "utf-8"
    )
    code, out, _ = run("check", "draf.txt", "--platform", "x", "--source", "rilis.txt", "--json")
    (result,) = lines(out)
    assert code == 0
    assert set(result) == {"claims", "findings", "length", "sources"}
    assert result["length"] == {"count": 54, "limit": 280, "unit": "weighted"}
    rules = {finding["rule"] for finding in result["findings"]}
    assert "eyd.awalan-di" in rules and any(rule.startswith("claim.") for rule in rules)
    code, out, _ = run("check", "draf.txt", "--source", "rilis.txt")
    assert code == 0 and "temuan" in out


@pytest.mark.parametrize("form", ["csv", "csv-semicolon", "xlsx", "jsonl"])
def test_triage_reads_exports(run: Any, home: Path, form: str) -> None:
    comments = [f"min lampu jalan mati di Waru, NIK {NIK}", "baris satu\nbaris dua, makasih"]
    path = home / f"ekspor.{form.split('-')[0]}"
    if form == "jsonl":
        rows = [json.dumps({"text": comment, "user": "a"}) for comment in comments]
        path.write_text("\n".join(rows), encoding="utf-8")
    elif form == "xlsx":
        from openpyxl import Workbook

        book = Workbook()
        for row in (["user", "Text"], *(["a", comment] for comment in comments)):
            book.active.append(row)  # type: ignore[union-attr]
        book.save(path)
    else:
        mark = ";" if form.endswith("semicolon") else ","
        table = "".join(f'a{mark}"{comment}"\r\n' for comment in comments)
        path.write_bytes(f"user{mark}text\r\n{table}".encode("utf-8-sig"))
    code, out, err = run("triage", path.name, "--json")
    assert (code, err) == (0, "")
    rows = lines(out)[0]["rows"]
    assert [row["row"] for row in rows] == [1, 2]
    assert NIK not in out and "[NIK-1]" in rows[0]["text_masked"]
    assert set(rows[0]["triage"]) == {
        "kind", "urgency", "language", "agencies", "needs_reply", "topics", "reasons"
    }  # fmt: skip
    assert run("triage", path.name)[0] == 0


def test_triage_names_the_column_that_is_missing(run: Any, home: Path) -> None:
    (home / "a.csv").write_text("komentar,nama\nx,y\n", encoding="utf-8")
    code, _, err = run("triage", "a.csv")
    assert code == 2 and "'text'" in err and "komentar" in err
    (home / "b.jsonl").write_text('{"isi": 1}\n', encoding="utf-8")
    assert "baris 1" in run("triage", "b.jsonl")[2]
    (home / "c.xlsx").write_bytes(b"PK\x03\x04rusak")
    assert run("triage", "c.xlsx")[0] == 2


def test_a_document_goes_through_its_life(run: Any, home: Path) -> None:
    (home / "rilis.txt").write_text(RELEASE, encoding="utf-8")
    (home / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    code, out, _ = run("knowledge", "add", ".", "--agency", "dishub", "--json")
    report = lines(out)[0]
    assert code == 0 and len(report["failed"]) == 1
    (document,) = report["added"]
    fields = "id title kind agency agencies published valid_from valid_until status version pages"
    assert set(fields.split()) <= set(document)
    one = document["id"]
    assert (document["agency"], document["status"], document["version"]) == (
        "dishub", "published", 1
    )  # fmt: skip
    assert run("knowledge", "add", "rusak.pdf")[0] == 1
    assert len(lines(run("knowledge", "add", "rilis.txt", "--json")[1])[0]["skipped"]) == 1
    found = lines(run("knowledge", "search", "lampu jalan Tulangan", "--json")[1])[0]
    assert found["results"][0]["document_id"] == one and found["answerable"] is True
    shown = lines(run("knowledge", "show", one, "--json")[1])[0]
    assert set(shown) == {"document", "versions", "passages"}
    (home / "baru.txt").write_text(RELEASE.replace("64", "70"), encoding="utf-8")
    assert lines(run("knowledge", "replace", one, "baru.txt", "--json")[1])[0]["version"] == 2
    assert lines(run("knowledge", "withdraw", one, "--json")[1])[0]["status"] == "withdrawn"
    assert lines(run("knowledge", "search", "lampu jalan", "--json")[1])[0]["results"] == []
    assert lines(run("knowledge", "list", "--status", "withdrawn", "--json")[1])[0]["documents"]
    assert lines(run("knowledge", "restore", one, "--json")[1])[0]["status"] == "published"
    assert one in run("knowledge", "list")[1]
    assert run("knowledge", "rebuild")[0] == 0
    assert lines(run("knowledge", "delete", one, "--json")[1]) == [None]
    code, out, err = run("knowledge", "show", one)
    assert (code, out) == (1, "") and one in err


def test_captions_and_replies_come_from_the_base(run: Any, home: Path) -> None:
    (home / "rilis.txt").write_text(RELEASE, encoding="utf-8")
    run("knowledge", "add", "rilis.txt", "--agency", "dishub")
    code, out, _ = run(
        "caption", "lampu jalan Tulangan–Krembung", "--platform", "x", "--platform", "whatsapp",
        "--json",
    )  # fmt: skip
    result = lines(out)[0]
    assert code == 0 and [draft["platform"] for draft in result["drafts"]] == ["x", "whatsapp"]
    assert result["sources"] and result["drafts"][0]["length"]["limit"] == 280
    code, out, _ = run("reply", "min lampu jalan Tulangan kapan dipasang?", "--json")
    result = lines(out)[0]
    assert code == 0 and result["acknowledgement"]["length"]["limit"] == 150
    assert run("reply", "min lampu jalan padam di Waru")[0] == 0
    assert run("caption", "lampu jalan Tulangan", "--platform", "facebook")[0] == 0


def test_a_recorded_reply_has_its_follow_ups(run: Any) -> None:
    comment = "min lampu jalan depan balai desa Kletek mati tiga hari, tolong diperbaiki"
    assert lines(run("reply", comment, "--json")[1])[0]["follow_up_ids"] == []
    code, out, _ = run("reply", comment, "--record", "--json")
    assert code == 0 and lines(out)[0]["follow_up_ids"]


@pytest.mark.parametrize("command", ["mask", "check"])
def test_quick_commands_load_nothing_heavy(home: Path, command: str) -> None:
    (home / "draf.txt").write_text("Lampu jalan menyala lagi sejak 6 April 2026.", encoding="utf-8")
    program = (
        "import sys; from assistant.cli import main; "
        f"code = main(['{command}', 'draf.txt', '--json']); "
        "heavy = {'gradio', 'langchain_core', 'langchain_openai', 'openai', 'chromadb', 'fastapi'};"
        "print(code, sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "LC_ALL": "C"},
        check=True,
    )
    assert done.stderr.strip() == "0 []"
    json.loads(done.stdout)
    # Of the processor: a busy machine makes the process wait, not work.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 4


def test_python_m_assistant_is_the_command(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "video"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )
    assert done.returncode == 1 and done.stdout == "" and done.stderr.count("\n") == 1
