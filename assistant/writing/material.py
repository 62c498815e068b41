"""The part of the sources that a brief is about."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.facts import Fact, FactSheet
from assistant.reading.clauses import abbreviations
from assistant.reading.source_sentences import SourceSentence
from assistant.writing.intent import Intent, alike, term_stems
from assistant.writing.tables import asks_for_winners, ranks
from knowledge.documents import Reading

# A document in sections is cut down to those that are about the brief at least so much.
_SECTION_SHARE = 0.7
_MANY_SECTIONS = 3
_SYNONYM = 0.6  # what a word of the same meaning counts
# An introduction of so many sentences belongs to every section.
_INTRODUCTION = 6
_GENERIC = re.compile(
    r"(?:[A-Z0-9]{1,3}[.)]\s*)?(?:pasal|bab|bagian|tujuan|alur|prosedur|ketentuan|"
    r"(?:per)?syarat(?:an)?|biaya|tarif|waktu|jadwal|"
    r"dasar hukum|pengertian|ruang lingkup|sasaran|kontak|narahubung|lampiran|penutup|"
    r"pendahuluan|mekanisme|"
    r"tata cara|cara|langkah|produk|jangka waktu|pengaduan|sarana|kompetensi|dokumen|berkas|"
    r"informasi|sumber|"
    r"latar belakang|pelaksanaan|tempat|lokasi|hasil|sistem|catatan|umum)\b(?!.*\?$).{0,40}$",
    re.I,
)
_QUESTION = re.compile(
    r"\b(?:apa|siapa|berapa|kapan|di ?mana|ke ?mana|bagaimana|gimana|cara|syarat|apakah|"
    r"bolehkah|lewat)\b",
    re.I,
)
_OF_ALL = re.compile(
    r"(?:Semua|Seluruh|Setiap)\s+(?:jenis\s+)?(?:layanan|pelayanan|pengurusan|permohonan|kegiatan)\b"
)
_AGE = re.compile(r"\b(\d{1,2})\s+(tahun|bulan)\b", re.I)
_AGES = re.compile(
    r"\b(\d{1,2})\s*(?:[-–]|sampai|hingga|s\.?/?d\.?)\s*(\d{1,2})\s+(tahun|bulan)\b", re.I
)
_GENERIC_WORD = re.compile(r"^\W*(?:tata cara|dasar hukum|ruang lingkup|jangka waktu|\w+)\b", re.I)


@dataclass(frozen=True, slots=True)
class Material:
    """One reading, cut down to what matters; `numbers` are places in the sheet, in order.

    `weights` says how much each stem of the brief, or one that means the same, tells. `past`: the
    event is over; `closed`: registration or a deadline is. `start`: where the section begins that
    the brief is about, if the reading was cut down to one.
    """

    intent: Intent
    sheet: FactSheet
    reading: Reading
    numbers: tuple[int, ...]
    facts: tuple[Fact, ...]
    weights: dict[str, float]
    past: bool
    closed: bool
    start: int | None = None

    @property
    def number(self) -> int:
        """The place of the reading among those of the sheet."""
        return self.sheet.sentences[self.numbers[0]].reading if self.numbers else 0

    def sentence(self, number: int) -> SourceSentence:
        return self.sheet.sentences[number]

    def relevance(self, text: str) -> float:
        """The share of the brief that `text` answers to, from 0 to 1."""
        total = sum(self.weights.values())
        return (
            sum(self.weights.get(t, 0.0) for t in set(term_stems(text))) / total if total else 0.0
        )


def find_material(intent: Intent, sheet: FactSheet, readings: Sequence[Reading]) -> Material | None:
    """Of the reading that is most about the brief what is about it; None without any sentence."""
    weights = _weights(intent, sheet.sentences)
    number = _reading(intent, sheet, readings, weights)
    if number is None:
        return None
    weights |= _short_forms(readings[number].text, weights)
    focus, start = _focus(intent, sheet.sentences, number)
    facts = tuple(f for f in sheet.facts if f.sentence in focus)
    leads = frozenset(i for i in focus if sheet.sentences[i].kind == "lead")
    past, closed = _over(facts, sheet.today, leads)
    return Material(
        intent, sheet, readings[number], tuple(sorted(focus)), facts, weights, past, closed, start
    )


def _weights(intent: Intent, sentences: Sequence[SourceSentence]) -> dict[str, float]:
    """How much a word of the brief tells: rare in the sources, it tells more."""
    counts: Counter[str] = Counter()
    told: set[str] = set()
    for sentence in sentences:
        place = f"{sentence.heading.rpartition(' > ')[2]} {sentence.group}"
        text = sentence.text if place in told else f"{place} {sentence.text}"
        told.add(place)  # a long list does not make the word above it a common one
        counts.update(set(term_stems(text)) & intent.terms)
    total = len(sentences) + 1
    weights = {t: math.log(total / (counts[t] + 0.5)) + 0.3 for t in intent.terms if counts[t]}
    weights = {t: max(0.2, w) * (1.8 if t in intent.stress else 1.0) for t, w in weights.items()}
    for term in intent.terms:
        weight = weights.get(term, 1.5 if term in intent.stress else 0.8)
        for other in alike(term):
            weights[other] = max(weights.get(other, 0.0), _SYNONYM * weight)
    return weights


def _short_forms(text: str, weights: dict[str, float]) -> dict[str, float]:
    """Where the brief has the long name, its short form counts, and the other way round."""
    found: dict[str, float] = {}
    for short, long in abbreviations(text).items():
        words = set(term_stems(long))
        key = short.lower()
        if key in weights:
            found |= {word: weights[key] / len(words) for word in words - weights.keys()}
        elif words and words <= weights.keys():
            found[key] = sum(weights[word] for word in words) / len(words)
    return found


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


def _focus(
    intent: Intent, sentences: Sequence[SourceSentence], reading: int
) -> tuple[set[int], int | None]:
    """The sentences of the sections that the brief is about; all where none stands out.

    What stands before the first section introduces them all and stays.
    """
    own = [i for i, s in enumerate(sentences) if s.reading == reading]
    usable = {i for i in own if sentences[i].kind != "boilerplate"}
    if intent.kind == "clarification":
        return usable, None  # the rumour stands in one section, what is true in another
    sections: dict[str, list[int]] = {}
    for i in own:
        sections.setdefault(_topical(sentences[i].heading, intent), []).append(i)
    asked = sum(heading.endswith("?") for heading in sections)
    title = frozenset(term_stems(next(iter(sections), "").partition(" > ")[0]))
    whole = not _asks(intent) or (
        (intent.stress or intent.emphasis) and len(title & intent.terms) > 1
    )
    if len(sections) < _MANY_SECTIONS or (2 * asked > len(sections) and whole):
        return usable, None
    scores = _section_scores(intent, sections, sentences, title)
    aged = {h: fits for h in sections if (fits := _fits_age(h, intent.said)) is not None}
    if any(aged.values()):
        fitting = [h for h in sections if aged.get(h, True)]
        return {i for h in fitting for i in sections[h]} & usable, None
    best = max(scores.values())
    chosen = {h for h, score in scores.items() if score >= _SECTION_SHARE * best}
    others = [score for h, score in scores.items() if h not in chosen]
    words = intent.terms.union(*(alike(t) for t in intent.terms)) - title
    if not any(words & set(term_stems(h.rpartition(" > ")[2])) for h in chosen):
        return usable, None  # no section is named after the matter
    if best < 0.7 or not others or sum(others) / len(others) > 0.5 * best:
        return usable, None
    if asks_for_winners(intent.said):  # they may stand in one table for each category
        chosen |= {h for h in sections if any(ranks(sentences[i].header) for i in sections[h])}
    start = min(i for h in chosen for i in sections[h])
    chosen |= {h for h in sections if any(h.startswith(f"{c} > ") for c in chosen)}
    first, members = next(iter(sections.items()))
    introduction = [i for i in members if sentences[i].heading == first]
    if len(introduction) <= _INTRODUCTION and any(h.startswith(f"{first} > ") for h in chosen):
        chosen.add(first)  # with what holds for all: hours, fees, complaints
    common = {sentences[i].block for i in own if _OF_ALL.match(sentences[i].text)}
    shared = {i for i in own if sentences[i].block in common}
    return ({i for h in chosen for i in sections[h]} | shared) & usable, start


def _fits_age(heading: str, said: str) -> bool | None:
    """Whether the age in the brief lies in the range of a heading; None where one has none."""
    age = _AGE.search(said)
    span = _AGES.search(heading.rpartition(" > ")[2])
    if not age or not span or age[2].lower() != span[3].lower():
        return None
    return int(span[1]) <= int(age[1]) < int(span[2])


def _asks(intent: Intent) -> bool:
    """Whether a brief wants one answer of a list of questions."""
    return bool(intent.slots) or _QUESTION.search(intent.said) is not None


def _section_scores(
    intent: Intent,
    sections: dict[str, list[int]],
    sentences: Sequence[SourceSentence],
    title: frozenset[str],
) -> dict[str, float]:
    """How much each section holds of the words of the brief that not every section has.

    A word of the title is about them all.
    """
    words = intent.terms.union(*(alike(t) for t in intent.terms)) - title
    heads = {h: set(term_stems(h.rpartition(" > ")[2])) & words for h in sections}
    bodies = {
        h: {t for i in members for t in term_stems(sentences[i].text)} & words
        for h, members in sections.items()
    }
    spread: Counter[str] = Counter()
    for heading in sections:
        spread.update(heads[heading] | bodies[heading])
    rarity = {t: math.log(len(sections) / n) for t, n in spread.items()}
    scores = {}
    for heading in sections:
        score = sum(rarity[t] for t in heads[heading] | bodies[heading])
        scores[heading] = score + 1.5 * sum(rarity[t] for t in heads[heading])
    return scores


def _topical(heading: str, intent: Intent) -> str:
    """The path of headings without those that every service has ("Persyaratan", "Biaya").

    A heading that says more ("Ketentuan jalur domisili") is a section if the brief says it too.
    """
    parts = heading.split(" > ")
    while parts and _GENERIC.match(parts[-1]):
        rest = _GENERIC_WORD.sub("", parts[-1])
        if set(term_stems(rest)) & intent.terms:
            break
        parts.pop()
    return " > ".join(parts)


def _over(facts: Sequence[Fact], today: date, leads: frozenset[int]) -> tuple[bool, bool]:
    """Whether the event is past, and whether registration or a deadline is."""
    events = [f.last for f in facts if f.slot == "when" and f.role == "event" and f.last]
    stated = [f.last for f in facts if f.slot == "when" and f.role == "statement" and f.last]
    closing = [
        f.last
        for f in facts
        if f.slot == "when"
        and f.last
        and (f.role in ("deadline", "registration") or (f.role == "period" and f.first != f.last))
    ]
    reported = any(f.reported and f.sentence in leads and f.last and f.last <= today for f in facts)
    ahead = any(f.last >= today for f in facts if f.slot == "when" and f.last)
    past = bool(events) and max(events) < today
    open_still = bool(closing) and max(closing) >= today
    past = past or (reported and not open_still)
    past = past or (bool(stated) and not events and not ahead and max(stated) < today)
    return past, bool(closing) and max(closing) < today
