"""What may or is to happen has not happened."""

import pytest

from qa.counted import index_at
from qa.figures import find_figures
from qa.hypothetical import asks_ahead, number_is_hypothetical
from qa.language import parse
from qa.polarity import polarity
from qa.question import understand

NUMBERS = [
    ("If the truce fails, up to 100,000 people could flee Arlo.", {"up to 100,000": True}),
    ("The toll could rise to 40.", {"40": True}),
    ("The group threatened to kill 20 hostages.", {"20": True}),
    ("He said that 20 prisoners would be released on Monday.", {"20": True}),
    ("About 300 people are expected to be evacuated.", {"About 300": True}),
    ("20 prisoners are to be released.", {"20": True}),
    ("12,000 people fled and the number could rise to 30,000.", {"12,000": False, "30,000": True}),
    ("50 people could have been killed, he said.", {"50": False}),
    ("The army may have killed 14 of them.", {"14": False}),
    ("The team will investigate the deaths of 80 people.", {"80": False}),
    ("Rebels claimed to have killed 60 soldiers.", {"60": False}),
    ("About 300 people are believed to have died.", {"About 300": False}),
    ("Up to 200 people are feared dead.", {"Up to 200": False}),
    ("It would be the worst raid since a bomb killed 33 people.", {"33": False}),
    ("Soldiers who were ordered to leave the town killed 6.", {"6": False}),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS, ids=[row[0][:40] for row in NUMBERS])
def test_numbers_of_what_may_happen_are_told_from_those_of_what_did(
    text: str, expected: dict[str, bool]
) -> None:
    sentence = parse(text)
    found = {
        mention.value: number_is_hypothetical(sentence, index_at(sentence, mention.number_start))
        for mention in find_figures(sentence)
    }
    assert found == expected


@pytest.mark.parametrize(
    ("question", "ahead"),
    [
        ("How many people could flee Arlo?", True),
        ("How many prisoners is the state to release?", True),
        ("How many people fled Arlo?", False),
        ("How many people had to leave their homes?", False),
    ],
)
def test_questions_that_ask_for_what_may_happen(question: str, *, ahead: bool) -> None:
    assert asks_ahead(parse(question).tokens) is ahead


def test_a_threat_says_neither_yes_nor_no_to_whether_it_was_done() -> None:
    report = parse("The army may attack Arlo next week, a spokesman said.")
    assert polarity(understand("Did the army attack Arlo?"), report)[0] is None
    assert polarity(understand("Will the army attack Arlo?"), report)[0] is True
