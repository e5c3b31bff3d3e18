"""What a report calls a person is found beside the name, and a title of courtesy is no answer."""

from dataclasses import replace

import pytest
from told import evidence_of, line_with

from qa.candidate import Candidate
from qa.descriptions import (
    SHORT_NAME,
    UNTOLD,
    VAGUE,
    described,
    described_whole,
    description_fit,
)
from qa.language import parse
from qa.question import understand
from qa.records import Article


def called(text: str, name: str) -> list[str]:
    """The words for *name* in *text*, those that say most first."""
    found = sorted(described(parse(text), name), key=lambda one: -one[2])
    return [text[start:end] for start, end, _ in found]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("GUNMEN KILLED ARCHBISHOP TOMAS ARDANZA YESTERDAY.", "ARCHBISHOP"),
        ("GUNMEN KILLED FORMER FOREIGN MINISTER TOMAS ARDANZA.", "FORMER FOREIGN MINISTER"),
        (
            "FORMER MINISTER AND PRESIDENT OF THE COURT OF JUSTICE TOMAS ARDANZA DIED.",
            "FORMER MINISTER AND PRESIDENT OF THE COURT OF JUSTICE",
        ),
        ("THEY SHOT TOMAS ARDANZA, 42, A COURT CLERK FROM LIRA, DEAD.", "COURT CLERK FROM LIRA"),
        ("TOMAS ARDANZA [NAME AS HEARD], HEAD OF THE WARD, WAS HURT.", "HEAD OF THE WARD"),
        ("THE DIRECTOR OF THE WARD, TOMAS ARDANZA, WAS HURT.", "DIRECTOR OF THE WARD"),
        ("A street vendor identified as Tomas Ardanza was hurt.", "street vendor"),
        ("Tomas Ardanza, who was the mayor of Lira, was shot.", "mayor of Lira"),
        ("THEY HOLD ENGINEERS IVO DRESK OF LIRA AND TOMAS ARDANZA OF OSMA.", "ENGINEERS"),
        ("THE COLONEL'S WIFE, TOMAS ARDANZA, WAS HURT.", "COLONEL'S WIFE"),
        ("THE ATTACK ON IVO DRESK AND TOMAS ARDANZA, MEMBERS OF THE COUNCIL.", "MEMBERS OF THE"),
        ("THE PAIR -- TOMAS ARDANZA AND IVO DRESK -- WERE TEACHERS OF A SCHOOL.", "TEACHERS OF"),
        ("Tomas Ardanza and Ivo Dresk, who were teachers, were shot.", "teachers"),
    ],
)
def test_the_words_beside_a_name_tell_what_the_person_was(text: str, said: str) -> None:
    """A title, an apposition on either side, "was a ...", also in text in capitals."""
    assert called(text, "Tomas Ardanza")[0].startswith(said)


def test_a_rank_does_not_hide_the_office_before_it() -> None:
    text = "The navy's spokesman, Captain Tomas Ardanza, said so."
    assert {"Captain", "navy's spokesman"} <= set(called(text, "Tomas Ardanza"))
    text = "He saw the ferry, Captain Tomas Ardanza said."
    assert called(text, "Tomas Ardanza") == ["Captain"]


@pytest.mark.parametrize(
    "text",
    [
        "THE CASE OF MSGR TOMAS ARDANZA WAS CLOSED.",
        "DR. TOMAS ARDANZA WAS KILLED.",
        "THE MURDER OF TOMAS ARDANZA SHOCKED LIRA.",
        "THEY KILLED TOMAS ARDANZA, IVO DRESK, AND TWO CHILDREN.",
    ],
)
def test_courtesy_deeds_and_other_names_tell_nothing(text: str) -> None:
    """Neither "Dr." nor the murder nor the next name of a list says what the person was."""
    assert called(text, "Tomas Ardanza") == []


def test_another_bearer_of_the_name_is_not_described() -> None:
    """General Pablo Ardanza is not Tomas Ardanza, and "Tomas Mora" is somebody else."""
    assert called("General Pablo Ardanza spoke.", "Tomas Ardanza") == []
    assert called("The minister, Tomas Mora, spoke.", "Tomas Ardanza") == []


def test_the_surname_alone_stands_for_the_person_with_less_weight() -> None:
    """What is said of a surname may be of a namesake."""
    found = list(described(parse("ARDANZA, THE BISHOP OF LIRA, WAS KIDNAPPED."), "Tomas Ardanza"))
    assert [fit for *_, fit in found] == [SHORT_NAME]


def test_an_office_says_more_than_a_citizen_and_a_title_of_courtesy_says_nothing() -> None:
    """The fits are in that order."""
    sentence = parse("CITIZEN TOMAS ARDANZA WAS HURT.")
    vague = next(fit for *_, fit in described(sentence, "Tomas Ardanza"))
    judge = next(fit for *_, fit in described(parse("JUDGE TOMAS ARDANZA."), "Tomas Ardanza"))
    text = "MSGR TOMAS ARDANZA WAS HURT."
    courtesy = description_fit(parse(text), "Tomas Ardanza", 0, 4)
    assert courtesy < vague == VAGUE < judge


def test_words_that_hold_the_name_are_no_description() -> None:
    """A reader may take the whole sentence; what the person is called is shorter."""
    text = "Among the vendors who were seized from two towns is Ana Mora, alias the Owl."
    asked = understand("Who was Ana Mora, who was seized?")
    line = line_with(evidence_of(asked, Article(id="a", title="", text=text)), "vendors")
    whole = Candidate(line=line, start=text.index("vendors"), end=len(text) - 1, fit=UNTOLD)
    short = replace(whole, end=whole.start + len("vendors"))
    assert [c.value for c in described_whole("Ana Mora", short)] == ["vendors"]
    assert not any("Mora" in c.value for c in described_whole("Ana Mora", whole))
