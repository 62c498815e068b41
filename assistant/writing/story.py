"""What a post will tell: of all that the sources say, what the brief is about."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.facts import Fact, FactSheet
from assistant.reading.clauses import (
    abbreviations,
    compress,
    has_predicate,
    is_feeling,
    is_loud,
    is_opinion,
    spell_verb,
)
from assistant.reading.moments import find_dates, spell_dates
from assistant.reading.rumours import denial, denies_message, goes_round
from assistant.reading.source_sentences import LETTERHEAD, SUBJECT_OF_LETTER
from assistant.writing.details import (
    Contact,
    Entry,
    find_contacts,
    find_entries,
    is_besides,
    is_complaint,
    own_name,
)
from assistant.writing.intent import Intent, alike, answers_angle, has_impact, term_stems
from assistant.writing.introductions import add_introduction
from assistant.writing.lines import Line, is_enquiry, make_line
from assistant.writing.listings import Listing, find_listings
from assistant.writing.material import Material, find_material
from assistant.writing.salience import keys, worths
from assistant.writing.topic import KIND_OF_PAPER, PLACE_KIND, name_matter
from knowledge.documents import Reading

_SOUGHT, _BREATH = 25.0, 40  # of a score; characters that a line counts more than it is long
_SOON = 7  # sentences in which the news follows an opening that leads up to it
_ENOUGH_PROSE = 3
# Of a long document only its head and what shares a word with the brief is looked at.
_MANY_SENTENCES, _HEAD = 200, 30
_GENERAL = frozenset(
    term_stems(
        "semua seluruh layanan pelayanan kegiatan program acara ini itu dan yang akan dapat juga"
    )
)
_WEAKEST = 0.3  # of its weight that a first sentence beside the point keeps
_SMALL = frozenset(
    "dengan untuk di ke dari dan atau pada bagi oleh serta karena saat dalam hingga sampai tentang "
    "lewat yang kini bisa akan sudah telah siap resmi juga tak tidak belum ini itu para".split()
)
_TO_THE_POINT = 0.1  # of the brief that a title must answer to, to open the text
_FEW_LINES = 3
_FEW_STOPS = 2
_STOP = re.compile(r"(?<=\d)\s+[-–]\s+|(?<=\d),\s+(?=[A-Z])")
_SLOT_OF_ENTRY = {"hours": "when", "registration": "when", "deadline": "when", "period": "when"}
# "Bupati yang hadir pada panen raya turut turun ke tambak": that he was there is no news.
_PRESENT = re.compile(
    r"\b(?:(?:yang|turut|ikut)\s+(?:hadir|mendampingi|menyaksikan|turun\s+ke|meninjau)|dihadiri)\b"
)
_ONLY_WHEN = re.compile(
    r"(?:hingga|sampai|dengan|dan|pukul|jam|mulai|pada|hari|tanggal|WIB|[\s,()–-])*", re.I
)
# Places of lines that are no sentence of the sheet.
HEADLINE, _TOP, _BRIEF = -1, -10, -100
# A title read together with the lines below it ends where the office or the period begins.
_LONG_TITLE = 60
_TITLE_TAIL = re.compile(
    r"\s+(?:DINAS|BADAN|UPTD?|PEMERINTAH|KECAMATAN|KABUPATEN|PERIODE|TAHUN\s+ANGGARAN|NOMOR|"
    r"TA(?=\s+20\d\d)|"
    r"Dinas|Badan|UPTD?|Pemerintah|Kabupaten|Periode|Tahun\s+Anggaran|Nomor)\b.*$"
)
_SHOUTS = re.compile(r"[A-Z]{4,}\s+[A-Z]{4,}")
_TITLE_SOURCE = re.compile(r"\s+(?:Sumber|Tanggal|Periode|Nomor)\s*:?(?:\s.*)?$")
# "SURAT EDARAN NOMOR … TENTANG KEWASPADAAN DBD" is called by what it is about.
_OF_PAPER = re.compile(
    r"^(?:SURAT\s+EDARAN|PENGUMUMAN|INSTRUKSI|IMBAUAN|PEMBERITAHUAN)\b[^a-z]*?\bTENTANG\s+(?=\S+\s\S)"
)
_ANY_NEWS = re.compile(r"(?:Berita(?:\s+Kegiatan)?|Siaran\s+Pers|Rilis|Press\s+Release)$", re.I)
_DATELINE = re.compile(r"^\W*[A-Z]{4,}(?:\s[A-Z]+)*,?\s*[–—-]\s")
_SECTION = re.compile(r"[A-Z]\.\s")
_ORNAMENT = re.compile(r"^[^\w\"“(@#]+|[^\w\"”)!?.%]+$")
_POSTER_CRY = re.compile(r"^[A-Z ]{3,30}!+\s*")  # "OPEN TENANT!! Bazar …"
# How briefs call whom they want quoted, and how papers do.
_OFFICES = (
    ("wabup|wakil bupati", r"Wakil\s+Bupati|Wabup"),
    ("(?<!wakil )bupati", "Bupati"),
    ("sekda", r"Sekda|Sekretaris\s+Daerah"),
    ("kadis|kepala dinas", r"Kepala\s+Dinas|Kadis|Kepala\s+D"),
    ("camat", "Camat"),
    ("lurah", "Lurah"),
    ("kades|kepala desa", r"Kepala\s+Desa|Kades"),
    ("ketua", "Ketua"),
    ("dirut|direktur", "Dir"),
)
_RUMOUR = re.compile(
    r"^(?:(?:hoaks?|hoax|isu|kabar|pesan|bohong|palsu|soal|tentang|beredar(?:nya)?|"
    r"jangan(?:\s+(?:mudah|langsung))?\s+percaya)\s+)+|\s+(?:itu\s+)?(?:tidak\s+benar|hoaks|palsu)$",
    re.I,
)
_RUMOUR_ASKED = 0.5  # of a brief on another matter that a denied rumour must answer to
_THAT_MESSAGE = re.compile(
    r"\b([Ii]nformasi|[Kk]abar|[Pp]esan|[Ii]su|[Vv]ideo|[Uu]nggahan)\s+(?:itu|ini|tersebut)\b"
)
_LONG_RUMOUR = 60
_TITLE_SHARE = 0.25  # of the brief that a title must answer to
# "Dari arah Surabaya: lewat Jalan Ahmad Yani"
_NAMED_ITEM = re.compile(r"[A-Z][^:.]{2,45}?\s*:\s")
_ASKS_OFFICE = re.compile(
    r"^(?:Permohonan|Mohon|Permintaan|Penyampaian|Pemberitahuan|Undangan|Imbauan|Himbauan)\s+"
    r"(?:(?:bantuan|publikasi|penyebarluasan|sosialisasi|peliputan|informasi)\s+)*",
    re.I,
)
_LETTERHEAD = re.compile(r"(?:PEMERINTAH|DINAS|BADAN|BAGIAN|KECAMATAN|SEKRETARIAT|Standar|SOP)\b")
NEVER_FOLLOWS = re.compile(
    r"(?:Hal|Mulai|Yang|Demikian|Itulah(?!\s+yang)|Inilah|Begitu|Termasuk|Baik|Seperti|Yakni|Yaitu|"
    r"Lainnya|Sisanya)\b"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """`resident`: no office is told of the speaker."""

    text: str
    speaker: str
    score: float
    resident: bool = False


@dataclass(slots=True)
class Story:
    """The material of one post, best first where order matters; `title` as the source has it,
    `headline` where it says something of its own, `hook` the same as a sentence; `told` is the
    news as its issuer tells it."""

    intent: Intent
    kind: str
    past: bool = False
    closed: bool = False
    title: str = ""
    headline: str = ""
    topic: str = ""
    deed: str = ""
    hook: str = ""
    lines: list[tuple[float, Line]] = field(default_factory=list)
    lead: Line | None = None
    told: str = ""
    entries: list[Entry] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    text: str = ""
    abbreviations: dict[str, str] = field(default_factory=dict)
    acronyms: frozenset[str] = frozenset()
    mentions: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    worths: Mapping[str, float] = field(default_factory=dict)
    today: date = date.max

    def line(self, number: int) -> Line | None:
        return next((line for _, line in self.lines if line.number == number), None)

    @property
    def empty(self) -> bool:
        return not (self.lines or self.listings or self.entries)


def tell(intent: Intent, sheet: FactSheet, readings: Sequence[Reading]) -> Story:
    """The story of the reading that is most about the brief."""
    story = Story(intent, intent.kind, today=sheet.today)
    if intent.asserts_nothing:
        return story
    found = find_material(intent, sheet, readings)
    story.topic, story.deed = intent.topic, intent.deed
    if found is None:
        _add_statements(story)
        return story
    story.headline = _headline(found)
    story.topic, story.deed = name_matter(found, _title_line(found))
    story.title = _title_line(found)
    if story.kind == "event" and _is_named_by_deed(story):
        story.topic = ""  # "ajak warga nonton X, info penutupan jalan"
    story.text = "\n".join(found.sentence(i).text for i in found.numbers)
    story.past, story.closed = found.past, found.closed
    story.facts = found.facts
    story.worths = worths(found)
    _add_lines(story, found)
    story.listings = sorted(find_listings(found), key=lambda listing: -listing.score)
    story.contacts = list(find_contacts(found))
    entries, rota = _rota_of(find_entries(found))
    if rota:
        story.listings.insert(0, rota)
    entries = [*_when_of_lead(story, found, entries), *entries]
    times = {entry.text.lower() for entry in entries if entry.slot == "when"}
    story.entries = [e for e in entries if e.slot != "period" or e.text.lower() not in times]
    _add_tops(story)
    story.quotes = sorted(_quotes(found), key=lambda quote: -quote.score)
    story.abbreviations = {
        short: long.lower() if is_loud(long) else long
        for short, long in abbreviations(found.reading.text).items()
    }
    story.acronyms = _acronyms(found.reading.text)
    story.mentions = tuple({f.text: None for f in found.facts if f.role == "speaker"})
    if story.headline or _is_matter(found, story.title):
        title = story.headline or story.title
        title = KIND_OF_PAPER.sub("", title) or title
        story.hook = spell_verb(_as_sentence(title, found.reading.text))
    _add_headline(story, found)
    _name_the_rumour(story)
    add_introduction(story, found)
    if story.kind == "event" and not intent.deed and _has_happened(story, found):
        story.kind = "news"
    if intent.only:
        _keep_asked(story)
    if story.empty:
        _add_statements(story)
    return story


def _is_named_by_deed(story: Story) -> bool:
    """Whether the title is that of what the reader is asked to, not of what is told besides."""
    title = set(term_stems(story.title))
    return len(title & set(term_stems(story.deed))) > len(title & set(term_stems(story.topic)))


def _has_happened(story: Story, found: Material) -> bool:
    """Whether the first sentences date what they tell as newspapers date what is over."""
    first = story.lead.number if story.lead else 0
    days = [f for f in found.facts if f.slot == "when" and f.reported and f.first]
    days = [f for f in days if first <= f.sentence <= first + 1]
    today = found.sheet.today
    return any(_of_this_year(f, today) < today for f in days)


def _of_this_year(fact: Fact, today: date) -> date:
    """The day itself; "Senin (23/11)" is of the year in which it is read."""
    day = fact.first or today
    return day if str(day.year) in fact.text else day.replace(year=today.year)


def _keep_asked(story: Story) -> None:
    """Of "sebut jadwal dan lokasi saja" the news itself, and lists and lines of these only."""
    asked = set(story.intent.slots)
    story.entries = [e for e in story.entries if _SLOT_OF_ENTRY.get(e.slot, e.slot) in asked]
    wanted = asked | ({"schedule", "row"} if asked & {"when", "where", "cost"} else set())
    story.listings = [x for x in story.listings if x.kind in wanted]
    lead = story.lead.number if story.lead else None
    story.lines = [pair for pair in story.lines if pair[1].number == lead]
    story.quotes = []
    if "contact" not in asked:
        story.contacts = []


def _rota_of(entries: Sequence[Entry]) -> tuple[list[Entry], Listing | None]:
    """Days with a place each, which a poster has as "📍 Selasa 1 Desember - Alun-Alun", as a list:
    some of them alone would be wrong."""
    stops = [e for e in entries if e.slot == "where" and not e.label and any(find_dates(e.text))]
    if len(stops) < _FEW_STOPS:
        return list(entries), None
    items = tuple(_STOP.sub(": ", spell_dates(stop.text), count=1) for stop in stops)
    rota = Listing("schedule", "Jadwal", items, score=2.0)
    return [entry for entry in entries if entry not in stops], rota


def _when_of_lead(story: Story, found: Material, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The day and hours that the news itself names, where no line of the source gives them."""
    lead = story.lead.number if story.lead else -1
    whens = [f for f in found.facts if f.sentence == lead and f.slot == "when"]
    whens = [f for f in whens if f.role not in ("statement", "publication", "duration")]
    if any(e.slot in ("registration", "deadline") for e in entries):
        whens = [f for f in whens if f.role not in ("registration", "deadline")]
    if story.past or not whens or any(e.slot == "when" for e in entries):
        return
    if is_besides(found, lead):
        return
    if story.kind in ("achievement", "figures", "clarification"):
        return
    last = max((f.last for f in whens if f.last), default=None)
    if last and last < found.sheet.today:
        return  # nothing that the reader could note
    since = any(re.match(r"(?:sejak|dari)\b", f.text, re.I) for f in whens)
    if story.kind == "appeal" and since:
        return
    start, end = min(f.start for f in whens), max(f.end for f in whens)
    text = re.sub(r"\s+", " ", found.reading.text[start:end])
    gaps = text
    for fact in sorted(whens, key=lambda f: f.start - f.end):
        gaps = gaps.replace(found.reading.text[fact.start : fact.end], " ")
    if any(f.first for f in whens) and _ONLY_WHEN.fullmatch(gaps):
        first = min(whens, key=lambda f: f.start)
        shown = spell_dates(f"{first.since}{text}" if not text.startswith(first.since) else text)
        name = own_name(found, first) if found.sentence(lead).listed else ""  # of its point only
        yield Entry("when", f"{shown[:1].upper()}{shown[1:]}", name)


