"""The words of citizens as the search is given them: the editors' list and the names of bodies."""

from functools import cache

from assistant.agencies import load_agencies
from assistant.prompts import load_table
from knowledge.words import Vocabulary


@cache
def load_vocabulary() -> Vocabulary:
    """`prompts/wordlist.yaml` with the nicknames of the regency's agencies.

    A body outside the regency is not searched for: a question that names it is answered only by a
    passage that names it too.
    """
    agencies = load_agencies()
    return Vocabulary.from_table(
        load_table("wordlist.yaml"),
        names={
            alias: (agency.name,)
            for agency in agencies
            if not agency.outside
            for alias in (agency.short, *agency.aliases)
        },
        elsewhere=[
            alias
            for agency in agencies
            if agency.outside
            for alias in (agency.short, *agency.aliases)
            if len(alias.split()) <= 2
        ],
    )
