"""What an index hands back: hits, the report of an ingest, its status."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.articles import Rejected

__all__ = ["ArticleHit", "Hit", "IndexStatus", "IngestReport"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk found by one search; scores compare only within that search."""

    chunk_id: str
    score: float


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article found by one search; scores compare only within that search."""

    article_id: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What became of the items given to one ingest.

    Attributes:
        added: Articles that were not in the index.
        updated: Articles whose text or metadata changed; the old revision no longer answers.
        unchanged: Articles already there, to the letter.
        duplicates: Of those added or updated, how many carry the text of another article.
        rejected: What could not become an article, and why.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    rejected: tuple[Rejected, ...] = ()

    @property
    def stored(self) -> int:
        """Articles written by this ingest."""
        return self.added + self.updated


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """How an index stands.

    Attributes:
        articles: Articles that answer.
        chunks: Their chunks.
        pending_vectors: Chunks not yet encoded; found by keyword only.
        pending_store: Chunks encoded but not yet in the vector store; found by exact search.
        revision: Changes exactly when the articles that answer change.
        first, last: Earliest and latest date of publication, ISO.
        undated: Articles without a date.
        sizes: Bytes on disk by part (ledger, keywords, vectors).
        keyword_ok: Whether keyword search answers for every article.
        vector_ok: Whether the vector store answers; if not, ``vector_problem`` says why.
        embedder: Name of the encoder, None before the first chunk was encoded.
    """

    name: str
    path: str
    articles: int
    chunks: int
    pending_vectors: int
    pending_store: int
    revision: str
    first: str | None
    last: str | None
    undated: int
    keyword_ok: bool
    vector_ok: bool
    vector_problem: str | None = None
    embedder: str | None = None
    sizes: Mapping[str, int] = field(default_factory=dict)
