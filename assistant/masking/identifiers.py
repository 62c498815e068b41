"""Numbers that belong to a person, found in folded text.

Digits in a row can be read in several ways: as one identifier written in groups, as several, as
dates, times and sums. All readings compete; the one that explains most digits best wins.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from assistant.masking.folding import Folded, Found, is_gap, words_pattern
from assistant.prompts import load_table

# --- What digits are made of -------------------------------------------------------------------

LETTER_DIGITS = frozenset("oilsbz")
_DIGIT_OF = str.maketrans("oilsbzq|", "01158291")
# Digits, also with the letters that pass for them; letters alone only between digits.
_ATOM = re.compile(
    r"(?<![a-z0-9])[oilsbzq|]{0,6}[0-9][0-9oilsbzq|]*"
    r"|[0-9][0-9oilsbzq|]*"
    r"|(?<![a-z0-9])(?:[oil]{1,4}|[sbz])(?![a-z0-9])"
)
# Bars between whole groups separate them; elsewhere a bar is a one.
_BARRED = re.compile(r"[0-9a-z]{3,}(?:\|[0-9a-z]{3,}){2,}")


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    digits: str
    letters: int

    @property
    def soft(self) -> bool:
        return self.letters == len(self.digits)


_LINE_ENDS = re.compile(r"[.;]\s*\n")


def _runs(low: str, taken: Sequence[tuple[int, int]]) -> Iterator[list[_Atom]]:
    """Atoms that only separators stand between, outside the places that are taken."""
    run: list[_Atom] = []
    if "|" in low:
        low = _BARRED.sub(lambda match: match[0].replace("|", "/"), low)
    for atom in _atoms(low, taken):
        gap = low[run[-1].end : atom.start] if run else ""
        # A full stop at the end of a line ends the number too.
        if run and (not is_gap(gap) or _LINE_ENDS.match(gap)):
            if any(not known.soft for known in run):
                yield run
            run = []
        run.append(atom)
    if any(not known.soft for known in run):
        yield run


def _atoms(low: str, taken: Sequence[tuple[int, int]]) -> Iterator[_Atom]:
    ends = [end for _, end in taken]
    for match in _ATOM.finditer(low):
        start, end = match.span()
        if end < len(low) and low[end].isalpha():
            end = start + len(match[0].rstrip("oilsbzq|"))
        at = bisect_right(ends, start)
        if end <= start or (at < len(taken) and taken[at][0] < end):
            continue
        written = low[start:end]
        letters = sum(not character.isdigit() for character in written)
        yield _Atom(start, end, written.translate(_DIGIT_OF), letters)


# --- Words that say which number it is ---------------------------------------------------------


@dataclass(frozen=True)
class _Tables:
    cue: re.Pattern[str]
    kind_of: Mapping[str, str]
    office_line: re.Pattern[str]
    service_line: re.Pattern[str]
    not_personal: re.Pattern[str]
    bill: re.Pattern[str]
    plain: Sequence[tuple[re.Pattern[str], float]]


@cache
def _tables() -> _Tables:
    table = load_table("privacy.yaml")
    kind_of = {
        " ".join(word.split()): kind for kind, words in table["cues"].items() for word in words
    }
    # A cue may be glued to its number: "wa081…", "nik3515…".
    cue = rf"(?<![a-z])(?:{words_pattern(kind_of)})(?:nya|ku|ne|e)?(?![a-z])"
    return _Tables(
        cue=re.compile(cue),
        kind_of=kind_of,
        not_personal=re.compile(
            rf"(?<![a-z])(?:{words_pattern(table['not_personal'])})(?:nya|ku|ne|e)?(?![a-z])"
        ),
        office_line=re.compile(
            rf"(?<![a-z])(?:{words_pattern(table['office_lines'])})"
            r"(?:\s(?!saya|sy|kami|ku|aku|kulo)[a-z]{2,20}){0,2}(?![a-z])"
        ),
        service_line=_service_pattern(table),
        bill=re.compile(rf"\s+(?:{words_pattern(table['bills'])})(?![a-z])"),
        plain=_plain_readings(table),
    )


def _service_pattern(table: Mapping[str, Any]) -> re.Pattern[str]:
    """What stands right before a number that everybody may dial: "layanan Dukcapil lewat WA",
    "nomor kantor Kecamatan Waru"; not "laporan saya ke layanan, WA"."""
    lines = table["service_lines"]
    words = rf"(?:\s{{1,2}}(?!(?:{words_pattern(lines['not_of'])})(?![a-z]))[a-z][a-z.-]{{1,19}})"
    phone = words_pattern(table["cues"]["phone"])
    offices = words_pattern([*table["addresses"]["offices"], *lines["offices"]])
    return re.compile(
        rf"(?<![a-z])(?:(?:{words_pattern(lines['services'])})"
        rf"|(?:{phone}|nomor|nomer|no)(?![a-z]){words}{{0,2}}?\s{{1,2}}(?:{offices}))(?![a-z])"
        rf"{words}{{0,3}}\s?[:.(]?\s{{0,2}}\(?(?=[0-9+])"
    )


def _plain_readings(table: Mapping[str, Any]) -> Sequence[tuple[re.Pattern[str], float]]:
    """Sums, amounts, dates, times …: what digits mean when they are nobody's, with a weight."""
    amount, unit = words_pattern(table["amounts"]), words_pattern(table["units"])
    patterns = (
        (r"(?:(?<![a-z])rp|(?<![a-z])idr)[\s.]{0,3}[0-9][0-9.,]{0,24}", 4.0),
        (rf"(?<![0-9.,])[0-9]{{1,9}}(?:[.,][0-9]+)*\s?(?:%|(?:{amount})(?![a-z]))", 2.0),
        (rf"(?<![0-9.,])[0-9]{{1,9}}(?:[.,][0-9]+)*\s?(?:{unit})(?![a-z])", 0.95),
        (
            r"(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}(?:,[0-9]{1,2})?(?![0-9]|[.,-][0-9])",
            1.2,
        ),
        (
            r"(?<![0-9/.-])(?:0?[1-9]|[12][0-9]|3[01])(?P<s>[-/.])(?:0?[1-9]|1[0-2])(?P=s)"
            r"(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9]|[/.-][0-9])",
            1.3,
        ),
        (r"(?<![0-9/.-])(?:19|20)[0-9]{2}-[01]?[0-9]-[0-3]?[0-9](?![0-9]|[/.-][0-9])", 1.3),
        (
            r"(?<![0-9.:])(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9](?::[0-5][0-9])?(?![0-9]|[.:][0-9])",
            1.3,
        ),
        (r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", 1.0),
        (r"-?[0-9]{1,3}\.[0-9]{4,9}\s?[,;]\s?-?[0-9]{1,3}\.[0-9]{4,9}", 3.0),
        (
            r"(?<![a-z])(?:no|nomor|nomer|surat|sk|perda|perbup|permen[a-z]*|uu|pp|nota)"
            r"[\s.:]{1,3}[0-9]{1,5}(?:[./-][0-9]{1,6})*/[0-9]{1,4}(?:[./-][0-9]{1,6})*",
            1.4,
        ),
        (
            r"(?<![0-9./-])[0-9]{1,5}(?:[./-][0-9]{1,6}){1,8}/(?:19|20)[0-9]{2}(?![0-9]|[./-][0-9])",
            1.4,
        ),
    )
    return tuple((re.compile(pattern), weight) for pattern, weight in patterns)


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    kind: str


class Cues:
    """Where a text says what its numbers are."""

    def __init__(self, low: str) -> None:
        tables = _tables()
        self._low = low
        self._cues = [
            _Cue(*match.span(), _kind_of(match[0]))
            for match in tables.cue.finditer(low)
            if not (match[0].startswith("rek") and tables.bill.match(low, match.end()))
        ]
        self._starts = [cue.start for cue in self._cues]
        self._ends = [cue.end for cue in self._cues]
        self._office_ends = [match.end() for match in tables.office_line.finditer(low)]
        self._service_ends = [match.end() for match in tables.service_line.finditer(low)]
        self._public_ends = [match.end() for match in tables.not_personal.finditer(low)]

    def before(self, start: int) -> tuple[str, ...]:
        """What the number that begins at `start` is said to be, the nearest cue first."""
        kinds: list[str] = []
        at = bisect_right(self._ends, start) - 1
        while at >= 0 and start - self._ends[at] <= 36 and len(kinds) < 3:
            between = self._low[self._ends[at] : start]
            if sum(map(str.isdigit, between)) >= 6:
                break
            kinds.append(self._cues[at].kind)
            at -= 1
        return tuple(kinds)

    def after(self, end: int) -> tuple[str, ...]:
        """What a cue behind the number says: "1234567890 (BCA)"."""
        at = bisect_left(self._starts, end)
        if at == len(self._cues) or self._starts[at] - end > 14:
            return ()
        between = self._low[end : self._starts[at]]
        return () if re.search(r"[0-9\n;]", between) else (self._cues[at].kind,)

    def near(self, start: int) -> bool:
        """Whether a cue stands so that it may say something of digits from `start` on."""
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] - start <= 64

    def public(self, start: int) -> bool:
        """Whether the number is part of a link, or said to be a ticket, a letter … just before."""
        if start and self._low[start - 1] in "/=":
            return True
        at = bisect_right(self._public_ends, start) - 1
        return at >= 0 and start - self._public_ends[at] <= 16

    def of_office(self, start: int) -> bool:
        """Whether an office is said just before to have the line that begins at `start`."""
        at = bisect_right(self._office_ends, start) - 1
        return at >= 0 and start - self._office_ends[at] <= 12

    def of_service(self, start: int) -> bool:
        """Whether the number that begins at `start` is said to be one that everybody may dial."""
        at = bisect_right(self._service_ends, start) - 1
        return at >= 0 and start - self._service_ends[at] <= 1


