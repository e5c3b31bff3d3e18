"""Is a tie between words of a drafted sentence copied with the words around it?

A parser reads a long phrase in one way behind one beginning, and otherwise behind another. Within a
run of words that is the quote's own, who does what to whom is as it is there.
"""

from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from qa.guard_told import Told
from qa.language import Sentence

__all__ = ["copied_together"]

LEAST = 6  # words of a run
_RELATIVE = frozenset({"WDT", "WP", "WP$"})


def copied_together(sentence: Sentence, told: Told, word: int, others: Collection[int]) -> bool:
    """Whether *word* and *others* stand in one run of a quote that holds all the word's ties there.

    "The army base shot five" is no such run of "rebels near the army base shot five": who shot is
    left out.
    """
    return any(
        start <= word < end
        and all(start <= other < end for other in others)
        and _tied_within(quote, word + shift, start + shift, end + shift)
        for start, end, shift, quote in _runs(sentence, told)
    )


@lru_cache(maxsize=512)
def _runs(sentence: Sentence, told: Told) -> tuple[tuple[int, int, int, Sentence], ...]:
    """(first token, last + 1, how far its place in the quote lies behind it, the quote)."""
    return tuple(
        (block.a, block.a + block.size, block.b - block.a, quote[i])
        for quote, i in told.sentences()
        for block in SequenceMatcher(
            None, list(_words(sentence)), list(_words(quote[i])), autojunk=False
        ).get_matching_blocks()
        if block.size >= LEAST
    )


def _words(sentence: Sentence) -> Iterator[str]:
    """Its words without their endings; "who" and "which" are one."""
    return ("which" if t.tag in _RELATIVE else t.lemma for t in sentence.tokens)


def _tied_within(quote: Sentence, word: int, start: int, end: int) -> bool:
    """Whether what *word* hangs on, and what hangs on it, lies in [start, end)."""
    tokens = quote.tokens
    hanging = (i for i, t in enumerate(tokens) if t.head == word and t.pos != "PUNCT")
    return start <= tokens[word].head < end and all(start <= i < end for i in hanging)
