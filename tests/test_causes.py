"""What a sentence gives as cause or motive, and no more than that."""

import pytest

from qa.causes import causes
from qa.language import parse


def _told(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in causes(parse(text))]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (
            "It was started by a short circuit in the boiler room, the prosecutor, Ivo Rann, announced.",
            "a short circuit in the boiler room",
        ),
        (
            '"We mined the bridge, because the tanks were two kilometres away," he said.',
            "the tanks were two kilometres away",
        ),
        ("They attacked the prison to free their comrades.", "to free their comrades"),
        ("The purpose was to open its gates.", "to open its gates"),
        ("She said they had wanted to steal food.", "to steal food"),
        ("Families fled due to the continued clashes.", "the continued clashes"),
        (
            "The raid came in retaliation for the kidnapping of two pilots, according to the army.",
            "in retaliation for the kidnapping of two pilots",
        ),
    ],
)
def test_causes_and_motives(text: str, cause: str) -> None:
    assert cause in _told(text)


def test_a_suspicion_keeps_its_name() -> None:
    assert _told("He was dismissed in June on suspicion of fraud.") == ["on suspicion of fraud"]


@pytest.mark.parametrize(
    "text", ["The market was crowded.", "He tried to get away.", "Nine people were killed."]
)
def test_no_cause_is_made_up(text: str) -> None:
    assert _told(text) == []


def test_a_time_is_a_weaker_cause_than_a_reason() -> None:
    sure = {s for *_, s in causes(parse("It closed because of the raids."))}
    maybe = {s for *_, s in causes(parse("The feud grew after the rebels took two wells."))}
    assert min(sure) > max(maybe)
