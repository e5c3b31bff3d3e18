"""Build, open and search an index: ledger, projections and manifest; storage, no policy."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from qa.articles import Rejected
from qa.building import (
    CHROMA,
    KEYWORDS,
    LEDGER,
    keep_manifest,
    manifest_of,
    prepared,
    recut,
)
from qa.catalogue import Catalogue, Order
from qa.embedder import Embedder
from qa.encoding import Encoding
from qa.errors import InputError, StoreUnavailable
from qa.intake import Progress, take_in
from qa.keyword_projection import KeywordProjection
from qa.ledger import Ledger
from qa.lock import OwnerLock
from qa.records import Article, Chunk, Filters
from qa.results import ArticleHit, Hit, IndexStatus, IngestReport
from qa.searches import Searches
from qa.settings import Settings
from qa.vector_cache import VectorCache
from qa.vector_projection import VectorProjection
from qa.vectors import VectorStore

__all__ = ["Index"]

_NO_FILTERS = Filters()


class Index:
    """One index folder, owned by this process until ``close``.

    Every method may be called from any thread.

    Attributes:
        path: Its folder.
        name: The name of that folder.
        settings: Those given, with what the index was built with.
        manifest: What it was built with.
    """

    def __init__(
        self,
        path: Path,
        settings: Settings | None,
        *,
        embedder: Embedder | None,
        store: VectorStore | None,
        rebuild: bool,
    ) -> None:
        """Open the existing folder *path*; ``create_or_open`` and ``rebuild`` call this."""
        self.path = path
        self.name = path.name
        with ExitStack() as opened:
            opened.callback(OwnerLock(path).release)
            ledger = self._ledger = Ledger(path / LEDGER)
            opened.callback(ledger.close)
            if rebuild:
                self.manifest = recut(ledger, settings or Settings())
            else:
                self.manifest = manifest_of(ledger, settings or Settings())
                if settings is not None:
                    self.manifest.check(settings, path)
            self.settings = self.manifest.settings(settings or Settings())
            keep_manifest(ledger, self.manifest, path)
            if self.manifest.encoder:
                ledger.use_model(self.manifest.encoder)
            self._catalogue = Catalogue(ledger, lambda place: self._keywords.index.mentions(place))
            self._cache = VectorCache(ledger)
            self._keywords = KeywordProjection(
                ledger, self._catalogue, path / KEYWORDS, self.manifest.uuid
            )
            opened.callback(self._keywords.close)
            self._vectors = VectorProjection(
                ledger,
                self._cache,
                path / CHROMA,
                name=f"qa-{self.manifest.uuid}",
                url=self.settings.chroma_url,
                store=store,
            )
            opened.callback(self._vectors.close)
            self._searches = Searches(self._catalogue, self._keywords, self._cache, self._vectors)
            self._encoding = Encoding(
                self.settings, self._cache, self._vectors, embedder=embedder, accept=self._accept
            )
            opened.callback(self._encoding.close)
            if embedder is not None:
                self._encoding.embedder()
            if rebuild:
                self._keywords.rebuild()
                self._vectors.forget()
            self._opened = opened.pop_all()

    @classmethod
    def create_or_open(
        cls,
        path: str | Path,
        settings: Settings | None = None,
        *,
        create: bool = False,
        embedder: Embedder | None = None,
        store: VectorStore | None = None,
    ) -> "Index":
        """The index at *path*, its projections repaired where they are not equal to its ledger.

        Args:
            settings: What the index has to fit; None takes what it was built with.
            create: Whether to make it where there is none.
            embedder: An encoder to use instead of the one that the settings name.
            store: A vector store to use instead of Chroma.

        Raises:
            IndexNotFound: There is none, and *create* is False.
            IndexMismatch: It was built with other settings; the message names the way out.
            IndexLocked: Another process owns it; the message names it.
            IndexFailure: Its ledger is unreadable, or the folder cannot be written.
        """
        folder = prepared(Path(path), create=create)
        return cls(folder, settings, embedder=embedder, store=store, rebuild=False)

    @classmethod
    def rebuild(
        cls,
        path: str | Path,
        settings: Settings | None = None,
        *,
        embedder: Embedder | None = None,
        store: VectorStore | None = None,
    ) -> "Index":
        """The index at *path* with its articles cut anew for *settings*; ``catch_up`` encodes them.

        Raises:
            IndexNotFound: There is none.
            IndexLocked: Another process owns it.
        """
        folder = prepared(Path(path), create=False)
        return cls(folder, settings, embedder=embedder, store=store, rebuild=True)

    def _accept(self, embedder: Embedder) -> None:
        """Note the encoder, or refuse it where the index was built with another."""
        weights = str(getattr(embedder, "weights_sha256", ""))[:16]
        name = f"{embedder.name} {weights}".strip()
        self.manifest = self.manifest.with_encoder(name, embedder.dimension, self.path)
        keep_manifest(self._ledger, self.manifest, self.path)
        self._ledger.use_model(name)

    @property
    def embedder_name(self) -> str | None:
        """Name of the encoder and the start of its weights' hash; None before its first use."""
        return self.manifest.encoder

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors (len(texts), dimension) of *texts*, by the encoder of this index."""
        return self._encoding.embed(texts)

    def ingest(
        self, items: Iterable[Article | Rejected], *, progress: Progress | None = None
    ) -> IngestReport:
        """Store *items*, which then answer by keyword; ``catch_up`` encodes them.

        Args:
            progress: Called as ``("stored", items done, 0)`` after each batch, which from then on
                survives a killed process.

        Raises:
            StoreUnavailable: The disk is full; what *progress* counted is kept.
        """
        return take_in(items, self._ledger, self._keywords, self.manifest, progress=progress)

    def catch_up(self, *, progress: Progress | None = None, limit: int | None = None) -> int:
        """Encode up to *limit* chunks that wait for it; returns how many were.

        May be stopped at any moment and called again.

        Raises:
            ModelFailure: The encoder cannot be loaded.
            StoreUnavailable: The vector store is away or the disk full; what was encoded is kept.
        """
        return self._encoding.catch_up(progress=progress, limit=limit)

    def start_catch_up(self) -> None:
        """Encode what waits in the background; ``close`` stops it."""
        self._encoding.start()

    def remove(self, article_id: str, *, purge: bool = False) -> None:
        """Stop *article_id* from answering, at once.

        Its text stays readable for audits by ``article(id, sha256=...)``, unless *purge* drops it
        from the ledger and every projection.

        Raises:
            InputError: There is no such article.
        """
        if not self._ledger.remove(article_id, purge=purge):
            raise InputError(
                f"the index {self.name} holds no article {article_id!r}; `qa articles list` shows "
                "the ids it holds."
            )
        if purge:
            self._keywords.rebuild()
            self._vectors.rebuild()
        else:
            self._keywords.apply()

    def article(self, article_id: str, *, sha256: str | None = None) -> Article:
        """The article that answers as *article_id*, or its revision whose text has *sha256*.

        Raises:
            InputError: There is none.
        """
        return self._catalogue.article(article_id, sha256)

    def articles(
        self,
        filters: Filters = _NO_FILTERS,
        *,
        text: str = "",
        order: Order = "newest",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Article]:
        """Articles that pass *filters* and whose title holds every word of *text*."""
        return self._catalogue.articles(filters, text=text, order=order, limit=limit, offset=offset)

    def article_count(self, filters: Filters = _NO_FILTERS, *, text: str = "") -> int:
        """How many ``articles`` gives without a limit."""
        return self._catalogue.article_count(filters, text=text)

    def keyword_search(
        self,
        query: str,
        *,
        limit: int,
        filters: Filters = _NO_FILTERS,
        boosts: Mapping[str, float] | None = None,
    ) -> list[Hit]:
        """The *limit* best chunks for the words of *query*, by BM25.

        Args:
            boosts: Weight of single words of the query, 1 where not given, 0 to leave one out.
        """
        return self._searches.keyword(query, limit, filters, boosts)

    def article_search(
        self,
        query: str,
        *,
        limit: int,
        filters: Filters = _NO_FILTERS,
        boosts: Mapping[str, float] | None = None,
    ) -> list[ArticleHit]:
        """The *limit* best articles for the words of *query*, by BM25 over the whole article."""
        return self._searches.article(query, limit, filters, boosts)

    def vector_search(
        self, vector: NDArray[np.float32], *, limit: int, filters: Filters = _NO_FILTERS
    ) -> list[Hit]:
        """The *limit* chunks nearest to the unit *vector* (dimension,), by cosine.

        Raises:
            StoreUnavailable: The vector store does not answer; keyword search goes on.
        """
        return self._searches.vector(np.asarray(vector, dtype=np.float32), limit, filters)

    def passages(self, chunk_ids: Sequence[str]) -> list[tuple[Article, Chunk]]:
        """The chunks *chunk_ids* with their articles, in that order, without those removed since."""
        return self._catalogue.passages(chunk_ids)

    def article_chunks(self, article_id: str) -> list[Chunk]:
        """The chunks of *article_id* in order; none where there is no such article."""
        return [chunk for _, chunk in self._catalogue.chunks("article", article_id)]

    def copies(self, article_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """For each article, the ids of the others that carry its text, whole or nearly."""
        return self._catalogue.copies(article_ids)

    def histogram(self, filters: Filters = _NO_FILTERS) -> dict[str, int]:
        """Articles that pass *filters* by month of publication (``YYYY-MM``), in order."""
        return self._catalogue.months(filters)

    def outlets(self) -> list[tuple[str, int]]:
        """Outlets with their number of articles, most frequent first."""
        return self._catalogue.counted("outlet")

    def places(self) -> list[tuple[str, int]]:
        """Places with their number of articles, most frequent first."""
        return self._catalogue.counted("place")

    def status(self) -> IndexStatus:
        """How the index stands; tries the vector store."""
        articles, chunks = self._catalogue.counts()
        waiting, encoded, _ = self._cache.counts()
        first, last, undated = self._catalogue.span()
        return IndexStatus(
            name=self.name,
            path=str(self.path),
            articles=articles,
            chunks=chunks,
            pending_vectors=waiting,
            pending_store=encoded,
            revision=self._catalogue.revision(),
            first=first,
            last=last,
            undated=undated,
            keyword_ok=self._keywords.agrees(),
            vector_ok=(problem := self._vector_problem()) is None,
            vector_problem=problem,
            embedder=self.embedder_name,
            sizes={
                "ledger": _size(self.path, f"{LEDGER}*"),
                "keywords": _size(self.path / KEYWORDS, "**/*"),
                "vectors": _size(self.path / CHROMA, "**/*"),
            },
        )

    def _vector_problem(self) -> str | None:
        try:
            self._vectors.connected().count()
        except StoreUnavailable as error:
            return str(error)
        return self._encoding.failure

    def close(self) -> None:
        """Stop the background work, close everything and give the folder up."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _size(folder: Path, pattern: str) -> int:
    """Bytes of the files of *folder* that fit *pattern*; files may vanish meanwhile."""
    total = 0
    for path in folder.glob(pattern):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return total
