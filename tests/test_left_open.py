"""What a report leaves open answers only a question for that."""

import pytest

from qa.left_open import leaves_other_open
from qa.question import understand


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("Who was the captain of the ferry?", "It was not clear who was responsible.", True),
        ("Who was the captain of the ferry?", "It was not clear who fired on it.", True),
        ("Who was the captain of the ferry?", "It was not clear who its captain was.", False),
        ("Who was the captain of the ferry?", "It was not clear who he was.", False),
        ("Who attacked the ferry?", "It was not clear who was responsible.", False),
        ("Who was hurt on the ferry?", "It was not clear who had been hurt.", False),
        (
            "Did the army say that it had shelled the ferry?",
            "It was not clear whether the damage was done by a mine or a rocket.",
            True,
        ),
        (
            "Did the army shell the ferry?",
            "It was not clear whether the army had shelled it.",
            False,
        ),
        ("Was the captain hurt?", "It was not clear whether he was.", False),
        ("Was the captain hurt?", "It was not clear, and asked if he would go he left.", False),
    ],
)
def test_what_is_left_open_is_compared_with_what_is_asked(
    question: str, text: str, *, other: bool
) -> None:
    cue = text.index("not clear") + len("not clear")
    assert leaves_other_open(understand(question), text, cue) is other
