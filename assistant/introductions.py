"""Names, addresses and birth dates that a text introduces as such, found in folded text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.folding import Folded
from assistant.identifiers import Found, words_pattern
from assistant.prompts import load_table

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9'’`]*\.?")


@dataclass(frozen=True)
class _Tables:
    name_cue: re.Pattern[str]
    titles: frozenset[str]
    honours: frozenset[str]
    particles: frozenset[str]
    common: frozenset[str]
    not_names: frozenset[str]
    closings: re.Pattern[str]
    birth: re.Pattern[str]
    address_start: re.Pattern[str]
    residence: re.Pattern[str]
    not_residence: re.Pattern[str]
    part: re.Pattern[str]
    office: re.Pattern[str]
    prepositions: frozenset[str]
    roads: frozenset[str]


@cache
def _tables() -> _Tables:
    table = load_table("privacy.yaml")
    names, addresses, birth = table["names"], table["addresses"], table["birth"]
    common = frozenset(table["common_words"].split())
    return _Tables(
        name_cue=re.compile(
            rf"(?<![a-z])(?:(?P<own>{words_pattern(names['own'])})"
            rf"|(?P<relation>{words_pattern(names['relations'])})"
            rf"|(?P<bare>{words_pattern(names['bare'])})|(?P<i>saya|aku|kulo|kula|sy))(?![a-z])"
            r"\.?(?P<is>\s*(?:adalah|yaitu|yakni|iku|itu|iki|ini|adl|is)(?![a-z]))?"
            r"(?P<sign>\s*[:=,]|\s*-(?=\s))?[\s\"'*·_]{0,4}"
        ),
        titles=frozenset(names["titles"]),
        honours=frozenset(names["honours"]),
        particles=frozenset(names["particles"]),
        common=common,
        not_names=frozenset(table["not_names"].split()),
        closings=re.compile(rf"(?<![a-z])(?:{words_pattern(names['closings'])})[\s,:.]{{1,3}}"),
        birth=_birth_pattern(birth),
        address_start=re.compile(_ADDRESS_START.format(roads=words_pattern(addresses["roads"]))),
        residence=re.compile(
            rf"(?<![a-z])(?:{words_pattern(addresses['residence'])})(?![a-z])[\s:=,.\-]{{0,3}}"
            rf"(?:(?:{words_pattern(addresses['prepositions'])})(?![a-z])[\s:=,]{{1,3}}){{0,3}}"
        ),
        not_residence=re.compile(rf"(?:{words_pattern(addresses['not_residence'])})(?![a-z])"),
        part=_part_pattern(addresses),
        office=re.compile(rf"(?<![a-z])(?:{words_pattern(addresses['offices'])})(?![a-z])"),
        prepositions=frozenset(" ".join(addresses["prepositions"]).split()),
        roads=frozenset(addresses["roads"]),
    )


# --- Names -------------------------------------------------------------------------------------

_DEGREE = re.compile(r",?\s?(?:[SM]\.?\s?[A-Z][a-z]{0,3}\.?|A\.?Md\.?[A-Za-z]*)(?![A-Za-z])")
_MOST_WORDS = 5


def find_names(folded: Folded, officials: Collection[str]) -> Iterator[Found]:
    """Names after "nama saya", "a.n.", "istri saya" …; those of officials are public."""
    low, tables = folded.low, _tables()
    for match in tables.name_cue.finditer(low):
        careful = match["i"] or match["relation"] or (match["bare"] and not match["sign"])
        if match["i"] and (match["is"] or match["sign"]):
            continue
        span = _name_at(folded, match.end(), capitals_only=bool(careful))
        if span and (not match["i"] or _introduces_itself(folded, span)):
            yield from _name(folded, span, officials)
    for match in tables.closings.finditer(low):
        span = _name_at(folded, match.end(), capitals_only=True)
        if span and _ends_the_text(low, span[1]) and low[slice(*span)] not in _places():
            yield from _name(folded, span, officials)


def _name(folded: Folded, span: tuple[int, int], officials: Collection[str]) -> Iterator[Found]:
    value = " ".join(re.findall(r"[a-z0-9']+", folded.low[slice(*span)]))
    if value not in officials:
        yield Found("name", *span, value)


def _name_at(folded: Folded, start: int, *, capitals_only: bool) -> tuple[int, int] | None:
    """The name that begins at `start`, after titles; None when what stands there is no name.

    In capitals it lasts as long as the capitals do, in lower case until a common word.
    """
    text, tables = folded.text, _tables()
    words: list[re.Match[str]] = []
    at = start
    capital = False
    while len(words) < _MOST_WORDS and (match := _WORD.match(text, at)):
        word = match[0].rstrip(".")
        low = word.lower()
        if not words and low in tables.titles:
            at = _past_space(text, match.end())
            continue
        if not words and (low in tables.not_names or low in tables.common):
            return None
        if not words:
            capital = word[0].isupper() and not _all_capitals(text, at)
            if capitals_only and not capital:
                return None
        elif not _continues(word, low, capital, len(words)):
            break
        words.append(match)
        if match[0].endswith(".") and low not in tables.honours and len(low) > 2:
            break
        space = _past_space(text, match.end())
        if space == match.end():
            break
        at = space
    while words and words[-1][0].lower().rstrip(".") in tables.particles:
        words.pop()
    if not words or all(w[0].lower().rstrip(".") in tables.honours for w in words):
        return None
    last = words[-1]
    initial = len(last[0]) <= 2 or last[0].lower().rstrip(".") in tables.honours
    end = last.end() if initial else last.end() - last[0].endswith(".")
    if end - words[0].start() < 2:
        return None
    while capital and (degree := _DEGREE.match(text, end)):
        end = degree.end()
    return words[0].start(), end


def _continues(word: str, low: str, capital: bool, count: int) -> bool:
    tables = _tables()
    if low in tables.particles:
        return True
    if low in tables.common or low in tables.not_names:
        return False
    return word[0].isupper() if capital else count < 4


def _past_space(text: str, at: int) -> int:
    end = at
    while end < len(text) and end - at < 3 and text[end] in " \t":
        end += 1
    return end


def _all_capitals(text: str, at: int) -> bool:
    near = [character for character in text[max(0, at - 40) : at + 40] if character.isalpha()]
    return len(near) > 8 and sum(map(str.isupper, near)) > 0.8 * len(near)


_FOLLOWS_NAME = re.compile(
    r"\s*(?:[,(]\s*)?(?:warga|dari|asal|tinggal|nik|umur|usia|alamat|rt|pemilik|pelanggan|saking|seko"
    r"|teko|hp|wa|no|nomor|domisili|\()"
)


def _introduces_itself(folded: Folded, span: tuple[int, int]) -> bool:
    """A bare "saya Budi" is only believed where more about the person follows: "… dari Waru"."""
    return _FOLLOWS_NAME.match(folded.low, span[1]) is not None


def _ends_the_text(low: str, at: int) -> bool:
    rest = low[at : at + 40].strip(" .,!·-)")
    return not rest or rest[0] in "\n(0123456789+" or low[at : at + 1] == "\n"


# --- Birth dates -------------------------------------------------------------------------------


def _birth_pattern(birth: dict[str, list[str]]) -> re.Pattern[str]:
    months = words_pattern(birth["months"])
    gap = r"[\s.,\-/·]{1,3}"
    digit = "[0-9oil]"
    date = (
        rf"{digit}{{1,2}}{gap}(?:{months}|{digit}{{1,2}})(?:{gap}(?:{digit}{{4}}|{digit}{{2}}))?(?![0-9a-z])"
        rf"|(?:19|20){digit}{{2}}{gap}{digit}{{1,2}}{gap}{digit}{{1,2}}(?![0-9])"
        rf"|{digit}{{6}}(?![0-9])|{digit}{{8}}(?![0-9])"
        rf"|{digit}(?:\s{digit}){{1,7}}(?:{gap}{digit}(?:\s{digit}){{0,3}}){{0,2}}"
    )
    not_before = "".join(rf"(?<!{re.escape(word)} )" for word in birth["not_before"])
    return re.compile(
        rf"(?<![a-z]){not_before}(?:{words_pattern(birth['cues'])})(?:nya|e|ku)?(?![a-z])"
        r"[\s:=,.\-]{0,4}(?:(?:saya|sy|ku|anak|adalah|itu|pada|tanggal|tgl|tg|hari|di|nang|ing|kulo"
        r"|bayi|istri|suami)(?![a-z])[\s:=,.]{1,3}){0,4}"
        rf"(?P<born>(?:(?!{months})[a-z'.]{{3,20}}\s?(?:[a-z]{{3,20}})?\s?[,/.\-]?\s{{0,2}}"
        r"(?:(?:pada|tanggal|tgl)\s){0,2})?"
        rf"(?:{date}))"
    )


def find_birth_dates(folded: Folded) -> Iterator[Found]:
    """The date after "lahir", "TTL" …, with the place of birth between the two."""
    for match in _tables().birth.finditer(folded.low):
        value = " ".join(re.findall(r"[a-z]+|[0-9]+", match["born"]))
        yield Found("birth_date", *match.span("born"), value)


# --- Addresses ---------------------------------------------------------------------------------

_BLOCK = (
    r"blo[kc]k?\.?\s{0,2}[a-z]{1,3}(?![a-z])"
    r"(?:\s?[-./]?\s?[0-9]{1,3}[a-z]?(?![a-z0-9])(?:\s?[-/]\s?[0-9]{1,3})?)?"
)
_RT = r"rt\.?\s{0,2}:?\s?[0-9oil]{1,3}(?![0-9a-z])"
_RW = r"rw\.?\s{0,2}:?\s?[0-9oil]{1,3}(?![0-9a-z])"
_RT_RW = rf"{_RT}\s?[,/.\-&]?\s?(?:dan\s)?(?:{_RW}|[0-9]{{1,3}}(?![0-9a-z]))"
_ADDRESS_START = (
    r"(?<![a-z])(?:(?:{roads})(?![a-z])\.?\s?|rt\.?\s?[0-9:oil]|blo[kc]k?\.?\s"
    r"|[a-z]{{1,2}}\s?[-/]\s?[0-9]{{1,3}}(?![0-9a-z]))"
)


def _part_pattern(addresses: dict[str, list[str]]) -> re.Pattern[str]:
    """One part of an address; which one it is shows by the group."""
    houses = words_pattern(addresses["houses"])
    cities = [*addresses["cities"], *_kecamatan()]
    number = r"[0-9]{1,4}\s?[a-z]?(?![a-z0-9])(?:\s?[-/]\s?[0-9a-z]{1,4}(?![a-z0-9]))?"
    return re.compile(
        rf"(?P<rtrw>{_RT_RW}|{_RT}|{_RW})"
        rf"|(?P<house>(?:{houses})(?:\s?rumah)?\.?\s{{0,2}}:?\s?(?:[a-z]{{1,2}}[-. ]?)?{number})"
        rf"|(?P<block>{_BLOCK})"
        rf"|(?P<road>(?:{words_pattern(addresses['roads'])})(?![a-z])\.?)"
        rf"|(?P<area>(?:{words_pattern(addresses['areas'])})(?![a-z])\.?)"
        rf"|(?P<city>(?:{words_pattern(cities)})(?![a-z]))"
        r"|(?P<post>(?:kode\s?pos\s?:?\s?)?[0-9]{5}(?![0-9]))"
        r"|(?P<code>[a-z]{1,2}\s?[-/]?\s?[0-9]{1,3}[a-z]?(?:\s?[-/]\s?[0-9]{1,3})?(?![0-9a-z]))"
        r"|(?P<number>[0-9]{1,4}\s?[a-z]?(?![0-9a-z])(?:\s?[-/]\s?[0-9]{1,3}(?![0-9a-z]))?)"
        r"|(?P<word>[a-z][a-z0-9'’]*\.?)"
    )


def _kecamatan() -> list[str]:
    return [name.lower() for name in load_table("places.yaml")["villages"]]


@cache
def _places() -> frozenset[str]:
    """Districts, villages and towns: no names of persons."""
    villages = ", ".join(load_table("places.yaml")["villages"].values()).lower().split(", ")
    return frozenset([*villages, *_kecamatan(), *load_table("privacy.yaml")["addresses"]["cities"]])


_BETWEEN = re.compile(r"[\s,.\-/;()·]{0,3}")
_AFTER_NUMBER = re.compile(
    r"\s{0,2}(?:$|[,.;!?)\n·]|(?:rt|rw|kel|kec|ds|desa|dusun|kab|blok|no|sidoarjo|sda|surabaya|gg"
    r"|gang|[0-9]{5})(?![a-z]))"
)


def find_addresses(folded: Folded, offices: Collection[str]) -> Iterator[Found]:
    """Addresses with a house number, block or RT/RW, or where somebody says to live there.

    A street, a landmark or a village alone is the place of a problem and stays.
    """
    low, tables = folded.low, _tables()
    done = 0
    homes = [
        match.end()
        for match in tables.residence.finditer(low)
        if not tables.not_residence.match(low, match.end())
    ]
    starts = sorted({(m.start(), False) for m in tables.address_start.finditer(low)})
    cues = [(home, True) for home in homes]
    for start, is_home in sorted([*starts, *cues]):
        if start < done:
            continue
        at_home = is_home or any(0 <= start - home <= 40 for home in _last(homes, start))
        parts = _parts(folded, start, free_words=4 if is_home else 0)
        span = _personal(folded, parts, at_home=at_home, offices=offices)
        if span is None:
            continue
        if not is_home and not any(kind == "road" for kind, _, _ in parts):
            span = (_estate_start(folded, span[0], done), span[1])
        done = span[1]
        value = " ".join(re.findall(r"[a-z]+|[0-9]+", low[slice(*span)]))
        yield Found("address", *span, value)


def _last(ends: Sequence[int], start: int) -> Sequence[int]:
    at = bisect_right(ends, start)
    return ends[at - 1 : at] if at else ()


_Part = tuple[str, int, int]


def _parts(folded: Folded, start: int, *, free_words: int) -> list[_Part]:
    """The parts of an address from `start` on, as far as it goes on like one.

    `free_words`: names that may stand before the first part ("Sekardangan Indah C-12").
    """
    low, tables = folded.low, _tables()
    parts: list[_Part] = []
    words_left = free_words
    at = start
    while len(parts) < 30 and (match := tables.part.match(low, at)):
        kind = match.lastgroup or "word"
        end = match.end()
        if kind == "road" and parts and parts[-1][0] == "area":
            kind = "word"  # "Kec. Taman"
        if kind == "word":
            word = match[0].rstrip(".")
            proper = folded.text[at].isupper()
            if words_left == 0 or (word in tables.common and not (proper and parts)):
                break
            if word in tables.common and len(parts) and parts[-1][0] == "word":
                break
            if parts and parts[-1][0] == "word" and _starts_anew(low, parts[-1][2], at):
                break
            words_left -= 1
            end = match.start() + len(word) if match[0].endswith(".") and len(word) > 2 else end
        elif kind == "road":
            words_left = 5
        elif kind == "area":
            words_left = 3 if folded.text[_past_space(low, end) :][:1].isupper() else 2
        elif (kind == "number" and not _is_house_number(low, parts, end)) or (
            kind == "code" and not _is_house_code(folded, parts, at, end)
        ):
            break
        else:
            words_left = 0
        parts.append((kind, at, end))
        between = _BETWEEN.match(low, end)
        at = between.end() if between else end
        if "\n\n" in low[end:at]:
            break
    return parts


def _starts_anew(low: str, end: int, at: int) -> bool:
    return any(mark in low[end:at] for mark in ".,;()\n")


def _is_house_number(low: str, parts: list[_Part], end: int) -> bool:
    """A bare number is a house's after a street's name and at the end of a clause."""
    if len(parts) < 2 or parts[-1][0] != "word":
        return False
    if not any(kind == "road" for kind, _, _ in parts):
        return False
    return _AFTER_NUMBER.match(low, end) is not None


def _is_house_code(folded: Folded, parts: list[_Part], start: int, end: int) -> bool:
    """ "CK-12" after the name of an estate."""
    written = folded.text[start:end]
    return (
        bool(parts)
        and parts[-1][0] in ("word", "block", "house")
        and (written[0].isupper() or "-" in written or "/" in written)
    )


def _personal(
    folded: Folded, parts: list[_Part], *, at_home: bool, offices: Collection[str]
) -> tuple[int, int] | None:
    """The span to mask, or None when it is only a place."""
    kinds = [kind for kind, _, _ in parts]
    while kinds and kinds[-1] in ("road", "area"):
        kinds.pop()
        parts = parts[: len(kinds)]
    if not parts:
        return None
    low = folded.low
    span = parts[0][1], parts[-1][2]
    numbered = any(kind in ("house", "code", "number") for kind in kinds) or any(
        kind == "block" and any(c.isdigit() for c in low[a:b]) for kind, a, b in parts
    )
    named = [kind for kind in kinds if kind in ("road", "word")]
    pair = any(kind == "rtrw" and _is_pair(low, parts, a, b) for kind, a, b in parts)
    has_road = "road" in kinds
    written = " ".join(re.findall(r"[a-z0-9]+", low[slice(*span)]))
    if any(written in office or office in written for office in offices):
        return None
    if not at_home and _belongs_to_office(low, span[0]):
        return None
    if at_home:
        if numbered or "rtrw" in kinds or "block" in kinds or (has_road and len(named) > 1):
            return span
        return None
    if numbered and (has_road or "block" in kinds or "rtrw" in kinds):
        return span
    if has_road and len(named) > 1 and ("rtrw" in kinds or "block" in kinds):
        return span
    if pair:
        rt = [(a, b) for kind, a, b in parts if kind == "rtrw"]
        return rt[0][0], rt[-1][1]
    return None


def _is_pair(low: str, parts: list[_Part], start: int, end: int) -> bool:
    written = low[start:end]
    if re.search(r"rt.*(?:rw|[0-9]\s?[/,.\-]\s?[0-9])", written):
        return True
    return any(
        kind == "rtrw" and low[a:b].startswith("rw") != written.startswith("rw")
        for kind, a, b in parts
    )


def _belongs_to_office(low: str, start: int) -> bool:
    """ "Kantor Dukcapil, Jl. …": directly behind an office's name stands the office's address."""
    before = low[max(0, start - 45) : start]
    offices = list(_tables().office.finditer(before))
    if not offices:
        return False
    between = before[offices[-1].end() :]
    return len(between.split()) <= 3 and not re.search(r"[.!?;\n]|saya|rumah|dekat|depan", between)


def _estate_start(folded: Folded, start: int, floor: int) -> int:
    """Takes the name of an estate in front of its block: "Puri Surya Jaya blok C3"."""
    tables = _tables()
    words = list(re.finditer(r"[A-Za-z][A-Za-z'’]*", folded.text[max(floor, start - 50) : start]))
    base = max(floor, start - 50)
    found = start
    for match in reversed(words[-4:]):
        at, end = base + match.start(), base + match.end()
        low = match[0].lower()
        if folded.text[end:found].strip(" ,"):
            break
        if low in tables.common or low in tables.prepositions:
            break
        found = at
    return found


def repeated(text: str, value: str) -> Iterator[tuple[int, int]]:
    """Where the words of `value` stand again in `text`, whatever lies between them."""
    words = [re.escape(word) for word in value.split()]
    pattern = r"(?<![a-z0-9])" + r"[\s.,'·\-]{1,3}".join(words) + r"(?![a-z0-9])"
    for match in re.finditer(pattern, text):
        yield match.span()


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """`spans` sorted and apart."""
    at = bisect_left(spans, (start, start))
    return (at < len(spans) and spans[at][0] < end) or (at > 0 and spans[at - 1][1] > start)
