"""Where two documents in force give different values for the same thing.

A statement is a value with what it is about: a number of a channel ("WhatsApp Si WhaPik: 0812 …"),
or an amount with its unit ("58 petugas"). Statements of different documents are held against each
other when unit and subject agree; those that speak of different years do not contradict.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import chain, combinations, islice, product

from knowledge.documents import Passage, Reading
from knowledge.sentences import split_sentences
from knowledge.words import stem, tokens

_LIKE = 0.2  # share of the subjects' weight that has to be common
_LIKE_OF_ONE_AGENCY = 0.08  # where one agency counts the same thing twice
_RARE = 0.2  # a word counts as the subject's own when at most this share of documents has it
_MOST = 20_000  # pairs of one unit that are compared

_PHONE = re.compile(r"(?<![\d.,/])(?:\(0\d{2,3}\)|\+62|0)[\d ()-]{7,16}\d(?![\d/])")
_CHANNEL = re.compile(
    r"whats\s?app|\bwa\b|telepon|telp|hotline|faks|sms|surel|e-?mail|situs|instagram", re.I
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AMOUNT = re.compile(
    r"(?:(?P<rp>\bRp\.?\s?)|(?<![\w.,/-]))(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
    r"(?:\s(?P<scale>ribu|juta|miliar|triliun))?(?:\s(?P<unit>%|[a-z]{3,}))?(?![\w/-])"
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_MONTHS = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
_TOPICAL_YEAR = re.compile(rf"(?i)\b(?!(?:{_MONTHS})\s)[a-z-]+\s(?:tahun\s)?((?:19|20)\d{{2}})\b")
_DATED = re.compile(
    r"(?i)(?:(?P<begins>dibuka|dimulai|mulai)|ditutup|berakhir|sampai|hingga|s\.d\.|paling lambat|"
    rf"batas akhir|tenggat)[^.;\n]{{0,30}}?(?P<day>\d{{1,2}} (?:{_MONTHS}) (?:19|20)\d{{2}})"
)
_HOURS = "jam layanan"
_CLOCK = r"\d{1,2}[.:]\d{2}"
_TIMES = re.compile(
    rf"(?i)\b(?:pukul|jam)\s(?P<from>{_CLOCK})(?:\swib)?\s?(?:[–—-]|sampai|hingga|s\.d\.|s/d)\s?"
    rf"(?:(?:dengan|pukul|jam)\s)*(?P<until>{_CLOCK})"
)
_WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_DAYS = re.compile(
    rf"(?i)\b(?P<first>{'|'.join(_WEEKDAYS)})\b"
    rf"(?:\s?(?:[–—-]|sampai|hingga|s\.d\.)\s?(?P<last>{'|'.join(_WEEKDAYS)})\b)?"
)
_NAME = re.compile(r"\b[A-Z][A-Za-z-]{2,}\b")
_NO_NAMES = frozenset(
    "sidoarjo kabupaten kota kecamatan desa kelurahan pemkab pemerintah wib senin selasa rabu "
    f"kamis jumat sabtu minggu {_MONTHS.replace('|', ' ')}".split()
)
_LEAD = 800  # characters in which a document says what it is about
_CHANNELS = frozenset(
    "whatsapp telepon faks sms surel situs instagram nomor alamat kanal kontak".split()
)
_SMALL = frozenset(
    "yang dan atau dari pada dengan untuk dalam oleh para ini itu adalah ialah telah sudah akan "
    "setiap sekitar sebanyak lebih kurang masing sidoarjo kabupaten melalui juga per".split()
)
# How an opening hour or a last day is said, whatever it is of.
_SAID_OF_TIMES = frozenset(
    "buka layan pukul jam wib tiap hari mulai tutup akhir lambat batas tenggat masih dapat bisa "
    "terima hingga kini".split()
)
_LIKE_OF_MEASURES = 0.35
_LIKE_AS_SAID = 0.6
# Units in which many things are measured: alike only when the subject is alike.
_MEASURES = (
    "rupiah % persen meter kilometer sentimeter hektare ton kilogram liter tahun bulan minggu hari "
    "jam menit detik orang kali titik"
)
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
# What follows a number without being what is counted.
_NOT_COUNTED = frozenset(
    "sampai hingga dan atau dari pada dengan untuk yang per wib wita wit januari februari maret "
    "april mei juni juli agustus september oktober november desember".split()
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A value in a passage; offsets point into the passage's text. `years`: of which it speaks."""

    document_id: str
    title: str
    agency: str | None
    published: date | None
    passage: Passage
    start: int
    end: int
    unit: str
    value: str
    subject: frozenset[str]
    said: frozenset[str]
    name: frozenset[str]
    proper: frozenset[str]
    years: frozenset[str]

    @property
    def shown(self) -> str:
        """The value as it stands in the document."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements on one thing; `one` is of the document that was published earlier."""

    one: Statement
    other: Statement