def _kind_of(cue: str) -> str:
    kind_of = _tables().kind_of
    words = " ".join(cue.split())
    for ending in ("", "nya", "ku", "ne", "e"):
        if words.endswith(ending) and (kind := kind_of.get(words.removesuffix(ending))):
            return kind
    return "phone"


# --- Readings of digits ------------------------------------------------------------------------

_PROVINCES = frozenset(
    map(str, (*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77)))
) | {"81", "82", *map(str, range(91, 98))}
_PUBLIC_NUMBER = re.compile(
    r"(?:021)?1500[0-9]{3}|14[0-9]{3}|0800[0-9]{3,8}|0?21?500[0-9]{3}|15[0-9]{5}"
)
_NPWP_GROUPS = ([2, 3, 3, 1, 3, 3], [1, 3, 3, 1, 3, 3])
_MOBILE = frozenset("1235789")
_LANDLINE = frozenset("2345679")


@dataclass(frozen=True, slots=True)
class _Reading:
    """`kind` None: nobody's number. `worth` decides between readings that overlap."""

    stop: int
    kind: str | None
    worth: float


def _is_nik(digits: str) -> bool:
    day = int(digits[6:8]) % 40
    return (
        digits[:2] in _PROVINCES and 1 <= day <= 31 and 1 <= int(digits[8:10]) <= 12
    ) and digits[12:] != "0000"


