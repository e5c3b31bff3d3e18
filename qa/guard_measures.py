"""What happened to those whom a drafted sentence counts, and who they are, as in the quotes."""

import re
from collections.abc import Iterator
from functools import lru_cache

from qa.amounts import Amount
from qa.figures import FigureMention, find_figures, related_measures
from qa.guard_evidence import Problem
from qa.guard_same import keys_meant
from qa.guard_told import Told, amounts_beside_dates, word_set
from qa.guard_tree import is_tied
from qa.language import Sentence, is_passive
from qa.measures import load_measures, measure_of
from qa.records import Figure
from qa.word_keys import word_keys

__all__ = ["check_measures"]

_SINGLE = re.compile(r"(?i)an? ")
_COUNTED = 2  # words between a number and those counted


def check_measures(sentence: Sentence, told: Told, *, free: bool = False) -> Iterator[Problem]:
    """Numbers that count something else, or others, than in the quotes.

    A sentence that is *free* may call those counted by a word of its own, where they cannot have
    been exchanged with others.
    """
    for mention in find_figures(sentence):
        # "a car" is no count, and of "31 of the 40 guards" the 40 have their own story
        before = sentence.text[: mention.start].lower().split()[-2:]
        if not _SINGLE.match(mention.value) and "of" not in before:
            yield from _check(mention, sentence, told, free=free)


def _check(
    mention: FigureMention, sentence: Sentence, told: Told, *, free: bool
) -> Iterator[Problem]:
    """What happened to those counted, and who they are, where both sides say so."""
    figure = mention.figure
    same = [other.figure for other in _figures(told) if _ends(other.figure) & _ends(figure)]
    if not same:
        return
    read = [
        claim.figure
        for piece in told.pieces
        for claim in piece.claims
        if claim.figure and _ends(claim.figure) & _ends(figure)
    ]
    measures = {_general(other.measure) for other in (*same, *read) if other.measure}
    if measures:  # "98 evacuees were killed": the verb tells as well as the noun
        measures |= {_general(measure) for measure in _by_verbs(figure, told)}
    # "casualties" and "victims" may be any of those that were hurt
    general = related_measures(figure.measure) if figure.measure == "casualties" else frozenset()
    held = {_general(figure.measure), *general} & measures
    if figure.measure and measures and not held:
        yield Problem(
            "measure", f"“{mention.value}” are {' or '.join(sorted(measures))} in the evidence"
        )
    counted = [word_keys(other.of) for other in (*same, *read) if other.of]
    if figure.of and counted and len(counted) == len((*same, *read)):
        generic = word_set("words", "people")
        keys, meant = word_keys(figure.of), keys_meant(figure.of)
        plain = {word.lower() for word in figure.of.split()} & generic
        known = not free or _rivalled(mention, keys, sentence, told)
        if known and not plain and not any(meant & other for other in counted):
            yield Problem("measure", f"“{mention.value}” counts others than “{figure.of}”")


def _rivalled(mention: FigureMention, keys: frozenset[str], sentence: Sentence, told: Told) -> bool:
    """Whether whom the sentence counts may have been exchanged with others that are counted.

    So where the quotes use the word of others, or where the sentence has another number of the
    same quote, or elsewhere the word for those whom the quote counts.
    """
    figure = mention.figure
    if keys & told.keys:
        return not _beside(figure, keys, told)
    said = {n for amount in amounts_beside_dates(sentence.text)[0] for n in amount.numbers}
    for quote, i in told.sentences():
        amounts = {n for amount in amounts_beside_dates(quote[i].text)[0] for n in amount.numbers}
        if amounts & _ends(figure) and (amounts & said) - _ends(figure):
            return True
    counted = {
        key
        for other in _figures(told)
        if _ends(other.figure) & _ends(figure) and other.figure.of
        for key in word_keys(other.figure.of)
    }
    return bool(counted & word_keys(sentence.text))


def _beside(figure: Figure, keys: frozenset[str], told: Told) -> bool:
    """Whether one of these words stands beside the number in a quote: "19 child", "child (19)"."""
    return any(
        keys & word_keys(token.text)
        for quote, i in told.sentences()
        for amount in amounts_beside_dates(quote[i].text)[0]
        if amount.numbers[0] in _ends(figure)
        for k, token in enumerate(quote[i].tokens)
        if _apart(quote[i], k, amount) <= _COUNTED
    )


def _apart(sentence: Sentence, k: int, amount: Amount) -> int:
    """How many words stand between token *k* and an amount."""
    inside = [j for j, t in enumerate(sentence.tokens) if amount.start <= t.start < amount.end]
    return min((abs(k - j) - 1 for j in inside), default=len(sentence.tokens))


def _by_verbs(figure: Figure, told: Told) -> Iterator[str]:
    """What the verbs say of those counted by the same number in the quotes.

    They say it of those to whom they are done and those who die or flee, not of who does them:
    where gunmen killed a mayor, no gunmen were killed.
    """
    undergone = load_measures().subject
    for quote, i in told.sentences():
        tokens = quote[i].tokens
        for amount in amounts_beside_dates(quote[i].text)[0]:
            if amount.numbers[0] not in _ends(figure):
                continue
            for k, token in enumerate(tokens):
                if not amount.number_start <= token.start < amount.number_end:
                    continue
                at = k if token.dep != "nummod" else token.head
                verb = tokens[at].head
                undergoes = tokens[at].dep == "nsubj" and tokens[verb].lemma in undergone
                measure = measure_of(tokens[verb].lemma)
                if measure and (undergoes or tokens[at].dep in {"nsubjpass", "dobj"}):
                    yield measure
                yield from _undergone_too(quote[i], k)


def _undergone_too(sentence: Sentence, number: int) -> Iterator[str]:
    """What else was done to those whom a number counts: "12 men found in the wreck WERE FREED"."""
    for i, token in enumerate(sentence.tokens):
        measure = measure_of(token.lemma) if token.pos == "VERB" else None
        if measure and is_passive(sentence, i) and is_tied(sentence, number, i):
            yield measure


def _ends(figure: Figure) -> set[float]:
    return {bound for bound in (figure.low, figure.high) if bound is not None}


def _general(measure: str | None) -> str:
    """Words for leaving a prison are one measure; so the checker takes them."""
    return {"fled": "escaped"}.get(measure or "", measure or "")


@lru_cache(maxsize=256)
def _figures(told: Told) -> tuple[FigureMention, ...]:
    return tuple(told.figures())
