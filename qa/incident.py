"""Whether a sentence tells of the same event as an answer: by its time, its places and its words.

Reports of one event share names and days; the same town may see another attack weeks later, and a
report may recall an earlier one ("the worst since a barrage hit its market in March").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qa.counted import index_at
from qa.cutoffs import cutoffs
from qa.dates import DateMention
from qa.event_days import event_days, is_masthead, is_said
from qa.evidence import Line
from qa.language import Sentence, parse
from qa.question import Question
from qa.report_dates import FIRST_REPORTS, dates_of, overlap
from qa.standing import certainty_lexicon
from qa.totals import find_totals

__all__ = ["Incident", "incident_of", "tells_of"]

SHARED = 0.4  # how much of the question another report must share, beside the answer's
NAMED = 0.5  # share of the question's names that another report must hold
ONE_EVENT = 45  # days within which reports of one event mostly appear
SLACK = 2  # days by which reports of one event may differ
OVERNIGHT = timedelta(days=1)  # by which reports of one night's event may differ
WHOLE = 0.8  # the same, for a whole report whose sentence shares less
SOME_NAME = 0.3  # of the names, for reports of the same days
LITTLE = 0.15  # of the answer's share of the question, for them
LEAD = 600  # characters in which a report dates what it is about
REACH = 6  # steps up a sentence's tree from a date to its verb
# The toll of a war so far ends many reports.
_WHOLE_WAR = re.compile(
    r"\b(?:war|conflict|uprising|revolution|insurgency|revolt)\b\W+(?:\w+\W+){0,6}?(?:has|have|had)\b"
    r"|\bsince (?:the )?(?:\w+ )?(?:war|conflict|start|beginning|outbreak|uprising|revolt)\b"
    r"|\bsince (?:\w+ )?(?:19|20)\d\d\b|\bsince (?:\d+ )?(?:jan|febr?)uary\b"
    r"|\bsince (?:\d+ )?(?:march|april|may|june|july|august|(?:septem|octo|novem|decem)ber)\b"
    r"|\b(?:in|over|during|for) the (?:past|last) (?:\w+ )?(?:week|month|year)s?\b"
    r"|\bthis year\b|\b(?:during|throughout) (?:the year )?(?:19|20)\d\d\b"
    r"|\b\w+-year(?:-(?:old|long))? (?:\w+ )?(?:war|conflict|uprising)\b"
    r"|\b(?:throughout|during|over|in) the (?:\w+ )?(?:civil )?(?:war|conflict|uprising)\b",
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
        exact: Whether they name one day, and not only that of the report itself.
    """

    question: Question
    line: Line
    start: date | None
    end: date | None
    told: bool = False
    exact: bool = False


def incident_of(question: Question, line: Line) -> Incident:
    """The event that *line* answers *question* about."""
    ends = cutoffs(question)
    told = [m for m in question.dates if m.value.precision in _EXACT and m not in ends]
    exact = bool(told)
    if not told:
        named = event_days(line)
        told = [m for m in named or _day_of_report(question, line) if m.value.precision in _EXACT]
        exact = bool(told) and not is_masthead(line, told[0])
    published = line.article.published
    if told:
        start, end = (date.fromisoformat(d) for d in (told[0].value.start, told[0].value.end))
        exact = exact and start == end
        return Incident(question=question, line=line, start=start, end=end, told=True, exact=exact)
    if published:
        end = date.fromisoformat(published)
        start = end - timedelta(days=FIRST_REPORTS)
        return Incident(question=question, line=line, start=start, end=end)
    return Incident(question=question, line=line, start=None, end=None)


def _day_of_report(question: Question, line: Line) -> list[DateMention]:
    """The one day that the top of the answer's report names, if it fits those asked about."""
    top = [m for m in dates_of(line.article) if m.start < LEAD and m.value.precision == "day"]
    days = [m for m in top if not (is_masthead(line, m) or is_said(line, m))]
    asked = [(m.value.start, m.value.end) for m in question.dates]
    given = {(m.value.start, m.value.end) for m in days}
    fits = len(given) == 1 and (not asked or overlap(asked, list(given)))
    return days[:1] if fits else []


