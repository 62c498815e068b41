"""Where something is: "dpn balai desa kletek" is "depan Balai Desa Kletek"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.prompts import load_table
from assistant.triaging.comments import Comment, Word

RELATIONS = {
    "depan": "depan", "dekat": "dekat", "belakang": "belakang", "samping": "samping",
    "sebelah": "sebelah", "seberang": "seberang", "arah": "arah", "sepanjang": "sepanjang",
    "sekitar": "sekitar", "pinggir": "pinggir", "ujung": "ujung",
}  # fmt: skip
# After these a name may be any unknown word; after the others only a known or a capital one.
_NAMED = frozenset(
    "jalan raya|jalan|raya|gang|desa|dusun|dsn|kampung|kelurahan|kecamatan|perumahan|griya|puri|"
    "apartemen|pasar|puskesmas|puskesmas pembantu|pustu|posyandu|sdn|smpn|sman|smkn|masjid|"
    "stasiun|terminal|jembatan|bundaran|balai desa|kantor desa|perempatan|pertigaan|simpang|"
    "sungai|kali|polsek|rs|sd|smp|tk".split("|")
)
# Worth naming only together with a relation or a name.
_DIRECTIONS = frozenset(
    "utara selatan timur barat tengah kulon wetan lor kidul raya baru lama indah permai asri "
    "regency residence residen".split()
)
# "Puskesmas Waru lama banget": how it is, and no part of its name.
_INTENSIFIERS = frozenset("banget sekali amat pol parah terus kali poll tenan".split())
_NUMBERED = frozenset(
    "sd sdn smp smpn sma sman smk smkn blok gang tk tambak rw rt griya perumahan puri jalan".split()
)
# Estates take their names from anywhere: "Perumahan Gading Fajar" is not in the village of Gading.
_ESTATES = frozenset("perumahan griya puri apartemen rusun rusunawa ruko komplek masjid".split())
_UPPER = frozenset(
    "rt rw sd sdn smp smpn sma sman smk smkn tk rs rsud gor mpp spbu tps tpa".split()
)
_UNITS = frozenset("hari minggu bulan tahun jam kali orang menit ribu juta titik meter".split())
_AFFIXED = re.compile(r"^(?:ber|ter|meng|mem|men|per|peng|pem|di|ke|se)[a-z]{3,}|.*(?:nya|kan)$")
_MOST_NAMES = 3
# After these a capital begins a name, whatever the word means: "Jl Pahlawan".
_ROAD = frozenset({"jl", "jln"})
# Abbreviations before a full stop are no longer than this.
_ABBREVIATED = 4


@dataclass(frozen=True, slots=True)
class Place:
    """`text` reads "depan Balai Desa Kletek"; `phrase` begins with its preposition.

    `twins`: the districts that a village's name leaves open. `first`, `last`: words it took;
    `beside`: it is depan, dekat … something.
    """

    text: str
    phrase: str
    district: str | None
    twins: tuple[str, ...]
    first: int
    last: int
    beside: bool = False


def find_place(comment: Comment) -> Place | None:
    """The place that the comment names most exactly, if it names one."""
    names = _names()
    best: tuple[float, _Span] | None = None
    towards: dict[int, _Span] = {}
    n = 0
    while n < len(comment.words):
        span = _span(comment, n, names)
        if span is None:
            n += 1
            continue
        if span.relation == "arah":
            towards[span.first] = span
        if best is None or span.weight > best[0]:
            best = (span.weight, span)
        n = span.last
    if best is None:
        return None
    place = _place(comment, best[1], names)
    after = towards.get(best[1].last)
    return _directed(place, after) if after else place


def _directed(place: Place, towards: "_Span") -> Place:
    """ "Jalan Raya Sukodono arah Bangsri": of a long road, the end that is meant."""
    end = f" arah {' '.join(towards.shown)}"
    return replace(place, text=place.text + end, phrase=place.phrase + end, last=towards.last)


@dataclass(frozen=True, slots=True)
class _Span:
    first: int
    last: int
    shown: tuple[str, ...]
    weight: float
    relation: str | None
    village: str | None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Villages and districts by their letters, the way they are written, and where they lie."""

    shown: Mapping[str, str]
    districts: Mapping[str, tuple[str, ...]]
    known_roads: Mapping[str, str]
    need_cue: frozenset[str]
    cues: frozenset[str]
    common: frozenset[str]
    district_names: frozenset[str]
    kinds: Mapping[str, str]
    estates: frozenset[str]
    everyday: frozenset[str]
    loose_kinds: frozenset[str]


