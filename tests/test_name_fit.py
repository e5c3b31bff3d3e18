"""What makes a span the place or body asked for."""

import pytest
from told import evidence_of, line_with

from qa.name_fit import COMMON, NAMED, OTHER_KIND, label_fit
from qa.question import understand
from qa.records import Article


def fit(question: str, text: str, span: str) -> float:
    asked = understand(question)
    line = line_with(evidence_of(asked, Article(id="a", title="", text=text)), span)
    start = text.index(span)
    return label_fit(asked, line, start, start + len(span))


@pytest.mark.parametrize(
    ("question", "text", "span"),
    [
        ("Windows broke in which border town?", "Windows broke in the town of Nurabin.", "Nurabin"),
        ("Which river did they cross?", "They are thought to have crossed the Ruvu river.", "Ruvu"),
        ("Which base was hit?", "Jets struck the Sarraj air base on Monday.", "Sarraj air base"),
        (
            "What was the name of the mosque that was hit?",
            "The Observatory said that a shell fell on Harun mosque at noon.",
            "Harun mosque",
        ),
    ],
)
def test_what_the_report_calls_a_town_is_a_town(question: str, text: str, span: str) -> None:
    """Whatever a recogniser takes the name for."""
    assert fit(question, text, span) == NAMED


def test_common_nouns_of_another_kind_are_no_body() -> None:
    """A reader without a better idea proposes them."""
    text = "Some cases show signs of gas, the agency wrote near the clinic."
    assert fit("Which body saw signs of gas?", text, "cases") == OTHER_KIND
    assert fit("Which agency saw signs of gas?", text, "agency") == COMMON
    assert fit("Where were windows broken?", text, "clinic") == COMMON


def test_a_thing_with_the_capital_of_its_sentence_is_no_body() -> None:
    text = "Sarin is a nerve agent. The clinic found sarin. Amnesty said 70 had signs of it."
    assert fit("Which body said 70 had signs of gas?", text, "Sarin") == OTHER_KIND
    assert fit("Which body said 70 had signs of gas?", text, "Amnesty") > OTHER_KIND


def test_where_a_name_is_asked_for_what_names_nothing_hardly_fits() -> None:
    text = "The shell fell as men sat down for their soup."
    asked = "what was the name of the mosque that was hit?"
    assert fit(asked, text, "their soup") == OTHER_KIND
    assert fit("which mosque was hit?", text, "their soup") == COMMON
