"""What the base takes in a second: `python -m benchmarks.ingest [FILES | FOLDER]`.

Text files that are made up, or the pages of the PDFs of a folder: read by the limited reader,
embedded and indexed. Scans are told apart, since each of their pages is recognised.
"""

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


def pages(folder: Path) -> None:
    for path in sorted(folder.glob("*.pdf")):
        with tempfile.TemporaryDirectory() as place:
            base = KnowledgeBase(Path(place))
            began = time.perf_counter()
            report = base.add([path])
            took = time.perf_counter() - began
            read = sum(document.pages or 0 for document in report.added)
            base.close()
        print(f"{path.name:32} {read:4} pages {took:6.1f} s {read / took:6.1f} pages/s")


if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) > 1 else "200"
    if given.isdigit():
        main(int(given))
    else:
        pages(Path(given))
