"""Sentences like those that a small model wrote, of which the guard let some pass."""

from dataclasses import replace

import pytest
from invented import REPORTS

from qa.citations import cite
from qa.guard import check_sentence
from qa.guard_evidence import Backing
from qa.records import Claim, DateValue, Figure

NEITHER = 'The Front told Harbour Wire that it "neither confirms nor denies" the attack.'
SHELLED = "Shells killed three soldiers and two civilians in Osht, the army said, before the rebel Front signed."
CLAIMED = "The Red Dawn Front, which wants independence, said it had carried out the raid."
THREE = "Three of the prisoners were minors."
BUILT = "The bridge of Osht, built in 1963, was mined."


def quoting(text: str, *claims: Claim) -> list[Backing]:
    """A report's sentence as evidence [1]."""
    report = replace(REPORTS[0], text=text, sha256="")
    return [Backing(citation=replace(cite(report, 0, len(text)), number=1), claims=claims)]


@pytest.mark.parametrize(
    ("quote", "draft", "rule"),
    [
        (NEITHER, "The Front has denied the attack, it told Harbour Wire [1].", "negation"),
        (NEITHER, "The Front confirms the attack, it told Harbour Wire [1].", "negation"),
        (SHELLED, "A rebel group said it had killed two civilians [1].", "speaker"),
        (CLAIMED, "The Red Dawn Front carried out the raid [1].", "speaker"),
        (THREE, "One of the prisoners was a minor [1].", "number"),
        (THREE, "The report says that the prisoners were [1].", "citation"),
    ],
)
def test_what_it_wrote_beside_the_quote_is_stopped(quote: str, draft: str, rule: str) -> None:
    assert rule in {problem.rule for problem in check_sentence(draft, quoting(quote))}


@pytest.mark.parametrize(
    ("quote", "draft"),
    [
        (NEITHER, "The Front neither confirms nor denies the attack, it told Harbour Wire [1]."),
        (SHELLED, "Shells killed two civilians in Osht, the army said [1]."),
        (CLAIMED, "The Red Dawn Front said it had carried out the raid [1]."),
        (THREE, "Three of the prisoners were minors [1]."),
    ],
)
def test_what_the_quote_says_passes(quote: str, draft: str) -> None:
    assert check_sentence(draft, quoting(quote)) == ()


def test_a_year_alone_may_answer() -> None:
    """The year of a date that was read, as the answer gives it."""
    built = DateValue(start="1963-01-01", end="1963-12-31", precision="year", text="1963")
    claim = Claim(text="1963 [1]", value="1963", certainty="reported", date=built, citations=(1,))
    assert check_sentence("1963 [1].", quoting(BUILT, claim)) == ()
    assert check_sentence("1965 [1].", quoting(BUILT, claim))


def test_what_kind_of_outlet_a_report_is_of_may_be_said() -> None:
    report = replace(REPORTS[0], text="Two others were freed.", outlet="Radio Osht", sha256="")
    told = [Backing(citation=replace(cite(report, 0, len(report.text)), number=1), claims=())]
    assert check_sentence("Two others were freed, the radio Osht said [1].", told) == ()
    problems = check_sentence("Two others were freed, the weekly Osht said [1].", told)
    assert "word" in {problem.rule for problem in problems}


def test_nobody_is_left_to_guess_who_we_are() -> None:
    told = quoting("We counted 16 boats. We will not go home, the pilot Ilse Marten said.")
    assert check_sentence("We will not go home, the pilot Ilse Marten said [1].", told) == ()
    problems = check_sentence("We counted 16 boats [1].", told)
    assert "instruction" in {problem.rule for problem in problems}
    mixed = "Our correspondent saw two boats, and the army says that the bay is calm."
    problems = check_sentence(f"{mixed} [1]", quoting(mixed))
    assert "instruction" in {problem.rule for problem in problems}
    assert check_sentence("We will stay, he said [1].", quoting("We will stay, he said.")) == ()


def test_a_doubt_of_one_thing_is_not_lent_to_another() -> None:
    told = quoting("Four sailors drowned off Osht. The captain reportedly escaped.")
    problems = check_sentence("Four sailors reportedly drowned off Osht [1].", told)
    assert "hedge" in {problem.rule for problem in problems}


def test_a_word_of_an_outlets_name_tells_nothing_of_the_raid() -> None:
    text = "A raid in Marn killed nine herders on Monday."
    report = replace(REPORTS[0], text=text, outlet="Marn War Monitor", sha256="")
    told = [Backing(citation=replace(cite(report, 0, len(text)), number=1), claims=())]
    problems = check_sentence("The Marn war killed nine herders on Monday [1].", told)
    assert "word" in {problem.rule for problem in problems}


