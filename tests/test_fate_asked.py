"""What happened to somebody is told by a report that speaks of him."""

import pytest
from told import evidence_of

from qa.fate_asked import tells_of_fate
from qa.question import understand
from qa.records import Article

CRASH = "A jet crashed into a mill in Osht. Nine people died."


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("What happened to the pilot of the jet?", CRASH, False),
        ("What happened to the pilot of the jet?", f"{CRASH} Its pilots got out.", True),
        ("What happened to the pilot of the jet?", f"{CRASH} The crew got out.", True),
        ("What happened to the pilot of the jet?", f"{CRASH} An officer said so.", False),
        ("What happened to the reporter?", f"{CRASH} A journalist was hurt.", True),
        ("What became of the hostages seized at Osht?", CRASH, False),
        ("What became of the hostages seized at Osht?", "The captives were freed.", True),
        ("What happened to the mill workers?", CRASH, False),
        ("What happened to the mill in Osht?", CRASH, True),
        ("What happened to the jet?", CRASH, True),
        ("What happened to Ana Mora?", CRASH, True),
        ("What happened in Osht?", CRASH, True),
    ],
)
def test_a_report_that_names_nobody_such_tells_no_fate(
    question: str, text: str, *, told: bool
) -> None:
    asked = understand(question)
    evidence = evidence_of(asked, Article(id="a", title="Osht", text=text))
    assert tells_of_fate(asked, evidence.lines[0]) is told
