"""Which other figures stand beside an answer: the same count, by somebody else."""

import pytest
from told import evidence_of, figure_in

from qa.amount_candidates import amount_candidates
from qa.assessing import same_speaker
from qa.question import understand
from qa.records import Article
from qa.rivals import rivals

ASKED = understand("How many guards were killed at Osht prison?")


def article(number: int, text: str, *, published: str = "2031-03-06") -> Article:
    return Article(
        id=f"r{number}", title="Osht prison", text=text, outlet=f"Outlet {number}",
        published=published,
    )  # fmt: skip


def beside(
    question: str, words: str, value: str, *texts: str, published: str = "2031-03-07"
) -> set[str]:
    """Values beside *value*, which stands in the first of *texts*."""
    asked = understand(question)
    articles = [
        article(i, text, published="2031-03-06" if i == 0 else published)
        for i, text in enumerate(texts)
    ]
    evidence = evidence_of(asked, *articles)
    return {c.value for c in rivals(asked, evidence, figure_in(evidence, words, value))}


QUESTION = "How many guards were killed at Osht prison?"
MINISTRY = "At Osht prison 12 guards were killed on 4 March, the interior ministry said."


@pytest.mark.parametrize(
    ("told", "values"),
    [
        (f"{MINISTRY} The governor, Joren Mast, speaks of nine.", {"nine"}),
        (f"{MINISTRY} The Red Dawn Front said its fighters had killed 45 guards.", {"45"}),
        (f"{MINISTRY} Three of them were officers.", set()),
        (f"{MINISTRY} The Red Dawn Front said 30 prisoners were killed.", set()),
        (f"{MINISTRY} Doctors said 30 guards were wounded.", set()),
        (f"{MINISTRY} A monitor recalled 20 guards killed at Osht prison on 9 June 2029.", set()),
    ],
)
def test_within_one_report_only_another_speaker_s_count_of_the_same_is_a_rival(
    told: str, values: set[str]
) -> None:
    assert beside(QUESTION, "interior ministry", "12", told) == values


def test_another_report_of_the_days_after_is_a_rival_and_one_of_next_year_is_not() -> None:
    other = "The attack on Osht prison left 19 guards dead."
    assert beside(QUESTION, "12", "12", MINISTRY, other) == {"19"}
    assert beside(QUESTION, "12", "12", MINISTRY, other, published="2032-05-01") == set()


def test_a_report_that_names_no_day_stands_beside_those_of_the_weeks_around() -> None:
    undated = "Every outlet confirms that 340 guards were killed at Osht prison."
    for published, day in (("2031-02-20", "18 February"), ("2031-03-30", "4 March")):
        dated = f"At Osht prison 12 guards were killed on {day} 2031, a doctor said."
        assert beside(QUESTION, "340", "340", undated, dated, published=published) == {"12"}
        assert beside(QUESTION, "12", "12", dated, undated, published=published) == {"340"}
    year_before = (
        "At Osht prison 12 guards were killed on 4 March 2030, the interior ministry said."
    )
    assert beside(QUESTION, "340", "340", undated, year_before) == set()


def test_the_word_of_one_source_has_no_rivals() -> None:
    other = "The attack on Osht prison left 19 guards dead."
    question = "How many guards were killed at Osht prison according to the interior ministry?"
    assert beside(question, "12", "12", MINISTRY, other) == set()


def test_sizes_of_one_kind_are_rivals() -> None:
    told = (
        "The Osht bridge will stay closed for at least three months, the mayor said. "
        "The builders said it would stay closed for six weeks."
    )
    asked = "How long will the Osht bridge stay closed?"
    assert beside(asked, "mayor", "at least three", told) == {"six"}
    # how long something else took
    fire = "The fire on the closed Osht bridge was put out after two days."
    assert beside(asked, "mayor", "at least three", told, fire) == {"six"}
    again = "The Osht bridge will stay closed for two days, police said."
    assert beside(asked, "mayor", "at least three", told, again) == {"six", "two"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, True),
        ("the ministry", None, False),
        ("the interior ministry", "the ministry", True),
        ("the ministry", "the Front", False),
        ("Dr Ana Orlo", "the hospital's director, Ana Orlo", True),
        ("Colonel Ilm Ruda, the army's spokesman", "spokesman Ilm Ruda", True),
        ("Mayor Ana Orlo", "Professor Ilm Orlo", False),
        ("Mayor Ana Orlo", "the mayor of Osht, Besk Rada", False),
        ("Osht Human Rights Watch", "the Human Rights Office", False),
    ],
)
def test_speakers_are_compared_by_name(one: str | None, other: str | None, same: bool) -> None:  # noqa: FBT001 - a table
    assert same_speaker(one, other) is same
    assert same_speaker(other, one) is same


