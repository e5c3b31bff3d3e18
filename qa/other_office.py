"""Does a report tell of the mayor of one town where that of another is asked about?

"When was the mayor of Osht kidnapped" is not answered by the day on which that of Varna was, though
the report was written in Osht.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from qa.language import PLACE_LABELS, Token, parse
from qa.lexicons import load_lexicon
from qa.names import load_names
from qa.word_keys import word_keys

__all__ = ["tells_of_other_office"]

_NAME = r"((?:[A-Z][\w'\u2019-]*\s?)+)"


@lru_cache(maxsize=1_024)  # a report comes back with each of its candidates
def tells_of_other_office(question: str, text: str) -> bool:
    """Whether *text* names an office of *question*, and only that of another place."""
    return any(
        (others := _places_of(office, text)) and not any(_same(place, other) for other in others)
        for office, place in _offices(question)
    )


@lru_cache(maxsize=512)
def _offices(question: str) -> tuple[tuple[str, str], ...]:
    """The offices in *question* with their places: "the mayor of Osht"."""
    return tuple(_held(parse(question).tokens)) if " of " in question.lower() else ()


def _held(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for i, token in enumerate(tokens[:-2]):
        office = token.lemma.lower()
        if office in load_lexicon("people")["called"]["of_places"] and tokens[i + 1].lemma == "of":
            first = i + 2 + (tokens[i + 2].pos == "DET")
            last = first
            while last < len(tokens) and _names_place(tokens[last]):
                last += 1
            if last > first:
                yield office, " ".join(t.text for t in tokens[first:last])


def _names_place(token: Token) -> bool:
    # small parsers take a strange town for a body
    return token.pos == "PROPN" and token.ent in {"", "ORG", *PLACE_LABELS}


def _places_of(office: str, text: str) -> tuple[str, ...]:
    """The places of which *text* names such an office; found by capitals, without a parse."""
    named = re.compile(rf"\b(?i:{re.escape(office)}s?\s+of(?:\s+the)?)\s+{_NAME}")
    return tuple(match[1].strip() for match in named.finditer(text))


def _same(one: str, other: str) -> bool:
    known = load_names()
    # An armed group takes a new name.
    renamed = known.has_variants(one) and known.has_variants(other)
    return bool(renamed or word_keys(one) & word_keys(other)) or known.same(one, other)
