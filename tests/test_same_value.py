"""What counts as one value, and which report is a source for it."""

import pytest
from told import evidence_of

from qa.candidate import Candidate
from qa.question import understand
from qa.records import Article, DateValue, Precision
from qa.same_value import is_vaguer, same_value


def dated(start: str, end: str, precision: Precision) -> Candidate:
    report = Article(
        id="r", title="Raid on Osht", text="The raid came then.", published="2031-03-06"
    )
    line = evidence_of(understand("When was the raid on Osht?"), report).lines[0]
    date = DateValue(start=start, end=end, precision=precision, text="then")
    return Candidate(line=line, start=14, end=18, fit=1.0, date=date)


@pytest.mark.parametrize(
    ("start", "end", "precision", "vaguer"),
    [
        ("2031-03-04", "2031-03-04", "day", False),
        ("2031-03-04", "2031-03-05", "days", False),
        ("2031-03-02", "2031-03-08", "week", True),
        ("2031-03-01", "2031-03-31", "month", True),
    ],
)
def test_a_week_or_a_month_is_no_source_for_its_day(
    start: str,
    end: str,
    precision: Precision,
    vaguer: bool,  # noqa: FBT001 - a table
) -> None:
    day, other = dated("2031-03-04", "2031-03-04", "day"), dated(start, end, precision)
    assert same_value(day, other)
    assert is_vaguer(other, day) is vaguer
    assert not is_vaguer(day, other)
