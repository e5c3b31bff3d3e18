"""What a thing is, or is called: "the vehicle, a white pick-up", "the device, called Kestrel".

For questions that name the thing and leave open which one it is: "what vehicle carried the bomb",
"what is the name of the drone".
"""

import re
from collections.abc import Iterator

from qa.answer_types import noun_type
from qa.language import Sentence, Token, noun_phrase, parse
from qa.question import Question

__all__ = ["thing_asked", "things_told"]

_NAME = re.compile(r"\b(?:name of|called|named|known as)\b", re.IGNORECASE)
_KIND = {"kind", "type", "sort", "make", "model", "name"}
_CALLED = {"call", "name", "dub", "know", "nickname", "codename"}
_PEOPLE = {"person", "organisation"}


def thing_asked(question: Question) -> tuple[str, bool] | None:
    """Lemma of the thing, and whether its name is asked for; None where no thing is."""
    if question.head is None or question.type in {"figure", "date", "yesno", "statement"}:
        return None
    if question.type in _PEOPLE or question.several:
        return None
    tokens = parse(question.text).tokens
    head = next((i for i, t in enumerate(tokens) if t.lemma == question.head), None)
    if head is None:
        return None
    lemma, named = question.head, bool(_NAME.search(question.text))
    if lemma in _KIND:
        of = (t for t in tokens[head + 1 :] if t.dep == "pobj" and t.pos in {"NOUN", "PROPN"})
        lemma = next((t.lemma for t in of), "")
    return (lemma, named) if lemma else None


def things_told(sentence: Sentence, thing: str, *, named: bool) -> Iterator[tuple[int, int]]:
    """(start, end) of what *sentence* says the thing is, or is called where *named*."""
    for i, token in enumerate(sentence.tokens):
        if token.pos in {"NOUN", "PROPN"} and _same_thing(token, thing, named=named):
            for j in _told_of(sentence, i):
                if not named or sentence.tokens[j].pos == "PROPN":
                    yield _span(sentence, j)


def _same_thing(token: Token, thing: str, *, named: bool) -> bool:
    if token.lemma == thing:
        return True
    # a drone is later "the device", a machine-gun "the weapon"
    kind = noun_type(token._replace(lemma=thing))
    return named and kind == "weapon" and noun_type(token) == kind


def _told_of(sentence: Sentence, thing: int) -> Iterator[int]:
    """Nouns that stand for the thing: beside it, after "called", or after "is"."""
    tokens = sentence.tokens
    for j, token in enumerate(tokens):
        above = tokens[token.head]
        subject = tokens[thing].head == token.head and tokens[thing].dep.startswith("nsubj")
        beside = token.dep == "appos" and token.head == thing
        called = token.dep in {"oprd", "attr", "dobj"} and above.lemma in _CALLED
        called = called and (above.head == thing or subject)
        being = token.dep == "attr" and above.lemma == "be" and subject
        if called or ((beside or being) and token.pos in {"NOUN", "PROPN"}):
            yield j


def _span(sentence: Sentence, j: int) -> tuple[int, int]:
    first, last = noun_phrase(sentence, j)
    tokens = sentence.tokens
    while first < j and tokens[first].tag in {"DT", "PRP$"}:
        first += 1
    # "pick-up" is parsed as three words of which the last is the head
    return tokens[first].start, tokens[last - 1].end
