"""Resolves dates that are named: a day of a month, a month, a season, a year.

One without a year is the nearest on or before the publish date, unless the words before it speak of
the future.
"""

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from qa.date_words import (
    ONE_DAY,
    WEEKDAY_SHORT,
    Context,
    Found,
    Match,
    add_months,
    day_number,
    in_future,
    make_date,
    month_number,
    month_span,
    season_span,
)

if TYPE_CHECKING:
    from qa.records import Precision

__all__ = [
    "bare_day",
    "day_of_month",
    "iso_date",
    "month_first",
    "named_month",
    "numeric_date",
    "season",
    "whole_year",
]

VERB_MAY: Final = re.compile(r"\s+(?:have|be|not|also|well|still|never|yet)\b", re.IGNORECASE)
BEFORE_NAME: Final = re.compile(
    r"\b(?:in|on|since|until|till|by|during|of|the|before|after|between|from|through|throughout)"
    r"\s+$|,\s*$",
    re.IGNORECASE,
)
JUST_PASSED: Final = 45  # days
FULL_YEAR: Final = re.compile(r"\b(?:in|of|during|year)\s+((?:19|20)\d\d)\b", re.IGNORECASE)
WEEKDAY_FIRST: Final = re.compile(WEEKDAY_SHORT, re.IGNORECASE)


def _year(match: Match, context: Context) -> int | None:
    """The year that the words of a match give: digits, or last, this or next year."""
    groups = match.groupdict()
    if digits := groups.get("year"):
        digits = digits.strip("'\N{RIGHT SINGLE QUOTATION MARK}")
        return int(digits) if len(digits) == 4 else _century(int(digits), context)  # noqa: PLR2004
    if (which := groups.get("which_year")) and context.today:
        return context.today.year + {"last": -1, "this": 0, "next": 1}[which.lower()]
    return None


def _year_told(match: Match, context: Context) -> int | None:
    """The only year that the words before it in its sentence name: "in 2022, on 20 January"."""
    before = context.text[: match.start()]
    sentence = before[max(before.rfind(". "), before.rfind("\n\n")) + 1 :]
    years = {*FULL_YEAR.findall(sentence)}
    return int(years.pop()) if len(years) == 1 else None


def _century(year: int, context: Context) -> int:
    if context.today is None:
        return year + (1900 if year > 68 else 2000)  # noqa: PLR2004 - the rule of POSIX
    published = context.today.year
    return min((1900 + year, 2000 + year), key=lambda full: abs(full - published))


def _is_name(match: Match, group: str, context: Context) -> bool:
    """Whether a month's name is one: "may" and "march" are verbs, too."""
    word = match[group]
    if month_number(word) not in {3, 5} or word.lower().startswith("mar."):
        return True
    after = context.text[match.end(group) :]
    if VERB_MAY.match(after):
        return False
    before = context.text[max(0, match.start() - 12) : match.start()]
    return (
        word.istitle()
        or bool(match.groupdict().get("year") or match.groupdict().get("which"))
        or WEEKDAY_FIRST.match(match[0]) is not None
        or not before.strip()
        or BEFORE_NAME.search(before) is not None
    )


def _nearest(month: int, day: int, context: Context, *, future: bool) -> date | None:
    """The day *day* of *month* nearest to the publish date, on its past or future side.

    What was to come may be over: a day that has just passed is meant, not the one a year on.
    """
    if context.today is None:
        return None
    if future:
        past = _nearest(month, day, context, future=False)
        if past and (context.today - past).days <= JUST_PASSED:
            return past
    step = 1 if future else -1
    for years in range(9):  # the 29th of February is up to eight years away
        found = make_date(context.today.year + step * years, month, day)
        if found and (found >= context.today if future else found <= context.today):
            return found
    return None


def _month_of(match: Match, context: Context, *, month: int) -> tuple[int, int] | None:
    """(year, month) of a month's name with its year or with last, this or next before it."""
    year, today = _year(match, context), context.today
    if year is not None:
        return year, month
    if today is None:
        return None
    which = (match.groupdict().get("which") or "").lower().split()
    if which[:1] == ["next"] or (not which and in_future(match, context)):
        return (today.year if month > today.month else today.year + 1), month
    if which[:1] == ["last"]:
        return (today.year if month < today.month else today.year - 1), month
    return (today.year if month <= today.month else today.year - 1), month


