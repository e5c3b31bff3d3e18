"""What a question tells itself is no answer to it.

"Which two destroyers fired the missiles" is answered neither by "two destroyers" nor by "the cruise
missiles that were fired".
"""

from collections.abc import Sequence
from typing import Final

from qa.answer_types import noun_type
from qa.evidence import Line
from qa.language import Token, noun_phrase, parse
from qa.person_nouns import is_person
from qa.question import Question
from qa.word_keys import word_keys

__all__ = ["repeats_question"]

_CONTENT: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "X"})


def repeats_question(question: Question, line: Line, start: int, end: int) -> bool:
    """Whether [start, end) of the article only names what *question* asks for, or acts upon.

    Of questions with a noun for what is asked ("which destroyers"); and where a doer is asked for,
    a thing to which it is done is none.
    """
    if question.type not in {"person", "organisation", "weapon", "other"} or question.alternatives:
        return False
    told = parse(line.text).tokens
    inside = [
        i for i, t in enumerate(told) if line.start + t.start >= start and line.start + t.end <= end
    ]
    words = [told[i] for i in inside if told[i].pos in _CONTENT]
    if question.head is not None and any(t.lemma.lower() == question.head for t in words):
        asked = _asked_phrase(question)
        return bool(asked) and all(word_keys(t.text) <= asked for t in words)
    heads = [told[i] for i in inside if told[i].head not in inside]
    doer = question.type in {"person", "organisation"}
    if len(heads) != 1 or heads[0].pos != "NOUN" or not doer:
        return False
    head = heads[0]
    if is_person(head) or noun_type(head) in {"person", "organisation"}:
        return False
    tokens = parse(question.text).tokens
    same = [i for i, t in enumerate(tokens) if t.lemma.lower() == head.lemma.lower()]
    return bool(same) and all(_is_acted_upon(tokens, i) for i in same)


def _is_acted_upon(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun of the question stands after its verb: "fired the MISSILES at the base"."""
    done = tokens[tokens[i].head].pos == "VERB" and tokens[i].head < i
    return done and tokens[i].pos == "NOUN" and tokens[i].dep == "dobj"


def _asked_phrase(question: Question) -> frozenset[str]:
    """Keys of the noun phrase that is asked for: "two US destroyers"."""
    sentence = parse(question.text)
    for i, token in enumerate(sentence.tokens):
        if token.lemma.lower() == question.head:
            first, last = noun_phrase(sentence, i)
            return word_keys(
                sentence.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]
            )
    return frozenset()
