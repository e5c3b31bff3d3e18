"""Find the articles that carry the same report: reprints and wire copies."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from qa.fingerprints import SIGNATURE_SIZE, estimates, shingles, similarity
from qa.ledger import Ledger

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Copies"]

_COPY_SIMILARITY = 0.8
# The estimate of 128 hashes strays by about 0.04 at 0.8; what passes is measured exactly.
_COPY_ESTIMATE = 0.65


class Copies:
    """Compares the articles that answer in one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        """Compare the articles of *ledger*."""
        self._ledger = ledger
        self._database = ledger.database
        self._signatures: tuple[int, NDArray[np.int64], NDArray[np.uint32]] | None = None

    def of(self, article_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """For each article, the others that carry its text, whole or nearly.

        Nearly: four fifths of all runs of five words are in both.
        """
        version = self._ledger.version
        if self._signatures is None or self._signatures[0] != version:
            rows = self._database.rows("SELECT pk, signature FROM articles WHERE current")
            matrix = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.uint32)
            pks = np.array([row[0] for row in rows], dtype=np.int64)
            self._signatures = (version, pks, matrix.reshape(-1, SIGNATURE_SIZE))
        _, pks, matrix = self._signatures
        wanted = self._database.rows(
            "SELECT pk, id, folded, signature FROM articles"
            " WHERE current AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(article_ids)),),
        )
        copies: dict[str, tuple[str, ...]] = dict.fromkeys(article_ids, ())
        for pk, article_id, folded, blob in wanted:
            scores = estimates(np.frombuffer(blob, dtype=np.uint32), matrix)
            near = [int(row) for row in pks[scores >= _COPY_ESTIMATE] if row != pk]
            if near:
                copies[article_id] = self._confirmed(pk, folded, near)
        return copies

    def _confirmed(self, pk: int, folded: str, candidates: Sequence[int]) -> tuple[str, ...]:
        rows = self._database.rows(
            "SELECT pk, id, folded, text FROM articles"
            " WHERE current AND pk IN (SELECT value FROM json_each(?)) ORDER BY pk",
            (json.dumps([pk, *candidates]),),
        )
        own = next((shingles(row[3]) for row in rows if row[0] == pk), None)
        return tuple(
            other_id
            for other, other_id, other_folded, text in rows
            if other != pk
            and own is not None
            and (other_folded == folded or similarity(own, shingles(text)) >= _COPY_SIMILARITY)
        )
