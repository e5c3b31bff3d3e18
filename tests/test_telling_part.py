"""A yes or no is as sure as the clause that says it, and in that clause's speaker's mouth."""

import pytest
from told import evidence_of

from qa.assessing import assess_line
from qa.candidate import Candidate
from qa.language import parse
from qa.polarity import polarity
from qa.question import understand
from qa.records import Article
from qa.telling_part import telling_part

SHELLED = "Did the army shell the school of Osht?"


@pytest.mark.parametrize(
    ("question", "text", "speaker", "certainty"),
    [
        (
            "Did the Dawn Front admit to the raid on Osht?",
            "Nobody has claimed the raid on Osht so far, though the Dawn Front denied any part.",
            "the Dawn Front",
            "denied",
        ),
        (
            "Did the Red Hand claim the bombing of the bus?",
            "The bus burned for an hour and the Red Hand claimed the bombing on Sunday.",
            "the Red Hand",
            "claimed",
        ),
        (
            SHELLED,
            "The ministry said talks go on, while residents said the army shelled the school.",
            "residents",
            "claimed",
        ),
        (
            SHELLED,
            "Talks go on while the mayor of Osht insists that the army shelled the school.",
            "the mayor of Osht",
            "claimed",
        ),
        (SHELLED, "The army shelled the school of Osht, residents said.", "residents", "claimed"),
        (
            SHELLED,
            "Residents fled Osht; the army denied that it had shelled the school.",
            "the army",
            "denied",
        ),
        (SHELLED, "The army shelled the school of Osht on Monday.", None, "reported"),
        (
            "Did the Kalvin League say it had raided Osht?",
            'The Kalvin League said it had "no knowledge" of the raid on Osht.',
            "The Kalvin League",
            "denied",
        ),
        (
            "Was the leader of the gang caught?",
            "Captain Omar Haddad said the leader of the gang had been shot but had got away.",
            "Captain Omar Haddad",
            "claimed",
        ),
        (
            SHELLED,
            "The army shelled the school of Osht, while the mayor said that talks go on.",
            None,
            "reported",
        ),
    ],
)
def test_who_says_yes_or_no(question: str, text: str, speaker: str | None, certainty: str) -> None:
    asked = understand(question)
    evidence = evidence_of(asked, Article(id="osht", title="Osht", text=text))
    line = evidence.lines[0]
    says, _ = polarity(asked, parse(text))
    assert says is not None
    candidate = Candidate(line=line, start=line.start, end=line.end, fit=1.0, says=says)
    found = assess_line(evidence, line, *telling_part(asked, candidate))
    assert (found.speaker, found.certainty) == (speaker, certainty)
