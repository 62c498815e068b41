"""E-mail addresses that belong to a person, found in folded text, however they are spelled."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.masking.folding import Folded, Found
from assistant.masking.name_shapes import is_ordinary
from assistant.prompts import load_table

_PROVIDERS = (
    "gmail|gmial|gmai|gmal|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud|proton"
    "|protonmail|mail|email|msn|aol|zoho|yandex|me|gmeil|gimel|jimel|gemail|yahu|hotmel"
)
_AT = re.compile(
    r"\s{0,3}(?:@|[\[({<]\s{0,2}(?:at|et|@|add|a)\s{0,2}[\])}>])\s{0,3}"
    r"|\s(?:at|et|add|a\s?keong|keong|ad|ed|ampersat|a\s?bulat|a\s?melingkar)\s"
    rf"|(?:#|\*|-at-|_at_|\.at\.)(?=(?:{_PROVIDERS})[\s.,_-])"
)
_DOT = (
    r"(?:\s{0,2}[.,·]\s{0,2}|\s{0,2}[\[({<]\s?(?:dot|titik|\.)\s?[\])}>]\s{0,2}"
    r"|[\s_-](?:dot|titik|dod)[\s_-])"
)
_PROVIDER = re.compile(rf"(?:{_PROVIDERS})(?![a-z])")
_TLD = "com|kom|co|ko|id|net|org|info|biz|me|io|edu|mail|sch|ac|go|or|web|my|desa|xyz|site|online"
_TLD += "|us|uk"
_SPELLED = re.compile(r"(?<![a-z0-9])(?:[a-z0-9]\s){3,}$")
_DOMAIN = re.compile(
    rf"(?P<spelled>(?:[a-z0-9]\s){{3,20}}?[a-z0-9]{_DOT}(?:[a-z]\s){{1,6}}[a-z](?![a-z0-9]))"
    rf"|(?P<host>[a-z0-9](?:[a-z0-9]|-(?!dot-|titik-)){{0,60}})(?P<tail>(?:{_DOT}[a-z0-9-]{{1,30}}){{0,4}})"
)
_BARE_TLD = re.compile(r"\s(?:[ck]om|[ck]o\.?\s?id)(?![a-z])")
# Without any at: "suryaabadi gmail com", "username dina.ayu di gmail".
_NO_AT = re.compile(
    rf"(?<=[a-z0-9])\s{{1,2}}(?P<to>(?:di|pakai|pake)\s)?"
    rf"(?P<host>(?:{_PROVIDERS})(?![a-z])(?P<tail>(?:{_DOT}|\s)(?:[ck]om|[ck]o(?:{_DOT}|\s)id)(?![a-z]))?)"
)
# "gmail saya: dodi_setia88"
_USER_ALONE = re.compile(
    r"(?<![a-z@.])(?:gmail|yahoo|ymail|e-?mail|imel|surel|username|user\sname)(?:nya|\s?ku|e)?"
    r"(?:\s(?:saya|sy|aku|kulo|q))?(?:\s?[:=]\s?|\s)"
    r"(?P<local>(?=[a-z]{2,}[._]?[a-z]*[._0-9][a-z0-9])[a-z][a-z0-9._]{4,40}[a-z0-9])(?![a-z0-9@._(\[])"
    r"(?!\s{0,2}[@(\[{<])"
)
_USER = re.compile(
    r"(?:user\s?name|user|usr|akun|account|id|e-?mail|imel|surel)"
    r"(?:nya|\s?ku|e)?(?:\s(?:saya|sy|aku|kulo))?[\s:=]{1,3}$"
)
# "email saya rina sari 88 at gmail": what stands between the word and the at, blanks and all.
_LOCAL_WORDS = re.compile(
    r"(?:e-?mail|imel|surel)(?:nya|\s?ku|e)?(?:\s(?:saya|sy|aku|kulo))?[\s:=]{1,3}"
    r"(?P<words>(?:[a-z0-9._-]{1,20}\s){1,3})$"
)
_SPOKEN_MARK = re.compile(
    r"(?:\s(?:dot|titik|underscore|underskor|garis bawah|strip|dash)\s"
    r"|\s?[\[({<](?:dot|titik)[\])}>]\s?)$"
)
_SAID = re.compile(r"(?:e-?mail|surel|imel|gmail)[a-z]{0,3}(?![a-z])")
_CLAUSE_END = re.compile(r"\s{0,2}(?:$|[,.;:!?)\]\n·])")
_LOCAL = re.compile(r"[a-z0-9._%+\-·]")


def find_emails(folded: Folded, official: frozenset[str]) -> Iterator[Found]:
    """E-mail addresses, also with "(at)" and "titik"; where `official` ones stay, all of the
    government's do."""
    low = folded.low
    last = 0
    for match in _AT.finditer(low):
        start = _local_start(low, match.start(), last)
        is_handle = match[0].endswith("@") and len(match[0]) > 1  # "ig @dinsos.id"
        domain = _domain(low, match.end(), spoken="@" not in match[0], apart=len(match[0]) > 1)
        if is_handle and domain and not _PROVIDER.match(low, match.end()):
            continue
        if start == match.start() or domain is None:
            continue
        start = _whole_local(low, start, last)
        end = match.end() + domain
        if match[0].strip().isalpha() and low[match.end() : end].isalpha():
            # "meet at gmail office": without its ending an address must be said to be one.
            local = low[start : match.start()]
            said = _SAID.search(low[max(0, start - 30) : start])
            clear = said and not is_ordinary(local)
            if local.isalpha() and not clear and not _CLAUSE_END.match(low, end):
                continue
        last = end
        address = re.sub(r"[^a-z0-9@._%+-]", "", low[start : match.start()]) + "@"
        address += re.sub(r"[^a-z0-9.-]", "", _dotted(low[match.end() : end]))
        is_official = address in official or re.search(r"[@.]go\.id$", address) is not None
        if not (official and is_official):
            yield Found("email", start, end, address)


