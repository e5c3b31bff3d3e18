"""Finds date expressions in a report and resolves them against its publish date.

The grammar of English dates is closed and small, so it is written out (``date_grammar``); a general
parser reads "may", "sun" and "3 second" as dates and does not know which January "last January" is.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from qa.date_grammar import found_by_rules
from qa.date_words import Context, Found
from qa.records import DateValue, Precision

__all__ = ["DateMention", "find_dates", "open_dates", "parse_day"]

STAND_IN: Final = "2000-06-15"  # any day: which expressions it resolves hangs on no particular one


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: ``text[start:end] == value.text``.

    Attributes:
        explicit: Whether the words alone name a full calendar date: day, month and year.
    """

    value: DateValue
    start: int
    end: int
    explicit: bool


def find_dates(text: str, *, published: str | None) -> list[DateMention]:
    """Every date expression of *text* that can be resolved, in order.

    Args:
        text: A sentence or a whole report; capitals and line breaks do not matter.
        published: ISO date that "today" means; without it only dates with a year are found.
    """
    today = _iso(published)
    found_by_place = sorted(
        found_by_rules(text), key=lambda found: (found[0].start(), -found[0].end())
    )
    mentions: list[DateMention] = []
    anchor: date | None = None
    anchored, position = -1, 0
    last: Found | None = None
    for match, resolve in found_by_place:
        if match.start() < position:
            continue
        try:
            found = resolve(match, Context(text, today, anchor, anchored, last))
        except (ValueError, OverflowError):
            continue  # beyond the years 1 to 9999
        if found is None:
            continue
        value = DateValue(
            start=found.start.isoformat(),
            end=found.end.isoformat(),
            precision=found.precision,
            text=match[0],
        )
        mentions.append(DateMention(value, *match.span(), found.explicit))
        if found.precision == "day":
            anchor, anchored = found.start, match.end()
        last, position = found, match.end()
    return mentions


def open_dates(text: str) -> list[tuple[int, int, Precision]]:
    """(start, end, precision) of the expressions that only a publish date would resolve, in order.

    "On Saturday" in a report without a date of its own: the words tell when, but not which day.
    """
    known = [(m.start, m.end) for m in find_dates(text, published=None)]
    return [
        (m.start, m.end, m.value.precision)
        for m in find_dates(text, published=STAND_IN)
        if not any(start < m.end and m.start < end for start, end in known)
    ]


def parse_day(text: str) -> str | None:
    """The ISO date that a user typed, or None where it is no full date.

    Day goes before month in "3/7/2016"; month names of other languages are understood.
    """
    typed = text.strip()
    found = find_dates(typed, published=None)
    if found and found[0].explicit and found[0].value.text == typed:
        return found[0].value.start if found[0].value.precision == "day" else None
    if not any(character.isalpha() for character in typed):
        return None
    import dateparser

    parsed = dateparser.parse(
        typed,
        settings={
            "DATE_ORDER": "DMY",
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
        },
    )
    return parsed.date().isoformat() if parsed else None


def _iso(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
