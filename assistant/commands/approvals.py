"""`assistant approvals …` and `assistant digest`: the command line is the system's user. It shows,
submits and marks as published; to approve and to send back takes the head of an agency."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assistant import api
from assistant.commands.printing import emit

if TYPE_CHECKING:
    from assistant.assembly import Assistant

Arguments = argparse.Namespace
JSON = dict[str, Any]

_STATES = {
    "submitted": "menunggu",
    "approved": "disetujui",
    "returned": "dikembalikan",
    "replaced": "diganti versi baru",
    "withdrawn": "draf dihapus",
    "published": "terbit",
}
_WAYS = {
    "single": " tanpa persetujuan orang kedua",
    "alone": " tanpa pimpinan (tidak berisiko)",
}


def add_approvals(commands: Any) -> None:
    approvals = commands.add_parser("approvals", help="persetujuan draf")
    actions = approvals.add_subparsers(required=True, metavar="TINDAKAN", title="tindakan")

    listing = actions.add_parser("list", help="yang menunggu putusan")
    listing.add_argument("--agency", metavar="OPD")
    listing.add_argument("--decided", action="store_true", help="yang sudah diputuskan")
    _finish(listing, _list)

    show = actions.add_parser("show", help="satu pengajuan dengan riwayat drafnya")
    show.add_argument("id", metavar="ID")
    _finish(show, _show)

    submit = actions.add_parser("submit", help="ajukan draf yang tersimpan")
    _take_draft(submit)
    _finish(submit, _submit)

    publish = actions.add_parser("publish", help="tandai terbit")
    _take_draft(publish)
    publish.add_argument("--link", required=True, metavar="TAUTAN", help="tautan unggahannya")
    _finish(publish, _publish)

    alone = actions.add_parser("alone", help="bolehkah draf tanpa risiko terbit tanpa pimpinan")
    alone.add_argument("agency", metavar="OPD")
    alone.add_argument("allowed", choices=("yes", "no"), nargs="?")
    _finish(alone, _alone)

    digest = commands.add_parser("digest", help="ringkasan harian sebagai teks")
    digest.add_argument("--agency", metavar="OPD")
    _finish(digest, _digest)


def _take_draft(parser: Any) -> None:
    parser.add_argument("id", metavar="DRAF")
    parser.add_argument(
        "--version", type=int, required=True, metavar="N", help="versi yang Anda baca"
    )


def _finish(parser: Any, command: Any) -> None:
    parser.add_argument("--json", action="store_true", help="keluarkan satu dokumen JSON")
    parser.set_defaults(command=command)


def _list(assistant: "Assistant", arguments: Arguments) -> int:
    found = api.approvals(assistant, agency=arguments.agency, decided=arguments.decided)
    emit(arguments.json, found, _listed)
    return 0


def _show(assistant: "Assistant", arguments: Arguments) -> int:
    emit(arguments.json, api.approval(assistant, arguments.id), _shown)
    return 0


def _submit(assistant: "Assistant", arguments: Arguments) -> int:
    done = api.submit_draft(assistant, arguments.id, arguments.version)
    emit(arguments.json, done, _line)
    return 0


def _publish(assistant: "Assistant", arguments: Arguments) -> int:
    done = api.publish_draft(assistant, arguments.id, arguments.version, arguments.link)
    emit(arguments.json, done, _line)
    return 0


def _alone(assistant: "Assistant", arguments: Arguments) -> int:
    allowed = None if arguments.allowed is None else arguments.allowed == "yes"
    emit(
        arguments.json,
        api.go_alone(assistant, arguments.agency, allowed),
        lambda found: f"{found['agency']}: {'boleh' if found['may_go_alone'] else 'tidak boleh'}",
    )
    return 0


def _digest(assistant: "Assistant", arguments: Arguments) -> int:
    emit(arguments.json, api.digest(assistant, agency=arguments.agency), lambda one: one["text"])
    return 0


def _listed(found: JSON) -> str:
    return "\n".join(_line(one) for one in found["approvals"]) or "Tidak ada."


def _line(one: JSON) -> str:
    risks = "; ".join(risk["label"] for risk in one["risks"])
    return "  ".join(
        part
        for part in (
            one["id"],
            f"v{one['version']}",
            _STATES[one["state"]],
            one["agency"] or "-",
            one["platform"],
            " ".join(one["brief"].split())[:70],
            f"[{risks}]" if risks else "",
        )
        if part
    )


def _shown(found: JSON) -> str:
    one = found["approval"]
    parts = [_line(one), one["title"] or "", one["text"]]
    parts += [f"! {finding['message']}" for finding in one["findings"]]
    parts += ["Riwayat:", *(_step(step) for step in found["history"])]
    return "\n".join(part for part in parts if part)


def _step(one: JSON) -> str:
    lines = [f"- versi {one['version']}: diajukan {one['submitted_by']}, {_at(one, 'submitted')}"]
    if one["decided_at"]:
        done = "dikembalikan" if one["way"] is None else "disetujui"
        reason = f": {one['reason']}" if one["reason"] else ""
        way = _WAYS.get(one["way"] or "", "")
        lines.append(f"  {done} {one['decided_by']}, {_at(one, 'decided')}{way}{reason}")
    lines += [f"  temuan: {a['message']} → {a['reason']}" for a in one["finding_reasons"]]
    if one["published_at"]:
        lines.append(f"  terbit {_at(one, 'published')}: {one['link']}")
    return "\n".join(lines)


def _at(one: JSON, what: str) -> str:
    return f"{datetime.fromisoformat(one[f'{what}_at']):%d/%m/%Y %H.%M}"