def _title_line(found: Material) -> str:
    """The source's own title; where a letterhead was taken for it, the line that is one."""
    title = _subject(found) or found.reading.title
    if (LETTERHEAD.match(title) or _SECTION.match(title)) and found.numbers:
        title = found.sentence(found.numbers[0]).heading.partition(" > ")[0].partition("\n")[0]
    elif _ANY_NEWS.match(title):
        leads = (s.heading for n in found.numbers if (s := found.sentence(n)).kind == "lead")
        title = next(leads, "").rpartition(" > ")[2] or title
    title = _OF_PAPER.sub("", title)
    title = _POSTER_CRY.sub("", re.sub(r"\s+", " ", title)).strip(" .|#*!")
    if (bare := _TITLE_SOURCE.sub("", title)) and len(bare.split()) > 1:
        title = bare
    if (
        (len(title) > _LONG_TITLE or is_loud(title))
        and (rest := _TITLE_TAIL.sub("", title))
        and len(rest.split()) > 1
    ):
        title = rest
    title = _ORNAMENT.sub("", title)
    return "" if "|" in title or "…" in title or _LETTERHEAD.match(title) else title


def _subject(found: Material) -> str:
    """What a letter says that it is about: "Hal: Permohonan publikasi X" → "X"."""
    for sentence in found.sheet.sentences:
        if sentence.reading == found.number and SUBJECT_OF_LETTER.match(sentence.label):
            return _ASKS_OFFICE.sub("", re.sub(r"\s+", " ", sentence.text)).strip()
    return ""


