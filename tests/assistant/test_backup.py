"""What was accepted comes back from one file, on another machine and into another database."""

import io
import json
import shutil
import sqlite3
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from assistant import cli, keys
from assistant.assembly import Assistant, assemble
from assistant.backup import back_up, restore
from assistant.drafts import Triage
from assistant.errors import AssistantError, UsageError
from assistant.queue import take_in
from assistant.queueing.comment_exports import Incoming
from assistant.records.store import Records
from assistant.records.trail_heads import TrailHeads
from assistant.settings import Settings
from knowledge.catalogue import FILE_NAME

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
TRIAGE = Triage("complaint", "normal", "id", ("dishub",), True, (), ())
COMMENT = "Lampu PJU depan pasar Krian mati, hubungi 0812-3456-7890"
DOCUMENT = "Layanan posyandu keliling dibuka Senin, 7 Desember 2026 di Balai Desa Candi."


def clock() -> datetime:
    return NOW


def reply(records: Records, words: str) -> None:
    records.record_reply(
        comment_masked="lampu mati",
        text=words,
        platform=None,
        triage=TRIAGE,
        writer="embedded",
        promises=(),
    )


def fill(assistant: Assistant, folder: Path) -> None:
    file = folder / "posyandu.txt"
    file.write_text(DOCUMENT, encoding="utf-8")
    assistant.knowledge.add([file])
    take_in([Incoming(COMMENT)], assistant.records.queue, NOW)
    reply(assistant.records, "Kami teruskan, Kak.")


@pytest.fixture(autouse=True)
def no_kept_secret() -> Iterator[None]:
    keys._secret.cache_clear()
    yield
    keys._secret.cache_clear()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    with closing(assemble(Settings(data_dir=folder / "data"), clock=clock)) as assistant:
        fill(assistant, folder)
    return folder / "data"


@pytest.fixture
def full(tmp_path: Path, filled: Path) -> Iterator[Assistant]:
    shutil.copytree(filled, tmp_path / "data")
    with closing(assemble(Settings(data_dir=tmp_path / "data"), clock=clock)) as assistant:
        yield assistant


def backed_up(full: Assistant, tmp_path: Path) -> Path:
    return back_up(full.records, full.settings, tmp_path / "cadangan.tar").path


def other_machine(tmp_path: Path, full: Assistant, *, key: bool = True) -> Settings:
    """An empty one, to which somebody has carried the key."""
    folder = tmp_path / "lain"
    folder.mkdir()
    if key:
        (folder / keys.FILE_NAME).write_bytes(keys.secret_path(full.settings).read_bytes())
    return Settings(data_dir=folder)


def check_all_there(assistant: Assistant) -> None:
    assert [one.text for one in assistant.records.sent_replies(9)] == ["Kami teruskan, Kak."]
    (entry,) = assistant.records.queue.entries()
    assert assistant.records.queue.original(entry.comments[0].id).text == COMMENT
    assert assistant.records.trail.verify() is None
    (document,) = assistant.knowledge.documents()
    assert assistant.knowledge.reading(document.id).text.strip() == DOCUMENT
    assert assistant.knowledge.search("kapan posyandu keliling di Candi", limit=1).hits


def test_everything_comes_back_but_the_secret(full: Assistant, tmp_path: Path) -> None:
    TrailHeads(full.settings.data_dir / "trail-heads.jsonl").keep(full.records.trail.head(), NOW)  # type: ignore[arg-type]
    made = back_up(full.records, full.settings, tmp_path / "cadangan.tar")
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made.secret == keys.secret_path(full.settings)
    secret = made.secret.read_bytes().strip()
    content = made.path.read_bytes()
    assert secret not in content and bytes.fromhex(secret.decode()) not in content
    assert COMMENT.encode() not in content and b"0812-3456-7890" not in content
    settings = other_machine(tmp_path, full)
    done = restore(made.path, settings, clock)
    assert (done.missing, done.fault) == (False, None)
    assert done.manifest.tables["queue_entries"] == 1 and done.manifest.head is not None
    with closing(assemble(settings, clock=clock)) as assistant:
        check_all_there(assistant)
        assert assistant.records.trail.entries(action="backup.restored")
    assert (settings.data_dir / "trail-heads.jsonl").is_file()


def test_both_databases_and_every_way_between_them(
    full: Assistant, tmp_path: Path, fresh_postgres: Callable[[str], str]
) -> None:
    first = backed_up(full, tmp_path)
    served = replace(other_machine(tmp_path, full), database_url=fresh_postgres("cadangan"))
    assert restore(first, served, clock).fault is None
    second = tmp_path / "dari-postgres.tar"
    with closing(assemble(served, clock=clock)) as assistant:
        check_all_there(assistant)
        reply(assistant.records, "Satu lagi.")  # numbers go on where they were
        fill_more = tmp_path / "dua.txt"
        fill_more.write_text("Pasar murah dibuka Selasa, 8 Desember 2026.", encoding="utf-8")
        assert assistant.knowledge.add([fill_more]).added
        back_up(assistant.records, served, second)
    third = tmp_path / "kembali"
    third.mkdir()
    (third / keys.FILE_NAME).write_bytes(keys.secret_path(full.settings).read_bytes())
    restore(second, Settings(data_dir=third), clock)
    with closing(assemble(Settings(data_dir=third), clock=clock)) as assistant:
        assert len(assistant.records.sent_replies(9)) == 2
        assert all(one.sent_at == NOW for one in assistant.records.sent_replies(9))
        assert assistant.records.trail.verify() is None
        assert len(assistant.knowledge.documents()) == 2
    again = replace(served, data_dir=tmp_path / "lain")
    with pytest.raises(AssistantError, match="sudah berisi"):
        restore(first, again, clock)


