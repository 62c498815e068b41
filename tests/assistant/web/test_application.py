"""The whole application on a port of this machine: what it shows, and what it never does."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.settings import Settings
from assistant.web.application import mount
from assistant.web.gate import HEADERS
from tests.serving import As, building, serving
from tests.staged import StagedAssistant, staged


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> StagedAssistant:
    return staged(tmp_path_factory.mktemp("app"))


@pytest.fixture(scope="module")
def url(assistant: StagedAssistant) -> Iterator[str]:
    with serving(assistant) as url:
        yield url


@pytest.fixture(scope="module")
def config(url: str) -> dict[str, Any]:
    return httpx.get(f"{url}/config").json()


def test_the_page_is_indonesian_and_names_no_other_host(url: str) -> None:
    page = httpx.get(url + "/").text
    assert 'lang="id"' in page and "Asisten Konten" in page
    assert '<link rel="stylesheet" href="/aset/page.css" />' in page
    assert "githubusercontent" not in page and "gradio.app" not in page
    assert httpx.head(url + "/").status_code == 200


def test_health_tells_states_and_no_secret(url: str, assistant: StagedAssistant) -> None:
    health = httpx.get(url + "/healthz").json()
    assert health["status"] == "ok"
    assert health["database"]["kind"] == "sqlite"
    assert health["model"] == {"name": None, "state": "embedded"}
    assert str(assistant.settings.data_dir) not in json.dumps(health)


def test_every_answer_carries_the_headers(url: str) -> None:
    for path in ("/", "/healthz", "/config", "/aset/page.js", "/gradio_api/upload", "/nihil"):
        answer = httpx.get(url + path, headers={"Origin": "http://evil.example"})
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert "access-control-allow-origin" not in answer.headers


def test_a_foreign_host_or_origin_is_refused(url: str) -> None:
    assert httpx.get(url + "/", headers={"Host": "evil.example"}).status_code == 400
    join = {"data": [], "fn_index": 0, "session_hash": "x"}
    answer = httpx.post(
        f"{url}/gradio_api/queue/join", json=join, headers={"Origin": "http://evil.example"}
    )
    assert answer.status_code == 403


def test_history_monitoring_and_footer_are_off(config: dict[str, Any], url: str) -> None:
    assert config["run_history"] is False
    assert not config["footer_links"]
    assert config["analytics_enabled"] is False
    for path in ("/monitoring", "/gradio_api/runs", "/docs", "/openapi.json"):
        assert httpx.get(url + path).status_code == 404


def test_only_six_calls_are_public(config: dict[str, Any], url: str) -> None:
    public = {d["api_name"] for d in config["dependencies"] if d["api_visibility"] == "public"}
    assert public == {"caption", "reply", "check", "search", "mask", "triage"}
    named = httpx.get(f"{url}/gradio_api/info").json()["named_endpoints"]
    assert set(named) == {f"/{name}" for name in public}
    for call in named.values():
        first, *others = call["parameters"]
        assert not first["parameter_has_default"]
        assert all(other["parameter_has_default"] for other in others)


# --- files of the machine ------------------------------------------------------------------

SECRET = "kunci-yang-tidak-boleh-keluar"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "rahasia.txt"
    path.write_text(SECRET, encoding="utf-8")
    return path


def file_data(path: str) -> dict[str, Any]:
    return {"path": path, "meta": {"_type": "gradio.FileData"}}


def run_event(url: str, fn_index: int, data: list[Any], **more: Any) -> str:
    """Everything that an event of the page answers."""
    session = uuid.uuid4().hex
    body = {"data": data, "fn_index": fn_index, "session_hash": session, **more}
    joined = httpx.post(f"{url}/gradio_api/queue/join", json=body)
    if joined.status_code != 200:
        return joined.text
    parts = []
    address = f"{url}/gradio_api/queue/data?session_hash={session}"
    with httpx.stream("GET", address, timeout=20) as stream:
        for line in stream.iter_lines():
            parts.append(line)
            if "close_stream" in line or "process_completed" in line:
                break
    return "\n".join(parts)


def test_no_event_reads_a_file_that_a_caller_names(
    url: str, config: dict[str, Any], secret: Path
) -> None:
    for event in config["dependencies"]:
        for value in (file_data(str(secret)), [file_data("/proc/self/environ")], str(secret)):
            answer = run_event(
                url,
                event["id"],
                [value] * len(event["inputs"]),
                event_data={"files": [{"token": str(secret), "name": "x"}], "key": "x"},
            )
            assert SECRET not in answer and "GRADIO_TEMP_DIR" not in answer


def test_a_file_component_would_not_read_it_either(secret: Path) -> None:
    """The page has none; this holds what makes Gradio check, should one ever come."""
    import gradio as gr

    def read(path: str) -> str:
        return Path(path).read_text(encoding="utf-8")

    app = FastAPI()
    with building():
        with gr.Blocks() as page:
            file, text = gr.File(), gr.Textbox()
            file.change(read, file, text, api_name="read")
        mount(app, page, Settings())
    assert SECRET not in run_directly(app, file_data(str(secret)))
    page.has_launched = False
    assert SECRET in run_directly(app, file_data(str(secret)))  # or this test proves nothing


def run_directly(app: FastAPI, value: Any) -> str:
    client = TestClient(As(app), raise_server_exceptions=False)
    return client.post("/gradio_api/run/read", json={"data": [value]}).text


@pytest.mark.parametrize("name", ["caption", "reply", "check"])
def test_no_named_call_takes_a_path(url: str, secret: Path, name: str) -> None:
    order = {
        "caption": ["x", ["x"], None, [str(secret)]],
        "reply": ["x", None, None, [str(secret)]],
        "check": ["x", None, [str(secret)]],
    }
    status, answer = call(url, name, order[name])
    assert status == "error"
    assert "unggah ulang" in answer["error"] and SECRET not in str(answer)
    body = {"data": [file_data(str(secret))]}
    refused = httpx.post(f"{url}/gradio_api/call/{name}", json=body)
    assert refused.status_code == 400 and "unggahan" in refused.json()["error"]


def test_files_are_not_served(url: str, secret: Path) -> None:
    for path in (f"/gradio_api/file={secret}", f"/file={secret}", "/gradio_api/file=app.py"):
        assert httpx.get(url + path).status_code == 404
    files = {"files": ("x.txt", b"x")}
    assert httpx.post(f"{url}/gradio_api/upload", files=files).status_code == 404


# --- named calls ---------------------------------------------------------------------------


def call(url: str, name: str, data: list[Any]) -> tuple[str, Any]:
    """A named call over plain HTTP: its last event and what came with it."""
    event = httpx.post(f"{url}/gradio_api/call/{name}", json={"data": data}).json()["event_id"]
    kind = ""
    with httpx.stream("GET", f"{url}/gradio_api/call/{name}/{event}", timeout=20) as stream:
        for line in stream.iter_lines():
            if line.startswith("event: "):
                kind = line.removeprefix("event: ")
            elif line.startswith("data: ") and kind in {"complete", "error"}:
                return kind, json.loads(line.removeprefix("data: "))
    return kind, None


def test_plain_http_gets_the_public_json(url: str) -> None:
    status, (answer,) = call(url, "caption", ["Kabarkan posyandu", ["instagram", "x"]])
    assert status == "complete"
    assert [draft["platform"] for draft in answer["drafts"]] == ["instagram", "x"]
    assert answer["drafts"][0]["claims"][0]["status"] == "supported"
    assert answer["sources"][0]["page"] == 2


def test_a_call_may_name_its_inputs(url: str) -> None:
    body = {"text": "teks", "platform": "x"}
    event = httpx.post(f"{url}/gradio_api/call/v2/check", json=body).json()["event_id"]
    answer = httpx.get(f"{url}/gradio_api/call/v2/check/{event}", timeout=20).text
    assert answer.startswith("event: complete") and '"claims"' in answer


def test_what_is_wrong_is_told_in_one_sentence(url: str) -> None:
    status, answer = call(url, "caption", ["Kabarkan", ["myspace"]])
    assert status == "error" and "tidak dikenal" in answer["error"]
    assert call(url, "caption", [""])[1]["error"].startswith("Maksud masih kosong")


def test_an_uploaded_source_is_named_by_its_token(url: str, assistant: StagedAssistant) -> None:
    answer = httpx.post(f"{url}/unggah", params={"nama": "rilis.txt"}, content=b"Rilis.").json()
    status, _ = call(url, "check", ["teks", None, [answer["token"]]])
    assert status == "complete"
    (source,) = assistant.jobs[-1].sources  # type: ignore[attr-defined]
    assert Path(source).read_bytes() == b"Rilis."


def test_gradio_client_finds_the_calls(url: str) -> None:
    from gradio_client import Client

    client = Client(url, verbose=False, analytics_enabled=False)
    answer = client.predict(comment="jalan bolong", platform="tiktok", api_name="/reply")
    assert answer["triage"]["kind"] == "complaint"
    assert answer["disposition"]["lapor"]["class"] == "pengaduan"
    answer = client.predict("posyandu", api_name="/search")
    assert answer["results"] == []
    client.close()


# --- starting ------------------------------------------------------------------------------


def start(folder: Path, port: int) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "ASSISTANT_DATA_DIR": str(folder), "ASSISTANT_PORT": str(port)}
    root = Path(__file__).resolve().parents[3]
    return subprocess.run(
        [sys.executable, "app.py"],
        cwd=root,
        env=environ,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_a_port_in_use_is_one_sentence(url: str, tmp_path: Path) -> None:
    port = int(url.rsplit(":", 1)[1])
    ended = start(tmp_path, port)
    assert ended.returncode == 1
    assert ended.stderr.strip() == (
        f"Port {port} sudah dipakai program lain; tutup program itu atau pilih port lain "
        "dengan ASSISTANT_PORT."
    )


def test_a_host_off_this_machine_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ASSISTANT_HOST", "0.0.0.0")
    ended = start(tmp_path, 7999)
    assert ended.returncode == 2 and "ASSISTANT_HOST" in ended.stderr


def test_a_second_server_on_the_same_store_is_refused(tmp_path: Path) -> None:
    from filelock import FileLock

    with FileLock(tmp_path / "server.lock"):
        ended = start(tmp_path, 0)
    assert ended.returncode == 2  # port 0 is no port
    with FileLock(tmp_path / "server.lock"):
        ended = start(tmp_path, free_port())
    assert ended.returncode == 1 and "penyimpanan yang sama" in ended.stderr


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
