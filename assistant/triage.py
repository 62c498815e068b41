"""What a comment is: its kind, how urgent, in which language, and whose duty its matter is.

Rules and lexicons only; the words that decide stand in prompts/triage.yaml and topics.yaml.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from assistant.agencies import OUTSIDE, load_agencies
from assistant.drafts import CommentKind, Language, Triage, Urgency
from assistant.places import RELATIONS, Place, find_place, kinds_of_place
from assistant.prompts import load_table
from assistant.triaging.comment_model import HAPPENING, KIND, features, load_models
from assistant.triaging.comments import (
    Comment,
    Match,
    Phrases,
    read_comment,
    read_phrase,
    split_list,
)

MOST_AGENCIES = 3
# What a phrase of so many words weighs; more words are more certain.
_WEIGHT = {1: 2.0, 2: 3.2}
_LONG = 4.2
_HINT = 0.7
# A keyword marked so in the table ("ptsl!") is certain, whatever stands beside it.
_CERTAIN = "!"
_NAMED = 2.5
# A topic by hints alone may lead to an agency, but is not named in an answer.
_NAMED_FROM = 0.9
# Of what the first agency of a topic gets, the others get this share.
_SHARED = 0.45
# Named by citizens whatever it is about.
_EVERYTHING = frozenset({"pemkab", "setda"})
# What only says where ("depan pasar", "di puskesmas") counts less than what says what.
_BESIDE, _AT = 0.3, 0.55
_CLEAR = 3.0
# From this share on the model's word counts for an emergency, alone or beside the tables' word.
_ALARM, _ALARM_TOLD = 0.43, 0.23
# How many times as likely another kind must be to the model as the one that the rules see.
_JUDGED = 2.5
# Whoever mourns, laughs, learns or speaks of elsewhere and calls nobody has no emergency.
_CALM = frozenset({"grief", "laughing", "teaching", "elsewhere"})
_CALL = "call"
# What the tables say happens stands if it is so likely beside the likeliest; what only the model
# sees is named from this share on.
_AS_LIKELY, _PLAIN = 0.25, 0.4
_TOO_SHORT = 4
# So many words before something terrible may say that it is a figure of speech.
_FIGURE = 2
_UNCLEAR, _SELF_HARM = "unclear", "self-harm"
_URGENCIES: tuple[Urgency, ...] = ("low", "normal", "high")
_NO_ISSUE: frozenset[CommentKind] = frozenset({"spam", "abuse", "politics", "other"})


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

    def problem_in(self, comment: Comment) -> str:
        """The noun phrase that fits what this comment says."""
        for name, phrases in self.problems:
            if phrases.find(comment.plain):
                return name
        return self.problem


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
class Assessment:
    """A triage with what an answer needs beside it: the emergency's id, the topics themselves.

    `unsure`: nothing in the comment said plainly of which kind it is.
    """

    comment: Comment
    triage: Triage
    topics: tuple[Topic, ...]
    emergency: str | None
    unsure: bool = False


def triage(comment: str) -> Triage:
    return assess(comment).triage


def assess(text: str) -> Assessment:
    comment = read_comment(text)
    rules = load_rules()
    topics = _topics(comment, rules)
    seen = _seen(comment)
    emergency, because = _emergency(comment, rules, seen)
    if emergency:
        return _assessed(comment, rules, topics, "emergency", emergency, because)
    kind, words, unsure = _kind(comment, rules, topics, seen)
    return replace(_assessed(comment, rules, topics, kind, None, words), unsure=unsure)


def with_kind(assessment: Assessment, kind: CommentKind) -> Assessment:
    """`assessment` if its comment is of `kind`: an emergency stays one, and nothing becomes less
    urgent than it was."""
    before = assessment.triage
    if before.kind in ("emergency", kind):
        return assessment
    rules = load_rules()
    comment = assessment.comment
    emergency = rules.by_id[_UNCLEAR] if kind == "emergency" else None
    found = _assessed(comment, rules, _topics(comment, rules), kind, emergency, before.reasons)
    urgency = max(before.urgency, found.triage.urgency, key=_URGENCIES.index)
    return replace(found, triage=replace(found.triage, urgency=urgency))


def _assessed(
    comment: Comment,
    rules: "Rules",
    topics: Sequence["_Scored"],
    kind: CommentKind,
    emergency: Emergency | None,
    words: Iterable[str],
) -> Assessment:
    urgency, urgent = _urgency(comment, rules, kind)
    found = [rules.topics[emergency.topic]] if emergency else []
    found += [s.topic for s in topics if s.topic not in found and s.score >= _NAMED_FROM][:2]
    agencies, named = _agencies(comment, rules, kind, topics, emergency)
    if kind in _NO_ISSUE:
        found = []
    reasons = [*words, *urgent, *(s.words for s in topics[:2] if kind not in _NO_ISSUE), *named]
    return Assessment(
        comment,
        Triage(
            kind=kind,
            urgency=urgency,
            language=_language(comment, rules),
            agencies=agencies,
            needs_reply=_needs_reply(comment, kind, rules),
            topics=tuple(topic.id for topic in found),
            reasons=tuple(dict.fromkeys(reason for reason in reasons if reason))[:6],
        ),
        tuple(found),
        emergency.id if emergency else None,
    )


def topics_in(text: str) -> tuple[str, ...]:
    """The topics that a text of any kind is about, best first; those far behind left out."""
    scored = _topics(read_comment(text), load_rules())
    return tuple(s.topic.id for s in scored if s.score >= 0.6 * scored[0].score)


@dataclass(frozen=True, slots=True)
class _Scored:
    """`words` are the comment's own words that spoke for the topic most."""

    topic: Topic
    score: float
    words: str


