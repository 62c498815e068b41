"""Prints what `assistant mask` and `assistant check` take as whole processes.

`uv run python -m benchmarks.commands`
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 7
RELEASE = """Dinas Perhubungan memasang 64 lampu jalan di ruas Tulangan–Krembung mulai 6 April 2026.
Laporan lampu padam dilayani 24 jam melalui nomor 112 tanpa biaya.
"""
DRAFT = "Ada 46 lampu baru di ruas Tulangan–Krembung mulai 6 April 2026. Lapor padam: 112."
COMMENT = "min lampu mati, NIK saya 3515081204900001, hp 0812-3456-7890"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "rilis.txt").write_text(RELEASE, encoding="utf-8")
        (folder / "draf.txt").write_text(DRAFT, encoding="utf-8")
        (folder / "komentar.txt").write_text(COMMENT, encoding="utf-8")
        _time(folder, "mask", "komentar.txt")
        _time(folder, "check", "draf.txt")
        _time(folder, "check", "draf.txt", "--source", "rilis.txt")
        _run(folder, "knowledge", "add", "rilis.txt")
        _time(folder, "check", "draf.txt", label="check, with a base")


def _time(folder: Path, *arguments: str, label: str | None = None) -> None:
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        _run(folder, *arguments, "--json")
        taken.append(time.perf_counter() - started)
    name = label or " ".join(arguments)
    print(f"{name:34} {statistics.median(taken):6.2f} s   (reach: 1.5)", flush=True)


def _run(folder: Path, *arguments: str) -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_DATA_DIR": str(folder / "data")}
    subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=folder,
        env=environ,
        check=True,
        stdout=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()
