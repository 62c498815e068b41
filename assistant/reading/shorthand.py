"""Words as people type them in a hurry, written out as a post has them.

Which short forms there are is in `prompts/papers.yaml`. Only what has one meaning where it stands
is written out; what the checks read is the paper as it was.
"""

import re
from collections.abc import Iterator, Mapping

from assistant.prompts import cache_until_edited, load_table
from assistant.reading.moments import MONTHS

_TWICE = re.compile(r"\b(?P<whole>(?:ber)?(?P<word>(?<=ber)[a-z]{4,}|[a-z]{3,}))2\b", re.I)
_SPOKEN_END = re.compile(
    r"\s+(?:lho|loh|lo|nih|deh|dong|nggih|ya+(?:\s+(?:bu|pak|bun|kak|lur|rek)\w*)?)(?=\s*[!.🙏]*$)",
    re.I,
)
_ARROW = re.compile(r"\s*(?:-{1,2}>|=>)\s*")
_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)|(?<=[!?])[!?]+")
_SIGNS = re.compile(r"(?<=\S)\s*[🙏😊☺👍]+(?=\s|$)")
_ASIDE = re.compile(r"(?<=\w)\.\s+→\s+(?=[a-z])")  # "… 3 dari 15. → masuk usulan no. 17"
_EVE = re.compile(r"\b(Sabtu|Kamis)\s+malam\s+(?:Minggu|Jumat)\b")
_EACH = re.compile(r"\s@\s?(?=(?:Rp\.?\s?)?\d)")
_RUPIAH = re.compile(r"\bIDR\s?(\d{1,3}(?:[.,]\d{3})+)(?![\d,])")
_BILLIONS = re.compile(r"(\bRp\.?\s?\d[\d.,]*|(?<![\d.])\d{1,3},\d+)\s?M\b")
_SLASHED = re.compile(
    r"\b(?P<lead>(?:(?:Senin|Selasa|Rabu|Kamis|Jum[’']?at|Sabtu|Minggu),?|mulai|sejak|per|tanggal|lambat|"
    r"sampai|hingga|[–-])\s+)(?P<day>[0-3]?\d)/(?P<month>1[0-2]|0?[1-9])(?:/(?P<year>20\d\d|\d\d))?"
    r"(?![\d/])",
    re.I,
)
_MONTH_NAMES = {name[:3].lower(): name for name in MONTHS} | {
    "nop": "November", "sept": "September", "agt": "Agustus", "ags": "Agustus", "agust": "Agustus",
    "january": "Januari", "february": "Februari", "march": "Maret", "may": "Mei", "june": "Juni",
    "july": "Juli", "august": "Agustus", "october": "Oktober", "december": "Desember",
    "aug": "Agustus", "oct": "Oktober", "dec": "Desember",
}  # fmt: skip
_ANY_MONTH = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_MONTH = re.compile(
    rf"(?:(?<=\d )(?:{_ANY_MONTH})|\b(?:{_ANY_MONTH})(?=\s20\d\d))\b\.?",
    re.I,
)
_COMPARING = tuple(
    (re.compile(rf"(?<![\w<>=-]){sign}\s?(?=\d)"), f"{words} ")
    for sign, words in (
        ("<", "kurang dari"),
        (">", "lebih dari"),
        ("≥", "minimal"),
        ("≤", "maksimal"),
    )
)
# A scanner takes I for l, O for 0 and "Jl." for "JI.": "SlDOARJO", "(031) 8057O21".
_MISREAD = (
    (re.compile(r"(?<=[A-Z])l(?=[A-Z])|\bl(?=[A-Z]{3})|(?<=[A-Z]{2})l\b"), "I"),
    (re.compile(r"(?<=[A-Z]{2})0(?=[A-Z])"), "O"),
    (re.compile(r"(?<=\d)O(?=\d)"), "0"),
    (re.compile(r"\bJI\.?(?=\s[A-Z][a-z])"), "Jl."),
    (re.compile(r"(?<=\b[Pp]ukul)\.(?=\s*\d)|(?<=\b[Jj]am)\.(?=\s*\d)"), ""),
)
_QUOTED = re.compile(r"([“\"][^“”\"]*[”\"])")
_SENTENCE = re.compile(r"(?<=[a-z0-9)]{4}[.!?] )[a-z](?=[a-z]+\s)")


