"""Each claim's own citations hold its value, date, names and cues.

The value must stand in one cited quote as whole tokens; a figure's bounds must be the value's
number; a date's words must stand in the quote and, component by component, be able to mean the day
they were resolved to; speaker and cues must be the quote's words.

Shares with the product: nothing; dates are checked by their components, not resolved again.

>>> from evals.testing import judged
>>> score(judged(value="estimated 800")).value
1.0
>>> score(judged(value="80")).reason
"'80' is in none of its quotes"
"""

from collections.abc import Iterator, Mapping

from evals.counts import find_numbers
from evals.days import agrees, find_days, iso_dates
from evals.score import Judged, Score
from evals.words import contains, tokens
from qa.records import Article, Citation, Claim

MEANING = "the cited span holds the value, its date, speaker and cues"
_DATELINE = 200


def score(judged: Judged) -> Score:
    """1 if every claim is held by its quotes, else 0; None for an answer without claims."""
    answer = judged.answer
    if not answer.claims:
        return Score(value=None)
    found = [fault for claim in answer.claims for fault in _faults(claim, judged)]
    return Score(value=float(not found), reason="; ".join(found))


def _faults(claim: Claim, judged: Judged) -> Iterator[str]:
    cited = [c for c in judged.answer.citations if c.number in claim.citations]
    quotes = [tokens(c.quote) for c in cited]
    if not any(contains(quote, tokens(claim.value)) for quote in quotes) and not _yes_no(claim):
        yield f"{claim.value!r} is in none of its quotes"
    for words in (*claim.cues, *((claim.speaker,) if claim.speaker else ())):
        if not any(contains(quote, tokens(words)) for quote in quotes):
            yield f"{words!r} is in none of its quotes"
    yield from _figure_faults(claim)
    if claim.date and cited:
        yield from _date_faults(claim, cited, judged.articles)


def _yes_no(claim: Claim) -> bool:
    return tokens(claim.value) in {("yes",), ("no",)}


def _figure_faults(claim: Claim) -> Iterator[str]:
    found = find_numbers(claim.value)
    if not claim.figure or len(found) != 1 or claim.figure.qualifier == "vague":
        return
    slack = 1.0 if claim.figure.qualifier in {"more_than", "fewer_than"} else 0.0
    for bound in (claim.figure.low, claim.figure.high):
        if bound and min(abs(bound - found[0].low), abs(bound - found[0].high)) > slack:
            yield f"the figure {bound:g} is not the value {claim.value!r}"


def _report_days(citation: Citation, articles: Mapping[str, Article]) -> set[str | None]:
    """Days from which relative words may count: the publish date, and a dateline's."""
    article = articles.get(citation.article_id)
    dateline = iso_dates(article.text[:_DATELINE]) if article else frozenset()
    return {citation.published, *dateline}


def _date_faults(
    claim: Claim, cited: list[Citation], articles: Mapping[str, Article]
) -> Iterator[str]:
    value = claim.date
    if value is None:
        return
    holders = [c for c in cited if contains(tokens(c.quote), tokens(value.text))]
    if not holders:
        yield f"the date's words {value.text!r} are in none of its quotes"
        return
    reports = {day for holder in holders for day in _report_days(holder, articles)}
    ends = {value.start, value.end}
    named = find_days(value.text)
    # A report that calls a Saturday a Tuesday is taken by its number.
    exact = [day for day in named if day.day is not None]
    for day in exact or named:
        if not any(agrees(day, end, report) for end in ends for report in reports):
            yield f"{value.text!r} cannot mean {value.start}"
            return
