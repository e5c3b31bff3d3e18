"""A drafted sentence as the rules read it: without dateline, initials and its report's name."""

import re

from qa.datelines import read_heading
from qa.days import day_in_words
from qa.guard_told import Told, dateline_end

__all__ = ["as_quoted", "without_source"]

_WORD = re.compile(r"\w+")
_INITIALS = re.compile(r"\s*\(([A-Z]{2,8})\)")


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
    """*text* without initials that say nothing, and without its report's own dateline.

    Outlets known in small letters alone get a capital, by which the parser knows a name.
    """
    return _without_dateline(_without_initials(_with_capitals(text, told), told), told)


def _with_capitals(text: str, told: Told) -> str:
    for outlet in {piece.citation.outlet or "" for piece in told.pieces}:
        if outlet.islower() and outlet.isalpha():
            text = re.sub(rf"(?<=\bthe ){outlet}\b(?= )", outlet.capitalize(), text)
    return text


def _without_initials(text: str, told: Told) -> str:
    """*text* without "(SOHR)" behind the name whose initials these are; a quote's own stay."""
    for match in _INITIALS.finditer(text):
        before = [word[0] for word in _WORD.findall(text[: match.start()]) if word[0].isupper()]
        known = match[1] in told.text
        if not known and "".join(before[-len(match[1]) :]) == match[1]:
            return _without_initials(text[: match.start()] + text[match.end() :], told)
    return text


def _without_dateline(text: str, told: Told) -> str:
    """*text* without the dateline of the one report cited, word for word as it stands there."""
    head, rest = text[: dateline_end(text)], text[dateline_end(text) :]
    quote = told.pieces[0].citation.quote
    placed = read_heading(quote).end > 0  # a day alone may be that of what follows
    own = quote[: dateline_end(quote)] if placed and len(told.pieces) == 1 else ""
    same = [word.casefold() for word in _WORD.findall(head)] == [
        word.casefold() for word in _WORD.findall(own)
    ]
    return rest if head and same and _WORD.search(rest) else text
