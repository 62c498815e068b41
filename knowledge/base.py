"""The knowledge base: documents in, passages out. The record is the truth, indexes follow it."""

import copy
import os
import secrets
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from knowledge.catalogue import (
    EVERYBODY,
    Catalogue,
    Document,
    PassageRow,
    Version,
    as_reading,
    content_hash,
    new_passages,
    new_version,
    note_change,
    proposed_json,
    visible,
)
from knowledge.conflict_record import kept_conflicts, renew
from knowledge.conflicts import Conflict
from knowledge.documents import Hit, Kind, Passage, Reading, SearchResult, Status
from knowledge.errors import KnowledgeError, UnknownDocument
from knowledge.indexing import Indexing, VectorStore
from knowledge.query import Query
from knowledge.reading import read_file
from knowledge.retrieval import Retrieval, Wanted
from knowledge.vectors import Embedder
from knowledge.words import Vocabulary

Progress = Callable[[int, int, str], None]
_AT_ONCE = min(os.cpu_count() or 1, 4)  # files that are read while one is accepted


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file whose content the base has already."""

    path: str
    document_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the files that were to be added; `warnings` are sentences for the editor."""

    added: tuple[Document, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    failed: tuple[Failed, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parts:
    catalogue: Catalogue
    indexing: Indexing
    retrieval: Retrieval


class KnowledgeBase:
    """Cheap to make: files are opened at first use. Safe to use from several threads."""

    def __init__(
        self,
        folder: Path,
        *,
        database_url: str | None = None,
        chroma_url: str | None = None,
        chroma_token: str | None = None,
        today: Callable[[], date] = date.today,
        embed: Embedder | None = None,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self._folder = folder
        self._database_url = database_url
        self._store = VectorStore(chroma_url, chroma_token, embed)
        self._today = today
        self._vocabulary = vocabulary or Vocabulary()
        self._opening = threading.Lock()
        self._parts: _Parts | None = None
        self._healed = False
        self._viewer: str | None = EVERYBODY

    def seen_by(self, agency: str | None) -> "KnowledgeBase":
        """The base as somebody of `agency` sees it (None: of no agency): what other agencies
        prepare or propose is not there."""
        self._heal()
        other = copy.copy(self)
        other._viewer = agency
        return other

    # --- what is in it ---------------------------------------------------------------------

    def documents(
        self, *, agency: str | None = None, status: Status | None = None
    ) -> list[Document]:
        """All documents, the newest first; `agency` finds those that concern it as well."""
        with self._catalogue.reading() as session:
            found = session.scalars(
                select(Document).order_by(Document.added_at.desc(), Document.id)
            )
            documents = [self._seen(one) for one in found if visible(one, self._viewer)]
        return [
            document
            for document in documents
            if (status is None or document.status == status)
            and (agency is None or agency == document.agency or agency in document.agencies)
        ]

    def document(self, document_id: str) -> Document:
        with self._catalogue.reading() as session:
            return self._seen(self._find(session, document_id))

    def versions(self, document_id: str) -> list[Version]:
        """The history, the newest version first."""
        with self._catalogue.reading() as session:
            self._find(session, document_id)
            return list(
                session.scalars(
                    select(Version)
                    .where(Version.document_id == document_id)
                    .order_by(Version.number.desc())
                )
            )

    def reading(self, document_id: str, version: int | None = None) -> Reading:
        """The document as it was read, in the version in force unless another is named."""
        with self._catalogue.reading() as session:
            document = self._find(session, document_id)
            kept = _version(session, document, version)
            rows = session.scalars(
                select(PassageRow)
                .where(PassageRow.document_id == document_id, PassageRow.version == kept.number)
                .order_by(PassageRow.id)
            ).all()
            return as_reading(document, kept, rows)

    def passages(self, document_id: str, version: int | None = None) -> tuple[Passage, ...]:
        return self.reading(document_id, version).passages

    def conflicts(self, documents: Sequence[str] | None = None) -> list[Conflict]:
        """Where documents in force contradict each other; a look-up, made at each change.

        `documents`: only what concerns one of these.
        """
        if documents is None:
            renew(self._catalogue)  # what was left open by a crash, or comes from an older version
        found = kept_conflicts(self._catalogue, self._today(), documents)
        if self._viewer == EVERYBODY or not found:
            return found
        shown = {document.id for document in self.documents()}
        return [one for one in found if {one.one.document_id, one.other.document_id} <= shown]

    def unreviewed(self, documents: Sequence[str]) -> list[Document]:
        """Those of `documents` that an agency proposed and no editor has vouched for."""
        with self._catalogue.reading() as session:
            found = session.scalars(
                select(Document).where(
                    Document.id.in_(documents), Document.proposed_by.is_not(None)
                )
            )
            return [self._seen(document) for document in found]

    # --- changes ---------------------------------------------------------------------------

    def add(
        self,
        paths: Iterable[Path],
        *,
        agency: str | None = None,
        agencies: Sequence[str] = (),
        kind: Kind | None = None,
        title: str | None = None,
        published: date | None = None,
        valid_from: date | None = None,
        valid_until: date | None = None,
        draft: bool = False,
        proposed_by: str | None = None,
        progress: Progress | None = None,
    ) -> AddReport:
        """Files, and all files in folders, each accepted for itself: a bad one stops no other.

        `proposed_by`: the agency whose admin adds them; drafts on them say so until `publish`.
        `progress` is told how many of how many are done, and the name of the one that comes now.
        """
        files, missing = _files(paths)
        added: list[Document] = []
        skipped: list[Skipped] = []
        failed = list(missing)
        warnings: list[str] = []
        last = 0
        read = partial(read_file, title=title, kind=kind, agency=agency, published=published)
        for done, (path, coming) in enumerate(_read_ahead(files, read)):
            if progress:
                progress(done, len(files), path.name)
            try:
                reading = coming.result()
                reading = replace(reading, valid_from=valid_from, valid_until=valid_until)
                outcome = self._accept(
                    reading, agencies=agencies, draft=draft, proposed_by=proposed_by
                )
            except KnowledgeError as error:
                failed.append(Failed(str(path), str(error)))
                continue
            if isinstance(outcome, Skipped):
                skipped.append(replace(outcome, path=str(path)))
                continue
            document, last, namesake = outcome
            added.append(document)
            if namesake:
                warnings.append(
                    f"{path.name} sudah ada dengan isi lain. Bila ini versi barunya, gunakan "
                    f"'assistant knowledge replace {namesake} {path.name}' dan hapus yang ganda."
                )
            if reading.notices:
                warnings += [f"{path.name}: {notice}" for notice in reading.notices]
        if last:
            try:
                self._settle(last)
            except KnowledgeError as error:  # they are accepted all the same
                warnings.append(str(error))
        if progress and files:
            progress(len(files), len(files), "")
        return AddReport(tuple(added), tuple(skipped), tuple(failed), tuple(warnings))

    def add_reading(
        self, reading: Reading, *, agencies: Sequence[str] = (), draft: bool = False
    ) -> Document:
        """A document that was read already (or written here); KnowledgeError if it is in the base.

        Its metadata are those of the reading.
        """
        return self.add_readings([reading], agencies=agencies, draft=draft)[0]

    def add_readings(
        self, readings: Iterable[Reading], *, agencies: Sequence[str] = (), draft: bool = False
    ) -> list[Document]:
        """Like `add_reading`, indexed together: that is faster for many."""
        added: list[Document] = []
        last = 0
        try:
            for reading in readings:
                outcome = self._accept(reading, agencies=agencies, draft=draft)
                if isinstance(outcome, Skipped):
                    raise KnowledgeError(f"{outcome.reason} ({outcome.document_id}).")
                added.append(outcome[0])
                last = outcome[1]
        finally:
            if last:
                self._settle(last)
        return added

    def _accept(
        self,
        reading: Reading,
        *,
        agencies: Sequence[str],
        draft: bool,
        proposed_by: str | None = None,
    ) -> tuple[Document, int, str | None] | Skipped:
        """One transaction: the document, its change number, and one of the same file name."""
        if reading.valid_from and reading.valid_until and reading.valid_until < reading.valid_from:
            raise KnowledgeError("Tanggal akhir berlaku mendahului tanggal mulai berlaku.")
        now = datetime.now(UTC)
        key = content_hash(reading)
        with self._catalogue.writing() as session:
            same = session.scalars(select(Document).where(Document.content_hash == key)).first()
            if same is not None:
                return Skipped("", same.id, _same_content(same))
            namesake = None
            if reading.source_name:
                namesake = session.scalars(
                    select(Document.id).where(Document.source_name == reading.source_name)
                ).first()
            owner = [reading.agency] if reading.agency else []
            document = Document(
                id=secrets.token_hex(6),
                title=reading.title,
                kind=reading.kind,
                agency=reading.agency,
                agencies=list(dict.fromkeys([*owner, *agencies])),
                published=reading.published,
                valid_from=reading.valid_from,
                valid_until=reading.valid_until,
                decision="draft" if draft else "published",
                version=1,
                pages=reading.pages,
                passages=len(reading.passages),
                source_name=reading.source_name,
                content_hash=key,
                proposed=proposed_json(reading.proposed),
                added_at=now,
                proposed_by=proposed_by,
            )
            session.add(document)
            session.flush()
            session.add(new_version(document.id, 1, reading, now))
            session.add_all(new_passages(document.id, 1, reading.passages))
            change = note_change(session, document.id)
        return self._seen(document), change, namesake

    def replace(self, document_id: str, path: Path) -> Document:
        """A new version from a file; the old one stays in the history. Same content: no change.

        What an editor has corrected by hand (title, kind) stays.
        """
        self.document(document_id)
        reading = read_file(path)
        now = datetime.now(UTC)
        with self._catalogue.writing() as session:
            document = self._find(session, document_id)
            if content_hash(reading) == document.content_hash:
                return self._seen(document)
            before = _version(session, document, None)
            newest = session.scalar(
                select(func.max(Version.number)).where(Version.document_id == document_id)
            )
            version = new_version(document_id, (newest or 0) + 1, reading, now)
            session.add(version)
            session.add_all(new_passages(document_id, version.number, reading.passages))
            _put_in_force(document, version, before)
            change = note_change(session, document_id)
        self._settle(change)
        return self._seen(document)

    def edit(self, document_id: str, **values: Any) -> Document:
        """Corrects metadata by hand: title, kind, agency, agencies, published, valid_from/until."""
        allowed = {
            "title",
            "kind",
            "agency",
            "agencies",
            "published",
            "valid_from",
            "valid_until",
        }
        if unknown := values.keys() - allowed:
            raise TypeError(f"not metadata: {sorted(unknown)}")

        def correct(_session: Session, document: Document) -> None:
            for name, value in values.items():
                setattr(document, name, value)
            if (
                document.valid_from
                and document.valid_until
                and document.valid_until < document.valid_from
            ):
                raise KnowledgeError("Tanggal akhir berlaku mendahului tanggal mulai berlaku.")

        return self._change(document_id, correct)

    def publish(self, document_id: str) -> Document:
        """An editor vouches for it, whoever proposed it."""

        def vouch(_session: Session, document: Document) -> None:
            document.decision = "published"
            document.proposed_by = None

        return self._change(document_id, vouch)

    def withdraw(self, document_id: str) -> Document:
        """Drafts rest on it no more; it stays in the base and can be restored."""
        return self._decide(document_id, "withdrawn")

    def restore(self, document_id: str, version: int | None = None) -> Document:
        """Back in force: the named version, or what was withdrawn, or the version before this."""

        def bring_back(session: Session, document: Document) -> None:
            withdrawn = document.decision == "withdrawn"
            number = version
            if number is None:
                number = document.version if withdrawn else document.version - 1
                if number < 1:
                    raise KnowledgeError(
                        "Dokumen ini masih berlaku dan belum punya versi sebelumnya; "
                        "tidak ada yang perlu dipulihkan."
                    )
            before = _version(session, document, None)
            _put_in_force(document, _version(session, document, number), before)
            if withdrawn:
                document.decision = "published"

        return self._change(document_id, bring_back)

    def delete(self, document_id: str) -> None:
        """Removes the document with its history, for good."""
        with self._catalogue.writing() as session:
            document = self._find(session, document_id)
            for table in (PassageRow, Version):
                session.execute(delete(table).where(table.document_id == document_id))
            session.delete(document)
            change = note_change(session, document_id)
        self._settle(change)

    def _decide(self, document_id: str, decision: str) -> Document:
        def decide(_session: Session, document: Document) -> None:
            document.decision = decision

        return self._change(document_id, decide)

    def _change(self, document_id: str, change: Callable[[Session, Document], None]) -> Document:
        with self._catalogue.writing() as session:
            document = self._find(session, document_id)
            change(session, document)
            number = note_change(session, document_id)
        self._settle(number)
        return self._seen(document)

    def _settle(self, change: int) -> None:
        """Search finds the change, and what it contradicts is known."""
        renew(self._catalogue)
        self._indexing.settle(change)

    # --- search ----------------------------------------------------------------------------

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        agency: str | None = None,
        documents: Sequence[str] | None = None,
        lexical_only: bool = False,
    ) -> SearchResult:
        """Passages that answer `query`, best first; only of documents in force.

        `documents` limits it to these; `lexical_only` spares the start of Chroma.
        """
        self._heal()
        return self._open().retrieval.search(
            query,
            limit=limit,
            agency=agency,
            documents=documents,
            lexical_only=lexical_only,
            viewer=self._viewer,
        )

    def found(self, question: str, *, limit: int) -> tuple[Query, list[Hit]]:
        """The question as it was understood with its passages: for those who measure."""
        self._heal()
        return self._open().retrieval.find(question, Wanted(limit))

    def spread(self, stem_words: Iterable[str]) -> tuple[Mapping[str, int], int]:
        """In how many of how many entries each stem stands."""
        self._heal()
        return self._open().retrieval.spread(stem_words)

    def rebuild(self) -> None:
        """Makes both indexes anew from the record."""
        with self._catalogue.writing() as session:
            change = note_change(session, None)
        self._indexing.settle(change)

    def start_indexing(self) -> None:
        """For the page: holds the lock and follows the record until `close`.

        KnowledgeError when another page does so already on this folder.
        """
        self._indexing.start()

    def close(self) -> None:
        with self._opening:
            parts, self._parts = self._parts, None
        if parts:
            parts.indexing.close()
            parts.catalogue.close()

    # --- parts, opened at first use --------------------------------------------------------

    def _open(self) -> "_Parts":
        with self._opening:
            if self._parts is None:
                catalogue = Catalogue(self._folder, self._database_url)
                indexing = Indexing(self._folder, catalogue, self._store)
                retrieval = Retrieval(catalogue, indexing, self._vocabulary, self._today)
                self._parts = _Parts(catalogue, indexing, retrieval)
            return self._parts

    @property
    def _catalogue(self) -> Catalogue:
        return self._open().catalogue

    @property
    def _indexing(self) -> Indexing:
        return self._open().indexing

    def _heal(self) -> None:
        """Once: what a crash left between record and indexes is made up for."""
        if not self._healed:
            self._healed = True
            self._indexing.update_if_free()

    def _find(self, session: Session, document_id: str) -> Document:
        document = _find(session, document_id)
        if not visible(document, self._viewer):
            raise unknown(document_id)
        return document

    def _seen(self, document: Document) -> Document:
        document.seen_on = self._today()
        return document


def _find(session: Session, document_id: str) -> Document:
    document = session.get(Document, document_id)
    if document is None:
        raise unknown(document_id)
    return document


def unknown(document_id: str) -> UnknownDocument:
    return UnknownDocument(
        f"Dokumen {document_id} tidak ada. Lihat daftarnya dengan 'assistant knowledge list'."
    )


def _version(session: Session, document: Document, number: int | None) -> Version:
    version = session.get(Version, (document.id, number or document.version))
    if version is None:
        raise UnknownDocument(f"Dokumen {document.id} tidak punya versi {number}.")
    return version


def _put_in_force(document: Document, version: Version, before: Version) -> None:
    """Makes `version` the document's; metadata that a person changed since `before` stay."""
    if document.title == before.title:
        document.title = version.title
    if document.kind == before.kind:
        document.kind = version.kind
    document.published = version.published
    document.version = version.number
    document.pages = version.pages
    document.passages = version.passages
    document.source_name = version.source_name
    document.content_hash = version.content_hash
    document.proposed = version.proposed


def _read_ahead(
    paths: Iterable[Path], read: Callable[[Path], Reading]
) -> Iterator[tuple[Path, "Future[Reading]"]]:
    """Each file while the next ones are being read already, so that no core waits."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        coming: deque[tuple[Path, Future[Reading]]] = deque()
        try:
            for path in paths:
                coming.append((path, pool.submit(read, path)))
                if len(coming) > _AT_ONCE:
                    yield coming.popleft()
            while coming:
                yield coming.popleft()
        finally:
            for _, other in coming:
                other.cancel()


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[Failed]]:
    """All files named or in named folders (hidden ones are left out), and what is missing."""
    files: dict[Path, None] = {}
    missing: list[Failed] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(
                found
                for found in path.rglob("*")
                if found.is_file()
                and not any(part.startswith(".") for part in found.relative_to(path).parts)
            )
            if not inside:
                missing.append(Failed(str(path), "Folder ini kosong."))
            files.update(dict.fromkeys(inside))
        else:
            files[path] = None
    return list(files), missing


def _same_content(document: Document) -> str:
    shown = {"draft": "masih draf", "withdrawn": "sudah ditarik"}.get(document.decision)
    return f'Isinya sama dengan dokumen "{document.title}"' + (f" ({shown})" if shown else "")
