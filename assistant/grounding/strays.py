"""Sentences that assert something of which no source speaks, though they hold no value or name."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.assertions.words import alternatives
from assistant.grounding.ground import Ground, bag
from assistant.grounding.matter import Judgement
from knowledge.sentences import Sentence, split_sentences

_WORDS = 3  # with content; fewer assert too little
_BORNE_OUT = 0.25  # share of its words that one statement must have, the telling ones first
_HASHTAG = re.compile(r"#\w+")
_SILENT = ("polarity", "condition")  # claims that do not tie a sentence to a statement


def find_strays(
    text: str, found: list[Judgement], ground: Ground, told: Ground
) -> Iterator[Sentence]:
    """Statements of `text`; questions, calls and what the checks of claims speak of are none."""
    if not ground.statements:
        return
    tied = [item.claim.start for item in found if _ties(item)]
    for sentence in split_sentences(text):
        if any(sentence.start <= start < sentence.end for start in tied):
            continue
        said = _HASHTAG.sub("", sentence.text).strip(' “”"’)*_')
        if said.endswith(("?", "!", ":")) or _call().search(said):
            continue
        words = bag(said)
        if len(words) >= _WORDS and max(ground.share(words), told.share(words)) < _BORNE_OUT:
            yield sentence


@cache
def _call() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{alternatives('calls')})\b|,\s+ya\W*$", re.IGNORECASE)


def _ties(item: Judgement) -> bool:
    return item.claim.kind not in _SILENT or item.status not in ("supported", "from_brief")
