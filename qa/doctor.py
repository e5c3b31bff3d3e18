"""Is everything in place? Models and their hashes, versions, network silence, index health."""

import os
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from qa.embedder import load_embedder
from qa.entailment import load_entailment
from qa.errors import QAError
from qa.index import Index
from qa.language import PARSER, parse
from qa.llm import Message, load_chat_model
from qa.reader import load_reader
from qa.settings import Settings, silence

__all__ = ["Check", "examine"]

_ON = {"1", "true", "yes", "on"}
_PACKAGES = (
    "llama-index-core", "chromadb", "sentence-transformers", "gradio", "tiktoken", "onnxruntime",
    "tantivy", "spacy", "torch", "llama-index-llms-openai-like", "llama-index-llms-ollama",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    name: str
    passed: bool
    detail: str


def examine(settings: Settings, index: Path | None) -> Iterator[Check]:
    """Every check, one after the other; a failure does not end the rest."""
    yield Check(name="python", passed=True, detail=platform.python_version())
    for package in _PACKAGES:
        yield _package(package)
    yield _attempt("embedder", lambda: load_embedder(settings).name + " loads, hash verified")
    yield _attempt("reader", lambda: f"{getattr(load_reader(), 'name', 'none')} loads")
    yield _attempt("entailment", lambda: f"{load_entailment().name} loads")
    yield _attempt("parser", lambda: f"{len(parse('Two people were hurt.').tokens)} tokens parsed")
    yield _network(settings)
    if settings.llm is not None:
        yield _attempt("chat model", lambda: _chat_model(settings))
    if index is not None:
        yield _attempt("index", lambda: _index_health(settings, index))


def _package(name: str) -> Check:
    try:
        return Check(name=name, passed=True, detail=version(name))
    except PackageNotFoundError:
        return Check(name=name, passed=False, detail=f"not installed: pip install {name}")


def _attempt(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name=name, passed=True, detail=look())
    except QAError as error:
        return Check(name=name, passed=False, detail=str(error))


def _chat_model(settings: Settings) -> str:
    """Whether the configured chat model answers, and how fast."""
    model = load_chat_model(settings)
    assert model is not None
    began = time.monotonic()
    reply = "".join(model.stream((Message("user", "Answer with the one word: ready"),)))
    seconds = time.monotonic() - began
    return f"{model.name} answered {len(reply.split())} words in {seconds:.1f} s"


def _network(settings: Settings) -> Check:
    if settings.allow_network:
        return Check(name="network", passed=True, detail="allowed by QA_ALLOW_NETWORK")
    loud = sorted(
        name
        for name, value in silence().items()
        if (os.environ.get(name, "").lower() in _ON) != (value.lower() in _ON)
    )
    detail = "the libraries are told to stay offline"
    if loud:
        detail = f"these switches are not set to silence: {', '.join(loud)}; unset them"
    return Check(name="network", passed=not loud, detail=detail)


def _index_health(settings: Settings, path: Path) -> str:
    with Index.create_or_open(path, settings, create=False) as index:
        status = index.status()
        waiting = f"{status.pending_vectors} chunks wait for vectors"
        if settings.parse_ahead:
            waiting += f" and {index.count_unparsed(PARSER)} to be parsed"
        return (
            f"{status.articles} articles, {status.chunks} chunks, {waiting}, "
            f"keywords {'ok' if status.keyword_ok else 'broken'}, "
            f"vectors {'ok' if status.vector_ok else 'away'}, revision {status.revision}"
        )
