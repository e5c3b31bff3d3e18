"""Speed on this machine: ingest beside the bare encoder, retrieval by part, answers, memory.

The encoder bounds ingest, so both are timed in one run on the same texts: only their ratio carries
over to another machine.
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
from qa.index import Index
from qa.records import Article, Filters
from qa.settings import Settings

__all__ = ["bench"]

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
        "share_of_encoder": bare / whole,
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
    spent = []
    ask(cases[0])
    for case in cases:
        start = time.perf_counter()
        ask(case)
        spent.append((time.perf_counter() - start) * 1000)
    return {"n": len(spent), "p50": percentile(spent, 0.5), "p95": percentile(spent, 0.95)}
