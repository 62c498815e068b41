"""The information block: when, where, how much, for whom, and how to reach somebody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.facts import Fact
from assistant.reading.clauses import is_scrap
from assistant.reading.contact_uses import PURPOSES, ContactUse, use_of
from assistant.reading.day_names import day_name, is_condition, is_of_another_round, only_time
from assistant.reading.moments import MONTHS, find_dates, spell_dates, write_date
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
_SEVERAL_ROWS = 2
# The share of the brief that the sentence of a day has to answer to.
_MATTER = 0.3
# … and below which the first sentence of a source is about another matter.
_BESIDES = 0.2
_SCHEDULED = re.compile(r"\b(?:di|pen)?jadwal(?:kan|an)?\b", re.I)
_NEWS_MATTER = 0.5
_AFTER = 25  # characters between a day and its hour
_HELD = re.compile(
    r"\b(?:di(?:gelar|laksanakan|adakan|selenggarakan|langsungkan|pusatkan|buka|resmikan|lakukan|layani)|"
    r"berlangsung|bertempat|berlokasi|berpusat|menggelar|mengadakan|menyelenggarakan|bertemu|"
    r"berkumpul|titik\s+kumpul|membuka|buka)\b",
    re.I,
)
_LONG_ADDRESS = 80
_EMERGENCY = "112"
_SHORT_ENTRY = 90
_SHORT_FORM = 4  # letters of a label that may be an abbreviation
# "di Kecamatan Krembung, Jabon, dan Prambon": one of several places is not the place.
_OTHERS_TOO = re.compile(r"(?:,\s+[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)*,?\s+(?:dan|serta)\s+[A-Z]")
_HOLDS = re.compile(
    r"\b(?:berlaku|berlangsung|(?:di|mem)?buka|diperpanjang|periode|masa|selama|layanan|pelayanan|"
    r"pendaftaran|pengajuan)\b",
    re.I,
)
_REGISTERS = re.compile(r"daftar(?:an|kan)?\b|registrasi", re.I)
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
_COMPLAINT = re.compile(
    r"(?:(?:apabila|bila|jika|kalau) (?:ada |terjadi |mengalami |menemui )?)?(?:layanan )?"
    r"(?:pengaduan|keluhan|aduan)\b(?! (?:jalan|lampu))",
    re.I,
)
# … and those in which the end of registration is none.
_UNDATED = {
    "registration": ("achievement", "figures"),
    "period": ("achievement",),
    "deadline": ("achievement", "figures"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the information block: `slot` chooses its mark, `label` its name."""

    slot: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody. `purpose`: register, report, emergency, pay, info; `role` as in
    `facts.Fact`; `sentence` is its place in the sheet; `hours`: when somebody answers; `matter`:
    what is to be reported there."""

    role: str
    text: str
    purpose: str
    sentence: int
    hours: str = ""
    matter: str = ""


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
            yield _contact(fact, sentence, found.intent.said)


def _contact(fact: Fact, sentence: SourceSentence, said: str) -> Contact:
    start, end = fact.start - sentence.start, fact.end - sentence.start
    use = use_of(sentence.text, start, end, sentence.label)
    purpose = _purpose(fact, sentence, use, said)
    return Contact(fact.role or "", fact.text, purpose, fact.sentence, use.hours, use.matter)


def _purpose(fact: Fact, sentence: SourceSentence, use: ContactUse, said: str) -> str:
    """What the clause says that a contact is for; its heading only where the brief agrees. 112 is
    for emergencies, unless it is given for something else."""
    if is_complaint(sentence, said):
        return "complaint"
    asked = re.search(r"lapor|adu", said, re.I)
    if use.purpose == "report" and "info" in use.purposes and not asked:
        return "info"  # "Informasi dan pengaduan: …"
    if use.purpose:
        return use.purpose
    if fact.text == _EMERGENCY:
        return "emergency"
    for name, cue in PURPOSES:
        if cue.search(f"{sentence.group} {sentence.heading.rpartition(' > ')[2]}") and cue.search(
            said
        ):
            return name
    return "info"


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
    entries = [_with_day(entry, found) for entry in _joined(list(_entries(found)))]
    return [entry for entry in entries if not _of_another_month(entry, found.intent.said)]


def _of_another_month(entry: Entry, said: str) -> bool:
    """Whether a brief names a month ("pasar murah Desember"), and an entry only days of others."""
    asked = {n for n, name in enumerate(MONTHS, 1) if re.search(rf"(?i)\b{name}\b", said)}
    days = [moment for moment in find_dates(entry.text) if moment.first and moment.last]
    return bool(asked and days) and not any(
        asked & set(range(day.first.month, day.last.month + 1))
        for day in days
        if day.first and day.last
    )


def _with_day(entry: Entry, found: Material) -> Entry:
    """Hours alone with the day of the event, where there is one only; else they are hours."""
    if entry.slot != "when" or entry.label or not _ONLY_HOURS.fullmatch(entry.text):
        return entry
    dated = [f for f in found.facts if f.slot == "when" and f.first and _is_of_all(found, f)]
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
        and not found.sentence(f.sentence).cells
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
    """Whether a place is that of the news: of the first sentence, of the day that it names, or
    where its sentence says that something is held; not of a matter that is told besides."""
    if found.sentence(place.sentence).kind == "lead":
        return True
    told = [f for f in found.facts if f.slot == "when" and f.first]
    leads = {f.first for f in told if found.sentence(f.sentence).kind == "lead"}
    own = {f.first for f in told if f.sentence == place.sentence}
    if not own and not _HELD.search(found.sentence(place.sentence).text):
        return False
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
    if slot == "when" and not only_time(sentence.text):
        return ""  # "Waktu: khusus Pucukan, petugas datang dengan perahu": told, but no time
    dated = any(f.slot == "when" and f.first for f in found.facts if f.sentence == number)
    if "contact" in own and slot in ("registration", "other", "when", "hours") and not dated:
        return (
            ""  # "Daftar: bit.ly/…", "Puskeswan: 0838… (WhatsApp, hari kerja)" are calls to action
        )
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
    told = [f for f in found.facts if f.slot == "when" and _is_of_all(found, f)]
    firsts = {n for n in found.numbers if found.sentence(n).kind == "lead"} | {*found.numbers[:1]}
    besides = {n for n in firsts if is_besides(found, n)}
    told = [f for f in told if f.sentence not in besides]
    whens = [f for f in told if found.sentence(f.sentence).kind != "quotation"]
    days = [f for f in whens if f.role == "event" and f.first and not _is_over(found, f)]
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
    if (
        span
        and found.sentence(spans[0].sentence).listed
        and found.sentence(spans[0].sentence).kind != "lead"
    ):
        name = own_name(found, spans[0])  # of one point only
        if name and _dated(span) and kind in _DATED and "when" not in done:
            yield Entry("when", _plain(span), name)
        span = ""
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
        if kind in _UNDATED.get(role, ()) or (role == "period" and "when" in done):
            continue
        if role != "period" and (found.past or found.closed):
            continue
        if done & {"deadline", "registration"}:
            continue
        ends = [f for f in whens if f.role == role and f.last and _is_matter(found, f)]
        if role == "period" and not (days or span or occasion):  # what a service is open for
            ends += [f for f in whens if f.role == "event" and f.last and _is_matter(found, f)]
        if role == "period":
            ends = [f for f in ends if f.first != f.last and " dan " not in f.text]
            ends = [f for f in ends if not _is_over(found, f)]
            ends = [f for f in ends if _HOLDS.search(found.sentence(f.sentence).text)]
        if role == "deadline" and kind in ("news", "warning", "figures"):
            ends = [f for f in ends if not found.sentence(f.sentence).listed]  # of one point only
        if ends and len({f.last for f in ends}) == 1:
            entry = _named_day(found, ends[0], whens)
            if entry is not None:
                yield entry


def _is_of_all(found: Material, fact: Fact) -> bool:
    """Whether a day holds for the whole matter, as far as its sentence tells: it is not that of one
    row among others, of a condition, or of another round."""
    sentence = found.sentence(fact.sentence)
    start, end = fact.start - sentence.start, fact.end - sentence.start
    if is_condition(sentence.text, start, end):
        return False
    if is_of_another_round(sentence.text) and not is_of_another_round(found.intent.said):
        return False
    rows = {
        other
        for other in found.numbers
        if found.sentence(other).cells and found.sentence(other).header == sentence.header
    }
    if not sentence.cells or len(rows) < _SEVERAL_ROWS:
        return True
    return fact.role in ("registration", "deadline") and bool(own_name(found, fact))


def is_besides(found: Material, number: int) -> bool:
    """Whether a first sentence tells of another matter than the brief, which a later sentence
    answers: the amnesty before the rounds of the tax van."""
    sentence = found.sentence(number)
    text = sentence.text
    for day in reversed(list(find_dates(text))):
        text = f"{text[: day.start]} {text[day.end :]}"
    best = max((found.relevance(found.sentence(n).text) for n in found.numbers), default=0.0)
    return found.relevance(f"{sentence.heading} {text}") < _BESIDES and best >= 2 * _BESIDES


def _is_over(found: Material, fact: Fact) -> bool:
    return not found.past and fact.last is not None and fact.last < found.sheet.today


def _is_matter(found: Material, fact: Fact) -> bool:
    """Whether the sentence of a day is about what the brief is about, not about something that the
    source mentions besides."""
    sentence = found.sentence(fact.sentence)
    asked = found.intent.kind in ("registration", "event") or _REGISTERS.search(found.intent.said)
    if asked and fact.role == "registration":
        return True
    if sentence.kind == "lead" or not found.weights:
        return True
    head = sentence.heading.partition(" > ")[2]  # the title is above what is told besides, too
    said = f"{head} {sentence.label} {' '.join(sentence.cells)} {sentence.text}"
    said = _SCHEDULED.sub("", said)  # "jadwal klinik" is not about what else is scheduled
    registers = fact.role == "deadline" and _APPLYING.search(said)
    if found.intent.kind == "registration" and registers:
        return True
    return found.relevance(said) >= (_NEWS_MATTER if found.intent.kind == "news" else _MATTER)


def own_name(found: Material, fact: Fact) -> str:
    """What the source calls the day or the span that a fact is; "" where it has no safe name."""
    sentence = found.sentence(fact.sentence)
    return day_name(
        sentence.text,
        fact.start - sentence.start,
        label=sentence.label,
        heading=sentence.heading.rpartition(" > ")[2],
        cells=sentence.cells,
        due=fact.role == "deadline" or fact.since in ("sampai ", "hingga "),
    )


def _named_day(found: Material, day: Fact, whens: Sequence[Fact]) -> Entry | None:
    """A first or last day, or a period, under the name that the source gives it; None where it
    has none that is safe."""
    name = own_name(found, day)
    sentence = found.sentence(day.sentence)
    text = f"{day.text}{_hour_beside(day, whens)}"
    registers = re.search(r"daftar|registrasi", f"{sentence.heading} {sentence.text}", re.I)
    if day.role == "registration" and not sentence.cells:
        return Entry("registration", f"{day.since}{text}")
    if day.role == "deadline":
        if not name and registers and found.intent.kind in ("registration", "event"):
            name = "Pendaftaran"
        if not name:
            return None
        if registers and day.since in ("sampai ", "hingga ") and not name.startswith("Batas"):
            return Entry("registration", f"{day.since}{text}")
        return Entry(
            "deadline", text if name.startswith("Batas") else f"paling lambat {text}", name
        )
    if not name:
        return None
    slot = "registration" if _APPLYING.match(name) else "period"
    return Entry(slot, f"{day.since if slot != 'period' else ''}{text}", name)


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
    whens = [f for f in whens if not found.sentence(f.sentence).cells and _is_of_all(found, f)]
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
