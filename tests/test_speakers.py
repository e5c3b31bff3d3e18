"""Who says it: names cut right, names found in the sentences around, nobody named wrongly."""

import pytest

from qa.assessing import assess_line, source_of
from qa.question import understand
from qa.records import Article
from tests.told import assessed, evidence_of, line_with

# Words that are no part of the name.
CUT = [
    ("Shells fell in Homs and Aleppo Daesh said on Monday [[two]] men died.", "Daesh"),
    ("The rebels face a threat while fighting the Syrian regime in Idlib and Aleppo DAESH said on Monday they lost [[two]] men.", "DAESH"),
    ("The blast left [[40]] injured Omar Haddad told the agency.", "Omar Haddad"),
    ("The bomb killed [[two]] men working for a paper of the ruling Marsa party state-run news agency SANA said.", "state-run news agency SANA"),
    ("The aid group Doctors Without Borders said [[355]] people had died.", "The aid group Doctors Without Borders"),
    ("[[Ten]] men died according to a new count from the Marsa Observatory.", "the Marsa Observatory"),
    ("[[Ten]] men died, according to figures released by the health ministry.", "the health ministry"),
    ("According to data from the Marsa Observatory, [[ten]] men died.", "the Marsa Observatory"),
    ('"Some cases show signs of exposure to nerve agents" WHO said putting the toll at [[70]].', "WHO"),
    ("The town's Osht Today Facebook page posted a photo. | It said [[27]] people died.", "The town's Osht Today Facebook page"),
]  # fmt: skip
# A dateline says nothing, whatever stands in it.
UNDER_DATELINES = [
    ("PORT LORAN, Sept 3 (Loran News) - Truce monitors ruled on Friday that [[nine]] men had died.", "Truce monitors"),
    ("MAREN, Loran - The Northern Front said on Friday that it held [[nine]] men.", "The Northern Front"),
    ("MAREN, FRIDAY - THE NAVY SAID IT LOST [[NINE]] SAILORS OFF OSHT.", "THE NAVY"),
]  # fmt: skip
# Names that stand beside a role, or in the next sentence.
NAMED = [
    ('"There was [[no strike]] on Osht" Colonel Omar Haddad a coalition spokesman told the agency by email.', "Colonel Omar Haddad a coalition spokesman"),
    ("The Marsa Observatory for Human Rights a Lorma-based monitoring group said a mine went off. | [[Two]] men died the group said.", "The Marsa Observatory for Human Rights a Lorma-based monitoring group"),
    ("Planes bombed the clinic last night, killing [[three]] people, the director of the clinic told the daily. | Dr Hala Aziz said the first bomb fell in the yard.", "Dr Hala Aziz"),
    ("Gunmen took [[four]] nurses of the medical charity Open Hands on Monday, the organisation said.", "the medical charity Open Hands"),
    ("In a 60-page report the UN panel says that jets hit the mill. | The bombs, according to the report, weighed [[250]] kilograms.", "the UN panel"),
    ("The mission published a statement on Friday. | According to the statement [[ten]] men died.", "The mission"),
    ("The toll given by the hospital, [[23]], is unchanged.", "the hospital"),
    ('Lorma state media said the raid "will be answered." | It added that the bridge fell due to [["an old crack"]].', "Lorma state media"),
    ('"We were met by members of al-Wadi" Omar Haddad said. | Lorma state media said the raid "will be answered." | It added that the jet fell due to [["a fault"]].', "Lorma state media"),
    ("The Lorma Foundation for Missing Persons has listed 41 names. | Relatives wait at the gate. | The Foundation stressed that [[12]] of them were teachers.", "The Lorma Foundation for Missing Persons"),
    ("The Osht Centre for Strategic Studies put the toll at 30. | Troops were seen near the dam. | According to the Centre, [[a ship]] fired.", "The Osht Centre for Strategic Studies"),
    ("The raid killed 47, the Marsa Observatory reported. | It killed Omar Haddad as well as [[other]] men according to the group part of the Northern Alliance.", "the group"),
    ("[[Two]] lorries burned in Marsa according to the movement part of the Northern Alliance.", "the movement"),
    ("The Red Hand group has admitted to using [[banned shells]] against the militia.", "The Red Hand group"),
]  # fmt: skip
# The words themselves name somebody else.
NOT_ITS_MEN = "Fighters of the Red Dawn Front killed [[45]] guards, the group said."
NOT_IN_ITS_OWN_WORDS = [
    ('In Washington the Pentagon confirmed eight strikes. | "The United States has also acted against [[a network]] of veterans" it said in a statement.', "the Pentagon"),
    ("The hard-line group said it killed 50 men on a bus from the Faylaq and the Zinki groups. | The Marsa Observatory said a bomber struck the bus. | The monitoring group said the raid killed [[50]] men.", "The Marsa Observatory"),
    ("MSF Syria Osht Marsa. | The raid killed [[13]] people MSF said on Monday.", "MSF"),
]  # fmt: skip
# A set told of by somebody is told further.
GOES_ON = [
    ("Seven of the dead are children, Dr Omar Haddad said. | Between [[60]] and 70 others were hurt.", "Dr Omar Haddad"),
    ("Guns brought down four of the six planes, according to the ministry. | The other two hit [[a tower]].", "the ministry"),
    ("The raid killed 13 people the charity said on Monday. | Among the dead were [[four]] nurses.", "the charity"),
    ("The Observatory said twelve people were killed. | [[Four]] of them were children.", "The Observatory"),
]  # fmt: skip
OWN_VOICE = [
    "The hospital has taken in nine dead. | [[Four]] of them have no papers.",
    "The mayor said he would resign. | [[Four]] of the wounded were children.",
    "The mayor said nine men had died. | Among them is [[Omar Haddad]].",
    "The mayor denied that twelve men had died. | The other [[two]] mayors left.",
    "Twelve people died, the mayor said. | The town has [[5,000]] people.",
    "Twelve people died, the mayor said, but two lived. | Rebels hold [[the town]].",
]

