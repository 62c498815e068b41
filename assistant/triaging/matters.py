"""The matters of one comment: "lampu mati, sampah juga numpuk, cara urus KTP hilang?" has three.

A comment is cut where a clause may begin; a clause counts that plainly wants something, and that
of another agency than the clauses before it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from assistant.drafts import CommentKind
from assistant.prompts import load_table
from assistant.triaging.comment_model import KIND, features, load_models
from assistant.triaging.comments import Comment, Phrases, read_comment, read_phrase, split_list
from assistant.triaging.duties import rank_agencies, rank_topics, score_agencies
from assistant.triaging.rules import Topic, load_rules

# So plainly a clause names what it is about; what only says where something is, names less.
_PLAIN = 1.9
# So much has to speak for its agency, more than one word that means many things; what is asked for
# is less often a mere circumstance.
_CERTAIN: Mapping[CommentKind, float] = {"complaint": 3.2, "question": 2.4, "suggestion": 3.2}
# From this share on a clause wants something: it complains, asks or proposes.
_WANTS = 0.5
WANTING: tuple[CommentKind, ...] = ("complaint", "question", "suggestion")
_SHORTEST = 2
_HEARSAY = "rumour"
_ENDS = re.compile(r"[.,;:!?\n…/]")


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that the comment wants, in its own words."""

    comment: Comment
    kind: CommentKind
    topic: Topic
    agencies: tuple[str, ...]

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

    def concerns(self, other: "Matter") -> bool:
        """Whether both are the business of the same agency."""
        return self.agencies[0] == other.agencies[0] or self.topic.id == other.topic.id


def find_matters(comment: Comment) -> tuple[Matter, ...]:
    """The matters in the order of the text, each of another agency; none where there
    is one clause or nothing is plain."""
    found: list[Matter] = []
    clauses = list(_clauses(comment))
    for first, last in clauses if len(clauses) > 1 else ():
        matter = _matter(comment, first, last)
        if matter is None or any(matter.concerns(other) for other in found):
            continue
        if not (found and _tells_who_suffers(matter)):
            found.append(matter)
    return tuple(found)


def _clauses(comment: Comment) -> Iterator[tuple[int, int]]:
    """Where clauses begin and end, in words; "padam terus" begins none."""
    words = comment.words
    joining = {match.first for match in _phrases("joining").find(comment.plain)}
    first = 0
    for n in range(1, len(words)):
        ended = _ENDS.search(comment.text, words[n - 1].start, words[n].start)
        if (ended or n in joining) and n - first >= _SHORTEST and len(words) - n >= _SHORTEST:
            yield first, n
            first = n
    yield first, len(words)


def _matter(comment: Comment, first: int, last: int) -> Matter | None:
    """What the clause wants, if it says so plainly."""
    clause = read_comment(comment.said(first, last))
    topics = rank_topics(clause)
    if not topics or topics[0].score < _PLAIN:
        return None
    shares = load_models()[KIND].shares(features(clause, topics[0].score))
    kind = max(WANTING, key=lambda kind: shares[kind])
    if sum(shares[kind] for kind in WANTING) < _WANTS:
        return None
    if max(score_agencies(clause, topics).values()) < _CERTAIN[kind]:
        return None
    agencies = tuple(rank_agencies(clause, topics))
    topic = next((r.topic for r in topics if agencies[0] in r.topic.agencies), topics[0].topic)
    return Matter(clause, kind, topic, agencies)


def _tells_who_suffers(matter: Matter) -> bool:
    """ "lampu mati, anak sekolah takut lewat" has one matter."""
    starts = _phrases("affected").find(matter.comment.plain)
    return matter.kind == "complaint" and any(match.first == 0 for match in starts)


@cache
def _phrases(name: str) -> Phrases:
    return Phrases(read_phrase(phrase) for phrase in split_list(load_table("triage.yaml")[name]))
