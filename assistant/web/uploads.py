"""Files that a browser sends: a folder of our own, and the route into it.

Gradio's own upload is switched off: mounted in another application, it lets a caller name any
file of the machine as one that was "uploaded". Here a file is known by a random token only.
"""

import copy
import re
import secrets
import shutil
import tempfile
import time
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from assistant.accounts import identity_of
from assistant.errors import AssistantError, UsageError
from assistant.web.paths import UPLOAD

FILE_LIMIT = 20 * 1024**2
# Abandoned files must not fill the disk.
_KEEP_SECONDS = 24 * 3600
_MOST_BYTES = 1_000_000_000
_MOST_FILES = 2_000
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Uploads:
    """One folder a file, named by its token and readable by this user only."""

    def __init__(self) -> None:
        self._root = Path(tempfile.mkdtemp(prefix="asisten-konten-"))  # made with mode 0700
        self.folder = self._root / "unggahan"
        self.folder.mkdir(mode=0o700)
        self.gradio_folder = self._root / "gradio"
        self._owners: dict[str, str] = {}
        self._owner = ""

    def acting(self, owner: str) -> "Uploads":
        """The files that `owner` has sent, and no others."""
        other = copy.copy(self)
        other._owner = owner
        return other

    def open_place(self, name: str) -> tuple[str, Path]:
        """A token and the path to write to. The name is kept: a title may be read from it."""
        self._tidy()
        token = secrets.token_urlsafe(24)
        place = self.folder / token
        place.mkdir(mode=0o700)
        self._owners[token] = self._owner
        return token, place / _file_name(name)

    def path(self, token: str) -> Path:
        """The file that was sent under `token`; UsageError when there is none (any more)."""
        if self._mine(token):
            for path in (self.folder / token).glob("*"):
                return path
        raise UsageError("Berkas yang diunggah tidak ditemukan lagi; unggah ulang.")

    def keep_text(self, text: str, name: str) -> str:
        """`text` as an uploaded file; returns its token."""
        token, path = self.open_place(name)
        path.write_text(text, encoding="utf-8")
        return token

    def drop(self, token: str) -> None:
        if self._mine(token):
            shutil.rmtree(self.folder / token, ignore_errors=True)
            self._owners.pop(token, None)

    def close(self) -> None:
        shutil.rmtree(self._root, ignore_errors=True)

    def _mine(self, token: str) -> bool:
        return bool(_TOKEN.fullmatch(token)) and self._owners.get(token) == self._owner

    def _tidy(self) -> None:
        """Forgets what is a day old. AssistantError when there is too much even so."""
        files, size, now = 0, 0, time.time()
        for place in self.folder.iterdir():
            if now - place.stat().st_mtime > _KEEP_SECONDS:
                shutil.rmtree(place, ignore_errors=True)
                self._owners.pop(place.name, None)
                continue
            files += 1
            size += sum(path.stat().st_size for path in place.glob("*"))
        if files >= _MOST_FILES or size >= _MOST_BYTES:
            raise AssistantError("Tempat unggahan sedang penuh; coba lagi nanti.")


def _file_name(name: str) -> str:
    """The last part of `name` without what could mislead a person or a file system."""
    name = _UNSAFE.sub(" ", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    stem, dot, extension = name.rpartition(".")
    # A file name has at most 255 bytes; one character has at most four.
    return f"{stem[:50]}.{extension[:8]}" if dot and stem else (name[:50] or "berkas")


def upload_route(uploads: Uploads) -> APIRouter:
    """POST /unggah?nama=… with the bytes of one file as the body → {"token", "name", "size"}."""
    router = APIRouter()

    @router.post(UPLOAD)
    async def upload(request: Request, nama: str = "") -> JSONResponse:
        mine = uploads.acting(identity_of(request.scope["actor"]))
        try:
            token, path = await run_in_threadpool(mine.open_place, nama)
            size = await _write(request, path)
        except AssistantError as error:
            return JSONResponse({"error": str(error)}, status_code=507)
        except OSError:
            return JSONResponse(
                {"error": "Berkas tidak dapat disimpan; periksa sisa ruang disk."}, status_code=507
            )
        if size > FILE_LIMIT:
            mine.drop(token)
            sentence = f"Berkas terlalu besar; paling besar {FILE_LIMIT // 1024**2} MB."
            return JSONResponse({"error": sentence}, status_code=413)
        return JSONResponse({"token": token, "name": path.name, "size": size})

    return router


async def _write(request: Request, path: Path) -> int:
    """Writes the body to `path` and returns its size; stops soon after the limit."""
    size = 0
    with path.open("wb") as file:
        async for chunk in request.stream():
            size += len(chunk)
            if size <= FILE_LIMIT:
                file.write(chunk)
    return size
