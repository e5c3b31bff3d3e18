"""A report's own "it is not known": when that is the answer, and when an estimate goes with it."""

from collections.abc import Iterator, Sequence

from qa.assessing import assess_line, cue_spans, source_of
from qa.candidates import Candidate
from qa.evidence import Evidence
from qa.findings import Finding
from qa.question import Question

__all__ = ["estimate_of_unknown", "is_weak", "unknowns"]

ESTIMATES = 4  # numbers looked at for an estimate of an unknown
LINES = 8  # best sentences searched for "it is not known"
WEAK = 0.5  # an answer below this gives way to a report's "it is not known"
PLAIN_FIT = 0.8  # unless it is a number of just what was asked for
SHARED = 1.0  # words that such a statement and its neighbours share with the question
_UNKNOWABLE = {"figure", "person", "organisation", "cause", "place", "weapon", "date"}


def unknowns(question: Question, evidence: Evidence, *, best: float) -> list[Finding]:
    """The best reports' own statements that the thing asked for is not known.

    Args:
        question: As understood.
        evidence: The sentences searched.
        best: The best candidate's probability, or the threshold where there is none.
    """
    return list(_unknowns(evidence, best)) if question.type in _UNKNOWABLE else []


def estimate_of_unknown(
    evidence: Evidence, ranked: Sequence[tuple[float, Candidate]]
) -> tuple[float, Candidate] | None:
    """A number of just what was asked for, which its report calls an estimate of an unknown."""
    plain = [
        (probability, candidate)
        for probability, candidate in ranked
        if candidate.counted
        and candidate.figure is not None
        and candidate.figure.measure is not None
        and candidate.fit >= PLAIN_FIT
        and candidate.line.dated
        and candidate.line.named_far == 1.0
    ]
    for probability, candidate in plain[:ESTIMATES]:
        assessment = assess_line(evidence, candidate.line, candidate.start, candidate.end)
        if assessment.says_unknown or assessment.certainty == "unconfirmed":
            return probability, candidate
    return None


def is_weak(probability: float, candidate: Candidate) -> bool:
    """Whether a report's own "it is not known" may answer better than *candidate*."""
    plain = candidate.counted and candidate.fit >= PLAIN_FIT
    return probability < WEAK and not plain


def _unknowns(evidence: Evidence, best: float) -> Iterator[Finding]:
    for line in evidence.lines[:LINES]:
        assessment = assess_line(evidence, line, line.start, line.end)
        if not assessment.says_unknown or line.own + line.near < SHARED:
            continue
        start, end = next(iter(cue_spans(evidence, line, assessment)), (line.start, line.end))
        source = source_of(evidence, line, assessment)
        if source.start <= start and end <= source.end:
            yield Finding(
                candidate=Candidate(line=line, start=start, end=end, fit=1.0),
                score=max(best, line.own),
                assessment=assessment,
                sources=(source,),
            )
