import os
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest

from knowledge.errors import UnreadableFile
from knowledge.loading import child
from knowledge.loading.child import Reader


@pytest.fixture
def reader():  # type: ignore[no-untyped-def]
    reader = Reader()
    yield reader
    reader.close()


def test_many_threads_share_one_process(reader: Reader, corpus: Path) -> None:
    content = (corpus / "page.html").read_bytes()
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(reader.parse("html", content).blocks)))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 12 and len(set(found)) == 1
    assert reader._process is not None


def test_a_killed_process_is_started_again(reader: Reader, corpus: Path) -> None:
    content = (corpus / "page.html").read_bytes()
    reader.parse("html", content)
    assert reader._process is not None
    reader._process.kill()
    reader._process.wait()
    assert reader.parse("html", content).blocks


def test_a_child_that_falls_is_a_broken_file(reader: Reader) -> None:
    with pytest.raises(UnreadableFile):
        reader.parse("docx", b"PK\x03\x04 not an archive")


def test_limits_hold(corpus: Path) -> None:
    """A child may neither take more memory nor reach a host."""
    program = (
        "from knowledge.loading import child\n"
        "import socket\n"
        "child._limit()\n"
        "try: bytearray(3 * 1024**3); print('memory')\n"
        "except MemoryError: print('held')\n"
        "try: socket.create_connection(('127.0.0.1', 9)); print('net')\n"
        "except PermissionError: print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.split() == ["held", "refused"]


def test_nothing_is_left_when_the_program_dies(corpus: Path) -> None:
    program = (
        "import os, sys, signal\n"
        "from pathlib import Path\n"
        "from knowledge.loading.child import READER\n"
        "READER.parse('html', Path(sys.argv[1]).read_bytes())\n"
        "print(READER._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(corpus / "page.html")], capture_output=True, text=True
    )
    pid = int(done.stdout)
    for _ in range(100):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            break
        threading.Event().wait(0.05)
    else:
        os.kill(pid, 9)
        pytest.fail("the reading process outlived the program")


def test_a_slow_file_says_so(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> None:
    monkeypatch.setattr(child, "CPU_SECONDS", 0)
    monkeypatch.setattr(child, "_read_answer", lambda *_: b"")
    with pytest.raises(UnreadableFile, match="terlalu lama"):
        reader.parse("html", b"<html></html>")
