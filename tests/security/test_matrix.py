"""Every route and every event of the page × every identity, held against the written table."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.access import PERMISSIONS, may
from assistant.prompts import put_in_force
from tests.security.house import (
    IDENTITIES,
    MARK,
    NOBODIES,
    House,
    Objects,
    events_of,
    furnish,
    housed,
)
from tests.security.table import CLOSED, EVENTS, ROUTES, Event

_REFUSALS = {401, 403, 404, 405}
# With what a route's parameters are filled, so that nothing but the gate decides.
_FILL = {
    "{name}": "page.js",
    "{path:path}": "x",
    "{api_name}": "mask",
    "{session_hash}": "abc",
    "{event_id}": "abc",
    "{path_or_url:path}": "/etc/passwd",
    "{url_path:path}": "http://127.0.0.1:1/",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with housed(tmp_path_factory.mktemp("house")) as house:
        yield house
    put_in_force({})  # the style that was saved holds for the process


def routes_of(routes: Any) -> Iterator[str]:
    """Also those behind routers that were included: Gradio hides most of its own there."""
    for route in routes:
        inner = getattr(route, "original_router", None) or getattr(route, "app", None)
        path = getattr(route, "path", None)
        for method in sorted(getattr(route, "methods", None) or ()):
            yield f"{method} {path}"
        if getattr(inner, "routes", None):
            yield from routes_of(inner.routes)


def fill(path: str) -> str:
    for name, value in _FILL.items():
        path = path.replace(name, value)
    return path.replace("{", "").replace("}", "")


def test_every_route_is_in_the_table(house: House) -> None:
    found = set(routes_of(house.app.routes))
    assert found - set(ROUTES) - CLOSED == set()
    assert set(ROUTES) - found == set() and CLOSED - found == set()
    assert len(found) > 80  # or the walk has missed the routers that Gradio hides


def test_every_event_is_in_the_table(house: House) -> None:
    assert set(events_of(house.page).values()) == set(EVENTS)
    assert {event.action for event in EVENTS.values()} <= set(PERMISSIONS)


@pytest.mark.parametrize("identity", IDENTITIES)
def test_routes(house: House, identity: str) -> None:
    wrong = []
    for route in sorted({*ROUTES, *CLOSED}):
        method, path = route.split(" ", 1)
        if route in ("POST /keluar", "GET /gradio_api/heartbeat/{session_hash}"):
            continue  # would end the session; would not end. Both below.
        if "queue/data" in route:
            continue
        more = {"json": {}} if method == "POST" else {}
        status = house.status(identity, method, fill(path), **more)
        who = ROUTES.get(route)
        known = identity not in NOBODIES
        through = (
            who == "everybody"
            or (who in ("signed-in", "session") and known)
            or (who == "superadmin" and identity == "superadmin")
        )
        turned_away = status in _REFUSALS or (status == 303 and path == "/")
        if path == "/masuk" and method == "POST":  # an empty form is a wrong passphrase
            turned_away = status not in (401, 429)
        if path.startswith(("/mulai", "/masuk/sso", "/aset", "/assets", "/static")) and through:
            turned_away = status not in (200, 404, 410)
        if "/call/" in path and method == "GET" and through:
            turned_away = status != 404  # of no event of this caller
        if path in ("/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/reset/") and through:
            turned_away = status not in (422, 403)
        if turned_away == through:
            wrong.append((route, identity, status))
    assert wrong == []


@pytest.mark.parametrize("identity", NOBODIES)
def test_long_answers_are_refused_too(house: House, identity: str) -> None:
    with house.client(identity) as client:
        for path in ("/gradio_api/queue/data?session_hash=x", "/gradio_api/heartbeat/x"):
            assert client.get(path).status_code == 401


def expected(house: House, event: Event, identity: str) -> bool:
    return may(house.actors[identity], event.action, "dishub")


@pytest.fixture(scope="module")
def objects(house: House) -> Objects:
    return furnish(house)


@pytest.mark.parametrize("name", EVENTS)
def test_events(house: House, objects: Objects, name: str) -> None:
    """Nobody sees or changes what is not theirs; and those who may, can: the check is alive."""
    event = EVENTS[name]
    numbers = [number for number, known in events_of(house.page).items() if known == name]
    wrong = []
    for number in numbers:
        count = len(house.page.fns[number].inputs)
        for identity in sorted(IDENTITIES, key=lambda one: expected(house, event, one)):
            inputs, data = event.payload(objects)
            inputs = (inputs + [None] * count)[:count]
            before = house.state()
            with house.client(identity) as client:
                answer = house.event(client, number, inputs, data)
            allowed, changed = expected(house, event, identity), house.state() != before
            if event.effect == "mine":
                allowed = identity == "admin"
            seen = MARK in answer and event.effect != "open"
            if event.effect in ("sees", "mine") and seen != allowed:
                wrong.append((name, number, identity, "sees", seen, answer[-300:]))
            if not allowed and (changed or seen):
                wrong.append(
                    (name, number, identity, "changed" if changed else "sees", answer[-300:])
                )
            if event.effect == "changes" and allowed:
                if not changed:
                    wrong.append((name, number, identity, "could not", answer[-300:]))
                for field, value in vars(furnish(house)).items():
                    setattr(objects, field, value)
    assert wrong == []


@pytest.mark.parametrize("path", ["run/{}", "api/{}", "call/{}", "call/v2/{}"])
def test_private_events_have_no_name(house: House, path: str) -> None:
    """By name only the public calls are reached, whoever asks."""
    names = {fn.api_name for fn in house.page.fns.values() if fn.api_visibility != "public"}
    with house.client("superadmin") as client:
        for name in sorted(str(name) for name in names):
            answer = client.post("/gradio_api/" + path.format(name), json={"data": []})
            assert answer.status_code in (403, 404), (name, answer.status_code)


def test_a_planted_hole_is_found(house: House, objects: Objects, monkeypatch: Any) -> None:
    """Were the check in the records not there, the matrix would say so."""
    from assistant.records import kept_drafts

    monkeypatch.setattr(kept_drafts, "require", lambda *_: None)
    number = next(n for n, name in events_of(house.page).items() if name == "caption_tab.delete")
    before = house.state()
    with house.client("other_admin") as client:
        house.event(client, number, [], {"ids": [objects.draft]})
    assert house.state() != before


def test_the_house_is_furnished(house: House, objects: Objects, tmp_path: Path) -> None:
    assert all(value not in (None, "") for value in vars(objects).values())