def phone_value(digits: str) -> str:
    """The number as it is dialled in the country: 0812…, whatever its prefix."""
    digits = digits.removeprefix("00") if digits.startswith("0062") else digits
    if digits.startswith("62"):
        digits = digits[2:]
    return digits if digits.startswith("0") else "0" + digits


def _is_round(digits: str) -> bool:
    """A sum of money, written without Rp and dots."""
    return digits[0] != "0" and digits.endswith("000" if len(digits) < 10 else "0000")


def _is_mobile(digits: str) -> bool:
    number = phone_value(digits) if digits.startswith(("62", "0062", "08")) else ""
    return number[:2] == "08" and number[2:3] in _MOBILE and 10 <= len(number) <= 13


def _is_dialled(digits: str) -> bool:
    return _is_mobile(digits) or _is_landline(digits)


def _is_landline(digits: str) -> bool:
    return digits[0] == "0" and digits[1] in _LANDLINE and 9 <= len(digits) <= 11


@dataclass(slots=True)
class _Candidate:
    """Atoms of a run, taken for one number."""

    digits: str
    atoms: Sequence[_Atom]
    gaps: Sequence[str]
    kinds: tuple[str, ...]
    public: bool

    @property
    def single(self) -> bool:
        return len(self.atoms) == 1

    @property
    def sizes(self) -> list[int]:
        return [len(atom.digits) for atom in self.atoms]

    def said(self, *kinds: str) -> str | None:
        """The nearest cue among `kinds`."""
        return next((kind for kind in self.kinds if kind in kinds), None)


_Rule = Callable[[_Candidate], tuple[str, float] | None]
_SAID = 0.5


def _as_mobile(one: _Candidate) -> tuple[str, float] | None:
    if not _is_mobile(one.digits):
        return None
    if one.kinds[:1] == ("bank_account",) and not one.said("phone"):
        return "bank_account", 1 + _SAID
    return "phone", 1.0 + (_SAID if one.said("phone") else 0)


