"""Reads every hostile file as an upload is read: `python -m benchmarks.hostile_files [NAME…]`.

Prints how each ended, how long it took, and the most memory that a reading process held.
"""

import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from knowledge.errors import UnreadableFile
from knowledge.reading import read_file
from tests.corpus.hostile import HOSTILE


class Peak:
    """The most memory (MB) that any one child of this process holds while it is watched."""

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._stop.wait(0.05):
            for child in me.children(recursive=True):
                try:
                    held = child.memory_info().rss / 1024**2
                except psutil.NoSuchProcess:
                    continue
                self.megabytes = max(self.megabytes, held)


def own_megabytes() -> float:
    return float(psutil.Process().memory_info().rss) / 1024**2


def main(names: list[str]) -> int:
    worst = 0
    grown = 0.0  # of this program, which made the files too: only what reading adds counts
    with tempfile.TemporaryDirectory() as folder:
        for name, make in HOSTILE.items():
            if names and name not in names:
                continue
            path = Path(folder, name)
            path.write_bytes(make())
            before = own_megabytes()
            begin = time.monotonic()
            with Peak() as peak:
                try:
                    end = f"terbaca, {len(read_file(path).text)} karakter"
                except UnreadableFile as error:
                    end = str(error)
            seconds = time.monotonic() - begin
            held = peak.megabytes
            grown = max(grown, own_megabytes() - before)
            bad = seconds > 45 or held > 1100
            worst += bad
            size = path.stat().st_size // 1024
            mark = "!" if bad else " "
            print(f"{mark} {name:24} {size:6} KB {seconds:5.1f} s {held:5.0f} MB  {end[:80]}")
            path.unlink()
    print(f"{worst} di atas batas; program sendiri bertambah paling banyak {grown:.0f} MB")
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
