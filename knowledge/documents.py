"""What a document is once it has been read, and when it is in force. No storage here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal[
    "press-release", "programme", "service", "sop", "faq", "regulation", "figures", "other"
]
Status = Literal["published", "draft", "withdrawn", "expired"]

KINDS: tuple[Kind, ...] = (
    "press-release",
    "programme",
    "service",
    "sop",
    "faq",
    "regulation",
    "figures",
    "other",
)
STATUSES: tuple[Status, ...] = ("published", "draft", "withdrawn", "expired")

BlockKind = Literal["heading", "paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of structure. `start` and `end` are character offsets into `Reading.text`.

    A `row` is one line of a table, cells joined by " | "; `header` holds the column names.
    `level` is the heading level (1 = title) or the depth of a list item.
    """

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    level: int = 1
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document that is indexed and cited; offsets point into `Reading.text`.

    `text` is `Reading.text[start:end]`; `heading` is the path of headings above it, joined by
    " > ", and is indexed with it.
    """

    id: str
    page: int | None
    heading: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """Metadata read from a document's own text. Proposed to the editor, never applied."""

    title: str | None = None
    kind: Kind | None = None
    agency_name: str | None = None
    published: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read: clean text, its structure, and what is known about it.

    `text` has one block a line (headings, items, rows) or blank-line separated paragraphs; every
    offset elsewhere points into it. `document_id` is None for a source that serves one draft only.
    `notices` are Indonesian sentences for the editor on what could not be read.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    pages: int | None = None
    document_id: str | None = None
    source_name: str = ""
    agency: str | None = None
    kind: Kind = "other"
    published: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    proposed: Proposed = Proposed()
    notices: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at `offset` stands, if the format has pages."""
        page = None
        for block in self.blocks:
            if block.start > offset:
                break
            page = block.page
        return page


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found. `score` only orders results of one search."""

    document_id: str
    title: str
    agency: str | None
    kind: Kind
    published: date | None
    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, best first. `answerable` is False where nothing found answers it.

    `about`: the documents that have the query for their matter, the best first, whether or not one
    passage answers it.
    """

    query: str
    hits: Sequence[Hit]
    answerable: bool
    milliseconds: float
    about: Sequence[str] = ()


def in_force(valid_from: date | None, valid_until: date | None, today: date) -> bool:
    """Both ends are inclusive: `valid_until` is the last day in force."""
    return (valid_from is None or valid_from <= today) and (
        valid_until is None or today <= valid_until
    )
