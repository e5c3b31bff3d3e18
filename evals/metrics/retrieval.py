"""Where the articles that hold the answer stand in the ranking.

``recall@k`` is 1 when an acceptable article is among the first *k* distinct articles, ``quote@k``
when one of the first *k* passages shares text with a gold quote, ``mrr`` one over the rank of the
first acceptable article, ``ndcg@10`` the discounted gain over ten articles with binary relevance.
Acceptable articles are those that the gold data lists: a wire copy not listed counts as a miss,
so these are lower bounds.

Shares with the product: nothing.

>>> from evals.testing import judged
>>> case = judged(value="800").case
>>> found = ranking(case, [("other", "x"), ("report", "An estimated 800 inmates")])
>>> found["recall@1"], found["recall@5"], found["mrr"], round(found["ndcg@10"], 3), found["quote@1"]
(0.0, 1.0, 0.5, 0.631, 0.0)
"""

from collections.abc import Mapping, Sequence
from math import log2

from evals.cases import Case
from evals.words import contains, tokens

__all__ = ["NAMES", "ranking"]

_AT = (1, 5, 10)
NAMES = (*(f"recall@{k}" for k in _AT), "mrr", "ndcg@10", *(f"quote@{k}" for k in _AT))


def ranking(case: Case, ranked: Sequence[tuple[str, str]]) -> Mapping[str, float | None]:
    """Every retrieval score; all None where no gold article is known.

    Args:
        case: The question with its gold data.
        ranked: (article id, passage text), best first.
    """
    relevant = case.relevant
    if not relevant:
        return dict.fromkeys(NAMES)
    articles = list(dict.fromkeys(article_id for article_id, _ in ranked))
    ranks = [rank for rank, each in enumerate(articles, start=1) if each in relevant]
    scores: dict[str, float | None] = {
        f"recall@{k}": float(bool(ranks) and ranks[0] <= k) for k in _AT
    }
    scores["mrr"] = 1 / ranks[0] if ranks else 0.0
    best = sum(1 / log2(rank + 1) for rank in range(1, min(10, len(relevant)) + 1))
    scores["ndcg@10"] = sum(1 / log2(rank + 1) for rank in ranks if rank <= 10) / best
    quotes = [(gold.article_id, tokens(gold.quote)) for gold in case.gold if gold.quote]
    for k in _AT:
        held = any(_shares(passage, quotes) for passage in ranked[:k])
        scores[f"quote@{k}"] = float(held) if quotes else None
    return scores


def _shares(passage: tuple[str, str], quotes: Sequence[tuple[str, tuple[str, ...]]]) -> bool:
    article_id, text = passage
    words = tokens(text)
    return any(article_id == gold and contains(words, quote[:6]) for gold, quote in quotes)
