"""Rows of the ledger: which columns to ask for, and the articles and chunks they hold."""

import json
from collections.abc import Sequence
from typing import Any

from qa.records import Article, Chunk

__all__ = ["ARTICLE_COLUMNS", "CHUNK_COLUMNS", "article_from_row", "chunk_from_row"]

ARTICLE_COLUMNS = (
    "id, title, text, outlet, published, place, url, source, metadata, revision, sha256"
)
CHUNK_COLUMNS = "c.id, c.position, c.start, c.end, c.sentences"


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
