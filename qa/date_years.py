"""Which year does a day or a month belong to that is told without one?

The nearest on or before the publish date, unless the words around it speak of what is to come.
"""

import re
from datetime import date
from typing import Final

from qa.date_tense import Tense, is_planned, tense
from qa.date_words import Context, Match, make_date

__all__ = ["month_of", "nearest", "year_of", "year_told"]

JUST_PASSED: Final = 45  # days
TWICE: Final = 2  # as near is a day to come that may be planned
FULL_YEAR: Final = re.compile(r"\b(?:in|of|during|year)\s+((?:19|20)\d\d)\b", re.IGNORECASE)


def year_of(match: Match, context: Context) -> int | None:
    """The year that the words of a match give: digits, or last, this or next year."""
    groups = match.groupdict()
    if digits := groups.get("year"):
        digits = digits.strip("'\N{RIGHT SINGLE QUOTATION MARK}")
        return int(digits) if len(digits) == 4 else _century(int(digits), context)  # noqa: PLR2004
    if (which := groups.get("which_year")) and context.today:
        return context.today.year + {"last": -1, "this": 0, "next": 1}[which.lower()]
    return None


def year_told(match: Match, context: Context) -> int | None:
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


def nearest(match: Match, month: int, day: int, context: Context) -> date | None:
    """The day *day* of *month* that the words mean: the last one, or one to come.

    What was to come may be over: a day that has just passed is meant, not the one a year on.
    """
    today = context.today
    if today is None:
        return None
    past, ahead = _last(today, month, day, step=-1), _last(today, month, day, step=1)
    if past is None or ahead is None:
        return past or ahead
    gone, left = (today - past).days, (ahead - today).days
    told = tense(match, context)
    if told == "past":
        planned = past.year < today.year and TWICE * left < gone and is_planned(match, context)
        return ahead if planned else past
    if told == "near":
        return ahead if left < gone else past
    return past if gone <= JUST_PASSED else ahead


def _last(today: date, month: int, day: int, *, step: int) -> date | None:
    """The last such day up to *today*, or with a *step* of 1 the first from then on."""
    for years in range(9):  # the 29th of February is up to eight years away
        found = make_date(today.year + step * years, month, day)
        if found and (found >= today if step > 0 else found <= today):
            return found
    return None


def month_of(match: Match, context: Context, *, month: int) -> tuple[int, int] | None:
    """(year, month) of a month's name with its year or with last, this or next before it."""
    year, today = year_of(match, context), context.today
    if year is not None:
        return year, month
    if today is None:
        return None
    which = (match.groupdict().get("which") or "").lower().split()
    if which[:1] == ["last"]:
        return (today.year if month < today.month else today.year - 1), month
    if which[:1] == ["next"]:
        return (today.year if month > today.month else today.year + 1), month
    told: Tense = "past" if which else tense(match, context)
    gone, left = (today.month - month) % 12, (month - today.month) % 12
    planned = month > today.month and TWICE * left < gone and is_planned(match, context)
    ahead = {"future": gone != 1, "near": left < gone, "past": planned}
    if ahead[told]:
        return (today.year if month >= today.month else today.year + 1), month
    return (today.year if month <= today.month else today.year - 1), month
