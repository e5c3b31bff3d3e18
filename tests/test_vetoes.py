"""What cannot answer, however well its surroundings fit."""

import pytest
from told import evidence_of, line_with

from qa.cause_vetoes import is_no_cause
from qa.language import parse
from qa.other_office import tells_of_other_office
from qa.place_vetoes import is_mere_scene, repeats_place
from qa.question import understand
from qa.records import Article
from qa.repeated import repeats_question
from qa.things import is_no_thing


def vetoed_place(question: str, text: str, words: str) -> bool:
    asked = understand(question)
    line = line_with(evidence_of(asked, Article(id="a", title="", text=text)), words)
    start = line.start + line.text.index(words)
    return repeats_place(asked, line, start, start + len(words))


IN_OSHT = "A bomb went off at the Marn gate in Osht city in the northern Varna province."


TOWN = "Which city in Marn province did the rebels capture?"
CHOICE = "Which town was hit first, Osht or Varna?"


@pytest.mark.parametrize(
    ("question", "text", "words", "vetoed"),
    [
        ("Which Lirian towns were shelled?", "Shells hit Osht and Marn in Liria.", "Liria", True),
        ("Which Lirian towns were shelled?", "Shells hit Osht and Marn in Liria.", "Osht", False),
        ("which districts of Osht were hit?", "Shells hit two Osht districts.", "Osht", True),
        ("Where in Osht did the bomb go off?", IN_OSHT, "Osht city", True),
        ("Where in Osht did the bomb go off?", IN_OSHT, "the northern Varna province", True),
        ("Where in Osht did the bomb go off?", IN_OSHT, "the Marn gate", False),
        ("Where did the bomb go off?", IN_OSHT, "Osht city", False),
        ("Where was the Osht bombing?", IN_OSHT, "Osht city", False),
        ("In which province is Osht?", IN_OSHT, "the northern Varna province", False),
        (TOWN, "The rebels captured Marn on Monday.", "Marn", False),
        (TOWN, "The rebels captured Marn city.", "Marn city", False),
        (TOWN, "The city of Marn fell to the rebels.", "Marn", False),
        (TOWN, "The rebels captured Osht in Marn.", "Marn", True),
        (TOWN, "The rebels captured three towns in Marn.", "Marn", True),
        (TOWN, "The rebels captured Marn province.", "Marn province", True),
        (TOWN, "The rebels captured most of Marn province.", "Marn", True),
        ("Which town in the region of Marn fell?", "Marn fell on Monday.", "Marn", False),
        ("Which town in Marn fell?", "Marn fell on Monday.", "Marn", True),
        ("Which area of Marn province was hit?", "Shells hit Marn on Monday.", "Marn", True),
        (CHOICE, "Osht was shelled on Monday, Varna on Tuesday.", "Osht", False),
        (CHOICE, "Osht was shelled on Monday, Varna on Tuesday.", "Varna", False),
        ("Which city fell, Osht, Marn or Varna?", "Osht fell on Monday.", "Osht", False),
        ("Which towns in Osht or Varna fell?", "Two towns in Osht fell.", "Osht", True),
    ],
)
def test_a_place_that_the_question_names_is_no_answer(
    question: str, text: str, words: str, *, vetoed: bool
) -> None:
    assert vetoed_place(question, text, words) is vetoed


@pytest.mark.parametrize(
    ("text", "words", "scene"),
    [
        ("The camp held hundreds who had fled from Varna.", "Varna", True),
        ("The camp near Varna was attacked at dawn.", "Varna", True),
        ("Serbia attacked the camp at dawn.", "Serbia", False),
        ("The camp was attacked by Serbia at dawn.", "Serbia", False),
        ("The camp was hit by jets from Serbia.", "Serbia", False),
        ("The camp in Serbia was attacked by Ivo Dresk.", "Ivo Dresk", False),
    ],
)
def test_where_it_happened_did_nothing(text: str, words: str, *, scene: bool) -> None:
    start = text.index(words)
    asked = understand("Who attacked the camp?")
    assert is_mere_scene(asked, parse(text), start, start + len(words)) is scene


@pytest.mark.parametrize(
    ("question", "text", "words", "scene"),
    [
        ("Who got the guns?", "The guns were shipped to Iran by the group.", "Iran", False),
        ("Who got the guns?", "The guns were sent to Serbia.", "Serbia", False),
        ("Who sold them the guns?", "The militia bought the guns from Libya.", "Libya", False),
        ("Who paid the militia?", "The militia received cash from Serbia.", "Serbia", False),
        ("Who got the guns?", "The guns were unloaded in Iran.", "Iran", True),
        ("Who sold them the guns?", "The buyer had come from Libya.", "Libya", True),
        ("Who sold them the guns?", "The buyer fled from Libya.", "Libya", True),
        ("Where were the guns sold?", "The guns were unloaded in Iran.", "Iran", False),
    ],
)
def test_who_gave_or_got_is_no_scene(question: str, text: str, words: str, *, scene: bool) -> None:
    start = text.index(words)
    asked = understand(question)
    assert is_mere_scene(asked, parse(text), start, start + len(words)) is scene


