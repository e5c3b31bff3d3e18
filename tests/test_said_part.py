"""A yes or no is shown in its speaker's words; who says it stands beside them."""

import pytest

from qa.candidate import Candidate
from qa.compose import compose
from qa.findings import Findings
from qa.language import parse
from qa.polarity import polarity
from qa.question import understand
from tests.test_wording import finding_of, report
from tests.told import evidence_of


def answer(question: str, text: str) -> tuple[str, str]:
    """The claim's value and the answer's text, where the first sentence of *text* answers."""
    asked = understand(question)
    evidence = evidence_of(asked, report(text))
    line = next(line for line in evidence.lines if line.place == 0)
    says, fit = polarity(asked, parse(line.text))
    candidate = Candidate(line=line, start=line.start, end=line.end, fit=fit, says=says)
    findings = Findings(state="answered", found=(finding_of(evidence, candidate),))
    composed = compose(asked, findings)
    return composed.claims[0].value, composed.text


@pytest.mark.parametrize(
    ("question", "text", "value", "speaker"),
    [
        (
            "Was a toll paid for the barges at Orle?",
            "Minister Ruda insisted that no toll was paid for the barges at Orle.",
            "no toll was paid for the barges at Orle",
            "Minister Ruda",
        ),
        (
            "Did the Valley League burn the mill at Besk?",
            "The Valley League had no part in the fire at Besk, its spokesman Ilm Rada has stated.",
            "The Valley League had no part in the fire at Besk",
            "its spokesman Ilm Rada",
        ),
        (
            "Was the bridge at Orle closed?",
            '"The bridge at Orle was closed all night," said the mayor, Ana Orlo.',
            "The bridge at Orle was closed all night",
            "the mayor, Ana Orlo",
        ),
        (
            "Was Colonel Besh in custody?",
            "In the end the ministry conceded on Friday that Colonel Besh had escaped.",
            "Colonel Besh had escaped",
            "the ministry",
        ),
        (
            "Was the pilot wounded?",
            "Captain Ilm, who leads the search, says that the pilot was probably wounded.",
            "the pilot was probably wounded",
            "Captain Ilm",
        ),
        (
            "DID THE REDS TAKE LEMMA?",
            "THE GENERAL STAFF SAID THAT THE REDS DID NOT TAKE LEMMA.",
            "THE REDS DID NOT TAKE LEMMA",
            "the general staff",
        ),
    ],
)
def test_what_is_said_is_shown_without_who_says_it(
    question: str, text: str, value: str, speaker: str
) -> None:
    shown, told = answer(question, text)
    assert shown == value
    assert f", according to {speaker}" in told


def test_a_doubt_outside_the_words_is_kept() -> None:
    value, told = answer("Was the pilot wounded?", "The mayor believes that the pilot was wounded.")
    assert value == "the pilot was wounded"
    assert "\u201cbelieves\u201d" in told


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # what is denied is not what is said
        ("Was the mayor taken hostage?", "Police denied that the mayor was taken hostage."),
        # the report's own words
        ("Was the mayor taken hostage?", "The mayor was taken hostage on Friday."),
        # another clause answers
        (
            "Did the Reds lose their last camp in May?",
            "The Reds hold none: Osht declared that they lost, and the last camp fell in May.",
        ),
        # it is asked whether it was said
        ("Did the board say whether sailors died?", "The board will not say whether sailors died."),
        # the speaker is not told apart from what is said
        (
            "Did the Valley League burn the mill at Besk?",
            "The Valley League had no part in the fire at the mill at Besk, the league stated.",
        ),
        # what stands outside limits it
        (
            "Was the bridge at Orle destroyed by the army?",
            "If the army destroyed the bridge at Orle, Ruda said, it was destroyed by mistake.",
        ),
    ],
)
def test_other_sentences_stay_whole(question: str, text: str) -> None:
    assert answer(question, text)[0] == text
