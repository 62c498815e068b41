"""The fact sheet of given readings: what, who, when, where, how much, how; each with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from assistant.clauses import Shortened, shorten, strip_byline, strip_dateline
from assistant.moments import find_dates, find_durations, find_spans, find_times
from assistant.people import Speaker, find_speakers
from knowledge.documents import Block, Reading
from knowledge.sentences import split_sentences

Slot = Literal[
    "what",
    "who",
    "when",
    "where",
    "cost",
    "requirement",
    "step",
    "contact",
    "purpose",
    "quotation",
    "figure",
]
SentenceKind = Literal[
    "lead",
    "fact",
    "requirement",
    "step",
    "schedule",
    "quotation",
    "background",
    "boilerplate",
]
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

    `role` of a when: event, registration, deadline, period, mention, hours, duration,
    span, statement,
    publication; of a contact: phone, whatsapp, url, email, handle; of a who: speaker, audience.
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


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence, list item or table row of a source. `text` is as the source has it.

    `heading` is the path of headings above; `group` the line that opens its list ("Syarat:").
    `label` is the name of a "Waktu: …" line. `short` is the shortened form. `people` maps the
    single names that it uses to the full mention.
    """

    text: str
    kind: SentenceKind
    reading: int
    start: int
    end: int
    heading: str = ""
    group: str = ""
    label: str = ""
    block: int = 0
    listed: bool = False
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    short: Shortened | None = None
    speaker: str | None = None


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


@dataclass(frozen=True, slots=True)
class _Read:
    facts: tuple[Fact, ...]
    sentences: tuple[SourceSentence, ...]


@lru_cache(maxsize=256)
def _read(reading: Reading) -> _Read:
    sentences = list(_sentences(reading))
    speakers = find_speakers([s.text for s in sentences])
    sentences = [
        replace(s, speaker=who.mention if who else None)
        for s, who in zip(sentences, speakers, strict=True)
    ]
    year = _year(reading)
    facts = [fact for i, s in enumerate(sentences) for fact in _facts(i, s, year, speakers[i])]
    return _Read(tuple(facts), tuple(sentences))


def read_sentences(text: str) -> list[SourceSentence]:
    """The sentences of a text that is no document, a passage for example."""
    return list(_sentences(Reading("", text, (), ())))


def _year(reading: Reading) -> int | None:
    published = reading.published or reading.proposed.published
    if published:
        return published.year
    years = [m.first.year for m in find_dates(reading.text[:20_000]) if m.first]
    return max(set(years), key=years.count) if years else None


# --- sentences -------------------------------------------------------------------------------

