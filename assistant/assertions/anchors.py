"""The words around a value, which tell what it is a value of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.assertions.words import concept, find_words, table
from knowledge.sentences import Sentence

_CLAUSE = re.compile(
    r"[,;:)–—|]|\s-\s|\b(?:dan|serta|sedangkan|sementara|lalu|kemudian|namun|tapi|tetapi)\b"
)
# "15 Mei: Balai", "20 (Jumat)", "342 (2025)"
_HEADS = re.compile(r"\s?[:–—]\s(?!\d)|\s\((?=(?:[^()\d]|(?:19|20)\d\d)*\))")
# "104,95 ribu jiwa (2025)": that year and no other, whatever stands between.
_OWN_YEAR = re.compile(r"(?: (?!dan\b|serta\b)[a-z%]+){1,6} \((?:tahun )?((?:19|20)\d\d)\)")
_PAST = re.compile(
    r"\b(?:tahun|bulan|pekan|minggu|hari|musim|triwulan|semester|se\w+)\s+(?:lalu|sebelumnya)"
    r"\W*$",
    re.IGNORECASE,
)
# "bukan dua bulan seperti sebelumnya", "28 laporan tidak terbukti"
_FORMERLY = re.compile(
    r"\s+(?:[a-z]+\s+)?seperti\s+(?:yang\s+)?(?:sebelumnya|semula|dulu|biasanya|tahun lalu)\b"
)
_DENIED_BEFORE = re.compile(
    r"\b(?:bukan|bukannya|bukanlah)\s+(?:(?:lagi|pukul|jam|tanggal)\s+)?$", re.I
)
_DENIED_BEHIND = re.compile(
    r"\s+(?:(?!yang\b|dan\b|serta\b)[a-z]+\s+){0,2}(?:yang\s+)?(?:tidak|belum|tak)\s+"
    r"(?P<what>[a-z]{3,})",
    re.I,
)
_LEADS = re.compile(r"(?:[,;]|\b(?:dan|serta|lalu))\s*$")
_BRACKETS = re.compile(r"\([^()]*\)")
_BARRIER = 8.0  # a new clause, or another value of the kind, is as far as so many words
_TURN = 4.0  # … for a word of direction
_STEP = 1.0
_DIRECTIONS = ("", "polarity", "condition")
_DECAY = 0.35
_AFTER = 1.3  # what follows a value tells less of it than what leads to it
LABEL = 0.9  # of words in a label, in the head of a row or of a column
_CLOSE = 0.33
LEADING = 1.5
DENIED = "<bukan"  # in front of a value that is denied, behind one of what is denied
PHASES = ("dari", "menjadi")  # the first two groups of `leading`


@dataclass(frozen=True, slots=True)
class Landmark:
    """Another claim of the text. `key` is its one name under all its forms, if it has one."""

    start: int
    end: int
    measure: str
    key: str = ""


def anchor(
    text: str,
    sentence: Sentence,
    start: int,
    end: int,
    landmarks: Sequence[Landmark] = (),
    measure: str = "",
) -> dict[str, float]:
    """Concepts around `text[start:end]`, the nearer and the more in its own clause the heavier.

    A label ("Jabon: …") is about all that its line says. "<dari" and its like are the words right
    in front that tell the two ends of a change apart.
    """
    inside = [mark for mark in landmarks if sentence.start <= mark.start < sentence.end]
    smooth = _smooth(text[sentence.start : sentence.end], sentence.start, inside)
    heads = _HEADS.match(text[end : sentence.end])
    rivals = [mark for mark in inside if mark.measure == measure and mark.end != end]
    numbers = [mark for mark in inside if mark.measure in ("money", "number", "percent", "phone")]
    # Where only one value of its kind stands, commas part nothing that could be taken for another.
    barrier = _BARRIER if rivals else _TURN if measure in _DIRECTIONS else _STEP
    head = _head(text, start, rivals)
    before_it = max((rival.end for rival in rivals if rival.end <= start), default=None)
    opens = before_it is not None and _opens_item(text[before_it:start])
    near: dict[str, float] = {}

    def add(meaning: str, begin: int, close: int) -> None:
        first, last = (
            (close, min(start, head) if close <= head else start)
            if close <= start
            else (end, begin)
        )
        between = smooth[first - sentence.start : last - sentence.start]
        if heads and begin >= end:
            between = between[heads.end() :]
        barriers = len(_CLAUSE.findall(between)) + (begin >= end and "(" in between)
        distance = between.count(" ") + barrier * barriers
        if before_it is not None and before_it <= begin and close <= start and opens:
            distance += _BARRIER  # "40 persen untuk SMP dan 15 persen": SMP is of the 40 persen
        distance += _BARRIER * sum(first <= rival.start and rival.end <= last for rival in rivals)
        weight = 1.0 / (1.0 + _DECAY * distance * (1.0 if close <= start else _AFTER))
        near[meaning] = max(near.get(meaning, 0.0), weight)

    for word in find_words(sentence.text):
        begin, close = sentence.start + word.start, sentence.start + word.end
        if begin < end and close > start:
            continue
        if word.text[0].isdigit() or any(n.start <= begin < n.end for n in numbers):
            continue
        if meaning := concept(word.text):
            add(meaning, begin, close)
    for mark in inside:
        if mark.key and mark.measure != measure and (mark.end <= start or mark.start >= end):
            add(mark.key, mark.start, mark.end)
    label = _label(text[sentence.start : start])
    if label and _opens_with_value(text, sentence.start + label.start(1), rivals):
        label = None  # "500 di Jabon: total 700"
    if label:
        first, last = sentence.start + label.start(1), sentence.start + label.end(1)
        meanings = [concept(word.text) for word in find_words(label[1])]
        meanings += [mark.key for mark in inside if first <= mark.start and mark.end <= last]
        for meaning in filter(None, meanings):
            near[meaning] = max(near.get(meaning, 0.0), LABEL)
    if own := _OWN_YEAR.match(text, end, sentence.end):
        near[f"#{own[1]}"] = LABEL
    before = text[sentence.start : start]
    if phase := leading(before) or (phase_of(label[1]) if label else ""):
        near["<" + phase] = LEADING
    elif _FORMERLY.match(text, end, sentence.end):
        near["<" + PHASES[0]] = LEADING
    if _DENIED_BEFORE.search(before) or _denied_behind(text, sentence, end):
        near[DENIED] = LEADING
    return near


def _opens_with_value(text: str, start: int, rivals: Sequence[Landmark]) -> bool:
    return any(start <= mark.start and not text[start : mark.start].strip() for mark in rivals)


def phase_of(head: str) -> str:
    """Whether a label or the head of a column names the earlier or the later state."""
    groups = [_groups().get(word.text.lower(), "") for word in find_words(head)]
    return next((group for group in groups if group in PHASES), "")


def _denied_behind(text: str, sentence: Sentence, end: int) -> bool:
    """ "28 tidak terbukti" beside "31 terbukti"."""
    denied = _DENIED_BEHIND.match(text, end, sentence.end)
    if denied is None:
        return False
    meaning = concept(denied["what"])
    return sum(concept(word.text) == meaning for word in find_words(sentence.text)) > 1


def _head(text: str, start: int, rivals: Sequence[Landmark]) -> int:
    """Where the list begins in which a value leads its item: "terdiri atas 5 mobil dan 9 motor".

    What stands in front of the first value is said of each.
    """
    for rival in sorted(rivals, key=lambda mark: -mark.start):
        if rival.end > start:
            continue
        if not _LEADS.search(text[rival.end : start]):
            break
        start = rival.start
    return start


def _opens_item(between: str) -> bool:
    """Whether only one joint parts a value from the one before, and stands right in front of it."""
    joint = _LEADS.search(between)
    return joint is not None and not _CLAUSE.search(between[: joint.start()])


def own_clause(near: Mapping[str, float]) -> dict[str, float]:
    """What belongs to a word of direction: it says nothing of the clauses beyond its own."""
    close = {word: weight for word, weight in near.items() if weight >= _CLOSE}
    return close or dict(near)


def weigh(near: Mapping[str, float], least: Mapping[str, float]) -> dict[str, float]:
    """`near` with every word of `least` at least at its weight there."""
    return dict(near) | {word: max(weight, near.get(word, 0.0)) for word, weight in least.items()}


def _smooth(piece: str, offset: int, landmarks: Sequence[Landmark]) -> str:
    """A sentence in which a claim is one step long: the comma of a date parts no clauses."""
    for mark in landmarks:
        first, last = mark.start - offset, mark.end - offset
        piece = piece[:first] + "x" * (min(last, len(piece)) - first) + piece[last:]
    return piece


def _label(before: str) -> re.Match[str] | None:
    """The words before the colon that is nearest on the line of the value.

    What stands in brackets is labelled by nothing in front of them and labels nothing behind.
    """
    before = _BRACKETS.sub(lambda match: " " * len(match[0]), before)
    return re.search(r"([^,;.:(|\n]{2,60}):\s(?:(?!:\s)[^;|\n])*$", before) or re.match(
        r"\W*([^,;.:(|\n]{2,40})\s[–—-]\s[^;|\n]*$", before
    )


def leading(before: str) -> str:
    """The group of `leading` in prompts/claims.yaml whose word stands right in front."""
    words = [word.text.lower() for word in find_words(re.split(r"[,.;:]", before[-40:])[-1])][-2:]
    if re.search(_PAST, before):
        return PHASES[0]
    found = [_groups()[word] for word in words if word in _groups()]
    if PHASES[0] in found:  # "sebelumnya baru 310"
        return PHASES[0]
    return found[-1] if found else ""


@cache
def _groups() -> Mapping[str, str]:
    return {word: str(group).split()[0] for group in table()["leading"] for word in group.split()}
