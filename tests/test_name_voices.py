"""Two outlets that name two places for one event stand side by side; other names do not."""

import pytest

from qa.candidate import Candidate
from qa.name_voices import other_names
from qa.question import understand
from qa.records import Article
from tests.told import evidence_of, line_with

ASKED = "Beside which mosque did the bomb of 4 March 2031 go off in Osht?"
ONE = "The bomb of 4 March in Osht went off beside the Amber Mosque."
OTHER = "The bomb in Osht went off next to the Ferry mosque on 4 March, a monitor said."


def beside(
    question: str,
    first: tuple[str, str],
    other: tuple[str, str],
    *,
    outlets: tuple[str, str] = ("Dawn", "Coast"),
    sure: float = 0.8,
    more: str = "",
) -> list[str]:
    """Values beside that of *first*; each is a (value, text) of a report of its own."""
    asked = understand(question)
    texts = (first[1], f"{other[1]} {more}".strip())
    articles = [
        Article(id=f"r{i}", title="Osht", text=text, outlet=outlets[i], published="2031-03-05")
        for i, text in enumerate(texts)
    ]
    evidence = evidence_of(asked, *articles)
    good = []
    for probability, (value, _) in zip((0.9, sure), (first, other), strict=True):
        line = line_with(evidence, value)
        start = line.start + line.text.index(value)
        candidate = Candidate(line=line, start=start, end=start + len(value), fit=1.0)
        good.append((probability, candidate))
    return [candidate.value for _, candidate in other_names(asked, good)]


@pytest.mark.parametrize(
    ("question", "first", "other"),
    [
        (ASKED, ("Amber Mosque", ONE), ("Ferry mosque", OTHER)),
        (
            "In which street did the car bomb of 4 March 2031 explode in Osht?",
            ("Mill Street", "A car bomb exploded in Mill Street in Osht on 4 March."),
            ("Harbour Street", "A car bomb exploded in Harbour Street in Osht on 4 March."),
        ),
        (
            "Near which bridge was the ambush of 4 March 2031 at Osht?",
            ("Tol Bridge", "The ambush at Osht on 4 March was near Tol Bridge, the army said."),
            ("Rada bridge", "Six died in the ambush at Osht on 4 March near the Rada bridge."),
        ),
        (
            "Which square in Osht was hit by the blast of 4 March 2031?",
            ("Orlo Square", "The blast of 4 March hit Orlo Square in Osht."),
            ("Mast Square", "The blast of 4 March hit Mast Square in Osht, residents said."),
        ),
        (
            "Which village was the attack of 4 March 2031 on the Osht road in?",
            ("Besk village", "The attack of 4 March on the Osht road was in Besk village."),
            ("Lemma village", "The attack of 4 March on the Osht road was in Lemma village."),
        ),
        (
            "Outside which market did the bomb of 4 March 2031 go off in Osht?",
            ("Velmar Market", "The bomb of 4 March in Osht went off outside Velmar Market."),
            ("Dorn market", "The bomb of 4 March in Osht went off outside the Dorn market."),
        ),
    ],
)
def test_another_outlet_s_name_for_the_one_place_stands_beside(
    question: str, first: tuple[str, str], other: tuple[str, str]
) -> None:
    assert beside(question, first, other) == [other[0]]


def test_two_names_are_no_disagreement_where_both_may_be_meant() -> None:
    one, other = ("Amber Mosque", ONE), ("Ferry mosque", OTHER)
    # one outlet's two reports, and a report that knows both
    assert beside(ASKED, one, other, outlets=("Dawn", "Dawn")) == []
    assert beside(ASKED, one, other, more="The Amber Mosque stands across the road.") == []
    # far less likely to answer
    assert beside(ASKED, one, other, sure=0.45) == []
    # the same in other words
    again = "The bomb of 4 March in Osht went off by the old Amber mosque."
    assert beside(ASKED, one, ("old Amber mosque", again)) == []
    # another kind of thing, and no name
    wider = "The bomb of 4 March went off in the Ferry quarter of Osht."
    assert beside(ASKED, one, ("Ferry quarter", wider)) == []
    assert beside(ASKED, one, ("a mosque", "The bomb of 4 March in Osht hit a mosque.")) == []


@pytest.mark.parametrize(
    "question",
    [
        # several may be asked for, or hit
        "Which mosques did the bomb of 4 March 2031 hit in Osht?",
        "Which mosque was shelled on 4 March 2031 in Osht?",
        "Beside which mosque did the bombs of 4 March 2031 go off in Osht?",
    ],
)
def test_of_several_events_each_has_its_place(question: str) -> None:
    assert beside(question, ("Amber Mosque", ONE), ("Ferry mosque", OTHER)) == []


def test_another_day_s_place_is_another_event_s() -> None:
    later = "The bomb of 9 April in Osht went off beside the Ferry mosque."
    assert beside(ASKED, ("Amber Mosque", ONE), ("Ferry mosque", later)) == []
    undated = "Beside which mosque did the bomb go off in Osht?"
    without = "The bomb in Osht went off beside the Amber Mosque."
    assert beside(undated, ("Amber Mosque", without), ("Ferry mosque", later)) == []
