"""The noun phrase that an amount counts: "more than 600 ISIS members" -> "ISIS members"."""

from dataclasses import dataclass
from functools import cache

from qa.amounts import Amount
from qa.language import Sentence, Token
from qa.lexicons import load_lexicon
from qa.measures import load_measures

__all__ = ["Counted", "counted_phrase", "index_at"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_QUOTES = frozenset("\"'\u2018\u2019\u201c\u201d`") | {"''", "``"}
_BEFORE_NOUN = frozenset({"ADJ", "NOUN", "PROPN", "ADV"})
_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "POS"})
_TIMES = frozenset({"DATE", "TIME"})
_AGE_WORDS = frozenset(
    {"under", "below", "aged", "over", "above", "between", "at", "the", "age", "ages", "of", "and"}
)


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
        tokens[start].tag in {"DT", "PDT"} or tokens[start].text in _QUOTES
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
    while i < len(tokens) and tokens[i].pos in _BEFORE_NOUN and tokens[i].tag not in {"CD", "POS"}:
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
        token = tokens[i]
        if _ends_run(sentence, i, head):
            break
        state = token.text.lower() in lexicon.state and token.pos not in _NOUNS - {"PROPN"}
        if state or token.text.lower() == "dead":
            states.append(i)
        elif token.pos in _NOUNS or _misread_plural(token):
            head = i
        if start is None and not state and token.lemma not in lexicon.structure["others"]:
            start = i
        i += 1
    if head is None:
        end = states[-1] + 1 if states else after
        return Counted(first, number, after, None, end, None, tuple(states), part=part)
    states = [state for state in states if state < head]
    start = head if start is None or start > head else start
    end = _extended(sentence, head)
    return Counted(
        first, number, after, head, end, _population(sentence, start, end), tuple(states), part=part
    )


def _ends_run(sentence: Sentence, i: int, head: int | None) -> bool:
    tokens = sentence.tokens
    token = tokens[i]
    if token.ent in _TIMES and token.pos in _NOUNS and token.tag != "NNS":
        return True
    if token.text in _QUOTES or token.text == "-" or _misread_plural(token):
        return False
    if token.tag == "PRP$":
        return head is not None
    if token.tag in {"VBN", "VBG", "VBD"}:
        return not _modifies_next(sentence, i)
    if token.pos not in _BEFORE_NOUN or token.tag in {"WRB", "CD"}:
        return True
    # a plural ends the phrase unless the parse joins it to the next noun ("arms dealers")
    return (
        head is not None
        and tokens[head].tag in {"NNS", "NNPS"}
        and (tokens[head].dep != "compound" or tokens[head].head != i or _speaks(tokens, i))
    )


def _speaks(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a speaker begins at token *i*: "killing 13 people | MSF said", without a comma."""
    while i < len(tokens) and tokens[i].pos in _NOUNS | {"ADJ"}:
        i += 1
    return i < len(tokens) and tokens[i].pos == "VERB" and tokens[i].lemma in _says()


@cache
def _says() -> frozenset[str]:
    return frozenset(load_lexicon("certainty")["verbs"]["say"])


def _misread_plural(token: Token) -> bool:
    """Whether a plural noun was read as a verb ("30 of them children a group said")."""
    return token.tag in {"VBZ", "VBP"} and token.pos == "VERB" and token.lemma == token.text.lower()


def _modifies_next(sentence: Sentence, i: int) -> bool:
    """Whether a participle stands before the noun it describes ("140 injured people")."""
    tokens = sentence.tokens
    following = i + 1
    while following < len(tokens) and tokens[following].pos == "ADJ":
        following += 1
    return (
        following < len(tokens)
        and tokens[following].pos in _NOUNS
        and tokens[following].ent not in _TIMES
        and (tokens[i].dep in {"amod", "compound"} or tokens[i].head > i)
    )


def _extended(sentence: Sentence, head: int) -> int:
    """End of the phrase: "members of the organization", "children under the age of eight"."""
    tokens, end = sentence.tokens, head + 1
    if end >= len(tokens):
        return end
    if tokens[end].lemma == "of":
        return _nouns_after(tokens, end + 1) or end
    if tokens[end].lemma == "and" and not _number_ahead(tokens, end + 1):
        joined = _nouns_after(tokens, end + 1) or end
        told = joined < len(tokens) and tokens[joined].tag in {"VBD", "VBZ"}
        alike = tokens[joined - 1].tag == tokens[head].tag
        is_conjunct = alike and any(
            t.dep == "conj" and t.head == head for t in tokens[end + 1 : joined]
        )
        return joined if is_conjunct and not told else end
    return _age_limit(tokens, end) or end


def _number_ahead(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the next noun has a count or a determiner of its own."""
    return i >= len(tokens) or tokens[i].tag in _DETERMINERS | {"CD"} or tokens[i].pos == "NUM"


def _age_limit(tokens: tuple[Token, ...], i: int) -> int | None:
    """End of "under the age of eight", "at ages below 8", "under 15"."""
    last, aged = None, False
    while i < len(tokens) and (tokens[i].text.lower() in _AGE_WORDS or tokens[i].tag == "CD"):
        aged = aged or tokens[i].text.lower() in {"under", "below", "aged", "age", "ages"}
        last = i + 1 if tokens[i].tag == "CD" else last
        i += 1
    counts = last is not None and last < len(tokens) and tokens[last].pos in _NOUNS
    if not aged or (counts and last is not None and tokens[last].lemma != "year"):
        return None
    return last


def _nouns_after(tokens: tuple[Token, ...], i: int) -> int | None:
    last = None
    while i < len(tokens) and (
        tokens[i].pos in _BEFORE_NOUN | {"DET"}
        or tokens[i].text in _QUOTES
        or tokens[i].tag in _DETERMINERS
    ):
        if tokens[i].ent in _TIMES:
            break
        last = i + 1 if tokens[i].pos in _NOUNS or (last and tokens[i].text in _QUOTES) else last
        i += 1
    return last


def _population(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    tokens, lexicon = sentence.tokens, load_measures()
    nouns = (t for t in tokens[start:end] if t.pos in _NOUNS | {"PRON"} or _misread_plural(t))
    words = [token.lemma for token in nouns]
    hollow = lexicon.structure["abstract"] | lexicon.structure["others"]
    if not words or all(word in hollow for word in words):
        return None
    return tokens[start].start, tokens[end - 1].end
