"""A report in which a party speaks is that party's claim; one that tells of a party is not."""

import pytest
from told import evidence_of, line_with

from qa.assessing import assess_line, source_of
from qa.certainty import Assessment
from qa.communiques import is_communique
from qa.question import understand
from qa.records import Article

ASKED = understand("How many guards fell at Osht?")
OPENINGS = [
    ("The Dawn Brigades mourn their dead. The Dawn Brigades announce that the post has fallen.", None),
    ("The Dawn Front announces that its fighters have taken the post at Osht.", "The Dawn Front"),
    ("OSHT, 3 MAY 31 -- [COMMUNIQUE] THE DAWN COMMAND ASSUMES RESPONSIBILITY FOR THE ACTION.", "THE DAWN COMMAND"),
    ("The Marsa Liberation Army mourns with the families of Osht and rejects the general's lie.", "The Marsa Liberation Army"),
    ("The National Army condemns the cowardly raid on Osht.", "The National Army"),
    ("The Red Hand movement salutes its martyrs and calls on the people to rise.", "The Red Hand movement"),
]  # fmt: skip
REST = "\n\nTwelve guards fell at Osht. We lost one man. The mine was laid at night."


def told(text: str, words: str, outlet: str = "Morning Post") -> tuple[Assessment, str]:
    """The assessment of *words* in a report, and its quote."""
    article = Article(id="osht", title="Osht", text=text, outlet=outlet, published="2031-03-06")
    evidence = evidence_of(ASKED, article)
    line = line_with(evidence, words)
    start = line.start + line.text.index(words)
    found = assess_line(evidence, line, start, start + len(words))
    source = source_of(evidence, line, found)
    return found, text[source.start : source.end]


@pytest.mark.parametrize(("opening", "speaker"), OPENINGS)
def test_what_a_party_tells_in_its_own_report_is_its_claim(
    opening: str, speaker: str | None
) -> None:
    found, quote = told(opening + REST, "Twelve")
    assert found.speaker == speaker
    assert found.certainty == ("claimed" if speaker else "reported")
    assert (speaker or "") in quote


def test_what_a_party_says_that_it_did_not_do_is_denied() -> None:
    opening = "The National Army condemns the cowardly raid on Osht."
    denial = " We regret it. There was no gun of ours at Osht."
    found, _ = told(opening + denial, "There was no gun of ours at Osht.")
    assert (found.speaker, found.certainty) == ("The National Army", "denied")


@pytest.mark.parametrize(
    "text",
    [
        # nobody says "we"
        "The Dawn Front announces a truce.\n\nTwelve guards fell at Osht.",
        "The Dawn Front condemns the US raids.\n\nTwelve guards fell at Osht.",
        # in quotation marks only
        'The Dawn Front announces a truce. "We lost one man," said Omar Haddad.\n\nTwelve guards fell at Osht.',
        # a newspaper's own words
        "The Dawn Front announced a truce on Friday, we have learned.\n\nTwelve guards fell at Osht.",
        "Our reporter saw smoke over Osht. The Dawn Front announces a truce.\n\nTwelve guards fell at Osht.",
        "A mine hit Osht, and we were there.\n\nTwelve guards fell at Osht.",
        # no party opens it
        "The Red Cross condemns the raid. We call for a truce.\n\nTwelve guards fell at Osht.",
        "The town council mourns its dead. We call for a truce.\n\nTwelve guards fell at Osht.",
        "Rebel reports say we have lost.\n\nTwelve guards fell at Osht.",
    ],
)  # fmt: skip
def test_a_report_that_tells_of_a_party_speaks_for_itself(text: str) -> None:
    found, _ = told(text, "Twelve guards fell at Osht.")
    assert (found.speaker, found.certainty) == (None, "reported")


def test_a_party_s_outlet_need_not_say_we() -> None:
    text = "The National Army condemns the raid.\n\nTwelve guards fell at Osht."
    assert not is_communique(text, "Morning Post")
    assert is_communique(text, "Armed Forces Press Desk")


def test_another_s_words_in_it_stay_his() -> None:
    text = "The Dawn Front announces a truce. We keep it. Twelve guards fell, the mayor said."
    assert told(text, "Twelve")[0].speaker == "the mayor"
