"""Whose fate is asked for: "what happened to the PILOT" is told by a report that names one."""

import re
from collections.abc import Iterator

from qa.evidence import Line
from qa.language import Token, parse
from qa.lexicons import load_lexicon
from qa.person_nouns import is_person
from qa.question import Question
from qa.word_match import match_keys, text_keys

__all__ = ["tells_of_fate"]

_FATE = re.compile(
    r"\b(?:happen(?:ed|s)? to|bec(?:a|o)me of|fate of)\s+(?=the\b|an?\b|his\b|her\b|its\b|their\b)",
    re.IGNORECASE,
)


_ABOARD = frozenset({"crew", "aboard"})  # what befell all on board befell the pilot


def tells_of_fate(question: Question, line: Line) -> bool:
    """Whether the report of *line* names the person whose fate is asked for, if any is."""
    person = _person_asked(question.text)
    if person is None:
        return True
    held = text_keys(f"{line.article.title} {line.article.text}")
    words = {person.text.lower(), *_words_for(person.lemma), *_ABOARD}
    return any(match_keys(word, word) & held for word in (*words, person.lemma))


def _words_for(noun: str) -> Iterator[str]:
    """Other words for the same people: the hostages of one report are captives in another."""
    people = load_lexicon("people")
    ranks = {"officer", *people["called"]["ranks"]}  # any report of an army names some
    yield from (word for word in people["callings"].get(noun, ()) if word not in ranks)
    for nouns in people["groups"].values():
        if noun in nouns:
            yield from nouns


def _person_asked(text: str) -> Token | None:
    asked = _FATE.search(text)
    if asked is None:
        return None
    tokens = parse(text).tokens
    noun = next((t for t in tokens if t.start >= asked.end() and t.pos == "NOUN"), None)
    while noun is not None and noun.dep == "compound":
        noun = tokens[noun.head]
    return noun if noun is not None and is_person(noun) else None
