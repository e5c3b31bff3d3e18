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
        (["How many inmates escaped from Osht prison?"], "who said so?",
         ["who says so", "how many inmates escaped from Osht"]),
        (["how many inmates escaped from Osht?", "who said so?"], "and how many were recaptured?",
         ["recaptured", "Osht"]),
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


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        (["Which ferry was hit off Elmora?"], "when was that?", "When was the ferry hit off Elmora?"),
        (["How many people were killed in Osht?"], "and the wounded?",
         "How many people were wounded in Osht?"),
        (["How many people died in Osht in June 2031?"], "in Aleppo?",
         "How many people died in Aleppo in June 2031?"),
        (["Was the mayor of Osht dismissed?"], "why?", "Why was the mayor of Osht dismissed?"),
        (["When was the bridge blown up?"], "by whom?", "By whom was the bridge blown up?"),
        (["How many were hurt in Osht?"], "and children?", "How many children were hurt in Osht?"),
        (["How many people were killed by the car bomb at the bakery?"], "and in the market raid?",
         "How many people were killed in the market raid?"),
        (["How many people were killed by the bomb in Osht?"],
         "and how many in the raid on Elmora in July 2031?",
         "How many people were killed in the raid on Elmora in July 2031?"),
    ],
)  # fmt: skip
def test_what_a_fragment_says_takes_its_place_in_the_question_before(
    history: list[str], question: str, reading: str
) -> None:
    assert standalone(question, history) == reading


@pytest.mark.parametrize(
    ("history", "question", "holds"),
    [
        (["Who was the driver found dead in Osht?"], "how was he killed?", "the driver killed"),
        (["Who was the youngest victim of the market shelling?"], "how old was she?",
         "the youngest victim"),
        (["Who was the driver found dead in Osht?"], "how old?", "How old was the driver?"),
        (["How many died in the bakery bombing in Osht?"], "who claimed it?",
         "claimed the bakery bombing"),
        (["What aircraft bombed the hospital in Osht?"], "which base did they fly from?",
         "the aircraft fly"),
        (["How many guards were killed when the children were freed?"], "was their leader caught?",
         "the guards' leader"),
        (["What did Omar Haddad say of the raid?", "Who leads the 3 May Column?"],
         "how many men did he say it has?", "did Omar Haddad say the 3 May Column has"),
        (["How many soldiers captured at Osht died in captivity?"], "what was he called?",
         "was he called"),
        (["What happened at Osht prison?"], "how many of its own men did the group lose?",
         "its own men"),
        (["How many teachers were abducted in Osht?", "how many of them were women?"],
         "when were they freed?", "the teachers freed"),
        (["Which charity did the Osht convoy belong to?"], "who is its director?",
         "the charity's director"),
        (["Where were the mayor and the judge seized?", "When did the ferry sink?"],
         "who rescued it?", "rescued the ferry?"),
        (["Why was the bridge bombed?"], "what did Moscow say about it?",
         "say about the bridge"),
        (["Why did the navy stop the ferry?"], "what did Moscow do about its crew?", "its crew"),
        (["Who hit the ferry?"], "why did they do it?", "do it"),
        (["Which army pilot was the raid on Osht meant to free?"], "what became of him?",
         "What became of the army pilot"),
        (["Which band held the crew?", "Who drove it out of Osht?"], "what happened to their leader?",
         "the band's leader"),
        (["Who took the base from the Red Army?"], "how many men did they lose?", "they lose"),
        (["Who led the army delegation at the opening of the talks?"], "how many women were in it?",
         "in the army delegation"),
        (["How long had the nine been held?"], "which of them lost an eye?", "of the nine lost"),
        (["What was the toll of the raid four days on?"], "how many children were among them?",
         "among them"),
        (["How did the prisoners get out?", "What did the Red Column say about the tunnel?"],
         "How many men dug it, by their account?", "dug the tunnel, by the Red Column's account"),
        (["How did the prisoners get out?"], "what was their account?", "the prisoners' account"),
        (["Which group held the pilot?"], "what did it want for him?", "did the group want for him"),
        (["Who was hit at the house in Osht?", "Where was the house?"],
         "what had the tenant said he did?", "he did"),
    ],
)  # fmt: skip
def test_a_pronoun_is_read_as_what_it_stands_for(
    history: list[str], question: str, holds: str
) -> None:
    assert holds in standalone(question, history)


