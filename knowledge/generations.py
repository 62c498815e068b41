"""An index in generations: each in a place of its own; a pointer file names the one in use.

A rebuild makes the next generation and then moves the pointer: a reader sees the old or the new.
A seal beside a generation tells later whether anybody but its writer touched it.
"""

import json
import os
import shutil
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from knowledge.errors import KnowledgeError


class DamagedIndex(Exception):
    """An index is missing or cannot be relied on; it has to be built anew."""


class StorageFull(KnowledgeError):
    """An index cannot be written for want of space; nothing of the record is lost."""


class Index(Protocol):
    @property
    def place(self) -> Path: ...

    def state(self) -> tuple[str, int]:
        """The token of the record it was made from, and the last change that it knows."""
        ...

    def ids(self) -> set[int]: ...

    def check(self) -> None:
        """Reads everything; DamagedIndex if something does not fit."""
        ...

    def drop(self) -> None:
        """Removes what lies outside the place."""
        ...

    def close(self) -> None: ...


I = TypeVar("I", bound=Index)  # noqa: E741


class Generations(Generic[I]):
    """The generations of the index `name` in `folder`; `open_index` opens the one in a place."""

    def __init__(self, folder: Path, name: str, open_index: Callable[[Path], I]) -> None:
        self.name = name
        self._folder = folder
        self._open_index = open_index
        self._pointer = folder / f"{name}.current"
        self._lock = threading.Lock()
        self._current: I | None = None

    def current(self) -> I:
        """The index that the pointer names now; DamagedIndex if it names none."""
        place = self._place()
        with self._lock:
            if self._current is None or self._current.place != place:
                if self._current is not None:
                    self._current.close()
                self._current = self._open_index(place)
            return self._current

    def state(self) -> tuple[str, int] | None:
        """The state of the current index; None if there is no usable one."""
        try:
            return self.current().state()
        except DamagedIndex:
            return None

    def next_place(self) -> Path:
        return self._folder / f"{self.name}-{max(self._numbers(), default=0) + 1}"

    def switch(self, place: Path) -> None:
        """Makes the index in `place` the current one and removes the others."""
        fresh = self._pointer.with_suffix(".next")
        with fresh.open("w", encoding="ascii") as file:
            file.write(place.name)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._pointer)
        for number in self._numbers():
            old = self._folder / f"{self.name}-{number}"
            if old != place:
                self._open_index(old).drop()
                shutil.rmtree(old, ignore_errors=True)

    def close(self) -> None:
        with self._lock:
            if self._current is not None:
                self._current.close()
                self._current = None

    def _place(self) -> Path:
        try:
            name = self._pointer.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise DamagedIndex(f"there is no {self.name} index") from error
        if not name.startswith(f"{self.name}-"):
            raise DamagedIndex(f"the pointer to the {self.name} index is damaged")
        return self._folder / name

    def _numbers(self) -> list[int]:
        ends = (found.name.rpartition("-")[2] for found in self._folder.glob(f"{self.name}-*"))
        return [int(end) for end in ends if end.isdigit()]

    # --- the seal --------------------------------------------------------------------------

    def seal(self) -> None:
        """Notes what every file of the current generation holds. It must be closed."""
        place = self._place()
        kept = {
            str(file.relative_to(place)): [*_stamp(file), _checksum(file)]
            for file in _sealed_files(place)
        }
        fresh = place / "seal.new"
        fresh.write_text(json.dumps(kept), encoding="ascii")
        fresh.replace(place / "seal.json")

    def unseal(self) -> None:
        """Before the first write."""
        (self._place() / "seal.json").unlink(missing_ok=True)

    def sealed(self, *, thorough: bool = False) -> bool:
        """Whether the files are as their writer left them; False if it did not finish.

        DamagedIndex if a file has changed since. A file with an old time is taken for unchanged
        unless the check is to be `thorough`.
        """
        place = self._place()
        try:
            kept = json.loads((place / "seal.json").read_text("ascii"))
        except FileNotFoundError:
            return False
        except (OSError, ValueError) as error:
            raise DamagedIndex(f"the seal of the {self.name} index is damaged") from error
        try:
            for name, (size, time, checksum) in kept.items():
                file = place / name
                if not thorough and [size, time] == _stamp(file):
                    continue
                if checksum != _checksum(file):
                    raise DamagedIndex(f"{name} of the {self.name} index has changed")
        except (OSError, ValueError, TypeError) as error:
            raise DamagedIndex(f"a file of the {self.name} index is missing") from error
        return True


def _sealed_files(place: Path) -> Iterator[Path]:
    for file in sorted(place.rglob("*")):
        # Chroma writes a row into its database whenever it is opened, for reading too.
        if file.is_file() and not file.name.startswith(("seal.", "chroma.sqlite3")):
            yield file


def _stamp(file: Path) -> list[int]:
    found = file.stat()
    return [found.st_size, found.st_mtime_ns]


def _checksum(file: Path) -> int:
    checksum = 0
    with file.open("rb") as content:
        while chunk := content.read(1 << 20):
            checksum = zlib.crc32(chunk, checksum)
    return checksum