def day_of_month(match: Match, context: Context) -> Found | None:
    """3 January, January 3 (1990), 20 last January; ranges with a second day and month."""
    if not _is_name(match, "month", context):
        return None
    groups = match.groupdict()
    month, explicit = month_number(match["month"]), bool(groups.get("year"))
    end_month = month_number(groups["month2"]) if groups.get("month2") else month
    end_day = day_number(groups.get("day2") or match["day"])
    year = _year(match, context)
    if year is None and context.today is None:
        year = _year_told(match, context)
    elif groups.get("which"):
        placed = _month_of(match, context, month=month)
        year = placed[0] if placed else None
    if year is not None:
        end = make_date(year, end_month, end_day)
    else:
        end = _nearest(end_month, end_day, context, future=in_future(match, context))
    if end is None:
        return None
    first_day = day_number(match["day"])
    start = make_date(end.year, month, first_day)
    if start and start > end and end_month < month:  # 30 December to 2 January
        start = make_date(end.year - 1, month, first_day)
    if start is None or start > end:
        return None
    return Found(start, end, "day" if start == end else "days", explicit)


def month_first(match: Match, context: Context) -> Found | None:
    """January 3; but "in January 12 people died" has lost its comma."""
    before = context.text[: match.start()].rstrip()[-3:].lower()
    if before.strip() == "in" and not match.groupdict().get("year"):
        return None
    return day_of_month(match, context)


def numeric_date(match: Match, context: Context) -> Found | None:
    """27/7/2016 or 7/27/2016; where both can be, the one nearest before the publish date."""
    year = _year(match, context)
    a, b = int(match["a"]), int(match["b"])
    days = [day for day in (make_date(year or 0, b, a), make_date(year or 0, a, b)) if day]
    if not days:
        return None
    past = [day for day in days if context.today and day <= context.today]
    day = max(past) if past else days[0]
    return Found(day, day, "day", explicit=True)


def iso_date(match: Match, _: Context) -> Found | None:
    """2016-07-27, 2016/7/27."""
    day = make_date(int(match["year"]), int(match["a"]), int(match["b"]))
    return Found(day, day, "day", explicit=True) if day else None


def named_month(match: Match, context: Context) -> Found | None:
    """July, last January, January 1990, early July."""
    if not _is_name(match, "month", context):
        return None
    placed = _month_of(match, context, month=month_number(match["month"]))
    return _part(*month_span(*placed), match) if placed else None


def _part(start: date, end: date, match: Match) -> Found:
    """The early, middle or late third, where the words say so."""
    precision: Precision = "month" if (end - start).days < 31 else "year"  # noqa: PLR2004
    third = (end - start + ONE_DAY) / 3
    part = (match.groupdict().get("part") or "").lower()
    if not part:
        return Found(start, end, precision)
    precision = "days" if precision == "month" else "season"
    if part.startswith(("early", "begin", "start")):
        return Found(start, start + third, precision)
    if part.startswith("mid"):
        return Found(start + third, end - third, precision)
    return Found(end - third, end, precision)


def whole_year(match: Match, context: Context) -> Found | None:
    """1989, the end of 1989."""
    year = int(match["year"])
    after = context.text[match.end() :]
    # a round number before a plural is a count: "in 2000 houses"
    if year % 100 == 0 and re.match(
        r"\s+(?:\w+s|people|men|women|children)\b", after, re.IGNORECASE
    ):
        return None
    return _part(date(year, 1, 1), date(year, 12, 31), match)


def season(match: Match, context: Context) -> Found | None:
    """Summer 2015, last winter."""
    year, today = _year(match, context), context.today
    word = match["season"]
    which = (match.groupdict().get("which") or "").lower()
    if year is None:
        if today is None:
            return None
        year = today.year + (1 if which == "next" else 0)
        begun = season_span(word, year)
        if which != "next" and (begun[0] > today or (which == "last" and begun[1] >= today)):
            year -= 1
    return Found(*season_span(word, year), "season")


def bare_day(match: Match, context: Context) -> Found | None:
    """On the 11th (of this or last month)."""
    today = context.today
    if today is None:
        return None
    number = day_number(match["day"])
    which = (match.groupdict().get("which") or "").lower()
    first = today.replace(day=1)
    if not which and in_future(match, context):
        first = add_months(first, 1) if number < today.day else first
    elif which == "last" or (not which and number > today.day):
        first = add_months(first, -1)
    day = make_date(first.year, first.month, number)
    return Found(day, day) if day else None
