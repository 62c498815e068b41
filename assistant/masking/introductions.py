"""Names and birth dates that a text introduces as such, found in folded text."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from assistant.masking.addresses import is_place
from assistant.masking.folding import Folded, Found, words_pattern
from assistant.masking.name_shapes import is_given_name, is_ordinary
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
    shown: re.Pattern[str]
    closings: re.Pattern[str]
    role: re.Pattern[str]
    named_place: re.Pattern[str]
    keeper: re.Pattern[str]
    follows_self: re.Pattern[str]
    follows_person: re.Pattern[str]
    ordinary: frozenset[str]
    surely: frozenset[str]
    public_figures: frozenset[str]
    birth: re.Pattern[str]
    listed_birth: re.Pattern[str]


@cache
def _tables() -> _Tables:
    table = load_table("privacy.yaml")
    names, birth = table["names"], table["birth"]
    common = frozenset(table["common_words"].split())
    kin, owners = words_pattern(names["kin"]), words_pattern(names["owners"])
    return _Tables(
        name_cue=re.compile(
            rf"(?<![a-z\-])(?:(?P<own>{words_pattern(names['own'])})"
            rf"|(?P<third>{words_pattern(names['third'])})"
            rf"|(?P<relation>{words_pattern(names['relations'])}"
            rf"|(?:{kin})(?:ku|\s+(?:{owners}))(?:\s+(?:{words_pattern(names['which'])}|dari))?"
            rf"|(?:{kin})\s+dari|nama\s+(?:{words_pattern(names['which'])}|{kin}|pe[a-z]{{3,}}|ter[a-z]{{3,}})"
            rf"(?:\s+(?:{kin}))?)"
            rf"|(?P<label>{words_pattern(names['labels'])}|{kin})"
            rf"|(?P<bare>{words_pattern(names['bare'])})|(?P<i>saya|aku|kulo|kula|sy|kami))(?![a-z])"
            rf"(?:\s(?:{words_pattern(names['addressed'])})(?:,|(?![a-z])))?"
            r"(?P<is>\s*(?:adalah|yaitu|yakni|iku|itu|iki|ini|adl|is)(?![a-z]))?"
            r"(?P<sign>\s*[:=,]|\s*-(?=\s))?[\s\"'*·_]{0,4}"
        ),
        titles=frozenset(names["titles"]),
        honours=frozenset(names["honours"]),
        particles=frozenset(names["particles"]),
        common=common,
        not_names=frozenset(table["not_names"].split()),
        shown=re.compile(rf"(?<![a-z])(?:{words_pattern(names['shown'])})\s+(?=[a-z])"),
        closings=re.compile(
            rf"(?<![a-z])(?:(?:{words_pattern(names['closings'])})[\s,:.\-]{{1,5}}"
            rf"|(?:{words_pattern(names['thanks'])})\s?[,:.\-\n][\s,:.\-]{{0,4}})"
            r"|(?<=[.!?,\n])\s{0,3}[-~]\s{0,2}(?=[a-z])"
        ),
        role=re.compile(
            rf"(?<![a-z\-])(?:{words_pattern([*names['titles'], *names['roles']])}|{kin})"
            rf"(?:\s(?:{words_pattern(names['which'])}))?(?![a-z])\.?\s{{1,2}}(?=[a-z])"
        ),
        named_place=re.compile(
            rf"(?<![a-z])(?:{words_pattern(names['named_places'])})\.?(?:\s+(?P<middle>[a-z]+))?"
            rf"(?:\s+(?:{words_pattern(names['titles'])})\s+[a-z]+\s+(?:apa|atau|dan|sama))?\s+$"
        ),
        keeper=re.compile(
            rf"(?<![a-z])(?:{words_pattern(names['keepers'])})(?:\s+[a-z]+){{0,2}}\s+$"
        ),
        follows_self=re.compile(
            rf"\s*(?:[,(]\s*)?(?:(?:{words_pattern(names['follows_self'])})(?![a-z])|\()"
        ),
        follows_person=re.compile(rf"\s*,?\s(?:{words_pattern(names['follows_person'])})(?![a-z])"),
        ordinary=frozenset(names["ordinary"].split()),
        surely=frozenset(names["surely"]),
        public_figures=frozenset(names["public_figures"]),
        birth=_birth_pattern(birth),
        listed_birth=re.compile(
            r"\s?[,;/#|]\s?(?P<born>[0-9]{1,2}[\s.\-/]"
            rf"(?:[0-9]{{1,2}}|{words_pattern(birth['months'])})[\s.\-/](?:19|20)[0-9]{{2}})"
            r"(?=\s?(?:$|[,;/#|\n]))"
        ),
    )


# --- Names -------------------------------------------------------------------------------------

_DEGREE = re.compile(
    r",?\s?(?:[SMsm]\.\s?[A-Za-z]{1,4}(?:\.[A-Za-z]{1,3})?(?![A-Za-z])\.?|[Aa]\.?[Mm]d\.?(?:[Kk]e[bp]\.?)?"
    r"|(?:S[HET]|M[HMT]|SPd|SKom|SSos|SAg|SIP|MPd|MSi)(?![A-Za-z]))"
)
_MOST_WORDS = 5


def find_names(folded: Folded, officials: Collection[str]) -> Iterator[Found]:
    """Names after "nama saya", "a.n.", "istri saya" …; those of officials are public."""
    low, tables = folded.low, _tables()
    for match in tables.name_cue.finditer(low):
        sign = (match["sign"] or "").strip()
        headed = sign in (":", "=")
        if match["i"] and (
            match["is"] or sign not in ("", ",") or (match["i"] == "kami" and not sign)
        ):
            continue
        if match["label"] and not headed:
            continue
        known = frozenset() if match["relation"] else officials
        said = (match["own"] and sign != ",") or (headed and (match["bare"] or match["third"]))
        span = _name_at(folded, match.end(), careful=not said)
        if span and match["i"] and folded.text[span[0]].islower():
            span = _leading_names(folded, span) or span
        if span and (not match["i"] or _introduces_itself(folded, span, apart=sign == ",")):
            yield from _name(folded, span, known)
    for match in tables.shown.finditer(low):
        span = _name_at(folded, match.end(), careful=True)
        if span is None or low[slice(*span)] in tables.ordinary:
            continue
        if folded.text[span[0]].isupper() and _is_known(folded, span):
            yield from _name(folded, span, officials)
    for match in tables.closings.finditer(low):
        span = _name_at(folded, match.end(), careful=True)
        if span and _ends_the_text(low, span[1]) and low[slice(*span)] not in tables.ordinary:
            yield from _name(folded, span, officials)
    for match in tables.role.finditer(low):
        span = _person_at(folded, match)
        if span:
            yield from _name(folded, span, officials)


def _person_at(folded: Folded, role: re.Match[str]) -> tuple[int, int] | None:
    """The name after "Pak", "adik", "berkas" …: one that many people have, or one in capitals
    that the words around it show to be a person's. "Warung Bu Tini" is a place."""
    low, tables = folded.low, _tables()
    before = low[max(0, role.start() - 40) : role.start()]
    keeper = tables.keeper.search(before)
    place = tables.named_place.search(before)
    if place and not keeper and place["middle"] not in tables.common:
        return None
    span = _name_at(folded, role.end(), careful=not keeper)
    if span is None or not tables.public_figures.isdisjoint(
        (low[slice(*span)], low[role.start() : span[1]])
    ):
        return None
    start, end = span
    if folded.text[start].isupper() and not _all_capitals(folded.text, start):
        known = _begins_with_given_name(folded.text[start:end])
        titled = low[role.start() : role.end()].strip(" .\n") in tables.honours
        span = (role.start() if titled else start), end
        sure = keeper or low[role.start() : role.end()].strip(" .\n") in tables.surely
        return span if known or sure or tables.follows_person.match(low, end) else None
    span = _leading_names(folded, span)
    return span if span and low[slice(*span)] not in tables.ordinary else None


