"""Resolves dates that are told from another day: weekdays, "yesterday", "two days earlier".

A weekday is the last such day on or before the publish date, unless the words around it speak of
what is to come.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from qa.date_tense import tense, told_from
from qa.date_words import (
    ONE_DAY,
    Context,
    Found,
    Match,
    add_months,
    month_span,
    number_of,
    weekday_number,
)
from qa.records import Precision

__all__ = ["ago", "near_day", "period", "stretch", "told_day", "weekday", "weekend"]

VAGUE: Final = frozenset({"month", "season", "year"})
BESIDE: Final = re.compile(r"\s*,?\s*\(?")
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
    if last > context.today and tense(match, context) == "past":
        day, last = day - timedelta(days=7), last - timedelta(days=7)
    return Found(day, last, "days")


def _last_weekday(word: str, match: Match, context: Context) -> date:
    today = context.today or date.min
    groups = match.groupdict()
    which = " ".join((groups.get("which") or groups.get("after") or "").lower().split())
    wanted = weekday_number(word)
    week = (groups.get("week") or "").lower()
    if week:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=wanted + {"last": -7, "this": 0, "next": 7}[week])
    beside = context.text[max(context.anchored, 0) : match.start()]
    if context.anchor and context.anchor.weekday() == wanted and BESIDE.fullmatch(beside):
        return context.anchor  # "tomorrow, Friday"
    if which in {"next", "coming", "this coming"}:
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    back = (today.weekday() - wanted) % 7
    told = "past" if which else tense(match, context)
    if told == "future":
        return _to_come(wanted, told_from(match, context), today)
    if told == "near" and 7 - back < back:
        return today + timedelta(days=7 - back)
    return today - timedelta(days=back or (7 if which == "last" else 0))


def _to_come(wanted: int, told: date | None, today: date) -> date:
    """The first such weekday after *told*, the day on which it was said, or from today on."""
    if told is not None and abs(today - told) < timedelta(days=7):
        return told + timedelta(days=(wanted - told.weekday() - 1) % 7 + 1)
    return today + timedelta(days=(wanted - today.weekday()) % 7)


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
    words = " ".join(match[0].lower().split())
    back = re.search(r"previous|before|earlier|prior", words) is not None
    count = number_of(match["count"]) if match.groupdict().get("count") else 1
    if "same" in words:
        count = 0
    unit = (match.groupdict().get("unit") or "day").lower()
    base = _told_base(unit, context)
    if base is None:
        return None
    found = _moved(base, count, unit, back=back)
    # What a report tells as past came no later than the report: it counts from an event of no day.
    beyond = not back and context.today is not None and found.start > context.today
    return None if beyond and tense(match, context) == "past" else found


def _told_base(unit: str, context: Context) -> date | None:
    """The day that so many of a *unit* count from; None where the last mentioned is too vague."""
    last = context.last
    if last is not None and last.precision in VAGUE and unit.startswith(("month", "year")):
        return last.start if unit.startswith("year") else None
    return context.anchor or context.today


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
    begun = context.today.weekday() >= saturday.weekday()
    if which == "next" or (which == "this" and not begun and tense(match, context) == "future"):
        saturday += timedelta(days=7)
    return Found(saturday, saturday + ONE_DAY, "days")
