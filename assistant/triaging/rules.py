"""The tables of prompts/triage.yaml and topics.yaml, ready for use."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.agencies import load_agencies
from assistant.places import RELATIONS, Place, find_place, kinds_of_place
from assistant.prompts import load_table
from assistant.triaging.comments import Comment, Match, Phrases, read_phrase, split_list

# What a phrase of so many words weighs; more words are more certain.
_WEIGHT = {1: 2.0, 2: 3.2}
_LONG = 4.2
_HINT = 0.7
# A keyword marked so in the table ("ptsl!") is certain, whatever stands beside it.
_CERTAIN = "!"
# Named by citizens whatever it is about.
EVERYTHING = frozenset({"pemkab", "setda"})
# What only says where ("depan pasar", "di puskesmas") counts less than what says what.
_BESIDE, _AT = 0.3, 0.55
_TIMES = ("kali",)
_ON_THE_WAY = ("lewat", "menuju", "arah", "akses")


@dataclass(frozen=True, slots=True)
class Topic:
    """A row of topics.yaml. `ask`: details that the agency needs."""

    id: str
    label: str
    agencies: tuple[str, ...]
    problem: str
    matter: str
    ask: tuple[str, ...]
    lapor: str
    problems: tuple[tuple[str, Phrases], ...]
    matters: tuple[tuple[str, Phrases], ...]

    def problem_in(self, comment: Comment) -> str:
        """The noun phrase that fits what this comment complains of."""
        return _named_in(comment, self.problems) or self.problem

    def matter_in(self, comment: Comment) -> str:
        """The noun phrase that fits what this comment asks about, or praises."""
        return _named_in(comment, self.matters) or self.matter


@dataclass(frozen=True, slots=True)
class Emergency:
    """A kind of emergency. `maybe`: signs that mean it only together; `always`: told of as past
    or often, it still goes on."""

    id: str
    topic: str
    agencies: tuple[str, ...]
    always: bool
    when: Phrases
    maybe: Phrases
    unless: Phrases


@dataclass(frozen=True, slots=True)
class Move:
    """Another owner for the same matter: a road of the province, a school of the ministry."""

    sources: frozenset[str]
    when: Phrases
    target: str
    keep: bool


class Rules:
    """The tables of the editors, ready for use."""

    def __init__(self, table: Mapping[str, Any], topics: Sequence[Mapping[str, Any]]) -> None:
        self.strong = {kind: _phrases(rows["strong"]) for kind, rows in table["kinds"].items()}
        self.weak = {kind: _phrases(rows["weak"]) for kind, rows in table["kinds"].items()}
        self.markers = {name: _phrases(cell) for name, cell in table["markers"].items()}
        self.high = _phrases(table["urgency"]["high"])
        self.emergencies = {
            name: Emergency(
                name,
                row["topic"],
                tuple(split_list(row["agencies"])),
                row.get("always", False),
                _phrases(row["when"]),
                _phrases(row["maybe"]),
                _phrases(row["not"]),
            )
            for name, row in table["emergencies"].items()
        }
        self.moves = [
            Move(frozenset(split_list(row["from"])), _phrases(row["when"]), row["to"], row["keep"])
            for row in table["moves"]
        ]
        self.topics = {row["id"]: _topic(row) for row in topics}
        self._weights: dict[str, list[tuple[str, float]]] = {}
        for row in topics:
            for phrase in split_list(row["keywords"]):
                self._add(phrase, row["id"], None)
            for phrase in split_list(row.get("hint", "")):
                self._add(phrase, row["id"], _HINT)
        self._keywords = Phrases(self._weights)
        self.duties = {
            agency.id: _phrases(", ".join(agency.keywords))
            for agency in load_agencies()
            if not agency.id.startswith("kec-") and agency.id not in EVERYTHING
        }
        self.bystanders = _phrases(table["bystanders"])
        self.indonesian = frozenset(table["language"]["id"].split())
        self.foreign = frozenset(table["language"]["other"].split())

    def keywords(self, comment: Comment) -> Iterator[tuple[str, float, Match]]:
        """Topic, weight and place of every keyword in the comment."""
        place = find_place(comment)
        bystanders = {match.phrase for match in self.bystanders.find(comment.plain)}
        for match in self._keywords.find(comment.plain):
            factor = _where(comment, match, place)
            if not factor:
                continue
            if match.phrase in bystanders:
                factor = min(factor, _AT)
            for topic, weight in self._weights[match.phrase]:
                yield topic, weight * factor, match

    def _add(self, phrase: str, topic: str, weight: float | None) -> None:
        if phrase.endswith(_CERTAIN):
            phrase, weight = phrase.removesuffix(_CERTAIN), _LONG
        given, phrase = phrase, read_phrase(phrase)
        if _hidden(given, phrase):
            return
        size = sum(step != ".." for step in phrase.split())
        rows = self._weights.setdefault(phrase, [])
        rows[:] = [row for row in rows if row[0] != topic]
        rows.append((topic, weight or weight_of(size)))


@cache
def load_rules() -> Rules:
    return Rules(load_table("triage.yaml"), load_table("topics.yaml")["topics"])


def weight_of(words: int) -> float:
    """What a phrase of so many words weighs."""
    return _WEIGHT.get(words, _LONG)


def distinct(matches: Iterable[Match]) -> list[Match]:
    """Longest first; what lies within another match does not count again."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.first - m.last, m.first)):
        if all(match.last <= other.first or match.first >= other.last for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.first)


def _where(comment: Comment, match: Match, place: Place | None) -> float:
    """How much a keyword counts that only says where something is."""
    before = comment.plain[match.first - 1] if match.first else ""
    if comment.plain[match.first : match.last] == _TIMES and _counts(before):
        return 0.0
    if match.last - match.first == 1 and comment.plain[match.first] in kinds_of_place():
        if before in RELATIONS or before in _ON_THE_WAY:
            return _BESIDE
        if before == "di":
            return _AT
    if place is None or match.first < place.first or match.last > place.last:
        return 1.0
    if place.beside or comment.plain[match.first] == "perumahan":
        return _BESIDE
    before = comment.plain[place.first - 1] if place.first else ""
    return _AT if before == "di" else 1.0


def _counts(word: str) -> bool:
    """Whether "kali" after it means times and no river."""
    return word.isdigit() or word in load_table("triage.yaml")["counts"].split()


def _phrases(cell: str) -> Phrases:
    read = {phrase: read_phrase(phrase) for phrase in split_list(cell)}
    return Phrases(plain for phrase, plain in read.items() if not _hidden(phrase, plain))


def _hidden(phrase: str, plain: str) -> bool:
    """Whether a name ("MIN", "DPT") is lost in what citizens mean by the same letters."""
    everyday = load_table("triage.yaml")["language"]["id"].split()
    return phrase != plain and plain in (*everyday, "dapat")


def _topic(row: Mapping[str, Any]) -> Topic:
    return Topic(
        row["id"],
        row["label"],
        (row["agency"], *split_list(row.get("also", ""))),
        row["problem"],
        row["matter"],
        tuple(part.strip() for part in row["ask"].split(",")),
        row["lapor"],
        _named(row.get("problems", {})),
        _named(row.get("matters", {})),
    )


def _named(table: Mapping[str, str]) -> tuple[tuple[str, Phrases], ...]:
    return tuple((name, _phrases(cell)) for name, cell in table.items())


def _named_in(comment: Comment, names: Sequence[tuple[str, Phrases]]) -> str | None:
    return next((name for name, phrases in names if phrases.find(comment.plain)), None)
