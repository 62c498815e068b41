"""Attacks on the house. Each gives what got through: a list that has to be empty.

`count` bounds how many of the attempts are made, spread over all kinds: few in the tests, all in
benchmarks/security.py.
"""

import itertools
import random
import statistics
import time
import uuid
from collections.abc import Iterator
from typing import Any

import httpx

from assistant.accounts import hash_password
from assistant.web.doorkeeper import COOKIE
from tests.security.house import MARK, House, Objects, events_of, listen
from tests.security.table import CLOSED, ROUTES

PASSWORD = "kuda terbang di atas delta"
_SECRET = "kunci-yang-tidak-boleh-keluar"


def some(attempts: list[Any], count: int) -> list[Any]:
    """The same choice in every run."""
    return random.Random(7).sample(attempts, min(count, len(attempts)))


def foreign_work(house: House, objects: Objects, count: int) -> list[str]:
    """Session hashes, events, files and drafts of somebody else, in the hands of another admin."""
    through = []
    names = events_of(house.page)
    reopen = next(number for number, name in names.items() if name == "caption_tab.reopen")
    edit = next(number for number, name in names.items() if name == "caption_tab.edit")
    preview = next(number for number, name in names.items() if name == "queue_tab.preview")
    with house.client("admin") as owner, house.client("other_admin") as thief:
        for n in range(max(1, count // 5)):
            session = uuid.uuid4().hex
            mine = house.event(owner, reopen, [], {"work": objects.work}, session)
            assert MARK in mine  # the session holds the draft now
            before = house.state()
            event = {"key": "instagram", "text": f"dibajak {n}", "title": None}
            answers = {
                "state of a foreign session": house.event(thief, edit, [None], event, session),
                "answers of a foreign session": listen(thief, session, 2),
                "a foreign draft": house.event(thief, reopen, [], {"work": objects.work}),
                "a foreign file": house.event(thief, preview, [], {"token": objects.export}),
            }
            through += [what for what, answer in answers.items() if MARK in answer]
            with thief.stream("GET", f"/gradio_api/heartbeat/{session}") as heartbeat:
                if heartbeat.status_code == 200:
                    through.append("a foreign heartbeat")
            called = owner.post("/gradio_api/call/mask", json={"data": [f"{MARK} 081234567890"]})
            name = called.json()["event_id"]
            stolen = thief.get(f"/gradio_api/call/mask/{name}")
            if stolen.status_code == 200:
                through.append("the result of a foreign call")
            for path in ("cancel", "reset"):
                body = {"event_id": name, "session_hash": session, "fn_index": 0}
                if thief.post(f"/gradio_api/{path}", json=body).status_code == 200:
                    through.append(f"a foreign {path}")
            if house.state() != before:
                through.append("foreign rows")
    return through


def named_files(house: House, count: int) -> list[str]:
    """Files of the machine, named as uploads in every event."""
    secret = house.assistant.settings.data_dir / "rahasia.txt"
    secret.write_text(_SECRET, encoding="utf-8")
    places = [
        str(secret), "/etc/passwd", "/proc/self/environ", "/proc/self/cmdline", ".env",
        "assistant.db", str(house.assistant.settings.data_dir / "assistant.db"),
        str(house.assistant.settings.data_dir / "secret.key"), "../" * 8 + "etc/passwd",
        "file:///etc/passwd", "http://127.0.0.1:1/x", "\\\\server\\x", "/dev/zero", "~/.ssh/id_rsa",
        "pyproject.toml", "/etc/hostname", "C:\\Windows\\win.ini", "..%2f..%2fetc%2fpasswd",
        "/proc/1/environ", "~root/.bash_history",
    ]  # fmt: skip
    shapes = (
        lambda path: {"path": path, "meta": {"_type": "gradio.FileData"}},
        lambda path: [{"path": path, "meta": {"_type": "gradio.FileData"}}],
        lambda path: path,
    )
    through = []
    with house.client("editor") as client:
        attempts = list(itertools.product(events_of(house.page), places, shapes))
        for number, place, shape in some(attempts, count):
            value = shape(place)
            inputs = [value] * len(house.page.fns[number].inputs)
            data = {"files": [{"token": place, "name": place}], "token": place, "key": "x"}
            answer = house.event(client, number, inputs, data)
            if any(found in answer for found in (_SECRET, "root:x:0", "PATH=", "SQLite format")):
                through.append(f"{number} {place}")
    return through


def foreign_origins(house: House, objects: Objects, count: int) -> list[str]:
    """What another site could make a browser send, with the cookie of somebody signed in."""
    origins = [
        "http://evil.example", "null", "http://sub.127.0.0.1", "http://127.0.0.1", "file://",
        house.url.replace("http:", "https:"), house.url + ".evil.example", "http://localhost:1",
        house.url.rsplit(":", 1)[0] + ":1", "chrome-extension://abc", "",
    ]  # fmt: skip
    number = next(n for n, name in events_of(house.page).items() if name == "caption_tab.delete")
    join = {
        "data": [], "fn_index": number, "session_hash": uuid.uuid4().hex,
        "event_data": {"ids": [objects.draft]},
    }  # fmt: skip
    requests: list[tuple[str, dict[str, Any]]] = [
        ("/gradio_api/queue/join", {"json": join}),
        ("/gradio_api/queue/join", {"content": "x", "headers": {"content-type": "text/plain"}}),
        ("/gradio_api/call/reply", {"json": {"data": ["halo min", None, None, None, True]}}),
        ("/gradio_api/upload", {"files": {"files": ("a.txt", b"x")}}),
        ("/unggah?nama=a.txt", {"content": b"x"}),
        ("/keluar", {"data": {}}),
        ("/sandi", {"data": {"lama": "x", "sandi": "y", "ulang": "y"}}),
        ("/akun", {"data": {"tindakan": "disable", "nama": "admin.uji"}}),
    ]
    through = []
    cookie = f"{COOKIE}={house.cookies['superadmin']}"
    before = house.state()
    for origin, (path, more) in some(list(itertools.product(origins, requests)), count):
        headers = {"Cookie": cookie, **more.get("headers", {})}
        if origin:
            headers["Origin"] = origin
        answer = httpx.post(house.url + path, **{**more, "headers": headers})
        if answer.status_code not in (400, 403, 404, 405, 415, 422):
            through.append(f"{origin} {path} {answer.status_code}")
    if house.state() != before:
        through.append("rows were changed")
    return through


def tricked_paths(house: House, count: int) -> list[str]:
    """Hosts and paths that mean one thing to a gate and another to what stands behind it."""
    bent = (
        lambda path: "/" + path, lambda path: path + "/", lambda path: path.replace("/", "//"),
        lambda path: path.replace("/", "/./"), lambda path: "/masuk/.." + path,
        lambda path: "/masuk/%2e%2e" + path, lambda path: path.replace("/", "%2f"),
        lambda path: path.upper(), lambda path: path + ";x=/masuk", lambda path: path + "%00",
        lambda path: "/masuk%3f" + path, lambda path: "////evil.example" + path,
        lambda path: path + "?/masuk", lambda path: path + "#/masuk", lambda path: path + "%20",
    )  # fmt: skip
    hosts = (
        "evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", "127.0.0.1:7860@evil",
        "127.0.0.1%2eevil.example", "[::1", "", "127.0.0.1:7860/masuk",
    )  # fmt: skip
    opened = {route.split(" ", 1)[1] for route, who in ROUTES.items() if who == "everybody"}
    paths = sorted({route.split(" ", 1)[1] for route in {*ROUTES, *CLOSED}} - opened)
    attempts: list[tuple[str, str | None]] = [
        (bend(path.split("{")[0] + "x" * ("{" in path)), None) for path in paths for bend in bent
    ]
    attempts += [(path, host) for path in ("/", "/config", "/healthz") for host in hosts]
    own = house.url.removeprefix("http://")
    through = []
    with httpx.Client(base_url=house.url, timeout=10) as client:
        for path, host in some(attempts, count):
            headers = {"Host": own if host is None else host}
            try:
                answer = client.get(path, headers=headers, follow_redirects=False)
            except (httpx.HTTPError, httpx.InvalidURL):
                continue  # no server would see it
            away = answer.status_code in (400, 401, 403, 404, 405)
            if not away and not (answer.status_code == 303 and host is None):
                through.append(f"{host} {path} {answer.status_code}")
    return through


def kept_sessions(house: House, count: int) -> list[str]:
    """A session that was there before signing in, and one after signing out."""
    records, through = house.assistant.records, []
    records.accounts.set_password("head.uji", hash_password(PASSWORD))
    house.cookies["head"] = records.accounts.start(house.actors["head"].id)
    form = {"nama": "head.uji", "sandi": PASSWORD}
    for n in range(count):
        planted = f"planted-{n}-{uuid.uuid4().hex}"
        headers = {"Origin": house.url, "Cookie": f"{COOKIE}={planted}"}
        answer = httpx.post(f"{house.url}/masuk", data=form, headers=headers)
        secret = answer.cookies.get(COOKIE)
        assert answer.status_code == 303 and secret
        if secret == planted or _gets_in(house, planted):
            through.append("a session from before signing in")
        assert _gets_in(house, secret)
        headers["Cookie"] = f"{COOKIE}={secret}"
        httpx.post(f"{house.url}/keluar", headers=headers)
        if _gets_in(house, secret):
            through.append("a session after signing out")
    return through


def _gets_in(house: House, secret: str) -> bool:
    headers = {"Cookie": f"{COOKIE}={secret}"}
    return httpx.get(f"{house.url}/config", headers=headers).status_code == 200


def told_apart(house: House, count: int) -> tuple[float, set[tuple[int, str]]]:
    """Names that there are and that there are not: the difference of the medians in milliseconds,
    and what was answered."""
    took: dict[str, list[float]] = {"head.uji": [], "tidak.ada": []}
    seen = set()
    for name in itertools.chain(*zip(*([n] * count for n in took), strict=True)):
        house.assistant.records.accounts.forgive(f"name:{name}")
        house.assistant.records.accounts.forgive("address:127.0.0.1")
        form = {"nama": name, "sandi": "salah sama sekali"}
        began = time.perf_counter()
        answer = httpx.post(f"{house.url}/masuk", data=form, headers={"Origin": house.url})
        took[name].append((time.perf_counter() - began) * 1000)
        seen.add((answer.status_code, answer.text.replace(name, "")))
    one, other = (statistics.median(times) for times in took.values())
    return abs(one - other), seen


def large_bodies() -> Iterator[tuple[str, int]]:
    """Path and size of what is too much."""
    yield "/gradio_api/queue/join", 1_100_000
    yield "/gradio_api/call/mask", 1_100_000
    yield "/masuk", 1_100_000
    yield "/unggah?nama=a.txt", 26_000_000