@dataclass(frozen=True, slots=True)
class _Move:
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
        self.not_high = _phrases(table["urgency"]["not"])
        self.emergencies = [
            Emergency(
                name,
                row["topic"],
                tuple(split_list(row["agencies"])),
                row.get("always", False),
                _phrases(row["when"]),
                _phrases(row["maybe"]),
                _phrases(row["not"]),
            )
            for name, row in table["emergencies"].items()
        ]
        self.by_id = {emergency.id: emergency for emergency in self.emergencies}
        self.moves = [
            _Move(frozenset(split_list(row["from"])), _phrases(row["when"]), row["to"], row["keep"])
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
            if not agency.id.startswith("kec-") and agency.id not in _EVERYTHING
        }
        self.openings = {kind: frozenset(row.split()) for kind, row in table["openings"].items()}
        self.indonesian = frozenset(table["language"]["id"].split())
        self.foreign = frozenset(table["language"]["other"].split())

    def keywords(self, comment: Comment) -> Iterator[tuple[str, float, Match]]:
        """Topic, weight and place of every keyword in the comment."""
        place = find_place(comment)
        for match in self._keywords.find(comment.plain):
            factor = _where(comment, match, place)
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
        rows.append((topic, weight or _WEIGHT.get(size, _LONG)))


def _where(comment: Comment, match: Match, place: Place | None) -> float:
    """How much a keyword counts that only says where something is."""
    before = comment.plain[match.first - 1] if match.first else ""
    if match.last - match.first == 1 and comment.plain[match.first] in kinds_of_place():
        if before in RELATIONS or before == "lewat":
            return _BESIDE
        if before == "di":
            return _AT
    if place is None or match.first < place.first or match.last > place.last:
        return 1.0
    if place.beside or comment.plain[match.first] == "perumahan":
        return _BESIDE
    before = comment.plain[place.first - 1] if place.first else ""
    return _AT if before == "di" else 1.0


@cache
def load_rules() -> Rules:
    return Rules(load_table("triage.yaml"), load_table("topics.yaml")["topics"])


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
        tuple((name, _phrases(cell)) for name, cell in row.get("problems", {}).items()),
    )


