"""Whether personal data that passes through the jobs is left anywhere: canaries, where to look.

A document that an editor publishes is kept as it is: its contacts are official, and the editor
answers for it. It is masked like any other text on its way to a model.
"""

import logging
import random
import re
import sqlite3
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.assembly import Assistant
from assistant.audit.exports import REPORTS, report
from assistant.audit.incident import pack
from assistant.audit.spreadsheets import FORMATS, as_file
from assistant.audit.trails import Search, export
from assistant.backup import back_up
from assistant.evaluation.model_server import Messages, ModelServer
from assistant.evaluation.suites import Part
from assistant.jobs import CaptionJob, CheckJob, MaskJob, ReplyJob, SearchJob, TriageJob
from assistant.queue import take_in
from assistant.queueing.comment_exports import Incoming
from assistant.records.trail import Period
from assistant.settings import Settings

_NOW = datetime(2026, 2, 2, 3, 0, tzinfo=UTC)
_RELEASE = (
    "Perbaikan Jalan Lebo\n\nDinas PU Bina Marga dan SDA memperbaiki Jalan Raya Lebo mulai "
    "Senin, 9 Februari 2026.\n"
)
_TYPED = 14  # by an admin, into drafts that are kept
_GROUP = 5  # canaries in one text
Jobs = Callable[[Assistant, Sequence["Canary"]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Canary:
    """A made-up identifier that occurs nowhere else; `text` says it as a citizen would."""

    value: str
    text: str

    @property
    def core(self) -> str:
        """Its letters and digits, however a store writes it."""
        return _bare(self.value)


def run(part: Part = "both", *, count: int = 1_000, seed: int = 5) -> dict[str, Any]:
    """How many of `count` canaries are found after all jobs, and where (there is but one part)."""
    canaries = make_canaries(count, seed)
    with tempfile.TemporaryDirectory() as name:
        folder, typed = Path(name) / "all", Path(name) / "typed"
        found = {place: find(canaries, texts) for place, texts in watch(canaries, folder)}
        few = canaries[:_TYPED]
        kept = {place: len(find(few, texts)) for place, texts in watch(few, typed, type_in)}
    return {
        "canaries": count,
        "found": {place: len(values) for place, values in found.items()},
        # What an admin typed and kept as a draft: it stays as typed (docs/personal-data.md).
        "typed_by_an_admin": {"canaries": len(few), "found": kept},
        "examples": [f"{place}: {v}" for place, values in found.items() for v in values][:20],
    }


def watch(
    canaries: Sequence[Canary], folder: Path, jobs: Jobs | None = None
) -> Iterator[tuple[str, list[str]]]:
    """Sends the canaries through the jobs (all of them); what was left, by place."""
    temporary, handed = folder / "temporary", folder / "handed-out"
    temporary.mkdir(parents=True)
    handed.mkdir()
    with _temporary_folder(temporary), _listening() as log, ModelServer(_echo) as server:
        settings = Settings(
            openai_base_url=server.url, openai_model="tiruan", data_dir=folder / "data"
        )
        with closing(Assistant(settings, lambda: _NOW)) as assistant:
            path = folder / "rilis.txt"
            path.write_text(_RELEASE, encoding="utf-8")
            assistant.knowledge.add([path], agency="dpubmsda")
            yield "public", list((jobs or send)(assistant, canaries))
            hand_out(assistant, handed)
        yield "model", server.sent
    yield "handed out", list(_files(handed))
    yield "store", list(_files(folder / "data"))
    yield "temporary", list(_files(temporary))
    yield "logs", log


def send(assistant: Assistant, canaries: Sequence[Canary]) -> Iterator[str]:
    """Every job with every canary; yields what a job would make public."""
    for start in range(0, len(canaries), _GROUP):
        text = " ".join(canary.text for canary in canaries[start : start + _GROUP])
        yield assistant.mask(MaskJob(text=text)).text
        yield str(assistant.triage(TriageJob(text=text)))
        assistant.search(SearchJob(query=f"jalan Lebo {text}"))
        assistant.check(CheckJob(text=f"Jalan Lebo diperbaiki. {text}", platform="facebook"))
        comment = f"Jalan Raya Lebo rusak. {text} Tolong diperbaiki min."
        for record in (False, True):
            yield str(assistant.reply(ReplyJob(comment=comment, record=record)))
        take_in([Incoming(comment, "instagram")], assistant.records.queue, _NOW)
        brief = f"kabarkan perbaikan Jalan Raya Lebo. {text}"
        assistant.caption(CaptionJob(brief=brief, platforms=("facebook",)))
        release = f"{_RELEASE}\n{text}"
        assistant.caption(CaptionJob(brief="perbaikan", platforms=("x",), source_text=release))


def type_in(assistant: Assistant, canaries: Sequence[Canary]) -> Iterator[str]:
    """Drafts that an admin has kept, with the canaries in what was typed."""
    for canary in canaries:
        job = CaptionJob(brief=f"kabarkan perbaikan Jalan Lebo. {canary.text}", platforms=("x",))
        result = assistant.caption(job)
        work = assistant.records.drafts.keep(job.model_dump(mode="json"), result)
        assistant.records.drafts.use(work, job.platforms)
        yield ""


def hand_out(assistant: Assistant, folder: Path) -> None:
    """All that can be carried out of the building, unpacked: backup, reports, trail, incident."""
    for suffix in FORMATS:
        for what in REPORTS:
            report_file = folder / f"{what}.{suffix}"
            report_file.write_bytes(as_file(report(assistant, what), suffix))
        (folder / f"trail.{suffix}").write_bytes(export(assistant, Search(), suffix))
    day = _NOW.date()
    (folder / "incident.zip").write_bytes(pack(assistant, Period(day, day)).content)
    back_up(assistant.records, assistant.settings, folder / "backup.tar")
    with tarfile.open(folder / "backup.tar") as backup:
        backup.extractall(folder / "backup", filter="data")
    for round in range(2):  # a table or a letter inside of a package is a package again
        for path in [path for path in folder.rglob("*") if path.is_file()]:
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as package:
                    package.extractall(path.with_name(f"{path.name}-{round}"))


def make_canaries(count: int, seed: int) -> list[Canary]:
    rng = random.Random(seed)
    made: dict[str, Canary] = {}
    while len(made) < count:
        canary = _MAKERS[len(made) % len(_MAKERS)](rng)
        made.setdefault(canary.core, canary)
    return list(made.values())


def find(canaries: Sequence[Canary], texts: Sequence[str]) -> list[str]:
    """The canaries that stand in the texts, as they were written or in any other spelling."""
    everything = "\n".join(texts)
    bare = _bare(everything)
    return [c.value for c in canaries if c.value in everything or c.core in bare]


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def _nik(rng: random.Random) -> Canary:
    born = f"{rng.randint(1, 28):02}{rng.randint(1, 12):02}{rng.randint(60, 99)}"
    value = f"3515{rng.randint(1, 18):02}{born}{rng.randint(1, 9999):04}"
    return Canary(value, rng.choice(["NIK saya {}.", "nik {} ya min.", "KTP {}."]).format(value))


def _kk(rng: random.Random) -> Canary:
    value = f"3515{_digits(rng, 8)}{rng.randint(1, 9999):04}"
    return Canary(value, f"No KK {value}.")


def _phone(rng: random.Random) -> Canary:
    body = f"8{rng.choice('1235789')}{_digits(rng, 9)}"
    gaps = rng.choice(["", "-", " "])
    grouped = gaps.join([body[:3], body[3:7], body[7:]])
    said = rng.choice(["WA saya 0{}.", "hubungi +62{} ya.", "hp 0{}."])
    return Canary(grouped, said.format(grouped))


def _email(rng: random.Random) -> Canary:
    name = "".join(rng.choice("bcdfghjklmnpqrstvwxz") for _ in range(12))
    value = f"{name}@contoh-surel.co.id"
    return Canary(value, f"email saya {value} ya.")


def _account(rng: random.Random) -> Canary:
    value = _digits(rng, 15)
    return Canary(value, f"rekening BRI {value} atas nama saya.")


def _npwp(rng: random.Random) -> Canary:
    d = _digits(rng, 15)
    value = f"{d[:2]}.{d[2:5]}.{d[5:8]}.{d[8]}-{d[9:12]}.{d[12:]}"
    return Canary(value, f"NPWP {value}.")


def _bpjs(rng: random.Random) -> Canary:
    value = f"0001{_digits(rng, 9)}"
    return Canary(value, f"nomor BPJS {value}.")


_MAKERS = (_nik, _phone, _email, _account, _kk, _npwp, _bpjs)


def _echo(messages: Messages) -> str:
    """A model that repeats whatever personal data it is shown."""
    asked = messages[1]["content"]
    shown = " ".join(dict.fromkeys(re.findall(r"\[[A-Z]+(?:-[A-Z]+)*-\d+\]", asked)))
    text = f"Jalan Raya Lebo diperbaiki mulai 9 Februari 2026. {shown}"
    return f"=== facebook ===\n{text}\n" if "=== " in asked else text


def _files(folder: Path) -> Iterator[str]:
    """What stands in every file, byte by byte and, of a database, value by value."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        yield path.name + content.decode("latin-1")
        yield content.decode("utf-16-le", "ignore")
        if content.startswith(b"SQLite format 3"):
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
                yield "\n".join(_values(database))


def _values(database: sqlite3.Connection) -> Iterator[str]:
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        try:
            yield from (str(row) for row in database.execute(f'SELECT * FROM "{table}"'))
        except sqlite3.Error:  # a virtual table of an extension that is not loaded here
            continue


@contextmanager
def _temporary_folder(folder: Path) -> Iterator[None]:
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Every line that any library logs meanwhile, at its most talkative."""
    lines: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    root, keeper = logging.getLogger(), Keeper()
    level = root.level
    root.addHandler(keeper)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(keeper)
        root.setLevel(level)


def _bare(text: str) -> str:
    return re.sub(r"[^0-9a-z]", "", text.lower())
