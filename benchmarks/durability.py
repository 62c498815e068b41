"""What the records survive: kills, a full disk, many hands at once, a backup under load.

`python -m benchmarks.durability`; the tests run the same drills with smaller numbers. Each drill
gives figures; all that have a target are named in `failures`.
"""

import contextlib
import json
import multiprocessing
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from assistant.access import Actor
from assistant.backup import back_up, restore
from assistant.drafts import CaptionResult, CheckResult, Draft, Length
from assistant.errors import AssistantError
from assistant.keys import secret_path
from assistant.records.comment_queue import Overtaken
from assistant.records.kept_drafts import EditedMeanwhile
from assistant.records.store import Records
from assistant.settings import Settings
from knowledge.catalogue import FILE_NAME

ADMIN = Actor("a1", "sari", frozenset({"admin"}), "dishub", "page")
HEAD = Actor("a2", "tono", frozenset({"head"}), "dishub", "page")
LENGTH = Length(1, 2200, "utf16")
Figures = dict[str, Any]


def clock() -> datetime:
    return datetime.now(UTC)


@contextlib.contextmanager
def opened(settings: Settings) -> Iterator[Records]:
    with closing(Records(settings, clock)) as records:
        yield records


def save(records: Records, text: str) -> str:
    """The id of a new draft."""
    draft = Draft("facebook", None, None, text, (), None, LENGTH)
    job = {"brief": text, "platforms": ["facebook"]}
    work = records.acting(ADMIN).drafts.keep(job, CaptionResult((draft,), ()))
    return records.acting(ADMIN).drafts.of_work(work)[0].id


# --- kill -9 ----------------------------------------------------------------------------------


def kills(settings: Settings, rounds: int, seed: int = 7) -> Figures:
    """A process saves and approves and says so; it is killed; what it said must be there."""
    chance = random.Random(seed)
    with opened(settings) as records:
        save(records, "pertama")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    figures: Counter[str] = Counter()
    for _ in range(rounds):
        hears, says = context.Pipe(duplex=False)
        worker = context.Process(target=_work, args=(settings, says))
        worker.start()
        says.close()
        said = [hears.recv()]
        time.sleep(chance.uniform(0, 0.15))
        worker.kill()
        worker.join()
        with contextlib.suppress(EOFError):
            while True:
                said.append(hears.recv())
        hears.close()
        figures["kills"] += 1
        figures["acknowledged"] += len(said)
        lost, half = _missing(settings, said)
        figures["lost"] += lost
        figures["half"] += half
        figures["damaged"] += not _sound(settings)
    with opened(settings) as records:
        figures["broken_trail"] = int(records.trail.verify() is not None)
    return {name: figures[name] for name in
            ("kills", "acknowledged", "lost", "half", "damaged", "broken_trail")}  # fmt: skip


def _work(settings: Settings, says: Connection) -> None:
    with opened(settings) as records:
        admin, head = records.acting(ADMIN), records.acting(HEAD)
        while True:
            draft = save(records, "Posyandu buka Senin.")
            says.send(("saved", draft))
            approval = admin.approvals.submit(draft, 1)
            says.send(("submitted", approval.id))
            head.approvals.approve(approval.id, 1)
            says.send(("approved", approval.id))


def _missing(settings: Settings, said: list[tuple[str, str]]) -> tuple[int, int]:
    """What was said and is not there; what is there by half."""
    lost = half = 0
    with opened(settings) as records:
        drafts = {one.id: one for one in records.drafts.all(limit=100_000)}
        approvals = {
            one.id: one for found in records.approvals.of_drafts(drafts).values() for one in found
        }
        noted = Counter(
            (entry.row.action, entry.row.object_id) for entry in records.trail.entries()
        )
    for what, name in said:
        if what == "saved":
            lost += name not in drafts
        elif name not in approvals:
            lost += 1
        elif what == "approved":
            lost += approvals[name].state != "approved"
    for draft in drafts.values():
        half += noted["draft.made", draft.id] != 1
        half += noted["draft.approved", draft.id] != (draft.state == "approved")
    for approval in approvals.values():
        half += drafts[approval.draft_id].state != approval.state
    return lost, half


