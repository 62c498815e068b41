"""In which forms a document has a name: abbreviations, initials, aliases of agencies."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from assistant.agencies import load_agencies
from assistant.assertions.names import ordinary
from assistant.assertions.words import concept, find_words, listed
from assistant.claims import Claim, name_key
from assistant.grounding.ground import common_words
from knowledge.documents import Reading

_UNSAID = 3  # letters of an abbreviation whose last word may be left out


def other_forms(claim: Claim, reading: Reading) -> Iterator[str]:
    """Other ways in which a source may write a name."""
    value = str(claim.value)
    words = value.split()
    if len(words) == 2 and claim.measure == "name":
        yield f"{words[1]} {words[0]}"  # "APBD Perubahan", "Perubahan APBD"
    if len(words) > 1 and (loose := _with_gap(words, flat_text(reading))):
        yield loose
    if len(words) > 1 and words[-1] == "sidoarjo":
        yield " ".join(words[:-1])
    if len(words) > 1 and words[0] in listed("place_heads"):
        yield " ".join(words[1:])
    if "-" in value:
        yield value.replace("-", " ")
    if claim.measure == "name" and len(words) > 2:
        yield " ".join(words[1:])  # "Bikin Kartu Identitas Anak"
    if long := _abbreviations(reading).get(value):
        yield long
    opens = concept(words[0]) in common_words(reading) or ordinary(words[0])
    if len(words) > 1 and claim.measure == "name" and opens:
        yield " ".join(words[1:])  # "Pagu Sawohan": a word that only opens the line
    if claim.text.isupper() and claim.text.isalpha() and 2 <= len(value) <= 8:
        yield from _spelled_out(value, flat_text(reading))
    elif claim.text.isupper() and len(words) == 2 and words[0].isalpha():  # "MT II"
        yield from (f"{long} {words[1]}" for long in _spelled_out(words[0], flat_text(reading)))
    if len(words) == 1 and value.isalpha() and len(value) >= 5:
        yield from _blended(value, flat_text(reading))


def _with_gap(words: list[str], flat: str) -> str:
    """ "Pos Waru" as "Pos Damkar Waru": up to four words more behind the first one."""
    behind = re.escape(" ".join(words[1:]))
    found = re.search(rf"(?<= ){re.escape(words[0])}(?: [^\W\d]+){{1,4}} {behind}(?= )", flat)
    return found[0] if found else ""


def _spelled_out(short: str, flat: str) -> Iterator[str]:
    """Words in a row whose initials are `short`; "dan" and "di" need not count."""
    if len(short) == _UNSAID:  # "JPO": "jembatan penyeberangan"
        letters = " ".join(rf"{letter}[\w-]{{3,}}" for letter in short[:-1])
        if match := re.search(rf"(?<= ){letters}(?= )", flat):
            yield match[0]
    letters = r"(?: (?:dan|di|ke|dari|untuk))? ".join(rf"{letter}[\w-]+" for letter in short)
    if match := re.search(rf"(?<= ){letters}(?= )", flat):
        yield match[0]
    if match := re.search(rf"(?<= ){short}-\w+(?= )", flat):
        yield match[0]


def _blended(short: str, flat: str) -> Iterator[str]:
    """Words in a row of whose beginnings `short` is made: "porkab", "pekan olahraga kabupaten"."""
    words = flat.split()
    for start in range(len(words)):
        left, end = short, start
        while left and end < len(words) and (rest := _without_beginning(left, words[end])) != left:
            left, end = rest, end + 1
        if not left and 2 <= end - start <= len(short) // 2:
            yield " ".join(words[start:end])
            return


def _without_beginning(short: str, word: str) -> str:
    """`short` without the letters that it takes from `word`, its first letter among them."""
    if word[0] != short[0]:
        return short
    for letter in word:
        if short and short[0] == letter:
            short = short[1:]
    return short


@lru_cache(maxsize=512)
def _abbreviations(reading: Reading) -> Mapping[str, str]:
    """Abbreviation → long form and back, as the source introduces them in brackets."""
    pairs: dict[str, str] = {}
    for match in re.finditer(r"((?:[\w-]+\s+){1,8})\(([A-Z][\w.-]{1,12})\)", reading.text):
        short = match[2].lower()
        words = match[1].split()
        count = sum(1 for letter in match[2] if letter.isupper())
        long = name_key(" ".join(words[-count:]))
        pairs[short], pairs[long] = long, short
    return pairs


_HEAD_OF = re.compile(r"\bKa(?=[a-z]{5,})")  # "Kadishub", "Kasatpol PP"


@lru_cache(maxsize=512)
def agencies_in(reading: Reading) -> frozenset[str]:
    found = {
        agency
        for text in (reading.text, reading.title, _HEAD_OF.sub("", reading.text))
        for agency, _, _ in load_agencies().mentions(text)
    }
    return frozenset(found | ({reading.agency} if reading.agency else set()))


@lru_cache(maxsize=512)
def name_words(reading: Reading) -> frozenset[str]:
    """Words that a reading writes with a capital and nowhere without."""
    found = {word.text for word in find_words(f"{reading.title} {reading.text}")}
    common = common_words(reading)
    return frozenset(word for word in found if word.istitle() and concept(word) not in common)


@lru_cache(maxsize=512)
def flat_text(reading: Reading) -> str:
    """The words of a reading in a row, as written and with its abbreviations left out or put in
    place of what they stand for ("Tempat Pemrosesan Akhir (TPA) Griyo Mulyo")."""
    text = reading.title + " " + reading.text
    long = re.sub(r"\s*\([A-Z][\w.-]{1,12}\)", "", text)
    short = re.sub(r"((?:[\w-]+\s+){1,9})\(([A-Z][\w.-]{1,12})\)", _shortened, text)
    return " ".join(("", *dict.fromkeys(name_key(form) for form in (text, long, short)), ""))


def _shortened(match: re.Match[str]) -> str:
    """ "Angka Demam Berdarah Dengue (DBD)" as "Angka DBD": as many words go as it has letters.

    Fewer where one word gives it two letters: the first that goes begins with its first letter.
    """
    words = match[1].split()
    count = sum(1 for letter in match[2] if letter.isupper())
    count += sum(1 for word in words[-count - 1 :] if word in ("dan", "di", "dengan"))
    count = min(count, len(words))
    while count > 1 and words[-count][0].upper() != match[2][0]:
        count -= 1
    return " ".join([*words[:-count], match[2]])
