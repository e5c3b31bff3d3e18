"""Two named parties that name two doers stand side by side; one voice, or one doer, does not."""

import pytest
from told import evidence_of, line_with

from qa.candidates import Candidate
from qa.question import understand
from qa.records import Article
from qa.voices import doers_apart, other_voices

SHELLED = "Activists said the army had shelled the hospital."


def voices(
    text: str, value: str, question: str = "Who bombed the hospital of Osht?", *others: str
) -> set[str]:
    """Names beside *value*, an answer that stands in *text*; *others* are other reports."""
    asked = understand(question)
    evidence = evidence_of(
        asked,
        *(
            Article(id=f"osht-{i}", title="Osht", text=each, published="2031-03-06")
            for i, each in enumerate((text, *others))
        ),
    )
    line = line_with(evidence, value)
    start = text.index(value)
    first = Candidate(line=line, start=start, end=start + len(value), fit=1.0)
    return {c.value for c in other_voices(asked, evidence, first)}


@pytest.mark.parametrize(
    ("text", "value", "others"),
    [
        ("The Front said the army bombed it; the ministry said rebels did.", "army", {"rebels"}),
        (f"{SHELLED} State media blamed terrorist groups.", "army", {"terrorist groups"}),
        ("Activists said the army had shelled the hospital, as it had a year ago.", "army", set()),
        ("The army shelled the hospital. State media blamed terrorists.", "army", set()),
    ],
)
def test_another_party_s_doer_stands_beside_the_answer(
    text: str, value: str, others: set[str]
) -> None:
    assert voices(text, value) == others


@pytest.mark.parametrize("question", ["Who did activists blame?", "Who claimed the attack?"])
def test_who_is_blamed_by_one_party_and_who_claims_it_have_no_other_voice(question: str) -> None:
    text = "Activists said the army had shelled the hospital. State media blamed terrorists."
    assert voices(text, "army", question) == set()


def test_the_word_of_one_speaker_has_no_other_voice() -> None:
    text = "Activists said the army had shelled the hospital. State media blamed terrorists."
    assert voices(text, "army", "According to activists, who shelled the hospital?") == set()


@pytest.mark.parametrize(
    ("other", "names"),
    [
        ("The ministry said rebels were behind the bombing of the hospital of Osht.", {"rebels"}),
        ("The Front claimed to have bombed the hospital of Osht.", {"Front"}),
        ("The Front said its gunners had bombed the hospital of Osht.", {"Front", "gunners"}),
        ("The Front denied that it bombed the hospital of Osht.", set()),
        ("Activists of Osht said government forces bombed the hospital of Osht.", set()),
        ("The ministry said a soldier died as the hospital of Osht was bombed.", set()),
        (
            "The ministry said mortar teams of the Front shelled the hospital of Osht.",
            {"mortar teams of the Front"},
        ),
        ("The ministry said rebels bombed the hospital of Osht.", {"rebels"}),
        (
            "The hospital of Osht lies in ruins. The ministry blamed terrorists for it.",
            {"terrorists"},
        ),
        ("The hospital of Osht lies in ruins. The ministry said rebels had fled.", set()),
        ("It was the Red Column that bombed it, the ministry of Osht said.", {"Red Column"}),
        (
            "Osht has no hospital. It was the Red Column, not the army, who did it, Mayor Orlo said.",
            {"Red Column"},
        ),
        (
            "Osht has no hospital. It was not the army but the Red Column who hit it, Mayor Orlo said.",
            {"Red Column"},
        ),
        (
            "It was the Red Column that opened fire at the hospital of Osht, the ministry said.",
            {"Red Column"},
        ),
        ("It was the Red Column that told of the bombing of Osht, the ministry said.", set()),
        (
            "It was the Red Column that was bombed in the hospital of Osht, the ministry said.",
            set(),
        ),
        ("It was not the Red Column that bombed the hospital of Osht, the ministry said.", set()),
        ("Rebels bombed the hospital of Osht.", set()),
        ("The ministry said rebels bombed the bridge of Elmora.", set()),
        ("The ministry said three air strikes hit the hospital of Osht.", set()),
        ("Three strikes hit the hospital of Osht, the ministry said.", set()),
        ("The ministry said a warplane bombed the hospital of Osht.", set()),
        (
            "The ministry said Russian warplanes bombed the hospital of Osht.",
            {"Russian warplanes"},
        ),
    ],
)
def test_a_party_that_another_report_quotes_stands_beside_the_answer(
    other: str, names: set[str]
) -> None:
    told = "Activists said the army had bombed the hospital of Osht."
    assert voices(told, "army", "Who bombed the hospital of Osht?", other) == names


