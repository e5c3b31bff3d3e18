"""Who says it, on what day, and whom a word stands for: what drafts get wrong most quietly."""

from dataclasses import replace

import pytest
from invented import REPORTS

from qa.citations import cite
from qa.guard import check_sentence
from qa.guard_evidence import Backing

WRECK = "The wreck lies at 640 metres and the ministry says it has no means of raising it."
RISEN = "The number of people killed in the blast climbed to 30 on Monday, the mayor said."
NEAR = (
    "A source close to the Front said the kidnappers were suspected of belonging to the Meren clan."
)
SUNK = "As for the speedboat which Palan boasts of having sunk, it was a fishing boat, Teresa Lan said."


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
        (
            "The airstrike killed forty civilians in Osht. The army said the claim was false.",
            "The army said the airstrike killed forty civilians in Osht [1].",
            "speaker",
        ),
        (
            "The bridge at Tolm is closed. Colonel Vesk says he knows of no other crossing.",
            "Colonel Vesk says the bridge at Tolm is closed [1].",
            "speaker",
        ),
        (
            "Nine farmers were killed. The governor said the army would search the hills.",
            "Nine farmers were killed, the governor said, and the army would search the hills [1].",
            "speaker",
        ),
        (
            "90 miners died in Osht before the war of 2031.",
            "90 miners died in Osht in 2031 [1].",
            "date",
        ),
        (
            "Karo returned to Osht after the coup of 2031.",
            "Karo returned to Osht in 2031 [1].",
            "date",
        ),
        (
            "The rebels will leave Tolm. The army took Osht and killed nine farmers.",
            "The army would kill nine farmers [1].",
            "word",
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
            "Not until Monday did rescuers reach the village.",
            "Not until Monday did rescuers reach the village [1].",
        ),
        (
            "The general asked, “Why did they come at night?”",
            "The general asked, “Why did they come at night?” [1]",
        ),
        (
            "A bomb that killed 12 people went off in Osht on Friday.",
            "A bomb killed 12 people in Osht on Friday [1].",
        ),
        (
            "On Friday the rebels carried out an ambush in which 12 soldiers were killed.",
            "12 soldiers were killed in an ambush on Friday [1].",
        ),
        (
            "On 6 March the number of people displaced had reached 4,000.",
            "4,000 people were displaced by 6 March [1].",
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


def test_a_noun_that_a_pronoun_cannot_mean_leaves_it_to_the_title() -> None:
    quote = quoting("Near the river they found nine bodies.", title="Police find bodies in Osht")
    assert check_sentence("Police found nine bodies near the river [1].", quote) == ()


def test_a_name_of_the_title_is_not_what_another_noun_s_pronoun_stands_for() -> None:
    quote = quoting(SUNK, title="It was a gunboat: statement on the Kalisa")
    draft = "The Kalisa was a fishing boat, Teresa Lan said [1]."
    assert check_sentence(draft, quote, question="What hit the Kalisa?")
