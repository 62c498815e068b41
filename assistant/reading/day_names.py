"""What a source calls a day: by the head of its row, its label, or the words of its own clause.

A day that is lifted out of its sentence must not get another name: "Masa sanggah | 25–27 Januari"
is no period of validity, and what is due for next year's round is no deadline of this one.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from assistant.masking.name_shapes import is_ordinary
from assistant.prompts import load_table
from assistant.reading.moments import find_dates, find_times

_TABLE = "frames/days.yaml"
_WILL = (
    r"(?:akan\s+|telah\s+|sudah\s+|juga\s+|dapat\s+|kembali\s+|mulai\s+|baru\s+|hanya\s+|bisa\s+)*"
)
_SUBJECT = re.compile(
    r"(?:[A-Z][a-z]+(?:\s+[a-z]+){0,3},\s+)?(?P<what>[A-Za-z][\w/’'()-]*(?:\s+[\w/’'()-]+){0,6}?)\s+"
    rf"{_WILL}(?P<verb>di[a-z]{{3,}}|berlangsung|berakhir|berlaku|jatuh)\b"
)
_NO_OBJECT = (
    r"(?:paling|selambat-lambatnya|terakhir|sampai|hingga|mulai|sejak|sebelum|setelah|pada|tanggal|hari|"
    r"setiap|antara|dalam|selama|di|ke|dari|oleh|melalui|lewat|untuk|kepada|dengan|bagi|secara|dan|"
    r"atau|yang|dapat|bisa|akan|harus|wajib|boleh|tidak|jika|bila|apabila|agar|guna|"
    r"me(?:ng|ny|m|n|l)[a-z]{3,})\b"
)
_VERB_PHRASE = re.compile(
    r"\b(?!melalui|menurut|mengenai|menjelang|berdasarkan|bersama)(?P<verb>me[a-z]{4,}|ber(?!kas)[a-z]{4,})"
    rf"(?P<what>(?:\s+(?!{_NO_OBJECT})[\w/’'-]+){{0,6}})"
    r"(?P<year>\s+(?:untuk\s+)?tahun\s+(?:anggaran\s+)?\d{4})?"
)
_VERB = re.compile(r"\b(?:di[a-z]{4,}|me(?:ng|ny|m|n)[a-z]{3,}|ber[a-z]{4,})\b")
_TILL = re.compile(
    r"\b(?:paling\s+(?:lambat|akhir)|selambat-?lambatnya|sampai(?:\s+dengan)?|hingga|sebelum|pada|"
    r"tanggal|hari|maksimal|adalah|mulai|setiap)\b",
    re.I,
)
_NOUN_PHRASE = re.compile(r"(?=.{4,38}$)[A-Za-z]+(?:\s+[A-Za-z]+){1,4}(?:\s\([^()]*\))?")
_TAKES_PLACE = re.compile(
    r"di(?:gelar|laksanakan|adakan|selenggarakan|lakukan|mulai)|berlangsung|berlaku"
)
_PLANNED = re.compile(r"di(?:jadwalkan|rencanakan|perkirakan|targetkan)|berakhir|jatuh")
_LONGEST = 60
# The noun before a verb must be a doing itself: "Penebaran dijadwalkan", not "Peserta diumumkan".
_DOING = re.compile(r"(?:(?:pe|per|ke)[a-z]{2,}an|masa|jadwal|tahap|batas)\b", re.I)
_POINTING = re.compile(r"\b(?:ini|itu|tersebut|-?nya)\b|nya\b", re.I)
_CONDITION = re.compile(
    r"\byang\s+(?:tidak|belum\s+(?:pernah\s+)?[a-z]+\s+(?:sampai|hingga))\b"
    r"|\b(?:apabila|jika|bila|kalau|kecuali|seandainya|khusus(?:nya)?)\b",
    re.I,
)
_PREDICATE_AFTER = re.compile(
    r"[^.;]{0,40}?\b(?:di[a-z]{4,}|akan|dapat|tidak|harus|wajib|boleh)\b", re.I
)
_ANOTHER_ROUND = re.compile(
    r"\b(?:(?:tahap|angkatan|gelombang|periode|putaran|seri)\s+(?:ke-?\s?)?(?:II|III|IV|V|2|3|4|dua|"
    r"kedua|ketiga|berikut(?:nya)?|selanjutnya|lanjutan)|tahun\s+(?:depan|berikutnya|mendatang)|"
    r"(?:survei|kegiatan|pelaksanaan|pendaftaran|pelatihan)\s+(?:berikutnya|selanjutnya))\b",
    re.I,
)


def day_name(
    text: str,
    start: int,
    *,
    label: str = "",
    heading: str = "",
    cells: Sequence[str] = (),
    due: bool = False,
) -> str:
    """The source's own name for the day that stands at `start` of a sentence; "" where there is
    none that is safe. `due`: it is the last day of something."""
    if cells:
        return _row_head(cells, text, start)
    if label and not _is_generic(label):
        return label.strip()
    clause = text[_clause_start(text, start) : start]
    said = _TILL.sub("", clause).strip(" ,:(")
    if not said:
        return heading.strip() if _DOING.match(heading) and len(heading) <= _LONGEST else ""
    if _NOUN_PHRASE.fullmatch(said) and not _VERB.search(said) and not _POINTING.search(said):
        return said[:1].upper() + said[1:]  # "Pengumpulan karya (foto): paling lambat"
    return _of_verb_phrase(clause, due=due) or _of_subject(clause)


def is_condition(text: str, start: int, end: int) -> bool:
    """Whether the day only stands in a condition: "yang tidak mendaftar ulang sampai …"."""
    before = text[_sentence_start(text, start) : start]
    found = list(_CONDITION.finditer(before))
    if not found:
        return False
    between = before[found[-1].end() :]
    return "," not in between and (
        found[-1][0].lower().startswith("khusus") or _PREDICATE_AFTER.match(text[end:]) is not None
    )


def is_of_another_round(text: str) -> bool:
    """Whether a sentence tells of the next round or of next year."""
    return _ANOTHER_ROUND.search(text) is not None


def only_time(text: str) -> bool:
    """Whether a text under "Waktu" is a time, not a sentence that has one in it."""
    rest = text
    for start, end in sorted(
        [(m.start, m.end) for m in find_dates(text)] + [(s, e) for _, s, e in find_times(text)],
        reverse=True,
    ):
        rest = rest[:start] + " " + rest[end:]
    words = [w for w in re.findall(r"[A-Za-z]{3,}", rest) if w.lower() not in _words_of_time()]
    return len(words) <= 5


def _is_generic(label: str) -> bool:
    return all(w in _words_of_time() for w in re.findall(r"[a-z]+", label.lower()))


@cache
def _words_of_time() -> frozenset[str]:
    return frozenset(str(load_table(_TABLE)["words_of_time"]).split())


def _row_head(cells: Sequence[str], text: str, start: int) -> str:
    """The first cell, unless it is the day itself or only a number."""
    head = cells[0].strip()
    if not re.search(r"[A-Za-z]{3}", head) or any(find_dates(head)) or text.find(head) >= start:
        return ""
    return head if not _is_generic(head) else ""


def _sentence_start(text: str, at: int) -> int:
    ends = [m.end() for m in re.finditer(r"[.!?]\s+(?=[A-Z])", text[:at])]
    return ends[-1] if ends else 0


def _clause_start(text: str, at: int) -> int:
    """Behind the last mark that parts clauses; "dan" parts them only behind a verb, for it
    joins the last two of a list as well."""
    begin = _sentence_start(text, at)
    parts = [
        m.end()
        for m in re.finditer(r";\s+|,\s+(?P<dan>dan|sedangkan|lalu|kemudian)\s+", text[begin:at])
        if m["dan"] != "dan" or _VERB.search(text[begin : begin + m.start()])
    ]
    return begin + parts[-1] if parts else begin


def _of_verb_phrase(clause: str, *, due: bool) -> str:
    """ "mengajukan proposal untuk tahun 2027 … paling lambat" → "Batas mengajukan proposal untuk
    tahun 2027"; only what is due is named so, and by the verb nearest to its day."""
    verbs = list(_VERB_PHRASE.finditer(clause)) if due else []
    if not verbs or _POINTING.search(verbs[-1]["what"]) or verbs[-1]["verb"] in _not_deeds():
        return ""
    phrase = f"{verbs[-1]['verb']}{verbs[-1]['what']}{verbs[-1]['year'] or ''}"
    return f"Batas {phrase}" if len(phrase) <= _LONGEST else ""


