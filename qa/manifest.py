"""What an index was built with, so that it is never read with something else."""

import json
import uuid
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from qa.chunks import CHUNKING_VERSION
from qa.database import SCHEMA_VERSION
from qa.errors import IndexFailure, IndexMismatch
from qa.settings import Settings

__all__ = ["Manifest"]

_LIBRARIES = ("chromadb", "tantivy", "llama-index-core", "tiktoken", "numpy")


def _versions() -> dict[str, str]:
    found = {}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The make-up of one index.

    Attributes:
        uuid: Tells this index from every other.
        embedder: The setting it was built with.
        encoder: Name of the encoder that setting gave, and the start of its weights' hash; None
            until the first chunk is encoded.
        dimension: Numbers in a vector.
        libraries: Versions that built it; informs only.
    """

    uuid: str
    embedder: str
    chunk_tokens: int
    overlap_sentences: int
    encoder: str | None = None
    dimension: int | None = None
    chunking: str = CHUNKING_VERSION
    layout: int = SCHEMA_VERSION
    created: str = ""
    libraries: dict[str, str] = field(default_factory=dict)

    @classmethod
    def new(cls, settings: Settings) -> "Manifest":
        """The manifest of an empty index for *settings*."""
        return cls(
            uuid=uuid.uuid4().hex,
            embedder=settings.embedder,
            chunk_tokens=settings.chunk_tokens,
            overlap_sentences=settings.overlap_sentences,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            libraries=_versions(),
        )

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read what ``to_json`` wrote.

        Raises:
            IndexFailure: It is something else.
        """
        try:
            return cls(**json.loads(text))
        except (ValueError, TypeError) as error:
            raise IndexFailure(
                f"the manifest of the index is unreadable ({error}). Restore the ledger from a "
                "backup, or ingest the articles into a new index folder."
            ) from error

    def to_json(self) -> str:
        """As JSON, for the ledger and for reading by eye."""
        return json.dumps(asdict(self), indent=2)

    def write(self, path: Path) -> None:
        """Put a copy at *path*, whole or not at all."""
        draft = path.with_suffix(".draft")
        draft.write_text(self.to_json() + "\n", encoding="utf-8")
        draft.replace(path)

    def settings(self, base: Settings) -> Settings:
        """*base* with what this index was built with."""
        return replace(
            base,
            embedder=self.embedder,
            chunk_tokens=self.chunk_tokens,
            overlap_sentences=self.overlap_sentences,
        )

    def _refuse(self, folder: Path, what: str, built: Any, asked: Any) -> None:  # noqa: ANN401 - any setting
        if built != asked:
            raise IndexMismatch(
                f"{folder} was built with {what} {built!r}; now asked for is {asked!r}. Open it "
                f"with {built!r}, or rebuild it: qa ingest --rebuild --index {folder}"
            )

    def check(self, settings: Settings, folder: Path) -> None:
        """Refuse settings that this index was not built with.

        Raises:
            IndexMismatch: Names the first that differs, and how to rebuild.
        """
        self._refuse(folder, "embedder", self.embedder, settings.embedder)
        self._refuse(folder, "chunk_tokens", self.chunk_tokens, settings.chunk_tokens)
        self._refuse(
            folder, "overlap_sentences", self.overlap_sentences, settings.overlap_sentences
        )
        self._refuse(folder, "chunking version", self.chunking, CHUNKING_VERSION)

    def following(self, old: "Manifest") -> "Manifest":
        """This manifest for the index of *old*: the same identity, the encoder if it stays."""
        if self.embedder != old.embedder:
            return replace(self, uuid=old.uuid)
        return replace(self, uuid=old.uuid, encoder=old.encoder, dimension=old.dimension)

    def with_encoder(self, name: str, dimension: int, folder: Path) -> "Manifest":
        """This manifest with its encoder noted.

        Raises:
            IndexMismatch: It notes another one.
        """
        if self.encoder is not None:
            self._refuse(folder, "encoder", self.encoder, name)
            self._refuse(folder, "dimension", self.dimension, dimension)
        return replace(self, encoder=name, dimension=dimension)