@pytest.mark.parametrize("number", range(3))
def test_a_backup_under_load_holds_what_was_acknowledged_before(
    full: Assistant, tmp_path: Path, number: int
) -> None:
    acknowledged: list[str] = []
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            words = f"balasan {len(acknowledged)}"
            reply(full.records, words)
            acknowledged.append(words)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    while len(acknowledged) < 5 + 10 * number:
        stop.wait(0.01)
    before = list(acknowledged)
    made = backed_up(full, tmp_path)
    stop.set()
    for writer in writers:
        writer.join()
    settings = other_machine(tmp_path, full)
    assert restore(made, settings, clock).fault is None
    with closing(Records(settings, clock)) as records:
        there = {one.text for one in records.sent_replies(10_000)}
    assert set(before) <= there


def test_a_missing_key_is_named_and_no_new_one_is_made(full: Assistant, tmp_path: Path) -> None:
    made = backed_up(full, tmp_path)
    settings = other_machine(tmp_path, full, key=False)
    done = restore(made, settings, clock)
    assert done.missing and done.secret == settings.data_dir / keys.FILE_NAME
    assert not done.secret.exists()
    done.secret.write_bytes(keys.secret_path(full.settings).read_bytes())
    with closing(assemble(settings, clock=clock)) as assistant:
        check_all_there(assistant)


def test_another_key_is_refused_and_nothing_is_restored(full: Assistant, tmp_path: Path) -> None:
    made = backed_up(full, tmp_path)
    settings = other_machine(tmp_path, full, key=False)
    (settings.data_dir / keys.FILE_NAME).write_text("ab" * 32)
    with pytest.raises(AssistantError, match="berkas kunci"):
        restore(made, settings, clock)
    assert [one.name for one in settings.data_dir.iterdir()] == [keys.FILE_NAME]


def test_without_its_key_it_is_backed_up_all_the_same(full: Assistant, tmp_path: Path) -> None:
    secret = keys.secret_path(full.settings)
    kept = secret.read_bytes()
    secret.unlink()
    keys._secret.cache_clear()
    made = back_up(full.records, full.settings, tmp_path / "cadangan.tar")
    assert made.lost and not secret.exists()
    settings = other_machine(tmp_path, full, key=False)
    assert restore(made.path, settings, clock).missing
    (settings.data_dir / keys.FILE_NAME).write_bytes(kept)
    with closing(assemble(settings, clock=clock)) as assistant:
        check_all_there(assistant)


def test_a_trail_that_was_changed_is_told(full: Assistant, tmp_path: Path) -> None:
    with closing(sqlite3.connect(full.settings.data_dir / FILE_NAME)) as file:
        file.executescript("DROP TRIGGER trail_no_update; UPDATE trail SET actor='x' WHERE seq=2;")
    made = backed_up(full, tmp_path)
    done = restore(made, other_machine(tmp_path, full), clock)
    assert done.fault == "baris 2: isi baris berubah"


def test_a_store_with_something_in_it_is_left_alone(full: Assistant, tmp_path: Path) -> None:
    made = backed_up(full, tmp_path)
    with pytest.raises(AssistantError, match="sudah berisi"):
        restore(made, full.settings, clock)
    assert not list(full.settings.data_dir.glob("restore-*"))


def test_a_name_that_could_be_the_database_is_refused(full: Assistant, tmp_path: Path) -> None:
    for name in (full.settings.data_dir / FILE_NAME, tmp_path, tmp_path / "tiada" / "a.tar"):
        with pytest.raises(UsageError):
            back_up(full.records, full.settings, name)


Change = Callable[[str, bytes], list[tuple[tarfile.TarInfo, bytes]]]


def altered(made: Path, change: Change) -> Path:
    """The backup with each of its files replaced by what `change` makes of it."""
    target = made.with_name("diubah.tar")
    with tarfile.open(made) as old, tarfile.open(target, "w") as new:
        for entry in old:
            content = old.extractfile(entry)
            assert content is not None
            for info, data in change(entry.name, content.read()):
                info.size = len(data) if info.isreg() else 0
                new.addfile(info, io.BytesIO(data) if info.isreg() else None)
    return target


def _same(name: str, data: bytes) -> list[tuple[tarfile.TarInfo, bytes]]:
    return [(tarfile.TarInfo(name), data)]


