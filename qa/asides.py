"""Figures of an event that a sentence only names in passing, beside what it tells.

As in "the court studies the attack on Elmora, in which 70 guards died", or "Osht airfield was where
the raid on Elmora began that left a hundred dead".
"""

import re

from qa.answer_types import noun_type
from qa.evidence import Line
from qa.language import Sentence, Token
from qa.measures import measure_of
from qa.question import Question
from qa.word_keys import word_keys

__all__ = ["in_passing"]

SHARED = 0.4  # of what the answer's sentence shares with the question
_EVENT = re.compile(
    r"\b(?:attacks?|strikes?|bombings?|blasts?|shelling|raids?|massacre|battle|clashes|assault)\b"
    r"[^.;]{0,60}\b(?P<link>in which|where|which|that|when)\b[^.;]*$",
    re.IGNORECASE,
)
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_SCENES = frozenset({"site", "scene", "target", "location", "venue"})
_ASIDE = 10  # words of "site of a suspected chemical weapons attack earlier this week"


def in_passing(question: Question, first: Line, line: Line, sentence: Sentence, start: int) -> bool:
    """Whether the figure at *start* of *line* belongs to an event named in passing.

    Args:
        question: As understood.
        first: The sentence that answers.
        line: The sentence with the figure.
        sentence: The same, parsed.
        start: Where the figure begins in the sentence.
    """
    if _asked_only_as_scene(question, sentence, start):
        return True
    aside = _EVENT.search(line.text[:start])
    if aside is None or _is_of_speech(sentence, aside.start("link")):
        return False
    few = line.own < SHARED * first.own
    return few or _is_elsewhere(question, sentence, aside.start(), start)


def _is_of_speech(sentence: Sentence, start: int) -> bool:
    """Whether the word at *start* leads what is said: "said of the raid THAT six had died"."""
    return any(t.start == start and t.dep == "mark" for t in sentence.tokens)


def _is_elsewhere(question: Question, sentence: Sentence, start: int, end: int) -> bool:
    """Whether [start, end) names another place, and the asked one stands before it."""
    asked = frozenset[str]().union(*map(word_keys, question.names))
    before = [t for t in sentence.tokens if t.start < start]
    inside = [t for t in sentence.tokens if start <= t.start < end]
    other = any(t.ent in _PLACES for t in inside)
    told = any(word_keys(t.text) & asked for t in before)
    return other and told and not any(word_keys(t.text) & asked for t in inside)


def _asked_only_as_scene(question: Question, sentence: Sentence, start: int) -> bool:
    """Whether what is asked about only tells where the count's own event was.

    As in "One man died in a raid on Osht, site of a gas attack last week", asked of the gas attack.
    """
    tokens = sentence.tokens
    for i, token in enumerate(tokens[:-1]):
        if token.lemma not in _SCENES or tokens[i + 1].lemma != "of" or token.start < start:
            continue
        event = (t for t in tokens if t.head == i + 1 and t.dep == "pobj")
        if not any(measure_of(t.lemma) for t in event):
            continue
        names = frozenset[str]().union(*map(word_keys, question.names))
        aside = frozenset[str]().union(*(word_keys(t.text) for t in tokens[i : i + _ASIDE]))
        told = (t for t in tokens[:i] if not _tells_which_place(tokens, t))
        own = frozenset[str]().union(*(word_keys(t.text) for t in told))
        wanted = (word_keys(term) - names for term in question.terms if not _counts(question, term))
        if any(keys & aside and not keys & own for keys in wanted):
            return True
    return False


def _counts(question: Question, term: str) -> bool:
    return question.measure is not None and measure_of(term) == question.measure


def _tells_which_place(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether it stands before a place: the "gas attack" of "the gas attack town"."""
    while token.dep in {"compound", "amod", "nmod"}:
        token = tokens[token.head]
        if noun_type(token) == "place":
            return True
    return False
