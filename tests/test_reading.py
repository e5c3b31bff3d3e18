"""Which windows the reader sees: the best, and beyond a few only what comes close to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from qa.question import understand
from qa.reader import ReadSpan
from qa.reading import CLOSE, FIGURE_LINES, READ_LINES, SURE_LINES, read_lines
from qa.records import Article
from tests.told import evidence_of

QUESTION = "Who killed the officers at Orlec?"
COUNTING = "How many officers were killed at Orlec?"


@dataclass
class Sees:
    """A reader that keeps what it was shown and finds nothing."""

    windows: list[str] = field(default_factory=list)

    def read(
        self, question: str, windows: Sequence[str], headings: Sequence[str] = ()
    ) -> list[list[ReadSpan]]:
        """Nothing in any of them."""
        self.windows += windows
        return [[] for _ in windows]

    def kinds(self, question: str) -> Mapping[str, float]:
        """No opinion."""
        return {}


@pytest.mark.parametrize(
    ("question", "telling", "other", "shown"),
    [
        (QUESTION, 30, 0, READ_LINES),
        (QUESTION, 2, 30, SURE_LINES),
        (QUESTION, SURE_LINES + 2, 30, SURE_LINES + 2),
        (COUNTING, 30, 0, FIGURE_LINES),
        (COUNTING, 2, 30, SURE_LINES),
        (COUNTING, SURE_LINES + 2, 30, SURE_LINES + 2),
    ],
)
def test_beyond_a_few_only_windows_close_to_the_best_are_read(
    question: str, telling: int, other: int, shown: int
) -> None:
    asked = understand(question)
    reports = [
        *(f"{n} officers were killed at Orlec." for n in range(telling)),
        *(f"Rain fell on the harbour for {n} days." for n in range(other)),
    ]
    articles = [Article(id=f"{n:02}", title="", text=text) for n, text in enumerate(reports)]
    evidence = evidence_of(asked, *articles)
    assert telling == 30 or evidence.lines[-1].score < CLOSE * evidence.lines[0].score
    reader = Sees()
    read_lines(asked, evidence, reader)
    assert len(reader.windows) == shown
    assert reader.windows == [evidence.around(line) for line in evidence.lines[:shown]]


def test_windows_without_an_amount_are_not_read_for_a_count() -> None:
    asked = understand(COUNTING)
    told = ("Officers were killed at Orlec.", "A third of the officers at Orlec were killed.")
    articles = [Article(id=f"{n}", title="", text=text) for n, text in enumerate(told)]
    evidence = evidence_of(asked, *articles)
    reader = Sees()
    read_lines(asked, evidence, reader)
    assert reader.windows == [told[1]]