def test_a_town_in_an_outlets_name_is_not_said_by_its_report() -> None:
    report = replace(
        REPORTS[0], text="A mill burned.", title="Fire", outlet="Radio Osht", sha256=""
    )
    told = [Backing(citation=replace(cite(report, 0, len(report.text)), number=1), claims=())]
    problems = check_sentence("A mill burned in Osht [1].", told)
    assert "name" in {problem.rule for problem in problems}


@pytest.mark.parametrize(
    ("draft", "passes"),
    [
        ("The militants have fought the army on several fronts [1].", True),
        ("The militants have fought the army on several farms [1].", False),
        ("The militants have fought the army on two fronts [1].", False),
    ],
)
def test_those_counted_may_be_called_by_a_word_for_the_same(draft: str, *, passes: bool) -> None:
    quote = "The militants have fought the army on several frontlines since May."
    assert (check_sentence(draft, quoting(quote)) == ()) is passes


SALVOES = (
    "The mayor said 122-millimetre shells fired by the army struck in two salvoes, as men prayed."
)
CALIBRE = "What calibre were the shells that hit the Osht market, according to the mayor?"


@pytest.mark.parametrize(
    ("title", "draft", "passes"),
    [
        ("Two salvoes on Osht market", "that hit the Osht market", True),
        ("Two salvoes on a quay", "that hit the Osht market", False),
        ("Two salvoes on Osht market", "that hit the Osht school", False),
        ("Two salvoes on Osht market", "that missed the Osht market", False),
        ("Two salvoes on Osht market", "that hit the crowded Osht market", False),
        ("Two salvoes on Osht market", "that deliberately hit the Osht market", False),
    ],
)
def test_a_question_s_own_clause_may_tell_which_shells_are_meant(
    title: str, draft: str, *, passes: bool
) -> None:
    """Models begin with the question; the report's title has to tell of the same."""
    report = replace(REPORTS[0], title=title, text=SALVOES, sha256="")
    piece = Backing(citation=replace(cite(report, 0, len(SALVOES)), number=1), claims=())
    said = f"The shells {draft} were 122-millimetre shells fired by the army, the mayor said [1]."
    assert (check_sentence(said, [piece], question=CALIBRE) == ()) is passes


@pytest.mark.parametrize("clause", ["carried out by Liria", "that Liria carried out"])
def test_a_question_s_clause_lends_no_doer(clause: str) -> None:
    text = "A strike carried out by the army killed 12 people in Osht."
    report = replace(REPORTS[0], title="Liria condemns strike on Osht", text=text, sha256="")
    piece = Backing(citation=replace(cite(report, 0, len(text)), number=1), claims=())
    asked = f"How many people were killed in the strike {clause}?"
    assert check_sentence(
        f"12 people were killed in the strike {clause} [1].", [piece], question=asked
    )


def test_a_front_is_no_frontline() -> None:
    quote = "Shells killed three frontline fighters in Osht."
    assert check_sentence("Shells killed three Front fighters in Osht [1].", quoting(quote))


def test_words_of_the_question_alone_name_nothing_that_was_read() -> None:
    quote = "The Red Dawn Front, which killed five people in Osht, is not a party."
    said = "The total toll of the Red Dawn Front, which killed five people in Osht, is not a party [1]."
    asked = "Total toll of the Osht attack as of 6 March 2031?"
    assert check_sentence(said, quoting(quote), question=asked)
    assert check_sentence(quote.replace(".", " [1]."), quoting(quote), question=asked) == ()


EXCHANGED = (
    "OSHT, April 21 (Harbour Wire) - The government of Marn and the Lusk Front exchanged 61 "
    "prisoners on a bridge outside Tolm on Friday, the first swap since their truce frayed."
)


@pytest.mark.parametrize(
    ("dateline", "passes"),
    [
        ("OSHT, April 21 (Harbour Wire)", True),
        ("OSHT, April 22 (Harbour Wire)", False),
        ("TOLM, April 21 (Harbour Wire)", False),
        ("OSHT, April 21 (Tolm Wire)", False),
    ],
)
def test_a_dateline_may_be_repeated_as_it_stands(dateline: str, *, passes: bool) -> None:
    report = replace(
        REPORTS[0], text=EXCHANGED, outlet="Harbour Wire", published="2023-04-21", sha256=""
    )
    piece = Backing(citation=replace(cite(report, 0, len(EXCHANGED)), number=1), claims=())
    draft = f"{dateline} - The government of Marn and the Lusk Front exchanged 61 prisoners [1]."
    assert (check_sentence(draft, [piece]) == ()) is passes


