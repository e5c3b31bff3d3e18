"""Questions that leave a choice are answered by what the reports tell of it, each side apart."""

import pytest

from qa.alternatives_told import alternatives_told
from qa.candidate import Candidate
from qa.claims import conclude
from qa.question import understand
from qa.records import Article
from tests.told import evidence_of


@pytest.mark.parametrize(
    ("question", "readings"),
    [
        (
            "Was the pump house wrecked by a mine or by a mortar shell?",
            [
                "Was the pump house wrecked by a mine?",
                "Was the pump house wrecked by a mortar shell?",
            ],
        ),
        (
            "was the Doral attack two grenades or one?",
            ["was the Doral attack two grenades?", "was the Doral attack one grenade?"],
        ),
        (
            "Did the drone fall or was it brought down?",
            ["Did the drone fall?", "was the drone brought down?"],
        ),
        (
            "killed by rockets or by shelling?",
            ["Killed by rockets?", "Killed by shelling?"],
        ),
    ],
)
def test_each_alternative_is_a_reading_of_the_question(question: str, readings: list[str]) -> None:
    asked = understand(question)
    assert [one.reading for one in asked.alternatives] == readings
    assert asked.type == "yesno"


@pytest.mark.parametrize(
    "question",
    [
        "Was the pump house wrecked or not?",
        "Were more or less forty people hurt in Doral?",
        "Was anybody killed or wounded in Doral?",
        "Who was killed in Doral, by shelling or gunfire?",
        "How many were killed by shelling or gunfire in Doral?",
        "Did the convoy leave within an hour or so?",
        "killed or wounded in Doral",
    ],
)
def test_or_alone_leaves_no_choice(question: str) -> None:
    assert not understand(question).alternatives


def told(question: str, *texts: str) -> list[Candidate]:
    """What the words alone tell, without a reader."""
    asked = understand(question)
    evidence = evidence_of(
        asked,
        *(
            Article(id=f"r{n}", title="", text=text, published="2033-02-08")
            for n, text in enumerate(texts)
        ),
    )
    return list(alternatives_told(asked, evidence, evidence.lines, None))


MINE_OR_SHELL = "Was the pump house at Doral wrecked by a mine or by a mortar shell?"


@pytest.mark.parametrize(
    ("question", "text", "value", "word"),
    [
        (MINE_OR_SHELL, "A mine wrecked the pump house at Doral.", "A mine", "mine"),
        (
            MINE_OR_SHELL,
            "The pump house at Doral was not wrecked by a mine.",
            "The pump house at Doral was not wrecked by a mine.",
            "mortar",
        ),
        (
            "was the Doral attack two grenades or one?",
            "Witnesses in Doral heard twin grenades.",
            "twin grenades",
            "two",
        ),
        (
            "Did the clerk die in the blast or later in hospital?",
            "The clerk died in hospital at dawn.",
            "in hospital",
            "hospital",
        ),
        (
            "Was judge Amar Sol killed or abducted?",
            "Gunmen abducted judge Amar Sol.",
            "Gunmen abducted judge Amar Sol",
            "abduct",
        ),
    ],
)
def test_a_sentence_tells_one_alternative(question: str, text: str, value: str, word: str) -> None:
    (found,) = told(question, text)
    assert found.value == value
    assert word in (found.chosen or "")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (MINE_OR_SHELL, "The pump house at Doral was rebuilt."),
        ("Was judge Amar Sol killed or abducted?", "His driver was killed."),
        ("Did five or six guards die at Doral?", "In 2006 some 56 trucks reached Doral."),
    ],
)
def test_a_sentence_of_something_else_tells_none(question: str, text: str) -> None:
    assert not [c for c in told(question, text) if c.fit >= 0.5]


def test_a_belief_that_was_taken_back_tells_both() -> None:
    """What follows "but" stands for the other of two."""
    text = (
        "The Doral attack was initially believed to be a double grenade attack but the "
        "coroner later said that the other bang was a tyre."
    )
    found = told("was the Doral attack two grenades or one?", text)
    assert {c.value for c in found} == {
        "a double grenade attack",
        "the coroner later said that the other bang was a tyre",
    }


def answered(question: str, *texts: str) -> tuple[str, set[str]]:
    """State and values of the answer, where every candidate is as likely as the others."""
    asked = understand(question)
    evidence = evidence_of(
        asked,
        *(
            Article(id=f"r{n}", title="", text=text, published="2033-02-08")
            for n, text in enumerate(texts)
        ),
    )
    found = list(alternatives_told(asked, evidence, evidence.lines, None))
    findings = conclude(asked, evidence, found, [0.9] * len(found), threshold=0.5)
    return findings.state, {f.candidate.value for f in findings.found}


def test_two_voices_that_tell_two_alternatives_differ() -> None:
    state, values = answered(
        MINE_OR_SHELL,
        "The army said a mine wrecked the pump house at Doral.",
        "Villagers said a mortar shell wrecked the pump house at Doral.",
    )
    assert state == "conflicting"
    assert values == {"a mine", "a mortar shell"}


def test_what_one_voice_tells_together_is_no_conflict() -> None:
    state, values = answered(
        MINE_OR_SHELL, "A mine and a mortar shell wrecked the pump house at Doral."
    )
    assert state == "answered"
    assert len(values) == 2


def test_a_word_in_passing_does_not_make_one_voice_say_both() -> None:
    state, values = answered(
        "Did the shell hit the market or a rebel base in Doral?",
        "A shell hit the market in rebel-held Doral, residents said.",
        "A shell hit a rebel base in Doral, the army said.",
    )
    assert state == "conflicting"
    assert values == {"the market", "a rebel base"}


def test_neither_is_not_found() -> None:
    assert answered(MINE_OR_SHELL, "The pump house at Doral was rebuilt.")[0] == "not_found"
