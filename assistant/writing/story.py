"""What a post will tell: of all that the sources say, what the brief is about."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.clauses import abbreviations, compress, has_predicate, is_request, shorten
from assistant.facts import Fact, FactSheet, SourceSentence, slot_of_label
from assistant.writing.intent import Intent, alike, has_impact, term_stems
from assistant.writing.lines import Line, make_line
from knowledge.documents import Reading

# A document in sections is cut down to those that are about the brief at least so much.
_SECTION_SHARE = 0.7
_MANY_SECTIONS = 3
_LONG = 210
_NEVER_FOLLOWS = re.compile(
    r"(?:Hal|Mulai|Yang|Demikian|Itulah|Inilah|Begitu|Termasuk|Baik|Seperti|Yakni|Yaitu|Lainnya|Sisanya)\b"
)
_WHOLE_MATTER = frozenset(
    term_stems(
        "layanan pelayanan pendaftaran pelatihan kegiatan program peserta proses pengurusan acara"
    )
)
_GENERIC = re.compile(
    r"(?:[A-Z0-9]{1,3}[.)]\s*)?(?:tujuan|alur|prosedur|ketentuan|(?:per)?syarat(?:an)?|biaya|tarif|waktu|jadwal|"
    r"dasar hukum|pengertian|ruang lingkup|sasaran|kontak|narahubung|lampiran|penutup|pendahuluan|mekanisme|"
    r"tata cara|cara|langkah|produk|jangka waktu|pengaduan|sarana|kompetensi|dokumen|berkas|informasi|sumber|"
    r"latar belakang|pelaksanaan|tempat|lokasi|hasil|sistem|catatan|umum)\b(?!.*\?$).{0,40}$",
    re.I,
)
# Kinds of news in which a day is something to note.
_DATED = ("event", "registration", "service", "warning", "appeal", "news")
_SYNONYM = 0.6  # what a word of the same meaning counts
_MAX_ITEMS = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the information block: `slot` chooses its mark, `label` its name."""

    slot: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of the source. `kind`: requirement, step, schedule, fact; `title` from the source."""

    kind: str
    title: str
    items: tuple[str, ...]
    score: float
    numbers: frozenset[int] = frozenset()
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody. `purpose`: register, report, emergency, pay, info; `role` as in
    `facts.Fact`; `sentence` is its place in the sheet."""

    role: str
    text: str
    purpose: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    speaker: str
    score: float


@dataclass(slots=True)
class Story:
    """The material of one post, best first where order matters; `headline` from the source."""

    intent: Intent
    kind: str
    past: bool = False
    closed: bool = False
    headline: str = ""
    agency: str = ""
    lines: list[tuple[float, Line]] = field(default_factory=list)
    lead: Line | None = None
    entries: list[Entry] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    rows: Listing | None = None
    contacts: list[Contact] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    text: str = ""
    abbreviations: dict[str, str] = field(default_factory=dict)
    acronyms: frozenset[str] = frozenset()

    def line(self, number: int) -> Line | None:
        return next((line for _, line in self.lines if line.number == number), None)

    @property
    def empty(self) -> bool:
        return not (self.lines or self.listings or self.entries or self.rows)


def tell(intent: Intent, sheet: FactSheet, readings: Sequence[Reading]) -> Story:
    """The story of the reading that is most about the brief."""
    story = Story(intent, intent.kind)
    if not sheet.sentences or intent.asserts_nothing:
        return story
    weights = _weights(intent, sheet.sentences)
    number = _reading(intent, sheet, readings, weights)
    if number is None:
        return story
    reading = readings[number]
    focus = _focus(intent, sheet.sentences, number)
    facts = [f for f in sheet.facts if f.sentence in focus]
    story.headline = _headline(reading, sheet.sentences, focus, weights)
    story.text = "\n".join(sheet.sentences[i].text for i in sorted(focus))
    story.past, story.closed = _over(facts, intent, sheet.today)
    lead = next((i for i in sorted(focus) if sheet.sentences[i].kind == "lead"), None)
    known = intent.terms | (
        frozenset(term_stems(sheet.sentences[lead].text)) if lead else frozenset()
    )
    if lead is not None:
        known |= frozenset(term_stems(sheet.sentences[lead].text))
    _add_lines(story, sheet, focus, facts, weights, known, lead)
    story.listings = sorted(_listings(intent, sheet, focus, weights), key=lambda x: -x.score)
    story.rows = _rows(intent, sheet, focus)
    story.contacts = list(_contacts(sheet, facts))
    story.entries = _joined(list(_entries(story, sheet, focus, facts)))
    story.quotes = sorted(_quotes(sheet, facts, intent, weights), key=lambda q: -q.score)
    story.abbreviations = abbreviations(reading.text)
    story.acronyms = _acronyms(reading.text)
    story.places = [f.text for f in facts if f.slot == "where"]
    return story


