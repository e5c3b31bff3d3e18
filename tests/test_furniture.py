"""Words of a web page are no part of what a report says."""

import pytest

from qa.furniture import furniture_end


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("Tags Osht war Red Dawn Front At least 11 guards were killed.", "At least 11 guards were"),
        ("Tags Osht Kalvin strikes Three women were hurt.", "Three women were hurt."),
        ("Date of publication 26 November 2031 Guards fled.", "Guards fled."),
        ("Wed Feb 3 2031 Ten guards fled.", "Ten guards fled."),
        (
            "07.10.2031(updated 1500 07.10.2031) Get short URL 11990 The army left.",
            "The army left.",
        ),
        ("Published July 27 2031 A bomb went off.", "A bomb went off."),
    ],
)
def test_what_the_report_says_begins_after_the_page(text: str, report: str) -> None:
    assert text[furniture_end(text) :].startswith(report)


@pytest.mark.parametrize(
    "text",
    [
        "At least 11 guards were killed.",
        "3 March 2031 was a bad day for Osht.",
        "Tags were found on the bodies.",
        "The 3 March 2031 attack killed two.",
    ],
)
def test_a_plain_sentence_begins_at_once(text: str) -> None:
    assert furniture_end(text) == 0


def test_tags_at_the_foot_of_a_page_say_nothing() -> None:
    text = "Tags Osht army Community standardsDiscussion Comment via"
    assert furniture_end(text) == len(text)
