"""What stands in the trail, as a person says it: one sentence for each act."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.records.trail import Entry, TrailRow

if TYPE_CHECKING:
    from assistant.agencies import Agencies

_ROLES = {
    "admin": "Admin",
    "head": "Kepala",
    "editor": "Editor",
    "superadmin": "Superadmin",
}
_WAYS_IN = {
    "token": "lewat token API",
    "command": "baris perintah",
    "local": "satu pengguna, tanpa masuk",
}
# By the name of the act; `{what}` names its object, the rest stands in its content.
ACTS: Mapping[str, str] = {
    "draft.made": "menyusun draf {what}",
    "draft.rewritten": "menyusun ulang draf {what}",
    "draft.edited": "mengubah draf {what}",
    "draft.copied": "menyalin draf {what}",
    "draft.deleted": "menghapus draf {what}",
    "draft.submitted": "mengajukan draf {what} untuk disetujui",
    "draft.approved": "menyetujui draf {what}",
    "draft.approval-taken-back": "menarik persetujuan atas draf {what}: {reason}",
    "draft.returned": "mengembalikan draf {what}: {reason}",
    "draft.published": "menandai draf {what} terbit: {link}",
    "reply.sent": "mencatat balasan terkirim untuk komentar {what}",
    "follow-up.settled": "menandai janji {what} selesai",
    "queue.taken-in": "memasukkan {count} komentar ke antrean",
    "queue.new": "mengembalikan komentar {what} ke antrean",
    "queue.taken": "mengambil komentar {what} dari antrean",
    "queue.done": "menyelesaikan komentar {what}",
    "queue.ignored": "menandai komentar {what} tidak perlu dibalas",
    "original.read": "membuka data asli komentar {what}",
    "document.added": "menambah dokumen {what}",
    "document.proposed": "mengusulkan dokumen {what}",
    "document.replaced": "mengganti dokumen {what} dengan versi baru",
    "document.edited": "memperbaiki keterangan dokumen {what}",
    "document.published": "menerbitkan dokumen {what}",
    "document.withdrawn": "menarik dokumen {what}",
    "document.restored": "memulihkan dokumen {what}",
    "document.deleted": "menghapus dokumen {what}",
    "document.answered": "menerbitkan jawaban {what}",
    "question.answered": "menandai pertanyaan {what} terjawab",
    "question.dismissed": "menyingkirkan pertanyaan {what}",
    "style.changed": "mengubah gaya rumah: {reason}",
    "agency.set": "mengubah aturan persetujuan OPD {what}",
    "account.added": "membuat akun {what}",
    "account.changed": "mengubah peran akun {what}",
    "account.disabled": "menonaktifkan akun {what}",
    "account.enabled": "mengaktifkan lagi akun {what}",
    "account.password": "mengganti frasa sandi akun {what}",
    "account.token": "membuat token API untuk akun {what}",
    "account.set-up-link": "membuat tautan frasa sandi untuk akun {what}",
    "account.single-sign-on": "menghubungkan akun {what} dengan SSO",
    "sign-in": "masuk",
    "sign-out": "keluar",
    "sign-in.refused": "ditolak masuk sebagai {what}, dari alamat {address}",
    "model.called": "mengirim teks tersamarkan ke model {model} ({prompt})",
    "backup.made": "membuat cadangan {what}",
    "backup.restored": "memulihkan cadangan {what}",
    "trail.exported": "mengekspor jejak ({rows} baris)",
    "report.exported": "mengekspor laporan {what} ({rows} baris)",
    "incident.packed": "membuat paket insiden data {first} s.d. {last}",
}
# What is searched for together.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "draft": ("draft.",),
    "reply": ("reply.", "follow-up."),
    "queue": ("queue.",),
    "original": ("original.",),
    "document": ("document.", "question."),
    "model": ("model.",),
    "account": ("account.", "sign-in", "sign-out", "agency.", "style."),
    "export": ("trail.", "report.", "incident.", "backup."),
}
_NAMES_OF_OBJECTS = ("brief", "title", "text", "comment", "promise", "name")
_LONGEST = 80


def sentence(entry: Entry, agencies: "Agencies") -> str:
    """ "rina.dishub (Admin Dishub) mengubah draf “Ajak warga ke posyandu”"."""
    row, content = entry.row, entry.content or {}
    values = _Said({name: shortened(value) for name, value in content.items()})
    values["what"] = _object(row, content)
    values["count"] = str(len(content.get("new", ())) + len(content.get("joined", ())))
    act = ACTS.get(row.action, f"{row.action} {{what}}").format_map(values)
    who = person(row, agencies)
    said = f"{who} {act}"
    if content.get("way") == "alone" and row.action == "draft.approved":
        said = f"{who} melepas draf {values['what']} tanpa pimpinan (tidak berisiko)"
    if note := content.get("note"):
        said += f" ({note})"
    return said


def person(row: TrailRow, agencies: "Agencies") -> str:
    """A name with role and agency, as they were then."""
    if not row.actor:
        return "Seseorang"
    roles = [_ROLES.get(role, role) for role in row.roles.split()]
    agency = row.actor_agency
    named = agencies.short(agency) if agency and agency in agencies else agency
    if row.via in ("command", "local"):
        about = _WAYS_IN[row.via]
    else:
        about = " ".join(filter(None, [" dan ".join(roles), named]))
        about = ", ".join(filter(None, [about, _WAYS_IN.get(row.via)]))
    return f"{row.actor} ({about})" if about else row.actor


def assistance(entry: Entry) -> str | None:
    """Whether a model had a hand in the text, as its writer says; None where that is not known."""
    writer = (entry.content or {}).get("writer")
    if not isinstance(writer, str):
        return None
    if writer == "embedded":
        return "disusun tanpa model AI"
    return f"dibantu AI ({writer.removeprefix('model:')})"


def in_group(action: str, group: str) -> bool:
    """`group`: of GROUPS, or the name of an act."""
    return action.startswith(GROUPS[group]) if group in GROUPS else action == group


def shortened(value: Any, length: int = _LONGEST) -> str:
    flat = " ".join(str(value).split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def _object(row: TrailRow, content: Mapping[str, Any]) -> str:
    """By what a person knows it; by its id where nothing else is left."""
    if row.kind in ("report", "backup"):
        return row.object_id
    for name in _NAMES_OF_OBJECTS:
        if isinstance(content.get(name), str) and content[name].strip():
            said = shortened(content[name])
            return said if row.kind == "account" else f"“{said}”"
    return row.object_id or "yang tidak dikenal"


class _Said(dict[str, str]):
    """A content may have been purged: what is gone is said so."""

    def __missing__(self, name: str) -> str:
        return "…"
