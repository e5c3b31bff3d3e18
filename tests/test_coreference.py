"""Whom "she said" stands for, beside a quotation of several sentences."""

import pytest

from qa.certainty import assess
from qa.language import parse_many


@pytest.mark.parametrize("focus", [1, 2])
def test_nobody_named_in_the_quotation_speaks_it(focus: int) -> None:
    sentences = parse_many(
        [
            "The men are well, said the Front's spokeswoman, Mira Tolvan.",
            '"Rann may pretend they do not exist.',
            'We do not," she said.',
        ]
    )
    told = assess(sentences, focus, 1, 8)
    assert told.speaker is not None
    assert "Tolvan" in told.speaker


def test_a_pronoun_stands_for_a_person_told_by_role_and_place() -> None:
    sentences = parse_many(
        [
            "An official at the governor's office in Osht said ten rockets fell.",
            "He said at least 30 people were wounded.",
        ]
    )
    told = assess(sentences, 1, 8, 27)
    assert told.speaker is not None
    assert told.speaker.startswith("An official")


def test_a_body_does_not_stand_for_a_person() -> None:
    sentences = parse_many(
        [
            "Stefan Mural, an electrician, had burns.",
            "The union says he had gone up the tower to close a valve.",
        ]
    )
    assert assess(sentences, 1, 40, 56).speaker == "The union"
