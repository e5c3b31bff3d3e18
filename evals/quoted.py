"""What a quote holds: an answer as whole tokens, or words that can mean a day."""

from datetime import date, timedelta

from evals.counts import find_numbers, same_bounds
from evals.days import agrees, find_days
from evals.words import contains, fold, tokens

__all__ = ["is_iso", "names_day", "states"]


def states(quote: str, answer: str) -> bool:
    """Whether *quote* holds *answer* as whole tokens; numbers in digits and words are the same.

    >>> states("eight hundred inmates", "800"), states("1,800 inmates", "800")
    (True, False)
    >>> states("sixty-one prisoners", "sixty"), states("sixty-one prisoners", "prisoners")
    (False, True)
    """
    wanted = find_numbers(answer)
    if len(wanted) == 1 and (wanted[0].start, wanted[0].end) == (0, len(fold(answer))):
        return any(same_bounds(number, wanted[0]) for number in find_numbers(quote))
    return contains(tokens(quote), tokens(answer))


def is_iso(text: str) -> bool:
    """Whether *text* is a day as ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def names_day(quote: str, resolved: str, published: str | None) -> bool:
    """Whether words of *quote* can mean the day *resolved*, read from the report's date."""
    # Without the report's date, a relative day can mean any day, so it names none.
    named = [day for day in find_days(quote) if published or day.offset is None]
    if any(agrees(day, resolved, published) for day in named):
        return True
    if published is None:
        return False
    folded, day = fold(quote), date.fromisoformat(resolved)
    if "last night" in folded:
        return day == date.fromisoformat(published) - timedelta(days=1)
    # "until the 20th" names a day of a month that only the report's date can give.
    return any(f"the {day.day}{end}" in folded for end in ("st", "nd", "rd", "th"))
