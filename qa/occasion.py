"""Is it the occasion that the question asks about? Days near a candidate against those it names.

One town is hit more than once, and a report of one attack tells of the last: what counts is the day
that the candidate's own sentence or its neighbours name, then the day of the report.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from qa.candidates import Candidate
from qa.dates import DateMention
from qa.evidence import Evidence
from qa.question import Question
from qa.report_dates import FIRST_REPORTS, Days, dates_of, overlap

__all__ = ["occasions", "timely"]

RECALLED = 45  # days for which reports speak of an event without naming its day
LEAD = 600  # characters in which a report dates what it is about


def occasions(
    question: Question, evidence: Evidence, candidates: Sequence[Candidate]
) -> list[dict[str, float]]:
    """Features of each candidate, by name, from 0 to 1."""
    wanted = [(mention.value.start, mention.value.end) for mention in question.dates]
    days = sorted({_published(c) for c in candidates if _is_about(c)})
    return [_by_day(wanted, evidence, c) | _by_order(question, days, c) for c in candidates]


def timely(question: Question, evidence: Evidence, candidate: Candidate) -> bool:
    """Whether the candidate can belong to a day, month or year that the question names.

    Its report came out then or in the weeks after, or the day stands near it or is the last
    that the report named before: one that recalls the attack asked about also tells of its own.
    Where only years are asked for, a sentence has to name another one itself.
    """
    days = [mention.value for mention in question.dates]
    exact = [day for day in days if day.precision != "year"]
    wanted = [(day.start, day.end) for day in exact or days]
    line = candidate.line
    if not wanted or not line.article.published:
        return True
    published = date.fromisoformat(line.article.published)
    first = (published - timedelta(days=RECALLED)).isoformat()
    # A dateline may be a day behind the place that the report tells of.
    last = (published + timedelta(days=1)).isoformat()
    around = evidence.window(line)
    named = dates_of(line.article)
    near = [m for m in named if around[0].start <= m.start < around[-1].end]
    before = [m for m in named if m.start < line.start][-1:]
    if not exact and not any(line.start <= m.start < line.end for m in near):
        return True
    return overlap(wanted, [(first, last)]) or bool(_fits(wanted, [*near, *before]))


def _by_day(wanted: Days, evidence: Evidence, candidate: Candidate) -> dict[str, float]:
    line = candidate.line
    around = evidence.window(line)
    named = dates_of(line.article) if wanted else ()
    own = [m for m in named if line.start <= m.start < line.end]
    near = [m for m in named if around[0].start <= m.start < around[-1].end]
    lead = [m for m in named if m.start < LEAD]
    return {
        "dateless": float(not wanted),
        "day_sentence": _fits(wanted, own),
        "other_day_sentence": float(bool(own)) - _fits(wanted, own),
        "day_window": _fits(wanted, near),
        "other_day_window": float(bool(near)) - _fits(wanted, near),
        "day_lead": _fits(wanted, lead),
        "came_out_after": _came_out_after(wanted, line.article.published),
    }


def _fits(wanted: Days, named: Sequence[DateMention]) -> float:
    given = [(mention.value.start, mention.value.end) for mention in named]
    return float(overlap(wanted, given))


def _came_out_after(wanted: Days, published: str | None) -> float:
    """Whether the report appeared on a day asked for or within the days of first reports."""
    if not wanted:
        return 0.0
    if not published:
        return 0.5
    earliest = date.fromisoformat(published) - timedelta(days=FIRST_REPORTS)
    return float(overlap(wanted, [(earliest.isoformat(), published)]))


def _is_about(candidate: Candidate) -> bool:
    """Whether its report holds names and days of the question."""
    return candidate.line.named_far >= 0.5 and candidate.line.dated  # noqa: PLR2004 - half


def _published(candidate: Candidate) -> str:
    return candidate.line.article.published or ""


def _by_order(question: Question, days: Sequence[str], candidate: Candidate) -> dict[str, float]:
    """How late its report is among those about the question, and how well that is asked for."""
    published = _published(candidate)
    if len(days) <= 1 or published not in days:
        return {"recent": 0.5, "in_order": 0.0}
    late = days.index(published) / (len(days) - 1)
    ordered = {"latest": late, "first": 1 - late}.get(question.order or "", 0.0)
    return {"recent": late, "in_order": ordered}
