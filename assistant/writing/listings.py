"""Lists and tables of the sources: which one a post should show, and how its items read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.reading.clauses import (
    has_predicate,
    is_scrap,
    plain_numbers,
    shorten,
    typed_out,
    unshouted,
)
from assistant.reading.moments import MONTHS, find_dates, spell_dates
from assistant.reading.shorthand import write_out
from assistant.reading.source_sentences import SourceSentence
from assistant.writing.announcements import is_announcing
from assistant.writing.asked_days import asked_days
from assistant.writing.intent import answers_angle, term_stems
from assistant.writing.lines import without_pointer
from assistant.writing.material import Material
from assistant.writing.tables import (
    Table,
    asked_columns,
    asks_for_winners,
    ordered,
    read_table,
    row_text,
    table_title,
    top_sentence,
    whole_days,
)
from assistant.writing.topic import acronyms

_SEVERAL = 3  # so many questions make a list of them
_MOST_STEPS = 6  # a longer procedure leaves out what happens behind the counter
_NEWEST = 5
_ITEM, _ANSWER, _LONGEST_LIST = 330, 320, 2_400  # characters
_BRINGS = re.compile(
    r"(?:Me(?:mbawa|lampirkan|nyerahkan|nunjukkan|nyiapkan|miliki)|Ber(?:usia|domisili|KTP|status)|Fotokopi|"
    r"Usia|KTP|KK|Surat|Pas\s?foto|Tidak\s+(?:me|ber))",
    re.I,
)
_POINTED_TO = 0.45  # of a table that the sentences only point to
_PAPER_POINTS = re.compile(
    r"\b(?:tercantum|dimuat|terdapat|tertera|dilihat)\s+(?:dalam|pada|di)\s+(?:tabel|[Ll]ampiran)"
)
_SHARE = 0.8  # what a list adds that is the whole document
_USEFUL = ("service", "registration", "event")  # what one has to know in order to do it
_NOTES = re.compile(r"(?:\w+\s+)?(?:keterangan|catatan)\b", re.I)
_PRICED = re.compile(r"\bRp\.?\s?\d")
_PRICES = re.compile(r"\b(?:tarif|harga|retribusi|biaya)\b", re.I)
_OF_HOURS = re.compile(r"(?:jam|jadwal|waktu)\b", re.I)
_RULE = re.compile(r"\b(?:dilarang|tidak boleh|wajib|hanya|boleh|dikenai)\b", re.I)
_RULES = re.compile(r"\b(?:ketentuan|kriteria|aturan)\b", re.I)
_COUNTED = re.compile(r"^(?:[IVX]{1,4}|[A-Z]|\d{1,2})[.)]\s+")
_PERIOD = re.compile(r"tahun|periode|bulan|waktu", re.I)
_ASIDE = re.compile(r"sumber|keterangan|catatan|^no\.?$|^nomor$", re.I)
_TOO_COMMON = frozenset(term_stems("angka data jumlah tahun nilai"))
_ELSEWHERE = re.compile(
    r"\s+(?:tersebut\s+)?(?:di\s+(?:atas|bawah(?:\s+ini)?)|berikut(?:\s+ini)?|terlampir)$", re.I
)
_LOUD_DAY = re.compile(
    r"^(?:SENIN|SELASA|RABU|KAMIS|JUM[’']?AT|SABTU|MINGGU|AHAD)\b,?(?:\s+\d{1,2}\s+[A-Z]{3,}\b)?"
)
_SERVED = re.compile(r"\b(?:surat|kartu|izin|akta|sertifikat|KTP|KK|KIA|SKCK|SIM|paspor)\b", re.I)
_POINTING = re.compile(
    r",?\s+(?:pada|di|dalam|selama|sejak)\s+(?:jam|waktu|hari|tanggal|saat|periode|lokasi|tempat|masa)"
    r"(?:-\w+)?\s+(?:tersebut|itu)\b|\s+tersebut\b"
)
# "Posyandu Melati 1 - Selasa 1 Des, Balai RW 01"
_NAMED_BELOW = re.compile(
    r"(?:\b(?:dengan|adapun|inilah|berikut|sesuai|[Aa]dapun)\s+(?P<own>[a-z]+(?:\s+[a-z]+){0,2}?)|"
    r"\b(?P<name>ketentuan|persyaratan|syarat|jadwal|rincian|susunan(?:\s+acara)?|tata\s+cara|"
    r"langkah|alur|tahapan|rute|lokasi)(?:\s+dan\s+\w+)?)\s+(?:sebagai\s+)?berikut(?:\s+ini)?\s*:?$",
    re.I,
)
_OPENS_PLACES = re.compile(r"\b(di|ke)\s*:$")
_AS_NAMED = re.compile(r"(?:Adapun|Berikut(?:\s+ini)?)\s+(?P<name>[a-z]+(?:\s+[a-z]+){0,3})$")
_ASKED_HOW = re.compile(r"(?:Bagaimana|Gimana)\s+(?P<name>(?:tata\s+)?cara\s[^?]+)\?$")
_IS_LISTED = re.compile(r"\s+(?:ditetapkan|dikenakan|diatur|adalah|meliputi|ditentukan)$")
_COSTING = re.compile(r"\s+(?:adalah\s+)?sebesar\s+(?=Rp)")
_AS_FOLLOWS = re.compile(r",?\s+(?:sbb\.?|sebagai\s+berikut)$")
# "Senin, 7 Desember Kec. Waru": the day, and what is on it.
_DAY_OPENS = re.compile(
    rf"(?<=^)(?P<day>(?:[A-Z][a-z]+,\s)?\d{{1,2}}\s(?:{'|'.join(MONTHS)})(?:\s20\d\d)?),?\s+(?=[A-Z])"
)
_DASHED_DAY = re.compile(
    r"(?<=\w)\s+[-–]\s+(?=(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)\b,?\s+\d)"
)
_BEHIND_THE_COUNTER = re.compile(
    r"(?:petugas|operator|verifikator|kepala|kasi|kabid|staf|tim|admin)\b[^\d]*$", re.I
)
_MEETS_READER = re.compile(
    r"kepada|pemohon|warga|peserta|pelapor|wawancara|menyerahkan|membuat|menandatangani|menerbitkan"
)
_WHERE = re.compile(r"tempat|lokasi|alamat", re.I)
_FOR_WHOM = re.compile(r"^\w+ untuk\b")
_KIND_OF_PLACE = re.compile(
    r"(?:Desa|Kelurahan|Kecamatan|Kabupaten|Dusun|Pasar|Puskesmas|RSUD|Jalan)"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_PLACES = re.compile(r"Desa|Kelurahan|Kecamatan|Dusun")
_LIST_WORDS = {"requirement": "Syarat", "step": "Langkah", "schedule": "Jadwal"}
_LIST_HEAD = re.compile(
    r"(?:tata )?(?:jam|cara|syarat|persyaratan|langkah|jadwal|dokumen|berkas|alur|prosedur|"
    r"tahap(?:an)?|ketentuan|lokasi|agenda|mekanisme|waktu|yang)\b",
    re.I,
)
_BARE_NAMES = frozenset(
    (
        "dokumen persyaratan",
        "syarat dan ketentuan",
        "waktu dan biaya",
        "tata cara",
        "waktu dan tempat",
    )
)
_WHOSE = re.compile(r"(?:anak|warga|pemohon|peserta|pelaku|orang|siswa|usia|lansia|bayi)\b", re.I)
_LONGEST_NAME = 60
_DEFINITION = re.compile(r"(?:Bahwa\b|(?:[A-Z][^,.;]{2,90}?)(?:,[^,]{5,60},?)?\s+adalah\s)")
_ABOUT = re.compile(
    r",?\s+(?:adalah\s+|yaitu\s+|yakni\s+)?(?:sebagai\s+berikut|"
    r"dengan\s+(?:jadwal|rincian|ketentuan|susunan)|antara\s+lain|meliputi|adalah|"
    r"yaitu|yakni|"
    r"itu|ini|tersebut)$"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of the source. `kind`: requirement, step, schedule, fact, row; `title` is its own.

    `numbers` are the places of its items in the sheet; `introduction` says what it lists, without
    its colon; `top` is a sentence on the row or the value that is asked for; `base` is the list
    that this one adds to.
    """

    kind: str
    title: str
    items: tuple[str, ...]
    score: float
    numbers: frozenset[int] = frozenset()
    introduction: str = ""
    top: str = ""
    base: "Listing | None" = None


