"""Do findings agree? Figures that cannot both hold conflict, unless one updates the other.

Nothing is ever averaged or merged: what differs stands side by side.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qa.candidates import Candidate
from qa.figure_fit import same_people
from qa.findings import Finding, Findings
from qa.names import load_names
from qa.question import Question
from qa.records import Article, Figure

__all__ = ["compare_figures", "compare_yes_no", "counts_the_same"]

SHARED = 0.4  # how much of the question another report must share, beside the answer's
NAMED = 0.5  # share of the question's names that another report must hold
ONE_EVENT = 45  # days within which reports of one event mostly appear
AS_SURE = 0.6  # share of the best score that the latest or first report's figure needs
RETOLD = 0.8  # how much of the answer's words a later sentence must share to tell of its event
TAKEN = -7.0  # the reader's least margin for a figure that shares few words with the question
TOLERANCE = 0.1  # how far "about" and "estimated" reach


def compare_figures(question: Question, findings: Sequence[Finding]) -> Findings:
    """Figures side by side: conflicting, or compatible, or replaced by updates."""
    first = findings[0]
    figures = [
        f for f in findings if f is first or counts_the_same(question, first.candidate, f.candidate)
    ]
    if first.candidate.figure is None or len(figures) == 1:
        return Findings(state="answered", found=(first,))
    if question.order is not None:
        return _in_order(figures, latest=question.order == "latest")
    marked = _mark_updates(figures)
    current = [f for f in marked if not f.replaced]
    conflict = any(
        not _can_both_hold(a.candidate.figure, b.candidate.figure)
        for i, a in enumerate(current)
        for b in current[i + 1 :]
    )
    if not conflict and figures[0] is not current[0]:
        marked = [*current, *(f for f in marked if f.replaced)]
    return Findings(state="conflicting" if conflict else "answered", found=tuple(marked))


def _in_order(figures: Sequence[Finding], *, latest: bool) -> Findings:
    """The newest (or first) report's figure as the answer, where that order was asked for."""
    # Only those that answer about as surely: an aside in an early report is no first toll.
    dated = [f for f in figures if f.published and f.score >= AS_SURE * figures[0].score]
    if not dated:
        return Findings(state="answered", found=tuple(figures))
    chosen = (max if latest else min)(dated, key=lambda finding: finding.published)
    rest = (replace(f, replaced=latest) for f in figures if f is not chosen)
    return Findings(state="answered", found=(chosen, *(rest if latest else ())))


def counts_the_same(question: Question, first: Candidate, other: Candidate) -> bool:
    """Whether *other* counts what *first* counts: the same measure, people and event.

    That two reports tell of one event shows in the names, dates and words that they share with the
    question, and in the reader's taking the other figure for an answer too.
    """
    one, two = first.figure, other.figure
    if one is None or two is None or one.measure != two.measure or not other.counted:
        return False
    line = other.line
    about = line.named_far >= NAMED and line.dated >= first.line.dated
    shares = line.near >= SHARED * first.line.near
    taken = (other.read or -math.inf) > TAKEN or line.own >= SHARED * first.line.own
    # Long afterwards the same town may see another attack: then the sentence itself must tell.
    late = _days_apart(first.line.article, line.article) > ONE_EVENT
    told = not late or line.own >= RETOLD * first.line.own
    people = same_people(one.of, two.of, asked=question.population)
    return about and shares and taken and told and people


def _days_apart(one: Article, other: Article) -> int:
    """Days between two publications; 0 where a date is missing."""
    if not (one.published and other.published):
        return 0
    return abs((date.fromisoformat(one.published) - date.fromisoformat(other.published)).days)


def _mark_updates(findings: Sequence[Finding]) -> list[Finding]:
    """Mark figures that the same outlet or speaker later replaced."""
    marked = []
    for finding in findings:
        later = any(
            _is_same_origin(finding, other) and other.published > finding.published
            for other in findings
            if other is not finding
        )
        marked.append(replace(finding, replaced=later))
    return marked


def _is_same_origin(one: Finding, other: Finding) -> bool:
    """Whether both come from one outlet, and from one speaker where both name one."""
    outlets = {s.line.article.outlet for s in one.sources} & {
        s.line.article.outlet for s in other.sources
    } - {None}
    a, b = one.assessment.speaker, other.assessment.speaker
    return bool(outlets) and (not (a and b) or load_names().same(a, b))


def _can_both_hold(one: Figure | None, other: Figure | None) -> bool:
    if one is None or other is None:
        return True
    low, high = _bounds(one)
    other_low, other_high = _bounds(other)
    return low <= other_high and other_low <= high


def _bounds(figure: Figure) -> tuple[float, float]:
    low = 0.0 if figure.low is None else figure.low
    high = float("inf") if figure.high is None else figure.high
    if figure.qualifier in {"about", "estimated"}:
        return low * (1 - TOLERANCE), high * (1 + TOLERANCE)
    return low, high


def compare_yes_no(findings: Sequence[Finding]) -> Findings:
    """Yes/no: reports that say both conflict when both are told about as plainly."""
    both = {f.candidate.says for f in findings} == {True, False}
    if both and findings[1].score > 0.9 * findings[0].score:
        return Findings(state="conflicting", found=tuple(findings[:2]))
    return Findings(state="answered", found=tuple(findings[:1]))
