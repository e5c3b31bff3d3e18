"""Totals that a report carries forward are read wherever their number stands."""

import pytest

from qa.figures import find_figures
from qa.language import parse
from qa.totals import find_totals, is_addition

RISEN = (
    "The number of people killed when mortar bombs fell on a bus station in Orm the day before "
    "has climbed to 31, the mayor said."
)


@pytest.mark.parametrize(
    ("text", "value", "count", "measure"),
    [
        (
            RISEN,
            "31",
            31,
            "killed",
        ),
        ("Two more died on Sunday, bringing the army's dead to 14.", "14", 14, "killed"),
        ("A NINTH GUARD HAS DIED OF HIS WOUNDS, THE MINISTRY SAID.", "A NINTH GUARD", 9, "killed"),
    ],
)
def test_a_total_is_read_with_its_measure(
    text: str, value: str, count: float, measure: str
) -> None:
    found = {m.value: m.figure for m in find_totals(parse(text))}
    assert (found[value].low, found[value].high, found[value].measure) == (count, count, measure)


@pytest.mark.parametrize(
    "text",
    [
        "He drove to Orm with 14 guards to attend the funeral of the dead.",
        "The toll was not known at 6 pm.",
        "A second blast shook the town.",
    ],
)
def test_other_numbers_are_no_totals(text: str) -> None:
    assert find_totals(parse(text)) == []


def test_more_of_those_counted_is_an_addition_and_no_total() -> None:
    sentence = parse("Nine soldiers were killed and one more died two days later.")
    added = {m.value: is_addition(sentence, m) for m in find_figures(sentence)}
    assert (added["Nine"], added["one"]) == (False, True)
