"""A PostgreSQL of its own for one test session: a new cluster, a Unix socket, no password."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl; distributions keep them off the path."""
    if (found := shutil.which("pg_ctl")) is not None:
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """Its URL. PostgreSQL refuses to run as root, so there the user `postgres` runs it."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    user = "postgres" if os.geteuid() == 0 else None
    try:
        if user is not None:
            shutil.chown(folder, user)
        _run(user, programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres",
             "-E", "UTF8", "--no-sync")  # fmt: skip
        options = f"-c listen_addresses='' -k {folder} -c fsync=off"
        _run(user, programs / "pg_ctl", "-D", folder / "data", "-w", "-o", options,
             "-l", folder / "log", "start")  # fmt: skip
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            _run(user, programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(user: str | None, *command: str | Path) -> None:
    subprocess.run(command, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL, timeout=120)