@cache
def _not_deeds() -> frozenset[str]:
    return frozenset(str(load_table(_TABLE)["not_deeds"]).split())


def _of_subject(clause: str) -> str:
    """ "Penebaran dijadwalkan berlangsung" → "Penebaran"; "Aliran air dihentikan" →
    "Penghentian aliran air"; "Jalan X, mulai dari A sampai B, ditutup" → "Penutupan jalan"."""
    deeds = load_table(_TABLE)["deeds"]
    match = _SUBJECT.match(clause)
    if match is None or len(match["what"]) > _LONGEST or _POINTING.search(match["what"]):
        return _of_long_subject(clause, deeds)
    what, verb = match["what"], match["verb"].lower()
    deed = next((noun for pattern, noun in deeds.items() if re.fullmatch(pattern, verb)), "")
    if _TAKES_PLACE.fullmatch(verb) or (_DOING.match(what) and (deed or _PLANNED.fullmatch(verb))):
        return what[:1].upper() + what[1:]
    return f"{deed} {_lowered(what)}" if deed else ""


def _of_long_subject(clause: str, deeds: Mapping[str, str]) -> str:
    first = re.match(r"[A-Z][a-z]+", clause)
    stop = re.search(r"(?<!\byang)\s+(ditutup|dihentikan|dipadamkan|dialihkan)\b", clause)
    if first is None or stop is None or not is_ordinary(first[0].lower()):
        return ""
    return f"{deeds[stop[1]]} {first[0].lower()}"


def _lowered(what: str) -> str:
    """A noun behind another: its first word keeps its capital only as part of a name."""
    first, _, rest = what.partition(" ")
    name = first.isupper() or (rest[:1].isupper() and first not in ("Seluruh", "Semua", "Setiap"))
    return what if name else f"{first.lower()}{' ' + rest if rest else ''}"