_REQUIREMENT_HEAD = re.compile(
    r"\b(?:per)?syarat(?:an|nya)?\b|dokumen|berkas|kelengkapan|kriteria|"
    r"\b(?:di)?bawa\b|disiapkan|dilampirkan|lampiran",
    re.I,
)
_STEP_HEAD = re.compile(
    r"langkah|tahap|\balur\b|prosedur|\b(?:tata\s)?cara(?:nya)?\b|mekanisme|proses|pelaksanaan",
    re.I,
)
_SCHEDULE_HEAD = re.compile(
    r"jadwal|agenda|\bwaktu\b|rangkaian|jam (?:layanan|buka|kerja)|lokasi", re.I
)
_REQUIREMENT = re.compile(
    r"\bsyarat(?:nya)?\b|persyaratan|\b(?:membawa|melampirkan|menyiapkan|menyertakan|menunjukkan|"
    r"menyerahkan)\s+(?:\w+\s+){0,3}(?:KTP|KK|surat|ijazah|bukti|fotokopi|berkas|dokumen|akta|"
    r"kartu|foto)"
    r"|\bminimal\s+\d|\bmaksimal\s+\d|fotokopi|\bberusia\b|\bber-?KTP\b|\bwajib\s+(?:ber|mem)",
    re.I,
)
_STEP = re.compile(
    r"^(?:(?:[Ss]etelah|[Pp]ada|[Uu]ntuk|[Jj]ika|[Bb]agi)\b[^,]{3,60},\s)?(?:[Ww]arga|"
    r"[Mm]asyarakat|"
    r"[Pp]emohon|[Pp]eserta|[Pp]elamar|[Pp]endaftar|[Cc]alon|[Oo]rang\s+tua|[Pp]elaku|"
    r"[Pp]elanggan|[Ww]ajib"
    r"\s+pajak|[Ll]aporan|[Pp]endaftaran|[Pp]engajuan|"
    r"[Pp]embayaran)\b[^.]{0,60}?\b(?:mendaftar|melapor(?:kan)?|mengadu(?:kan)?|mengakses|"
    r"mengunduh|mengisi|mengunggah|mengirim"
    r"(?:kan)?|menghubungi|mengajukan|datang(?:i)?|membuka|membayar|"
    r"pembayaran)\b.*\b(?:melalui|lewat|"
    r"di|ke|via|pada|nomor|aplikasi|laman|dilakukan|dapat)\b|\bklik\b|\bunggah\b|\bunduh\b|"
    r"\bhubungi\b",
    re.I,
)
_BACKGROUND = re.compile(
    r"^(?:Yang\s+dimaksud\s+dengan|Sebelumnya|Dulu|Semula|Awalnya|Hingga\s+kini|Diketahui|"
    r"Seperti\s+diketahui|Sekadar\s+diketahui|Sebagai\s+informasi|Menurut\s+"
    r"data|Berdasarkan\s+data|Pada\s+tahun\s+(?:19|20)\d\d|Tahun\s+(?:lalu|sebelumnya)|"
    r"Dasar\s+hukum"
    r"|Sejarah|Turut\s+hadir|Hadir\s+(?:pula|juga|dalam)|Dalam\s+sambutannya|"
    r"Mengawali\s+sambutan)\b"
    r"|\b(?:turut\s+hadir|dihadiri|tampak\s+hadir|hadir\s+dalam|rapat\s+koordinasi)\b",
    re.I,
)
_BOILERPLATE = re.compile(
    r"^(?:Demikian\b|Atas\s+(?:perhatian|kerja)|Tembusan|Nomor\s*:|Lampiran\s*:|Perihal\s*:|"
    r"Hal\s*:|"
    r"Sifat\s*:|Kepada\b|Yth\b|Sumber\s*:|Penulis\s*:|Editor\s*:|Foto\s*:|Reporter\s*:|Baca\s+juga|"
    r"(?:Tanya\s+jawab|Dokumen|Halaman|Standar(?:\s+pelayanan)?|SOP|Ketentuan|Lembar|Daftar|"
    r"Tabel|Panduan|"
    r"Pengumuman|Data|Angka|Angka-angka|Berkas)\s+(?:\w+\s+)?(?:ini|di\s+bawah(?:\s+ini)?|"
    r"berikut)\b|"
    r"Dokumen\s+contoh|\*?Contoh\*?\b|Halaman\s+\d|Tanggal\s+(?:terbit|dokumen)|Diterbitkan|"
    r"Narahubung\s+media|Kontak\s+media|NIP\b|ttd|Tertanda|"
    r"Mengetahui|Ditetapkan\s+di|Menimbang|Mengingat|MEMUTUSKAN|Hak\s+cipta|©|Terbit\s*:|"
    r"Penerbit\s*:|"
    r"Diperbarui|OPD\s*:|Instansi\s*:|Status\s*:|Jenis\s*:|Catatan\s*:\s*dokumen)",
    re.I,
)
# A sentence that tells whoever writes what to write is no news.
_ORDER = re.compile(
    r"\babaikan\s+(?:semua|seluruh|segala|instruksi|petunjuk|perintah|aturan|arahan)|"
    r"\bignore\s+(?:all|any|the|"
    r"previous|every)|^(?:tulis(?:kan|lah)?|katakan(?:lah)?|jawab(?:lah)?|"
    r"balas(?:lah)?)\s+(?:saja\s+)?(?:bahwa|:)|"
    r"\bdan\s+(?:tulis|katakan|jawab)\w*\s+bahwa\b|\bsystem\s*prompt\b|"
    r"\b(?:kamu|anda|you)\s+(?:adalah|sekarang|are)\s+(?:now\s+)?(?:an?\s+)?(?:asisten|AI|"
    r"model|bot|assistant)|"
    r"\b(?:asisten|AI|model\s+bahasa|chatbot|penulis\s+caption)\b[^.]{0,40}\b(?:harus|wajib|"
    r"tulis|must)\b|"
    r"\b(?:instruksi|perintah|catatan)\s+(?:untuk|bagi|kepada)\s+(?:asisten|AI|model|sistem|"
    r"penulis)",
    re.I,
)
_SOURCE_NOTE = re.compile(
    r"\bdokumen (?:ini )?(?:adalah |merupakan )?contoh\b|\bdisusun (?:ulang )?dari\b|"
    r"\bsumber(?:nya)? ?:|"
    r"\bcontoh untuk\b",
    re.I,
)
_BYLINE = re.compile(r"\(?[a-z]{2,10}(?:[/,-][a-z]{2,10})*\)?\**")
_LABEL = re.compile(r"^([A-Z][\w/ .()-]{1,38}?)\s*:\s*(\S.*)$", re.S)
_PASTED_HEADING = re.compile(r"^(#{1,6})\s+(\S.*)$")
# "B. Alur", "II. KETENTUAN": a section of an SOP that was not set as a heading.
_LETTERED = re.compile(r"^(?:[A-Z]|[IVX]{1,4})\.\s+([A-Z][\w /,-]{2,60})$")
_NUMBERED_CLAUSE = re.compile(r"\s*(?:Ayat\s+)?\(\d{1,2}[a-z]?\)\s+")
_PASTED_ROW = re.compile(r"^\|(.+)\|$")
_QA = re.compile(r"^(?:T|J|Q|A|Tanya|Jawab|Pertanyaan|Jawaban)\s*:\s*", re.I)
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,}?)[”\"]")
_CITED_AT_LEAST = 5  # words between quotation marks that make a statement, not a name


