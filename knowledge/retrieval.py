"""Search: two rankings made one, only what is in force, and whether anything found answers."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import select

from knowledge.answering import answers
from knowledge.catalogue import Catalogue, Document, PassageRow, as_passage, usable
from knowledge.documents import Hit, SearchResult
from knowledge.errors import KnowledgeError
from knowledge.generations import DamagedIndex
from knowledge.indexing import Indexing
from knowledge.query import Query, understand
from knowledge.ranking import Ranked, rank, searched
from knowledge.vectors import UnreachableVectors
from knowledge.words import Vocabulary

_FETCHED = 200  # more than asked for: what is not in force drops out
_NEAREST = 60
_CHUNK = 50

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
    ) -> SearchResult:
        began = time.perf_counter()
        try:
            query, ranked = self._rank(text, documents, lexical_only)
        except DamagedIndex:
            self._indexing.repair()
            try:
                query, ranked = self._rank(text, documents, lexical_only)
            except DamagedIndex as error:
                raise KnowledgeError(
                    "Indeks pencarian sedang dibuat ulang; coba lagi sebentar lagi."
                ) from error
        hits = self._load(ranked, limit, agency, documents)
        answerable = answers(query, hits, self._vocabulary)
        return SearchResult(text, tuple(hits), answerable, _since(began))

    def _rank(
        self, text: str, documents: Sequence[str] | None, lexical_only: bool
    ) -> tuple[Query, list[Ranked]]:
        index = self._indexing.lexical.current()
        query = understand(text, self._vocabulary, index)
        candidates = index.search(searched(query), _FETCHED, documents)
        likeness: dict[int, float] = {}
        if not lexical_only and query.terms:
            likeness = self._nearest(query, documents)
        candidates = list(dict.fromkeys([*candidates, *likeness]))
        return query, rank(query, candidates, likeness, index)

    def _nearest(self, query: Query, documents: Sequence[str] | None) -> dict[int, float]:
        try:
            vectors = self._indexing.vectors.current()
            return dict(vectors.search(query.repaired, _NEAREST, documents))
        except UnreachableVectors as error:
            _log.warning("search by words alone: %s", error)
        except DamagedIndex as error:
            _log.warning("search by words alone: %s", error)
            self._indexing.suspect()
        return {}

    def _load(
        self,
        ranked: Sequence[Ranked],
        limit: int,
        agency: str | None,
        documents: Sequence[str] | None,
    ) -> list[Hit]:
        """The best passages that drafts may rest on today."""
        today = self._today()
        wanted = set(documents) if documents is not None else None
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
                    if row is None or not usable(row, today):
                        continue
                    if agency is not None and agency != row.agency and agency not in row.agencies:
                        continue
                    if wanted is not None and row.document_id not in wanted:
                        continue
                    hits.append(
                        Hit(
                            row.document_id,
                            row.title,
                            row.agency,
                            row.kind,
                            row.published,
                            as_passage(row),
                            one.score,
                        )
                    )
                    if len(hits) == limit:
                        return hits
        return hits


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
    Document.valid_from,
    Document.valid_until,
).join(
    Document,
    (Document.id == PassageRow.document_id) & (Document.version == PassageRow.version),
)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