def find_listings(found: Material) -> list[Listing]:
    """Every list and table, with how much a post wants it; what repeats another only adds."""
    listings = list(_listings(found))
    if any(_PAPER_POINTS.search(found.sentence(n).text) for n in found.numbers):
        listings = [
            replace(x, score=max(x.score, _POINTED_TO)) if x.kind == "row" else x for x in listings
        ]
    return [_what_it_adds(listing, listings) for listing in listings]


def _what_it_adds(listing: Listing, others: Sequence[Listing]) -> Listing:
    """ "Syarat untuk anak 5–17 tahun" without what stands under "anak 0–5 tahun" already."""
    for other in others:
        if other is listing:
            break
        more = tuple(item for item in listing.items if item not in other.items)
        repeated = len(listing.items) - len(more)
        if other.kind == listing.kind and more and repeated == len(other.items) > 1:
            name = listing.introduction or listing.title
            name = f"{_FOR_WHOM.sub('Untuk', name)}, ditambah"
            below = min(listing.score, other.score - 0.01)
            return replace(listing, items=more, introduction=name, score=below, base=other)
    return listing


def _listings(found: Material) -> Iterator[Listing]:
    yield from _answers(found)
    groups: dict[tuple[str, str, str], list[int]] = {}
    for number in found.numbers:
        s = found.sentence(number)
        if s.listed and not s.label:
            key = (s.heading, s.group, "row" if s.cells else s.kind)
            groups.setdefault(key, []).append(number)
    for (heading, group, kind), numbers in groups.items():
        if kind in found.intent.omitted:
            continue
        if kind == "row":
            yield from _table(found, heading, group, numbers)
            continue
        if kind in ("step", "fact") and _are_days([found.sentence(n).text for n in numbers]):
            kind = "schedule"
        if kind == "step" and _are_rules([found.sentence(n).text for n in numbers]):
            kind = "fact"
        if kind == "step":
            numbers = _of_the_reader(found, numbers)
        head = f"{heading.rpartition(' > ')[2]} {group}"
        whole = len(numbers)
        if kind == "schedule":
            numbers = _asked_items(found, numbers, head)
        texts = [found.sentence(n).text for n in numbers]
        if kind == "fact" and _RULES.search(f"{heading.rpartition(' > ')[2]} {group}"):
            brought = sum(_BRINGS.match(text) is not None for text in texts)
            kind = "requirement" if 3 * brought >= len(texts) else kind
        texts = [rest for text in texts if len(rest := without_pointer(text)) > 1]
        items = tuple(map(_item, texts))
        if sum(map(len, items)) > _LONGEST_LIST or max(map(len, items), default=0) > _ITEM:
            continue
        defined = sum(_DEFINITION.match(item) is not None for item in items)
        few = 1 if len(numbers) < whole else 2
        if len(items) >= few and not any(is_scrap(item) for item in items) and defined < 2:
            score = _score(found, kind, head, texts)
            introduction = _named_below(group)
            if not introduction and not is_announcing(group):
                introduction = _introduction(group) or _heading_of(found, kind, group, heading)
            yield Listing(kind, group or heading, items, score, frozenset(numbers), introduction)


