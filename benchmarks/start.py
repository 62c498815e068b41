"""How soon the page answers after a start, what it weighs, and whom it talks to.

The second start of `app.py` up to the first 200 on "/", against `python -c 'import gradio'`,
alternating, median; the memory (PSS) of the process once the knowledge base is ready; and the
requests of a real browser to any other host. `python benchmarks/start.py [ROUNDS]`.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = os.environ.get("ASSISTANT_CHROMIUM", "/usr/bin/chromium")


def run(rounds: int = 5) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        with started(folder) as (process, address):  # the first start fills the base
            loaded = wait_until_ready(address)
            memory_first = pss(process.pid)
        imports, starts = [], []
        for _ in range(rounds):
            imports.append(time_import())
            begin = time.perf_counter()
            with started(folder) as (_process, address):
                wait_for(address)
                starts.append(time.perf_counter() - begin)
        with started(folder) as (process, address):
            wait_for(address)
            wait_until_ready(address)
            memory = pss(process.pid)
            elsewhere = requests_elsewhere(address)
    ratios = [start / imported for start, imported in zip(starts, imports, strict=True)]
    return {
        "import_gradio_s": round(statistics.median(imports), 2),
        "second_start_s": round(statistics.median(starts), 2),
        "ratio_median": round(statistics.median(ratios), 2),
        "sample_base_ready_s": round(loaded, 2),
        "pss_after_first_start_mb": memory_first,
        "pss_mb": memory,
        "requests_elsewhere": elsewhere,
    }


@contextmanager
def started(folder: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The program on a free port of this machine; ended afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {**os.environ, "ASSISTANT_DATA_DIR": folder, "ASSISTANT_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env=environ, stdout=subprocess.DEVNULL
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(15)


def time_import() -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import gradio"], check=True)
    return time.perf_counter() - begin


def wait_for(address: str) -> None:
    """Until "/" answers 200."""
    while True:
        try:
            with urllib.request.urlopen(address + "/", timeout=30) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.01)


def wait_until_ready(address: str) -> float:
    """Until the knowledge base is open and filled; the seconds that the page counted for it."""
    begin = time.perf_counter()
    wait_for(address)
    while True:
        with urllib.request.urlopen(address + "/healthz", timeout=30) as answer:
            state = json.load(answer)["index"]["state"]
        if state in {"ready", "failed"}:
            return time.perf_counter() - begin if state == "ready" else float("nan")
        time.sleep(0.1)


def pss(pid: int) -> float | None:
    """Memory in MB, shared pages divided by those who share them; of children as well."""
    try:
        import psutil
    except ImportError:
        return None
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    return round(sum(member.memory_full_info().pss for member in family) / 1e6, 1)


def requests_elsewhere(address: str) -> list[str] | None:
    """What a real browser asks of other hosts while the rooms are looked at and used."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if not Path(CHROMIUM).exists():
        return None
    found: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.on("request", lambda request: found.append(request.url))
        page.goto(address)
        page.get_by_label("Apa yang ingin disampaikan?").fill("Kabarkan layanan KTP-el")
        page.get_by_role("button", name="Buat draf").click()
        page.locator("#room-caption .papan[aria-busy=false]").wait_for(timeout=30_000)
        for room in ("Balas Komentar", "Periksa Draf", "Basis Pengetahuan"):
            page.get_by_role("tab", name=room).click()
            page.wait_for_timeout(300)
        browser.close()
    return [url for url in found if not url.startswith((address, "data:", "blob:"))]


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]) if len(sys.argv) > 1 else 5), indent=2))
