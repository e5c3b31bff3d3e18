"""LlamaIndex's CitationQueryEngine as a peer: its own chunks, prompt and citations, our encoder.

Its sources are chunks, so a citation quotes a chunk, found again in the article by its text; where
the engine changed the text the quote is not verbatim, which ``validity`` then says. The answer's
short value is its whole text, as it gives no other.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qa.errors import LanguageModelError
from qa.index import Index
from qa.records import Answer, Article, Citation, Claim, Filters, Passage

__all__ = ["CitationEngine", "local_server"]

_MARKER = re.compile(r"\[(\d+)\]")
_SOURCE = re.compile(r"^Source (\d+):\s*")
_REFUSES = re.compile(
    r"(?i)\b(?:not|n't|no) (?:\w+ ){0,3}(?:mention|provide|contain|state|specif|helpful|"
    r"information|available|enough)|\bcannot (?:answer|determine)|\bunable to"
)
_ANSWER_TOKENS = 96


@contextmanager
def local_server(weights: Path, *, threads: int = 1, context: int = 4096) -> Iterator[str]:
    """Run llama.cpp's server on *weights* in this process; gives its OpenAI-style address."""
    from xllamacpp import CommonParams, Server

    parameters = CommonParams()
    parameters.model.path = str(weights)
    parameters.n_ctx = context
    parameters.n_parallel = 1
    # Threads that spin at a barrier starve one another on a busy machine.
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams.poll = parameters.cpuparams_batch.poll = 0
    parameters.cpuparams_batch.n_threads = threads
    server = Server(parameters)
    yield f"{server.listening_address}/v1"
    del server


def _embedding(index: Index) -> Any:  # noqa: ANN401 - a llama_index type
    from llama_index.core.base.embeddings.base import BaseEmbedding

    class SameEncoder(BaseEmbedding):  # type: ignore[misc]  # an untyped base
        """The index's own encoder."""

        def _get_text_embedding(self, text: str) -> list[float]:
            return [float(x) for x in index.embed([text])[0]]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [[float(x) for x in row] for row in index.embed(texts)]

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

    return SameEncoder(embed_batch_size=32)


class CitationEngine:
    """``CitationQueryEngine`` with its defaults, over the articles of an index."""

    def __init__(self, index: Index, *, url: str, model: str, key: str = "none") -> None:
        """Ask the chat model *model* at the OpenAI-compatible address *url*."""
        from llama_index.core import Document, VectorStoreIndex
        from llama_index.core.query_engine import CitationQueryEngine
        from llama_index.llms.openai_like import OpenAILike

        self._articles = {article.id: article for article in index.articles()}
        documents = [Document(text=a.text, doc_id=a.id) for a in self._articles.values()]
        llm = OpenAILike(
            model=model, api_base=url, api_key=key, is_chat_model=True, temperature=0.0,
            max_tokens=_ANSWER_TOKENS, timeout=600.0, context_window=4096,
        )  # fmt: skip
        nearest = VectorStoreIndex.from_documents(documents, embed_model=_embedding(index))
        self._engine = CitationQueryEngine.from_args(nearest, llm=llm, similarity_top_k=2)

    def ask(
        self, question: str, *, history: Sequence[str] = (), filters: Filters | None = None
    ) -> Answer:
        """What the engine answers; it takes neither history nor our filters.

        Raises:
            LanguageModelError: The endpoint failed.
        """
        del history, filters
        try:
            response = self._engine.query(question)
        except Exception as error:
            raise LanguageModelError(f"The peer's endpoint failed: {error}") from error
        text = str(response.response or "").strip()
        sources = [self._citation(source.node) for source in response.source_nodes]
        return _answer(question, text, [source for source in sources if source])

    def _citation(self, node: Any) -> Citation | None:  # noqa: ANN401 - a llama_index type
        text = node.get_content()
        numbered = _SOURCE.match(text)
        article = self._articles.get(node.ref_doc_id or "")
        if numbered is None or article is None:
            return None
        quote = text[numbered.end() :].strip()
        start = max(0, article.text.find(quote))
        return Citation(
            number=int(numbered[1]),
            article_id=article.id,
            title=article.title,
            outlet=article.outlet,
            published=article.published,
            url=article.url,
            quote=quote,
            start=start,
            end=start + len(quote),
            sha256=article.sha256,
        )

    def search(self, question: str, *, k: int = 10) -> list[Passage]:
        """Nothing: rankings are compared by the retrieval suite."""
        del question, k
        return []

    def article(self, article_id: str) -> Article:
        """The article as given."""
        return self._articles[article_id]


def _answer(question: str, text: str, sources: list[Citation]) -> Answer:
    """The engine's text as an answer; one that says the sources do not help is a refusal."""
    used = {int(number) for number in _MARKER.findall(text)}
    cited = tuple(source for source in sources if source.number in used)
    refuses = not cited and bool(_REFUSES.search(text))
    # It shows its sources even where the text names none of them; they count for it.
    cited = cited or tuple(sources)
    if not text or refuses:
        return Answer(
            question=question, standalone_question=question, state="not_found", text=text,
            reason=text or "empty answer",
        )  # fmt: skip
    plain = _MARKER.sub("", text).strip()
    claim = Claim(
        text=text, value=plain, certainty="reported", citations=tuple(c.number for c in cited)
    )
    return Answer(
        question=question,
        standalone_question=question,
        state="answered",
        text=text,
        claims=(claim,),
        citations=cited,
        confidence=0.5,
    )
