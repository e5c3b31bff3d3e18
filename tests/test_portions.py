"""A part is told from its whole, in reports and in questions."""

import pytest

from qa.figures import find_figures
from qa.language import parse
from qa.portions import asks_part, is_part, is_whole
from qa.question import understand


@pytest.mark.parametrize(
    ("text", "value", "part"),
    [
        ("Clinics received 31 wounded people, 24 with burns.", "31", False),
        ("Clinics received 31 wounded people, 24 with burns.", "24", True),
        ("Six of the wounded died overnight.", "Six", True),
        ("They killed 20 people, nine of them children.", "nine", True),
        ("Of the 31 wounded, nine had burns and 22 were shot.", "22", True),
        (
            "The ministry said 12 soldiers were killed; the Front says 20 soldiers died.",
            "20",
            False,
        ),
        (
            "The ministry said 20 soldiers were killed; the Front says 12 soldiers died.",
            "12",
            False,
        ),
        ("Five guards were killed and three wounded.", "three", False),
        ("The blast killed 52 people, among them 48 students.", "52", False),
        ("The blast killed 52 people, among them 48 students.", "48", True),
        ("The toll has risen to 86, 30 of them children.", "86", False),
        ("The blast killed at least 25 members of the Amber Front.", "at least 25", False),
        ("Guards shot down four of the six drones.", "four", True),
        ("There 18 of the 31 lorries were burned and 20 drivers killed.", "20", False),
    ],
)
def test_a_part_is_no_count_of_its_own(text: str, value: str, part: bool) -> None:  # noqa: FBT001 - a table
    sentence = parse(text)
    mentions = find_figures(sentence)
    mention = next(m for m in mentions if m.value == value)
    assert is_part(sentence, mention, mentions) is part


def test_the_whole_that_a_part_is_taken_from_is_told() -> None:
    sentence = parse("Guards shot down four of the six drones.")
    whole = {m.value: is_whole(sentence, m) for m in find_figures(sentence)}
    assert whole == {"four": False, "six": True}


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("How many of the wounded had been shot?", True),
        ("Of the prisoners, how many were soldiers?", True),
        ("How many women were among the dead?", True),
        ("How many people were wounded?", False),
        ("What was the number of the dead?", False),
    ],
)
def test_a_question_for_a_part_is_told(question: str, part: bool) -> None:  # noqa: FBT001 - a table
    assert asks_part(understand(question)) is part