def _sentences(reading: Reading) -> Iterator[SourceSentence]:
    headings: list[tuple[int, str]] = []
    intro = ""
    columns: tuple[str, ...] = ()
    began = False
    blocks = reading.blocks or tuple(_plain_blocks(reading.text))
    for number, block in enumerate(blocks):
        text = reading.text[block.start : block.end].strip()
        if not text:
            continue
        pasted = _PASTED_HEADING.match(text) if block.kind == "paragraph" else None
        lettered = block.kind != "row" and len(text) < 70 and _LETTERED.match(text)
        if _is_title(text, reading.title) or lettered:
            level = 8 if lettered else 1
            name = lettered[1] if lettered else text.lstrip("# ")
            headings = [h for h in headings if h[0] < level] + [(level, name)]
            intro = ""
            continue
        if block.kind == "heading" and (named := _LABEL.match(text)) and slot_of_label(named[1]):
            block = replace(block, kind="paragraph")  # a first line taken for a title
        if block.kind == "heading" or pasted or _is_question(text, block):
            level = len(pasted[1]) if pasted else block.level if block.kind == "heading" else 9
            name = _QA.sub("", pasted[2] if pasted else text)
            headings = [h for h in headings if h[0] < level] + [(level, name)]
            intro = ""
            continue
        path = " > ".join(h for _, h in headings)
        if block.kind == "paragraph" and (drawn := _PASTED_ROW.match(text)):
            cells = tuple(cell.strip() for cell in drawn[1].split("|"))
            if set("".join(cells)) <= set(":- "):
                continue
            if not columns:
                columns = cells
                continue
            shown = replace(block, kind="row", header=columns)
            yield replace(_row(reading, number, shown, path, intro), cells=cells)
            continue
        columns = ()
        if block.kind == "row":
            yield _row(reading, number, block, path, intro)
            continue
        if block.kind == "item":
            yield _item(reading, number, block, path, intro)
            continue
        if text.endswith(":") and len(text) < 300:
            intro = text
            last = split_sentences(text)[-1].text
            intro = last
            if last == text:
                continue
        else:
            intro = ""
        for sentence in _paragraph(reading, number, block, path):
            if sentence.kind == "fact" and not began and sentence.short and sentence.short.whole:
                began = True
                sentence = replace(sentence, kind="lead")
            yield sentence


def _is_title(text: str, title: str) -> bool:
    """Whether a line only repeats the title; "Tempat: …" or a credit taken for it is none."""
    label = _LABEL.match(text)
    named = label is not None and slot_of_label(label[1]) is not None
    return (
        text == title
        and not named
        and not text.endswith("?")
        and not text.startswith("|")
        and not _BOILERPLATE.match(text)
    )


def _plain_blocks(text: str) -> Iterator[Block]:
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            yield Block("paragraph", offset, offset + len(line))
        offset += len(line) + 1


