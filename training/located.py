"""Where a report's text names a day or a counted amount."""

import datetime as dt
import re
from collections.abc import Sequence

from training.examples import find_spans
from training.reports import content_words

MONTHS = {
    m: i + 1
    for i, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    )
}
DAY = re.compile(
    r"\b(?P<day>\d{1,2}) (?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"(?: (?P<year>(?:19)?\d\d)\b)?"
    r"|\b(?P<today>today|tonight|this (?:morning|afternoon|evening))\b"
    r"|\b(?P<yesterday>yesterday(?: (?:morning|afternoon|evening|night))?|last night)\b"
    r"|\b(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
DATELINE = re.compile(r"\s*(?:\([^)]*\)\s*)?--")
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def find_days(text: str, day: str, published: str | None) -> list[tuple[int, int]]:
    """Return the spans of *text* that name the ISO *day*, given the day of publication."""
    if published is None:
        return []
    report = dt.date.fromisoformat(published[:10])
    wanted = dt.date.fromisoformat(day)
    flat = text.replace("\n", " ")
    return [
        m.span()
        for m in DAY.finditer(flat)
        if _names(m, wanted, report) and not DATELINE.match(flat, m.end())
    ]


def _names(match: re.Match[str], wanted: dt.date, report: dt.date) -> bool:
    if match["today"]:
        return wanted == report
    if match["yesterday"]:
        return wanted == report - dt.timedelta(days=1)
    if match["weekday"]:
        return 0 <= (report - wanted).days < 7 and (
            WEEKDAYS[wanted.weekday()] == match["weekday"].lower()
        )
    year = int(match["year"] or wanted.year)
    return (int(match["day"]), MONTHS[match["month"].lower()], year % 100) == (
        wanted.day,
        wanted.month,
        wanted.year % 100,
    )


def find_numbers(text: str, answers: Sequence[str], question: str) -> list[tuple[int, int]]:
    """Return the spans of *answers* that count what "how many …" asks for."""
    counted = re.search(
        r"(?:how many|number of) (.+?) (?:were|was|died|killed|wounded|injured)",
        question,
        re.IGNORECASE,
    )
    stems = {w[:5] for w in content_words(counted[1])} if counted else set()
    stems = stems or {"peopl", "perso", "civil", "other"}
    return [
        (a, b)
        for a, b in find_spans(text, answers)
        if any(w[:5] in stems for w in re.findall(r"\w+", text[b : b + 70].lower()))
    ]
