"""Spans that could answer: names by role and deed, items of lists, amounts that are no counts."""

import pytest

from qa.language import parse
from qa.listing import beside, items, words_apart
from qa.office_asked import name_asked, role_asked
from qa.offices import holders
from qa.parties import is_source, parties, party_asked, undergoes
from qa.quantities import ages, is_group, shares, some_of_group
from qa.question import understand


@pytest.mark.parametrize(
    ("question", "sentence", "holder"),
    [
        (
            "Who was director of the Elmora clinic?",
            "The clinic's director, Hana Morel, called it a lie.",
            "Hana Morel",
        ),
        (
            "Who is the minister of public works?",
            "It will open soon, said the minister of public works, Hani Kaban.",
            "Hani Kaban",
        ),
        (
            "Who commands the Third Battalion?",
            "Colonel Ramir Estev, who commands the battalion, left for Osht.",
            "Ramir Estev",
        ),
        (
            "Who commanded the patrol?",
            "Among them is Captain Pavel Orlan, the commander of the patrol.",
            "Pavel Orlan",
        ),
        (
            "Who was the pilot of the jet?",
            "Captain Orsk identified the pilot as Lieutenant Nils Hassen.",
            "Nils Hassen",
        ),
        (
            "Who was the groom at the Osht wedding?",
            "The groom Zared Mostan Fatini hails from a prominent family.",
            "Zared Mostan Fatini",
        ),
        (
            "What was the name of the suicide bomber at Rashin?",
            "The bomber, Ivo Dresk, had come from Osht.",
            "Ivo Dresk",
        ),
        (
            "head of the teachers union",
            "They held nine clerks and the head of the teachers' union, Paula Zahn.",
            "Paula Zahn",
        ),
    ],
)
def test_a_name_holds_a_role_by_apposition_title_or_verb(
    question: str, sentence: str, holder: str
) -> None:
    role = role_asked(understand(question))
    assert role is not None
    found = {sentence[start:end]: fit for start, end, fit in holders(parse(sentence), role)}
    assert max(found, key=lambda name: found[name]).endswith(holder)


def test_a_question_for_a_name_itself_is_told_from_one_for_a_person() -> None:
    asked = understand("What was the name of the bride at the Osht wedding?")
    assert name_asked(asked)
    role = role_asked(asked)
    assert role is not None
    assert not list(holders(parse("A witness named Hamed saw the bride fall."), role))
    assert not name_asked(understand("Who was the bride at the Osht wedding?"))


@pytest.mark.parametrize(
    ("sentence", "name", "source"),
    [
        ("The Northern Front group denied any part, a fighter told Wirenews.", "Wirenews", True),
        ("OSHT (Wirenews) - A bomb went off.", "Wirenews", True),
        ("A brigade fired it, according to the Harbour Watch.", "Harbour Watch", True),
        ("The Northern Front group denied any part in it.", "Northern Front", False),
    ],
)
def test_whom_a_report_credits_is_no_party_to_what_it_tells(
    sentence: str, name: str, *, source: bool
) -> None:
    asked = party_asked(understand("Which rebel group denied any part in the bombing?"))
    start = sentence.index(name)
    assert is_source(parse(sentence), start, start + len(name), asked) is source


@pytest.mark.parametrize(
    ("sentence", "known", "others"),
    [
        (
            "Eight fell and two rifles, a radio and a quantity of dynamite were captured.",
            "a radio",
            ["two rifles", "a quantity of dynamite"],
        ),
        (
            "It was signed by Arno Relis and Tessa Lakan after nine hours of talks.",
            "Tessa Lakan",
            ["Arno Relis"],
        ),
        (
            "The baker, Abel Salim, and two of his sons were killed, he said.",
            "Abel Salim",
            ["two of his sons"],
        ),
        ("A mine sank the ferry.", "A mine", []),
        (
            "It was agreed by Syrias allies Russia and Iran and rebel backer Turkey.",
            "Iran",
            ["Russia", "rebel backer Turkey"],
        ),
    ],
)
def test_the_other_items_of_a_list_are_found_from_one(
    sentence: str, known: str, others: list[str]
) -> None:
    start = sentence.index(known)
    found = beside(parse(sentence), start, start + len(known))
    assert [sentence[a:b] for a, b in found] == others


def test_the_holder_of_another_office_fits_less() -> None:
    role = role_asked(understand("spokesman of the Valley Brigades"))
    assert role is not None
    told = "Omar Shahin, a spokesman for the Valley Brigades, said so."
    other = "Paul Madan, a spokesman for the Coast Guard, said so."
    fits = [max(fit for *_, fit in holders(parse(text), role)) for text in (told, other)]
    assert fits[0] > fits[1]


