"""Figures of invented reports: limit, measure and population of every count."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.countable import counting_amounts
from qa.figure_fit import figure_fit
from qa.figures import find_figures, measure_of, related_measures
from qa.language import parse
from qa.question import understand
from qa.records import Figure

# sentence, then each figure as (value, measure, of)
Row = tuple[str, list[tuple[str, str | None, str | None]]]
FIGURES: list[Row] = [
    # doer and undergoer
    ("Rebels killed 20 soldiers.", [("20", "killed", "soldiers")]),
    ("20 rebels killed 3 soldiers.", [("20", None, "rebels"), ("3", "killed", "soldiers")]),
    ("20 soldiers were killed by rebels.", [("20", "killed", "soldiers")]),
    ("The post was overrun by 20 rebels.", [("20", None, "rebels")]),
    ("Four gunmen kidnapped two engineers.", [("Four", None, "gunmen"), ("two", "kidnapped", "engineers")]),
    ("Raids killed 13 people Radio Orva said.", [("13", "killed", "people")]),
    ("Raids killed 20 arms dealers.", [("20", "killed", "arms dealers")]),
    ("Twelve people died.", [("Twelve", "killed", "people")]),
    ("Twelve people killed in Marsa were buried.", [("Twelve", "killed", "people")]),
    ("22 dead and 48 injured in Marsa", [("22", "killed", None), ("48", "wounded", None)]),
    # two measures in one sentence
    ("A bomb went off, killing 12 people and wounding 30.", [("12", "killed", "people"), ("30", "wounded", None)]),
    ("A bomb killed five people and injured seven.", [("five", "killed", "people"), ("seven", "wounded", None)]),
    ("five people were killed in the raid seven others injured", [("five", "killed", "people"), ("seven", "wounded", "people")]),
    ("Three officers were killed and seven others were wounded.", [("Three", "killed", "officers"), ("seven", "wounded", "officers")]),
    ("The mayor gave a toll of 31 killed and 74 wounded.", [("31", "killed", None), ("74", "wounded", None)]),
    ("The hospital received the bodies of 44 victims as well as 140 injured people.", [("44", "killed", "victims"), ("140", "wounded", "people")]),
    # parts of a count
    ("The raid killed at least 58 people including 11 children under the age of eight.", [("at least 58", "killed", "people"), ("11", "killed", "children under the age of eight")]),
    ("The raid left 31 dead, among them 20 children.", [("31", "killed", None), ("20", "killed", "children")]),
    ("The toll has risen to 86 30 of them children a monitoring group said on Wednesday", [("86", "killed", None), ("30", "killed", "children")]),
    ("Of the 17 dead, 13 were police officers.", [("17", "killed", None), ("13", "killed", "police officers")]),
    ("13 of the 17 dead were police officers.", [("13", "killed", "police officers"), ("17", "killed", None)]),
    ("The clinic counted 58 dead, saying there were 11 children among the dead.", [("58", "killed", None), ("11", "killed", "children")]),
    ("Two guards are among the wounded.", [("Two", "wounded", "guards")]),
    # tolls
    ("The death toll rose to 44.", [("44", "killed", None)]),
    ("The death toll from a bomb blast in Osht reached at least 112 people.", [("at least 112", "killed", "people")]),
    ("Get short URL 2440 Over 100 civilians have been killed.", [("Over 100", "killed", "civilians")]),
    ("The clinic put the death toll at 58.", [("58", "killed", None)]),
    ("putting the death toll at at least 70", [("at least 70", "killed", None)]),
    ("The toll rose from 31 to 44 dead.", [("31", "killed", None), ("44", "killed", None)]),
    ("The number of wounded reached 30.", [("30", "wounded", None)]),
    # nouns that count
    ("The clashes led to the killing of about 140 fighters.", [("about 140", "killed", "fighters")]),
    ("The raid led to the martyrdom of two citizens.", [("two", "killed", "citizens")]),
    ("It resulted in the loss of around 374 of its members.", [("around 374", "killed", "its members")]),
    ("The blast claimed the lives of some 80 people and inflicted harm on an additional 200 civilians.", [("some 80", "killed", "people"), ("200", "wounded", "civilians")]),
    ("Police announced the arrest of 15 suspects.", [("15", "arrested", "suspects")]),
    ("There were 12 deaths and 40 injuries.", [("12", "killed", None), ("40", "wounded", None)]),
    ("There were no casualties.", [("no casualties", "casualties", None)]),
    ("Nobody was hurt and there were no deaths.", [("no deaths", "killed", None)]),
    # lists
    ("Gunmen murdered a judge, two bodyguards and four clerks.", [("a judge", "killed", "judge"), ("two", "killed", "bodyguards"), ("four", "killed", "clerks")]),
    ("5 policemen, 3 soldiers and a judge were murdered.", [("5", "killed", "policemen"), ("3", "killed", "soldiers"), ("a judge", "killed", "judge")]),
    ("About 25 cars and at least 15 shops were damaged.", [("About 25", "damaged", "cars"), ("at least 15", "damaged", "shops")]),
    # limits
    ("More than 600 militants have been killed in operations this year.", [("More than 600", "killed", "militants")]),
    ("An estimated 800 prisoners escaped.", [("An estimated 800", "escaped", "prisoners")]),
    ("Between 6 and 9 boats were destroyed.", [("Between 6 and 9", "destroyed", "boats")]),
    ("Police arrested 15-20 suspects.", [("15-20", "arrested", "suspects")]),
    ("Up to 40 people are missing.", [("Up to 40", "missing", "people")]),
    ("Dozens were displaced.", [("Dozens", "displaced", None)]),
    ("Thousands of civilians were displaced.", [("Thousands", "displaced", "civilians")]),
    ("two to three hundred people were evacuated", [("two to three hundred", "evacuated", "people")]),
    # "over" as a part of the verb, of what a deed lasts or reaches, and as a limit
    ("The junta handed over 61 captives and received 40.", [("61", None, "captives")]),
    ("Gunmen took over 14 mills near Osht.", [("14", None, "mills")]),
    ("The clan turned over 30 rifles to the army.", [("30", None, "rifles")]),
    ("The lorry rolled over two tents.", [("two", None, "tents")]),
    ("The clan handed over over 20 rifles.", [("over 20", None, "rifles")]),
    ("The clan handed over at least 15 rifles.", [("at least 15", None, "rifles")]),
    ("Gunmen took over 90 hostages from the hotel.", [("over 90", "kidnapped", "hostages")]),
    ("Turkey sent over 100 troops across the river.", [("over 100", None, "troops")]),
    ("The ambush left over 300 dead.", [("over 300", "killed", None)]),
    ("Police detained over 200.", [("over 200", "arrested", None)]),
    ("It lasted over six hours.", [("over six", None, "hours")]),
    ("Forty people were killed over two days.", [("Forty", "killed", "people"), ("two", None, "days")]),
    ("RAIL TORN UP OVER 200 METERS", [("200", None, "METERS")]),
    ("The pipeline was cut over 80 metres.", [("80", None, "metres")]),
    ("The convoy was hit over 20 kilometres from the dam.", [("over 20", None, "kilometres")]),
    # whole words and whole names
    ("Nine members of Al-Wadi Front died.", [("Nine", "killed", "members of Al-Wadi Front")]),
    ("A blast killed at least 25 members of the Red Dawn-linked Amber Front the Lorma-based group said.", [("at least 25", "killed", "members of the Red Dawn-linked Amber Front")]),
    ("Twelve heads of the Ahrar al-Wadi militant group were killed.", [("Twelve", "killed", "heads of the Ahrar al-Wadi militant group")]),
    ("Jets fired 90 air-to-surface missiles and 68 surface to-surface missiles.", [("90", "fired", "air-to-surface missiles"), ("68", "fired", "surface to-surface missiles")]),
    ("Some 30 fighters of the Army of Islam were captured.", [("Some 30", "captured", "fighters of the Army of Islam")]),
    ("Three ex-soldiers were wounded.", [("Three", "wounded", "ex-soldiers")]),
    ("The raid killed 12 people-including three children-in Osht.", [("12", "killed", "people"), ("three", "killed", "children")]),
    # marks stand in pairs or not at all
    ('He said two "saboteurs" attacked the mill.', [("two", None, '"saboteurs"')]),
    ("He said 5 'saboteurs' had fled.", [("5", "fled", "'saboteurs'")]),
    ('Officials said 40 "saboteurs and spies" were detained.', [("40", "arrested", "saboteurs")]),
    # other measures
    ("The navy launched 59 cruise missiles at the base.", [("59", "fired", "cruise missiles")]),
    ("Two barrel bombs were dropped on the camp.", [("Two", "fired", "barrel bombs")]),
    ("The rebels blew up two bridges.", [("two", "destroyed", "bridges")]),
    ("They set fire to three tank trucks.", [("three", "destroyed", "tank trucks")]),
    ("Rebels freed 40 prisoners.", [("40", "released", "prisoners")]),
    ("Forty fighters surrendered.", [("Forty", "surrendered", "fighters")]),
    ("374 members of the organization have been arrested.", [("374", "arrested", "members of the organization")]),
    ("Twelve officials of the court were shot dead.", [("Twelve", "killed", "officials of the court")]),
    ("At least 27 children were confirmed killed.", [("At least 27", "killed", "children")]),
    ("Three miners are trapped.", [("Three", "trapped", "miners")]),
    ("Three villages were shelled.", [("Three", "attacked", "villages")]),
    ("Hundreds of militants imprisoned by the army also managed to escape.", [("Hundreds", "escaped", "militants")]),
    ("The gas poisoned 90 villagers.", [("90", "poisoned", "villagers")]),
    ("The court had 5 men executed and hanged.", [("5", "executed", "men")]),
    # one without a number
    ("A soldier was wounded.", [("A soldier", "wounded", "soldier")]),
    ("An engineer was kidnapped.", [("An engineer", "kidnapped", "engineer")]),
    ("One dead guard was found.", [("One", "killed", "guard")]),
    # capitals with hard line breaks
    ("MEANWHILE, THREE SUBVERSIVES WERE KILLED AND SEVEN OTHERS WERE WOUNDED.", [("THREE", "killed", "SUBVERSIVES"), ("SEVEN", "wounded", "SUBVERSIVES")]),
    ("IT WAS ALSO REPORTED THAT A SOLDIER WAS WOUNDED.", [("A SOLDIER", "wounded", "SOLDIER")]),
    ("A CLASH THAT RESULTED IN ONE DEAD TERRORIST", [("ONE", "killed", "TERRORIST")]),
    ("ABOUT 50\nPEASANTS OF VARIOUS AGES HAVE BEEN KIDNAPPED", [("ABOUT 50", "kidnapped", "PEASANTS OF VARIOUS AGES")]),
    ("THE BLAST WOUNDED AT LEAST\n10 PERSONS.", [("AT LEAST\n10", "wounded", "PERSONS")]),
    ("APPROXIMATELY 25 VEHICLES AND AT LEAST 15 BUILDINGS -- INCLUDING THE OFFICES THAT WERE HIT -- WERE DAMAGED.", [("APPROXIMATELY 25", "damaged", "VEHICLES"), ("AT LEAST 15", "damaged", "BUILDINGS")]),
    ("GUERRILLAS MURDERED SIX PRIESTS AND TWO COMPANIONS.", [("SIX", "killed", "PRIESTS"), ("TWO", "killed", "COMPANIONS")]),
    # how many there is room for is not how many there are
    ("The camp, built for 5,000 people, shelters 20,000.", [("5,000", "capacity", "people"), ("20,000", "housed", None)]),
    ("Eleven of those killed were children.", [("Eleven", "killed", "children")]),
    # those counted, not whose they are
    ("Two of the minister's bodyguards were also killed.", [("Two", "killed", "bodyguards")]),
    ("THREE OF THE POLICE STATION'S GUARDS WERE WOUNDED.", [("THREE", "wounded", "GUARDS")]),
    ("Four of his six sons died.", [("Four", "killed", "sons")]),
    # no figures: dates, ages, times, names
    ("On 4 April 2017 at 6:30 the convoy left.", []),
    ("SAN MARCOS, 3 JAN 90 -- THE ARMY ENTERED THE TOWN.", []),
    ("The children were between six and nine years old.", []),
    ("The 43-year-old driver fled in a T-72 of Brigade No. 4.", []),
    ("In 2014 and since 2011 the group held Route 66.", []),
    ("He died on the second day.", []),
    # sizes have their unit, and no measure
    ("The town lies 60 kilometres (35 miles) from Marsa.", [("60", None, "kilometres"), ("35", None, "miles")]),
    ("40 percent of the town was destroyed.", [("40", None, "percent")]),
    ("The damage cost $5 million.", [("5 million", None, "$")]),
    ("Each cylinder held 7 kg of explosives.", [("7", None, "kg")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES, ids=[row[0][:40] for row in FIGURES])
def test_figures_keep_limit_measure_and_population(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    found = find_figures(parse(text))
    assert [(one.value, one.figure.measure, one.figure.of) for one in found] == expected


@pytest.mark.parametrize("text", [row[0] for row in FIGURES])
def test_a_value_is_the_text_at_its_offsets(text: str) -> None:
    for one in find_figures(parse(text)):
        assert one.value == text[one.start : one.end]
        assert one.start <= one.number_start < one.number_end <= one.end


def test_an_estimate_of_nothing_named_goes_on_with_the_sentence_before() -> None:
    """Reports split one statement over two sentences: the measure must not get lost."""
    before = parse("Hundreds of militants also managed to escape, but the exact number is unknown.")
    sentence = parse("in how much is estimated in only 800 items.")
    [alone], [joined] = find_figures(sentence), find_figures(sentence, previous=before)
    assert alone.figure.measure is None
    assert (joined.figure.measure, joined.figure.of) == ("escaped", "militants")
    assert (joined.figure.low, joined.figure.qualifier) == (800, "estimated")


def test_the_number_is_marked_without_its_qualifier() -> None:
    text = "They killed more than 1,600 people."
    [one] = find_figures(parse(text))
    assert text[one.number_start : one.number_end] == "1,600"


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("kill", "killed"), ("dead", "killed"), ("death", "killed"), ("injure", "wounded"),
        ("escape", "escaped"), ("flee", "fled"), ("abduction", "kidnapped"), ("hurt", "wounded"),
        ("Killed", "killed"), ("market", None),
    ],
)  # fmt: skip
def test_words_name_measures(word: str, measure: str | None) -> None:
    assert measure_of(word) == measure


def test_related_measures_hold_themselves() -> None:
    assert related_measures("fled") == {"fled", "escaped", "displaced"}
    assert related_measures("fired") == {"fired"}


@settings(max_examples=30, deadline=None)
@given(
    st.integers(2, 1899),
    st.sampled_from(["", "at least ", "about ", "more than ", "up to "]),
    st.sampled_from([("killed", "killed"), ("wounded", "wounded"), ("kidnapped", "kidnapped")]),
)
def test_active_and_passive_say_the_same(n: int, limit: str, verb: tuple[str, str]) -> None:
    word, measure = verb
    active = find_figures(parse(f"The rebels {word} {limit}{n:,} soldiers."))
    passive = find_figures(parse(f"{limit.capitalize()}{n:,} soldiers were {word}."))
    for found in (active, passive):
        [one] = found
        assert (one.figure.measure, one.figure.of) == (measure, "soldiers")
        assert n in {one.figure.low, one.figure.high}
    assert active[0].figure == passive[0].figure


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 999))
def test_the_doer_is_never_counted_as_the_undergoer(n: int) -> None:
    [doer, undergoer] = find_figures(parse(f"{n} rebels killed 7 soldiers."))
    assert (doer.figure.measure, undergoer.figure.measure) == (None, "killed")


@pytest.mark.parametrize(
    ("text", "value", "measure", "of"),
    [
        ("The militia lost about 140 fighters.", "about 140", "killed", "fighters"),
        ("The army lost 11 tanks.", "11", "destroyed", "tanks"),
        ("Eleven of its fourteen tanks have been lost.", "Eleven", "destroyed", "tanks"),
        ("Eight of them fell, and two rifles were captured.", "Eight", "killed", None),
        ("Eight shells fell on the town.", "Eight", None, "shells"),
        ("The column lost two days.", "two", None, "days"),
        ("Nine servicemen gave their lives.", "Nine", "killed", "servicemen"),
        ("An estimated 800 prisoners are thought to have slipped out.", "An estimated 800", "escaped", "prisoners"),
        ("Two others were acquitted.", "Two", "acquitted", None),
        ("Nine have been convicted of murder.", "Nine", "convicted", None),
        ("Nine passengers were never found.", "Nine", "missing", "passengers"),
        ("Nine people are listed as missing.", "Nine", "missing", "people"),
        ("Two more are still missing.", "Two", "missing", None),
        ("Three soldiers who were on guard were unaccounted for.", "Three", "missing", "soldiers"),
        ("One of the nine workers hurt on Thursday has died.", "nine", "wounded", "workers"),
        ("The attack left at least 100 people killed and over 400 wounded, mostly women.", "at least 100", "killed", "people"),
        ("The number of people killed when shells hit the market a day earlier has climbed to 23.", "23", "killed", "people"),
        ("The death toll given by the clinic, 23, is unchanged.", "23", "killed", None),
        ("He died on Monday, bringing the army's dead to ten.", "ten", "killed", None),
        ("A soldier died, bringing the toll of the attack to six.", "six", "killed", None),
        ("Air defences shot down four of the six drones.", "four", "destroyed", "drones"),
        ("Two conscripts were killed and one was taken prisoner.", "one", "captured", None),
        ("The site sheltered some 9,400 people.", "some 9,400", "housed", "people"),
        ("Among the killed civilians there are four children.", "four", "killed", "children"),
        ("Eight prisoners had been let out of jail.", "Eight", "released", "prisoners"),
    ],
)  # fmt: skip
def test_what_happened_by_verb_toll_and_state(
    text: str, value: str, measure: str | None, of: str | None
) -> None:
    figure = next(m.figure for m in find_figures(parse(text)) if m.value == value)
    assert (figure.measure, figure.of) == (measure, of)


def test_others_injured_are_no_shells() -> None:
    text = "Gunmen fired 6 rocket shells at the town, killing a man and injuring 5 others."
    figure = next(m.figure for m in find_figures(parse(text)) if m.value == "5")
    assert (figure.measure, figure.of) == ("wounded", None)


def test_a_part_counts_what_the_sentence_before_counts() -> None:
    first, second = (
        parse("The hospital has received nine dead."),
        parse("Four of them are unnamed."),
    )
    assert [m.figure.measure for m in find_figures(second, previous=first)] == ["killed"]
    assert find_figures(second) == []


@pytest.mark.parametrize("of", ["POLICEMEN", "policemen", "policeman", "TRAFFIC POLICEMEN"])
def test_those_counted_are_the_same_in_capitals(of: str) -> None:
    asked = understand("How many policemen were injured in the blast?")
    figure = Figure(low=2, high=2, qualifier="exact", measure="wounded", of=of)
    assert figure_fit(asked, figure) == 1.0


@pytest.mark.parametrize(
    ("question", "of", "fits"),
    [("How many kids died?", "children", True), ("How many kids died?", "soldiers", False)],
)
def test_another_word_for_those_asked_about_fits_less(
    question: str, of: str, *, fits: bool
) -> None:
    figure = Figure(low=4, high=4, qualifier="exact", measure="killed", of=of)
    fit = figure_fit(understand(question), figure)
    assert 0.5 < fit < 1.0 if fits else fit == 0.0


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The fire broke out shortly after four in the morning and killed three guards.", [3]),
        ("Guards heard a blast at eleven at night; two were hurt.", [2]),
        ("He lost 20 men in the evening raid.", [20]),
    ],
)
def test_an_hour_of_the_day_counts_nobody(text: str, numbers: list[int]) -> None:
    """It stands as a bare number, as a count may."""
    assert [figure.figure.low for figure in find_figures(parse(text))] == numbers


def test_fighters_of_another_party_fit_less_than_members_of_the_one_asked_for() -> None:
    asked = understand("how many ISIS fighters were killed in 2022")
    killed = Figure(
        low=140.0, high=140.0, qualifier="about", measure="killed", of="fighters of the Red Front"
    )
    others, own = figure_fit(asked, killed), replace(killed, of="ISIS militants")
    assert others < figure_fit(asked, own) / 5
    assert figure_fit(asked, replace(killed, of="fighters")) > figure_fit(asked, own) * 0.9


COUNTED = ("men", "Amber Front-linked men", "heads of Ahrar al-Wadi", "surface-to-air missiles")


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(COUNTED), st.sampled_from(['"{}"', "'{}'", "\u201c{}\u201d", "{}"]))
def test_those_counted_end_at_a_whole_word_and_hold_their_marks_in_pairs(
    counted: str, marked: str
) -> None:
    text = f"The army said on Monday that it had hit 14 {marked.format(counted)}."
    for mention in find_figures(parse(text)):
        of = mention.figure.of or ""
        end = text.find(of) + len(of)
        assert not text[end : end + 1].isalnum()
        assert text[end : end + 1] != "-"
        assert sum(of.count(mark) for mark in "\"'\u201c\u201d") % 2 == 0


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("That makes 135 people on board, 23 more than the list showed.", {135}),
        ("The ward took in 40 patients, nine fewer than in May.", {40}),
        ("The toll of 61 is twelve higher than that of the army.", {61}),
        ("Three less than planned were freed: 17 men.", {17}),
        ("Twelve more people were killed on Monday.", {12}),
        ("The rebels lost 40 more than a week ago.", {40}),
        ("More than 23 people were on board.", {23}),
    ],
)
def test_by_how_much_one_count_exceeds_another_is_no_count(text: str, counts: set[int]) -> None:
    assert {mention.figure.low for mention in find_figures(parse(text))} <= counts
    assert {amount.low for amount in counting_amounts(parse(text))} == counts
