"""What is counted, called and asked in a drafted sentence, as in its quote and not as beside it."""

from collections.abc import Iterator

import pytest

from qa.drafting_sentences import sentences_of
from qa.guard import check_sentence
from tests.test_guard_pairs import quoting

# (the quote; what it holds; what it does not)
CASES = (
    (
        "Twenty-four bodies have been pulled out of the river, and six people are listed as missing.",
        """
Twenty-four bodies have been pulled out of the river
Six people are listed as missing
""",
        """
Six people have been pulled out of the river, and six people are listed as missing
Twenty-four people are listed as missing
""",
    ),
    (
        "Three men had drowned and 19 passengers were being treated in the clinic at Osht, the nurse said.",
        """
19 passengers were being treated in the clinic, the nurse said
Three men had drowned, the nurse said
""",
        """
Three men were being treated in the clinic, the nurse said
""",
    ),
    (
        "The four remaining crew members of the tug seized in the strait were freed on Monday evening.",
        """
The four remaining crew members of the tug were freed on Monday evening
""",
        """
The four remaining crew members of the tug were killed on Monday evening
""",
    ),
    (
        "Elders called on other clans to join them. The Front said its judge had told it to spare the men, whom he called guests.",
        """
Elders called on other clans to join them
The Front said its judge had told it to spare the men, whom he called guests
""",
        """
Elders called on other clans to join him
Elders called on other clans to join her
The Front said its judge had told it to spare the men, whom they called guests
""",
    ),
    (
        "A spokesman could not say whether it was an airstrike.",
        """
A spokesman could not say whether it was an air strike
""",
        """
A spokesman could not say whether it was a car strike
""",
    ),
    (
        "The source, a major in the reserve, spoke on Monday. The source said the convoy of 12 lorries was leaving the town.",
        """
The source said that the convoy of 12 lorries was leaving the town
""",
        """
The mayor said that the convoy of 12 lorries was leaving the town
The source said that the convoy of 12 lorries was leaving when a
""",
    ),
    (
        "The guards said they saw smoke. The mayor saw the fire from the roof of the town hall.",
        """
The mayor saw the fire from the roof of the town hall
The mayor was on the roof of the town hall when he saw the fire
""",
        """
The guards said he saw smoke
""",
    ),
    (
        "Rebels killed villagers in Osht on Monday, said the mayor, putting the number at nine.",
        """
Rebels killed nine villagers in Osht, said the mayor
""",
        """
Rebels killed ten villagers in Osht, said the mayor
""",
    ),
    (
        "The raid by police wounded nine people in Osht.",
        """
The raid by police wounded nine people
""",
        """
The airstrike wounded nine people in Osht
""",
    ),
    (
        "Shelling wounded 12 people in Osht and 7 in Kalvin.",
        """
Shelling wounded 7 people in Kalvin
""",
        """
Shelling wounded 12 people in Kalvin
""",
    ),
    (
        "The toll rose to 31 after five of the injured died. Eight of the dead are women, the head of the ward said.",
        """
Eight of the dead are women, the head of the ward said
Five of the injured died
""",
        """
Five of the dead are women, the head of the ward said
Eight of the injured died
""",
    ),
    (
        "The high command of the Front has expelled the so-called River Column and its leader, Timo Ransk, for the raid on Osht.",
        """
The high command of the Front has expelled the River Column and its leader, Timo Ransk
The leader of the River Column is Timo Ransk
""",
        """
The leader of the River Column is Timo Ransk, the high command of the Front
""",
    ),
    (
        "Army lorries entered the northern suburbs of Osht on 4 March.",
        """
Army lorries entered the northern suburbs of Osht
""",
        """
When did army lorries enter the northern suburbs of Osht
Which army lorries entered the northern suburbs of Osht
""",
    ),
    (
        "We counted nine shells from our office.",
        """
We counted nine shells from our office, the Harbour Wire said
""",
        """
We counted nine shells from our office
We counted ten shells from our office, the Harbour Wire said
We counted nine shells from our office, the army said
""",
    ),
    (
        "Pictures taken from the air show a crater about six metres across in the yard of a depot at Osht.",
        """
The crater in the yard of the depot was about six metres across, the Harbour Wire said
""",
        """
The crater in the yard of the depot was about nine metres across, the Harbour Wire said
""",
    ),
)


def lines(part: int) -> Iterator[tuple[str, str]]:
    for case in CASES:
        for line in case[part].strip().splitlines():
            yield case[0], f"{line} [1]."


@pytest.mark.parametrize(("quote", "sentence"), list(lines(1)))
def test_what_the_quote_holds_passes(quote: str, sentence: str) -> None:
    assert check_sentence(sentence, quoting(quote)) == ()


@pytest.mark.parametrize(("quote", "sentence"), list(lines(2)))
def test_what_it_says_of_another_is_stopped(quote: str, sentence: str) -> None:
    assert check_sentence(sentence, quoting(quote))


@pytest.mark.parametrize("label", ["Words: ", "Report: ", "answer: ", "- Words: "])
def test_labels_of_the_evidence_are_no_part_of_a_sentence(label: str) -> None:
    assert list(sentences_of([f"{label}Six people are missing [1]."])) == [
        "Six people are missing [1]."
    ]
