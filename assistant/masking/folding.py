"""One plain form of what people write, with a map back to the text as it was given."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.prompts import load_table

# Letters of other scripts that pass for Latin ones.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝкАВЕКМНОРСТУХІЈЅοαινρυΟΑΒΕΗΙΚΜΝΡΤΥΧΖ",
    "aeopcyxijshdqwkABEKMHOPCTYXIJSoaivpuOABEHIKMNPTYXZ",
)
_PLAIN = re.compile(r"[\t\n\r\x20-\x7e]+")
# Emoji that are a number by themselves.
_EMOJI_NUMBERS = {"\U0001f51f": "10"}
# What may stand between two digits of one number.
SEPARATOR = r"[\s.,\-_/\\()+*:;~'\"·=<>\[\]{}#^|]"


@dataclass(frozen=True)
class Folded:
    """`text[i]` stood at `[starts[i], ends[i])`; invisible marks belong to what they follow."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @cached_property
    def low(self) -> str:
        return self.text.lower()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the text as given."""
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the folded text; `value` is the same for the same datum in other forms."""

    kind: str
    start: int
    end: int
    value: str


def words_pattern(words: Iterable[str]) -> str:
    """An alternation of words and phrases, the longest first, any white space between words; by
    their first letter, so that hundreds of words cost little where none of them stands."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        first = re.escape(word[0])
        pattern = r"\s+".join(map(re.escape, word.split()))
        rests.setdefault(first, []).append(pattern.removeprefix(first))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


def fold(text: str) -> Folded:
    """Compatibility forms, digits of any script, look-alike letters, no marks; number words as
    digits where several stand in a row."""
    return _with_digits_for_words(_fold_characters(text))


def _fold_characters(text: str) -> Folded:
    if match := _PLAIN.match(text):
        if match.end() == len(text):
            return Folded(text, range(len(text)), range(1, len(text) + 1))
    elif not text:
        return Folded("", (), ())
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        if match := _PLAIN.match(text, at):
            parts.append(match[0])
            starts.extend(range(at, match.end()))
            ends.extend(range(at + 1, match.end() + 1))
            at = match.end()
            continue
        folded = _fold_character(text[at])
        at += 1
        if folded:
            parts.append(folded)
            starts.extend([at - 1] * len(folded))
            ends.extend([at] * len(folded))
        elif ends:
            ends[-1] = at
    return Folded("".join(parts), starts, ends)


@cache
def _fold_character(character: str) -> str:
    if character in _EMOJI_NUMBERS:
        return _EMOJI_NUMBERS[character]
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return "".join(filter(None, map(_plain, unicodedata.normalize("NFKD", character))))


def _plain(character: str) -> str:
    """One character of a decomposition in ASCII where it has a plain form."""
    if " " <= character <= "~":
        return character
    category = unicodedata.category(character)
    digit = unicodedata.numeric(character, -1)
    if category in ("Nd", "Lo", "Nl", "No") and digit in range(10):
        return str(int(digit))
    if category in ("Mn", "Me", "Mc", "Cf", "Cc", "Cs", "Co", "Cn"):
        return ""
    if category == "Pd":
        return "-"
    if category == "Zs":
        return " "
    if category in ("Zl", "Zp"):
        return "\n"
    if category[0] in "SP":
        return "·"
    return character.translate(_LOOKALIKES)


@dataclass(frozen=True)
class _Spoken:
    """Numbers as words: the pattern of a token, and what each word stands for."""

    token: re.Pattern[str]
    word: re.Pattern[str]
    gap: re.Pattern[str]
    digits: Mapping[str, str]
    repeats: Mapping[str, int]


@cache
def _spoken() -> _Spoken:
    table = load_table("privacy.yaml")
    digits = {word: digit for digit, words in table["number_words"].items() for word in words}
    repeats: dict[str, int] = table["repeats"]
    units = "|".join(_disguised(w) for w in sorted(digits, key=len, reverse=True))
    tens = r"(?:\s?(?:belas|puluh)(?![a-z]))?"
    repeat = "|".join(repeats)
    word = rf"(?>(?:(?P<repeat>{repeat})\s)?(?P<unit>{units}))(?P<tens>{tens})"
    token = (
        rf"(?<![a-z0-9])(?>(?:(?:{repeat})\s)?(?>(?:{units})){tens})(?>(?:{units}))*+(?![a-z0-9])"
        r"|[0-9]+"
    )
    spoken = "|".join(table["spoken_separators"])
    gap = rf"{SEPARATOR}{{0,3}}(?:(?:{spoken}){SEPARATOR}{{1,2}})?"
    return _Spoken(re.compile(token), re.compile(word), re.compile(gap), digits, repeats)


_DISGUISES = {"o": "[o0]", "i": "[i1l]", "a": "[a4@]", "e": "[e3]", "s": "[s5]"}


def _disguised(word: str) -> str:
    return "".join(_DISGUISES.get(letter, re.escape(letter)) for letter in word)


def is_gap(text: str) -> bool:
    """Whether `text` may stand inside one number, between two of its digits."""
    return len(text) <= 12 and _spoken().gap.fullmatch(text) is not None


def _with_digits_for_words(folded: Folded) -> Folded:
    replaced = list(_spoken_numbers(folded.low))
    if not replaced:
        return folded
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, digits in [*replaced, (len(folded.text), len(folded.text), "")]:
        parts += [folded.text[at:start], digits]
        starts.extend(folded.starts[at:start])
        ends.extend(folded.ends[at:start])
        if digits:
            starts.extend([folded.starts[start]] * len(digits))
            ends.extend([folded.ends[end - 1]] * len(digits))
        at = end
    return Folded("".join(parts), starts, ends)


def _spoken_numbers(low: str) -> Iterator[tuple[int, int, str]]:
    """Number words in a row, or among many digits: where they stand, and their digits."""
    spoken = _spoken()
    row: list[tuple[int, int, str, bool]] = []
    for match in spoken.token.finditer(low):
        if row and not is_gap(low[row[-1][1] : match.start()]):
            yield from _words_of(row)
            row = []
        is_word = not match[0].isdigit()
        digits = _digits_of(match[0]) if is_word else match[0]
        if is_word and len(digits) == 1 and row and low[row[-1][0] : row[-1][1]].endswith("puluh"):
            start, end, tens, _ = row[-1]
            row[-1] = (start, end, tens[:-1], True)
        row.append((*match.span(), digits, is_word))
    yield from _words_of(row)


def _words_of(row: list[tuple[int, int, str, bool]]) -> Iterator[tuple[int, int, str]]:
    words = sum(is_word for _, _, _, is_word in row)
    if words < 3 and sum(len(digits) for _, _, digits, _ in row) < 7:
        return
    for start, end, digits, is_word in row:
        if is_word:
            yield start, end, digits


def _digits_of(words: str) -> str:
    """ "dobel dua" is 22, "dua belas" 12, "tiga puluh" 30, "noldelapan" 08."""
    spoken = _spoken()
    digits = ""
    for match in spoken.word.finditer(words):
        digit = _meaning(match["unit"])
        if match["tens"].strip() == "belas":
            digit = "1" + digit[-1]
        elif match["tens"].strip() == "puluh":
            digit = digit[-1] + "0"
        digits += digit * spoken.repeats.get(match["repeat"] or "", 1)
    return digits


@cache
def _plain_words() -> Sequence[tuple[re.Pattern[str], str]]:
    digits = _spoken().digits
    return [(re.compile(_disguised(word)), digit) for word, digit in digits.items()]


@cache
def _meaning(word: str) -> str:
    known = _spoken().digits.get(word)
    if known is not None:
        return known
    return next(digit for pattern, digit in _plain_words() if pattern.fullmatch(word))
