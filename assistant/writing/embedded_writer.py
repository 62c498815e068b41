"""Composes captions from the sources themselves, with no model: intent → story → form."""

from collections.abc import Iterator, Sequence

from assistant.drafts import PLATFORMS
from assistant.facts import FactSheet
from assistant.writing.answers import answer
from assistant.writing.forms import compose
from assistant.writing.frames import Voice
from assistant.writing.greetings import card_alt_text, greet
from assistant.writing.intent import read_brief
from assistant.writing.story import tell
from assistant.writing.writer import Brief, ReplyPlan, Written
from knowledge.documents import Reading

# Each platform starts at another frame, each variant one further.
_TURNS: dict[str, int] = {platform: number for number, platform in enumerate(PLATFORMS)}


class EmbeddedWriter:
    """Needs no key and no network, and always has an answer."""

    name = "embedded"

    def captions(
        self, brief: Brief, sheet: FactSheet, readings: Sequence[Reading]
    ) -> Iterator[Written]:
        intent = read_brief(brief, sheet)
        story = tell(intent, sheet, readings)
        for platform in brief.platforms:
            turn = _TURNS.get(platform, 0) + brief.variant
            if intent.asserts_nothing:
                title, text = greet(platform, intent, turn)
                alt = None if platform == "press-release" else card_alt_text(text)
                yield Written(platform, title, text, alt, asserts_nothing=True)
                continue
            title, text = compose(platform, story, turn)
            alt_text = None if platform == "press-release" else Voice(story, turn).alt_text()
            yield Written(platform, title, text, alt_text)

    def reply(self, plan: ReplyPlan) -> Iterator[Written]:
        yield Written(plan.platform or "", None, answer(plan) or plan.suggestion, None)
