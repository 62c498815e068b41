"""The words of citizens as the search is given them: the editors' list and the names of bodies."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

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


# A comma in a number or a dot in an address does not end a clause.
_CLAUSE = re.compile(r"[,;:.!?\n]+(?:\s+|$)")


def matter(brief: str) -> str:
    """What a brief is about: without its orders, whom it speaks to, platform and manner.

    Of what should stand out, only the words that may tell one matter from another are kept: every
    document has a date or a place to stress.
    """
    words = _brief_words()
    kept = []
    for clause in _CLAUSE.split(brief):
        plain = words["manner"].sub(" ", clause)
        main, emphasis, stressed = _parted(words["emphasis"], plain)
        if emphasis:
            stressed = words["details"].sub(" ", stressed)
        for name in ("addressees", "orders"):
            main, stressed = (words[name].sub(" ", part) for part in (main, stressed))
        kept += main.split() + stressed.split()
    return " ".join(kept) or brief


def _parted(pattern: re.Pattern[str], text: str) -> tuple[str, str, str]:
    """`text` before, at and after the first match."""
    match = pattern.search(text)
    if match is None:
        return text, "", ""
    return text[: match.start()], match[0], text[match.end() :]


@cache
def _brief_words() -> Mapping[str, re.Pattern[str]]:
    return MappingProxyType(
        {
            name: re.compile(
                rf"(?<![\w-])(?:{some if isinstance(some, str) else '|'.join(some)})(?![\w-])",
                re.IGNORECASE,
            )
            for name, some in load_table("wordlist.yaml")["brief"].items()
        }
    )
