"""A day as it is read: "2017-04-04" is 4 April 2017."""

from datetime import date

__all__ = ["day_in_words"]

# Spelled out, for the names that the platform gives follow the language it is set to.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def day_in_words(iso: str) -> str:
    """An ISO date in words: "2017-04-04" gives "4 April 2017".

    Raises:
        ValueError: *iso* is no day in ISO form.
    """
    day = date.fromisoformat(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