# --- what it is about -------------------------------------------------------------------------


def _weights(intent: Intent, sentences: Sequence[SourceSentence]) -> dict[str, float]:
    """How much a word of the brief tells: rare in the sources, it tells more."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(set(term_stems(sentence.text)) & intent.terms)
    total = len(sentences) + 1
    weights = {t: math.log(total / (counts[t] + 0.5)) + 0.3 for t in intent.terms if counts[t]}
    weights = {t: max(0.2, w) * (1.8 if t in intent.stress else 1.0) for t, w in weights.items()}
    for term in intent.terms:
        weight = weights.get(term, 1.5 if term in intent.stress else 0.8)
        for other in alike(term):
            weights[other] = max(weights.get(other, 0.0), _SYNONYM * weight)
    return weights


def _reading(
    intent: Intent, sheet: FactSheet, readings: Sequence[Reading], weights: dict[str, float]
) -> int | None:
    """The reading that covers most of the brief; of equals the newest, then the first."""
    if not readings:
        return None
    covered = [0.0] * len(readings)
    seen: list[set[str]] = [set() for _ in readings]
    for sentence in sheet.sentences:
        seen[sentence.reading] |= (
            set(term_stems(f"{sentence.heading} {sentence.text}")) & intent.terms
        )
    for number, reading in enumerate(readings):
        title = set(term_stems(reading.title)) & intent.terms
        covered[number] = sum(weights.get(t, 0.3) for t in seen[number]) + 0.8 * len(title)
    best = max(covered)
    near = [n for n, value in enumerate(covered) if value >= 0.95 * best]
    dates = {n: _published(readings[n]) or date.min for n in near}
    return max(near, key=lambda n: (dates[n], -n))


def _published(reading: Reading) -> date | None:
    return reading.published or reading.proposed.published


def _focus(intent: Intent, sentences: Sequence[SourceSentence], reading: int) -> set[int]:
    """The sentences of the sections that the brief is about; all where none stands out."""
    own = [i for i, s in enumerate(sentences) if s.reading == reading]
    usable = {i for i in own if sentences[i].kind != "boilerplate"}
    sections: dict[str, list[int]] = {}
    for i in own:
        sections.setdefault(_topical(sentences[i].heading), []).append(i)
    if len(sections) < _MANY_SECTIONS:
        return usable
    spread: Counter[str] = Counter()
    bags: dict[str, tuple[set[str], set[str]]] = {}
    for heading, members in sections.items():
        last = set(term_stems(heading.rpartition(" > ")[2])) & intent.terms
        body = {t for i in members for t in term_stems(sentences[i].text)} & intent.terms
        bags[heading] = last, body
        spread.update(last | body)
    rarity = {t: math.log(len(sections) / n) for t, n in spread.items()}
    scores = {
        heading: sum(rarity[t] for t in last | body) + 1.5 * sum(rarity[t] for t in last)
        for heading, (last, body) in bags.items()
        if any(rarity[t] for t in last) or sum(rarity[t] > 0 for t in body) > 1
    }
    if not scores:
        return usable
    best = max(scores.values())
    if best < 0.7:
        return usable
    chosen = {h for h, score in scores.items() if score >= _SECTION_SHARE * best}
    chosen |= {h for h in sections if any(h.startswith(f"{c} > ") for c in chosen)}
    return {i for h in chosen for i in sections[h]} & usable


def _topical(heading: str) -> str:
    """The path of headings without those that every service has ("Persyaratan", "Biaya")."""
    parts = heading.split(" > ")
    while parts and _GENERIC.match(parts[-1]):
        parts.pop()
    return " > ".join(parts)


def _over(facts: Sequence[Fact], intent: Intent, today: date) -> tuple[bool, bool]:
    """Whether the event is past, and whether registration or a deadline is."""
    events = [f.last for f in facts if f.slot == "when" and f.role == "event" and f.last]
    stated = [f.last for f in facts if f.slot == "when" and f.role == "statement" and f.last]
    closing = [
        f.last
        for f in facts
        if f.slot == "when" and f.role in ("deadline", "registration") and f.last
    ]
    days = events or stated
    past = bool(days) and max(days) < today
    return past, bool(closing) and max(closing) < today


def _headline(
    reading: Reading,
    sentences: Sequence[SourceSentence],
    focus: set[int],
    weights: dict[str, float],
) -> str:
    """The source's own title, unless it is its first sentence, a letterhead or not to the point."""
    title = re.sub(r"\s+", " ", reading.title).strip(" .|#*")
    if "|" in title or "…" in title or not title:
        return ""
    words = set(term_stems(title))
    if sum(weights.get(t, 0.0) for t in words) < 0.4 * sum(weights.values()):
        return ""
    for i in sorted(focus):
        text = sentences[i].text
        if title.rstrip(".") in text and sentences[i].heading != title:
            return ""
        if sentences[i].kind == "lead" and words <= set(term_stems(text)):
            return ""
    if re.match(r"(?:PEMERINTAH|DINAS|BADAN|BAGIAN|KECAMATAN|SEKRETARIAT|Standar|SOP)\b", title):
        return ""
    return title


