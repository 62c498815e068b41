"""The gate alone, around an application that would answer everything."""

import asyncio
import json
from collections.abc import Iterable

import pytest
from starlette.types import Message, Receive, Scope, Send

from assistant.web.gate import BODY_LIMIT, HEADERS, UPLOAD_LIMIT, Gate

OWN = "127.0.0.1:7860"


async def open_house(scope: Scope, receive: Receive, send: Send) -> None:
    size, more = 0, True
    while more:
        message = await receive()
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    headers = [(b"access-control-allow-origin", b"*"), (b"content-type", b"text/plain")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": str(size).encode()})


def ask(
    path: str, method: str = "GET", *, chunks: Iterable[bytes] = (b"",), **headers: str
) -> tuple[int, dict[str, str], bytes]:
    headers = {"host": OWN} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [(n.encode(), v.encode()) for n, v in headers.items() if v],
        "query_string": b"",
    }
    waiting = list(chunks)
    sent: list[Message] = []

    async def receive() -> Message:
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Gate(open_house, [OWN, "localhost:7860"])(scope, receive, send))
    answer = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answer, sent[1]["body"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/healthz",
        "/aset/page.js",
        "/assets/index-DphvyggB.js",
        "/static/img/logo.svg",
        "/gradio_api/info",
        "/gradio_api/queue/data",
        "/gradio_api/heartbeat/abc123",
        "/gradio_api/call/caption/abc123",
    ],
)
def test_lets_the_page_be_read(path: str) -> None:
    assert ask(path)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=http://example.com/x",
        "/gradio_api/file/etc/passwd",
        "/gradio_api/proxy=http://example.com",
        "/gradio_api/custom_component/1/client/component/index.js",
        "/gradio_api/vibe-code",
        "/gradio_api/dev/reload",
        "/gradio_api/openapi.json",
        "/gradio_api/runs",
        "/gradio_api/deep_link",
        "/gradio_api/stream/a/b/1/playlist.m3u8",
        "/gradio_api/call/write/abc",
        "/monitoring",
        "/monitoring/summary",
        "/openapi.json",
        "/docs",
        "/login",
        "/svelte/x.js",
        "//healthz",
        "/healthz/../gradio_api/file=/etc/passwd",
        "/aset/../page.py",
        "/static/../../x",
        "/HEALTHZ",
        "/healthz;x",
        "/.env",
    ],
)
def test_shows_nothing_else(path: str) -> None:
    assert ask(path)[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/component_server",
        "/gradio_api/run/caption",
        "/gradio_api/api/caption",
        "/gradio_api/call/write",
        "/gradio_api/call/v2/write",
        "/gradio_api/vibe-edit",
        "/gradio_api/process_recording",
        "/gradio_api/stream/abc",
        "/login",
        "/",
    ],
)
def test_takes_nothing_else(path: str) -> None:
    assert ask(path, "POST")[0] == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_knows_two_ways_to_ask(method: str) -> None:
    assert ask("/gradio_api/queue/join", method)[0] == 405


@pytest.mark.parametrize(
    "host", ["", "evil.example", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:7860.evil.example", "a@b"]
)
def test_refuses_a_foreign_host(host: str) -> None:
    assert ask("/", host=host)[0] == 400


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "http://evil.example",
        "https://127.0.0.1:7860",
        "http://127.0.0.1:7861",
        "http://127.0.0.1:7860.evil.example",
    ],
)
def test_refuses_a_foreign_origin(origin: str) -> None:
    assert ask("/gradio_api/queue/join", "POST", origin=origin)[0] == 403


def test_takes_what_comes_from_the_page_or_from_a_program() -> None:
    assert ask("/gradio_api/queue/join", "POST", origin=f"http://{OWN}")[0] == 200
    assert ask("/gradio_api/call/mask", "POST")[0] == 200


def test_another_site_may_only_link_to_the_page() -> None:
    assert ask("/", sec_fetch_site="cross-site", sec_fetch_mode="navigate")[0] == 200
    assert ask("/", sec_fetch_site="cross-site", sec_fetch_mode="no-cors")[0] == 403
    assert ask("/config", sec_fetch_site="same-site", sec_fetch_mode="navigate")[0] == 403


def test_counts_the_body_whatever_length_was_declared() -> None:
    chunk = b"x" * 100_000
    many = [chunk] * (BODY_LIMIT // len(chunk) + 2)
    assert ask("/gradio_api/queue/join", "POST", content_length=str(BODY_LIMIT + 1))[0] == 413
    assert ask("/gradio_api/queue/join", "POST", chunks=many)[0] == 413
    assert ask("/gradio_api/queue/join", "POST", chunks=many, content_length="5")[0] == 413
    assert ask("/unggah", "POST", chunks=many)[0] == 200
    assert ask("/unggah", "POST", content_length=str(UPLOAD_LIMIT + 1))[0] == 413


@pytest.mark.parametrize("path", ["/", "/gradio_api/file=/etc/passwd"])
def test_every_answer_carries_the_headers_and_invites_nobody(path: str) -> None:
    _, headers, _ = ask(path)
    assert {name.lower(): value for name, value in HEADERS.items()}.items() <= headers.items()
    assert not [name for name in headers if name.startswith("access-control-")]
    assert headers["cache-control"] == "no-store"


def test_a_refusal_is_one_indonesian_sentence() -> None:
    _, headers, body = ask("/monitoring")
    assert headers["content-type"] == "application/json; charset=utf-8"
    assert json.loads(body) == {"error": "Halaman tidak ditemukan."}
