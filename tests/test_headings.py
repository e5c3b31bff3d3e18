"""What a report stands under is put to the networks beside its sentences, as far as it is known."""

import pytest

from qa.headings import headed, heading_of
from qa.reader import load_reader, under_heading
from qa.records import Article

TITLE, OUTLET, DAY = "Rockets on Harun markets", "Orient Wire", "2015-05-05"


@pytest.mark.parametrize(
    ("title", "outlet", "published", "expected"),
    [
        (TITLE, OUTLET, DAY, "Rockets on Harun markets (Orient Wire, 5 May 2015)"),
        (TITLE + ".", None, DAY, "Rockets on Harun markets (5 May 2015)"),
        (TITLE, OUTLET, None, "Rockets on Harun markets (Orient Wire)"),
        (TITLE, None, None, "Rockets on Harun markets"),
        ("", OUTLET, DAY, "Orient Wire, 5 May 2015"),
        ("", None, None, ""),
    ],
)
def test_a_heading_holds_what_is_known(
    title: str, outlet: str | None, published: str | None, expected: str
) -> None:
    article = Article(id="a", title=title, text="x", outlet=outlet, published=published)
    assert heading_of(article) == expected


def test_nothing_is_put_before_what_has_no_heading() -> None:
    assert headed("", "Nine died.") == "Nine died."
    assert under_heading("How many died?", "") == "How many died?"
    assert headed("Blast", "Nine died.") == "Blast: Nine died."


def test_no_answer_is_taken_from_a_heading() -> None:
    """Spans are offsets in the window, whatever stands above it."""
    window = "The market was hit at noon. Nine people were killed, the town's clinic said."
    heading = "Rockets kill 31 in Harun (Orient Wire, 5 May 2015)"
    (spans,) = load_reader().read("How many people were killed at the market?", [window], [heading])
    assert spans
    assert window[spans[0].start : spans[0].end].startswith("Nine")
    assert all(0 <= span.start < span.end <= len(window) for span in spans)
