"""The command line shows, submits and publishes; it never approves."""

import json
from pathlib import Path

import pytest

from assistant import api
from assistant.access import AccessDenied, Actor
from assistant.assembly import Assistant, assemble
from assistant.cli import main
from assistant.drafts import CaptionResult, Draft, Length
from assistant.settings import Settings

RINA = Actor("a-rina", "rina", frozenset({"admin"}), "dishub", "page")
HEAD = Actor("a-kepala", "kepala", frozenset({"head"}), "dishub", "page")
LINK = "https://www.instagram.com/p/C1a2b3/"


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_SAMPLE", "false")
    return assemble(Settings(data_dir=tmp_path / "data", sample=False))


def kept(assistant: Assistant, text: str) -> str:
    draft = Draft("x", None, None, text, (), None, Length(len(text), 280, "weighted"))
    drafts = assistant.acting(RINA).records.drafts
    job = {"brief": "Kabarkan jalan ditutup", "platforms": ["x"]}
    return drafts.of_work(drafts.keep(job, CaptionResult((draft,))))[0].id


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 0
    return capsys.readouterr().out


def test_a_draft_goes_its_way(assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    draft_id = kept(assistant, "Jalan Pahlawan ditutup, pelanggar didenda.")
    submitted = json.loads(
        said(capsys, "approvals", "submit", draft_id, "--version", "1", "--json")
    )
    assert submitted["state"] == "submitted" and submitted["submitted_by"] == "sistem"
    assert "memuat aturan atau sanksi" in said(capsys, "approvals", "list", "--agency", "dishub")
    assert "Tidak ada." in said(capsys, "approvals", "list", "--agency", "dinkes")
    assert main(["approvals", "publish", draft_id, "--version", "1", "--link", LINK]) == 1
    assert "belum disetujui" in capsys.readouterr().err
    api.approve_draft(assistant.acting(HEAD), submitted["id"], 1)
    assert "terbit" in said(
        capsys, "approvals", "publish", draft_id, "--version", "1", "--link", LINK
    )
    shown = said(capsys, "approvals", "show", submitted["id"])
    assert "disetujui kepala" in shown and LINK in shown
    assistant.close()


def test_the_command_line_cannot_approve(assistant: Assistant) -> None:
    draft_id = kept(assistant, "Senam pagi di Alun-alun.")
    waiting = api.submit_draft(assistant, draft_id, 1)
    with pytest.raises(AccessDenied):
        api.approve_draft(assistant, waiting["id"], 1)
    with pytest.raises(AccessDenied):
        api.return_draft(assistant, waiting["id"], 1, "Kurang jelas tempatnya.")
    assert main(["approvals", "approve", waiting["id"]]) == 2
    assert [one["state"] for one in api.approvals(assistant)["approvals"]] == ["submitted"]
    assistant.close()


def test_an_agency_can_ask_for_every_draft(
    assistant: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "boleh" in said(capsys, "approvals", "alone", "Dinas Perhubungan")
    assert "tidak boleh" in said(capsys, "approvals", "alone", "dishub", "no")
    draft_id = kept(assistant, "Senam pagi di Alun-alun.")
    assert main(["approvals", "publish", draft_id, "--version", "1", "--link", LINK]) == 1
    assert "semua draf disetujui" in capsys.readouterr().err
    assistant.close()


def test_the_digest_is_text(assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    api.submit_draft(assistant, kept(assistant, "Tarif parkir Rp2.000."), 1)
    text = said(capsys, "digest", "--agency", "dishub")
    assert text.startswith("Ringkasan Dishub,") and "Menunggu persetujuan: 1, 1 berisiko" in text
    found = json.loads(said(capsys, "digest", "--json"))
    assert (found["agency"], found["waiting"], found["late"]) == (None, 1, 0)
    assistant.close()
