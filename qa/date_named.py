"""Resolves dates that are named: a day of a month, a month, a season, a year.

One without a year is the nearest on or before the publish date, unless the words around it speak of
what is to come.
"""

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from qa.date_tense import Tense, tense
from qa.date_words import (
    ONE_DAY,
    WEEKDAY_SHORT,
    Context,
    Found,
    Match,
    add_months,
    day_number,
    make_date,
    month_number,
    month_span,
    season_span,
)
from qa.date_years import month_of, nearest, year_of, year_told

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

VERB_MAY: Final = re.compile(
    r"\s+(?:have|be|not|also|well|still|never|yet|god|allah)\b",
    re.IGNORECASE,
)
BEFORE_NAME: Final = re.compile(
    r"\b(?:in|on|since|until|till|by|during|of|the|before|after|between|from|through|throughout)"
    r"\s+$|,\s*$",
    re.IGNORECASE,
)
SHORT: Final = 4  # letters of an abbreviation
FULL: Final = frozenset({"may", "june", "july"})  # short, and yet no abbreviations
DAYS: Final = 30  # of a month
WEEKDAY_FIRST: Final = re.compile(WEEKDAY_SHORT, re.IGNORECASE)


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


def _is_surname(match: Match, context: Context) -> bool:
    """Whether a month cut short may be a name: "Commander Anwar Jan"."""
    word = match["month"]
    if len(word) > SHORT or word.lower() in FULL or word != match[0]:
        return False
    before = context.text[max(0, match.start() - 12) : match.start()]
    return bool(before.strip()) and not BEFORE_NAME.search(before)


def day_of_month(match: Match, context: Context) -> Found | None:
    """3 January, January 3 (1990), 20 last January; ranges with a second day and month."""
    if not _is_name(match, "month", context):
        return None
    groups = match.groupdict()
    month, explicit = month_number(match["month"]), bool(groups.get("year"))
    end_month = month_number(groups["month2"]) if groups.get("month2") else month
    end_day = day_number(groups.get("day2") or match["day"])
    year = year_of(match, context)
    if year is None and context.today is None:
        year = year_told(match, context)
    elif groups.get("which"):
        placed = month_of(match, context, month=month)
        year = placed[0] if placed else None
    if year is not None:
        end = make_date(year, end_month, end_day)
    else:
        end = nearest(match, end_month, end_day, context)
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
    year = year_of(match, context)
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
    if not _is_name(match, "month", context) or _is_surname(match, context):
        return None
    placed = month_of(match, context, month=month_number(match["month"]))
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
    year, today = year_of(match, context), context.today
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
    told: Tense = "past" if which else tense(match, context)
    first = today.replace(day=1)
    if told == "near":
        told = "future" if (number - today.day) % DAYS < (today.day - number) % DAYS else "past"
    if told == "future":
        first = add_months(first, 1) if number < today.day else first
    elif which == "last" or (not which and number > today.day):
        first = add_months(first, -1)
    day = make_date(first.year, first.month, number)
    return Found(day, day) if day else None
