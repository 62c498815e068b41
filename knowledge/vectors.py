"""The vector index: Chroma with ids, vectors and filter keys, never text. The home of chromadb.

It is derived from the record and may be thrown away. Chroma does not bear two writers, and a client
that was open while another process wrote must not write: so a writer opens it with the lock held.
"""

import json
import logging
import math
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from knowledge.freed_memory import keep_little_memory
from knowledge.generations import DamagedIndex
from knowledge.lexical_index import Entry
from knowledge.words import grams, stem, tokens

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

Floats = NDArray[np.float32]

DIMENSIONS = 1024
_BUCKETS = 1 << 17  # features of which the frequency is known
_BATCH = 1000
_LEARNT_AT_ONCE = 200
_REMEMBERED = 20_000  # words with their features: 600 bytes each
_PARTS = 8  # parts of the base whose vectors are kept at hand: 4 kB a passage
_STATE = "state.json"
_WEIGHTS = "weights.npy"

_log = logging.getLogger(__name__)


class UnreachableVectors(Exception):
    """The Chroma server or the embedding model does not answer now; nothing is damaged."""


class OtherEmbedding(DamagedIndex):
    """The index is whole, but not of the embedding that is set now."""


class Embedder(Protocol):
    """What turns texts into vectors of one length. `name` changes when the vectors would.

    `embed` raises UnreachableVectors when its model does not answer. One that has a method
    `former(name)` gives the embedder of an older index: it serves until the new one stands.
    """

    name: str

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]] | Floats: ...


# --- vectors without a model ---------------------------------------------------------------


class HashedWords:
    """Stems and pieces of four characters hashed into 1,024 numbers, rare ones weighing more.

    Needs no model; on Indonesian questions it found twice as much as a small English model.
    """

    name = "hashed-words-1"

    def __init__(self, weights: Floats) -> None:
        self._weights = weights
        self._known: dict[str, tuple[NDArray[np.int64], Floats]] = {}

    @classmethod
    def learn(cls, texts: Iterable[str]) -> "HashedWords":
        """Weights every feature by how few of the texts have it."""
        counts = np.zeros(_BUCKETS, dtype=np.int64)
        total = 0
        buckets: dict[str, NDArray[np.int64]] = {}
        remaining = iter(texts)
        while some := list(islice(remaining, _LEARNT_AT_ONCE)):
            held = []
            for number, text in enumerate(some):
                words = set(tokens(text))
                for word in words:
                    if word not in buckets:
                        buckets[word] = _hashes(_features(word)) % _BUCKETS
                held += [buckets[word] + number * _BUCKETS for word in words]
            if held:
                counts += np.bincount(
                    np.unique(np.concatenate(held)) % _BUCKETS, minlength=_BUCKETS
                )
            total += len(some)
        # A feature that no text has is taken for one of the rarest.
        weights = np.log((total + 1) / (np.maximum(counts, 1) + 0.5))
        return cls(np.maximum(weights, 0.1).astype(np.float32))

    @classmethod
    def load(cls, path: Path) -> "HashedWords":
        return cls(np.load(path, allow_pickle=False))

    def save(self, path: Path) -> None:
        np.save(path, self._weights, allow_pickle=False)

    def embed(self, texts: Sequence[str]) -> Floats:
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Floats:
        counts: dict[str, int] = {}
        for word in tokens(text):
            counts[word] = counts.get(word, 0) + 1
        vector = np.zeros(DIMENSIONS, dtype=np.float32)
        if not counts:
            vector[0] = 1  # Chroma takes no vector without length
            return vector
        places, values = [], []
        for word, count in counts.items():
            place, value = self._word(word)
            places.append(place)
            values.append(value * (1 + math.log(count)))
        vector += np.bincount(
            np.concatenate(places), weights=np.concatenate(values), minlength=DIMENSIONS
        ).astype(np.float32)
        length = float(np.linalg.norm(vector))
        if length == 0:
            vector[0] = length = 1
        return vector / np.float32(length)

    def _word(self, word: str) -> tuple[NDArray[np.int64], Floats]:
        known = self._known.get(word)
        if known is None:
            hashes = _hashes(_features(word))
            signs = np.where((hashes >> 40) & 1, 1, -1).astype(np.float32)
            known = (hashes >> 20) % DIMENSIONS, signs * self._weights[hashes % _BUCKETS]
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[word] = known
        return known


def _features(word: str) -> list[str]:
    return ["=" + stem(word), *grams(word)]


def _hashes(features: Sequence[str]) -> NDArray[np.int64]:
    """FNV-1a, the same in every process."""
    made = []
    for feature in features:
        value = 0xCBF29CE484222325
        for byte in feature.encode("utf-8", "replace"):
            value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
        made.append((value ^ (value >> 29)) & 0x7FFFFFFFFFFFFFFF)
    return np.array(made, dtype=np.int64)


