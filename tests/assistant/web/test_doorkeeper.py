"""Who comes in at a page for this machine, and at one behind a proxy."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from assistant.accounts import add_account
from assistant.assembly import Assistant, assemble
from assistant.settings import Settings, load_settings
from assistant.web.doorkeeper import Doorkeeper

PUBLIC = "https://asisten.contoh.go.id"


async def greet(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(f"{scope['actor'].via} {scope['address']}")(scope, receive, send)


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    assistant = assemble(Settings(data_dir=tmp_path))
    yield assistant
    assistant.close()


def door(assistant: Assistant, address: str = "127.0.0.1") -> TestClient:
    return TestClient(Doorkeeper(greet, assistant), client=(address, 5000), follow_redirects=False)


def behind_a_proxy(tmp_path: Path) -> Settings:
    return load_settings(
        {
            "ASSISTANT_DATA_DIR": str(tmp_path),
            "ASSISTANT_PUBLIC_URL": PUBLIC,
            "ASSISTANT_TRUSTED_PROXY": "10.0.0.0/24",
        }
    )


def test_at_this_machine_nobody_has_to_sign_in(assistant: Assistant) -> None:
    assert door(assistant).get("/config").text == "local 127.0.0.1"
    # A look makes no database.
    assert not (assistant.settings.data_dir / "assistant.db").exists()


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded"])
def test_what_a_proxy_sent_is_no_local_user(assistant: Assistant, header: str) -> None:
    answer = door(assistant).get("/config", headers={header: "10.1.1.1"})
    assert answer.status_code == 403 and "ASSISTANT_PUBLIC_URL" in answer.json()["error"]


def test_with_the_first_account_everybody_signs_in(assistant: Assistant) -> None:
    add_account(assistant.records, "rina", "admin", "dishub")
    client = door(assistant)
    assert client.get("/config").status_code == 401
    answer = client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk")
    assert client.get("/masuk").text.startswith("nobody")
    secret = assistant.records.accounts.start(assistant.records.accounts.named("rina").id)
    cookie: dict[str, Any] = {"Cookie": f"__Host-sid={secret}"}
    assert client.get("/config", headers=cookie).text == "page 127.0.0.1"
    assert client.post("/unggah", headers=cookie).status_code == 403  # from nowhere


def test_behind_a_proxy_only_https_from_that_proxy_comes_in(tmp_path: Path) -> None:
    assistant = assemble(behind_a_proxy(tmp_path))
    https = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "9.9.9.9, 36.1.2.3"}
    near, far = door(assistant, "10.0.0.7"), door(assistant, "10.0.1.7")
    assert near.get("/masuk", headers=https).text == "nobody 36.1.2.3"
    assert near.get("/config", headers=https).status_code == 401  # no local user here
    assert near.get("/masuk").status_code == 403
    assert near.get("/masuk", headers={**https, "X-Forwarded-Proto": "http"}).status_code == 403
    assert far.get("/masuk", headers=https).status_code == 403
    assistant.close()


def test_a_database_that_fails_lets_nobody_in(assistant: Assistant) -> None:
    (assistant.settings.data_dir / "assistant.db").write_bytes(b"bukan basis data" * 100)
    answer = door(assistant).get("/config")
    assert answer.status_code == 503 and "Traceback" not in answer.text
