"""Questions as they are understood: the kind of answer, and what it is limited to."""

import pytest

from qa.question import understand


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Did officials know how many guards had been taken prisoner?", "yesno"),
        ("does the ministry in kalvin publish how many inmates it holds", "yesno"),
        ("In May 2031 had it been established who mined the ferry?", "yesno"),
        ("Would the port say whether any sailors had died?", "yesno"),
        ("Do you know how many guards were killed?", "figure"),
        ("Do the reports agree on how many guards were killed?", "figure"),
        ("Was it a mine or a torpedo?", "yesno"),
        ("What caused the fire at the Osht depot?", "cause"),
        ("How did the second hostage die?", "cause"),
        ("age of Joren Mast", "figure"),
        ("How old was the pilot?", "figure"),
        ("Minister Terl on the kidnapping?", "statement"),
        ("What was he called?", "person"),
        ("name of the nurse who hid in the cellar", "person"),
        ("Near which hamlet was the envoy freed?", "place"),
        ("where did the poison come from?", "other"),
        ("What were the attackers of Osht armed with?", "other"),
        ("What event was hit by the car bomb?", "other"),
        ("What event happened in Osht?", "summary"),
        ("To which rebel-held town were the nurses driven?", "place"),
        ("To which town's court was the case sent?", "place"),
        ("What had the sunken dredger cost?", "figure"),
        ("What bribe did the customs officer get?", "figure"),
        ("What was the harbour master's retort to the figures?", "statement"),
        ("minister Ana Terl's reaction to the body count from Osht", "statement"),
        ("How did the pilot describe the landing?", "statement"),
        ("How did the cook explain his silence?", "statement"),
        ("How did the fire at the mill start?", "cause"),
    ],
)
def test_the_kind_of_answer_asked_for(question: str, kind: str) -> None:
    assert understand(question).type == kind


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("How many guards were killed at Osht?", "killed"),
        # What is said of the whole group, or in a side clause, is not what is asked.
        ("how many prisoners got away", "escaped"),
        ("how many of the injured from the market lost limbs", None),
        ("How many residents did the camp have before it was attacked?", None),
        ("Of the wounded from Osht, how many were arrested?", "arrested"),
        ("how many of the injured?", "wounded"),
        # A participle tells which lorries; the predicate, what became of them.
        ("How many lorries of the convoy hit at Osht were wrecked?", "destroyed"),
        ("How many soldiers captured at Osht were executed?", "executed"),
        # A deed's name is no fate where the question names one, nor is a camp's.
        ("osht air raids, dead on 16 may 2031 per the governor", "killed"),
        ("How many bombers set off their belts at the displaced persons camp?", None),
        ("captured soldiers at osht", "captured"),
    ],
)
def test_what_happened_to_those_counted(question: str, measure: str | None) -> None:
    assert understand(question).measure == measure


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which towns were shelled?", True),
        ("Name the three Red Cross staff who were freed.", True),
        ("Who was killed in the Osht raid?", True),
        ("What did the army capture from the rebels?", True),
        ("What did the Red Dawn Front demand?", True),
        ("Who were the four guards shot at the gate?", True),
        ("Who was the pilot?", False),
        ("What did Terl say about the captured men?", False),
    ],
)
def test_whether_several_answers_are_wanted(question: str, *, several: bool) -> None:
    assert understand(question).several is several


@pytest.mark.parametrize(
    ("question", "party"),
    [
        ("Who claimed the attack on Osht prison?", True),
        ("who did the army blame for the shells", True),
        ("Who was behind the raid?", True),
        ("Who was killed in the raid?", False),
        ("Who is the governor of Kalvin?", False),
    ],
)
def test_who_may_be_a_group_where_a_deed_is_asked_about(question: str, *, party: bool) -> None:
    assert understand(question).party is party


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("where were they kept, acc. to Corporal Melk?", "Corporal Melk"),
        ("inmates freed acc to the ministry", "ministry"),
        ("Harbour Radio: people hurt in the Osht fire", "Harbour Radio"),
        ("Osht prison: how many guards died?", None),
        ("How many fighters did she say it has?", None),
        ("How many divers did the navy in the end say it lost?", "navy"),
        # an account frames the question at its beginning or its end
        ("By the clinic's own count, how many miners were hurt at Osht?", "clinic"),
        ("Who set the Osht mill alight, in the harbour master's view?", "harbour master"),
        ("why did the ferry turn back, in the words of a local fisherman?", "local fisherman"),
        ("In the view of the mayor, was the dam safe?", "mayor"),
        ("How many hid in the cellar, as the Marsa Watch has it?", "Marsa Watch"),
        ("What sank the ferry, if the port chief is to be believed?", "port chief"),
        ("what sank the ferry, if one believes the port chief", "port chief"),
        ("Which flaw in the navy's account did the court find?", None),
        ("How many words did the note hold?", None),
        ("By his own account, was he at the mill?", None),
        ("As of May 2031, how many tents had the camp?", None),
        # whose statement it is
        ("What was the harbour master's retort to the figures?", "harbour master"),
        ("minister Ana Terl's reaction to the body count from Osht", "minister Ana Terl"),
        ("What was the comment of the freed pilot on his captors?", "freed pilot"),
        ("Colonel Melk on the mill fire", "Colonel Melk"),
        ("What did the harbour master reply when asked about it?", "harbour master"),
        ("How did Interior Minister Orlo justify the curfew?", "Interior Minister Orlo"),
        ("What reply did the dockers get?", None),
        ("What did she reply to the dockers?", None),
        # which of several reports is meant is no speaker
        ("How many did the first reports say were killed?", None),
        ("How many were killed, according to the first Harbour report?", "Harbour"),
        ("How many fled according to the UN report?", "UN report"),
        ("What did the First Brigade say?", "First Brigade"),
        ("What did the first officer say?", "first officer"),
    ],
)
def test_whose_words_are_asked_for(question: str, speaker: str | None) -> None:
    assert understand(question).speaker == speaker


def test_a_month_is_no_name() -> None:
    assert understand("How many guards died in Osht by 12 July?").names == ("Osht",)


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("How many casualties were there in Osht?", ("killed", "wounded")),
        ("casualties in the Osht raid", ("killed", "wounded")),
        ("How many people were killed and wounded in Osht?", ("killed", "wounded")),
        ("How many people were arrested or killed in Osht?", ("arrested", "killed")),
        ("How many people were killed in Osht and Marn?", ()),
        ("How many people were killed?", ()),
    ],
)
def test_measures_that_need_a_figure_each(text: str, measures: tuple[str, ...]) -> None:
    assert understand(text).measures == measures
