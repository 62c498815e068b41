"""Parses files in a limited child process, so that a hostile file costs no more than itself.

`Reader` (in the program) starts one small process that has only the parsers loaded. For each file
that process forks a child with limits on memory and time, which reads the file from a descriptor,
writes its answer into a pipe and ends. The small process ends, and its children with it, as soon
as the program closes its end of the socket, however the program ends.
"""

import array
import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from knowledge.errors import UnreadableFile
from knowledge.loading.formats import Format
from knowledge.loading.raw import RawDocument

CPU_SECONDS = 30
WALL_SECONDS = 40
MEMORY_BYTES = 1024**3
_MAX_ANSWER = 200 * 1024 * 1024

TOO_LONG = (
    "Berkas ini terlalu lama dibaca (lebih dari batas waktu). Sederhanakan atau pecah menjadi "
    "beberapa berkas, lalu unggah lagi."
)
TOO_HEAVY = (
    "Berkas ini membutuhkan memori terlalu besar untuk dibaca. Pecah menjadi beberapa berkas atau "
    "simpan ulang tanpa gambar, lalu unggah lagi."
)
FAILED = (
    "Berkas ini rusak atau tersusun tidak wajar sehingga tidak dapat dibaca. Simpan ulang dari "
    "aplikasi asalnya, lalu unggah lagi."
)


class Reader:
    """Parses one file after another, at most one per core at a time. Safe to use from threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(os.cpu_count() or 1)
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._owner = 0

    def parse(self, kind: Format, content: bytes) -> RawDocument:
        """Blocks of the file. UnreadableFile also when it breaks a limit or the child."""
        with self._turns, tempfile.TemporaryFile() as file:
            file.write(content)
            file.flush()
            answer = self._ask(kind, file.fileno())
        if "error" in answer:
            raise UnreadableFile(answer["error"])
        return RawDocument.from_json(answer["document"])

    def pictures(self, content: bytes, first: int, last: int) -> list[dict[str, Any]]:
        """Pages `first` to `last` as pictures for text recognition (see `pictures_of`)."""
        with self._turns, tempfile.TemporaryFile() as file:
            file.write(content)
            file.flush()
            answer = self._ask(f"pictures {first} {last}", file.fileno())
        if "error" in answer:
            raise UnreadableFile(answer["error"])
        pictures: list[dict[str, Any]] = answer["pictures"]
        return pictures

    def close(self) -> None:
        """Ends the small process and whatever it still reads."""
        with self._lock:
            if self._socket is not None:
                self._socket.close()
            if self._process is not None and self._owner == os.getpid():
                try:
                    self._process.wait(2)
                except subprocess.TimeoutExpired:
                    self._process.kill()
                    self._process.wait()
            self._socket = self._process = None

    def _ask(self, request: str, descriptor: int) -> dict[str, Any]:
        begin = time.monotonic()
        receive, send = os.pipe()
        try:
            try:
                self._send(request, descriptor, send)
            finally:
                os.close(send)
            content = _read_answer(receive, begin + WALL_SECONDS + 5)
        finally:
            os.close(receive)
        try:
            answer = json.loads(content)
        except ValueError:  # the child was killed by a limit, or fell
            late = time.monotonic() - begin > CPU_SECONDS * 0.9
            return {"error": TOO_LONG if late else FAILED}
        return answer if isinstance(answer, dict) else {"error": FAILED}

    def _send(self, request: str, descriptor: int, answer: int) -> None:
        with self._lock:
            for attempt in (1, 2):
                if self._socket is None or self._owner != os.getpid():
                    self._start()
                assert self._socket is not None
                try:
                    _send_descriptors(self._socket, request.encode(), (descriptor, answer))
                    return
                except OSError:  # the small process was killed from outside: one more time
                    self._socket.close()
                    self._socket = None
                    if attempt == 2:
                        raise

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        root = str(Path(__file__).parents[2])
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": root,
            "PYTHONWARNINGS": "ignore",
            "LANG": "C.UTF-8",
        }
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "knowledge.loading.child", str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
        self._socket, self._owner = ours, os.getpid()


READER = Reader()
atexit.register(READER.close)


def _read_answer(descriptor: int, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    poll = select.poll()
    poll.register(descriptor, select.POLLIN | select.POLLHUP)
    while (left := deadline - time.monotonic()) > 0 and size < _MAX_ANSWER:
        if not poll.poll(left * 1000):
            break
        part = os.read(descriptor, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
    return b""


def _send_descriptors(channel: socket.socket, data: bytes, descriptors: tuple[int, ...]) -> None:
    rights = array.array("i", descriptors)
    channel.sendmsg([data], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])


# --- inside the small process --------------------------------------------------------------


def _serve(channel: socket.socket) -> None:
    """Forks a child per request until the program closes its end."""
    _preload()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are reaped by the kernel
    while True:
        data, descriptors, _, _ = socket.recv_fds(channel, 64, 2)
        if not data:
            os.killpg(0, signal.SIGKILL)  # this process and every child still reading
        if len(descriptors) == 2 and os.fork() == 0:
            channel.close()
            _answer(data.decode(), *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _preload() -> None:
    import logging

    import bs4
    import cryptography.hazmat.primitives.ciphers.algorithms
    import docx
    import openpyxl
    import pypdf

    from knowledge.loading import docx as word
    from knowledge.loading import html, pdf, pptx, spreadsheet

    del bs4, docx, openpyxl, pypdf, cryptography, word, html, pdf, pptx, spreadsheet
    logging.disable(logging.CRITICAL)  # what a parser grumbles about a file is nobody's log
    sys.setrecursionlimit(3000)


def _answer(request: str, source: int, target: int) -> None:
    """Reads the file within the limits and writes the answer; never returns."""
    status = 1
    try:
        _limit()
        answer = _parse(request, source)
        with os.fdopen(target, "wb") as pipe:
            pipe.write(answer)
        status = 0
    finally:
        os._exit(status)


def _parse(request: str, source: int) -> bytes:
    from knowledge.loading.parse import parse
    from knowledge.loading.pictures import pictures_of

    try:
        content = os.pread(source, os.fstat(source).st_size, 0)
        kind, *pages = request.split()
        if kind == "pictures":
            return json.dumps({"pictures": pictures_of(content, *map(int, pages))}).encode()
        return json.dumps({"document": parse(kind, content).as_json()}).encode()  # type: ignore[arg-type]
    except UnreadableFile as error:
        reason = str(error)
    except TimeoutError:
        reason = TOO_LONG
    except MemoryError:
        reason = TOO_HEAVY
    except Exception:  # noqa: BLE001  (the border: parsers raise anything on a broken file)
        reason = FAILED
    return json.dumps({"error": reason}).encode()


def _limit() -> None:
    import resource

    def late(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGXCPU, late)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)  # SIGALRM ends the process
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 3))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with contextlib.suppress(OSError, ValueError):  # only where /proc tells the size
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + MEMORY_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    sys.addaudithook(_forbid)


def _forbid(event: str, _: tuple[Any, ...]) -> None:
    """No parser has a reason to reach the network or to start a program."""
    if event in (
        "socket.connect",
        "socket.getaddrinfo",
        "subprocess.Popen",
        "os.system",
        "os.exec",
    ):
        raise PermissionError(event)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
