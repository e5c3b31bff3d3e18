"""What is not known answers only what is asked, and an estimate beside it goes before it."""

import pytest
from told import evidence_of

from qa.claims import conclude
from qa.extract import extract
from qa.findings import Findings
from qa.not_known import not_known
from qa.question import understand
from qa.reader import load_reader
from qa.reading import read_lines
from qa.records import Article
from qa.scoring import load_scorer
from qa.support import supported

JAIL = (
    "Gunmen blew up the gate of Osht prison on Tuesday. About 140 guards were killed. A number of "
    "civilians in the town were killed too. How many has not been established. Hundreds of inmates "
    "managed to escape. The exact number of those who fled is still unknown, though it is "
    "estimated at 200. The attackers took an unknown number of guards hostage. It could not say "
    "for how long the prison would stay closed. The ministry's statement does not say who opened "
    "the gate."
)


def told(question: str, text: str = JAIL) -> Findings:
    """What one report answers."""
    asked = understand(question)
    article = Article(id="osht", title="Osht prison", text=text, published="2031-03-06")
    evidence = evidence_of(asked, article)
    readings, scorer = read_lines(asked, evidence, load_reader()), load_scorer()
    spans = extract(asked, evidence, readings)
    candidates = supported(evidence, spans, readings)
    return conclude(
        asked,
        evidence,
        candidates,
        scorer(asked, evidence, candidates),
        threshold=scorer.threshold,
    )


@pytest.mark.parametrize(
    "question",
    [
        "How many inmates escaped from Osht prison?",
        "escaped osht how many",
        "number of prisoners who got away from Osht prison",
        "How many inmates fled Osht?",
    ],
)
def test_an_estimate_of_an_unknown_answers_in_any_wording(question: str) -> None:
    found = told(question)
    figure = found.found[0].candidate.figure
    assert figure is not None
    assert (found.state, figure.low, figure.qualifier) == ("answered", 200, "estimated")
    assert found.found[0].assessment.certainty == "unconfirmed"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many civilians were killed at Osht prison?", "not been established"),
        ("How many guards were taken hostage at Osht prison?", "unknown"),
        ("How long will Osht prison stay closed?", "could not say"),
        ("Who opened the gate of Osht prison?", "does not say"),
    ],
)
def test_what_is_not_known_is_said_for_just_what_is_asked(question: str, words: str) -> None:
    found = told(question)
    assert (found.state, found.found[0].candidate.value) == ("unknown", words)


def test_what_is_not_known_of_others_answers_nothing() -> None:
    found = told("How many guards were killed at Osht prison?")
    assert found.state == "answered"
    assert found.found[0].candidate.value == "About 140"
    for question in (
        "How many guards were wounded at Osht prison?",
        "How many fighters were killed at Osht prison?",
    ):
        asked = understand(question)
        article = Article(id="osht", title="Osht prison", text=JAIL, published="2031-03-06")
        assert not_known(asked, evidence_of(asked, article)) == []


def test_whether_something_is_known_is_answered_with_no() -> None:
    found = told("Is the exact number of inmates who fled Osht prison known?")
    assert (found.state, found.found[0].candidate.says) == ("answered", False)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who kidnapped Ana Mora?", "Ana Mora was kidnapped. Her whereabouts are unknown."),
        ("Who kidnapped Ana Mora?", "Ana Mora, who was kidnapped in Osht, did not know why."),
        ("Where was Ana Mora kidnapped?", "Ana Mora was kidnapped and taken to an unknown place."),
    ],
)
def test_what_else_is_not_known_of_the_same_people_answers_nothing(
    question: str, text: str
) -> None:
    """Where somebody is now is neither who took them nor where they were taken."""
    asked = understand(question)
    article = Article(id="osht", title="Osht", text=text, published="2031-03-06")
    assert not_known(asked, evidence_of(asked, article)) == []


def test_a_report_that_does_not_say_who_answers_who() -> None:
    """The asking word after "did not say", and "unknown" before the noun that is asked for."""
    asked = understand("Who kidnapped Ana Mora?")
    for text in (
        "Ana Mora was kidnapped in Osht. Police did not say who kidnapped Ana Mora.",
        "Who kidnapped Ana Mora is not known.",
    ):
        article = Article(id="osht", title="Osht", text=text, published="2031-03-06")
        assert not_known(asked, evidence_of(asked, article))
