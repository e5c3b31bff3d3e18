"""What the processes of test_durability do to an index, and how they check it afterwards.

A module of its own, so that a fork server can load it once and start processes in milliseconds.
"""

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import chromadb  # noqa: F401 - loaded once, before the processes fork
import tantivy  # noqa: F401 - the same

import qa.vectors
from qa.index import Index
from qa.records import Article
from qa.testing import HashEmbedder

Operation = tuple[str, int, int]  # what, article number, version of its text


def report(number: int, version: int) -> Article:
    """An invented report with a word that no other report has."""
    text = (
        f"Shells fell on the market of Ward {number % 7} on Monday, mark{number}x{version} said. "
        f"At least {number % 40 + 2} people were wounded near post p{number * 7919 % 977}.\n\n"
        f"Nobody claimed the attack. Talks go on for round {number * 31 % 101}."
    )
    return Article(
        id=f"r{number}", title=f"Report {number}", text=text, outlet=f"Desk {number % 3}"
    )


def work(folder: str, log: str, seed: int, first: int) -> None:
    """Add, change and remove reports and encode them until killed, logging before and after."""
    qa.vectors.SYNC_THRESHOLD = 20
    chance = random.Random(seed)
    live: list[int] = []
    number = first
    with (
        Path(log).open("a", encoding="utf-8") as file,
        Index.create_or_open(folder, create=True, embedder=HashEmbedder()) as index,
    ):

        def note(stage: str, operations: list[Operation]) -> None:
            file.write(json.dumps([stage, operations]) + "\n")
            file.flush()

        while True:
            added = list(range(number, number + chance.randint(1, 30)))
            number = added[-1] + 1
            operations: list[Operation] = [("put", n, 0) for n in added]
            if live:
                operations.append(("put", chance.choice(live), chance.randint(1, 9)))
            note("begin", operations)
            index.ingest(report(n, version) for _, n, version in operations)
            note("done", operations)
            if len(live) > 5 and chance.random() < 0.5:
                gone = live.pop(chance.randrange(len(live)))
                note("begin", [("remove", gone, 0)])
                index.remove(f"r{gone}", purge=chance.random() < 0.2)
                note("done", [("remove", gone, 0)])
            live += added
            if chance.random() < 0.7:
                note("encode", [])
                index.catch_up()


def expected(log: Path) -> tuple[dict[int, int], dict[int, int]]:
    """Number → version of the reports that must answer: without and with what was in flight."""
    surely: dict[int, int] = {}
    maybe: dict[int, int] = {}
    # A line without its end was being written when the process was killed.
    for line in log.read_text(encoding="utf-8").split("\n")[:-1]:
        stage, operations = json.loads(line)
        for what, number, version in operations:
            for state in (maybe, surely) if stage == "done" else (maybe,):
                if what == "put":
                    state[number] = version
                else:
                    state.pop(number, None)
    return surely, maybe


def faults(index: Index, surely: dict[int, int], maybe: dict[int, int]) -> Iterator[str]:
    """What *index* lacks, has twice, or has too much."""
    stored = {int(article.id[1:]): article for article in index.articles()}
    if len(stored) != index.status().articles:
        yield "an article is stored twice"
    for number in surely.keys() | maybe.keys() | stored.keys():
        allowed = [state.get(number) for state in (surely, maybe)]
        texts = [None if v is None else report(number, v).sha256 for v in allowed]
        found = stored.get(number)
        if (found.sha256 if found else None) not in texts:
            yield f"report {number}: stored {found}, allowed are versions {allowed}"
        for version in {v for v in allowed if v is not None}:
            hits = index.keyword_search(f"mark{number}x{version}", limit=9)
            articles = [article.id for article, _ in index.passages([hit.chunk_id for hit in hits])]
            answers = found is not None and found.sha256 == report(number, version).sha256
            if articles != [f"r{number}"] * answers:
                yield f"report {number} version {version}: keyword search finds {articles}"
    for number in maybe.keys() - surely.keys():
        if number not in stored and index.keyword_search(f"mark{number}x0", limit=1):
            yield f"report {number} answers though it is not stored"


def projection_faults(index: Index) -> Iterator[str]:
    """Where the projections of *index* differ from its ledger once it has caught up."""
    index.catch_up()
    status = index.status()
    if status.pending_vectors or status.pending_store or not status.keyword_ok:
        yield f"it has not caught up: {status}"
    if not status.vector_ok:
        yield f"the vector store does not answer: {status.vector_problem}"
    chunks = {
        chunk.id for article in index.articles() for chunk in index.article_chunks(article.id)
    }
    store = index._parts.vectors.connected()
    if store.count() != len(chunks):
        yield f"the store has {store.count()} vectors for {len(chunks)} chunks"
    if chunks:
        vector = index.embed(["Shells fell on the market"])[0]
        found = {chunk_id for chunk_id, _ in store.query(vector, len(chunks))}
        # Chroma's search is approximate: asked for everything, it may miss one in a hundred.
        if found - chunks or len(found) < 0.98 * len(chunks):
            yield f"the store finds {len(found & chunks)} of {len(chunks)} chunks"


def check(folder: str, log: str, result: str) -> None:
    """Open the index that a killed process left and write what is wrong with it to *result*."""
    surely, maybe = expected(Path(log))
    with Index.create_or_open(folder, create=True, embedder=HashEmbedder()) as index:
        found = list(faults(index, surely, maybe)) + list(projection_faults(index))
        settled = {int(a.id[1:]): a.sha256 for a in index.articles()}
    # From here on what was in flight is known: it was stored or it was not.
    lines = []
    for number, sha256 in settled.items():
        versions = [v for v in range(10) if report(number, v).sha256 == sha256]
        lines.append(json.dumps(["done", [("put", number, versions[0])]]))
    Path(log).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    Path(result).write_text(json.dumps(found), encoding="utf-8")
    os._exit(0)
