"""Places that cannot answer: what the question names itself, and a mere scene where "who" is asked.

"Which Lirian towns were hit" is not answered by Liria, nor "where in Osht" by "Osht city", nor "who
attacked the camp" by the town that people in it had come from.
"""

import re

from qa.answer_types import noun_type
from qa.evidence import Line
from qa.in_passing import comes_from
from qa.language import PLACE_LABELS, Sentence, Token, parse
from qa.measures import measure_of
from qa.place_namesakes import is_option, is_town_of_same_name
from qa.question import Question
from qa.word_keys import word_keys
from qa.word_match import match_keys, text_keys

__all__ = ["is_mere_scene", "repeats_place"]

_WHERE_IN = re.compile(r"(?i)\bwhere(?:abouts)?\s+(?:exactly\s+)?(?:in|at|on|near|around)\s")
_LIES_IN = re.compile(r"(?:city|town|village)?,?\s+(?:in|of)\s+(?:the\s+)?(?:[\w-]+\s+)?$")
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_LOCATING = frozenset(
    {"in", "at", "near", "around", "outside", "inside", "across", "within", "through"}
)
_LEAVING = frozenset({"displaced", "escaped", "fled"})


def repeats_place(question: Question, line: Line, start: int, end: int) -> bool:
    """Whether [start, end) of the article only names a place that *question* names, or one around.

    Of questions for a place in another or of a kind: "where was the Osht bombing" may be answered
    by Osht.
    """
    within = bool(_WHERE_IN.search(question.text))
    if question.type != "place" or not (within or question.head):
        return False
    begin, stop = start - line.start, end - line.start
    told = parse(line.text)
    inside = [t for t in told.tokens if begin <= t.start and t.end <= stop]
    named = [t for t in inside if t.pos in _CONTENT and not _is_kind(t)]
    if not named:
        return False
    asked = text_keys(question.text)
    if all(match_keys(t.text, t.lemma) & asked for t in named):
        return not (is_option(question, named) or is_town_of_same_name(question, told, named))
    return within and _lies_around(question, line, start)


def _is_kind(token: Token) -> bool:
    """Whether the word only tells what kind of place it is: "Osht CITY", "the NORTHERN town"."""
    small = token._replace(lemma=token.lemma.lower())
    return token.text[0].islower() or noun_type(small) == "place"


def _lies_around(question: Question, line: Line, start: int) -> bool:
    """Whether the place at *start* is what a place of the question lies in: "Osht in MARN"."""
    before = line.text[: start - line.start].removesuffix(" ") + " "
    link = _LIES_IN.search(before)
    if link is None:
        return False
    last = before[: link.start()].split()[-1:]
    return bool(last) and bool(word_keys(last[0]) & word_keys(" ".join(question.names)))


def is_mere_scene(question: Question, sentence: Sentence, start: int, end: int) -> bool:
    """Whether [start, end) is only where something happens, and a person or party is asked for.

    "Who attacked the camp" is not answered by "people who had come from Osht".
    """
    if question.type != "person":
        return False
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
    heads = [tokens[i] for i in inside if tokens[i].head not in inside]
    named = [tokens[i] for i in inside if tokens[i].pos == "PROPN"]
    if len(heads) != 1 or not named or any(t.ent not in PLACE_LABELS for t in named):
        return False
    link = tokens[heads[0].head]
    if heads[0].dep != "pobj" or link.pos not in {"ADP", "SCONJ", "ADV"}:
        return False
    if link.lemma != "from":
        return link.lemma in _LOCATING
    # "Jets from Liria" may be its deed, and who is bought from sells.
    above = tokens[link.head]
    return comes_from(above) or (above.pos == "VERB" and measure_of(above.lemma) in _LEAVING)
