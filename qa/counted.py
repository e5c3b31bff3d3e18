"""The noun phrase that an amount counts: "more than 600 ISIS members" -> "ISIS members"."""

from dataclasses import dataclass
from functools import cache

from qa.amounts import Amount
from qa.language import Sentence, Token
from qa.lexicons import load_lexicon
from qa.measures import load_measures
from qa.populations import (
    BEFORE_NOUN,
    NOUNS,
    QUOTES,
    TIMES,
    extended,
    misread_plural,
    population,
    word_end,
)

__all__ = ["Counted", "counted_phrase", "index_at"]


@dataclass(frozen=True, slots=True)
class Counted:
    """An amount in its sentence, as token positions.

    Attributes:
        first: First token of the amount, its qualifier included.
        number: First token of the number.
        after: Token after the number.
        head: The noun counted; None where the number stands alone ("12 were killed").
        end: Token after the whole phrase, "of ..." included.
        of: (start, end) of the population in the sentence's text, or None.
        states: Tokens inside the phrase that tell the state of those counted ("12 DEAD soldiers").
        part: Whether it counts a part of the count before it ("30 of them").
    """

    first: int
    number: int
    after: int
    head: int | None
    end: int
    of: tuple[int, int] | None
    states: tuple[int, ...]
    part: bool = False


def index_at(sentence: Sentence, offset: int) -> int:
    """Index of the token that holds the character at *offset*, or of the next one."""
    tokens = sentence.tokens
    return next((i for i, token in enumerate(tokens) if token.end > offset), len(tokens))


def counted_phrase(sentence: Sentence, amount: Amount) -> Counted:
    """What *amount* counts in *sentence*, by the parse where it helps and by word order."""
    tokens = sentence.tokens
    first = index_at(sentence, amount.start)
    number = index_at(sentence, amount.number_start)
    after = index_at(sentence, amount.end)
    if after < len(tokens) and tokens[after].start < amount.end:
        after += 1
    partitive = after
    while (
        partitive < len(tokens) and tokens[partitive].lemma in load_measures().structure["others"]
    ):
        partitive += 1
    if partitive < len(tokens) and tokens[partitive].lemma == "of":
        return _of_phrase(sentence, first, number, after, partitive)
    return _noun_run(sentence, first, number, after)


def _of_phrase(sentence: Sentence, first: int, number: int, after: int, of: int) -> Counted:
    """Read "dozens of people", "374 of its members", "30 of them children"."""
    tokens = sentence.tokens
    start = of + 1
    while start < len(tokens) and (
        tokens[start].tag in {"DT", "PDT"} or tokens[start].text in QUOTES
    ):
        start += 1
    if start < len(tokens) and tokens[start].lemma in load_measures().structure["pronouns"]:
        return _noun_run(sentence, first, number, start + 1, part=True)
    start = _after_owner(sentence, start)
    inner = _noun_run(sentence, first, number, start)
    return Counted(first, number, after, inner.head, inner.end, inner.of, inner.states)


def _after_owner(sentence: Sentence, start: int) -> int:
    """Where those counted begin: "bodyguards" in "the minister's bodyguards", "his six sons"."""
    tokens, i = sentence.tokens, start
    while i < len(tokens) and tokens[i].pos in BEFORE_NOUN and tokens[i].tag not in {"CD", "POS"}:
        i += 1
    if i < len(tokens) and tokens[i].tag == "POS":
        start = i + 1
    elif not (i + 1 < len(tokens) and tokens[i].tag == "PRP$" and tokens[i + 1].tag == "CD"):
        return start
    else:
        start = i + 1
    while start < len(tokens) and tokens[start].tag == "CD":
        start += 1
    return start


def _noun_run(
    sentence: Sentence, first: int, number: int, after: int, *, part: bool = False
) -> Counted:
    """The run of adjectives and nouns after the number, up to the noun that ends it."""
    tokens, lexicon = sentence.tokens, load_measures()
    head, states, start = None, [], None
    i = after
    while i < len(tokens) and i < after + 8:
        token, end = tokens[i], word_end(tokens, i)
        if _ends_run(sentence, i, head, compound=end > i + 1):
            break
        state = token.text.lower() in lexicon.state and token.pos not in NOUNS - {"PROPN"}
        if state or token.text.lower() == "dead":
            states.append(i)
        elif tokens[end - 1].pos in NOUNS or misread_plural(token):
            head = end - 1
        if start is None and not state and token.lemma not in lexicon.structure["others"]:
            start = i
        i = end
    if head is None:
        end = states[-1] + 1 if states else after
        return Counted(first, number, after, None, end, None, tuple(states), part=part)
    states = [state for state in states if state < head]
    start = head if start is None or start > head else start
    end = extended(sentence, head)
    return Counted(
        first, number, after, head, end, population(sentence, start, end), tuple(states), part=part
    )


def _ends_run(sentence: Sentence, i: int, head: int | None, *, compound: bool) -> bool:
    tokens = sentence.tokens
    token = tokens[i]
    whole = tokens[head].tag in {"NNS", "NNPS"} if head is not None else False
    joins = compound and not whole
    if not joins and token.ent in TIMES and token.pos in NOUNS and token.tag != "NNS":
        return True
    if joins or token.text in QUOTES or token.text == "-" or misread_plural(token):
        return False
    if token.tag == "PRP$":
        return head is not None
    if token.tag in {"VBN", "VBG", "VBD"}:
        return not _modifies_next(sentence, i)
    if token.pos not in BEFORE_NOUN or token.tag in {"WRB", "CD"}:
        return True
    # a plural ends the phrase unless the parse joins it to the next noun ("arms dealers")
    return (
        head is not None
        and tokens[head].tag in {"NNS", "NNPS"}
        and (tokens[head].dep != "compound" or tokens[head].head != i or _speaks(tokens, i))
    )


def _speaks(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a speaker begins at token *i*: "killing 13 people | MSF said", without a comma."""
    while i < len(tokens) and tokens[i].pos in NOUNS | {"ADJ"}:
        i += 1
    return i < len(tokens) and tokens[i].pos == "VERB" and tokens[i].lemma in _says()


@cache
def _says() -> frozenset[str]:
    return frozenset(load_lexicon("certainty")["verbs"]["say"])


def _modifies_next(sentence: Sentence, i: int) -> bool:
    """Whether a participle stands before the noun it describes ("140 injured people")."""
    tokens = sentence.tokens
    following = i + 1
    while following < len(tokens) and tokens[following].pos == "ADJ":
        following += 1
    return (
        following < len(tokens)
        and tokens[following].pos in NOUNS
        and tokens[following].ent not in TIMES
        and (tokens[i].dep in {"amod", "compound"} or tokens[i].head > i)
    )
