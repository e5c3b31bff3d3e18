"""The kind of answer asked for: by the words, or by a reader that is sure against them."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.asked_kind import DOUBTED, SURE, AskedKind, settled
from qa.question import understand
from qa.reader import load_reader

KINDS = ("figure", "person", "party", "place", "thing", "weapon")


def test_a_sure_reader_is_believed_against_the_words() -> None:
    """A girl is asked for, though her age stands first."""
    by_words = AskedKind("date", party=False)
    assert settled(by_words, {"person": 0.95, "date": 0.01}) == AskedKind("person", party=False)


def test_who_did_it_may_be_a_group() -> None:
    """The reader tells a doer from somebody whose name is asked for."""
    by_words = AskedKind("place", party=False)
    assert settled(by_words, {"party": 0.9, "place": 0.0}) == AskedKind("person", party=True)


def test_an_owner_may_be_a_person_or_a_company() -> None:
    """Neither is ruled out where the reader gives both a chance."""
    likely = {"person": 0.7, "organisation": 0.16, "party": 0.07, "summary": 0.0}
    assert settled(AskedKind("summary", party=False), likely) == AskedKind("person", party=True)


def test_the_quarter_of_a_town_is_no_time() -> None:
    """Though a quarter of a year is one."""
    by_words = AskedKind("place", party=False)
    assert settled(by_words, {"date": 0.9, "place": 0.0}) == by_words


@pytest.mark.parametrize("kind", ["list", "yesno"])
def test_what_the_words_tell_for_certain_holds(kind: Literal["list", "yesno"]) -> None:
    """What kind a list's items are is another matter, and "is the number known" wants a yes."""
    by_words = AskedKind(kind, party=False)
    assert settled(by_words, {"figure": 1.0}) == by_words


@given(
    st.dictionaries(st.sampled_from(KINDS), st.floats(0, 1), min_size=1),
    st.sampled_from(["figure", "person", "place", "other", "weapon"]),
)
def test_the_words_hold_unless_the_reader_rules_them_out(
    likely: dict[str, float], kind: str
) -> None:
    """No half-sure reader changes what the words say."""
    by_words = AskedKind(kind, party=False)  # type: ignore[arg-type]
    found = settled(by_words, likely)
    if found != by_words:
        assert max(likely.values()) >= SURE
        assert likely.get(kind, 0.0) <= DOUBTED
    assert settled(by_words, {}) == by_words


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("harran clashes between the guards and the column - fighters killed?", "figure"),
        ("Which 9-year-old boy shot at the crossing was flown out in May 2016?", "person"),
        ("What was holding up the buses at the last checkpoint?", "cause"),
        ("How did the aid chief describe the strike on the buses?", "statement"),
        ("Which square in Orvat was hit by the car bomb?", "place"),
        ("What banned explosive did the council say was in the shells?", "weapon"),
        ("How many men died at the bridge?", "figure"),
        ("When was the mayor shot?", "date"),
    ],
)
def test_forms_that_the_words_alone_misread(question: str, kind: str) -> None:
    """The packaged reader knows them."""
    assert understand(question, load_reader().kinds).type == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shops were burned in which Lorman city after the raid?", "place"),
        ("Troops captured which bridge on 4 May?", "place"),
        ("The truce was broken by which militia?", "organisation"),
        ("Homes were damaged in which two districts by the flood?", "place"),
        ("The dead were buried in what cemetery?", "place"),
    ],
)
def test_a_noun_asked_for_inside_the_question_tells_the_kind(text: str, kind: str) -> None:
    """The reader was hardly taught on this order, and takes some for figures."""
    assert understand(text, lambda _: {"figure": 1.0}).type == kind


def test_what_happened_to_somebody_asks_for_no_thing() -> None:
    by_words = AskedKind("summary", party=False)
    assert settled(by_words, {"thing": 0.8, "summary": 0.05}) == by_words
    assert settled(by_words, {"weapon": 0.8, "summary": 0.05}).type == "weapon"
