"""Vectors that a model has made, kept by the text they are of: paid for once, and resumable."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from knowledge.vectors import Embedder, Floats

_FILE = "embeddings.sqlite3"
_STEP = 64  # texts that are kept together: so much is lost when the program ends


class KeptVectors:
    """An Embedder that asks `model` only for texts that it has not seen; one file in `folder`."""

    def __init__(self, folder: Path, model: Embedder) -> None:
        self.name = model.name
        self._file = folder / _FILE
        self._model = model

    def embed(self, texts: Sequence[str]) -> Floats:
        """A single text is not kept: it is a question."""
        if len(texts) == 1:
            return np.asarray(self._model.embed(texts), dtype=np.float32)
        keys = [hashlib.sha256(text.encode("utf-8", "replace")).digest() for text in texts]
        with self._opened() as kept:
            found = self._find(kept, keys)
            missing = [n for n, key in enumerate(keys) if key not in found]
            for start in range(0, len(missing), _STEP):
                step = missing[start : start + _STEP]
                made = np.asarray(self._model.embed([texts[n] for n in step]), dtype=np.float32)
                rows = [(self.name, keys[n], made[at].tobytes()) for at, n in enumerate(step)]
                with kept:
                    kept.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
                found |= {key: vector for _, key, vector in rows}
        return np.stack([np.frombuffer(found[key], dtype=np.float32) for key in keys])

    def former(self, name: str) -> Embedder | None:
        """Another model that answers questions for an index made with it."""
        make = getattr(self._model, "former", None)
        return make(name) if make else None

    def _find(self, kept: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, vector FROM vectors WHERE model = ? AND key IN ({marks})"
            found.update(kept.execute(query, (self.name, *part)))
        return found

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """The file, with the vectors of this model only; one that cannot be read is made anew."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        try:
            kept = _prepared(self._file, self.name)
        except sqlite3.DatabaseError:
            self._file.unlink(missing_ok=True)
            kept = _prepared(self._file, self.name)
        with closing(kept):
            yield kept


def _prepared(file: Path, name: str) -> sqlite3.Connection:
    kept = sqlite3.connect(file, timeout=30)
    with kept:
        kept.execute(
            "CREATE TABLE IF NOT EXISTS vectors (model TEXT, key BLOB, vector BLOB, "
            "PRIMARY KEY (model, key)) WITHOUT ROWID"
        )
        kept.execute("DELETE FROM vectors WHERE model <> ?", (name,))
    return kept