def _is_matter(found: Material, title: str) -> bool:
    """Whether a title that says little of the brief is that of the one matter of the source."""
    terms = found.intent.terms.union(*(alike(term) for term in found.intent.terms))
    return found.start is None and bool(terms & set(term_stems(title)))


def _headline(found: Material) -> str:
    """The title, unless it is the first sentence or not to the point."""
    title = _title_line(found)
    if not title:
        return ""
    if found.weights and found.relevance(title) < _TITLE_SHARE:
        return ""
    words = set(term_stems(title))
    for number in found.numbers:
        sentence = found.sentence(number)
        if title in sentence.text and sentence.heading != title:
            return ""
        if sentence.kind == "lead" and words <= set(term_stems(sentence.text)):
            return ""
    return title


def _add_headline(story: Story, found: Material) -> None:
    """The title as the first sentence, where the text below it does not say the same."""
    leads = [n for n in found.numbers if found.sentence(n).kind == "lead"]
    if any(story.line(n) and not _tells_contact(found, n) for n in leads):
        return
    if KIND_OF_PAPER.match(story.headline):
        return  # "Tanya Jawab Layanan Ambulans"
    to_the_point = found.relevance(story.headline) >= _TO_THE_POINT
    if not to_the_point or not has_predicate(story.headline.lower()):
        return
    line = Line(HEADLINE, story.hook, story.hook, opinion=False)
    story.lines.insert(0, (3.0 * found.relevance(story.hook) + 2.0, line))
    story.lead = line


