"""Where gold quotes and answers stand in their articles."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from evals.cases import Gold
from evals.counts import find_numbers
from evals.words import fold, tokens
from qa.records import Article

__all__ = ["Place", "find_quote", "find_value"]

_STOP = re.compile(r"[.!?][\"'\u201d\u2019)]*(?=\s|$)|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a gold quote stands: the sentences around it in its article."""

    article: Article
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentences, exactly."""
        return self.article.text[self.start : self.end]


def _widen(article: Article, start: int, end: int, *, before: int = 0) -> Place:
    """The whole sentences that hold ``start:end``, and *before* sentences ahead of them."""
    stops = [0, *(m.end() for m in _STOP.finditer(article.text)), len(article.text)]
    ahead = [stop for stop in stops if stop <= start]
    first = ahead[max(0, len(ahead) - 1 - before)]
    last = next(stop for stop in stops if stop >= end)
    text = article.text[first:last]
    return Place(article, first + len(text) - len(text.lstrip()), first + len(text.rstrip()))


def find_quote(gold: Gold, articles: Mapping[str, Article], *, before: int = 0) -> Place | None:
    """The sentences that hold the gold quote, and *before* more ahead of them; None if nowhere."""
    article = articles.get(gold.article_id)
    at = article.text.find(gold.quote) if article and gold.quote else -1
    if article is None or at < 0:
        return None
    return _widen(article, at, at + len(gold.quote), before=before)


def find_value(quote: str, answer: str) -> str | None:
    """The words of *quote* that say *answer*: the same words, or the same number, and its limit."""
    plain = re.search(rf"(?<!\w){re.escape(answer)}(?![\w,.]?\w)", quote, re.IGNORECASE)
    if plain:
        return plain.group()
    wanted = find_numbers(answer)
    if len(wanted) == 1 and len(tokens(answer)) <= 3 and len(fold(quote)) == len(quote):
        for number in find_numbers(quote):
            if (number.low, number.high) == (wanted[0].low, wanted[0].high):
                return quote[number.start : number.end]
    return None
