"""Parts of a group: of which kind they are, and the whole where all are asked for."""

import pytest
from told import evidence_of, line_with

from qa.amount_candidates import amount_candidates
from qa.part_kinds import names_part
from qa.question import understand
from qa.records import Article

DEAD = "The Watch said at least 90 people had died in Osht. Two clinics took in the wounded."


@pytest.mark.parametrize(
    ("question", "text", "words", "named"),
    [
        ("How many of the dead in Osht were children?", DEAD, "90", False),
        ("Of the dead in Osht, how many were women?", DEAD, "90", False),
        ("How many of the dead in Osht were people from Marn?", DEAD, "90", True),
        ("How many of the dead in Osht had been shot?", DEAD, "90", True),
        ("How many people died in Osht?", DEAD, "90", True),
        ("How many of the dead were children?", "Of the 90 dead, 12 are children.", "90", True),
        ("How many of the dead were children?", "Ninety died. Twelve were minors.", "Twelve", True),
        (
            "How many of those handed over were common criminals?",
            "The army handed over 40 men. Thirty were common convicts.",
            "Thirty",
            True,
        ),
    ],
)
def test_the_kind_of_the_part_asked_for_is_named(
    question: str, text: str, words: str, *, named: bool
) -> None:
    asked = understand(question)
    evidence = evidence_of(asked, Article(id="a", title="", text=text))
    assert names_part(asked, evidence, line_with(evidence, words)) is named


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many boats attacked Osht in all?", "six"),
        ("How many boats were there altogether at Osht?", "six"),
        ("How many boats were sunk at Osht?", "four"),
        ("How many of the boats were sunk at Osht?", "four"),
    ],
)
def test_the_whole_group_is_meant_where_all_are_asked_for(question: str, value: str) -> None:
    asked = understand(question)
    text = "The army sank four of the six boats at Osht."
    evidence = evidence_of(asked, Article(id="a", title="", text=text))
    found = sorted(amount_candidates(asked, evidence, evidence.lines, {}), key=lambda c: -c.fit)
    assert found[0].value == value
