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


def test_a_pronoun_stands_for_a_person_told_by_role_and_place() -> None:
    sentences = parse_many(
        [
            "An official at the governor's office in Osht said ten rockets fell.",
            "He said at least 30 people were wounded.",
        ]
    )
    told = assess(sentences, 1, 8, 27)
    assert told.speaker is not None
    assert told.speaker.startswith("An official")


def test_a_body_does_not_stand_for_a_person() -> None:
    sentences = parse_many(
        [
            "Stefan Mural, an electrician, had burns.",
            "The union says he had gone up the tower to close a valve.",
        ]
    )
    assert assess(sentences, 1, 40, 56).speaker == "The union"


@pytest.mark.parametrize(
    ("named", "said", "speaker"),
    [
        ("The Lusk Front attacked the post at dawn.", "The army said", "The army"),
        ("The Lusk Front claimed the attack.", "The military said", "The military"),
        ("The rebel Free Lohm Army shelled the camp.", "The army said", "The army"),
        ("The Lohmian Army shelled the camp.", "The army said", "The Lohmian Army"),
        ("Governor Hana Odeh said ten were hurt.", "The ministry said", "The ministry"),
        ("The energy ministry counted ten.", "The ministry said", "The energy ministry"),
        ("The United Nations said ten were hurt.", "The observatory said", "The observatory"),
        ("A health official said ten were hurt.", "The monitor said", "The monitor"),
        ("State television said ten were hurt.", "The newspaper said", "The newspaper"),
        ("The Lusk Front shelled the camp.", "The company said", "The company"),
        ("The Lusk Front shelled the camp.", "The movement said", "The Lusk Front"),
        ("General Omar Haddad said ten were hurt.", "The governor said", "The governor"),
        ("Colonel Omar Haddad said ten were hurt.", "The officer said", "Colonel Omar Haddad"),
        ("Mayor Omar Haddad said ten were hurt.", "The spokesman said", "Mayor Omar Haddad"),
    ],
)
def test_who_is_called_by_another_noun_is_another(named: str, said: str, speaker: str) -> None:
    sentences = parse_many([named, f"{said} nine men had been killed."])
    start = len(said) + 1
    assert assess(sentences, 1, start, start + len("nine men")).speaker == speaker


@pytest.mark.parametrize(
    ("before", "named", "said"),
    [
        (
            "Sara Noor fled the camp.",
            "Army spokesman Omar Haddad said ten were hurt.",
            "The colonel",
        ),
        (
            "General Ali Reza fell at dawn.",
            "Governor Omar Haddad said ten were hurt.",
            "The officer",
        ),
    ],
)
def test_nobody_named_before_the_last_is_meant_instead(before: str, named: str, said: str) -> None:
    sentences = parse_many([before, named, f"{said} said nine men had been killed."])
    start = len(said) + len(" said ")
    told = assess(sentences, 2, start, start + len("nine men")).speaker
    assert told is not None
    assert not {*before.split()[:3]} & {*told.split()}


def test_the_army_is_not_the_two_parties_of_a_truce() -> None:
    sentences = parse_many(
        [
            "Shells from the ridge killed two soldiers in Marn, the army said.",
            "The government and the rebel Lohm People's Army were due to sign a truce.",
            "The army said nine shells had been fired.",
        ]
    )
    assert assess(sentences, 2, 14, 25).speaker == "The army"