@pytest.mark.parametrize(
    ("told", "published", "values"),
    [
        # killed on another day, whatever the report says of the attack besides
        ("At least 15 guards were killed at Osht prison on Friday.", "2031-03-15", set()),
        ("On Friday the governor said 15 guards were killed at Osht prison.", "2031-03-15", {"15"}),
        (
            "Three more died on Friday, bringing the toll at Osht prison to 15 guards.",
            "2031-03-15",
            {"15"},
        ),
        # no report comes before what it tells
        ("At Osht prison 15 guards were killed.", "2031-03-02", set()),
        # a report that tells two days apart
        (
            "At Osht prison guards died on Tuesday. A day earlier, on 3 March, 15 guards were killed.",
            "2031-03-06",
            set(),
        ),
        ("The attack on Osht prison on Friday claimed 15 guards killed.", "2031-03-15", set()),
        ("Raids since 21 February have killed 90 guards at Osht prison.", "2031-03-06", set()),
    ],
)
def test_a_count_of_another_day_is_no_rival(told: str, published: str, values: set[str]) -> None:
    assert (
        beside(QUESTION, "interior ministry", "12", MINISTRY, told, published=published) == values
    )


def test_a_month_asked_for_bounds_what_may_be_the_event() -> None:
    question = "How many guards were killed at Osht prison in March 2031?"
    undated = "At Osht prison 12 guards were killed, the interior ministry said."
    before = "The last attack on Osht prison on 20 February killed seven guards."
    assert beside(question, "interior ministry", "12", undated, before) == set()


def test_where_anyone_is_asked_for_a_count_of_all_stands_beside_a_count_of_some() -> None:
    question = "How many died in the mosque blast at Osht?"
    some = "A blast at the mosque of Osht killed at least 25 members of the Amber Front."
    everyone = "Some said that more than 40 people were killed in the mosque blast at Osht."
    assert beside(question, "members", "at least 25", some, everyone) == {"more than 40"}
    assert beside(question, "people", "more than 40", everyone, some) == set()


@pytest.mark.parametrize(
    ("told", "values"),
    [
        ("More than 100 militants were killed in the clashes in Osht, media said.", True),
        ("The clashes in Osht left 90 fighters dead, the army said.", True),
        ("The army said 75 soldiers had died in the clashes in Osht.", True),
        # so many may be among them, by the figure or near it
        ("The clashes in Osht left 58 fighters dead, the army said.", False),
        ("The army said 62 soldiers had died in the clashes in Osht.", False),
        ("At least 40 militants were killed in the clashes in Osht, media said.", False),
        # another measure, another event
        ("The army said 300 fighters were wounded in the clashes in Osht.", False),
        ("Since the start of the war 4,000 militants have been killed in Osht.", False),
    ],
)
def test_more_of_a_kind_than_all_may_be_is_a_rival(told: str, values: bool) -> None:  # noqa: FBT001 - a table
    everyone = "A monitor put the number killed in the clashes in Osht at 60."
    found = beside("How many died in the clashes in Osht?", "monitor", "60", everyone, told)
    assert bool(found) is values
    # "at least 60" may be 100 as well
    least = "A monitor put the number killed in the clashes in Osht at at least 60."
    asked = "How many died in the clashes in Osht?"
    assert not beside(asked, "monitor", "at least 60", least, told)


@pytest.mark.parametrize(
    "told",
    [
        f"{MINISTRY} The war has claimed more than 60,000 lives, a monitor said.",
        f"{MINISTRY} A court studies the attack on Elmora, in which at least 70 guards died.",
        f"{MINISTRY} Guards of Osht prison were killed after the raid on Cairo that left 80 guards dead.",
    ],
)
def test_the_toll_of_a_war_or_of_an_event_in_passing_is_no_rival(told: str) -> None:
    assert beside(QUESTION, "interior ministry", "12", told) == set()


