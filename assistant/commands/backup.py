"""`assistant backup` and `assistant restore`: everything in one file, and back."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.commands.printing import emit
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.assembly import Assistant

Arguments = argparse.Namespace
JSON = dict[str, Any]


def add_backups(commands: Any) -> None:
    for name, metavar, command, help_text in (
        ("backup", "KELUARAN.tar", _backup, "cadangkan semua yang tersimpan; boleh saat berjalan"),
        ("restore", "MASUKAN.tar", _restore, "pulihkan cadangan ke penyimpanan yang kosong"),
    ):
        parser = commands.add_parser(name, help=help_text)
        parser.add_argument("path", metavar=metavar)
        parser.add_argument("--json", action="store_true", help="keluaran JSON")
        parser.set_defaults(command=command)


def _backup(assistant: "Assistant", arguments: Arguments) -> int:
    from assistant.backup import back_up

    made = back_up(assistant.records, assistant.settings, Path(arguments.path))
    found = made.manifest.model_dump(mode="json", exclude={"program", "signature"})
    result = {"path": str(made.path), "size": made.size, "left_out": str(made.secret), **found}
    if made.lost:
        print(
            f"Berkas kunci {made.secret} tidak ada atau bukan milik catatan ini; cari yang asli, "
            "sebab tanpa itu jejak dan data asli komentar dalam cadangan ini tidak terbaca.",
            file=sys.stderr,
        )
    emit(arguments.json, result, _made)
    return 0


def _restore(assistant: "Assistant", arguments: Arguments) -> int:
    from assistant.backup import restore
    from assistant.web.serve import only_server
    from knowledge.errors import KnowledgeError

    with only_server(assistant.settings.data_dir):
        done = restore(Path(arguments.path), assistant.settings, assistant.clock)
        index = "ready"
        try:
            assistant.knowledge.rebuild()
        except (AssistantError, KnowledgeError):  # what was restored is there all the same
            index = "next start"
    found = done.manifest.model_dump(mode="json", exclude={"program", "signature"})
    secret = {"path": str(done.secret), "missing": done.missing}
    result = {"path": arguments.path, "index": index, "secret": secret, "fault": done.fault}
    for warning in _warnings(result):
        print(warning, file=sys.stderr)
    emit(arguments.json, {**result, **found}, _restored)
    return 0


def _warnings(result: JSON) -> list[str]:
    found = []
    if result["secret"]["missing"]:
        found.append(
            f"Berkas kunci belum ada: letakkan salinannya di {result['secret']['path']} "
            "(ASSISTANT_SECRET_FILE) sebelum halaman dijalankan; tanpa itu jejak tidak dapat "
            "diperiksa dan data asli komentar tidak terbaca."
        )
    if result["fault"]:
        found.append(f"Jejak dalam cadangan ini tidak utuh, {result['fault']}.")
    return found


def _made(result: JSON) -> str:
    return (
        f"Cadangan selesai: {result['path']} ({_size(result['size'])}; {_contents(result)}).\n"
        f"Tidak ikut: berkas kunci {result['left_out']} (ASSISTANT_SECRET_FILE); simpan salinannya "
        "di tempat lain. Indeks pencarian juga tidak ikut dan dibangun ulang saat pemulihan."
    )


def _restored(result: JSON) -> str:
    index = {
        "ready": "Indeks pencarian sudah dibangun ulang.",
        "next start": "Indeks pencarian dibangun ulang saat halaman dijalankan.",
    }
    return (
        f"Pemulihan selesai dari cadangan {result['created_at'][:10]}: {_contents(result)}. "
        f"{index[result['index']]}"
    )


def _contents(result: JSON) -> str:
    tables = result["tables"]
    return (
        f"{tables['documents']} dokumen, {tables['kept_drafts']} draf, "
        f"{tables['queue_entries']} komentar antrean, {tables['trail']} baris jejak"
    )


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB".replace(".", ",")
