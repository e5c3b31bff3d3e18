"""Vector stores: one contract for Chroma embedded, Chroma served, and llama-index stores."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from owner_process import projection_faults, report

from qa.errors import StoreUnavailable
from qa.index import Index
from qa.settings import Settings
from qa.testing import HashEmbedder
from qa.vectors import ChromaStore, LlamaIndexStore, VectorStore


def unit(count: int, seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder)]
    server = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=1).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return server
    server.kill()
    raise TimeoutError("chroma run did not start")


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = _free_port()
    server = _serve(tmp_path_factory.mktemp("server"), port)
    yield f"http://127.0.0.1:{port}"
    server.kill()
    server.wait()


def _embedded(tmp_path: Path, _url: Callable[[], str]) -> VectorStore:
    return ChromaStore.embedded(tmp_path / "chroma", "g1")


def _served(tmp_path: Path, url: Callable[[], str]) -> VectorStore:
    return ChromaStore.server(url(), f"qa-{tmp_path.name[-40:]}", "g1")


def _llama_index_simple(_tmp_path: Path, _url: Callable[[], str]) -> VectorStore:
    from llama_index.core.vector_stores import SimpleVectorStore

    store = SimpleVectorStore()
    return LlamaIndexStore(store, count=lambda: len(store.data.embedding_dict))


def _llama_index_chroma(tmp_path: Path, _url: Callable[[], str]) -> VectorStore:
    import chromadb
    from llama_index.vector_stores.chroma import ChromaVectorStore

    client = chromadb.PersistentClient(str(tmp_path / "llama"))
    collection = client.create_collection(
        "vectors", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    return LlamaIndexStore(ChromaVectorStore(collection), count=collection.count)


@pytest.fixture(params=[_embedded, _served, _llama_index_simple, _llama_index_chroma])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> VectorStore:
    built: VectorStore = request.param(tmp_path, lambda: request.getfixturevalue("server_url"))
    return built


def test_a_vector_is_nearest_to_itself(store: VectorStore) -> None:
    vectors = unit(30)
    store.upsert([f"c{row}" for row in range(30)], vectors)
    assert store.count() == 30
    for row in (0, 7, 29):
        assert store.query(vectors[row], 3)[0][0] == f"c{row}"
    assert len(store.query(vectors[0], 99)) == 30


def test_the_order_is_that_of_the_cosine(store: VectorStore) -> None:
    vectors, question = unit(50), unit(1, seed=9)[0]
    store.upsert([f"c{row}" for row in range(50)], vectors)
    exact = [f"c{row}" for row in np.argsort(-(vectors @ question))]
    assert [id_ for id_, _ in store.query(question, 10)] == exact[:10]


def test_upsert_replaces_what_is_there(store: VectorStore) -> None:
    vectors = unit(4)
    store.upsert(["a", "b"], vectors[:2])
    store.upsert(["a", "b"], vectors[2:])
    assert store.count() == 2
    assert store.query(vectors[2], 1)[0][0] == "a"


def test_what_is_deleted_is_not_found(store: VectorStore) -> None:
    vectors = unit(5)
    store.upsert(list("abcde"), vectors)
    store.delete(["b", "d", "never there"])
    assert store.count() == 3
    assert {id_ for id_, _ in store.query(vectors[1], 5)} == {"a", "c", "e"}


def test_more_rows_than_chroma_takes_in_one_call_are_stored(tmp_path: Path) -> None:
    vectors = unit(5_600)
    ids = [f"c{row}" for row in range(len(vectors))]
    for store in (_embedded(tmp_path, str), _llama_index_chroma(tmp_path, str)):
        store.upsert(ids, vectors)
        assert store.count() == len(ids)


def test_chroma_keeps_its_rows_and_its_mark(tmp_path: Path) -> None:
    vectors = unit(9)
    store = ChromaStore.embedded(tmp_path, "first")
    store.upsert(list("abcdefghi"), vectors)
    store.close()
    store = ChromaStore.embedded(tmp_path, "second")
    assert store.generation() == "first"
    assert store.query(vectors[3], 1)[0] == ("d", pytest.approx(1.0, abs=1e-5))
    store.close()


def test_an_absent_server_is_named(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{_free_port()}"
    with pytest.raises(StoreUnavailable, match=f"{url}.*chroma run"):
        ChromaStore.server(url, "qa-none", "g1")


def _index(folder: Path, **options: object) -> Index:
    return Index.create_or_open(folder, create=True, embedder=HashEmbedder(), **options)  # type: ignore[arg-type]


def test_an_index_on_a_server_serves_keywords_while_the_server_is_away(tmp_path: Path) -> None:
    """It opens, says what is wrong, and is whole again once the server is back."""
    port = _free_port()
    settings = Settings(chroma_url=f"http://127.0.0.1:{port}")
    server = _serve(tmp_path / "server", port)
    with _index(tmp_path / "index", settings=settings) as index:
        index.ingest(report(n, 0) for n in range(30))
        index.catch_up()
        vector = index.embed(["Shells fell"])[0]
        hits = index.vector_search(vector, limit=30)
        assert len(hits) == 30
        assert not (tmp_path / "index" / "chroma").exists()
        server.kill()
        server.wait()
        with pytest.raises(StoreUnavailable, match="chroma run"):
            index.vector_search(vector, limit=3)
        assert len(index.keyword_search("mark7x0", limit=3)) == 1
    with _index(tmp_path / "index", settings=settings) as index:
        index.ingest(report(n, 0) for n in range(30, 40))
        index.remove("r3")
        assert len(index.keyword_search("mark35x0", limit=3)) == 1
        assert not index.status().vector_ok
        assert "chroma run" in str(index.status().vector_problem)
        with pytest.raises(StoreUnavailable, match="chroma run"):
            index.catch_up()
        assert index.status().pending_vectors == 0, "encoding waits for no server"
        server = _serve(tmp_path / "server", port)
        try:
            assert list(projection_faults(index)) == []
            assert index.status().vector_ok
        finally:
            server.kill()
            server.wait()


def test_a_server_that_lost_its_data_is_filled_again(tmp_path: Path, server_url: str) -> None:
    settings = Settings(chroma_url=server_url)
    with _index(tmp_path / "index", settings=settings) as index:
        index.ingest(report(n, 0) for n in range(12))
        index.catch_up()
        store = index._parts.vectors.connected()
        assert isinstance(store, ChromaStore)
        store.drop()
    with _index(tmp_path / "index", settings=settings) as index:
        vector = index.embed(["Shells fell"])[0]
        assert len(index.vector_search(vector, limit=30)) == 12
        assert list(projection_faults(index)) == []


def test_an_index_can_keep_its_vectors_in_a_llama_index_store(tmp_path: Path) -> None:
    store = _llama_index_simple(tmp_path, str)
    plain = _index(tmp_path / "plain")
    other = _index(tmp_path / "other", store=store)
    with plain, other:
        for index in (plain, other):
            index.ingest(report(n, 0) for n in range(25))
            index.catch_up()
            index.remove("r4")
            index.catch_up()
        assert store.count() == 24
        vector = plain.embed(["mark7x0 said people were wounded"])[0]
        expected = [
            (hit.chunk_id, pytest.approx(hit.score)) for hit in plain.vector_search(vector, limit=9)
        ]
        found = [(hit.chunk_id, hit.score) for hit in other.vector_search(vector, limit=9)]
        assert sorted(found) == sorted(expected)
