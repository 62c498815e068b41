"""Use case: what a privacy incident has to be answered with, within 3 × 24 hours (UU 27/2022,
article 46): which data, whose, when and how, what was done about it, and letters to complete."""

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.audit.acts import person, sentence
from assistant.audit.exports import stamp, within
from assistant.audit.incident_notices import as_document
from assistant.audit.spreadsheets import Table, Value, as_csv, as_lines, as_xlsx
from assistant.audit.trails import Search, entry_json, find, state, table_of, told
from assistant.errors import UsageError
from assistant.privacy import TOKEN_NAMES
from assistant.prompts import load_prompt
from assistant.records.comment_queue import STATES
from assistant.records.trail import Entry, Period

if TYPE_CHECKING:
    from assistant.assembly import Assistant

CONTROLLER = "Pemerintah Kabupaten Sidoarjo"
LETTERS = ("subject", "authority", "public")
_EVERYTHING = 1_000_000
_NOT_SAID = "[ISI: uraian singkat kejadian]"
_HOURS = timedelta(hours=72)
_TOKEN = re.compile(rf"\[({'|'.join(TOKEN_NAMES.values())})-(\d+)\]")
_KIND_OF = {token: kind for kind, token in TOKEN_NAMES.items()}
_KINDS = {
    "nik": "NIK",
    "kk": "nomor KK",
    "phone": "nomor telepon",
    "email": "surel",
    "npwp": "NPWP",
    "plate": "nomor polisi kendaraan",
    "bank_account": "nomor rekening (data keuangan pribadi, bersifat spesifik)",
    "bpjs": "nomor BPJS",
    "address": "alamat",
    "birth_date": "tanggal lahir",
    "name": "nama",
    "passport": "nomor paspor",
}
# What may be part of how it happened, and what somebody did about it.
_ACCESS = ("original.read",)
_OUT = ("trail.exported", "report.exported", "incident.packed", "backup.made")
_DOOR = ("sign-in", "sign-out", "sign-in.refused")
_HANDLING = (
    "account.disabled",
    "account.password",
    "account.token",
    "account.changed",
    "account.set-up-link",
    "backup.made",
    "backup.restored",
)
_Rows = list[tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Pack:
    """`content` is a ZIP file; `summary` its first page."""

    content: bytes
    summary: str
    rows: int
    personal_data: int


@dataclass(frozen=True, slots=True)
class _Found:
    """Personal data in one text. `where`: antrean, balasan or model."""

    where: str
    id: str
    at: datetime
    agency: str | None
    kinds: Counter[str]
    text: str


def pack(assistant: "Assistant", period: Period, about: str = "") -> Pack:
    """All of it. That the pack was made is in the trail itself, and so in no pack before it."""
    assistant.require("incident.read")
    if period.first is None or period.last is None or period.last < period.first:
        raise UsageError("Sebutkan hari pertama dan hari terakhir kejadian, misalnya 2026-11-20.")
    rows = find(assistant, Search(period=period))[::-1]
    found = _personal_data(assistant, period)
    opened = [one for one in rows if one.row.action in _ACCESS]
    handled = [
        one
        for one in find(assistant, Search(period=Period(period.first)))[::-1]
        if one.row.action in _HANDLING
    ]
    chain = state(assistant)
    tables = [
        _data_table(assistant, period, found, opened),
        _kinds_table(found),
        _acts_table(assistant, "data-asli-dibuka", opened),
        _calls_table(assistant, period, rows),
        _acts_table(assistant, "keluar", [one for one in rows if one.row.action in _OUT]),
        _acts_table(assistant, "masuk", [one for one in rows if one.row.action in _DOOR]),
        _acts_table(assistant, "penanganan", handled),
        table_of(assistant, rows),
    ]
    said = _said(assistant, period, about, rows, found, opened, handled)
    now = assistant.clock()
    summary = load_prompt("incident/summary.md").fill(
        **{name: said[name] for name in ("about", "period", "data", "people", "how", "handled")},
        made=_moment(assistant, now),
        deadline=_moment(assistant, now + _HOURS),
        maker=assistant.actor.name,
        chain=told(chain),
    )
    files = {
        "BACA-DULU.md": summary.encode() + b"\n",
        "keadaan-jejak.json": json.dumps(chain, indent=1).encode() + b"\n",
        "jejak.jsonl": as_lines([entry_json(assistant, one) for one in rows]),
        "tabel.xlsx": as_xlsx(tables),
        **{f"tabel/{table.name}.csv": as_csv(table) for table in tables},
    }
    for name in LETTERS:
        letter = load_prompt(f"incident/{name}.md")
        values = {field: said[field] for field in letter.placeholders()}
        files[f"surat/{letter.meta['file']}.docx"] = as_document(letter.fill(**values))
    assistant.records.trail.add(
        "incident.packed",
        "incident",
        f"{period.first}/{period.last}",
        content={
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "about": about,
            "rows": len(rows),
        },
        lasting=True,
    )
    total = sum(one.kinds.total() for one in found)
    return Pack(_zipped(files, now), summary, len(rows), total)


# --- which data, and whose -------------------------------------------------------------------


def _personal_data(assistant: "Assistant", period: Period) -> list[_Found]:
    """What lay in the application during the period: it need not have come in then."""
    until = Period(None, period.last)
    found: list[_Found] = []
    for entry in assistant.records.queue.entries(STATES):
        agency = entry.agency or entry.desk
        for comment in entry.comments:
            if within(assistant, until, comment.received_at):
                text = comment.text_masked
                one = _Found(
                    "antrean", comment.id, comment.received_at, agency, kinds_in(text), text
                )
                found.append(one)
    for reply in assistant.records.sent_replies(_EVERYTHING):
        if within(assistant, until, reply.sent_at):
            text = f"{reply.comment_masked}\n→ {reply.text}"
            found.append(
                _Found("balasan", reply.id, reply.sent_at, reply.agency, kinds_in(text), text)
            )
    for call in assistant.records.latest_calls(_EVERYTHING):
        if within(assistant, period, call.at):
            kinds = kinds_in(f"{call.sent}\n{call.received}")
            found.append(_Found("model", str(call.id), call.at, None, kinds, call.sent))
    return [one for one in found if one.kinds]


def kinds_in(masked: str) -> Counter[str]:
    """How many different pieces of personal data of each kind were taken out of a text."""
    return Counter(_KIND_OF[name] for name, _ in set(_TOKEN.findall(masked)))


def _data_table(
    assistant: "Assistant", period: Period, found: Sequence[_Found], opened: Sequence[Entry]
) -> Table:
    """A row for each text; the original of a comment is found in the application by its id."""
    looked_at: dict[str, list[str]] = {}
    for entry in opened:
        looked_at.setdefault(entry.row.object_id, []).append(entry.row.actor)
    rows: _Rows = [
        (
            one.where, one.id, stamp(assistant, one.at),
            "ya" if within(assistant, period, one.at) else "tidak", one.agency,
            ", ".join(f"{_KINDS[kind]} ({count})" for kind, count in sorted(one.kinds.items())),
            one.kinds.total(),
            ", ".join(sorted(set(looked_at.get(one.id, ())))) if one.where == "antrean" else None,
            one.text,
        )
        for one in found
    ]  # fmt: skip
    headings = (
        "tempat id waktu dalam_kurun opd jenis_data jumlah data_asli_dibuka_oleh teks_tersamarkan"
    )
    return Table("data-pribadi", tuple(headings.split()), rows)


def _kinds_table(found: Sequence[_Found]) -> Table:
    rows: _Rows = []
    for where in ("antrean", "balasan", "model"):
        texts = [one for one in found if one.where == where]
        for kind, count in sorted(_sum(texts).items()):
            rows.append((where, _KINDS[kind], count, sum(kind in one.kinds for one in texts)))
    return Table("data-per-jenis", ("tempat", "jenis_data", "jumlah", "pada_teks"), rows)


# --- how, and what was done ------------------------------------------------------------------


def _acts_table(assistant: "Assistant", name: str, entries: Sequence[Entry]) -> Table:
    rows: _Rows = [
        (
            one.row.seq, stamp(assistant, one.row.at), one.row.actor,
            person(one.row, assistant.agencies), one.row.action, one.row.object_id,
            str((one.content or {}).get("address") or "") or None,
            sentence(one, assistant.agencies),
        )
        for one in entries
    ]  # fmt: skip
    headings = "nomor_jejak waktu nama pelaku tindakan objek alamat uraian"
    return Table(name, tuple(headings.split()), rows)


def _calls_table(assistant: "Assistant", period: Period, entries: Sequence[Entry]) -> Table:
    """Which calls went out; the texts are gone where the retention has taken them."""
    calls = {str(call.id): call for call in assistant.records.latest_calls(_EVERYTHING)}
    rows: _Rows = []
    for one in entries:
        if one.row.action != "model.called":
            continue
        call, content = calls.get(one.row.object_id), one.content or {}
        kinds = kinds_in(call.sent) if call else Counter()
        rows.append(
            (
                one.row.seq, stamp(assistant, one.row.at), one.row.actor, content.get("model"),
                content.get("prompt"), "ya" if content.get("failed") else "tidak",
                ", ".join(_KINDS[kind] for kind in sorted(kinds)) or None,
                call.sent if call else None, content.get("sent_hash"),
            )
        )  # fmt: skip
    headings = (
        "nomor_jejak waktu pelaku model perintah gagal data_tersamarkan teks_terkirim hash_terkirim"
    )
    return Table("panggilan-model", tuple(headings.split()), rows)


def _said(
    assistant: "Assistant",
    period: Period,
    about: str,
    rows: Sequence[Entry],
    found: Sequence[_Found],
    opened: Sequence[Entry],
    handled: Sequence[Entry],
) -> dict[str, str]:
    """What the letters have in common, in sentences."""
    queue = [one for one in found if one.where == "antrean"]
    seen = {entry.row.object_id for entry in opened}
    fresh = sum(within(assistant, period, one.at) for one in queue)
    shown = [one for one in queue if one.id in seen]
    data = [
        f"{_KINDS[kind]}: {count} pada {sum(kind in one.kinds for one in queue)} komentar"
        + (f", {n} di antaranya dibuka data aslinya" if (n := _sum(shown)[kind]) else "")
        for kind, count in sorted(_sum(queue).items(), key=lambda pair: -pair[1])
    ]
    people = (
        f"warga yang menulis {len(queue)} komentar berisi data pribadi yang tersimpan sampai akhir "
        f"kurun ini ({fresh} masuk dalam kurun ini). Data asli {len(shown)} komentar dibuka dalam "
        "kurun ini."
        if queue
        else "tidak ada komentar berisi data pribadi yang masih tersimpan."
    )
    return {
        "controller": CONTROLLER,
        "about": " ".join(about.split()).rstrip(".") or _NOT_SAID,
        "period": f"{_day(period.first)} sampai {_day(period.last)}",
        "data": _list(data, "Tidak ada data pribadi tersamarkan yang masih tersimpan."),
        "people": people,
        "how": _list(_how(assistant, rows, opened, found), "Tidak ada tindakan tercatat."),
        "handled": _list(
            [
                f"{_moment(assistant, one.row.at)}: {sentence(one, assistant.agencies)}"
                for one in handled
            ],
            "Belum ada tindakan penanganan yang tercatat dalam aplikasi.",
        ),
    }


def _how(
    assistant: "Assistant",
    rows: Sequence[Entry],
    opened: Sequence[Entry],
    found: Sequence[_Found],
) -> list[str]:
    acts = Counter(one.row.action for one in rows)
    lines = []
    if opened:
        who = Counter(person(one.row, assistant.agencies) for one in opened)
        named = ", ".join(f"{name} {count} kali" for name, count in who.most_common(12))
        lines.append(f"Data asli komentar dibuka {len(opened)} kali: {named}.")
    else:
        lines.append("Tidak ada data asli komentar yang dibuka lewat aplikasi.")
    if acts["model.called"]:
        called = (one.content or {} for one in rows if one.row.action == "model.called")
        models = Counter(str(content.get("model")) for content in called)
        named = ", ".join(f"{name} {count} kali" for name, count in models.most_common())
        masked = sum(one.kinds.total() for one in found if one.where == "model")
        lines.append(
            f"Teks dikirim ke model {acts['model.called']} kali ({named}; {_host(assistant)}), "
            f"semuanya tersamarkan; {masked} data pribadi diganti tanda sebelum dikirim."
        )
    else:
        lines.append("Tidak ada teks yang dikirim ke model.")
    out = sum(acts[action] for action in _OUT)
    lines.append(f"Ekspor dan cadangan: {out}. Rinciannya di tabel keluar.")
    refused = [one for one in rows if one.row.action == "sign-in.refused"]
    addresses = {str((one.content or {}).get("address")) for one in refused}
    lines.append(
        f"Masuk berhasil {acts['sign-in']} kali; ditolak {len(refused)} kali"
        + (f" dari {len(addresses)} alamat." if refused else ".")
    )
    return lines


def _host(assistant: "Assistant") -> str:
    url = assistant.settings.openai_base_url
    return f"alamat {urlsplit(url).hostname}" if url else "alamat layanan bawaan model"


def _sum(found: Iterable[_Found]) -> Counter[str]:
    return sum((one.kinds for one in found), Counter())


def _list(lines: Sequence[str], nothing: str) -> str:
    return "\n".join(f"- {line}" for line in lines) or f"- {nothing}"


_MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
).split()


def _day(day: Any) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _moment(assistant: "Assistant", at: datetime) -> str:
    local = at.astimezone(assistant.settings.timezone)
    return f"{_day(local)} pukul {local:%H.%M}"


def _zipped(files: dict[str, bytes], now: datetime) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            info = zipfile.ZipInfo(name, now.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(info, body)
    return content.getvalue()
