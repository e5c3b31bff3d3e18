"""Numbers bound to a word of a drafted sentence: "a three-day siege", "an 11-year-old", "the 9th".

Such a number is no amount of anything by itself. A quote has to have it of the same thing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from qa.amounts import Amount, parse_amount
from qa.date_words import ORDINALS
from qa.guard_evidence import Problem
from qa.guard_same import same_word
from qa.guard_told import Told, amounts_beside_dates
from qa.language import Sentence, Token

__all__ = ["bound_numbers", "check_bound", "stands_bound"]

_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_TENS = (
    "(?:twen|thir|for|fif|six|seven|eigh|nine)ty-(?:one|two|three|four|five|six|seven|eight|nine)"
)
_BOUND = re.compile(
    rf"(?i)(?<![\w-])(?:({_ORDINAL})(?![\w-])|(\d+)(?:st|nd|rd|th|d)(?![\w-])"
    rf"|({_TENS}|\w+(?:[.,]\d+)*)-(?=[a-z]))"
)


@lru_cache(maxsize=1024)
def bound_numbers(text: str) -> tuple[tuple[tuple[int, int], float], ...]:
    """((start, end), number) of every number that is bound to a word or tells a place in a row."""
    found = []
    for match in _BOUND.finditer(text):
        ordinal, digits, bound = match.groups()
        amount = parse_amount(bound) if bound else None
        if ordinal or digits:
            found.append((match.span(), float(ORDINALS[ordinal.lower()] if ordinal else digits)))
        elif amount and amount[0] is not None and amount[0] == amount[1]:
            found.append((match.span(), amount[0]))
    return tuple(found)


def check_bound(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """Bound numbers that no quote has of the same thing; those of dates have their own rule."""
    dates = amounts_beside_dates(sentence.text)[1]
    for (start, end), number in bound_numbers(sentence.text):
        dated = any(date.start <= start < date.end for date in dates)
        behind = [i for i, t in enumerate(sentence.tokens) if t.start >= end]
        if dated or not behind:
            continue
        ordinal = sentence.text[end - 1] != "-"
        beside = sentence.tokens[behind[0]]
        if not any(
            _holds(quote[i], number, beside, ordinal=ordinal) for quote, i in told.sentences()
        ):
            said = sentence.text[start:end].strip("-")
            yield Problem("number", f"the number “{said}” is not in the evidence")


def stands_bound(sentence: Sentence, amount: Amount, told: Told) -> bool:
    """Whether a quote has an amount bound to what it counts: "a 72-hour strike" for "72 hours"."""
    behind = [token for token in sentence.tokens if token.start >= amount.number_end][:1]
    for quote, i in told.sentences():
        for (_, end), number in bound_numbers(quote[i].text):
            beside = [token for token in quote[i].tokens if token.start >= end][:1]
            bound = quote[i].text[end - 1] == "-" and amount.numbers == (number, number)
            if bound and any(same_word(a, b) for a in behind for b in beside):
                return True
    return False


def _holds(quote: Sentence, number: float, beside: Token, *, ordinal: bool) -> bool:
    """Whether a quote has the number bound alike, or of the thing to which it is bound here.

    An age needs no "years": "a boy of 11". But "38 breaches" do not hold "the 38th day".
    """
    for (_, end), other in bound_numbers(quote.text):
        if other == number and (quote.text[end - 1] != "-") == ordinal:
            return True
    for amount in amounts_beside_dates(quote.text)[0]:
        if number not in amount.numbers:
            continue
        inside = [
            i
            for i, t in enumerate(quote.tokens)
            if amount.number_start <= t.start < amount.number_end
        ]
        near = [
            quote.tokens[k] for i in inside for k in (i - 1, i + 1) if 0 <= k < len(quote.tokens)
        ]
        counted = [
            quote.tokens[quote.tokens[i].head] for i in inside if quote.tokens[i].dep == "nummod"
        ]
        if any(same_word(beside, t) for t in near if t.pos in {"NOUN", "PROPN"}):
            return True
        if beside.lemma == "year" and not ordinal and not counted:
            return True
    return False
