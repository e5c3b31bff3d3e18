"""What a user would otherwise pick, on the same questions, machine and metrics.

``best_sentence_bm25`` and ``best_sentence_embedding`` answer with the sentence that fits best;
``citation_query_engine`` is LlamaIndex's, in ``evals.peer_llamaindex``. None of them states a short
value, so ``contained`` is the fair measure of what they find; ``right`` asks for the short value
that ours promises.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evals.cases import Case
from evals.metrics.latency import percentile
from evals.results import rates
from evals.run import Answerer, judge_case
from evals.words import sentences, tokens
from qa.answer import Assistant
from qa.index import Index
from qa.records import Answer, Article, Citation, Claim, Filters, Passage

__all__ = ["METRICS_SHOWN", "BestByEmbedding", "BestBySentence", "measure", "peers_of"]

METRICS_SHOWN = (
    "contained", "right", "state", "source", "validity", "support", "faithfulness", "certainty",
    "speaker", "refused_rightly", "answered_at_all", "conflict_recall",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sentence:
    article: Article
    start: int
    end: int
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]


def _split(article: Article) -> Iterable[_Sentence]:
    at = 0
    for text in sentences(article.text):
        start = article.text.index(text, at)
        at = start + len(text)
        yield _Sentence(article, start, at, tokens(text))


def _answer(question: str, best: _Sentence | None) -> Answer:
    """The sentence as an answer that cites itself; a refusal when no word is shared."""
    if best is None:
        reason = "No sentence shares a word with the question."
        return Answer(
            question=question, standalone_question=question, state="not_found", text=reason,
            reason=reason,
        )  # fmt: skip
    article = best.article
    citation = Citation(
        number=1, article_id=article.id, title=article.title, outlet=article.outlet,
        published=article.published, url=article.url, quote=best.text, start=best.start,
        end=best.end, sha256=article.sha256,
    )  # fmt: skip
    claim = Claim(text=best.text, value=best.text, certainty="reported", citations=(1,))
    return Answer(
        question=question,
        standalone_question=question,
        state="answered",
        text=f"{best.text} [1]",
        claims=(claim,),
        citations=(citation,),
        confidence=0.5,
    )


class BestBySentence:
    """The sentence with the highest BM25 score (k1 = 1.5, b = 0.75) over all sentences."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """Index every sentence of *articles*."""
        self._articles = {article.id: article for article in articles}
        self._sentences = [s for article in articles for s in _split(article)]
        self._mean = sum(len(s.words) for s in self._sentences) / max(1, len(self._sentences))
        self._postings: dict[str, list[tuple[int, int]]] = {}
        for i, sentence in enumerate(self._sentences):
            for word, count in Counter(sentence.words).items():
                self._postings.setdefault(word, []).append((i, count))

    def ask(
        self, question: str, *, history: Sequence[str] = (), filters: Filters | None = None
    ) -> Answer:
        """The best sentence; history and filters are not understood."""
        del history, filters
        scores: dict[int, float] = {}
        total = len(self._sentences)
        for word in set(tokens(question)):
            found = self._postings.get(word, [])
            weight = math.log(1 + (total - len(found) + 0.5) / (len(found) + 0.5))
            for i, count in found:
                length = len(self._sentences[i].words) / self._mean
                gain = weight * count * 2.5 / (count + 1.5 * (0.25 + 0.75 * length))
                scores[i] = scores.get(i, 0.0) + gain
        best = min(scores, key=lambda i: (-scores[i], i)) if scores else None
        return _answer(question, None if best is None else self._sentences[best])

    def search(self, question: str, *, k: int = 10) -> list[Passage]:
        """Nothing: rankings are compared by the retrieval suite."""
        del question, k
        return []

    def article(self, article_id: str) -> Article:
        """The article as given."""
        return self._articles[article_id]


class BestByEmbedding(BestBySentence):
    """The sentence nearest to the question, among those of the ten nearest chunks."""

    def __init__(self, index: Index) -> None:
        """Search *index*, whose encoder embeds the sentences too."""
        self._index = index

    def ask(
        self, question: str, *, history: Sequence[str] = (), filters: Filters | None = None
    ) -> Answer:
        """The nearest sentence; history is not understood."""
        del history
        vector = self._index.embed([question])[0]
        hits = self._index.vector_search(vector, limit=10, filters=filters or Filters())
        pool: dict[tuple[str, int], _Sentence] = {}
        for article, chunk in self._index.passages([hit.chunk_id for hit in hits]):
            for start, end in chunk.sentences:
                text = article.text[start:end]
                pool[article.id, start] = _Sentence(article, start, end, tokens(text))
        if not pool:
            return _answer(question, None)
        candidates = list(pool.values())
        near = self._index.embed([candidate.text for candidate in candidates]) @ vector
        return _answer(question, candidates[int(np.argmax(near))])

    def article(self, article_id: str) -> Article:
        """The article as stored."""
        return self._index.article(article_id)


def peers_of(
    assistant: Assistant,
    cases: Sequence[Case],
    *,
    url: str | None,
    model: str,
    weights: Path | None,
) -> dict[str, Any]:
    """Ours and every peer that can be asked here, on *cases*."""
    from evals.peer_llamaindex import CitationEngine, local_server

    systems: dict[str, Answerer] = {
        "conflict-qa": assistant,
        "best_sentence_bm25": BestBySentence(assistant.index.articles()),
        "best_sentence_embedding": BestByEmbedding(assistant.index),
    }
    with local_server(weights) if weights else nullcontext(url) as address:
        if address:
            engine = CitationEngine(assistant.index, url=address, model=model)
            systems["citation_query_engine"] = engine
        return measure(systems, cases)


def measure(systems: Mapping[str, Answerer], cases: Sequence[Case]) -> dict[str, Any]:
    """Every system on every case, with the same metrics."""
    table: dict[str, Any] = {}
    for name, system in systems.items():
        judged = [judge_case(system, case) for case in cases]
        records = [record for record, _ in judged]
        found = rates(records)
        asked = [spent["ask"] for _, spent in judged]
        table[name] = {
            "rates": {metric: found[metric] for metric in METRICS_SHOWN},
            "latency": {"p50": percentile(asked, 0.5), "p95": percentile(asked, 0.95)},
            "errors": [record["error"] for record in records if record["error"]],
            "answers": {record["id"]: record["answer"]["text"] for record in records},
        }
    return {"questions": len(cases), "systems": table}
