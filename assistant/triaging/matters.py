"""The matters of one comment: "lampu mati, sampah juga numpuk, cara urus KTP hilang?" has three.

A comment is cut where a clause may begin; a clause counts that plainly wants something, and that
of another agency than the clauses before it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from assistant.drafts import CommentKind
from assistant.prompts import load_table
from assistant.triaging.comment_model import KIND, features, load_models
from assistant.triaging.comments import (
    Comment,
    Match,
    Phrases,
    read_comment,
    read_phrase,
    split_list,
)
from assistant.triaging.duties import rank_agencies, rank_topics, score_agencies
from assistant.triaging.rules import Topic, distinct, load_rules

# So plainly a clause names what it is about; what only says where something is, names less.
_PLAIN = 1.9
# So much has to speak for its agency, more than one word that means many things; what is asked for
# is less often a mere circumstance.
_CERTAIN: Mapping[CommentKind, float] = {
    "complaint": 3.2,
    "question": 2.4,
    "suggestion": 2.8,
    "praise": 3.2,
}
# Where the clause is so surely of its kind, this much is enough.
_SURE_KIND, _CERTAIN_OF_KIND = 0.85, 2.6
# So plainly a complaint beside a question is named to make the comment a complaint.
_DEFECT = 2.4
# Two matters of one agency have to be named so plainly, both.
_APART = 3.0
# From this share on a clause wants something: it complains, asks or proposes.
_WANTS = 0.5
# From this share on it praises what another clause does not complain of.
_PRAISES = 0.7
_PRAISE: CommentKind = "praise"
# A clause that sounds dangerous in a comment that is no emergency complains.
_DANGER: CommentKind = "emergency"
WANTING: tuple[CommentKind, ...] = ("complaint", "question", "suggestion")
_SHORTEST = 2
_HEARSAY = "rumour"
_ENDS = re.compile(r"[.,;:!?\n…/]")


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that the comment wants, in its own words; `words` name it most plainly, and
    `weight` says how plainly."""

    comment: Comment
    kind: CommentKind
    topic: Topic
    agencies: tuple[str, ...]
    words: str
    weight: float

    @property
    def noun(self) -> str:
        """What it is about, as an answer names it."""
        if self.kind == "complaint":
            return self.topic.problem_in(self.comment)
        return self.topic.matter_in(self.comment)

    @property
    def is_said(self) -> bool:
        """Whether the clause says it itself: "baru dibenerin" alone is no "perbaikan jalan", who
        is on the way to school has no trouble there, and hearsay is no matter."""
        plain, topic, rules = self.comment.plain, self.topic, load_rules()
        if topic.id == _HEARSAY:
            return False
        if self.noun not in (topic.problem, topic.matter):
            return True
        if self.kind == "complaint":
            return any(kind["complaint"].find(plain) for kind in (rules.strong, rules.weak))
        return not set(read_comment(self.noun).plain).isdisjoint(plain)

    @property
    def is_plain_defect(self) -> bool:
        """Whether it complains of something named by more than a chance word."""
        return self.kind == "complaint" and self.weight >= _DEFECT

    def concerns(self, other: "Matter") -> bool:
        """Whether both are the same business: of one topic, or of one agency and not told
        apart in more than a word."""
        if self.topic.id == other.topic.id:
            return True
        apart = min(self.weight, other.weight) >= _APART
        return self.agencies[0] == other.agencies[0] and not apart


def find_matters(comment: Comment) -> tuple[Matter, ...]:
    """The matters in the order of the text; none where there is one clause or nothing is plain.
    What is said around a matter (where, since when, who suffers) is part of it."""
    found: list[tuple[int, Matter]] = []
    clauses = list(_clauses(comment))
    for first, last in clauses if len(clauses) > 1 else ():
        matter = _matter(comment, first, last)
        if matter is None or any(matter.concerns(other) for _, other in found):
            continue
        if not (found and _tells_who_suffers(matter)):
            found.append((first if found else 0, matter))
    ends = [*(_before(comment, first) for first, _ in found[1:]), len(comment.words)]
    return tuple(
        replace(matter, comment=read_comment(comment.said(first, last)))
        for (first, matter), last in zip(found, ends, strict=False)
    )


def _before(comment: Comment, start: int) -> int:
    """Where what stands before a clause ends: before the word that joins them."""
    return next((m.first for m in _joining(comment) if m.last == start and m.first), start)


def _clauses(comment: Comment) -> Iterator[tuple[int, int]]:
    """Where clauses begin and end, in words, without what joins them; "padam terus" begins none."""
    words = comment.words
    joining = {match.first: match.last for match in _joining(comment)}
    first = 0
    for n in range(1, len(words)):
        ended = _ENDS.search(comment.text, words[n - 1].start, words[n].start)
        begins = joining.get(n, n)
        if (ended or n in joining) and n - first >= _SHORTEST and len(words) - begins >= _SHORTEST:
            yield first, n
            first = begins
    yield first, len(words)


def _joining(comment: Comment) -> list[Match]:
    """The longest words that join two clauses; none of "sama sekali", "padam terus di Waru"."""
    matches = distinct(_phrases("joining").find(comment.plain))
    loose = split_list(load_table("triage.yaml")["joining_nothing_before"])
    return [m for m in matches if not {*comment.plain[m.last : m.last + 1]} & {*loose}]


def _matter(comment: Comment, first: int, last: int) -> Matter | None:
    """What the clause wants or praises, if it says so plainly."""
    clause = read_comment(comment.said(first, last))
    topics = rank_topics(clause)
    if not topics or topics[0].score < _PLAIN:
        return None
    shares = load_models()[KIND].shares(features(clause, topics[0].score))
    kind: CommentKind = max(WANTING, key=lambda kind: shares[kind])
    if shares[_PRAISE] >= _PRAISES:
        kind = _PRAISE
    elif sum(shares[kind] for kind in (*WANTING, _DANGER)) < _WANTS:
        return None
    certain = _CERTAIN[kind] if shares[kind] < _SURE_KIND else _CERTAIN_OF_KIND
    if max(score_agencies(clause, topics).values()) < certain:
        return None
    agencies = tuple(rank_agencies(clause, topics))
    ranked = next((r for r in topics if agencies[0] in r.topic.agencies), topics[0])
    return Matter(clause, kind, ranked.topic, agencies, ranked.words, ranked.score)


def _tells_who_suffers(matter: Matter) -> bool:
    """ "lampu mati, anak sekolah takut lewat" has one matter, as has "biar tidak gelap"."""
    starts = _phrases("affected").find(matter.comment.plain)
    return matter.kind != "question" and any(match.first == 0 for match in starts)


@cache
def _phrases(name: str) -> Phrases:
    return Phrases(read_phrase(phrase) for phrase in split_list(load_table("triage.yaml")[name]))