def _acronyms(text: str) -> frozenset[str]:
    """Words in capitals that stand in lines that are not: "UMKM", not the words of a loud title."""
    return frozenset(
        word
        for line in text.splitlines()
        if not line.isupper()
        for word in re.findall(r"\b[A-Z][A-Z0-9-]+\b", line)
    )


# --- sentences --------------------------------------------------------------------------------


def _add_lines(
    story: Story,
    sheet: FactSheet,
    focus: set[int],
    facts: Sequence[Fact],
    weights: dict[str, float],
    known: frozenset[str],
    lead: int | None,
) -> None:
    intent = story.intent
    per_sentence: dict[int, list[Fact]] = {}
    for fact in facts:
        per_sentence.setdefault(fact.sentence, []).append(fact)
    norm = sum(weights.values()) or 1.0
    order = sorted(focus)
    for rank, number in enumerate(order):
        sentence = sheet.sentences[number]
        if sentence.cells or sentence.label:
            continue
        line = make_line(number, sheet.sentences, known, story.past or story.closed)
        if line is None:
            continue
        own = per_sentence.get(number, [])
        words = set(term_stems(sentence.text)) | set(term_stems(line.follow))
        score = 3.0 * sum(weights.get(t, 0.0) for t in words) / norm
        score += 1.0 * sum(weights.get(t, 0.0) for t in set(term_stems(sentence.group))) / norm
        score += 0.8 / (1 + 0.5 * rank)
        if has_impact(story.kind, line.text or line.follow):
            score += 0.7
        if story.kind in ("warning", "appeal") and is_request(line.text or ""):
            score += 0.6
        asked = {f.slot for f in own} & set(intent.slots)
        if sentence.kind in ("requirement", "step") and sentence.kind in intent.slots:
            asked.add(sentence.kind)
        score += 0.9 * len(asked) + 0.25 * min(3, len(own))
        if line.opinion:
            score -= 0.9 if not asked else 0.4
        elif sentence.speaker and sentence.speaker in (line.text or ""):
            score -= 0.4
        if any(f.slot == "contact" for f in own):
            score -= 1.0
        if sentence.kind == "background":
            score -= 1.0
        if len(line.follow) > _LONG:
            score -= 0.4
        if set(intent.omitted) & {f.slot for f in own}:
            continue
        story.lines.append((score, line))
        if number == lead and line.text:
            story.lead = line
    story.lines.sort(key=lambda pair: -pair[0])
    if story.lead is None:
        whole = [(score, line) for score, line in story.lines if line.text]
        near = [line for score, line in whole if score >= 0.6 * whole[0][0]]
        story.lead = min(near, key=lambda line: line.number, default=None)