# --- Chroma --------------------------------------------------------------------------------


class VectorIndex:
    """The index in the folder `place`, or, with `url`, on a Chroma server under its name."""

    def __init__(
        self, place: Path, *, url: str | None, token: str | None, embed: Embedder | None
    ) -> None:
        self.place = place
        self._url = url
        self._token = token
        self._given = embed
        self._embedder: Embedder | None = None
        self._client: ClientAPI | None = None
        self._collection: Any = None
        self._parts: dict[tuple[int, ...], tuple[tuple[int, ...], Floats]] = {}
        self._opening = threading.Lock()

    def create(self, token: str, texts: Sequence[str]) -> None:
        """An empty index of the record `token`, with the words of `texts` weighed."""
        self.place.mkdir(parents=True)
        if self._given is None:
            learnt = HashedWords.learn(texts)
            learnt.save(self.place / _WEIGHTS)
            self._embedder = learnt
        self._write_state(token, 0, len(texts))
        self._open(create=True)

    # --- writing ---------------------------------------------------------------------------

    def apply(self, gone: Sequence[str], entries: Sequence[Entry], applied: int) -> None:
        """Forgets the documents `gone`, takes `entries` in, and is then at change `applied`."""
        collection = self._open()
        with self._reported():
            for start in range(0, len(gone), _BATCH):
                chunk = list(gone[start : start + _BATCH])
                collection.delete(where={"document_id": {"$in": chunk}})
        for start in range(0, len(entries), _BATCH):
            part = entries[start : start + _BATCH]
            vectors = self._embed([entry.text for entry in part])
            with self._reported():
                collection.add(
                    ids=[str(entry.id) for entry in part],
                    embeddings=vectors,
                    metadatas=[
                        {"document_id": entry.document_id, "agency": entry.agency or ""}
                        for entry in part
                    ],
                )
        self._parts.clear()
        token, _ = self.state()
        self._write_state(token, applied, self.learnt())

    def _embed(self, texts: Sequence[str]) -> Any:
        return self._model().embed(texts)

    def _model(self) -> Embedder:
        if self._embedder is None:
            self._embedder = self._made_with(str(self._read_state()["embedder"]))
        return self._embedder

    def _made_with(self, name: str) -> Embedder:
        if self._given is not None and self._given.name == name:
            return self._given
        if name == HashedWords.name:
            try:
                return HashedWords.load(self.place / _WEIGHTS)
            except (OSError, ValueError) as error:
                raise DamagedIndex(str(error)) from error
        former: Embedder | None = getattr(self._given, "former", lambda _: None)(name)
        if former is None:
            raise OtherEmbedding(f"made with {name}")
        return former

    # --- reading ---------------------------------------------------------------------------

    def state(self) -> tuple[str, int]:
        """The token of the record it was made from, and the last change that it knows."""
        kept = self._read_state()
        wanted = self._given.name if self._given else HashedWords.name
        if kept["embedder"] != wanted:
            raise OtherEmbedding("made with another embedding")
        return str(kept["token"]), int(kept["applied"])

    def learnt(self) -> int:
        """The number of entries that the weights of words were learnt from."""
        return int(self._read_state()["learnt"])

    def size(self) -> int:
        with self._reported():
            return int(self._open().count())

    def ids(self) -> set[int]:
        found: set[int] = set()
        collection = self._open()
        with self._reported():
            total = collection.count()
            for offset in range(0, total, 5000):
                page = collection.get(include=[], limit=5000, offset=offset)
                found.update(int(one) for one in page["ids"])
        return found

    def search(self, text: str, limit: int) -> list[tuple[int, float]]:
        """Ids of the nearest entries with their likeness (1: the same)."""
        vector = np.asarray(self._embed([text])[0], dtype=np.float32)
        collection = self._open()
        with self._reported():
            found = collection.query(
                query_embeddings=[vector], n_results=limit, include=["distances"]
            )
        return [
            (int(one), 1.0 - float(distance))
            for one, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def likeness(self, text: str, ids: Sequence[int]) -> dict[int, float]:
        """How like `text` each of these entries is. For a few this is far quicker than a search
        with a condition, which Chroma answers by looking at every entry."""
        vector = np.asarray(self._embed([text])[0], dtype=np.float32)
        known, directions = self._part(tuple(ids))
        if not known:
            return {}
        like = directions @ (vector / max(float(np.linalg.norm(vector)), 1e-9))
        return dict(zip(known, like.tolist(), strict=True))

    def _part(self, ids: tuple[int, ...]) -> tuple[tuple[int, ...], Floats]:
        """Those of `ids` that are known, and their vectors with length 1, a row each. An admin asks
        the same few documents again and again: to read them anew costs more than the search."""
        kept = self._parts.get(ids)
        if kept is not None:
            return kept
        collection = self._open()
        with self._reported():
            found = collection.get(ids=[str(one) for one in ids], include=["embeddings"])
        known = tuple(map(int, found["ids"]))
        vectors = np.asarray(found["embeddings"], dtype=np.float32)
        if not known:
            return known, vectors
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        part = known, vectors / np.maximum(lengths, 1e-9)
        if len(known) == len(ids):  # else more may be on their way
            if len(self._parts) >= _PARTS:
                self._parts.clear()
            self._parts[ids] = part
        return part

    def check(self) -> None:
        """Reads every vector back; DamagedIndex if one is missing or cannot be found by itself."""
        self._check_database()
        collection = self._open()
        with self._reported():
            total = collection.count()
            for offset in range(0, total, 2000):
                page = collection.get(include=["embeddings"], limit=2000, offset=offset)
                lengths = np.linalg.norm(np.asarray(page["embeddings"], dtype=np.float32), axis=1)
                if self._given is None and not np.allclose(lengths, 1, atol=1e-3):
                    raise DamagedIndex("a vector has changed")
                self._check_sample(collection, page)

    @staticmethod
    def _check_sample(collection: Any, page: Any) -> None:
        """Every fiftieth vector has to find itself, or one that is the same."""
        vectors = page["embeddings"][::50]
        if len(vectors):
            found = collection.query(query_embeddings=vectors, n_results=1, include=["distances"])
            missed = sum(not near or near[0] > 1e-3 for near in found["distances"])
            if missed > 0.1 * len(vectors):
                raise DamagedIndex(f"{missed} of {len(vectors)} vectors not found")

    def _check_database(self) -> None:
        file = self.place / "chroma" / "chroma.sqlite3"
        if self._url:
            return
        try:
            with closing(
                sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
            ) as opened:
                found = opened.execute("PRAGMA quick_check").fetchone()
        except sqlite3.DatabaseError as error:
            raise DamagedIndex(f"vector index: {error}") from error
        if found != ("ok",):
            raise DamagedIndex(f"vector index: {found}")

    # --- the client ------------------------------------------------------------------------

    def _open(self, *, create: bool = False) -> Any:
        with self._opening:
            if self._collection is None:
                import chromadb
                from chromadb.config import Settings

                keep_little_memory()
                settings = Settings(anonymized_telemetry=False)
                name = f"passages-{self.place.name}"
                with self._reported():
                    if self._url:
                        parts = urlsplit(self._url)
                        self._client = chromadb.HttpClient(
                            host=parts.hostname or "localhost",
                            port=parts.port or (443 if parts.scheme == "https" else 8000),
                            ssl=parts.scheme == "https",
                            headers={"Authorization": f"Bearer {self._token}"}
                            if self._token
                            else None,
                            settings=settings,
                        )
                    else:
                        self._client = chromadb.PersistentClient(
                            str(self.place / "chroma"), settings=settings
                        )
                    if create:
                        self._collection = self._client.create_collection(
                            name,
                            embedding_function=None,
                            configuration={"hnsw": {"space": "cosine"}},
                        )
                    else:
                        self._collection = self._client.get_collection(
                            name, embedding_function=None
                        )
            return self._collection

    def close(self) -> None:
        with self._opening:
            if self._client is not None:
                self._client.close()  # type: ignore[attr-defined]
            self._client = self._collection = None

    def drop(self) -> None:
        """Removes the collection from the server; what is in the place goes with the place."""
        if self._url:
            try:
                self._open()
                if self._client is not None:
                    self._client.delete_collection(f"passages-{self.place.name}")
            except Exception as error:  # noqa: BLE001 - litter on a server harms nobody
                _log.info("old collection not removed: %s", error)
        self.close()

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Names what Chroma raises: a folder of ours is damaged, a server may be out of reach."""
        try:
            yield
        except (DamagedIndex, UnreachableVectors, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            _log.warning("vector index: %s: %s", type(error).__name__, error)
            missing = type(error).__name__ in {"NotFoundError", "InvalidDimensionException"}
            if self._url and not missing:
                raise UnreachableVectors(str(error)) from error
            raise DamagedIndex(str(error)) from error

    # --- what is kept beside Chroma --------------------------------------------------------

    def _read_state(self) -> dict[str, Any]:
        try:
            kept = json.loads((self.place / _STATE).read_text("utf-8"))
            if not {"token", "applied", "learnt", "embedder"} <= kept.keys():
                raise ValueError("incomplete")
        except (OSError, ValueError, AttributeError) as error:
            raise DamagedIndex(str(error)) from error
        return dict(kept)

    def _write_state(self, token: str, applied: int, learnt: int) -> None:
        name = self._given.name if self._given else HashedWords.name
        kept = {"token": token, "applied": applied, "learnt": learnt, "embedder": name}
        fresh = self.place / (_STATE + ".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(kept, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.place / _STATE)
