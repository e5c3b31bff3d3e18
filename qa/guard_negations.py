"""Negations of a drafted sentence: each must bear on what a quote negates, and none may be lost."""

from collections.abc import Iterator

from qa.amounts import find_amounts
from qa.guard_evidence import Problem
from qa.guard_same import same_word
from qa.guard_told import Told, word_set
from qa.guard_words import QUOTED
from qa.language import Sentence, Token
from qa.syntax import conjuncts

__all__ = ["check_negations", "negated_words"]

_MEANT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "ADP"})


def check_negations(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """A negation must bear on what a quote negates, and none of a quote's may be left out."""
    ours = negated_words(sentence, quoted=False)
    frame = word_set("words", "frame")
    theirs = [tokens for quote, i in told.sentences() for tokens in negated_words(quote[i])]
    for tokens in ours:
        # "the report says that it is not known"
        if theirs and all(token.lemma in frame for token in tokens):
            continue
        doubled = sum(tokens[0] in other for other in ours) > _most(tokens[0], told)
        if doubled or not any(same_word(a, b) for a in tokens for other in theirs for b in other):
            words = " ".join(token.text for token in tokens)
            yield Problem("negation", f"the evidence does not negate “{words}”")
    yield from _check_limits(sentence, told)
    yield from _check_unreported(sentence, told)
    denied = [token for tokens in negated_words(sentence) for token in tokens]
    for quote, i in told.sentences():
        for tokens in negated_words(quote[i]):
            for token in tokens[:1]:
                said = [t for t in sentence.tokens if t.pos == token.pos and same_word(t, token)]
                plain = [t for t in quote[i].tokens if t is not token and t.lemma == token.lemma]
                if said and not plain and not any(same_word(t, token) for t in denied):
                    yield Problem("negation", f"the evidence negates “{token.text}”")


def _check_unreported(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """That "no casualties were reported" does not say that there were none."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        there = any(t.head == token.head and t.dep == "expl" for t in tokens)
        no = any(t.head == i and t.lemma == "no" for t in tokens)
        if not (there and no and tokens[token.head].lemma == "be"):
            continue
        verbs = {
            quote[k].tokens[other.head].lemma
            for quote, k in told.sentences()
            for other in quote[k].tokens
            if other.dep == "nsubjpass" and same_word(token, other)
        }
        if verbs and verbs <= word_set("unreal", "heard"):
            yield Problem("hedge", f"the evidence only has no “{token.text}” reported")


def _check_limits(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """An "only" of its own must not be made of the quotes' "not only"."""

    def alone(one: Sentence) -> set[str]:
        tokens = one.tokens
        return {
            token.text.lower()
            for i, token in enumerate(tokens)
            if _limits(token) and not (i and tokens[i - 1].lemma == "not")
        }

    for word in alone(sentence) - {
        word for quote, i in told.sentences() for word in alone(quote[i])
    }:
        yield Problem("negation", f"the evidence does not say “{word}”")


def _limits(token: Token) -> bool:
    """Whether it takes back the "not" before it: "not only soldiers but also farmers"."""
    return token.text.lower() in word_set("negation", "limiting")


def _most(token: Token, told: Told) -> int:
    """How many negations of one sentence of the quotes bear on the same word at most, or one."""
    counts = (
        sum(any(same_word(token, b) for b in other) for other in negated_words(quote[i]))
        for quote, i in told.sentences()
    )
    return max(1, *counts, 1)


def negated_words(sentence: Sentence, *, quoted: bool = True) -> list[tuple[Token, ...]]:
    """For each negation the words that it bears on, the main one first.

    Without *quoted*, those in quotation marks are left out. A "No" that opens an answer is none.
    """
    marked = [] if quoted else [match.span() for match in QUOTED.finditer(sentence.text)]
    tokens = sentence.tokens
    found: list[tuple[Token, ...]] = []
    # "no more than 60" limits a number and negates nothing
    marked += [(a.start, a.end) for a in find_amounts(sentence.text) if a.number_start > a.start]
    for i, token in enumerate(tokens):
        inside = any(start <= token.start < end for start, end in marked)
        if i == 0 and sentence.text[token.end : token.end + 1] in {":", ","}:
            continue
        if token.lemma in word_set("negation", "inside") and not inside:
            found.append((token,))
        if token.text.lower() not in word_set("negation", "words") or inside:
            continue
        if token.lemma == "not" and sentence.tokens[i + 1 : i + 2] and _limits(tokens[i + 1]):
            continue
        head = token.head
        if token.dep in {"cc", "preconj"}:  # "neither confirms nor denies"
            found += [(tokens[k],) for k in conjuncts(sentence, head)]
            continue
        bears = [head] if head != i else []
        if token.text.lower() in {"nobody", "none", "nothing"} or token.dep in {"det", "nsubj"}:
            bears += [tokens[head].head] if tokens[head].head != head else []
        # "is not known", "was no army officer": what "be" links is what is negated
        linked = [
            k
            for k, other in enumerate(tokens)
            if other.head in bears
            and tokens[other.head].pos == "AUX"
            and other.dep in {"acomp", "attr"}
        ]
        order = [k for k in (*linked, *bears) if tokens[k].pos not in {"AUX", "PUNCT"}]
        if not order:  # "were not among them"
            order = [k for k in range(i + 1, len(tokens)) if tokens[k].pos in _MEANT][:2]
        if order:
            found.append(tuple(tokens[k] for k in dict.fromkeys(order)))
    return found