def tells_of(incident: Incident, line: Line) -> bool:
    """Whether *line* can tell of *incident*."""
    first, days = incident.line, event_days(line)
    when = _when(incident, days)
    if when is False or line.dated < first.dated or _is_another_day(incident, line, days):
        return False
    if _WHOLE_WAR.search(line.text) and not _WHOLE_WAR.search(first.text):
        return False
    if line.article.id == first.article.id:
        return True
    if not days and _is_of_other_days(incident, line):
        return False
    return bool(when or _in_time(incident, line)) and _is_alike(incident, line, when=bool(when))


def _is_alike(incident: Incident, line: Line, *, when: bool) -> bool:
    """Whether another report's sentence tells of what is asked: more is asked without its day."""
    first = incident.line
    if incident.question.names and (when or _is_news(incident, line)):
        # Reports of the day call things by other names, but not the place.
        return line.named_far >= SOME_NAME and line.near >= LITTLE * first.near
    if not when and _is_before(incident, line):
        return line.near >= WHOLE * first.near and line.named >= first.named
    shares = line.near >= SHARED * first.near or line.far >= WHOLE * first.far
    # A report of weeks later that names less of what the question names tells of another place.
    late = not when and line.article.published and not incident.question.speaker
    return shares and line.named_far >= (max(NAMED, first.named_far) if late else NAMED)


def _is_another_day(incident: Incident, line: Line, days: Sequence[DateMention]) -> bool:
    """Whether the sentence tells what happened on another day, as far as its day goes.

    "12 were killed on Friday" is no report of Monday's attack, unless its count goes on from an
    earlier one ("two more died on Friday, bringing the toll to 12").
    """
    named = [m for m in days if m.value.precision == "day" and not is_masthead(line, m)]
    if incident.end is None or not named:
        return False
    spans = [date.fromisoformat(m.value.start) for m in named]
    if incident.exact and incident.start is not None:
        same = any(abs(day - incident.start) <= OVERNIGHT for day in spans)
    else:
        same = any(day <= incident.end + timedelta(days=SLACK) for day in spans)
    if same:
        return incident.exact and _tells_apart(incident, line, spans)
    sentence = parse(line.text)
    # "it killed ten; the tenth died on Friday": the day is not that of the count
    apart = [";" in line.text[: m.start - line.start] for m in named]
    said = [_is_of_speech(sentence, m.start - line.start) for m in named]
    return not any(apart) and not all(said) and not find_totals(sentence)


def _is_of_other_days(incident: Incident, line: Line) -> bool:
    """Whether its report names days, and none by the event's, which one day is known to be."""
    if not incident.exact or incident.start is None:
        return False
    told = (m for m in dates_of(line.article) if not is_said(line, m))
    named = (m for m in told if not is_masthead(line, m))
    days = [date.fromisoformat(m.value.start) for m in named if m.value.precision == "day"]
    return bool(days) and all(abs(day - incident.start) > OVERNIGHT for day in days)


def _tells_apart(incident: Incident, line: Line, days: Sequence[date]) -> bool:
    """Whether its report names the event's day elsewhere, and the sentence only other days."""
    if incident.start in days or incident.start is None:
        return False
    day = incident.start.isoformat()
    named = (m for m in dates_of(line.article) if not is_masthead(line, m))
    return any(m.value.start == m.value.end == day for m in named)


def _is_of_speech(sentence: Sentence, start: int) -> bool:
    """Whether the words at *start* tell when something was said: "On Monday the army said"."""
    tokens, i = sentence.tokens, index_at(sentence, start)
    for _ in range(REACH):
        if i >= len(tokens) or tokens[i].head == i:
            break
        i = tokens[i].head
        if tokens[i].pos == "VERB":
            break
    return i < len(tokens) and tokens[i].lemma in certainty_lexicon()["verbs"]["say"]


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
    since = incident.end if incident.told else _earliest(incident)
    return None if any(s > since for s, _ in spans) else False


def _earliest(incident: Incident) -> date:
    """The first day on which an event can have happened whose day nothing names."""
    assert incident.start is not None
    asked = [date.fromisoformat(m.value.start) for m in incident.question.dates]
    return max(incident.start - timedelta(days=ONE_EVENT), *asked, date.min)


def _in_time(incident: Incident, line: Line) -> bool:
    """Whether its report came out while the event was news; later ones must name its day."""
    published = line.article.published
    if not published or incident.start is None:
        return True
    days = (date.fromisoformat(published) - incident.start).days
    # a report does not come before what it tells, as far as clocks agree
    told = -1 if incident.exact else -SLACK
    earliest = told if incident.told else -ONE_EVENT
    return earliest <= days <= ONE_EVENT
