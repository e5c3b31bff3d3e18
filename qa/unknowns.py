"""When "it is not known" is the answer, and when an estimate goes with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.amounts import Amount
from qa.assessing import assess_line, source_of
from qa.candidates import Candidate
from qa.countable import counting_amounts, unit_of
from qa.evidence import Evidence
from qa.figures import find_figures, related_measures
from qa.findings import Finding
from qa.language import Sentence, parse
from qa.not_known import NotKnown, asked_measures, not_known
from qa.out_of_place import in_place
from qa.question import Question
from qa.records import Figure

__all__ = ["is_solid", "unknown_or_estimate"]

WEAK = 0.5  # an answer below this gives way to a report's "it is not known"
PLAIN_FIT = 0.8  # unless it is a number of just what was asked for
CLEARLY = 0.4  # share of the question by which a statement may override a likely answer
BESIDE = 1  # sentences around "it is not known" in which an estimate stands
_IS_IT_KNOWN = re.compile(
    r"(?:(?:in|on|by|at) [\w ,]{3,30}? )?(?:is|are|was|were|do|does|did|has|have|had)\b"
    r".*\b(?:knows?|known|clear|established?|certain|determined)\b",
    re.IGNORECASE,
)
_GUESSED = frozenset({"estimate", "put", "believe", "think", "range", "place", "guess", "reckon"})

Estimate = tuple[float, Candidate]


def is_solid(question: Question, probability: float, candidate: Candidate) -> bool:
    """Whether *candidate* is a number of just what is asked for, whatever else is not known."""
    if candidate.figure is None:
        return False
    measures = asked_measures(question)
    of_that = not measures or candidate.figure.measure in measures
    plain = candidate.fit >= PLAIN_FIT or probability >= WEAK
    return of_that and candidate.counted and plain


def unknown_or_estimate(
    question: Question,
    evidence: Evidence,
    ranked: Sequence[Estimate],
    *,
    threshold: float,
) -> Finding | Estimate | None:
    """The report's "it is not known" as the answer, or the estimate it gives of the unknown.

    Args:
        question: As understood.
        evidence: The sentences searched.
        ranked: Candidates with their probabilities, best first.
        threshold: Least probability of an answer.
    """
    if _IS_IT_KNOWN.match(question.text):
        return _not_known_as_no(question, evidence)
    statements = [s for s in not_known(question, evidence) if _is_in_place(question, evidence, s)]
    if not statements:
        return None
    best = [s for s in statements if s.exact == statements[0].exact]
    if question.type == "figure":
        for statement in best:
            estimate = _estimate(question, evidence, statement)
            if estimate is not None:
                known = {(c.line.article.id, c.start): p for p, c in reversed(ranked)}
                sure = known.get((estimate.line.article.id, estimate.start), threshold)
                return max(sure, threshold), estimate
    elif ranked and _is_better(*ranked[0], best[0]):
        return None
    return _finding(evidence, best[0], max(threshold, best[0].line.own))


def _is_in_place(question: Question, evidence: Evidence, statement: NotKnown) -> bool:
    """Whether it may tell of the place that is asked about."""
    line = statement.line
    stated = Candidate(line=line, start=statement.start, end=statement.end, fit=1.0)
    return any(True for _ in in_place(question, evidence, [stated]))


def _is_better(probability: float, candidate: Candidate, statement: NotKnown) -> bool:
    """Whether a likely answer stands in a sentence that tells more of what is asked."""
    told = statement.exact >= CLEARLY and statement.line.score >= candidate.line.score
    return probability >= WEAK and not told


def _not_known_as_no(question: Question, evidence: Evidence) -> Estimate | None:
    """Whether something is known is asked for: then "it is not known" says no."""
    counted = replace(question, type="figure", head=None)
    statements = not_known(counted, evidence) or not_known(question, evidence)
    for statement in statements[:1]:
        line = statement.line
        no = Candidate(line=line, start=line.start, end=line.end, fit=1.0, says=False)
        return max(WEAK, line.own), no
    return None


def _finding(evidence: Evidence, statement: NotKnown, score: float) -> Finding:
    line = statement.line
    assessment = assess_line(evidence, line, statement.start, statement.end)
    return Finding(
        candidate=Candidate(line=line, start=statement.start, end=statement.end, fit=1.0),
        score=score,
        assessment=assessment,
        sources=(source_of(evidence, line, assessment),),
    )


def _estimate(question: Question, evidence: Evidence, statement: NotKnown) -> Candidate | None:
    """The number that the report gives beside its "it is not known"."""
    window = evidence.window(statement.line, before=BESIDE, after=BESIDE)
    near = sorted(window, key=lambda line: (line.place != statement.line.place, -line.place))
    for line in near:
        sentence = parse(line.text)
        same = line.place == statement.line.place
        for amount, figure in _guesses(question, sentence, same=same):
            start, end = line.start + amount.start, line.start + amount.end
            return Candidate(line=line, start=start, end=end, fit=1.0, figure=figure)
    return None


def _guesses(
    question: Question, sentence: Sentence, *, same: bool
) -> Iterator[tuple[Amount, Figure]]:
    """Numbers of what is asked for, and numbers of nothing said that are called estimates."""
    asked = asked_measures(question)
    wanted = {near for measure in asked for near in related_measures(measure)}
    told = {mention.number_start: mention.figure for mention in find_figures(sentence)}
    # "It is estimated at 800" goes on from the sentence before; "an estimated 800 people" does not.
    guessed = any(t.lemma in _GUESSED and (same or t.dep != "amod") for t in sentence.tokens)
    for amount in counting_amounts(sentence):
        if amount.qualifier == "vague" or unit_of(sentence.text, amount):
            continue
        figure = told.get(amount.number_start)
        measure = figure.measure if figure else None
        of = figure.of if figure else None
        if measure in wanted if measure else guessed:
            yield (
                amount,
                Figure(
                    low=amount.low,
                    high=amount.high,
                    qualifier=figure.qualifier if figure else amount.qualifier,
                    measure=measure or next(iter(sorted(asked)), None),
                    of=of or question.population,
                ),
            )