@cache
def _names() -> Gazetteer:
    table = load_table("places.yaml")
    shown: dict[str, str] = {}
    districts: dict[str, tuple[str, ...]] = {}
    for district, cell in table["villages"].items():
        for village in (*_cell(cell), district):
            key = _key(village)
            shown.setdefault(key, village)
            where = districts.get(key, ())
            if district not in where:
                districts[key] = (*where, district)
    roads: dict[str, str] = {}
    for group in ("roads", "rivers", "landmarks"):
        for row in table[group]:
            for name in (row["name"], *_cell(row["aliases"])):
                roads[_key(name)] = row["name"]
    common = set(load_table("privacy.yaml")["common_words"].split())
    return Gazetteer(
        shown,
        districts,
        roads,
        frozenset(_key(name) for name in _cell(table["need_cue"])),
        frozenset(_cell(table["cues"])),
        frozenset(common),
        frozenset(_key(name) for name in table["villages"]),
        table["kinds"],
        frozenset(_cell(table["estates"])),
        _everyday(),
        frozenset(_cell(table["kinds_need_cue"])),
    )


def _everyday() -> frozenset[str]:
    """Words that stand for themselves, as they are written: "di", "min", "pak"."""
    table = load_table("triage.yaml")
    spoken_to = set(table["openings"]["address"].split())
    said = {*spoken_to, *table["language"]["id"].split()}
    for spellings in (table["spellings"]["slang"], table["spellings"]["javanese"]):
        for word in said & spellings.keys():
            said.update(spellings[word].split())
    return frozenset(said)


def kinds_of_place() -> Mapping[str, str]:
    """Words that say what kind of place something is, with the way they are written."""
    return _names().kinds


def is_place_name(comment: Comment, n: int) -> bool:
    """Whether word `n` may be the name of a place: the tables know it as one, or nobody knows
    it."""
    word, names = comment.words[n], _names()
    raw = _raw(comment, word)
    return _key(raw) in names.shown or not (word.known or raw in names.common)


def _cell(value: Any) -> list[str]:
    return [part.strip() for part in str(value).split(",") if part.strip()]


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _span(comment: Comment, n: int, names: Gazetteer) -> _Span | None:
    """The place that begins with word `n`: relation, kind of place, name; each may be missing."""
    start, shown = n, []
    written = _raw(comment, comment.words[n])
    relation = RELATIONS.get(written) or RELATIONS.get(comment.plain[n])
    if relation is not None:
        n += 1
    anchors: list[str] = []
    while (found := _anchor(comment, n, names)) and not _is_road(comment, n, names):
        anchor, size = found
        if not (anchors and anchors[-1] == anchor):
            anchors.append(anchor)
            shown.append(names.kinds[anchor])
        n += size
        if len(anchors) == 2:
            break
    village: str | None = None
    count = 0
    estate = bool(_ESTATES.intersection(anchors))
    cued = bool(relation) or (start > 0 and comment.plain[start - 1] in names.cues)
    named = bool(anchors) and anchors[-1] in _NAMED
    named = named and (cued or anchors[0] not in names.loose_kinds)  # "dua kali lipat"
    while count < _MOST_NAMES and n < len(comment.words):
        known = _known(comment, n, names, bool(anchors or relation) or count > 0)
        if known:
            key, size, name = known
            village = village or (key if key in names.districts and not estate else None)
            shown.append(name)
            n, count = n + size, count + 1
            if not anchors and n < len(comment.words) and comment.plain[n] not in _DIRECTIONS:
                break
            continue
        word = _name_word(comment, n, names, named, anchors, count)
        if word is None:
            break
        shown.append(word)
        n, count = n + 1, count + 1
    if not count and not (relation and anchors):
        return None
    if not count and anchors[-1] in ("jalan", "gang", "desa", "kampung", "raya", "blok"):
        return None
    weight = (
        (2.0 if village else 0.0) + 1.5 * bool(anchors and count) + bool(relation) + 0.2 * count
    )
    return _Span(start, n, tuple(shown), weight, relation, village)


def _is_road(comment: Comment, n: int, names: Gazetteer) -> bool:
    known = _known(comment, n, names, True)
    return known is not None and known[0] in names.known_roads


def _anchor(comment: Comment, n: int, names: Gazetteer) -> tuple[str, int] | None:
    for size in (2, 1):
        words = " ".join(comment.plain[n : n + size])
        if n + size <= len(comment.plain) and words in names.kinds:
            return words, size
    return None


def _known(comment: Comment, n: int, names: Gazetteer, cued: bool) -> tuple[str, int, str] | None:
    """A name of the tables at word `n`, longest first; everyday words need a cue before them."""
    for size in (4, 3, 2, 1):
        if n + size > len(comment.words):
            continue
        key = _key("".join(_raw(comment, comment.words[m]) for m in range(n, n + size)))
        if len(key) < 3:
            continue
        if key in names.known_roads and size > 1:
            return key, size, names.known_roads[key]
        if key == "sidoarjo" and not cued:  # the whole regency is no place
            return None
        if key in names.shown and not _is_chance(comment, n, size, names):
            before = _raw(comment, comment.words[n - 1]) if n else ""
            named = cued or before in names.cues or _is_capital(comment, n)
            if key in names.need_cue and not named:
                return None
            return key, size, names.shown[key]
    return None