HOSPITAL = (
    "The death toll following the Thursday attack on the village of Es Safi reached 51 people a "
    "source in Tolm National Hospital told Sputnik"
)


@pytest.mark.parametrize(
    ("quote", "draft", "passes"),
    [
        ("The war killed 300 people since 2011, he said.", "The war killed 300 people in 2011, he said [1].", False),
        ("The bridge of Osht was closed until 2011.", "The bridge of Osht was closed in 2011 [1].", False),
        ("Keywords Front denies The army killed nine people in Osht.", "The army killed nine people in Osht [1].", False),
        ("Published on July 5 2031 ISIS attacked Osht on Tuesday, the army said.", "On July 5 2031 ISIS attacked Osht, the army said [1].", False),
        ("OSHT, April 22 (Harbour Wire) - Rebels killed nine soldiers at the gate on April 21.", "OSHT, April 21 (Harbour Wire) - Rebels killed nine soldiers at the gate [1].", False),
        ('The army said "air raids killed nine in Osht".', 'The army said "air strikes killed nine in Osht" [1].', False),
        ("The army arrived in Osht. Rebels are reported to have shelled the market, killing five farmers and two nurses.", "The army is reported to have shelled the market, killing five farmers and two nurses [1].", False),
        ("Nine were held during 2022, Marten said.", "Nine were held in 2022, Marten said [1].", True),
        ("Nine were held during 2022, Marten said.", "Nine were held in 2021, Marten said [1].", False),
        (
            f"18.05.2031Get short URL 0 15 {HOSPITAL}.",
            f"{HOSPITAL} [1].",
            True,
        ),
    ],
)  # fmt: skip
def test_one_wording_for_another(quote: str, draft: str, *, passes: bool) -> None:
    assert (check_sentence(draft, quoting(quote)) == ()) is passes


@pytest.mark.parametrize("told_by", ["the radio Mbali FM", "Radio Mbali FM", "the Mbali radio"])
def test_a_report_does_not_say_of_itself_that_it_says_so(told_by: str) -> None:
    text = "A sergeant, Alphonse Mire, who is said to have driven the first lorry, was tried in his absence."
    report = replace(REPORTS[0], text=text, outlet="Radio Mbali FM", sha256="")
    piece = Backing(citation=replace(cite(report, 0, len(text)), number=1), claims=())
    draft = f"The sergeant, Alphonse Mire, was tried in his absence, {told_by} reported [1]."
    assert check_sentence(draft, [piece]) == ()
    problems = check_sentence(draft.replace("Mbali", "Tolm"), [piece])
    assert {problem.rule for problem in problems} & {"name", "speaker", "support", "word"}


BASE = "Rebels near the army base shot five farmers on the road to Osht."


def test_what_is_copied_with_its_ties_is_read_as_in_the_quote() -> None:
    """Behind "the group" the parser ties "inmates" to "lost" instead of to "takes in"."""
    copied = (
        " lost around 374 members, a figure that takes in both the attackers outside the walls and "
        "inmates who tried to get away"
    )
    problems = check_sentence(f"The group{copied} [1].", quoting(f"ISIS itself{copied}."))
    assert {problem.rule for problem in problems} == {"word"}


@pytest.mark.parametrize(
    ("draft", "rules"),
    [
        ("Rebels shot five farmers on the road to Osht [1].", set()),
        ("The army base shot five farmers on the road to Osht [1].", {"role"}),
        ("The base shot five farmers [1].", {"role"}),
        ("Farmers were shot by the army base [1].", {"role"}),
    ],
)
def test_whom_somebody_is_near_does_nothing(draft: str, rules: set[str]) -> None:
    assert {problem.rule for problem in check_sentence(draft, quoting(BASE))} >= rules
    assert bool(check_sentence(draft, quoting(BASE))) is bool(rules)


def test_claimed_is_how_sure_a_party_is_of_its_own_words() -> None:
    text = (
        "The raids left more than 600 dead, the coalition's spokeswoman, Ilse Marten, said.\n\n"
        "A further 374 members of the gang were held in raids during 2022, Marten said."
    )
    claim = Claim(
        text="374 [1]", value="374", certainty="claimed", speaker="Ilse Marten", citations=(1,)
    )
    draft = "The coalition's spokeswoman claimed 374 members of the gang were held in 2022 [1]."
    assert check_sentence(draft, quoting(text, claim)) == ()


