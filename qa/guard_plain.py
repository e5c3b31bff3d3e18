"""A drafted sentence as the rules read it: without dateline, initials and its report's name."""

import re
from functools import cache

from qa.days import day_in_words
from qa.guard_figures import check_dates, check_numbers
from qa.guard_told import Told, dateline_end, guard_lexicon
from qa.language import parse
from qa.word_keys import word_keys

__all__ = ["as_quoted", "without_source"]

_WORD = re.compile(r"\w+")
_INITIALS = re.compile(r"\s*\(([A-Z]{2,8})\)")
_DAY_NAME = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")


def without_source(text: str, told: Told) -> str:
    """*text* without the bracket that names a cited report's outlet and day."""
    for piece in told.pieces:
        outlet, published = piece.citation.outlet, piece.citation.published
        days = [day_in_words(published), published] if published else ["undated"]
        for day in days:
            for source in (", ".join(filter(None, (outlet, day))), day):
                text = text.replace(f"({source})", "")
    return text


def as_quoted(text: str, told: Told) -> str:
    """*text* without initials and a dateline that say nothing, phrases as the quotes have them."""
    return _in_their_words(_without_dateline(_without_initials(text, told), told), told)


def _without_initials(text: str, told: Told) -> str:
    """*text* without "(SOHR)" behind the name whose initials these are; a quote's own stay."""
    for match in _INITIALS.finditer(text):
        before = [word[0] for word in _WORD.findall(text[: match.start()]) if word[0].isupper()]
        known = match[1] in told.text
        if not known and "".join(before[-len(match[1]) :]) == match[1]:
            return _without_initials(text[: match.start()] + text[match.end() :], told)
    return text


def _without_dateline(text: str, told: Told) -> str:
    """*text* without a dateline in front ("OSHT, April 21 (Agency) - ...") like a quote's."""
    head, rest = text[: dateline_end(text)], text[dateline_end(text) :]
    if not head or not _WORD.search(rest):
        return text
    quotes = [piece.citation.quote for piece in told.pieces]
    known = told.outlets | word_keys(" ".join(quote[: dateline_end(quote)] for quote in quotes))
    named = (word for word in re.findall(r"[^\W\d_]+", _DAY_NAME.sub("", head)))
    opening = parse(head)
    wrong = any((*check_numbers(opening, told), *check_dates(opening, told)))
    return text if wrong or not all(word_keys(word) & known for word in named) else rest


def _in_their_words(text: str, told: Told) -> str:
    """*text* with "air strikes" for "air raids", where the quotes have that alone."""
    for group in _phrases():
        theirs = next((phrase for phrase, at in group if at.search(told.text)), None)
        for _, at in group if theirs is not None else ():
            if not at.search(told.text):
                text = at.sub(rf"{theirs}\1", text)
    return text


@cache
def _phrases() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], ...]:
    """Groups of phrases that may stand for one another, each with what finds it or its plural."""
    groups = guard_lexicon()["synonyms"]["phrases"]
    return tuple(
        tuple((phrase, re.compile(rf"(?i)\b{re.escape(phrase)}(s?)\b")) for phrase in group)
        for group in groups
    )
