"""Who did it: never whom it was done to, who only speaks of it, or nobody."""

import pytest
from told import evidence_of

from qa.language import parse
from qa.name_candidates import told_plainly
from qa.name_fit import NAMED
from qa.parties import PartyAsked, is_nobody, is_source, party_asked, undergoes
from qa.question import understand
from qa.records import Article

BOMBING = "Who was behind the bombing in Arlo?"


def at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    "question",
    [
        BOMBING,
        "Who carried out the bombing in Arlo?",
        "Which group committed the bombing in Arlo?",
        "who launched the bombing in arlo",
    ],
)
def test_who_carried_out_a_deed_is_who_did_it(question: str) -> None:
    asked = party_asked(understand(question))
    assert asked is not None
    assert asked.verb == "do"
    assert "bomb" in asked.deeds


def test_what_others_seized_asks_for_no_doer() -> None:
    assert party_asked(understand("Which two countries did the group seize land in?")) is None
    assert party_asked(understand("Which group seized land in Arlo?")) is not None


@pytest.mark.parametrize(
    ("text", "words", "harmed"),
    [
        ("The blast killed 28 people in Arlo.", "28 people", True),
        ("Two guards were wounded in the blast.", "Two guards", True),
        ("Northern Front fighters killed 28 people.", "Northern Front fighters", False),
        ("The missile was detonated from a base in Lemma.", "a base in Lemma", True),
        ("Police arrested two men after the blast.", "two men", False),
    ],
)
def test_who_was_hurt_did_not_do_it(text: str, words: str, *, harmed: bool) -> None:
    asked = PartyAsked("do", frozenset({"bomb", "detonate"}))
    assert undergoes(parse(text), *at(text, words), asked) is harmed


def test_who_denies_or_condemns_a_bombing_is_only_a_voice() -> None:
    asked = party_asked(understand(BOMBING))
    for text in ("The army denied that it had bombed Arlo.", "The army condemned the bombing."):
        assert is_source(parse(text), *at(text, "The army"), asked)


@pytest.mark.parametrize(
    ("text", "words", "nobody"),
    [
        ("No group has claimed the attack.", "group", True),
        ("A small group has claimed the attack.", "group", False),
    ],
)
def test_no_group_is_no_answer(text: str, words: str, *, nobody: bool) -> None:
    assert is_nobody(parse(text), *at(text, words)) is nobody


def test_a_party_told_with_its_victim_fits_better() -> None:
    """Than one told of another deed."""
    text = "The Lira Youth Front murdered Pavel Orlan. The Osht Brigade murdered a clerk."
    asked = understand("Which organization was behind the killing of Pavel Orlan?")
    lines = evidence_of(asked, Article(id="a", title="", text=text)).lines
    fits = {c.value: c.fit for c in told_plainly(asked, lines, {})}
    assert fits["Lira Youth Front"] > NAMED >= fits["Osht Brigade"]