def test_a_marker_alone_states_nothing() -> None:
    assert check_sentence("; [1].", quoting(THREE))


def test_who_claims_villages_takes_them() -> None:
    text = "The Red Front said nine villages near Osht were empty."
    claim = Claim(
        text="nine [1]", value="nine", certainty="claimed", speaker="The Red Front", citations=(1,)
    )
    assert check_sentence(
        "The Red Front claimed nine villages near Osht [1].", quoting(text, claim)
    )


@pytest.mark.parametrize("speaker", ["The brother of Omar Tove", "Osht Army spokesman Omar Tove"])
def test_a_title_names_no_speaker(speaker: str) -> None:
    text = "The group's spokesman, Omar Tove, said nine soldiers were killed."
    report = replace(
        REPORTS[0], text=text, title="Brother of minister tells of Osht Army", sha256=""
    )
    piece = Backing(citation=replace(cite(report, 0, len(text)), number=1), claims=())
    draft = f"{speaker} said nine soldiers were killed [1]."
    assert check_sentence(
        draft, [piece], question="What did Omar Tove's brother in the Osht Army say?"
    )


def test_a_dateline_is_of_the_report_that_it_stands_over() -> None:
    pieces = []
    for number, text in enumerate(
        (
            "OSHT, April 21 (Harbour Wire) - Rebels killed nine soldiers at the gate.",
            "TOLM, April 25 (Hill Post) - The mayor was freed by the army.",
        ),
        1,
    ):
        report = replace(REPORTS[0], text=text, published="2023-04-25", sha256="")
        cited = replace(cite(report, 0, len(text)), number=number)
        pieces.append(Backing(citation=cited, claims=()))
    draft = "OSHT, April 21 (Harbour Wire) - The mayor was freed by the army [1][2]."
    assert check_sentence(draft, pieces)


VOICES = "The mayor said nine soldiers were killed, and the medics said twelve were wounded."


@pytest.mark.parametrize(
    ("draft", "passes"),
    [
        ("The mayor said nine soldiers were killed, and the medics said twelve were wounded [1].", True),
        ("The mayor said nine soldiers were killed [1].", True),
        ("The medics said nine soldiers were killed, and the mayor said twelve were wounded [1].", False),
        ("The medics said nine soldiers were killed [1].", False),
    ],
)  # fmt: skip
def test_two_who_speak_in_one_sentence_are_not_exchanged(draft: str, *, passes: bool) -> None:
    assert (check_sentence(draft, quoting(VOICES)) == ()) is passes


@pytest.mark.parametrize(
    ("quote", "draft", "passes"),
    [
        ("Nine were held in Osht since May 2011, he said.", "Nine were held in Osht in May 2011, he said [1].", False),
        ("The post was held until 5 May.", "The post was held on 5 May [1].", False),
        ("The truce will end by 5 May.", "The truce will end on 5 May [1].", False),
        ("Nine people died before 5 May.", "Nine people died on 5 May [1].", False),
        ("Nine people died after 5 May.", "Nine people died on 5 May [1].", False),
        ("Nine people died on 5 May.", "Nine people died on 5 May [1].", True),
        ("Nine people died after 5 May, on 9 May.", "Nine people died on 9 May [1].", True),
    ],
)  # fmt: skip
def test_since_until_and_by_a_day_are_not_on_it(quote: str, draft: str, *, passes: bool) -> None:
    assert (check_sentence(draft, quoting(quote)) == ()) is passes


def test_an_estimate_that_is_told_farther_off_is_kept() -> None:
    """In "the estimate is of 800" no limit stands beside the number."""
    quote = "The exact number is not known until now. The estimate is of 800 only."
    figure = Figure(low=800, high=800, qualifier="estimated", measure="escaped", of=None)
    claim = Claim(text="800", value="800", certainty="unconfirmed", figure=figure)
    evidence = quoting(quote, claim)
    known = "the report says “the exact number is not known until now”"
    dropped = check_sentence(f"800; {known} [1].", evidence)
    assert "hedge" in {problem.rule for problem in dropped}
    more = check_sentence(f"An estimated more than 800; {known} [1].", evidence)
    assert "hedge" in {problem.rule for problem in more}
    for kept in (
        f"An estimated 800; {known} [1].",
        "The estimate is of 800, but the exact number is not known [1].",
    ):
        assert check_sentence(kept, evidence) == ()
