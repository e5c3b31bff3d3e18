"""Figures of an event that a sentence only names in passing, beside what it tells.

As in "the court studies the attack on Elmora, in which 70 guards died", or "Osht airfield was where
the raid on Elmora began that left a hundred dead".
"""

import re

from qa.evidence import Line, word_keys
from qa.language import Sentence
from qa.question import Question

__all__ = ["in_passing"]

SHARED = 0.4  # of what the answer's sentence shares with the question
_EVENT = re.compile(
    r"\b(?:attacks?|strikes?|bombings?|blasts?|shelling|raids?|massacre|battle|clashes|assault)\b"
    r"[^.;]{0,60}\b(?:in which|where|which|that|when)\b[^.;]*$",
    re.IGNORECASE,
)
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def in_passing(question: Question, first: Line, line: Line, sentence: Sentence, start: int) -> bool:
    """Whether the figure at *start* of *line* belongs to an event named in passing.

    Args:
        question: As understood.
        first: The sentence that answers.
        line: The sentence with the figure.
        sentence: The same, parsed.
        start: Where the figure begins in the sentence.
    """
    aside = _EVENT.search(line.text[:start])
    if aside is None:
        return False
    few = line.own < SHARED * first.own
    return few or _is_elsewhere(question, sentence, aside.start(), start)


def _is_elsewhere(question: Question, sentence: Sentence, start: int, end: int) -> bool:
    """Whether [start, end) names another place, and the asked one stands before it."""
    asked = frozenset[str]().union(*map(word_keys, question.names))
    before = [t for t in sentence.tokens if t.start < start]
    inside = [t for t in sentence.tokens if start <= t.start < end]
    other = any(t.ent in _PLACES for t in inside)
    told = any(word_keys(t.text) & asked for t in before)
    return other and told and not any(word_keys(t.text) & asked for t in inside)
