"""The questions that the reader is trained on say what they mean."""

import random
from collections.abc import Iterator

import pytest

from qa.language import parse
from training.changed import Changes
from training.clauses import Clauses
from training.examples import Example
from training.headed import Headings
from training.partial import with_other_count
from training.phrases import Asked
from training.reports import lead_end
from training.wording import terse

PEOPLE = frozenset({"soldier", "people", "person", "man", "driver"})
NUMBERS = ("How many soldiers were killed", "number of soldiers killed near the ford")


def asked(sentence: str) -> Iterator[tuple[str, list[str]]]:
    for one in Clauses(parse(sentence), PEOPLE).questions():
        yield one.question, [sentence[a:b] for a, b in one.spans]


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        ("The clinic's director, Hala Mourad, left.", "who is clinic's director", "Hala Mourad"),
        ("The clinic's director, Hala Mourad, left.", "who directs The clinic", "Hala Mourad"),
        (
            "Among them is Pavel Orlik, the commander of the patrol.",
            "who commanded the patrol",
            "Pavel Orlik",
        ),
        (
            "Grace Nduli, who led the rescue operation, resigned.",
            "who led the rescue operation",
            "Grace Nduli",
        ),
        ("Walid Tamer, 41, was shot on Monday.", "age of Walid Tamer", "41"),
        (
            "Gunners shot down four of the six drones.",
            "how many of the drones were shot down",
            "four",
        ),
    ],
)
def test_a_sentence_is_asked_for_what_it_tells(sentence: str, question: str, answer: str) -> None:
    found = {" ".join(q.split()): answers for q, answers in asked(sentence)}
    assert answer in found.get(question, []), found


@pytest.mark.parametrize("question", NUMBERS)
def test_a_second_count_leaves_the_answer_to_the_question(question: str) -> None:
    """Whichever of the two is asked for, the spans hold a number that stands in the sentence."""
    sentence = "The blast killed nine soldiers near the ford."
    one = Asked(question, ((17, 21),), "kill", "soldier", "killed")
    chance = random.Random(3)
    made = [with_other_count(sentence, one, question, chance) for _ in range(40)]
    assert all(made)
    for text, changed, wording in filter(None, made):
        start, end = changed.spans[0]
        assert text[:start].endswith((" ", "including ")), text
        whole = "in all" in wording or "were there" in wording
        of_part = "of the" in wording or "of those" in wording or "among the" in wording
        if not whole and not of_part and "soldiers" in wording:
            assert text[start:end] == "nine", (text, wording)


def test_headings_move_the_answer_and_never_hold_it() -> None:
    window = "Nine people died on Monday."
    example = Example("When did nine people die?", window, ((20, 26),), "test")
    headings = Headings(["Tel Rami", "Orva"], ["Ana Terl", "Omar Shihabi"])
    chance = random.Random(1)
    made = [headings.around(example, chance, share=1.0) for _ in range(60)]
    assert any(m.window != window for m in made)
    for one in made:
        assert window in one.window
        assert [one.window[a:b] for a, b in one.spans] == ["Monday"]


@pytest.mark.parametrize(
    ("text", "story"),
    [
        ("BOGOTA, 7 FEB 89 (DPA) -- [TEXT] A BOMB EXPLODED.", "A BOMB EXPLODED."),
        ("[BEGIN RECORDING] [MERINO] WE AGREE.", "WE AGREE."),
        ("On 7 Feb 89 a bomb exploded.", "On 7 Feb 89 a bomb exploded."),
    ],
)
def test_the_story_begins_after_the_dateline(text: str, story: str) -> None:
    assert text[lead_end(text) :] == story


def test_a_changed_question_asks_for_what_the_window_does_not_tell() -> None:
    window = "The old bridge was built in 1963 by soldiers."
    changes = Changes(PEOPLE)
    for sentence in (window, "The mill was burned on Friday.", "The road was cleared on Sunday."):
        found = parse(sentence)
        changes.take(found, list(Clauses(found, PEOPLE).questions()))
    one = Asked("when was the old bridge built", ((28, 32),), "build")
    made = {changes.change(one.question, one, window, [], random.Random(i)) for i in range(20)}
    assert made - {None} <= {f"when was the old bridge {v}" for v in ("burned", "cleared")}
    assert made - {None}


def test_keywords_keep_the_content_of_a_question() -> None:
    question = "How many tanks were lost at Orva"
    made = {terse(question, random.Random(i)) for i in range(10)}
    assert "tanks lost at orva" in made
    assert all({"tanks", "lost", "orva"} <= set(one.split()) for one in made)
