"""Resolves dates that are told from another day: weekdays, "yesterday", "two days earlier".

A weekday is the last such day on or before the publish date, unless the words before it speak of
the future.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from qa.date_words import (
    ONE_DAY,
    Context,
    Found,
    Match,
    add_months,
    in_future,
    month_span,
    number_of,
    weekday_number,
)
from qa.records import Precision

__all__ = ["ago", "near_day", "period", "stretch", "told_day", "weekday", "weekend"]

STRETCHES: Final[dict[str, tuple[int, Precision]]] = {
    "day": (1, "days"),
    "week": (7, "week"),
    "month": (30, "month"),
    "year": (365, "year"),
}


def weekday(match: Match, context: Context) -> Found | None:
    """Saturday, last Tuesday, next Monday, Tuesday of last week, Friday and Saturday."""
    if context.today is None:
        return None
    day = _last_weekday(match["weekday"], match, context)
    second = match.groupdict().get("weekday2")
    if not second:
        return Found(day, day)
    last = day + timedelta(days=(weekday_number(second) - day.weekday()) % 7)
    if last > context.today and not in_future(match, context):
        day, last = day - timedelta(days=7), last - timedelta(days=7)
    return Found(day, last, "days")


def _last_weekday(word: str, match: Match, context: Context) -> date:
    today = context.today or date.min
    which = " ".join((match.groupdict().get("which") or "").lower().split())
    wanted = weekday_number(word)
    week = (match.groupdict().get("week") or "").lower()
    if week:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=wanted + {"last": -7, "this": 0, "next": 7}[week])
    if which in {"next", "coming", "this coming"} or (not which and in_future(match, context)):
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    back = (today.weekday() - wanted) % 7
    return today - timedelta(days=back or (7 if which == "last" else 0))


def near_day(match: Match, context: Context) -> Found | None:
    """Today, yesterday, last night, tomorrow; relative to the publish date alone."""
    if context.today is None:
        return None
    words = " ".join(match[0].lower().split())
    if words == "overnight":
        return Found(context.today - ONE_DAY, context.today, "days")
    offset = 0
    if "before yesterday" in words or "before last" in words:
        offset = -2
    elif "after tomorrow" in words:
        offset = 2
    elif "yesterday" in words or "last" in words:
        offset = -1
    elif "tomorrow" in words:
        offset = 1
    day = context.today + timedelta(days=offset)
    return Found(day, day)


def told_day(match: Match, context: Context) -> Found | None:
    """The previous day, the same day, two days earlier: relative to the day mentioned last."""
    base = context.anchor or context.today
    if base is None:
        return None
    words = " ".join(match[0].lower().split())
    back = re.search(r"previous|before|earlier|prior", words) is not None
    count = number_of(match["count"]) if match.groupdict().get("count") else 1
    if "same" in words:
        count = 0
    unit = (match.groupdict().get("unit") or "day").lower()
    return _moved(base, count, unit, back=back)


def ago(match: Match, context: Context) -> Found | None:
    """Three days ago; a month ago is any day of that month."""
    if context.today is None:
        return None
    return _moved(context.today, number_of(match["count"]), match["unit"].lower(), back=True)


def _moved(base: date, count: int, unit: str, *, back: bool) -> Found:
    sign = -1 if back else 1
    if unit.startswith("hour"):
        count, unit = round(count / 24), "day"
    if unit.startswith("day"):
        day = base + timedelta(days=sign * count)
        return Found(day, day)
    if unit.startswith("week"):
        middle = base + timedelta(weeks=sign * count)
        return Found(middle - 3 * ONE_DAY, middle + 3 * ONE_DAY, "week")
    if unit.startswith("month"):
        first = add_months(base, sign * count)
        return Found(*month_span(first.year, first.month), "month")
    year = base.year + sign * count
    return Found(date(year, 1, 1), date(year, 12, 31), "year")


def stretch(match: Match, context: Context) -> Found | None:
    """The past 24 hours, the last three days, the past week."""
    if context.today is None:
        return None
    counted = match["count"] or match["count2"]
    count = number_of(counted) if counted else 1
    unit = match["unit"].lower().rstrip("s")
    if not counted and match["unit"].lower() != unit:
        return None  # "the past days" does not say how many
    if unit == "hour":
        count, unit = -(-count // 24), "day"
    days, precision = STRETCHES[unit]
    return Found(context.today - timedelta(days=days * count), context.today, precision)


def period(match: Match, context: Context) -> Found | None:
    """Last week, next year, earlier this month."""
    found, today = _whole_period(match, context), context.today
    part = (match["part"] or "").lower()
    if found is None or today is None or not found.start <= today <= found.end:
        return found
    if part == "earlier":
        return replace(found, end=today)
    return replace(found, start=today) if part == "later" else found


def _whole_period(match: Match, context: Context) -> Found | None:
    today = context.today
    if today is None:
        return None
    step = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[match["which"].lower()]
    unit = match["unit"].lower()
    if unit == "week":
        monday = today + timedelta(days=7 * step - today.weekday())
        return Found(monday, monday + 6 * ONE_DAY, "week")
    if unit == "month":
        first = add_months(today, step)
        return Found(*month_span(first.year, first.month), "month")
    return Found(date(today.year + step, 1, 1), date(today.year + step, 12, 31), "year")


def weekend(match: Match, context: Context) -> Found | None:
    """The last Saturday and Sunday that have begun, or the next."""
    if context.today is None:
        return None
    saturday = context.today - timedelta(days=(context.today.weekday() - 5) % 7)
    which = match["which"].lower()
    if which == "next" or (which == "this" and in_future(match, context)):
        saturday += timedelta(days=7)
    return Found(saturday, saturday + ONE_DAY, "days")
