"""Hashtags are names: of the programme, the topic, the agency, the place; never scraps."""

import re
from functools import cache

from assistant.agencies import load_agencies
from assistant.platforms import load_platform
from assistant.prompts import load_table
from assistant.reading.clauses import strip_dateline
from assistant.reading.rumours import PLAIN_DENIAL
from assistant.writing.story import Story

# A division that the whole agency's tag does not name.
_WITHIN = re.compile(r"damkar|pemadam|pusdalops|bidang|upt", re.I)
# Of so much of the sources the agency in charge is named.
_HEAD = 300
_LONGEST = 30


def hashtags(story: Story, most: int) -> list[str]:
    """At most so many tags with "#": name or topic, house, agency, more topics."""
    table = load_table("hashtags.yaml")
    about = f"{story.intent.said} {story.headline}"
    name = "" if PLAIN_DENIAL.search(story.title) else programme(story.title)
    topics = [tag for cue, tag in _topics() if cue.search(about) and not cue.search(name)]
    known = [tag for cue, tag in _topics() if cue.search(name)]
    subjects = ["".join(name.split())] * bool(name) + topics if name else topics
    subjects = subjects or known
    if story.kind == "clarification":  # the rumour itself is nothing to be found by
        subjects = [str(table["clarification"])]
    house = list(table["house"])
    agencies = [
        t for t in _agency_tags(story) if not any(t.startswith(subject) for subject in subjects)
    ]
    ranked = subjects[:1] + house[:1] + agencies[:1] + subjects[1:3] + house[1:]
    if most == 1:
        ranked = house[:1]
    elif most == 2:
        ranked = house[:1] + (subjects[:1] or agencies[:1])
    return ["#" + tag for tag in dict.fromkeys(ranked)][:most]


def how_many(platform: str, usual: int) -> int:
    """How many tags a post has: what the editors recommend, else what is `usual`."""
    rules = load_platform(platform).hashtags
    told = rules.info if rules.info is not None else rules.warn
    most = usual if told is None else told
    return most if rules.limit is None else min(most, rules.limit)


def programme(headline: str) -> str:
    """The proper name in a title, as words: "Vaksinasi PMK", "Gerakan Pangan Murah"; else ""."""
    table = load_table("hashtags.yaml")
    title = re.compile(table["ends"]).sub(" | ", headline)
    named = re.search(rf"\b(?:{table['named']})((?: (?!\|)[A-Z][\w-]*){{1,2}})", title)
    words = named[0].split() if named else []
    if words and words[0] in ("Program", "Kegiatan"):
        words = words[1:]
    tag = "".join(words)
    if len(words) > 1 and len(tag) <= _LONGEST and not _is_body(words[-1]):
        return " ".join(words)
    return ""


def _is_body(word: str) -> bool:
    """Whether a short form is an agency's: "Kepala BPBD" is no programme."""
    return any(word.lower() == agency.short.lower() for agency in load_agencies())


def _agency_tags(story: Story) -> list[str]:
    agencies = load_agencies()
    named = load_table("hashtags.yaml")["agencies"]
    tags = []
    head = f"{story.intent.said}\n{strip_dateline(story.text)[:_HEAD]}"
    for agency_id, start, end in agencies.mentions(head):
        if _WITHIN.search(head[start:end]):
            continue
        agency = agencies[agency_id]
        if agency.outside or agency_id.startswith("kec-") or agency_id in ("pemkab", "setda"):
            continue
        short = re.sub(r"\W+", "", agency.short.title() if " " in agency.short else agency.short)
        tags.append(named.get(agency_id) or short + ("" if "Sidoarjo" in short else "Sidoarjo"))
    return list(dict.fromkeys(tags))


@cache
def _topics() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = load_table("hashtags.yaml")
    return tuple((re.compile(entry["cue"], re.I), entry["tag"]) for entry in table["topics"])
