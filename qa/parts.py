"""Put the parts of an index together, and tell how they stand."""

from contextlib import ExitStack
from pathlib import Path

from qa.building import CHROMA, KEYWORDS, LEDGER, keep_manifest, manifest_of, recut
from qa.catalogue import Catalogue
from qa.copies import Copies
from qa.embedder import Embedder
from qa.encoding import Encoding
from qa.errors import StoreUnavailable
from qa.keyword_projection import KeywordProjection
from qa.ledger import Ledger
from qa.lock import OwnerLock
from qa.parse_cache import ParseCache
from qa.results import IndexStatus
from qa.searches import Searches
from qa.settings import Settings
from qa.vector_cache import VectorCache
from qa.vector_projection import VectorProjection
from qa.vectors import VectorStore

__all__ = ["Parts", "open_parts", "status_of"]


class Parts:
    """The parts of one open index; ``opened`` closes them in the right order."""

    def __init__(
        self,
        path: Path,
        settings: Settings | None,
        opened: ExitStack,
        *,
        embedder: Embedder | None,
        store: VectorStore | None,
        rebuild: bool,
    ) -> None:
        """Open the parts in the folder *path*, handing each to *opened*."""
        opened.callback(OwnerLock(path).release)
        self.opened = opened
        self._path = path
        self.ledger = Ledger(path / LEDGER)
        opened.callback(self.ledger.close)
        asked = settings or Settings()
        self.manifest = recut(self.ledger, asked) if rebuild else manifest_of(self.ledger, asked)
        if settings is not None:
            self.manifest.check(settings, path)
        self.settings = self.manifest.settings(asked)
        keep_manifest(self.ledger, self.manifest, path)
        if self.manifest.encoder:
            self.ledger.use_model(self.manifest.encoder)
        self.copies = Copies(self.ledger)
        self.cache = VectorCache(self.ledger)
        self.parses = ParseCache(self.ledger)
        self.catalogue = Catalogue(self.ledger, self._mentions)
        self.keywords = KeywordProjection(
            self.ledger, self.catalogue, path / KEYWORDS, self.manifest.uuid
        )
        opened.callback(self.keywords.close)
        self._open_vectors(store)
        self.searches = Searches(self.catalogue, self.keywords, self.cache, self.vectors)
        self.encoding = Encoding(
            self.settings, self.cache, self.vectors, embedder=embedder, accept=self._accept
        )
        opened.callback(self.encoding.close)
        if embedder is not None:
            self.encoding.embedder()
        if rebuild:
            self.vectors.forget()

    def _mentions(self, place: str) -> list[int]:
        # Asked late: the keyword index is opened after the catalogue, and may be replaced.
        return self.keywords.index.mentions(place)

    def _open_vectors(self, store: VectorStore | None) -> None:
        self.vectors = VectorProjection(
            self.ledger,
            self.cache,
            self._path / CHROMA,
            name=f"qa-{self.manifest.uuid}",
            url=self.settings.chroma_url,
            store=store,
        )
        self.opened.callback(self.vectors.close)

    def _accept(self, embedder: Embedder) -> None:
        """Note the encoder, or refuse it where the index was built with another."""
        weights = str(getattr(embedder, "weights_sha256", ""))[:16]
        name = f"{embedder.name} {weights}".strip()
        self.manifest = self.manifest.with_encoder(name, embedder.dimension, self._path)
        keep_manifest(self.ledger, self.manifest, self._path)
        self.ledger.use_model(name)


def open_parts(
    path: Path,
    settings: Settings | None,
    *,
    embedder: Embedder | None,
    store: VectorStore | None,
    rebuild: bool,
) -> Parts:
    """The parts of the index folder *path*; where one fails to open, the others are closed."""
    with ExitStack() as opened:
        parts = Parts(path, settings, opened, embedder=embedder, store=store, rebuild=rebuild)
        parts.opened = opened.pop_all()
    return parts


def status_of(parts: Parts, path: Path) -> IndexStatus:
    """How *parts* stand; tries the vector store."""
    articles, chunks = parts.catalogue.counts()
    problem = _vector_problem(parts)
    waiting, encoded, _ = parts.cache.counts()
    first, last, undated = parts.catalogue.span()
    return IndexStatus(
        name=path.name,
        path=str(path),
        articles=articles,
        chunks=chunks,
        pending_vectors=waiting,
        pending_store=encoded,
        revision=parts.catalogue.revision(),
        first=first,
        last=last,
        undated=undated,
        keyword_ok=parts.keywords.agrees(),
        vector_ok=problem is None,
        vector_problem=problem,
        embedder=parts.manifest.encoder,
        sizes={
            "ledger": _size(path, f"{LEDGER}*"),
            "keywords": _size(path / KEYWORDS, "**/*"),
            "vectors": _size(path / CHROMA, "**/*"),
        },
    )


def _vector_problem(parts: Parts) -> str | None:
    try:
        parts.vectors.connected().count()
    except StoreUnavailable as error:
        return str(error)
    return parts.encoding.failure


def _size(folder: Path, pattern: str) -> int:
    """Bytes of the files of *folder* that fit *pattern*; files may vanish meanwhile."""
    total = 0
    for path in folder.glob(pattern):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return total
