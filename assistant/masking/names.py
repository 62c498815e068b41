"""Names of private persons in folded text: one to five words that may be one, judged by what they
are built like and by what stands around them."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.masking.address_parts import is_place
from assistant.masking.folding import Folded, Found
from assistant.masking.name_model import load_weights
from assistant.masking.name_shapes import is_drawn, is_given, is_ordinary, is_word, likeness
from assistant.prompts import load_table

_WORD = re.compile(r"(?<![A-Za-z0-9@_#])[A-Za-z](?:[A-Za-z0-9'’`]*[A-Za-z0-9])?")
_MOST_WORDS = 5
# "Suami saya Subandi" is a private person, though an official has the name too.
_OWN = frozenset(("k:mine", "k:relations"))
_NEAR = 5  # words to each side that are looked at
_CLAUSE = re.compile(r"[^.!?\n]+")
_DEGREE = re.compile(
    r",?\s?(?:[SMsm]\.\s?[A-Za-z]{1,4}(?:\.[A-Za-z]{1,3})?(?![A-Za-z])\.?|[Aa]\.?[Mm]d\.?(?:[Kk]e[bp]\.?)?"
    r"|(?:S[HET]|M[HMT]|SPd|SKom|SSos|SAg|SIP|MPd|MSi)(?![A-Za-z]))"
)


@dataclass(frozen=True)
class _Tables:
    cues: Mapping[str, Sequence[str]]  # sorts of a word or phrase that stands beside names
    titles: frozenset[str]
    name_titles: frozenset[str]
    honours: frozenset[str]
    particles: frozenset[str]
    owners: frozenset[str]
    kin: frozenset[str]
    no_names: frozenset[str]
    also_words: frozenset[str]
    months: frozenset[str]
    before_months: frozenset[str]
    idioms: Mapping[str, Sequence[Sequence[str]]]  # by their first word
    estates: frozenset[str]
    public_figures: Mapping[str, Sequence[Sequence[str]]]  # by their first word


@cache
def _tables() -> _Tables:
    table = load_table("privacy.yaml")
    names = table["names"]
    addresses = table["addresses"]
    places = [
        *addresses["roads"],
        *addresses["areas"],
        *addresses["estates"],
        *addresses["offices"],
    ]
    cues: dict[str, list[str]] = {}
    for sort in _SORTS:
        for phrase in places if sort == "places_before" else names[sort]:
            cues.setdefault(" ".join(_WORD.findall(phrase)), []).append(sort)
    return _Tables(
        cues=cues,
        titles=frozenset(names["titles"] + names["name_titles"]),
        name_titles=frozenset(names["name_titles"]),
        honours=frozenset(names["honours"]),
        particles=frozenset(names["particles"]),
        owners=frozenset(names["owners"]),
        kin=frozenset(names["kin"]),
        no_names=frozenset(table["common_words"].split()) | frozenset(table["not_names"].split()),
        months=frozenset(table["birth"]["months"]),
        also_words=frozenset(names["ordinary"].split()),
        before_months=frozenset(names["before_months"]),
        idioms=_by_first_word(names["idioms"]),
        estates=frozenset(addresses["estates"]),
        public_figures=_by_first_word(names["public_figures"]),
    )


def _by_first_word(phrases: Sequence[str]) -> Mapping[str, Sequence[Sequence[str]]]:
    found: dict[str, list[Sequence[str]]] = {}
    for words in map(str.split, phrases):
        found.setdefault(words[0], []).append(words)
    return found


_SORTS = (
    "own third bare shown labels relations kin owners which roles surely named_places keepers"
    " places_before follows_self follows_person closings thanks titles name_titles addressed"
    " offices trades fame"
).split()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: as written in lower case, what it is built like, how it is written."""

    low: str
    start: int
    end: int
    case: str  # "T" Title, "U" among capitals, "A" capitals alone, "l" lower case
    sort: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `first` to `last` (exclusive) may be a name; titles stand from `titled` on."""

    titled: int
    first: int
    last: int
    start: int
    end: int


def find_names(
    folded: Folded, others: Sequence[Found], officials: Collection[str]
) -> Iterator[Found]:
    """The names in `folded`; `others` is the personal data found so far, in order."""
    reader = Reader(folded, others)
    weights = load_weights()
    named: Candidate | None = None
    refused: Candidate | None = None
    last: Found | None = None
    for candidate in reader.candidates():
        features = reader.features(candidate, named, refused)
        if weights.score(features) <= 0:
            refused = candidate
            continue
        if not features & _OWN and reader.is_public(candidate, officials):
            refused = candidate
            continue
        named = candidate
        value = reader.value(candidate)
        if last and not folded.text[last.end : candidate.start].strip(" "):
            last = Found("name", last.start, candidate.end, f"{last.value} {value}")
            continue
        if last:
            yield last
        last = Found("name", candidate.start, candidate.end, value)
    if last:
        yield last


class Reader:
    """The words of one text, and what may be a name among them."""

    def __init__(self, folded: Folded, others: Sequence[Found]) -> None:
        self._text = folded.text
        self._others = others
        self._starts = [one.start for one in others]
        self._headlines = [m.span() for m in _CLAUSE.finditer(self._text) if _is_headline(m[0])]
        self.words = [
            self._word(match) for match in _WORD.finditer(self._text) if self._is_free(match)
        ]
        self._figures = frozenset(self._public_figures())

    def _is_free(self, match: re.Match[str]) -> bool:
        at = bisect_left(self._starts, match.end()) - 1
        return at < 0 or self._others[at].end <= match.start()

    def _is_doubled(self, match: re.Match[str]) -> bool:
        """Whether the word makes a plural or the like with the next one: "agung-agungkan"."""
        tail = self._text[match.end() : match.end() + len(match[0]) + 1]
        return match[0].islower() and tail[:1] in ("-", " ") and tail[1:] == match[0]

    def _word(self, match: re.Match[str]) -> Word:
        written, low = match[0], match[0].lower()
        if written[0].islower():
            case = "l"
        elif (written.isupper() and _all_capitals(self._text, match.start())) or (
            self._in_headline(match.start())
        ):
            case = "U"
        else:
            case = "A" if len(written) > 1 and written.isupper() else "T"
        sort = "no" if self._is_doubled(match) else _sort(low)
        return Word(low, match.start(), match.end(), case, sort)

    def _in_headline(self, at: int) -> bool:
        nearest = bisect_left(self._headlines, (at + 1, 0)) - 1
        return nearest >= 0 and at < self._headlines[nearest][1]

    def value(self, candidate: Candidate) -> str:
        return " ".join(
            re.findall(r"[a-z0-9']+", self._text[candidate.start : candidate.end].lower())
        )

    def is_public(self, candidate: Candidate, officials: Collection[str]) -> bool:
        """Whether an official or somebody whom everybody knows has this name."""
        value = self.value(candidate)
        return (
            value in officials
            or value.partition(" ")[0] in officials
            or self._figures.issuperset(range(candidate.first, candidate.last))
        )

    def _public_figures(self) -> Iterator[int]:
        """The places of the words that name somebody whom everybody knows. "Kartini" does, but
        "Bu Kartini" is a neighbour, as many people have the name."""
        tables = _tables()
        for at, word in enumerate(self.words):
            titled = at > 0 and self.words[at - 1].low in tables.titles
            for names in tables.public_figures.get(word.low, ()):
                if len(names) == 1 and titled and is_given(word.low):
                    continue
                if [w.low for w in self.words[at : at + len(names)]] == names:
                    yield from range(at, at + len(names))

    def candidates(self) -> Iterator[Candidate]:
        at = 0
        while at < len(self.words):
            place = self._place(at)
            candidate = None if place else self._candidate(at)
            if candidate:
                yield candidate
                at = candidate.last
            else:
                at += place or 1

    def _candidate(self, at: int) -> Candidate | None:
        """The longest run of words from `at` on that may be one name."""
        tables, words = _tables(), self.words
        if words[at].low in tables.titles or words[at].sort == "no":
            return None
        first = at
        end = at
        core = 0
        while end < len(words) and end - first < _MOST_WORDS + 2 and core < _MOST_WORDS:
            word = words[end]
            if end > first and not self._joined(end):
                break
            if word.low in tables.honours and _capital(word) == _capital(words[first]):
                end += 1
                continue
            if core and (word.low in tables.particles or self._is_bridge(end)):
                end += 1
                continue
            if not self._may_be(end, words[first], core) or self._place(end):
                break
            core += 1
            end += 1
        while end > first and words[end - 1].low in tables.particles and core:
            end -= 1
        if core == 0 or end == first:
            return None
        titled = first
        while titled and words[titled - 1].low in tables.titles and self._joined(titled):
            titled -= 1
        last = words[end - 1]
        stop = last.end
        initial = len(last.low) <= 2 or last.low in tables.honours
        if initial and self._text[stop : stop + 1] == ".":
            stop += 1
        while degree := _DEGREE.match(self._text, stop):
            stop = degree.end()
        if stop - words[first].start < 2:
            return None
        start = first
        while start > titled and words[start - 1].low in tables.name_titles:
            start -= 1
        return Candidate(titled, first, end, words[start].start, stop)

    def _may_be(self, at: int, head: Word, core: int) -> bool:
        tables, word = _tables(), self.words[at]
        capital = _capital(word)
        digits = sum(map(str.isdigit, word.low))
        if digits > 1 or (digits and (not capital or word.low[-1].isdigit())):
            return False
        if core and capital != _capital(head):
            return False
        if word.low in tables.titles or word.sort == "no" or self._is_month(at):
            return False
        if word.case == "A":
            return len(word.low) > 4 or word.sort == "given"
        if capital:
            return True
        if len(word.low) < 3:
            return core > 0 and (word.case == "U" or self._text[word.end : word.end + 1] == ".")
        if core:  # "jumainah bakul jamu"
            return word.sort in _GOOD[:4] and word.low not in tables.no_names
        return word.sort != "ordinary"

    def _is_month(self, at: int) -> bool:
        """Whether a word that may be a name too is a month: "sejak Juli", "2 Mei"."""
        word, tables = self.words[at], _tables()
        near = self._text[max(0, word.start - 3) : word.start] + self._text[word.end : word.end + 3]
        return word.low in tables.months and (
            any(map(str.isdigit, near))
            or (at > 0 and self.words[at - 1].low in tables.before_months)
        )

    def _is_bridge(self, at: int) -> bool:
        """A word of the language in the middle of a name without capitals: "tri puji astuti"."""
        following = self.words[at + 1 : at + 2]
        return (
            self.words[at].sort == "ordinary"
            and self.words[at - 1].sort == "given"
            and not _capital(self.words[at])
            and bool(following)
            and following[0].sort in ("given", "both")
            and self._joined(at + 1)
        )

    def _introduces(self, word: str) -> bool:
        tables = _tables()
        titles = tables.titles - tables.name_titles  # "semoga almarhum husnul khotimah"
        return word in titles or word in tables.owners or "own" in self._sorts(word)

    def _place(self, at: int) -> int:
        """How many words from `at` on are an idiom, a village or a town."""
        words = self.words
        idioms = _tables().idioms.get(words[at].low, ())
        if idioms and at and self._introduces(words[at - 1].low):
            idioms = ()
        for idiom in idioms:
            if [word.low for word in words[at : at + len(idiom)]] == idiom:
                return len(idiom)
        if words[at].sort in ("given", "both"):
            return 0
        for count in (3, 2, 1):
            part = words[at : at + count]
            if len(part) == count and is_place("".join(w.low for w in part)):
                return count
        return 0

    def _joined(self, at: int) -> bool:
        """Whether only spaces (or the dot of a title) lie between a word and the one before."""
        between = self._text[self.words[at - 1].end : self.words[at].start]
        if not between or len(between) > 4 or "\n" in between:
            return False
        before = self.words[at - 1].low
        return not between.strip() or (
            between.strip() == "."
            and (len(before) <= 2 or before in _tables().honours or before in _tables().titles)
        )

    # --- What is seen of a candidate ---------------------------------------------------------

    def features(
        self, one: Candidate, named: Candidate | None, refused: Candidate | None
    ) -> set[str]:
        """`named` and `refused`: the last candidates before that were names, and were none."""
        words, tables = self.words, _tables()
        head = words[one.first : one.last]
        core = [w for w in head if w.low not in tables.honours] or head
        case = core[0].case
        first = core[0].sort
        second = core[1].sort if len(core) > 1 else "-"
        shape = f"{case}|{_better(first, second)}"
        found = [f"c:{case}", f"q:{case}|{first}", f"qq:{first}|{second}", f"n:{min(len(core), 3)}"]
        found.append(f"s:{shape}")
        if core[0].low in tables.estates:
            found += ["estate", f"estate|{second}"]
        if first == "both":
            found += [f"w:{core[0].low}", f"w:{core[0].low}|{case}|{second}"]
        if len(head) > len(core):
            found += ["honour", f"honour|{shape}"]
        if one.titled < one.first:
            title = words[one.first - 1].low
            found += ["t", f"t|{shape}", f"t:{title}", f"t|{first}|{second}"]
        found += self._left(one, shape)
        found += self._right(one, shape)
        found += self._chain(one, named, refused, shape)
        if len(head) == 1 and not any(feature.startswith(_SPEAKS) for feature in found):
            found += ["lone", f"lone:{case}", f"lone|{shape}"]
        return set(found)

    def _left(self, one: Candidate, shape: str) -> list[str]:
        words = self.words
        found = []
        at = one.titled
        start = words[at].start
        before = words[at - 1] if at else None
        other = self._other_before(start)
        if other and (before is None or other.end > before.end):
            gap = _gap(self._text[other.end : start])
            return [f"lo:{other.kind}", f"lo|{gap}|{shape}", f"lo|{shape}"]
        if before is None:
            mark = _gap(self._text[:start])
            return ["start", f"start|{shape}", f"start{mark}|{shape}"]
        gap = self._gap_before(at)
        found += [f"g:{gap}", f"g:{gap}|{shape}"]
        if gap in ("line", "list"):
            found.append(f"{gap}|{shape}")
        if gap in _ENDS:
            return [*found, f"g1:{gap}|{before.low}"]
        found += [f"l1:{before.low}", f"l1:{before.low}|{shape[0]}"]
        titled = "t" if one.titled < one.first else "-"
        near: list[str] = []
        for n in range(at - 1, max(-1, at - 1 - _NEAR), -1):
            if n < at - 1 and self._gap_before(n + 1) in _ENDS:
                break
            near.append(words[n].low)
        found += [f"l:{w}" for w in near]
        if len(near) > 1:
            found.append(f"l2:{near[1]}_{near[0]}")
        for size in range(1, 5):
            phrase = " ".join(reversed(near[:size]))
            if len(near) < size:
                break
            for sort in self._sorts(phrase):
                found += [f"k:{sort}", f"k:{sort}|{gap}", f"k:{sort}|{shape}", f"k:{sort}|{titled}"]
        nearby = {sort for word in near[1:] for sort in self._sorts(word)}
        found += [f"kn:{sort}" for sort in nearby]
        found += [f"kn:{sort}|{titled}" for sort in nearby]  # "Kadis Perhubungan Pak Budi"
        if len(near) > 1 and "named_places" in self._sorts(near[1]) and gap == "sp":
            found += ["place2", f"place2|{shape}", f"place2|{titled}"]  # "koperasi wanita Dahlia"
        if "k:named_places" in found:  # "warung Cak Mat", but "pemilik warung Cak Mat"
            found.append(f"place|{titled}|{'kept' if 'keepers' in nearby else shape}")
        return found

    def _gap_before(self, at: int) -> str:
        """What stands between a word and the one before; the dot of "Jl." ends no sentence."""
        before = self.words[at - 1]
        between = self._text[before.end : self.words[at].start]
        if between.strip() == "." and len(before.low) < 5 and _ABBREVIATION.fullmatch(before.low):
            return "sp"
        return _gap(between)

    def _sorts(self, phrase: str) -> list[str]:
        tables = _tables()
        found = list(tables.cues.get(phrase, ()))
        last = phrase.rpartition(" ")[2]
        if last != phrase:
            if last in tables.owners and phrase.split()[-2] in tables.kin:
                found.append("mine")
        elif last.endswith(("ku", "nya", "e", "ne")):
            stem = re.sub(r"(?:ku|nya|ne|e)$", "", last)
            if stem in tables.kin:
                found.append("mine")
        return found

    def _right(self, one: Candidate, shape: str) -> list[str]:
        words = self.words
        after = words[one.last] if one.last < len(words) else None
        other = self._other_after(one.end)
        if other and (after is None or other.start < after.start):
            gap = _gap(self._text[one.end : other.start])
            return [f"ro:{other.kind}", f"ro|{gap}|{shape}", f"ro|{shape}"]
        if after is None:
            return ["end", f"end|{shape}", f"end|{_gap(self._text[one.end :])}"]
        gap = _gap(self._text[one.end : after.start])
        found = [f"rg:{gap}", f"rg:{gap}|{shape}"]
        if gap in _ENDS:
            return found
        found += [f"r1:{after.low}", f"r1:{after.low}|{shape}", f"r1:{after.sort}|{shape}"]
        if one.last + 1 < len(words) and (gap == "comma" or after.low in _ANDS):
            listed = after if gap == "comma" else words[one.last + 1]
            found.append(f"and:{listed.case}|{listed.sort}|{shape}")
        near = [after.low]
        for n in range(one.last + 1, min(len(words), one.last + _NEAR)):
            if self._gap_before(n) in _ENDS:
                break
            near.append(words[n].low)
        found += [f"r:{w}" for w in near[1:3]]
        for word in near[1:]:
            found += [f"rn:{sort}" for sort in self._sorts(word)]
        for sort in self._sorts(near[0]) + self._sorts(" ".join(near[:2])):
            found += [f"rk:{sort}", f"rk:{sort}|{shape}"]
        return found

    def _chain(
        self, one: Candidate, named: Candidate | None, refused: Candidate | None, shape: str
    ) -> list[str]:
        if refused and (named is None or refused.end > named.end):
            inner = [w.low for w in self.words[refused.last : one.titled]]
            if len(inner) <= 1 and one.start - refused.end < 30:
                return ["unchained", f"unchained:{' '.join(inner)}"]
        if named is None:
            return []
        between = self._text[named.end : one.start]
        if len(between) > 30:
            return ["named"]
        inner = [w.low for w in self.words[named.last : one.titled]]
        if len(inner) <= 1:
            return ["chain", f"chain|{shape}", f"chain:{' '.join(inner)}"]
        return ["named", "near-named"]

    def _other_before(self, start: int) -> Found | None:
        at = bisect_left(self._starts, start) - 1
        return self._others[at] if at >= 0 else None

    def _other_after(self, end: int) -> Found | None:
        at = bisect_left(self._starts, end)
        return self._others[at] if at < len(self._others) else None


def _capital(word: Word) -> bool:
    return word.case in "TA"


# What may speak for a name beside the word itself: a title, a word that goes before or after
# names, other personal data, a name before it.
_SPEAKS = ("t|", "k:", "rk:", "lo:", "ro:", "chain", "line|", "list|")
_ANDS = frozenset(("dan", "sama", "ambek", "karo", "ama", "serta", "lan"))
_ENDS = frozenset(("stop", "line", "list"))
_ABBREVIATION = re.compile(r"[b-df-hj-np-tv-z]+|an")
_GOOD = ("given", "likely", "both", "maybe", "unknown", "ordinary", "no", "-")


def _better(first: str, second: str) -> str:
    return min(first, second, key=_GOOD.index)


@cache
def _sort(low: str) -> str:
    tables = _tables()
    if low in tables.also_words:
        return "both"
    if is_given(low):
        return "both" if is_word(low) else "given"
    if low in tables.no_names:
        return "no"
    if is_ordinary(low):
        return "ordinary"
    if len(low) < 4:
        return "unknown"
    if is_drawn(low):
        return "no"
    like = likeness(low)
    return "likely" if like > 3 else "maybe" if like > 0 else "unknown"


def _gap(between: str) -> str:
    """What stands between two words: one sort of mark, the strongest."""
    if not between.strip():
        return "line" if "\n" in between else "sp"
    if "\n" in between:
        return "list" if re.search(r"[0-9\-*•]", between.rpartition("\n")[2]) else "line"
    if re.search(r"[.!?]", between):
        return "list" if re.search(r"[0-9]", between) else "stop"
    for marks, name in ((":=", "colon"), ("(", "open"), (")", "close"), (",;", "comma")):
        if any(mark in between for mark in marks):
            return name
    if re.search(r"[0-9]", between):
        return "digit"
    return "dash" if re.search(r"[-~]", between) else "mark"


def _all_capitals(text: str, at: int) -> bool:
    near = [character for character in text[max(0, at - 40) : at + 40] if character.isalpha()]
    return len(near) > 8 and sum(map(str.isupper, near)) > 0.8 * len(near)


def _is_headline(clause: str) -> bool:
    """Whether somebody Writes Each Word Like This, so that a capital says nothing."""
    words = re.findall(r"[A-Za-z]{2,}", clause)
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.8 * len(words)


def repeated(text: str, value: str) -> Iterator[tuple[int, int]]:
    """Where the words of `value` stand again in `text`, whatever lies between them."""
    words = [re.escape(word) for word in value.split()]
    pattern = r"(?<![a-z0-9])" + r"[\s.,'·/\-]{0,3}".join(words) + r"(?![a-z0-9])"
    for match in re.finditer(pattern, text):
        yield match.span()
