"""Ever shorter forms of a sentence that say the same, for posts with little room."""

import re
from datetime import date
from functools import lru_cache

from assistant.agencies import load_agencies
from assistant.reading.clauses import compress, has_predicate, use_abbreviation
from assistant.reading.cuts import without
from assistant.reading.moments import MONTHS, WEEKDAY
from assistant.writing.lines import without_reason, without_when
from assistant.writing.story import Story

OFFICE = re.compile(
    r"(?:Dinas|Badan|Kantor|Satuan|Perusahaan|Rumah\s+Sakit|Pusat|Unit|Pelaksana)\b"
)
_SAVED = 8  # characters that a short name has to save
_MONTH = f"(?:{'|'.join(MONTHS)})"
_DAYS = rf"(?:hari\s+)?{WEEKDAY}(?:\s*(?:[-–]|dan)\s*{WEEKDAY})?(?:\s+(?:pagi|siang|sore|malam))?"
_BEFORE_DAY = re.compile(rf"\b{_DAYS},?\s+(?:tanggal\s+)?(?=\d{{1,2}}(?:[-–]\d{{1,2}})?\s{_MONTH})")
# "3 Desember, 5 Desember, dan 9 Desember"
_DAYS_OF_MONTH = re.compile(
    rf"\b(\d{{1,2}}(?:[-–]\d{{1,2}})?)\s({_MONTH})(?=(?:,|,?\s(?:dan|serta))\s(?:dan\s)?"
    rf"\d{{1,2}}(?:[-–]\d{{1,2}})?\s\2\b)"
)
_ZONE = re.compile(r"(?<=\d)\s+WIB\b")
_MANAGED_BY = re.compile(
    r"\s+(?:melalui|lewat)\s+(?:Dinas|Badan|Bagian)\b[^,.]*?(?=\s+(?:akan|kembali|telah|resmi|me[a-z]+|ber[a-z]+)\b)"
)
_SPELT_TWICE = re.compile(r"\s+\([A-Z][A-Za-z\d-]{1,9}\)")
_SPELT_AFTER = re.compile(r"\s+\([A-Z][A-Za-z\d-]{1,12}\)(\s+(?:Kabupaten\s+)?Sidoarjo)?")
_BY_LAW = re.compile(
    r",?\s+(?:berdasarkan|sesuai(?:\s+dengan)?|mengacu\s+pada)\s+(?:Peraturan|Undang|Keputusan|Surat|"
    r"Perda|Perbup|Perpres|[Pp]rakiraan|[Dd]ata)(?:[^.]|\.(?=\d))*(?=\.$)"
)
# "Sesuai Perda Nomor 6 Tahun 2012, pelanggar …", "Memasuki musim hujan, Dinas …"
_ON_OCCASION = re.compile(
    r"^(?:(?:Sesuai|Berdasarkan|Mengacu\s+pada)\s+(?:dengan\s+)?(?:Peraturan|Undang|Keputusan|Surat|"
    r"Perda|Perbup|Perpres)[^,]*|(?:Memasuki|Menjelang|Menyambut|Memperingati|Dalam\s+rangka|"
    r"Seiring|Guna|Sebagai\s+upaya)\s[^,]{5,80}),\s+(?=\w)"
)
_ABOVE_ALL = re.compile(
    r",\s+(?:terutama|khususnya|di\s+antaranya|terdiri\s+(?:atas|dari))\s[^.]*(?=\.$)"
)
_HELD = re.compile(
    r",?\s+yang\s+(?:akan\s+)?(?:berlangsung|digelar|dilaksanakan|diadakan|diselenggarakan)\b"
    r"(?:[^.]|\.(?=\d))*\.$"
)
_BUDGET_YEAR = re.compile(r"\s+tahun\s+anggaran\s+20\d\d")


