"""Hashtags are names: of the topic, the agency, the place; never scraps of the text."""

import re
from functools import cache

from assistant.agencies import load_agencies
from assistant.prompts import load_table
from assistant.writing.story import Story

# Of so much of the sources the agency in charge is named.
_HEAD = 600


def hashtags(story: Story, most: int) -> list[str]:
    """At most so many tags with "#": topic, house, agency, more topics."""
    table = load_table("hashtags.yaml")
    about = f"{story.intent.said} {story.headline}"
    topics = [tag for cue, tag in _topics() if cue.search(about)]
    house = list(table["house"])
    agencies = [t for t in _agency_tags(story) if not any(t.startswith(topic) for topic in topics)]
    ranked = topics[:1] + house[:1] + agencies[:1] + topics[1:3] + house[1:]
    if most == 1:
        ranked = house[:1]
    elif most == 2:
        ranked = house[:1] + (topics[:1] or agencies[:1])
    return ["#" + tag for tag in dict.fromkeys(ranked)][:most]


def _agency_tags(story: Story) -> list[str]:
    agencies = load_agencies()
    named = load_table("hashtags.yaml")["agencies"]
    tags = []
    for agency_id, _, _ in agencies.mentions(f"{story.intent.said}\n{story.text[:_HEAD]}"):
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
