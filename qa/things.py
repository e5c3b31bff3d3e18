"""Can a span be the thing that "what ..." asks for?

A reader proposes the words nearest to what a question tells. Where the question leaves open a thing
("what hit the ferry", "which weapon"), a word for a quality, a party that is asked to tell of it,
and the source of a report are none.
"""

import re

from qa.evidence import Line, word_keys
from qa.language import Sentence, parse
from qa.parties import is_source
from qa.question import Question

__all__ = ["is_no_thing"]

_WHAT = re.compile(r"^(?:\w+\s+)?what\b", re.IGNORECASE)  # "with what", too
_NOMINAL = {"NOUN", "PROPN", "NUM", "PRON", "X", "SYM"}
_NOT_WEAPONS = {"DATE", "TIME", "MONEY", "PERCENT", "GPE", "CARDINAL", "ORDINAL"}


def is_no_thing(question: Question, line: Line, start: int, end: int) -> bool:
    """Whether the stretch [start, end) of the article cannot be the thing asked for."""
    weapon = question.type == "weapon"
    if not weapon and not (question.type == "other" and _WHAT.match(question.text)):
        return False
    sentence = parse(line.text)
    first, last = start - line.start, end - line.start
    tokens = [t for t in sentence.tokens if first <= t.start and t.end <= last]
    if question.head is None and not any(t.pos in _NOMINAL for t in tokens):
        return True
    if (
        weapon
        and not any(t.pos == "NOUN" for t in tokens)
        and _only_labelled(sentence, first, last)
    ):
        return True
    if question.speaker and word_keys(question.speaker) <= word_keys(line.article.text[start:end]):
        return len(tokens) <= len(question.speaker.split()) + 2
    return is_source(sentence, first, last, None)


def _only_labelled(sentence: Sentence, start: int, end: int) -> bool:
    """Whether it is nothing but a number, a day or a place."""
    return any(
        e.label in _NOT_WEAPONS and e.start <= start and end <= e.end for e in sentence.entities
    )
