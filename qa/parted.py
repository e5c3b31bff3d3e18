"""Speakers whom a clause or words between commas part from their verb.

"The charity that supports it | said": the parser takes the nearest noun for the one who speaks.
"""

from qa.language import Sentence
from qa.naming import can_speak

__all__ = ["parted"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_CLAUSES = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OBJECTS = frozenset({"them", "him", "us", "me"})
_ASKED = frozenset({"ask", "press", "question", "challenge", "quiz"})
_QUOTES = frozenset('"\u201c\u201d`') | {"''", "``"}


def parted(sentence: Sentence, verb: int) -> int | None:
    """Index of the noun that speaks by *verb* from before such a clause, or such words."""
    limited = _limited_by_clause(sentence, verb)
    return _behind_inserted(sentence, verb) if limited is None else limited


def _limited_by_clause(sentence: Sentence, verb: int) -> int | None:
    """The noun of a clause that ends in its object: "the charity that supports it | said".

    The parser takes that object for the speaker. "It" may be one, so the clause must tell what the
    noun does at all times: "fled the rebels who attacked | it said" is not the rebels' word.
    """
    tokens, i = sentence.tokens, verb - 4
    if i < 0 or tokens[verb - 3].tag not in {"WDT", "WP"} or tokens[verb - 2].pos != "VERB":
        return None
    word = tokens[verb - 1].text.lower()
    standing = word == "it" and tokens[verb - 2].tag in {"VBZ", "VBP"}
    named = tokens[i].pos in _NOUNS and can_speak(sentence, i)
    return i if named and (standing or word in _OBJECTS) else None


def _behind_inserted(sentence: Sentence, verb: int) -> int | None:
    """The noun before words set between commas: "Omar Haddad, asked by a medium why, | said".

    The parser takes a noun of those words for the speaker, or "asked" for the main verb.
    """
    tokens = sentence.tokens
    if verb < 4 or tokens[verb - 1].text != "," or tokens[verb].tag not in _CLAUSES:  # noqa: PLR2004
        return None
    for i in range(verb - 3, 0, -1):
        if tokens[i].text in _QUOTES | {";"} or tokens[i].text.endswith("."):
            return None
        asked = tokens[i].text == "," and tokens[i + 1].lemma in _ASKED
        if asked and tokens[i + 1].tag in {"VBN", "VBD"} and tokens[i - 1].pos in _NOUNS:
            at = i - 1
            while tokens[at].head < i and tokens[tokens[at].head].pos in _NOUNS:
                if tokens[at].head == at:
                    break
                at = tokens[at].head
            return at if can_speak(sentence, at) else None
    return None