def _is_question(text: str, block: Block) -> bool:
    return block.kind == "paragraph" and text.endswith("?") and len(text) < 200 and "“" not in text


def _paragraph(reading: Reading, number: int, block: Block, path: str) -> Iterator[SourceSentence]:
    text = reading.text[block.start : block.end]
    if clause := _NUMBERED_CLAUSE.match(text):
        block = replace(block, start=block.start + clause.end())
        text = text[clause.end() :]
    label = _LABEL.match(text.strip())
    if label and len(text) < 240 and "\n" not in text.strip():
        lead = len(text) - len(text.lstrip())
        yield _labelled(reading, number, block.start + lead + label.start(2), label, path)
        return
    for piece in split_sentences(text):
        start, end = block.start + piece.start, block.start + piece.end
        inner = _LABEL.match(piece.text)
        if inner and len(piece.text) < 160 and slot_of_label(inner[1]):
            yield _labelled(reading, number, start + inner.start(2), inner, path)
            continue
        if piece.text.endswith(":"):
            continue
        yield SourceSentence(
            piece.text,
            _kind(piece.text),
            0,
            start,
            end,
            heading=path,
            block=number,
            short=shorten(_QA.sub("", piece.text)),
        )


def _labelled(
    reading: Reading, number: int, start: int, match: re.Match[str], path: str
) -> SourceSentence:
    label, value = match[1].strip(), match[2].strip()
    slot = slot_of_label(label)
    kind: SentenceKind = "fact"
    if _BOILERPLATE.match(match[0]) or _SOURCE_NOTE.search(match[0]):
        kind = "boilerplate"
    elif slot and slot[0] in ("when", "where"):
        kind = "schedule"
    elif slot and slot[0] == "requirement":
        kind = "requirement"
    elif slot and slot[0] == "step":
        kind = "step"
    return SourceSentence(
        value,
        kind,
        0,
        start,
        start + len(value),
        heading=path,
        label=label,
        block=number,
        short=shorten(value),
    )


def _item(reading: Reading, number: int, block: Block, path: str, intro: str) -> SourceSentence:
    raw = reading.text[block.start : block.end]
    text = raw.strip()
    marker = re.match(r"^(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|[-•*–])\s+", text)
    start = block.start + len(raw) - len(raw.lstrip()) + (marker.end() if marker else 0)
    text = text[marker.end() :] if marker else text
    label = _LABEL.match(text)
    slot = slot_of_label(label[1]) if label and len(text) < 200 else None
    group = intro or path.rpartition(" > ")[2]
    kind: SentenceKind = "fact"
    if _SOURCE_NOTE.search(text) or re.search(r"yang dimaksud dengan", group, re.I):
        kind = "boilerplate"
    elif slot and slot[0] in ("when", "where"):
        kind = "schedule"
    elif _REQUIREMENT_HEAD.search(group):
        kind = "requirement"
    elif _STEP_HEAD.search(group):
        kind = "step"
    elif _SCHEDULE_HEAD.search(group):
        kind = "schedule"
    return SourceSentence(
        label[2] if label and slot else text,
        kind,
        0,
        start + (label.start(2) if label and slot else 0),
        block.end - (len(raw) - len(raw.rstrip())),
        heading=path,
        group=group,
        label=label[1].strip() if label and slot else "",
        block=number,
        listed=True,
        short=shorten(text),
    )


def _row(reading: Reading, number: int, block: Block, path: str, intro: str) -> SourceSentence:
    text = reading.text[block.start : block.end]
    return SourceSentence(
        text,
        "fact",
        0,
        block.start,
        block.end,
        heading=path,
        group=intro or path.rpartition(" > ")[2],
        block=number,
        listed=True,
        cells=tuple(cell.strip() for cell in text.split(" | ")),
        header=block.header,
    )


def _kind(text: str) -> SentenceKind:
    if not any(c.isalpha() for c in strip_byline(text)) or _BYLINE.fullmatch(text.strip()):
        return "boilerplate"
    shouted = text.isupper() and len(text.split()) > 1
    if _ORDER.search(text):
        return "boilerplate"
    if shouted or _BOILERPLATE.match(text) or _SOURCE_NOTE.search(text):
        return "boilerplate"
    quoted = _QUOTED.search(text)
    if quoted and len(quoted[1].split()) >= _CITED_AT_LEAST:
        return "quotation"
    if _BACKGROUND.search(text):
        return "background"
    if _STEP.search(text):
        return "step"
    if _REQUIREMENT.search(text):
        return "requirement"
    return "fact"