def _sound(settings: Settings) -> bool:
    if settings.database_url is not None:
        return True
    with closing(sqlite3.connect(settings.data_dir / FILE_NAME)) as file:
        return bool(file.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


# --- on the disk before it is acknowledged ----------------------------------------------------


def syncs(folder: Path, saves: int) -> Figures | None:
    """How often the disk was made to keep what was written, for the saves alone; None where nobody
    can look."""
    if shutil.which("strace") is None:
        return None
    found = []
    for number in (0, saves):  # without a save there are those of the start
        log = folder / "strace.txt"
        place = str(folder / f"data-{number}")
        program = [sys.executable, "-m", "benchmarks.durability", "save", place, str(number)]
        watch = ["strace", "-f", "-qq", "-e", "trace=fdatasync,fsync", "-o", str(log)]
        done = subprocess.run([*watch, *program], cwd=Path(__file__).parent.parent, check=False)
        if done.returncode:
            return None
        lines = log.read_text().splitlines()
        found.append(sum("fdatasync(" in line or "fsync(" in line for line in lines))
    return {"saves": saves, "syncs": found[1] - found[0]}


# --- many hands -------------------------------------------------------------------------------


def lost_updates(settings: Settings, rounds: int, seed: int = 7) -> Figures:
    """From 2 to 20 editors change the draft that all of them have just read."""
    chance = random.Random(seed)
    figures: Counter[str] = Counter()
    with opened(settings) as records:
        draft_id = save(records, "awal")
        admin = records.acting(ADMIN)
        work = admin.drafts.draft(draft_id).work
        for round_ in range(rounds):
            seen = admin.drafts.draft(draft_id).version

            def edit(number: int, seen: int = seen, round_: int = round_) -> str:
                text = f"{round_}-{number}"
                checked = CheckResult((), (), LENGTH, ())
                try:
                    admin.drafts.edit(work, "facebook", None, text, checked, seen=seen)
                except EditedMeanwhile as error:
                    return "told" if error.theirs.text != text else "untold"
                return "won"

            found = Counter(_at_once(edit, chance.randint(2, 20)))
            now = admin.drafts.draft(draft_id)
            figures["editors"] += found.total()
            figures["overwritten"] += found["won"] - 1
            figures["not_told"] += found["untold"]
            figures["not_told"] += now.version != seen + 1
    return {"rounds": rounds, **{n: figures[n] for n in ("editors", "overwritten", "not_told")}}


def double_effects(settings: Settings, rounds: int) -> Figures:
    """The same approval is given three times at once, and once more."""
    with opened(settings) as records:
        head = records.acting(HEAD)
        figures: Counter[str] = Counter()
        for _ in range(rounds):
            draft = save(records, "Posyandu buka Senin.")
            approval = records.acting(ADMIN).approvals.submit(draft, 1)

            def approve(_: int, approval_id: str = approval.id) -> str:
                try:
                    return head.approvals.approve(approval_id, 1).state
                except Overtaken:
                    return "overtaken"

            answers = [*_at_once(approve, 3), approve(0)]
            figures["refused"] += len(answers) - answers.count("approved")
            noted = records.trail.entries(object_id=draft, action="draft.approved")
            figures["effects"] += len(noted)
    return {"rounds": rounds, "doubled": figures["effects"] - rounds, "refused": figures["refused"]}


def _at_once(act: Callable[[int], str], count: int) -> list[str]:
    found: list[str] = []
    barrier = threading.Barrier(count)

    def run(number: int) -> None:
        barrier.wait()
        found.append(act(number))

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == count, "an editor failed"
    return found


# --- a full disk ------------------------------------------------------------------------------


def full_disk(settings: Settings, points: int) -> Figures:
    """Files may not grow beyond a limit, at `points` different ones; then they may again."""
    context = multiprocessing.get_context("forkserver")
    figures: Counter[str] = Counter()
    with opened(settings) as records:
        save(records, "pertama")
    for point in range(points):
        hears, says = context.Pipe(duplex=False)
        worker = context.Process(target=_fill, args=(settings, says, 1_000 + point * 1_700))
        worker.start()
        says.close()
        with contextlib.suppress(EOFError):
            result, acknowledged = hears.recv()
            figures[result] += 1
            figures["acknowledged"] += len(acknowledged)
            with opened(settings) as records:
                there = {one.id for one in records.drafts.all(limit=100_000)}
            figures["lost"] += len(set(acknowledged) - there)
        worker.join()
        hears.close()
        figures["damaged"] += not _sound(settings)
    with opened(settings) as records:
        figures["damaged"] += records.trail.verify() is not None
    names = ("told_and_recovered", "other", "acknowledged", "lost", "damaged")
    return {"points": points, **{name: figures[name] for name in names}}


def _fill(settings: Settings, says: Connection, room: int) -> None:
    acknowledged: list[str] = []
    result = "other"
    file = settings.data_dir / FILE_NAME
    with opened(settings) as records:
        records.drafts.all()
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + room, hard))
        try:
            for _ in range(1_000):
                acknowledged.append(save(records, "Posyandu buka Senin. " * 40))
        except AssistantError as error:
            if "ruang" in str(error):
                resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
                acknowledged.append(save(records, "lagi"))
                result = "told_and_recovered"
    says.send((result, acknowledged))


