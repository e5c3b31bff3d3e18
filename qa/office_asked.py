"""Which role's holder does a question want named? "Who commands the battalion": its commander's."""

import re
from dataclasses import dataclass

from qa.answer_types import noun_type
from qa.language import Token, parse
from qa.person_nouns import is_person
from qa.question import Question
from qa.word_keys import word_keys

__all__ = ["Role", "asks_name", "is_office", "name_asked", "role_asked"]

_LEADING = {"command", "lead", "head", "direct", "govern", "own", "chair", "run", "edit", "preside"}
_OF = {"of", "in", "for", "who", "at", "that"}
_NAMES = {"name", "names"}
_NAME_OF = re.compile(r"(?i)^(?:\S+ ){0,3}names? of\b")
_ANYBODY = {"name", "person", "man", "woman", "official", "victim"}


@dataclass(frozen=True, slots=True)
class Role:
    """The role asked for.

    Attributes:
        noun: Lemma of its noun ("director"), "" where a verb tells it.
        verb: Lemma of its verb ("command"), "" where a noun tells it.
        of: Keys of the words that say of what ("hospital", "Ain", "Zubar").
    """

    noun: str
    verb: str
    of: frozenset[str]


def role_asked(question: Question) -> Role | None:
    """The role of which *question* wants the holder's name; None where it asks for something else.

    Read from "who is the director of X", "director of X", "who commands X".
    """
    if question.type not in {"person", "role"}:
        return None
    # what an earlier question was about follows in brackets
    tokens = parse(question.text.split(" (about:")[0]).tokens
    words = [token.text.lower() for token in tokens]
    who = words.index("who") if "who" in words else -1
    verb = tokens[who + 1] if 0 <= who < len(tokens) - 1 else None
    if verb is not None and verb.lemma in _LEADING:
        return Role("", verb.lemma, _keys(question, verb.lemma))
    named = name_asked(question)
    first = who + 2 if verb is not None and verb.lemma == "be" else 0
    if named:
        first = words.index("of", next(i for i, w in enumerate(words) if w in _NAMES)) + 1
    elif (who >= 0 and first == 0) or (who < 0 and question.head is None):
        return None
    last = None
    for token in tokens[first:]:
        if token.lemma in _OF:
            break
        if token.pos in {"NOUN", "PROPN"} and is_office(token):
            last = token
            if _lowered(token).lemma not in _ANYBODY:
                break
        elif named and token.pos == "NOUN":
            last = token
    lemma = _lowered(last).lemma if last is not None else "person"
    return None if lemma in _ANYBODY else Role(lemma, "", _keys(question, lemma))


def asks_name(question: Question) -> bool:
    """Whether a name itself is asked for: "the name of the pilot", "of the mosque"."""
    return bool(_NAME_OF.search(question.text))


def name_asked(question: Question) -> bool:
    """Whether the words ask for the name of a person."""
    return question.type == "person" and asks_name(question)


def is_office(token: Token) -> bool:
    """Whether the word is one for a person, as offices are."""
    return noun_type(_lowered(token)) == "person" or is_person(token)


def _lowered(token: Token) -> Token:
    """The token with the lemma that it has as a common noun: "Director" is a director."""
    return token._replace(lemma=token.lemma.lower())


def _keys(question: Question, without: str) -> frozenset[str]:
    terms = [term for term in question.terms if term != without]
    return frozenset[str]().union(*map(word_keys, terms)) - word_keys(without)