# --- facts -----------------------------------------------------------------------------------

_LABEL_WORDS: tuple[tuple[str, Slot, str | None], ...] = (
    (r"batas|paling lambat|penutupan|tenggat", "when", "deadline"),
    (r"(?:masa |periode |jadwal |tanggal )?(?:pendaftaran|registrasi)", "when", "registration"),
    (r"jam|pukul", "when", "hours"),
    (r"(?:masa|periode)(?: berlaku)?|berlaku", "when", "period"),
    (r"(?:hari|tanggal|waktu|jadwal|pelaksanaan|hari[ /,]+tanggal)\b", "when", "event"),
    (r"(?:tempat|lokasi|alamat|bertempat|titik kumpul|venue)\b", "where", None),
    (r"(?:biaya|tarif|harga|retribusi|htm|tiket)\b", "cost", None),
    (r"(?:per)?syarat", "requirement", None),
    (r"(?:cara|alur|langkah)", "step", None),
    (
        r"(?:kontak|narahubung|hubungi|telepon|telp|wa|whatsapp|hotline|call ?center|cp|info|"
        r"informasi|surel|e-?mail|laman|situs|website|link|tautan|instagram|pengaduan|"
        r"layanan pengaduan)\b",
        "contact",
        None,
    ),
    (r"(?:peserta|sasaran|untuk|bagi|penerima)\b", "who", "audience"),
    (r"(?:tujuan|maksud)\b", "purpose", None),
    (r"(?:kuota|jumlah|besaran|nominal|total|anggaran|hadiah)\b", "figure", None),
    (r"(?:acara|kegiatan|agenda|tema|nama (?:acara|kegiatan|program))\b", "what", None),
)
_LABELS = tuple((re.compile(words, re.I), slot, role) for words, slot, role in _LABEL_WORDS)
_PHONE = re.compile(
    r"(?<![\d.,/-])(?:\(0\d{2,3}\)\s?\d{3,4}[\s.-]?\d{3,5}"
    r"|(?:\+62|62|0)[\s.-]?\d{2,4}(?:[\s.-]?\d{2,4}){1,4})(?![\d/])"
)
_SHORT_NUMBER = re.compile(
    r"(?i:call\s?center|hotline|(?:me)?nelepon|telepon|nomor|layanan|panggilan|darurat|"
    r"(?:meng)?hubungi)\s+(?:\w+\s+){0,2}?"
    r"(11[0-9]|12[39]|13[35]|165|175|1500\d{3}|140\d{2}|1708)\b"
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”|)\]]+[^\s<>\"”|)\].,;:]"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:go\.id|id|com|org|net|info|app|site)\b(?:/[^\s<>\"”|)\].,;]*)?"
    r"|\b(?:bit\.ly|forms\.gle|linktr\.ee|tinyurl\.com|wa\.me|t\.me|youtu\.be)/[\w./-]*\w",
    re.I,
)
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_HANDLE = re.compile(r"(?<![\w.])@[A-Za-z][\w.]{2,29}\b")
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
_PLACE_HEAD = (
    "Aula|Gedung|Kantor|Lapangan|Alun-?[Aa]lun|Pendopo|Balai|GOR|Halaman|Jalan|Jl\\.|RSUD|RS|Rumah|"
    "Puskesmas|SDN?|SMPN?|SMAN?|SMKN?|Desa|Kelurahan|Kecamatan|Pasar|Taman|Masjid|Musala|Hotel|"
    "Ruang|"
    "Museum|Mal|MPP|Stadion|Kampus|Universitas|Terminal|Stasiun|Perpustakaan|Posyandu|Kawasan|Area|"
    "Convention|Auditorium|Graha|Wisma|UPT|UPTD|BPVP|BLK|TPA|TPS|Perumahan|Dusun|Sekretariat|Lobi|"
    "Loket|Simpang|Jembatan|Pabrik|Waduk|Bozem|Sungai|Kali|Embung|Pelabuhan|Pantai|Dermaga|Exit|Tol"
)
_WHERE = re.compile(
    rf"\b(?:di|bertempat\s+di|berlokasi\s+di|lokasi\s+di|ke)\s+((?:(?i:{_PLACE_HEAD}|lantai|"
    rf"depan|halaman|"
    rf"aula|kantor|gedung|ruang)\s+)*(?:{_PLACE_HEAD})(?:\s+(?:[A-Z0-9][\w.’'/-]*|dan(?=\s[A-Z])|"
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
_DEADLINE_CUE = re.compile(
    r"(?:paling\s+lambat|selambat-lambatnya|batas\s+(?:akhir|waktu)|terakhir|ditutup|penutupan|"
    r"berakhir|jatuh\s+tempo[^.;]{0,50}?|sebelum)\s*(?:pada\s+|adalah\s+)?(?:tanggal\s+|hari\s+)?$",
    re.I,
)
_SINCE = re.compile(r"\b(mulai|sejak|sampai|hingga)\s+(?:pada\s+)?(?:tanggal\s+)?$", re.I)
_UNTIL_CUE = re.compile(
    r"(?:hingga|sampai(?:\s+dengan)?|s\.?/?d\.?)\s*(?:pada\s+)?(?:tanggal\s+|hari\s+)?$", re.I
)
_PERIOD_CUE = re.compile(r"\b(?:berlaku|periode|masa|terhitung|sejak|mulai)\b", re.I)
_SAID_CUE = re.compile(
    r"\b(?:kata|ujar|ucap|tutur|jelas|terang|ungkap|papar|tegas|imbuh|pinta|tambah)(?:nya|\s+[A-Z])"
)
_TELLING = re.compile(
    r"\b(?:mengatakan|menyampaikan|menjelaskan|menambahkan|menuturkan|mengungkapkan|menegaskan|"
    r"menyatakan|"
    r"memaparkan|berpesan|mengaku|cerita|bercerita|pesan|kata|ujar|ucap|tutur|tegas|jelas|"
    r"terang|imbuh)\b",
    re.I,
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


def slot_of_label(label: str) -> tuple[Slot, str | None] | None:
    """Which fact a line of this name holds ("Tempat: …"), and its role."""
    for pattern, slot, role in _LABELS:
        if pattern.match(label.strip()):
            return slot, role
    return None


def _facts(
    number: int, sentence: SourceSentence, year: int | None, speaker: Speaker | None
) -> Iterator[Fact]:
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
        for match in _QUOTED.finditer(text):
            if len(match[1].split()) >= _CITED_AT_LEAST:
                outside = _QUOTED.sub(" ", text)
                said = _SAID_CUE.search(outside) or _TELLING.search(outside)
                who = speaker.mention if speaker and (said or not outside.strip(" .")) else None
                yield place.fact("quotation", match[0], match.start(), match.end(), None, who)
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
        since = _SINCE.search(text[: moment.start])
        yield replace(fact, since=f"{since[1].lower()} ") if since else fact
    for shown, start, end in find_times(text):
        yield place.fact("when", shown, start, end, "hours")
    for shown, start, end in find_durations(text):
        yield place.fact("when", shown, start, end, "duration")
    for shown, start, end in find_spans(text):
        yield place.fact("when", shown, start, end, "span")


def _role(sentence: SourceSentence, start: int, end: int) -> str:
    """What a date is the date of: told by the words just before it, then by its clause."""
    text = sentence.text
    before = text[max(0, start - 60) : start]
    context = f"{sentence.group} {sentence.heading.rpartition(' > ')[2]}" if sentence.listed else ""
    clause = re.split(r"[.;]\s", text[:start])[-1] + text[end : end + 40]
    if _PUBLISHED_CUE.search(text):
        return "publication"
    if _SAID_CUE.search(before) or (sentence.kind == "quotation" and _SAID_CUE.search(clause)):
        return "statement"
    if _REGISTRATION_CUE.search(clause + context):
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
        role = "whatsapp" if whatsapp else "phone"
        yield place.fact("contact", match[0].strip(), match.start(), match.end(), role)
    for match in _SHORT_NUMBER.finditer(text):
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
    for match in _FIGURE.finditer(place.sentence.text):
        before = place.sentence.text[: match.start()]
        if (
            re.match(r"(?:19|20)\d\d\s", match[0])
            or _NO_FIGURE.search(match[0])
            or re.search(r"(?:Rp\.?\s?|[/.,-]|[A-Z]+ )$", before)
        ):
            continue
        yield place.fact("figure", match[0].strip(), match.start(), match.end())
