"""The words that a search knows: the editors' list and every name that agencies go by."""

from collections.abc import Iterable

from assistant.agencies import Agency, load_agencies
from assistant.prompts import load_table
from knowledge.words import Vocabulary


def load_vocabulary() -> Vocabulary:
    """From prompts/wordlist.yaml and prompts/agencies.yaml."""
    names: dict[str, list[str]] = {}
    for agency in load_agencies():
        for nickname in _nicknames(agency):
            names.setdefault(nickname, []).append(agency.name)
    elsewhere = load_table("agencies.yaml")["elsewhere"]
    return Vocabulary.from_table(load_table("wordlist.yaml"), names=names, elsewhere=elsewhere)


def _nicknames(agency: Agency) -> Iterable[str]:
    known = {agency.name.lower()}
    for name in (agency.short, *agency.aliases):
        if name.lower() not in known:
            known.add(name.lower())
            yield name
