"""A named party that answers otherwise stands beside a yes or no; nobody else does."""

import pytest

from qa.candidate import Candidate
from qa.denial import denies_the_last
from qa.language import parse
from qa.polarity import polarity
from qa.question import understand
from qa.records import Article
from qa.yes_no_voices import on_the_same, other_answers
from tests.told import evidence_of


def against(question: str, answer: str, *others: str, published: str = "2031-03-07") -> list[str]:
    """What is said against *answer* in its own report and in *others*."""
    asked = understand(question)
    articles = [
        Article(
            id=f"r{i}",
            title="Osht",
            text=text,
            outlet=f"Outlet {i}",
            published="2031-03-06" if i == 0 else published,
        )
        for i, text in enumerate((answer, *others))
    ]
    evidence = evidence_of(asked, *articles)
    line = next(line for line in evidence.by_article["r0"] if line.place == 0)
    says, fit = polarity(asked, parse(line.text))
    first = Candidate(line=line, start=line.start, end=line.end, fit=fit, says=says)
    return [other.value for other in other_answers(asked, evidence, first)]


TAKEN = "Were sailors taken prisoner at Osht?"
HOLDS = "The Front said it holds nine prisoners from the raid on Osht."


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        (TAKEN, HOLDS, "There are no prisoners, the admiral, Ilm Rada, said of the raid on Osht."),
        (
            "Was anyone killed in the strike on the clinic in Osht?",
            "A strike on the clinic in Osht killed nine people, its director, Ana Orlo, said.",
            "The monitor said there were no deaths from the strike on the clinic in Osht.",
        ),
        (
            "Was a toll paid for the barges at Osht?",
            "A toll was paid for the barges at Osht, two captains said.",
            "The harbour master said that no toll was paid for the barges at Osht.",
        ),
        (
            "Did the army enter Osht?",
            "The army has not entered Osht, its spokesman, Colonel Rada, said.",
            "Residents said the army had entered Osht at dawn.",
        ),
        (
            "Was the bridge at Osht destroyed?",
            "The bridge at Osht was destroyed, the mayor, Ana Orlo, said.",
            "Engineers said the bridge at Osht had not been destroyed.",
        ),
        (
            "Did the convoy reach Osht?",
            "The convoy reached Osht on Friday, the charity said.",
            "Doctors in Osht said the convoy had not reached the town.",
        ),
    ],
)
def test_another_party_s_answer_stands_beside(question: str, answer: str, other: str) -> None:
    assert against(question, answer, other) == [other]
    assert against(question, f"{answer} {other}") == [other]


@pytest.mark.parametrize(
    ("answer", "other"),
    [
        # the same party, and the same answer
        (HOLDS, "The Front said that it took no prisoners at Osht."),
        (HOLDS, "The admiral, Ilm Rada, said the Front had taken prisoners at Osht."),
        # nobody's word, against somebody's or the report's
        (HOLDS, "There are no prisoners at Osht."),
        ("Nine sailors were taken prisoner at Osht.", "The admiral said there are no prisoners."),
        # not said, only left open or supposed
        (HOLDS, "The admiral said it was unclear whether prisoners were taken at Osht."),
        (HOLDS, "The admiral said that if no prisoners were taken at Osht, all would return."),
    ],
)
def test_no_other_party_says_otherwise(answer: str, other: str) -> None:
    assert against(TAKEN, answer, other) == []


def test_a_report_of_another_year_says_nothing_against_it() -> None:
    other = "There are no prisoners, the admiral, Ilm Rada, said of the raid on Osht."
    assert against(TAKEN, HOLDS, other, published="2032-06-01") == []


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The charity denies it.", True),
        ("The army denied this.", True),
        ("Colonel Rada dismissed the accusation.", True),
        ("Both ministries rejected the charge on Friday.", True),
        ("The army did not deny it.", False),
        ("The army denied that it had shelled the mill.", False),
        ("The army denied it and blamed the Front.", False),
        ("The council rejected the offer.", False),
        ("The mayor confirmed it.", False),
    ],
)
def test_a_denial_of_what_stands_before_it_says_no_more(text: str, denied: bool) -> None:  # noqa: FBT001 - a table
    assert denies_the_last(parse(text)) is denied


@pytest.mark.parametrize(
    ("question", "told", "kept"),
    [
        # nothing is named, and the other report came out months later
        (
            "Was the toll confirmed?",
            "The toll was not confirmed.",
            False,
        ),
        # it names what the question names
        ("Was the toll of Osht confirmed?", "The toll of Osht was not confirmed.", True),
    ],
)
def test_a_no_of_another_event_is_no_second_source(question: str, told: str, *, kept: bool) -> None:
    asked = understand(question)
    articles = [
        Article(id="r0", title="Osht", text=told, outlet="One", published="2031-03-06"),
        Article(id="r1", title="Kalvin", text=told, outlet="Two", published="2031-09-28"),
    ]
    evidence = evidence_of(asked, *articles)
    first, other = (
        Candidate(line=line, start=line.start, end=line.end, fit=1.0, says=False)
        for line in (evidence.by_article[article.id][0] for article in articles)
    )
    assert [c for _, c in on_the_same(asked, first, [(0.5, other)])] == [other] * kept
