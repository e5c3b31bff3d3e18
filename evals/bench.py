"""Speed on this machine: ingest and reader beside the encoder, retrieval by part, answers, memory.

The encoder bounds ingest and is what another machine can be compared by, so each is timed beside it
in one run on the same texts: only the ratios carry over. Processor time is told beside the clock,
which other work on the machine also moves.
"""

import os
import platform
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from evals.cases import Case
from evals.metrics.latency import percentile
from evals.metrics.retrieval import ranking
from evals.restoring import stored_articles
from evals.results import environment
from evals.suites import Suite
from qa.answer import Assistant
from qa.chunks import embedding_text
from qa.embedder import load_embedder
from qa.evidence import gather
from qa.index import Index
from qa.parsing_ahead import parse_ahead
from qa.question import understand
from qa.reader import load_reader
from qa.records import Article, Filters
from qa.retrieve import retrieve
from qa.settings import Settings

__all__ = ["bench"]

_WINDOWS = 20  # read together
_AT = ("recall@1", "recall@5", "recall@10")
Ranked = list[tuple[str, str]]


def bench(
    suite: Suite, assistant: Assistant, *, articles: int = 60, questions: int = 60
) -> dict[str, Any]:
    """Every figure, for *articles* ingested and *questions* asked of *suite*."""
    everything = list(stored_articles(suite.articles).values())
    sample = everything[:: max(1, len(everything) // articles)][:articles]
    cases = [case for case in suite.cases() if case.relevant and not case.history]
    asked = cases[:: max(1, len(cases) // questions)][:questions]
    return {
        "machine": _machine(),
        "versions": environment({})["versions"],
        "ingest": _ingest(sample),
        "retrieval": _retrieval(assistant, asked),
        "reader": _reader(assistant, asked),
        "ask_ms": _times(lambda case: assistant.ask(case.question), asked),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _machine() -> dict[str, Any]:
    load = os.getloadavg()[0]
    lines = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    models = {line.split(":")[1].strip() for line in lines.splitlines() if "model name" in line}
    return {
        "processors": os.cpu_count(),
        "model": ", ".join(sorted(models)) or platform.processor(),
        "system": platform.platform(),
        "load_at_start": load,
    }


def _ingest(sample: Sequence[Article]) -> dict[str, float]:
    """Chunks a second with and without encoding, and of the encoder alone on the same texts."""
    settings = Settings(threads=2)
    encoder = load_embedder(settings)
    encoder.embed(["warm up"])
    with tempfile.TemporaryDirectory() as folder:
        index = Index.create_or_open(Path(folder) / "bench", settings, create=True)
        try:
            # The first article pays for loading tokenizers and lexicons.
            index.ingest(sample[:1])
            index.catch_up()
            start = time.perf_counter()
            index.ingest(sample[1:])
            stored = time.perf_counter() - start
            chunks = index.catch_up()
            whole = time.perf_counter() - start
            start = time.perf_counter()
            parse_ahead(index)
            parsed = time.perf_counter() - start
            texts = [embedding_text(a, c) for a in sample[1:] for c in index.article_chunks(a.id)]
        finally:
            index.close()
    start = time.perf_counter()
    encoder.embed(texts)
    bare = time.perf_counter() - start
    return {
        "articles": len(sample),
        "chunks": chunks,
        "chunks_per_s_without_vectors": chunks / stored,
        "chunks_per_s": chunks / whole,
        "encoder_alone_per_s": len(texts) / bare,
        "parsed_ahead_per_s": chunks / parsed,
        "parsing_beside_encoder": parsed / bare,
        "share_of_encoder": bare / whole,
    }


def _reader(assistant: Assistant, cases: Sequence[Case]) -> dict[str, float]:
    """Milliseconds for the windows of a question, and the encoder's for the same windows."""
    reader = load_reader()
    encoder = load_embedder(Settings())
    read = Spent()
    encoded = Spent()
    for case in cases:
        windows = _windows(assistant, case.question)
        if len(windows) == _WINDOWS:
            with read:
                reader.read(case.question, windows)
            with encoded:
                encoder.embed(windows)
    return {
        "windows": _WINDOWS,
        **read.told(),
        "encoder_p50": percentile(encoded.clock[1:], 0.5),
        "share_of_encoder": sum(read.processor[1:]) / sum(encoded.processor[1:]),
    }


def _windows(assistant: Assistant, question: str) -> list[str]:
    """The best sentences for *question*, each with its neighbours, as the reader is shown them."""
    asked = understand(question)
    evidence = gather(retrieve(assistant.index, asked, limit=_WINDOWS).passages, asked)
    return [evidence.around(line) for line in evidence.lines[:_WINDOWS]]


class Spent:
    """Milliseconds by the clock and of the processors for each run of a block."""

    def __init__(self) -> None:
        """Nothing spent yet."""
        self.clock: list[float] = []
        self.processor: list[float] = []

    def __enter__(self) -> None:
        """Begin to count."""
        self._begun = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        """Count what was spent, also where the block failed."""
        self.clock.append((time.perf_counter() - self._begun[0]) * 1000)
        self.processor.append((time.process_time() - self._begun[1]) * 1000)

    def told(self) -> dict[str, float]:
        """Percentiles over the runs but the first, which loads what the others find loaded."""
        clock, processor = self.clock[1:], self.processor[1:]
        return {
            "n": len(clock),
            "p50": percentile(clock, 0.5),
            "p95": percentile(clock, 0.95),
            "least": min(clock, default=0.0),
            "processor_p50": percentile(processor, 0.5),
            "processor_p95": percentile(processor, 0.95),
        }


def _retrieval(assistant: Assistant, cases: Sequence[Case]) -> dict[str, Any]:
    """Recall and time of keyword, vector and fused search."""
    index, every = assistant.index, Filters()

    def keyword(question: str) -> Ranked:
        hits = index.keyword_search(question, limit=30, filters=every)
        return [(a.id, c.text) for a, c in index.passages([hit.chunk_id for hit in hits])]

    def vector(question: str) -> Ranked:
        hits = index.vector_search(index.embed([question])[0], limit=30, filters=every)
        return [(a.id, c.text) for a, c in index.passages([hit.chunk_id for hit in hits])]

    def fusion(question: str) -> Ranked:
        return [(p.article.id, p.chunk.text) for p in assistant.search(question, k=30)]

    searches = {"keyword": keyword, "vector": vector, "fusion": fusion}
    return {name: _recall(search, cases) for name, search in searches.items()}


def _recall(search: Callable[[str], Ranked], cases: Sequence[Case]) -> dict[str, Any]:
    scores: dict[str, list[float]] = {name: [] for name in _AT}
    spent = []
    search(cases[0].question)
    for case in cases:
        start = time.perf_counter()
        found = search(case.question)
        spent.append((time.perf_counter() - start) * 1000)
        ranks = ranking(case, found)
        for name in _AT:
            value = ranks[name]
            if value is not None:
                scores[name].append(value)
    mean = {name: sum(each) / len(each) if each else None for name, each in scores.items()}
    times = {"p50_ms": percentile(spent, 0.5), "p95_ms": percentile(spent, 0.95)}
    return {"questions": len(cases)} | mean | times


def _times(ask: Callable[[Case], object], cases: Sequence[Case]) -> dict[str, float]:
    spent = Spent()
    for case in (cases[0], *cases):
        with spent:
            ask(case)
    return spent.told()
