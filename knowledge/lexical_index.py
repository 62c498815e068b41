"""The lexical index: words and stems of every passage in an SQLite FTS5 file of its own.

It is derived from the record and may be thrown away. One process writes; any may read.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import KnowledgeError
from knowledge.generations import DamagedIndex, StorageFull
from knowledge.words import skeleton, stems, tokens

# Written by another version of this file: built anew.
SCHEMA = "2"
_FILE = "words.db"
_RAW_WEIGHT = 1.0
_STEM_WEIGHT = 1.0
_CHUNK = 500  # values in one IN (…)
_BUSY_SECONDS = 10

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE entries (id INTEGER PRIMARY KEY, document_id TEXT NOT NULL);
CREATE INDEX entries_by_document ON entries (document_id);
CREATE VIRTUAL TABLE words USING fts5 (raw, stem, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE terms USING fts5vocab (words, col);
CREATE TABLE spellings (word TEXT PRIMARY KEY, skeleton TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX spellings_by_skeleton ON spellings (skeleton);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as the indexes take it; `id` is that of its row in the record."""

    id: int
    document_id: str
    agency: str | None
    text: str


class LexicalIndex:
    """The index in the folder `place`, which has to exist (`create` makes it)."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []

    @classmethod
    def create(cls, place: Path, token: str) -> "LexicalIndex":
        """An empty index of the record `token`."""
        with _reported():
            place.mkdir(parents=True)
            with closing(sqlite3.connect(place / _FILE)) as connection:
                connection.executescript(_TABLES)
                connection.executemany(
                    "INSERT INTO meta VALUES (?, ?)",
                    [("schema", SCHEMA), ("token", token), ("applied", "0"), ("size", "0")],
                )
                connection.commit()
        return cls(place)

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # mode=rw: a file that is gone must not come back empty.
            connection = sqlite3.connect(
                f"{(self.place / _FILE).absolute().as_uri()}?mode=rw",
                uri=True,
                timeout=_BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
            connection.execute("PRAGMA synchronous=NORMAL")
            # A large batch stays in memory until it is committed: readers wait only for that.
            connection.execute("PRAGMA cache_spill=OFF")
            self._local.connection = connection
            self._opened.append(connection)
        return connection

    # --- writing ---------------------------------------------------------------------------

    def apply(self, gone: Sequence[str], entries: Iterable[Entry], applied: int) -> None:
        """Forgets the documents `gone`, takes `entries` in, and is then at change `applied`."""
        with _reported():
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._remove(connection, gone)
                self._insert(connection, entries)
                size = connection.execute("SELECT count(*) FROM entries").fetchone()[0]
                connection.executemany(
                    "UPDATE meta SET value = ? WHERE name = ?",
                    [(str(applied), "applied"), (str(size), "size")],
                )
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @staticmethod
    def _remove(connection: sqlite3.Connection, documents: Sequence[str]) -> None:
        for start in range(0, len(documents), _CHUNK):
            chunk = documents[start : start + _CHUNK]
            inside = f"SELECT id FROM entries WHERE document_id IN ({_marks(chunk)})"
            connection.execute(f"DELETE FROM words WHERE rowid IN ({inside})", chunk)
            connection.execute(f"DELETE FROM entries WHERE document_id IN ({_marks(chunk)})", chunk)

    @staticmethod
    def _insert(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
        seen: set[str] = set()
        for entry in entries:
            words = tokens(entry.text)
            connection.execute(
                "INSERT INTO words (rowid, raw, stem) VALUES (?, ?, ?)",
                (entry.id, " ".join(words), " ".join(stems(words))),
            )
            connection.execute("INSERT INTO entries VALUES (?, ?)", (entry.id, entry.document_id))
            seen.update(words)
        connection.executemany(
            "INSERT OR IGNORE INTO spellings VALUES (?, ?)",
            ((word, skeleton(word)) for word in seen if len(word) > 2 and word.isalpha()),
        )

    # --- reading ---------------------------------------------------------------------------

    def state(self) -> tuple[str, int]:
        """The token of the record it was made from, and the last change that it knows."""
        with _reported():
            meta = dict(self._connection().execute("SELECT name, value FROM meta").fetchall())
            if meta["schema"] != SCHEMA:
                raise DamagedIndex("made by another version")
            return meta["token"], int(meta["applied"])

    def size(self) -> int:
        with _reported():
            row = self._connection().execute("SELECT value FROM meta WHERE name = 'size'")
            return int(row.fetchone()[0])

    def ids(self) -> set[int]:
        """The ids of all entries, as the full text table has them."""
        with _reported():
            return {row[0] for row in self._connection().execute("SELECT id FROM words_docsize")}

    def check(self) -> None:
        """Reads the whole file; DamagedIndex if anything in it does not fit."""
        with _reported():
            connection = self._connection()
            found = connection.execute("PRAGMA integrity_check").fetchone()
            if found != ("ok",):
                raise DamagedIndex(str(found))
            connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")

    def search(
        self,
        words: Sequence[str],
        stem_words: Sequence[str],
        limit: int,
        documents: Sequence[str] | None = None,
    ) -> list[tuple[int, float]]:
        """Ids of the best entries that hold any of the words or stems, with their BM25 scores."""
        parts = []
        if words:
            parts.append(f"raw : ({_any(words)})")
        if stem_words:
            parts.append(f"stem : ({_any(stem_words)})")
        if not parts:
            return []
        sql = (
            f"SELECT rowid, -bm25(words, {_RAW_WEIGHT}, {_STEM_WEIGHT}) FROM words "
            "WHERE words MATCH ?"
        )
        values: list[str | int] = [" OR ".join(parts)]
        if documents is not None:
            sql += (
                f" AND rowid IN (SELECT id FROM entries WHERE document_id IN ({_marks(documents)}))"
            )
            values += documents
        with _reported():
            found = self._connection().execute(f"{sql} ORDER BY 2 DESC LIMIT ?", (*values, limit))
            return found.fetchall()

    def counts(self, words: Iterable[str], column: str = "stem") -> dict[str, int]:
        """In how many entries each word stands (0: unknown); `column` is raw or stem."""
        with _reported():
            connection = self._connection()
            return {
                word: (
                    connection.execute(
                        "SELECT doc FROM terms WHERE term = ? AND col = ?", (word, column)
                    ).fetchone()
                    or (0,)
                )[0]
                for word in set(words)
            }

    def spelt(self, candidates: Iterable[str]) -> list[str]:
        """Those of the candidates that some document has written."""
        return self._spellings("word", candidates)

    def spelt_like(self, bones: Iterable[str]) -> list[str]:
        """Words with one of these consonant skeletons."""
        return self._spellings("skeleton", bones)

    def _spellings(self, column: str, values: Iterable[str]) -> list[str]:
        wanted = list(values)
        found: list[str] = []
        with _reported():
            for start in range(0, len(wanted), _CHUNK):
                chunk = wanted[start : start + _CHUNK]
                rows = self._connection().execute(
                    f"SELECT word FROM spellings WHERE {column} IN ({_marks(chunk)})", chunk
                )
                found += [row[0] for row in rows]
        return found

    def drop(self) -> None:
        """All of it lies in its place."""

    def close(self) -> None:
        while self._opened:
            self._opened.pop().close()
        self._local = threading.local()


@contextmanager
def _reported() -> Iterator[None]:
    """Names what SQLite raises: the disk is full, or the file is of no use."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "full" in str(error):
            raise StorageFull(
                "Penyimpanan penuh. Dokumen sudah tersimpan; kosongkan ruang agar dapat dicari."
            ) from error
        if "locked" in str(error):
            raise KnowledgeError("Indeks sedang dipakai proses lain; coba lagi.") from error
        raise DamagedIndex(f"lexical index: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedIndex(f"lexical index: {error!r}") from error


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _any(words: Sequence[str]) -> str:
    return " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
