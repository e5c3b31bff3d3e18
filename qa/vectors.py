"""Vector stores: Chroma in the index folder or behind a server, or any store of llama-index.

A store is a disposable copy of vectors that the ledger holds. It keeps no text and no metadata.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from qa.disk import disk_full, looks_full
from qa.errors import QAError, StoreUnavailable

__all__ = ["ChromaStore", "LlamaIndexStore", "VectorStore"]

# Chroma refuses more than 5,461 rows in one call.
_CHROMA_BATCH = 5_000
_LLAMA_INDEX_BATCH = 1_000
# Twice the usual search width: it costs under a millisecond and finds what 100 misses.
_GRAPH = {"space": "cosine", "ef_search": 200}
# Writes between two saves of Chroma's graph.
SYNC_THRESHOLD = 1_000
_ABSENT = "Start it (chroma run --path DIR), or correct QA_CHROMA_URL; keyword search goes on."


class VectorStore(Protocol):
    """Vectors by chunk id. Every method may raise StoreUnavailable."""

    def upsert(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Put in *vectors* (n, dimension), replacing those already there under *ids*."""

    def delete(self, ids: Sequence[str]) -> None:
        """Take *ids* out; those that are not there do not matter."""

    def query(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """The *limit* ids nearest to *vector* (dimension,), best first, with the store's score."""

    def count(self) -> int | None:
        """How many vectors it has, None where it cannot tell."""

    def generation(self) -> str | None:
        """The mark it was made with, None where it keeps none."""

    def close(self) -> None:
        """Let go of files and connections."""


@contextmanager
def _errors(where: Path | str, advice: str) -> Iterator[None]:
    """Give the errors of a store, and the panics of a Rust core, this program's type."""
    try:
        yield
    except (QAError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and "Panic" not in type(error).__name__:
            raise
        if isinstance(where, Path) and looks_full(where, error):
            raise disk_full(where, error) from error
        raise StoreUnavailable(
            f"the vector store {where} does not answer ({error}). {advice}"
        ) from (error)


class ChromaStore:
    """One Chroma collection, by cosine."""

    def __init__(self, client: Any, name: str, generation: str, *, where: Path | str) -> None:  # noqa: ANN401 - chromadb's type
        """Open collection *name* of *client*, making it with the mark *generation* if need be."""
        advice = "The index rebuilds it from the ledger." if isinstance(where, Path) else _ABSENT
        self._guard: Callable[[], Any] = lambda: _errors(where, advice)
        self._client = client
        self._name = name
        with self._guard():
            self._collection = client.get_or_create_collection(
                name,
                embedding_function=None,
                configuration={"hnsw": {**_GRAPH, "sync_threshold": SYNC_THRESHOLD}},
                metadata={"generation": generation},
            )

    @classmethod
    def embedded(cls, folder: Path, generation: str) -> "ChromaStore":
        """The collection in *folder*.

        Raises:
            StoreUnavailable: It is unreadable, or the disk is full.
        """
        with _errors(folder, "The index rebuilds it from the ledger."):
            import chromadb
            from chromadb.config import Settings

            client = chromadb.PersistentClient(
                str(folder), settings=Settings(anonymized_telemetry=False)
            )
        try:
            return cls(client, "vectors", generation, where=folder)
        except BaseException:
            client.close()
            raise

    @classmethod
    def server(cls, url: str, name: str, generation: str) -> "ChromaStore":
        """Collection *name* of the ``chroma run`` server at *url*.

        Raises:
            StoreUnavailable: The server does not answer.
        """
        address = urlsplit(url if "//" in url else f"//{url}", scheme="http")
        with _errors(url, _ABSENT):
            import chromadb
            from chromadb.config import Settings

            secure = address.scheme == "https"
            client = chromadb.HttpClient(
                host=address.hostname or "127.0.0.1",
                port=address.port or (443 if secure else 8000),
                ssl=secure,
                settings=Settings(anonymized_telemetry=False),
            )
        return cls(client, name, generation, where=url)

    def upsert(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Put in *vectors* (n, dimension) under *ids*."""
        with self._guard():
            for start in range(0, len(ids), _CHROMA_BATCH):
                part = slice(start, start + _CHROMA_BATCH)
                self._collection.upsert(ids=list(ids[part]), embeddings=vectors[part])

    def delete(self, ids: Sequence[str]) -> None:
        """Take *ids* out."""
        with self._guard():
            for start in range(0, len(ids), _CHROMA_BATCH):
                self._collection.delete(ids=list(ids[start : start + _CHROMA_BATCH]))

    def query(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """The nearest ids with their cosine."""
        with self._guard():
            found = self._collection.query(
                query_embeddings=[vector], n_results=limit, include=["distances"]
            )
        return [
            (id_, 1.0 - float(distance))
            for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def count(self) -> int:
        """How many vectors it has."""
        with self._guard():
            return int(self._collection.count())

    def generation(self) -> str | None:
        """The mark it was made with."""
        return (self._collection.metadata or {}).get("generation")

    def drop(self) -> None:
        """Delete the collection."""
        with self._guard():
            self._client.delete_collection(self._name)

    def close(self) -> None:
        """Stop the client."""
        with self._guard():
            self._client.close()


class LlamaIndexStore:
    """Any llama-index vector store (``BasePydanticVectorStore``) that can hold bare vectors.

    Its similarities differ from store to store (Chroma's is ``exp(-distance)``), so they order the
    hits of one search and mean nothing else; the index scores again with its own vectors.
    """

    def __init__(self, store: Any, *, count: Callable[[], int] | None = None) -> None:  # noqa: ANN401 - llama-index's type
        """Wrap *store*; *count* tells how many vectors it has, where it can."""
        self._store = store
        self._count = count
        self._guard: Callable[[], Any] = lambda: _errors(
            type(store).__name__, "See its own documentation; keyword search goes on."
        )

    def upsert(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Put in *vectors* (n, dimension) under *ids*."""
        with self._guard():
            from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode

            # Stores ignore or double an id they have, so it is taken out first.
            self.delete(ids)
            for start in range(0, len(ids), _LLAMA_INDEX_BATCH):
                part = slice(start, start + _LLAMA_INDEX_BATCH)
                self._store.add(
                    [
                        TextNode(
                            id_=id_,
                            text=id_,
                            embedding=row.tolist(),
                            relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=id_)},
                        )
                        for id_, row in zip(ids[part], vectors[part], strict=True)
                    ]
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Take *ids* out."""
        with self._guard():
            try:
                for start in range(0, len(ids), _LLAMA_INDEX_BATCH):
                    self._store.delete_nodes(list(ids[start : start + _LLAMA_INDEX_BATCH]))
            except NotImplementedError:
                for id_ in ids:
                    self._store.delete(id_)

    def query(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """The nearest ids with the store's similarity."""
        with self._guard():
            from llama_index.core.vector_stores import VectorStoreQuery

            found = self._store.query(
                VectorStoreQuery(query_embedding=vector.tolist(), similarity_top_k=limit)
            )
        ids = found.ids or [node.node_id for node in found.nodes or []]
        scores = found.similarities or [0.0] * len(ids)
        return [(id_, float(score)) for id_, score in zip(ids, scores, strict=True)]

    def count(self) -> int | None:
        """How many vectors it has, where that was made known."""
        return self._count() if self._count else None

    def generation(self) -> str | None:
        """None: llama-index stores keep no mark."""
        return None

    def close(self) -> None:
        """Nothing to do: whoever made the store closes it."""
