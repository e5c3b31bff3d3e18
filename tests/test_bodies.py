"""Bodies are known by their names and by the nouns in which the names end, also in capitals."""

import pytest

from qa.bodies import named_things
from qa.language import parse


def bodies(text: str) -> list[str]:
    """What counts as a body in *text*."""
    return [thing.text for thing in named_things(parse(text)) if thing.label == "ORG"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("CALLERS SAID THAT THE EXTRADITABLES FREED THE HOSTAGES.", "THE EXTRADITABLES"),
        ("SHINING PATH TERRORISTS BURNED TWO BUSES IN OSHT.", "SHINING PATH"),
        ("MEMBERS OF THE ARDEN YOUTH FRONT PAINTED THE WALLS.", "ARDEN YOUTH FRONT"),
        ("The Osht Defence Brigade held the bridge.", "Osht Defence Brigade"),
    ],
)
def test_a_body_is_known_though_the_recogniser_misses_it(text: str, body: str) -> None:
    """Listed names, and capitalised words that end in a noun for a body."""
    assert body in bodies(text)


@pytest.mark.parametrize("text", ["A GROUP OF MEN ATTACKED THE FARM.", "Two groups of men fled."])
def test_a_common_noun_alone_names_nothing(text: str) -> None:
    """Men in a group have no name."""
    assert bodies(text) == []


def test_other_names_stay_as_they_are() -> None:
    """Places and people keep their labels."""
    sentence = parse("John Smith left Paris for Damascus.")
    assert named_things(sentence) == sentence.entities