@pytest.mark.parametrize(
    ("question", "sentence", "party"),
    [
        (
            "Who claimed the attack?",
            "The jihadist group Red Dawn on Thursday claimed the car bombing.",
            "Red Dawn",
        ),
        (
            "Who claimed responsibility?",
            "Responsibility for the raid was claimed by the Red Dawn Front.",
            "Red Dawn Front",
        ),
        (
            "Who did the army blame?",
            "The army blamed gunners of the Valley Brigades for the shells.",
            "Valley Brigades",
        ),
        (
            "Who kidnapped the mayor?",
            "Members of the Coast League abducted the mayor on Monday.",
            "Coast League",
        ),
        (
            "Which group was behind the bombing of the Osht bank?",
            "The Coast League bombed a bank in Osht.",
            "Coast League",
        ),
        (
            "Which group was behind the kidnapping of the mayor?",
            "The kidnapping was attributed to the Coast League.",
            "Coast League",
        ),
    ],
)
def test_a_party_is_found_by_the_verb_asked_about(question: str, sentence: str, party: str) -> None:
    asked = party_asked(understand(question))
    assert asked is not None
    assert party in [sentence[start:end] for start, end in parties(parse(sentence), asked)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The mayor, a member of the Coast League, was killed on Monday.", "Coast League"),
        ("Gunmen killed the mayor and Ivo Dresk.", "Ivo Dresk"),
    ],
)
def test_those_who_undergo_the_deed_did_not_do_it(sentence: str, words: str) -> None:
    """A victim, and the group a victim belongs to, are no answer to "who killed the mayor?"."""
    asked = party_asked(understand("Who killed the mayor?"))
    assert asked is not None
    start = sentence.index(words)
    assert undergoes(parse(sentence), start, start + len(words), asked)


def test_who_did_the_deed_does_not_undergo_it() -> None:
    """The subject of the active verb, and what follows "by"."""
    asked = party_asked(understand("Who killed the mayor?"))
    assert asked is not None
    for sentence in ("Ivo Dresk killed the mayor.", "The mayor was killed by Ivo Dresk."):
        start = sentence.index("Ivo")
        assert not undergoes(parse(sentence), start, start + 9, asked)


def test_nobody_is_no_party() -> None:
    asked = party_asked(understand("Who claimed the attack?"))
    assert asked is not None
    assert not list(parties(parse("No group has claimed the attack."), asked))


@pytest.mark.parametrize(
    ("sentence", "known", "wanted"),
    [
        (
            "Two rifles, a radio and a quantity of dynamite were captured.",
            "dynamite",
            ["Two rifles", "a radio", "a quantity of dynamite"],
        ),
        (
            "The captain of the ship and his deputy have been arrested.",
            "The captain of the ship and his deputy",
            ["The captain of the ship", "his deputy"],
        ),
        (
            "Five boats and two helicopters took part in the search.",
            "two helicopters",
            ["Five boats", "two helicopters"],
        ),
        ("A mine sank the ferry.", "A mine", ["A mine"]),
    ],
)
def test_a_list_is_taken_apart_from_any_of_its_items(
    sentence: str, known: str, wanted: list[str]
) -> None:
    start = sentence.index(known)
    found = items(parse(sentence), start, start + len(known))
    assert [sentence[a:b] for a, b in found] == wanted


def test_names_without_commas_are_parted_where_each_stands_alone_elsewhere() -> None:
    text = "Osht Elmora and Jarrow"
    apart = [text[a:b] for a, b in words_apart(text, (0, 11), {"Osht", "Elmora"})]
    assert apart == ["Osht", "Elmora"]
    assert words_apart(text, (0, 11), {"Osht"}) == [(0, 11)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Joren Mast, 41, a father of five, was shot.", 41, 41),
        ("The children were between six and nine years old.", 6, 9),
        ("a 12-year-old girl", 12, 12),
        ("boys aged 13 to 15", 13, 15),
    ],
)
def test_ages(text: str, low: int, high: int) -> None:
    amount = next(ages(text))
    assert (amount.low, amount.high) == (low, high)


def test_shares() -> None:
    text = "It supplies around a fifth of the petrol and 40 percent of the gas."
    assert [text[a:b] for a, b in shares(text)] == ["around a fifth", "40 percent"]


def test_part_and_whole_of_a_group() -> None:
    text = "Air defences shot down four of the six drones."
    assert some_of_group(text, text.index("four") + 4)
    assert is_group(text, text.index("six"))
    assert not is_group(text, text.index("four"))
