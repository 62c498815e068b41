"""The knowledge base on real files: what it takes in, finds, forgets, and survives."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase
from knowledge.errors import KnowledgeError, UnknownDocument
from knowledge.reading import read_text

TODAY = date(2026, 3, 2)
LAMP = "# Lampu jalan padam\n\nWarga dapat melaporkan lampu jalan yang padam ke call center 112.\n"
ROAD = "# Perbaikan jalan\n\nSebanyak 16 ruas jalan rusak diperbaiki dengan aspal hotmix.\n"
SCHOOL = "# Beasiswa pelajar\n\nPendaftaran beasiswa dibuka untuk siswa SMA sampai 8 April 2026.\n"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    opened = KnowledgeBase(tmp_path / "data", today=lambda: TODAY)
    yield opened
    opened.close()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "deep").mkdir(parents=True)
    (folder / "lampu.md").write_text(LAMP)
    (folder / "jalan.md").write_text(ROAD)
    (folder / "deep" / "beasiswa.md").write_text(SCHOOL)
    return folder


def found(base: KnowledgeBase, query: str, **options: object) -> list[str]:
    result = base.search(query, **options)  # type: ignore[arg-type]
    return [hit.title for hit in result.hits]


def assert_indexes_fit(base: KnowledgeBase) -> None:
    """Exhaustively: each index has the passages of published documents, each finds itself."""
    indexing = base._indexing
    entries = indexing._entries()
    ids = {entry.id for entry in entries}
    assert indexing.lexical.current().ids() == ids
    assert indexing.vectors.current().ids() == ids
    indexing.lexical.current().check()
    indexing.vectors.current().check()
    for entry in entries:
        near = indexing.vectors.current().search(entry.text, 1)
        assert near[0][1] > 0.99


# --- taking in -----------------------------------------------------------------------------


def test_adds_folders_and_finds_what_they_say(base: KnowledgeBase, files: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    report = base.add([files], agency="dishub", progress=lambda *step: seen.append(step))
    assert [document.source_name for document in report.added] == [
        "beasiswa.md",
        "jalan.md",
        "lampu.md",
    ]
    assert seen[0] == (0, 3, "beasiswa.md")
    assert seen[-1] == (3, 3, "")
    assert found(base, "lampu padam lapor ke mana")[0] == "Lampu jalan padam"
    assert found(base, "lampu padam", agency="dinsos") == []
    assert_indexes_fit(base)


def test_one_bad_file_stops_no_other(base: KnowledgeBase, files: Path) -> None:
    (files / "kosong.txt").write_text("")
    report = base.add([files, files / "tidak-ada.txt"])
    assert len(report.added) == 3
    assert {Path(failure.path).name for failure in report.failed} == {
        "kosong.txt",
        "tidak-ada.txt",
    }
    assert all(failure.reason.endswith(".") for failure in report.failed)


def test_the_same_content_is_skipped_and_the_same_name_warned_of(
    base: KnowledgeBase, files: Path, tmp_path: Path
) -> None:
    first = base.add([files / "lampu.md"]).added[0]
    copy = tmp_path / "salinan.md"
    copy.write_text(LAMP)
    skipped = base.add([copy]).skipped[0]
    assert (skipped.path, skipped.document_id) == (str(copy), first.id)
    (files / "lampu.md").write_text(LAMP + "\nPetugas datang dalam 12 jam.\n")
    report = base.add([files / "lampu.md"])
    assert len(report.added) == 1
    assert f"replace {first.id}" in report.warnings[0]


def test_a_reading_written_here_can_be_added(base: KnowledgeBase) -> None:
    reading = read_text("Jam layanan\n\nLoket buka pukul 08.00 sampai 14.00.", title="Jam layanan")
    document = base.add_reading(reading)
    assert found(base, "loket buka jam berapa") == ["Jam layanan"]
    assert base.reading(document.id).passages == reading.passages
    with pytest.raises(KnowledgeError, match="sama"):
        base.add_reading(reading)


# --- what is in force ----------------------------------------------------------------------


def test_drafts_withdrawn_and_expired_documents_are_never_found(
    base: KnowledgeBase, files: Path
) -> None:
    lamp = base.add([files / "lampu.md"], draft=True).added[0]
    assert (lamp.status, found(base, "lampu padam")) == ("draft", [])
    assert base.publish(lamp.id).status == "published"
    assert found(base, "lampu padam") == ["Lampu jalan padam"]
    assert base.withdraw(lamp.id).status == "withdrawn"
    assert found(base, "lampu padam") == []
    assert base.restore(lamp.id).status == "published"
    yesterday = TODAY - timedelta(days=1)
    assert base.edit(lamp.id, valid_until=yesterday).status == "expired"
    assert found(base, "lampu padam") == []
    assert [document.id for document in base.documents(status="expired")] == [lamp.id]
    assert base.edit(lamp.id, valid_until=TODAY).status == "published"
    assert found(base, "lampu padam") == ["Lampu jalan padam"]
    base.edit(lamp.id, valid_from=TODAY + timedelta(days=1), valid_until=None)
    assert found(base, "lampu padam") == []


def test_wrong_validity_is_refused(base: KnowledgeBase, files: Path) -> None:
    report = base.add([files / "lampu.md"], valid_from=TODAY, valid_until=TODAY - timedelta(1))
    assert not report.added
    assert "mendahului" in report.failed[0].reason


def test_only_the_version_in_force_is_found(base: KnowledgeBase, files: Path) -> None:
    lamp = base.add([files / "lampu.md"]).added[0]
    (files / "baru.md").write_text(LAMP.replace("112", "aplikasi Sidita"))
    assert base.replace(lamp.id, files / "baru.md").version == 2
    assert "Sidita" in base.search("lampu padam").hits[0].passage.text
    assert base.replace(lamp.id, files / "baru.md").version == 2
    assert [version.number for version in base.versions(lamp.id)] == [2, 1]
    assert "112" in base.reading(lamp.id, version=1).text
    assert base.restore(lamp.id).version == 1
    assert "112" in base.search("lampu padam").hits[0].passage.text
    assert base.restore(lamp.id, version=2).version == 2
    with pytest.raises(UnknownDocument):
        base.restore(lamp.id, version=7)
    assert_indexes_fit(base)


def test_metadata_corrected_by_hand_outlive_a_replacement(base: KnowledgeBase, files: Path) -> None:
    lamp = base.add([files / "lampu.md"]).added[0]
    base.edit(lamp.id, title="Pengaduan PJU", kind="service")
    (files / "baru.md").write_text(LAMP.replace("112", "113"))
    replaced = base.replace(lamp.id, files / "baru.md")
    assert (replaced.title, replaced.kind) == ("Pengaduan PJU", "service")


def test_what_is_deleted_is_gone(base: KnowledgeBase, files: Path) -> None:
    report = base.add([files])
    gone = next(d for d in report.added if d.title == "Lampu jalan padam")
    base.delete(gone.id)
    assert "Lampu jalan padam" not in found(base, "lampu jalan padam call center")
    with pytest.raises(UnknownDocument):
        base.document(gone.id)
    assert_indexes_fit(base)


def test_search_can_be_limited_to_documents(base: KnowledgeBase, files: Path) -> None:
    report = base.add([files])
    road = next(d for d in report.added if d.title == "Perbaikan jalan")
    assert found(base, "jalan padam", documents=[road.id]) == ["Perbaikan jalan"]
    assert found(base, "jalan padam", documents=[road.id], lexical_only=True) == ["Perbaikan jalan"]
    assert found(base, "jalan padam", documents=[]) == []


# --- processes -----------------------------------------------------------------------------


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60
    )


ADD = """
import sys
from pathlib import Path
from knowledge.base import KnowledgeBase
base = KnowledgeBase(Path(sys.argv[1]))
print(base.add([Path(sys.argv[2])]).added[0].title)
base.close()
"""

SEARCH = """
import sys
from pathlib import Path
from knowledge.base import KnowledgeBase
base = KnowledgeBase(Path(sys.argv[1]))
print([hit.title for hit in base.search("lampu padam", lexical_only=True).hits])
print("chromadb" in sys.modules, "langchain" in sys.modules, "gradio" in sys.modules)
"""


def test_a_command_beside_a_running_page_returns_when_the_page_finds_it(
    tmp_path: Path, files: Path
) -> None:
    page = KnowledgeBase(tmp_path / "data", today=lambda: TODAY)
    page.start_indexing()
    try:
        assert found(page, "lampu padam") == []
        done = run(ADD, str(tmp_path / "data"), str(files / "lampu.md"))
        assert done.stdout.strip() == "Lampu jalan padam", done.stderr
        assert found(page, "lampu padam") == ["Lampu jalan padam"]
        page.add([files / "jalan.md"])
        assert (
            found(page, "ruas jalan rusak") == ["Perbaikan jalan"]
            or found(page, "ruas jalan rusak")[0] == "Perbaikan jalan"
        )
        assert_indexes_fit(page)
    finally:
        page.close()


def test_a_second_page_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    first = KnowledgeBase(tmp_path / "data")
    second = KnowledgeBase(tmp_path / "data")
    first.start_indexing()
    try:
        with pytest.raises(KnowledgeError, match="sudah berjalan"):
            second.start_indexing()
    finally:
        first.close()
    second.start_indexing()
    second.close()


def test_a_search_by_words_alone_loads_no_heavy_library(
    base: KnowledgeBase, files: Path, tmp_path: Path
) -> None:
    base.add([files])
    base.close()
    done = run(SEARCH, str(tmp_path / "data"))
    assert done.stdout.splitlines()[0].startswith("['Lampu jalan padam'"), done.stderr
    assert done.stdout.splitlines()[1] == "False False False"


def test_threads_may_search_and_change_at_once(base: KnowledgeBase, files: Path) -> None:
    base.start_indexing()
    base.add([files])

    def search() -> None:
        for _ in range(15):
            assert base.search("lampu jalan").hits

    def change(number: int) -> None:
        for turn in range(4):
            text = f"Pengumuman {number} {turn}\n\nIsi pengumuman {number} yang ke-{turn}."
            base.add_reading(read_text(text))

    with ThreadPoolExecutor() as pool:
        jobs = [pool.submit(search) for _ in range(3)]
        jobs += [pool.submit(change, number) for number in range(2)]
    for job in jobs:
        job.result()
    assert len(base.documents()) == 11
    assert_indexes_fit(base)


# --- damage --------------------------------------------------------------------------------


def spoil(folder: Path, how: str) -> None:
    chance = random.Random(7)
    for file in folder.rglob("*"):
        if not file.is_file():
            continue
        if how == "delete":
            file.unlink()
        elif how == "truncate":
            os.truncate(file, file.stat().st_size // 2)
        elif file.stat().st_size:
            content = bytearray(file.read_bytes())
            for _ in range(20):
                content[chance.randrange(len(content))] ^= 0xFF
            file.write_bytes(content)


@pytest.mark.parametrize("how", ["delete", "truncate", "flip"])
@pytest.mark.parametrize("part", ["lexical-*", "vectors-*", "*"])
def test_damaged_indexes_are_built_anew(tmp_path: Path, files: Path, how: str, part: str) -> None:
    base = KnowledgeBase(tmp_path / "data", today=lambda: TODAY)
    base.add([files])
    base.close()
    for folder in (tmp_path / "data" / "index").glob(part):
        if folder.is_dir():
            spoil(folder, how)
    again = KnowledgeBase(tmp_path / "data", today=lambda: TODAY)
    assert found(again, "lampu padam")[0] == "Lampu jalan padam"
    assert_indexes_fit(again)
    again.close()


def test_a_lost_pointer_or_folder_is_no_loss(base: KnowledgeBase, files: Path) -> None:
    import shutil

    base.add([files])
    base.close()
    shutil.rmtree(base._folder / "index")
    assert found(base, "lampu padam")[0] == "Lampu jalan padam"
    assert_indexes_fit(base)


def test_a_page_checks_its_indexes_when_it_starts(tmp_path: Path, files: Path) -> None:
    base = KnowledgeBase(tmp_path / "data", today=lambda: TODAY)
    base.add([files])
    base.close()
    spoil(tmp_path / "data" / "index", "flip")
    page = KnowledgeBase(tmp_path / "data", today=lambda: TODAY)
    page.start_indexing()
    try:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                if found(page, "lampu padam"):
                    break
            except KnowledgeError:
                time.sleep(0.05)
        assert found(page, "lampu padam")[0] == "Lampu jalan padam"
        page.rebuild()
        assert_indexes_fit(page)
    finally:
        page.close()


def test_an_older_record_put_back_makes_the_indexes_anew(tmp_path: Path, files: Path) -> None:
    base = KnowledgeBase(tmp_path / "data", today=lambda: TODAY)
    base.add([files / "lampu.md"])
    kept = (tmp_path / "data" / "assistant.db").read_bytes()
    base.add([files / "jalan.md"])
    base.close()
    (tmp_path / "data" / "assistant.db").write_bytes(kept)
    again = KnowledgeBase(tmp_path / "data", today=lambda: TODAY)
    assert found(again, "ruas jalan rusak hotmix") == ["Lampu jalan padam"]
    assert_indexes_fit(again)
    again.close()


WORK = """
import sys
from pathlib import Path
from knowledge.base import KnowledgeBase
folder, turn = Path(sys.argv[1]), sys.argv[2]
base = KnowledgeBase(folder)
number = 0
while True:
    file = folder.parent / f"{turn}-{number}.txt"
    file.write_text(f"Pengumuman {turn} {number}\\n\\nIsi pengumuman kata{turn}x{number}.")
    document = base.add([file]).added[0]
    print("added", document.id, flush=True)
    if number % 3 == 1:
        file.write_text(f"Pengumuman {turn} {number}\\n\\nIsi kedua kata{turn}x{number}.")
        base.replace(document.id, file)
        print("replaced", document.id, flush=True)
    if number % 3 == 2:
        print("deleting", document.id, flush=True)
        base.delete(document.id)
        print("deleted", document.id, flush=True)
    number += 1
