"""What words are compared by: their stems and, in case they are names, their folded spellings."""

import re
from functools import lru_cache

from qa.keywords import analyze
from qa.names import load_names

__all__ = ["word_keys"]

_WORD = re.compile(r"\w+(?:[-'\u2019.,]\w+)*")


@lru_cache(maxsize=200_000)
def _one_word(word: str) -> frozenset[str]:
    """What a word is compared by: its stem, and its folded spelling in case it is a name."""
    return frozenset(analyze(word)) | load_names().keys(word)


@lru_cache(maxsize=32_768)
def word_keys(text: str) -> frozenset[str]:
    """The keys of all words of *text*."""
    return frozenset[str]().union(*map(_one_word, set(_WORD.findall(text))))
