"""What is acknowledged stays, and what is broken repairs itself."""

import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import owner_process
import pytest
from owner_process import projection_faults, report

from qa.errors import IndexFailure, IndexLocked, StoreUnavailable
from qa.index import Index
from qa.testing import HashEmbedder

_HEAVY = bool(os.environ.get("QA_HEAVY"))


def _opened(folder: Path, **options: object) -> Index:
    return Index.create_or_open(folder, create=True, embedder=HashEmbedder(), **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def processes() -> multiprocessing.context.ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["owner_process"])
    return context


def _wait_for(happened: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not happened() and time.monotonic() < end:
        time.sleep(0.001)


def _sealed(folder: Path) -> bool:
    return any(folder.glob("chroma/*/seal.json"))


def _kill_somewhere(
    process: multiprocessing.process.BaseProcess, folder: Path, chance: random.Random
) -> None:
    """Kill *process* at a random moment; every other time while Chroma's folder is being written."""
    assert process.pid is not None
    _wait_for(lambda: _sealed(folder), chance.uniform(0.2, 1.5))
    if chance.random() < 0.5:
        time.sleep(chance.uniform(0, 0.4))
        _wait_for(lambda: not _sealed(folder), 2)
        time.sleep(chance.uniform(0, 0.03))
    else:
        time.sleep(chance.uniform(0, 0.8))
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def _kill_and_check(
    processes: multiprocessing.context.ForkServerContext, tmp_path: Path, points: int, seed: int
) -> None:
    chance = random.Random(seed)
    folder, log, result = tmp_path / "index", tmp_path / "log", tmp_path / "result"
    log.touch()
    dirty = 0
    for point in range(points):
        first = 10_000 * point
        worker = processes.Process(
            target=owner_process.work, args=(str(folder), str(log), chance.randrange(10**6), first)
        )
        worker.start()
        _kill_somewhere(worker, folder, chance)
        assert worker.exitcode == -signal.SIGKILL, "the worker ended by itself"
        dirty += not _sealed(folder)
        checker = processes.Process(
            target=owner_process.check, args=(str(folder), str(log), str(result))
        )
        checker.start()
        checker.join()
        assert checker.exitcode == 0, f"point {point}: the index cannot be opened again"
        assert json.loads(result.read_text()) == [], f"point {point}"
        if point % 6 == 5:
            # A large index is killed at other places than a small one, and takes longer to check.
            shutil.rmtree(folder)
            log.write_text("")
    assert dirty or points < 6, "no kill fell into a write of the vector store"


def test_a_killed_process_loses_and_doubles_no_acknowledged_article(
    processes: multiprocessing.context.ForkServerContext, tmp_path: Path
) -> None:
    """A dozen kills at random moments, half of them aimed at Chroma's own save."""
    _kill_and_check(processes, tmp_path, points=12, seed=11)


@pytest.mark.heavy
@pytest.mark.skipif(not _HEAVY, reason="takes minutes; set QA_HEAVY=1")
@pytest.mark.timeout(1800)
def test_sixty_kills_lose_and_double_no_acknowledged_article(
    processes: multiprocessing.context.ForkServerContext, tmp_path: Path
) -> None:
    _kill_and_check(processes, tmp_path, points=60, seed=5)


def _filled(folder: Path, count: int = 40) -> set[str]:
    """Fill an index; returns its chunk ids."""
    with _opened(folder) as index:
        index.ingest(report(number, 0) for number in range(count))
        index.catch_up()
        assert index.status().vector_ok
        return {
            chunk.id for article in index.articles() for chunk in index.article_chunks(article.id)
        }


def _garbage(path: Path) -> None:
    path.write_bytes(random.Random(3).randbytes(max(path.stat().st_size, 512)))


def _graphs(chroma: Path) -> list[Path]:
    return sorted(chroma.glob("*/*"))


def _damage_graph(chroma: Path) -> None:
    for path in _graphs(chroma):
        _garbage(path)


def _damage_truncated_database(chroma: Path) -> None:
    with (chroma / "chroma.sqlite3").open("r+b") as file:
        file.truncate(5000)


def _damage_all(chroma: Path) -> None:
    for path in [*_graphs(chroma), chroma / "chroma.sqlite3", chroma / "seal.json"]:
        _garbage(path)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "graph files hold garbage": _damage_graph,
    "graph files are gone": lambda chroma: [path.unlink() for path in _graphs(chroma)],
    "the database holds garbage": lambda chroma: _garbage(chroma / "chroma.sqlite3"),
    "the database is truncated": _damage_truncated_database,
    "the database is gone": lambda chroma: (chroma / "chroma.sqlite3").unlink(),
    "the folder is gone": shutil.rmtree,
    "the folder is empty": lambda chroma: (shutil.rmtree(chroma), chroma.mkdir()),
    "the seal is gone": lambda chroma: (chroma / "seal.json").unlink(),
    "everything holds garbage": _damage_all,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_vector_store_is_rebuilt_from_the_ledger_without_encoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], object]
) -> None:
    """Vector search answers in full at once, and the store is whole after the next catch-up."""
    monkeypatch.setattr("qa.vectors.SYNC_THRESHOLD", 20)
    chunks = _filled(tmp_path / "index")
    (chroma,) = (tmp_path / "index" / "chroma").iterdir()
    damage(chroma)
    embedder = HashEmbedder()
    with Index.create_or_open(tmp_path / "index", embedder=embedder) as index:
        question = index.embed(["Shells fell on the market"])[0]
        embedder.calls.clear()
        assert {hit.chunk_id for hit in index.vector_search(question, limit=99)} == chunks
        assert index.catch_up() == 0
        assert embedder.calls == []
        assert list(projection_faults(index)) == []
        assert len(chunks) > 20, "the graph files were never written"


