"""Quotes and offsets, and the checks that every answer passes before it is shown.

A citation holds when the article with its hash has exactly its quote at its offsets. An answer
holds when, further, each marker names one of its citations, each claim's value stands in a quote
that the claim cites, and each number in the text stands in a cited quote or in the cited article's
own provenance (title, outlet, dates). Numbers are compared as whole tokens, so 800 is not in 1,800.
"""

import re
from collections.abc import Callable, Iterable

from qa.errors import CitationError
from qa.prompts import MARKER
from qa.records import Answer, Article, Citation, Claim

__all__ = ["check_citation", "cite", "contains_tokens", "markers", "number_tokens", "problems"]

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+(?:[.,]\d+)*", re.UNICODE)


def cite(article: Article, start: int, end: int, *, number: int = 0) -> Citation:
    """The citation of ``article.text[start:end]``.

    Raises:
        CitationError: The offsets do not name a stretch of the article.
    """
    if not 0 <= start < end <= len(article.text):
        raise CitationError(
            f"Offsets {start}:{end} were given for article {article.id!r} of {len(article.text)} "
            "characters; a quote needs 0 <= start < end within the text."
        )
    return Citation(
        number=number,
        article_id=article.id,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
        quote=article.text[start:end],
        start=start,
        end=end,
        sha256=article.sha256,
    )


def check_citation(citation: Citation, article: Article) -> None:
    """Check that *citation* is, to the letter, in *article*.

    Raises:
        CitationError: Another article, another text, or another quote.
    """
    if citation.article_id != article.id:
        raise CitationError(
            f"Citation [{citation.number}] names article {citation.article_id!r}, but was checked "
            f"against {article.id!r}; look the article up by the citation's own id."
        )
    if citation.sha256 != article.sha256:
        raise CitationError(
            f"Citation [{citation.number}] was made from a text of {citation.article_id!r} with "
            f"hash {citation.sha256[:12]}; the text given has {article.sha256[:12]}. Ask again, or "
            "look up the revision with that hash."
        )
    found = article.text[citation.start : citation.end]
    if found != citation.quote:
        raise CitationError(
            f"Citation [{citation.number}] quotes {citation.quote[:60]!r}, but "
            f"{citation.article_id!r} has {found[:60]!r} at {citation.start}:{citation.end}."
        )


def markers(text: str) -> list[int]:
    """The citation numbers named in *text*, in order, repeats kept."""
    return [int(number) for number in MARKER.findall(text)]


def number_tokens(text: str) -> list[str]:
    """Numbers in digits as whole tokens, thousands separators dropped ("1,800" is "1800")."""
    return [_plain(token) for token in _NUMBER.findall(MARKER.sub(" ", text))]


def _plain(token: str) -> str:
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", token)
    return token.replace(",", "") if grouped else token.rstrip(".,")


def contains_tokens(text: str, part: str) -> bool:
    """Whether the words of *part* stand in *text* in a row, as whole tokens, without case."""
    words = [_plain(word).casefold() for word in _WORD.findall(text)]
    wanted = [_plain(word).casefold() for word in _WORD.findall(part)]
    width = len(wanted)
    return bool(wanted) and any(
        words[i : i + width] == wanted for i in range(len(words) - width + 1)
    )


def problems(answer: Answer, article: Callable[[str], Article]) -> list[str]:
    """What is wrong with *answer*, one sentence each; empty when it may be shown.

    Args:
        answer: A composed answer.
        article: Looks an article up by id.
    """
    found: list[str] = []
    for citation in (*answer.citations, *answer.nearest):
        try:
            check_citation(citation, article(citation.article_id))
        except CitationError as error:
            found.append(str(error))
    by_number = {citation.number: citation for citation in answer.citations}
    found += [
        f"Marker [{number}] names no citation."
        for number in markers(answer.text)
        if number not in by_number
    ]
    for claim in answer.claims:
        found += _claim_problems(claim, by_number)
    return [*found, *_number_problems(answer)]


def _claim_problems(claim: Claim, by_number: dict[int, Citation]) -> Iterable[str]:
    quotes = [by_number[number].quote for number in claim.citations if number in by_number]
    if not quotes:
        yield f"Claim {claim.value!r} cites nothing."
        return
    told = " ".join(quotes)
    if not any(_holds(quote, claim.value) for quote in quotes):
        yield f"Value {claim.value!r} is in no quote that its claim cites."
    for cue in claim.cues:
        if not _holds(told, cue):
            yield f"Cue {cue!r} is in no quote that its claim cites."
    # "We find that ..." is spoken by the outlet, which the citation names.
    outlets = {by_number[number].outlet for number in claim.citations if number in by_number}
    named = claim.speaker in outlets
    if claim.speaker and not named and not contains_tokens(told, claim.speaker):
        yield f"Speaker {claim.speaker!r} is in no quote that its claim cites."


def _holds(text: str, part: str) -> bool:
    """Whole tokens; words without a number may also begin inside one ("not" in "cannot")."""
    return contains_tokens(text, part) or (part in text and not number_tokens(part))


def _number_problems(answer: Answer) -> Iterable[str]:
    known: set[str] = set()
    for citation in answer.citations:
        source = (citation.quote, citation.title, citation.outlet or "", citation.published or "")
        known |= {token for part in source for token in number_tokens(part)}
        known |= _date_numbers(citation.published or "")
    for claim in answer.claims:
        if claim.date is not None:
            known |= _date_numbers(claim.date.start) | _date_numbers(claim.date.end)
    for token in number_tokens(answer.text):
        if token not in known:
            yield f"Number {token} of the text is in no cited quote."


def _date_numbers(iso: str) -> set[str]:
    """The numbers that a date written out needs: "2017-04-04" gives 2017 and 4."""
    return {part.lstrip("0") or part for part in iso.split("-")}
