"""Vectors in the ledger: every text is encoded once, and the vector store is a copy.

A chunk is in one of three states: waiting for its vector (0), encoded (1), in the vector store (2).
"""

import json
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from qa.ledger import Ledger, PerVersion
from qa.ledger_rows import PAIR_COLUMNS, pair_from_row
from qa.records import Article, Chunk

__all__ = ["VectorCache", "nearest"]

_BLOCK = 4_000


def _matrix(blobs: Sequence[bytes]) -> NDArray[np.float32]:
    if not blobs:
        return np.zeros((0, 0), dtype=np.float32)
    return np.frombuffer(b"".join(blobs), dtype=np.float32).reshape(len(blobs), -1)


def nearest(
    blocks: Iterator[tuple[list[str], NDArray[np.float32]]],
    query: NDArray[np.float32],
    limit: int,
) -> list[tuple[str, float]]:
    """The *limit* chunk ids of *blocks* with the highest cosine to the unit vector *query*."""
    best: list[tuple[str, float]] = []
    for ids, vectors in blocks:
        if not ids:
            continue
        scores = vectors @ query
        keep = np.argsort(-scores, kind="stable")[:limit]
        best += [(ids[row], float(scores[row])) for row in keep]
        best = sorted(best, key=lambda hit: (-hit[1], hit[0]))[:limit]
    return best


class VectorCache:
    """What is encoded, what waits, and exact reads of the vectors."""

    def __init__(self, ledger: Ledger) -> None:
        """Read and write the vectors of *ledger*."""
        self._ledger = ledger
        self._database = ledger.database
        self._counted = PerVersion(ledger, self._count)

    def waiting(self, limit: int) -> list[tuple[bytes, Article, Chunk]]:
        """Up to *limit* chunks without a vector: (key, article, chunk), oldest first."""
        rows = self._database.rows(
            f"SELECT c.vector_key, {PAIR_COLUMNS}"  # noqa: S608 - literals of the ledger
            " FROM chunks c JOIN articles a ON a.pk = c.article"
            " WHERE c.state = 0 ORDER BY c.pk LIMIT ?",
            (limit,),
        )
        return [(key, *pair_from_row(rest)) for key, *rest in rows]

    def save(self, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Keep *vectors* (n, dimension) under *keys*, and mark the chunks that wait for them."""
        model = self._ledger.model
        with self._ledger.write() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO vectors (key, model, vector) VALUES (?, ?, ?)",
                [
                    (key, model, row.astype("<f4").tobytes())
                    for key, row in zip(keys, vectors, strict=True)
                ],
            )
            connection.executemany(
                "UPDATE chunks SET state = 1 WHERE vector_key = ? AND state = 0",
                [(key,) for key in keys],
            )

    def unstored(self, limit: int) -> tuple[list[str], NDArray[np.float32]]:
        """Up to *limit* chunks that the store has yet to get: ids and vectors (n, dimension)."""
        return self._read("c.state = 1 ORDER BY c.pk LIMIT ?", (limit,))

    def mark_stored(self, ids: Sequence[str]) -> None:
        """Note that the store has the chunks *ids*."""
        with self._ledger.write() as connection:
            connection.executemany(
                "UPDATE chunks SET state = 2 WHERE id = ? AND state = 1", [(id_,) for id_ in ids]
            )

    def removals(self, limit: int) -> list[str]:
        """Up to *limit* chunk ids that the store has to drop."""
        rows = self._database.rows("SELECT chunk_id FROM vector_removals LIMIT ?", (limit,))
        return [row[0] for row in rows]

    def removals_done(self, ids: Sequence[str]) -> None:
        """Note that the store has dropped *ids*; those stored again meanwhile are due again."""
        with self._ledger.write() as connection:
            connection.executemany(
                "DELETE FROM vector_removals WHERE chunk_id = ?", [(id_,) for id_ in ids]
            )
            connection.executemany(
                "UPDATE chunks SET state = 1 WHERE id = ? AND state = 2", [(id_,) for id_ in ids]
            )

    def removal_count(self) -> int:
        """How many chunk ids the store has to drop."""
        return int(self._database.value("SELECT count(*) FROM vector_removals"))

    def sample_stored(self) -> tuple[list[str], NDArray[np.float32]]:
        """One chunk that the store should have, to try it with."""
        return self._read("c.state = 2 LIMIT ?", (1,))

    def queue_all(self) -> None:
        """Queue every encoded chunk, for a store built anew."""
        with self._ledger.write() as connection:
            connection.execute("UPDATE chunks SET state = 1 WHERE state = 2")
            connection.execute("DELETE FROM vector_removals")

    def counts(self) -> tuple[int, int, int]:
        """Chunks waiting for a vector, encoded only, and in the store."""
        return self._counted()

    def _count(self) -> tuple[int, int, int]:
        waiting, encoded = (
            self._database.value("SELECT count(*) FROM chunks WHERE state = ?", (state,))
            for state in (0, 1)
        )
        total = self._database.value("SELECT count(*) FROM chunks")
        return waiting, encoded, total - waiting - encoded

    def of_chunks(self, ids: Sequence[str]) -> tuple[list[str], NDArray[np.float32]]:
        """Those of the chunks *ids* that are encoded, with their vectors (n, dimension)."""
        return self._read("c.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))

    def blocks_of_articles(
        self, articles: Sequence[int]
    ) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
        """All encoded chunks of the article rows *articles*, in blocks."""
        for start in range(0, len(articles), 500):
            some = json.dumps(list(articles[start : start + 500]))
            yield self._read("c.article IN (SELECT value FROM json_each(?))", (some,))

    def blocks_unstored(self) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
        """All chunks that are encoded but not in the store, in blocks."""
        last = 0
        while True:
            rows = self._database.rows(
                "SELECT pk FROM chunks WHERE state = 1 AND pk > ? ORDER BY pk LIMIT ?",
                (last, _BLOCK),
            )
            if not rows:
                return
            yield self._read("c.state = 1 AND c.pk BETWEEN ? AND ?", (last + 1, rows[-1][0]))
            last = rows[-1][0]

    def _read(
        self, where: str, parameters: Sequence[object]
    ) -> tuple[list[str], NDArray[np.float32]]:
        rows = self._database.rows(
            "SELECT c.id, v.vector FROM chunks c"  # noqa: S608 - literals of this module
            f" JOIN vectors v ON v.key = c.vector_key AND v.model = {self._ledger.model or 0}"
            f" WHERE {where}",
            parameters,
        )
        return [row[0] for row in rows], _matrix([row[1] for row in rows])
