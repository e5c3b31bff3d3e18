"""The values of a collection: articles, what is cut or found of them, and what limits them.

Offsets count Python characters from the start of ``Article.text``; ``end`` is exclusive. Dates are
ISO 8601 strings (``YYYY-MM-DD``), so that they compare and serialise without a conversion.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Article", "Chunk", "Filters", "Passage", "Span", "text_hash"]


def text_hash(text: str) -> str:
    """SHA-256 of *text* in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report as it was stored.

    Attributes:
        id: Unique in an index; given by the source, or derived from url or content.
        text: Exactly what was read; never normalised afterwards, since quotes point into it.
        published: ISO date, or None where the source gives none.
        source: The file or stream it came from, as shown to the user.
        metadata: Whatever else the source said.
        revision: 1 for the first text stored under this id, 2 for the next.
        sha256: Of the whole text; derived.
    """

    id: str
    title: str
    text: str
    outlet: str | None = None
    published: str | None = None
    place: str | None = None
    url: str | None = None
    source: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    revision: int = 1
    sha256: str = ""

    def __post_init__(self) -> None:
        """Derive the hash once."""
        if not self.sha256:
            object.__setattr__(self, "sha256", text_hash(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of an article: ``article.text[start:end] == text``."""

    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A run of whole sentences of one article, sized for the embedder.

    Attributes:
        id: Derived from article id, article hash and offsets.
        position: 0 for the first chunk of its article.
        text: ``article.text[start:end]``.
        sentences: (start, end) of each sentence inside the chunk, in article offsets.
    """

    id: str
    article_id: str
    position: int
    start: int
    end: int
    text: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A retrieved chunk.

    Attributes:
        score: Higher is better; comparable only within one search.
        parts: What each retriever contributed, by name (``keyword``, ``vector``, ``article``).
        copies: Ids of other articles that carry the same text (reprints, wire copies).
    """

    article: Article
    chunk: Chunk
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a question is limited to; None or empty means no limit.

    Attributes:
        after: Published on or after this ISO date.
        before: Published on or before this ISO date.
        outlets: Any of these outlets, compared without case.
        places: Any of these places, in the article's place or text, compared without case.
    """

    after: str | None = None
    before: str | None = None
    outlets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Accept lists and None for the two tuples, as callers write them."""
        for name in ("outlets", "places"):
            value = getattr(self, name)
            values = (value,) if isinstance(value, str) else tuple(value or ())
            object.__setattr__(self, name, values)

    def __bool__(self) -> bool:
        """Whether anything is limited."""
        return bool(self.after or self.before or self.outlets or self.places)
