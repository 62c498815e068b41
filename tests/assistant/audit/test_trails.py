"""The trail is read back, searched, proven whole and handed out; each sees what is theirs."""

import ast
import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.access import PERMISSIONS, AccessDenied
from assistant.assembly import Assistant
from assistant.audit.acts import ACTS, GROUPS, in_group
from assistant.audit.spreadsheets import plain_cell
from assistant.audit.trails import Search, entry_json, export, find, state, told
from assistant.cli import main
from assistant.errors import UsageError
from assistant.records.trail import Period
from tests.worked import DEWI, HEAD, HEAD_DINKES, RINA, SARI, at_work, hand_in, write_draft

SOURCE = Path(__file__).parents[3] / "assistant"


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_SAMPLE", "false")
    assistant = at_work(tmp_path / "data")
    yield assistant
    assistant.close()


def sentences(assistant: Assistant, search: Search | None = None) -> list[str]:
    found = find(assistant, search or Search())
    return [entry_json(assistant, one)["sentence"] for one in found]


def test_each_act_is_one_sentence(assistant: Assistant) -> None:
    draft = write_draft(assistant, "Senam pagi di Alun-alun")
    waiting = hand_in(assistant, draft)
    assistant.acting(HEAD).records.approvals.send_back(waiting.id, 1, "Sebutkan jamnya.")
    assert sentences(assistant) == [
        "kepala.dishub (Kepala Dishub) mengembalikan draf “Judul Senam pagi di Alun-alun”: "
        "Sebutkan jamnya.",
        "rina.dishub (Admin Dishub) mengajukan draf “Judul Senam pagi di Alun-alun” untuk "
        "disetujui",
        "rina.dishub (Admin Dishub) menyusun draf “Senam pagi di Alun-alun”",
    ]


def test_every_act_that_is_noted_has_its_sentence() -> None:
    """Read from the code: a new act needs its words."""
    noted = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(
                getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", "")
            )
            if isinstance(node, ast.Call) and name in ("note", "_note", "add", "add_each", "_done"):
                words = [a.value for a in node.args if isinstance(a, ast.Constant)]
                noted |= {
                    w for w in words if isinstance(w, str) and ("." in w or w.startswith("sign-"))
                }
    noted = {name for name in noted if name.replace(".", "").replace("-", "").isalpha()}
    assert len(noted) > 25 and noted - set(ACTS) == set()
    assert all(any(in_group(action, group) for group in GROUPS) for action in ACTS)


def test_it_is_searched(assistant: Assistant) -> None:
    one = write_draft(assistant, "Senam pagi")
    write_draft(assistant, "Posyandu", DEWI)
    hand_in(assistant, one)
    assert len(sentences(assistant, Search(object_id=one))) == 2
    assert len(sentences(assistant, Search(actor="dewi.dinkes"))) == 1
    assert len(sentences(assistant, Search(action="draft.submitted"))) == 1
    assert len(sentences(assistant, Search(action="draft"))) == 3
    assert len(sentences(assistant, Search(action="model"))) == 0
    assert len(sentences(assistant, Search(words="POSYANDU dewi"))) == 1
    assert len(sentences(assistant, Search(period=Period(date(2026, 11, 26))))) == 0
    assert len(sentences(assistant, Search(period=Period(None, date(2026, 11, 25))))) == 3
    assert len(find(assistant, Search(action="draft"), 2)) == 2
    with pytest.raises(UsageError, match="kelompoknya"):
        Search(action="drop table")


def test_each_sees_what_is_theirs(assistant: Assistant) -> None:
    write_draft(assistant, "Senam pagi")
    assert len(sentences(assistant.acting(HEAD))) == 1
    assert len(sentences(assistant.acting(SARI))) == 1
    assert sentences(assistant.acting(HEAD_DINKES)) == []
    for refused in (RINA, DEWI):
        with pytest.raises(AccessDenied):
            find(assistant.acting(refused), Search())
        with pytest.raises(AccessDenied):
            export(assistant.acting(refused), Search(), "csv")
    with pytest.raises(AccessDenied):
        state(assistant.acting(HEAD))
    assert {"trail.read", "incident.read", "report.export"} <= set(PERMISSIONS)


def test_what_goes_out_is_in_the_trail_itself(assistant: Assistant) -> None:
    write_draft(assistant, "=HYPERLINK(1)")
    content = export(assistant.acting(HEAD), Search(), "csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content, newline=""))
    assert row["pelaku"] == "rina.dishub" and row["bantuan_ai"] == "disusun tanpa model AI"
    assert json.loads(plain_cell(row["isi"]))["text"] == "=HYPERLINK(1)"
    newest = find(assistant, Search(), 1)[0]
    assert newest.row.action == "trail.exported" and newest.row.actor == "kepala.dishub"
    lines = export(assistant, Search(), "jsonl").decode().splitlines()
    assert [json.loads(line)["seq"] for line in lines] == [1, 2]


def tampered(assistant: Assistant) -> None:
    path = assistant.settings.data_dir / "assistant.db"
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='trail'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE trail SET actor = 'orang lain' WHERE seq = 2")


def test_the_command_line(assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    draft = write_draft(assistant, "Senam pagi")
    hand_in(assistant, draft)
    assert main(["trail", "list", "--object", draft]) == 0
    assert "mengajukan draf" in capsys.readouterr().out
    assert main(["trail", "list", "--limit", "1", "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["entries"]
    assert one["seq"] == 2 and one["content"]["text"] == "Senam pagi"
    assert main(["trail", "head", "--json"]) == 0
    head = capsys.readouterr().out
    Path("kepala.json").write_text(head)
    for words in (["trail", "verify"], ["trail", "verify", "--head", "kepala.json"]):
        assert main(words) == 0
        assert "Jejak utuh: 2 baris" in capsys.readouterr().out
    for name in ("jejak.csv", "jejak.xlsx", "jejak.jsonl"):
        assert main(["trail", "export", name, "--from", "2026-11-25"]) == 0
        assert Path(name).stat().st_size and Path(name).stat().st_mode & 0o77 == 0
    assert main(["trail", "export", "jejak.ods"]) == 2
    assert main(["trail", "list", "--from", "2026-11-26", "--until", "2026-11-25"]) == 2
    assert main(["trail", "verify", "--head", "tidak-ada.json"]) == 2
    capsys.readouterr()
    tampered(assistant)
    assert main(["trail", "verify"]) == 1
    assert capsys.readouterr().err == "Jejak TIDAK utuh pada baris 2: isi baris berubah.\n"
    assert main(["trail", "verify", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["fault"]["seq"] == 2


def test_a_head_that_was_kept_tells_of_rows_cut_off(assistant: Assistant) -> None:
    from assistant.records.trail import Head

    write_draft(assistant, "Senam pagi")
    assert state(assistant, (Head(9, "a" * 64),))["fault"]["seq"] == 9
    assert "TIDAK utuh" in told(state(assistant, (Head(1, "a" * 64),)))
    assert told({"fault": None, "head": None, "heads": 0}) == "Jejak masih kosong."
