"""Who else gives what a report tells in its own voice: "62 men [1]; according to the army [2]".

The answer is as sure as its first report; but that a second one has it only from a party is told.
"""

from dataclasses import replace

from qa.candidates import Candidate
from qa.certainty import Assessment
from qa.findings import Finding, Seconded, Source

__all__ = ["supported"]

MOST_SOURCES = 3


def supported(known: Finding, candidate: Candidate, source: Source, told: Assessment) -> Finding:
    """*known* with another report's *source* for its value, as far as there is room for it."""
    articles = {each.line.article.id for each in known.sources}
    names = _names(known, candidate, told)
    # a headline names nobody, and its report says further down who said so
    if candidate.line.article.id in articles and not (names and _is_headed(known, candidate)):
        return known
    if len(known.sources) < MOST_SOURCES:
        kept = known.sources
    elif names:
        kept = known.sources[:-1]
    else:
        return known
    second = Seconded(speaker=told.speaker or "", source=source) if names else known.second
    return replace(known, sources=(*kept, source), second=second)


def _names(known: Finding, candidate: Candidate, told: Assessment) -> bool:
    """Whether the source names who says what *known* tells in the report's own voice."""
    if known.second is not None or told.speaker is None or not _is_alike(known, candidate):
        return False
    plain = known.assessment.speaker is None and known.assessment.certainty == "reported"
    named = candidate.value.casefold() in told.speaker.casefold()  # he speaks of himself
    return plain and not named and told.certainty in {"claimed", "reported", "confirmed"}


def _is_alike(known: Finding, candidate: Candidate) -> bool:
    """Whether it tells just the same: no other day within the month, and no sentence that agrees.

    Whoever says which ship sank the ferry "in May" does not say that it sank on 22 May.
    """
    one, two = known.candidate, candidate
    if two.says is not None or two.chosen is not None:
        return False
    if one.date is not None and two.date is not None:
        return (one.date.start, one.date.end) == (two.date.start, two.date.end)
    if one.figure is not None and two.figure is not None:
        return one.figure.measure == two.figure.measure
    return True


def _is_headed(known: Finding, candidate: Candidate) -> bool:
    """Whether *known* opens the report that *candidate* stands in: its heading, or its lead."""
    line = known.candidate.line
    opens = not any(letter.isalnum() for letter in line.article.text[: line.start])
    return opens and line.article.id == candidate.line.article.id and line != candidate.line
