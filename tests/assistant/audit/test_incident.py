"""The pack for a privacy incident: which data, whose, when, how; letters; never an original."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from assistant.access import AccessDenied
from assistant.assembly import Assistant
from assistant.audit.incident import kinds_in, pack
from assistant.audit.trails import Search, find
from assistant.cli import main
from assistant.errors import UsageError
from assistant.privacy import TOKEN_NAMES
from assistant.records.trail import Period
from tests.worked import (
    COMMENT,
    HEAD,
    MASKED,
    RINA,
    SARI,
    at_work,
    call_model,
    send_reply,
    take_comments,
)

DAYS = Period(date(2026, 11, 24), date(2026, 11, 26))


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_SAMPLE", "false")
    assistant = at_work(tmp_path / "data")
    take_comments(assistant, [COMMENT, "kapan ada posyandu di krian min"])
    send_reply(assistant, "Kami cek.")
    call_model(assistant, MASKED)
    mine = assistant.acting(RINA).records
    entry = next(one for one in mine.queue.entries() if "TELEPON" in one.text_masked)
    mine.queue.original(entry.comments[0].id)
    assistant.records.accounts.note_refusal("rina.dishub", "10.0.0.9")
    yield assistant
    assistant.close()


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def table(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    text = archive.read(f"tabel/{name}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def letter(archive: zipfile.ZipFile, name: str) -> str:
    document = Document(io.BytesIO(archive.read(f"surat/{name}.docx")))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_it_says_which_data_whose_when_and_how(assistant: Assistant) -> None:
    made = pack(assistant.acting(SARI), DAYS, "akun admin dipakai orang lain.")
    archive = opened(made.content)
    in_queue, in_reply, in_model = table(archive, "data-pribadi")
    assert in_queue["jenis_data"] == "nama (1), nomor telepon (1)"
    assert in_queue["data_asli_dibuka_oleh"] == "rina.dishub" and in_queue["dalam_kurun"] == "ya"
    assert in_reply["tempat"] == "balasan" and in_model["tempat"] == "model"
    assert len(table(archive, "data-per-jenis")) == 6
    (read,) = table(archive, "data-asli-dibuka")
    assert read["nama"] == "rina.dishub" and read["waktu"].startswith("2026-11-25")
    (call,) = table(archive, "panggilan-model")
    assert call["model"] == "contoh-1" and call["teks_terkirim"] == MASKED
    (refused,) = table(archive, "masuk")
    assert refused["alamat"] == "10.0.0.9"
    assert len(table(archive, "jejak")) == made.rows == len(find(assistant, Search())) - 1
    assert json.loads(archive.read("keadaan-jejak.json"))["whole"] is True
    assert "Data asli komentar dibuka 1 kali: rina.dishub (Admin Dishub) 1 kali." in made.summary
    assert "28 November 2026 pukul 10.00" in made.summary
    newest = find(assistant, Search(), 1)[0].row
    assert (newest.action, newest.actor) == ("incident.packed", "sari.kominfo")


def test_the_letters_are_filled_and_name_what_is_left_to_fill(assistant: Assistant) -> None:
    archive = opened(pack(assistant, DAYS, "akun admin dipakai orang lain").content)
    for name in ("pemberitahuan-subjek-data", "pemberitahuan-lembaga", "pengumuman-masyarakat"):
        text = letter(archive, name)
        assert "akun admin dipakai orang lain" in text and "nomor telepon: 1" in text
        assert "24 November 2026 sampai 26 November 2026" in text
        assert "[ISI: " in text and "{" not in text
    assert "Pasal 46" in letter(archive, "pemberitahuan-lembaga")
    assert "dibuka 1 kali" in letter(archive, "pemberitahuan-lembaga")


def test_no_original_is_in_it(assistant: Assistant) -> None:
    archive = opened(pack(assistant, DAYS).content)
    for name in archive.namelist():
        content = archive.read(name)
        if name.endswith((".docx", ".xlsx")):
            inner = opened(content)
            content = b"".join(
                inner.read(part) for part in inner.namelist() if part.endswith(".xml")
            )
        assert b"0812" not in content and b"Budi" not in content, name


def test_only_for_those_who_see_all(assistant: Assistant) -> None:
    for actor in (RINA, HEAD):
        with pytest.raises(AccessDenied):
            pack(assistant.acting(actor), DAYS)
    for period in (Period(), Period(date(2026, 11, 26), date(2026, 11, 25))):
        with pytest.raises(UsageError):
            pack(assistant, period)


def test_every_kind_is_counted_once_a_value() -> None:
    text = " ".join(f"[{name}-1] [{name}-1] [{name}-2]" for name in TOKEN_NAMES.values())
    assert kinds_in(text) == dict.fromkeys(TOKEN_NAMES, 2)


def test_the_command_line(assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["incident", "paket.zip", "--from", "2026-11-24", "--until", "2026-11-26"]
    assert main([*words, "--about", "laptop hilang", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["personal_data"] == 6 and Path("paket.zip").stat().st_mode & 0o77 == 0
    assert "BACA-DULU.md" in opened(Path("paket.zip").read_bytes()).namelist()
    assert main(["incident", "paket.tar", *words[2:]]) == 2
    assert main(["incident", "paket.zip", "--from", "2026-11-24"]) == 2
