"""A question and filters → ranked passages: which searches to ask and how far to trust each.

Three rankings are fused: chunks by keyword, whole articles by keyword, chunks by vector. A report's
names carry most of a question about an event, and a small encoder knows few of them, so the keyword
rankings weigh more than the vector (the weights were set on development questions; the benchmark
``python -m evals bench`` prints each part beside the fusion). Scores are divided by the best of
their ranking, which keeps the distance between a clear winner and the rest that ranks would lose.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from qa.errors import StoreUnavailable
from qa.names import load_names
from qa.question import Question
from qa.records import Article, Chunk, Filters, Passage

if TYPE_CHECKING:
    from qa.index import Index

__all__ = ["FUSION", "Fusion", "Retrieved", "retrieve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fusion:
    """How far each ranking is trusted; weights are relative.

    Attributes:
        keyword: Chunks by BM25.
        article: The chunk's whole article by BM25.
        vector: Chunks by cosine similarity.
        date: Added in full when the article was published within ``days`` after a date that the
            question names.
        variant: Weight of a name's other spellings in the keyword searches.
        days: How long after an event reports of it are expected.
        depth: How many hits of each ranking are fused.
    """

    keyword: float = 1.0
    article: float = 0.6
    vector: float = 0.5
    date: float = 0.4
    variant: float = 0.3
    days: int = 14
    depth: int = 100


FUSION = Fusion()
FAVOURITES = 5  # first chunks by the question's own words that stay in sight
IN_SIGHT = 10  # reports that a reader looks at


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """Ranked passages, and what went without.

    Attributes:
        passages: Best first.
        degraded: Why the vector ranking is missing, or None.
    """

    passages: tuple[Passage, ...]
    degraded: str | None = None


def retrieve(
    index: "Index",
    question: Question,
    *,
    limit: int = 20,
    filters: Filters | None = None,
    fusion: Fusion = FUSION,
) -> Retrieved:
    """Passages for *question*, best first, reprints merged.

    Args:
        index: An open index.
        question: As understood.
        limit: Most passages to return; fewer when the index holds fewer.
        filters: What the articles are limited to.
        fusion: Weights of the rankings.
    """
    filters = filters or Filters()
    variants = load_names().variants(question.text)
    query = " ".join((question.text, *variants))
    # Another spelling counts less than the question's own, or one name would weigh as several.
    asked = set(question.text.casefold().split())
    words = {word for variant in variants for word in variant.casefold().split()} - asked
    boosts = dict.fromkeys(words, fusion.variant)
    # The encoder and the stores let go of Python while they compute.
    with ThreadPoolExecutor(1) as beside:
        by_vector = beside.submit(_vector_scores, index, question, filters, fusion)
        keyword = {
            hit.chunk_id: hit.score
            for hit in index.keyword_search(
                query, limit=fusion.depth, filters=filters, boosts=boosts
            )
        }
        article = {
            hit.article_id: hit.score
            for hit in index.article_search(
                query, limit=fusion.depth, filters=filters, boosts=boosts
            )
        }
        plain = index.keyword_search(question.text, limit=FAVOURITES, filters=filters)
        vector, degraded = by_vector.result()
    known = (*keyword, *vector, *(hit.chunk_id for hit in plain))
    found = index.passages(list(dict.fromkeys(known)))
    scored = _fuse(found, keyword, article, vector, question, fusion)
    scored.sort(key=lambda passage: (-passage.score, passage.chunk.id))
    scored = _keep_in_sight(scored, [hit.chunk_id for hit in plain])
    passages = tuple(_merge_copies(index, scored, limit))
    return Retrieved(passages=passages, degraded=degraded)


def _vector_scores(
    index: "Index", question: Question, filters: Filters, fusion: Fusion
) -> tuple[dict[str, float], str | None]:
    if fusion.vector == 0:
        return {}, None
    try:
        vector = index.embed([question.text])[0]
        hits = index.vector_search(vector, limit=fusion.depth, filters=filters)
    except StoreUnavailable as error:
        return {}, str(error)
    return {hit.chunk_id: hit.score for hit in hits}, None


def _fuse(
    found: Sequence[tuple[Article, Chunk]],
    keyword: Mapping[str, float],
    article: Mapping[str, float],
    vector: Mapping[str, float],
    question: Question,
    fusion: Fusion,
) -> list[Passage]:
    keyword_part = _relative(keyword)
    article_part = _relative(article)
    vector_part = _relative(vector)
    passages = []
    for of, chunk in found:
        parts = {
            "keyword": keyword_part.get(chunk.id, 0.0),
            "article": article_part.get(of.id, 0.0),
            "vector": vector_part.get(chunk.id, 0.0),
            "date": 1.0 if _is_near(of, question, fusion.days) else 0.0,
        }
        score = (
            fusion.keyword * parts["keyword"]
            + fusion.article * parts["article"]
            + fusion.vector * parts["vector"]
            + fusion.date * parts["date"]
        )
        passages.append(Passage(article=of, chunk=chunk, score=score, parts=parts))
    return passages


def _keep_in_sight(ranked: Sequence[Passage], by_words: Sequence[str]) -> list[Passage]:
    """Bring the first chunks for the question's own words among the first reports.

    The other rankings may outvote the words, but do not push out of sight what they put first.
    """
    first = {passage.chunk.id: passage for passage in ranked}
    favourites = [first[chunk] for chunk in by_words if chunk in first]
    head: list[Passage] = []
    seen: set[str] = set()
    for passage in ranked:
        if len(seen | {passage.article.id}) > IN_SIGHT - FAVOURITES:
            break
        seen.add(passage.article.id)
        head.append(passage)
    lowest = head[-1].score if head else 0.0
    kept = [
        replace(passage, score=max(passage.score, lowest))
        for passage in favourites
        if passage.article.id not in seen
    ]
    chosen = {passage.chunk.id for passage in (*head, *kept)}
    return [*head, *kept, *(p for p in ranked if p.chunk.id not in chosen)]


def _relative(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores from 0 (the last that was fetched) to 1 (the best); all 1 where none differs."""
    best, worst = max(scores.values(), default=0.0), min(scores.values(), default=0.0)
    width = best - worst
    return {key: (score - worst) / width if width else 1.0 for key, score in scores.items()}


def _is_near(article: Article, question: Question, days: int) -> bool:
    """Whether the article was published when reports of the question's date are to be expected."""
    if not article.published or not question.dates:
        return False
    published = date.fromisoformat(article.published)
    for mention in question.dates:
        start = date.fromisoformat(mention.value.start)
        end = date.fromisoformat(mention.value.end)
        if (published - start).days >= 0 and (published - end).days <= days:
            return True
    return False


def _merge_copies(index: "Index", ranked: Iterable[Passage], limit: int) -> list[Passage]:
    """The best *limit* passages, with reprints folded into the first of them that was published."""
    kept: list[Passage] = []
    ranked = list(ranked)
    looked_at = dict.fromkeys(passage.article.id for passage in ranked[: 3 * limit])
    copies = index.copies(list(looked_at))
    seen: dict[tuple[str, str], int] = {}
    for passage in ranked:
        key_text = " ".join(passage.chunk.text.split()).casefold()
        others = copies.get(passage.article.id, ())
        place = next((seen[o, key_text] for o in others if (o, key_text) in seen), None)
        if place is None:
            if len(kept) == limit:
                break
            seen[passage.article.id, key_text] = len(kept)
            kept.append(replace(passage, copies=others))
        elif (passage.article.published or "9") < (kept[place].article.published or "9"):
            kept[place] = replace(passage, score=kept[place].score, copies=others)
    return kept
