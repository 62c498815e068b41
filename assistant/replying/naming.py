"""Names a matter in the citizen's own words: "BPNT saya ga keluar 3 bulan min" is "BPNT tidak
keluar".

Only what reads as plain Indonesian is taken over; where a word may be slang, nothing is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.places import find_place
from assistant.prompts import load_table
from assistant.triaging.comments import (
    Comment,
    Phrases,
    Word,
    load_lexicon,
    read_phrase,
    split_list,
)
from assistant.triaging.rules import Topic, load_rules
from assistant.vocabulary import load_vocabulary

# A name has so many words, and so many letters.
_LEAST, _MOST, _LONGEST = 2, 7, 50
_ACRONYM = 5
# With so many Javanese words a comment is not named in its own.
_JAVANESE = 2
_ENDS = re.compile(r"[.,;:!?()\n…/\"“”]|\s-\s")
_FORMAL_ENDS = ("nya", "ku", "mu", "e", "ne", "an", "in", "kah", "lah", "pun", "ni")
_INFORMAL = re.compile(
    r"^(?:ng|ny|nd|mb|nj)|^[^aiueo]*$|[^aiueo]{4}|(.)\1|..(?:no|ne|ake|ke|nya|in|ku|mu)$|\d$"
)
# What is done to somebody: "ditagih", "diberhentikan".
_DONE = re.compile(r"di[a-z]{5,}")
_DEED = re.compile(r"(?:me|ber|di|ter)[a-z]{4,}|(?:apakah|bisa|ada|tidak)\b")
# Passive and stative words are formal already, whatever they are read as: "diaspal".
_AFFIXED = re.compile(r"(?:di|ber|ter)[a-z]{4,}(?<!in)(?<!ke)(?<!no)")
_SPOKEN = re.compile(r"n(?:g[aiueo]|y)[a-z]{3,}(?<!in)(?<!e)")
_TIMES = re.compile(r"\d{1,4}x?")
# "ibuku", but not "buku".
_OWN, _OWNED = ("ku", "mu"), 4


@dataclass(frozen=True, slots=True)
class _Words:
    """prompts/reply_frames.yaml, `naming`."""

    dropped: frozenset[str]
    cut: frozenset[str]
    aside: frozenset[str]
    asking: frozenset[str]
    no_start: frozenset[str]
    no_end: frozenset[str]
    formal: frozenset[str]
    acts: frozenset[str]
    acronyms: frozenset[str]
    written: Mapping[str, str]
    times: Phrases


@cache
def _words() -> _Words:
    table = load_table("reply_frames.yaml")["naming"]
    spoken_to = load_table("triage.yaml")["openings"]["address"].split()
    return _Words(
        frozenset([*table["dropped"].split(), *spoken_to]),
        frozenset(table["cut"].split()),
        frozenset(table["aside"].split()),
        frozenset(table["asking"].split()),
        frozenset(table["no_start"].split()),
        frozenset(table["no_end"].split()),
        frozenset(table["formal"].split()),
        frozenset(table["acts"].split()),
        frozenset(table["acronyms"].split()),
        {spoken: good for good, cell in table["written"].items() for spoken in cell.split()},
        Phrases(read_phrase(phrase) for phrase in split_list(table["times"])),
    )


def name_problem(comment: Comment, topic: Topic | None) -> str | None:
    """What the comment complains of, as "kandang bebek bau"; None: not in plain words. What does
    not name the topic has to stand in the first clause."""
    if not is_indonesian(comment) or _is_sarcastic(comment):
        return None
    acts = _words().acts
    done = {n for n, word in enumerate(comment.plain) if _DONE.match(word) or word in acts}
    marks = defects(comment) | done
    ended = _ENDS.search(comment.text)
    best: tuple[int, str] | None = None
    for piece in _pieces(comment):
        kept, text = _plainly(comment, piece)
        marked = len(marks.intersection(kept))
        whole = kept == piece or (kept and kept[-1] in marks and kept[-1] not in done)
        if text is None or not whole or not marked or kept[0] in marks:
            continue
        named = topic is not None and is_about(comment, kept, topic)
        first = ended is None or comment.words[kept[0]].start < ended.start()
        weight = 2 * named + min(marked, 2)
        if (named or first) and (best is None or weight > best[0]):
            best = weight, text
    return best[1] if best else None


def name_matter(comment: Comment, topic: Topic | None) -> str | None:
    """What the comment asks about, as "jam buka pelayanan akta"; None: not in plain words."""
    if not is_indonesian(comment):
        return None
    told: list[str] = []
    for piece in _pieces(comment, timed=topic is None):  # a rumour is of when, too
        kept, text = _plainly(comment, piece)
        whole = text is not None and kept == piece and not (topic is None and _DEED.match(text))
        if text and whole and is_about(comment, kept, topic):
            told.append(text)
    return told[0] if topic and told else max(told, key=len, default=None)


def name_subject(comment: Comment, topic: Topic) -> str | None:
    """What a complaint is about where nothing says what is wrong with it: "gaji guru TK honorer";
    what begins with a deed is no thing."""
    told = name_matter(comment, topic)
    return told if told and not _DEED.match(told) else None


def defects(comment: Comment) -> set[int]:
    """The words, by number, that say what is wrong."""
    rules = load_rules()
    return {
        n
        for phrases in (rules.weak["complaint"], rules.strong["complaint"])
        for match in phrases.find(comment.plain)
        for n in range(match.first, match.last)
    }


def _is_sarcastic(comment: Comment) -> bool:
    """ "terima kasih, tiap banjir kami olahraga angkat motor" names no matter."""
    rules = load_rules()
    praised = rules.strong["praise"].find(comment.plain)
    return bool(praised and rules.markers["irony"].find(comment.plain))


def is_indonesian(comment: Comment) -> bool:
    return sum(word.javanese for word in comment.words) < _JAVANESE


def is_about(comment: Comment, kept: Sequence[int], topic: Topic | None) -> bool:
    """Whether the words name the topic; None: any."""
    return any(
        (topic is None or name == topic.id)
        and not set(range(match.first, match.last)).isdisjoint(kept)
        for name, weight, match in load_rules().keywords(comment)
        if weight >= 1.0
    )


def _pieces(comment: Comment, *, timed: bool = False) -> Iterator[list[int]]:
    """Runs of words of one clause, without address, time (unless `timed`), place and speaker."""
    words, table = comment.words, _words()
    cut = table.cut | table.asking
    place = find_place(comment)
    where = range(place.first, place.last) if place else range(0)
    times = () if timed else table.times.find(comment.plain)
    when = {n for m in times for n in range(m.first, m.last)}
    kept: list[int] = []
    aside = False
    for n, word in enumerate(words):
        ended = n > 0 and _ENDS.search(comment.text, words[n - 1].end, word.start + 1)
        after = comment.plain[n + 1 : n + 2]
        trailing = word.plain == "dan" and not table.no_start.isdisjoint(after)
        if ended or trailing or word.plain in cut:
            yield from _trimmed(comment, kept)
            kept, aside = [], word.plain in table.aside
        if aside or comment.text[word.start - 1 : word.start] in ("@", "#"):
            continue
        if not any(char.isalnum() for char in word.plain):
            continue
        if word.plain in cut or word.plain in table.dropped or n in where or n in when:
            continue
        if word.plain in ("di", "ke") and n + 1 in where:
            continue
        if n - 1 in where and word.plain in table.no_start:  # "depan sekolah anak saya"
            continue
        kept.append(n)
    yield from _trimmed(comment, kept)


def _trimmed(comment: Comment, kept: list[int]) -> Iterator[list[int]]:
    table = _words()
    while kept and comment.plain[kept[0]] in table.no_start:
        kept = kept[1:]
    while kept and comment.plain[kept[-1]] in table.no_end:
        kept = kept[:-1]
    if len(kept) >= _LEAST:
        yield kept


def _plainly(comment: Comment, piece: Sequence[int]) -> tuple[list[int], str | None]:
    """The words of a piece as an answer writes them, up to one that may be slang or abuse."""
    rude = load_rules().strong["abuse"].find(comment.plain)
    rude += load_rules().weak["abuse"].find(comment.plain)
    bad = {n for match in rude for n in range(match.first, match.last)}
    said: list[str] = []
    kept: list[int] = []
    for n in piece:
        written = None if n in bad else write_plainly(comment, comment.words[n])
        if written is None:
            break
        kept.append(n)
        said += [written] if written not in said[-1:] else []
    text = " ".join(said)
    hangs = bool(kept) and comment.plain[kept[-1]] in _words().no_end
    fits = not hangs and _LEAST <= len(said) <= _MOST and len(text) <= _LONGEST
    return kept, text if fits else None


def write_plainly(comment: Comment, word: Word) -> str | None:
    """A word as an answer writes it; None: it may be slang."""
    given = comment.text[word.start : word.end]
    raw = given.lower()
    shouted = comment.text.isupper()
    twice = f"{raw}-{raw}"
    if comment.text[word.start : word.start + len(twice)].lower() == twice:
        raw = given = twice
    if raw in _words().acronyms:
        return raw.upper()
    if raw in _words().written:
        return _words().written[raw]
    if raw.endswith(_OWN) and len(raw) > _OWNED and load_lexicon().read(raw[:-2])[2]:
        return raw[:-2]  # "ibuku"
    if _TIMES.fullmatch(raw):
        return f"{raw[:-1]} kali" if raw.endswith("x") else raw
    if not raw.replace("-", "").isalpha() or len(raw) < _LEAST or given.startswith("["):
        return None
    if given.isupper() and len(given) <= _ACRONYM and not shouted:
        return given
    if raw in _words().formal or raw == twice:
        return raw
    if not word.javanese and _AFFIXED.fullmatch(raw):
        return raw
    if not word.javanese and _SPOKEN.fullmatch(raw):
        return f"me{raw}"  # "ngelupas"
    formal = not word.javanese and (word.known or not _INFORMAL.search(raw))
    if formal and (raw == word.plain or (not _INFORMAL.search(raw) and _within(word, raw))):
        return given if given[0].isupper() and word.start and not shouted else raw
    if raw in load_vocabulary().formal or (word.known and _is_mended(word, raw)):
        return raw
    return word.plain if word.known else None


def _is_mended(word: Word, raw: str) -> bool:
    """Whether a word that looks formal was only taken for one that differs by a letter, as
    "rencana" for "bencana"."""
    near = abs(len(word.plain) - len(raw)) <= 1 and not raw.startswith(word.plain)
    formal = len(raw) > _ACRONYM and not word.javanese and not _INFORMAL.search(raw)
    return near and formal and not load_lexicon().lists(raw)


def _within(word: Word, raw: str) -> bool:
    """ "pendaftaran" is a word of its own, though it is read as "daftar"; "airnya" is none."""
    ending = raw[len(word.plain) :] if raw.startswith(word.plain) else ""
    return word.plain in raw and ending not in _FORMAL_ENDS
