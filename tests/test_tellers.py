"""Who tells: found in his sentence, or in the ones before it, however he is put there."""

import pytest

from qa.assessing import same_speaker
from tests.told import assessed

# A pronoun in any case leads back to who spoke, and not to one of whom he tells.
MEANT = [
    ("The bridge fell on Monday, the governor, Omar Haddad, said. | According to him, [[nine]] men drowned.", "the governor, Omar Haddad"),
    ("She had seen it, nurse Hala Aziz said. | The guards, according to her, numbered [[40]].", "nurse Hala Aziz"),
    ("Omar Haddad told the court that guards beat him. | On Sunday a major came and took [[two]] men away, he said.", "Omar Haddad"),
    ("A nurse, Hala Aziz, said the mill was lost. | A woman carried out [[two]] boys, she said.", "A nurse, Hala Aziz"),
    ("Residents said a boat sank. | Some 300 people stood on the quay when [[two]] shells fell, they said.", "Residents"),
]  # fmt: skip
# Words between commas part a speaker from his verb, or a place or a count stands before him.
PARTED = [
    ('Omar Haddad, asked why the gate was shut, said: "We lost [[two]] men."', "Omar Haddad"),
    ("Mayor Omar Haddad, asked about the toll by a foreign radio station, said that [[nine]] men had died.", "Mayor Omar Haddad"),
    ("THE GOVERNOR, PRESSED ABOUT THE DELAY, ANSWERED THAT [[TWO]] TRUCKS HAD BROKEN DOWN.", "THE GOVERNOR"),
    ("Ilm Rada, 31, was hit by [[two]] bullets and died on the way to Osht Hospital, the official said.", "the official"),
    ("The number of dead has climbed to [[40]], seven of them children, the Marsa Monitor said.", "the Marsa Monitor"),
    ("A note lists planes from two bases, at Osht and Marsa, and says that [[two]] were lost.", None),
    ("One of them, Hala Aziz, 23, said that [[two]] guards had died.", "Hala Aziz"),
    ("Its head, retired Major General Omar Haddad, said that [[two]] guards had died.", "Its head, retired Major General Omar Haddad"),
    ("Omar Haddad, the mayor, said [[two]] guards had died.", "Omar Haddad, the mayor"),
    ("The state agency quoted Oil Minister Omar Haddad as saying that [[two]] wells burned.", "Oil Minister Omar Haddad"),
    ("[[The state agency quoted Oil Minister Omar Haddad as saying that two wells burned.]]", "Oil Minister Omar Haddad"),
    ("The camp head told our reporter that [[two]] huts burned. | Hala Aziz, who speaks for the herders, said it was arson.", "The camp head"),
]  # fmt: skip
# "X said" closes what he says, with all that is joined to it.
CLOSED = [
    ("Guards shot [[two]] men while putting down a riot in the jail, the prison service said.", "the prison service"),
    ("A lorry hit a mine and [[two]] men died although the road had been cleared, the army said.", "the army"),
    ("Rebels say [[forty]] men died, but only twelve were killed, the army said.", "Rebels"),
    ("Rebels say forty men died, but only [[twelve]] were killed, the army said.", "the army"),
    ("[[Two]] men died; the road was cleared, the army said.", None),
]  # fmt: skip
# Whose count or account it is.
COUNTED = [
    ("By the mayor's account, [[nine]] men died in the fire.", "the mayor"),
    ("[[Nine]] men died in the fire, by the count of the interior ministry.", "the interior ministry"),
    ("Nurse Hala Aziz saw the fire. | [[Nine]] men died in it, by her account.", "Nurse Hala Aziz"),
    ("Omar Haddad has survived [[17]] raids by his own count.", "Omar Haddad"),
    ("[[Nine]] men died by the bridge.", None),
    ("The governor was surprised by the count of [[nine]] dead.", None),
]  # fmt: skip
# A body tells of itself, and a role stands beside the name of another.
ITSELF = [
    ("The ministry sent a note. | The board saw [[no]] proof that it was aimed at a convoy, it said.", "The board"),
    ("One of the guards, Omar Haddad of the Red Battalion, told a court that the colonel had been there. | The colonel says that he gave [[two]] orders.", "The colonel"),
    ("Generals Dorn and Rada were there. | Rada had lived through [[17]] raids by his own count.", "Rada"),
]  # fmt: skip
# A name may stand some sentences back; a paper is nobody, and nor are those who are far away.
BACK = [
    ("The ambassador, Omar Haddad, was asleep. | The wall fell. | Fire broke out. | It rained. | It was dark. | He said [[two]] dogs had died.", "The ambassador, Omar Haddad"),
    ("Omar Haddad spoke to us. | The report of the Loran media was wrong. | According to him, [[two]] shells fell.", "Omar Haddad"),
    ("Villagers said a shell fell. | The wall fell. | Fire broke out. | It rained. | They said [[two]] dogs had died.", None),
]  # fmt: skip
# Nobody speaks by what is put off, or by what somebody does.
NOBODY = [
    "The vote in Osht has been put off by a week, to [[20 October]].",
    "At the mill, [[140]] of the workers dismissed last year returned on Monday.",
    "The lawyer of the rebels answered by holding up [[two]] photographs of prisoners.",
]


