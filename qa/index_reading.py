"""What an open index tells: its articles, its chunks, its searches, and how it stands."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.catalogue import Order
from qa.manifest import Manifest
from qa.parse_cache import Unparsed
from qa.parts import Parts, status_of
from qa.records import Article, Chunk, Filters
from qa.results import ArticleHit, Hit, IndexStatus
from qa.settings import Settings

__all__ = ["IndexReading"]

_NO_FILTERS = Filters()


class IndexReading:
    """The half of ``Index`` that leaves its articles as they are.

    Attributes:
        path: The folder of the index.
        name: The name of that folder.
    """

    def __init__(self, path: Path, parts: Parts) -> None:
        """Read *parts*, which are open, of the index folder *path*."""
        self.path = path
        self.name = path.name
        self._parts = parts

    @property
    def settings(self) -> Settings:
        """Those given, with what the index was built with."""
        return self._parts.settings

    @property
    def manifest(self) -> Manifest:
        """What the index was built with."""
        return self._parts.manifest

    @property
    def embedder_name(self) -> str | None:
        """Name of the encoder and the start of its weights' hash; None before its first use."""
        return self.manifest.encoder

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors (len(texts), dimension) of *texts*, by the encoder of this index."""
        return self._parts.encoding.embed(texts)

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

    def parses(
        self, parser: str, chunk_ids: Sequence[str], *, articles: Sequence[str] = ()
    ) -> list[bytes]:
        """What was kept of the chunks *chunk_ids*, and all chunks of *articles*, by *parser*."""
        return self._parts.parses.of_chunks(parser, chunk_ids, articles)

    def unparsed(self, parser: str, *, after: int, limit: int) -> list[Unparsed]:
        """Up to *limit* chunks beyond the row *after* of which nothing by *parser* is kept."""
        return self._parts.parses.waiting(parser, after=after, limit=limit)

    def count_unparsed(self, parser: str) -> int:
        """How many chunks there are of which nothing by *parser* is kept."""
        return self._parts.parses.count_waiting(parser)

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

    def state(self) -> tuple[int, str]:
        """How many articles answer, and the revision they make up, as in ``status`` but at once."""
        return self._parts.catalogue.counts()[0], self._parts.catalogue.revision()

    def status(self) -> IndexStatus:
        """How the index stands; tries the vector store."""
        return status_of(self._parts, self.path)
