"""Updates: which count replaces another, and whether the newest is asked for.

A count replaces an earlier one when the same outlet or speaker gives it later, when its words carry
the earlier count on ("has risen to 23", "a tenth soldier has died"), or when it corrects it. The
words are data: ``data/updates.toml``.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Literal

from qa.assessing import same_speaker
from qa.candidate import Candidate
from qa.cutoffs import cutoffs
from qa.findings import Finding
from qa.language import parse
from qa.lexicons import any_phrase, load_lexicon
from qa.question import Question
from qa.totals import find_totals

__all__ = [
    "Order",
    "as_of",
    "asks_hour",
    "is_early",
    "is_recalled",
    "order_of",
    "running_total",
    "supersedes",
]

Order = Literal["latest", "first"]
_TOLLS = frozenset({"killed", "wounded", "executed", "casualties"})  # that only grow
SAME_DAY = timedelta(days=1)


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    phrases = load_lexicon("updates")[table][name]
    return re.compile(rf"\b(?:{any_phrase(phrases)})\b", re.IGNORECASE)


def order_of(question: Question) -> Order | None:
    """Whether the newest or the first count is asked for, and not those of several voices."""
    if _pattern("asked", "sides").search(question.text):
        return None
    if question.order is None and _pattern("asked", "latest").search(question.text):
        return "latest"
    return question.order


def running_total(
    question: Question, ranked: Sequence[tuple[float, Candidate]], *, threshold: float
) -> list[tuple[float, Candidate]]:
    """The total carried forward, where the newest or the whole is asked for; empty without one.

    That a report carries its count forward ("has risen to seven") is evidence too, so less is asked
    of the rest.
    """
    whole = _pattern("asked", "total").search(question.text) is not None
    if question.type != "figure" or not (whole or order_of(question) == "latest"):
        return []
    for probability, one in ranked:
        if probability < threshold / 2:
            break
        fits = one.fit == 1.0 and one.line.named == 1.0 and one.line.dated
        if one.figure is not None and fits and _is_total(one):
            return [(threshold, one)]
    return []


def _is_total(candidate: Candidate) -> bool:
    start = candidate.start - candidate.line.start
    return any(total.start == start for total in find_totals(parse(candidate.line.text)))


def as_of(question: Question) -> date | None:
    """The day whose count is asked for ("as of 18 August 2017"), None where there is none."""
    return next((date.fromisoformat(m.value.end) for m in cutoffs(question)), None)


def asks_hour(question: Question, text: str) -> bool:
    """Whether the count of the hour is asked for that *text* gives ("by nightfall")."""
    asked = _pattern("told", "provisional").findall(question.text.casefold())
    return any(hour in text.casefold() for hour in asked)


def supersedes(later: Finding, earlier: Finding) -> bool:
    """Whether *later* replaces *earlier*; never both ways round."""
    if later is earlier or _corrects(earlier) or is_recalled(later):
        return False
    newer = bool(earlier.published) and later.published > earlier.published
    if is_recalled(earlier) and _article(later) == _article(earlier):
        return True
    in_turn = newer or (later.published == earlier.published and _same_report(later, earlier))
    if in_turn and _corrects(later):
        return _gives_alone(later, earlier)
    if newer and _is_same_origin(later, earlier) and not _has_fallen(later, earlier):
        return True
    if not newer and _other_speakers(later, earlier) and not _goes_on(later):
        return False  # "the monitor puts it at 41" beside what the police say is no update
    grown = in_turn and _least(later) >= _least(earlier)
    return grown and (_is_carried(later) or _is_provisional(earlier))


def _has_fallen(later: Finding, earlier: Finding) -> bool:
    """Whether a toll is lower than before, which nothing but a correction makes it."""
    figures = [f.candidate.figure for f in (later, earlier)]
    measures = {figure.measure for figure in figures if figure is not None}
    return bool(measures & _TOLLS) and _least(later) < _least(earlier)


def _other_speakers(one: Finding, other: Finding) -> bool:
    a, b = one.assessment.speaker, other.assessment.speaker
    return bool(a and b) and not same_speaker(a or "", b or "")


def _same_report(one: Finding, other: Finding) -> bool:
    """Whether both stand in one article, and *one* after *other*."""
    a, b = one.candidate, other.candidate
    return a.line.article.id == b.line.article.id and a.start > b.start


def _is_same_origin(later: Finding, earlier: Finding) -> bool:
    """Whether one speaker gives both, or one outlet in its own voice.

    A count that an outlet gives in its own voice also takes the place of a lower one that it had
    from somebody, but not of a higher one: that is still what he says.
    """
    a, b = later.assessment.speaker, earlier.assessment.speaker
    if a and b:
        return same_speaker(a, b)
    if not _outlets(later) & _outlets(earlier):
        return False
    return (a is None and b is None) or (a is None and _least(later) >= _least(earlier))


def _gives_alone(later: Finding, earlier: Finding) -> bool:
    """Whether no outlet but that of *later* gives *earlier*: none corrects what another says."""
    return {source.line.article.outlet for source in earlier.sources} == {
        later.candidate.line.article.outlet
    }


def _article(finding: Finding) -> str:
    return finding.candidate.line.article.id


def _outlets(finding: Finding) -> set[str]:
    """Whose report it is that gives the figure first; others that repeat it do not speak here."""
    outlet = finding.candidate.line.article.outlet
    return {outlet} if outlet else set()


def _is_carried(finding: Finding) -> bool:
    """Whether the sentence says that the count goes on from an earlier one."""
    return _is_total(finding.candidate) or _goes_on(finding)


def _goes_on(finding: Finding) -> bool:
    """Whether words before the count say that it has changed: "has risen to"."""
    candidate = finding.candidate
    start = candidate.start - candidate.line.start
    return _pattern("told", "carried").search(candidate.line.text[:start]) is not None


def _is_provisional(finding: Finding) -> bool:
    """Whether the sentence gives the count of one hour only."""
    return _pattern("told", "provisional").search(finding.candidate.line.text) is not None


def is_recalled(finding: Finding) -> bool:
    """Whether it is only what was said before: "earlier reports had put the toll at 11"."""
    speaker = finding.assessment.speaker or ""
    return _pattern("told", "recalled").search(speaker) is not None


def is_early(finding: Finding) -> bool:
    """Whether the sentence says no more than how things stood at the hour of its report."""
    return _pattern("told", "not_yet").search(finding.candidate.line.text) is not None


def _corrects(finding: Finding) -> bool:
    """Whether the sentence, or the title of its report, says that an earlier figure was wrong."""
    line = finding.candidate.line
    return _pattern("told", "correction").search(line.text) is not None


def _least(finding: Finding) -> float:
    figure = finding.candidate.figure
    if figure is None:
        return 0.0
    return next((n for n in (figure.low, figure.high) if n is not None), 0.0)
