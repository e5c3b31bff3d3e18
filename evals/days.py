"""Dates of a text as the components that its words name, checked against a resolved date.

A component check is independent of any resolver: "on Friday" must resolve to a Friday in the week
before the report, "20 last January" to a twentieth of January, whatever the product did.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from evals.words import fold

__all__ = ["Day", "agrees", "find_days", "iso_dates", "same_day"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}
_RELATIVE = {"today": 0, "tonight": 0, "yesterday": -1, "last night": -1, "tomorrow": 1}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_FORMS = re.compile(
    rf"(?P<iso>\b{_YEAR}-\d\d-\d\d\b)"
    rf"|\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?:last |this )?(?P<m1>{_MONTH})\b\.?,?"
    rf"(?:(?<=,) (?P<y5>{_YEAR})\b|(?<!,) (?P<y1>{_YEAR}|[7-9]\d)\b)?"
    rf"|\b(?P<m2>{_MONTH})\b\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)(?:,? (?P<y2>{_YEAR})\b)?"
    rf"|\b(?P<m3>{_MONTH})\b,? (?P<y3>{_YEAR})\b"
    rf"|\b(?P<weekday>{'|'.join(_WEEKDAYS)})\b"
    rf"|\b(?P<relative>{'|'.join(_RELATIVE)})\b"
    rf"|\b(?P<y4>{_YEAR})\b"
)


@dataclass(frozen=True, slots=True)
class Day:
    """The components that words name; None for each that they leave open.

    Attributes:
        offset: Days from the report's own date, for words such as "yesterday".
        start: First character in the text.
        end: After its last character.
    """

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    offset: int | None
    start: int
    end: int


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) == 4 else 1900 + int(text) + (100 if int(text) < 50 else 0)


def _day(match: re.Match[str]) -> Day:
    part = match.groupdict()
    year = month = day = None
    if part["iso"]:
        year, month, day = (int(piece) for piece in part["iso"].split("-"))
    else:
        year = _year(part["y1"] or part["y5"] or part["y2"] or part["y3"] or part["y4"])
        name = part["m1"] or part["m2"] or part["m3"]
        month = _MONTHS[name] if name else None
        number = part["d1"] or part["d2"]
        day = int(number) if number else None
    weekday = _WEEKDAYS.get(part["weekday"] or "")
    return Day(year, month, day, weekday, _RELATIVE.get(part["relative"] or ""), *match.span())


@lru_cache(maxsize=16384)
def find_days(text: str) -> tuple[Day, ...]:
    """Date expressions in order; offsets are in ``fold(text)``.

    >>> [(d.year, d.month, d.day) for d in find_days("July 1, 2016; 3 JAN 90; the 20 last January")]
    [(2016, 7, 1), (1990, 1, 3), (None, 1, 20)]
    >>> [(d.weekday, d.offset) for d in find_days("on Friday and yesterday")]
    [(4, None), (None, -1)]
    """
    found = (_day(match) for match in _FORMS.finditer(fold(text)))
    return tuple(day for day in found if day.day is None or 1 <= day.day <= 31)


def iso_dates(text: str) -> frozenset[str]:
    """Full dates that *text* names, as ISO.

    >>> sorted(iso_dates("On 1 July 2016, not 2016-07-02"))
    ['2016-07-01', '2016-07-02']
    """
    full: set[str] = set()
    for found in find_days(text):
        if found.year and found.month and found.day:
            try:
                full.add(date(found.year, found.month, found.day).isoformat())
            except ValueError:
                continue
    return frozenset(full)


def same_day(named: Day, other: Day) -> bool:
    """Whether *other* names every component that *named* does, with the same value."""
    return all(
        getattr(named, part) is None or getattr(named, part) == getattr(other, part)
        for part in ("year", "month", "day", "weekday", "offset")
    )


def agrees(named: Day, resolved: str, published: str | None) -> bool:
    """Whether the words can mean the day *resolved* in a report published on *published*.

    >>> friday = find_days("on Friday")[0]
    >>> agrees(friday, "2016-07-01", "2016-07-02"), agrees(friday, "2016-07-02", "2016-07-02")
    (True, False)
    """
    day = date.fromisoformat(resolved)
    report = date.fromisoformat(published) if published else None
    if named.offset is not None:
        return report is None or day == report + timedelta(days=named.offset)
    if named.weekday is not None:
        close = report is None or abs((day - report).days) <= 13
        return day.weekday() == named.weekday and close
    stated = ((named.year, day.year), (named.month, day.month), (named.day, day.day))
    return all(component is None or component == actual for component, actual in stated)