class Spread:
    """In how many documents each word of a subject stands: what is rare tells things apart."""

    def __init__(self) -> None:
        self.documents = 0
        self.counts: Counter[str] = Counter()

    def add(self, subjects: Iterable[Iterable[str]]) -> None:
        """Those of one document."""
        self.documents += 1
        self.counts.update(set(chain.from_iterable(subjects)))


def find_conflicts(readings: Sequence[Reading]) -> list[Conflict]:
    """Contradictions between documents, the likeliest first."""
    spread, said = Spread(), list[Statement]()
    for reading in readings:
        found = statements(reading)
        spread.add(one.subject for one in found)
        said += found
    return compare(said, spread)


def compare(
    said: Iterable[Statement], spread: Spread, changed: Collection[str] | None = None
) -> list[Conflict]:
    """The contradictions between statements of documents, the likeliest first.

    `changed`: only those that concern one of these documents. `spread`: over all documents.
    """
    found: dict[tuple[str, str, str], tuple[float, Conflict]] = {}
    for group in _by_unit(said):
        for one, other in islice(_pairs(group, changed), _MOST):
            likeness = _likeness(one, other, spread.counts, spread.documents)
            if likeness < _needed(one, other):
                continue
            if _is_older(other, one):
                one, other = other, one
            key = (one.document_id, other.document_id, one.unit)
            if key not in found or found[key][0] < likeness:
                found[key] = likeness, Conflict(one, other)
    return [conflict for _, conflict in sorted(found.values(), key=lambda pair: -pair[0])]


def _pairs(
    group: Sequence[Statement], changed: Collection[str] | None
) -> Iterator[tuple[Statement, Statement]]:
    if changed is None:
        yield from combinations(group, 2)
        return
    fresh = [one for one in group if one.document_id in changed]
    rest = [one for one in group if one.document_id not in changed]
    yield from combinations(fresh, 2)
    yield from product(fresh, rest)


def _needed(one: Statement, other: Statement) -> float:
    same_agency = one.agency is not None and one.agency == other.agency
    return _LIKE_OF_ONE_AGENCY if same_agency and not _is_measured(one.unit) else _LIKE


def _is_measured(unit: str) -> bool:
    """Whether many different things are given in this unit."""
    return unit in _measures() or _is_time(unit)


def _is_time(unit: str) -> bool:
    return unit.startswith("tanggal") or unit == _HOURS


@cache
def _measures() -> frozenset[str]:
    return frozenset(stem(unit) for unit in _MEASURES.split())


def _is_older(one: Statement, other: Statement) -> bool:
    return (
        one.published is not None
        and other.published is not None
        and one.published < other.published
    )


def _by_unit(some: Iterable[Statement]) -> Iterator[list[Statement]]:
    units: dict[str, list[Statement]] = defaultdict(list)
    for one in some:
        units[one.unit].append(one)
    yield from (group for group in units.values() if len(group) > 1)


def _likeness(one: Statement, other: Statement, spread: Mapping[str, int], size: int) -> float:
    if one.document_id == other.document_id or one.value == other.value:
        return 0.0
    if one.years and other.years and one.years.isdisjoint(other.years):
        return 0.0
    if one.name & other.name and not _are_apart(one.name, other.name):
        return 1.0  # a channel with a name of its own: "Si WhaPik"
    if _are_apart(one.proper, other.proper):
        return 0.0  # each speaks of a place or a body of its own
    mine, theirs = _own_topic(one, other), _own_topic(other, one)
    if (mine and theirs) or (mine & one.proper) or (theirs & other.proper):
        return 0.0  # each speaks of what its document is about, or one only of a part
    if one.unit in _CHANNELS and (not one.agency or one.agency != other.agency):
        return 0.0
    common = one.subject & other.subject
    own = [word for word in common if spread[word] <= max(2, _RARE * size)]
    if not own:
        return 0.0

    def weight(words: Iterable[str]) -> float:
        return sum(math.log(1 + size / spread[word]) for word in words)

    likeness = weight(common) / max(min(weight(one.subject), weight(other.subject)), 0.001)
    if not _is_measured(one.unit):
        return likeness
    # Many things cost something: the sentences, too, have to speak of the same.
    said = weight(one.said & other.said) / max(weight(one.said), weight(other.said), 0.001)
    return min(1.0, likeness / _LIKE_OF_MEASURES, said / _LIKE_AS_SAID) * _LIKE


def _own_topic(one: Statement, other: Statement) -> frozenset[str]:
    """Words of its title that the sentence of `one` says, and that have no part in the other."""
    return (one.said & _stems(one.title)) - other.subject


