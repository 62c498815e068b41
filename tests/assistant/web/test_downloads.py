"""What leaves the house by the page: attached, noted, and only what its caller may see."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.access import NOBODY, Actor
from assistant.assembly import Assistant
from assistant.audit.trails import Search, find
from assistant.web.downloads import download_route
from tests.serving import As
from tests.worked import (
    DEWI,
    HEAD,
    HEAD_DINKES,
    RINA,
    SARI,
    at_work,
    send_reply,
    take_comments,
    write_draft,
)

PERIOD = "dari=2026-11-24&sampai=2026-11-26"


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    assistant = at_work(tmp_path / "data")
    take_comments(assistant, ["lampu merah mati di terminal purabaya zebra7431"])
    send_reply(assistant, "Kami teruskan zebra7431.")
    write_draft(assistant, "zebra7431 =1+1")
    yield assistant
    assistant.close()


def client(assistant: Assistant, actor: Actor) -> TestClient:
    app = FastAPI()
    app.include_router(download_route(assistant))
    return TestClient(As(app, actor))


def test_a_file_is_attached_and_noted(assistant: Assistant) -> None:
    for name in ("antrean", "balasan", "draf", "pertanyaan", "jejak"):
        for suffix, kind in (("csv", "text/csv"), ("xlsx", "spreadsheetml"), ("jsonl", "ndjson")):
            answer = client(assistant, HEAD).get(f"/ekspor/{name}.{suffix}")
            assert answer.status_code == 200 and kind in answer.headers["content-type"]
            wanted = f'attachment; filename="{name}-2026-11-25.{suffix}"'
            assert answer.headers["content-disposition"] == wanted
    exports = find(assistant, Search(action="export"))
    assert len(exports) == 15 and {one.row.actor for one in exports} == {"kepala.dishub"}


@pytest.mark.parametrize("name", ["antrean", "balasan", "draf", "jejak"])
def test_each_gets_what_is_theirs(assistant: Assistant, name: str) -> None:
    for actor, through, sees in (
        (RINA, name != "jejak", True),
        (HEAD, True, True),
        (SARI, True, True),
        (DEWI, name != "jejak", False),
        (HEAD_DINKES, True, False),
        (NOBODY, False, False),
    ):
        answer = client(assistant, actor).get(f"/ekspor/{name}.csv")
        assert answer.status_code == (200 if through else 403), actor.name
        if through:
            assert ("zebra7431" in answer.text) == sees, actor.name
        else:
            assert set(answer.json()) == {"error"}


def test_the_trail_is_narrowed_as_on_the_page(assistant: Assistant) -> None:
    asked = f"/ekspor/jejak.csv?{PERIOD}&pelaku=rina.dishub&tindakan=draft&kata=zebra7431"
    rows = list(csv.DictReader(io.StringIO(client(assistant, HEAD).get(asked).text)))
    assert [row["tindakan"] for row in rows] == ["draft.made"]


def test_the_pack_of_an_incident(assistant: Assistant) -> None:
    asked = f"/ekspor/insiden.zip?{PERIOD}&tentang=uji"
    answer = client(assistant, SARI).get(asked)
    assert "BACA-DULU.md" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    for actor in (RINA, HEAD, NOBODY):
        assert client(assistant, actor).get(asked).status_code == 403


@pytest.mark.parametrize(
    "asked",
    ["apa.csv", "antrean.ods", "antrean", "antrean.csv?dari=kemarin", "insiden.zip",
     "antrean.csv?dari=2026-11-26&sampai=2026-11-25", "antrean.csv?opd=entah",
     "jejak.csv?tindakan=apa"],
)  # fmt: skip
def test_what_is_asked_wrongly_is_told_in_a_sentence(assistant: Assistant, asked: str) -> None:
    answer = client(assistant, SARI).get(f"/ekspor/{asked}")
    assert answer.status_code == 400 and answer.json()["error"].endswith((".", "tanya.", "."))
