"""Do findings agree? Figures that cannot both hold conflict, unless one updates the other.

Nothing is ever averaged or merged: what differs stands side by side.
"""

from collections.abc import Sequence
from dataclasses import replace

from qa.assessing import same_speaker
from qa.findings import Finding, Findings
from qa.incident import incident_of, tells_of
from qa.question import Question
from qa.records import Figure
from qa.units import in_one_unit
from qa.updates import SAME_DAY, as_of, is_early, is_recalled, order_of, supersedes

__all__ = ["can_both_hold", "compare_alternatives", "compare_figures", "compare_yes_no"]

AS_SURE = 0.6  # share of the best score that the first report's figure needs
PLAIN = 0.5  # how plainly each side of a yes/no must say so
QUITE_PLAIN = 0.8  # the same, where a report says so in its own voice
MOST_SIDES = 4  # of a yes/no
TOLERANCE = 0.1  # how far "about" and "estimated" reach


def compare_figures(question: Question, findings: Sequence[Finding]) -> Findings:
    """Figures for one thing side by side: conflicting, or compatible, or replaced by updates.

    Args:
        question: As understood.
        findings: The answer first; every other one counts the same.
    """
    if findings[0].candidate.figure is None or len(findings) == 1:
        return Findings(state="answered", found=tuple(findings[:1]))
    order = order_of(question)
    day = as_of(question)
    if order is not None or day is not None:
        upto = (day + SAME_DAY).isoformat() if day else None
        return _in_order(findings, latest=order != "first", upto=upto)
    marked = [
        replace(one, replaced=any(supersedes(other, one) for other in findings)) for one in findings
    ]
    current = [f for f in marked if not f.replaced]
    conflict = any(
        not can_both_hold(a.candidate.figure, b.candidate.figure)
        for i, a in enumerate(current)
        for b in current[i + 1 :]
    )
    earlier = tuple(f for f in marked if f.replaced)
    if conflict:
        return Findings(state="conflicting", found=(*current, *earlier))
    return Findings(state="answered", found=tuple(current), earlier=earlier)


def _in_order(figures: Sequence[Finding], *, latest: bool, upto: str | None) -> Findings:
    """The newest (or first) report's figure as the answer, where that order was asked for."""
    dated = [f for f in figures if f.published and (upto is None or f.published <= upto)]
    if not dated:
        return Findings(state="answered", found=tuple(figures[:1]))
    if not latest:
        # Only those that answer about as surely: an aside in an early report is no first toll.
        sure = [f for f in dated if f.score >= AS_SURE * figures[0].score] or dated
        return Findings(state="answered", found=(min(sure, key=lambda f: f.published),))
    newest = max(f.published for f in dated)
    last = [f for f in dated if f.published == newest]
    last = [f for f in last if not is_recalled(f)] or last
    chosen = next((f for f in last if any(supersedes(f, other) for other in figures)), last[0])
    chosen = _sharper(chosen, dated)
    rest = (replace(f, replaced=True) for f in dated if f is not chosen)
    return Findings(state="answered", found=(chosen,), earlier=tuple(rest))


def _sharper(newest: Finding, dated: Sequence[Finding]) -> Finding:
    """An earlier, exact count that the newest only recalls: "more than 20" after "23"."""
    figure = newest.candidate.figure
    if figure is None or figure.qualifier == "exact":
        return newest
    sharp = [
        f
        for f in dated
        if (own := f.candidate.figure) is not None
        and own.qualifier == "exact"
        and f.score > newest.score
        and can_both_hold(own, figure)
    ]
    return max(sharp, key=lambda f: (f.published, f.score), default=newest)


def can_both_hold(one: Figure | None, other: Figure | None) -> bool:
    """Whether two figures can be true of one thing: their bounds, as hedged, overlap.

    Those in two units are made one, and a tenth more or less is then nothing.
    """
    if one is None or other is None:
        return True
    factors = in_one_unit(one, other)
    if factors is None:
        return True
    low, high = (bound * factors[0] for bound in _bounds(one))
    other_low, other_high = (bound * factors[1] for bound in _bounds(other))
    slack = 1.0 if factors[0] == factors[1] else 1 + TOLERANCE
    return low <= other_high * slack and other_low <= high * slack


