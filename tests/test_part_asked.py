"""A question for a part is answered by that part, not by the whole or another part."""

import pytest
from told import evidence_of

from qa.part_asked import part_asked
from qa.question import understand
from qa.records import Article

REPORT = (
    "The army released 47 prisoners from Osht prison. Of the 47 prisoners, 19 had been convicted "
    "of robbery, 21 had been held without charge and seven were ill. Clinics received 31 wounded "
    "people, 24 with burns. Guards at Osht prison shot down four of the six drones."
)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many of the 47 prisoners of Osht had been held without charge?", "21"),
        ("how many of the prisoners released from Osht were convicted of robbery", "19"),
        ("Of the wounded, how many had burns?", "24"),
        ("how many of the drones were shot down at Osht prison", "four"),
        ("How many prisoners were released from Osht prison?", None),
        ("How many of the nurses of Osht were left-handed?", None),
    ],
)
def test_the_part_whose_words_say_what_is_asked_is_taken(question: str, value: str | None) -> None:
    asked = understand(question)
    article = Article(id="osht", title="Osht prison", text=REPORT, published="2031-03-06")
    part = part_asked(asked, evidence_of(asked, article))
    assert (part.value if part else None) == value
