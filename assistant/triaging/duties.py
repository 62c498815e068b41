"""What a comment is about, and whose duty that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.agencies import load_agencies
from assistant.places import find_place
from assistant.triaging.comment_model import DUTY, load_models, words_of
from assistant.triaging.comments import Comment, Match
from assistant.triaging.rules import EVERYTHING, Topic, distinct, load_rules, weight_of

# What an agency gets for being named; for being the only one that the model thinks of.
_NAMED, _LEARNT = 2.5, 3.0
# Of what the first agency of a topic gets, the others get this share.
_SHARED = 0.45
_LEAST = 0.6
_DISTRICT = "kec-"


@dataclass(frozen=True, slots=True)
class RankedTopic:
    """`words` are the comment's own words that spoke for the topic most."""

    topic: Topic
    score: float
    words: str


def rank_topics(comment: Comment) -> list[RankedTopic]:
    """Topics of the comment, best first. A place is counted once for a topic."""
    rules = load_rules()
    found: dict[str, dict[int, tuple[float, Match]]] = {}
    for topic, weight, match in rules.keywords(comment):
        places = found.setdefault(topic, {})
        if weight > places.get(match.first, (0.0, match))[0]:
            places[match.first] = (weight, match)
    scored = []
    for topic, places in found.items():
        ranked = sorted(places.values(), key=lambda pair: (-pair[0], pair[1].first))
        score = ranked[0][0] + 0.4 * sum(weight for weight, _ in ranked[1:4])
        score -= 0.002 * min(ranked[0][1].first, 50)
        match = ranked[0][1]
        said = comment.said(match.first, match.last)
        scored.append(RankedTopic(rules.topics[topic], score, said))
    return sorted((s for s in scored if s.score >= _LEAST), key=lambda s: -s.score)


def rank_agencies(comment: Comment, topics: Sequence[RankedTopic]) -> list[str]:
    """The agencies that may see to it, best first."""
    scores = score_agencies(comment, topics)
    ranked = sorted(scores, key=lambda agency: -scores[agency])
    ranked = [a for a in ranked if scores[a] >= 0.3 * scores[ranked[0]] and scores[a] >= 0.5]
    return _moved(comment, ranked)


def score_agencies(comment: Comment, topics: Sequence[RankedTopic]) -> Mapping[str, float]:
    """What speaks for each agency: topics, its keywords, its name, and what the model has learnt
    about whom such words concern."""
    scores: dict[str, float] = {}
    for scored in topics:
        for place, agency in enumerate(scored.topic.agencies):
            share = 1.0 if place == 0 else _SHARED - 0.05 * place
            scores[agency] = max(scores.get(agency, 0.0), scored.score * share)
    for agency, phrases in load_rules().duties.items():
        matches = distinct(phrases.find(comment.plain))
        if matches:
            longest = max(match.last - match.first for match in matches)
            scores[agency] = scores.get(agency, 0.0) + 0.35 * weight_of(longest)
    for agency, _ in named_agencies(comment):
        scores[agency] = scores.get(agency, 0.0) + _NAMED
    for agency, share in load_models()[DUTY].shares(words_of(comment)).items():
        scores[agency] = scores.get(agency, 0.0) + _LEARNT * share
    return scores


def named_agencies(comment: Comment) -> list[tuple[str, str]]:
    """The agencies that the comment names, in its own words; a district only where its office is
    meant and not the place."""
    place = find_place(comment)
    office = load_rules().markers["district_office"].find(comment.plain)
    districts = bool(office) and not (place and place.beside)
    return [
        (agency, comment.text[start:end])
        for agency, start, end in load_agencies().mentions(comment.text)
        if agency not in EVERYTHING and (districts or not agency.startswith(_DISTRICT))
    ]


def _moved(comment: Comment, ranked: list[str]) -> list[str]:
    for move in load_rules().moves:
        if ranked and ranked[0] in move.sources and move.when.find(comment.plain):
            rest = [agency for agency in ranked if agency != move.target]
            return [move.target, *(rest if move.keep else rest[1:])]
    return ranked