def _topics(comment: Comment, rules: Rules) -> list[_Scored]:
    """Topics of the comment, best first. A place is counted once for a topic."""
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
        scored.append(_Scored(rules.topics[topic], score, comment.said(match.first, match.last)))
    return sorted((s for s in scored if s.score >= 0.6), key=lambda s: -s.score)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the linear model sees in a comment, and how likely it holds each kind."""

    features: Mapping[str, float]
    kinds: Mapping[str, float]


def _seen(comment: Comment) -> _Seen:
    found = features(comment)
    return _Seen(found, load_models()[KIND].shares(found))


def told_emergency(comment: Comment) -> Emergency | None:
    """The emergency that the words of the tables tell of."""
    told = _told(comment, load_rules())
    return told[0] if told else None


def _emergency(
    comment: Comment, rules: Rules, found: "_Seen"
) -> tuple[Emergency | None, list[str]]:
    """The emergency that the comment tells of, unless it is past, feared or only spoken of."""
    told = _told(comment, rules)
    alarm = found.kinds["emergency"]
    if alarm < (_ALARM_TOLD if told else _ALARM) or _is_calm(found):
        return None, []
    happenings = load_models()[HAPPENING].shares(found.features)
    ranked = sorted(happenings, key=lambda name: -happenings[name])
    if told and happenings[told[0].id] >= _AS_LIKELY * happenings[ranked[0]]:
        emergency, words = told
    else:
        known = happenings[ranked[0]] >= _PLAIN
        emergency, words = rules.by_id[ranked[0] if known else _UNCLEAR], []
    if emergency.id == _SELF_HARM:
        return emergency, words
    # Whose duty it would be if it is what it looks like next stands behind.
    others = [rules.by_id[name].agencies[0] for name in ranked[:2] if name != _SELF_HARM]
    return replace(emergency, agencies=(*dict.fromkeys((*emergency.agencies, *others)),)), words


def _is_calm(found: _Seen) -> bool:
    signs = {name for name in (*_CALM, _CALL) if f"s:{name}" in found.features}
    return bool(signs) and _CALL not in signs


def _told(comment: Comment, rules: Rules) -> tuple[Emergency, list[str]] | None:
    """The emergency that the words of the tables tell of, and those words."""
    plain = comment.plain
    past = bool(rules.markers["past"].find(plain))
    if rules.markers["feared"].find(plain) and not rules.markers["now"].find(plain):
        past = True
    best: tuple[float, Emergency, Match] | None = None
    for emergency in rules.emergencies:
        sure = [m for m in emergency.when.find(plain) if not _is_figure(plain, rules, m)]
        hints = _distinct(m for m in emergency.maybe.find(plain) if not _is_figure(plain, rules, m))
        if (not sure and not hints) or emergency.unless.find(plain):
            continue
        if emergency.id == _SELF_HARM:
            if sure or len(hints) >= 2:
                first = (sure or hints)[0]
                return emergency, [comment.said(first.first, first.last)]
            continue
        weight = 2.0 * len(sure) + _weight_of_hints(plain, rules, hints)
        if (
            (past and not (sure and emergency.always))
            or weight < 2.0
            or (best is not None and weight <= best[0])
        ):
            continue
        best = (weight, emergency, (sure or hints)[0])
    return (best[1], [comment.said(best[2].first, best[2].last)]) if best else None


def _is_figure(plain: Sequence[str], rules: Rules, match: Match) -> bool:
    """Whether it is only likened to that ("kayak kebakaran", "bikin jantungan"): nobody suffers."""
    opening = max(match.first - _FIGURE, 0)
    figures = rules.markers["figure"].find(plain[opening : match.first])
    if not figures:
        return False
    between = plain[opening + figures[-1].last : match.first]
    return not rules.markers["people"].find(between)


def _weight_of_hints(plain: Sequence[str], rules: Rules, hints: Sequence[Match]) -> float:
    """Signs that mean an emergency only together: something harmful, somebody, a cry for help."""
    if not hints or rules.markers["lasting"].find(plain):
        return 0.0
    people = 0.6 if rules.markers["people"].find(plain) else 0.0
    calls = min(len(_distinct(rules.markers["help"].find(plain))), 2) * 0.6
    return 0.6 * min(len(hints), 3) + people + calls if people or calls else 0.0


@dataclass(frozen=True, slots=True)
class _Cues:
    strong: int
    weak: int
    words: tuple[str, ...]

    @property
    def score(self) -> float:
        return 3.0 * min(self.strong, 3) + min(self.weak, 4)


def _kind(
    comment: Comment, rules: Rules, topics: Sequence[_Scored], seen: _Seen
) -> tuple[CommentKind, list[str], bool]:
    """The kind, the words that speak for it, and whether that is unsure."""
    cues = {kind: _cues(comment, rules, kind) for kind in rules.strong}
    issue = topics[0].score if topics else 0.0
    judged = _judged(comment, rules, cues, issue)
    plain = judged == "complaint" and issue >= _CLEAR and cues["complaint"].weak > 0
    mocked = judged == "complaint" and bool(rules.markers["irony"].find(comment.plain))
    unsure = not plain and not mocked and _is_unsure(judged, cues, comment)
    kind = judged if mocked else _likeliest(seen, judged)
    # Who complains of a matter is no idle talker.
    if kind == "other" and issue and cues["complaint"].score:
        kind = judged
    return kind, list(cues[kind].words[:3]) if kind in cues else [], unsure


def _is_unsure(kind: CommentKind, cues: Mapping[str, "_Cues"], comment: Comment) -> bool:
    """Whether nothing said so plainly."""
    if len(comment.plain) < _TOO_SHORT:
        return False
    return kind == "other" or (kind in ("complaint", "question") and not cues[kind].strong)


def _likeliest(seen: _Seen, judged: CommentKind) -> CommentKind:
    """What the comment reads like to the model, to which the word of the rules is worth as much as
    a share so many times as large; never an emergency, which has its own gate."""
    shares = {kind: share for kind, share in seen.kinds.items() if kind != "emergency"}
    shares[judged] = _JUDGED * shares.get(judged, 0.0)
    return cast(CommentKind, max(shares, key=lambda kind: shares[kind]))


def _cues(comment: Comment, rules: Rules, kind: str) -> _Cues:
    strong = _distinct(rules.strong[kind].find(comment.plain))
    weak = _distinct(rules.weak[kind].find(comment.plain))
    words = tuple(comment.said(match.first, match.last) for match in (*strong, *weak))
    return _Cues(len(strong), len(weak), words)


def _distinct(matches: Iterable[Match]) -> list[Match]:
    """Longest first; what lies within another match does not count again."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.first - m.last, m.first)):
        if all(match.last <= other.first or match.first >= other.last for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.first)


