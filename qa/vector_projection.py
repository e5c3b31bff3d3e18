"""Keep the vector store equal to the ledger, and build it anew when it is not.

Until the store has everything, what it lacks is searched in the ledger.
"""

import threading
import uuid
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.disk import disk_full, erase
from qa.errors import StoreUnavailable
from qa.ledger import Ledger
from qa.seal import Seal
from qa.vector_cache import VectorCache, nearest
from qa.vectors import ChromaStore, VectorStore

__all__ = ["VectorProjection"]

_BATCH = 2_000
_GENERATION = "vector generation"


class VectorProjection:
    """The vector store of one ledger.

    Attributes:
        problem: Why the store does not answer, None while it does or was not tried.
    """

    def __init__(
        self,
        ledger: Ledger,
        cache: VectorCache,
        folder: Path,
        *,
        name: str,
        url: str | None = None,
        store: VectorStore | None = None,
    ) -> None:
        """Keep vectors under *folder*, on the Chroma server at *url*, or in *store*."""
        self._ledger = ledger
        self._cache = cache
        self._root = folder
        self._name = name
        self._url = url
        self._given = store
        self._store: VectorStore | None = None
        self._turn = threading.RLock()
        self.problem: str | None = None

    @property
    def _embedded(self) -> bool:
        return self._given is None and self._url is None

    def connected(self) -> VectorStore:
        """The store, opened and checked on first use; built anew where it cannot be trusted.

        Raises:
            StoreUnavailable: The server is away, or the disk is full.
        """
        # Without the turn: a search must not wait for a batch that is being written.
        if (store := self._store) is not None:
            return store
        with self._turn:
            if self._store is None:
                try:
                    self._store = self._connect()
                except StoreUnavailable as error:
                    self.problem = str(error)
                    raise
            self.problem = None
            return self._store

    def _connect(self) -> VectorStore:
        generation = self._ledger.note(_GENERATION)
        if generation and (not self._embedded or self._seal(generation).fits(generation)):
            try:
                store = self._open(generation)
            except StoreUnavailable:
                if not self._embedded:
                    raise
            else:
                if self._agrees(store, generation):
                    return store
                self._discard(store)
        return self._built_anew()

    def _open(self, generation: str) -> VectorStore:
        if self._given is not None:
            return self._given
        if self._url is not None:
            return ChromaStore.server(self._url, self._name, generation)
        return ChromaStore.embedded(self._root / generation, generation)

    def _seal(self, generation: str) -> Seal:
        return Seal(self._root / generation)

    def _agrees(self, store: VectorStore, generation: str) -> bool:
        """Whether *store* is the one that the ledger filled, and answers."""
        try:
            count = store.count()
            if self._given is None and store.generation() != generation:
                return False
            _, _, stored = self._cache.counts()
            # What was removed while the store was away may still be in it, or may never have been.
            most = stored + self._cache.removal_count()
            if count is not None and not stored <= count <= max(most, count * bool(self._given)):
                return False
            ids, vectors = self._cache.sample_stored()
            return not ids or bool(store.query(vectors[0], 1))
        except StoreUnavailable:
            if not self._embedded:
                raise
            return False

    def _discard(self, store: VectorStore) -> None:
        if self._given is not None:
            return
        if self._url is not None and isinstance(store, ChromaStore):
            store.drop()
        try:
            store.close()
        except StoreUnavailable:
            return

    def _built_anew(self) -> VectorStore:
        generation = uuid.uuid4().hex
        self._cache.queue_all()
        self._ledger.set_note(_GENERATION, generation)
        if self._embedded:
            # In a folder of its own: Chroma never opens a path again that once failed to open.
            erase(self._root)
        store = self._open(generation)
        if store.generation() not in {None, generation}:
            self._discard(store)
            store = self._open(generation)
        return store

    def apply(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Tell the store what changed; returns how many vectors it was given.

        Raises:
            StoreUnavailable: The server is away, or the disk is full.
        """
        given = 0
        with self._turn:
            store = self.connected()
            while not stop() and (step := self._step(store)):
                given += max(step, 0)
        return given

    def _step(self, store: VectorStore) -> int:
        """One batch; 0 when there is nothing left to do."""
        removals = self._cache.removals(_BATCH)
        ids, vectors = self._cache.unstored(_BATCH)
        if not removals and not ids:
            return 0
        generation = self._ledger.note(_GENERATION) or ""
        try:
            if self._embedded:
                self._seal(generation).break_()
            if removals:
                store.delete(removals)
                self._cache.removals_done(removals)
            if ids:
                store.upsert(ids, vectors)
                self._cache.mark_stored(ids)
            if self._embedded:
                self._seal(generation).put(generation)
        except (StoreUnavailable, OSError) as error:
            self.lose(str(error))
            if isinstance(error, OSError):
                raise disk_full(self._root, error) from error
            raise
        return len(ids) or -1

    def lose(self, problem: str) -> None:
        """Let go of a store that failed; the next use opens it again, or builds it anew."""
        with self._turn:
            self.problem = problem
            store, self._store = self._store, None
            if store is not None and self._given is None:
                try:
                    store.close()
                except StoreUnavailable:
                    return

    def forget(self) -> None:
        """Trust nothing that the store holds; the next use builds it anew."""
        with self._turn:
            # Noted first: where the store is away now, it is built anew when it is back.
            self._ledger.set_note(_GENERATION, "")
            store, self._store = self._store, None
            if store is not None:
                self._discard(store)

    def rebuild(self) -> None:
        """Build the store anew, because deleted vectors must leave its files."""
        self.forget()
        self.apply()

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """The *limit* chunk ids nearest to the unit *vector*, with their cosine.

        What the store lacks is searched in the ledger, and every score is taken from the ledger's
        vectors, so that it does not matter which store answered.

        Raises:
            StoreUnavailable: The server is away.
        """
        # In this order: opening the store may find that it lacks all, and a chunk that reaches it
        # meanwhile is found twice, not never.
        if self._cache.counts()[2]:
            self.connected()
        best = dict(nearest(self._cache.blocks_unstored(), vector, limit))
        ids, vectors = self._cache.of_chunks(self._candidates(vector, limit))
        if ids:
            best |= dict(zip(ids, (vectors @ vector).tolist(), strict=True))
        return sorted(best.items(), key=lambda hit: (-hit[1], hit[0]))[:limit]

    def _candidates(self, vector: NDArray[np.float32], limit: int) -> list[str]:
        _, _, stored = self._cache.counts()
        if not stored:
            return []
        store = self.connected()
        try:
            return [id_ for id_, _ in store.query(vector, min(limit, stored))]
        except StoreUnavailable as error:
            self.lose(str(error))
            if not self._embedded:
                raise
        # An embedded store that fails while it is open is replaced; its vectors then count as not
        # stored, and are searched in the ledger until they are again.
        self._ledger.set_note(_GENERATION, "")
        self.connected()
        return [id_ for id_, _ in nearest(self._cache.blocks_unstored(), vector, limit)]

    def close(self) -> None:
        """Close the store."""
        with self._turn:
            store, self._store = self._store, None
            if store is not None:
                store.close()
