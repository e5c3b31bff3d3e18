"""Does a drafted sentence keep to the pronouns of its quotes: "they had wanted", not "he had"?

Whom a pronoun means is settled by its neighbours, so that another one means somebody else.
"""

from collections.abc import Iterator
from typing import Final

from qa.guard_evidence import Problem
from qa.guard_told import Told, word_set
from qa.language import Sentence, Token

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
            for subject, other in _subjects(one)
            if other.lemma == verb.lemma
        }
        if pronoun in _ONE and theirs and pronoun not in theirs and theirs <= _OTHERS:
            yield Problem("role", f"“{pronoun} {verb.text}” is of “{min(theirs)}” in the evidence")


def _subjects(sentence: Sentence) -> Iterator[tuple[str, Token]]:
    """(subject in small letters, its verb) of every verb with one.

    Verbs that only link do not count: "it was not clear" tells nothing of whom "he was" means.
    """
    for token in sentence.tokens:
        verb = sentence.tokens[token.head]
        if token.dep in {"nsubj", "nsubjpass"} and verb.lemma not in word_set("roles", "linking"):
            yield token.text.lower(), verb
