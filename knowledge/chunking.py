"""Cuts a document into passages along its headings and paragraphs, within a token budget."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.documents import Block, Passage
from knowledge.sentences import split_sentences
from knowledge.tokens import count_tokens

# Passages of about 600 characters were found again more often than those of 1,000.
TARGET_CHARACTERS = 600
MAX_TOKENS = 256
_SHORT = 160  # a passage shorter than this takes the next paragraph in, if it fits
_MAX_HEADING = 240


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    block: Block


@dataclass(slots=True)
class _Cutter:
    text: str
    key: str
    passages: list[Passage] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    pending: list[_Piece] = field(default_factory=list)

    def add(self, piece: _Piece) -> None:
        if self.pending and not self._fits(piece):
            self.flush()
        self.pending.append(piece)

    def _fits(self, piece: _Piece) -> bool:
        start = self.pending[0].start
        together = piece.end - start
        so_far = self.pending[-1].end - start
        if together > TARGET_CHARACTERS and (so_far > _SHORT or together > 1.4 * TARGET_CHARACTERS):
            return False
        return count_tokens(self.text[start : piece.end]) <= MAX_TOKENS

    def flush(self) -> None:
        if not self.pending:
            return
        start, end = self.pending[0].start, self.pending[-1].end
        heading = self._heading(self.pending[0].block, start)
        identifier = hashlib.sha256(f"{self.key}:{start}:{end}".encode()).hexdigest()[:20]
        page = self.pending[0].block.page
        self.passages.append(Passage(identifier, page, heading, start, end, self.text[start:end]))
        self.pending.clear()

    def _heading(self, first: Block, start: int) -> str:
        parts = [text for _, text in self.path]
        names = " | ".join(name for name in first.header if name)
        if names and not self.text.startswith(names, start):
            parts.append(names)  # a table that goes on keeps the names of its columns
        return " > ".join(parts)[:_MAX_HEADING]

    def enter(self, block: Block) -> None:
        self.flush()
        while self.path and self.path[-1][0] >= block.level:
            self.path.pop()
        self.path.append((block.level, self.text[block.start : block.end]))


def cut_passages(text: str, blocks: Sequence[Block]) -> list[Passage]:
    """Passages in order. Headings are not part of a passage but stand in its heading path.

    A heading with nothing under it becomes a passage of its own, so that no word is lost. The id
    depends on the text of the document and the place only: equal documents have equal ids.
    """
    cutter = _Cutter(text, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())
    for index, block in enumerate(blocks):
        if block.kind != "heading":
            for piece in _pieces(text, block):
                cutter.add(piece)
            continue
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        cutter.enter(block)
        if after is None or (after.kind == "heading" and after.level <= block.level):
            cutter.path.pop()
            cutter.add(_Piece(block.start, block.end, block))
            if after is None or after.level < block.level:
                cutter.flush()
    cutter.flush()
    return cutter.passages


def _pieces(text: str, block: Block) -> Iterator[_Piece]:
    """The block itself, or its sentences in groups when it is over the budget."""
    whole = text[block.start : block.end]
    if len(whole) <= 1.4 * TARGET_CHARACTERS and count_tokens(whole) <= MAX_TOKENS:
        yield _Piece(block.start, block.end, block)
        return
    for sentence in split_sentences(whole):
        start, end = block.start + sentence.start, block.start + sentence.end
        while _over_budget(text, start, end):
            cut = _cut(text, start, start + TARGET_CHARACTERS)
            yield _Piece(start, cut, block)
            start = cut
            while start < end and text[start].isspace():
                start += 1
        if start < end:
            yield _Piece(start, end, block)


def _over_budget(text: str, start: int, end: int) -> bool:
    """Counts tokens only where the length does not tell: a sentence may be megabytes long."""
    length = end - start
    if not TARGET_CHARACTERS < length <= 8 * TARGET_CHARACTERS:
        return length > TARGET_CHARACTERS
    return count_tokens(text[start:end]) > MAX_TOKENS


def _cut(text: str, start: int, limit: int) -> int:
    """The last place before `limit` where a sentence without end may be parted."""
    for mark in ("; ", ", ", " | ", " "):
        found = text.rfind(mark, start + 200, limit)
        if found > 0:
            return found + len(mark.rstrip())
    return limit
