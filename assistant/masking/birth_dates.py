"""Birth dates that a text introduces as such, found in folded text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.masking.folding import Folded, Found, words_pattern
from assistant.prompts import load_table


@dataclass(frozen=True)
class _Tables:
    birth: re.Pattern[str]
    corrected: re.Pattern[str]
    listed: re.Pattern[str]


@cache
def _tables() -> _Tables:
    birth = load_table("privacy.yaml")["birth"]
    return _Tables(
        birth=_birth_pattern(birth),
        corrected=re.compile(
            rf"[\s,;:]{{1,3}}(?:(?:{words_pattern(birth['corrections'])})[\s,:]{{1,3}}){{1,4}}"
            rf"(?P<born>[0-9]{{1,2}}[\s.\-/](?:[0-9]{{1,2}}|{words_pattern(birth['months'])})"
            r"[\s.\-/][0-9]{2,4})(?![0-9])"
        ),
        listed=re.compile(
            r"\s?[,;/#|]\s?(?P<born>[0-9]{1,2}[\s.\-/]"
            rf"(?:[0-9]{{1,2}}|{words_pattern(birth['months'])})[\s.\-/](?:19|20)[0-9]{{2}})"
            r"(?=\s?(?:$|[,;/#|\n]))"
        ),
    )


def _birth_pattern(birth: dict[str, list[str]]) -> re.Pattern[str]:
    months = words_pattern(birth["months"])
    gap = r"[\s.,\-/·'’]{1,3}(?:(?:bulan|bln|wulan|tahun|thn|taun|th)\s)?"
    digit = "[0-9oil]"
    date = (
        rf"{digit}{{1,2}}{gap}(?:{months}|{digit}{{1,2}})(?:{gap}(?:{digit}{{4}}|{digit}{{2}}))?(?![0-9a-z])"
        rf"|(?:19|20){digit}{{2}}{gap}{digit}{{1,2}}{gap}{digit}{{1,2}}(?![0-9])"
        rf"|(?:{months})\s{digit}{{1,2}}[\s,]{{1,2}}{digit}{{4}}(?![0-9a-z])"
        rf"|(?:tahun|thn|taun|th)\s{digit}{{4}}{gap}(?:{months}|{digit}{{1,2}}){gap}(?:tanggal|tgl)\s"
        rf"{digit}{{1,2}}(?![0-9a-z])"
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
        rf"(?:(?<![a-z])|(?=[0-9]))(?:{date})(?!\s?(?:{words_pattern(birth['not_units'])})(?![a-z])))"
    )


def find_birth_dates(folded: Folded) -> Iterator[Found]:
    """The date after "lahir", "TTL" …, with the place of birth between the two, and the one that
    is said to be right instead."""
    tables = _tables()
    for match in tables.birth.finditer(folded.low):
        if not _OF_OLD.search(match["born"]):
            yield _found(match)
            if other := tables.corrected.match(folded.low, match.end()):
                yield _found(other)


# A kingdom, a town or a hero, not somebody whose data must be kept.
_OF_OLD = re.compile(r"(?<![0-9])(?:1[0-8][0-9]{2}|190[0-9])$")


def _found(match: re.Match[str]) -> Found:
    value = " ".join(re.findall(r"[a-z]+|[0-9]+", match["born"]))
    return Found("birth_date", *match.span("born"), value)


def find_listed_births(folded: Folded, names: Sequence[Found]) -> Iterator[Found]:
    """The date that follows a name in a list: "Soekardi, 20-10-1951, 0812…"."""
    pattern = _tables().listed
    for name in names:
        if match := pattern.match(folded.low, name.end):
            yield _found(match)