def _name_the_rumour(story: Story) -> None:
    """ "BKD menyatakan informasi itu tidak benar" says which information, in a clarification."""
    rumour = _RUMOUR.sub("", story.topic).strip()
    if story.kind != "clarification" or not rumour or len(rumour) > _LONG_RUMOUR:
        return
    told = []
    for score, line in story.lines:
        noun = _THAT_MESSAGE.search(line.follow)
        of_kind = noun is not None and rumour.lower().startswith(noun[1].lower())
        about = rumour[len(noun[1]) :].strip() if noun and of_kind else f"soal {rumour}"
        named = _THAT_MESSAGE.sub(rf"\1 {about}", line.follow, count=1)
        if line.text is None and named != line.follow:
            line = replace(line, text=named)
            score += 1.0 if has_impact(story.kind, named) else 0.0
        told.append((score, line))
    story.lines = sorted(told, key=lambda pair: -pair[0])


def _add_tops(story: Story) -> None:
    """What a table says in one sentence; a list of that one row alone is not shown besides."""
    for place, listing in enumerate(story.listings):
        words = set(term_stems(listing.top))
        given = any(set(term_stems(entry.text)) <= words for entry in story.entries)
        if listing.top and not (given and listing.kind == "schedule"):
            line = Line(_TOP - place, listing.top, listing.top, opinion=False)
            story.lines.append((listing.score + 2.0, line))
    alone = [x for x in story.listings if len(x.items) == 1 and x.base is None]
    days = [Entry("when", x.items[0]) for x in alone if x.kind == "schedule" and not x.top]
    story.entries = days + story.entries
    told = frozenset(n for listing in alone for n in listing.numbers)
    story.lines = [(score, line) for score, line in story.lines if line.number not in told]
    story.lines.sort(key=lambda pair: -pair[0])
    story.listings = [x for x in story.listings if x not in alone]


