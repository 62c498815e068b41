"""Whether somebody is in danger right now, and what happens.

The model gives the alarm, the words of the tables lower its threshold; what only sounds terrible
(a figure of speech, a past fire, a lesson) is none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.places import RELATIONS, find_place, is_place_name, kinds_of_place
from assistant.triaging.comment_model import HAPPENING, load_models
from assistant.triaging.comments import Comment, Match
from assistant.triaging.rules import Emergency, distinct, load_rules
from assistant.triaging.signs import load_signs

UNCLEAR, SELF_HARM = "unclear", "self-harm"
_ANIMAL, _MEDICAL, _BITE = "animal", "medical", "bite"
# Nobody attacks who is only missed: whoever reports that has nothing to hide from.
_VIOLENCE, _LOST = "violence", "lost"
_ATTACK = frozenset({"s:attack", "s:weapon", "s:crime", "s:home_violence", "s:sexual"})
# What may stand in a bare report beside the event: who is hit, what by, and when.
_HIT = frozenset({"victim", "kin", "counted", "vehicle", "structure", "marker:people"})
_WHEN = frozenset({"now", "marker:now", "marker:help"})
_NO_REPORT = frozenset(
    {"supposed", "habit", "past_time", "settled", "thanks", "laughing", "likened", "heart"}
)
# So many words without a meaning of their own may name a place after "di".
_NAME = 4
_TOWARDS = frozenset({"di", "ke", "arah", "daerah", "wilayah", "sini", "kawasan", "km", "rt", "rw"})
# From this share on the model's word counts for an emergency, alone or beside the tables' word.
_ALARM, _ALARM_TOLD = 0.38, 0.2
# Whoever mourns, laughs, learns or speaks of elsewhere and calls nobody has no emergency.
_CALM = frozenset({"s:grief", "s:laughing", "s:teaching", "s:elsewhere"})
_CALL = "s:call"
# What the tables say happens stands if it is so likely beside the likeliest; what only the model
# sees is named from this share on.
_AS_LIKELY, _PLAIN = 0.25, 0.4
# So many words before something terrible may say that it is a figure of speech.
_FIGURE = 2


def find_emergency(
    comment: Comment, found: Mapping[str, float], alarm: float
) -> tuple[Emergency, list[str]] | None:
    """The emergency that the comment tells of and the words that say so; `alarm` is how likely
    the model holds one, `found` what it saw."""
    told = told_emergency(comment)
    seen = alarm >= (_ALARM_TOLD if told else _ALARM)
    if not seen and not (told and _is_bare(comment, told[0])):
        return None
    if _CALL not in found and not _CALM.isdisjoint(found):
        return None
    if _harms_nobody(comment):
        return None
    happenings = load_models()[HAPPENING].shares(found)
    ranked = sorted(happenings, key=lambda name: -happenings[name])
    rules = load_rules()
    by_id = rules.emergencies
    if told and (not seen or happenings[told[0].id] >= _AS_LIKELY * happenings[ranked[0]]):
        emergency, words = told
    else:
        known = happenings[ranked[0]] >= _PLAIN
        emergency, words = by_id[ranked[0] if known else UNCLEAR], []
    if emergency.id == SELF_HARM:
        return emergency, words
    if emergency.id in (_ANIMAL, _MEDICAL) and rules.markers["bitten"].find(comment.plain):
        emergency = by_id[_BITE]
    if emergency.id == _VIOLENCE and _ATTACK.isdisjoint(found) and "s:missing" in found:
        emergency = by_id[_LOST]
    # Whose duty it would be if it is what it looks like next stands behind.
    others = [by_id[name].agencies[0] for name in ranked[:2] if name != SELF_HARM]
    return replace(emergency, agencies=(*dict.fromkeys((*emergency.agencies, *others)),)), words


def told_emergency(comment: Comment) -> tuple[Emergency, list[str]] | None:
    """The emergency that the words of the tables tell of, and those words."""
    plain, rules = comment.plain, load_rules()
    past = bool(rules.markers["past"].find(plain))
    if rules.markers["feared"].find(plain) and not rules.markers["now"].find(plain):
        past = True
    best: tuple[float, Emergency, Match] | None = None
    for emergency in rules.emergencies.values():
        sure = [m for m in emergency.when.find(plain) if not _is_figure(plain, m)]
        hints = distinct(m for m in emergency.maybe.find(plain) if not _is_figure(plain, m))
        if (not sure and not hints) or emergency.unless.find(plain):
            continue
        if emergency.id == SELF_HARM:
            if sure or len(hints) >= 2:
                first = (sure or hints)[0]
                return emergency, [comment.said(first.first, first.last)]
            continue
        weight = 2.0 * len(sure) + _weight_of_hints(plain, hints)
        if (
            (past and not (sure and emergency.always))
            or weight < 2.0
            or (best is not None and weight <= best[0])
        ):
            continue
        best = (weight, emergency, (sure or hints)[0])
    return (best[1], [comment.said(best[2].first, best[2].last)]) if best else None


def _is_bare(comment: Comment, emergency: Emergency) -> bool:
    """Whether it only says what happens, to whom, where and now: "kebakaran di Krian min".

    Such a report holds too few words for the model. Every word has to be accounted for, so a
    question, a lesson, an old story or "alat pemadam kebakaran" is none.
    """
    plain, signs, markers = comment.plain, load_signs(), load_rules().markers
    sure = [m for m in emergency.when.find(plain) if not _is_figure(plain, m)]
    said, _ = signs.find(comment)
    if not sure or emergency.id == SELF_HARM or "?" in comment.text or said & _NO_REPORT:
        return False
    event = {n for match in sure for n in range(match.first, match.last)}
    hit, when = signs.covered(plain, _HIT), signs.covered(plain, _WHEN)
    told = {n for match in markers["reporting"].find(plain) for n in range(match.first, match.last)}
    where = _places(comment)
    filled = {n for n, word in enumerate(plain) if signs.is_address(word) or not word.isalnum()}
    if not event | hit | when | told | where | filled >= set(range(len(plain))):
        return False
    lone = markers["alone"].find(plain) or len(event) > 1
    return bool(lone or (hit - event) or where or (told - event))


def _places(comment: Comment) -> set[int]:
    """The words that say where: "di depan balai desa Kletek", "nang omahe pak RT"."""
    plain = comment.plain
    place = find_place(comment)
    found = set(range(place.first, place.last)) if place else set()
    kinds = {word for kind in kinds_of_place() for word in kind.split()}
    left = 0
    for n, word in enumerate(plain):
        if word in _TOWARDS or word in RELATIONS or word in kinds:
            found.add(n)
            left = _NAME
        elif left and (n in found or word.isdigit() or is_place_name(comment, n)):
            found.add(n)
            left -= 1
        elif n not in found:
            left = 0
    return found


def _harms_nobody(comment: Comment) -> bool:
    """Whether only fish or crops suffer: dead fish on a black river are no drowning."""
    markers = load_rules().markers
    return bool(markers["harmless"].find(comment.plain)) and not (
        markers["people"].find(comment.plain)
    )


def _is_figure(plain: Sequence[str], match: Match) -> bool:
    """Whether it is only likened to that ("kayak kebakaran", "bikin jantungan"): nobody suffers."""
    markers = load_rules().markers
    opening = max(match.first - _FIGURE, 0)
    figures = markers["figure"].find(plain[opening : match.first])
    if not figures:
        return False
    between = plain[opening + figures[-1].last : match.first]
    return not markers["people"].find(between)


def _weight_of_hints(plain: Sequence[str], hints: Sequence[Match]) -> float:
    """Signs that mean an emergency only together: something harmful, somebody, a cry for help."""
    markers = load_rules().markers
    if not hints or markers["lasting"].find(plain):
        return 0.0
    people = 0.6 if markers["people"].find(plain) else 0.0
    calls = min(len(distinct(markers["help"].find(plain))), 2) * 0.6
    return 0.6 * min(len(hints), 3) + people + calls if people or calls else 0.0
