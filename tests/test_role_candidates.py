"""The place that a question leaves open, and what fills it in reports."""

import pytest

from qa.evidence import Evidence, gather
from qa.language import parse
from qa.name_fit import NAMED
from qa.question import Question, understand
from qa.records import Article, Chunk, Passage
from qa.role_asked import open_place
from qa.role_candidates import role_candidates
from qa.role_fillers import fillers, follows_on
from qa.sentences import sentence_spans
from qa.things import is_no_thing
from qa.things_told import thing_asked, things_told


@pytest.mark.parametrize(
    ("question", "verb", "role", "preposition"),
    [
        ("Who was arrested over the Osht fire?", "arrest", "object", None),
        ("Which villages were shelled?", "shell", "object", None),
        ("List the villages shelled on 3 March", "shell", "object", None),
        ("What hit the ferry?", "hit", "subject", None),
        ("What did the army seize at the camp?", "seize", "object", None),
        ("What was the convoy hit with?", "hit", "oblique", "with"),
        ("With what weapon was the mayor killed?", "kill", "oblique", "with"),
        ("What were the raiders of Osht armed with?", "armed", "oblique", "with"),
        ("What does the charity say is needed in Osht?", "need", "object", None),
        ("Who were the four people killed outside the clinic?", "kill", "object", None),
    ],
)
def test_the_place_a_question_leaves_open(
    question: str, verb: str, role: str, preposition: str | None
) -> None:
    asked = open_place(understand(question))
    assert asked is not None
    assert (asked.verb, asked.role, asked.preposition) == (verb, role, preposition)


@pytest.mark.parametrize(
    "question", ["Why did they flee?", "When was it?", "Where was the car that a plane hit?"]
)
def test_no_verb_place_is_left_open(question: str) -> None:
    assert open_place(understand(question)) is None


def _filled(question: str, text: str) -> list[str]:
    asked = open_place(understand(question))
    assert asked is not None
    return [text[s:e] for (s, e), counted in fillers(parse(text), asked) if not counted]


@pytest.mark.parametrize(
    ("question", "text", "items"),
    [
        (
            "Who was arrested over the fire?",
            "The head of the depot and his deputy have been arrested.",
            ["The head of the depot", "his deputy"],
        ),
        (
            "Who was arrested?",
            "Two men attacked the post and were arrested.",
            ["Two men"],
        ),
        (
            "Who was arrested?",
            "Among those arrested were a doctor and two nurses.",
            ["a doctor", "two nurses"],
        ),
        (
            "Which villages were shelled?",
            "The army shelled the villages of Osht and Varna, and residents fled.",
            ["Osht", "Varna"],
        ),
        (
            "Which villages were shelled?",
            "Three villages, Osht, Varna and Elmora, were shelled overnight.",
            ["Osht", "Varna", "Elmora"],
        ),
        (
            "Which people were detained?",
            "Over 90 people were detained, among them two bakers, six pilots and a judge, police said.",
            ["two bakers", "six pilots", "a judge"],
        ),
        ("What hit the ferry?", "The ferry was hit by a small rocket.", ["a small rocket"]),
        (
            "Which weapons did the observers find were used?",
            "The weapons used were old rifles and one heavy mortar, which the truce had banned.",
            ["old rifles", "one heavy mortar"],
        ),
        (
            "What does the charity say is needed?",
            "Needs: two pumps, clean blankets, and safe passage for trucks.",
            ["two pumps", "clean blankets", "safe passage for trucks"],
        ),
    ],
)
def test_what_fills_the_place(question: str, text: str, items: list[str]) -> None:
    assert _filled(question, text) == items


@pytest.mark.parametrize(
    "text",
    [
        "The mayor was not arrested.",
        "Police arrived at the depot and questioned the guard.",
        "The villages were quiet.",
    ],
)
def test_other_verbs_and_denied_ones_fill_nothing(text: str) -> None:
    assert _filled("Who was arrested?", text) == []


def test_the_next_sentence_names_those_spoken_of() -> None:
    text = "They are the surgeon Pavel Orlan, the pilot Ines Dorval and the nurse Suha Idran."
    named = [text[s:e] for s, e in follows_on(parse(text))]
    assert named == ["the surgeon Pavel Orlan", "the pilot Ines Dorval", "the nurse Suha Idran"]


