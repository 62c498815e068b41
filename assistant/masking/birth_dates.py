"""Birth dates that a text introduces as such, found in folded text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.masking.folding import Folded, Found, words_pattern
from assistant.prompts import load_table


@dataclass(frozen=True)
class _Tables:
    birth: re.Pattern[str]
    corrected: re.Pattern[str]
    listed: re.Pattern[str]
    said_after: re.Pattern[str]


@cache
def _tables() -> _Tables:
    table = load_table("privacy.yaml")
    birth, names = table["birth"], table["names"]
    people = [*names["kin"], *names["owners"]]
    return _Tables(
        birth=_birth_pattern(birth, people, _spoken(table["number_words"])),
        corrected=re.compile(
            rf"[\s,;:]{{1,3}}"
            rf"(?:(?:{words_pattern([*birth['corrections'], *people])})[\s,:]{{1,3}}){{1,4}}"
            rf"(?P<born>[0-9]{{1,2}}[\s.\-/](?:[0-9]{{1,2}}|{words_pattern(birth['months'])})"
            r"[\s.\-/][0-9]{2,4})(?![0-9])"
        ),
        listed=re.compile(
            r"\s?[,;/#|(]\s?(?P<born>[0-9]{1,2}[\s.\-/]"
            rf"(?:[0-9]{{1,2}}|{words_pattern(birth['months'])})[\s.\-/](?:19|20)[0-9]{{2}})"
            r"(?=\s?(?:$|[,;/#|)\n]))"
        ),
        said_after=re.compile(
            rf"(?P<born>(?<![0-9])[0-9]{{1,2}}[\s.\-/](?:[0-9]{{1,2}}|{words_pattern(birth['months'])})"
            r"[\s.\-/][0-9]{4})\s(?:(?:adalah|itu|iku|kuwi|ini|memang)\s){0,2}"
            r"(?:(?:tanggal|tgl|hari|dino)\s)?(?:lahir|kelahiran|lair)"
            rf"(?:ku|(?:nya|e)(?!\s(?:{words_pattern(birth['not_after'])})(?![a-z]))"
            rf"|\s(?:{words_pattern(people)}))"
        ),
    )


def _spoken(numbers: Mapping[str, Sequence[str]]) -> str:
    """A number in words, or what folding has left of one in digits: "19 ratus delapan puluh"."""
    words = [word for several in numbers.values() for word in several]
    one = rf"(?:{words_pattern([*words, *_ROUND])}|[0-9]{{1,4}})(?![a-z0-9])"
    return rf"{one}(?:\s{one}){{0,6}}"


_ROUND = ("puluh", "belas", "ratus", "ribu", "seribu", "seratus", "likur", "atus", "ewu", "sewu")


def _birth_pattern(
    birth: Mapping[str, Sequence[str]], people: Sequence[str], spoken: str
) -> re.Pattern[str]:
    months = words_pattern(birth["months"])
    gap = r"[\s.,\-/·'’]{1,3}(?:(?:bulan|bln|wulan|tahun|thn|taun|th)\s)?"
    digit = "[0-9oil]"
    label = "tahun|thn|taun|th|tanggal|tgl|bulan|bln|wulan"
    labelled = rf"(?:{label})\s(?:{months}|{digit}{{4}}|{digit}{{1,2}}(?:\s(?:{months}))?)"
    date = (
        rf"{digit}{{1,2}}{gap}(?:{months}|{digit}{{1,2}})(?:{gap}(?:{digit}{{4}}|{digit}{{2}}))?(?![0-9a-z])"
        rf"|(?:19|20){digit}{{2}}{gap}{digit}{{1,2}}{gap}{digit}{{1,2}}(?![0-9])"
        rf"|(?:{months})\s{digit}{{1,2}}[\s,]{{1,2}}{digit}{{4}}(?![0-9a-z])"
        rf"|{labelled}(?:[\s,]{{1,2}}{labelled}){{2}}(?![0-9a-z])"
        rf"|{labelled}[\s,]{{1,2}}{labelled}(?![0-9a-z])"
        rf"|(?=[a-z]){spoken}\s(?:bulan\s)?(?:{months})(?![a-z])(?:\s(?:tahun\s)?{spoken})?"
        rf"|{digit}{{6}}(?![0-9])|{digit}{{8}}(?![0-9])"
        rf"|{digit}(?:\s{digit}){{1,7}}(?:{gap}{digit}(?:\s{digit}){{0,3}}){{0,2}}"
    )
    between = words_pattern([*birth["between"], *birth["corrections"], *people])
    not_after = words_pattern(birth["not_after"])
    not_before = "".join(rf"(?<!{re.escape(word)} )" for word in birth["not_before"])
    return re.compile(
        rf"(?<![a-z]){not_before}(?:{words_pattern(birth['cues'])}"
        rf"|(?:{words_pattern(birth['birthdays'])})(?:ku|(?:nya|e)?\s(?:{words_pattern(people)}))"
        rf"|(?:{words_pattern(people)})(?:ku|nya|e)?\s(?:{words_pattern(birth['birthdays'])}))"
        r"(?:nya|e|ku)?(?![a-z])"
        rf"[\s:=,.\-]{{0,4}}(?:(?:{between})(?:nya|e|ku)?(?![a-z])[\s:=,.()]{{1,3}}){{0,6}}"
        rf"(?!(?:{not_after})(?![a-z]))"
        rf"(?P<born>(?:(?!{months})[a-z'.]{{3,20}}\s?(?:[a-z]{{3,20}})?\s?[,/.\-]?\s{{0,2}}"
        r"(?:(?:pada|tanggal|tgl)\s){0,2}"
        r"|(?:[a-z'.]{2,20}\s){3,4}(?:pada\s)?(?:tanggal|tgl)\s)?"
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
    for match in tables.said_after.finditer(folded.low):
        yield _found(match)


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