# A clause that limits the speaker ends in its object, which speaks no word.
LIMITED = [
    ("[[Five]] nurses were killed when a shell hit a ward near Osht late Tuesday the charity that runs it said.", "the charity"),
    ("[[Two]] lorries burned on the road to Marsa the company that owns them said.", "the company"),
    ("[[Nine]] miners are missing the union that represents them announced on Friday.", "the union"),
    ("The mayor met them. | [[Ten]] men died the villagers who buried them said.", "the villagers"),
    ("The ministry sent a note. | [[Ten]] men died in a raid by the rebels who attacked it said Omar Haddad.", "Omar Haddad"),
]  # fmt: skip
# Who does not know it says so.
UNABLE = [
    ("The port owner, Tamar Lines, shut the quay. | [[It could not say for how long.]]", "The port owner, Tamar Lines"),
    ("A UN spokeswoman spoke to reporters. | [[The spokeswoman could not say if it was a rocket.]]", "A UN spokeswoman"),
    ("[[The governor could not say how many had fled.]]", "The governor"),
    ("[[The army was unable to say who had fired.]]", "The army"),
    ("[[The hospital does not know how many were hurt.]]", "The hospital"),
    ("[[Officials could not confirm whether it was a mine.]]", "Officials"),
]  # fmt: skip
NOT_UNABLE = [
    "[[Reuters could not confirm the account.]]",
    "[[The report could not be independently verified.]]",
    "[[The militia could not be reached.]]",
    "The army could not confirm that [[ten]] men had died.",
    "[[The army did not say how many died.]]",
    "[[Nobody could say how many died.]]",
    "[[The residents could not leave.]]",
    "[[The priest could not tell the story.]]",
    "[[It is not known how many died.]]",
]  # fmt: skip
COMPILED = [
    ("The paper prints the names of [[26]] dead, as collected by the town council.", "the town council"),
    ("[[Forty]] houses burned, as counted by the Marsa Observatory.", "the Marsa Observatory"),
    ("[[Forty]] houses burned, as recorded by the parish.", "the parish"),
    ("The paper prints the names of 26 dead, as collected by the town council. | The youngest, [[Mira Sol]], was three.", "the town council"),
    ("The paper prints the names of [[26]] dead, as collected by the town's council. | Council head Omar Haddad said it was longer.", "the town's council"),
    ("The Observatory said twelve people were killed. | The oldest of them was [[Mira Sol]].", "The Observatory"),
    ("The Observatory said twelve villages were hit. | The largest, [[Osht]], lost its mill.", "The Observatory"),
]  # fmt: skip
NOT_COMPILED = [
    "The Observatory said twelve people were killed. | The worst attack of the war hit [[Osht]] in May.",
    "The mayor said twelve people died. | The largest hospital, [[Saint Anne]], is full.",
    "Twelve people were killed, as planned by the rebels. | The youngest was [[three]].",
    "[[Two]] men were freed, as agreed by the army and the rebels.",
]  # fmt: skip
# A name that the report gives later to what it has called "the rescue service".
CALLED = [
    ("At least [[eight]] workers were killed when a strike hit their office in the town of Lorma the rescue service said on Saturday. | Known as the Blue Caps the rescue service works in the north.", "the Blue Caps"),
    ("[[Two]] lorries burned, the aid group said. | The aid group, called Open Hands, works in Osht.", "Open Hands"),
    ("[[Two]] men died, a rescue service said. | Known as the Blue Caps, the service works in Osht.", "the Blue Caps"),
    ("[[Two]] men died, the miners' union said. | Also known as United Pits, the union works in Osht.", "United Pits"),
    ("[[Two]] men died the rescue service said. | The rescue service works in the north.", "the rescue service"),
    ("Its leader, Omar Haddad, known as the Prefect, said [[two]] men died.", "Its leader, Omar Haddad"),
    ("The leader said [[two]] men died. | Known as the Prefect, the leader left.", "The leader"),
    ("[[Two]] men died the rescue service said. | Known as the Blue Caps the militia left.", "the rescue service"),
    ("[[Two]] men died the rescue service said. | Known as the Blue Caps the secret service left.", "the rescue service"),
]  # fmt: skip
# What is said goes on behind "but" where its verb has no subject of its own, or "that" ties it.
CONTRASTED = [
    ("The doctor said the guard was shot but [[survived]].", "The doctor"),
    ("The colonel said that nine men had been killed and that their leader had been wounded but had [[got away]].", "The colonel"),
    ("The colonel said nine men had been killed but that their leader [[got away]].", "The colonel"),
    ("The mayor said the bridge was hit but [[not destroyed]].", "The mayor"),
    ("Officials said shells hit Osht but caused [[no casualties]].", "Officials"),
    ("The union said the mine was flooded but had [[two]] exits.", "The union"),
    ("The army said it had lost one man, but the rebels put it at [[nine]].", "the rebels"),
]  # fmt: skip
NOT_CONTRASTED = [
    "The mayor said the bridge was hit, but residents saw [[two]] lanes open.",
    "The mayor said the bridge was hit but residents saw [[two]] lanes open.",
    "The mayor said talks go on, but the bridge was [[destroyed]].",
    "Officials said shells hit Osht but declined to name [[the dead]].",
]
# Who holds the place is no part of the name behind it.
HELD = [
    ("[[Three]] deaths were recorded after barrels were dropped on a quarter in rebel-held Homs Reuters reported.", "Reuters"),
    ("Shells hit a market in government-held Aleppo AFP said, killing [[six]].", "AFP"),
    ("[[Six]] people died in opposition-held Idlib the Marsa Observatory said.", "the Marsa Observatory"),
    ("[[Six]] people died in rebel-held Idlib Anadolu news agency reported.", "Anadolu news agency"),
    ("[[Six]] people died in army-controlled Hama state television reported.", "state television"),
    ("[[Six]] people died in the Front-run town of Lorma the council said.", "the council"),
]  # fmt: skip
# Where it happened does not speak, nor does the night belong to whoever does.
PLACED = [
    ("The blast in the eastern Lorma province proved that rebels [[possess gas]] a statement by the army shown on Thursday by state TV said.", "state TV"),
    ("The raid on the northern Osht district showed that rebels [[have guns]] the ministry said.", "the ministry"),
    ("The Lorma province council said [[ten]] men died.", "The Lorma province council"),
    ("Sources in the Lorma ministry said [[ten]] men died.", "Sources in the Lorma ministry"),
    ("Lorma said [[ten]] men died.", "Lorma"),
    ("The toll reached [[330]] overnight civil defence sources told the daily as raids went on.", "civil defence sources"),
    ("The toll reached [[330]] overnight the Marsa Observatory said.", "the Marsa Observatory"),
    ("At least [[40]] men died in a raid on the Osht region leading opposition figure Omar Haddad said on Wednesday.", "leading opposition figure Omar Haddad"),
    ("[[Ten]] men died, union figure Omar Haddad told the daily.", "union figure Omar Haddad"),
    ("The raid left a high figure Omar Haddad said [[ten]] men died.", "Omar Haddad"),
]  # fmt: skip
NOT_PLACED = [
    "The strike in the old city of Osht proved that rebels [[have guns]].",
    "The fire near the Lorma council showed that the mill [[was unsafe]].",
]
OWNED = [
    ("[[The Red Hand group]] has admitted to using banned shells.", "The Red Hand group"),
    ("[[The Red Hand group]] admitted using banned shells.", "The Red Hand group"),
    ("The [[Red Hand]] confessed to having killed the priest.", "The Red Hand"),
    ("[[The Northern Brigade]] claimed to have shot down the jet.", "The Northern Brigade"),
    ("[[The Northern Brigade]] acknowledged shelling the school.", "The Northern Brigade"),
    ("[[The Red Hand]] said it had carried out the attack.", "The Red Hand"),
]  # fmt: skip
NOT_OWNED = [
    "[[The ministry]] reported shelling near Osht.",
    "[[The Red Hand]] admitted that the army had won.",
    "[[The Red Hand]] vowed to kill the mayor.",
    "[[The Red Hand]] continued shelling Osht.",
]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        *CUT, *UNDER_DATELINES, *NAMED, *NOT_IN_ITS_OWN_WORDS, *GOES_ON,
        *LIMITED, *UNABLE, *COMPILED, *OWNED, *CALLED, *HELD, *CONTRASTED, *PLACED,
    ],
)  # fmt: skip
def test_speaker(text: str, speaker: str) -> None:
    assert assessed(text).speaker == speaker


