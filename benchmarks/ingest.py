"""What the base takes in a second: `python -m benchmarks.ingest [FILES | FOLDER | memory [page]]`.

Text files that are made up, or the pages of the PDFs of a folder: read by the limited reader,
embedded and indexed. Leave scans out: there each page is recognised. `memory`: what the program
and its readers hold while they take in 1,000 PDFs, one after the other, as a command that opens the
indexes for each; `page`: as the page, which keeps them open.
"""

import multiprocessing
import random
import sys
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.search import made_text
from knowledge.base import KnowledgeBase
from knowledge.loading.child import READER
from knowledge.reading import read_text

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
    with tempfile.TemporaryDirectory() as place:
        base = KnowledgeBase(Path(place))
        # A page that runs has loaded Chroma and started the reader long ago.
        base.add_reading(read_text(made_text(random.Random(0), SIZE)))
        READER.parse("html", b"<p>halaman</p>")
        began, before = time.perf_counter(), time.process_time()
        report = base.add([folder])
        took, used = time.perf_counter() - began, time.process_time() - before
        base.close()
    read = sum(document.pages or 0 for document in report.added)
    print(
        f"{len(report.added)} files, {read} pages: {read / took:.1f} pages/s ({took:.1f} s; "
        f"{used:.1f} s of CPU without the reading processes)"
    )


def memory(*, page: bool, files: int = 1000) -> None:
    with tempfile.TemporaryDirectory() as place:
        # What writes them must not be measured with what reads them.
        writer = multiprocessing.get_context("spawn").Process(
            target=_write_pdfs, args=(Path(place), files)
        )
        writer.start()
        writer.join()
        base = KnowledgeBase(Path(place) / "data")
        if page:
            base.start_indexing()
        for number in range(1, files + 1):
            base.add([Path(place) / f"dokumen-{number}.pdf"])
            if number % 100 == 0:
                print(f"{number} documents: {_held() / 2**20:.0f} MB", flush=True)
        base.close()


def _write_pdfs(folder: Path, files: int) -> None:
    for number in range(1, files + 1):
        _write_pdf(folder / f"dokumen-{number}.pdf", number)


def _write_pdf(file: Path, seed: int) -> None:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    text, style = made_text(random.Random(seed), SIZE), getSampleStyleSheet()["Normal"]
    SimpleDocTemplate(str(file)).build([Paragraph(part, style) for part in text.split("\n")])


def _held() -> int:
    """Private memory of this process and its readers, shared pages counted once (PSS)."""
    this = psutil.Process()
    return sum(one.memory_full_info().pss for one in [this, *this.children(recursive=True)])


if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) > 1 else "200"
    if given == "memory":
        memory(page="page" in sys.argv)
    elif given.isdigit():
        main(int(given))
    else:
        pages(Path(given))
