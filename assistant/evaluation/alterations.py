"""Faithful drafts made wrong, one place at a time, by rules that know nothing of how claims are
found: values and names altered or exchanged, denials, inventions, sentences from elsewhere."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.documents import Reading

_CLAUSE = 25  # characters around a denial in which it may be marked
_MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
_DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
_COUNTS = "dua tiga empat lima enam tujuh delapan sembilan sepuluh".split()
_NAME_POOL = {
    "person": ["Hendra Kusnadi", "Wahyu Lestari", "Agung Pramono", "Siti Khotimah"],
    "organisation": ["Dinas Perikanan", "Inspektorat Daerah", "Bappeda", "Satpol PP", "DPMPTSP"],
    "place": ["Kecamatan Tulangan", "Desa Sawohan", "Jalan Diponegoro", "Desa Boro"],
}
_DENIABLE = re.compile(
    r"\b(?:dapat|bisa|boleh|wajib|akan|dibuka|digelar|berlaku|dilayani|disediakan|menerima|berlangsung"
    r"|melayani|meraih|menanggung|menyiagakan|diperbaiki|dicetak|menangani|dipamerkan)\b"
)
_INVENTED = (
    "“Program ini terbaik di seluruh Indonesia dan akan terus kami lanjutkan,” kata {name}.",
    "Sesuai Peraturan Bupati Nomor 87 Tahun 2017, ketentuan ini mengikat.",
    "Hal itu tertulis dalam dokumen resmi [17].",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A document with faithful drafts of it."""

    id: str
    reading: Reading
    drafts: tuple[str, ...]
    names: Mapping[str, list[str]]
    changes: tuple[tuple[str, int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Error:
    """A draft with one thing made wrong at `places`; `right` is the draft as it was."""

    family: str
    case: str
    text: str
    places: tuple[tuple[int, int], ...]
    right: str
    brief: str = ""


def errors(case: Case) -> Iterator[Error]:
    """Every error that the rules and the hand-written changes make of a case's drafts."""
    for number, draft in enumerate(case.drafts):
        chance = random.Random(f"{case.id}/{number}")
        for rule in (_numbers, _dates, _times, _contacts, _swaps, _exchanges):
            yield from rule(case, draft, chance)
        yield from _names(case, draft, chance)
        yield from _quotes(case, draft, chance)
        yield from _denials(case, draft)
        yield from _inventions(case, draft)
    for family, number, before, after in case.changes:
        draft = case.drafts[number]
        start = draft.index(before)
        text = draft[:start] + after + draft[start + len(before) :]
        place = _changed(before, after, start)
        if family in ("negation", "antonym"):  # the clause is wrong, not one word of it
            place = (max(0, place[0] - _CLAUSE), place[1] + _CLAUSE)
        yield Error(family, case.id, text, (place,), draft)


def _changed(before: str, after: str, start: int) -> tuple[int, int]:
    """The part of `after` that differs, in whole words."""
    a, b = before.split(" "), after.split(" ")
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    first = len(" ".join(b[:head])) + (1 if head else 0)
    last = len(after) - len(" ".join(b[len(b) - tail :])) if tail else len(after)
    if first >= last:  # something was left out: what stands around the gap
        return (start + max(0, first - 15), start + min(len(after), last + 15))
    return (start + first, start + last)


def _replaced(
    family: str, case: Case, draft: str, spans: list[tuple[int, int, str]]
) -> Iterator[Error]:
    text = draft
    places = []
    shift = 0
    for start, end, new in sorted(spans):
        text = text[: start + shift] + new + text[end + shift :]
        places.append((start + shift, start + shift + len(new)))
        shift += len(new) - (end - start)
    if text != draft:
        yield Error(family, case.id, text, tuple(places), draft)


_CONTACT_LIKE = re.compile(
    r"https?://\S+|\b[\w.-]+@[\w.-]+|@[\w.]+|\b(?:[\w-]+\.)+(?:go\.id|com|ly|id)\b\S*"
    r"|(?:\+62|\(?0\d{2,3}\)?)[ -]?\d[\d -]{5,}\d|#\w+"
)
_DATE_LIKE = re.compile(
    rf"\b\d{{1,2}}(?:[-–]\d{{1,2}})?\s+(?:{'|'.join(_MONTHS)})(?:\s+\d{{4}})?"
    r"|\b\d{1,2}(?:[-–]\d{1,2})?/\d{1,2}(?:/\d{4})?|\b(?:19|20)\d\d\b"
)
_TIME_LIKE = re.compile(r"\b\d{2}\.\d{2}\b(?!\.\d)|\b(?:jam|pukul)\s\d{1,2}\b(?:\s(?:pagi|malam))?")
_NUMBER_LIKE = re.compile(r"\d+(?:[.,]\d+)*")


def _free(draft: str, *kinds: re.Pattern[str]) -> str:
    """`draft` with hashtags, contacts and the given kinds blanked out."""
    for kind in (_CONTACT_LIKE, *kinds):
        draft = kind.sub(lambda match: "·" * len(match[0]), draft)
    return draft


def _numbers(case: Case, draft: str, chance: random.Random) -> Iterator[Error]:
    rest = _free(draft, _DATE_LIKE, _TIME_LIKE)
    for match in _NUMBER_LIKE.finditer(rest):
        if re.match(r"^\s*\d[.)]\s", rest[rest.rfind("\n", 0, match.start()) + 1 :]):
            continue
        if re.search(r"(?:No\. |Nomor |F-)$", rest[: match.start()]) or rest[match.end() :][:1] in (
            "x",
        ):
            continue
        before = rest[max(0, match.start() - 4) : match.start()]
        if match[0] in ("112", "1708") or re.search(r"[A-Za-z]-?$|\dx$| x $", before[-3:]):
            continue
        family = "money" if "Rp" in before else "number"
        if re.match(r"\s*(?:%|persen)", rest[match.end() :]):
            family = "percent"
        for new in _other_numbers(match[0], case.reading.text, chance):
            yield from _replaced(family, case, draft, [(match.start(), match.end(), new)])
        scale = re.match(r"\s*(ribu|juta|miliar)\b", rest[match.end() :])
        if scale:
            start, end = match.end() + scale.start(1), match.end() + scale.end(1)
            wrong = {"ribu": "juta", "juta": "miliar", "miliar": "juta"}[scale[1]]
            yield from _replaced("scale", case, draft, [(start, end, wrong)])
    for word in re.finditer(rf"\b(?:{'|'.join(_COUNTS)})\b(?! (?:puluh|ratus|juta))", rest):
        new = chance.choice([item for item in _COUNTS if item != word[0]])
        yield from _replaced("number", case, draft, [(word.start(), word.end(), new)])


def _other_numbers(text: str, source: str, chance: random.Random) -> list[str]:
    """Two wrong numbers: another digit somewhere, and ten times as much or as little."""
    places = [index for index, char in enumerate(text) if char.isdigit()]
    changed = text
    for _ in range(20):
        place = chance.choice(places)
        digits = "123456789" if place == places[0] else "0123456789"
        digit = chance.choice([item for item in digits if item != text[place]])
        changed = text[:place] + digit + text[place + 1 :]
        if not re.search(rf"(?<![\d.,]){re.escape(changed)}(?![\d.,]?\d)", source):
            break
    results = [changed]
    if "." not in text and "," not in text and len(text) < 4:
        results.append(text + "0" if int(text) else changed)
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        number = int(text.replace(".", "")) * 10
        results.append(f"{number:,}".replace(",", "."))
    return results


def _dates(case: Case, draft: str, chance: random.Random) -> Iterator[Error]:
    rest = _free(draft)
    for match in re.finditer(
        rf"\b(\d{{1,2}})(?:\s*[-–]\s*(\d{{1,2}}))?\s+({'|'.join(_MONTHS)})\b(?:\s+(\d{{4}}))?", rest
    ):
        for group in (1, 2):
            if match[group]:
                wrong = str(int(match[group]) % 28 + chance.choice((1, 2)))
                if wrong != match[group]:
                    yield from _replaced("date", case, draft, [(*match.span(group), wrong)])
        month = chance.choice([name for name in _MONTHS if name not in case.reading.text])
        yield from _replaced("date", case, draft, [(*match.span(3), month)])
        if match[4]:
            yield from _replaced("date", case, draft, [(*match.span(4), str(int(match[4]) + 1))])
    for match in re.finditer(r"\b(\d{1,2})/(\d{1,2})(?:/(\d{4}))?", rest):
        yield from _replaced("date", case, draft, [(*match.span(1), str(int(match[1]) % 28 + 1))])
        yield from _replaced("date", case, draft, [(*match.span(2), str(int(match[2]) % 12 + 1))])
    for match in re.finditer(rf"\b(?:{'|'.join(_DAYS)})\b", rest):
        day = _DAYS[(_DAYS.index(match[0]) + chance.choice((2, 3))) % 7]
        if day not in case.reading.text:
            yield from _replaced("date", case, draft, [(*match.span(), day)])


def _times(case: Case, draft: str, chance: random.Random) -> Iterator[Error]:
    rest = _free(draft)
    for match in re.finditer(r"\b(\d{2})\.(\d{2})\b(?![.\d])", rest):
        hour = f"{(int(match[1]) + chance.choice((1, 2))) % 24:02d}.{match[2]}"
        if hour not in case.reading.text:
            yield from _replaced("time", case, draft, [(*match.span(), hour)])
        minute = f"{match[1]}.{(int(match[2]) + 15) % 60:02d}"
        if minute not in case.reading.text:
            yield from _replaced("time", case, draft, [(*match.span(), minute)])
    for match in re.finditer(
        r"\b(?:jam|sampai)\s(\d{1,2})(?=\s(?:pagi|malam|siang|sore|sampai))", rest
    ):
        wrong = str(int(match[1]) % 12 + 1)
        yield from _replaced("time", case, draft, [(*match.span(1), wrong)])


def _contacts(case: Case, draft: str, chance: random.Random) -> Iterator[Error]:
    for match in _CONTACT_LIKE.finditer(draft):
        text = match[0].rstrip(".,;")
        start, end = match.start(), match.start() + len(text)
        if text.startswith("#"):
            continue
        if re.fullmatch(r"[\d ()+-]+", text):
            places = [index for index, char in enumerate(text) if char.isdigit()][4:]
            place = chance.choice(places)
            wrong = str((int(text[place]) + chance.randint(1, 9)) % 10)
            changed = text[:place] + wrong + text[place + 1 :]
            yield from _replaced("phone", case, draft, [(start, end, changed)])
            yield from _replaced("phone", case, draft, [(start, end, text[:-1])])
        elif text.startswith("@"):
            yield from _replaced("handle", case, draft, [(start, end, text + "_official")])
            yield from _replaced("handle", case, draft, [(start, end, text[:-2] + text[-1])])
        else:
            letters = [i for i, c in enumerate(text) if c.isalpha() and i > text.find("//") + 2]
            place = chance.choice(letters[:8])
            letter = "x" if text[place] != "x" else "k"
            changed = text[:place] + letter + text[place + 1 :]
            yield from _replaced("url", case, draft, [(start, end, changed)])
            if ".go.id" in text:
                changed = text.replace(".go.id", ".com")
                yield from _replaced("url", case, draft, [(start, end, changed)])
    for match in re.finditer(r"\b112\b", draft):
        yield from _replaced("phone", case, draft, [(*match.span(), "113")])


def _names(case: Case, draft: str, chance: random.Random) -> Iterator[Error]:
    for kind, names in case.names.items():
        for name in names:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", _free(draft)):
                pool = [item for item in _NAME_POOL[kind] if item not in case.reading.text]
                if kind == "place":
                    head = name.split()[0]
                    pool = [item for item in pool if item.startswith(head)] or pool
                new = chance.choice(pool)
                yield from _replaced(kind, case, draft, [(*match.span(), new)])
                if kind == "person":
                    yield from _replaced(kind, case, draft, [(*match.span(), _misspelt(name))])


def _misspelt(name: str) -> str:
    """The last word of a name with another ending: "Subandi" → "Subanto"."""
    head, _, last = name.rpartition(" ")
    wrong = last[:-2] + ("to" if not last.endswith("to") else "ni")
    return f"{head} {wrong}".strip()


def _swaps(case: Case, draft: str, chance: random.Random) -> Iterator[Error]:
    """Two names of one kind or two telephone numbers change places."""
    rest = _free(draft)
    for names in case.names.values():
        spots = [
            (match.start(), match.end(), match[0])
            for name in names
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", rest)
        ]
        spots = [spot for spot in spots if _told_apart(case, spot[2])]
        for first, second in pairwise(spots):
            if first[2] != second[2] and abs(first[0] - second[0]) > 40:
                yield from _replaced(
                    "swap",
                    case,
                    draft,
                    [(first[0], first[1], second[2]), (second[0], second[1], first[2])],
                )


_JOINTS = r"\s*(?:[-–—]|s\.d\.|sampai(?: dengan)?|hingga|dan)\s*"
_DIGITS = r"\d+(?:[.,]\d+)*"
_DATE = rf"\d{{1,2}}(?: (?:{'|'.join(_MONTHS)}))?(?: \d{{4}})?"
# Values as they look, by the kind within which they can be taken for one another.
_VALUES = {
    "phone": re.compile(r"(?:\+62|\(?0\d{2,3}\)?)[ -]?\d[\d -]{5,}\d"),
    "money": re.compile(
        rf"Rp\s?{_DIGITS}(?: (?:ribu|juta|miliar|triliun|T)\b)?"
        rf"(?:{_JOINTS}(?:Rp\s?)?{_DIGITS}(?: (?:ribu|juta|miliar|triliun|T)\b)?)?"
    ),
    "date": re.compile(rf"\b(?:{_DATE}{_JOINTS})?\d{{1,2}} (?:{'|'.join(_MONTHS)})(?: \d{{4}})?\b"),
    "time": re.compile(rf"\b\d\d\.\d\d(?:{_JOINTS}\d\d\.\d\d)*\b(?![.,]\d)"),
    "percent": re.compile(r"\b\d+(?:,\d+)?(?=\s?(?:%|persen))"),
    "number": re.compile(
        rf"(?<![\w.,/(@-]){_DIGITS}(?:\s?[–-]\s?{_DIGITS})?(?: (?:ribu|juta)\b)?"
        r"(?= [a-z(])"
    ),
}
_NO_NUMBER = re.compile(r"(?:[A-Z]\w*|jam|pukul|kelas|lantai|[Tt]anggal)\s$")


def _exchanges(case: Case, draft: str, chance: random.Random) -> Iterator[Error]:
    """Two neighbouring values of one kind change places, or one stands in both."""
    rest = re.sub(r"[“\"][^”\"]*[”\"]|https?://\S+", lambda match: "·" * len(match[0]), draft)
    for kind, pattern in _VALUES.items():
        spots = []
        for match in pattern.finditer(rest):
            if kind == "number" and (
                _NO_NUMBER.search(rest[: match.start()])
                or re.fullmatch(r"(?:19|20)\d\d", match[0])
                or re.match(rf" (?:{'|'.join(_MONTHS)})", rest[match.end() :])
            ):
                continue
            spots.append((match.start(), match.end(), draft[match.start() : match.end()]))
        rest = pattern.sub(lambda match: "·" * len(match[0]), rest)
        for first, second in pairwise(spots):
            between = draft[first[1] : second[0]]
            if _same(first[2], second[2]) or _interchangeable(between, draft[second[1] :]):
                continue
            there, here = (first[0], first[1], second[2]), (second[0], second[1], first[2])
            yield from _replaced("exchange", case, draft, [there, here])
            yield from _replaced("copy", case, draft, [chance.choice((there, here))])


def _same(first: str, second: str) -> bool:
    """Whether one value is the other with its year or another end left out."""
    short, long = sorted((first, second), key=len)
    return short in long


def _interchangeable(between: str, behind: str) -> bool:
    """Whether the order of two values says nothing: "0811 … atau 0812 …", "100 kVA dan 45 kVA"."""
    unit = re.match(r"\s*\w+", between)
    if unit and behind.startswith(unit[0]):
        between = between[unit.end() :]
    return not re.sub(r"\b(?:atau|dan)\b|[\W\d]", "", between)


def stray_sentences(cases: Sequence[Case]) -> Iterator[Error]:
    """Drafts with a plain sentence from another case: no number, no name, and not of the source."""
    pool = [
        (case.reading, sentence)
        for case in cases
        for draft in case.drafts
        for sentence in re.findall(
            r"(?:^|(?<=[.!] ))[A-Z][^\n.!?:“”\"]{35,140}\.(?=\s|$)", draft, re.M
        )
        if not re.search(r"\d|@|\w [A-Z]", sentence)
    ]
    for case in cases:
        for number, draft in enumerate(case.drafts):
            others = [sentence for reading, sentence in pool if reading is not case.reading]
            added = random.Random(f"{case.id}/{number}").choice(others)
            start = len(draft) + 2
            yield Error(
                "stray", case.id, f"{draft}\n\n{added}", ((start, start + len(added)),), draft
            )


def _told_apart(case: Case, name: str) -> bool:
    """Whether the document says one thing only of a name."""
    return case.reading.text.count(name) == 1


def _quotes(case: Case, draft: str, chance: random.Random) -> Iterator[Error]:
    for match in re.finditer(r"[“\"]([^”\"\n]{20,})[”\"]", draft):
        start, end = match.span(1)
        words = match[1].split()
        spot = chance.randrange(1, len(words) - 1)
        for changed in (
            [*words[:spot], "selalu", *words[spot:]],
            [*words[:spot], *words[spot + 1 :]],
            [*words[:spot], "konon", *words[spot + 1 :]],
        ):
            yield from _replaced("quote", case, draft, [(start, end, " ".join(changed))])


def _denials(case: Case, draft: str) -> Iterator[Error]:
    """ "dibuka" → "tidak dibuka", outside quotations and questions."""
    rest = re.sub(r"[“\"][^”\"]*[”\"]", lambda match: "·" * len(match[0]), draft)
    for match in _DENIABLE.finditer(rest):
        if re.search(r"\b(?:tidak|belum|bukan|tak|tanpa|paling)\s$", rest[: match.start()]):
            continue
        if "?" in rest[match.end() :].split("\n")[0].split(".")[0]:
            continue
        new = f"tidak {match[0]}"
        for error in _replaced("negation", case, draft, [(*match.span(), new)]):
            start, end = error.places[0]
            yield replace(error, places=((start, end + _CLAUSE),))


def _inventions(case: Case, draft: str) -> Iterator[Error]:
    name = next(iter(case.names["person"]), "Kepala Dinas")
    for sentence in _INVENTED:
        added = sentence.format(name=name)
        start = len(draft) + 2
        text = f"{draft}\n\n{added}"
        yield Error("citation", case.id, text, ((start, start + len(added)),), draft)