def _is_capital(comment: Comment, n: int) -> bool:
    """Whether word `n` has a capital of its own: "macetnya Waru tiap pagi"."""
    before, word = comment.words[n - 1], comment.words[n]
    if n == 0 or not comment.text[word.start].isupper() or _is_ended(comment, before, word):
        return False
    return comment.text[word.end - 1].islower() and comment.text[before.start].islower()


def _is_chance(comment: Comment, n: int, size: int, names: Gazetteer) -> bool:
    """Whether words of their own make the letters of a name: "mati min di Sukodono" is not in
    Mindi."""
    words = [_raw(comment, comment.words[m]) for m in range(n, n + size)]
    if size == 1 or " ".join(words) == names.shown[_key("".join(words))].lower():
        return False
    return not names.everyday.isdisjoint(words)


def _name_word(
    comment: Comment,
    n: int,
    names: Gazetteer,
    named: bool,
    anchors: Sequence[str],
    count: int,
) -> str | None:
    """Word `n` as part of a name, if it can be one."""
    if not anchors and not count:
        return None
    word = comment.words[n]
    given = comment.text[word.start : word.end]
    raw = given.lower()
    if n and _is_ended(comment, comment.words[n - 1], word):
        return None
    if raw.isdigit() and re.match(r"[.,]\d", comment.text[word.end : word.end + 2]):
        return None
    if count and given.islower() and raw not in _DIRECTIONS and raw not in names.estates:
        before = comment.words[n - 1]
        if comment.text[before.start].isupper():  # "Jl. Yos Sudarso bolong": the name is over
            return None
    if raw.isdigit() and len(raw) <= 2 and (count or set(anchors) & _NUMBERED):
        after = comment.plain[n + 1] if n + 1 < len(comment.plain) else ""
        return None if after in _UNITS else raw
    if not raw.isalpha() or len(raw) < 2:
        return None
    if raw in _DIRECTIONS and (count or named):
        after = comment.plain[n + 1] if n + 1 < len(comment.plain) else ""
        just = raw == "baru" and _AFFIXED.match(after)  # "jalan baru diaspal"
        return None if after in _INTENSIFIERS or just else raw.capitalize()
    capital = given[0].isupper() and not comment.text.isupper()
    estate = bool(_ESTATES.intersection(anchors)) and (capital or raw in names.estates)
    if estate:
        return raw.upper() if raw in _UPPER else raw.capitalize()
    if capital and n and _raw(comment, comment.words[n - 1]) in _ROAD:
        return given
    if raw in names.common or (word.known and raw not in names.shown):
        return None
    if capital or (named and not _AFFIXED.match(raw)):
        return (
            raw.upper() if raw in _UPPER or (given.isupper() and len(raw) < 4) else raw.capitalize()
        )
    return None


def _is_ended(comment: Comment, before: Word, word: Word) -> bool:
    """Whether a sentence or a clause ends between two words; "Jl." and "Ds." end none."""
    between = comment.text[before.end : word.start]
    full = "." in between and before.end - before.start > _ABBREVIATED
    return full or bool(between.strip(" .-/"))


def _raw(comment: Comment, word: Word) -> str:
    return comment.text[word.start : word.end].lower()


def _place(comment: Comment, span: _Span, names: Gazetteer) -> Place:
    shown = [part for n, part in enumerate(span.shown) if part not in span.shown[:n]]
    text = " ".join(([span.relation] if span.relation else []) + shown)
    district = _district(comment, span, names)
    twins = names.districts.get(span.village or "", ())
    if span.village in names.district_names or district or len(twins) < 2:
        twins, only = (), (twins[0] if len(twins) == 1 else None)
        district = district or only
    phrase = text if span.relation in ("arah", "sepanjang") else f"di {text}"
    if span.relation == "sepanjang":
        phrase = text
    return Place(text, phrase, district, twins, span.first, span.last, span.relation is not None)


def _district(comment: Comment, span: _Span, names: Gazetteer) -> str | None:
    """The district that the comment names beside the village."""
    possible = names.districts.get(span.village or "", ())
    for word in comment.words:
        key = _key(comment.text[word.start : word.end])
        if key in names.district_names and names.shown[key] in possible and key != span.village:
            return names.shown[key]
    return None


def places_in(text: str) -> Iterator[str]:
    """Every village, road and landmark of the tables that `text` names, by its key."""
    names = _names()
    words = re.findall(r"[A-Za-z]+", text)
    for n in range(len(words)):
        for size in (3, 2, 1):
            key = _key("".join(words[n : n + size]))
            known = key in names.known_roads or key in names.shown
            if known and words[n][0].isupper() and key not in ("sidoarjo",):
                yield key
                break
