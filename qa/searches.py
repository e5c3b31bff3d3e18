"""Search the projections of an index, and keep to what the ledger says answers."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from qa.catalogue import Catalogue
from qa.keyword_projection import KeywordProjection
from qa.records import Filters
from qa.results import ArticleHit, Hit
from qa.vector_cache import VectorCache, nearest
from qa.vector_projection import VectorProjection

__all__ = ["Searches"]

# Up to here, reading the vectors from the ledger beats asking the store for more and more.
_EXACT_CHUNKS = 4_000
_MOST_CANDIDATES = 10_000
_SPARE = 16

Pairs = Sequence[tuple[int, float]]


class Searches:
    """The three searches; a chunk or article that no longer answers is never returned."""

    def __init__(
        self,
        catalogue: Catalogue,
        keywords: KeywordProjection,
        cache: VectorCache,
        vectors: VectorProjection,
    ) -> None:
        """Search *keywords* and *vectors*, checked against *catalogue* and *cache*."""
        self._catalogue = catalogue
        self._keywords = keywords
        self._cache = cache
        self._vectors = vectors

    def _within(self, filters: Filters) -> dict[int, int] | None:
        return self._catalogue.passing(filters) if filters else None

    def keyword(
        self, query: str, limit: int, filters: Filters, boosts: Mapping[str, float] | None
    ) -> list[Hit]:
        """The *limit* best chunks for the words of *query*."""
        within = self._within(filters)

        def found(most: int) -> Pairs:
            index = self._keywords.index
            return index.search(query, limit=most, within=within, boosts=boosts)

        return [Hit(*pair) for pair in _enough(found, self._catalogue.chunk_ids, limit)]

    def article(
        self, query: str, limit: int, filters: Filters, boosts: Mapping[str, float] | None
    ) -> list[ArticleHit]:
        """The *limit* best articles for the words of *query*."""
        within = self._within(filters)

        def found(most: int) -> Pairs:
            index = self._keywords.index
            return index.search_articles(query, limit=most, within=within, boosts=boosts)

        return [ArticleHit(*pair) for pair in _enough(found, self._catalogue.ids, limit)]

    def vector(self, vector: NDArray[np.float32], limit: int, filters: Filters) -> list[Hit]:
        """The *limit* chunks nearest to the unit *vector*, scored by cosine.

        Raises:
            StoreUnavailable: The vector store is needed and does not answer.
        """
        within = self._within(filters)
        if limit <= 0 or within == {}:
            return []
        if within is None:
            return self._near(vector, limit, None, 1.0)
        passing, total = sum(within.values()), max(sum(self._cache.counts()), 1)
        if passing > _EXACT_CHUNKS:
            hits = self._near(vector, limit, within, passing / total)
            if len(hits) == limit:
                return hits
        return self._exact(vector, limit, within)

    def _near(
        self,
        vector: NDArray[np.float32],
        limit: int,
        within: Mapping[int, int] | None,
        share: float,
    ) -> list[Hit]:
        """The nearest chunks by the store, asked for more than *limit* where some do not count."""
        most = min(int((limit + _SPARE) / share * 1.5), max(_MOST_CANDIDATES, limit + _SPARE))
        while True:
            found = self._vectors.nearest(vector, most)
            articles = self._catalogue.article_of([chunk_id for chunk_id, _ in found])
            hits = [
                Hit(chunk_id, score)
                for chunk_id, score in found
                if chunk_id in articles and (within is None or articles[chunk_id] in within)
            ]
            if len(hits) >= limit or len(found) < most or most >= _MOST_CANDIDATES:
                return hits[:limit]
            most = min(most * 4, _MOST_CANDIDATES)

    def _exact(
        self, vector: NDArray[np.float32], limit: int, within: Mapping[int, int]
    ) -> list[Hit]:
        blocks = self._cache.blocks_of_articles(list(within))
        return [Hit(*pair) for pair in nearest(blocks, vector, limit)]


def _enough(
    found: Callable[[int], Pairs],
    kept: Callable[[Sequence[int]], Mapping[int, str]],
    limit: int,
) -> list[tuple[str, float]]:
    """The first *limit* results that still answer, asking for more until there are enough."""
    most = limit + _SPARE
    while limit > 0:
        pairs = found(most)
        names = kept([row for row, _ in pairs])
        hits = [(names[row], score) for row, score in pairs if row in names]
        if len(hits) >= limit or len(pairs) < most:
            return hits[:limit]
        most *= 4
    return []
