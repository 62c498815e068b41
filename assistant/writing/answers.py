"""The sentences of the given passages that answer a comment."""

from collections import Counter
from dataclasses import replace
from math import log

from assistant.reading.clauses import compress
from assistant.reading.people import find_speakers
from assistant.reading.source_sentences import SourceSentence, read_sentences
from assistant.writing.intent import term_stems
from assistant.writing.lines import make_line
from assistant.writing.writer import ReplyPlan

_MOST = 2
_ENOUGH = 0.35


def answer(plan: ReplyPlan) -> str:
    """One or two source sentences that answer `plan.comment`, within its limit; "" if none does."""
    found = [s for text in plan.passages for s in _sentences(text)]
    wanted = set(term_stems(plan.comment))
    spread: Counter[str] = Counter()
    for sentence in found:
        spread.update(set(term_stems(f"{sentence.heading} {sentence.text}")) & wanted)
    weights = {t: log((len(found) + 1) / (n + 0.5)) + 0.3 for t, n in spread.items()}
    total = sum(weights.values()) or 1.0
    ranked: list[tuple[float, int, str]] = []
    for number, sentence in enumerate(found):
        line = make_line(number, found, frozenset(wanted), past=False)
        if line is None or line.text is None:
            continue
        words = set(term_stems(f"{sentence.heading} {sentence.text}"))
        score = sum(weights.get(t, 0.0) for t in words) / total - (0.2 if line.opinion else 0.0)
        ranked.append((score, number, line.text))
    chosen: dict[int, str] = {}
    room = plan.limit
    for score, number, text in sorted(ranked, key=lambda r: -r[0]):
        if score < _ENOUGH or len(chosen) == _MOST:
            break
        for form in (text, compress(text)):
            if len(form) + 1 <= room:
                chosen[number] = form
                room -= len(form) + 1
                break
    return " ".join(chosen[number] for number in sorted(chosen))


def _sentences(text: str) -> list[SourceSentence]:
    sentences = read_sentences(text)
    speakers = find_speakers([s.text for s in sentences])
    return [
        replace(s, speaker=who.mention if who else None)
        for s, who in zip(sentences, speakers, strict=True)
    ]
