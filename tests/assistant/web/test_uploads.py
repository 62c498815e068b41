import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.access import LOCAL
from assistant.accounts import identity_of
from assistant.errors import AssistantError, UsageError
from assistant.web import uploads as module
from assistant.web.uploads import Uploads, upload_route
from tests.serving import As


@pytest.fixture
def uploads() -> Iterator[Uploads]:
    uploads = Uploads().acting(identity_of(LOCAL))
    yield uploads
    uploads.close()


@pytest.fixture
def client(uploads: Uploads) -> TestClient:
    app = FastAPI()
    app.include_router(upload_route(uploads))
    return TestClient(As(app))


def test_a_file_is_known_by_a_random_token(client: TestClient, uploads: Uploads) -> None:
    answer = client.post("/unggah", params={"nama": "rilis.txt"}, content=b"isi").json()
    assert answer["name"] == "rilis.txt" and answer["size"] == 3
    path = uploads.path(answer["token"])
    assert path.read_bytes() == b"isi" and path.name == "rilis.txt"
    assert "path" not in answer and str(uploads.folder) not in str(answer)


def test_only_this_user_can_look_into_the_folder(uploads: Uploads) -> None:
    for folder in (uploads.folder, uploads.folder.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\rahasia\\rilis.docx", "rilis.docx"),
        ("..", "berkas"),
        ("", "berkas"),
        ("a\x00b\u202egnp.txt", "a b gnp.txt"),
        ("x" * 300 + ".pdf", "x" * 50 + ".pdf"),
        (".env", "env"),
    ],
)
def test_a_name_cannot_leave_the_folder_or_mislead(
    client: TestClient, uploads: Uploads, name: str, kept: str
) -> None:
    answer = client.post("/unggah", params={"nama": name}, content=b"x").json()
    assert answer["name"] == kept
    assert uploads.path(answer["token"]).parent.parent == uploads.folder


def test_a_file_that_is_too_large_is_refused_and_forgotten(
    client: TestClient, uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FILE_LIMIT", 1000)
    answer = client.post("/unggah", params={"nama": "a.txt"}, content=b"x" * 1001)
    assert answer.status_code == 413 and "terlalu besar" in answer.json()["error"]
    assert not list(uploads.folder.iterdir())


@pytest.mark.parametrize("token", ["", "/etc/passwd", "../x", "a" * 32, "a" * 31 + "/", "*" * 32])
def test_no_other_path_passes_for_a_token(uploads: Uploads, token: str) -> None:
    with pytest.raises(UsageError, match="unggah ulang"):
        uploads.path(token)


def test_abandoned_files_go_after_a_day(uploads: Uploads) -> None:
    token = uploads.keep_text("lama", "lama.txt")
    day_and_more = time.time() - 25 * 3600
    os.utime(uploads.folder / token, (day_and_more, day_and_more))
    uploads.keep_text("baru", "baru.txt")
    assert [path.name for path in uploads.folder.glob("*/*")] == ["baru.txt"]


def test_a_full_folder_is_said(uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_FILES", 1)
    uploads.keep_text("a", "a.txt")
    with pytest.raises(AssistantError, match="penuh"):
        uploads.keep_text("b", "b.txt")


def test_nothing_is_left_behind(uploads: Uploads) -> None:
    uploads.keep_text("a", "a.txt")
    folder: Path = uploads.folder.parent
    uploads.close()
    assert not folder.exists()


def test_nobody_else_finds_the_file(client: TestClient, uploads: Uploads) -> None:
    token = client.post("/unggah", params={"nama": "rilis.txt"}, content=b"isi").json()["token"]
    other = uploads.acting("page:a1")
    with pytest.raises(UsageError):
        other.path(token)
    other.drop(token)
    assert uploads.path(token).read_bytes() == b"isi"