def _tells_contact(found: Material, number: int) -> bool:
    return any(f.slot == "contact" and f.sentence == number for f in found.facts)


def _add_statements(story: Story) -> None:
    """What the brief asserts itself, where no source says anything."""
    for place, statement in enumerate(story.intent.statements):
        text = f"{statement[:1].upper()}{statement[1:]}."
        story.lines.append((3.0 - 0.1 * place, Line(_BRIEF + place, text, text, opinion=False)))


def _as_sentence(headline: str, text: str) -> str:
    """A headline with the capitals that its words have in the text below it."""
    lines = (line for line in text.splitlines() if not is_loud(line))
    below = " ".join(lines).replace(headline, " ")
    # A capital tells a name only inside a sentence.
    inside = r"(?:(?<=[\w,;)] )|(?<=\b[A-Z]\. ))[\w’'-]+"
    body = set(re.findall(rf"{inside}|\b[a-z][\w’'-]*", below))
    if is_loud(headline):
        short = set(re.findall(r"\(([A-Z\d-]{2,12})\)", headline))
        headline = " ".join(
            w if w in body or w.strip("()") in short else w.lower() for w in headline.split()
        )
    words: list[str] = []
    told = [word.strip(',.:;()"“”') for word in headline.split()]
    named = {
        place + offset
        for place in range(len(told) - 1)
        for offset in (0, 1)
        if re.search(
            rf"\b{re.escape(capital(told[place]))} {re.escape(capital(told[place + 1]))}\b", below
        )
    }
    for place, word in enumerate(headline.split()):
        bare = word.strip(',.:;()"“”')
        if place in named:
            words.append(word.replace(bare, capital(bare)))
            continue
        forms = (bare.lower(), bare.capitalize(), bare)
        known = next((f for f in forms if f in body), bare)
        small = (
            known.lower() in _SMALL
            or PLACE_KIND.fullmatch(known)
            or (known not in body and not bare.isupper())
        )
        if small and words:
            known = bare.lower()
        words.append(word.replace(bare, known))
    joined = " ".join(words).rstrip(".")
    return f"{joined[:1].upper()}{joined[1:]}."


def capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _acronyms(text: str) -> frozenset[str]:
    """Words in capitals that stand in lines that are not: "UMKM", not the words of a loud title."""
    return frozenset(
        word
        for line in text.splitlines()
        if not _SHOUTS.search(line)
        for word in re.findall(r"\b[A-Z][A-Z0-9-]+\b", _DATELINE.sub("", line))
    )


# --- sentences --------------------------------------------------------------------------------


def _add_lines(story: Story, found: Material) -> None:
    lead = _lead(found)
    if lead is not None and found.start is not None and lead < found.start:
        start = found.sentence(found.start)
        introduction = found.relevance(found.sentence(lead).text)
        if start.kind != "background" and found.relevance(start.text) > introduction:
            lead = found.start  # the introduction leads to it, but is not the news
    if lead is not None and _only_adds_to_list(found, lead):
        lead = None
    known = found.intent.terms
    if lead is not None:
        known |= frozenset(term_stems(found.sentence(lead).text))
    facts: dict[int, list[Fact]] = {}
    for fact in found.facts:
        facts.setdefault(fact.sentence, []).append(fact)
    told = sum(_is_prose(found, number) for number in found.numbers)
    many = len(found.numbers) > _MANY_SENTENCES
    denies, true = found.intent.kind == "clarification", -1
    besides = not denies and bool(denial(found.reading.text))  # the brief is on another matter
    for rank, number in enumerate(found.numbers):
        sentence = found.sentence(number)
        if many and rank > _HEAD and not found.weights.keys() & set(term_stems(sentence.text)):
            continue
        own = facts.get(number, [])
        if sentence.cells or sentence.label or set(found.intent.omitted) & {f.slot for f in own}:
            continue
        item = sentence.kind in ("requirement", "step") or _NAMED_ITEM.match(sentence.text)
        if sentence.listed and (told >= _ENOUGH_PROSE or item):
            continue  # an item is shown in its list
        if is_complaint(sentence, found.intent.said):
            continue  # a contact; what to do when something went wrong is no news
        if found.intent.avoided and answers_angle(found.intent.avoided, sentence.text):
            continue
        rumour = goes_round(sentence.text) or denies_message(sentence.text)
        if besides and rumour and found.relevance(sentence.text) < _RUMOUR_ASKED:
            continue
        over = (found.past or found.closed) and _is_over(own, found.sheet.today)
        line = make_line(number, found.sheet.sentences, known, over)
        if line is None:
            continue
        if sentence.text.startswith("Yang benar"):
            true = sentence.block
        elif denies and sentence.block == true:
            line = replace(line, text=None)  # else the rumour would seem to be meant
        story.lines.append((_score(found, line, story.worths), line))
        if number == lead and line.text and not line.text.endswith("?"):
            story.lead = line
    story.lines.sort(key=lambda pair: -pair[0])
    if story.lead is None:
        whole = [(score, line) for score, line in story.lines if line.text]
        near = [line for score, line in whole if score >= 0.6 * whole[0][0]]
        near = [x for x in near if not x.follow.endswith("?") and not is_enquiry(x.follow)] or near
        story.lead = min(near, key=lambda line: line.number, default=None)


