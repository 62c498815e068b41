"""What a comment is: its kind, how urgent, in which language, and whose duty its matter is.

The words that decide stand in prompts/triage.yaml and topics.yaml; how much each of them says has
been learnt from comments (`triaging/comment_model.py`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from assistant.agencies import OUTSIDE
from assistant.drafts import CommentKind, Language, Triage, Urgency
from assistant.triaging.alarms import UNCLEAR, find_emergency
from assistant.triaging.comment_model import KIND, URGENCY, features, load_models
from assistant.triaging.comments import Comment, read_comment
from assistant.triaging.duties import RankedTopic, named_agencies, rank_agencies, rank_topics
from assistant.triaging.matters import WANTING, Matter, find_matters
from assistant.triaging.rules import Emergency, Topic, distinct, load_rules

MOST_AGENCIES = 3
# A topic by hints alone may lead to an agency, but is not named in an answer.
_NAMED_FROM = 0.9
# Below this share the likeliest kind is a guess; what is so short says no more to a language model.
_SURE = 0.5
_TOO_SHORT = 4
# Below this share what nobody is said to have told is no rumour.
_HEARD = 0.6
_SPOILING = ("but", "irony")
_TELLING = ("hearsay", "solved", "but", "irony", "request")
# From this share on a matter is pressing: to miss one is worse than to hurry once too often.
_PRESSING = 0.2
_IN_PUBLIC = "diskominfo"
_URGENCIES: tuple[Urgency, ...] = ("low", "normal", "high")
# "@rara sini deh": said to somebody else, as our own names hold one of these.
_TO_A_FRIEND = re.compile(
    r"\s*(?:\w{1,6}\s+)?@(?!\S*(?:pemkab|sidoarjo|kominfo|admin|dinas|kab\b|112))\S+", re.I
)
_NO_ISSUE: frozenset[CommentKind] = frozenset({"spam", "abuse", "politics", "other"})
_MAY_PRESS: frozenset[CommentKind] = frozenset({"complaint", "question", "abuse"})


@dataclass(frozen=True, slots=True)
class Assessment:
    """A triage with what an answer needs beside it: the emergency's id, the topics themselves.

    `unsure`: nothing in the comment said plainly of which kind it is. `matters`: what it wants of
    several agencies, the first of its own kind first; none where it has only one.
    """

    comment: Comment
    triage: Triage
    topics: tuple[Topic, ...]
    emergency: str | None
    unsure: bool = False
    matters: tuple[Matter, ...] = ()


def triage(comment: str) -> Triage:
    return assess(comment).triage


def assess(text: str) -> Assessment:
    comment = read_comment(text)
    topics = rank_topics(comment)
    found = features(comment, topics[0].score if topics else 0.0)
    shares = load_models()[KIND].shares(found)
    if alarm := find_emergency(comment, found, shares["emergency"]):
        emergency, because = alarm
        return _assessed(comment, topics, found, "emergency", emergency, because)
    kind = _likeliest(comment, shares)
    matters = find_matters(comment) if kind in WANTING else ()
    if kind == "question" and len(matters) > 1 and any(m.is_plain_defect for m in matters):
        kind = "complaint"  # a defect that is reported beside a question must not lie
    unsure = (shares[kind] < _SURE or kind == "other") and len(comment.plain) >= _TOO_SHORT
    words = _words_for(comment, kind)
    assessed = _assessed(comment, topics, found, kind, None, words, matters)
    return replace(assessed, unsure=unsure)


def with_kind(assessment: Assessment, kind: CommentKind) -> Assessment:
    """`assessment` if its comment is of `kind`: an emergency stays one, and nothing becomes less
    urgent than it was."""
    before = assessment.triage
    if before.kind in ("emergency", kind):
        return assessment
    emergency = load_rules().emergencies[UNCLEAR] if kind == "emergency" else None
    comment = assessment.comment
    topics = rank_topics(comment)
    seen = features(comment, topics[0].score if topics else 0.0)
    matters = find_matters(comment) if kind in WANTING else ()
    found = _assessed(comment, topics, seen, kind, emergency, before.reasons, matters)
    urgency = max(before.urgency, found.triage.urgency, key=_URGENCIES.index)
    return replace(found, triage=replace(found.triage, urgency=urgency))


def topics_in(text: str) -> tuple[str, ...]:
    """The topics that a text of any kind is about, best first; those far behind left out."""
    ranked = rank_topics(read_comment(text))
    return tuple(r.topic.id for r in ranked if r.score >= 0.6 * ranked[0].score)


def is_outside(agency: str) -> bool:
    return agency.startswith(OUTSIDE)


def _assessed(
    comment: Comment,
    topics: Sequence[RankedTopic],
    found: Mapping[str, float],
    kind: CommentKind,
    emergency: Emergency | None,
    words: Iterable[str],
    matters: Sequence[Matter] = (),
) -> Assessment:
    urgency, pressing = _urgency(comment, found, kind)
    matters = _in_order(matters, kind)
    about = [load_rules().topics[emergency.topic]] if emergency else []
    about += [matter.topic for matter in matters]
    about += [r.topic for r in topics if r.topic not in about and r.score >= _NAMED_FROM][:2]
    reasons = [*words, *pressing]
    if kind in _NO_ISSUE:
        about = []
    else:
        reasons += [r.words for r in topics[:2]]
        reasons += [said for _, said in named_agencies(comment)]
    return Assessment(
        comment,
        Triage(
            kind=kind,
            urgency=urgency,
            language=_language(comment),
            agencies=_agencies(comment, kind, topics, emergency, matters),
            needs_reply=_needs_reply(comment, kind),
            topics=tuple(topic.id for topic in about),
            reasons=tuple(dict.fromkeys(reason for reason in reasons if reason))[:6],
        ),
        tuple(about),
        emergency.id if emergency else None,
        matters=matters,
    )


def _in_order(matters: Sequence[Matter], kind: CommentKind) -> tuple[Matter, ...]:
    """Several matters of one comment: first what makes it the kind that it is."""
    if len(matters) < 2:
        return ()
    return tuple(sorted(matters, key=lambda matter: matter.kind != kind))


def _likeliest(comment: Comment, shares: Mapping[str, float]) -> CommentKind:
    """The kind that it reads like; never an emergency, which has its own gate."""
    if not any(word.isalpha() for word in comment.plain):
        return "other"
    kinds = sorted((k for k in shares if k != "emergency"), key=lambda kind: -shares[kind])
    first, markers = cast(CommentKind, kinds[0]), load_rules().markers
    told = {name for name in _TELLING if markers[name].find(comment.plain)}
    if first == "rumour" and shares[first] < _HEARD and "hearsay" not in told:
        return cast(CommentKind, kinds[1])
    thanked = bool(load_rules().strong["praise"].find(comment.plain))
    if first == "complaint" and thanked and "solved" in told and told.isdisjoint(_SPOILING):
        return "praise"
    proposed = bool(load_rules().strong["suggestion"].find(comment.plain))
    if first == "praise" and proposed and "but" in told:
        return "suggestion"
    if first == "complaint" and "request" in told and "but" not in told:
        return "suggestion"
    return first


def _words_for(comment: Comment, kind: CommentKind) -> list[str]:
    """The comment's own words that speak for the kind."""
    rules = load_rules()
    if kind not in rules.strong:
        return []
    matches = [*distinct(rules.strong[kind].find(comment.plain))]
    matches += distinct(rules.weak[kind].find(comment.plain))
    return [comment.said(match.first, match.last) for match in matches[:3]]


