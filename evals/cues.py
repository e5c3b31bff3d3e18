"""Words that qualify a statement, for the ruler alone.

The words are in ``lexicon.toml``, a second, small lexicon beside the product's own on purpose.
"""

import re
from functools import lru_cache

from evals.lexicon import patterns
from evals.words import fold

__all__ = [
    "attributed",
    "attributions",
    "hedges",
    "measures",
    "negated",
    "negations",
    "number_hedges",
]

_NUMBER_GROUPS = frozenset({"about", "at_least", "more_than", "at_most", "fewer_than", "estimated"})
_LONGER = re.compile(r"[a-z]+")
_PATTERNS = patterns("patterns")
_NEGATION = re.compile(_PATTERNS["negation"])
_ATTRIBUTION = re.compile(_PATTERNS["attribution"].replace("SAYING", _PATTERNS["saying"]))
_HEDGE_FORMS = {g: re.compile(rf"\b(?:{form})") for g, form in patterns("hedges").items()}
_MEASURE_FORMS = {g: re.compile(rf"\b(?:{form})\b") for g, form in patterns("measures").items()}


@lru_cache(maxsize=16384)
def hedges(text: str) -> frozenset[str]:
    """Groups of hedges that *text* holds.

    >>> sorted(hedges("At least 58, allegedly"))
    ['alleged', 'at_least']
    """
    folded = fold(text)
    return frozenset(group for group, form in _HEDGE_FORMS.items() if form.search(folded))


def number_hedges(text: str) -> frozenset[str]:
    """Groups of *text* that limit a number.

    >>> sorted(number_hedges("up to 40 believed dead"))
    ['at_most']
    """
    return hedges(text) & _NUMBER_GROUPS


@lru_cache(maxsize=16384)
def negated(text: str) -> bool:
    """Whether *text* holds a negation or a denial.

    >>> negated("The army denied it"), negated("didn't"), negated("Nothing here is noted")
    (True, True, False)
    """
    return _NEGATION.search(fold(text)) is not None


@lru_cache(maxsize=16384)
def negations(text: str) -> tuple[frozenset[str], ...]:
    """For each negation the longer words within three of it.

    >>> [sorted(around) for around in negations("The bridge was not hit by rockets")]
    [['bridge', 'rockets']]
    """
    folded = fold(text)
    return tuple(
        frozenset(
            word
            for word in (
                *_LONGER.findall(folded[: match.start()])[-3:],
                *_LONGER.findall(folded[match.end() :])[:3],
            )
            if len(word) > 3
        )
        for match in _NEGATION.finditer(folded)
    )


@lru_cache(maxsize=16384)
def attributed(text: str) -> bool:
    """Whether *text* puts a statement in somebody's mouth.

    >>> attributed("Five died, the governor said"), attributed("Five died")
    (True, False)
    """
    return _ATTRIBUTION.search(fold(text)) is not None


def attributions(text: str) -> tuple[tuple[int, int], ...]:
    """Where *text* attributes: (start, end) of the saying verb or of "according to".

    >>> attributions("Five died, he said")
    ((14, 18),)
    """
    return tuple(match.span() for match in _ATTRIBUTION.finditer(fold(text)))


@lru_cache(maxsize=16384)
def measures(text: str) -> frozenset[str]:
    """What happened to those counted, by group.

    >>> sorted(measures("a toll of 44 and 140 injured"))
    ['killed', 'wounded']
    """
    folded = fold(text)
    return frozenset(group for group, form in _MEASURE_FORMS.items() if form.search(folded))
