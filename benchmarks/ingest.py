"""Text files a second that the base takes in: `python -m benchmarks.ingest [FILES]`."""

import random
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.search import made_text
from knowledge.base import KnowledgeBase

SIZE = 4700


def main(files: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "files"
        source.mkdir()
        for number in range(files):
            text = made_text(random.Random(number), SIZE)
            (source / f"{number}.txt").write_text(text, encoding="utf-8")
        base = KnowledgeBase(Path(folder) / "data")
        began, cpu = time.perf_counter(), time.process_time()
        report = base.add([source])
        took = time.perf_counter() - began
        passages = sum(document.passages for document in report.added)
        base.close()
        print(
            f"{len(report.added)} files, {passages} passages: {files / took:.1f} files/s "
            f"({took:.1f} s, {time.process_time() - cpu:.1f} s of CPU)"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
