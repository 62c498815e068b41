"""Search: two rankings made one, only what is in force, and whether anything found answers."""

import json
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import String, cast, or_, select

from knowledge.answering import answers
from knowledge.catalogue import (
    EVERYBODY,
    Catalogue,
    Document,
    PassageRow,
    as_passage,
    usable,
    visible,
)
from knowledge.conflict_record import kept_conflicts
from knowledge.conflicts import Conflict
from knowledge.documents import Hit, SearchResult
from knowledge.errors import KnowledgeError
from knowledge.evidence import LOOKED_AT
from knowledge.generations import DamagedIndex
from knowledge.indexing import Indexing
from knowledge.lexical_index import LexicalIndex
from knowledge.matter import documents_about
from knowledge.newest import newest_first
from knowledge.query import Query, understand
from knowledge.ranking import Ranked, rank, searched
from knowledge.vectors import UnreachableVectors, VectorIndex
from knowledge.words import Vocabulary

_FETCHED = 120  # more than asked for: what is not in force drops out
_FETCHED_WIDELY = 1500  # when too few of those are left
_NEAREST = 60
# Where a part of the base is wanted, but so large a part that naming its documents to an index
# takes longer than leaving out of what it finds all else.
_OF_A_PART, _OF_A_PART_WIDELY = 600, 6000
_NEAREST_OF_A_PART = 200
_SMALL_PART = 3000  # passages that the words are looked for in by name
_FEW = 400  # passages that are all looked at, such as those of chosen documents
_CHUNK = 16

_log = logging.getLogger(__name__)


