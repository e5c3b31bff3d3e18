"""Keep the keyword index equal to the ledger, and build it anew when it is not."""

import shutil
import threading
from pathlib import Path

from qa.catalogue import Catalogue
from qa.errors import StoreUnavailable
from qa.keywords import KeywordEntry, KeywordIndex
from qa.ledger import Ledger

__all__ = ["KeywordProjection"]

# Raise it when terms or fields change: older keyword indexes are then built anew.
_LAYOUT = "1"
_ARTICLES_A_COMMIT = 512


class KeywordProjection:
    """The keyword index of one ledger.

    Attributes:
        index: For searching.
    """

    def __init__(self, ledger: Ledger, catalogue: Catalogue, folder: Path, owner: str) -> None:
        """Open the keyword index in *folder* and bring it up to date.

        Args:
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
        shutil.rmtree(self._folder, ignore_errors=True)
        self.index = KeywordIndex(self._folder)
        self._ledger.queue_keywords()
        self.apply()
        self._mark.write_text(self._owner, encoding="utf-8")
        return self.index

    def rebuild(self) -> None:
        """Build the keyword index anew, e.g. because deleted words must leave its files."""
        with self._turn:
            self.index.close()
            self.index = self._built_anew()

    def agrees(self) -> bool:
        """Whether it holds as many articles and chunks as the ledger."""
        counted = self._catalogue.counts()
        return not self._ledger.keyword_queue(1) and self.index.counts() == counted

    def apply(self) -> None:
        """Tell the keyword index what changed; when this returns, searches see it.

        Raises:
            StoreUnavailable: The disk is full, or the keyword index unreadable.
        """
        with self._turn:
            while queue := self._ledger.keyword_queue(_ARTICLES_A_COMMIT):
                entries = [entry for row, present in queue if present for entry in self._entry(row)]
                self.index.update([row for row, _ in queue], entries)
                self._ledger.keywords_done(queue)

    def _entry(self, row: int) -> list[KeywordEntry]:
        found = self._catalogue.chunks("row", row)
        if not found:
            return []
        rows = self._catalogue.chunk_rows([chunk.id for _, chunk in found])
        texts = [(rows[chunk.id], chunk.text) for _, chunk in found if chunk.id in rows]
        return [KeywordEntry(row, found[0][0], texts)]

    def close(self) -> None:
        """Close the keyword index."""
        self.index.close()