def _bounds(figure: Figure) -> tuple[float, float]:
    low = 0.0 if figure.low is None else figure.low
    high = float("inf") if figure.high is None else figure.high
    if figure.qualifier in {"about", "estimated"}:
        return low * (1 - TOLERANCE), high * (1 + TOLERANCE)
    return low, high


def compare_yes_no(findings: Sequence[Finding], sides: Sequence[Finding]) -> Findings:
    """Yes/no: what one party affirms and another denies, each plainly and as surely, conflicts.

    Args:
        findings: Yes and no, the answer first.
        sides: The same, what each speaker says apart, the answer first.
    """
    first = sides[0]
    if first.candidate.fit < PLAIN:
        return Findings(state="answered", found=tuple(findings[:1]))
    plain = [f for f in sides[1:] if f.candidate.fit >= PLAIN and f.score >= AS_SURE * first.score]
    against = [f for f in plain if f.candidate.says != first.candidate.says and _part(first, f)]
    if not against:
        return Findings(state="answered", found=tuple(findings[:1]))
    beside = [f for f in plain if f.candidate.says == first.candidate.says and _part(first, f)]
    return Findings(state="conflicting", found=(first, *against, *beside)[:MOST_SIDES])


def _part(one: Finding, other: Finding) -> bool:
    """Whether two named parties speak, or the reports of two outlets, each quite plainly."""
    a, b = one.assessment.speaker, other.assessment.speaker
    if one.assessment.unable or other.assessment.unable:
        return False  # who "could not say" contradicts nobody
    if a and b:
        return not same_speaker(a, b)
    outlets = {f.candidate.line.article.outlet for f in (one, other)}
    plain = min(one.candidate.fit, other.candidate.fit) >= QUITE_PLAIN
    return plain and len(outlets) > 1 and not (is_early(one) or is_early(other))


def compare_alternatives(question: Question, told: Sequence[Finding]) -> Findings:
    """Alternatives that different voices tell of one event conflict; what one voice tells is both.

    Args:
        question: As understood.
        told: What each speaker tells, the answer first.
    """
    first = told[0]
    incident = incident_of(question, first.candidate.line)
    plain = [
        f
        for f in told[1:]
        if f.candidate.fit >= PLAIN
        and f.score >= AS_SURE * first.score
        and tells_of(incident, f.candidate.line)
    ]
    others = [f for f in plain if f.candidate.chosen != first.candidate.chosen]
    if not others:
        return Findings(state="answered", found=(first,))
    again = [f for f in others if _one_voice(first, f)]
    apart = [f for f in others if f not in again]
    # words that only touch on the other ("rebel-held", of "a rebel base") do not say both
    if again and (not apart or any(f.candidate.fit >= QUITE_PLAIN for f in again)):
        both = {f.candidate.chosen: f for f in reversed((first, *others))}
        return Findings(state="answered", found=tuple(reversed(both.values())))
    beside = [f for f in plain if f.candidate.chosen == first.candidate.chosen]
    sides: list[Finding] = []
    for side in (first, *apart, *beside):
        if not any(_says_again(side, known) for known in sides):
            sides.append(side)
    return Findings(state="conflicting", found=tuple(sides[:MOST_SIDES]))


def _says_again(one: Finding, other: Finding) -> bool:
    same = same_speaker(one.assessment.speaker, other.assessment.speaker)
    return same and one.candidate.chosen == other.candidate.chosen


def _one_voice(one: Finding, other: Finding) -> bool:
    """Whether one party tells both in one report, so that they do not exclude each other."""
    a, b = one.candidate.line.article, other.candidate.line.article
    same = same_speaker(one.assessment.speaker, other.assessment.speaker)
    certainties = {one.assessment.certainty, other.assessment.certainty}
    return a.id == b.id and same and "denied" not in certainties