def _as_sixteen_digits(one: _Candidate) -> tuple[str, float] | None:
    """Sixteen digits are a NIK unless something else is said, however they are grouped; a list
    of numbers is not."""
    if len(one.digits) != 16:
        return None
    if kind := one.said("nik", "kk", "npwp", "bank_account"):
        return kind, 1 + _SAID
    if _is_nik(one.digits) or (one.single and not one.public):
        return "nik", 1.0
    if one.public:
        return None
    if len(one.atoms) == 16:
        return "nik", 0.95
    listed = any("," in gap for gap in one.gaps)
    alike = len(set(one.gaps)) == 1 and one.gaps[0].strip() in ("-", ".", "_", "/")
    if alike or (not listed and len(one.atoms) < 7):
        return "nik", 0.95
    return None


def _as_npwp(one: _Candidate) -> tuple[str, float] | None:
    if one.said("npwp") and 14 <= len(one.digits) <= 16:
        return "npwp", 1 + _SAID
    return ("npwp", 1.1) if one.sizes in _NPWP_GROUPS else None


def _as_bpjs(one: _Candidate) -> tuple[str, float] | None:
    if one.said("bpjs") and 11 <= len(one.digits) <= 13:
        return "bpjs", 1 + _SAID
    return ("bpjs", 1.0) if len(one.digits) == 13 and one.digits.startswith("000") else None


def _as_account(one: _Candidate) -> tuple[str, float] | None:
    if not one.said("bank_account") or not 8 <= len(one.digits) <= 18 or one.public:
        return None
    if _is_round(one.digits):
        return None
    return "bank_account", (1.0 if len(one.digits) >= 10 else 0.9) + _SAID


def _as_other_phone(one: _Candidate) -> tuple[str, float] | None:
    """A landline, or what is called a phone: without its zero or its area code."""
    digits, length = one.digits, len(one.digits)
    if _PUBLIC_NUMBER.fullmatch(digits):
        return None
    if one.said("phone"):
        if digits[0] == "8" and 9 <= length <= 12:
            return "phone", 1 + _SAID
        local = digits[0] in "23456789" and length in (7, 8) and not _is_round(digits)
        if local or (digits[0] == "0" and 9 <= length <= 14):
            return "phone", 0.9 + _SAID
    if digits.startswith("62") and _is_landline(phone_value(digits)):
        return ("phone", 1.0) if one.single or one.said("phone") else None
    if _is_landline(digits) and (one.single or one.sizes[0] in (3, 4)):
        return "phone", 0.9
    return None


def _as_mistyped_nik(one: _Candidate) -> tuple[str, float] | None:
    kind = one.said("nik", "kk")
    return (kind, 0.9 + _SAID) if kind and 14 <= len(one.digits) <= 18 else None


def _as_long_number(one: _Candidate) -> tuple[str, float] | None:
    """A long number of which nothing is known is better masked; a round sum is not."""
    if not one.single or len(one.digits) < 10 or one.public or one.atoms[0].letters:
        return None
    if _is_round(one.digits):
        return None
    return ("nik" if len(one.digits) >= 16 else "bank_account"), 0.5


_RULES: tuple[_Rule, ...] = (
    _as_mobile,
    _as_sixteen_digits,
    _as_npwp,
    _as_bpjs,
    _as_account,
    _as_other_phone,
    _as_mistyped_nik,
    _as_long_number,
)


def _lengths(head: str, said: bool) -> Sequence[int]:
    """How long a number in groups can be that begins with these digits."""
    if said:
        return range(7, 19)
    if head[:2] == "08" and head[2:3] in _MOBILE:
        return (10, 11, 12, 13, 16)
    if head[:1] == "0" and head[1:2] in _LANDLINE:
        return (9, 10, 11, 16)
    if head[:2] == "62":
        return (11, 12, 13, 14, 16)
    if head[:3] == "000" or head[:4] == "0062":
        return (13, 14, 15, 16)
    return (16,)


def _believable(letters: int, digits: str, single: bool) -> bool:
    """Whether so many letters may stand for digits: half of them, or most of one long word."""
    if single and len(digits) >= 10:
        return letters <= len(digits) - 3
    return letters * 2 <= len(digits)


