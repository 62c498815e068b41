"""The secrets of this installation: one file, from which each use derives a key of its own."""

import hashlib
import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from assistant.errors import AssistantError
from assistant.settings import Settings

FILE_NAME = "secret.key"
_BYTES = 32


def secret_path(settings: Settings) -> Path:
    return settings.secret_file or settings.data_dir / FILE_NAME


class Keys:
    """`trail` signs what was done, `seal` closes the columns with what citizens wrote."""

    def __init__(self, settings: Settings) -> None:
        self._path = secret_path(settings).absolute()  # the folder of work may change

    def trail(self) -> bytes:
        return self._derived("trail")

    def seal(self) -> bytes:
        return self._derived("seal")

    def mark(self) -> str:
        """Tells one secret from another without telling anything of it."""
        return self._derived("mark").hex()[:16]

    def _derived(self, use: str) -> bytes:
        """HKDF (RFC 5869) with one block: the secret is random already."""
        return hmac.new(
            _secret(self._path), f"asisten-konten {use}\x01".encode(), "sha256"
        ).digest()


@cache
def _secret(path: Path) -> bytes:
    """Made with the first use. AssistantError when the file cannot be used."""
    try:
        return _read(path) if path.exists() else _make(path)
    except OSError as error:
        raise AssistantError(
            f"Berkas kunci {path.name!r} (ASSISTANT_SECRET_FILE) tidak dapat dibaca atau dibuat; "
            "periksa izin dan foldernya."
        ) from error


def _read(path: Path) -> bytes:
    try:
        secret = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError as error:
        raise AssistantError(
            f"Berkas kunci {path.name!r} rusak; kembalikan salinannya yang asli."
        ) from error
    if len(secret) != _BYTES:
        raise AssistantError(f"Berkas kunci {path.name!r} rusak; kembalikan salinannya yang asli.")
    return secret


def _make(path: Path) -> bytes:
    """Whole or not at all, and readable by this user only; of two who make it one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_bytes(_BYTES)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return _read(path)
        return secret
    finally:
        draft.unlink(missing_ok=True)


def digest(key: bytes, content: bytes) -> str:
    """Keyed: what is short could be guessed from a plain hash."""
    return hmac.new(key, content, hashlib.sha256).hexdigest()