def _asked_items(found: Material, numbers: list[int], head: str) -> list[int]:
    """The items of the days that the brief limits itself to, and of the place that it names."""
    days = asked_days(found.intent.said, found.sheet.today)
    if days and (timely := [n for n in numbers if _falls_in(found.sentence(n).text, days)]):
        numbers = timely
    named = found.weights.keys() - set(term_stems(head))
    there = [n for n in numbers if named & _capitalised(found.sentence(n).text)]
    return there if 0 < 2 * len(there) <= len(numbers) else numbers


def _falls_in(text: str, days: tuple[date, date]) -> bool:
    """Whether a day that `text` names lies between the first and the last of `days`."""
    first, last = days
    named = find_dates(text, first.year)
    return any(d.first and d.last and d.first <= last and d.last >= first for d in named)


def _capitalised(text: str) -> set[str]:
    """The stems of the words with a capital, of which the names of places consist."""
    return set(term_stems(" ".join(re.findall(r"(?<!^)\b[A-Z]\w+", text))))


def _are_days(items: Sequence[str]) -> bool:
    """Whether lettered lines are no steps but days: "a. PKH: 26–28 November, di Kantor Pos"."""
    days = sum(any(find_dates(item)) and not has_predicate(item) for item in items)
    return days > len(items) / 2


