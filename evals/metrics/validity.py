"""Every quote is, to the letter, at its offsets in the article with its hash.

Also checked: the article's title, outlet and date are the stored ones, citation numbers are unique,
every number that a claim or the text uses exists, an answered state has a claim and every claim a
citation. One failure anywhere fails the whole run.

Shares with the product: nothing; the hash is recomputed from the stored text.

>>> from evals.testing import judged
>>> score(judged(value="800", answers=("800",))).value
1.0
>>> score(judged(value="800", answers=("800",), offset=1)).reason
'[1]: the quote is not at 1:37 of report'
"""

import hashlib
import re
from collections.abc import Iterator

from evals.score import Judged, Score
from qa.records import Answer, Article, Citation

MEANING = "quotes verbatim at their offsets in the hashed article"
_MARKER = re.compile(r"\[(\d+)\]")


def score(judged: Judged) -> Score:
    """1 if everything holds, else 0; None for an answer without any citation and claim."""
    answer = judged.answer
    if not (answer.citations or answer.nearest or answer.claims or _MARKER.search(answer.text)):
        return Score(value=None)
    faults = [*_citation_faults(judged), *_number_faults(answer)]
    return Score(value=float(not faults), reason="; ".join(faults))


def _citation_faults(judged: Judged) -> Iterator[str]:
    for citation in (*judged.answer.citations, *judged.answer.nearest):
        article = judged.articles.get(citation.article_id)
        if article is None:
            yield f"[{citation.number}]: no article {citation.article_id} is stored"
        else:
            yield from _against(citation, article)


def _against(citation: Citation, article: Article) -> Iterator[str]:
    where = f"[{citation.number}]"
    if citation.sha256 != hashlib.sha256(article.text.encode()).hexdigest():
        yield f"{where}: the hash is not that of {article.id}"
    if not citation.quote.strip():
        yield f"{where}: the quote is empty"
    if article.text[citation.start : citation.end] != citation.quote:
        yield f"{where}: the quote is not at {citation.start}:{citation.end} of {article.id}"
    for name in ("title", "outlet", "published", "url"):
        if getattr(citation, name) != getattr(article, name):
            yield f"{where}: {name} is not that of {article.id}"


def _number_faults(answer: Answer) -> Iterator[str]:
    numbers = [citation.number for citation in answer.citations]
    if len(set(numbers)) != len(numbers):
        yield "two citations have one number"
    used = {int(number) for number in _MARKER.findall(answer.text)}
    used.update(number for claim in answer.claims for number in claim.citations)
    if used - set(numbers):
        yield f"numbers {sorted(used - set(numbers))} name no citation"
    if any(not claim.citations for claim in answer.claims):
        yield "a claim cites nothing"
    if answer.state in {"answered", "conflicting"} and not answer.claims:
        yield f"state {answer.state} without a claim"
    if answer.state == "not_found" and (answer.claims or not answer.reason):
        yield "not_found needs a reason and no claim"
