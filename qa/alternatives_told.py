"""Candidate answers to a question of alternatives: the sentences that tell one of them.

The words decide (``alternatives_held``); a denial of one of two tells the other. The entailment
model's verdict on the question with one alternative alone strengthens or weakens this, and counts
by itself where it is sure and no other alternative fits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from qa.alternatives import Alternative
from qa.alternatives_held import shown, taken_back, told_in
from qa.candidate import Candidate, told
from qa.entailment import Entailment
from qa.evidence import Evidence, Line
from qa.language import parse_many
from qa.question import Question
from qa.yes_no import DOUBTFUL, SURE, WORTH, leanings, with_the_one_before

__all__ = ["alternatives_told"]

PAIR: Final = 2


def alternatives_told(
    question: Question, evidence: Evidence, lines: Sequence[Line], entailment: Entailment | None
) -> Iterator[Candidate]:
    """The sentences of *lines* that tell an alternative.

    Args:
        question: As understood, with its alternatives.
        evidence: Holds the sentence before each line, which tells what "it" is.
        lines: Sentences of the reports.
        entailment: Gives verdicts on each alternative; without it the words decide alone.
    """
    asked = question.alternatives
    windows = [with_the_one_before(evidence, line) for line in lines]
    leaning_of = [leanings(entailment, one.reading, windows) for one in asked]
    parses = parse_many([line.text for line in lines])
    for at, (line, sentence) in enumerate(zip(lines, parses, strict=True)):
        holds = [told_in(question, sentence, one) for one in asked]
        back = [taken_back(sentence, t) if t and len(asked) == PAIR else None for t in holds]
        # a sentence that weighs one against the other is sure to tell of what is asked
        weighs = any(back)
        for n, one in enumerate(asked):
            lean, found = leaning_of[n][at], holds[n]
            other = max(of[at] for m, of in enumerate(leaning_of) if m != n)
            if found is not None and not found.denied:
                rival = max((t.fit for m, t in enumerate(holds) if m != n and t), default=0.0)
                if found.fit < 1.0 and rival >= found.fit and lean <= other:
                    continue
                fit = _settled(found.fit, lean)
                start, end = shown(sentence, one, found)
                lean = max(lean, WORTH) if weighs else lean
                yield _candidate(line, one, start, end, fit, lean, plain=weighs)
                what = back[n]
                if what is not None and holds[1 - n] is None:
                    yield _candidate(line, asked[1 - n], *what, fit, lean, plain=True)
            elif not any(holds) and lean >= SURE and lean - other >= SURE:
                # the sentence before may have said it all
                (lean,) = leanings(entailment, one.reading, [line.text])
                if lean >= SURE:
                    yield _candidate(line, one, 0, len(line.text), WORTH * lean, lean)
        # of two, what is not the one is the other
        if len(asked) == PAIR:
            for n, found in enumerate(holds):
                if found is not None and found.denied and holds[1 - n] is None:
                    against = -leaning_of[n][at]
                    fit = _settled(found.fit, against)
                    yield _candidate(line, asked[1 - n], 0, len(line.text), fit, against)


def _settled(fit: float, leaning: float) -> float:
    if leaning >= SURE:
        return max(fit, WORTH * leaning)
    return fit * DOUBTFUL if leaning <= -SURE else fit


def _candidate(
    line: Line,
    one: Alternative,
    start: int,
    end: int,
    fit: float,
    leaning: float,
    *,
    plain: bool = False,
) -> Candidate:
    """A candidate for *one*; a structure that tells it plainly is as good as read."""
    known = Candidate(line=line, start=line.start + start, end=line.start + end, fit=fit)
    known = told(line, start, end, fit, None) if plain else known
    return replace(known, ruled=leaning, chosen=" ".join((*one.words, one.head)))
