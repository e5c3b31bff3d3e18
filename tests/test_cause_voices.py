"""Two parties that give two causes of one event stand side by side; other causes do not."""

import pytest
from told import evidence_of, line_with

from qa.candidates import Candidate
from qa.cause_voices import likely_causes, other_causes, told_apart
from qa.question import understand
from qa.records import Article

CRASH = "Why did the helicopter crash near Osht?"
FAILED = "The ministry said the helicopter crashed near Osht because of an engine failure."


def causes_beside(question: str, value: str, text: str, *others: str) -> list[str]:
    """Causes beside *value*, an answer that stands in *text*; *others* are other reports."""
    asked = understand(question)
    evidence = evidence_of(
        asked,
        *(
            Article(id=f"osht-{i}", title="Osht", text=each, outlet=str(i), published="2031-03-06")
            for i, each in enumerate((text, *others))
        ),
    )
    line = line_with(evidence, value)
    start = text.index(value)
    first = Candidate(line=line, start=start, end=start + len(value), fit=1.0)
    return [c.value for c in other_causes(asked, evidence, first)]


@pytest.mark.parametrize(
    ("question", "value", "text", "other", "found"),
    [
        (
            "What caused the fire at the Osht depot?",
            "a faulty pump",
            "The fire at the Osht depot was caused by a faulty pump, the brigade said.",
            "The Front said its rockets had caused the fire at the Osht depot.",
            "its rockets",
        ),
        (
            "What caused the deaths of the miners at Osht?",
            "a cave-in",
            "The company said the deaths at the Osht mine were caused by a cave-in.",
            "The union said the miners at Osht died of poisonous gas.",
            "poisonous gas",
        ),
        (
            "Why was the convoy to Osht stopped?",
            "the road had been mined",
            "The army said the convoy to Osht was stopped because the road had been mined.",
            "Aid workers said the convoy to Osht was stopped because an officer asked for money.",
            "an officer asked for money",
        ),
        (
            CRASH,
            "an engine failure",
            FAILED,
            "The Front said it shot down the helicopter near Osht.",
            "it shot down the helicopter near Osht",
        ),
        (
            "What caused the destruction of the Osht hospital?",
            "a gas leak",
            "The ministry said the destruction of the Osht hospital was due to a gas leak.",
            "A panel has concluded that the hospital in Osht was struck from the air.",
            "the hospital in Osht was struck from the air",
        ),
        (
            "What caused the blackout in Osht?",
            "a broken cable",
            "The minister said the blackout in Osht was due to a broken cable.",
            "Engineers said the blackout in Osht was caused by an attack on a mast.",
            "an attack on a mast",
        ),
    ],
)
def test_another_party_s_cause_stands_beside_the_answer(
    question: str, value: str, text: str, other: str, found: str
) -> None:
    assert causes_beside(question, value, text, other) == [found]


@pytest.mark.parametrize(
    "other",
    [
        "Pilots said the helicopter crashed near Osht when an engine failed, due to a failure.",
        "The ministry said the helicopter near Osht crashed because of a storm.",
        "The Front said its men fled from Osht because of the shelling.",
        "The Front denied that it shot down the helicopter near Osht.",
        "The Front said it may shoot down any helicopter near Osht.",
        "The Front said it shot down a drone over Osht after the helicopter crashed.",
    ],
)
def test_causes_of_other_things_and_the_same_cause_do_not(other: str) -> None:
    assert causes_beside(CRASH, "an engine failure", FAILED, other) == []


