"""A report that names a place only in passing tells nothing of what happened there."""

import pytest
from told import evidence_of, figure_in

from qa.in_passing import only_in_passing
from qa.out_of_place import in_place
from qa.places_told import name_keys
from qa.question import understand
from qa.records import Article


@pytest.mark.parametrize(
    ("text", "passing"),
    [
        ("The camp held hundreds who had come from Varna. It burned down.", True),
        ("The camp burned, two days after a similar raid on the Varna refinery.", True),
        ("The camp burned, a week after an earlier attack on the Varna mill.", True),
        ("Relatives told the public prosecutor in Varna of it.", True),
        ("The truce with the Varna People's Army is to be signed.", True),
        ("Hundreds who had come from Varna told of a raid. Varna was hit at dawn.", False),
        ("Hundreds fled from Varna.", False),
        ("Nine people died after an earlier attack on the Varna mill.", False),
        ("The earlier attack on Varna killed nine people.", False),
        ("Gunmen killed a prosecutor in Varna.", False),
        ("Varna police said nine people died.", False),
        ("VARNA, May 4 (Wire) - A camp burned down.", False),
        ("Nine people died after a raid on Varna.", False),
        ("A camp burned down in Osht.", False),
    ],
)
def test_what_is_named_in_passing(text: str, *, passing: bool) -> None:
    assert only_in_passing(text, name_keys("Varna")) is passing


def test_a_count_of_a_camp_is_none_of_where_its_people_came_from() -> None:
    camp = Article(
        id="a",
        title="Fire at a camp",
        text=(
            "A fire broke out in a camp near Osht. It sheltered 900 people, among them many who "
            "had come from Varna. Sixty shelters burned down."
        ),
    )
    town = Article(id="b", title="", text="Four shelters burned down in Varna.")
    asked = understand("How many shelters burned down in Varna?")
    evidence = evidence_of(asked, camp, town)
    found = [figure_in(evidence, "Sixty", "Sixty"), figure_in(evidence, "Four", "Four")]
    assert [c.value for c in in_place(asked, evidence, found)] == ["Four"]
