"""What the numbers of a drafted sentence count: the same as in the quotes, and no more of them."""

import re
from collections.abc import Iterator

from qa.amounts import Amount
from qa.guard_evidence import Problem
from qa.guard_same import same_word
from qa.guard_told import Told, amounts_beside_dates
from qa.guard_tree import SUBJECTS, is_tied, upward
from qa.language import Sentence, Token

__all__ = ["check_counts"]

_COUNTING = frozenset({"nummod", "amod", "det", "compound", "quantmod", "advmod", "conj", "predet"})
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
    """Whoever is counted as done to, or doing it, must be so where a quote has number and verb.

    "31 bodies were found, and nine are missing" does not say that nine were found.
    """
    for i, token in enumerate(sentence.tokens):
        for numbers in _numbers_of(sentence, i) if token.pos == "VERB" else ():
            tied = [
                any(is_tied(quote[k], at, verb) for at in places for verb in verbs)
                for quote, k in told.sentences()
                if (places := _places(quote[k], numbers))
                and (verbs := [j for j, t in enumerate(quote[k].tokens) if _is_verb(t, token)])
            ]
            if tied and not any(tied):
                yield Problem("measure", f"the evidence has another number beside “{token.text}”")


def _is_verb(token: Token, wanted: Token) -> bool:
    return token.pos == "VERB" and same_word(wanted, token)


def _numbers_of(sentence: Sentence, verb: int) -> set[tuple[float, float | None]]:
    """The numbers that count those who do a verb, or to whom it is done."""
    tokens = sentence.tokens
    done = [i for i, t in enumerate(tokens) if t.head == verb and t.dep in {*SUBJECTS, "dobj"}]
    found = set()
    for amount in amounts_beside_dates(sentence.text)[0]:
        for i, token in enumerate(tokens):
            if amount.number_start <= token.start < amount.number_end:
                above = upward(sentence, i)
                top = next((k for k, j in enumerate(above) if j in done), -1)
                if all(tokens[j].dep in _COUNTING for j in above[: max(top, 0)]) and top >= 0:
                    found.add(amount.numbers)
    return found


def _places(sentence: Sentence, numbers: tuple[float, float | None]) -> list[int]:
    """Where the sentence has the number."""
    return [
        i
        for amount in amounts_beside_dates(sentence.text)[0]
        if amount.numbers == numbers
        for i, token in enumerate(sentence.tokens)
        if amount.number_start <= token.start < amount.number_end
        and token.dep in {*SUBJECTS, "nummod", "dobj"}  # not "putting the number at nine"
    ]


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
