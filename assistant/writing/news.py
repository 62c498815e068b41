"""The news itself: which sentence of a story opens a post, and in how few words it can be said."""

import re

from assistant.reading.clauses import has_predicate, is_request
from assistant.reading.rumours import PLAIN_DENIAL
from assistant.writing.intent import has_impact, term_stems
from assistant.writing.introductions import INTRODUCTION
from assistant.writing.lines import Line
from assistant.writing.short_forms import forms_of, of_this_year, tight_forms
from assistant.writing.story import HEADLINE, Story, choose
from assistant.writing.topic import KIND_OF_PAPER, says_what_happens

NEWS = 180  # characters that the news itself may take in a short post
_OPEN_ANYWHERE = ("warning", "service", "appeal", "clarification")
_FEW = 3
_LONGEST = 210
_HARDLY_NEWS, _ANNOUNCES = 0.3, 0.1
_TITLE = 0.9  # of the news that a title which says it is worth
_LONGEST_TITLE = 100
_SPEAKER = re.compile(r"^[^:]{3,40}:\s")  # "BPBD Sidoarjo: waspada banjir rob"
_ANNOUNCING = re.compile(r"\b(?:mengumumkan|merilis|melayani)\b|^Pendaftaran [^,.]* dibuka\.$")
_NEARLY = 0.6  # of the best sentence of a service that its first one must reach


def news_forms(story: Story, room: int, skip: frozenset[int], said: str) -> list[list[str]]:
    """The first sentence of the source in all forms that fit, the longest first; else the best
    sentence that does."""
    lead = story.lead
    if lead and lead.text and lead.number not in skip and leads(story):
        fitting = [form for form in forms_of(lead.text, story) if len(form) <= room]
        if fitting:
            return [[form] for form in sorted(fitting, key=lambda form: len(form) > NEWS)]
    if story.kind == "clarification":  # before what else there is to say
        told = [line.text for _, line in story.lines if line.number not in skip and line.text]
        told = [text for text in told if len(text) <= room and PLAIN_DENIAL.search(text)]
        if told:
            return [told[:1]]
    weight = lead_weight(story)
    found = choose(story, min(room, NEWS), 1, skip=skip, lead=weight, short=True, said=said)
    return [found or choose(story, room, 1, skip=skip, lead=weight, short=True, said=said)]


def candidates(
    story: Story, room: int, skip: frozenset[int], said: str
) -> list[tuple[float, str, int]]:
    """Sentences that may open a short post, in all forms that fit: share of the best, text, place.

    News of what happened opens with the first sentence of the source, or its title where that is
    one; a warning, a service or an appeal with what the reader needs most, which may stand further
    down; so does every post whose hook (`said`) is the title.
    """
    titled = [(_TITLE, form, HEADLINE) for form in _title_forms(story) if form not in said]
    names = set(term_stems(story.topic or story.deed))
    told = bool(story.hook) and story.hook in said
    hooked = told or (bool(names) and names <= set(term_stems(said)))
    if story.kind not in _OPEN_ANYWHERE and not hooked:
        lead = story.lead
        place = lead.number if lead else -1
        share = _HARDLY_NEWS if lead_says_little(story) else 1.0
        if lead and lead.text and lead.number not in skip and leads(story):
            fitting = [form for form in tight_forms(lead.text, story) if len(form) <= room]
            if fitting:
                return [*((share, form, place) for form in fitting), *titled]
        best = [form[0] for form in news_forms(story, room, skip, said) if form]
        return [*((share, of_this_year(form, story.today), place) for form in best), *titled]
    weight = lead_weight(story)
    lead = story.lead if story.lead and leads(story) else None
    ranked = sorted(
        (
            (score + (weight if line is lead else 0.0), line)
            for score, line in story.lines
            if line.text and line.number not in skip
        ),
        key=lambda pair: -pair[0],
    )
    # The first sentence may be the only one that says what it is all about.
    ranked = [pair for place, pair in enumerate(ranked) if place < _FEW or pair[1] is story.lead]
    highest = ranked[0][0] if ranked else 1.0
    forms = [
        (_share(score / highest, line), form, line.number)
        for score, line in ranked
        for form in tight_forms(line.text or "", story)
        if len(form) <= min(room, _LONGEST)
    ]
    return [*forms, *titled]


def title_says_it(story: Story) -> bool:
    """Whether the title is a sentence that can stand for the news: "Harga cabai tembus …"."""
    hook = story.hook
    if KIND_OF_PAPER.match(story.title) or not 0 < len(hook) <= _LONGEST_TITLE:
        return False
    if story.closed or (story.kind == "figures" and not re.search(r"\d", hook)):
        return False
    if story.kind == "clarification":
        return has_impact(story.kind, hook)  # "Tautan … palsu"
    told = _SPEAKER.sub("", hook)
    return has_predicate(told.lower()) and says_what_happens(told)


def _title_forms(story: Story) -> list[str]:
    return [story.hook] if title_says_it(story) else []


def lead_says_little(story: Story) -> bool:
    return story.lead is not None and _share(1.0, story.lead) < 1.0


def _share(share: float, line: Line) -> float:
    """A sentence that only announces the list below it ("Berikut jadwal …") tells little."""
    return _ANNOUNCES if announces(line) else max(0.0, share)


def announces(line: Line) -> bool:
    text = line.text or ""
    ours = line.number == INTRODUCTION and _ANNOUNCING.search(text) is not None
    return ours or text.startswith("Berikut ")


def leads(story: Story) -> bool:
    """Whether the first sentence is the news: not where the post is about a part of the source,
    nor where it gives the cause of a warning and another sentence the harm."""
    lead = story.lead
    if lead is None or not story.lines:
        return False
    best = max(score for score, _ in story.lines)
    own = next((score for score, line in story.lines if line is lead), 0.0)
    if story.kind == "service":
        return own >= _NEARLY * best
    if story.kind == "appeal":
        return own >= 0.6 * best
    if story.kind == "clarification":
        return has_impact(story.kind, lead.text or "")  # the denial is the news
    if story.kind == "warning":
        harm = [
            line
            for _, line in story.lines
            if has_impact(story.kind, line.text or "") and not is_request(line.text or "")
        ]
        return lead in harm or (not harm and own >= 0.6 * best)
    return own >= 0.35 * best


def lead_weight(story: Story) -> float:
    """What the first sentence counts more; of a warning it often tells the cause, not the harm."""
    return {"warning": 0.8, "service": 0.5, "clarification": 0.2}.get(story.kind, 2.5)
