"""Tell whether an article that comes in is known: by id, by address, or by the file it is from."""

import hashlib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from qa.database import Connection
from qa.fingerprints import estimates, signature
from qa.records import Article

__all__ = ["Stored", "by_id", "content_hash", "find", "is_derived", "metadata_json", "own_id"]

_DERIVED_ID = re.compile(r"a-[0-9a-f]{16}")
# Estimated share of common word runs; revisions of one report have far more, two reports none.
_SAME_REPORT = 0.2
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


def _is_another(
    connection: Connection, old: Stored, article: Article, written: Collection[int]
) -> bool:
    """Whether *old* has the address of *article* and is still another report.

    Data sets put an outlet's front page as the address of every article: two of one run that share
    neither title nor text are not revisions of one.
    """
    if old.pk not in written or not is_derived(article.id):
        return False
    title, blob = connection.execute(
        "SELECT title, signature FROM articles WHERE pk = ?", (old.pk,)
    ).fetchone()
    (alike,) = estimates(signature(article.text), np.frombuffer(blob, dtype=np.uint32)[None, :])
    return bool(title != article.title and alike < _SAME_REPORT)


def own_id(connection: Connection, article: Article, written: Collection[int]) -> Article:
    """*article*, with an id from its text where another report of this run has its derived id."""
    old = by_id(connection, article.id)
    if old is None or not _is_another(connection, old, article, written):
        return article
    key = f"text\0{article.title}\0{article.text}"
    return replace(article, id="a-" + hashlib.sha256(key.encode()).hexdigest()[:16])


def find(connection: Connection, article: Article, written: Collection[int]) -> Stored | None:
    """The stored article that *article* is, or is a new revision of.

    Args:
        connection: To the ledger, inside a transaction.
        article: What came in.
        written: Keys of the rows that this run has seen.
    """
    if found := by_id(connection, article.id):
        return found
    found = _one(connection, "url", article.url) if article.url else None
    # Two ids that their sources gave are two articles, even at one address.
    given = not is_derived(article.id) and found is not None and not is_derived(found.id)
    if found and not given and not _is_another(connection, found, article, written):
        return found
    if article.source and not _RECORD_SOURCE.search(article.source):
        found = _one(connection, "source", article.source)
        # A file that gave two articles in this same run is not the file of one.
        if found and found.pk not in written:
            return found
    return None