@pytest.mark.parametrize(("text", "speaker"), [*MEANT, *PARTED, *CLOSED, *COUNTED, *ITSELF, *BACK])
def test_who_tells(text: str, speaker: str | None) -> None:
    assert assessed(text).speaker == speaker


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_tells(text: str) -> None:
    assert assessed(text).speaker is None


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        # of another matter, or the speaker himself
        ("[[Nine]] men died, the mayor said. | Rebels denied that the bridge was hit.", "claimed"),
        ("[[Nine]] men died, Omar Haddad, the mayor, said. | He denied any part in it.", "claimed"),
        ("[[Nine]] men died, Omar Haddad, the mayor, said. | Haddad denied any link.", "claimed"),
        # of the same, by another
        ("The Front shot [[nine]] men, the mayor said. | The Front denied it.", "disputed"),
        ("The Front shot [[nine]] men, the mayor said. | The Front denied the charge.", "disputed"),
        ("The Front shot [[nine]] men, the mayor said. | It denied any part.", "disputed"),
    ],
)
def test_a_denial_disputes_what_another_has_said(text: str, certainty: str) -> None:
    assert assessed(text).certainty == certainty


@pytest.mark.parametrize(
    ("text", "certainty", "speaker"),
    [
        ("He has admitted taking [[two]] bribes, police officers said.", "claimed", "police officers"),
        ("The guard confessed that [[two]] men had paid him, according to the ministry.", "claimed", "the ministry"),
        ("After telling two tales, the Northern Army admitted that [[two]] of its shells had hit a school.", "confirmed", "the Northern Army"),
        ("The Northern Army admitted that [[two]] of its shells had hit a school.", "confirmed", "The Northern Army"),
    ],
)  # fmt: skip
def test_an_admission_that_another_tells_of_is_his_claim(
    text: str, certainty: str, speaker: str
) -> None:
    found = assessed(text)
    assert (found.certainty, found.speaker) == (certainty, speaker)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("[[The Northern Brigade said that it does not shell schools.]]", "denied"),
        ("The Northern Brigade said that [[it does not shell schools]].", "denied"),
        ("[[The Northern Brigade said it had nothing to do with the raid.]]", "denied"),
        ('Omar Haddad, a farmer, said "[[we have nothing to do with it]]".', "denied"),
        ("The army said that [[its gunners had fired nothing]].", "denied"),
        ("The Northern Brigade said that [[the army had not hit its camp]].", "claimed"),
        ("The Northern Brigade said that [[it had nothing to eat]].", "claimed"),
        ("The Northern Brigade said that [[none of the dead belonged to it]].", "claimed"),
        ("[[The Northern Brigade said that the mayor does not own a school.]]", "claimed"),
    ],
)
def test_who_says_that_his_side_did_not_do_it_denies_it(text: str, certainty: str) -> None:
    assert assessed(text).certainty == certainty


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the government", "Government spokesman Omar Haddad", True),
        ("the Northern Army", "a spokesman for the Northern Army, Omar Haddad", True),
        ("the government", "the opposition", False),
        ("the army", "Government spokesman Omar Haddad", False),
    ],
)
def test_a_spokesman_speaks_for_his_own(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_speaker(one, other) == same
