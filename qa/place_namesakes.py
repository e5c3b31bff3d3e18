"""Places that a question names and that answer it all the same.

"Which town was hit first, Osht or Varna" is answered by one of them, and "which city in Osht
province" by the city that its province is called after.
"""

from collections.abc import Iterator, Sequence

from qa.answer_types import noun_type
from qa.language import Sentence, Token, parse
from qa.lexicons import load_lexicon
from qa.question import Question
from qa.word_match import match_keys

__all__ = ["is_option", "is_town_of_same_name"]

_WITHIN = frozenset({"compound", "nmod", "amod", "poss"})
_TIMES = frozenset({"DATE", "TIME"})


def is_option(question: Question, named: Sequence[Token]) -> bool:
    """Whether what is *named* is among those that *question* leaves to choose from.

    "Which towns in Osht or Varna" leaves no choice of the two.
    """
    tokens = parse(question.text).tokens
    for link in (t for t in tokens if t.lemma == "or" and t.dep == "cc"):
        first = link.head
        while tokens[first].dep == "conj" and tokens[tokens[first].head].pos == "PROPN":
            first = tokens[first].head
        if tokens[first].dep in {"pobj", *_WITHIN}:
            continue
        joined = [i for i in range(len(tokens)) if _hangs_on(tokens, i, first)]
        keys = frozenset[str]().union(*(_keys(tokens[i]) for i in joined))
        if all(_keys(t) & keys for t in named):
            return True
    return False


def _hangs_on(tokens: Sequence[Token], i: int, first: int) -> bool:
    """Whether token *i* is of the list that begins with *first*."""
    while i != first and tokens[i].dep in {"conj", *_WITHIN}:
        i = tokens[i].head
    return i == first


def is_town_of_same_name(question: Question, told: Sentence, named: Sequence[Token]) -> bool:
    """Whether a town is asked for, and *named* may be one, called as what it lies in.

    "The rebels took Osht" may be of the city, "in Osht province" and "Marn, a town in Osht" not.
    """
    table = load_lexicon("answer_types")["extents"]
    if question.head not in table["narrow"]:
        return False
    asked = parse(question.text).tokens
    for name in named:
        same = [i for i, t in enumerate(asked) if _keys(t) & _keys(name)]
        if not all(set(table["wide"]) & {*_kinds(asked, i)} for i in same):
            return False
    at = [i for i, t in enumerate(told.tokens) if t in named]
    heads = [i for i in at if told.tokens[i].head not in at]
    return all(_stands_alone(told.tokens, i) for i in heads)


def _kinds(tokens: Sequence[Token], i: int) -> Iterator[str]:
    """What kind of place the name at *i* is said to be: "Osht PROVINCE", "the PROVINCE of Osht"."""
    while tokens[i].dep in _WITHIN:
        i = tokens[i].head
        yield tokens[i].lemma
    if tokens[i].dep == "pobj" and tokens[tokens[i].head].lemma == "of":
        yield tokens[tokens[tokens[i].head].head].lemma


def _stands_alone(tokens: Sequence[Token], i: int) -> bool:
    """Whether the name at *i* is not of something wider, and nothing is said to lie in it."""
    narrow = load_lexicon("answer_types")["extents"]["narrow"]
    token, above = tokens[i], tokens[i].head
    if token.dep in _WITHIN:
        if tokens[above].lemma not in narrow:
            return False
        token, above = tokens[above], tokens[above].head
    if token.dep == "appos":
        return tokens[above].pos != "PROPN"
    if token.dep != "pobj":
        return True
    before = tokens[above - 1] if above else None
    if before is None or before.ent in _TIMES:
        return True
    if tokens[above].lemma == "of":
        return before.lemma in narrow or noun_type(before) != "place"
    return before.pos != "PROPN" and noun_type(before) != "place"


def _keys(token: Token) -> frozenset[str]:
    return frozenset(match_keys(token.text, token.lemma))
