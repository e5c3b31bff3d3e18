"""Alternatives that a number tells apart: "two bombs or one"."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from qa.alternatives import Alternative
from qa.amounts import find_amounts, parse_amount
from qa.language import Sentence, Token
from qa.lexicons import load_lexicon
from qa.word_keys import word_keys

__all__ = ["NEAR", "counts_of", "holds_number", "number_of", "token_keys"]

NEAR: Final = 4  # words between those of one alternative


def holds_number(text: str, numbers: Collection[float]) -> bool:
    """Whether *text* gives one of *numbers*, in digits or in any words."""
    told = {a.numbers[0] for a in find_amounts(text)}
    told |= {n for word in text.lower().split() if (n := _multiples().get(word)) is not None}
    return not told.isdisjoint(numbers)


def counts_of(
    sentence: Sentence, one: Alternative, number: float
) -> Iterator[tuple[int, int, float]]:
    """Where *number* of what is counted stand: "two bombs", "a single bomb", "twin bombings"."""
    tokens, noun = sentence.tokens, word_keys(one.head)
    spans = [(a.start, a.end) for a in find_amounts(sentence.text) if a.numbers == (number, number)]
    for i, token in enumerate(tokens):
        word = token.text.lower()
        counted = any(a <= token.start < b for a, b in spans) and token.pos == "NUM"
        if not counted and _multiples().get(word) != number:
            continue
        reach = range(i + 1, min(len(tokens), i + 1 + NEAR))
        things = [j for j in reach if noun & token_keys(tokens[j])]
        if things:
            yield i, things[0] + 1, 1.0


@cache
def _multiples() -> dict[str, float]:
    """Words for a number of things: "twin" is two."""
    table = load_lexicon("alternatives")["multiples"]
    return {word: float(number) for number, words in table.items() for word in words}


def number_of(word: str) -> float | None:
    """The number that *word* gives; None where it gives none."""
    if word in _multiples():
        return _multiples()[word]
    amount = parse_amount(word)
    return amount[0] if amount is not None and amount[0] == amount[1] else None


def token_keys(token: Token) -> frozenset[str]:
    """What a token is compared by, in its form and its dictionary form."""
    return word_keys(token.text) | word_keys(token.lemma)
