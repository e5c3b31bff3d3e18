"""A refusal names what was missing, and quotes what comes nearest."""

import pytest
from told import evidence_of

from qa.abstain import nearest, reason
from qa.evidence import gather
from qa.question import understand
from qa.records import Article

REPORT = Article(
    id="fire",
    title="Fire at Ostmar",
    text="A fire at the Ostmar depot wounded five workers on 3 May 2031. The road was closed.",
    published="2031-05-04",
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many workers were wounded in Kalvik?", "mentions Kalvik"),
        ("How many workers were wounded at Ostmar in June 2019?", "covers June 2019"),
        ("How many firefighters were wounded at Ostmar?", "“firefighters”"),
        ("Which pilot bombed Ostmar?", "“pilot”"),
        ("Who is the manager of the depot of the workers at Ostmar?", "“manager”"),
        ("Which worker's doctor was at Ostmar?", "“doctor”"),
        ("How many workers were killed at Ostmar?", "no figure of workers for “killed”"),
    ],
)
def test_the_reason_names_what_is_missing(question: str, words: str) -> None:
    asked = understand(question)
    assert words in reason(asked, evidence_of(asked, REPORT))


def test_a_noun_told_in_another_form_is_not_missed() -> None:
    asked = understand("What wound did the worker at Ostmar have?")
    assert "“" not in reason(asked, evidence_of(asked, REPORT))


def test_without_reports_nothing_is_claimed_of_them() -> None:
    asked = understand("Who led the raid?")
    evidence = gather([], asked)
    assert reason(asked, evidence) == "No report matches the question and its filters."
    assert nearest(evidence) == ()


def test_the_nearest_sentences_are_quoted_one_a_report() -> None:
    asked = understand("How many firefighters were wounded at Ostmar?")
    other = Article(id="other", title="", text="Ostmar is a town by the sea.")
    found = nearest(evidence_of(asked, REPORT, other))
    assert [c.number for c in found] == [1, 2]
    assert "wounded five workers" in found[0].quote
