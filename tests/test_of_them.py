"""Whom "eight of them" counts, and who only did what is told."""

import pytest

from qa.amount_candidates import amount_candidates
from qa.figures import find_figures
from qa.language import parse
from qa.of_them import of_them
from qa.question import understand
from qa.records import Article
from tests.told import evidence_of, line_with


def whom(before: str, text: str) -> str | None:
    article = Article(id="r", title="Osht", text=f"{before} {text}")
    evidence = evidence_of(understand("How many fell at Osht?"), article)
    line, sentence = line_with(evidence, text), parse(text)
    mention = find_figures(sentence)[-1 if ";" in text else 0]
    return of_them(evidence, line, sentence, mention)


@pytest.mark.parametrize(
    ("before", "text", "people"),
    [
        ("A band of 60 bandits met a patrol.", "Eight of them fell.", "bandits"),
        ("Some 40 gunmen stormed the post.", "Three of them were killed.", "gunmen"),
        ("The boat carried 90 migrants.", "At least 20 of them drowned off Osht.", "migrants"),
        ("The bus had 31 miners on board.", "Nine of them were wounded.", "miners"),
        ("Police stopped 200 marchers.", "Twelve of them were arrested.", "marchers"),
        ("The Front sent 15 divers.", "Two of those were captured.", "divers"),
    ],
)
def test_those_of_the_sentence_before_are_counted(before: str, text: str, people: str) -> None:
    assert whom(before, text) == people


@pytest.mark.parametrize(
    ("before", "text"),
    [
        # a part of those of whom the same is told
        ("The raid killed 20 people.", "Eight of them died on the way to Osht."),
        ("Nine miners were wounded.", "Three of them were wounded badly."),
        # no count before, nothing told of them, or those told are named
        ("The raid began at dawn.", "Eight of them fell."),
        ("A band of 60 bandits met a patrol.", "Eight of them were cooks."),
        ("A band of 60 bandits met a patrol.", "Eight soldiers fell."),
        ("A band of six bandits met a patrol.", "Eight of them were killed."),
    ],
)
def test_parts_are_not(before: str, text: str) -> None:
    assert whom(before, text) is None


def fits(question: str, text: str) -> dict[str, float]:
    asked = understand(question)
    evidence = evidence_of(asked, Article(id="r", title="Osht", text=text))
    found = amount_candidates(asked, evidence, evidence.lines, {})
    return {candidate.value: candidate.fit for candidate in found}


def test_all_of_them_answer_as_well_as_those_named_do() -> None:
    question = "How many gunmen were killed at Osht?"
    named = fits(question, "Forty men stormed Osht. Three gunmen were killed.")["Three"]
    meant = fits(question, "Some 40 gunmen stormed Osht. Three of them were killed.")["Three"]
    part = fits(question, "The army killed 40 gunmen. Three of them were killed by shells.")[
        "Three"
    ]
    assert part < meant == named


@pytest.mark.parametrize(
    "text",
    [
        "Two guards were killed at Osht when 40 rebels attacked the post.",
        "Some 30 rebels stormed Osht and killed two guards.",
        "Two guards died as 200 rebels shelled Osht.",
    ],
)
def test_those_who_did_it_are_not_its_dead(text: str) -> None:
    found = fits("How many rebels were killed at Osht?", text)
    assert not {"40", "Some 30", "200"} & set(found)
    asked = "How many rebels attacked the post at Osht?"
    assert "40" in fits(asked, "Two guards died when 40 rebels attacked the post at Osht.")
