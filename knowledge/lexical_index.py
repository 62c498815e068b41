"""The lexical index: words and stems of every passage in an SQLite FTS5 file of its own.

It is derived from the record and may be thrown away. One process writes; any may read.
"""

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import KnowledgeError
from knowledge.generations import DamagedIndex, StorageFull
from knowledge.words import skeleton, stems, tokens

# Written by another version of this file: built anew.
SCHEMA = "4"
_FILE = "words.db"
_CHUNK = 500  # values in one IN (…)
_BUSY_SECONDS = 10

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE entries (id INTEGER PRIMARY KEY, document_id TEXT NOT NULL);
CREATE INDEX entries_by_document ON entries (document_id);
CREATE VIRTUAL TABLE texts USING
    fts5 (raw UNINDEXED, stem, tokenize = "unicode61 remove_diacritics 0");
CREATE TABLE stems (stem TEXT PRIMARY KEY, entries INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE spellings
    (word TEXT PRIMARY KEY, skeleton TEXT NOT NULL, entries INTEGER NOT NULL) WITHOUT ROWID;
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
        self._users = 0
        self._unused = threading.Condition()

    @classmethod
    def create(cls, place: Path, token: str) -> "LexicalIndex":
        """An empty index of the record `token`."""
        with _reported():
            place.mkdir(parents=True)
            with closing(sqlite3.connect(place / _FILE)) as connection:
                connection.executescript(_TABLES)
                connection.executemany(
                    "INSERT INTO meta VALUES (?, ?)",
                    [
                        ("schema", SCHEMA),
                        ("token", token),
                        ("applied", "0"),
                        ("size", "0"),
                        ("words", "0"),
                    ],
                )
                connection.commit()
        return cls(place)

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        """The connection of this thread. `close` waits: SQLite falls when one in use is closed."""
        with self._unused:
            self._users += 1
        try:
            with _reported():
                yield self._connection()
        finally:
            with self._unused:
                self._users -= 1
                self._unused.notify_all()

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
        with self._using() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                change = _Counts()
                self._remove(connection, gone, change)
                self._insert(connection, entries, change)
                change.keep(connection)
                connection.execute("UPDATE meta SET value = ? WHERE name = 'applied'", (applied,))
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @staticmethod
    def _remove(
        connection: sqlite3.Connection, documents: Sequence[str], change: "_Counts"
    ) -> None:
        for start in range(0, len(documents), _CHUNK):
            chunk = documents[start : start + _CHUNK]
            inside = f"SELECT id FROM entries WHERE document_id IN ({_marks(chunk)})"
            texts = connection.execute(
                f"SELECT raw, stem FROM texts WHERE rowid IN ({inside})", chunk
            )
            for raw, stem_text in texts.fetchall():
                change.add(raw.split(), stem_text.split(), -1)
            connection.execute(f"DELETE FROM texts WHERE rowid IN ({inside})", chunk)
            connection.execute(f"DELETE FROM entries WHERE document_id IN ({_marks(chunk)})", chunk)

    @staticmethod
    def _insert(
        connection: sqlite3.Connection, entries: Iterable[Entry], change: "_Counts"
    ) -> None:
        for entry in entries:
            words = tokens(entry.text)
            stem_words = stems(words)
            change.add(words, stem_words, 1)
            connection.execute(
                "INSERT INTO texts (rowid, raw, stem) VALUES (?, ?, ?)",
                (entry.id, " ".join(words), " ".join(stem_words)),
            )
            connection.execute("INSERT INTO entries VALUES (?, ?)", (entry.id, entry.document_id))

    # --- reading ---------------------------------------------------------------------------

    def state(self) -> tuple[str, int]:
        """The token of the record it was made from, and the last change that it knows."""
        with self._using() as connection:
            meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
            if meta["schema"] != SCHEMA:
                raise DamagedIndex("made by another version")
            return meta["token"], int(meta["applied"])

    def sizes(self) -> tuple[int, float]:
        """The number of entries, and how many words one has on average."""
        with self._using() as connection:
            meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
            size = int(meta["size"])
            return size, int(meta["words"]) / max(size, 1)

    def ids(self) -> set[int]:
        """The ids of all entries, as the full text table has them."""
        with self._using() as connection:
            return {row[0] for row in connection.execute("SELECT id FROM texts_docsize")}

    def check(self) -> None:
        """Reads the whole file; DamagedIndex if anything in it does not fit."""
        with self._using() as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()
            if found != ("ok",):
                raise DamagedIndex(str(found))
            connection.execute("INSERT INTO texts (texts) VALUES ('integrity-check')")

    def search(
        self, stem_words: Iterable[str], limit: int, documents: Sequence[str] | None = None
    ) -> list[int]:
        """Ids of the best entries that hold any of the stems, by BM25."""
        query = " OR ".join(f'"{word}"' for word in dict.fromkeys(stem_words))
        if not query:
            return []
        sql = "SELECT rowid FROM texts WHERE texts MATCH ?"
        values: list[str | int] = [query]
        if documents is not None:
            # The plus keeps FTS5 from matching anew for every single row.
            inside = f"SELECT id FROM entries WHERE document_id IN ({_marks(documents)})"
            sql += f" AND +rowid IN ({inside})"
            values += documents
        with self._using() as connection:
            found = connection.execute(f"{sql} ORDER BY rank LIMIT ?", (*values, limit))
            return [row[0] for row in found]

    def entries_of(self, documents: Sequence[str]) -> list[int]:
        """The ids of all entries of these documents."""
        sql = f"SELECT id FROM entries WHERE document_id IN ({_marks(documents)})"
        with self._using() as connection:
            return [row[0] for row in connection.execute(sql, tuple(documents))]

    def owners(self, ids: Sequence[int]) -> dict[int, str]:
        """The document that each entry is of."""
        found: dict[int, str] = {}
        with self._using() as connection:
            for start in range(0, len(ids), _CHUNK):
                chunk = ids[start : start + _CHUNK]
                found.update(
                    connection.execute(
                        f"SELECT id, document_id FROM entries WHERE id IN ({_marks(chunk)})", chunk
                    )
                )
        return found

    def texts(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """The words and the stems of entries, parted and edged by blanks."""
        found: dict[int, tuple[str, str]] = {}
        with self._using() as connection:
            for start in range(0, len(ids), _CHUNK):
                chunk = ids[start : start + _CHUNK]
                rows = connection.execute(
                    f"SELECT rowid, raw, stem FROM texts WHERE rowid IN ({_marks(chunk)})", chunk
                )
                for row, raw, stem_text in rows:
                    found[row] = f" {raw} ", f" {stem_text} "
        return found

    def stem_counts(self, words: Iterable[str]) -> dict[str, int]:
        """In how many entries each stem stands; unknown ones are left out."""
        return self._counts("SELECT stem, entries FROM stems WHERE stem IN", words)

    def word_counts(self, words: Iterable[str]) -> dict[str, int]:
        """In how many entries each word stands as it is written; unknown ones are left out."""
        return self._counts("SELECT word, entries FROM spellings WHERE word IN", words)

    def spelt_like(self, bones: str) -> dict[str, int]:
        """Words with this consonant skeleton, and in how many entries each stands."""
        return self._counts("SELECT word, entries FROM spellings WHERE skeleton IN", [bones])

    def _counts(self, sql: str, values: Iterable[str]) -> dict[str, int]:
        wanted = list(values)
        found: dict[str, int] = {}
        with self._using() as connection:
            for start in range(0, len(wanted), _CHUNK):
                chunk = wanted[start : start + _CHUNK]
                found.update(connection.execute(f"{sql} ({_marks(chunk)})", chunk))
        return {word: count for word, count in found.items() if count > 0}

    def drop(self) -> None:
        """All of it lies in its place."""

    def close(self) -> None:
        with self._unused:
            self._unused.wait_for(lambda: not self._users)
            while self._opened:
                self._opened.pop().close()
            self._local = threading.local()


class _Counts:
    """How the numbers of entries that hold a word change with a batch."""

    def __init__(self) -> None:
        self._stems: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        self._entries = 0
        self._length = 0

    def add(self, words: Sequence[str], stem_words: Sequence[str], sign: int) -> None:
        for counter, some in ((self._words, words), (self._stems, stem_words)):
            for one in set(some):
                counter[one] += sign
        self._entries += sign
        self._length += sign * len(words)

    def keep(self, connection: sqlite3.Connection) -> None:
        connection.executemany(
            "INSERT INTO stems VALUES (?1, ?2) ON CONFLICT DO UPDATE SET entries = entries + ?2",
            self._stems.items(),
        )
        connection.executemany(
            "INSERT INTO spellings VALUES (?1, ?2, ?3) "
            "ON CONFLICT DO UPDATE SET entries = entries + ?3",
            ((word, skeleton(word), count) for word, count in self._words.items()),
        )
        connection.executemany(
            "UPDATE meta SET value = value + ? WHERE name = ?",
            [(self._entries, "size"), (self._length, "words")],
        )


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
