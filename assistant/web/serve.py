"""Runs the page until it is told to stop."""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from assistant.errors import AssistantError
from assistant.settings import check_exposure
from assistant.web.paths import SET_UP

if TYPE_CHECKING:
    from assistant.assembly import Assistant


def serve(assistant: "Assistant", host: str | None = None, port: int | None = None) -> None:
    """Serves `assistant` where its settings say, or at `host` and `port`.

    Raises AssistantError when the port is taken or another server uses the same store.
    """
    settings = replace(
        assistant.settings,
        host=host or assistant.settings.host,
        port=port if port is not None else assistant.settings.port,
    )
    check_exposure(settings)
    assistant.settings = settings
    with listen(settings.host, settings.port) as listener, only_server(settings.data_dir):
        _run(assistant, listener)


def listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    # A port that was ours a moment ago is free again; one that somebody listens on is not.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        reason = (
            "sudah dipakai program lain; tutup program itu atau pilih port lain"
            if error.errno == errno.EADDRINUSE
            else "tidak boleh dipakai; pilih port lain"
        )
        raise AssistantError(f"Port {port} {reason} dengan ASSISTANT_PORT.") from error
    return listener


@contextmanager
def only_server(folder: Path) -> Iterator[None]:
    """One server a store: two would both believe that the indexes are theirs."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "server.lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AssistantError(
            "Halaman lain sudah berjalan dengan penyimpanan yang sama; tutup dulu, atau pakai "
            "ASSISTANT_DATA_DIR yang lain."
        ) from error
    except OSError as error:
        raise AssistantError(
            f"Folder {folder.name!r} (ASSISTANT_DATA_DIR) tidak dapat ditulisi."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _invite(assistant: "Assistant") -> None:
    """Where sign-in is compulsory and nobody can, whoever starts the program makes the first
    account. There is no default password."""
    if assistant.settings.only_here or assistant.records.accounts.any():
        return
    code = assistant.records.accounts.new_set_up(None)
    link = f"{assistant.settings.origin}{SET_UP}?kode={code}"
    print(f"Belum ada akun. Buat superadmin pertama (sekali pakai, 24 jam): {link}", flush=True)


def _run(assistant: "Assistant", listener: socket.socket) -> None:
    import uvicorn

    from assistant.web.application import build

    config = uvicorn.Config(
        build(assistant),
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        proxy_headers=False,  # who may speak for others is for the doorkeeper to say
        ssl_certfile=assistant.settings.tls_cert,
        ssl_keyfile=assistant.settings.tls_key,
        # An open page keeps a connection for as long as it is open.
        timeout_graceful_shutdown=2,
    )
    print(f"Asisten Konten: {assistant.settings.origin} (Ctrl+C untuk berhenti)", flush=True)
    _invite(assistant)
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:  # uvicorn raises it again once everything is closed
        pass
    finally:
        assistant.close()
