"""What was freed goes back to the system, in a process of its own for each case."""

import platform
import subprocess
import sys

import pytest

MEGABYTES = """
import os, sys, threading, time
from pathlib import Path
from knowledge.freed_memory import give_memory_back, keep_little_memory

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20
"""
ENDS = """
def work():
    bytearray(20 << 20)  # to have freed a large piece makes glibc keep more
    pieces = [bytearray(100_000) for _ in range(300)]

if sys.argv[1] == "kept":
    keep_little_memory()
before = held()
worker = threading.Thread(target=work)
worker.start()
worker.join()
while len(os.listdir("/proc/self/task")) > 1:  # its last pieces go when the thread itself ends
    time.sleep(0.01)
print(held() - before)
"""
GAPS = """
before = held()
pieces = [bytearray(2000) for _ in range(20_000)]
some = pieces[::50]
del pieces
if sys.argv[1] == "kept":
    give_memory_back()
print(held() - before)
"""
pytestmark = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="only glibc keeps freed memory and can be told"
)


@pytest.mark.parametrize("work", [ENDS, GAPS])
def test_freed_memory_goes_back(work: str) -> None:
    assert _left(work, "as it is") > 25
    assert _left(work, "kept") < 8


def _left(work: str, mode: str) -> int:
    ran = subprocess.run(
        [sys.executable, "-c", MEGABYTES + work, mode],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return int(ran.stdout)