def _judged(comment: Comment, rules: Rules, cues: Mapping[str, _Cues], issue: float) -> CommentKind:
    """The kind, from what is said most plainly; what only looks like praise is a complaint."""
    words = [word for word in comment.plain if word.isalpha()]
    if not words:
        return "other"
    complaint, question, suggestion, praise = (
        cues[kind] for kind in ("complaint", "question", "suggestion", "praise")
    )
    concrete = issue >= _CLEAR or (issue >= 2.0 and complaint.weak > 0)
    link = _LINK.search(comment.text) is not None
    spam = cues["spam"].score
    if link or spam >= 4 or (spam >= 3 and issue < 2.0 and not question.strong):
        return "spam" if not (concrete and complaint.score >= 2) else "complaint"
    if cues["abuse"].strong and not (concrete and complaint.score):
        return "abuse"
    partisan = cues["politics"].strong
    if partisan and not complaint.strong and (issue < 2.0 or partisan > 1):
        return "politics"
    if cues["rumour"].strong >= max(complaint.strong, 1) and cues["rumour"].score >= 4:
        return "rumour"
    irony = bool(rules.markers["irony"].find(comment.plain))
    solved = bool(rules.markers["solved"].find(comment.plain))
    if praise.score:
        if solved and (praise.strong or not complaint.strong):
            return "praise"
        if irony and (issue or complaint.score):
            return "complaint"
        if praise.strong and complaint.score and not question.strong and not suggestion.strong:
            # "Terima kasih" closes a polite report; other praise beside a defect is mockery.
            return "complaint"
        if praise.strong and not question.strong and not suggestion.strong:
            return "praise"
    if irony and issue and not question.strong and not suggestion.strong:
        return "complaint"
    told = _opens(words, rules, "rumour") and "?" in comment.text
    if (cues["rumour"].strong or told) and not complaint.strong:
        return "rumour"
    asked = question.strong > 0 or (question.weak > 0 and "?" in comment.text)
    asked = asked or _opens(words, rules, "question")
    asked = asked or (not complaint.strong and not rules.openings["question"].isdisjoint(words))
    proposed = suggestion.strong >= max(complaint.strong, 1)
    wished = words[-1] in ("dong", "donk") and complaint.score < 1
    opened = (_opens(words, rules, "suggestion") or wished) and not complaint.strong
    if (proposed and suggestion.strong > question.strong) or (opened and not question.strong):
        return "suggestion"
    plainly = complaint.strong == 0 or question.score > complaint.score
    if asked and plainly and question.strong >= complaint.strong and complaint.score < 6:
        return "question"
    if complaint.strong or (issue and complaint.score):
        return "complaint"
    if suggestion.strong:
        return "suggestion"
    if asked:
        return "question"
    if praise.score and not complaint.score:
        return "praise"
    if complaint.score >= 2:
        return "complaint"
    if question.weak >= 2 and issue:
        return "question"
    # Who names a matter and says nothing else about it wants it mended.
    return "complaint" if issue >= 1.0 and len(words) >= 4 else "other"