def _lead(found: Material) -> int | None:
    """The sentence that tells the news: the first, unless it only leads up to it.

    A portrait ("Wajah Siti tak bisa menyembunyikan haru") or praise dates and counts nothing, and
    says less of what the title and the brief say than a sentence soon below it.
    """
    first = next((i for i in found.numbers if found.sentence(i).kind == "lead"), None)
    if first is None or is_enquiry(found.sentence(first).text):
        return None
    told = {f.sentence for f in found.facts if f.slot in ("when", "cost", "figure", "where")}
    opening = found.sentence(first).text
    if first in told and not is_opinion(opening):
        return first
    title = frozenset(term_stems(_title_line(found)))

    def value(number: int) -> float:
        text = found.sentence(number).text
        shared = len(title & set(term_stems(text))) / len(title) if title else 0.0
        return found.relevance(text) + shared

    near = [n for n in found.numbers if first < n <= first + _SOON and _is_prose(found, n)]
    near = [n for n in near if n in told and not is_opinion(found.sentence(n).text)]
    near = [n for n in near if not _PRESENT.search(found.sentence(n).text)]
    best = max(map(value, near), default=0.0)
    if best <= 1.5 * value(first):
        return first
    return next(n for n in near if value(n) >= 0.8 * best)


def _only_adds_to_list(found: Material, lead: int) -> bool:
    """Whether the first prose sentence only adds to the rules that are listed above it: whom to
    call, what it costs to break them."""
    above = [n for n in found.numbers if n < lead and found.sentence(n).listed]
    if above and any(f.slot == "contact" and f.sentence == lead for f in found.facts):
        return True
    told = [found.relevance(found.sentence(n).text) for n in above if _is_told(found, n)]
    return max(told, default=0.0) > found.relevance(found.sentence(lead).text)


def _is_over(facts: Sequence[Fact], today: date) -> bool:
    """Whether nothing that a sentence dates lies ahead; "Maret 2027" may."""
    whens = [f for f in facts if f.slot == "when" and f.role not in ("hours", "duration", "span")]
    return all(f.last is not None and f.last < today for f in whens)


def _is_told(found: Material, number: int) -> bool:
    short = found.sentence(number).short
    return short is not None and short.whole


def _is_prose(found: Material, number: int) -> bool:
    sentence = found.sentence(number)
    return _is_told(found, number) and not sentence.listed and not sentence.label