def choose(
    story: Story,
    room: int,
    most: int,
    *,
    skip: frozenset[int] = frozenset(),
    lead: float = 1.0,
    short: bool = False,
    said: str = "",
    least: float = 0.35,
    single: bool = False,
) -> list[str]:
    """The best lines that fit in `room` characters, in the order of the source.

    A line that needs the one before it comes with it or not at all; nothing is said twice. `lead`
    is what the first sentence of the source counts more; `short`: the shorter form is preferred;
    `said`: what the post says anyway; `least`: the score below which a line says too little; `single`: only lines that
    stand alone.
    """
    first = story.lead.number if story.lead else -1
    ranked = sorted(
        ((score + (lead if line.number == first else 0.0), line) for score, line in story.lines),
        key=lambda pair: -pair[0],
    )
    by_number = {line.number: (score, line) for score, line in story.lines}
    chosen: dict[int, str] = {}
    used = 0

    def fits(texts: Sequence[str]) -> bool:
        return used + sum(len(t) + 1 for t in texts) <= room

    for score, line in ranked:
        if len(chosen) >= most or score < least:
            break
        if line.number in chosen or line.number in skip:
            continue
        text = line.text
        if text is not None:
            for form in (compress(text),) if short else (text, compress(text)):
                if fits([form]) and not _repeats(form, [*chosen.values(), said]):
                    chosen[line.number] = form
                    used += len(form) + 1
                    break
            continue
        if single:
            continue
        before = by_number.get(line.number - 1)
        if before is None or before[1].text is None or line.number - 1 in skip:
            continue
        if _NEVER_FOLLOWS.match(line.follow):
            continue
        both = f"{chosen.get(line.number - 1, before[1].text)} {line.follow}"
        new = len(both) - len(chosen.get(line.number - 1, ""))
        if used + new + 1 <= room and len(chosen) + 1 <= most:
            chosen[line.number - 1] = both
            used += new + 1
    return [chosen[number] for number in sorted(chosen)]


