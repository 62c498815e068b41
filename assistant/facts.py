"""The fact sheet of given readings: what, who, when, where, how much, how; each with its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from assistant.reading.attribution import Person, attributions
from assistant.reading.clauses import strip_byline, strip_dateline, without_degrees
from assistant.reading.contact_uses import answers_chat, without_lists
from assistant.reading.fair_copy import fair_copy
from assistant.reading.moments import find_dates, find_durations, find_spans, find_times
from assistant.reading.people import Speaker, find_speakers
from assistant.reading.source_sentences import (
    CITED_AT_LEAST,
    QUOTED,
    Slot,
    SourceSentence,
    sentences_of,
    slot_of_label,
)
from knowledge.documents import Reading

_SHOWN: dict[Slot, str] = {
    "what": "apa",
    "who": "siapa",
    "when": "kapan",
    "where": "di mana",
    "cost": "biaya",
    "requirement": "syarat",
    "step": "langkah",
    "contact": "kontak",
    "purpose": "tujuan",
    "quotation": "kutipan",
    "figure": "angka",
}
_MAX_LINES = 80


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with the place it comes from: reading number, character offsets.

    `role` of a when: event, registration, deadline, period, mention, hours, duration, span,
    statement, publication; of a contact: phone, whatsapp, url, email, handle; of a who: speaker,
    audience; of a quotation: resident, where no office is told of its speaker.
    `reported`: a day as newspapers give the day of what happened: "Rabu (25/11/2026)".
    `since`: the word before a day from which on something holds ("mulai "). `sentence` is the
    number of the sentence in the sheet that holds it.
    """

    slot: Slot
    text: str
    reading: int
    start: int
    end: int
    role: str | None = None
    speaker: str | None = None
    first: date | None = None
    last: date | None = None
    since: str = ""
    sentence: int = -1
    reported: bool = False


@dataclass(frozen=True, slots=True)
class FactSheet:
    """What the given readings say, in their order. Values are shown to the admin and the model."""

    facts: tuple[Fact, ...]
    sentences: tuple[SourceSentence, ...]
    today: date

    def of(self, slot: Slot, *roles: str) -> list[Fact]:
        """The facts of a slot in the order of the sources; of these roles only, if any."""
        return [f for f in self.facts if f.slot == slot and (not roles or f.role in roles)]

    def as_lines(self) -> list[str]:
        """ "kapan (pendaftaran): 1–28 Februari 2026", each value once."""
        lines: dict[str, None] = {}
        for slot in _SHOWN:
            for fact in self.of(slot):
                role = _ROLES.get(fact.role or "", "")
                if fact.speaker:
                    role = fact.speaker
                lines[f"{_SHOWN[slot]}{f' ({role})' if role else ''}: {fact.text}"] = None
        return list(lines)[:_MAX_LINES]


_ROLES = {
    "event": "acara",
    "registration": "pendaftaran",
    "deadline": "batas akhir",
    "period": "masa berlaku",
    "hours": "jam",
    "duration": "lama",
    "span": "rentang",
    "publication": "tanggal terbit",
    "statement": "tanggal pernyataan",
    "whatsapp": "WhatsApp",
    "phone": "telepon",
    "url": "laman",
    "email": "surel",
    "handle": "akun",
    "audience": "sasaran",
    "speaker": "narasumber",
}


def fact_sheet(readings: Sequence[Reading], today: date) -> FactSheet:
    """The sheet of `readings`. What was read of a reading once is kept."""
    facts: list[Fact] = []
    sentences: list[SourceSentence] = []
    for number, reading in enumerate(readings):
        read = _read(reading)
        offset = len(sentences)
        facts += [replace(f, reading=number, sentence=f.sentence + offset) for f in read.facts]
        sentences += [replace(s, reading=number) for s in read.sentences]
    return FactSheet(tuple(facts), tuple(sentences), today)


def in_fair_copy(
    sheet: FactSheet, readings: Sequence[Reading]
) -> tuple[FactSheet, Sequence[Reading]]:
    """What a writer reads: the papers in fair copy, and the sheet of these."""
    copies = [fair_copy(reading) for reading in readings]
    if copies == list(readings):
        return sheet, readings
    return fact_sheet(copies, sheet.today), copies


@dataclass(frozen=True, slots=True)
class _Read:
    facts: tuple[Fact, ...]
    sentences: tuple[SourceSentence, ...]


