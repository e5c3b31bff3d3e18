"""Sentences that keep a quote's words in its order: which details may be left out, and which not."""

from collections.abc import Iterator

import pytest

from qa.guard import check_sentence
from tests.test_guard_pairs import quoting

# (the quote; what keeps to it; what leaves out too much of it)
CASES = (
    (
        "The council, which follows the war from Osht, put the toll at 17 but warned that it was likely to rise because dozens were hurt.",
        """
The council put the toll at 17 but warned that it was likely to rise
The council, which follows the war from Osht, put the toll at 17
""",
        """
The council put the toll at 17 but warned that it was likely
The council put the toll
""",
    ),
    (
        "The Front on Thursday claimed the bombing in the town of Karn two days earlier.",
        """
The Front on Thursday claimed the bombing in Karn two days earlier
The Front claimed the bombing in the town of Karn
""",
        """
The Front claimed the bombing in the town of Karn two days earlier
""",
    ),
    (
        "Clinics in Osht received 44 bodies, which means that the toll is likely to rise to 60.",
        """
Clinics in Osht received 44 bodies, which means that the toll is likely to rise
""",
        """
Clinics in Osht received 44 bodies, which means that the toll is to rise
""",
    ),
    (
        "The army said a military helicopter was shot down from the ground in Karn province.",
        """
The army said a helicopter was shot down in Karn
""",
        """
""",
    ),
    (
        "Rebels tried to storm the bridge at Karn, wounding a brother of the governor.",
        """
Rebels tried to storm the bridge
""",
        """
Rebels storm the bridge at Karn
Rebels tried to storm the bridge, wounding the governor
Rebels tried, wounding a brother of the governor
""",
    ),
    (
        "The former director of the clinic was killed and a nurse wounded near the mill.",
        """
The former director of the clinic was killed
The former director of the clinic was killed near the mill
""",
        """
The director of the clinic was killed
The former director was wounded near the mill
The clinic was killed
""",
    ),
    (
        "Only three of the drivers were found alive unless the list is wrong, the mayor said.",
        """
Only three of the drivers were found alive unless the list is wrong, the mayor said
""",
        """
Three of the drivers were found alive, the mayor said
Only three of the drivers were found alive, the mayor said
Only three of the drivers were found, the mayor said
""",
    ),
    (
        "The figure of 60 to 70 excludes those treated at home; a list of 40 is not complete.",
        """
The figure of 60 to 70 excludes those treated at home
A list of 40 is not complete
""",
        """
The figure of 60 to 70 excludes those
A list of 40 is complete
The figure of 70 excludes those treated at home
""",
    ),
    (
        "The vehicle, a white van, had been left outside the Hittin mill, according to the council head, Yasin Barhoum.",
        """
The vehicle had been left outside the Hittin mill, the council head, Yasin Barhoum, said
The vehicle, a white van, had been left outside the mill, council head Yasin Barhoum said
""",
        """
The vehicle had been left outside the Hittin mill
The council head had been left outside the Hittin mill
""",
    ),
    (
        "Farmers from Osht or Karn attacked the depot, which had burned twice, with hammers.",
        """
Farmers from Osht or Karn attacked the depot
""",
        """
Farmers from Osht attacked the depot
Farmers had burned twice
""",
    ),
)  # fmt: skip


def lines(column: int) -> Iterator[tuple[str, str]]:
    """(quote, sentence with its marker) of one column of CASES."""
    for case in CASES:
        for line in case[column].strip().splitlines():
            yield case[0], f"{line} [1]."


@pytest.mark.parametrize(("quote", "sentence"), list(lines(1)))
def test_details_may_be_left_out(quote: str, sentence: str) -> None:
    assert check_sentence(sentence, quoting(quote)) == ()


@pytest.mark.parametrize(("quote", "sentence"), list(lines(2)))
def test_what_makes_it_true_may_not(quote: str, sentence: str) -> None:
    assert check_sentence(sentence, quoting(quote))


def test_a_copy_is_whole_however_it_is_parsed() -> None:
    quote = "The committee voted by nine to two to extend the regime in Lusk until 31 October."
    assert check_sentence(f"{quote[:-1]} [1].", quoting(quote)) == ()


def test_a_copy_of_who_speaks_says_nothing() -> None:
    quote = '"At least 27 are dead. More may die" the statement read.'
    assert check_sentence("The statement read [1].", quoting(quote))


def test_a_part_of_the_outlets_name_stands_for_the_report() -> None:
    """The quote is of Harbour Wire; another body of the same kind is not."""
    quote = "The Wire said that 25 guards had been killed."
    assert (
        check_sentence("The report says that 25 guards had been killed [1].", quoting(quote)) == ()
    )
    assert check_sentence(
        "The report says that 25 guards had been killed [1].",
        quoting(quote.replace("Wire", "Council")),
    )


def test_a_name_may_be_given_in_its_other_form() -> None:
    quote = "On Thursday the United States launched 59 missiles at the airfield in Karn."
    assert (
        check_sentence("The US fired 59 missiles at the airfield in Karn [1].", quoting(quote))
        == ()
    )


def test_who_tells_who_somebody_was_is_kept() -> None:
    quote = "A medic identified the dead commander as Reza Adal head of the Karn Brigade."
    assert (
        check_sentence("The dead commander was Reza Adal, a medic said [1].", quoting(quote)) == ()
    )
    assert check_sentence("The head of the Karn Brigade was Reza Adal [1].", quoting(quote))