def _opens(words: Sequence[str], rules: Rules, kind: str) -> bool:
    """Whether the first word that is no address is one that opens a question, a proposal."""
    opening = [word for word in words[:4] if word not in rules.openings["address"]]
    return bool(opening) and opening[0] in rules.openings[kind]


_LINK = re.compile(r"https?://|www\.|bit\.ly|wa\.me|t\.me/|s\.id/", re.IGNORECASE)


def _urgency(comment: Comment, rules: Rules, kind: CommentKind) -> tuple[Urgency, list[str]]:
    if kind == "emergency":
        return "high", []
    if kind in ("complaint", "question", "abuse", "rumour"):
        high = rules.high.find(comment.plain)
        if high and not rules.not_high.find(comment.plain) and kind != "rumour":
            return "high", [comment.said(high[0].first, high[0].last)]
        return "normal", []
    return "low", []


def _agencies(
    comment: Comment,
    rules: Rules,
    kind: CommentKind,
    topics: Sequence[_Scored],
    emergency: Emergency | None,
) -> tuple[tuple[str, ...], list[str]]:
    """Whose duty it is, best first, and the agencies that the comment names."""
    if kind in _NO_ISSUE:
        return (), []
    scores: dict[str, float] = {}
    for scored in topics:
        for place, agency in enumerate(scored.topic.agencies):
            share = 1.0 if place == 0 else _SHARED - 0.05 * place
            scores[agency] = max(scores.get(agency, 0.0), scored.score * share)
    for agency, phrases in rules.duties.items():
        matches = _distinct(phrases.find(comment.plain))
        if matches:
            longest = max(match.last - match.first for match in matches)
            scores[agency] = scores.get(agency, 0.0) + 0.35 * _WEIGHT.get(longest, _LONG)
    named = []
    for agency, start, end in load_agencies().mentions(comment.text):
        if agency.startswith("kec-") or agency in _EVERYTHING:
            continue
        scores[agency] = scores.get(agency, 0.0) + _NAMED
        named.append(comment.text[start:end])
    ranked = sorted(scores, key=lambda agency: -scores[agency])
    ranked = [a for a in ranked if scores[a] >= 0.3 * scores[ranked[0]] and scores[a] >= 0.5]
    ranked = _moved(comment, rules, ranked)
    if emergency is not None:
        ranked = list(emergency.agencies)
    elif kind == "rumour":
        # Who knows comes first; Kominfo clears it up in public.
        known = [agency for agency in ranked if agency != "diskominfo"]
        ranked = [*known[:1], "diskominfo", *known[1:]]
    elif not ranked and kind in ("complaint", "question", "suggestion"):
        ranked = ["diskominfo"]
    return tuple(ranked[:MOST_AGENCIES]), named


def _moved(comment: Comment, rules: Rules, ranked: list[str]) -> list[str]:
    for move in rules.moves:
        if ranked and ranked[0] in move.sources and move.when.find(comment.plain):
            rest = [agency for agency in ranked if agency != move.target]
            return [move.target, *(rest if move.keep else rest[1:])]
    return ranked


def _language(comment: Comment, rules: Rules) -> Language:
    """Javanese is known by its words; everyday words of others tell what else it is."""
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


def _needs_reply(comment: Comment, kind: CommentKind, rules: Rules) -> bool:
    if kind == "spam":
        return False
    if kind != "other":
        return True
    talk = rules.strong["other"].find(comment.plain)
    idle = {n for match in talk for n in range(match.first, match.last)}
    words = [n for n, word in enumerate(comment.plain) if word.isalpha() and n not in idle]
    return len(words) >= 3


def is_outside(agency: str) -> bool:
    return agency.startswith(OUTSIDE)
