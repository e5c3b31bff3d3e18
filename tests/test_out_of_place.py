"""A count of another place than the one asked about does not answer."""

import pytest
from told import evidence_of, figure_in

from qa.out_of_place import in_place
from qa.question import understand
from qa.records import Article

RAIDS = (
    "Raids on the north. A shell hit the Orva quarter of Belgin and killed four people. "
    "In the Marn quarter nine people were killed. Shells also fell on Varna, wounding two."
)


def kept(question: str, text: str, words: str, value: str) -> bool:
    asked = understand(question)
    evidence = evidence_of(asked, Article(id="a", title="", text=text, published="2031-05-04"))
    return bool(list(in_place(asked, evidence, [figure_in(evidence, words, value)])))


@pytest.mark.parametrize(
    ("question", "words", "value", "answers"),
    [
        ("How many people were killed in the Marn quarter?", "Marn", "nine", True),
        ("How many people were killed in Varna?", "Marn", "nine", False),
        ("How many people were killed in the Orva quarter?", "Marn", "nine", False),
        ("How many people were killed in Belgin?", "Orva", "four", True),
        ("How many people were killed in Tesmar?", "Orva", "four", False),
    ],
)
def test_only_a_count_of_the_place_asked_about_is_kept(
    question: str, words: str, value: str, *, answers: bool
) -> None:
    assert kept(question, RAIDS, words, value) is answers


def test_the_place_named_last_holds_for_a_sentence_without_one() -> None:
    text = "Osht was quiet on Monday. Jets attacked the town of Shigour. Four people were hurt."
    question = "How many people were hurt in Shughour?"
    assert kept(question, text, "hurt", "Four")


def test_where_people_were_going_is_not_where_they_were_hurt() -> None:
    text = (
        "Gunmen attacked a bus near the town of Shigour. "
        "Five passengers travelling on the bus to Osht were hurt."
    )
    question = "How many passengers were hurt in the attack on the bus in Shigour?"
    assert kept(question, text, "travelling", "Five")


def test_a_make_of_car_is_no_place() -> None:
    text = "A bomb went off at a mill in Osht. It held 9 kg of powder and was hidden in a Kamaz."
    assert kept("How many kilograms of powder did the Osht bomb hold?", text, "powder", "9")
