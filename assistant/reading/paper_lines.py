"""The lines of a paper, and the words by which the editors tell what a line is for."""

import re
from dataclasses import dataclass

from assistant.prompts import cache_until_edited, load_table
from knowledge.documents import Block


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A block of a paper with its text as it is told; `block` says where it stands."""

    block: Block
    text: str

    @property
    def kind(self) -> str:
        return self.block.kind


def signs(name: str) -> re.Pattern[str]:
    """The expressions of `prompts/papers.yaml` under `name`, as one; capitals do not matter."""
    return _patterns()[name]


@cache_until_edited
def _patterns() -> dict[str, re.Pattern[str]]:
    table = load_table("papers.yaml")
    names = (
        *("private", "private_contacts", "unsure", "asides", "courtesies", "paper", "notes"),
        *("debris", "related", "closings", "after_closing"),
    )
    return {name: re.compile("|".join(f"(?:{one})" for one in table[name]), re.I) for name in names}
