"""Do the sentences around an answer bear it out, or do they tell of something else?"""

from collections.abc import Sequence
from typing import Final

from qa.candidate import Candidate
from qa.entailment import Entailment, Verdict, proposed
from qa.evidence import Evidence
from qa.headings import headed, heading_of
from qa.question import Question

__all__ = ["borne_out", "not_belied"]

BELIED: Final = 0.03  # chance below which a figure may be of something else
MOST: Final = 12  # figures that are asked about


def borne_out(
    question: Question,
    evidence: Evidence,
    candidates: Sequence[Candidate],
    entailment: Entailment,
) -> list[Verdict]:
    """Of each candidate, what its sentences and their report's heading say to it as the answer."""
    asked = [
        (
            proposed(question.text, candidate.value),
            headed(heading_of(candidate.line.article), evidence.around(candidate.line)),
        )
        for candidate in candidates
    ]
    return entailment.verdicts(asked)


def not_belied(
    question: Question,
    evidence: Evidence,
    candidates: Sequence[Candidate],
    entailment: Entailment | None,
) -> list[Candidate]:
    """*candidates*, figures, without those of another event.

    "No civilians were killed" is an answer to how many were, so a "no" is none against it.
    """
    if entailment is None:
        return list(candidates)
    verdicts = borne_out(question, evidence, candidates[:MOST], entailment)
    kept = [
        candidate
        for candidate, verdict in zip(candidates, verdicts, strict=False)
        if verdict.yes >= BELIED or verdict.no >= verdict.untold or _is_none(candidate)
    ]
    return [*kept, *candidates[MOST:]]


def _is_none(candidate: Candidate) -> bool:
    figure = candidate.figure
    return figure is not None and (figure.low, figure.high) == (0.0, 0.0)
