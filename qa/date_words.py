"""The closed vocabulary of English dates: pieces of regular expressions, arithmetic of days.

Also what the rules of ``date_named`` and ``date_relative`` take and give.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from qa.records import Precision

__all__ = [
    "DAY", "MONTH", "NUMBER", "ONE_DAY", "SEASON", "WEEKDAY", "WEEKDAY_SHORT", "Context", "Found",
    "Match", "Resolver", "add_months", "day_number", "make_date", "month_number",
    "month_span", "number_of", "season_span", "weekday_number",
]  # fmt: skip

MONTH: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)(?!\w)"
)
WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
WEEKDAY_SHORT: Final = rf"(?:{WEEKDAY}|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?)(?!\w)"
SEASON: Final = r"(?:spring|summer|autumn|fall|winter)"
ONE_DAY: Final = timedelta(days=1)
ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "  # noqa: SIM905 - reads as a line
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
        "twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
        "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first".split(),
        start=1,
    )
}
_CARDINALS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "  # noqa: SIM905 - reads as a line
        "fifteen sixteen seventeen eighteen nineteen twenty".split(),
        start=1,
    )
} | {"a": 1, "an": 1, "a couple of": 2, "twenty-four": 24, "forty-eight": 48, "thirty": 30}
_MONTHS: Final = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_WEEKDAYS: Final = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _one_of(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True)).replace(" ", r"\s+")


DAY: Final = rf"(?:(?<![\d.,])\d{{1,2}}(?:st|nd|rd|th|d)?(?![\d:])|{_one_of(ORDINALS)})\b"
NUMBER: Final = rf"(?:\d{{1,3}}|{_one_of(_CARDINALS)})"


def month_number(word: str) -> int:
    """1 to 12 of a name or abbreviation."""
    return _MONTHS.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 of a name or abbreviation."""
    return _WEEKDAYS.index(word[:3].lower())


def day_number(word: str) -> int:
    """The day of the month in "3", "3rd" or "third"."""
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else ORDINALS[word.lower()]


def number_of(word: str) -> int:
    """The count in "3", "three" or "a"."""
    return int(word) if word.isdigit() else _CARDINALS[" ".join(word.lower().split())]


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The first of the month *months* after that of *day*."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def season_span(word: str, year: int) -> tuple[date, date]:
    """First and last day of the northern season that begins in *year*."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[word.lower()]
    begin = date(year, first, 1)
    return begin, add_months(begin, 3) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """The first and last day an expression can mean; *explicit* as in ``DateMention``."""

    start: date
    end: date
    precision: Precision = "day"
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What a match is resolved with.

    Attributes:
        text: The whole text, for the words around the match.
        today: The publish date, if known.
        anchor: The day mentioned last before, which "two days earlier" counts from.
        anchored: Where in the text the words for that day end; -1 where there is none.
        last: What was mentioned last before, be it a day, a month or a year.
    """

    text: str
    today: date | None
    anchor: date | None
    anchored: int = -1
    last: Found | None = None


Match = re.Match[str]
Resolver = Callable[[Match, Context], Found | None]
