"""What a language model thinks a comment is, where the rules of `triage` are unsure of it."""

import re
import time
from collections.abc import Mapping
from typing import Any, get_args

from assistant.drafts import CommentKind
from assistant.errors import ModelError
from assistant.llm import ChatModel
from assistant.prompts import load_prompt
from assistant.triage import Assessment, with_kind

_PROMPT = "triage_model.md"
# What ends the comment in the prompt; a comment cannot write it, it is taken out of it.
_FENCE = "«komentar»"
_READ = 2_000
# The person has the first answer by then and waits for the full one.
_SECONDS = 6.0
_ANSWER = re.compile(r'"kind"\s*:\s*"([a-z]+)"')
_EXAMPLE = '{"kind": "complaint"}'
_KINDS: tuple[CommentKind, ...] = get_args(CommentKind)
_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"kind": {"type": "string", "enum": list(_KINDS)}},
    "required": ["kind"],
    "additionalProperties": False,
}


def refine(assessment: Assessment, text: str, chat: ChatModel | None) -> Assessment:
    """`assessment` with the kind that the model sees in the masked `text`, if it is unsure.

    An emergency is never asked about, and nothing becomes less urgent. A model that fails or
    answers nonsense changes nothing.
    """
    if chat is None or not assessment.unsure or not chat.available:
        return assessment
    prompt = load_prompt(_PROMPT)
    comment = text[:_READ].replace(_FENCE, " ")
    asked = prompt.fill(
        fence=_FENCE, comment=comment, kind=assessment.triage.kind, example=_EXAMPLE
    )
    end = time.monotonic() + _SECONDS
    try:
        answer = "".join(chat.stream(prompt, [("user", asked)], schema=_SCHEMA, deadline=end))
    except ModelError:
        return assessment
    said = _ANSWER.search(answer)
    found = next((kind for kind in _KINDS if said and said[1] == kind), None)
    return with_kind(assessment, found) if found else assessment
