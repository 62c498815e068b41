"""Keeps the indexes at what the record says, and sees to it that one process at a time writes."""

import logging
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import select

from knowledge.abbreviations import also_said, find_abbreviations
from knowledge.catalogue import Catalogue, Change, Document, PassageRow
from knowledge.errors import KnowledgeError
from knowledge.freed_memory import give_memory_back
from knowledge.generations import DamagedIndex, Generations
from knowledge.lexical_index import Entry, LexicalIndex
from knowledge.vectors import Embedder, OtherEmbedding, UnreachableVectors, VectorIndex

_GATHERED = 64  # passages that a model turns into vectors at a time
_BATCH = 2000  # passages that one step takes in
_POLL_SECONDS = 0.2
_WAIT_SECONDS = 600
_RETRY_SECONDS = 15
_PATIENCE_SECONDS = 3
_GROWTH = 2  # weights are learnt anew when the base is this many times larger

_NO_INDEX = "Indeks pencarian tidak dapat dibuat; periksa ruang dan izin folder data."

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class VectorStore:
    """Where vectors lie, and what makes them."""

    url: str | None
    token: str | None
    embed: Embedder | None


class Indexing:
    """The two indexes of a folder. The process that holds the lock brings them up to date."""

    def __init__(self, folder: Path, catalogue: Catalogue, store: VectorStore) -> None:
        self._folder = folder / "index"
        self._catalogue = catalogue
        self._store = store
        self.lexical = Generations(self._folder, "lexical", LexicalIndex)
        self.vectors = Generations(self._folder, "vectors", self._open_vectors)
        self._lock = FileLock(self._folder / "write.lock", thread_local=False)
        self._server_lock = FileLock(self._folder / "server.lock", thread_local=False)
        self._writing = threading.Lock()
        self._follower: threading.Thread | None = None
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._suspect = False
        self._trouble: str | None = None
        self._vectors_failed_at: float | None = None
        self._to_gather: list[str] | None = None

    def _open_vectors(self, place: Path) -> VectorIndex:
        store = self._store
        return VectorIndex(place, url=store.url, token=store.token, embed=store.embed)

    # --- who writes ------------------------------------------------------------------------

    def start(self) -> None:
        """Holds the lock and follows the record in a thread of its own until `close`."""
        if self._follower is not None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            self._server_lock.acquire(timeout=0)
        except Timeout as error:
            raise KnowledgeError(
                "Asisten Konten sudah berjalan pada folder data ini. Tutup yang lama dahulu, "
                "atau pilih ASSISTANT_DATA_DIR lain."
            ) from error
        self._follower = threading.Thread(target=self._follow, name="indexing", daemon=True)
        self._follower.start()

    def settle(self, change: int) -> None:
        """Returns when a search finds `change`: does the work itself, or waits for who does."""
        deadline = time.monotonic() + _WAIT_SECONDS
        while not self._knows(change):
            if not self._followed() and self.update_if_free():
                continue
            if self._trouble:
                raise KnowledgeError(f"Perubahan sudah disimpan. {self._trouble}")
            if time.monotonic() > deadline:
                raise KnowledgeError(
                    "Perubahan sudah disimpan, tetapi indeks pencarian belum selesai dibuat. "
                    "Jalankan 'assistant knowledge rebuild'."
                )
            time.sleep(0.02)
        give_memory_back()

    def update_if_free(self) -> bool:
        """Checks the indexes and brings them up to date; False if another process is at it."""
        if self._followed():
            return False
        with self._writing:
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                return False
            try:
                # A client that was open while another process wrote must not write, and none may
                # stay open when another process does.
                self._close_indexes()
                self._check()
                self._update()
            except OSError as error:
                raise KnowledgeError(_NO_INDEX) from error
            finally:
                self._close_indexes()
                self._seal()
                self._lock.release()
            return True

    def suspect(self) -> None:
        """An index turned out to be damaged: whoever writes next looks into it."""
        self._suspect = True
        self._wake.set()

    def repair(self) -> None:
        """Looks into it now, or gives the one who writes a moment to do so."""
        self._suspect = True
        if self.update_if_free():
            return
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while self.lexical.state() is None and time.monotonic() < deadline:
            time.sleep(0.05)

    def close(self) -> None:
        self._stop.set()
        self._wake.set()
        if self._follower is not None:
            self._follower.join()
            self._follower = None
            self._server_lock.release()
        self._close_indexes()

    def _close_indexes(self) -> None:
        self.lexical.close()
        self.vectors.close()

    def _followed(self) -> bool:
        """Whether a thread of this process does the work; tells it that there is some."""
        self._wake.set()
        return self._follower is not None and self._follower.is_alive()

    def _knows(self, change: int) -> bool:
        lexical = self.lexical.state()
        if lexical is None or lexical[1] < change:
            return False
        if self._vectors_failed_at is not None or self._is_outdated():
            return True  # they come later; the words find the change already
        vectors = self.vectors.state()
        return vectors is not None and vectors[1] >= change

    def _follow(self) -> None:
        while not self._stop.is_set():
            try:
                self._lock.acquire(timeout=_POLL_SECONDS)
                break
            except Timeout:  # a command is at work
                continue
        else:
            return
        try:
            self._close_indexes()
            checked = False
            while not self._stop.is_set():
                self._wake.clear()
                try:
                    if not checked or self._suspect:
                        self._check(thorough=True)
                        checked = True
                    self._update()
                    self._trouble = None
                except (KnowledgeError, OSError) as error:
                    _log.warning("indexing waits: %s", error)
                    self._trouble = _NO_INDEX if isinstance(error, OSError) else str(error)
                    self._stop.wait(_RETRY_SECONDS)
                if not self._to_gather or self._is_waiting():
                    self._wake.wait(_POLL_SECONDS)
        finally:
            self._close_indexes()
            self._seal()
            self._lock.release()

    # --- the work, with the lock held ------------------------------------------------------

    def _check(self, *, thorough: bool = False) -> None:
        """Builds anew what is missing, has changed, or was not finished and does not fit."""
        suspect, self._suspect = self._suspect, False
        with self._repairing(self._rebuild_lexical):
            self._check_one(self.lexical, thorough, suspect)
        if self._follower is not None and self._is_outdated():
            return  # it serves until the new one stands
        with self._repairing(self._rebuild_vectors), self._waiting_for_vectors():
            self._check_one(self.vectors, thorough, suspect)

    def _check_one(
        self,
        index: Generations[LexicalIndex] | Generations[VectorIndex],
        thorough: bool,
        suspect: bool,
    ) -> None:
        state = index.current().state()
        whole = index.sealed(thorough=thorough or suspect) and not suspect
        if not whole:
            index.current().check()
        if (thorough or not whole) and state == self._catalogue.position():
            _compare(index.current().ids(), self._entries())

    def _update(self) -> None:
        token, last = self._catalogue.position()
        if self.lexical.state() != (token, last):
            with self._repairing(self._rebuild_lexical):
                for gone, entries, applied in self._steps(self.lexical.state(), token, last):
                    self.lexical.unseal()
                    self.lexical.current().apply(gone, entries, applied)
        if self._is_waiting():
            return
        if self._follower is not None and self._is_outdated() and not self._gather_vectors():
            return
        if self.vectors.state() != (token, last):
            with self._repairing(self._rebuild_vectors), self._waiting_for_vectors():
                if self._has_outgrown_its_words():
                    self._rebuild_vectors()
                    return
                for gone, entries, applied in self._steps(self.vectors.state(), token, last):
                    self.vectors.unseal()
                    self.vectors.current().apply(gone, entries, applied)

    def _is_waiting(self) -> bool:
        failed = self._vectors_failed_at
        return failed is not None and time.monotonic() - failed < _RETRY_SECONDS

    def _is_outdated(self) -> bool:
        """Whether the vectors are those of another model than the one that is set."""
        try:
            self.vectors.current().state()
        except OtherEmbedding:
            return True
        except DamagedIndex:
            pass
        return False

    def _gather_vectors(self) -> bool:
        """Has some passages turned into vectors, which a new index will find kept.

        True once all are: step by step, so that what is published meanwhile is found by its words.
        """
        if self._store.embed is None:
            return True
        if self._to_gather is None:
            self._to_gather = [entry.text for entry in self._entries()]
        with self._waiting_for_vectors():
            if self._to_gather:
                self._store.embed.embed(self._to_gather[:_GATHERED])
                del self._to_gather[:_GATHERED]
            if not self._to_gather:
                self._to_gather = None
                return True
        return False

    def _has_outgrown_its_words(self) -> bool:
        """The weights of words come from the texts that were there: twice as many need new ones.

        Asked once the words of a change are in, so that no passage is turned into two vectors.
        """
        if self._store.embed is not None:
            return False
        learnt, size = self.vectors.current().learnt(), self.lexical.current().sizes()[0]
        return size > _GROWTH * max(learnt, 1)

    @contextmanager
    def _repairing(self, rebuild: Callable[[], None]) -> Iterator[None]:
        try:
            yield
        except DamagedIndex as error:
            _log.info("an index is built anew: %s", error)
            with self._waiting_for_vectors():
                try:
                    rebuild()
                except DamagedIndex as again:
                    raise KnowledgeError(_NO_INDEX) from again

    @contextmanager
    def _waiting_for_vectors(self) -> Iterator[None]:
        """A server or model that does not answer is tried again later; words serve meanwhile."""
        try:
            yield
        except UnreachableVectors as error:
            _log.warning("vectors wait: %s", error)
            self._vectors_failed_at = time.monotonic()

    def _steps(
        self, state: tuple[str, int] | None, token: str, last: int
    ) -> Iterator[tuple[list[str], list[Entry], int]]:
        """What to forget and what to take in, step by step, from `state` to change `last`."""
        if state is None or state[0] != token or state[1] > last:
            raise DamagedIndex("not an index of this record")
        with self._catalogue.reading() as session:
            changes = session.execute(
                select(Change.number, Change.document_id)
                .where(Change.number > state[1], Change.number <= last)
                .order_by(Change.number)
            ).all()
        if any(change.document_id is None for change in changes):
            raise DamagedIndex("a rebuild was asked for")
        # Only the last change of a document counts; what it was before is of no use any more.
        latest = {change.document_id: change.number for change in changes}
        documents: list[str] = []
        entries: list[Entry] = []
        for document_id, number in sorted(latest.items(), key=lambda item: item[1]):
            documents.append(document_id)
            entries += self._entries(document_id)
            if len(entries) >= _BATCH:
                yield documents, entries, number
                documents, entries = [], []
        yield documents, entries, last

    def _entries(self, document_id: str | None = None) -> list[Entry]:
        """The passages that are searched: those of published documents, in their version."""
        query = (
            select(
                PassageRow.id,
                PassageRow.document_id,
                Document.agency,
                Document.title,
                PassageRow.heading,
                PassageRow.text,
            )
            .join(Document, Document.id == PassageRow.document_id)
            .where(PassageRow.version == Document.version, Document.decision == "published")
            .order_by(PassageRow.id)
        )
        if document_id is not None:
            query = query.where(Document.id == document_id)
        with self._catalogue.reading() as session:
            rows = session.execute(query).all()
        said: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            said[row.document_id].append(f"{row.title}\n{row.heading}\n{row.text}")
        explained = {one: find_abbreviations("\n".join(texts)) for one, texts in said.items()}
        entries = []
        for row in rows:
            text = f"{row.title}\n{row.heading}\n{row.text}"
            if short := explained[row.document_id]:
                text = f"{text}\n{also_said(text, short)}"
            if row.agency:  # found by the body that speaks, also where it does not say its name
                text = f"{text}\n{row.agency}"
            entries.append(Entry(row.id, row.document_id, row.agency, text))
        return entries

    # --- building anew ---------------------------------------------------------------------

    def _rebuild_lexical(self) -> None:
        token, last = self._catalogue.position()
        place = self.lexical.next_place()
        entries = self._entries()
        index = LexicalIndex.create(place, token)
        try:
            for start in range(0, len(entries), _BATCH):
                index.apply((), entries[start : start + _BATCH], 0)
            index.apply((), (), last)
            _compare(index.ids(), entries)
        finally:
            index.close()
        self.lexical.switch(place)

    def _rebuild_vectors(self) -> None:
        token, last = self._catalogue.position()
        place = self.vectors.next_place()
        entries = self._entries()
        index = self._open_vectors(place)
        try:
            index.create(token, [entry.text for entry in entries])
            for start in range(0, len(entries), _BATCH):
                index.apply((), entries[start : start + _BATCH], 0)
            index.apply((), (), last)
            _compare(index.ids(), entries)
        except UnreachableVectors:
            index.drop()
            shutil.rmtree(place, ignore_errors=True)
            raise
        finally:
            index.close()
        self.vectors.switch(place)
        self._vectors_failed_at = None

    def _seal(self) -> None:
        for index in (self.lexical, self.vectors):
            try:
                if not index.sealed():
                    index.seal()
            except (DamagedIndex, OSError) as error:
                _log.info("%s index not sealed: %s", index.name, error)


def _compare(found: set[int], entries: Sequence[Entry]) -> None:
    wanted = {entry.id for entry in entries}
    if found != wanted:
        raise DamagedIndex(
            f"{len(wanted - found)} passages missing, {len(found - wanted)} too many"
        )
