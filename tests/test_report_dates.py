"""The days that a report names, held against those of a question."""

import pytest

from qa.dates import find_dates
from qa.records import Article
from qa.report_dates import dates_of, fits_dates, overlap


def _report(text: str, published: str | None) -> Article:
    return Article(id="a", title="", text=text, published=published)


@pytest.mark.parametrize(
    ("text", "published", "fits"),
    [
        ("The market was hit on 3 March 2021.", "2021-05-01", True),
        ("The market was hit.", "2021-03-05", True),
        ("The market was hit.", "2021-03-09", False),
        ("The market will be hit on 3 March 2021, he warned.", "2021-02-01", False),
        ("The market was hit on 3 March 2021.", None, True),
        ("The market was hit.", None, False),
    ],
)
def test_a_report_fits_by_a_day_it_names_or_by_coming_out_just_after(
    text: str, published: str | None, *, fits: bool
) -> None:
    asked = find_dates("Who was killed on 3 March 2021?", published=None)
    assert fits_dates(_report(text, published), tuple(asked)) is fits


def test_any_report_fits_a_question_that_names_no_day() -> None:
    assert fits_dates(_report("The market was hit.", None), ())


def test_a_day_told_from_another_is_among_those_named() -> None:
    report = _report("It fell on 9 March 2021. Two days earlier, it was hit.", "2021-03-10")
    assert [m.value.start for m in dates_of(report)] == ["2021-03-09", "2021-03-07"]


def test_stretches_overlap_that_share_a_day() -> None:
    assert overlap([("2021-03-01", "2021-03-05")], [("2021-03-05", "2021-03-09")])
    assert not overlap([("2021-03-01", "2021-03-05")], [("2021-03-06", "2021-03-09")])
