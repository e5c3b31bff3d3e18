"""Follow-ups read as standalone questions."""

import pytest

from qa.conversation import about, standalone
from qa.errors import QuestionError


@pytest.mark.parametrize(
    "question",
    [
        "How many guards were killed at Osht prison?",
        "who claimed the elmora market attack",
        "When did the ferry sink in the Tarn strait?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    history = ["What happened in Elmora in June 2031?"]
    assert standalone(question, history) == question


@pytest.mark.parametrize(
    ("history", "question", "holds"),
    [
        (["How many were killed at Osht prison in March 2031?"], "and how many were wounded?",
         ["wounded", "Osht", "March 2031"]),
        (["Who claimed the attack on Osht prison?"], "was that confirmed?", ["confirmed", "Osht"]),
        (["How many inmates escaped from Osht prison?"], "who said so?", ["said", "Osht", "inmates"]),
        (["How many people were killed in Osht?"], "what about Elmora?", ["killed", "Elmora"]),
        (["What happened in Elmora in June 2031?"], "how many people died there?",
         ["died", "Elmora", "June 2031"]),
        (["how many children were hurt in Elmora?"], "how old were they?", ["children", "Elmora"]),
    ],
)  # fmt: skip
def test_a_follow_up_gets_what_it_leaves_unsaid(
    history: list[str], question: str, holds: list[str]
) -> None:
    reading = standalone(question, history)
    for words in holds:
        assert words.lower() in reading.lower(), reading


def test_another_place_takes_the_place_of_the_first() -> None:
    reading = standalone("what about Elmora?", ["How many people were killed in Osht?"])
    assert "Osht" not in reading


def test_settings_carry_over_several_turns() -> None:
    history = ["What happened in Jarrow in July 2031?", "who was the doctor killed there?"]
    reading = standalone("how far is it from Damask?", history)
    assert "Jarrow" in reading


def test_every_word_of_a_reading_comes_from_the_conversation() -> None:
    history = ["How many were killed at Osht prison in March 2031?"]
    question = "and how many were wounded?"
    reading = standalone(question, history)
    words = set(" ".join([*history, question, "about the in"]).lower().replace("?", "").split())
    assert (
        set(reading.lower().replace("?", "").translate(str.maketrans("(:;),", "     ")).split())
        <= words
    )


def test_an_empty_question_is_refused() -> None:
    with pytest.raises(QuestionError, match="empty"):
        standalone("  ", ["who?"])


def test_a_reading_splits_into_question_and_setting() -> None:
    assert about("how many died? (about: Osht; March 2031)") == (
        "how many died?", "Osht; March 2031",
    )  # fmt: skip
    assert about("how many died in Osht?") == ("how many died in Osht?", "")
