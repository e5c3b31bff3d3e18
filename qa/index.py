"""Build and open an index, and change what it holds; storage, no policy."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from qa.articles import Rejected
from qa.building import prepared
from qa.closing import Closing
from qa.embedder import Embedder
from qa.encoding import Afterwards
from qa.errors import InputError
from qa.index_reading import IndexReading
from qa.intake import Progress, take_in
from qa.parts import open_parts
from qa.records import Article
from qa.results import IngestReport
from qa.settings import Settings
from qa.vectors import VectorStore

__all__ = ["Index"]


class Index(IndexReading, Closing):
    """One index folder, owned by this process until ``close``.

    Every method may be called from any thread.

    Attributes:
        path: Its folder.
        name: The name of that folder.
    """

    def __init__(
        self,
        path: Path,
        settings: Settings | None,
        *,
        embedder: Embedder | None,
        store: VectorStore | None,
        rebuild: bool,
    ) -> None:
        """Open the existing folder *path*; ``create_or_open`` and ``rebuild`` call this."""
        parts = open_parts(path, settings, embedder=embedder, store=store, rebuild=rebuild)
        super().__init__(path, parts)

    @classmethod
    def create_or_open(
        cls,
        path: str | Path,
        settings: Settings | None = None,
        *,
        create: bool = False,
        rebuild: bool = False,
        embedder: Embedder | None = None,
        store: VectorStore | None = None,
    ) -> "Index":
        """The index at *path*, its projections repaired where they are not equal to its ledger.

        Args:
            path: The index folder.
            settings: What the index has to fit; None takes what it was built with.
            create: Whether to make it where there is none.
            rebuild: Whether to cut its articles anew for *settings*, whatever it was built with.
            embedder: An encoder to use instead of the one that the settings name.
            store: A vector store to use instead of Chroma.

        Raises:
            IndexNotFound: There is none, and *create* is False.
            IndexMismatch: It was built with other settings; the message names the way out.
            IndexLocked: Another process owns it; the message names it.
            IndexFailure: Its ledger is unreadable, or the folder cannot be written.
        """
        folder = prepared(Path(path), create=create)
        return cls(folder, settings, embedder=embedder, store=store, rebuild=rebuild)

    @classmethod
    def rebuild(
        cls, path: str | Path, settings: Settings, *, embedder: Embedder | None = None
    ) -> "Index":
        """The index at *path* with its articles cut anew for *settings*; ``catch_up`` encodes them.

        Raises:
            IndexNotFound: There is none.
        """
        return cls.create_or_open(path, settings, rebuild=True, embedder=embedder)

    def ingest(
        self, items: Iterable[Article | Rejected], *, progress: Progress | None = None
    ) -> IngestReport:
        """Store *items*, which then answer by keyword; ``catch_up`` encodes them.

        Args:
            items: Articles, and what was found not to be one.
            progress: Called as ``("stored", items done, 0)`` after each batch, which from then on
                survives a killed process.

        Raises:
            StoreUnavailable: The disk is full; what *progress* counted is kept.
        """
        return take_in(
            items, self._parts.ledger, self._parts.keywords, self.manifest, progress=progress
        )

    def catch_up(self, *, progress: Progress | None = None, limit: int | None = None) -> int:
        """Encode up to *limit* chunks that wait for it; returns how many were.

        May be stopped at any moment and called again.

        Raises:
            ModelFailure: The encoder cannot be loaded.
            StoreUnavailable: The vector store is away or the disk full; what was encoded is kept.
        """
        return self._parts.encoding.catch_up(progress=progress, limit=limit)

    def start_catch_up(self, *, then: Afterwards | None = None) -> None:
        """Encode what waits in the background, and do *then*; ``close`` stops it.

        Args:
            then: Called with what tells whether it should stop: the index is being closed, or
                chunks wait to be encoded again.
        """
        self._parts.encoding.start(then)

    def keep_parses(self, parser: str, parses: Mapping[bytes, bytes]) -> None:
        """Keep what *parser* made of chunks, under the keys that ``unparsed`` gives.

        Raises:
            StoreUnavailable: The disk is full.
        """
        self._parts.parses.save(parser, parses)

    def remove(self, article_id: str, *, purge: bool = False) -> None:
        """Stop *article_id* from answering, at once.

        Its text stays readable for audits by ``article(id, sha256=...)``, unless *purge* drops it
        from the ledger and every projection.

        Raises:
            InputError: There is no such article.
        """
        if not self._parts.ledger.remove(article_id, purge=purge):
            raise InputError(
                f"the index {self.name} holds no article {article_id!r}; `qa articles list` shows "
                "the ids it holds."
            )
        if purge:
            self._parts.keywords.rebuild()
            self._parts.vectors.rebuild()
        else:
            self._parts.keywords.apply()

    def close(self) -> None:
        """Stop the background work, close everything and give the folder up."""
        self._parts.opened.close()
