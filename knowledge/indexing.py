"""Keeps the indexes at what the record says: who may write them, and where they lie.

Each index is a generation in a place of its own, named by a pointer file. A rebuild makes the next
generation, compares it with the record and moves the pointer: readers see the old one or the new.
"""

import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import select

from knowledge.catalogue import Catalogue, Change, Document, PassageRow
from knowledge.errors import KnowledgeError
from knowledge.lexical_index import DamagedIndex, Entry, LexicalIndex
from knowledge.vectors import Embedder, UnreachableVectors, VectorIndex

_BATCH = 2000  # passages that one step takes in
_POLL_SECONDS = 0.2
_WAIT_SECONDS = 600
_RETRY_SECONDS = 15
_GROWTH = 2  # weights are learnt anew when the base is this many times larger

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class VectorStore:
    """Where vectors lie, and what makes them."""

    url: str | None
    token: str | None
    embed: Embedder | None


class Indexing:
    """The two indexes of a folder, opened for reading, and brought up to date under the lock."""

    def __init__(self, folder: Path, catalogue: Catalogue, store: VectorStore) -> None:
        self._folder = folder / "index"
        self._catalogue = catalogue
        self._store = store
        self._lock = FileLock(self._folder / "write.lock", thread_local=False)
        self._server_lock = FileLock(self._folder / "server.lock", thread_local=False)
        self._writing = threading.Lock()
        self._opening = threading.Lock()
        self._lexical: LexicalIndex | None = None
        self._vectors: VectorIndex | None = None
        self._follower: threading.Thread | None = None
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._vectors_failed_at: float | None = None

    # --- reading ---------------------------------------------------------------------------

    def lexical(self) -> LexicalIndex:
        """The lexical index as the pointer has it now; DamagedIndex if there is none."""
        place = self._place("lexical")
        with self._opening:
            if self._lexical is None or self._lexical.path.parent != place:
                if self._lexical is not None:
                    self._lexical.close()
                self._lexical = LexicalIndex(place / "words.db")
            return self._lexical

    def vectors(self) -> VectorIndex:
        """The vector index as the pointer has it now; DamagedIndex if there is none."""
        place = self._place("vectors")
        with self._opening:
            if self._vectors is None or self._vectors.place != place:
                if self._vectors is not None:
                    self._vectors.close()
                self._vectors = self._vectors_in(place)
            return self._vectors

    def _vectors_in(self, place: Path) -> VectorIndex:
        store = self._store
        return VectorIndex(place, url=store.url, token=store.token, embed=store.embed)

    def behind(self) -> bool:
        """Whether the lexical index misses a change, or cannot be read at all."""
        try:
            return self.lexical().state() != self._catalogue.position()
        except DamagedIndex:
            return True

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
        """Returns when the indexes know `change`: does the work itself, or waits for who does."""
        self._wake.set()
        deadline = time.monotonic() + _WAIT_SECONDS
        while not self._knows(change):
            if self._follower is None and self._try_update():
                continue
            if time.monotonic() > deadline:
                raise KnowledgeError(
                    "Perubahan sudah disimpan, tetapi indeks pencarian belum selesai dibuat. "
                    "Jalankan 'assistant knowledge rebuild'."
                )
            time.sleep(0.02)

    def update_if_free(self) -> None:
        """Brings the indexes up to date unless another process holds the lock."""
        if self._follower is None:
            self._try_update()

    def close(self) -> None:
        self._stop.set()
        self._wake.set()
        if self._follower is not None:
            self._follower.join()
            self._follower = None
            self._server_lock.release()
        self._close_indexes()

    def _close_indexes(self) -> None:
        with self._opening:
            if self._lexical is not None:
                self._lexical.close()
            if self._vectors is not None:
                self._vectors.close()
            self._lexical = self._vectors = None

    def _knows(self, change: int) -> bool:
        try:
            if self.lexical().state()[1] < change:
                return False
            # Vectors that cannot be had now come later; words find the change already.
            return self._vectors_failed_at is not None or self.vectors().state()[1] >= change
        except DamagedIndex:
            return False

    def _try_update(self) -> bool:
        with self._writing:
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                return False
            try:
                # A client that was open while others wrote must not write.
                self._close_indexes()
                self._update()
            finally:
                # Nor may this one stay open for writing when others do.
                self._close_indexes()
                self._lock.release()
            return True

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
                    if not checked:
                        self._check()
                        checked = True
                    self._update()
                except (KnowledgeError, DamagedIndex, OSError) as error:
                    _log.warning("indexing waits: %s", error)
                    self._stop.wait(_RETRY_SECONDS)
                self._wake.wait(_POLL_SECONDS)
        finally:
            self._lock.release()

    # --- the work, with the lock held ------------------------------------------------------

    def _update(self) -> None:
        token, last = self._catalogue.position()
        if self._state("lexical") != (token, last):
            self._bring_lexical(token, last)
        waiting = self._vectors_failed_at
        if waiting is not None and time.monotonic() - waiting < _RETRY_SECONDS:
            return
        if self._state("vectors") != (token, last):
            try:
                self._bring_vectors(token, last)
                self._vectors_failed_at = None
            except UnreachableVectors as error:
                _log.warning("vectors wait: %s", error)
                self._vectors_failed_at = time.monotonic()

    def _state(self, name: str) -> tuple[str, int] | None:
        try:
            return self.lexical().state() if name == "lexical" else self.vectors().state()
        except DamagedIndex:
            return None

    def _bring_lexical(self, token: str, last: int) -> None:
        try:
            for gone, entries, applied in self._steps(self._state("lexical"), token, last):
                self.lexical().apply(gone, entries, applied)
        except DamagedIndex as error:
            _log.info("lexical index is built anew: %s", error)
            self._rebuild_lexical()

    def _bring_vectors(self, token: str, last: int) -> None:
        try:
            for gone, entries, applied in self._steps(self._state("vectors"), token, last):
                self.vectors().apply(gone, entries, applied)
            if self._store.embed is None:
                learnt, size = self.vectors().learnt(), self.lexical().size()
                if size > _GROWTH * max(learnt, 1):
                    self._rebuild_vectors()
        except DamagedIndex as error:
            _log.info("vector index is built anew: %s", error)
            self._rebuild_vectors()

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
            return [
                Entry(id, document, agency, f"{title}\n{heading}\n{text}")
                for id, document, agency, title, heading, text in session.execute(query)
            ]

    # --- building anew ---------------------------------------------------------------------

    def _rebuild_lexical(self) -> None:
        token, last = self._catalogue.position()
        place = self._new_place("lexical")
        index = LexicalIndex.create(place / "words.db", token)
        try:
            entries = self._entries()
            for start in range(0, len(entries), _BATCH):
                index.apply((), entries[start : start + _BATCH], 0)
            index.apply((), (), last)
            _compare(index.ids(), entries)
        finally:
            index.close()
        self._point("lexical", place)

    def _rebuild_vectors(self) -> None:
        token, last = self._catalogue.position()
        place = self._new_place("vectors")
        entries = self._entries()
        store = self._store
        index = VectorIndex.create(
            place,
            token,
            [entry.text for entry in entries],
            url=store.url,
            token=store.token,
            embed=store.embed,
        )
        try:
            for start in range(0, len(entries), _BATCH):
                index.apply((), entries[start : start + _BATCH], 0)
            index.apply((), (), last, learnt=len(entries))
            _compare(index.ids(), entries)
        finally:
            index.close()
        self._point("vectors", place)

    def _check(self) -> None:
        """At the start of a server: is all there that the record says, and readable?"""
        token, last = self._catalogue.position()
        for name, rebuild in (
            ("lexical", self._rebuild_lexical),
            ("vectors", self._rebuild_vectors),
        ):
            try:
                state = self._state(name)
                if state is None:
                    raise DamagedIndex("missing")
                index: LexicalIndex | VectorIndex = (
                    self.lexical() if name == "lexical" else self.vectors()
                )
                index.check()
                if state == (token, last):
                    _compare(index.ids(), self._entries())
            except DamagedIndex as error:
                _log.warning("%s index is built anew: %s", name, error)
                self._guarded(rebuild)
            except UnreachableVectors as error:
                _log.warning("vectors wait: %s", error)
                self._vectors_failed_at = time.monotonic()

    def _guarded(self, rebuild: Callable[[], None]) -> None:
        try:
            rebuild()
        except UnreachableVectors as error:
            _log.warning("vectors wait: %s", error)
            self._vectors_failed_at = time.monotonic()

    # --- places ----------------------------------------------------------------------------

    def _place(self, name: str) -> Path:
        try:
            return self._folder / (self._folder / f"{name}.current").read_text("ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise DamagedIndex(f"no {name} index yet") from error

    def _new_place(self, name: str) -> Path:
        numbers = [
            int(found.name.rsplit("-", 1)[1])
            for found in self._folder.glob(f"{name}-*")
            if found.name.rsplit("-", 1)[1].isdigit()
        ]
        return self._folder / f"{name}-{max(numbers, default=0) + 1}"

    def _point(self, name: str, place: Path) -> None:
        pointer = self._folder / f"{name}.current"
        fresh = self._folder / f"{name}.next"
        with fresh.open("w", encoding="ascii") as file:
            file.write(place.name)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(pointer)
        for old in self._folder.glob(f"{name}-*"):
            if old != place:
                self._discard(name, old)

    def _discard(self, name: str, place: Path) -> None:
        if name == "vectors":
            with self._opening:
                if self._vectors is not None and self._vectors.place == place:
                    self._vectors.close()
                    self._vectors = None
            if self._store.url:
                try:
                    self._vectors_in(place).drop()
                except (DamagedIndex, UnreachableVectors) as error:
                    _log.info("old collection not removed: %s", error)
        shutil.rmtree(place, ignore_errors=True)


def _compare(found: set[int], entries: Sequence[Entry]) -> None:
    wanted = {entry.id for entry in entries}
    if found != wanted:
        raise DamagedIndex(
            f"{len(wanted - found)} passages missing, {len(found - wanted)} too many"
        )
