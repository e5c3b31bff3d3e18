"""Find the articles that carry the same report: reprints and wire copies."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qa.fingerprints import SIGNATURE_SIZE, banded, estimates, shingles, similarity
from qa.ledger import Ledger, PerVersion

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Copies"]

_COPY_SIMILARITY = 0.8
# The estimate of 128 hashes strays by about 0.04 at 0.8; what passes is measured exactly.
_COPY_ESTIMATE = 0.65


@dataclass(frozen=True, slots=True)
class _Bands:
    """The keys of all signatures, sorted in each band, with the articles that have them.

    Attributes:
        keys: Sorted (bands, articles).
        pks: Of the articles, in the order of *keys*.
    """

    keys: "NDArray[np.uint64]"
    pks: "NDArray[np.int64]"

    def sharing(self, keys: "NDArray[np.uint64]") -> list[set[int]]:
        """For each of n articles with *keys* (bands, n), the articles that have any of its keys."""
        found: list[set[int]] = [set() for _ in keys.T]
        for own, pks, asked in zip(self.keys, self.pks, keys, strict=True):
            firsts = np.searchsorted(own, asked, side="left")
            lasts = np.searchsorted(own, asked, side="right")
            for others, first, last in zip(found, firsts, lasts, strict=True):
                others.update(pks[first:last].tolist())
        return found


class Copies:
    """Compares the articles that answer in one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        """Compare the articles of *ledger*."""
        self._database = ledger.database
        self._bands = PerVersion(ledger, self._sorted)

    def of(self, article_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """For each article, the others that carry its text, whole or nearly.

        Nearly: four fifths of all runs of five words are in both.
        """
        bands = self._bands()
        wanted = self._database.rows(
            "SELECT pk, id, folded, signature FROM articles"
            " WHERE current AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(article_ids)),),
        )
        copies: dict[str, tuple[str, ...]] = dict.fromkeys(article_ids, ())
        signatures = _signatures(row[3] for row in wanted)
        sharing = bands.sharing(banded(signatures))
        for (pk, article_id, folded, _), others, signed in zip(
            wanted, sharing, signatures, strict=True
        ):
            near = self._near(others - {pk}, signed)
            if near:
                copies[article_id] = self._confirmed(pk, folded, near)
        return copies

    def _sorted(self) -> _Bands:
        rows = self._database.rows("SELECT pk, signature FROM articles WHERE current")
        keys = banded(_signatures(row[1] for row in rows))
        order = np.argsort(keys, axis=1, kind="stable")
        pks = np.array([row[0] for row in rows], dtype=np.int64)
        return _Bands(np.take_along_axis(keys, order, axis=1), pks[order])

    def _near(self, others: set[int], signed: "NDArray[np.uint32]") -> list[int]:
        """Those of the articles *others* whose signatures are like *signed*."""
        if not others:
            return []
        rows = self._database.rows(
            "SELECT pk, signature FROM articles"
            " WHERE current AND pk IN (SELECT value FROM json_each(?)) ORDER BY pk",
            (json.dumps(sorted(others)),),
        )
        scores = estimates(signed, _signatures(row[1] for row in rows))
        alike = zip(rows, scores, strict=True)
        return [int(row[0]) for row, score in alike if score >= _COPY_ESTIMATE]

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


def _signatures(blobs: Iterable[bytes]) -> "NDArray[np.uint32]":
    """The signatures (n, SIGNATURE_SIZE) that the ledger keeps as *blobs*."""
    return np.frombuffer(b"".join(blobs), dtype=np.uint32).reshape(-1, SIGNATURE_SIZE)
