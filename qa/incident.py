"""Whether a sentence tells of the same event as an answer: by its time, its places and its words.

Reports of one event share names and days; the same town may see another attack weeks later, and a
report may recall an earlier one ("the worst since a barrage hit its market in March").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qa.dates import DateMention
from qa.evidence import Line, dates_of
from qa.question import Question

__all__ = ["Incident", "incident_of", "tells_of"]

SHARED = 0.4  # how much of the question another report must share, beside the answer's
NAMED = 0.5  # share of the question's names that another report must hold
ONE_EVENT = 45  # days within which reports of one event mostly appear
FIRST_REPORTS = 4  # days in which its first reports appear
SLACK = 2  # days by which reports of one event may differ
WHOLE = 0.8  # the same, for a whole report whose sentence shares less
SOME_NAME = 0.3  # of the names, for reports of the same days
LITTLE = 0.15  # of the answer's share of the question, for them
_SAID = re.compile(
    r"\b(?:said|says|told|reported|announced|stated|added|confirmed|claimed|wrote)\b"
    r"(?:\W+\w+){0,3}\W+(?:on|late|early)?\W*$",
    re.IGNORECASE,
)
# The toll of a war so far ends many reports.
_WHOLE_WAR = re.compile(
    r"\b(?:war|conflict|uprising|revolution|insurgency|revolt)\b\W+(?:\w+\W+){0,6}?(?:has|have|had)\b"
    r"|\bsince (?:the )?(?:\w+ )?(?:war|conflict|start|beginning|outbreak|uprising|revolt)\b"
    r"|\bsince (?:\w+ )?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_EXACT = frozenset({"day", "days", "week"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The event of an answer.

    Attributes:
        question: What is asked.
        line: The sentence that answers.
        start: First day on which it can have happened, None where nothing tells.
        end: Last such day.
        told: Whether question or sentence name the day; else it is guessed from the report's own.
    """

    question: Question
    line: Line
    start: date | None
    end: date | None
    told: bool = False


def incident_of(question: Question, line: Line) -> Incident:
    """The event that *line* answers *question* about."""
    told = [m for m in question.dates if m.value.precision in _EXACT]
    told = told or [m for m in _dates_in(line) if m.value.precision in _EXACT]
    published = line.article.published
    if told:
        start, end = (date.fromisoformat(d) for d in (told[0].value.start, told[0].value.end))
        return Incident(question=question, line=line, start=start, end=end, told=True)
    if published:
        end = date.fromisoformat(published)
        return Incident(
            question=question, line=line, start=end - timedelta(days=FIRST_REPORTS), end=end
        )
    return Incident(question=question, line=line, start=None, end=None)


def tells_of(incident: Incident, line: Line) -> bool:
    """Whether *line* can tell of *incident*."""
    first = incident.line
    when = _when(incident, _dates_in(line))
    if when is False or line.dated < first.dated:
        return False
    if _WHOLE_WAR.search(line.text) and not _WHOLE_WAR.search(first.text):
        return False
    if line.article.id == first.article.id:
        return True
    return bool(when or _in_time(incident, line)) and _is_alike(incident, line, when=bool(when))


def _is_alike(incident: Incident, line: Line, *, when: bool) -> bool:
    """Whether another report's sentence tells of what is asked: more is asked the less days tell.

    Args:
        incident: The event.
        line: A sentence of another report.
        when: Whether it names a day of the event.
    """
    first = incident.line
    if incident.question.names and (when or _is_news(incident, line)):
        # Reports of the day call things by other names, but not the place.
        return line.named_far >= SOME_NAME and line.near >= LITTLE * first.near
    if not when and _is_before(incident, line):
        return line.near >= WHOLE * first.near and line.named >= first.named
    shares = line.near >= SHARED * first.near or line.far >= WHOLE * first.far
    return shares and line.named_far >= NAMED


def _dates_in(line: Line) -> list[DateMention]:
    """The days that the sentence names; "he said on Sunday" is not when it happened."""
    text = line.article.text
    return [
        m
        for m in dates_of(line.article)
        if line.start <= m.start < line.end and not _SAID.search(text[line.start : m.start])
    ]


def _is_news(incident: Incident, line: Line) -> bool:
    """Whether its report came out within days of the event."""
    if not line.article.published or incident.end is None or _is_before(incident, line):
        return False
    published = date.fromisoformat(line.article.published)
    return published <= incident.end + timedelta(days=FIRST_REPORTS)


def _is_before(incident: Incident, line: Line) -> bool:
    """Whether its report came out before the event can have happened, as far as that is known."""
    published = line.article.published
    if not published or incident.start is None:
        return False
    return date.fromisoformat(published) < incident.start - timedelta(days=SLACK)


def _when(incident: Incident, dates: Sequence[DateMention]) -> bool | None:
    """True where the days named fit the event, False where all lie before it, None without any."""
    if incident.start is None or incident.end is None or not dates:
        return None
    spans = [(date.fromisoformat(m.value.start), date.fromisoformat(m.value.end)) for m in dates]
    slack = timedelta(days=SLACK)
    if any(s <= incident.end + slack and e >= incident.start - slack for s, e in spans):
        return True
    # A report that names no day may tell of any day for which its event was news.
    since = incident.end if incident.told else incident.start - timedelta(days=ONE_EVENT)
    return None if any(s > since for s, _ in spans) else False


def _in_time(incident: Incident, line: Line) -> bool:
    """Whether its report came out while the event was news; later ones must name its day."""
    published = line.article.published
    if not published or incident.start is None:
        return True
    days = (date.fromisoformat(published) - incident.start).days
    earliest = -SLACK if incident.told else -ONE_EVENT
    return earliest <= days <= ONE_EVENT