"""


def test_nothing_accepted_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    chance = random.Random(3)
    folder = tmp_path / "data"
    kills = int(os.environ.get("ASSISTANT_TEST_KILLS", "4"))
    present: set[str] = set()
    unsure: set[str] = set()
    twice: set[str] = set()
    for turn in range(kills):
        child = subprocess.Popen(
            [sys.executable, "-c", WORK, str(folder), str(turn)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        first = child.stdout.readline().strip()
        time.sleep(chance.uniform(0.0, 0.6))
        child.send_signal(signal.SIGKILL)
        lines = [first, *child.stdout.read().splitlines()]
        child.stdout.close()
        child.wait()
        for line in lines:
            what, _, identifier = line.partition(" ")
            {
                "added": present.add,
                "replaced": twice.add,
                "deleting": unsure.add,
                "deleted": present.discard,
            }.get(what, lambda _: None)(identifier)
        base = KnowledgeBase(folder)
        base.search("pengumuman")  # the first search heals
        kept = {document.id: document for document in base.documents()}
        assert present - unsure <= kept.keys()
        assert all(kept[one].version == 2 for one in twice & kept.keys())
        assert_indexes_fit(base)
        base.close()


def test_what_an_agency_prepares_is_there_for_itself_and_the_editors(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    for name, more in (
        ("usul", {"proposed_by": "dinkes"}),
        ("draf", {"draft": True}),
        ("terbit", {}),
    ):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"Layanan {name}: imunisasi campak gratis setiap Rabu.", encoding="utf-8")
        base.add([path], agency="dinkes", title=name, **more)
    for viewer, seen in (("dinkes", 3), ("dishub", 1), (None, 1)):
        view = base.seen_by(viewer)
        assert len(view.documents()) == seen
        found = {hit.title for hit in view.search("imunisasi campak gratis").hits}
        assert found == ({"usul", "terbit"} if viewer == "dinkes" else {"terbit"})
    (proposal,) = (one for one in base.documents() if one.title == "usul")
    with pytest.raises(UnknownDocument):
        base.seen_by("dishub").reading(proposal.id)
    with pytest.raises(UnknownDocument):
        base.seen_by("dishub").withdraw(proposal.id)
