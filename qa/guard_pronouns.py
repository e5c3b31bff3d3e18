"""Does a drafted sentence keep to the pronouns of its quotes: "they had wanted", not "he had"?

Whom a pronoun means is settled by its neighbours, so that another one means somebody else.
"""

from collections.abc import Iterator
from typing import Final

from qa.guard_evidence import Problem
from qa.guard_told import Told
from qa.language import Sentence

__all__ = ["check_pronouns"]

_ONE: Final = frozenset({"he", "she"})
_OTHERS: Final = frozenset({"he", "she", "it", "they"})


def check_pronouns(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """A "he" or "she" does what another pronoun, and nobody else, does in the quotes.

    "I" and "we" become "he" and "she" where a speaker's words are told.
    """
    for pronoun, verb in _subjects(sentence):
        theirs = {
            subject
            for quote in told.quotes
            for one in quote
            for subject, lemma in _subjects(one)
            if lemma == verb
        }
        if pronoun in _ONE and theirs and pronoun not in theirs and theirs <= _OTHERS:
            yield Problem("role", f"“{pronoun} {verb}” is of “{min(theirs)}” in the evidence")


def _subjects(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """(subject in small letters, lemma of its verb) of every verb with one."""
    for token in sentence.tokens:
        if token.dep in {"nsubj", "nsubjpass"}:
            yield token.text.lower(), sentence.tokens[token.head].lemma