def _evidence(question: str, text: str, outlet: str | None = None) -> tuple[Question, Evidence]:
    asked = understand(question)
    article = Article(id="a", title="", text=text, outlet=outlet)
    spans = tuple(sentence_spans(text))
    chunk = Chunk(
        id="c", article_id="a", position=0, start=0, end=len(text), text=text, sentences=spans
    )
    return asked, gather([Passage(article=article, chunk=chunk, score=1.0)], asked)


def test_a_numbered_list_after_the_verb_is_taken_apart() -> None:
    text = (
        "We demand: 1. The release of Ana Terl. 2. The withdrawal of the army. "
        "3. Printing of this letter.\n\nThe guard died."
    )
    asked, evidence = _evidence("What did the Red Dawn Front demand?", text)
    found = list(role_candidates(asked, evidence, evidence.lines, {}))
    assert {c.value for c in found} >= {
        "The release of Ana Terl",
        "The withdrawal of the army",
        "Printing of this letter",
    }
    assert len({c.placed for c in found}) == 1


def test_an_outlet_that_is_asked_for_is_named_by_its_own_report() -> None:
    text = "Needs: two pumps and clean blankets."
    _, with_outlet = _evidence("What does Harbour Wire say is needed?", text, "Harbour Wire")
    _, without = _evidence("What does Harbour Wire say is needed?", text)
    assert with_outlet.lines[0].named == 1.0
    assert without.lines[0].named < 1.0


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        (
            "What vehicle carried the bomb?",
            "The vehicle, a white pick-up, had been left outside.",
            "white pick-up",
        ),
        (
            "What is the name of the drone they used?",
            "The device, called Kestrel, flew 90 kilometres.",
            "Kestrel",
        ),
    ],
)
def test_what_a_thing_is_or_is_called(question: str, text: str, told: str) -> None:
    asked = thing_asked(understand(question))
    assert asked is not None
    assert [text[s:e] for s, e in things_told(parse(text), asked[0], named=asked[1])] == [told]


@pytest.mark.parametrize(
    ("question", "text", "span", "never"),
    [
        ("What were they armed with?", "It was a criminal raid with rifles.", "criminal", True),
        ("What were they armed with?", "It was a criminal raid with rifles.", "rifles", False),
        ("What was the post attacked with?", "The men fired mortars.", "The men", True),
        ("Which weapon did the Front use?", "The Front fired two mortars.", "two", True),
        ("Which weapon did the Front use?", "The Front fired two mortars.", "two mortars", False),
        ("What colour was the car?", "The car was white.", "white", False),
        ("Which two ships fired?", "The two ships fired.", "two", True),
        ("Who fired?", "A criminal gang fired.", "criminal", False),
    ],
)
def test_words_that_are_no_thing(question: str, text: str, span: str, *, never: bool) -> None:
    asked, evidence = _evidence(question, text)
    start = text.index(span)
    assert is_no_thing(asked, evidence.lines[0], start, start + len(span)) is never


@pytest.mark.parametrize(
    ("text", "span", "never"),
    [
        (
            "A powerful blast killed four people in Osht.",
            "A powerful blast killed four people",
            True,
        ),
        ("The baker Hani Kaban died in Osht.", "The baker Hani Kaban", False),
        ("The baker who sold bread died.", "The baker who sold bread", False),
    ],
)
def test_a_clause_names_nobody(text: str, span: str, *, never: bool) -> None:
    asked, evidence = _evidence("Who was killed in Osht?", text)
    start = text.index(span)
    assert is_no_thing(asked, evidence.lines[0], start, start + len(span)) is never


def test_a_word_of_the_question_fills_no_place() -> None:
    text = "Kalvin and Osht were shelled."
    asked, evidence = _evidence("Which Kalvin villages were shelled?", text)
    found = role_candidates(asked, evidence, evidence.lines, {})
    assert [c.value for c in found] == ["Osht"]


def test_a_name_in_the_right_place_fits_no_less_than_a_name() -> None:
    text = "On 3 March soldiers near the town of Osht killed the farmer Pavel Orlan."
    asked, evidence = _evidence("Who was killed in Osht on 3 March?", text)
    fits = [c.fit for c in role_candidates(asked, evidence, evidence.lines, {}) if c.placed]
    assert max(fits) > NAMED
