"""The head of the trail of each day, in a file to be kept elsewhere: who has it will notice when
rows were cut off the end of the trail."""

import json
import logging
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.records.trail import Head

FILE_NAME = "trail-heads.jsonl"

_log = logging.getLogger(__name__)


class TrailHeads:
    """`path`: one line a day."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, head: Head, now: datetime) -> None:
        """Adds a line unless this day has one, and tells the log."""
        day = now.date().isoformat()
        if any(str(line.get("at", "")).startswith(day) for line in self._lines()):
            return
        line = json.dumps({"at": now.isoformat(), "seq": head.seq, "mac": head.mac})
        self._path.touch(0o600)
        with self._path.open("a", encoding="ascii") as file:
            file.write(line + "\n")
        # As a warning: nothing below that reaches the journal of the machine.
        _log.warning("head of the trail, to be kept elsewhere: %s", line)

    def kept(self) -> tuple[Head, ...]:
        """All of them; what is no head is left out."""
        return tuple(
            Head(line["seq"], line["mac"])
            for line in self._lines()
            if isinstance(line.get("seq"), int) and isinstance(line.get("mac"), str)
        )

    def _lines(self) -> list[dict[str, Any]]:
        if not self._path.is_file():
            return []
        found = []
        for line in self._path.read_text("utf-8", "replace").splitlines():
            try:
                value = json.loads(line)
            except ValueError:  # a line that was cut off when the disk was full
                continue
            if isinstance(value, dict):
                found.append(value)
        return found