def test_what_is_said_after_an_event_is_named_is_no_aside() -> None:
    question = "What was the death toll of the attack on Osht prison?"
    own = "The attack on Osht prison on 4 March killed 12 people, the ministry said."
    said = "Doctors said it was hit in the raid by masked men and that 30 people had been killed."
    left = "Doctors spoke of the raid by masked men that left 30 people dead."
    assert beside(question, "ministry", "12", f"{own} {said}") == {"30"}
    assert beside(question, "ministry", "12", f"{own} {left}") == set()


@pytest.mark.parametrize(
    ("people", "values"),
    [
        ("military personnel", {"19"}),
        ("army men", {"19"}),
        ("naval staff", {"19"}),
        ("medical personnel", set()),
        ("hospital staff", set()),
    ],
)
def test_the_personnel_of_a_force_are_its_soldiers(people: str, values: set[str]) -> None:
    question = "How many soldiers were killed in the attack on Osht?"
    own = "The attack on Osht killed 12 soldiers, the ministry said."
    other = f"Villagers said the attack on Osht killed 19 {people}."
    assert beside(question, "ministry", "12", own, other) == values


def test_a_sentence_that_ends_in_a_total_gives_it_too() -> None:
    told = "At Osht prison 12 guards were killed and two more died later, bringing the dead to 14."
    assert beside(QUESTION, "12", "12", told) == {"14"}


PLACED = "At Osht prison in Marn province 12 guards were killed on 4 March, the ministry said."


@pytest.mark.parametrize(
    ("told", "values"),
    [
        # another town, named in the sentence or just before it
        ("Shells killed 30 guards at Osht prison and 40 guards in the town of Velka.", {"30"}),
        ("A raid on the village of Velka killed 40 guards.", set()),
        (
            "A bomb in Velka killed two people. The monitor put the toll among the guards at 40.",
            set(),
        ),
        # where the town lies, and a part of it
        ("The attack in Marn province killed 30 guards.", {"30"}),
        ("At Osht prison, near the Velka bridge, 30 guards were killed.", {"30"}),
        ("The attack killed 30 guards, medics in Velka said.", {"30"}),
        ("A nurse at Velka hospital, Ana Mora, said the attack killed 30 guards.", {"30"}),
        ("The attack on Osht, 40 km north of Velka, killed 30 guards.", {"30"}),
    ],
)
def test_a_count_of_another_place_is_no_rival(told: str, values: set[str]) -> None:
    assert beside(QUESTION, "the ministry said", "12", PLACED, told) == values


def test_a_place_that_the_answer_names_is_that_of_the_event() -> None:
    question = "How many guards were killed in the prison attack?"
    assert (
        beside(question, "the ministry", "12", PLACED, "In Velka 30 guards were killed.") == set()
    )


def test_a_report_that_names_other_days_alone_tells_of_them() -> None:
    other = "Gunmen came to Osht prison again on Saturday. They killed 19 guards there."
    assert beside(QUESTION, "12", "12", MINISTRY, other, published="2031-03-09") == set()
    same = "Gunmen came to Osht prison on Tuesday. They killed 19 guards there."
    assert beside(QUESTION, "12", "12", MINISTRY, same, published="2031-03-09") == {"19"}


@pytest.mark.parametrize("day", ["2031-03-08", "2031-03-25"])
def test_a_report_of_weeks_later_has_to_name_the_place(day: str) -> None:
    asked = understand("How many guards were killed in the raid on the prison at Kalvin near Osht?")
    first = "Gunmen raided the prison at Kalvin near Osht, killing 12 guards, a doctor said."
    other = "Gunmen raided a prison near Osht, killing 19 guards, a monitor said."
    articles = [
        Article(id="a", title="", text=first, outlet="Coast", published="2031-03-06"),
        Article(id="b", title="", text=other, outlet="Harbour", published=day),
    ]
    evidence = evidence_of(asked, *articles)
    found = {c.value for c in rivals(asked, evidence, figure_in(evidence, "12", "12"))}
    assert found == ({"19"} if day == "2031-03-08" else set())


@pytest.mark.parametrize("when", ["today publishes", "on Thursday published", "published today"])
def test_the_day_on_which_a_count_is_published_is_not_the_event_s(when: str) -> None:
    told = f"The Harbour {when} the names of 19 guards killed in Tuesday's raid on Osht prison."
    assert beside(QUESTION, "19", "19", told, MINISTRY) == {"12"}


