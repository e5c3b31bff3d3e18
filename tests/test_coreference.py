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
