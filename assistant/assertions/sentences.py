"""Sentences as they assert: a question and its short answer are one."""

import re

from knowledge.sentences import Sentence, split_sentences

_ANSWER = 60  # characters at most; what is longer stands by itself


def read_sentences(text: str) -> list[Sentence]:
    """ "Surat izin? Tidak perlu." is one sentence: what is asked is what the answer is about."""
    joined: list[Sentence] = []
    for sentence in split_sentences(text):
        last = joined[-1] if joined else None
        if last is not None and _answers(text, last, sentence):
            joined[-1] = Sentence(text[last.start : sentence.end], last.start, sentence.end)
        else:
            joined.append(sentence)
    return joined


def _answers(text: str, question: Sentence, sentence: Sentence) -> bool:
    return (
        question.text.rstrip(' *_"”’').endswith("?")
        and not sentence.text.rstrip(" *_").endswith("?")
        and len(sentence.text) <= _ANSWER
        and re.fullmatch(r"[ *_]*", text[question.end : sentence.start]) is not None
    )
