"""Tell whether an article that comes in is known: by id, by address, or by the file it is from."""

import hashlib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass

from qa.database import Connection
from qa.records import Article

__all__ = ["Stored", "by_id", "content_hash", "find", "is_derived", "metadata_json"]

_DERIVED_ID = re.compile(r"a-[0-9a-f]{16}")
_RECORD_SOURCE = re.compile(r":\d+$")


def metadata_json(article: Article) -> str:
    """The metadata of *article*, the same for the same content."""
    return json.dumps(dict(article.metadata), sort_keys=True, default=str)


def is_derived(article_id: str) -> bool:
    """Whether *article_id* was made from address or text, for want of one from the source."""
    return _DERIVED_ID.fullmatch(article_id) is not None


def content_hash(article: Article) -> str:
    """Hash over text and metadata; where an article was read from is not part of what it says."""
    fields = (article.title, article.outlet, article.published, article.place, article.url)
    plain = json.dumps([article.sha256, *fields, metadata_json(article)])
    return hashlib.sha256(plain.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Stored:
    """What tells whether an article is there already: its row, id, content and file."""

    pk: int
    id: str
    content: str
    source: str | None


def _one(connection: Connection, where: str, value: str) -> Stored | None:
    row = connection.execute(
        f"SELECT pk, id, content, source FROM articles WHERE current AND {where} = ?",  # noqa: S608 - a literal of this module
        (value,),
    ).fetchone()
    return Stored(*row) if row else None


def by_id(connection: Connection, article_id: str) -> Stored | None:
    """The article that answers as *article_id*."""
    return _one(connection, "id", article_id)


def find(connection: Connection, article: Article, written: Collection[int]) -> Stored | None:
    """The stored article that *article* is, or is a new revision of.

    Args:
        connection: To the ledger, inside a transaction.
        article: What came in.
        written: Keys of the rows that this run has seen.
    """
    if found := by_id(connection, article.id):
        return found
    derived = is_derived(article.id)
    found = _one(connection, "url", article.url) if article.url else None
    if found and (derived or is_derived(found.id)):
        # Two ids that their sources gave are two articles, even at one address: data sets put an
        # outlet's front page there.
        return found
    if article.source and not _RECORD_SOURCE.search(article.source):
        found = _one(connection, "source", article.source)
        # A file that gave two articles in this same run is not the file of one.
        if found and found.pk not in written:
            return found
    return None