def _leading_names(folded: Folded, span: tuple[int, int]) -> tuple[int, int] | None:
    """As far as the words of lower-case text are surely names: "jumainah bakul jamu"."""
    words = _WORD.finditer(folded.low, *span)
    names = list(takewhile(lambda word: is_given_name(word[0]), words))
    return (span[0], names[-1].end()) if names else None


_AND = re.compile(r"\s?(?:,|&|\+|/|dan|sama|karo|kalih|lan|dengan|menjadi|jadi|bukan)\s+(?=[A-Z])")


def find_companions(
    folded: Folded, names: Sequence[Found], officials: Collection[str]
) -> Iterator[Found]:
    """The names that follow one by "dan", "sama", "menjadi" …: "Dwi Cahyono dan Astutik"."""
    for name in names:
        at = name.end
        while (joined := _AND.match(folded.text, at)) and (
            span := _name_at(folded, joined.end(), careful=True)
        ):
            if not _is_capitalised_name(folded.text[slice(*span)].split()[0]):
                break
            yield from _name(folded, span, officials)
            at = span[1]


def find_named(
    folded: Folded, items: Sequence[Found], officials: Collection[str]
) -> Iterator[Found]:
    """Names directly beside somebody's number, e-mail, address …: "Ngatemi (3515…)"; known ones,
    and before the item also those that begin a list ("daftar: Keisha Aurelia, 0812…")."""
    text = folded.text
    for item in items:
        base = max(0, item.start - 60)
        if match := _NAMED.search(text[base : item.start]):
            span = _name_at(folded, base + match.start(), careful=True)
            heads_list = text[: base + match.start()].endswith((": ", ":", "#", "#\u0020"))
            if span and (_is_known(folded, span) or (heads_list and " " in text[slice(*span)])):
                yield from _name(folded, span, officials)
        if item.kind != "address" and (after := _NAMED_AFTER.match(text, item.end)):
            span = _name_at(folded, after.end(), careful=True)
            if span and _is_known(folded, span) and _ENDS_FIELD.match(text, span[1]):
                yield from _name(folded, span, officials)


