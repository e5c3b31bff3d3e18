"""What a report tells of a hit on a market says nothing of one on a hospital."""

import pytest
from told import evidence_of, line_with

from qa.other_site import tells_of_other_site
from qa.question import understand
from qa.records import Article

HOTEL = "How many people were killed in the attack on the hotel?"
OUTSIDE = "A car bomb exploded at a checkpoint. Nine people were killed."
MARKET = "Shells struck the market of Osht on Friday. Nine people were killed."


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("How many people were killed in the bombing of the Osht hospital?", MARKET, True),
        ("How many people were killed in the Osht bakery bombing?", MARKET, True),
        ("When was the Osht school bombed?", MARKET, True),
        (
            "How many people were killed in the Osht bakery bombing?",
            "Shells landed on the market of Osht on Friday. Nine people were killed.",
            True,
        ),
        ("How many people were killed in the attack on the Osht market?", MARKET, False),
        ("How many people were killed in the attack on the Osht bazaar?", MARKET, False),
        ("How many people were killed in the attack on Osht?", MARKET, False),
        ("How many people were killed near the Osht hospital?", MARKET, False),
        (
            "How many people were killed in the bombing of the Osht hospital?",
            "A raid hit Osht on Friday. Nine people were killed.",
            False,
        ),
        (
            "How many people were killed in the bombing of the Osht hospital?",
            "A bomb hit the market of Osht, a month after one on its hospital. Nine people died.",
            False,
        ),
        (
            "How many people were killed in the bombing of the Osht hospital?",
            "Bombs struck two clinics in Osht. Nine people were killed.",
            False,
        ),
        ("How many of the wounded reached the hospital in Osht?", MARKET, False),
        ("Who bombed the hospital in Osht?", MARKET, False),
        (HOTEL, f"Gunmen stormed the Grand Palace. {OUTSIDE}", False),
        (HOTEL, f"Gunmen attacked the Villa Serena in Osht. {OUTSIDE}", False),
        (HOTEL, f"A raid on the Royal Park ended at dawn. {OUTSIDE}", False),
        (HOTEL, f"Gunmen stormed the Marn Market. {OUTSIDE}", True),
        (HOTEL, f"Gunmen attacked Osht. {OUTSIDE}", True),
        (HOTEL, f"Gunmen attacked the Lira Youth Front. {OUTSIDE}", True),
        (HOTEL, f"Gunmen left the Grand Palace. {OUTSIDE}", True),
    ],
)
def test_a_hit_on_another_kind_of_site_is_told_apart(
    question: str, text: str, *, other: bool
) -> None:
    asked = understand(question)
    evidence = evidence_of(asked, Article(id="a", title="Osht", text=text))
    line = line_with(evidence, "Nine")
    assert tells_of_other_site(asked, line) is other
