"""The quick set of the attacks; benchmarks/security.py makes all of them."""

import json
import time
from collections.abc import Iterator

import httpx
import pytest

from assistant.web.doorkeeper import COOKIE
from tests.security import attacks
from tests.security.house import MARK, House, Objects, events_of, furnish, housed


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with housed(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def objects(house: House) -> Objects:
    return furnish(house)


def test_nobody_works_in_a_foreign_session(house: House, objects: Objects) -> None:
    assert attacks.foreign_work(house, objects, 20) == []


def test_no_event_reads_a_file_of_the_machine(house: House) -> None:
    assert attacks.named_files(house, 60) == []


def test_no_call_makes_the_server_fetch_a_file(house: House) -> None:
    file = {"path": "http://127.0.0.1:1/x", "meta": {"_type": "gradio.FileData"}}
    hidden = json.dumps({"data": [[{"a": file}]]}).replace("FileData", "\\u0046ileData")
    with house.client("editor") as client:
        for path in ("queue/join", "call/mask", "call/v2/mask"):
            answer = client.post(
                f"/gradio_api/{path}",
                content=hidden,
                headers={"content-type": "application/json"},
            )
            assert answer.status_code == 400 and "unggahan" in answer.json()["error"]


def test_no_other_site_acts_for_somebody(house: House, objects: Objects) -> None:
    assert attacks.foreign_origins(house, objects, 40) == []


def test_no_path_slips_past_the_gate(house: House) -> None:
    assert attacks.tricked_paths(house, 200) == []


def test_a_session_begins_with_signing_in_and_ends_with_signing_out(house: House) -> None:
    assert attacks.kept_sessions(house, 5) == []


def test_a_refusal_is_the_same_for_every_name(house: House) -> None:
    _, answers = attacks.told_apart(house, 4)
    assert {status for status, _ in answers} == {401} and len(answers) == 1


def test_a_role_taken_away_and_an_account_disabled_are_out_at_once(house: House) -> None:
    accounts, actor = house.assistant.records.accounts, house.actors["other_head"]
    listed = next(n for n, name in events_of(house.page).items() if name == "questions_tab.load")
    objects = furnish(house)
    with house.client("other_head") as client:
        accounts.change(actor.name, "editor", None)
        assert MARK in house.event(client, listed, [])
        accounts.change(actor.name, "head", "dinkes")
        began = time.monotonic()
        assert MARK not in house.event(client, listed, [])
        accounts.disable(actor.name)
        assert client.get("/config").status_code == 401
        assert time.monotonic() - began < 5  # the next request, however slow the machine
        accounts.enable(actor.name)
        assert client.get("/config").status_code == 401  # signing in again is needed
    assert objects.question


def test_too_much_is_refused(house: House) -> None:
    headers = {"Origin": house.url, "Cookie": f"{COOKIE}={house.cookies['editor']}"}
    for path, size in attacks.large_bodies():
        answer = httpx.post(house.url + path, content=b"x" * size, headers=headers, timeout=20)
        assert answer.status_code == 413, path


def test_a_token_acts_for_its_account_and_ends_with_it(house: House, objects: Objects) -> None:
    accounts = house.assistant.records.accounts
    token = accounts.new_token("admin.uji")
    call = f"{house.url}/gradio_api/call/mask"
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx.post(call, json={"data": ["halo"]}, headers=headers).status_code == 200
    for wrong in ("Bearer x", "Basic x", f"Bearer {token}x", "Bearer"):
        headers = {"Authorization": wrong, "Cookie": f"{COOKIE}={house.cookies['admin']}"}
        assert httpx.post(call, json={"data": ["halo"]}, headers=headers).status_code == 401
    accounts.new_token("admin.uji")
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx.post(call, json={"data": ["halo"]}, headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("content-security-policy", "default-src 'self'"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cache-control", "no-store"),
    ],
)
def test_the_door_carries_the_headers(house: House, name: str, header: str) -> None:
    assert header in httpx.get(f"{house.url}/masuk").headers[name]


def test_the_cookie_is_for_this_host_and_no_script(house: House) -> None:
    attacks.kept_sessions(house, 1)
    form = {"nama": "head.uji", "sandi": attacks.PASSWORD}
    answer = httpx.post(f"{house.url}/masuk", data=form, headers={"Origin": house.url})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-sid=")
    for part in ("secure", "httponly", "samesite=strict", "path=/"):
        assert part in cookie
    assert "domain" not in cookie
