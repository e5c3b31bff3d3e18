"""A home, and the place of what was still to come, are not where it happened."""

import pytest

from qa.beside_scene import is_beside_scene
from qa.language import parse
from qa.question import understand

ASKED = "Where was Ana Mora seized?"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ana Mora was seized two days before the summit in Varna.", "Varna"),
        (
            "The clerks, Ivo Dresk of Osht and Ana Mora of Varna, were seized at the quarry.",
            "Varna",
        ),
        ("ANA MORA WAS SEIZED 48 HOURS BEFORE THE PRESIDENTIAL SUMMIT IN VARNA.", "VARNA"),
    ],
)
def test_a_home_and_a_coming_event_are_no_scene(text: str, place: str) -> None:
    start = text.index(place)
    assert is_beside_scene(understand(ASKED), parse(text), start, start + len(place))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ana Mora was seized in Varna two days before the summit.", "Varna"),
        ("Ana Mora was seized after the summit in Varna.", "Varna"),
        ("Ana Mora was seized at a farm in the hills of Varna.", "Varna"),
        ("Ana Mora was seized at a farm in the hills of Varna.", "a farm"),
        ("Ana Mora was seized from a clinic in Varna.", "Varna"),
    ],
)
def test_where_it_happened_stays(text: str, place: str) -> None:
    start = text.index(place)
    assert not is_beside_scene(understand(ASKED), parse(text), start, start + len(place))


def test_the_name_of_the_hamlet_asked_for_stays() -> None:
    """In capitals the noun reads like a name."""
    text = "ANA MORA WAS SET FREE LAST NIGHT NEAR THE HAMLET OF LOS ALTOS, POLICE SAID."
    start = text.index("LOS ALTOS")
    asked = understand("Near which hamlet was Ana Mora freed?")
    assert not is_beside_scene(asked, parse(text), start, start + len("LOS ALTOS"))
