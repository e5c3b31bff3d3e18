"""Keep the keyword index equal to the ledger, and build it anew when it is not."""

import threading
from collections.abc import Sequence
from pathlib import Path

from qa.catalogue import Catalogue
from qa.disk import disk_full, erase
from qa.errors import StoreUnavailable
from qa.keywords import KeywordEntry, KeywordIndex
from qa.ledger import Ledger

__all__ = ["KeywordProjection"]

# Raise it when terms or fields change: older keyword indexes are then built anew.
_LAYOUT = "2"
_ARTICLES_A_COMMIT = 512


class KeywordProjection:
    """The keyword index of one ledger.

    Attributes:
        index: For searching.
    """

    def __init__(self, ledger: Ledger, catalogue: Catalogue, folder: Path, owner: str) -> None:
        """Open the keyword index in *folder* and bring it up to date.

        Args:
            ledger: What it has to be equal to.
            catalogue: Reads that ledger.
            folder: Where the keyword index is, or will be.
            owner: Id of the index; a folder that carries another one is not used.

        Raises:
            StoreUnavailable: The disk is full.
        """
        self._ledger = ledger
        self._catalogue = catalogue
        self._folder = folder
        self._mark = folder / "made-for"
        self._owner = f"{owner} {_LAYOUT}"
        self._turn = threading.RLock()
        self.index = self._opened()

    def _opened(self) -> KeywordIndex:
        try:
            if self._mark.read_text(encoding="utf-8") == self._owner:
                self.index = KeywordIndex(self._folder)
                self.apply()
                if self.agrees():
                    return self.index
                self.index.close()
        except (OSError, ValueError, StoreUnavailable):
            # Unreadable for whatever reason; a full disk shows again while it is built anew.
            pass
        return self._built_anew()

    def _built_anew(self) -> KeywordIndex:
        erase(self._folder)
        self.index = KeywordIndex(self._folder)
        self._queue_all()
        self.apply()
        try:
            self._mark.write_text(self._owner, encoding="utf-8")
        except OSError as error:
            raise disk_full(self._folder, error) from error
        return self.index

    def rebuild(self) -> None:
        """Build the keyword index anew, e.g. because deleted words must leave its files."""
        with self._turn:
            self.index.close()
            self.index = self._built_anew()

    def agrees(self) -> bool:
        """Whether it holds as many articles and chunks as the ledger."""
        counted = self._catalogue.counts()
        return not self._queue(1) and self.index.counts() == counted

    def apply(self) -> None:
        """Tell the keyword index what changed; when this returns, searches see it.

        Raises:
            StoreUnavailable: The disk is full, or the keyword index unreadable.
        """
        with self._turn:
            while queue := self._queue(_ARTICLES_A_COMMIT):
                entries = [entry for row, present in queue if present for entry in self._entry(row)]
                self.index.update([row for row, _ in queue], entries)
                self._done(queue)

    def _entry(self, row: int) -> list[KeywordEntry]:
        found = self._catalogue.chunks("row", row)
        if not found:
            return []
        rows = self._catalogue.chunk_rows([chunk.id for _, chunk in found])
        texts = [(rows[chunk.id], chunk.text) for _, chunk in found if chunk.id in rows]
        return [KeywordEntry(row, found[0][0], texts)]

    def _queue_all(self) -> None:
        with self._ledger.write() as connection:
            connection.execute("DELETE FROM keyword_outbox")
            connection.execute(
                "INSERT INTO keyword_outbox SELECT pk, 1 FROM articles WHERE current"
            )

    def _queue(self, limit: int) -> list[tuple[int, bool]]:
        """Up to *limit* article rows to put in (True) or take out."""
        sql = "SELECT article, present FROM keyword_outbox ORDER BY article LIMIT ?"
        return [(row, bool(present)) for row, present in self._ledger.database.rows(sql, (limit,))]

    def _done(self, queue: Sequence[tuple[int, bool]]) -> None:
        """Take *queue* off; an article that changed meanwhile stays queued."""
        with self._ledger.write() as connection:
            connection.executemany(
                "DELETE FROM keyword_outbox WHERE article = ? AND present = ?", queue
            )

    def close(self) -> None:
        """Close the keyword index."""
        self.index.close()