@pytest.mark.parametrize(
    ("history", "answer", "question", "reading"),
    [
        (["What did Omar Haddad say of the raid?", "Who leads the Red Column?"], "Rufo Banag",
         "how many men did he say it has?", "did Omar Haddad say the Red Column has"),
        (["Who leads the Red Column?"], "Rufo Banag", "how old is it?", "is the Red Column"),
        (["Who leads the Red Column?"], "Rufo Banag", "how old is he?", "is Rufo Banag"),
        (["Where did the rockets that hit Osht come from?"], "Temna", "how far is that from Osht?",
         "How far is Temna from Osht"),
        (["Where was the ferry hit?"], "Sund", "how many died there?", "died in Sund"),
        (["Who fired the rockets at Osht?"], "the Red Column", "why?",
         "Why did the Red Column fire the rockets at Osht?"),
        (["Which raid was that in March 2031?", "who led the raid?"], "Oto Brenn", "when?",
         "When did Oto Brenn lead the raid? (about: March 2031)"),
        (["Who was arrested in Osht?"], "Oto Brenn", "when?",
         "When was Oto Brenn arrested in Osht?"),
        (["What hit the ferry?"], "a drone", "when was that?", "When did a drone hit the ferry?"),
        (["Who was flying the helicopter that fell at Osht?"], "Oto Brenn", "what town is he from?",
         "What town is Oto Brenn from?"),
        (["Who was seized together with Mira Sol?"], "Oto Brenn", "how long was he held?",
         "How long was Oto Brenn held?"),
        (["Who was seized after Mira Sol?"], "Oto Brenn", "how long was she held?",
         "How long was Mira Sol held?"),
        (["Who found the bodies in Osht?"], "the Civil Guard", "how did its director name it?",
         "How did the Civil Guard's director"),
        (["Who in the army conceded that the ferry had been hit?"], "Oto Brenn",
         "when did he concede it?", "When did Oto Brenn concede that the ferry had been hit?"),
    ],
)  # fmt: skip
def test_the_answer_before_takes_its_place_in_the_next_question(
    history: list[str], answer: str, question: str, reading: str
) -> None:
    assert reading.lower() in standalone(question, history, answer=lambda: answer).lower()


@pytest.mark.parametrize(
    ("earlier", "question", "reading"),
    [
        ("What was the range of the rockets in Osht?", "and that of the drones?",
         "What was the range of the drones in Osht?"),
        ("Who led the raid on Osht?", "and that on Elmora?", "Who led the raid on Elmora?"),
        ("How many people were hurt in Osht?", "and the ministry's figure?",
         "How many people were hurt in Osht according to the ministry's figure?"),
        ("How many people died at Osht prison according to the army?", "And the Red Column's count?",
         "How many people died at Osht prison according to the Red Column's count?"),
        ("How many guards did the army say were killed in Osht?", "And the rebels' count?",
         "How many guards were killed in Osht according to the rebels' count?"),
        ("How many people died in Osht in the first weeks of 2031?", "And the year before, in all?",
         "How many people died in Osht in 2030?"),
        ("How many fled Osht on 3 May 2031?", "and the next day?",
         "How many fled Osht on 4 May 2031?"),
    ],
)  # fmt: skip
def test_a_question_is_asked_again_of_another_source_thing_or_year(
    earlier: str, question: str, reading: str
) -> None:
    assert standalone(question, [earlier]) == reading


def test_a_follow_up_written_with_care_names_nobody_by_a_small_letter() -> None:
    history = ["How many pilgrims were seized at Osht?"]
    assert "captors" in standalone("For what did the captors want them?", history)


def test_what_is_carried_on_opens_with_no_auxiliary() -> None:
    assert "did" not in standalone("how many drowned?", ["When did the ferry Aurelia sink?"])


def test_those_of_another_state_are_counted_after_a_question_that_counts_nobody() -> None:
    reading = standalone("and the missing?", ["Who launched the ferry off Osht?"])
    assert reading.startswith("How many were missing?")
    assert "Osht" in reading


def test_a_place_of_its_own_takes_the_place_of_the_last() -> None:
    history = ["How many people were killed in Aleppo?"]
    reading = standalone("and how many were wounded in Damascus?", history)
    assert "Damascus" in reading
    assert "Aleppo" not in reading


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


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("who said so?", True),
        ("And who says that", True),
        ("according to whom?", True),
        ("says who?", True),
        ("who gave that figure?", True),
        ("what is the source of that?", True),
        ("who are your sources for these figures?", True),
        ("which report says that?", True),
        ("who was it that said that?", True),
        ("from whose count?", True),
        ("who told you?", True),
        ("who announced it?", True),
        ("who estimated that number?", True),
        ("who did the ministry say that to?", False),
        ("what did they say?", False),
        ("who gave the order?", False),
        ("who gave them weapons?", False),
        ("who released them?", False),
        ("who told them to leave?", False),
        ("whose men were they?", False),
        ("who reported on the trial?", False),
        ("who claimed it?", False),
        ("who said it sent the drones?", False),
        ("according to whom was the bridge mined?", False),
    ],
)
def test_a_follow_up_that_asks_who_says_so_is_the_question_before(
    question: str,
    asks: bool,  # noqa: FBT001 - a table column
) -> None:
    before = "How many inmates escaped from Osht prison?"
    reading = standalone(question, [before])
    assert (reading == f"Who says so: {before}") is asks
