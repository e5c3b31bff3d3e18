"""Encode what waits for its vector, in the background if wanted, and resume after any stop."""

import threading
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from qa.chunks import embedding_text
from qa.embedder import Embedder, load_embedder
from qa.errors import ModelFailure, QAError, StoreUnavailable
from qa.intake import Progress
from qa.settings import Settings
from qa.vector_cache import VectorCache
from qa.vector_projection import VectorProjection

__all__ = ["Afterwards", "Encoding"]

# Work that follows in the background; it is given what tells whether to stop.
Afterwards = Callable[[Callable[[], bool]], object]

# About ten seconds of work: what a stop can cost, and how long closing may wait.
_CHUNKS_A_BATCH = 128


class Encoding:
    """The encoder of one index and the work it has left.

    Attributes:
        failure: Why the background work ended early, None where it did not.
    """

    def __init__(
        self,
        settings: Settings,
        cache: VectorCache,
        vectors: VectorProjection,
        *,
        embedder: Embedder | None,
        accept: Callable[[Embedder], None],
    ) -> None:
        """Prepare to encode; nothing is loaded yet.

        Args:
            settings: Name the encoder.
            cache: What waits, and where vectors are kept.
            vectors: The store to bring up to date.
            embedder: The encoder, or None to load the one of *settings* when it is needed.
            accept: Called once with the encoder before its first use; raises if it does not fit.
        """
        self._settings = settings
        self._cache = cache
        self._vectors = vectors
        self._embedder = embedder
        self._accept = accept
        self._accepted = False
        self._loading = threading.Lock()
        self._working = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.failure: str | None = None

    def embedder(self) -> Embedder:
        """The encoder, loaded on first use.

        Raises:
            ModelFailure: Its weights are missing or altered.
            IndexMismatch: It is not the one that the index was built with.
        """
        with self._loading:
            if self._embedder is None:
                self._embedder = load_embedder(self._settings)
            if not self._accepted:
                self._accept(self._embedder)
                self._accepted = True
            return self._embedder

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors (len(texts), dimension) of *texts*.

        Raises:
            ModelFailure: The encoder gave something else.
        """
        embedder = self.embedder()
        vectors = np.asarray(embedder.embed(texts), dtype=np.float32)
        if vectors.shape != (len(texts), embedder.dimension) or not np.isfinite(vectors).all():
            raise ModelFailure(
                f"the encoder {embedder.name} gave an array of shape {vectors.shape} for "
                f"{len(texts)} texts, or numbers that are not finite; needed is "
                f"({len(texts)}, {embedder.dimension}). Choose another encoder with QA_EMBEDDER."
            )
        return vectors

    def catch_up(self, *, progress: Progress | None, limit: int | None) -> int:
        """Encode up to *limit* waiting chunks and bring the vector store up to date.

        Returns:
            How many chunks were encoded.

        Raises:
            StoreUnavailable: The vector store is away or the disk full; what was encoded is kept.
        """
        done = 0
        away: StoreUnavailable | None = None
        with self._working:
            total = self._cache.counts()[0]
            while not self._stop.is_set() and (limit is None or done < limit):
                size = _CHUNKS_A_BATCH if limit is None else min(_CHUNKS_A_BATCH, limit - done)
                if not (encoded := self._encode(size)):
                    break
                done += encoded
                # An absent store does not keep the ledger from getting its vectors.
                away = away or self._project()
                if progress:
                    progress("encoded", done, max(total, done))
            away = away or self._project()
        if away:
            raise away
        return done

    def _encode(self, most: int) -> int:
        waiting = self._cache.waiting(most)
        if not waiting:
            return 0
        texts = {key: embedding_text(article, chunk) for key, article, chunk in waiting}
        self._cache.save(list(texts), self.embed(list(texts.values())))
        return len(waiting)

    def _project(self) -> StoreUnavailable | None:
        try:
            self._vectors.apply(self._stop.is_set)
        except StoreUnavailable as error:
            return error
        return None

    def start(self, then: Afterwards | None = None) -> None:
        """Catch up in a thread of its own and do *then*, unless one is at it."""
        if self._thread is not None and self._thread.is_alive():
            return
        self.failure = None
        self._thread = threading.Thread(
            target=self._run, args=(then,), name="catch-up", daemon=True
        )
        self._thread.start()

    def _run(self, then: Afterwards | None) -> None:
        while not self._stop.is_set():
            failed = self._attempt(partial(self.catch_up, progress=None, limit=None))
            if then is None:
                break
            # What follows needs neither encoder nor store: it is done though these failed.
            self._attempt(partial(then, self._stop.is_set if failed else self._interrupted))
            if failed or not self._waits():
                break

    def _attempt(self, work: Callable[[], object]) -> bool:
        """Whether *work* failed; why is kept."""
        try:
            work()
        except QAError as error:
            self.failure = str(error)
            return True
        return False

    def _interrupted(self) -> bool:
        return self._stop.is_set() or self._waits()

    def _waits(self) -> bool:
        return self._cache.counts()[0] > 0

    def close(self) -> None:
        """Stop after the batch at hand."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