def _are_rules(items: Sequence[str]) -> bool:
    """Whether numbered lines say what may be done, not what to do first and next."""
    return sum(map(is_rule, items)) > len(items) / 2


def is_rule(item: str) -> bool:
    return _RULE.search(item) is not None


def _of_the_reader(found: Material, numbers: list[int]) -> list[int]:
    """Without what the office does behind the counter, where enough is left and no term is lost."""
    told = [found.sentence(n).text for n in numbers]
    own = [
        n
        for n, text in zip(numbers, told, strict=True)
        if not _BEHIND_THE_COUNTER.match(text) or _MEETS_READER.search(text)
    ]
    return own if len(numbers) > _MOST_STEPS and len(own) > 1 else numbers


def _answers(found: Material) -> Iterator[Listing]:
    """Questions with their answers, where the material holds several."""
    pairs: dict[str, list[int]] = {}
    apart = {s.heading for n in found.numbers if (s := found.sentence(n)).listed}
    for number in found.numbers:
        path = found.sentence(number).heading
        question = path.rpartition(" > ")[2]
        if question.endswith("?") and path not in apart:  # a table is told as a table
            pairs.setdefault(question, []).append(number)
    if len(pairs) < _SEVERAL and not _is_questionnaire(found):
        return
    items = []
    for question, numbers in pairs.items():
        answer = " ".join(_closed(_bare_answer(found.sentence(n).text)) for n in numbers[:2])
        if len(answer) < _ANSWER and not is_scrap(answer):
            items.append(f"{question} {answer}".rstrip("."))
    told = frozenset(n for numbers in pairs.values() for n in numbers)
    if items:
        top = f"{items[0]}." if len(items) == 1 else ""
        yield Listing("answers", "", tuple(items), 1.5, told, top=top)


def _is_questionnaire(found: Material) -> bool:
    """Whether the document consists of questions, of which the brief means one or two."""
    own = {s.heading for s in found.sheet.sentences if s.reading == found.number}
    return sum(heading.endswith("?") for heading in own) >= _SEVERAL


def _closed(text: str) -> str:
    """With its full stop: another sentence may follow."""
    return text if text[-1:] in ".!?:;…”)" else f"{text}."


def _bare_answer(text: str) -> str:
    return re.sub(r"^(?:J|A|Jawab|Jawaban)\s*:\s*", "", text)