# --- a backup under load ----------------------------------------------------------------------


def backups(settings: Settings, folder: Path, rounds: int) -> Figures:
    """Two writers go on while a backup is made; it is restored in an empty folder."""
    figures: Counter[str] = Counter()
    seconds = []
    with opened(settings) as records:
        for number in range(rounds):
            acknowledged: list[str] = []
            stop = threading.Event()

            def write(said: list[str] = acknowledged, stop: threading.Event = stop) -> None:
                while not stop.is_set():
                    said.append(save(records, "Posyandu buka Senin."))

            writers = [threading.Thread(target=write) for _ in range(2)]
            for writer in writers:
                writer.start()
            while len(acknowledged) < 5:
                time.sleep(0.005)
            before = list(acknowledged)
            made = back_up(records, settings, folder / f"{number}.tar")
            figures["written_meanwhile"] += len(acknowledged) - len(before)
            stop.set()
            for writer in writers:
                writer.join()
            empty = folder / f"kosong-{number}"
            empty.mkdir()
            shutil.copy(secret_path(settings), empty / secret_path(settings).name)
            begin = time.perf_counter()
            there = replace(settings, data_dir=empty, database_url=None, secret_file=None)
            done = restore(made.path, there, clock)
            seconds.append(time.perf_counter() - begin)
            with opened(there) as restored:
                ids = {one.id for one in restored.drafts.all(limit=100_000)}
            figures["lost"] += len(set(before) - ids)
            figures["restored"] += done.fault is None and _sound(there)
            shutil.rmtree(empty)
            made.path.unlink()
    names = ("restored", "lost", "written_meanwhile")
    slowest = round(max(seconds), 2)
    return {"rounds": rounds, **{n: figures[n] for n in names}, "slowest_restore_s": slowest}


# --- all of them ------------------------------------------------------------------------------


def failures(figures: dict[str, Figures | None]) -> list[str]:
    """Which figure misses its target; a drill that could not run is no failure, but is named."""
    none = {"lost", "half", "damaged", "broken_trail", "overwritten", "not_told", "doubled",
            "refused", "other"}  # fmt: skip
    found = []
    for drill, values in figures.items():
        if values is None:
            continue
        found += [f"{drill}.{name}" for name in none & values.keys() if values[name]]
        for name, target in (("syncs", "saves"), ("restored", "rounds")):
            if name in values and values[name] < values[target]:
                found.append(f"{drill}.{name}")
    return sorted(found)


def run(scale: float = 1) -> dict[str, Figures | None]:
    def many(number: int) -> int:
        return max(1, round(number * scale))

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def own(room: str) -> Settings:
            return Settings(data_dir=folder / room)

        return {
            "kills": kills(own("kills"), many(200)),
            "syncs": syncs(folder, many(100)),
            "lost_updates": lost_updates(own("updates"), many(500)),
            "double_effects": double_effects(own("double"), many(200)),
            "full_disk": full_disk(own("disk"), many(20)),
            "backups": backups(own("backups"), folder, many(20)),
        }


def main() -> int:
    if sys.argv[1:2] == ["save"]:
        with opened(Settings(data_dir=Path(sys.argv[2]))) as records:
            records.drafts.all()
            for number in range(int(sys.argv[3])):
                save(records, f"draf {number}")
        return 0
    figures = run(float(sys.argv[1]) if sys.argv[1:] else 1)
    missed = failures(figures)
    print(json.dumps({**figures, "failures": missed}, indent=1))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
