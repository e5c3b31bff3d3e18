"""Who is described is given by name, and who holds an office without those listed beside him."""

import pytest
from told import evidence_of

from qa.candidate import Candidate
from qa.name_candidates import listed_beside, named_whole
from qa.question import understand
from qa.records import Article


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Ivo Dresk, a crane driver aged 54, had burns.", "driver", "Ivo Dresk"),
        ("Ivo Dresk, a crane driver aged 54, had burns.", "a crane driver", "Ivo Dresk"),
        ("A crane driver, Ivo Dresk, had burns.", "A crane driver", "Ivo Dresk"),
        ("The night nurse, Ana Mora, was hurt.", "The night nurse", "Ana Mora"),
        ("A crane driver had burns, Ivo Dresk said.", "A crane driver", "A crane driver"),
        ("Nurses, Ana Mora among them, were hurt.", "Nurses", "Nurses"),
        ("A crane driver of the Osht works had burns.", "A crane driver", "A crane driver"),
    ],
)
def test_who_is_described_is_given_by_name(text: str, words: str, value: str) -> None:
    asked = understand("Which worker was hurt?")
    line = evidence_of(asked, Article(id="a", title="", text=text)).lines[0]
    start = line.start + text.index(words)
    candidate = Candidate(line=line, start=start, end=start + len(words), fit=0.4)
    assert value in [found.value for found in named_whole(asked, candidate)]


def test_who_holds_an_office_stands_alone_among_others() -> None:
    text = "They held two clerks, nine reporters and the head of the union, Ana Mora."
    for question, several in (
        ("Who is the head of the union?", False),
        ("head of the union held in Osht", False),
        ("Who was held in Osht?", True),
    ):
        asked = understand(question)
        line = evidence_of(asked, Article(id="a", title="", text=text)).lines[0]
        start = line.start + text.index("Ana Mora")
        candidate = Candidate(line=line, start=start, end=start + len("Ana Mora"), fit=0.9)
        assert bool(listed_beside(asked, candidate)) is several
