"""The use case "not losing everything": one file with all that is kept, and back from it.

The file holds a snapshot of the database, the kept heads of the trail, and a manifest. It leaves
out the secret, which must lie elsewhere, and the indexes, which are made from the record.
"""

import hashlib
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import AssistantError, UsageError
from assistant.keys import Keys, digest, secret_path
from assistant.records import snapshot
from assistant.records.store import Records
from assistant.records.trail import Head
from assistant.records.trail_heads import FILE_NAME as HEADS
from assistant.records.trail_heads import TrailHeads
from assistant.settings import Settings
from knowledge.catalogue import FILE_NAME as DATABASE

Clock = Callable[[], datetime]

PROGRAM: Final = "asisten-konten"
_MANIFEST = "manifest.json"
_MOST_MANIFEST = 1 << 20
_CHUNK = 1 << 20
_NOT_OURS = "Berkas ini bukan cadangan Asisten Konten yang utuh; pilih berkas .tar yang lain."
_CHANGED = "Isi cadangan tidak cocok dengan daftarnya (rusak atau diubah); pakai salinan lain."
_UNSIGNED = (
    "Cadangan ini dibuat tanpa berkas kunci sehingga keasliannya tidak dapat diperiksa; bila Anda "
    "yakin, pindahkan dulu berkas kunci, pulihkan, lalu letakkan kembali."
)
_FULL = "Ruang penyimpanan tidak cukup atau folder tidak dapat ditulisi; tidak ada yang diubah."


class Part(BaseModel):
    """One file of a backup."""

    model_config = ConfigDict(frozen=True)

    size: int
    sha256: str