def write_out(text: str) -> str:
    """ "sdh dibuka utk warga ds Tarik" → "sudah dibuka untuk warga Desa Tarik"."""
    parts = _QUOTED.split(text)
    return "".join(part if n % 2 else _written(part) for n, part in enumerate(parts))


def _written(text: str) -> str:
    """A piece outside quotation marks; what somebody said stays as it was said."""
    text = _ARROW.sub(" → ", _SIGNS.sub("", _STOPS.sub(lambda m: m[0][:1], text)))
    text = _SPOKEN_END.sub("", text)
    for misread, right in _MISREAD:
        text = misread.sub(right, text)
    for sign, words in _COMPARING:
        text = sign.sub(words, text)
    for pattern, long in _rules():
        text = pattern.sub(long, text)
    text = _TWICE.sub(_said_twice, _EACH.sub(" masing-masing ", text))
    text = _RUPIAH.sub(lambda m: f"Rp{m[1].replace(',', '.')}", text)
    text = _BILLIONS.sub(r"\1 miliar", text)
    text = _EVE.sub(r"\1 malam", _ASIDE.sub("; ", _SLASHED.sub(_spelt, text)))
    text = _MONTH.sub(lambda m: _MONTH_NAMES[m[0].lower().rstrip(".")], text)
    return _SENTENCE.sub(lambda m: m[0].upper(), text)


def _said_twice(match: re.Match[str]) -> str:
    """ "bapak2" → "bapak-bapak", "berturut2" → "berturut-turut"."""
    return f"{match['whole']}-{match['word']}"


def _spelt(match: re.Match[str]) -> str:
    """ "Senin 30/11" → "Senin, 30 November"."""
    lead = match["lead"].rstrip().rstrip(",")
    lead += ", " if lead.lower()[:3] in _weekday_starts() else " "
    year = match["year"]
    year = f" {year if len(year) > 2 else f'20{year}'}" if year else ""
    return f"{lead}{int(match['day'])} {MONTHS[int(match['month']) - 1]}{year}"


def _weekday_starts() -> frozenset[str]:
    return frozenset(("sen", "sel", "rab", "kam", "jum", "sab", "min"))


@cache_until_edited
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = load_table("papers.yaml")
    return tuple(
        (re.compile(pattern), long)
        for pattern, long in (
            *_of_days(table["weekdays"]),
            *_of_kinds(table["kinds"]),
            *_of_units(table["after_number"]),
            *_of_words(table["shorthand"]),
            *_in_place(table["before"]),
        )
    )


def _shorts(words: str) -> str:
    return "|".join(re.escape(word.strip()) for word in words.split(","))


def _of_days(days: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for long, shorts in days.items():
        short = rf"(?i:\b(?:{_shorts(shorts)})\.?,?\s+)"
        yield rf"{short}(?=\d{{1,2}}(?:/\d|\s+(?i:{'|'.join(_MONTH_NAMES)})))", f"{long} "


def _of_kinds(kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for long, shorts in kinds.items():
        short = rf"\b(?i:{_shorts(shorts)})(?<![A-Z]{{2}})\.?"
        yield rf"{short}\s+(?!(?:Ny|Tn|Bp|Bapak|Ibu|Pak|Bu)\b)(?=[A-Z][a-z])", f"{long} "
        yield rf"(?<![\w/])(?:{_shorts(shorts)})\.?(?=\s+[a-z]|[,;]|\.?$)", long.lower()


def _of_units(units: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for long, shorts in units.items():
        yield rf"(?<=\d)\s?(?:{_shorts(shorts)})\b\.?(?!\s?\.)", f" {long}"
    yield r"(?<=liter)/(?:dtk|detik|dt)\b", " per detik"


def _in_place(rules: list[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for rule in rules:
        gap = "" if rule["long"].endswith("-") else " "
        yield rf"(?<![\w.])(?:{rule['short']})\.?\s+(?={rule['next']})", f"{rule['long']}{gap}"


def _of_words(words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for long, shorts in words.items():
        if not shorts[0].isalpha():
            yield rf"(?<=\w\s){_shorts(shorts)}(?=\s\w)", long
            continue
        end = r"(?![\w/]|\.\w)(?:\.(?=\s+[a-z\d]))?"
        yield rf"(?<![\w/@.])(?:{_shorts(shorts)}){end}", long
        capital = ", ".join(short.strip().capitalize() for short in shorts.split(","))
        yield rf"(?<![\w/@.])(?:{_shorts(capital)}){end}", long.capitalize()