def test_the_day_of_an_answer_that_names_none_is_the_one_of_its_report() -> None:
    dated = "Gunmen attacked Osht prison on Tuesday. There 12 guards were killed, a doctor said."
    other = "At Osht prison 19 guards were killed on Saturday."
    assert beside(QUESTION, "a doctor", "12", dated, other, published="2031-03-09") == set()


def test_the_toll_of_a_whole_war_is_no_rival_however_it_is_called() -> None:
    told = f"{MINISTRY} The five-year conflict has killed 900 guards."
    assert beside(QUESTION, "interior ministry", "12", told) == set()
    told = f"{MINISTRY} Throughout the war 900 guards were killed at Osht prison."
    assert beside(QUESTION, "interior ministry", "12", told) == set()


FRONT = (
    "The Amber Front said 12 of its fighters were killed in the attack on Osht prison on 4 March."
)


@pytest.mark.parametrize(
    ("told", "values"),
    [
        ("The attack on Osht prison killed 20 Amber Front fighters, a monitor said.", {"20"}),
        # another party's loss, and a year's
        ("The Red Guard itself lost around 74 fighters in the attack on Osht prison.", set()),
        ("More than 600 fighters died in raids like that on Osht prison this year.", set()),
        # all the dead, with those asked for apart
        ("The attack on Osht prison left 50 dead, and 20 fighters were among the 50.", {"20"}),
    ],
)
def test_another_party_s_dead_are_no_rivals(told: str, values: set[str]) -> None:
    question = "How many Amber Front fighters were killed in the attack on Osht prison?"
    assert beside(question, "Amber Front said", "12", FRONT, told) == values


def test_all_of_whom_some_are_told_apart_are_counted() -> None:
    told = f"{MINISTRY} At least 8 officers were among the 30 guards killed at Osht, medics said."
    assert beside(QUESTION, "interior ministry", "12", told) == {"30"}


def test_a_later_count_at_the_scene_of_the_event_asked_about_is_no_rival() -> None:
    question = "How many people died in the gas attack on Osht?"
    answer = "Earlier this week a gas attack on Osht killed at least 87 people."
    later = (
        "One woman was killed in an air raid on Saturday on the town of Osht, scene of a gas attack "
        "earlier this week, a monitor said."
    )
    told = "The gas attack on Osht killed 70 people, a monitor said."
    assert beside(question, "Earlier", "at least 87", answer, later) == set()
    assert beside(question, "Earlier", "at least 87", answer, told) == {"70"}


def test_some_of_a_group_are_no_rival_of_all_of_it() -> None:
    """Where all are asked for, "in all"."""
    army = "The army sank four of the six boats that attacked Osht prison."
    other = "Four of the six boats that attacked Osht prison were sunk, the navy said."
    asked = "How many boats attacked Osht prison in all?"
    assert beside(asked, "army", "six", army, other) <= {"six"}


def test_an_age_has_no_rival_in_a_span_of_years_or_in_another_s_age() -> None:
    text = (
        "Captain Adel Mora, 41, died at Osht prison. He had served there for five years, the mayor "
        "said. Guard Iven Sol, 29, was hurt."
    )
    asked = understand("How old was Captain Adel Mora of Osht prison?")
    evidence = evidence_of(asked, article(0, text))
    amounts = amount_candidates(asked, evidence, evidence.lines, {})
    age = next(c for c in amounts if c.value == "41")
    assert rivals(asked, evidence, age) == []


@pytest.mark.parametrize(
    ("question", "first", "other"),
    [
        (  # the day on which the count ends is not that of the killing
            "How many guards had been killed at Osht prison by 6 March 2031?",
            "The toll reached 30 guards killed at Osht prison after midnight on Tuesday, medics said.",
            'The governor put it lower: "at least 12 guards" had been killed since Monday.',
        ),
        (  # what is counted since a day is not of that day
            QUESTION,
            "At Osht prison 30 guards were killed on 4 March, medics said.",
            "The governor said 12 guards had been killed since Saturday.",
        ),
    ],
)
def test_an_answer_tells_of_its_own_event_whatever_days_it_names(
    question: str, first: str, other: str
) -> None:
    assert "12" in " ".join(beside(question, "30 guards", "30", f"{first} {other}"))