def _score(found: Material, line: Line, worth: Mapping[str, float]) -> float:
    """How much a post wants a line: what a reader looks for in it, for its length."""
    text = line.text or line.follow
    sought = sum(worth.get(key, 0.0) for key in keys(text))
    return _SOUGHT * sought / math.sqrt(len(text) + _BREATH)


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
    after: int | None = None,
) -> list[str]:
    """The best lines that fit in `room` characters, in the order of the source.

    A line that needs the one before it comes with it or not at all; nothing is said twice. `lead`
    is what the first sentence of the source counts more; `short`: the shorter form is preferred;
    `said`: what the post says anyway; `least`: the score below which a line says too little;
    `single`: only lines that stand alone; `after`: the sentence that stands before them all.
    """
    first = story.lead.number if story.lead else -1
    best = max((score for score, _ in story.lines), default=1.0)
    own = next((score for score, line in story.lines if line.number == first), best)
    lead *= min(1.0, max(_WEAKEST, own / best)) if best > 0 else 1.0
    ranked = sorted(
        ((score + (lead if line.number == first else 0.0), line) for score, line in story.lines),
        key=lambda pair: -pair[0],
    )
    by_number = {line.number: (score, line) for score, line in story.lines}
    chosen: dict[int, str] = {}
    used = 0
    if len(story.lines) <= _FEW_LINES:
        least = min(least, 0.0)  # of so short a source everything is worth saying

    def fits(texts: Sequence[str]) -> bool:
        return used + sum(len(t) + 1 for t in texts) <= room

    for score, line in ranked:
        if len(chosen) >= most or score < least:
            break
        if is_enquiry(line.follow) and "contact" not in story.intent.slots:
            continue  # it becomes the call to action
        felt = single and (is_feeling(line.follow) or line.follow.endswith("?"))
        if felt or line.number in chosen or line.number in skip:
            continue
        text = line.text
        known = [] if line.number == first or _BRIEF < line.number <= _TOP else [said]
        if text is not None:
            for form in (compress(text),) if short else (text, compress(text)):
                if fits([form]) and not _repeats(form, [*chosen.values(), *known]):
                    chosen[line.number] = form
                    used += len(form) + 1
                    break
            continue
        if single:
            continue
        if line.number - 1 == after and fits([line.follow]):
            if not NEVER_FOLLOWS.match(line.follow) and not _repeats(line.follow, [said]):
                chosen[line.number] = line.follow
                used += len(line.follow) + 1
            continue
        before = by_number.get(line.number - 1)
        if before is None or before[1].text is None or line.number - 1 in skip:
            continue
        told = [*chosen.values(), said]
        if NEVER_FOLLOWS.match(line.follow) or _repeats(line.follow, told):
            continue
        both = f"{chosen.get(line.number - 1, before[1].text)} {line.follow}"
        new = len(both) - len(chosen.get(line.number - 1, ""))
        if used + new + 1 <= room and len(chosen) + 1 <= most:
            chosen[line.number - 1] = both
            used += new + 1
    return [chosen[number] for number in sorted(chosen)]


def _bare_name(speaker: str) -> str:
    """ "H Subandi" → "Subandi"."""
    return re.sub(r"(?<!\w)(?:H|Hj)\.?\s+(?=[A-Z][a-z])", "", speaker)


def _repeats(text: str, others: Sequence[str]) -> bool:
    """Whether nearly all that a line says has been said."""
    words = set(term_stems(text)) - _GENERAL
    everything = {stem for other in others for stem in term_stems(other)}
    return not words or len(words - everything) <= max(1, len(words) // 4)


# --- lists, tables, quotations -------------------------------------------------------------------


def _is_asked_for(speaker: str, said: str) -> bool:
    """Whether a brief names the office of whom it wants quoted: "kutip wabup"."""
    return any(
        re.search(rf"\b(?:{asked})\b", said, re.I) and re.match(office, speaker)
        for asked, office in _OFFICES
    )


def _quotes(found: Material) -> Iterator[Quote]:
    for fact in found.facts:
        inner = fact.text.strip('“”"')
        words = inner.split()
        if fact.slot != "quotation" or not fact.speaker or not 5 <= len(words) <= 45:
            continue
        closed = inner.rstrip(",").strip()
        closed = closed if closed[-1:] in ".!?" else closed + "."
        before = found.sentence(fact.sentence - 1).text if fact.sentence else ""
        score = 3.0 * found.relevance(inner) + found.relevance(f"{inner} {before}")
        score += 1.0 if "quotation" in found.intent.slots else 0.0
        score -= 0.5 if len(words) > 28 else 0.0
        score += 2.0 if _is_asked_for(fact.speaker, found.intent.said) else 0.0
        resident = fact.role == "resident"
        score += 0.0 if resident else 0.5  # who answers for the matter is heard first
        yield Quote(
            f"“{closed}”", _bare_name(fact.speaker), score if found.weights else 1.0, resident
        )
