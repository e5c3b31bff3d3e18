"""What a unit of text leaves out that qualifies its value: hedges, negations, speakers.

A unit that repeats the whole sentence of its quote leaves nothing out. Of the rest, a limit counts
when it stands in the value's own clause, on its side of any other number; an attribution counts
when it covers the value and the value is not the speaker's name.
"""

import re
from collections.abc import Iterator

from evals.backing import CLAUSE, EPISTEMIC, Fault
from evals.counts import find_numbers
from evals.cues import attributed, attributions, hedges, negated, number_hedges
from evals.units import Unit, core
from evals.words import contains, fold, near, sentences, tokens
from qa.records import Claim

__all__ = ["doubted", "dropped"]

_DATELINE = re.compile(r"[^.\n]{3,90}?\)? ?-{1,2} ")
_JOINED = re.compile(r"(?:and|but|while|who|which|as|when|after|although|though)\b")
_COUNT_UNSAID = re.compile(r"\b(?:number|toll|figure|count|total|how many|how much)\b")
_SHORT = 12


def dropped(unit: Unit) -> Iterator[Fault]:
    """Hedges, negations and speakers around the value in its quote that are not in the text."""
    for claim in unit.claims:
        if any(
            contains(tokens(unit.text), tokens(sentence)) for sentence in core(claim, unit.quotes)
        ):
            continue
        for sentence in core(claim, unit.quotes)[:1]:
            yield from _dropped(claim, sentence, unit)


def _around(sentence: str, value: str) -> tuple[str, str]:
    """(the value with the words that can limit it, the clause that holds it).

    The words that limit a number stand in its clause and on its side of any other number.
    """
    folded, at = fold(sentence), near(sentence, value)
    if at is None:
        return value, sentence
    end = at + len(value)
    before = CLAUSE.split(folded[:at])[-1]
    after = CLAUSE.split(folded[end:])[0]
    numbers_before, numbers_after = find_numbers(before), find_numbers(after)
    close_before = before[numbers_before[-1].end :] if numbers_before else before
    close_after = after[: numbers_after[0].start] if numbers_after else after
    close = " ".join((*close_before.split()[-4:], folded[at:end], *close_after.split()[:3]))
    return close, f"{before}{folded[at:end]}{after}"


def _dropped(claim: Claim, sentence: str, unit: Unit) -> Iterator[Fault]:
    close, clause = _around(sentence, claim.value)
    text = unit.text
    if find_numbers(claim.value):
        lost = number_hedges(close) - number_hedges(text) - hedges(text)
        if lost and not (lost <= {"about", "estimated"} and hedges(text) & {"about", "estimated"}):
            yield "hedge", f"{sorted(lost)} qualifies {claim.value!r} in the quote"
    lost = (hedges(clause) & {"alleged"}) - hedges(text)
    if lost and not hedges(text) & EPISTEMIC:
        yield "hedge", f"{sorted(lost)} qualifies {claim.value!r} in the quote"
    unsaid = _count_unsaid(sentence, unit.quotes) and not hedges(text) & EPISTEMIC
    if unsaid and find_numbers(claim.value) and not claim.date:
        yield "hedge", "the quote says that it is not known"
    if negated(clause) and not negated(text):
        yield "negation", f"the quote negates {claim.value!r}"
    if _spoken(sentence, claim.value) and not (attributed(text) or _names_speaker(claim, text)):
        yield "speaker", f"the quote puts {claim.value!r} in somebody's mouth"


def _count_unsaid(sentence: str, quotes: tuple[str, ...]) -> bool:
    """Whether *sentence*, or one beside it in its quote, says that a count is not known."""
    for quote in quotes:
        every = sentences(quote)
        if sentence not in every:
            continue
        at = every.index(sentence)
        for near_by in every[max(0, at - 1) : at + 2]:
            if "unknown" in hedges(near_by) and _COUNT_UNSAID.search(fold(near_by)):
                return True
    return False


def _spoken(sentence: str, value: str) -> bool:
    """Whether an attribution of *sentence* covers *value*: "V, X said", "X said that V".

    A value in the speaker's place ("V said that ...") is not in anybody's mouth.
    """
    at = near(sentence, value)
    if at is None:
        return attributed(sentence)
    end = at + len(value)
    folded = fold(sentence)
    return any(_covers(folded, (start, stop), (at, end)) for start, stop in attributions(sentence))


def _covers(folded: str, verb: tuple[int, int], value: tuple[int, int]) -> bool:
    """Whether the attribution at *verb* covers the words at *value*."""
    preposition = folded[verb[0] : verb[1]].startswith("according")
    if verb[0] >= value[1]:
        if _DATELINE.match(folded) and value[1] <= _dateline_end(folded):
            return False
        # "V, who runs the ward, said": the clause between closes before the verb, V is the speaker.
        speaker = re.split(r"[,\"]", folded[value[1] : verb[0]])
        last = speaker[-1].strip()
        return preposition or (len(speaker) > 1 and bool(last) and not _JOINED.match(last))
    between = folded[verb[1] : value[0]]
    if preposition:
        return bool(re.search(r"[,:]", between))
    # "told the network V", "said V": what follows the verb at once is a speaker or a listener.
    heard = len(between.split()) <= 4 and not re.search(r"[,:\"]|\bthat\b", between)
    return not heard or bool(find_numbers(folded[value[0] : value[1]]))


def _dateline_end(folded: str) -> int:
    match = _DATELINE.match(folded)
    return match.end() if match else 0


def doubted(claim: Claim, told: tuple[str, ...]) -> bool:
    """Whether the clause that holds the value in its quote doubts it."""
    clauses = (_around(sentence, claim.value)[1] for sentence in told)
    return any(
        hedges(clause) & {"alleged", "unknown"}
        for clause in clauses
        if len(tokens(claim.value)) < _SHORT
    )


def _names_speaker(claim: Claim, text: str) -> bool:
    return bool(claim.speaker) and contains(tokens(text), tokens(claim.speaker or ""))
