"""Whom a count without a noun counts: men of the army that the sentence tells of, not its victims."""

import pytest

from qa.figures import find_figures
from qa.language import parse
from qa.totals import find_totals
from qa.who_counted import tells_of_people


def counts(text: str, asked: str = "soldiers") -> set[float | None]:
    """The dead of *text* that may be those *asked* for."""
    sentence = parse(text)
    mentions = (*find_totals(sentence), *find_figures(sentence))
    dead = (m for m in mentions if m.figure.measure == "killed" and m.figure.of is None)
    return {m.figure.low for m in dead if tells_of_people(asked, sentence, m)}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The Red Column put the army's dead at 37.", 37.0),
        ("Its men ambushed a convoy of the Third Brigade at Osht, leaving 26 dead.", 26.0),
        ("An inquiry into the bombing of the Ninth Battalion put the dead at 11.", 11.0),
        ("The attack on the garrison of Osht left 14 dead.", 14.0),
    ],
)
def test_the_dead_of_an_army_are_soldiers(text: str, number: float) -> None:
    assert counts(text) == {number}


@pytest.mark.parametrize(
    "text",
    [
        "The army put the dead at 37.",
        "The brigade's shelling of Osht left 14 dead.",
        "The attack of the battalion left 14 dead.",
        "An attack by the army on Osht left 11 dead.",
        "The bus fell into a gorge, leaving 11 dead.",
    ],
)
def test_the_dead_that_an_army_made_are_not_soldiers(text: str) -> None:
    assert counts(text) == set()


def test_the_dead_of_an_army_are_no_other_group() -> None:
    assert counts("The Red Column put the army's dead at 37.", "children") == set()


def test_what_a_party_says_of_its_own_is_no_count_of_the_army() -> None:
    assert counts("The Red Column put the army's dead at 37 and its own at three.") == {37.0}
