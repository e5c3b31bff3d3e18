"""A sentence says yes, no, or nothing to a yes/no question."""

import pytest

from qa.language import parse
from qa.polarity import polarity
from qa.question import understand

SAID = "Did the board say whether sailors had died?"


def says(question: str, sentence: str) -> bool | None:
    return polarity(understand(question), parse(sentence))[0]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Was a ransom paid for the miners?", "Not one crown was paid for the miners."),
        ("Was a ransom paid for the miners?", "Minister Orlo insisted that no ransom was paid."),
        ("Was anyone killed at Velmar?", "There were no deaths."),
        ("Did the army enter Velmar?", "The army didnt enter Velmar."),
        ("Has the ministry named the dead?", "The ministry hasnt named the dead."),
        ("Had the ministry worked out who fired?", "The ministry hasnt yet concluded who fired."),
        ("Have police found out who fired?", "It is unclear to police who fired."),
        ("Did the panel name the unit?", "The panel stops short of naming a unit."),
        ("Did the panel name the unit?", "The panel declined to name the unit."),
        (SAID, "The board will not say whether any sailors have died."),
        ("Did officials know how many had drowned?", "An unknown number drowned, officials said."),
        ("Did the Red Front carry out the attack?", "The Red Front had no part in the attack."),
        ("Was Colonel Besh in custody?", "The ministry conceded that Colonel Besh had escaped."),
        ("Were sailors taken prisoner?", "There are no prisoners."),
        ("Was their leader caught?", "Their leader had been wounded but had got away."),
        ("Was Ilsa Torm released?", "Ilsa Torm remains in the prison of Velmar."),
        ("Was the bride killed?", "The bride was safe but her brother was killed."),
        ("Was the mayor taken hostage?", "Police denied reports that the mayor was taken hostage."),
        ("Was the mayor taken hostage?", "Police denied that the mayor had been taken hostage."),
        ("Were there rebels in the school?", "None of the rebels had been in the school, he said."),
        ("Were there rebels in the school?", "They found no evidence of rebels in the school."),
        ("Was the prisoner the colonel?", "The prisoner was not the colonel but his driver."),
    ],
)
def test_what_is_negated_refused_or_told_by_its_opposite_is_a_no(
    question: str, sentence: str
) -> None:
    assert says(question, sentence) is False


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Was a ransom paid for the miners?", "A ransom was paid last month for the miners."),
        ("Was the helicopter over Arlo shot down?", "Rebels shot down a helicopter over Arlo."),
        ("Were the hostages from Lemma freed?", "The hostages from Lemma have been freed."),
        ("Were sailors taken prisoner?", "The Front holds thirteen prisoners."),
        ("Was Ilsa Torm released?", "Ilsa Torm was freed on Monday."),
        ("Have the police found out who fired?", "The police found who fired."),
        ("Has the panel worked out who fired?", "The panel has established who fired."),
        ("Was a second bomb found?", "Police defused a second bomb near the bridge."),
        ("Did the Reds lose their last town?", "The last town of the Reds fell on Friday."),
        ("Did the army shell the school?", "There is no doubt that the army shelled the school."),
        (
            "Was the mayor taken hostage?",
            "Reports that the mayor was taken hostage were confirmed.",
        ),
        ("Did the ministry deny the raid?", "The ministry rejected the reports of a raid."),
    ],
)
def test_the_same_act_in_other_words_is_a_yes(question: str, sentence: str) -> None:
    assert says(question, sentence) is True


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Was a ransom paid for the miners?", "A driver was shot, according to a freed miner."),
        ("Was the passenger an accomplice?", "It was unclear whether he was an accomplice."),
        (SAID, "A woman was killed in the harbour."),
        ("Had the clinic worked out who fired?", "The clinic works in a cellar."),
        ("Did anyone claim the attack?", "The attack has claimed the lives of 18 people."),
    ],
)
def test_what_does_not_bear_on_the_act_says_neither(question: str, sentence: str) -> None:
    assert says(question, sentence) is None


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("Was a ransom paid for the miners?", "A cousin paid two million dollars.", True),
        ("Was money handed over?", "A sum of $40,000 was handed over in Velmar.", True),
        ("Was a ransom paid for the miners?", "The town paid 4 million euros in a week.", True),
        ("Was a ransom paid for the miners?", "The town paid the fee of its envoy.", False),
        ("Was a ransom paid for the miners?", "The town paid its doctors late.", False),
        ("Were the miners paid?", "A cousin paid two million dollars.", False),
        ("Was money handed over?", "The mayor has no blood on his hands.", False),
        ("Was money handed over?", "Men with weapons in hand met him.", False),
    ],
)
def test_a_sum_is_the_money_that_is_asked_for(
    question: str,
    sentence: str,
    told: bool,  # noqa: FBT001 - a table column
) -> None:
    says, fit = polarity(understand(question), parse(sentence))
    assert (says is True and fit >= 0.6) is told


def test_the_act_told_of_another_counts_for_less() -> None:
    """The question's own subject makes a sentence plainer than the same verb of someone else."""
    asked = understand("Was Colonel Besh arrested?")
    own = polarity(asked, parse("Colonel Besh was arrested on Monday."))[1]
    other = polarity(asked, parse("The trainer was arrested on Monday."))[1]
    assert own > 2 * other


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The police reported no victims.", False),
        ("The blast did not result in any casualties.", False),
        ("A spokesman added that no one was injured.", False),
        ("Two guards were wounded in the bombing.", True),
    ],
)
def test_casualties_are_anyone_killed_or_wounded(text: str, says: bool) -> None:  # noqa: FBT001
    """Whoever was hurt answers, and so does that nobody was."""
    asked = understand("Were there any casualties in the bombing of the bank in Osht?")
    assert polarity(asked, parse(text))[0] is says


def test_what_almost_happened_did_not() -> None:
    """Somebody almost killed is a survivor."""
    asked = understand("Did Ana Mora survive the attack?")
    assert polarity(asked, parse("Ana Mora was almost killed."))[0] is True


def test_what_is_ruled_out_was_not() -> None:
    """A finding against it is no finding of it."""
    sentence = "The commission looked into the sinking of the patrol boat and ruled out sabotage."
    says, _ = polarity(understand("Was the patrol boat sabotaged?"), parse(sentence))
    assert says is False