def _readings(
    run: Sequence[_Atom],
    low: str,
    cues: Cues,
    plain: Mapping[int, list[tuple[int, float]]],
    official: frozenset[str],
) -> list[list[_Reading]]:
    """For each atom, the readings that begin with it."""
    found: list[list[_Reading]] = [[] for _ in run]
    starts = [atom.start for atom in run]
    gaps = [low[one.end : other.start] for one, other in pairwise(run)]
    written = "".join(atom.digits for atom in run)
    offsets = [0, *accumulate(len(atom.digits) for atom in run)]
    letters_before = [0, *accumulate(atom.letters for atom in run)]
    stop_of = {offset: stop for stop, offset in enumerate(offsets)}
    for at, atom in enumerate(run):
        for end, weight in plain.get(atom.start, ()):
            stop = bisect_left(starts, end)
            found[at].append(_Reading(stop, None, weight * (offsets[stop] - offsets[at])))
        begin = offsets[at]
        before = cues.before(atom.start)
        said = bool(before) or cues.near(atom.start)
        lengths = _lengths(written[begin : begin + 4], said)
        stops = {stop_of[begin + length] for length in lengths if begin + length in stop_of}
        # Of a group by itself any length is read, and of six groups, which an NPWP has.
        if len(atom.digits) > 6:
            stops.add(at + 1)
        if at + 6 < len(offsets) and offsets[at + 6] - begin in (14, 15):
            stops.add(at + 6)
        if not stops:
            continue
        public = cues.public(atom.start)
        for stop in sorted(stops):
            offset = offsets[stop]
            digits = written[begin:offset]
            letters = letters_before[stop] - letters_before[at]
            if letters and not _believable(letters, digits, stop == at + 1):
                continue
            if (
                phone_value(digits) in official
                or (_is_landline(digits) and cues.of_office(atom.start))
                or (official and _is_dialled(digits) and cues.of_service(atom.start))
            ):
                found[at].append(_Reading(stop, None, 5.0 * len(digits)))
                continue
            kinds = before or (cues.after(run[stop - 1].end) if said else ())
            one = _Candidate(digits, run[at:stop], gaps[at : stop - 1], kinds, public)
            if read := _read(one):
                kind, weight = read
                # Groups set apart alike belong together more surely.
                weight += 0.15 if one.single else 0 if len(set(one.gaps)) == 1 else -0.05
                found[at].append(_Reading(stop, kind, weight * (len(digits) - 0.3 * letters)))
    return found


def _read(one: _Candidate) -> tuple[str, float] | None:
    """What the first rule that knows these digits says."""
    for rule in _RULES:
        if read := rule(one):
            return read
    return None


def _best(readings: Sequence[Sequence[_Reading]]) -> Iterator[tuple[int, _Reading]]:
    """The readings, without overlap, that are worth most together."""
    worth = [0.0] * (len(readings) + 1)
    choice: list[_Reading | None] = [None] * len(readings)
    for at in range(len(readings) - 1, -1, -1):
        worth[at] = worth[at + 1]
        for candidate in readings[at]:
            total = candidate.worth + worth[candidate.stop]
            if total > worth[at]:
                worth[at], choice[at] = total, candidate
    at = 0
    while at < len(readings):
        reading = choice[at]
        if reading is None:
            at += 1
        else:
            yield at, reading
            at = reading.stop


def find_numbers(
    folded: Folded, taken: Sequence[tuple[int, int]], official: frozenset[str]
) -> Iterator[Found]:
    """NIK, KK, phone, NPWP, BPJS and account numbers. `official` numbers are nobody's."""
    low = folded.low
    runs = [run for run in _runs(low, taken) if sum(len(atom.digits) for atom in run) >= 7]
    if not runs:
        return
    cues = Cues(low)
    plain = _plain_places(low, [atom.start for run in runs for atom in run])
    for run in runs:
        for at, reading in _best(_readings(run, low, cues, plain, official)):
            if reading.kind is None:
                continue
            atoms = run[at : reading.stop]
            start, end = atoms[0].start, atoms[-1].end
            while start and (
                low[start - 1] == "+" or (low[start - 1] == "(" and ")" in low[start:end])
            ):
                start -= 1
            digits = "".join(atom.digits for atom in atoms)
            value = phone_value(digits) if reading.kind == "phone" else digits
            yield Found(reading.kind, start, end, value)


def _plain_places(low: str, starts: Sequence[int]) -> Mapping[int, list[tuple[int, float]]]:
    """By the first atom inside: the end and the weight of each sum, date, time …"""
    places: dict[int, list[tuple[int, float]]] = {}
    for pattern, weight in _tables().plain:
        for match in pattern.finditer(low):
            at = bisect_left(starts, match.start())
            if at < len(starts) and starts[at] < match.end():
                places.setdefault(starts[at], []).append((match.end(), weight))
    return places
