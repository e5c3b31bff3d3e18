"""What words are matched by: stem, spelling of a name, what happened to people, common beginning.

A question and a report seldom use the same form: "who commanded", "the commander"; "how many
died", "fourteen dead". Two words match when they share a key.
"""

import re
from functools import lru_cache

from qa.measures import measure_of
from qa.word_keys import word_keys

__all__ = ["match_keys", "text_keys"]

_WORD = re.compile(r"\w+(?:[-'\u2019]\w+)*")
_SHORT = 5  # words up to this length have no ending to drop
_ENDING = 4  # longest ending that is dropped


@lru_cache(maxsize=100_000)
def match_keys(word: str, lemma: str) -> frozenset[str]:
    """The keys of one word, given with its lemma."""
    measure = measure_of(lemma) or measure_of(word.lower())
    told = {f"measure:{measure}"} if measure else set()
    return word_keys(word) | word_keys(lemma) | told | {_beginning(lemma.lower())}


@lru_cache(maxsize=16_384)
def text_keys(text: str) -> frozenset[str]:
    """The keys of all words of *text*, which is not parsed for it."""
    words = set(_WORD.findall(text.lower()))
    measures = {measure_of(word) for word in words} - {None}
    told = {f"measure:{measure}" for measure in measures}
    return word_keys(text) | told | {_beginning(word) for word in words}


def _beginning(word: str) -> str:
    """Joins "command", "commander", "commanded"; "explode", "explosion"."""
    kept = word if len(word) <= _SHORT else word[: max(_SHORT, len(word) - _ENDING)]
    return f"begins:{kept}"