def _repeats(text: str, others: Sequence[str]) -> bool:
    """Whether nearly all that a line says has been said."""
    words = set(term_stems(text))
    everything = {stem for other in others for stem in term_stems(other)}
    return bool(words) and len(words - everything) <= max(1, len(words) // 4)


# --- lists, tables, quotations -------------------------------------------------------------------


def _listings(
    intent: Intent, sheet: FactSheet, focus: set[int], weights: dict[str, float]
) -> Iterator[Listing]:
    groups: dict[tuple[str, str, str], list[int]] = {}
    for i in sorted(focus):
        s = sheet.sentences[i]
        if s.listed and not s.cells and not s.label:
            groups.setdefault((s.heading, s.group, s.kind), []).append(i)
    norm = sum(weights.values()) or 1.0
    for (heading, group, kind), numbers in groups.items():
        members = [sheet.sentences[i] for i in numbers]
        items = tuple(_item(s.text) for s in members if 3 < len(s.text) < 240)[:_MAX_ITEMS]
        if len(items) < 2:
            continue
        words = {t for s in members for t in term_stems(s.text)} | set(
            term_stems(f"{heading} {group}")
        )
        score = 2.0 * sum(weights.get(t, 0.0) for t in words) / norm
        score += 1.5 if kind in intent.slots else 0.0
        score += {"requirement": 0.6, "step": 0.6, "schedule": 0.4}.get(kind, 0.0)
        if kind in intent.omitted:
            continue
        yield Listing(
            kind, group or heading, items, score, frozenset(numbers), _introduction(group)
        )


def _introduction(group: str) -> str:
    """ "Orang tua cukup membawa dokumen berikut ke loket kecamatan", without its colon."""
    short = shorten(group.rstrip(": ") + ".")
    text = short.text.rstrip(".")
    if not short.whole or not 25 < len(text) <= 120 or not group.endswith(":"):
        return ""
    text = re.sub(
        r",?\s+(?:adalah\s+|yaitu\s+|yakni\s+)?(?:sebagai\s+berikut|antara\s+lain|meliputi|"
        r"adalah|yaitu|yakni)$",
        "",
        text,
    )
    return text if has_predicate(text) else ""


def _item(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip().rstrip(";,.")
    text = re.sub(r"[;,]?\s+(?:dan|serta|atau)$", "", text)
    return text[:1].upper() + text[1:]


def _rows(intent: Intent, sheet: FactSheet, focus: set[int]) -> Listing | None:
    rows = [s for i in sorted(focus) if (s := sheet.sentences[i]).cells]
    if len(rows) < 2:
        return None
    first = rows[0].header or ()
    matching = [r for r in rows if set(term_stems(r.cells[0])) & intent.terms]
    chosen = (matching or rows)[:_MAX_ITEMS]
    items = tuple(_row(r.cells, first) for r in chosen if len(r.cells) > 1 and any(r.cells[1:]))
    by = f"Rincian per {first[0].lower()}" if first and first[0].isalpha() else ""
    return Listing("row", rows[0].group, items, 1.0, introduction=by) if items else None


def _row(cells: Sequence[str], header: Sequence[str]) -> str:
    """ "Waru: 12.410 balita ditimbang, 702 balita stunting" from cells and column names."""
    if re.fullmatch(r"\d{1,3}\.?", cells[0]) and len(cells) > 2:
        cells, header = cells[1:], header[1:]
    shown = []
    for name, cell in zip(header[1:] or [""] * len(cells[1:]), cells[1:], strict=False):
        if not cell or cell == "-":
            continue
        name = name.strip()
        if name and re.fullmatch(r"[\d.,]+", cell):
            shown.append(f"{cell} {name[:1].lower() + name[1:]}")
        else:
            shown.append(cell)
    return f"{cells[0]}: {', '.join(shown)}" if shown else cells[0]


def _quotes(
    sheet: FactSheet, facts: Sequence[Fact], intent: Intent, weights: dict[str, float]
) -> Iterator[Quote]:
    norm = sum(weights.values()) or 1.0
    for fact in facts:
        if fact.slot != "quotation" or not fact.speaker:
            continue
        inner = fact.text.strip('“”"')
        words = inner.split()
        if not 5 <= len(words) <= 45:
            continue
        closed = inner.rstrip(",").strip()
        closed = closed if closed[-1:] in ".!?" else closed + "."
        around = set(term_stems(inner)) | set(
            term_stems(sheet.sentences[fact.sentence - 1].text) if fact.sentence else []
        )
        score = 3.0 * sum(weights.get(t, 0.0) for t in set(term_stems(inner))) / norm
        score += 1.0 * sum(weights.get(t, 0.0) for t in around) / norm
        score += 1.0 if "quotation" in intent.slots else 0.0
        score -= 0.5 if len(words) > 28 else 0.0
        yield Quote(f"“{closed}”", fact.speaker, score)


# --- information block and contacts ----------------------------------------------------------------

_PURPOSES = (
    ("register", re.compile(r"\b(?:pen)?daftar(?:an|kan|kannya)?\b|mendaftar|registrasi|tautan|formulir", re.I)),
    ("emergency", re.compile(r"darurat|evakuasi|kebakaran|siaga|call\s?center\s+112|\b112\b", re.I)),
    ("report", re.compile(r"\blapor|melapor|pelapor|aduan|pengaduan|mengadu|mengirim\s+foto", re.I)),
    ("pay", re.compile(r"\b(?:mem|pem)?bayar", re.I)),
    ("check", re.compile(r"pengecekan|mengecek|\bcek\b|periksa|status", re.I)),
    ("apply", re.compile(r"mengajukan|pengajuan|permohonan|diurus|mengurus", re.I)),
)  # fmt: skip


def _contacts(sheet: FactSheet, facts: Sequence[Fact]) -> Iterator[Contact]:
    seen: set[str] = set()
    for fact in facts:
        if fact.slot != "contact" or sheet.sentences[fact.sentence].kind == "quotation":
            continue
        key = re.sub(r"\W", "", fact.text.lower())
        if key in seen:
            continue
        seen.add(key)
        sentence = sheet.sentences[fact.sentence]
        around = f"{sentence.label} {sentence.text}"
        purpose = next((name for name, cue in _PURPOSES if cue.search(around)), "info")
        if fact.text == "112":
            purpose = "emergency" if purpose != "report" else "report"
        yield Contact(fact.role or "", fact.text, purpose, fact.sentence)


def _entries(
    story: Story, sheet: FactSheet, focus: set[int], facts: Sequence[Fact]
) -> Iterator[Entry]:
    """When, where, how much, for whom: lines that the source labels, else what it says once."""
    done: set[str] = set()
    omitted = set(story.intent.omitted)
    for i in sorted(focus):
        s = sheet.sentences[i]
        if not s.label or s.kind == "boilerplate":
            continue
        own = [f.slot for f in facts if f.sentence == i]
        named = slot_of_label(s.label)
        slot = named[0] if named else "when" if "when" in own else own[0] if own else "other"
        if slot in ("contact", "step", "requirement") or slot in omitted or len(s.text) > 160:
            continue
        done.add(slot)
        yield Entry(slot, s.text.rstrip("."), _label(s.label, slot))
    whens = [
        f for f in facts if f.slot == "when" and sheet.sentences[f.sentence].kind != "quotation"
    ]
    dated = story.kind in _DATED or "when" in story.intent.slots
    if "when" not in done and "when" not in omitted and dated:
        yield from _when_entries(story, whens, facts)
    if "where" not in done and "where" not in omitted:
        places = [f for f in facts if f.slot == "where" and f.role == "event"]
        if (
            story.kind in ("event", "registration", "news", "figures")
            or "where" in story.intent.slots
        ):
            for place in dict.fromkeys(f.text for f in places[:1]):
                yield Entry("where", place)
    if "cost" not in done and "cost" not in omitted:
        free = next((f.text for f in facts if _frees_all(f, sheet, story.intent)), None)
        if free and story.kind in ("service", "registration", "event"):
            yield Entry("cost", free[:1].upper() + free[1:])


def _frees_all(fact: Fact, sheet: FactSheet, intent: Intent) -> bool:
    """Whether "tidak dipungut biaya" is said of the matter itself, not of a part of it."""
    if fact.slot != "cost" or fact.role != "free" or "biaya" not in fact.text.lower():
        return False
    subject = sheet.sentences[fact.sentence].text.split(fact.text)[0].split()[:5]
    return bool(set(term_stems(" ".join(subject))) & (intent.terms | _WHOLE_MATTER))


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


def _label(label: str, slot: str) -> str:
    plain = re.sub(r"\s+", " ", label).strip()
    if re.fullmatch(
        r"(?i)(?:hari|tanggal|waktu|hari\s*[/,]?\s*tanggal|tempat|lokasi|pukul|jam|acara|kegiatan|peserta|"
        r"biaya)",
        plain,
    ):
        return ""
    return plain[:1].upper() + plain[1:]


def _when_entries(story: Story, whens: Sequence[Fact], facts: Sequence[Fact]) -> Iterator[Entry]:
    days = [f for f in whens if f.role == "event" and f.first]
    if not days and story.kind in ("event", "news"):
        days = [f for f in facts if f.slot == "when" and f.role == "statement" and f.first][:1]
    distinct = {(f.first, f.last) for f in days}
    span = next((f.text for f in whens if f.role == "span"), "")
    if span:
        yield Entry("when", span[:1].upper() + span[1:])
    elif days and len(distinct) == 1 and story.kind != "warning":
        day = max((f for f in days), key=lambda f: len(f.text))
        hours = [f.text for f in whens if f.role == "hours" and f.sentence == day.sentence]
        text = f"{day.text}, {hours[0]}" if len(hours) == 1 else day.text
        spans = [f.text for f in whens if f.role == "duration"]
        if len(spans) == 1 and day.first == day.last:
            text += f", {spans[0]}" if story.kind == "event" else ""
        yield Entry("when", text)
    for role in ("registration", "deadline", "period"):
        found = [f for f in whens if f.role == role and f.last]
        if role == "period":
            found = [f for f in found if f.first != f.last]
        over = story.past or story.closed
        if found and len({f.last for f in found}) == 1 and not (over and role != "period"):
            until = found[0].since in ("sampai ", "hingga ")
            shown = "registration" if role == "deadline" and until else role
            yield Entry(shown, f"{found[0].since}{found[0].text}")
