"""Who did it: never whom it was done to, who only speaks of it, or nobody."""

import pytest
from told import evidence_of

from qa.language import parse
from qa.name_candidates import told_plainly
from qa.name_fit import NAMED
from qa.parties import (
    PartyAsked,
    is_beside_deed,
    is_nobody,
    is_source,
    parties,
    party_asked,
    undergoes,
)
from qa.question import understand
from qa.question_forms import owned_deed
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


@pytest.mark.parametrize(
    ("question", "deed"),
    [
        ("Who said it fired the rockets at Arlo?", "fire"),
        ("who says they carried out the bombing in arlo", "carry"),
        ("Which group said that it had planted the mine?", "plant"),
        ("Who said they were behind the bombing in Arlo?", "be"),
        ("Who said they saw the rockets?", None),
        ("Who said they were attacked in Arlo?", None),
        ("Who said it was cold in Arlo?", None),
        ("What did the army say it fired at Arlo?", None),
        ("Who did the army say fired the rockets?", None),
    ],
)
def test_who_owns_up_to_a_deed_is_asked_for(question: str, deed: str | None) -> None:
    tokens = parse(question).tokens
    found = owned_deed(tokens)
    assert (None if found is None else tokens[found].lemma) == deed


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Northern Front said it had fired the rockets.", "Northern Front"),
        ("The Northern Front said on Monday that its men fired the rockets.", "Northern Front"),
        ("The Northern Front said it was behind the raid.", "Northern Front"),
        ("The Northern Front said it carried out the raid.", "Northern Front"),
        ("The Northern Front said it did not carry out the raid.", None),
        ("The Marn Watch said it did not know who was behind the raid.", None),
        ("The Marn Watch said it had counted nine rockets.", None),
        ("The energy ministry said rockets had hit the mill.", None),
    ],
)
def test_who_only_tells_of_a_deed_does_not_claim_it(text: str, party: str | None) -> None:
    asked = party_asked(understand("Who said it fired the rockets at Arlo?"))
    assert asked is not None
    told = [text[start:end] for start, end in parties(parse(text), asked)]
    assert told == ([party] if party else [])
    if party is None:
        assert is_source(parse(text), *at(text, text[: text.index(" said")]), asked)


@pytest.mark.parametrize(
    ("question", "text", "words", "beside"),
    [
        (
            "Who was blamed for the gas?",
            "The treaties are worthless for the Osht army.",
            "Osht army",
            True,
        ),
        (
            "Who was blamed for the gas?",
            "The mayor blamed the gas on the Osht army.",
            "Osht army",
            False,
        ),
        (
            "Who was blamed for the gas?",
            "The mayor blamed the Osht army for the gas.",
            "Osht army",
            False,
        ),
        (
            "Who was blamed for the gas?",
            "The Watch calls itself a band of village volunteers.",
            "village volunteers",
            True,
        ),
        ("Who attacked the mill?", "It was a raid against the Osht army.", "Osht army", True),
        ("Who attacked the mill?", "The mill was attacked by the Osht army.", "Osht army", False),
        (
            "Who claimed the attack on the mill?",
            "The Watch, which relies on clerks in Marn, told of the attack.",
            "clerks in Marn",
            True,
        ),
        (
            "Who claimed the attack on the mill?",
            "The attack was claimed by men of the Northern Front.",
            "Northern Front",
            False,
        ),
    ],
)
def test_who_stands_beside_the_deed_did_not_do_it(
    question: str, text: str, words: str, *, beside: bool
) -> None:
    asked = party_asked(understand(question))
    assert asked is not None
    assert is_beside_deed(parse(text), *at(text, words), asked) is beside


@pytest.mark.parametrize(
    "text",
    [
        "The van stood at the mill, according to the council head, Yasin Haddad.",
        "The van, according to Yasin Haddad, had stood at the mill.",
        "According to the head of the council, Yasin Haddad, the van stood at the mill.",
    ],
)
def test_according_to_a_named_head_is_a_source(text: str) -> None:
    asked = party_asked(understand("Who claimed the attack on the mill?"))
    assert is_source(parse(text), *at(text, "Yasin Haddad"), asked)


def test_a_doer_named_after_a_source_is_none() -> None:
    text = "According to officials, the Northern Front attacked the mill."
    asked = party_asked(understand("Who attacked the mill?"))
    assert not is_source(parse(text), *at(text, "the Northern Front"), asked)