def find_emails_without_at(folded: Folded) -> Iterator[Found]:
    """A user and a provider side by side, where an ending, a mark or a word shows what they are;
    and a user alone, where it is said to be one."""
    low = folded.low
    last = 0
    for match in _NO_AT.finditer(low):
        start = _local_start(low, match.start(), last)
        local = low[start : match.start()]
        if len(local) < 3 or is_ordinary(local):
            continue
        said = _USER.search(low[max(0, start - 30) : start])
        if said or (match["tail"] and not match["to"]):
            last = match.end()
            yield Found("email", start, last, f"{local}@{_dotted(match['host'])}")
    for match in _USER_ALONE.finditer(low):
        yield Found("email", *match.span("local"), match["local"])


def _dotted(domain: str) -> str:
    return re.sub(_DOT, ".", domain)


def _local_start(low: str, end: int, floor: int) -> int:
    """Where the part before the at begins; `end` when nothing fits."""
    floor = max(floor, end - 64)
    spelled = _SPELLED.search(low[floor:end] + " ")
    if spelled and _LOCAL.match(low[end - 1]):
        letters = floor + spelled.start()
        if letters == 0 or not low[letters - 1].isalnum():
            return letters
    start = end
    while start > floor:
        if _LOCAL.match(low[start - 1]):
            start -= 1
        elif spoken := _SPOKEN_MARK.search(low[max(floor, start - 16) : start]):
            start -= len(spoken[0])
        else:
            break
    while start < end and low[start] in ".-·":
        start += 1
    return start


def _whole_local(low: str, start: int, floor: int) -> int:
    """Takes the words in front of the last one too, where they can only be of the address."""
    before = low[max(floor, start - 64) : start]
    said = _LOCAL_WORDS.search(before)
    if said is None or _common().intersection(said["words"].split()):
        return start
    return start - len(said["words"])


@cache
def _common() -> frozenset[str]:
    return frozenset(load_table("privacy.yaml")["common_words"].split())


def _domain(low: str, start: int, *, spoken: bool, apart: bool) -> int | None:
    """Length of the domain at `start`. Away from a plain "a@b" only a known one is believed."""
    match = _DOMAIN.match(low, start)
    if match is None or low.startswith("www", start):
        return None
    if match["spelled"]:
        return len(match[0])
    known = re.fullmatch(rf"(?:{_PROVIDERS})(?:com|coid)?", match["host"]) is not None
    end = len(match["host"])
    for label in re.finditer(rf"(?P<dot>{_DOT})(?P<label>[a-z0-9-]+)", match["tail"]):
        # "… @dishub. Mohon": a word after a full stop is no part of the address.
        if re.fullmatch(_TLD, label["label"]) or (label["dot"] == "." and not spoken):
            end = len(match["host"]) + label.end()
    if known and end == len(match["host"]) and (tail := _BARE_TLD.match(low, start + end)):
        return end + len(tail[0])
    last = low[start : start + end]
    has_tld = re.search(rf"{_DOT}(?:{_TLD}|[a-z]{{2,4}})$", last) is not None
    if known or (has_tld and not spoken and not apart):
        return end
    if has_tld and (spoken or apart) and re.search(rf"{_DOT}(?:com|net|org|id)$", last):
        return end
    return None
