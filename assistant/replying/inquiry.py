"""A question told back as it was asked: "KIA bisa dicetak dimana min" is "di mana KIA bisa
dicetak".

Only what reads as plain Indonesian is told back; anything else is named by its matter alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.places import find_place
from assistant.prompts import load_table
from assistant.replying.naming import is_about, is_indonesian, write_plainly
from assistant.triaging.comments import Comment, Phrases, Word, read_phrase, split_list
from assistant.triaging.rules import Topic

# So many words and letters has a question; so many words of its own one whose topic is unknown.
_LEAST, _MOST, _LONGEST, _OWN = 3, 13, 95, 4
_VERB = re.compile(r"(?:me|ber)[a-z]{4,}")
_ONLY = frozenset({"saja"})
_ENDS = re.compile(r"[.!?\n;,]")


@dataclass(frozen=True, slots=True)
class _Words:
    """prompts/reply_frames.yaml, `inquiry`."""

    polite: Phrases
    fillers: frozenset[str]
    oneself: frozenset[str]
    asking: Mapping[str, str]
    after: Mapping[str, frozenset[str]]
    before: frozenset[str]
    movable: frozenset[str]
    able: frozenset[str]
    or_not: frozenset[str]
    on_condition: frozenset[str]
    deeds: frozenset[str]
    leading: frozenset[str]
    vague: frozenset[str]


@cache
def _words() -> _Words:
    table = load_table("reply_frames.yaml")["inquiry"]
    spoken_to = load_table("triage.yaml")["openings"]["address"].split()
    return _Words(
        Phrases(read_phrase(phrase) for phrase in split_list(table["polite"])),
        frozenset([*table["fillers"].split(), *spoken_to]),
        frozenset(table["oneself"].split()),
        table["asking"],
        {word: frozenset(cell.split()) for word, cell in table["after"].items()},
        *(
            frozenset(table[name].split())
            for name in (
                "before",
                "movable",
                "able",
                "or_not",
                "on_condition",
                "deeds",
                "leading",
                "vague",
            )
        ),
    )


def tell_inquiry(comment: Comment, topic: Topic | None) -> str | None:
    """The first question of the comment, beginning with the word that asks; None: not in plain
    words, or not to be understood without the rest."""
    if not is_indonesian(comment):
        return None
    for clause, asked in _clauses(comment):
        own = [n for n in clause if comment.plain[n] not in _words().vague]
        clear = is_about(comment, clause, topic) if topic else len(own) >= _OWN
        told = _told(comment, clause, asked) if clear else None
        if told is not None:
            return told
    return None


def _clauses(comment: Comment) -> Iterator[tuple[list[int], bool]]:
    """The words of each clause without address and politeness, and whether it ends with "?"."""
    words, table = comment.words, _words()
    polite = {n for m in table.polite.find(comment.plain) for n in range(m.first, m.last)}
    kept: list[int] = []
    for n, word in enumerate(words):
        until = words[n + 1].start if n + 1 < len(words) else len(comment.text)
        gap = comment.text[word.end : until]
        if n not in polite and word.plain not in table.fillers and word.plain.isalnum():
            kept.append(n)
        if _ENDS.search(gap) or set(word.plain) <= {"?", "!"}:
            if kept:
                yield kept, "?" in gap or "?" in word.plain
            kept = []
    if kept:
        yield kept, comment.text.rstrip().endswith("?")


def _told(comment: Comment, clause: Sequence[int], asked: bool) -> str | None:
    table = _words()
    said: list[tuple[str, str]] = []
    place = find_place(comment)
    for n in clause:
        word = comment.words[n]
        if word.plain == "mana" and said and said[-1][0] in ("di", "ke"):
            said[-1] = (f"{said[-1][0]}mana", f"{said[-1][0]} mana")
            continue
        if word.plain in table.oneself and said and said[-1][0] == "untuk":
            said.pop()  # "untuk kami yang kecil ini"
            break
        if place and place.first <= n < place.last:
            written: str | None = place.text if n == place.first else ""
        elif word.plain in table.oneself:
            written = "" if place and n + 1 == place.first else "Kakak"
        else:
            written = table.asking.get(word.plain) or _thing(comment, word)
        if written is None:
            return None
        if written and written != (said[-1][1] if said else ""):
            said.append((word.plain, written))
    ordered = _ordered(said, asked)
    text = " ".join(written for _, written in ordered) if ordered else ""
    fits = _LEAST <= len(ordered or ()) <= _MOST and len(text) <= _LONGEST
    return text[:1].lower() + text[1:] if fits else None


def _thing(comment: Comment, word: Word) -> str | None:
    """ "jadwalnya kapan" is about a "jadwal"."""
    raw = comment.text[word.start : word.end].lower()
    thing = word.plain in _words().deeds and raw == f"{word.plain}nya"
    return word.plain if thing else write_plainly(comment, word)


def _ordered(said: list[tuple[str, str]], asked: bool) -> list[tuple[str, str]] | None:
    """The words with the one that asks in front; None: nothing asks, or it stands in between."""
    table = _words()
    whether = ("apakah", "apakah")
    if said and said[-1][0] in table.or_not:
        if said[0][0] in table.leading:  # "mau ikut pelatihan ada gak"
            return None
        said, asked = [whether, *said[:-1]], True
        if said[-1][0] in ("apa", "atau"):  # "buka apa tidak"
            said = said[:-1]
    elif said[1:] and said[0][0] in table.able and said[1][0] in table.or_not:
        said = [whether, said[0], *said[2:]]
    elif said[1:] and said[0][0] == "apa" and said[1][0] in table.able:
        said = [whether, *said[1:]]
    first = next((n for n, (plain, _) in enumerate(said) if plain in table.asking), None)
    if first is None:
        able = any(plain in table.able for plain, _ in said)
        return [whether, *said] if asked and able and said[0][0] not in table.leading else None
    word = said[first][0]
    last = first + 1
    while last < len(said) and said[last][0] in table.after.get(word, _ONLY):
        last += 1
    while first and said[first - 1][0] in table.before:
        first -= 1
    moved, head = said[first:last], said[:first]
    while head and head[0][0] in table.leading:  # "mau daftar pelatihan gimana caranya"
        head = head[1:]
    if head[1:] and head[-1][0] in table.deeds:  # "sertifikat halal daftar ke mana"
        head = [head[-1], *head[:-1]]
    if not head or head[0] in moved:  # "jam buka loket sampai jam berapa"
        return said
    if any(plain in table.on_condition for plain, _ in head):
        return None
    if last < len(said) and word not in table.movable:
        return None
    if moved[-1][0] == "cara" and not (head[0][0] in table.deeds or _VERB.match(head[0][1])):
        return None
    return [*moved, *head, *said[last:]]
