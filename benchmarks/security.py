"""All attacks of security.md 5.5: `python -m benchmarks.security` (some ten minutes).

The quick set of the same attacks stands in tests/security; tests/security/test_matrix.py holds
every route and event against the written table in full.
"""

import tempfile
import time
from pathlib import Path

from tests.security import attacks
from tests.security.house import furnish, housed

FOREIGN, ORIGINS, PATHS, SESSIONS, NAMES = 200, 88, 2_000, 100, 200


def main() -> None:
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
