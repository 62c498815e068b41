"""Prints the time that the assistant adds to a model's own first token.

From the use-case call (`assistant.stream_captions`) to the first text that it yields, less the
fixed delay of a loopback server. `uv run python -m benchmarks.first_token`
"""

import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path

from assistant.assembly import Assistant, assemble
from assistant.captions import CaptionProgress
from assistant.jobs import CaptionJob
from assistant.settings import load_settings
from tests.loopback import Loopback

DELAY = 0.2
ROUNDS = 21
BRIEFS = (
    "cara lapor lampu jalan mati",
    "syarat cetak KTP-el di kecamatan",
    "kabarkan pelatihan admin medsos OPD",
)
ANSWER = "=== instagram ===\nWarga Sidoarjo, simak kabar ini, ya.\nALT: Warga di loket.\n"


def main() -> None:
    with Loopback(ANSWER, delay=DELAY) as server, tempfile.TemporaryDirectory() as folder:
        environ = {
            "OPENAI_BASE_URL": server.url,
            "OPENAI_MODEL": "tiruan",
            "ASSISTANT_DATA_DIR": str(Path(folder) / "data"),
        }
        assistant = assemble(load_settings(environ), clock=datetime.now)
        cold = _added(assistant, BRIEFS[0])
        warm = [_added(assistant, BRIEFS[round % len(BRIEFS)]) for round in range(ROUNDS)]
    print(f"first call      {cold:7.1f} ms")
    print(f"median of {ROUNDS}    {statistics.median(warm):7.1f} ms   (reach: 50)")
    print(f"slowest         {max(warm):7.1f} ms")


def _added(assistant: Assistant, brief: str) -> float:
    job = CaptionJob(brief=brief, platforms=("instagram",))
    started = time.perf_counter()
    first: float | None = None
    for item in assistant.stream_captions(job):
        if first is None and isinstance(item, CaptionProgress):
            first = time.perf_counter() - started
    if first is None:
        raise SystemExit("no text from the model reached the use case")
    return (first - DELAY) * 1000


if __name__ == "__main__":
    main()