class Retrieval:
    def __init__(
        self,
        catalogue: Catalogue,
        indexing: Indexing,
        vocabulary: Vocabulary,
        today: Callable[[], date],
    ) -> None:
        self._catalogue = catalogue
        self._indexing = indexing
        self._vocabulary = vocabulary
        self._today = today

    def search(
        self,
        text: str,
        *,
        limit: int,
        agency: str | None,
        documents: Sequence[str] | None,
        lexical_only: bool,
        viewer: str | None = EVERYBODY,
    ) -> SearchResult:
        began = time.perf_counter()
        # Whether anything answers is seen from the best few, however few are wanted.
        wanted = Wanted(
            max(limit, LOOKED_AT),
            agency,
            None if documents is None else tuple(documents),
            lexical_only,
            viewer,
        )
        query, hits = self.find(text, wanted)
        answerable = answers(query, hits, self._vocabulary)
        hits = newest_first(hits, self._conflicts(hits))[:limit]
        about = documents_about(query, hits, self._vocabulary)
        milliseconds = (time.perf_counter() - began) * 1000
        return SearchResult(text, tuple(hits), answerable, milliseconds, about)

    def spread(self, stem_words: Iterable[str]) -> tuple[dict[str, int], int]:
        """In how many of how many entries each stem stands."""
        index = self._indexing.lexical.current()
        return index.stem_counts(stem_words), index.sizes()[0]

    def find(self, text: str, wanted: "Wanted") -> tuple[Query, list[Hit]]:
        """The question as it was understood, and the passages."""
        try:
            return self._find(text, wanted)
        except DamagedIndex:
            self._indexing.repair()
            try:
                return self._find(text, wanted)
            except DamagedIndex as error:
                raise KnowledgeError(
                    "Indeks pencarian sedang dibuat ulang; coba lagi sebentar lagi."
                ) from error

    def _conflicts(self, hits: Sequence[Hit]) -> list[Conflict]:
        """What is known of contradictions between the documents found."""
        found = {hit.document_id for hit in hits}
        if len(found) < 2:
            return []
        return [
            conflict
            for conflict in kept_conflicts(self._catalogue, self._today(), found)
            if conflict.one.document_id in found and conflict.other.document_id in found
        ]

    def _find(self, text: str, wanted: "Wanted") -> tuple[Query, list[Hit]]:
        index = self._indexing.lexical.current()
        query = understand(text, self._vocabulary, index)
        part = self._part(wanted)
        if part and part.passages <= _FEW:
            return query, self._among(query, index.entries_of(part.documents), wanted, index)
        likeness: dict[int, float] = {}
        if not wanted.lexical_only and query.terms:
            likeness = self._likeness(lambda vectors: self._nearest(vectors, query, part, index))
        by_name = part.documents if part and part.passages <= _SMALL_PART else None
        left_out = part is not None and by_name is None
        hits: list[Hit] = []
        for fetched in (_OF_A_PART, _OF_A_PART_WIDELY) if left_out else (_FETCHED, _FETCHED_WIDELY):
            found = index.search(searched(query), fetched, by_name)
            best = part.of(found, index)[:_FETCHED] if part and left_out else found
            ranked = rank(query, list(dict.fromkeys([*best, *likeness])), likeness, index)
            hits = self._load(ranked, wanted)
            if len(hits) >= wanted.limit or len(found) < fetched:
                break
        return query, hits

    def _part(self, wanted: "Wanted") -> "_Part | None":
        """The published documents that are wanted; None: all."""
        if wanted.documents is None and wanted.agency is None:
            return None
        query = select(Document.id, Document.passages).where(Document.decision == "published")
        if wanted.documents is not None:
            query = query.where(Document.id.in_(wanted.documents))
        if wanted.agency is not None:
            # As text: to take the lists apart costs more than the search.
            concerned = cast(Document.agencies, String)
            query = query.where(
                or_(
                    Document.agency == wanted.agency,
                    concerned.contains(json.dumps(wanted.agency), autoescape=True),
                )
            )
        with self._catalogue.reading() as session:
            rows = session.execute(query).all()
        return _Part(tuple(row.id for row in rows), sum(row.passages for row in rows))

    def _among(
        self, query: Query, entries: Sequence[int], wanted: "Wanted", index: LexicalIndex
    ) -> list[Hit]:
        """The best of a few entries: all are looked at, no index is asked which to look at."""
        if not query.terms:
            return []
        likeness: dict[int, float] = {}
        if not wanted.lexical_only:
            likeness = self._likeness(lambda vectors: vectors.likeness(query.repaired, entries))
        ranked = rank(query, entries, likeness, index)
        return self._load([one for one in ranked if one.score > 0], wanted)

    @staticmethod
    def _nearest(
        vectors: VectorIndex, query: Query, part: "_Part | None", index: LexicalIndex
    ) -> dict[int, float]:
        if part is None:
            return dict(vectors.search(query.repaired, _NEAREST))
        near = dict(vectors.search(query.repaired, _NEAREST_OF_A_PART))
        return {one: near[one] for one in part.of(list(near), index)[:_NEAREST]}

    def _likeness(self, ask: Callable[[VectorIndex], dict[int, float]]) -> dict[int, float]:
        """What the vectors say; nothing where they cannot be reached or are damaged."""
        try:
            return ask(self._indexing.vectors.current())
        except UnreachableVectors as error:
            _log.warning("search by words alone: %s", error)
        except DamagedIndex as error:
            _log.warning("search by words alone: %s", error)
            self._indexing.suspect()
        return {}

    def _load(self, ranked: Sequence[Ranked], wanted: "Wanted") -> list[Hit]:
        """The best passages that drafts may rest on today."""
        today = self._today()
        hits: list[Hit] = []
        with self._catalogue.reading() as session:
            for start in range(0, len(ranked), _CHUNK):
                chunk = ranked[start : start + _CHUNK]
                rows = session.execute(
                    _PASSAGES.where(PassageRow.id.in_([one.id for one in chunk]))
                )
                by_id = {row.id: row for row in rows}
                for one in chunk:
                    row = by_id.get(one.id)
                    if row is not None and usable(row, today) and wanted.admits(row):
                        hits.append(_hit(row, one.score))
                    if len(hits) == wanted.limit:
                        return hits
        return hits


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the found passages the caller wants."""

    limit: int
    agency: str | None = None
    documents: tuple[str, ...] | None = None
    lexical_only: bool = False
    viewer: str | None = EVERYBODY

    def admits(self, row: Any) -> bool:
        return (
            visible(row, self.viewer)
            and (self.agency is None or self.agency == row.agency or self.agency in row.agencies)
            and (self.documents is None or row.document_id in self.documents)
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """Documents of which passages are wanted, and how many passages they have."""

    documents: tuple[str, ...]
    passages: int

    def of(self, entries: Sequence[int], index: LexicalIndex) -> list[int]:
        """Those of `entries`, in their order, that are of these documents."""
        inside = frozenset(self.documents)
        owners = index.owners(entries)
        return [one for one in entries if owners.get(one) in inside]


def _hit(row: Any, score: float) -> Hit:
    return Hit(
        row.document_id,
        row.title,
        row.agency,
        row.kind,
        row.published,
        as_passage(row),
        round(score, 4),
    )


_PASSAGES = select(
    PassageRow.id,
    PassageRow.document_id,
    PassageRow.key,
    PassageRow.page,
    PassageRow.heading,
    PassageRow.start,
    PassageRow.end,
    PassageRow.text,
    Document.title,
    Document.agency,
    Document.agencies,
    Document.kind,
    Document.published,
    Document.decision,
    Document.proposed_by,
    Document.valid_from,
    Document.valid_until,
).join(
    Document,
    (Document.id == PassageRow.document_id) & (Document.version == PassageRow.version),
)
