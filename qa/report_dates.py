"""The days that a report names, and whether they are among those a question names."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from qa.dates import DateMention, find_dates, open_dates
from qa.records import Article, Precision

__all__ = ["FIRST_REPORTS", "Days", "dates_of", "fits_dates", "open_dates_of", "overlap"]

FIRST_REPORTS = 4  # days after an event in which its first reports appear
Days = Sequence[tuple[str, str]]  # first and last day of each stretch, ISO


def fits_dates(article: Article, asked: Sequence[DateMention]) -> bool:
    """Whether the article names a day that is *asked* about, or came out just after it."""
    if not asked:
        return True
    wanted = [(mention.value.start, mention.value.end) for mention in asked]
    if article.published:
        # An event is seldom dated in its first reports; they come within days of it.
        first = date.fromisoformat(article.published) - timedelta(days=FIRST_REPORTS)
        if overlap(wanted, [(first.isoformat(), article.published)]):
            return True
        if article.published < min(start for start, _ in wanted):
            return False
    return overlap(wanted, [(m.value.start, m.value.end) for m in dates_of(article)])


def overlap(wanted: Days, given: Days) -> bool:
    """Whether any of the stretches *wanted* shares a day with any of those *given*."""
    return any(start <= last and end >= first for first, last in wanted for start, end in given)


def dates_of(article: Article) -> tuple[DateMention, ...]:
    """Every date the article names; read as a whole, since "two days earlier" needs the rest."""
    return _dates_in(article.text, article.published)


def open_dates_of(article: Article) -> tuple[tuple[int, int, Precision], ...]:
    """What an article without a publish date tells of days that cannot be resolved."""
    return _open_in(article.text) if article.published is None else ()


@lru_cache(maxsize=512)
def _open_in(text: str) -> tuple[tuple[int, int, Precision], ...]:
    return tuple(open_dates(text))


@lru_cache(maxsize=2_048)
def _dates_in(text: str, published: str | None) -> tuple[DateMention, ...]:
    return tuple(find_dates(text, published=published))