@pytest.mark.parametrize(
    ("question", "text", "words", "vetoed"),
    [
        (
            "Why did the Front raid the jail?",
            "The raid resulted in the loss of twelve men.",
            "the loss of twelve men",
            True,
        ),
        (
            "Why did the Front raid the jail?",
            "The raid, in which the Front wanted to free its men, led to the death of a guard.",
            "the death of a guard",
            True,
        ),
        (
            "Why were the families moved?",
            "A short circuit sparked a fire, and families were moved.",
            "a fire",
            False,
        ),
        (
            "Why did the mill burn down?",
            "The fire resulted from a short circuit.",
            "a short circuit",
            False,
        ),
        (
            "Why did the boiler explode?",
            "The toll is likely to rise because many workers are missing.",
            "many workers are missing",
            True,
        ),
        (
            "Why did the boiler explode?",
            "The toll may rise because many workers are missing.",
            "many workers are missing",
            True,
        ),
        (
            "Why is the toll expected to rise?",
            "The toll may rise because many workers are missing.",
            "many workers are missing",
            False,
        ),
        (
            "Why did the villagers leave?",
            "They agreed to leave because the wells were dry.",
            "the wells were dry",
            False,
        ),
        (
            "Why did the boiler explode?",
            "The boiler burst because a valve was stuck.",
            "a valve was stuck",
            False,
        ),
        (
            "Why did the boiler explode?",
            "The explosion may be due to a gas leak.",
            "a gas leak",
            False,
        ),
        ("Why did the boiler explode?", "It could be due to a gas leak.", "a gas leak", False),
        (
            "Why did the boiler explode?",
            "The toll is likely to rise because many workers are missing.",
            "The toll is likely to rise because many workers are missing.",
            True,
        ),
        (
            "Why did the boiler explode?",
            '"The toll may rise because many workers are missing," the mayor said.',
            '"The toll may rise because many workers are missing," the mayor said.',
            True,
        ),
        (
            "Why did the boiler explode?",
            "A leak in the main pipe set it off.",
            "A leak in the main pipe set it off.",
            False,
        ),
    ],
)
def test_an_outcome_or_the_reason_of_a_forecast_is_no_cause(
    question: str, text: str, words: str, *, vetoed: bool
) -> None:
    asked = understand(question)
    line = line_with(evidence_of(asked, Article(id="a", title="", text=text)), words)
    start = line.start + line.text.index(words)
    assert is_no_cause(asked, line, start, start + len(words)) is vetoed


@pytest.mark.parametrize(
    ("text", "words", "nothing"),
    [
        ("Samples taken in Osht have been sent to the lab.", "Samples", True),
        ("The results came from an analysis of blood.", "blood", True),
        ("The chemists found chlorine in the samples.", "chlorine", False),
        ("Chlorine was found in the samples.", "Chlorine", False),
        ("The samples contained chlorine.", "chlorine", False),
        ("The chemists concluded that chlorine was used.", "chlorine was used", False),
    ],
)
def test_what_serves_to_find_is_not_what_was_found(text: str, words: str, *, nothing: bool) -> None:
    asked = understand("What did the chemists find?")
    line = line_with(evidence_of(asked, Article(id="a", title="", text=text)), words)
    start = line.start + line.text.index(words)
    assert is_no_thing(asked, line, start, start + len(words)) is nothing


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("When was the mayor of Osht seized?", "Gunmen seized the mayor of Varna.", True),
        ("When was the mayor of Osht seized?", "Gunmen seized the mayor of Osht.", False),
        ("When was the mayor of Osht seized?", "The mayor of Varna met the mayor of Osht.", False),
        ("When was the mayor of Osht seized?", "Gunmen seized the mayor of the town.", False),
        ("When was the mayor of Osht seized?", "Gunmen seized a clerk of Varna.", False),
        ("When was the mayor of Osht seized?", "Gunmen seized the mayor of Osht del Valle.", False),
        ("When was the governor of Hasaka shot?", "The governor of Hassakeh was shot.", False),
        ("Who is the mayor of Osht?", "Ana Mora, the mayor of Varna, left.", True),
        ("When was the mayor seized?", "Gunmen seized the mayor of Varna.", False),
        ("When was the head of the Osht clinic seized?", "The head of the Watch left.", False),
    ],
)
def test_the_mayor_of_another_town_is_not_the_one_asked_about(
    question: str, sentence: str, *, other: bool
) -> None:
    assert tells_of_other_office(question, sentence) is other


FIRED = (
    "The base was hit by heavy cruise missiles that two destroyers, the Osht and the Marn, fired."
)


@pytest.mark.parametrize(
    ("question", "text", "words", "vetoed"),
    [
        ("Which two destroyers fired the missiles?", FIRED, "two destroyers", True),
        ("Which two destroyers fired the missiles?", FIRED, "the Osht and the Marn", False),
        ("Who fired the missiles?", FIRED, "heavy cruise missiles", True),
        ("What kind of missiles did they fire?", FIRED, "heavy cruise missiles", False),
        ("Which rebel group attacked?", "A rebel group attacked the gate.", "A rebel group", True),
        ("Which group attacked the gate?", "Group 13 attacked the gate.", "Group 13", False),
        ("Who attacked the rebels?", "Other rebels attacked them.", "Other rebels", False),
        (
            "Which army shelled the Lirian town?",
            "The Lirian army shelled it.",
            "Lirian army",
            False,
        ),
        ("What vehicle carried the bomb?", "A truck bomb went off.", "A truck bomb", False),
        ("Who was in the convoy?", "A convoy of envoys left.", "A convoy of envoys", False),
    ],
)
def test_what_a_question_tells_itself_is_no_answer(
    question: str, text: str, words: str, *, vetoed: bool
) -> None:
    asked = understand(question)
    line = line_with(evidence_of(asked, Article(id="a", title="", text=text)), words)
    start = line.start + line.text.index(words)
    assert repeats_question(asked, line, start, start + len(words)) is vetoed