def _score(found: Material, kind: str, head: str, items: Sequence[str]) -> float:
    """How much a post wants a list: what its head and its items share with the brief, how much of
    the document it is, and whether it is of the kind that was asked for."""
    slots = found.intent.slots
    body = " ".join(items)
    shared = [found.relevance(item) for item in items]
    score = 1.5 * found.relevance(head) + found.relevance(f"{head} {body}") / 2
    score += max(sum(shared) / len(shared), found.relevance(body) / 2) / 2
    score += _SHARE * len(items) / max(len(found.numbers), 1)
    score += 0.8 if answers_angle(found.intent.stressed, f"{head} {body}") else 0.0
    priced = 2 * sum(_PRICED.search(item) is not None for item in items) > len(items)
    asked = kind in slots
    asked |= "requirement" in slots and _RULES.search(head) is not None
    asked |= "cost" in slots and (priced or _PRICES.search(head) is not None)
    asked |= "when" in slots and (kind == "schedule" or _OF_HOURS.match(head.strip()) is not None)
    asked |= "where" in slots and kind == "schedule"
    if asked:
        score += 1.2
    elif slots and kind in ("requirement", "step") and not {"requirement", "step"} & set(slots):
        score -= 0.6  # something else was asked for
    if found.intent.kind in _USEFUL:
        told = kind in ("requirement", "step", "schedule") or priced
        score += 0.4 if told else 0.2
    if _NOTES.match(head.strip()):
        score -= 0.5
    return score


def _named_below(group: str) -> str:
    """ "…, dengan ketentuan sebagai berikut:" → "Ketentuannya"; "Besaran retribusi parkir
    ditetapkan sebagai berikut:" → "Besaran retribusi parkir"."""
    if below := _NAMED_BELOW.search(group):
        name = below["name"] or below["own"]
        return name.capitalize() if " " in name else f"{name.capitalize()}nya"
    if place := _OPENS_PLACES.search(group):
        return "Lokasinya" if place[1] == "di" else ""
    if own := _AS_NAMED.match(group.rstrip(": ")) or _ASKED_HOW.match(group):
        return own["name"][:1].upper() + own["name"][1:]
    noun = _AS_FOLLOWS.sub("", group.rstrip(": "))
    bare = _IS_LISTED.sub("", noun)
    named = bare != noun and group.endswith(":") and 2 <= len(bare.split()) <= 8
    return bare if named and not has_predicate(bare) else ""


def _introduction(group: str) -> str:
    """ "Orang tua cukup membawa dokumen berikut ke loket kecamatan", without its colon."""
    short = shorten(_AS_FOLLOWS.sub("", group.rstrip(": ")) + ".")
    text = short.text.rstrip(".")
    if not short.whole or not 25 < len(text) <= 120 or not group.endswith(":"):
        return ""
    if re.search(
        r"\bakan\s+di(?:laku|laksana|ada|selenggara)kan\b|\bhal-hal\b|\b(?:[Bb]ersama|[Dd]engan)\s+ini\b",
        text,
    ):
        return ""  # "Dengan ini disampaikan hal-hal sebagai berikut"
    text = _ABOUT.sub("", _ABOUT.sub("", text))
    return text if has_predicate(text) else ""


def _heading_of(found: Material, kind: str, group: str, heading: str) -> str:
    """ "Syarat KIA", "Langkah donor", "Syarat untuk anak usia 0–5 tahun": what it is a list of."""
    word = _LIST_WORDS.get(kind, "")
    own = re.sub(r"\s+", " ", group.rstrip(": ") or heading.rpartition(" > ")[2]).strip()
    if own == heading.partition(" > ")[0] or own.endswith("?"):
        own = ""  # a question names no list
    if len(own) > _LONGEST_NAME:
        return ""
    bare = len(own.split()) == 1 or own.lower() in _BARE_NAMES
    if group.endswith(":") and kind == "fact" and re.fullmatch(r"(?!Untuk)[A-Z][a-z]+", own):
        return own  # "Harga:"
    if _LIST_HEAD.match(own) and not bare:
        return sentence_case(own)
    if not word:
        return ""
    if _RULES.search(own) and not bare:
        return sentence_case(own)
    if own and not bare and not _LIST_HEAD.search(own):
        link = " untuk" if _WHOSE.match(own) else ""
        return f"{word}{link} {sentence_case(own)[:1].lower()}{sentence_case(own)[1:]}"
    subject = _subject(found.reading.title)
    if kind == "step":
        return f"Cara mengurus {subject}" if subject and _SERVED.search(found.reading.title) else ""
    return f"{word} {subject}" if subject else ""


