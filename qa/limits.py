"""What a reader or program types to limit a question, read as Filters."""

from collections.abc import Sequence

from qa.errors import QuestionError
from qa.records import Filters

__all__ = ["read_filters"]


def read_filters(
    after: str | None,
    before: str | None,
    outlets: Sequence[str] | None,
    places: Sequence[str] | None,
) -> Filters:
    """The limits as typed; days may be written as one likes.

    Raises:
        QuestionError: A day cannot be read.
    """
    return Filters(
        after=_day(after),
        before=_day(before),
        outlets=tuple(outlets or ()),
        places=tuple(places or ()),
    )


def _day(typed: str | None) -> str | None:
    from qa.dates import parse_day

    if not (typed or "").strip():
        return None
    day = parse_day(str(typed))
    if day is None:
        raise QuestionError(
            f"{typed!r} is not a day; write it as 2022-01-31 or 31 January 2022, or clear it."
        )
    return day
