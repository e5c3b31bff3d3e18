"""A right claim cites an acceptable article.

Acceptable is an article that the gold data lists, or one whose own text holds the answer and most
of the question's words: wire copies are many and no list of them is complete.

Shares with the product: what correctness shares, to know which claim is right.

>>> from evals.testing import judged
>>> score(judged(value="800", answers=("800",), gold_article="report")).value
1.0
>>> asked = "How many chickens perished near Malaga?"
>>> score(judged(value="800", answers=("800",), gold_article="other", question=asked)).value
0.0
"""

from evals.matching import holds, right_claims
from evals.score import Judged, Score

MEANING = "cites a gold article, or one whose text holds the answer"


def score(judged: Judged) -> Score:
    """1 or 0; None where no claim is right or no gold article is known."""
    case, answer = judged.case, judged.answer
    claims = right_claims(case, answer)
    if not claims or not case.relevant:
        return Score(value=None)
    cited = [
        citation.article_id
        for claim in claims
        for citation in answer.citations
        if citation.number in claim.citations
    ]
    for article_id in cited:
        article = judged.articles.get(article_id)
        if article_id in case.relevant or (article and holds(article.text, case)):
            return Score(value=1.0, reason=article_id)
    return Score(value=0.0, reason=f"cited {cited}, wanted one of {sorted(case.relevant)[:5]}")
