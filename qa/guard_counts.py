"""What the numbers of a drafted sentence count: the same as in the quotes, and no more of them."""

import re
from collections.abc import Iterator

from qa.amounts import Amount
from qa.guard_evidence import Problem
from qa.guard_same import same_word
from qa.guard_told import Told, amounts_beside_dates
from qa.language import Sentence, Token, subtree

__all__ = ["check_counts"]

_BESIDE = frozenset({"conj", "parataxis", "advcl", "ccomp"})
BESIDE = 3  # words from one to the other in the text
_PART = re.compile(r"\s+of\s+(?:the|its|their|those|them|his|her)\b")


def check_counts(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """A number must count what it counts in a quote, where that has another number for it."""
    for amount in amounts_beside_dates(sentence.text)[0]:
        if sentence.text[: amount.start].lower().split()[-1:] == ["the"] and _only_some(
            amount, told
        ):
            said = sentence.text[amount.start : amount.end]
            yield Problem("measure", f"“{said}” are only some of them in the evidence")
    yield from _check_verbs(sentence, told)
    yield from _check_parts(sentence, told)
    for amount, i in _counts(sentence):
        noun = sentence.tokens[sentence.tokens[i].head]
        counted = [
            (other, _part_of(quote[k], at))
            for quote, k in told.sentences()
            for other, at in _counts(quote[k])
            if same_word(noun, quote[k].tokens[quote[k].tokens[at].head])
        ]
        held = any(other.numbers == amount.numbers for other, _ in counted)
        part = any(of == amount.numbers for _, of in counted)
        # "12 guards were killed and 30 wounded": the 30 are guards, though it does not say so
        bare = any(
            mention.figure.measure
            and amount.numbers[0] in {mention.figure.low, mention.figure.high}
            for mention in told.figures()
        )
        alone = any(amount.numbers in _uncounted(quote[k]) for quote, k in told.sentences())
        if counted and not (held or part or bare or alone):
            text = sentence.text[amount.start : amount.end]
            yield Problem("measure", f"“{text}” does not count “{noun.text}” in the evidence")


def _check_verbs(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """Whoever is counted as done to, or doing it, must be as many as where a quote has the verb.

    "31 bodies were found, and nine are missing" does not say that nine were found.
    """
    for i, token in enumerate(sentence.tokens):
        ours = _numbers(sentence, _arguments(sentence, i)) if token.pos == "VERB" else set()
        if not ours:
            continue
        verbs = [
            (quote[k], j)
            for quote, k in told.sentences()
            for j, other in enumerate(quote[k].tokens)
            if other.pos == "VERB" and same_word(token, other)
        ]
        counted = verbs and all(_numbers(one, _arguments(one, j)) for one, j in verbs)
        if counted and not any(ours & _numbers(one, _clause(one, j)) for one, j in verbs):
            yield Problem("measure", f"the evidence has another number beside “{token.text}”")


def _arguments(sentence: Sentence, verb: int) -> set[int]:
    """The tokens of the phrases that do a verb, or to which it is done."""
    spans = [
        subtree(sentence, i)
        for i, token in enumerate(sentence.tokens)
        if token.head == verb and token.dep in {"nsubj", "nsubjpass", "dobj"}
    ]
    return {i for first, last in spans for i in range(first, last)}


def _clause(sentence: Sentence, verb: int) -> set[int]:
    """All tokens below a verb but those of other clauses that stand beside it."""
    tokens = sentence.tokens
    below, grown = {verb}, True
    while grown:
        more = {
            i
            for i, t in enumerate(tokens)
            if t.head in below and not (t.dep in _BESIDE and t.pos in {"VERB", "AUX"})
        }
        grown = not more <= below
        below |= more
    return below


def _numbers(sentence: Sentence, inside: set[int]) -> set[tuple[float, float | None]]:
    """The numbers among the tokens *inside*."""
    return {
        amount.numbers
        for amount in amounts_beside_dates(sentence.text)[0]
        if any(amount.number_start <= sentence.tokens[i].start < amount.number_end for i in inside)
    }


def _check_parts(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """A part ("six of the dead") must be as many as where a quote tells of parts of the same."""
    theirs = [part for quote, k in told.sentences() for part in _parts(quote[k])]
    for numbers, noun in _parts(sentence):
        alike = [other for other in theirs if same_word(noun, other[1])]
        if alike and not any(other[0] == numbers for other in alike):
            yield Problem("measure", f"another number is told of “{noun.text}” in the evidence")


def _parts(sentence: Sentence) -> Iterator[tuple[tuple[float, float | None], Token]]:
    """Each number of a part, with the noun for the whole: "six of the wounded"."""
    for amount in amounts_beside_dates(sentence.text)[0]:
        match = _PART.match(sentence.text, amount.end)
        noun = match and next((t for t in sentence.tokens if t.start >= match.end()), None)
        if noun is not None:
            yield amount.numbers, noun


def _only_some(amount: Amount, told: Told) -> bool:
    """Whether the quotes have the number of a part alone: "15 of the wounded"."""
    parts = [
        bool(_PART.match(quote[k].text[other.end :]))
        for quote, k in told.sentences()
        for other in amounts_beside_dates(quote[k].text)[0]
        if other.numbers == amount.numbers
    ]
    return bool(parts) and all(parts)


def _uncounted(sentence: Sentence) -> set[tuple[float, float | None]]:
    """Numbers that stand for those counted before: "31 were freed and nine remain"."""
    counts = {amount.numbers for amount, _ in _counts(sentence)}
    return {
        amount.numbers
        for amount in amounts_beside_dates(sentence.text)[0]
        if amount.numbers not in counts
        and any(
            t.pos == "NUM"
            and t.dep in {"nsubj", "nsubjpass", "dobj", "pobj"}
            and amount.number_start <= t.start < amount.number_end
            for t in sentence.tokens
        )
    }


def _part_of(sentence: Sentence, at: int) -> tuple[float, float | None] | None:
    """The number before "of the 40 guards": a part of those counted is counted too."""
    start = sentence.tokens[at].start
    for amount in amounts_beside_dates(sentence.text)[0]:
        between = sentence.text[amount.end : start].lower().split()
        if between[:1] == ["of"] and len(between) <= BESIDE:
            return amount.numbers
    return None


def _counts(sentence: Sentence) -> list[tuple[Amount, int]]:
    """Each amount that stands before a noun, with the index of its last number."""
    found = []
    for amount in amounts_beside_dates(sentence.text)[0]:
        inside = [
            i
            for i, token in enumerate(sentence.tokens)
            if amount.number_start <= token.start < amount.number_end and token.pos == "NUM"
        ]
        if inside and sentence.tokens[sentence.tokens[inside[-1]].head].pos in {"NOUN", "PROPN"}:
            found.append((amount, inside[-1]))
    return found
