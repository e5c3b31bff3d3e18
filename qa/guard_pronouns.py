"""Does a drafted sentence keep to the pronouns of its quotes: "they had wanted", not "he had"?

Whom a pronoun means is settled by its neighbours, so that another one means somebody else.
"""

from collections.abc import Iterator
from typing import Final

from qa.guard_evidence import Problem
from qa.guard_told import Told, word_set
from qa.language import Sentence, Token

__all__ = ["check_forms", "check_pronouns"]

_ONE: Final = frozenset({"he", "she"})
_OTHERS: Final = frozenset({"he", "she", "it", "they"})
# Forms of one pronoun: nobody is both "him" and "them".
_FORMS: Final = {
    "he": "he", "him": "he", "she": "she", "her": "she", "they": "they", "them": "they",
}  # fmt: skip


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


def check_forms(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """One who does a verb, or to whom it is done, is not many; nor are many one, or he a she.

    Held against the quote's sentence that shares most of its words. Where a noun does the verb
    there, the pronoun may stand for that.
    """
    every = [one for quote in told.quotes for one in quote]
    best = max(every, key=lambda one: len(_content(one) & _content(sentence)), default=None)
    theirs = list(_places(best)) if best else []
    for token, dep, verb in _places(sentence):
        pronoun = _FORMS.get(token.text.lower())
        same = [t.text.lower() for t, at, other in theirs if (at, other.lemma) == (dep, verb.lemma)]
        known = {_FORMS.get(word) for word in same}
        if pronoun and known and None not in known and pronoun not in known:
            yield Problem(
                "role", f"“{token.text}” is “{same[0]}” with “{verb.text}” in the evidence"
            )


def _content(sentence: Sentence) -> set[str]:
    """Lemmas of the words that mean something by themselves."""
    return {t.lemma for t in sentence.tokens if t.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}}


def _places(sentence: Sentence) -> Iterator[tuple[Token, str, Token]]:
    """(who or what does a verb or to whom it is done, which of them, the verb)."""
    for token in sentence.tokens:
        if token.dep in {"nsubj", "nsubjpass", "dobj"}:
            yield token, token.dep, sentence.tokens[token.head]


def _subjects(sentence: Sentence) -> Iterator[tuple[str, Token]]:
    """(subject in small letters, its verb) of every verb with one.

    Verbs that only link do not count: "it was not clear" tells nothing of whom "he was" means.
    """
    for token in sentence.tokens:
        verb = sentence.tokens[token.head]
        if token.dep in {"nsubj", "nsubjpass"} and verb.lemma not in word_set("roles", "linking"):
            yield token.text.lower(), verb
