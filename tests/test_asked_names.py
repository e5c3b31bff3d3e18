"""Which names of a question stand around a sentence."""

import pytest

from qa.asked_names import asked_names, share_named
from qa.question import understand
from qa.word_keys import word_keys


def share(question: str, text: str) -> float:
    return share_named(asked_names(understand(question)), word_keys(text), text.casefold())


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("Who bombed the bus in Osht, Liria?", "Rebels bombed a bus in Osht.", 1.0),
        ("Who bombed the bus in Osht, Marn Province, Liria?", "Rebels hit a bus in Osht.", 1.0),
        ("Who bombed the bus in Osht, Liria?", "Rebels bombed a bus in Liria.", 0.5),
        ("Did Liria, Varna and Osht sign?", "Liria signed on Monday.", 1 / 3),
        ("Did Liria, Varna or Osht sign?", "Liria signed on Monday.", 1 / 3),
        ("Did Liria, Varna and the Osht council sign?", "Liria signed on Monday.", 1 / 3),
        ("According to the Coast, Osht was hit by what?", "The Coast tells of Marn.", 0.5),
        ("Did anybody sign?", "Liria signed on Monday.", 1.0),
    ],
)
def test_a_country_behind_a_town_need_not_be_named(question: str, text: str, found: float) -> None:
    """A report from Liria seldom names it; one on Liria is not yet one on Osht."""
    assert share(question, text) == pytest.approx(found)
