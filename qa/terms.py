"""Text to search terms, the same for what is indexed and what is asked.

A number is found with and without its thousands commas, and a hyphenated or pointed word by its
parts and as one: "T-72" and "T72", "U.N." and "UN", "Da'esh-held" and "Daesh".
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

__all__ = ["parts", "terms"]

_COMPOUND = re.compile(r"\w+(?:[-\u2010\u2011\u2013'\u2019\u02bc\u02bb`.]\w+)*")
_PART = re.compile(r"\w+")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_MOST_PARTS = 4
_PAIR = 2


def _words(text: str) -> Iterator[list[str]]:
    """The parts of each word of *text*: one, or several for a hyphenated or pointed word."""
    plain = _THOUSANDS.sub(
        lambda match: match.group().replace(",", ""), unicodedata.normalize("NFKC", text)
    )
    for match in _COMPOUND.finditer(plain):
        word = match.group()
        yield [word] if word.isalnum() else _PART.findall(word)


def terms(text: str) -> list[str]:
    """What *text* is found by, before case, accents and endings are folded."""
    found = []
    for word in _words(text):
        found += word
        if 1 < len(word) <= _MOST_PARTS:
            joined = ["".join(pair) for pair in pairwise(word)]
            found += joined if len(word) == _PAIR else [*joined, "".join(word)]
    return found


def parts(text: str) -> list[str]:
    """The plain words of *text* in order, for finding words that follow one another."""
    return [part for word in _words(text) for part in word]
