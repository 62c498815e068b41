"""The information block: when, where, how much, for whom, and how to reach somebody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.facts import Fact
from assistant.prompts import load_table
from assistant.reading.clauses import has_predicate, is_scrap
from assistant.reading.moments import find_dates, spell_dates, write_date
from assistant.reading.source_sentences import SourceSentence, slot_of_label
from assistant.writing.intent import answers_angle, term_stems
from assistant.writing.material import Material

_WHOLE_MATTER = frozenset(
    term_stems(
        "layanan pelayanan pendaftaran pelatihan kegiatan program peserta proses pengurusan acara"
    )
)
_LONGEST = 160
_SEVERAL_PLACES = 2
_AFTER = 25  # characters between a day and its hour
_NAMES_DAY = re.compile(r"(?=.{4,38}$)[A-Za-z]+(?:\s+[A-Za-z]+){1,4}(?:\s\([^()]*\))?")
_TILL = re.compile(
    r"\b(?:paling\s+(?:lambat|akhir)|selambat-?lambatnya|sampai(?:\s+dengan)?|hingga|sebelum|"
    r"pada|tanggal|hari|maksimal|adalah)\b",
    re.I,
)
_LIMIT = re.compile(r"\b(?:batas|tenggat|terakhir|penutupan|ditutup|berakhir)\b", re.I)
_LONG_ADDRESS = 80
_SHORT_ENTRY = 90
_SHORT_FORM = 4  # letters of a label that may be an abbreviation
# "di Kecamatan Krembung, Jabon, dan Prambon": one of several places is not the place.
_OTHERS_TOO = re.compile(r"(?:,\s+[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)*,?\s+(?:dan|serta)\s+[A-Z]")
_HOLDS = re.compile(
    r"\b(?:berlaku|berlangsung|(?:di|mem)?buka|diperpanjang|periode|masa|selama|layanan|pelayanan|"
    r"pendaftaran|pengajuan)\b",
    re.I,
)
_OPEN_FOR = re.compile(
    r"([A-Z][a-z]{3,}an(?:\s[a-z]{4,}){0,2}?)\s+(?:di)?buka\b"
)  # "Penginputan dibuka"
_APPLYING = re.compile(r"\b(?:pendaftaran|registrasi|pengajuan)\b", re.I)
_TWO_SENTENCES = re.compile(r"[a-zB]{3}\. [A-Z]")
_ONLY_HOURS = re.compile(
    r"(?i)(?:mulai\s+)?(?:pukul\s+)?\d\d?[.:]\d\d[^a-z]*(?:WIB|selesai)?\.?", re.I
)
_LASTS = re.compile(r"berlangsung|dilakukan|digelar|diadakan|dilaksanakan|diselenggarakan|dibuka")
_OF_THE_FILE = re.compile(
    r"(?:penanggung jawab|pelaksana|cp|contact person|source|converted|method|file|"
    r"tanggal (?:backup|unduh|cetak|unggah)|menetapkan|"
    r"menimbang|mengingat|"
    r"salinan|office|nama|nip|jabatan|alamat (?:pemohon|kantor pos|surat)|dasar hukum|"
    r"produk(?: pe)?layanan|sarana|kompetensi|jumlah pelaksana|pengawasan|jaminan|"
    r"evaluasi|maklumat|dasar)\b",
    re.I,
)
_TO_VISIT = re.compile(
    r"melalui|laman|situs|daftar|tautan|kunjungi|akses|unduh|aplikasi|hubungi|informasi|alamat|"
    r"website|kanal",
    re.I,
)
# Kinds of news in which a day is something to note.
_DATED = ("event", "registration", "warning", "appeal")
_COMPLAINT = re.compile(r"(?:layanan )?(?:pengaduan|keluhan|aduan)\b(?! (?:jalan|lampu))", re.I)
# … and those in which the end of registration is none.
_UNDATED = {
    "registration": ("achievement", "figures"),
    "period": ("achievement",),
    "deadline": ("achievement", "figures"),
}
_PURPOSES = (
    ("emergency", re.compile(r"darurat|evakuasi|kebakaran|pertolongan|penyelamatan", re.I)),
    ("register", re.compile(r"\b(?:pen)?daftar(?:an|kan)?\b|mendaftar|registrasi|formulir", re.I)),
    ("report", re.compile(r"(?<!-)\blapor(?:kan|an)?\b|melapor|pelapor|aduan|mengadu", re.I)),
    ("pay", re.compile(r"\b(?:mem|pem)?bayar", re.I)),
    ("check", re.compile(r"pengecekan|mengecek|\bcek\b|periksa|status", re.I)),
    ("apply", re.compile(r"mengajukan|pengajuan|permohonan|diurus|mengurus", re.I)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the information block: `slot` chooses its mark, `label` its name."""

    slot: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody. `purpose`: register, report, emergency, pay, info; `role` as in
    `facts.Fact`; `sentence` is its place in the sheet."""

    role: str
    text: str
    purpose: str
    sentence: int


def find_contacts(found: Material) -> Iterator[Contact]:
    """Each way to reach somebody once. The address of a newspaper is none."""
    seen: set[str] = set()
    for fact in sorted(found.facts, key=lambda fact: (fact.reading, fact.start)):
        sentence = found.sentence(fact.sentence)
        if fact.slot == "contact" and len(fact.text) > _LONG_ADDRESS:
            continue
        if fact.slot != "contact" or sentence.kind == "quotation" or _is_credit(fact, sentence):
            continue
        key = re.sub(r"\W", "", fact.text.lower())
        if key not in seen:
            seen.add(key)
            yield Contact(
                fact.role or "",
                fact.text,
                _purpose(fact, sentence, found.intent.said),
                fact.sentence,
            )


def _purpose(fact: Fact, sentence: SourceSentence, said: str) -> str:
    """What the sentence says that a contact is for; its heading only where the brief agrees."""
    if is_complaint(sentence, said):
        return "complaint"
    for name, cue in _PURPOSES:
        if cue.search(f"{sentence.label} {sentence.text}"):
            return name
    for name, cue in _PURPOSES:
        if cue.search(f"{sentence.group} {sentence.heading.rpartition(' > ')[2]}") and cue.search(
            said
        ):
            return name
    return "emergency" if fact.text == "112" else "info"


def is_complaint(sentence: SourceSentence, said: str) -> bool:
    """Whether it only tells where to complain about a service, and the brief does not ask that."""
    asked = re.search(r"lapor|adu|keluh", said, re.I)
    return not asked and _COMPLAINT.match(sentence.label or sentence.text) is not None


def _is_credit(fact: Fact, sentence: SourceSentence) -> bool:
    """Whether an address only says where the facts come from."""
    place = f"{sentence.heading} {sentence.group} {sentence.label} {' '.join(sentence.header)}"
    if re.search(r"\bsumber\b", place, re.I):
        return True
    official = fact.role != "url" or re.search(r"\.go\.id|/", fact.text)
    return not official and not _TO_VISIT.search(f"{place} {sentence.text}")


def find_entries(found: Material) -> list[Entry]:
    """When, where, how much, for whom: lines that the source labels, else what it says once."""
    return [_with_day(entry, found) for entry in _joined(list(_entries(found)))]


def _with_day(entry: Entry, found: Material) -> Entry:
    """Hours alone with the day of the event, where there is one only; else they are hours."""
    if entry.slot != "when" or entry.label or not _ONLY_HOURS.fullmatch(entry.text):
        return entry
    dated = [f for f in found.facts if f.slot == "when" and f.first]
    days = [f for f in dated if f.role == "event"] or [f for f in dated if f.role == "mention"]
    if days and len({(f.first, f.last) for f in days}) == 1:
        return Entry("when", f"{_plain(days[0].text)}, {entry.text}")
    return Entry("hours", entry.text)


def _entries(found: Material) -> Iterator[Entry]:
    intent = found.intent
    done: set[str] = set(intent.omitted)
    for number in found.numbers:
        sentence = found.sentence(number)
        slot = _labelled_slot(found, number)
        if not slot or slot in intent.omitted or len(sentence.text) > _LONGEST:
            continue
        if intent.avoided and answers_angle(intent.avoided, f"{sentence.label} {sentence.text}"):
            continue
        done.add(slot)
        label = _label(sentence.label)
        yield Entry("when" if slot == "hours" and not label else slot, _plain(sentence.text), label)
    yield from _when_entries(found, done)
    places = [
        f
        for f in found.facts
        if f.slot == "where"
        and f.role == "event"
        and not is_scrap(f.text)
        and not found.sentence(f.sentence).label
        and not (intent.kind == "registration" and _gone_by(found, f.sentence))
        and len(f.text) > _SHORT_FORM  # "RS" of a name that was cut
        and _there(found, f)
        and _alone(found, f)
    ]
    held = intent.kind in ("event", "registration", "news") or _occasion(found) is not None
    if places and "where" not in done and held and not _one_of_many(found, places[0]):
        yield Entry("where", places[0].text)
    free = next((f.text for f in found.facts if _frees_all(f, found)), None)
    if free and "cost" not in done and intent.kind in ("service", "registration", "event"):
        yield Entry("cost", free[:1].upper() + free[1:])


def _gone_by(found: Material, number: int) -> bool:
    """Whether what a sentence tells of lies behind: where something was opened last week."""
    days = [f.last for f in found.facts if f.slot == "when" and f.sentence == number and f.last]
    return bool(days) and max(days) < found.sheet.today


def _one_of_many(found: Material, place: Fact) -> bool:
    return _OTHERS_TOO.match(found.reading.text, place.end) is not None


def _alone(found: Material, place: Fact) -> bool:
    """Whether its sentence names no other place where something is held."""
    held = [f for f in found.facts if f.slot == "where" and f.sentence == place.sentence]
    return sum(f.role == "event" for f in held) < _SEVERAL_PLACES


def _there(found: Material, place: Fact) -> bool:
    """Whether a place is that of the news: of the first sentence, or of the day that it names."""
    if found.sentence(place.sentence).kind == "lead":
        return True
    told = [f for f in found.facts if f.slot == "when" and f.first]
    leads = {f.first for f in told if found.sentence(f.sentence).kind == "lead"}
    own = {f.first for f in told if f.sentence == place.sentence}
    if not leads:
        return found.intent.kind != "news"
    return not own or bool(own & leads)


def _labelled_slot(found: Material, number: int) -> str:
    """What a line like "Waktu: …" holds; "" where it is no entry."""
    sentence = found.sentence(number)
    if not sentence.label or sentence.kind == "boilerplate":
        return ""
    named = slot_of_label(sentence.label)
    own: list[str] = [f.slot for f in found.facts if f.sentence == number]
    slot: str = named[0] if named else "when" if "when" in own else own[0] if own else "other"
    if named and named[1] in ("hours", "duration", "deadline", "registration"):
        slot = named[1]
    if not named and slot == "when" and _ONLY_HOURS.fullmatch(sentence.text.strip()):
        slot = "hours"  # "Senin–Kamis: 07.30–15.30 WIB"
    priced = slot == "what" and "Rp" in sentence.text
    if priced or (not named and slot not in ("when", "hours")):
        slot = "other"
    wanted = answers_angle(found.intent.stressed, sentence.label)
    if slot in ("contact", "step") and wanted and not named:
        slot = "other"  # "Kanal pembayaran: Bank Jatim, Kantor Pos, QRIS di laman …"
    if slot in ("contact", "step") or is_scrap(sentence.text):
        return ""
    if slot in ("registration", "other") and "contact" in own and "when" not in own:
        return ""  # "Daftar: bit.ly/…" is the call to action
    if slot == "other" and len(sentence.text) > (_LONGEST if wanted else _SHORT_ENTRY):
        return ""
    return "" if _OF_THE_FILE.match(sentence.label) else slot


def _frees_all(fact: Fact, found: Material) -> bool:
    """Whether "tidak dipungut biaya" is said of the matter itself, not of a part of it."""
    if fact.slot != "cost" or fact.role != "free" or "biaya" not in fact.text.lower():
        return False
    subject = found.sentence(fact.sentence).text.split(fact.text)[0].split()[:5]
    return bool(set(term_stems(" ".join(subject))) & (found.intent.terms | _WHOLE_MATTER))


def _joined(entries: list[Entry]) -> list[Entry]:
    """Day and hour in one line where the source has them in two."""
    joined: list[Entry] = []
    for entry in entries:
        before = joined[-1] if joined else None
        bare = before and before.slot == entry.slot == "when" and not before.label + entry.label
        if before and bare and not re.match(r"\d\d\.\d\d", before.text):
            joined[-1] = Entry("when", f"{before.text}, {entry.text}")
        else:
            joined.append(entry)
    return joined


def _plain(text: str) -> str:
    plain = re.sub(r"\s+", " ", spell_dates(text)).strip().rstrip(";")
    return f"{plain.rstrip('.')}." if _TWO_SENTENCES.search(plain) else plain.rstrip(".")


def _label(label: str) -> str:
    plain = re.sub(r"\s+", " ", label).strip()
    plain = plain.lower() if plain.isupper() and len(plain) > _SHORT_FORM else plain
    if re.fullmatch(
        r"(?i)(?:(?:hari|tanggal|tgl\.?|waktu|pukul|jam)(?:\s*(?:[/,&]|dan)?\s*"
        r"(?:hari|tanggal|tgl\.?|waktu|pukul|jam|pelaksanaan|kegiatan|acara))*|"
        r"pelaksanaan|jadwal|tempat(?:\s+(?:pelaksanaan|kegiatan|acara))?|lokasi|acara|kegiatan|peserta|"
        r"biaya(?:\s*/\s*tarif)?)",
        plain,
    ):
        return ""
    return plain[:1].upper() + plain[1:]


def _when_entries(found: Material, done: set[str]) -> Iterator[Entry]:
    """The days that no line of the source labels: of the matter, to register, in force."""
    kind = found.intent.kind
    told = [f for f in found.facts if f.slot == "when"]
    whens = [f for f in told if found.sentence(f.sentence).kind != "quotation"]
    days = [f for f in whens if f.role == "event" and f.first]
    if not days and kind in ("event", "news"):
        days = [f for f in told if f.role == "statement" and f.first][:1]
    every = {(f.first, f.last) for f in whens if f.first}
    if kind not in ("event", "registration") and len(every) > 1:
        days = []  # which of them to note depends on what each is for
    leading = [f for f in days if found.sentence(f.sentence).kind == "lead"]
    if kind in ("registration", "appeal"):
        days = [f for f in days if found.sentence(f.sentence).label]
    timed = {f.sentence for f in whens if f.role == "hours"}
    days = leading or [f for f in days if f.sentence in timed] or days
    if kind == "registration":
        days = [f for f in days if f.last and f.last >= found.sheet.today]
    opens = {f.sentence for f in whens if f.role in ("registration", "deadline")}
    spans = [f for f in whens if f.role == "span" and f.sentence not in opens]
    held = {f.sentence for f in days}
    if any(f.role == "hours" and f.sentence in held for f in whens):
        spans = [f for f in spans if f.sentence in held]  # the hours of a closed road are not its
    span = spans[0].text if spans else ""
    if span and not days and not _dated(span):
        span = _with_its_days(span, whens)
    if kind == "appeal" and re.match(r"(?:sejak|dari)\b", span, re.I):
        span = ""  # what was counted, not when to do it
    labelled = done & {"when", "deadline", "registration"}
    occasion = _occasion(found)
    if occasion and "when" not in done:
        yield Entry("when", occasion)
        days, span = [], ""
    elif labelled or (kind not in _DATED and "when" not in found.intent.slots):
        days, span = [], ""
    if span and len({(f.first, f.last) for f in days}) == 1 and not any(find_dates(span)):
        yield Entry("when", f"{days[0].text}, {span}")
    elif span:
        yield Entry("when", _plain(span[:1].upper() + span[1:]))
    elif days and len({(f.first, f.last) for f in days}) == 1 and kind != "warning":
        yield Entry("when", _day(found, max(days, key=lambda f: len(f.text)), whens))
    for role in ("registration", "deadline", "period"):
        if kind in _UNDATED.get(role, ()):
            continue
        ends = [f for f in whens if f.role == role and f.last]
        if role == "period":
            if not (days or span or occasion):  # what a service is open for, or a rule holds
                ends += [f for f in whens if f.role == "event" and f.last]
            ends = [f for f in ends if f.first != f.last and " dan " not in f.text]
            ends = [f for f in ends if f.last and f.last >= found.sheet.today]
        elif found.past or found.closed:
            continue
        if done & {"deadline", "registration"} or (role == "period" and "when" in done):
            continue
        if role == "deadline" and kind in ("news", "warning", "figures"):
            ends = [f for f in ends if not found.sentence(f.sentence).listed]  # of one point only
        if role == "period":
            ends = [f for f in ends if _HOLDS.search(found.sentence(f.sentence).text)]
        if ends and len({f.last for f in ends}) == 1:
            sentence = found.sentence(ends[0].sentence)
            registers = re.search(r"daftar|registrasi", f"{sentence.heading} {sentence.text}", re.I)
            until = registers and ends[0].since in ("sampai ", "hingga ")
            opens_for = role == "period" and _APPLYING.search(sentence.text)
            shown = "registration" if (role == "deadline" and until) or opens_for else role
            if shown == "deadline":
                if named := _deadline(found, ends[0], whens):
                    yield named
            else:
                hour = _hour_beside(ends[0], whens)
                since = "" if shown == "period" else ends[0].since
                of = _OPEN_FOR.match(sentence.text) if shown == "period" else None
                yield Entry(shown, f"{since}{ends[0].text}{hour}", of[1] if of else "")


def _dated(span: str) -> bool:
    return any(find_dates(span)) or re.search(r"\d{1,2}[.:]\d\d", span) is None


def _with_its_days(span: str, whens: Sequence[Fact]) -> str:
    """Hours with the days that their sentence gives: "26 November–9 Desember, pukul 21.00 …"."""
    own = next(f.sentence for f in whens if f.role == "span" and f.text == span)
    beside = [f for f in whens if f.sentence == own and f.first and f.role != "mention"]
    return f"{beside[0].since}{beside[0].text}, {span}" if len(beside) == 1 else ""


def _occasion(found: Material) -> str | None:
    """When the one thing takes place that a service, a registration or an appeal is about: a day,
    or the first and the last, with its hours. None where there is none, or more than one."""
    if found.intent.kind not in ("service", "registration", "appeal") or found.past:
        return None
    whens = [f for f in found.facts if f.slot == "when" and f.sentence in found.numbers]
    hours = {f.sentence: f.text for f in whens if f.role == "hours"}
    days = [f for f in whens if f.role == "event" and f.first and f.sentence in hours]
    if len({f.sentence for f in days}) != 1 or len({f.first for f in days}) != 1:
        return None
    day = days[0]
    if found.sentence(day.sentence).label or found.sentence(day.sentence).kind == "quotation":
        return None
    ends = [
        f
        for f in whens
        if f.sentence == day.sentence
        and f.role == "period"
        and f.last
        and day.first
        and f.last > day.first
    ]
    if len(ends) != 1 or day.first != day.last:
        return f"{day.text}, {hours[day.sentence]}"
    return f"{_days(day, ends[0])}, {hours[day.sentence]}"


def _days(first: Fact, last: Fact) -> str:
    """ "Senin–Jumat, 7–11 Desember 2026"; whole days where the month changes."""
    begin, end = first.first, last.last
    if begin is None or end is None or (begin.year, begin.month) != (end.year, end.month):
        return f"{first.text} sampai {last.text}"
    days = f"{begin.day}–{write_date(end)}"
    one, other = first.text.partition(",")[0], last.text.partition(",")[0]
    return f"{one}–{other}, {days}" if one.isalpha() and other.isalpha() else days


def _deadline(found: Material, day: Fact, whens: Sequence[Fact]) -> Entry | None:
    """ "Pendaftaran: paling lambat 30 November 2026, 15.00 WIB": of what, and until which hour."""
    text = f"paling lambat {day.text}{_hour_beside(day, whens)}"
    sentence = found.sentence(day.sentence)
    own = f"{sentence.label} {sentence.text[: day.start - sentence.start]}".strip()
    said = _TILL.sub("", own).strip(" ,:(")
    head = sentence.heading.rpartition(" > ")[2]
    nouns = load_table("frames/words.yaml")["deadline_of"]
    told = [(m.end(), n["say"]) for n in nouns for m in re.finditer(n["cue"], own, re.I)]
    above = [(0, n["say"]) for n in nouns if re.search(n["cue"], head, re.I)] if not said else []
    above = above or [(0, n["say"]) for n in nouns if re.match(n["cue"], head, re.I)]
    if told or above:
        return Entry("deadline", text, str(max(told or above)[1]))
    if _NAMES_DAY.fullmatch(said) and not has_predicate(said):
        return Entry("deadline", text, said[:1].upper() + said[1:])  # as the source calls it
    return Entry("deadline", day.text) if not said or _LIMIT.search(said) else None


def _hour_beside(day: Fact, whens: Sequence[Fact]) -> str:
    """ " pukul 23.59 WIB" where it stands behind a day that does not say it."""
    near = (f.text for f in whens if f.role == "hours" and 0 <= f.start - day.end <= _AFTER)
    hour = next(near, "")
    return f" pukul {hour}" if hour and hour not in day.text else ""


def _day(found: Material, day: Fact, whens: Sequence[Fact]) -> str:
    """A day with its hour, or with how long an event takes."""
    hours = [f.text for f in whens if f.role == "hours" and f.sentence == day.sentence]
    spans = [
        f.text
        for f in whens
        if f.role == "duration" and _LASTS.search(found.sentence(f.sentence).text)
    ]
    text = f"{day.text}, {hours[0]}" if len(hours) == 1 else day.text
    lasting = found.intent.kind == "event" and len(spans) == 1 and day.first == day.last
    return f"{text}, {spans[0]}" if lasting else text
