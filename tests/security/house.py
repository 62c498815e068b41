"""A house with people in it: every role of the table, and work that belongs to one agency."""

import contextlib
import hashlib
import json
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from gradio import Blocks
from sqlalchemy import MetaData, Table

from assistant import api
from assistant.access import NOBODY, SYSTEM, Actor
from assistant.accounts import add_account
from assistant.assembly import Assistant, assemble
from assistant.drafts import Promise
from assistant.jobs import CaptionJob, parse_job
from assistant.queue import take_in
from assistant.queueing.comment_exports import Incoming
from assistant.records.house_style import HOUSE_STYLE
from assistant.settings import Settings
from assistant.web.doorkeeper import COOKIE
from tests.serving import served

# What signing in, asking and a model leave behind.
_LOOKING_ON = {"sign_ins", "open_questions", "model_calls"}
# Stands in everything that belongs to Dishub and in nothing else.
MARK = "zebrakros7431"
RELEASE = (
    f"Dishub Sidoarjo membuka uji berkala kendaraan {MARK} pada Senin, 30 November 2026 pukul "
    "08.00-11.00 WIB di Terminal Purabaya. Layanan ini gratis bagi warga Sidoarjo. Bawa STNK asli "
    "dan fotokopi KTP."
)
COMMENT = f"min lampu merah {MARK} mati dari kemarin, kapan dibenerin"

# Switched off and on again.
STYLE_RULE = "kata.mubazir"

ACCOUNTS = {
    "admin": ("admin", "dishub"),
    "head": ("head", "dishub"),
    "editor": ("editor", None),
    "superadmin": ("superadmin", None),
    "other_admin": ("admin", "dinkes"),
    "other_head": ("head", "dinkes"),
    "disabled": ("admin", "dishub"),
    "expired": ("admin", "dishub"),
    "signed_out": ("admin", "dishub"),
}
# Nobody at all, or nobody any more.
NOBODIES = ("anonymous", "disabled", "expired", "signed_out")
IDENTITIES = ("anonymous", *ACCOUNTS)


@dataclass
class Objects:
    """What belongs to Dishub: names of its objects."""

    work: str
    draft: str
    approval: str
    approval_version: int
    entry: str
    follow_up: str
    question: str
    proposal: str
    free_draft: str
    export: str
    style_seen: int
    style_edit: dict[str, Any]
    allowed: bool


@dataclass
class House:
    assistant: Assistant
    app: FastAPI
    page: Blocks
    url: str
    clock: "Clock"
    cookies: dict[str, str] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)

    def status(self, identity: str, method: str, path: str, **more: Any) -> int:
        """Of one request on a connection of its own: after an error the server closes it."""
        with self.client(identity, follow_redirects=False) as client:
            return client.request(method, path, **more).status_code

    def client(self, identity: str, **more: Any) -> httpx.Client:
        headers = {"Origin": self.url}
        if identity in self.cookies:
            headers["Cookie"] = f"{COOKIE}={self.cookies[identity]}"
        return httpx.Client(
            base_url=self.url, headers=headers, timeout=20, verify=False, **more
        )  # no certificates to load: it speaks http

    def event(
        self,
        client: httpx.Client,
        number: int,
        data: list[Any],
        event_data: Any = None,
        session: str | None = None,
    ) -> str:
        """All that an event of the page answers, or the refusal."""
        session = session or uuid.uuid4().hex
        body = {
            "data": data,
            "fn_index": number,
            "session_hash": session,
            "event_data": event_data,
            "trigger_id": None,
        }
        joined = client.post("/gradio_api/queue/join", json=body)
        if joined.status_code != 200:
            return joined.text
        return listen(client, session)

    def state(self) -> str:
        """A digest of every row; what signing in and looking on writes is left out."""
        engine = self.assistant.records._database.engine()
        if not self.tables:
            metadata = MetaData()
            metadata.reflect(engine)
            self.tables = [
                table
                for name, table in sorted(metadata.tables.items())
                if name not in _LOOKING_ON and "fts" not in name
            ]
        found: dict[str, list[str]] = {}
        with engine.connect() as connection:
            for table in self.tables:
                rows = connection.exec_driver_sql(f"SELECT * FROM {table.name}").all()
                found[table.name] = sorted(map(repr, map(tuple, rows)))
        return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def listen(client: httpx.Client, session: str, seconds: float = 15) -> str:
    """What the page is told in a session; a stream that says nothing more is left in the end."""
    parts, until = [], time.monotonic() + seconds
    path = f"/gradio_api/queue/data?session_hash={session}"
    with (
        contextlib.suppress(httpx.ReadTimeout),
        client.stream("GET", path, timeout=seconds) as stream,
    ):
        if stream.status_code != 200:
            return stream.read().decode()
        for line in stream.iter_lines():
            parts.append(line)
            if "close_stream" in line or time.monotonic() > until:
                break
    return "\n".join(parts)


