"""`assistant trail …`, `assistant incident` and `assistant export`: what was done, read back and
handed out. The command line is the system's user; that something went out is in the trail."""

import argparse
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.commands.printing import emit
from assistant.errors import AssistantError, UsageError

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.audit.trails import Search

Arguments = argparse.Namespace
JSON = dict[str, Any]

REPORTS = ("queue", "replies", "drafts", "questions")
_LIMIT = 50


def add_trail(commands: Any) -> None:
    trail = commands.add_parser("trail", help="jejak: siapa berbuat apa dan kapan")
    actions = trail.add_subparsers(required=True, metavar="TINDAKAN", title="tindakan")

    listing = actions.add_parser("list", help="baris jejak, terbaru dulu")
    _take_search(listing)
    listing.add_argument("--actor", metavar="NAMA", help="nama akun pelaku")
    listing.add_argument("--action", metavar="TINDAKAN", help="misalnya draft.approved, atau draft")
    listing.add_argument(
        "--limit", type=_count, default=_LIMIT, metavar="N", help=f"paling banyak (bawaan {_LIMIT})"
    )
    _finish(listing, _list)

    verify = actions.add_parser("verify", help="periksa keutuhan rantai jejak")
    verify.add_argument(
        "--head", metavar="BERKAS", help="kepala jejak yang disimpan di tempat lain"
    )
    _finish(verify, _verify)

    head = actions.add_parser("head", help="kepala jejak sekarang, untuk disimpan di tempat lain")
    _finish(head, _head)

    export = actions.add_parser("export", help="tulis jejak ke berkas")
    export.add_argument("path", metavar="KELUARAN", help=".csv, .xlsx, atau .jsonl")
    _take_search(export)
    _finish(export, _export)


def add_exports(commands: Any) -> None:
    report = commands.add_parser("export", help="laporan sebagai tabel")
    report.add_argument("what", choices=REPORTS, help="isi laporan")
    report.add_argument("path", metavar="KELUARAN", help=".csv, .xlsx, atau .jsonl")
    report.add_argument("--agency", metavar="OPD")
    _take_period(report)
    _finish(report, _report)

    incident = commands.add_parser("incident", help="paket insiden data pribadi (UU 27/2022)")
    incident.add_argument("path", metavar="KELUARAN.zip")
    _take_period(incident, required=True)
    incident.add_argument("--about", default="", metavar="TEKS", help="uraian singkat kejadian")
    _finish(incident, _incident)


def _take_search(parser: Any) -> None:
    parser.add_argument("--object", metavar="ID", help="draf, komentar, dokumen, akun, …")
    _take_period(parser)


def _take_period(parser: Any, *, required: bool = False) -> None:
    for name, dest, help_text in (
        ("--from", "first", "hari pertama"),
        ("--until", "last", "hari terakhir, ikut dihitung"),
    ):
        parser.add_argument(
            name, dest=dest, type=_day, required=required, metavar="TTTT-BB-HH", help=help_text
        )


def _finish(parser: Any, command: Any) -> None:
    parser.add_argument("--json", action="store_true", help="keluarkan satu dokumen JSON")
    parser.set_defaults(command=command)


def _list(assistant: "Assistant", arguments: Arguments) -> int:
    from assistant.audit.trails import entry_json, find

    search = _search(arguments, actor=arguments.actor, action=arguments.action)
    found = find(assistant, search, arguments.limit)
    emit(arguments.json, {"entries": [entry_json(assistant, one) for one in found]}, _listed)
    return 0


def _verify(assistant: "Assistant", arguments: Arguments) -> int:
    from assistant.audit.trails import read_heads, state, told

    heads = read_heads(Path(arguments.head)) if arguments.head else None
    found = state(assistant, heads)
    if found["whole"] or arguments.json:
        emit(arguments.json, found, told)
    else:
        raise AssistantError(told(found))
    return 0 if found["whole"] else 1


def _head(assistant: "Assistant", arguments: Arguments) -> int:
    from assistant.audit.trails import head_json

    head = assistant.records.trail.head()
    emit(
        arguments.json,
        head_json(head),
        lambda found: f"{found['seq']} {found['mac']}" if found else "Jejak masih kosong.",
    )
    return 0


def _export(assistant: "Assistant", arguments: Arguments) -> int:
    from assistant.audit.spreadsheets import format_of
    from assistant.audit.trails import export

    suffix = format_of(arguments.path)
    content = export(assistant, _search(arguments), suffix)
    return _written(arguments, content)


def _report(assistant: "Assistant", arguments: Arguments) -> int:
    from assistant.audit.exports import report
    from assistant.audit.spreadsheets import as_file, format_of

    suffix = format_of(arguments.path)
    table = report(assistant, arguments.what, _period(arguments), arguments.agency)
    return _written(arguments, as_file(table, suffix), rows=len(table.rows))


def _incident(assistant: "Assistant", arguments: Arguments) -> int:
    from assistant.audit.incident import pack

    if Path(arguments.path).suffix.lower() != ".zip":
        raise UsageError("Berkas paket insiden harus berakhiran .zip.")
    made = pack(assistant, _period(arguments), arguments.about)
    return _written(arguments, made.content, rows=made.rows, personal_data=made.personal_data)


def _written(arguments: Arguments, content: bytes, **more: int) -> int:
    """Readable by this user only: what people wrote lies in it."""
    path = Path(arguments.path)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as error:
        raise AssistantError(f"{path} tidak dapat ditulis; periksa folder dan izinnya.") from error
    size = f"{len(content) / 1000:.0f} kB"
    emit(
        arguments.json,
        {"path": str(path), "size": len(content), **more},
        lambda _: f"{path} selesai ({size}).",
    )
    return 0


def _search(arguments: Arguments, **more: Any) -> "Search":
    from assistant.audit.trails import Search

    return Search(object_id=arguments.object, period=_period(arguments), **more)


def _period(arguments: Arguments) -> Any:
    from assistant.records.trail import Period

    first, last = arguments.first, arguments.last
    if first and last and last < first:
        raise UsageError("--until mendahului --from; tukar keduanya.")
    return Period(first, last)


def _listed(found: JSON) -> str:
    lines = []
    for one in found["entries"]:
        at = f"{one['at'][:10]} {one['at'][11:16]}"
        label = f" [{one['assistance']}]" if one["assistance"] else ""
        lines.append(f"{one['seq']:>6}  {at}  {one['sentence']}{label} ({one['object_id']})")
    return "\n".join(lines) or "Tidak ada jejak yang cocok."


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} bukan tanggal; tulis TTTT-BB-HH, misalnya 2026-11-20."
        ) from error


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} bukan bilangan di atas nol.")
    return int(text)