@lru_cache(maxsize=256)
def _read(reading: Reading) -> _Read:
    sentences = list(sentences_of(reading))
    speakers = find_speakers([without_degrees(s.text) for s in sentences])
    sentences = [
        replace(s, speaker=who.mention if who else None)
        for s, who in zip(sentences, speakers, strict=True)
    ]
    year = _year(reading)
    voices = {said.start: said.speaker for said in attributions(reading.text)}
    facts = [
        fact for i, s in enumerate(sentences) for fact in _facts(i, s, year, speakers[i], voices)
    ]
    return _Read(tuple(facts), tuple(sentences))


def _year(reading: Reading) -> int | None:
    published = reading.published or reading.proposed.published
    if published:
        return published.year
    years = [m.first.year for m in find_dates(reading.text[:20_000]) if m.first]
    return max(set(years), key=years.count) if years else None


_PHONE = re.compile(
    r"(?<![\d.,/-])(?:\(0\d{2,3}\)\s?\d{3,4}[\s.-]?\d{3,5}"
    r"|(?:\+62|62|0)[\s.-]?\d{2,4}(?:[\s.-]?\d{2,4}){1,4})(?![\d/])"
)
_SHORT_NUMBER = re.compile(
    r"(?i:call\s?center|hotline|(?:me)?nelepon|telepon|nomor|layanan|panggilan|darurat|"
    r"(?:meng)?hubungi)\s+(?:\w+\s+){0,2}?"
    r"(11[0-9]|12[39]|13[35]|165|175|1500\d{3}|140\d{2}|1708)\b"
    r"(?!\s+[Tt]ahun\b|/[\w.-]+/)"
)
# "Jalan Raya Krian Nomor 112": what stands before a short number that is one of a house.
_HOUSE = re.compile(
    r"\b(?:Jalan|[Jj]ln?\.?|Gang|[Gg]g\.?|Perum(?:ahan)?\.?|Blok|Ruko|RT|RW|Kav(?:e?ling)?\.?)"
    r"(?:\s+(?!(?:Hubungi|Call|Hotline|Telepon|Nomor|Darurat|Layanan)\b)[A-Z0-9][\w.’'/-]*)*"
    r",?\s+(?i:(?:nomor|no\.?)\s*)?$"
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”|)\]]+[^\s<>\"”|)\].,;:]"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:go\.id|id|com|org|net|info|app|site)\b(?:/[^\s<>\"”|)\].,;]*)?"
    r"|\b(?:bit\.ly|forms\.gle|linktr\.ee|tinyurl\.com|wa\.me|t\.me|youtu\.be)/[\w./-]*\w",
    re.I,
)
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_HANDLE = re.compile(r"(?<![\w.])@(?!Rp\.?\s?\d)[A-Za-z][\w.]{2,29}\b")
_MONEY = re.compile(
    r"Rp\.?\s?\d[\d.]*(?:,\d+)?(?:\s?(?:ribu|juta|miliar|"
    r"triliun))?(?:\s+per\s+\w+(?:\s+per\s+\w+)?|"
    r"/\w+)?"
)
_FREE = re.compile(
    r"\b(?:tidak\s+dipungut\s+biaya(?:\s+apa\s?pun)?|tanpa\s+(?:dipungut\s+)?biaya|"
    r"tanpa\s+dipungut\s+biaya|"
    r"gratis|bebas\s+biaya|tidak\s+ada\s+biaya)\b",
    re.I,
)
_COST_CUE = re.compile(r"\b(?:biaya|tarif|retribusi|harga|tiket|membayar|bayar|htm|iuran)\b", re.I)
_FIGURE = re.compile(
    r"\b(?:sebanyak\s+|sekitar\s+|hampir\s+|lebih\s+dari\s+|rata-rata\s+|total\s+|minimal\s+|"
    r"maksimal\s+)?"
    r"\d[\d.]*(?:,\d+)?\s*(?:persen|%|(?:ribu|juta|miliar|triliun)\s+[a-z]{3,}|"
    r"[a-z]{3,}(?:\s[a-z]{3,})?)",
)
_NO_FIGURE = re.compile(
    r"\b(?:" + "|".join((
        "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
        "oktober", "november", "desember", "dan", "atau", "hingga", "sampai", "pukul", "wib", "di",
        "yang", "untuk", "dengan", "pada", "tahun", "ini", "itu", "lalu",
    )) + r")\b", re.I,
)  # fmt: skip
_TRAILING = re.compile(
    r"\s(?:dari|per|sudah|telah|akan|yang|oleh|dapat|tidak|belum|terjadi|terdampak|setiap)$"
)
# "juara 3 tingkat kabupaten", "2 x 3 sebanyak 2 lembar": the number before counts nothing.
_NOT_COUNTED = re.compile(r"[\d.,]+\s+(?:tingkat|sebanyak|paling|oleh|serta|maupun|pada|agar)\b")
_PLACE_HEAD = (
    "Aula|Gedung|Kantor|Lapangan|Alun-?[Aa]lun|Pendopo|Balai|GOR|Halaman|Jalan|Jl\\.|RSUD|RS|Rumah|"
    "Puskesmas|SDN?|SMPN?|SMAN?|SMKN?|Desa|Kelurahan|Kecamatan|Pasar|Taman|Masjid|Musala|Hotel|"
    "Ruang|"
    "Museum|Mall?|MPP|Stadion|Kampus|Universitas|Terminal|Stasiun|Perpustakaan|Posyandu|Kawasan|Area|"
    "Convention|Auditorium|Graha|Wisma|UPT|UPTD|BPVP|BLK|TPA|TPS|Perumahan|Dusun|Sekretariat|Lobi|"
    "Loket|Simpang|Jembatan|Pabrik|Waduk|Bozem|Sungai|Kali|Embung|Pelabuhan|Pantai|Dermaga|Exit|Tol"
)
_WHERE = re.compile(
    rf"\b(?:di|bertempat\s+di|berlokasi\s+di|lokasi\s+di|ke)\s+((?:(?i:{_PLACE_HEAD}|lantai|"
    rf"depan|halaman|"
    rf"aula|kantor|gedung|ruang)\s+)*(?:{_PLACE_HEAD})(?![a-z])(?:\s+(?:[A-Z0-9][\w.’'/-]*|dan(?=\s[A-Z])|"
    r"\((?:[A-Z][\w. ]*)\)))*(?:,\s*(?:Jalan|Jl\.|Desa|Kelurahan|Kecamatan|Kabupaten|Lantai|"
    r"Nomor|No\.)"
    r"(?:\s+(?:[A-Z0-9][\w.’'-]*))+)*)"
)
_ANY_PLACE = frozenset(
    "rumah sakit kantor desa kecamatan kelurahan balai gedung puskesmas jalan ruang loket "
    "daerah sekolah "
    "pasar taman kawasan area terminal posyandu smp sma sd smk".split()
)
_EVENT_CUE = re.compile(
    r"\b(?:di(?:gelar|laksanakan|adakan|selenggarakan|buka|mulai|langsungkan|resmikan|hadiri|"
    r"lakukan)|"
    r"berlangsung|menggelar|mengadakan|menyelenggarakan|melaksanakan|membuka|meresmikan|"
    r"dimulai|mulai|"
    r"acara|kegiatan|pelaksanaan|hari\s+pertama|puncak|akan|bertempat|gelar)\b",
    re.I,
)
_REGISTRATION_CUE = re.compile(r"\b(?:pendaftaran|mendaftar|registrasi|daftar)\b", re.I)
# Under "Cara mendaftar" a day still belongs to its own verb: "Sambungan dipasang mulai 5 April".
_CLAUSES = re.compile(r"[.;]\s|,\s(?:dan|sedangkan|lalu|kemudian)\s")
_DEED = re.compile(
    r"\b(?:di(?!gital|skusi|rekt|ploma|sabilitas|alog|nas|stri)[a-z]{4,}|berlaku|mengalir|beroperasi)\b"
)
_OF_APPLYING = re.compile(
    r"di(?:serah|kirim|unggah|kumpul|aju|daftar|isi|buka|tutup|terima|layan|laku|laksana|mulai|bawa|"
    r"antar|sampai|masuk|perpanjang|undur|tunggu|jadwal|batas|setor|lampir|minta|imbau|persila|"
    r"harap|wajib|beri|mohon)"
)
_ANNOUNCED_CUE = re.compile(r"\b(?:diumumkan|pengumuman|hasil|wawancara|tes|ujian)\b", re.I)
_DEADLINE_CUE = re.compile(
    r"(?:paling\s+lambat|selambat-lambatnya|batas\s+(?:akhir|waktu)|terakhir|ditutup|penutupan|"
    r"berakhir|jatuh\s+tempo[^.;]{0,50}?|sebelum)\s*(?:pada\s+|adalah\s+)?(?:tanggal\s+|hari\s+)?$",
    re.I,
)
# "yang semula 30 September diperpanjang hingga 30 November": only the second day still counts.
_FORMER = re.compile(
    r"\b(?:(?:semula|sebelumnya|awalnya)\s+(?:[a-z]+\s+){0,4}|dari\s+)(?:tanggal\s+|hari\s+)?$",
    re.I,
)
_OF_A_PAPER = re.compile(r"\bNomor\s+\S+\s+(?:Tahun\s+\d{4}\s+)?tanggal\s+$", re.I)
# "usia 35 tahun per 1 Desember", "KK yang terbit sebelum 1 Januari": a condition, no day to note.
_AS_OF = re.compile(
    r"\b(?:per|(?:di)?terbit(?:kan)?\s+(?:sebelum|sesudah|setelah|pada|sejak|mulai)|"
    r"(?:(?:ke)?lahir(?:an)?|berdomisili|tercatat|terdaftar|menikah|dibuat|menempati|lulus|berusia)\b"
    r"[^,.;]{0,30}?\s(?:sebelum|sesudah|setelah|pada|sejak|mulai))\s+(?:tanggal\s+)?$",
    re.I,
)
_EXTENDED = re.compile(
    r"\b(?:di(?:perpanjang|undur|mundurkan)|memperpanjang\s[^.]{3,220}?)\s+(?:hingga|sampai(?:\s+dengan)?|menjadi|ke)\s+"
    r"(?:tanggal\s+|hari\s+)?$",
    re.I,
)
# "Pendaftaran diundur ke …" ends then; "Layanan di Wonokasian diundur ke …" takes place then.
_A_LIMIT = re.compile(
    r"\b(?:pendaftaran|registrasi|batas|tenggat|pengumpulan|pelunasan|pembayaran|jatuh tempo)\b",
    re.I,
)
_PLANNED = re.compile(r"\b(?:akan|bakal|rencananya|dijadwalkan|mulai)\b", re.I)
_HOUR_AFTER = re.compile(r",?\s+(?:pukul|jam)\s+\d{1,2}[.:]\d{2}(?:\s*WIB)?")
_SINCE = re.compile(r"\b(mulai|sejak|sampai|hingga)\s+(?:pada\s+)?(?:tanggal\s+)?$", re.I)
_UNTIL_CUE = re.compile(
    r"(?:hingga|sampai(?:\s+dengan)?|s\.?/?d\.?)\s*(?:pada\s+)?(?:tanggal\s+|hari\s+)?$", re.I
)
_PERIOD_CUE = re.compile(r"\b(?:berlaku|periode|masa|terhitung|sejak|mulai)\b", re.I)
_SAID_CUE = re.compile(
    r"\b(?:kata|ujar|ucap|tutur|jelas|terang|ungkap|papar|tegas|imbuh|pinta|tambah)(?:nya|\s+[A-Z])"
)
_PUBLISHED_CUE = re.compile(r"^(?:terbit|tanggal terbit|diterbitkan|tanggal rilis|dirilis)", re.I)
_PURPOSE = re.compile(
    r"\b((?:bertujuan|tujuannya|dimaksudkan)\s+(?:untuk|agar)?\s*[^.;]{10,160})|"
    r"\b(guna\s+[^.;,]{10,120})",
    re.I,
)
_AUDIENCE = re.compile(
    r"\b(?:diperuntukkan(?:\s+bagi)?|ditujukan\s+(?:bagi|untuk|kepada)|khusus\s+(?:bagi|untuk)?|"
    r"dikhususkan\s+(?:bagi|untuk)|terbuka\s+(?:bagi|untuk)|bagi\s+(?=warga|masyarakat|pelaku|"
    r"pelajar|"
    r"mahasiswa|orang|wajib|pemohon|peserta|pemilik))\s+((?:seluruh\s+|semua\s+)?[^.,;:()]{4,90})",
    re.I,
)


def _facts(
    number: int,
    sentence: SourceSentence,
    year: int | None,
    speaker: Speaker | None,
    voices: Mapping[int, Person | None],
) -> Iterator[Fact]:
    """`voices`: who says the quotation that begins at an offset of the reading."""
    if sentence.kind == "boilerplate":
        return
    if sentence.kind == "lead":
        cut = len(sentence.text) - len(strip_dateline(sentence.text))
        sentence = replace(sentence, text=sentence.text[cut:], start=sentence.start + cut)
    place = _Place(number, sentence)
    named = slot_of_label(sentence.label) if sentence.label else None
    yield from _moments(place, year, named[1] if named and named[0] == "when" else None)
    yield from _contacts(place)
    if sentence.kind != "quotation":
        yield from _costs(place, bool(named and named[0] == "cost"))
    yield from _places(place, bool(named and named[0] == "where"))
    text = sentence.text
    if named and named[0] in ("who", "purpose", "figure", "what"):
        yield place.fact(named[0], text, 0, len(text), named[1])
    elif sentence.kind == "lead":
        yield place.fact("what", strip_byline(text), 0, len(text))
    if sentence.kind == "requirement":
        yield place.fact("requirement", text, 0, len(text))
    if sentence.kind == "step":
        yield place.fact("step", text, 0, len(text))
    if sentence.kind == "quotation":
        for match in QUOTED.finditer(text):
            if len(match[1].split()) >= CITED_AT_LEAST:
                who = voices.get(sentence.start + match.start(1))
                role = None if who is None or who.official else "resident"
                said = place.fact("quotation", match[0], match.start(), match.end(), role)
                yield replace(said, speaker=who.mention if who else None)
        return
    if aim := _PURPOSE.search(text):
        yield place.fact("purpose", (aim[1] or aim[2]).strip(), aim.start(), aim.end())
    if whom := _AUDIENCE.search(text):
        yield place.fact("who", whom[1].strip(), whom.start(1), whom.end(1), "audience")
    if speaker and not speaker.pronoun:
        yield place.fact("who", speaker.mention, 0, len(text), "speaker")
    yield from _figures(place)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a fact stands: makes facts with offsets into the reading."""

    number: int
    sentence: SourceSentence

    def fact(
        self,
        slot: Slot,
        text: str,
        start: int,
        end: int,
        role: str | None = None,
        speaker: str | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> Fact:
        base = self.sentence.start
        return Fact(
            slot,
            text,
            0,
            base + start,
            base + end,
            role,
            speaker,
            first,
            last,
            sentence=self.number,
        )


def _moments(place: _Place, year: int | None, role: str | None) -> Iterator[Fact]:
    text = place.sentence.text
    for moment in find_dates(text, year):
        found = role or _role(place.sentence, moment.start, moment.end)
        fact = place.fact(
            "when", moment.text, moment.start, moment.end, found, None, moment.first, moment.last
        )
        if found == "deadline" and (hour := _HOUR_AFTER.match(text[moment.end :])):
            whole = f"{moment.text} {hour[0].strip(' ,')}"
            fact = replace(fact, text=whole, end=fact.end + hour.end())
        shown = text[moment.start : moment.end]
        told = "(" in shown and "/" in shown and not _PLANNED.search(text)
        fact = replace(fact, reported=told)
        since = _SINCE.search(text[: moment.start])
        yield replace(fact, since=f"{since[1].lower()} ") if since else fact
    for shown, start, end in find_times(text):
        yield place.fact("when", shown, start, end, "hours")
    for shown, start, end in find_durations(text):
        yield place.fact("when", shown, start, end, "duration")
    for shown, start, end in find_spans(text):
        day = next((m for m in find_dates(text, year) if 0 <= start - m.end <= 2), None)
        if day and not any(find_dates(shown, year)):
            shown, start = f"{day.text}, {shown}", day.start
        yield place.fact("when", shown, start, end, "span")


def _role(sentence: SourceSentence, start: int, end: int) -> str:
    """What a date is the date of: told by the words just before it, then by its clause."""
    text = sentence.text
    before = text[max(0, start - 60) : start]
    head = sentence.heading.rpartition(" > ")[2]
    announced = _ANNOUNCED_CUE.search(text[:start]) is not None
    context = f"{sentence.group} {head}" if sentence.listed else "" if announced else head
    deeds = [] if sentence.cells else _DEED.findall(_CLAUSES.split(text[:start])[-1])
    if deeds and not _OF_APPLYING.match(deeds[-1]):
        context = ""
    clause = re.split(r"[.;]\s", text[:start])[-1] + text[end : end + 40]
    if _PUBLISHED_CUE.search(text) or _OF_A_PAPER.search(before):
        return "publication"
    if _FORMER.search(before) or _AS_OF.search(before):
        return "mention"
    if moved := _EXTENDED.search(text[:start]):
        if "panjang" in moved[0].lower() or _A_LIMIT.search(clause):
            return "deadline"
        return "mention" if sentence.cells else "event"
    if _SAID_CUE.search(before) or (sentence.kind == "quotation" and _SAID_CUE.search(clause)):
        return "statement"
    if _REGISTRATION_CUE.search(without_lists(clause + context)):
        until = _DEADLINE_CUE.search(before) or _UNTIL_CUE.search(before)
        return "deadline" if until else "registration"
    if _UNTIL_CUE.search(before):
        return "period"
    if _DEADLINE_CUE.search(before):
        return "deadline"
    if _EVENT_CUE.search(clause):
        return "event"
    if _PERIOD_CUE.search(clause):
        return "period"
    if re.search(r"\b(?:tahun|sejak)\s*$", before):
        return "period"
    return "event" if sentence.kind == "lead" or sentence.label else "mention"


def _contacts(place: _Place) -> Iterator[Fact]:
    text = place.sentence.text
    taken: list[tuple[int, int]] = []
    for pattern, role in ((_EMAIL, "email"), (_URL, "url"), (_HANDLE, "handle")):
        for match in pattern.finditer(text):
            if not any(s < match.end() and match.start() < e for s, e in taken):
                taken.append(match.span())
                yield place.fact("contact", match[0], match.start(), match.end(), role)
    label = place.sentence.label + " "
    for match in _PHONE.finditer(text):
        if sum(c.isdigit() for c in match[0]) < 8:
            continue
        before = label + text[max(0, match.start() - 45) : match.start()]
        whatsapp = re.search(
            r"\b(?:WA|WhatsApp|Whatsapp)\b(?!.*\b(?i:telepon|telp|hotline)\b)", before
        )
        role = "whatsapp" if whatsapp or answers_chat(text, match.end()) else "phone"
        yield place.fact("contact", match[0].strip(), match.start(), match.end(), role)
    for match in _SHORT_NUMBER.finditer(text):
        if _HOUSE.search(text[: match.start(1)]):
            continue
        yield place.fact("contact", match[1], match.start(1), match.end(1), "phone")


def _costs(place: _Place, labelled: bool) -> Iterator[Fact]:
    text = place.sentence.text
    if labelled:
        yield place.fact("cost", text, 0, len(text))
        return
    cost = _COST_CUE.search(text) is not None
    if match := _FREE.search(text):
        yield place.fact("cost", match[0], match.start(), match.end(), "free")
    for match in _MONEY.finditer(text):
        yield place.fact(
            "cost" if cost else "figure", match[0], match.start(), match.end(), "money"
        )


def _places(place: _Place, labelled: bool) -> Iterator[Fact]:
    text = place.sentence.text
    if labelled:
        yield place.fact("where", text.rstrip("."), 0, len(text), "event")
        return
    for match in _WHERE.finditer(text):
        if set(match[1].lower().split()) <= _ANY_PLACE:
            continue
        role = "event" if _EVENT_CUE.search(text) or _EVENT_CUE.search(match[0]) else None
        yield place.fact("where", match[1].rstrip(".,"), match.start(1), match.end(1), role)


def _figures(place: _Place) -> Iterator[Fact]:
    if place.sentence.cells:
        return
    numbers = [match.span() for match in _PHONE.finditer(place.sentence.text)]
    for match in _FIGURE.finditer(place.sentence.text):
        before = place.sentence.text[: match.start()]
        if (
            re.match(r"(?:19|20)\d\d\s", match[0])
            or any(start < match.end() and match.start() < end for start, end in numbers)
            or _NOT_COUNTED.match(match[0])
            or _NO_FIGURE.search(match[0])
            or re.search(r"(?:Rp\.?\s?|[/.,-]|[A-Z]+ )$", before)
        ):
            continue
        shown = _TRAILING.sub("", match[0]).strip()
        yield place.fact("figure", shown, match.start(), match.start() + len(shown))
