"""Can a span be the thing that "what ..." asks for?

A reader proposes the words nearest to what a question tells. Where the question leaves open a thing
("what hit the ferry", "which weapon"), a word for a quality, a party that is asked to tell of it,
and the source of a report are none.
"""

import re
from collections.abc import Sequence

from qa.answer_types import noun_type
from qa.evidence import Line
from qa.language import Sentence, Token, parse
from qa.parties import is_source
from qa.question import Question
from qa.role_asked import open_place
from qa.roles import role_of
from qa.word_keys import word_keys

__all__ = ["asks_thing", "is_no_thing"]

_WHAT = re.compile(r"^(?:\w+\s+)?(?:what|which)\b", re.IGNORECASE)  # "with what", too
_NOMINAL = {"NOUN", "PROPN", "NUM", "PRON", "X", "SYM"}
_NAMES = {"person", "organisation", "place"}
_FINDING = {"find", "discover", "detect", "establish", "determine", "conclude", "learn"}
_FINITE = {"VBD", "VBZ", "VBP"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_NOT_WEAPONS = {"DATE", "TIME", "MONEY", "PERCENT", "GPE", "CARDINAL", "ORDINAL"}


def asks_thing(question: Question) -> bool:
    """Whether a thing is asked for, so that the words of every span are looked at."""
    by_what = question.type == "other" and _WHAT.match(question.text) is not None
    return question.type == "weapon" or by_what


def is_no_thing(question: Question, line: Line, start: int, end: int) -> bool:
    """Whether the stretch [start, end) of the article cannot be the thing asked for."""
    weapon = question.type == "weapon"
    if question.type in _NAMES:
        return _is_clause(parse(line.text), start - line.start, end - line.start)
    if not asks_thing(question):
        return False
    sentence = parse(line.text)
    first, last = start - line.start, end - line.start
    tokens = [t for t in sentence.tokens if first <= t.start and t.end <= last]
    nominal = any(t.pos in _NOMINAL for t in tokens)
    open_thing = question.head is None and (not nominal or _are_people(question, tokens))
    number = question.head is not None and all(t.pos == "NUM" for t in tokens)
    if open_thing or number:
        return True
    if (
        weapon
        and not any(t.pos == "NOUN" for t in tokens)
        and _only_labelled(sentence, first, last)
    ):
        return True
    if question.speaker and word_keys(question.speaker) <= word_keys(line.article.text[start:end]):
        return len(tokens) <= len(question.speaker.split()) + 2
    return is_source(sentence, first, last, None) or _is_not_found(question, sentence, tokens)


def _is_not_found(question: Question, sentence: Sentence, inside: Sequence[Token]) -> bool:
    """Whether "what did they find" is asked, and the thing does, or serves, something else.

    "The SAMPLES had been taken in Osht", "an analysis of BLOOD".
    """
    asked = open_place(question)
    if asked is None or asked.role != "object" or asked.verb not in _FINDING:
        return False
    at = [sentence.tokens.index(t) for t in inside]
    head = next((i for i in at if sentence.tokens[i].head not in at), None)
    if head is None or any(t.tag in _FINITE for t in inside):
        return False
    role, verb = role_of(sentence, head)
    return role in {"subject", "oblique"} and sentence.tokens[verb].lemma not in _FINDING


def _are_people(question: Question, tokens: Sequence[Token]) -> bool:
    """Whether people are told where a thing is asked for: "what were they armed with"."""
    asked = open_place(question)
    nouns = [t for t in tokens if t.pos in {"NOUN", "PROPN"}]
    means = asked is not None and asked.role == "oblique"
    return means and len(nouns) == 1 and noun_type(nouns[0]) == "person"


def _is_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether it is a verb with its subject: "a blast killed four people" names nobody."""
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
    heads = [i for i in inside if tokens[i].head not in inside or tokens[i].head == i]
    return any(
        tokens[i].tag in _FINITE
        and any(tokens[j].head == i and tokens[j].dep in _SUBJECTS for j in inside)
        for i in heads
    )


def _only_labelled(sentence: Sentence, start: int, end: int) -> bool:
    """Whether it is nothing but a number, a day or a place."""
    return any(
        e.label in _NOT_WEAPONS and e.start <= start and end <= e.end for e in sentence.entities
    )