def forms_of(text: str, story: Story) -> list[str]:
    """A sentence, and ever shorter forms of it that say the same."""
    short = with_short_names(text, story)
    cut = compress(short)
    bare = without_reason(cut)
    forms = [text, short, cut, bare, lean(cut), lean(bare)]
    if story.past or not any(entry.slot == "when" for entry in story.entries):
        return list(dict.fromkeys(forms))
    places = [entry.text for entry in story.entries if entry.slot == "where"]
    forms += [without_when(form, places) for form in (cut, bare, lean(cut), lean(bare))]
    forms.append(without_held(lean(bare)))
    return list(dict.fromkeys(forms))


def tight_whole(text: str, story: Story) -> list[str]:
    """The same without taking off when or where: for a sentence that is not the news."""
    short = with_short_names(text, story)
    forms = [of_this_year(form, story.today) for form in (text, short, lean(compress(short)))]
    return list(dict.fromkeys([*forms, *(tight(form) for form in forms)]))


def tight_forms(text: str, story: Story) -> list[str]:
    """The same for a post of one thought: days without their year, offices as people call them."""
    forms = [of_this_year(form, story.today) for form in forms_of(text, story)]
    forms += [tight(form) for form in forms]
    return list(dict.fromkeys(forms))


def with_short_names(text: str, story: Story) -> str:
    """ "Dinas Pangan dan Pertanian (Dispaperta) Kabupaten Sidoarjo" → "Dispaperta Sidoarjo"."""
    for short, long in story.abbreviations.items():
        if OFFICE.match(long):
            text = use_abbreviation(text, short, long)
            text = text.replace(f"{short} Kabupaten Sidoarjo", f"{short} Sidoarjo")
    return text


def lean(text: str) -> str:
    """A sentence without what the reader of a short post can do without."""
    text = text.replace("Pemerintah Kabupaten Sidoarjo", "Pemkab Sidoarjo")
    for pattern in (_MANAGED_BY, _SPELT_TWICE, _BUDGET_YEAR, _BY_LAW):
        text = without(pattern, text)
    rest = without(_ABOVE_ALL, without(_ON_OCCASION, text))
    return rest[:1].upper() + rest[1:] if has_predicate(rest) else text


def without_held(text: str) -> str:
    """Without "yang akan berlangsung …" at its end: the post gives day and place apart."""
    rest = without(_HELD, text, ".")
    return rest if has_predicate(rest) else text


def of_this_year(text: str, today: date) -> str:
    """ "3 Desember 2026" → "3 Desember" in 2026; a month alone keeps its year, as does the first
    day of a span that ends in the next."""
    span = rf"(?!\s*(?:[–-]|(?:sampai|hingga|s/d)\b)[^.;]{{0,25}}\b{today.year + 1}\b)"
    text = re.sub(rf"(?<=\d\s)({_MONTH})\s{today.year}\b{span}", r"\1", text)
    return without(_DAYS_OF_MONTH, text, r"\1")


@lru_cache(maxsize=4096)
def tight(text: str) -> str:
    """Without weekdays before a day, without WIB, offices by the names that people use."""
    return _ZONE.sub("", _known_names(without_weekdays(text)))


def without_weekdays(text: str) -> str:
    return _BEFORE_DAY.sub("", text)


def _known_names(text: str) -> str:
    """ "Dinas Kesehatan Kabupaten Sidoarjo" → "Dinkes Sidoarjo"."""
    agencies = load_agencies()
    for agency_id, start, end in reversed(agencies.mentions(text)):
        name, short = text[start:end], agencies.short(agency_id)
        if not OFFICE.match(name) or agency_id.startswith("kec-"):
            continue
        if "Sidoarjo" in name and "Sidoarjo" not in short:
            short += " Sidoarjo"
        rest = text[end:]
        if told := _SPELT_AFTER.match(rest):  # "Dinas … (DLHK) Kabupaten Sidoarjo"
            rest = rest[told.end() :]
            short += " Sidoarjo" if told[1] and "Sidoarjo" not in short else ""
        if len(name) >= len(short) + _SAVED:
            text = text[:start] + short + rest
    return text
