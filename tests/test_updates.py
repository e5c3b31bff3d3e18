"""The newest count answers where it is asked for, and what it counts is known by its words."""

import pytest
from told import evidence_of

from qa.amount_candidates import amount_candidates
from qa.candidate import Candidate
from qa.question import understand
from qa.records import Article
from qa.updates import order_of, running_total

THRESHOLD = 0.4


def found(question: str, text: str) -> list[Candidate]:
    """The amounts of an invented report that may be what *question* asks for."""
    asked = understand(question)
    report = Article(id="r1", title="Fire at Osht depot", text=text, published="2031-03-05")
    evidence = evidence_of(asked, report)
    return list(amount_candidates(asked, evidence, evidence.lines, {}))


@pytest.mark.parametrize(
    ("question", "taken"),
    [
        ("total number of injured at Osht depot", True),
        ("What is the latest number of injured at Osht depot?", True),
        ("How many were injured at Osht depot?", False),
    ],
)
def test_a_total_carried_forward_needs_less_where_the_newest_is_asked_for(
    question: str,
    taken: bool,  # noqa: FBT001 - a table column
) -> None:
    text = "The number of injured at Osht depot has risen to seven."
    seven = next(one for one in found(question, text) if one.value == "seven")
    total = running_total(understand(question), [(0.3, seven)], threshold=THRESHOLD)
    assert bool(total) is taken
    assert not running_total(understand(question), [(0.1, seven)], threshold=THRESHOLD)


def test_people_are_those_asked_for_by_where_they_belong() -> None:
    text = "Eleven people from the bus are now known to have died at Osht. Ten people died."
    fits = {c.value: c.fit for c in found("How many bus passengers died at Osht?", text)}
    assert fits["Eleven"] > fits.get("Ten", 0.0)


def test_the_whole_of_a_group_answers_what_happened_to_all_of_it() -> None:
    text = "Of the 820 residents who were evacuated at Osht, more than 500 have gone home."
    fits = {c.value: c.fit for c in found("How many residents were evacuated at Osht?", text)}
    assert fits["820"] == max(fits.values()) == 1.0


def test_the_part_that_is_asked_for_outdoes_the_whole_it_belongs_to() -> None:
    text = "Four of the 47 are women. They were held at Osht depot."
    fits = {c.value: c.fit for c in found("How many women were among the people at Osht?", text)}
    assert fits["Four"] > 2 * fits.get("47", 0.0)


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("What was the final toll at Osht depot?", "latest"),
        ("What was the final toll at Osht depot, company versus union?", None),
        ("How many died at Osht depot by each side's final count?", None),
        ("How many died by the ministry's last count and by the rebels?", None),
        ("What was the final toll of the attack by rebels at Osht depot?", "latest"),
    ],
)
def test_no_newest_count_replaces_those_of_two_voices_that_are_asked_for(
    question: str, order: str | None
) -> None:
    assert order_of(understand(question)) == order
