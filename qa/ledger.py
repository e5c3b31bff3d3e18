"""The truth of an index: articles with their revisions, chunks, and what is left to project.

Everything else in an index folder can be rebuilt from here. A change to an article writes, in the
same transaction, what the keyword index and the vector store have yet to learn of it; they can be
told twice, so a process may stop at any moment.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Generic, Literal, TypeVar

from qa.database import Connection, Database
from qa.fingerprints import folded_hash, signature
from qa.identity import by_id, content_hash, find, is_derived, metadata_json, own_id
from qa.ledger_rows import ARTICLE_COLUMNS
from qa.records import Article, Chunk

__all__ = ["Cut", "Ledger", "Outcome", "PerVersion", "vector_key"]

T = TypeVar("T")
Outcome = Literal["added", "updated", "unchanged"]

# An article's chunks, and for each the key of its vector.
Cut = tuple[Sequence[Chunk], Sequence[bytes]]


def vector_key(embedded_text: str) -> bytes:
    """Key under which the vector of *embedded_text* is cached, 16 bytes."""
    return hashlib.blake2b(embedded_text.encode("utf-8", "replace"), digest_size=16).digest()


class Ledger:
    """Articles, chunks and projection progress in one SQLite file.

    Attributes:
        version: Counts the changes made in this process; for knowing when a cache is stale.
        model: Key of the encoder whose vectors count, None while it is not known.
    """

    def __init__(self, path: Path) -> None:
        """Open the ledger at *path*, or make an empty one.

        Raises:
            IndexFailure: It is unreadable, or cannot be written.
        """
        self.database = Database(path)
        self.version = 0
        self.model: int | None = None

    def close(self) -> None:
        """Close every connection."""
        self.database.close()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction; every change made with its connection is kept, or none."""
        try:
            with self.database.write() as connection:
                yield connection
        finally:
            # After the commit: a reader that saw the count first may then have read too much, never
            # too little.
            self.version += 1

    def note(self, key: str) -> str | None:
        """A fact about the whole index, None where it was never written."""
        value: str | None = self.database.value("SELECT value FROM meta WHERE key = ?", (key,))
        return value

    def set_note(self, key: str, value: str) -> None:
        """Write a fact about the whole index."""
        with self.write() as connection:
            connection.execute("REPLACE INTO meta VALUES (?, ?)", (key, value))

    def use_model(self, name: str) -> None:
        """Count vectors of the encoder *name* from now on."""
        with self.write() as connection:
            connection.execute("INSERT OR IGNORE INTO models (name) VALUES (?)", (name,))
            row = connection.execute("SELECT pk FROM models WHERE name = ?", (name,)).fetchone()
            # After a rebuild for an encoder that was used before, its vectors are still here.
            connection.execute(
                "UPDATE chunks SET state = 1 WHERE state = 0 AND EXISTS"
                " (SELECT 1 FROM vectors WHERE key = vector_key AND model = ?)",
                row,
            )
        self.model = row[0]

    def put(
        self,
        connection: Connection,
        article: Article,
        cut: Callable[[Article], Cut],
        *,
        written: set[int],
    ) -> tuple[Outcome, bool]:
        """Store *article* unless it is there already.

        Args:
            connection: Of an open transaction.
            article: A new article, or a new revision of one known by id, address or file.
            cut: Gives the chunks of the article as stored; called for changed articles alone.
            written: Keys of the rows seen in this run; added to.

        Returns:
            What became of it, and whether it was stored although another article has its words.
        """
        article = own_id(connection, article, written)
        old = find(connection, article, written)
        if old and old.content == content_hash(article):
            if article.source and article.source != old.source:
                connection.execute(
                    "UPDATE articles SET source = ? WHERE pk = ?", (article.source, old.pk)
                )
            written.add(old.pk)
            return "unchanged", False
        if old:
            self._retire(connection, old.pk)
            if is_derived(article.id):
                article = replace(article, id=old.id)
        (last,) = connection.execute(
            "SELECT max(revision) FROM articles WHERE id = ?", (article.id,)
        ).fetchone()
        stored = replace(article, revision=(last or 0) + 1)
        pk = self._insert(connection, stored, cut(stored))
        written.add(pk)
        twin = connection.execute(
            "SELECT 1 FROM articles WHERE current AND folded = ? AND pk <> ?",
            (folded_hash(stored.text), pk),
        ).fetchone()
        return "updated" if old else "added", twin is not None

    def _insert(self, connection: Connection, article: Article, cut: Cut) -> int:
        pk = connection.execute(
            f"INSERT INTO articles ({ARTICLE_COLUMNS}, outlet_key, content, folded, signature,"  # noqa: S608 - a literal of the rows
            " added, chunk_count, current) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,1)",
            (
                article.id,
                article.title,
                article.text,
                article.outlet,
                article.published,
                article.place,
                article.url,
                article.source,
                metadata_json(article),
                article.revision,
                article.sha256,
                article.outlet.strip().casefold() if article.outlet else None,
                content_hash(article),
                folded_hash(article.text),
                signature(article.text).tobytes(),
                datetime.now(UTC).isoformat(timespec="seconds"),
                len(cut[0]),
            ),
        ).lastrowid
        assert pk is not None
        self.insert_chunks(connection, pk, cut)
        return pk

    def insert_chunks(self, connection: Connection, article: int, cut: Cut) -> None:
        """Write the chunks of the article row *article* and queue it for both projections."""
        chunks, keys = cut
        connection.executemany(
            "INSERT INTO chunks (id, article, position, start, end, sentences, vector_key, state)"
            " VALUES (?,?,?,?,?,?,?,"
            " EXISTS (SELECT 1 FROM vectors WHERE key = ?7 AND model IS ?8))",
            [
                (
                    chunk.id,
                    article,
                    chunk.position,
                    chunk.start,
                    chunk.end,
                    json.dumps(chunk.sentences, separators=(",", ":")),
                    key,
                    self.model,
                )
                for chunk, key in zip(chunks, keys, strict=True)
            ],
        )
        connection.execute("REPLACE INTO keyword_outbox VALUES (?, 1)", (article,))

    def drop_chunks(self, connection: Connection, article: int) -> None:
        """Delete the chunks of the article row *article* and queue that for both projections."""
        # State 1 too: a process may have stopped between the store's write and the ledger's note.
        connection.execute(
            "INSERT OR IGNORE INTO vector_removals"
            " SELECT id FROM chunks WHERE article = ? AND state > 0",
            (article,),
        )
        connection.execute("DELETE FROM chunks WHERE article = ?", (article,))
        connection.execute("REPLACE INTO keyword_outbox VALUES (?, 0)", (article,))

    def _retire(self, connection: Connection, pk: int) -> None:
        self.drop_chunks(connection, pk)
        connection.execute("UPDATE articles SET current = 0 WHERE pk = ?", (pk,))

    def remove(self, article_id: str, *, purge: bool) -> bool:
        """Stop *article_id* from answering; with *purge*, forget all that was made of it.

        Returns:
            Whether there was such an article.
        """
        with self.write() as connection:
            old = by_id(connection, article_id)
            if old:
                self._retire(connection, old.pk)
            if not purge:
                return old is not None
            gone = connection.execute("DELETE FROM articles WHERE id = ?", (article_id,)).rowcount
            for table in ("vectors", "parses"):
                connection.execute(
                    f"DELETE FROM {table} WHERE key NOT IN (SELECT vector_key FROM chunks)"  # noqa: S608 - the names above
                )
        self.database.erase_free_pages()
        return gone > 0


class PerVersion(Generic[T]):
    """What is worked out from a ledger, once for each state that it has in this process."""

    def __init__(self, ledger: Ledger, work: Callable[[], T]) -> None:
        """Let *work* read *ledger*."""
        self._ledger = ledger
        self._work = work
        self._kept: tuple[int, T] | None = None

    def __call__(self) -> T:
        """What it comes to now."""
        version = self._ledger.version
        if self._kept is None or self._kept[0] != version:
            self._kept = (version, self._work())
        return self._kept[1]