def _are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each names what the other does not."""
    return bool(one - other) and bool(other - one)


# --- statements ----------------------------------------------------------------------------


def statements(reading: Reading) -> tuple[Statement, ...]:
    """The statements of a document, but where it gives itself several values for one thing."""
    spoken_of = _topical_years(f"{reading.title}\n{reading.text[:_LEAD]}")
    found = [
        one for passage in reading.passages for one in _in_passage(reading, passage, spoken_of)
    ]
    units: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
    for one in found:
        units[one.unit, one.subject].add(one.value)
    return tuple(one for one in found if len(units[one.unit, one.subject]) == 1)


def _topical_years(text: str) -> frozenset[str]:
    """Years that a text is about ("Beasiswa 2026"), not those of its dates ("19 Februari 2024")."""
    return frozenset(_TOPICAL_YEAR.findall(text))


def _in_passage(
    reading: Reading, passage: Passage, spoken_of: frozenset[str]
) -> Iterator[Statement]:
    above = f"{reading.title} {passage.heading}"
    at = 0
    for line in passage.text.split("\n"):
        before = ""
        for sentence in split_sentences(line):
            text = line[sentence.start : sentence.end]
            start = at + sentence.start
            for first, last, unit, value, label in _values(text):
                # "Tim ini …" speaks of what the sentence before has named.
                context = f"{above} {before} {label}"
                yield Statement(
                    reading.document_id or "",
                    reading.title,
                    reading.agency,
                    reading.published,
                    passage,
                    start + first,
                    start + last,
                    unit,
                    value,
                    _stems(context) - {unit},
                    _stems(label) - {unit} - (_SAID_OF_TIMES if _is_time(unit) else frozenset()),
                    _names(label[_end_of_channel(label) :]) if unit in _CHANNELS else frozenset(),
                    _names(text.partition(" ")[2])
                    | (_days(text) if unit == _HOURS else frozenset()),
                    frozenset(_YEAR.findall(text)) or _topical_years(passage.heading) or spoken_of,
                )
            before = text
        at += len(line) + 1


def _values(sentence: str) -> Iterator[tuple[int, int, str, str, str]]:
    """Start, end, unit, value in normal form, and the words that say what it is the value of."""
    taken: list[tuple[int, int]] = []
    for pattern, kind in ((_EMAIL, "surel"), (_PHONE, "nomor")):
        for match in pattern.finditer(sentence):
            taken.append(match.span())
            before = sentence[: match.start()]
            channel = before[_last_channel(before) : _end_of_channel(before)]
            unit = _name_of(channel) if channel else kind
            value = match[0].lower() if kind == "surel" else _digits(match[0])
            yield (*match.span(), unit, value, before)
    for match in _DATED.finditer(sentence):
        taken.append(match.span("day"))
        unit = "tanggal mulai" if match["begins"] else "tanggal akhir"
        value = " ".join(match["day"].lower().split())
        yield (*match.span("day"), unit, value, _around(sentence, *match.span("day")))
    for match in _TIMES.finditer(sentence):
        taken.append(match.span())
        value = "-".join(_clock(match[side]) for side in ("from", "until"))
        yield (match.start("from"), match.end(), _HOURS, value, _around(sentence, *match.span()))
    for match in _AMOUNT.finditer(sentence):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        unit = match["unit"] or ""
        if match["rp"]:
            unit = "rupiah"
        if not unit or unit in _NOT_COUNTED or _YEAR.fullmatch(match["number"]):
            continue
        last = ("scale" if match["scale"] else "number") if match["rp"] else "unit"
        value = _number(match["number"], match["scale"])
        yield (match.start(), match.end(last), stem(unit), value, sentence)


def _around(sentence: str, start: int, end: int) -> str:
    return f"{sentence[:start]} {sentence[end:]}"


def _clock(time: str) -> str:
    return time.replace(":", ".").zfill(5)


def _days(text: str) -> frozenset[str]:
    """The days of the week that a sentence speaks of: "Senin sampai Rabu" are three."""
    found: set[str] = set()
    for match in _DAYS.finditer(text):
        first = _WEEKDAYS.index(match["first"].lower())
        last = _WEEKDAYS.index((match["last"] or match["first"]).lower())
        found.update(_WEEKDAYS[first : last + 1] or _WEEKDAYS[first : first + 1])
    return frozenset(found)


def _last_channel(before: str) -> int:
    """Where the last word for a channel starts; the end of the text if there is none."""
    return max((match.start() for match in _CHANNEL.finditer(before)), default=len(before))


def _end_of_channel(before: str) -> int:
    return max((match.end() for match in _CHANNEL.finditer(before)), default=len(before))


def _names(text: str) -> frozenset[str]:
    """Words written as names: "Si WhaPik", "Desa Kedung", "PJU"."""
    found = (word.lower() for word in _NAME.findall(text))
    return frozenset(word for word in found if word not in _NO_NAMES)


def _name_of(channel: str) -> str:
    name = channel.lower().replace(" ", "").replace("-", "")
    return {"wa": "whatsapp", "telp": "telepon", "hotline": "telepon", "email": "surel"}.get(
        name, name
    )


def _digits(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return "0" + digits[2:] if digits.startswith("62") else digits


def _number(number: str, scale: str | None) -> str:
    value = float(number.replace(".", "").replace(",", ".")) * _SCALES.get(scale or "", 1)
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"


@lru_cache(maxsize=2_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(
        stem(word)
        for word in tokens(text)
        if len(word) > 2 and not word[0].isdigit() and word not in _SMALL
    )
