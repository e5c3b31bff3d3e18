"""Build, open and search an index: ledger, projections and manifest; storage, no policy."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from qa.articles import Rejected
from qa.building import prepared
from qa.catalogue import Order
from qa.embedder import Embedder
from qa.errors import InputError
from qa.intake import Progress, take_in
from qa.manifest import Manifest
from qa.parts import open_parts, status_of
from qa.records import Article, Chunk, Filters
from qa.results import ArticleHit, Hit, IndexStatus, IngestReport
from qa.settings import Settings
from qa.vectors import VectorStore

__all__ = ["Index"]

_NO_FILTERS = Filters()


class Index:
    """One index folder, owned by this process until ``close``.

    Every method may be called from any thread.

    Attributes:
        path: Its folder.
        name: The name of that folder.
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
        self._parts = open_parts(path, settings, embedder=embedder, store=store, rebuild=rebuild)

    @property
    def settings(self) -> Settings:
        """Those given, with what the index was built with."""
        return self._parts.settings

    @property
    def manifest(self) -> Manifest:
        """What the index was built with."""
        return self._parts.manifest

    @classmethod
    def create_or_open(
        cls,
        path: str | Path,
        settings: Settings | None = None,
        *,
        create: bool = False,
        rebuild: bool = False,
        embedder: Embedder | None = None,
        store: VectorStore | None = None,
    ) -> "Index":
        """The index at *path*, its projections repaired where they are not equal to its ledger.

        Args:
            path: The index folder.
            settings: What the index has to fit; None takes what it was built with.
            create: Whether to make it where there is none.
            rebuild: Whether to cut its articles anew for *settings*, whatever it was built with.
            embedder: An encoder to use instead of the one that the settings name.
            store: A vector store to use instead of Chroma.

        Raises:
            IndexNotFound: There is none, and *create* is False.
            IndexMismatch: It was built with other settings; the message names the way out.
            IndexLocked: Another process owns it; the message names it.
            IndexFailure: Its ledger is unreadable, or the folder cannot be written.
        """
        folder = prepared(Path(path), create=create)
        return cls(folder, settings, embedder=embedder, store=store, rebuild=rebuild)

    @classmethod
    def rebuild(
        cls, path: str | Path, settings: Settings, *, embedder: Embedder | None = None
    ) -> "Index":
        """The index at *path* with its articles cut anew for *settings*; ``catch_up`` encodes them.

        Raises:
            IndexNotFound: There is none.
        """
        return cls.create_or_open(path, settings, rebuild=True, embedder=embedder)

    @property
    def embedder_name(self) -> str | None:
        """Name of the encoder and the start of its weights' hash; None before its first use."""
        return self.manifest.encoder

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors (len(texts), dimension) of *texts*, by the encoder of this index."""
        return self._parts.encoding.embed(texts)

    def ingest(
        self, items: Iterable[Article | Rejected], *, progress: Progress | None = None
    ) -> IngestReport:
        """Store *items*, which then answer by keyword; ``catch_up`` encodes them.

        Args:
            items: Articles, and what was found not to be one.
            progress: Called as ``("stored", items done, 0)`` after each batch, which from then on
                survives a killed process.

        Raises:
            StoreUnavailable: The disk is full; what *progress* counted is kept.
        """
        return take_in(
            items, self._parts.ledger, self._parts.keywords, self.manifest, progress=progress
        )

    def catch_up(self, *, progress: Progress | None = None, limit: int | None = None) -> int:
        """Encode up to *limit* chunks that wait for it; returns how many were.

        May be stopped at any moment and called again.

        Raises:
            ModelFailure: The encoder cannot be loaded.
            StoreUnavailable: The vector store is away or the disk full; what was encoded is kept.
        """
        return self._parts.encoding.catch_up(progress=progress, limit=limit)

    def start_catch_up(self) -> None:
        """Encode what waits in the background; ``close`` stops it."""
        self._parts.encoding.start()

    def remove(self, article_id: str, *, purge: bool = False) -> None:
        """Stop *article_id* from answering, at once.

        Its text stays readable for audits by ``article(id, sha256=...)``, unless *purge* drops it
        from the ledger and every projection.

        Raises:
            InputError: There is no such article.
        """
        if not self._parts.ledger.remove(article_id, purge=purge):
            raise InputError(
                f"the index {self.name} holds no article {article_id!r}; `qa articles list` shows "
                "the ids it holds."
            )
        if purge:
            self._parts.keywords.rebuild()
            self._parts.vectors.rebuild()
        else:
            self._parts.keywords.apply()

    def article(self, article_id: str, *, sha256: str | None = None) -> Article:
        """The article that answers as *article_id*, or its revision whose text has *sha256*.

        Raises:
            InputError: There is none.
        """
        return self._parts.catalogue.article(article_id, sha256)

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
        return self._parts.catalogue.articles(
            filters, text=text, order=order, limit=limit, offset=offset
        )

    def article_count(self, filters: Filters = _NO_FILTERS, *, text: str = "") -> int:
        """How many ``articles`` gives without a limit."""
        return self._parts.catalogue.article_count(filters, text=text)

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
            query: Any text; nothing in it is read as an operator.
            limit: Most results.
            filters: What the articles have to fit.
            boosts: Weight of single words of the query, 1 where not given, 0 to leave one out.
        """
        return self._parts.searches.keyword(query, limit, filters, boosts)

    def article_search(
        self,
        query: str,
        *,
        limit: int,
        filters: Filters = _NO_FILTERS,
        boosts: Mapping[str, float] | None = None,
    ) -> list[ArticleHit]:
        """The *limit* best articles for the words of *query*, by BM25 over the whole article."""
        return self._parts.searches.article(query, limit, filters, boosts)

    def vector_search(
        self, vector: NDArray[np.float32], *, limit: int, filters: Filters = _NO_FILTERS
    ) -> list[Hit]:
        """The *limit* chunks nearest to the unit *vector* (dimension,), by cosine.

        Raises:
            StoreUnavailable: The vector store does not answer; keyword search goes on.
        """
        return self._parts.searches.vector(np.asarray(vector, dtype=np.float32), limit, filters)

    def passages(self, chunk_ids: Sequence[str]) -> list[tuple[Article, Chunk]]:
        """The chunks *chunk_ids* with their articles, in that order; those removed are left out."""
        return self._parts.catalogue.passages(chunk_ids)

    def article_chunks(self, article_id: str) -> list[Chunk]:
        """The chunks of *article_id* in order; none where there is no such article."""
        return [chunk for _, chunk in self._parts.catalogue.chunks("article", article_id)]

    def copies(self, article_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """For each article, the ids of the others that carry its text, whole or nearly."""
        return self._parts.copies.of(article_ids)

    def histogram(self, filters: Filters = _NO_FILTERS) -> dict[str, int]:
        """Articles that pass *filters* by month of publication (``YYYY-MM``), in order."""
        return self._parts.catalogue.months(filters)

    def outlets(self) -> list[tuple[str, int]]:
        """Outlets with their number of articles, most frequent first."""
        return self._parts.catalogue.counted("outlet")

    def places(self) -> list[tuple[str, int]]:
        """Places with their number of articles, most frequent first."""
        return self._parts.catalogue.counted("place")

    def status(self) -> IndexStatus:
        """How the index stands; tries the vector store."""
        return status_of(self._parts, self.path)

    def close(self) -> None:
        """Stop the background work, close everything and give the folder up."""
        self._parts.opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