@pytest.mark.parametrize(
    ("other", "cause"),
    [
        (
            "The Osht hospital was hit at dawn by a heavy missile of the Front, the staff said.",
            "a heavy missile",
        ),
        (
            "The staff said the hospital in Osht was struck overnight by two drones.",
            "two drones",
        ),
        ("The hospital in Osht was bombed twice by warplanes, nurses said.", "warplanes"),
        # who did it is told by the deed
        (
            "The hospital in Osht was shelled all night by soldiers, nurses said.",
            "The hospital in Osht was shelled all night by soldiers",
        ),
        (
            "Warplanes bombed the hospital in Osht on Friday, killing a nurse, the mayor said.",
            "Warplanes bombed the hospital in Osht on Friday",
        ),
        (
            "Gunners hit the hospital in Osht with rockets, setting it on fire, nurses said.",
            "Gunners hit the hospital in Osht with rockets",
        ),
        # what it does at the same time may be how it does it
        (
            "The mayor said a plane struck the hospital in Osht flying low.",
            "a plane struck the hospital in Osht flying low",
        ),
    ],
)
def test_a_deed_is_told_by_its_means_without_what_came_of_it(other: str, cause: str) -> None:
    asked = "What caused the destruction of the Osht hospital?"
    told = "The ministry said the destruction of the Osht hospital was due to a gas leak."
    (found,) = causes_beside(asked, "a gas leak", told, other)
    assert found.startswith(cause)


def test_motives_have_no_rival_deeds() -> None:
    told = "The Front attacked the prison of Osht to free its men, its spokesman said."
    other = "The governor said guards had shelled the prison of Osht."
    asked = "Why did the Front attack the prison of Osht?"
    assert causes_beside(asked, "to free its men", told, other) == []


def test_causes_by_two_parties_stand_before_nobody_knows() -> None:
    asked = understand("What caused the explosion in the Osht warehouse?")
    text = (
        "The cause of the explosion in the Osht warehouse is not known. The mayor said that it "
        "was caused by a gas leak. Residents said a missile had hit the warehouse."
    )
    article = Article(id="osht", title="Osht", text=text, published="2031-03-06")
    evidence = evidence_of(asked, article)
    line = line_with(evidence, "gas leak")
    start = text.index("a gas leak")
    leak = Candidate(line=line, start=start, end=start + len("a gas leak"), fit=1.0)
    sides = told_apart(asked, evidence, [(0.2, leak)], line_with(evidence, "not known"))
    assert [c.value for _, c in sides] == ["a gas leak", "a missile had hit the warehouse"]


DOWNED = "What brought down the army helicopter near Osht on 4 March 2031?"
HIT = "The commander said the helicopter near Osht on 4 March 2031 was hit by a heavy cannon."
FELL = "The helicopter came down near Osht on 4 March 2031 owing to a fault in the rotor."


def likely_beside(
    first: tuple[str, str], other: tuple[str, str], *, outlets: tuple[str, str], sure: float = 0.7
) -> list[str]:
    """Causes beside *first* where the answers are *first* and *other*: (report, value) each."""
    asked = understand(DOWNED)
    reports = [
        Article(id=outlet, title="Osht", text=text, outlet=outlet, published="2031-03-06")
        for (text, _), outlet in zip((first, other), outlets, strict=True)
    ]
    evidence = evidence_of(asked, *reports)
    good = []
    for (text, value), probability in zip((first, other), (0.8, sure), strict=True):
        start = text.index(value)
        line = line_with(evidence, value)
        good.append((probability, Candidate(line=line, start=start, end=start + len(value), fit=1)))
    return [c.value for c in likely_causes(asked, evidence, good)]


def test_a_likely_cause_of_another_voice_stands_beside_the_answer() -> None:
    found = likely_beside(
        (HIT, "a heavy cannon"), (FELL, "a fault in the rotor"), outlets=("a", "b")
    )
    assert found == ["a fault in the rotor"]


@pytest.mark.parametrize(
    ("other", "sure"),
    [
        ((FELL, "a fault in the rotor"), 0.3),  # much less likely than the answer
        ((FELL.replace("4 March", "9 February"), "a fault in the rotor"), 0.7),  # another day's
        ((FELL, FELL), 0.7),  # a sentence in which nobody found the cause
        ((FELL.replace("a fault in the rotor", "a cannon"), "a cannon"), 0.7),  # no other one
    ],
)
def test_other_likely_answers_are_no_other_cause(other: tuple[str, str], sure: float) -> None:
    assert likely_beside((HIT, "a heavy cannon"), other, outlets=("a", "b"), sure=sure) == []