def _with(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> Change:
    extra = tarfile.TarInfo(name)
    extra.type, extra.linkname = kind, link
    return lambda name, data: [*_same(name, data), *([(extra, b"x")] if name == FILE_NAME else [])]


def _flipped(name: str, data: bytes) -> list[tuple[tarfile.TarInfo, bytes]]:
    return _same(name, data[:5000] + b"\xff" + data[5001:] if name == FILE_NAME else data)


def _manifest(**values: object) -> Change:
    def change(name: str, data: bytes) -> list[tuple[tarfile.TarInfo, bytes]]:
        if name == "manifest.json":
            data = json.dumps({**json.loads(data), **values}).encode()
        return _same(name, data)

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_with("../luar.txt"), "bukan cadangan"),
        (_with("/tmp/luar.txt"), "bukan cadangan"),
        (_with("trail-heads.jsonl", tarfile.SYMTYPE, "/etc/passwd"), "bukan cadangan"),
        (_with("trail-heads.jsonl", tarfile.LNKTYPE, FILE_NAME), "bukan cadangan"),
        (_with("trail-heads.jsonl", tarfile.FIFOTYPE), "bukan cadangan"),
        (_with("sub", tarfile.DIRTYPE), "bukan cadangan"),
        (_with(FILE_NAME), "bukan cadangan"),
        (_with("trail-heads.jsonl"), "tidak cocok"),
        (_flipped, "tidak cocok"),
        (lambda name, data: _same(name, data) if name == FILE_NAME else [], "bukan cadangan"),
        (lambda name, data: [] if name == FILE_NAME else _same(name, data), "tidak cocok"),
        (lambda name, data: _same(name, data * 9999 if name[0] == "m" else data), "bukan cadangan"),
        (_manifest(program="lain"), "bukan cadangan"),
        (_manifest(records_version="9999"), "lebih baru"),
        (_manifest(created_at="2026-01-01T00:00:00Z"), "tidak cocok"),
        (_manifest(signature=None), "tanpa berkas kunci"),
        (_manifest(signature="ab" * 32), "tidak cocok"),
    ],
)
def test_a_file_from_anywhere_changes_nothing(
    full: Assistant,
    tmp_path: Path,
    change: Change,
    said: str,
) -> None:
    hostile = altered(backed_up(full, tmp_path), change)
    settings = other_machine(tmp_path, full)
    with pytest.raises(AssistantError, match=said):
        restore(hostile, settings, clock)
    assert [one.name for one in settings.data_dir.iterdir()] == [keys.FILE_NAME]
    assert not list(tmp_path.rglob("luar.txt"))


def test_what_is_no_backup_at_all_is_a_sentence(full: Assistant, tmp_path: Path) -> None:
    made = backed_up(full, tmp_path)
    whole = made.read_bytes()
    settings = other_machine(tmp_path, full)
    for content in (b"", b"x" * 5000, whole[: len(whole) // 2], whole[:600]):
        made.write_bytes(content)
        with pytest.raises(AssistantError, match="cadangan"):
            restore(made, settings, clock)
    with pytest.raises(UsageError):
        restore(tmp_path / "tiada.tar", settings, clock)


# --- the commands -----------------------------------------------------------------------------


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, *words: str
) -> tuple[int, str, str]:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(folder))
    code = cli.main(words)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_commands_name_the_key_and_speak_json(
    full: Assistant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made, folder = tmp_path / "c.tar", tmp_path / "lain"
    data = full.settings.data_dir
    code, out, err = run(monkeypatch, capsys, data, "backup", str(made))
    assert (code, err) == (0, "") and str(data / keys.FILE_NAME) in out and "1 dokumen" in out
    code, out, _ = run(monkeypatch, capsys, data, "backup", str(made), "--json")
    assert json.loads(out)["left_out"] == str(data / keys.FILE_NAME)
    code, out, err = run(monkeypatch, capsys, folder, "restore", str(made), "--json")
    found = json.loads(out)
    assert (code, found["index"], found["secret"]["missing"]) == (0, "ready", True)
    assert err.count("\n") == 1 and str(folder / keys.FILE_NAME) in err
    code, _, err = run(monkeypatch, capsys, folder, "restore", str(made))
    assert code == 1 and err.count("\n") == 1
    code, _, err = run(monkeypatch, capsys, tmp_path / "kosong", "backup", str(made))
    assert code == 1 and "Belum ada" in err
    code, _, err = run(monkeypatch, capsys, data, "backup", str(tmp_path / "c.zip"))
    assert code == 2 and ".tar" in err


def test_nothing_is_restored_beside_a_running_server(
    full: Assistant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from assistant.web.serve import only_server

    made, folder = backed_up(full, tmp_path), tmp_path / "lain"
    with only_server(folder):
        code, _, err = run(monkeypatch, capsys, folder, "restore", str(made))
    assert code == 1 and "berjalan" in err
    assert not (folder / FILE_NAME).exists()


@pytest.fixture
def fresh_postgres(postgres_url: str) -> Iterator[Callable[[str], str]]:
    """An own database of the session's server."""
    made: list[str] = []
    server = create_engine(postgres_url, isolation_level="AUTOCOMMIT")

    def new(name: str) -> str:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        made.append(name)
        return postgres_url.replace("/postgres?", f"/{name}?")

    yield new
    with server.connect() as connection:
        for name in made:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()