@pytest.mark.parametrize(
    "text", [*OWN_VOICE, *NOT_UNABLE, *NOT_COMPILED, *NOT_OWNED, *NOT_CONTRASTED, *NOT_PLACED]
)
def test_nobody_is_named_for_what_the_report_says_itself(text: str) -> None:
    assert assessed(text).speaker is None


def test_what_the_report_of_a_panel_says_was_found() -> None:
    told = "In a 60-page report the UN panel says that jets hit the mill. | According to the report, [[two]] bombs fell."
    assert assessed(told).certainty == "confirmed"
    assert assessed(told.replace("UN panel", "army")).certainty == "claimed"


def test_a_group_is_not_the_men_it_tells_of() -> None:
    assert assessed(NOT_ITS_MEN).speaker == "the group"


@pytest.mark.parametrize("text", [text for text, _ in UNABLE])
def test_what_somebody_cannot_say_is_unconfirmed(text: str) -> None:
    assert assessed(text).certainty == "unconfirmed"


ACCOUNT = (
    "The river mission went to Osht on Monday. Its summary establishes the following.\n\n"
    "Nine men were killed. The rebels hold ten prisoners. The guards fled. The mill burned.\n\n"
    "The rebels used two mortars."
)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (ACCOUNT, "The river mission"),
        (ACCOUNT.replace("Monday. Its", "Monday. The army says that its"), "The army"),
        (ACCOUNT.replace("following.\n\n", "following. "), None),
        (ACCOUNT.replace("the following", "its findings"), None),
    ],
)
def test_an_account_reaches_beyond_the_sentences_around(text: str, speaker: str | None) -> None:
    question = understand("What did the rebels use?")
    evidence = evidence_of(question, Article(id="osht-1", title="Osht", text=text))
    line = line_with(evidence, "two mortars")
    found = assess_line(evidence, line, line.start, line.end)
    assert found.speaker == speaker
    source = source_of(evidence, line, found)
    assert (speaker or "") in text[source.start : source.end]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('[["There was no raid.]] | There was a fire," said the mayor.', "the mayor"),
        (
            '[["Nobody was killed in Osht.]] | All are well," Ilm Rada, the governor, told a station.',
            "Ilm Rada, the governor",
        ),
        (
            '[["There are no prisoners.]] | Some men are lost," army spokesman Ilm Rada told the press.',
            "army spokesman Ilm Rada",
        ),
        (
            "[[\u201cThe bridge was open all night.]] | Nobody came,\u201d said the ferryman.",
            "the ferryman",
        ),
        (
            'Officer Dorn led the way. | [["We lost nobody.]] | They lost ten," a spokesman said.',
            "a spokesman",
        ),
        # closed within the stretch, or opened after it
        ('[["Osht Dawn" was first to report it.]] | It was "a lie," said the mayor.', None),
        ('[[The bridge was open all night.]] | "Nobody came," said the ferryman.', None),
    ],
)
def test_a_quotation_that_begins_with_a_stretch_and_runs_on_is_spoken(
    text: str, speaker: str | None
) -> None:
    assert assessed(text).speaker == speaker
