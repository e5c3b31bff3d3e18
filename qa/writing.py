"""Findings → an answer that passed its checks, in the reports' own words."""

import logging
from collections.abc import Callable
from dataclasses import replace

from qa.abstain import nearest, reason
from qa.citations import problems
from qa.compose import compose
from qa.evidence import Evidence
from qa.findings import Findings
from qa.prompts import REFUSAL
from qa.question import Question
from qa.records import Answer, Article, State

__all__ = ["Written", "write"]

_LOG = logging.getLogger(__name__)
Written = tuple[Answer, Findings]
"""An answer, and the findings that its claims are made of, in the same order."""


def write(
    question: Question,
    evidence: Evidence,
    findings: Findings,
    *,
    article: Callable[[str], Article],
    degraded: str | None = None,
) -> Written:
    """The answer that *findings* hold, or the largest part of it that passes its checks.

    Args:
        question: As understood.
        evidence: What was read, for the nearest passages where nothing answers.
        findings: From ``conclude``.
        article: Looks an article up by id.
        degraded: Why the search went without something, or None.
    """
    if findings.state == "not_found":
        return _not_found(question, evidence), findings
    answer = _composed(question, findings, degraded)
    wrong = problems(answer, article)
    if not wrong:
        return answer, findings
    # An answer that its quotes do not hold is never shown: keep the findings that hold alone.
    _LOG.warning("An answer to %r failed its checks: %s", question.text, " ".join(wrong))
    holding = tuple(
        finding
        for finding in findings.found
        if not problems(_composed(question, replace(findings, found=(finding,)), None), article)
    )
    less = Findings(state="not_found")
    # Without its first finding the rest would answer something else.
    if holding and holding[0] is findings.found[0] and len(holding) < len(findings.found):
        state: State = findings.state if len(holding) > 1 else "answered"
        less = Findings(state=state, found=holding)
    return write(question, evidence, less, article=article, degraded=degraded)


def _not_found(question: Question, evidence: Evidence) -> Answer:
    why = reason(question, evidence)
    return Answer(
        question="",
        standalone_question="",
        state="not_found",
        text=f"{REFUSAL} {why}",
        reason=why,
        nearest=nearest(evidence),
    )


def _composed(question: Question, findings: Findings, degraded: str | None) -> Answer:
    composed = compose(question, findings)
    return Answer(
        question="",
        standalone_question="",
        state=findings.state,
        text=composed.text,
        claims=composed.claims,
        citations=composed.citations,
        confidence=round(findings.found[0].score, 4),
        reason=degraded,
    )