_NAMED = re.compile(
    r"(?<![A-Za-z])(?:[A-Z][a-z'’.]+\s?){1,4}[\s,:;(\-/#|]{1,3}"
    r"(?:(?i:nik|kk|ktp|hp|wa|no|telp|email|lahir|tgl lahir|ttl|alamat|ds|desa)\.?[\s:]{1,2})?$"
)
_NAMED_AFTER = re.compile(r"[\s,;:/#|(\-]{1,4}(?:(?i:a\.?n\.?|atas nama)\s)?(?=[A-Z])")
_ENDS_FIELD = re.compile(r"\s*(?:$|[\n,;.)/#|])")


def _is_known(folded: Folded, span: tuple[int, int]) -> bool:
    return _begins_with_given_name(folded.text[slice(*span)])


def _name(folded: Folded, span: tuple[int, int], officials: Collection[str]) -> Iterator[Found]:
    value = " ".join(re.findall(r"[a-z0-9']+", folded.low[slice(*span)]))
    if value and value not in officials and value.partition(" ")[0] not in officials:
        yield Found("name", *span, value)


def _name_at(folded: Folded, start: int, *, careful: bool) -> tuple[int, int] | None:
    """The name that begins at `start`, after titles; None when what stands there is no name.

    In capitals it lasts as long as the capitals do, in lower case until a common word. `careful`:
    without capitals only a name that many people have.
    """
    text, tables = folded.text, _tables()
    words: list[re.Match[str]] = []
    at = start
    capital = False
    while len(words) < _MOST_WORDS and (match := _WORD.match(text, at)):
        word = match[0].rstrip(".")
        low = word.lower()
        if sum(map(str.isdigit, word)) > 1:
            break
        if not words and low in tables.titles:
            at = _past_space(text, match.end())
            continue
        if not words and _is_no_name(word):
            return None
        if not words:
            capital = word[0].isupper() and not _all_capitals(text, at)
            if careful and not capital and not _begins_with_given_name(text[at : at + 60]):
                return None
            if (careful or not capital) and is_ordinary(low):
                following = _WORD.match(text, _past_space(text, match.end()))
                if not (capital and following and _is_capitalised_name(following[0])):
                    return None
            if careful and capital and word.isupper() and 1 < len(word) < 5:
                return None  # an abbreviation
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
    if end - words[0].start() < 2 or is_place(text[words[0].start() : end].lower()):
        return None
    while degree := _DEGREE.match(text, end):
        end = degree.end()
    return words[0].start(), end


def _begins_with_given_name(text: str) -> bool:
    """Whether one of the first two words, after honours, is a name that many people have."""
    tables = _tables()
    words = [word.rstrip(".") for word in _WORD.findall(text)]
    while words and words[0].lower() in tables.honours:
        words.pop(0)
    known = takewhile(lambda word: not _is_common(word), words[:2])
    return any(is_given_name(word.lower()) for word in known)


def _is_capitalised_name(word: str) -> bool:
    return word[0].isupper() and is_given_name(word.rstrip(".").lower())


def _is_common(word: str) -> bool:
    """Whether `word` is no name; "Wulan" is one, though "wulan" is a month."""
    tables, low = _tables(), word.lower()
    return low in tables.common and not (word[:2].istitle() and is_given_name(low))


def _is_no_name(word: str) -> bool:
    return word.lower() in _tables().not_names or _is_common(word)


def _continues(word: str, low: str, capital: bool, count: int) -> bool:
    tables = _tables()
    if low in tables.particles:
        return True
    if _is_no_name(word):
        return False
    return word[0].isupper() if capital else count < 4 and not is_ordinary(low)


def _past_space(text: str, at: int) -> int:
    end = at
    while end < len(text) and end - at < 3 and text[end] in " \t":
        end += 1
    return end


def _all_capitals(text: str, at: int) -> bool:
    near = [character for character in text[max(0, at - 40) : at + 40] if character.isalpha()]
    return len(near) > 8 and sum(map(str.isupper, near)) > 0.8 * len(near)


_GOES_ON = re.compile(r"[,.]?\s[a-z]")