def apart(question: str, *texts: str) -> set[str]:
    """Who did it as the voices of *texts* tell, without an answer to set them beside."""
    asked = understand(question)
    reports = (
        Article(id=f"elmora-{i}", title="Elmora", text=each, published="2031-03-06")
        for i, each in enumerate(texts)
    )
    return {c.value for c in doers_apart(asked, evidence_of(asked, *reports))}


BURNED = "The grain mill of Elmora burned down on Tuesday. Governor Hadek blamed the Red Column."
DENIED = "The Red Column said policemen had torched the grain mill of Elmora."


@pytest.mark.parametrize(
    ("question", "texts", "names"),
    [
        ("Who burned the grain mill of Elmora?", (BURNED, DENIED), {"Red Column", "policemen"}),
        ("Who set the mill of Elmora on fire?", (BURNED, DENIED), {"Red Column", "policemen"}),
        ("Who was blamed for the fire at the mill?", (BURNED, DENIED), {"Red Column", "policemen"}),
        ("Who burned the grain mill of Elmora?", (BURNED,), set()),
        ("Who burned the grain mill of Elmora?", (DENIED,), set()),
        ("Who met the owner of the mill of Elmora?", (BURNED, DENIED), set()),
        ("Who died in the fire at the mill of Elmora?", (BURNED, DENIED), set()),
        ("Which police unit torched the mill of Elmora?", (BURNED, DENIED), set()),
        ("Who burned the grain mill of Osht?", (BURNED, DENIED), set()),
    ],
)
def test_two_parties_that_name_two_doers_are_told_apart_without_an_answer(
    question: str, texts: tuple[str, ...], names: set[str]
) -> None:
    assert apart(question, *texts) == names


@pytest.mark.parametrize(
    "told",
    [
        "The union holds the coast guard responsible for the sinking of the Linnet.",
        "The union attributed the sinking of the Linnet to the coast guard.",
        "The union said the coast guard was to blame for the sinking of the Linnet.",
        "A court convicted two coast guards of the sinking of the Linnet.",
        "The union, which blamed the coast guard, said the Linnet had sunk in minutes.",
    ],
)
def test_blame_is_laid_in_many_words(told: str) -> None:
    other = "Its captain said smugglers had sunk the Linnet with a mine."
    names = apart("Who sank the Linnet?", told, other)
    assert len(names) == 2
    assert "smugglers" in names
    assert any("coast guard" in name for name in names)


def test_who_shelled_a_town_did_not_thereby_kidnap_anybody() -> None:
    text = "The army said rebels had kidnapped two nurses at Elmora."
    shelled = "Residents said the army had shelled the market of Elmora."
    assert apart("Who kidnapped the two nurses at Elmora?", text, shelled) == set()


def test_words_for_whoever_did_it_name_no_side() -> None:
    text = "The Front said it bombed the hospital of Elmora."
    other = "The ministry said a bomber had attacked the hospital of Elmora."
    assert apart("Who bombed the hospital of Elmora?", text, other) == set()


def test_a_noun_before_the_verb_did_it_whatever_it_was_doing() -> None:
    text = (
        "The Brigades said the army had bombed the bridge of Elmora; "
        'the agency said fleeing "terrorists" had mined its piers.'
    )
    assert apart("Who destroyed the bridge of Elmora?", text) == {"army", "terrorists"}
