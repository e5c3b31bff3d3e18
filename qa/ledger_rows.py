"""Rows of the ledger: which columns to ask for, and the articles and chunks they hold."""

import json
from collections.abc import Sequence
from typing import Any

from qa.records import Article, Chunk

__all__ = [
    "ARTICLE_COLUMNS",
    "CHUNK_COLUMNS",
    "PAIR_COLUMNS",
    "article_from_row",
    "chunk_from_row",
    "pair_from_row",
]

ARTICLE_COLUMNS = (
    "id, title, text, outlet, published, place, url, source, metadata, revision, sha256"
)
CHUNK_COLUMNS = "c.id, c.position, c.start, c.end, c.sentences"
# Of chunks c joined with their articles a.
PAIR_COLUMNS = ", ".join([CHUNK_COLUMNS, *(f"a.{name}" for name in ARTICLE_COLUMNS.split(", "))])


def article_from_row(row: Sequence[Any]) -> Article:
    """The article of a row that starts with ARTICLE_COLUMNS."""
    values = dict(zip(ARTICLE_COLUMNS.split(", "), row, strict=False))
    return Article(**values | {"metadata": json.loads(values["metadata"])})


def chunk_from_row(article: Article, row: Sequence[Any]) -> Chunk:
    """The chunk of *article* whose CHUNK_COLUMNS are *row*."""
    chunk_id, position, start, end, sentences = row
    return Chunk(
        id=chunk_id,
        article_id=article.id,
        position=position,
        start=start,
        end=end,
        text=article.text[start:end],
        sentences=tuple((first, last) for first, last in json.loads(sentences)),
    )


def pair_from_row(row: Sequence[Any]) -> tuple[Article, Chunk]:
    """The article and the chunk whose PAIR_COLUMNS are *row*."""
    of_chunk = len(CHUNK_COLUMNS.split(", "))
    article = article_from_row(row[of_chunk:])
    return article, chunk_from_row(article, row[:of_chunk])
