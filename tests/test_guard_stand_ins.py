"""Who says it, on what day, and whom a word stands for: what drafts get wrong most quietly."""

from dataclasses import replace

import pytest
from invented import REPORTS

from qa.citations import cite
from qa.guard import check_sentence
from qa.guard_evidence import Backing
from qa.guard_stand_ins import stands_in
from qa.guard_told import told_by
from qa.language import parse

WRECK = "The wreck lies at 640 metres and the ministry says it has no means of raising it."
RISEN = "The number of people killed in the blast climbed to 30 on Monday, the mayor said."
NEAR = (
    "A source close to the Front said the kidnappers were suspected of belonging to the Meren clan."
)
SUNK = "As for the speedboat which Palan boasts of having sunk, it was a fishing boat, Teresa Lan said."
ISIS = "ISIS itself lost around 30 men, a toll that takes in those at the walls."


def quoting(text: str, *, title: str = "A report", outlet: str = "Herald") -> list[Backing]:
    """A report's sentence as evidence [1]."""
    report = replace(REPORTS[0], text=text, title=title, outlet=outlet, sha256="")
    return [Backing(citation=replace(cite(report, 0, len(text)), number=1))]


@pytest.mark.parametrize(
    ("quote", "draft", "rule"),
    [
        (WRECK, "The wreck lies at 640 metres, the ministry said [1].", "speaker"),
        (
            "Nine people died, and the army said it would investigate.",
            "Nine people died, the army said [1].",
            "speaker",
        ),
        (
            "The road is closed; the mayor said four were hurt.",
            "The road is closed, the mayor said [1].",
            "speaker",
        ),
        (RISEN, "Thirty people were killed on Monday, the mayor said [1].", "date"),
        (
            "The number of policemen killed on 6 November rose to six, with a death on Sunday.",
            "Six policemen were killed on Sunday [1].",
            "date",
        ),
        (
            "Nine people killed in the raid were buried on Friday.",
            "Nine people were killed on Friday [1].",
            "date",
        ),
        (
            "By 2020, 35 people were murdered at Rahl.",
            "35 people were murdered at Rahl in 2020 [1].",
            "date",
        ),
        (NEAR, f"{NEAR[:-1]}, the group responsible for the kidnappers' activities [1].", "word"),
        (
            "Two sailors say it was her gun that sank the ferry, killing 31 people.",
            "The two sailors say 31 people were killed, do the two sailors say [1].",
            "instruction",
        ),
        (
            "In a video the Red Front said its council appointed Abu Tahan as military chief.",
            "The Red Front claimed Abu Tahan as military chief [1].",
            "word",
        ),
    ],
)
def test_what_the_quote_says_otherwise_is_stopped(quote: str, draft: str, rule: str) -> None:
    assert rule in {problem.rule for problem in check_sentence(draft, quoting(quote))}


@pytest.mark.parametrize(
    ("quote", "draft"),
    [
        (WRECK, "The wreck lies at 640 metres [1]."),
        (
            WRECK,
            "The wreck lies at 640 metres, the ministry says it has no means of raising it [1].",
        ),
        (
            "Nine people died in Monday's raid, the army said, and the mayor said four were hurt.",
            "Nine people died in Monday's raid, the army said [1].",
        ),
        (
            "Nine people killed on Monday in the raid were buried on Friday.",
            "Nine people were killed on Monday [1].",
        ),
        (
            "In the whole of 2020, 35 people were murdered at Rahl.",
            "35 people were murdered at Rahl in 2020 [1].",
        ),
        (
            "The number of those rescued has been corrected to 95, after two were counted twice.",
            "The number of those rescued has been corrected to 95 [1].",
        ),
        (
            "The barracks will not say whether any soldiers have died.",
            "The barracks would not say whether any soldiers have died [1].",
        ),
        (
            "The council confirmed nothing, nor did the army say who fired.",
            "The council confirmed nothing, nor did the army say who fired [1].",
        ),
    ],
)
def test_what_the_quote_holds_passes(quote: str, draft: str) -> None:
    assert check_sentence(draft, quoting(quote)) == ()


def test_an_outlet_in_small_letters_tells_its_own_report() -> None:
    quote = quoting("Israels army declined to comment Sunday on the attack.", outlet="jordantimes")
    told = "Israels army declined to comment Sunday on the attack, the jordantimes reported [1]."
    assert check_sentence(told, quote) == ()
    assert check_sentence(told.replace("jordantimes", "saudigazette"), quote)


@pytest.mark.parametrize(
    ("quote", "question", "stands"),
    [
        (ISIS, "How many men did the group lose?", True),
        (ISIS, "How many men were lost?", False),
        (
            "ISIS lost around 30 men, and the Syrian National Council lost nine men.",
            "How many men did the group lose?",
            False,
        ),
    ],
)
def test_the_group_asked_about_stands_for_the_one_that_is_named(
    quote: str, question: str, *, stands: bool
) -> None:
    draft = parse("The group lost around 30 men.")
    told = told_by(tuple(quoting(quote)))
    assert stands_in(draft, 1, told, question) is stands


def test_a_name_of_the_title_is_not_what_another_noun_s_pronoun_stands_for() -> None:
    quote = quoting(SUNK, title="It was a gunboat: statement on the Kalisa")
    draft = "The Kalisa was a fishing boat, Teresa Lan said [1]."
    assert check_sentence(draft, quote, question="What hit the Kalisa?")