@pytest.mark.parametrize("part", ["keywords", "keywords/chunks", "keywords/articles/meta.json"])
def test_a_damaged_keyword_index_is_rebuilt_on_opening(tmp_path: Path, part: str) -> None:
    _filled(tmp_path / "index")
    path = tmp_path / "index" / part
    if path.is_dir():
        shutil.rmtree(path)
    else:
        _garbage(path)
    with _opened(tmp_path / "index") as index:
        assert [hit.article_id for hit in index.article_search("mark7x0", limit=5)] == ["r7"]
        assert index.status().keyword_ok


def test_garbage_in_the_keyword_index_is_noticed_and_repaired(tmp_path: Path) -> None:
    """Every file of it at once, whichever of them tantivy reads first."""
    _filled(tmp_path / "index")
    for path in (tmp_path / "index" / "keywords").rglob("*"):
        if path.is_file() and path.name != "made-for":
            _garbage(path)
    with _opened(tmp_path / "index") as index:
        assert [hit.article_id for hit in index.article_search("mark7x0", limit=5)] == ["r7"]


def test_a_projection_of_another_index_is_not_used(tmp_path: Path) -> None:
    _filled(tmp_path / "one")
    with _opened(tmp_path / "two") as index:
        index.ingest([report(number, 5) for number in range(40)])
        index.catch_up()
    for part in ("keywords", "chroma"):
        shutil.rmtree(tmp_path / "one" / part)
        shutil.copytree(tmp_path / "two" / part, tmp_path / "one" / part)
    with _opened(tmp_path / "one") as index:
        assert len(index.keyword_search("mark7x0", limit=5)) == 1
        assert index.keyword_search("mark7x5", limit=5) == []
        assert list(projection_faults(index)) == []


def test_a_ledger_that_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    _filled(tmp_path / "index", 3)
    ledger = tmp_path / "index" / "ledger.sqlite3"
    _garbage(ledger)
    before = ledger.read_bytes()
    with pytest.raises(IndexFailure, match="backup"):
        _opened(tmp_path / "index")
    assert ledger.read_bytes() == before
    assert not (tmp_path / "index" / "owner.json").exists(), "a failed opening keeps the lock"


def test_a_second_owner_is_told_who_the_first_is(tmp_path: Path) -> None:
    _filled(tmp_path / "index", 3)
    code = (
        "import sys, time; from qa.index import Index\n"
        "with Index.create_or_open(sys.argv[1]): print('open', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "index")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "open\n"
        with pytest.raises(IndexLocked, match=f"process {owner.pid} on .* since 20"):
            _opened(tmp_path / "index")
        owner.kill()
        owner.wait()
    assert (tmp_path / "index" / "owner.json").exists(), "the killed owner left its card"
    with _opened(tmp_path / "index") as index:
        assert index.status().articles == 3


def test_one_process_cannot_open_an_index_twice(tmp_path: Path) -> None:
    with _opened(tmp_path / "index"), pytest.raises(IndexLocked, match=f"process {os.getpid()}"):
        _opened(tmp_path / "index")
    _opened(tmp_path / "index").close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small disk needs the right to mount one")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_is_named_and_loses_nothing_acknowledged(
    small_disk: Path, tmp_path: Path
) -> None:
    acknowledged = 0

    def progress(stage: str, done: int, _total: int) -> None:
        nonlocal acknowledged
        if stage == "stored":
            acknowledged = base + done

    base = 0

    def fill() -> None:
        nonlocal base
        with _opened(small_disk / "index") as index:
            for base in range(0, 100_000, 64):
                index.ingest([report(n, 0) for n in range(base, base + 64)], progress=progress)
                index.catch_up()

    with pytest.raises(StoreUnavailable, match=r"full.*free some space"):
        fill()
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    with _opened(small_disk / "index") as index:
        assert index.status().articles >= acknowledged > 0
        assert all(
            index.article(f"r{n}").sha256 == report(n, 0).sha256 for n in range(acknowledged)
        )
        assert len(index.keyword_search(f"mark{acknowledged - 1}x0", limit=5)) == 1
        assert list(projection_faults(index)) == []


def test_a_file_size_limit_is_named_and_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """The same promise where no disk can be mounted: the ledger may not grow any more."""
    folder = tmp_path / "index"
    with _opened(folder) as index:
        index.ingest([report(n, 0) for n in range(64)])
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
        try:
            with pytest.raises(StoreUnavailable, match="full"):
                index.ingest([report(n, 0) for n in range(64, 2_000)])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert index.article("r63").sha256 == report(63, 0).sha256
        index.ingest([report(n, 0) for n in range(64, 200)])
    with _opened(folder) as index:
        assert index.status().articles >= 200
        assert list(projection_faults(index)) == []