class Manifest(BaseModel):
    """What a backup holds. `tables`: rows of each; `head`: the last row of the trail. `signature`
    is by the secret of the trail: without it nobody can put a backup together that restores beside
    the secret. None where there was none when the backup was made."""

    model_config = ConfigDict(frozen=True)

    program: Literal["asisten-konten"]
    version: str
    records_version: str
    created_at: datetime
    tables: dict[str, int]
    parts: dict[str, Part]
    head: tuple[int, str] | None
    signature: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A backup; `secret` is the file that it leaves out, `lost` when the right one is not there."""

    path: Path
    size: int
    manifest: Manifest
    secret: Path
    lost: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """`secret`: where the key belongs; `missing`: it is not there, and something needs it.
    `fault`: what is wrong with the trail, None where nothing is, or where no key can tell."""

    manifest: Manifest
    secret: Path
    missing: bool
    fault: str | None


def back_up(records: Records, settings: Settings, target: Path) -> Made:
    """Writes `target` while others go on working: whole or not at all, for this user only."""
    if target.suffix != ".tar" or target.is_dir():
        raise UsageError("Nama cadangan harus berkas yang berakhir dengan .tar.")
    if not target.parent.is_dir():
        raise UsageError(f"Folder {target.parent} tidak ada; buat dulu atau pilih yang lain.")
    if not records.exists():
        raise AssistantError("Belum ada yang dapat dicadangkan; periksa ASSISTANT_DATA_DIR.")
    lost = _key_is_lost(records, settings)
    with _explained(), _folder_beside(target) as folder:
        heads = settings.data_dir / HEADS
        if heads.is_file():  # first: none may be younger than the trail of the snapshot
            shutil.copyfile(heads, folder / HEADS)
        with snapshot.opened(settings.data_dir, settings.database_url) as engine:
            snapshot.take(engine, folder)
        manifest = _describe(folder, records.now())
        if not lost:
            manifest = manifest.model_copy(update={"signature": _signature(manifest, settings)})
        (folder / _MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
        draft = folder / "draft.tar"
        _pack(folder, [_MANIFEST, *manifest.parts], draft)
        size = draft.stat().st_size
        draft.replace(target)
        _sync_folder(target.parent)
    if not lost:  # a row signed with another key would break the chain
        records.trail.add("backup.made", "backup", target.name)
    return Made(target, size, manifest, secret_path(settings), lost)


def restore(source: Path, settings: Settings, clock: Clock) -> Restored:
    """Fills the empty store from `source`. Nothing is changed unless all of it is sound."""
    if not source.is_file():
        raise UsageError(f"{source} tidak dapat dibaca; periksa nama dan izin berkasnya.")
    folder = settings.data_dir
    with _explained():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="restore-", dir=folder) as name:
            copy = Path(name)
            manifest = _unpack(source, copy)
            missing, fault = _check_with_key(settings, copy, manifest, clock)
            with snapshot.opened(folder, settings.database_url) as engine:
                if any(snapshot.counts(engine).values()):
                    raise AssistantError(
                        "Penyimpanan ini sudah berisi; pulihkan ke ASSISTANT_DATA_DIR (atau basis "
                        "data) yang masih kosong."
                    )
                snapshot.put(copy, engine)
            if (copy / HEADS).is_file():
                (copy / HEADS).replace(folder / HEADS)
    if not missing:
        with closing(Records(settings, clock)) as records:
            records.trail.add("backup.restored", "backup", source.name)
    return Restored(manifest, secret_path(settings), missing, fault)


# --- making -----------------------------------------------------------------------------------


def _key_is_lost(records: Records, settings: Settings) -> bool:
    """Whether the trail was begun with another secret than the one at hand. None is made then."""
    if not secret_path(settings).is_file() and records.trail.head() is not None:
        return True
    try:
        records.trail.check_key()
    except AssistantError:
        return True
    return False


def _signature(manifest: Manifest, settings: Settings) -> str:
    content = manifest.model_dump_json(exclude={"signature"})
    return digest(Keys(settings).trail(), content.encode())


def _describe(folder: Path, now: datetime) -> Manifest:
    with snapshot.opened(folder, None) as engine:
        tables, last = snapshot.counts(engine), snapshot.last_of_trail(engine)
    return Manifest(
        program=PROGRAM,
        version=version(PROGRAM),
        records_version=snapshot.records_version(),
        created_at=now,
        tables=tables,
        parts={
            name: _part(folder / name) for name in (DATABASE, HEADS) if (folder / name).is_file()
        },
        head=(last.seq, last.mac) if last else None,
    )


def _part(path: Path) -> Part:
    with path.open("rb") as file:
        return Part(size=path.stat().st_size, sha256=_sum(file, None))


def _pack(folder: Path, names: list[str], target: Path) -> None:
    with target.open("xb") as file:
        target.chmod(0o600)
        with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            for name in names:
                entry = tar.gettarinfo(folder / name, name)
                entry.uid = entry.gid = 0
                entry.uname = entry.gname = ""
                entry.mode = 0o600
                with (folder / name).open("rb") as content:
                    tar.addfile(entry, content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """On the same disk, so that the finished file can be moved in one step."""
    with tempfile.TemporaryDirectory(prefix=f".{target.stem}-", dir=target.parent) as name:
        yield Path(name)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# --- reading: a file from anywhere ------------------------------------------------------------


def _unpack(source: Path, folder: Path) -> Manifest:
    """The parts of `source` in `folder`, each as the manifest has it. AssistantError if not."""
    found: dict[str, Part] = {}
    try:
        with tarfile.open(source, "r:") as tar:
            for entry in tar:
                if entry.name in found or entry.name not in (_MANIFEST, DATABASE, HEADS):
                    raise AssistantError(_NOT_OURS)
                if not entry.isreg() or entry.issparse():
                    raise AssistantError(_NOT_OURS)
                found[entry.name] = _take_out(tar, entry, folder)
        manifest = Manifest.model_validate_json((folder / _MANIFEST).read_bytes())
    except (tarfile.TarError, EOFError, ValidationError, RecursionError) as error:
        raise AssistantError(_NOT_OURS) from error
    except FileNotFoundError as error:
        raise AssistantError(_NOT_OURS) from error
    del found[_MANIFEST]
    if found != manifest.parts or DATABASE not in found:
        raise AssistantError(_CHANGED)
    if manifest.records_version > snapshot.records_version():
        raise AssistantError(
            f"Cadangan ini dari versi program yang lebih baru ({manifest.version}); perbarui "
            "program lalu ulangi."
        )
    try:
        snapshot.check(folder)
    except snapshot.DamagedSnapshot as error:
        raise AssistantError(_CHANGED) from error
    return manifest


def _take_out(tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> Part:
    most = _MOST_MANIFEST if entry.name == _MANIFEST else shutil.disk_usage(folder).free // 2
    if entry.size > most:
        raise AssistantError(_NOT_OURS if entry.name == _MANIFEST else _FULL)
    content = tar.extractfile(entry)
    assert content is not None  # a regular file
    with content, (folder / entry.name).open("xb") as copy:
        (folder / entry.name).chmod(0o600)
        part = Part(size=entry.size, sha256=_sum(content, copy))
        if copy.tell() != entry.size:
            raise AssistantError(_NOT_OURS)
    return part


def _sum(source: IO[bytes], copy: IO[bytes] | None) -> str:
    found = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        found.update(chunk)
        if copy is not None:
            copy.write(chunk)
    return found.hexdigest()


def _check_with_key(
    settings: Settings, folder: Path, manifest: Manifest, clock: Clock
) -> tuple[bool, str | None]:
    """Whether the secret is missing, and what is wrong with the trail in `folder`. AssistantError
    when there is another secret, or when the manifest was not signed with it."""
    with snapshot.opened(folder, None) as engine:
        if snapshot.last_of_trail(engine) is None:
            return False, None
    secret = secret_path(settings)
    if not secret.is_file():  # and nobody must make one now
        return True, None
    there = replace(settings, data_dir=folder, database_url=None, secret_file=secret)
    heads = TrailHeads(folder / HEADS).kept()
    with closing(Records(there, clock)) as records:
        records.trail.check_key()
        if manifest.signature is None:
            raise AssistantError(_UNSIGNED)
        if manifest.signature != _signature(manifest, settings):
            raise AssistantError(_CHANGED)
        last = [Head(*manifest.head)] if manifest.head else []
        fault = records.trail.verify((*heads, *last))
    return False, f"baris {fault.seq}: {fault.reason}" if fault else None


@contextmanager
def _explained() -> Iterator[None]:
    """What the disk or the database refuses is a sentence; neither message may show a text."""
    try:
        yield
    except (snapshot.Failure, sqlite3.Error, OSError) as error:
        raise AssistantError(_FULL) from error