def _subject(title: str) -> str:
    """The short form that a title gives: "Standar Pelayanan Kartu Identitas Anak (KIA)"."""
    short = re.search(r"\(([A-Z][A-Za-z-]{1,9})\)", title)
    return short[1] if short else ""


def sentence_case(head: str) -> str:
    """A heading in Title Case as it stands in a sentence; capitals of short forms stay."""
    bare = _IN_BRACKETS.sub("", head)
    if bare.isupper() and len(head.split()) > 1:
        return (
            f"{bare.capitalize()}{head[len(bare) :]}"
            if head.startswith(bare)
            else head.capitalize()
        )
    words = head.split()
    named = {n for n, w in enumerate(words) if n and _KIND_OF_PLACE.fullmatch(words[n - 1])}
    named |= {n - 1 for n in named}
    small = [
        w if not w[1:].islower() or n == 0 or n in named else w.lower() for n, w in enumerate(words)
    ]
    return " ".join(small)


def _item(text: str) -> str:
    text = typed_out(re.sub(r"\s+", " ", text).strip("\ufe0f ").rstrip(";,."))
    text = re.sub(r"^(\w[\w .,–-]{1,40}?)\s+:\s", r"\1: ", plain_numbers(text))
    text = spell_dates(_LOUD_DAY.sub(lambda m: m[0].title(), text))
    text = _DAY_OPENS.sub(r"\g<day>: ", text)
    text = unshouted(_COSTING.sub(": ", _DASHED_DAY.sub(" – ", text), count=1))
    text = _POINTING.sub("", _ELSEWHERE.sub("", text))
    text = re.sub(r"[;,]?\s+(?:dan|serta|atau)$", "", text)
    return text[:1].upper() + text[1:]


def _table(found: Material, heading: str, group: str, numbers: Sequence[int]) -> Iterator[Listing]:
    """A table as a list: the rows that the brief names, else all of them."""
    held = [n for n in numbers if (s := found.sentence(n)).cells != s.header]
    sentences = [found.sentence(n) for n in held]
    month = ""
    if held:
        above = f"{heading} {group} {found.reading.title}"
        header, rows_of, month = whole_days(
            [s.cells for s in sentences], sentences[0].header, above
        )
        sentences = [
            replace(s, cells=tuple(cells), header=tuple(header))
            for s, cells in zip(sentences, rows_of, strict=True)
        ]
    parts = _parts(sentences)
    held = [n for n, part in zip(held, parts, strict=True) if part is not None]
    sentences = [s for s, part in zip(sentences, parts, strict=True) if part is not None]
    part_of = [part or "" for part in parts if part is not None]
    above = f"{heading} {group}"
    every = [found.sentence(n).text for n in numbers]
    rows_of = [s.cells for s in sentences]
    table = read_table(rows_of, sentences[0].header, above) if held else None
    if table is None:
        return
    said = found.intent.said
    columns = asked_columns(table, said, found.weights)
    rows = _named_rows(found, sentences, f"{heading.rpartition(' > ')[2]} {group}", table.label)
    days = asked_days(said, found.sheet.today)
    rows = [n for n in rows if days and _falls_in(sentences[n].text, days)] or rows
    figures = columns and all(column.numeric for column in columns)
    if figures and len(rows) == len(sentences) and _by_time(table) and len(rows) > _NEWEST:
        rows = rows[: -_NEWEST - 1 : -1]  # the newest first
    rows = ordered(table, columns, rows, said)
    shown = [(n, _written(row_text(table, columns, table.rows[n]))) for n in rows]
    shown = [(n, f"{part_of[n]} – {text}" if part_of[n] else text) for n, text in shown if text]
    if not shown:
        return
    told = [sentences[n].text for n in rows] if len(rows) < len(sentences) else every
    names = " ".join(table.header)
    about = f"{' '.join(told)} {names} {heading} {group} {found.reading.title}"
    if len(found.intent.terms) > 1 and not _shares_a_word(found, about):
        return  # of something else altogether
    kind = "schedule" if table.dated else "row"
    score = _score(found, kind, f"{group} {names}", told)
    if found.intent.kind == "figures" or "figure" in found.intent.slots:
        score += 0.8
    if table.ranked and (found.intent.kind == "achievement" or asks_for_winners(said)):
        score += 1.0
    title = table_title(
        table, columns, sentence_case(group) if group != found.reading.title else ""
    )
    if group and len(group) < 60 and group != heading.partition(" > ")[0] and not title:
        title = group.rstrip(":")
    if month:
        title = f"Jadwal {month.title()}"
    top = top_sentence(table, columns, said) if len(rows) == len(sentences) else ""
    if len(rows) == 1 and len(sentences) > 1:
        top = f"{_named_place(table, shown[0][1])}."  # the answer itself
    yield Listing(
        kind,
        group,
        tuple(text for _, text in shown),
        score,
        frozenset(held[n] for n, _ in shown),
        title,
        top,
    )


