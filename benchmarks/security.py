"""All attacks of security.md 5.5: `python -m benchmarks.security` (some ten minutes).

The quick set of the same attacks stands in tests/security; tests/security/test_matrix.py holds
every route and event against the written table in full.
"""

import random
import sqlite3
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from assistant.records.store import Records
from assistant.records.trail import Object
from assistant.settings import Settings
from tests.security import attacks
from tests.security.house import furnish, housed

FOREIGN, ORIGINS, PATHS, SESSIONS, NAMES = 200, 88, 2_000, 100, 200


def untold_tampering(trials: int) -> int:
    """Chains of forty acts changed behind our back, each in another way or place: how many of the
    changes `verify` does not see, with the head of the whole chain kept elsewhere."""
    changes = (
        "UPDATE trail SET actor = 'lain' WHERE seq = {n}",
        "UPDATE trail SET action = 'draft.approved' WHERE seq = {n}",
        "UPDATE trail SET at = '2020-01-01 00:00:00.000000' WHERE seq = {n}",
        "DELETE FROM trail WHERE seq = {n}",
        "DELETE FROM trail WHERE seq > {n}",
        "UPDATE trail SET seq = 1000 + seq WHERE seq = {n}",
        "UPDATE trail SET mac = (SELECT mac FROM trail WHERE seq = {m}) WHERE seq = {n}",
        "UPDATE trail_contents SET content = '{{}}' WHERE seq = {n}",
    )
    unseen, draw = 0, random.Random(3)
    for trial in range(trials):
        with tempfile.TemporaryDirectory() as folder:
            records = Records(Settings(data_dir=Path(folder)), lambda: datetime.now(UTC))
            objects = [Object(f"d{n}", None, {"text": str(n)}) for n in range(40)]
            records.trail.add_each("draft.edited", "draft", objects)
            head = records.trail.head()
            assert head and records.trail.verify((head,)) is None
            with sqlite3.connect(Path(folder) / "assistant.db") as database:
                for event in ("update", "delete"):
                    database.execute(f"DROP TRIGGER trail_no_{event}")
                one, other = draw.sample(range(1, 40), 2)
                database.execute(changes[trial % len(changes)].format(n=one, m=other))
            unseen += records.trail.verify((head,)) is None
            records.close()
    return unseen


def main() -> None:
    print(f"tampering with the trail: {untold_tampering(200)} unseen of 200", flush=True)
    with tempfile.TemporaryDirectory() as folder, housed(Path(folder)) as house:
        objects = furnish(house)
        for name, attempts, attack in (
            ("foreign sessions, events, files, drafts", FOREIGN,
             lambda: attacks.foreign_work(house, objects, FOREIGN)),
            ("files of the machine named in events", 60 * 49,
             lambda: attacks.named_files(house, 60 * 49)),
            ("requests of other sites", ORIGINS,
             lambda: attacks.foreign_origins(house, objects, ORIGINS)),
            ("hosts and paths", PATHS, lambda: attacks.tricked_paths(house, PATHS)),
            ("sessions kept", SESSIONS, lambda: attacks.kept_sessions(house, SESSIONS)),
        ):  # fmt: skip
            began = time.perf_counter()
            through = attack()
            seconds = time.perf_counter() - began
            print(f"{name}: {len(through)} through of {attempts} ({seconds:.0f} s)", flush=True)
            for one in through[:10]:
                print("  ", one)
        apart, answers = attacks.told_apart(house, NAMES)
        print(f"names told apart: {apart:.1f} ms between the medians, {len(answers)} answer(s)")


if __name__ == "__main__":
    main()