def _introduces_itself(folded: Folded, span: tuple[int, int], *, apart: bool) -> bool:
    """A bare "saya Budi" is only believed where more about the person follows ("… dari Waru"), of
    two names in capitals before a word in lower case ("saya Budi Santoso ingin …"), and between
    commas (`apart`: "saya, Budi, ingin …")."""
    tables = _tables()
    text = folded.text
    words = text[slice(*span)].split()
    if tables.follows_self.match(folded.low, span[1]):
        return folded.low[slice(*span)] not in tables.ordinary
    in_capitals = all(word[0].isupper() and not word[1:2].isupper() for word in words)
    if apart and in_capitals and text[span[1] : span[1] + 1] == ",":
        return True
    lower = [word.lower() for word in words]
    if in_capitals and lower == lower[:1] and lower[0] in tables.ordinary:
        return False
    if in_capitals:
        known = is_given_name(lower[0]) or len(words) > 1
        return known and _GOES_ON.match(text, span[1]) is not None
    if len(words) > 1:
        return is_given_name(lower[0]) and is_given_name(lower[1])
    return is_given_name(lower[0]) and lower[0] not in tables.ordinary


def _ends_the_text(low: str, at: int) -> bool:
    rest = low[at : at + 40].strip(" .,!·-)")
    return not rest or rest[0] in "\n(0123456789+" or low[at : at + 1] == "\n"


# --- Birth dates -------------------------------------------------------------------------------


def _birth_pattern(birth: dict[str, list[str]]) -> re.Pattern[str]:
    months = words_pattern(birth["months"])
    gap = r"[\s.,\-/·'’]{1,3}(?:(?:bulan|bln|tahun|thn)\s)?"
    digit = "[0-9oil]"
    date = (
        rf"{digit}{{1,2}}{gap}(?:{months}|{digit}{{1,2}})(?:{gap}(?:{digit}{{4}}|{digit}{{2}}))?(?![0-9a-z])"
        rf"|(?:19|20){digit}{{2}}{gap}{digit}{{1,2}}{gap}{digit}{{1,2}}(?![0-9])"
        rf"|{digit}{{6}}(?![0-9])|{digit}{{8}}(?![0-9])"
        rf"|{digit}(?:\s{digit}){{1,7}}(?:{gap}{digit}(?:\s{digit}){{0,3}}){{0,2}}"
    )
    not_after = words_pattern(birth["not_after"])
    not_before = "".join(rf"(?<!{re.escape(word)} )" for word in birth["not_before"])
    return re.compile(
        rf"(?<![a-z]){not_before}(?:{words_pattern(birth['cues'])})(?:nya|e|ku)?(?![a-z])"
        r"[\s:=,.\-]{0,4}(?:(?:saya|sy|ku|anak|adalah|itu|pada|tanggal|tgl|tg|hari|di|nang|ing|kulo"
        r"|bayi|istri|suami)(?![a-z])[\s:=,.]{1,3}){0,4}"
        rf"(?!(?:{not_after})(?![a-z]))"
        rf"(?P<born>(?:(?!{months})[a-z'.]{{3,20}}\s?(?:[a-z]{{3,20}})?\s?[,/.\-]?\s{{0,2}}"
        r"(?:(?:pada|tanggal|tgl)\s){0,2})?"
        rf"(?:{date})(?!\s?(?:{words_pattern(birth['not_units'])})(?![a-z])))"
    )


def find_birth_dates(folded: Folded) -> Iterator[Found]:
    """The date after "lahir", "TTL" …, with the place of birth between the two."""
    for match in _tables().birth.finditer(folded.low):
        value = " ".join(re.findall(r"[a-z]+|[0-9]+", match["born"]))
        yield Found("birth_date", *match.span("born"), value)


def find_listed_births(folded: Folded, names: Sequence[Found]) -> Iterator[Found]:
    """The date that follows a name in a list: "Soekardi, 20-10-1951, 0812…"."""
    pattern = _tables().listed_birth
    for name in names:
        if match := pattern.match(folded.low, name.end):
            value = " ".join(re.findall(r"[a-z]+|[0-9]+", match["born"]))
            yield Found("birth_date", *match.span("born"), value)


def repeated(text: str, value: str) -> Iterator[tuple[int, int]]:
    """Where the words of `value` stand again in `text`, whatever lies between them."""
    words = [re.escape(word) for word in value.split()]
    pattern = r"(?<![a-z0-9])" + r"[\s.,'·/\-]{0,3}".join(words) + r"(?![a-z0-9])"
    for match in re.finditer(pattern, text):
        yield match.span()


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """`spans` sorted and apart."""
    at = bisect_left(spans, (start, start))
    return (at < len(spans) and spans[at][0] < end) or (at > 0 and spans[at - 1][1] > start)