def _parts(rows: Sequence[SourceSentence]) -> list[str | None]:
    """Below which row of one cell ("II. NARKOBA") each row stands; None for such a row itself."""
    alone = [len(s.cells) > 2 and not any(s.cells[1:]) and bool(s.cells[0]) for s in rows]
    if not any(alone) or all(alone):
        return ["" for _ in rows]
    found: list[str | None] = []
    part = ""
    for row, heads in zip(rows, alone, strict=True):
        if heads:
            part = sentence_case(_COUNTED.sub("", row.cells[0]).strip(" :"))
            spoken = re.search(r"[AEIOU]", part) and part.lower() not in acronyms()
            part = part.capitalize() if part.isupper() and spoken else part
        found.append(None if heads else part)
    return found


def _written(row: str) -> str:
    """A row with its shorthand and its dates written out."""
    return spell_dates(write_out(row))


def _shares_a_word(found: Material, text: str) -> bool:
    """Whether `text` has a word of the brief; a year alone does not make it the same matter."""
    return any(not stem.isdigit() for stem in found.weights.keys() & set(term_stems(text)))


def _named_rows(
    found: Material, sentences: Sequence[SourceSentence], about: str, label: int
) -> list[int]:
    """The places of the rows that the brief names by most of their name, else by any cell."""
    common = term_stems(f"{about} {' '.join(sentences[0].header)}")
    telling = found.weights.keys() - set(common) - _TOO_COMMON
    every = list(range(len(sentences)))
    names = [set(term_stems(_IN_BRACKETS.sub("", s.cells[label]))) for s in sentences]
    spread = Counter(stem for name in names for stem in name)
    names = [{stem for stem in name if 2 * spread[stem] <= len(names)} for name in names]
    named = [n for n in every if 2 * len(names[n] & telling) > len(names[n])]
    if 0 < len(named) < len(every):
        return named
    words = {stem for stem in telling if not stem.isdigit()}  # "tahap 1" is no "1 Desember"
    met = [set(term_stems(_told(sentences[n], label))) & words for n in every]
    told = [n for n in every if met[n] and not any(met[n] < other for other in met)]
    return told if 0 < len(told) < len(every) else every


def _named_place(table: Table, text: str) -> str:
    """ "Singopadu: …" in the column "Desa" → "Desa Singopadu: …"."""
    by = table.header[table.label].strip()
    return f"{by} {text}" if _PLACES.fullmatch(by) and not text.startswith(by) else text


def _by_time(table: Table) -> bool:
    return _PERIOD.search(table.header[table.label]) is not None


def _told(row: SourceSentence, label: int) -> str:
    """The cells of a row without its name, its asides and its place, which may be called like
    the matter."""
    named = zip(row.header or [""] * len(row.cells), row.cells, strict=False)
    return " ".join(
        cell
        for place, (name, cell) in enumerate(named)
        if place != label and not _ASIDE.search(name) and not _WHERE.match(name)
    )