@contextmanager
def housed(folder: Path) -> Iterator[House]:
    clock = Clock()
    assistant = assemble(Settings(data_dir=folder, sample=False), clock=clock)
    with served(assistant) as (url, app):
        house = House(assistant, app, _page_of(app), url, clock)
        _move_in(house)
        yield house


def _page_of(app: FastAPI) -> Blocks:
    found = [getattr(route, "app", None) for route in app.routes]
    return next(one.get_blocks() for one in found if hasattr(one, "get_blocks"))


def _move_in(house: House) -> None:
    records, clock = house.assistant.records, house.clock
    for name, (role, agency) in ACCOUNTS.items():
        account = add_account(records, f"{name}.uji".replace("_", "."), role, agency)
        actor = records.accounts.by_id(account.id, "page")
        assert actor
        house.actors[name] = actor
        if name == "expired":
            clock.now -= timedelta(hours=11)
        house.cookies[name] = records.accounts.start(account.id)
        if name == "expired":
            clock.now += timedelta(hours=11)
    records.accounts.disable("disabled.uji")
    records.accounts.end(house.cookies["signed_out"])
    house.actors["anonymous"] = NOBODY
    for gone in ("disabled", "expired", "signed_out"):
        house.actors[gone] = NOBODY


def furnish(house: House, by: str = "admin") -> Objects:
    """Fresh work of Dishub, made by its admin."""
    mine = house.assistant.acting(house.actors[by])
    number = uuid.uuid4().hex[:8]
    release = house.assistant.settings.data_dir / f"usul-{number}.txt"
    release.write_text(f"{RELEASE} Usulan {number}.", encoding="utf-8")
    proposal = api.add(mine, [release], agency="dishub")["added"][0]["id"]
    job = parse_job(
        CaptionJob,
        {
            "brief": f"uji berkala {MARK}",
            "platforms": ["instagram", "facebook"],
            "sources": [str(release)],
        },
    )
    work = mine.records.drafts.keep(job.model_dump(mode="json"), mine.caption(job))
    draft, free = mine.records.drafts.of_work(work)
    approval = mine.records.approvals.submit(draft.id, draft.version)
    take_in([Incoming(f"{COMMENT} {number}", "instagram")], mine.records.queue, house.clock())
    entry = next(one for one in mine.records.queue.entries() if number in one.text_masked)
    triage = mine.triage(_triage_job())[1]
    text = f"Terima kasih, Kak. Kami teruskan ke Dishub {MARK}."
    promise = Promise(0, len(text), "dishub", house.clock() + timedelta(days=2))
    (follow_up,) = mine.records.record_reply(
        comment_masked=COMMENT, text=text, platform="instagram", triage=triage,
        writer="embedded", promises=[promise],
    )  # fmt: skip
    words = frozenset({MARK, number})
    house.assistant.acting(SYSTEM).records.questions.collect(
        f"berapa biaya uji {MARK} {number}", words, "dishub"
    )
    question = next(q for q in mine.records.questions.ranked() if number in q.text).id
    with house.client(by) as client:
        content = f"text\n{COMMENT}\n".encode()
        sent = client.post("/unggah", params={"nama": "komentar.csv"}, content=content)
    seen = house.assistant.records.prompts.newest_number(HOUSE_STYLE)
    return Objects(
        work, draft.id, approval.id, approval.version, entry.id, follow_up, question, proposal,
        free.id, sent.json()["token"], seen, {"rules": {STYLE_RULE: {"off": seen % 2 == 0}}},
        not house.assistant.records.approvals.may_go_alone("dishub"),
    )  # fmt: skip


def _triage_job() -> Any:
    from assistant.jobs import TriageJob

    return parse_job(TriageJob, {"text": COMMENT})


def events_of(page: Blocks) -> Mapping[int, str]:
    """By number the name of each function of the page: tab and function."""
    return {number: fn.fn.__qualname__.replace(".<locals>", "") for number, fn in page.fns.items()}