def _urgency(
    comment: Comment, found: Mapping[str, float], kind: CommentKind
) -> tuple[Urgency, list[str]]:
    """How urgent it is, and the words that say so."""
    if kind == "emergency":
        return "high", []
    if kind in _MAY_PRESS and load_models()[URGENCY].shares(found)["high"] >= _PRESSING:
        danger = load_rules().high.find(comment.plain)[:1]
        return "high", [comment.said(match.first, match.last) for match in danger]
    return ("normal" if kind in (*_MAY_PRESS, "rumour") else "low"), []


def _agencies(
    comment: Comment,
    kind: CommentKind,
    topics: Sequence[RankedTopic],
    emergency: Emergency | None,
    matters: Sequence[Matter],
) -> tuple[str, ...]:
    """Whose duty it is, best first."""
    if kind in _NO_ISSUE:
        return ()
    ranked = list(emergency.agencies) if emergency else rank_agencies(comment, topics)
    if kind == "rumour":
        # Kominfo clears it up in public, with whoever knows.
        ranked = list(dict.fromkeys([_IN_PUBLIC, *ranked]))
    elif kind in WANTING:
        praised = [matter.agencies[0] for matter in matters if matter.kind not in WANTING]
        first = [matter.agencies[0] for matter in matters if matter.kind in WANTING]
        ranked += [agency for agency in praised if agency not in ranked]
        ranked = list(dict.fromkeys([*first, *ranked])) or [_IN_PUBLIC]
    return tuple(ranked[:MOST_AGENCIES])


def _language(comment: Comment) -> Language:
    """Javanese is known by its words; everyday words of others tell what else it is."""
    rules = load_rules()
    letters = [char for char in comment.text if char.isalpha()]
    if letters and sum(char.isascii() for char in letters) < len(letters) / 2:
        return "other"
    javanese = sum(word.javanese for word in comment.words)
    raw = [comment.text[word.start : word.end].lower() for word in comment.words]
    foreign = sum(word in rules.foreign for word in raw)
    indonesian = sum(word.plain in rules.indonesian and not word.javanese for word in comment.words)
    if foreign > indonesian + javanese and foreign >= 2:
        return "other"
    if javanese >= 2 and javanese >= indonesian:
        return "jv"
    if javanese >= 2 or (javanese and indonesian < 4):
        return "mixed"
    return "id"


def _needs_reply(comment: Comment, kind: CommentKind) -> bool:
    if kind == "spam":
        return False
    if kind != "other":
        return True
    if _TO_A_FRIEND.match(comment.text) and "?" not in comment.text:
        return False
    talk = load_rules().strong["other"].find(comment.plain)
    idle = {n for match in talk for n in range(match.first, match.last)}
    words = [n for n, word in enumerate(comment.plain) if word.isalpha() and n not in idle]
    return len(words) >= 3
