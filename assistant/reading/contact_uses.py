"""What a sentence says that a contact in it is for, and when somebody answers there.

The words of its own clause tell: "Informasi: WhatsApp A; keadaan darurat 112" gives two contacts
two uses.
"""

import re
from dataclasses import dataclass

from assistant.reading.moments import WEEKDAY

_CUES = {
    "emergency": (
        r"darurat|bahaya|mengancam nyawa|evakuasi|kebakaran|pertolongan|penyelamatan|kecelakaan"
    ),
    "register": r"\b(?:pen)?daftar(?:an|kan)?\b|mendaftar|registrasi|formulir|buat(?:lah)? akun",
    "report": r"(?<!-)\blapor(?:kan|an)?\b|melapor|pelapor|aduan|mengadu",
    "pay": r"\b(?:mem|pem)?bayar",
    "check": r"pengecekan|mengecek|\bcek\b|dicek|periksa|status",
    "apply": r"mengajukan|pengajuan|permohonan|diurus|mengurus|diajukan",
    "info": r"\binfo(?:rmasi)?\b|pertanyaan|bertanya|\btanya|narahubung|keterangan lebih",
}
# The name of an office is no call for help: "Bidang Pencegahan, Dinas Pemadam Kebakaran".
_OFFICE = re.compile(
    r"\b(?:Dinas|Badan|Bidang|Sub\s?bidang|Seksi|Subseksi|Bagian|Kantor|Satuan|UPTD?|Pos|Regu|Markas|Mako)"
    r"(?:,?\s+(?:(?:dan|serta|atau)\s+)?[A-Z][\w-]*)+"
)
# "Daftar 40 sekolah itu dapat dilihat di …", "namanya tercantum dalam daftar": a list.
_LIST = re.compile(
    r"\b(?:dalam|pada|buku|sesuai|dari)\s+daftar\b(?!\s+ulang)|\bdaftar\s+"
    r"(?:\d|nama|hadir|harga|isi|tunggu|putih|hitam|periksa|rujukan|inventaris|"
    r"(?:(?!\b(?:melalui|lewat|dengan|sebelum|segera|sekarang|di\s+(?:laman|aplikasi|situs|tautan|kantor))\b)"
    r"[^.;:]){0,80}?\b(?:(?:dapat|bisa)\s+(?:di(?:lihat|unduh|cek|akses|baca|periksa|buka|peroleh)|"
    r"me(?:lihat|ngunduh))|tersedia|tercantum|terlampir|termuat|terpasang|"
    r"di(?:muat|umumkan|tempel|pasang|unggah|tampilkan|sajikan)|ada\s+(?:di|pada)|sebagai\s+berikut))",
    re.I,
)
_FOR_QUESTIONS = re.compile(r"\b(?:narahubung|contact\s+person)\b", re.I)
PURPOSES = tuple((name, re.compile(cue, re.I)) for name, cue in _CUES.items())
_CLOCK = r"\d{1,2}[.:]\d{2}"
_RANGE = rf"(?:pukul\s+|jam\s+)?{_CLOCK}\s*(?:[–—-]|s\.?d\.?|sampai|hingga)\s*{_CLOCK}(?:\s*WIB)?"
_HOURS = re.compile(
    rf"(?P<days>{WEEKDAY}(?:\s*(?:[–—,-]|sampai|hingga|dan)\s*{WEEKDAY})*|"
    r"(?:pada\s+)?(?:(?:se)?tiap\s+)?(?:hari|jam)\s+kerja|(?:se)?tiap\s+hari)"
    rf"(?:,?\s+{_RANGE})?|{_RANGE}|24\s+jam",
    re.I,
)
_NEXT = re.compile(
    r"(?<![\d.:])(?!\d\d[.:]\d\d\b)(?:\+62|62|\(?0)\d[\d\s().-]{6,}\d|\b(?:[\w-]+\.)+(?:id|com|org)\b|@\w{3,}"
)
_REACH = 100  # characters behind a contact in which its hours stand
_BY_CHAT = re.compile(r"\s*\((?:khusus\s+|hanya\s+)?(?:WA|WhatsApp)\b", re.I)
_MATTER = re.compile(
    r"\b(?:menemui|menemukan|melihat|mengetahui|mendapati|mengalami)\s+(?P<what>[^,;:.()]{4,75}?)"
    r"(?=,|\s+(?:dapat|bisa|agar|segera|harap|silakan|supaya|diminta|diimbau|mohon)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ContactUse:
    """`purpose` as in `PURPOSES`, "" where the clause says none; `purposes`: all that it says.
    `hours`: when somebody answers; `matter`: what is to be reported there."""

    purpose: str
    purposes: frozenset[str]
    hours: str
    matter: str


def use_of(text: str, start: int, end: int, label: str = "") -> ContactUse:
    """Of the contact at `start` to `end` of a sentence, or of a line with a label."""
    before, after = own_clause(text, start, end)
    said = f"{label}: {before}" if label else before
    said, after = (without_lists(_OFFICE.sub("", part)) for part in (said, after))
    nearest = _nearest(said) or _nearest(after)
    every = frozenset(name for name, cue in PURPOSES if cue.search(f"{said} {after}"))
    matter = _MATTER.search(said)
    return ContactUse(nearest, every, _hours(text, end), matter["what"] if matter else "")


def own_clause(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the clause of a contact before and behind it."""
    before = re.split(r";\s*|(?<=[a-z0-9)])[.!?]\s+(?=[A-Z])", text[:start])[-1]
    after = re.split(r";|[.!?](?:\s|$)", text[end:])[0]
    return before, after


def without_lists(text: str) -> str:
    """A text without "daftar" where it is a list, so that only registering is left of the word."""
    return _LIST.sub("", text)


def answers_chat(text: str, end: int) -> bool:
    """Whether a number is said to be one of WhatsApp behind it: "0852… (WhatsApp, …)"."""
    return _BY_CHAT.match(text, end) is not None


def _nearest(text: str) -> str:
    """The purpose whose word stands last; an emergency outdoes the others of its clause, but who
    is named for questions is not called for it."""
    if _FOR_QUESTIONS.search(text):
        return "info"
    found = [(m.end(), name) for name, cue in PURPOSES for m in cue.finditer(text)]
    if any(name == "emergency" for _, name in found):
        return "emergency"
    return max(found)[1] if found else ""


def _hours(text: str, end: int) -> str:
    behind = re.split(r";|[!?]\s|(?<!\d)\.\s", text[end : end + _REACH])[0]
    other = _NEXT.search(behind)
    found = _HOURS.search(behind[: other.start()] if other else behind)
    return re.sub(r"\s+", " ", found[0]).removeprefix("pada ") if found else ""
